"""Rules on how a team's dates hang together: R1, R1', R2, R8, R9, R10 and R14."""

from __future__ import annotations

import datetime as dt

from routing.audit.campaign_parts import Campaign, Team
from routing.audit.case import Case
from routing.audit.plan_file import KINDS, TeamDate, TeamPlan
from routing.audit.report import Spot, clock_text
from routing.audit.state_rules import check_state


def check_dates(case: Case, plan: TeamPlan) -> None:
    """Check a team's chain of dates, events and nights."""
    team = case.campaign.teams[plan.id]
    spot = case.spot.of(team.id)
    _check_base(case.campaign, team, plan, spot)
    check_state(case, plan)
    _check_chain(case.campaign, plan, spot)
    _check_nights(case.campaign, team, plan, spot)
    _check_rest(case.campaign, plan, spot)
    _check_span(case.campaign, team, plan, spot)
    for day in plan.dates:
        _check_events(case, team, day, spot.on(day.date))
        _check_duty(case.campaign, day, spot.on(day.date))


def _check_base(campaign: Campaign, team: Team, plan: TeamPlan, spot: Spot) -> None:
    """R1: out of the base and back to it; no dates that the team spends at the base.

    Where a team begins that its state finds elsewhere, R1' says.
    """
    active = [day for day in plan.dates if day.events]
    away = campaign.away(team) is not None
    if not active:
        if plan.dates and not away:
            spot.add("idle_team_dates", found=len(plan.dates))
        return
    base, end = campaign.base, active[-1].events[-1].destination
    expected = campaign.label(base)
    if not away:
        _check_leaving(campaign, plan, active[0], spot)
    if end is not None and end != base:
        last = spot.on(active[-1].date).at(len(active[-1].events) - 1)
        last.add("not_to_base", found=campaign.label(end), expected=expected)
    for day in plan.dates:
        if not day.events and day.start_at == day.night_at == base:
            spot.on(day.date).add("idle_date")


def _check_leaving(campaign: Campaign, plan: TeamPlan, active: TeamDate, spot: Spot) -> None:
    """R1 of the first date with events, and of the first one that is listed."""
    base, start = campaign.base, plan.dates[0].start_at
    expected = campaign.label(base)
    origin = active.events[0].origin or start
    if origin != base:
        found = campaign.label(origin)
        spot.on(active.date).at(0).add("not_from_base", found=found, expected=expected)
    elif start != base:
        found = campaign.label(start)
        spot.on(plan.dates[0].date).add("not_from_base", found=found, expected=expected)


def _check_chain(campaign: Campaign, plan: TeamPlan, spot: Spot) -> None:
    """R2 from date to date: in order, none missing, each where the last night was."""
    before: TeamDate | None = None
    for day in plan.dates:
        here = spot.on(day.date)
        if before is not None:
            days = (day.date - before.date).days
            if days < 1:
                here.add("dates_order", found=str(before.date))
            if days > 1 and before.night_at != campaign.base:
                place = campaign.label(before.night_at)
                here.add("dates_missing", found=days - 1, night=str(before.date), place=place)
            if day.start_at != before.night_at:
                found, expected = campaign.label(day.start_at), campaign.label(before.night_at)
                here.add("date_start", found=found, expected=expected)
        before = day


def _check_events(case: Case, team: Team, day: TeamDate, spot: Spot) -> None:
    """R2 within a date: each event where and exactly when the one before it ended."""
    label = case.campaign.label
    where, now = day.start_at, None
    for index, event in enumerate(day.events):
        here = spot.at(index)
        if event.kind not in KINDS:
            here.add("kind_unknown", found=repr(event.kind), expected=", ".join(KINDS))
        if event.minutes < 0:
            here.add("event_backwards", start=clock_text(event.start), end=clock_text(event.end))
        if event.minutes == 0:
            leg = case.leg(team, day.date, event) if event.kind == "drive" else None
            if leg is None or leg[0] != 0:
                here.add("event_empty", start=clock_text(event.start))
        if now is not None and event.start != now:
            here.add("time_gap", found=clock_text(event.start), expected=clock_text(now))
        if event.origin is not None and event.origin != where:
            here.add("place_gap", found=label(event.origin), expected=label(where))
        where, now = event.destination or where, event.end
    if day.night_at != where:
        spot.add("night_place", found=label(day.night_at), expected=label(where))


