"""The campaign under way: what holds from now on, with every incident."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from geodata import Message, say
from planner.campaigns import Prepared, prepare, without_empty_pins
from planner.errors import OptionError
from planner.incident import Incident
from planner.incidents import (
    Applied,
    RecordedSession,
    apply_incidents,
    parse_incidents,
    read_promises,
    with_conditions,
)
from planner.revisions.basis import Basis, subjects_of
from planner.revisions.facts import Facts
from planner.revisions.frozen_dates import with_begun_pins
from planner.revisions.history import PastRecord, PastSessions, begun_now
from planner.revisions.team_states import TeamRest
from routing.campaign import (
    Assumption,
    Begun,
    Campaign,
    Promise,
    ServerCapacity,
    TeamState,
    check_campaign,
)


@dataclass(frozen=True, slots=True, eq=False)
class UnderWay:
    """A campaign from now on.

    Attributes
    ----------
    ready
        The campaign with its promises, pins and kecamatan begun, its roads and times.
    applied
        What incidents have changed.
    incidents
        All that are told.
    rest
        Where each team is, and what is left of its plan.
    past
        What was recorded before now.
    cut
        Teams that stop now what they do at a post, as an incident hits them.
    """

    ready: Prepared
    applied: Applied
    incidents: tuple[Incident, ...]
    rest: Mapping[str, TeamRest]
    past: PastSessions
    cut: frozenset[str]

    @property
    def campaign(self) -> Campaign:
        """The campaign."""
        return self.ready.campaign


def under_way(facts: Facts, basis: Basis) -> UnderWay:
    """Return the campaign from now on.

    In the middle of a date a team that is hit stops at once, and what it has recorded until then
    counts; whom that is only the incidents say, so they are applied again.

    Raises
    ------
    OptionError, IncidentError
        When now is after the deadline, or an incident cannot be used.
    CampaignError
        When pins or promises contradict the campaign.
    """
    if facts.today > basis.campaign.deadline:
        last = basis.campaign.deadline
        raise OptionError([Message("replan_late", now=facts.today, deadline=last)])
    incidents = _incidents(facts, basis)
    ready, waiting = _prepared(basis), facts.waiting(basis.known)
    cut: frozenset[str] = frozenset()
    while True:
        past, before = facts.past(cut), facts.rest(cut)
        found = _for_all(facts, basis, facts.rest(cut, waiting))
        applied = apply_incidents(
            replace(ready, campaign=_from_now_on(facts, basis, ready.campaign, found)),
            incidents, facts.now, facts.bundle.plan, _as_planned(facts, before, past),
            [_recorded(row) for row in past.sessions], basis.known,
        )  # fmt: skip
        if facts.minute is None or applied.touched <= cut:
            break
        cut |= applied.touched
    rest = dict(found)
    for team in applied.prepared.campaign.teams:
        if team.id in waiting and team.state == before[team.id].state:
            rest[team.id] = before[team.id]  # it waits as it did
        elif team.state is not None:
            rest[team.id] = rest[team.id].moved_to(team.state)
    campaign = _with_rules(facts, basis, applied, past)
    ready = replace(applied.prepared, campaign=campaign, undisturbed=basis.campaign)
    return UnderWay(ready, applied, incidents, rest, past, cut)


def _incidents(facts: Facts, basis: Basis) -> tuple[Incident, ...]:
    """All incidents: those of earlier revisions, of the workbook, and of the option."""
    faults: list[Message] = []
    given = parse_incidents(facts.request.incidents, subjects_of(basis, facts.old), faults)
    if faults:
        raise OptionError(faults)
    return tuple(dict.fromkeys([*basis.incidents, *given]))


def _prepared(basis: Basis) -> Prepared:
    """Time all ways once: neither states nor residents change them."""
    campaign = with_conditions(basis.campaign, basis.region)
    return prepare(basis.region, campaign, basis.graph, basis.cards)


def _for_all(facts: Facts, basis: Basis, rest: Mapping[str, TeamRest]) -> dict[str, TeamRest]:
    """Return the rest of each pair: a new one is at the base from its first date on."""
    found = {}
    for team in basis.campaign.teams:
        first = max(facts.today, team.from_)
        minute = facts.minute if first == facts.today else None
        new = TeamRest(TeamState(first, basis.campaign.base, 0, minute), ())
        found[team.id] = rest.get(team.id, new)
    return found


def _from_now_on(
    facts: Facts, basis: Basis, timed: Campaign, rest: Mapping[str, TeamRest]
) -> Campaign:
    """Return the campaign from now on, without incidents; residents are all who were listed."""
    request = facts.request
    return replace(
        timed,
        teams=tuple(replace(team, state=rest[team.id].state) for team in timed.teams),
        id=facts.old.identity,
        revision=facts.old.revision + 1,
        supersedes=hashlib.sha256(facts.superseded).hexdigest(),
        now=facts.now,
        rules=replace(
            timed.rules,
            pins=tuple(dict.fromkeys([*timed.rules.pins, *basis.pins])),
            most_changes=request.most_changes,
            allow_handovers=request.allow_handovers,
        ),
        costs=replace(timed.costs, rupiah_per_changed_promise=request.changed_promise),
    )


def _as_planned(facts: Facts, rest: Mapping[str, TeamRest], past: PastSessions) -> Campaign:
    """Return the campaign that the superseded plan was made for, as it would be now."""
    old = facts.old
    return replace(
        old,
        places=tuple(
            replace(p, residents=max(0, p.residents - past.recorded.get(p.id, 0)))
            for p in old.places
        ),
        teams=tuple(
            replace(
                team,
                state=rest[team.id].state,
                pauses=tuple(p for p in team.pauses if p.date >= facts.today),
            )
            for team in old.teams
        ),
        rules=replace(old.rules, server_capacity=_capacity_left(facts, past)),
    )


def _capacity_left(facts: Facts, past: PastSessions) -> ServerCapacity:
    """The server's capacity, less what it has taken today since the superseded plan."""
    capacity, since = facts.old.rules.server_capacity, facts.old.now
    limit = capacity.on(facts.today)
    taken = sum(
        row.recorded
        for row in past.sessions
        if row.date == facts.today and (since is None or _began(row) >= since)
    )
    if limit is None or not taken:
        return capacity
    left = {**capacity.by_date, facts.today: max(0, limit - taken)}
    return replace(capacity, by_date=left)


