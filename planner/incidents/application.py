"""Incidents applied to a campaign: what holds from a moment on, and whom it hits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from geodata import Dataset, Message, conditions_for
from geodata.spelling import fold
from planner.campaigns import Prepared, prepare
from planner.errors import IncidentError
from planner.incident import Incident
from planner.incidents import place_incidents, team_incidents
from planner.incidents.campaign_draft import CampaignDraft
from planner.incidents.touched_teams import changed_teams, touched_by
from routing.campaign import Campaign, Condition, check_campaign
from routing.plan import Plan

APPLY: Mapping[str, Callable[[CampaignDraft, Incident], None]] = {
    "kit": team_incidents.apply_kit,
    "operator": team_incidents.apply_operator,
    "vehicle": team_incidents.apply_vehicle,
    "rate": team_incidents.apply_rate,
    "road": place_incidents.apply_road,
    "crossing": place_incidents.apply_crossing,
    "server": place_incidents.apply_server,
    "post_closed": place_incidents.apply_post_closed,
    "residents": place_incidents.apply_residents,
}
"""What each kind of incident changes."""


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """A campaign with its incidents.

    Attributes
    ----------
    prepared
        The campaign, with its roads and times where these have changed.
    touched
        Ids of the teams whose own dates, state, rate or pauses have changed, and of those whose
        old plan, if it was given, passes through what is hit.
    taken
        Ids of the teams that an incident keeps from recording on at least one whole working date.
    messages
        What the planner should know.
    """

    prepared: Prepared
    touched: frozenset[str]
    taken: frozenset[str]
    messages: tuple[Message, ...]


def apply_incidents(
    prepared: Prepared,
    incidents: Iterable[Incident],
    now: datetime,
    plan: Plan | None = None,
    known: Collection[Incident] = (),
    known_at: datetime | None = None,
) -> Applied:
    """Let incidents change a campaign from a moment on.

    Of two of one kind that hit the same from the same moment on, the one told last holds, as when
    a kit is mended sooner than was thought; else their order does not matter. Incidents may be
    applied to a campaign that has them already, but for numbers of residents, which `known` is for.

    Parameters
    ----------
    prepared
        The campaign; in a revision with every team's state, and with the residents left.
    incidents
        All that hold, `known` ones with them and before what was told later: pauses ahead that
        none of them tells end.
    now
        Local moment; what was over before it is left out.
    plan
        The old plan, to tell which teams it sends through what is hit.
    known
        Incidents that the superseded plan has: their numbers of residents are not counted again.
    known_at
        The moment of that plan; numbers of residents that were to come then count now. None = all
        of the known ones were counted.

    Raises
    ------
    IncidentError
        With every incident that cannot be planned as told.
    """
    draft = CampaignDraft.of(prepared.campaign, now)
    told = tuple(incidents)
    counted = {
        incident
        for incident in known
        if incident.kind == "residents" and (known_at is None or incident.from_ <= known_at)
    }
    for incident in sorted(set(_last_told(told)) - counted, key=lambda each: each.order):
        if incident.until is not None and incident.until <= now:
            draft.note("incident_over", incident)
        elif incident.from_.date() > prepared.campaign.deadline:
            draft.note("incident_outside", incident)
        elif next(draft.minutes(incident), None) is not None:
            APPLY[incident.kind](draft, incident)
    if draft.faults:
        raise IncidentError(draft.faults)
    after = _prepared(prepared, draft)
    touched = changed_teams(prepared.campaign, after.campaign)
    if plan is not None:
        touched |= touched_by(plan, prepared, after, now)
    after = replace(after, incidents=tuple(dict.fromkeys(told)))
    return Applied(after, touched, frozenset(draft.taken), tuple(draft.notes))


def _last_told(incidents: Iterable[Incident]) -> Iterable[Incident]:
    """Return incidents without those of which something else was told later."""
    last: dict[tuple[object, ...], Incident] = {}
    for incident in incidents:
        change = incident.value if incident.is_change else ""
        last[incident.kind, fold(incident.subject), incident.from_, change] = incident
    return last.values()


def _prepared(prepared: Prepared, draft: CampaignDraft) -> Prepared:
    campaign = draft.finished()
    if not draft.closures:
        check_campaign(campaign)
        return replace(prepared, campaign=campaign)
    rows = pd.DataFrame(draft.closures, columns=prepared.region.closures.columns, dtype=object)
    closures = pd.concat([prepared.region.closures.astype(object), rows], ignore_index=True)
    region = replace(prepared.region, closures=closures)
    campaign = with_conditions(campaign, region)
    check_campaign(campaign)
    after = prepare(region, campaign, prepared.graph, prepared.cards)
    return replace(after, remarks=prepared.remarks)


def with_conditions(campaign: Campaign, region: Dataset) -> Campaign:
    """Return a campaign with the states of a region's roads on its dates."""
    spans, _ = conditions_for(region, campaign.start, campaign.deadline)
    found = tuple(Condition(span.id, span.start, span.until) for span in spans)
    return replace(campaign, conditions=found)