def _check_nights(campaign: Campaign, team: Team, plan: TeamPlan, spot: Spot) -> None:
    """R8 and the night part of R9: lodging, nights in a row, home before rest days."""
    state = campaign.away(team)
    before = 0 if state is None else state.nights_away
    rest_days = {day.toordinal(): day for day in campaign.rest_days}
    row: list[dt.date] = []
    for day in plan.dates:
        if day.night_at == campaign.base:
            _check_row(campaign, row, before, spot)
            row, before = [], 0
            continue
        row.append(day.date)
        here, label = spot.on(day.date), campaign.label(day.night_at)
        if campaign.places[day.night_at].lodging is None:
            here.add("night_lodging", place=label)
        rest = rest_days.get(day.date.toordinal() + 1)
        if campaign.rules.home_on_rest_days and rest is not None:
            expected = campaign.label(campaign.base)
            here.add("rest_night", rest=str(rest), found=label, expected=expected)
    _check_row(campaign, row, before, spot)


def _check_row(campaign: Campaign, row: list[dt.date], before: int, spot: Spot) -> None:
    """R8 for nights away that follow each other; dates missing between them count.

    So do the nights `before` the first one, which the plan does not list.
    """
    limit = campaign.rules.max_nights_out
    if not row:
        return
    nights = before + max(len(row), (row[-1] - row[0]).days + 1)
    if nights > limit:
        here = spot.on(row[min(max(0, limit - before), len(row) - 1)])
        first = str(dt.date.fromordinal(max(1, row[0].toordinal() - before)))
        last = str(row[-1])
        here.add("nights_row", found=nights, expected=limit, first=first, last=last)


def _check_rest(campaign: Campaign, plan: TeamPlan, spot: Spot) -> None:
    """R9: no events on rest days."""
    for day in plan.dates:
        if day.events and day.date in campaign.rest_days:
            spot.on(day.date).add("rest_events", found=len(day.events))


def _check_span(campaign: Campaign, team: Team, plan: TeamPlan, spot: Spot) -> None:
    """R10: dates within the campaign and the team's own, trips over by the end.

    A day off is none of the team's own dates: no events, and the night before at the base.
    """
    first, last = max(campaign.start, team.first), min(campaign.deadline, team.last)
    off = {day.toordinal() for day in team.off}
    for day in plan.dates:
        here = spot.on(day.date)
        if day.events and day.date in team.off:
            here.add("off_events", found=len(day.events))
        if day.date.toordinal() + 1 in off and day.night_at != campaign.base:
            found, expected = campaign.label(day.night_at), campaign.label(campaign.base)
            off_day = dt.date.fromordinal(day.date.toordinal() + 1)
            here.add("off_night", off=str(off_day), found=found, expected=expected)
        if not first <= day.date <= last:
            here.add("date_outside", first=str(first), last=str(last))
        if day.date == last and day.night_at != campaign.base:
            found, expected = campaign.label(day.night_at), campaign.label(campaign.base)
            here.add("night_after_end", found=found, expected=expected)


def _check_duty(campaign: Campaign, day: TeamDate, spot: Spot) -> None:
    """R14: events within the duty window, driving within its limit."""
    rules = campaign.rules
    for index, event in enumerate(day.events):
        earliest, latest = sorted((event.start, event.end))
        if earliest < rules.duty_start or latest > rules.duty_end:
            spot.at(index).add(
                "duty_window",
                start=clock_text(event.start),
                end=clock_text(event.end),
                open=clock_text(rules.duty_start),
                close=clock_text(rules.duty_end),
            )
    driving = sum(max(0, event.minutes) for event in day.events if event.kind == "drive")
    if driving > rules.max_driving_minutes:
        spot.add("duty_driving", found=driving, expected=rules.max_driving_minutes)
