"""Rules on single events: R3 drives, R4 crossings, R5 set-ups and R6 sessions."""

from __future__ import annotations

import datetime as dt

from routing.audit.campaign_parts import Crossing, Interval, Team
from routing.audit.case import Case, place_of
from routing.audit.plan_file import Event, TeamDate, TeamPlan
from routing.audit.report import Spot, clock_text
from routing.audit.strict_json import DAY_MINUTES


def check_events(case: Case, plan: TeamPlan) -> None:
    """Check a team's drives, crossings, set-ups and sessions."""
    team = case.campaign.teams[plan.id]
    for day in plan.dates:
        spot = case.spot.of(team.id).on(day.date)
        for index, event in enumerate(day.events):
            if event.kind == "drive":
                _check_drive(case, team, day.date, event, spot.at(index))
            elif event.kind == "ferry":
                _check_ferry(case, team, day, index, spot.at(index))
            elif event.kind == "record":
                _check_session(case, team, day.date, event, spot.at(index))
        _check_setups(case, team, day, spot)


def _check_drive(case: Case, team: Team, date: dt.date, drive: Event, spot: Spot) -> None:
    """R3: the minutes and metres of the travel table, within one date."""
    if drive.end > DAY_MINUTES:
        spot.add("drive_midnight", found=clock_text(drive.end), expected=clock_text(DAY_MINUTES))
    origin, destination = drive.origin or "", drive.destination or ""
    if origin == destination:
        spot.add("drive_nowhere", place=case.campaign.label(origin))
        return
    condition = case.campaign.condition_on(date)
    if condition is None:  # a date outside the campaign: R10 says so
        return
    words = {
        "origin": case.campaign.label(origin),
        "destination": case.campaign.label(destination),
        "vehicle": team.vehicle,
        "condition": condition,
    }
    leg = case.leg(team, date, drive)
    if leg is None:
        spot.add("drive_absent", **words)
        return
    minutes, metres = leg
    if drive.minutes != minutes:
        spot.add("drive_minutes", **words, found=drive.minutes, expected=minutes)
    if drive.metres != metres:
        spot.add("drive_metres", **words, found=drive.metres, expected=metres)


def _check_ferry(case: Case, team: Team, day: TeamDate, index: int, spot: Spot) -> None:
    """R4: the crossing's ports, vehicles, weekdays, times, duration and loading."""
    ferry = day.events[index]
    crossing = case.campaign.crossings[ferry.crossing]
    label = case.campaign.label
    if (ferry.origin, ferry.destination) != (crossing.origin, crossing.destination):
        found = f"{label(ferry.origin or '')} - {label(ferry.destination or '')}"
        expected = f"{label(crossing.origin)} - {label(crossing.destination)}"
        spot.add("ferry_route", crossing=crossing.id, found=found, expected=expected)
    if team.vehicle not in crossing.vehicles:
        spot.add("ferry_vehicle", crossing=crossing.id, vehicle=team.vehicle)
    if day.date.weekday() not in crossing.weekdays:
        spot.add("ferry_weekday", crossing=crossing.id, weekday=str(day.date.weekday()))
    if day.date in crossing.cancelled:
        spot.add("ferry_cancelled", crossing=crossing.id)
    _check_departure(crossing, ferry, spot)
    if ferry.minutes != crossing.crossing_minutes:
        spot.add(
            "ferry_minutes",
            crossing=crossing.id,
            found=ferry.minutes,
            expected=crossing.crossing_minutes,
        )
    loading = _waited(day.events[:index], crossing.origin, ferry.start)
    if loading < crossing.loading_minutes:
        spot.add(
            "ferry_loading",
            crossing=crossing.id,
            place=label(crossing.origin),
            found=loading,
            expected=crossing.loading_minutes,
        )


def _check_departure(crossing: Crossing, ferry: Event, spot: Spot) -> None:
    found = clock_text(ferry.start)
    if crossing.departures is not None:
        if ferry.start not in crossing.departures:
            expected = ", ".join(clock_text(minute) for minute in sorted(crossing.departures))
            spot.add("ferry_departure", crossing=crossing.id, found=found, expected=expected)
        return
    first, last = crossing.open or 0, crossing.close or 0
    if not first <= ferry.start <= last:
        spot.add(
            "ferry_window",
            crossing=crossing.id,
            found=found,
            open=clock_text(first),
            close=clock_text(last),
        )


def _waited(before: tuple[Event, ...], port: str, start: int) -> int:
    """Minutes of the waits at the port that follow each other up to `start`."""
    total, clock = 0, start
    for event in reversed(before):
        if event.kind != "wait" or event.origin != port or event.end != clock:
            break
        total, clock = total + max(0, event.minutes), event.start
    return total


def _check_setups(case: Case, team: Team, day: TeamDate, spot: Spot) -> None:
    """R5: a whole set-up at each post before the first session there on the date.

    Where a revision finds the team it is set up, if it was by the superseded plan.
    """
    ready = _ready_before(case, team, day)
    for index, event in enumerate(day.events):
        if event.kind == "setup":
            ready.add(place_of(event))
            if event.minutes != team.setup_minutes:
                spot.at(index).add(
                    "setup_minutes",
                    place=case.campaign.label(place_of(event)),
                    found=event.minutes,
                    expected=team.setup_minutes,
                )
        if event.kind == "record" and team.setup_minutes > 0 and place_of(event) not in ready:
            ready.add(place_of(event))
            label = case.campaign.label(place_of(event))
            spot.at(index).add("setup_missing", place=label, expected=team.setup_minutes)


def _ready_before(case: Case, team: Team, day: TeamDate) -> set[str]:
    """Return the post at which a team was set up when the revision began, if it is there."""
    state = team.state
    if state is None or state.date != day.date or case.superseded is None:
        return set()
    here: str | None = None
    for event in case.superseded.get((team.id, day.date), ()):
        if not case.campaign.past(day.date, event.start):
            break
        if event.kind in {"drive", "ferry"}:
            here = None
        elif event.kind == "setup":
            here = event.origin
    return {here} if here is not None and here == state.at else set()


def in_hours(session: Event, opening: tuple[Interval, ...], finish_minutes: int) -> bool:
    """Whether a session starts in an interval and ends in it, or so many minutes after it."""
    return any(
        first <= session.start
        and (session.end <= last or (session.start < last and session.end <= last + finish_minutes))
        for first, last in opening
    )


def _check_session(case: Case, team: Team, date: dt.date, session: Event, spot: Spot) -> None:
    """R6: within one opening interval, on an open date, 1 to `rate` residents.

    A session that closing time cuts may end later where R6' lets it (`routing.audit.last_rules`).
    """
    place = case.campaign.places[place_of(session)]
    if date in place.closed:
        spot.add("session_closed", place=place.label)
    opening = team.hours(place, date)
    if not in_hours(session, opening, case.campaign.rules.finish_minutes):
        spot.add(
            "session_hours",
            place=place.label,
            start=clock_text(session.start),
            end=clock_text(session.end),
            weekday=str(date.weekday()),
            expected=", ".join(f"{clock_text(a)}-{clock_text(b)}" for a, b in opening),
        )
    most = max(0, session.minutes) * team.rate_per_hour // 60
    if session.residents < 1:
        spot.add("session_empty", place=place.label, found=session.residents)
    if session.residents > most:
        spot.add(
            "session_rate",
            place=place.label,
            found=session.residents,
            minutes=session.minutes,
            rate=team.rate_per_hour,
            expected=most,
        )
