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
from planner.incidents.campaign_draft import CampaignDraft, RecordedSession
from planner.incidents.touched_teams import Hit, changed_teams, hits_of
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
    hits
        What the old plan, if it was given, has that is hit.
    """

    prepared: Prepared
    touched: frozenset[str]
    taken: frozenset[str]
    messages: tuple[Message, ...]
    hits: tuple[Hit, ...] = ()


def apply_incidents(
    prepared: Prepared,
    incidents: Iterable[Incident],
    now: datetime,
    plan: Plan | None = None,
    before: Campaign | None = None,
    recorded: Iterable[RecordedSession] = (),
    known: Collection[Incident] = (),
) -> Applied:
    """Let incidents change a campaign from a moment on.

    Of two of one kind that hit the same from the same moment on, the one told last holds, as when
    a kit is mended sooner than was thought; else their order does not matter. The campaign has
    none of them yet: one that is not told any more has never been.

    Parameters
    ----------
    prepared
        The campaign; in a revision with every team's state.
    incidents
        All that hold, those that the superseded plan has and before what was told later.
    now
        Local moment; what was over before it is left out.
    plan, before
        The old plan, to tell which teams it sends through what is hit, and the campaign that it
        was made for, with the states and residents of now; None = `prepared`.
    recorded
        Sessions before now: they are taken off the residents as these were when they began.
    known
        Incidents that the superseded plan has; of their residents nothing is said.

    Raises
    ------
    IncidentError
        With every incident that cannot be planned as told.
    """
    draft = CampaignDraft.of(prepared.campaign, now, recorded)
    draft.known = frozenset(known)
    told = tuple(incidents)
    for incident in sorted(_last_told(told), key=lambda each: each.order):
        if incident.until is not None and incident.until <= now:
            draft.note("incident_over", incident)
        elif incident.from_.date() > prepared.campaign.deadline:
            draft.note("incident_outside", incident)
        elif next(draft.minutes(incident), None) is not None:
            APPLY[incident.kind](draft, incident)
    if draft.faults:
        raise IncidentError(draft.faults)
    after = _prepared(prepared, draft)
    old = prepared.campaign if before is None else before
    hits = () if plan is None else hits_of(plan, old, after, now)
    touched = changed_teams(old, after.campaign) | {hit.team for hit in hits}
    after = replace(after, incidents=tuple(dict.fromkeys(told)))
    return Applied(after, touched, frozenset(draft.taken), tuple(draft.notes), hits)


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
    return replace(after, remarks=prepared.remarks, undisturbed=prepared.undisturbed)


def with_conditions(campaign: Campaign, region: Dataset) -> Campaign:
    """Return a campaign with the states of a region's roads on its dates."""
    spans, _ = conditions_for(region, campaign.start, campaign.deadline)
    found = tuple(Condition(span.id, span.start, span.until) for span in spans)
    return replace(campaign, conditions=found)
