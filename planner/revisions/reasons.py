"""Why a revision breaks a promise or hands a kecamatan over, in the planner's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from geodata import Language, say
from planner.revisions.options import RevisionOption
from routing.campaign import Campaign
from routing.plan import Change, ChangeReason, Handover, Plan


@dataclass(frozen=True, slots=True)
class Causes:
    """What has happened, as sentences in one language.

    Attributes
    ----------
    by_team
        Of the incidents that touch each team.
    late
        Teams whose sessions went otherwise than planned.
    """

    by_team: Mapping[str, str]
    late: frozenset[str]


def with_reasons(
    campaign: Campaign, option: RevisionOption, owners: Mapping[str, str], causes: Causes,
    taken: frozenset[str], language: Language,
) -> Plan:  # fmt: skip
    """Return a revision's plan with its broken promises and handovers, each with its reason.

    Parameters
    ----------
    owners
        Team by post: who had its kecamatan.
    taken
        Teams that an incident takes away.
    """
    plan = option.plan
    handovers = tuple(
        Handover(kecamatan, former, to, _handover(former, causes, taken, language))
        for kecamatan, former, to in _handed_over(campaign, plan)
    )
    passed = {each.kecamatan for each in handovers}
    changes = []
    for promise in option.broken:
        team = owners.get(promise.post, "")
        kecamatan = campaign.place_by_id[promise.post].kecamatan
        if team in causes.by_team:
            reason = ChangeReason("incident", causes.by_team[team])
        elif kecamatan in passed:
            reason = ChangeReason("handover", say("reason_handover", language, team=team))
        elif team in causes.late:
            reason = ChangeReason("incident", say("reason_reports", language, team=team))
        else:
            reason = ChangeReason("better", say("reason_better", language))
        changes.append(Change(promise.post, promise.date, promise.strength, reason))
    return replace(plan, changes=tuple(changes) if campaign.promises else (), handovers=handovers)


def _handover(
    former: str, causes: Causes, taken: frozenset[str], language: Language
) -> ChangeReason:
    if former in taken:
        return ChangeReason("incident", causes.by_team.get(former, ""))
    return ChangeReason("handover", say("reason_allowed", language))


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
