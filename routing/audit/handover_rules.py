"""R11': a kecamatan that a team has begun stays with it, or its handover is allowed and listed."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from routing.audit.case import Case, place_of
from routing.audit.plan_file import Handover

Teams = dict[str, list[str]]
"""Teams by kecamatan."""


def check_handovers(case: Case) -> None:
    """Check who goes on with what has been begun, and the list of handovers.

    Without `one_pair_per_kecamatan` teams may share what one of them has begun: then only the
    list is checked.
    """
    begun: Teams = {}
    for kecamatan, team in case.campaign.revision.begun:
        begun.setdefault(kecamatan, []).append(team)
    recording = _recording(case)
    if case.campaign.rules.one_pair_per_kecamatan:
        _check_listed(case, begun, recording)
        _check_begun(case, begun, recording)
    for handover in dict.fromkeys(case.plan.handovers):
        former, later = handover.origin, handover.destination
        words = {"kecamatan": handover.kecamatan, "former": former, "team": later}
        known = former in begun.get(handover.kecamatan, ())
        happens = later in recording.get(handover.kecamatan, ())
        if former == later or not known or not happens:
            case.spot.add("handover_unfounded", **words)
        elif case.campaign.rules.one_pair_per_kecamatan:
            _check_allowed(case, handover, words)
    rows = Counter((row.kecamatan, row.origin, row.destination) for row in case.plan.handovers)
    for (kecamatan, former, later), count in rows.items():
        if count > 1:
            words = {"kecamatan": kecamatan, "former": former, "team": later}
            case.spot.add("handover_twice", **words, found=count)


def _recording(case: Case) -> Teams:
    """Teams that record in each kecamatan, in the plan's order."""
    teams: Teams = {}
    for spot, session in case.sessions():
        kecamatan = case.campaign.places[place_of(session)].kecamatan
        if kecamatan is not None and spot.team is not None:
            names = teams.setdefault(kecamatan, [])
            if spot.team not in names:
                names.append(spot.team)
    return teams


def _check_listed(case: Case, begun: Teams, recording: Teams) -> None:
    listed = {(row.kecamatan, row.origin, row.destination) for row in case.plan.handovers}
    for kecamatan, former in begun.items():
        for team in recording.get(kecamatan, ()):
            told = any((kecamatan, name, team) in listed for name in former)
            if team not in former and not told:
                names = ", ".join(former)
                case.spot.add("handover_unlisted", kecamatan=kecamatan, former=names, team=team)


def _check_begun(case: Case, begun: Teams, recording: Teams) -> None:
    """Who has recorded in a kecamatan by the history has begun it, where another team goes on."""
    past: Teams = {}
    for session, residents in case.history.sessions if case.history is not None else ():
        place = case.campaign.places.get(session.post)
        if residents and place is not None and place.kecamatan is not None:
            past.setdefault(place.kecamatan, []).append(session.team)
    for kecamatan, former in past.items():
        later = [team for team in recording.get(kecamatan, ()) if team not in former]
        if kecamatan not in begun and later:
            names = ", ".join(dict.fromkeys(former))
            case.spot.add("begun_missing", kecamatan=kecamatan, former=names, team=later[0])


def _check_allowed(case: Case, handover: Handover, words: dict[str, str]) -> None:
    """An incident must take the former team away; for other reasons the planner must allow it."""
    if case.campaign.rules.allow_handovers:
        return
    if handover.reason != "incident":
        case.spot.add("handover_forbidden", **words, reason=handover.reason)
    elif not _taken_away(case, handover.origin):
        case.spot.add("handover_no_incident", **words)


def _taken_away(case: Case, id_: str) -> bool:
    """Whether a team is missing on a date that is left, or has no events at all."""
    plan = next((team for team in case.plan.teams if team.id == id_), None)
    if plan is None or not any(day.events for day in plan.dates):
        return True
    team, campaign = case.campaign.teams[id_], case.campaign
    now = campaign.revision.now
    first = campaign.start if now is None else max(campaign.start, now.date)
    for ordinal in range(first.toordinal(), campaign.deadline.toordinal() + 1):
        date = dt.date.fromordinal(ordinal)
        paused = any(day == date for day, _, _ in team.pauses)
        if date in team.off or paused or not team.first <= date <= team.last:
            return True
    return False
