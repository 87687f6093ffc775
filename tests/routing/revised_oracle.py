"""The least totals of tiny revisions: pairs under way (R1') and promises (R18).

Built on the labels of `tests.routing.oracle`, which spread from wherever a pair starts. Every way
to give whole kecamatan to pairs (R11) and every set of promises that are kept is looked at: a pair
that keeps one records somebody at its post on its date. No server's limit may bind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import Promise, Team
from tests.routing.oracle import I64, _Options, _Town
from tests.routing.oracle_kernel import FAR, step


@dataclass(frozen=True)
class Revised:
    """Least total, with the price of broken soft promises, by weighted residents recorded.

    `all_firm` is that of the plans that keep all firm promises, `any_firm` that of all plans.
    """

    all_firm: I64
    any_firm: I64


def revised(campaign: Campaign, travel: TravelTable) -> Revised:
    """Least totals of a tiny campaign with one pair or with R11."""
    assert campaign.rules.one_pair_per_kecamatan or len(campaign.teams) == 1
    town = _Underway(campaign, travel)
    assert not town.coupled
    price, promises = campaign.costs.rupiah_per_changed_promise, campaign.promises
    most = int(town.demand @ town.weights)
    found = [np.full(most + 1, FAR, np.int64) for _ in range(2)]
    for takers in product(range(len(campaign.teams)), repeat=len(town.kecamatan)):
        owner = [takers[group] for group in town.group]
        for kept in _subsets(promises):
            broken = [promise for promise in promises if promise not in kept]
            total = town.together(owner, kept)
            soft = sum(promise.strength == "soft" for promise in broken)
            total = np.where(total < FAR, total + price * soft, FAR)
            found[1] = np.minimum(found[1], total)
            if soft == len(broken):
                found[0] = np.minimum(found[0], total)
    return Revised(*found)


def _subsets(promises: tuple[Promise, ...]) -> Iterator[tuple[Promise, ...]]:
    for size in range(len(promises) + 1):
        yield from combinations(promises, size)


class _Underway(_Town):
    """The campaign's pairs from where they are."""

    def works(self, team: Team, date: int) -> bool:
        return _begun(team, self.campaign, date) and super().works(team, date)

    def away(self, team: Team, date: int) -> bool:
        return _begun(team, self.campaign, date) and super().away(team, date)

    def _starts(self) -> dict[int, tuple[int, int, int]]:
        """Date, place and nights away of each pair at its start."""
        found = {}
        for number, team in enumerate(self.campaign.teams):
            found[number] = 0, self.base, 0
            if team.state is not None and team.state.at != self.campaign.base:
                date = (team.state.date - self.campaign.start).days
                found[number] = date, self.index[team.state.at], team.state.nights_away
        return found

    def _options(self, team: Team, date: int) -> dict[int, _Options]:
        usual = super()._options(team, date)
        nights = list(usual)
        for _, place, _ in self._starts().values():
            if place not in usual:
                more = self._from(team, date, place, nights)
                usual[place] = more.only(np.isin(more.nights, nights))
        return usual

    def states(self) -> list[tuple[int, int]]:
        places = self.campaign.places
        away = [n for n, p in enumerate(places) if p.lodging_per_person is not None]
        longest = min(self.rules.max_nights_out, len(self.campaign.dates))
        nights = product((n for n in away if n != self.base), range(1, longest + 1))
        starts = [(place, out) for _, place, out in self._starts().values()]
        return list(dict.fromkeys([(self.base, 0), *nights, *starts]))

    def together(self, owner: list[int], kept: tuple[Promise, ...]) -> I64:
        """Least total by weighted residents, posts given to pairs, some promises kept."""
        most = int(self.demand @ self.weights)
        total = np.full(most + 1, FAR, np.int64)
        total[0] = 0
        for team in range(len(self.campaign.teams)):
            mine = self._alone(team, np.array([o == team for o in owner]), kept)
            both = np.full_like(total, FAR)
            for done in np.flatnonzero(mine < FAR):
                part = both[done:]
                np.minimum(part, total[: most + 1 - done] + mine[done], out=part)
            total = np.minimum(both, FAR)
        return total

    def _alone(self, team: int, posts: np.ndarray, kept: tuple[Promise, ...]) -> I64:
        """Least rupiah of a pair by weighted residents at its posts."""
        states = self.states()
        begin, place, out = self._starts()[team]
        least = np.full((len(states), self.size), FAR, np.int64)
        least[states.index((place, out)), 0] = 0
        for date in range(begin, len(self.campaign.dates)):
            moves = self.moves(team, date, posts)
            for promise in kept:
                post = self.posts.index(self.index[promise.post])
                if posts[post] and promise.date == self.campaign.dates[date]:
                    there = moves[2][:, post] > 0
                    moves = tuple(column[there] for column in moves)
            least = step(least, *moves, self.digits, self.demand, self.strides)
        early = [p for p in kept if p.date < self.campaign.dates[begin]]
        if any(posts[self.posts.index(self.index[promise.post])] for promise in early):
            least[:] = FAR
        found = np.full(int(self.demand @ self.weights) + 1, FAR, np.int64)
        np.minimum.at(found, self.digits @ self.weights, least[0])
        return found


def _begun(team: Team, campaign: Campaign, date: int) -> bool:
    return team.state is None or team.state.date <= campaign.dates[date]
