"""What has happened since the superseded plan: incidents and changes of the workbook as causes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, time

from geodata import Message, say
from planner.incident import Incident
from planner.incidents import Hit, IncidentName, team_of
from planner.revisions.basis import Basis
from planner.revisions.causes import Cause, Causes
from planner.revisions.facts import Facts
from planner.revisions.under_way import UnderWay
from routing.campaign import Campaign

_FROM_NOW_ON = ("residents", "rate", "operator")
"""Kinds that count from their first moment on, also where they were told before it."""

_BY_HIT = {"road": ("leg",), "crossing": ("crossing",), "server": ("server", "pause")}
"""What each kind of incident hits that names no pair and no post."""


def causes_of(facts: Facts, basis: Basis, case: UnderWay, owners: Mapping[str, str]) -> Causes:
    """Return what has happened since the superseded plan.

    An incident that it knows has caused none of the changes, unless it counts only now.
    """
    found = [*_of_incidents(facts, basis, case), *_of_workbook(facts, basis)]
    return Causes(tuple(found), case.past.news, owners, facts.request.language)


def _of_incidents(facts: Facts, basis: Basis, case: UnderWay) -> Iterator[Cause]:
    language = facts.request.language
    begun = facts.old.now or datetime.combine(facts.old.start, time())
    for incident in case.incidents:
        fresh = incident.kind in _FROM_NOW_ON and begun < incident.from_ <= facts.now
        if incident in basis.known and not fresh:
            continue
        if incident.until is not None and incident.until <= facts.now:
            continue
        text = incident.note or IncidentName(incident)(language)
        yield _cause(incident, text, case.campaign, facts.old, case.applied.hits)
    for incident in basis.taken_back:
        text = say("reason_taken_back", language, incident=IncidentName(incident))
        yield _cause(incident, text, case.campaign, facts.old, None)


def _cause(
    incident: Incident, text: str, campaign: Campaign, old: Campaign,
    hits: Collection[Hit] | None,
) -> Cause:  # fmt: skip
    """Return an incident as a cause; without hits one that names nobody is wide."""
    if incident.kind in {"post_closed", "residents"}:
        return Cause(text, posts=frozenset({incident.subject}))
    if incident.kind in _BY_HIT:
        if hits is None:
            return Cause(text, wide=True)
        return Cause(text, teams=frozenset(h.team for h in hits if _is_of(incident, h)))
    if not incident.subject:
        return Cause(text, teams=frozenset(team.id for team in campaign.teams))
    team = team_of(incident.subject, campaign) or team_of(incident.subject, old)
    return Cause(text, teams=frozenset() if team is None else frozenset({team.id}))


def _is_of(incident: Incident, hit: Hit) -> bool:
    if hit.kind not in _BY_HIT[incident.kind] or hit.day is None:
        return False
    same = incident.kind != "crossing" or incident.subject in {"", hit.subject}
    return same and incident.overlaps(hit.day, hit.day)


def _of_workbook(facts: Facts, basis: Basis) -> Iterator[Cause]:
    for change in basis.changes:
        if change.is_taken:
            text = Message("reason_workbook", change=change.what).text(facts.request.language)
            wide = not change.posts and not change.teams
            yield Cause(text, change.posts, change.teams, wide=wide)
