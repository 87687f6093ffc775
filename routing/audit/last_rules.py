"""R6': who is last in line. Late ends of a post's last session, and visits of a few residents."""

from __future__ import annotations

import datetime as dt

from routing.audit.case import Case, place_of
from routing.audit.event_rules import in_hours
from routing.audit.plan_file import Event
from routing.audit.report import Spot, clock_text


def check_last(case: Case) -> None:
    """Check late ends and small visits over all teams."""
    if case.campaign.rules.finish_minutes:
        _check_late(case)
    _check_visits(case)


def _check_late(case: Case) -> None:
    """A session that ends after closing time records the last residents of its post."""
    recorded = case.recorded()
    last = _last_sessions(case)
    for spot, session in case.sessions():
        place = case.campaign.places[place_of(session)]
        team = case.campaign.teams.get(spot.team or "")
        opening = () if spot.date is None or team is None else team.hours(place, spot.date)
        minutes = case.campaign.rules.finish_minutes
        if in_hours(session, opening, 0) or not in_hours(session, opening, minutes):
            continue
        left = place.residents - recorded[place.id]
        if last[place.id] != (spot.team, spot.date, spot.event) or left > 0:
            spot.add(
                "session_not_last",
                place=place.label,
                end=clock_text(session.end),
                left=max(0, left),
                minutes=minutes,
            )


def _last_sessions(case: Case) -> dict[str, tuple[str | None, dt.date | None, int | None]]:
    """Team, date and event of the session of each post after which there is no other."""
    last: dict[str, tuple[tuple[dt.date, int, int], Spot, Event]] = {}
    for spot, session in case.sessions():
        key = (spot.date or dt.date.min, session.end, session.start)
        id_ = place_of(session)
        if id_ not in last or key >= last[id_][0]:
            last[id_] = (key, spot, session)
    return {id_: (spot.team, spot.date, spot.event) for id_, (_, spot, _) in last.items()}


def _check_visits(case: Case) -> None:
    """A team records at a post on a date enough residents, or all that the post has."""
    visits: dict[tuple[str | None, dt.date | None, str], tuple[Spot, int]] = {}
    for spot, session in case.sessions():
        key = (spot.team, spot.date, place_of(session))
        first, before = visits.get(key, (spot, 0))
        visits[key] = (first, before + session.residents)
    for (_, _, id_), (spot, found) in visits.items():
        place = case.campaign.places[id_]
        expected = min(case.campaign.rules.min_visit, place.residents)
        if 0 < found < expected:
            spot.add("visit_small", place=place.label, found=found, expected=expected)
