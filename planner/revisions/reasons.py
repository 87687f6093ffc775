"""Why a revision breaks a promise or hands a kecamatan over, in the planner's words."""

from __future__ import annotations

from dataclasses import replace

from geodata import say
from planner.revisions.causes import Causes
from planner.revisions.options import RevisionOption
from routing.campaign import Campaign
from routing.plan import Change, ChangeReason, Handover, Plan


def with_reasons(
    campaign: Campaign, option: RevisionOption, causes: Causes, taken: frozenset[str]
) -> Plan:
    """Return a revision's plan with its broken promises and handovers, each with its reason.

    Parameters
    ----------
    taken
        Teams that an incident takes away.
    """
    plan = option.plan
    handovers = tuple(
        Handover(kecamatan, former, to, _handover(former, causes, taken))
        for kecamatan, former, to in _handed_over(campaign, plan)
    )
    passed = {each.kecamatan: each.from_ for each in handovers}
    coming: dict[str, set[str]] = {}
    for team, _, session in plan.sessions():
        coming.setdefault(session.at, set()).add(team)
    changes = []
    for promise in option.broken:
        kecamatan = campaign.place_by_id[promise.post].kecamatan or ""
        teams = coming.get(promise.post, set())
        reason = causes.reason(promise.post, teams, passed.get(kecamatan, ""))
        changes.append(Change(promise.post, promise.date, promise.strength, reason))
    return replace(plan, changes=tuple(changes) if campaign.promises else (), handovers=handovers)


def _handover(former: str, causes: Causes, taken: frozenset[str]) -> ChangeReason:
    if former in taken:
        text = causes.of_team(former) or say("reason_handover", causes.language, team=former)
        return ChangeReason("incident", text)
    return ChangeReason("handover", say("reason_allowed", causes.language))


def _handed_over(campaign: Campaign, plan: Plan) -> list[tuple[str, str, str]]:
    """Kecamatan that go from the teams that have begun them to another one."""
    begun: dict[str, list[str]] = {}
    for each in campaign.begun:
        begun.setdefault(each.kecamatan, []).append(each.team)
    places = campaign.place_by_id
    found: dict[tuple[str, str, str], None] = {}
    for team, _, session in plan.sessions():
        kecamatan = places[session.at].kecamatan or ""
        former = begun.get(kecamatan, [])
        if former and team not in former:
            found[kecamatan, former[-1], team] = None
    return sorted(found)
