"""Rules on what a revision may not touch: R17 frozen dates and R19 what lies before now.

R16 for the files that a revision adds is here too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from routing.audit.case import Case
from routing.audit.history_file import History
from routing.audit.plan_file import Event
from routing.audit.report import Spot, clock_text

Value = str | int | None


def check_revision(case: Case) -> None:
    """Check the superseded plan, the history and that nothing is planned before now."""
    _check_now(case)
    if case.superseded_sha256 is not None:
        found, expected = case.campaign.revision.supersedes, case.superseded_sha256
        if found != expected:
            case.spot.add("superseded_hash", found=found, expected=expected)
    if case.superseded is not None:
        for team, date in case.campaign.revision.frozen:
            _check_frozen(case, team, date)
    if case.history is not None:
        _check_history(case, case.history)


def _check_now(case: Case) -> None:
    """R19: no event begins before now."""
    now = case.campaign.revision.now
    for team in case.plan.teams:
        for day in team.dates:
            for index, event in enumerate(day.events):
                if case.campaign.past(day.date, event.start):
                    here = case.spot.of(team.id).on(day.date).at(index)
                    here.add("event_past", start=clock_text(event.start), now=str(now))


def _check_frozen(case: Case, team: str, date: dt.date) -> None:
    """R17: the events of a frozen date are those of the superseded plan, from now on.

    A crossing for which the team is loading at now is over when its state begins; of a wait under
    way the rest may stand.
    """
    before = (case.superseded or {}).get((team, date), ())
    expected = [event for event in before if not _over(case, team, date, event)]
    found = [
        event
        for plan in case.plan.teams
        for day in plan.dates
        if (plan.id, day.date) == (team, date)
        for event in day.events
    ]
    if found and found[0].kind == "wait":
        expected = [
            *(
                replace(event, start=found[0].start)
                for event in before
                if _over(case, team, date, event) and event.start < found[0].start < event.end
            ),
            *expected,
        ]
    spot = case.spot.of(team).on(date)
    if len(found) != len(expected):
        spot.add("frozen_events", found=len(found), expected=len(expected))
        return
    for index, (event, planned) in enumerate(zip(found, expected, strict=True)):
        if event != planned:
            _add_difference(spot.at(index), event, planned)
            return


def _over(case: Case, team: str, date: dt.date, event: Event) -> bool:
    """Whether an event began before now, or is a crossing, or its wait, before the team's state."""
    known = case.campaign.teams.get(team)
    state = None if known is None else known.state
    aboard = state is not None and (date, event.start) < (state.date, state.earliest)
    return case.campaign.past(date, event.start) or (aboard and event.kind in {"wait", "ferry"})


def _add_difference(spot: Spot, event: Event, before: Event) -> None:
    """Enter the first figure in which an event of a frozen date differs."""
    values, expected = _values(event), _values(before)
    field = next(field for field in values if values[field] != expected[field])
    spot.add("frozen_event", field=field, found=values[field], expected=expected[field])


def _values(event: Event) -> dict[str, Value]:
    return {
        "event.kind": event.kind,
        "event.from": event.origin,
        "event.to": event.destination,
        "event.start": clock_text(event.start),
        "event.end": clock_text(event.end),
        "event.metres": event.metres,
        "event.residents": event.residents,
        "event.crossing": event.crossing,
    }


def _check_history(case: Case, history: History) -> None:
    """R16: the history is the campaign's, in order, each session once; R19: it is over."""
    revision = case.campaign.revision
    if history.campaign_id != revision.id:
        case.spot.add("history_campaign", found=history.campaign_id, expected=revision.id)
    if history.now != revision.now:
        case.spot.add("history_now", found=str(history.now), expected=str(revision.now))
    before = None
    for session, _ in history.sessions:
        words: dict[str, str] = {
            "team": session.team,
            "place": session.post,
            "day": str(session.date),
            "start": clock_text(session.start),
        }
        if session == before:
            case.spot.add("history_twice", **words)
        elif before is not None and session < before:
            case.spot.add("history_order", **words)
        if not case.campaign.past(session.date, session.start):
            case.spot.add("history_late", **words, now=str(revision.now))
        before = session