def _began(row: PastRecord) -> datetime:
    return datetime.combine(row.date, time()) + timedelta(minutes=row.start)


def _recorded(row: PastRecord) -> RecordedSession:
    return RecordedSession(_began(row), row.post, row.recorded)


def _with_rules(facts: Facts, basis: Basis, applied: Applied, past: PastSessions) -> Campaign:
    """Return the campaign with its promises and kecamatan begun, checked."""
    campaign = applied.prepared.campaign
    there = {team.id for team in campaign.teams}
    found = begun_now(past.sessions, campaign, facts.old, facts.bundle.plan)
    begun = tuple(pair for pair in found if pair[1] in there)
    promises = _promises(facts, campaign, past)
    if promises:
        campaign = replace(campaign, assumptions=_assumptions(facts, campaign))
    campaign = without_empty_pins(
        replace(campaign, promises=promises, begun=tuple(Begun(*pair) for pair in begun))
    )
    if not campaign.rules.allow_handovers:
        campaign = with_begun_pins(campaign, begun, applied.taken)
    check_campaign(campaign)
    return campaign


def _assumptions(facts: Facts, campaign: Campaign) -> tuple[Assumption, ...]:
    """Return the campaign's assumptions with the price of a broken promise."""
    field = "changed_promise"
    price = str(facts.request.changed_promise)
    reason = say("assumed_changed_promise", facts.request.language)
    others = (each for each in campaign.assumptions if each.field != field)
    return (*others, Assumption(field, price, reason))


def _promises(facts: Facts, campaign: Campaign, past: PastSessions) -> tuple[Promise, ...]:
    """Return what was promised and is not over: nothing held today before now.

    Dates after the superseded plan's deadline were told as broken when that was brought forward.
    """
    held = {(row.post, row.date) for row in past.sessions if row.date == facts.today}
    posts = campaign.place_by_id
    return tuple(
        promise
        for promise in read_promises(facts.bundle.folder, facts.old)
        if facts.today <= promise.date <= facts.old.deadline
        and (promise.post, promise.date) not in held
        and promise.post in posts
    )
