"""Dates that stay as they were, and the campaign that is left to plan beside them (R17)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.campaigns import without_empty_pins
from planner.revisions.carry_on import TeamDates
from planner.revisions.team_states import ONE_DAY, nights_before
from routing import visits_of
from routing.campaign import Campaign, FrozenDate, KecamatanPin, Place, TeamState


@dataclass(frozen=True, slots=True)
class Frozen:
    """What stays of the superseded plan.

    Attributes
    ----------
    campaign
        The revision with its frozen dates.
    open_campaign
        What is left to plan: teams begin after their frozen dates, and whom these record, what
        they take from the server and the promises that they keep are taken off.
    dates
        Frozen dates with an entry in the plan, by team.
    """

    campaign: Campaign
    open_campaign: Campaign
    dates: TeamDates


def freeze(campaign: Campaign, dates: TeamDates, teams: Collection[str], keep_days: int) -> Frozen:
    """Freeze the first dates of some teams.

    Parameters
    ----------
    campaign
        The revision.
    dates
        The repaired old plan.
    teams
        Those that no incident touches and whose old dates hold.
    keep_days
        Dates from now's on that stay as they are.
    """
    last = last_kept(campaign, keep_days)
    frozen, kept, states = [], {}, {}
    for team in campaign.teams:
        state = team.state
        if team.id not in teams or keep_days < 1 or state is None:
            continue
        mine = tuple(day for day in dates[team.id] if day.date <= last)
        kept[team.id] = mine
        frozen += [FrozenDate(team.id, day) for day in _dates(state.date, last)]
        after = nights_before(campaign, state, mine)
        if after.date <= last:  # at the base since
            after = TeamState(last + ONE_DAY, campaign.base)
        if last >= state.date:
            states[team.id] = after
    return Frozen(replace(campaign, frozen=tuple(frozen)), _open(campaign, kept, states), kept)


def last_kept(campaign: Campaign, keep_days: int) -> date:
    """Return the last date that stays; with no days to keep that of yesterday."""
    assert campaign.now is not None  # every revision has it
    return min(campaign.now.date() + timedelta(days=keep_days - 1), campaign.deadline)


def _dates(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _open(campaign: Campaign, kept: TeamDates, states: Mapping[str, TeamState]) -> Campaign:
    recorded: dict[str, int] = defaultdict(int)
    taken: dict[date, int] = defaultdict(int)
    held = set()
    for days in kept.values():
        for post, residents in visits_of(days):
            recorded[post] += residents
        for day in days:
            taken[day.date] += day.residents
            held |= {(session.at, day.date) for session in day.sessions}
    capacity = campaign.rules.server_capacity
    by_date = dict(capacity.by_date)
    for on, residents in taken.items():
        limit = capacity.on(on)
        if limit is not None:
            by_date[on] = max(0, limit - residents)
    left = replace(
        campaign,
        places=tuple(
            replace(p, residents=_left(campaign, p, recorded[p.id])) if p.id in recorded else p
            for p in campaign.places
        ),
        teams=tuple(
            replace(team, state=states[team.id]) if team.id in states else team
            for team in campaign.teams
        ),
        rules=replace(campaign.rules, server_capacity=replace(capacity, by_date=by_date)),
        promises=tuple(p for p in campaign.promises if (p.post, p.date) not in held),
        frozen=(),
    )
    return with_begun_pins(without_empty_pins(left), _recording(campaign, kept), ())


def _left(campaign: Campaign, place: Place, recorded: int) -> int:
    """Return the residents of a post who are left to plan; too few for a visit wait (R6')."""
    left = place.residents - recorded
    return left if left >= campaign.rules.min_visit_residents else 0


def _recording(campaign: Campaign, kept: TeamDates) -> list[tuple[str, str]]:
    """Pairs of kecamatan and team: who records there on frozen dates goes on there (R11)."""
    places = campaign.place_by_id
    return [
        (places[post].kecamatan or post, team)
        for team, days in kept.items()
        for post, _ in visits_of(days)
    ]


def with_begun_pins(
    campaign: Campaign, begun: Collection[tuple[str, str]], free: Collection[str]
) -> Campaign:
    """Return a campaign in which a kecamatan stays with the team that has begun it (R11').

    Parameters
    ----------
    begun
        Pairs of kecamatan and team; of several teams the last one goes on.
    free
        Teams that an incident takes away: theirs may be handed over.
    """
    if not campaign.rules.one_pair_per_kecamatan:
        return campaign
    pinned = {pin.kecamatan for pin in campaign.rules.pins if isinstance(pin, KecamatanPin)}
    latest = dict(begun)
    more = tuple(
        KecamatanPin(kecamatan, team)
        for kecamatan, team in sorted(latest.items())
        if kecamatan not in pinned and team not in free
    )
    rules = replace(campaign.rules, pins=(*campaign.rules.pins, *more))
    return without_empty_pins(replace(campaign, rules=rules))
