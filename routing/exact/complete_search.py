"""Small campaigns searched completely: an optimal plan, and the proof that it is optimal.

The search is exact, to the minute and under every rule:

1. A pair's date (`routing.exact.day_labelling`): which residents it can record, where it can sleep
   then, and the least rupiah for it.
2. A pair's campaign (`routing.exact.team_search`): the least rupiah f(v) for every combination v of
   residents by post (dynamic programming over dates).
3. All pairs. With one pair per kecamatan (R11) each set S of kecamatan is given to a pair: of
   the combinations within S it records the most (weighted), of these at the least rupiah. Sums
   of such pairs (residents, rupiah) are compared in the same order, so sets can be chosen by
   dynamic programming over S. Without R11, f of all pairs together is the least of
   f1(u) + f2(v - u) over all ways to share v.
4. The server (R12) limits each pair on its own in 1. If the plan found keeps the limits for
   all pairs together, nothing better keeps them. Otherwise two pairs are searched together
   (`routing.exact.two_team_search`); with more, the campaign is left to the usual search.

5. Last in line (R6'). A date in 1 may end sessions late; 2 lets it only where nobody is left
   for the pair to record at the post. Whether the post is then done, and whether visits are too
   small, is checked once a best plan is found: as both rules were dropped, a plan that
   happens to keep them is the best of all. If visits are too small, the campaign is searched again
   with the smallest visit in 2; what then still breaks the rule is left to the usual search.

How large the search may grow is counted in labels, values and steps. What is too large is left
to the usual search, always at the same point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from routing.exact.campaign_dp import INFEASIBLE, least_rupiah
from routing.exact.day_events import dated_events
from routing.exact.effort_budget import Budget, TooLarge
from routing.exact.team_search import TeamDay, TeamSearch
from routing.exact.two_team_search import TwoTeamSearch
from routing.instance import I64, Instance, TeamContext
from routing.parameters import CompleteSearchParameters
from routing.plan import TeamPlan, keeps_last, team_plan
from routing.stopping import StoppingCriterion

METHOD = "complete search of every plan"
"""The method that the certificate names."""

Courses = tuple[tuple[TeamDay, ...], ...]


@dataclass(frozen=True, slots=True)
class Complete:
    """The optimal plan, and the posts at which any pair could record somebody."""

    teams: tuple[TeamPlan, ...]
    recordable: frozenset[int]


def search_completely(
    instance: Instance, contexts: tuple[TeamContext, ...], stopped: StoppingCriterion,
    parameters: CompleteSearchParameters = CompleteSearchParameters(),  # noqa: B008  (frozen)
) -> Complete | None:  # fmt: skip
    """Search a campaign completely; return None where it is too large, or when stopped.

    Parameters
    ----------
    instance, contexts
        The campaign as arrays, and its teams' vehicles, calendars and terms.
    stopped
        Is asked now and then whether the time is over.
    parameters
        How large a campaign may be.
    """
    campaign = instance.campaign
    combinations = 1
    for post in instance.posts:
        combinations *= campaign.places[post].residents + 1
    few = (
        len(instance.posts) <= parameters.most_posts
        and len(campaign.places) <= parameters.most_places
    )
    if not few or combinations > parameters.most_combinations:
        return None
    try:
        for visits in (False, True):
            found = _Search(
                instance, contexts, Budget.of(stopped, parameters), visits=visits
            ).complete()
            if keeps_last(campaign, found.teams):
                return found
            if campaign.rules.min_visit_residents <= 1:
                break
    except TooLarge:
        return None
    return None


class _Search:
    def __init__(
        self, instance: Instance, contexts: tuple[TeamContext, ...], budget: Budget, *, visits: bool
    ) -> None:
        self._budget = budget
        self._apart = visits or bool(instance.campaign.rules.finish_minutes)
        self._instance = instance
        self._exclusive = instance.campaign.rules.one_pair_per_kecamatan
        kinds: dict[tuple[object, ...], TeamSearch] = {}
        self._searches: list[TeamSearch] = []
        for context in contexts:
            own = frozenset(p for p in instance.posts if instance.allowed(p, context.team))
            key = (context.kind, own)
            if key not in kinds:
                kinds[key] = TeamSearch(instance, context, own, budget, visits=visits)
            self._searches.append(kinds[key])
        self._every = self._searches[0].every
        weights = [instance.campaign.places[post].weight for post in instance.posts]
        self._weighted: I64 = self._every.digits @ np.array(weights, np.int64)

    def complete(self) -> Complete:
        """Return the optimal plan.

        Raises
        ------
        TooLarge
            When the search grows too large.
        """
        shares = self._shares_by_kecamatan() if self._exclusive else self._shares_by_resident()
        courses = tuple(
            search.course(share) for search, share in zip(self._searches, shares, strict=True)
        )
        if not self._serves(courses):
            courses = self._on_one_server()
        return Complete(self._teams(courses), self._recordable())

    def _teams(self, courses: Courses) -> tuple[TeamPlan, ...]:
        campaign = self._instance.campaign
        return tuple(
            team_plan(campaign, team, dated_events(search, days))
            for team, search, days in zip(campaign.teams, self._searches, courses, strict=True)
        )

    def _serves(self, courses: Courses) -> bool:
        """Whether the server takes what all pairs record on each date."""
        used = [0] * len(self._instance.server)
        for days in courses:
            for day in days:
                used[day.date] += sum(day.recorded)
        return all(
            limit is None or use <= limit
            for use, limit in zip(used, self._instance.server, strict=True)
        )

    def _on_one_server(self) -> Courses:
        """Return the best courses of two pairs whose server is short."""
        if len(self._searches) != 2 or self._apart:
            raise TooLarge
        searches = self._searches[0], self._searches[1]
        best: tuple[int, int, TwoTeamSearch, int] | None = None
        for apart, own in self._divisions():
            if best is not None and apart >= best[:2]:
                continue
            together = TwoTeamSearch(searches, own, self._budget)
            value = self._best(together.rupiah)
            if best is None or value[:2] < best[:2]:
                best = (*value[:2], together, value[2])
        assert best is not None
        return best[2].courses(best[3])

    def _divisions(self) -> Iterator[tuple[tuple[int, int], np.ndarray | None]]:
        """Yield divisions of the posts between two pairs, the most promising first.

        Yields
        ------
        Minus the weighted residents, and the rupiah, than which no plan of the division is better;
        for each pair a flag for each post that is its own (None where posts are shared).
        """
        if not self._exclusive:
            yield (-int(self._weighted[-1]), 0), None
            return
        names, group = self._groups()
        first, second = (
            self._best_in(search, len(names), self._used(group)) for search in self._searches
        )
        every = (1 << len(names)) - 1
        apart = [
            (first[mask][0] + second[every ^ mask][0], first[mask][1] + second[every ^ mask][1])
            for mask in range(every + 1)
        ]
        for mask in sorted(range(every + 1), key=lambda mask: (apart[mask], mask)):
            mine = (mask >> group & 1).astype(np.int64)
            yield apart[mask], np.stack((mine, 1 - mine))

    def _groups(self) -> tuple[list[str], I64]:
        """Return the names of the kecamatan, and the number of each post's."""
        names = list(self._instance.groups)
        if len(names) > self._budget.parameters.most_kecamatan:
            raise TooLarge
        group = [names.index(self._instance.kecamatan(post)) for post in self._instance.posts]
        return names, np.array(group, np.int64)

    def _recordable(self) -> frozenset[int]:
        found = {
            post
            for number, post in enumerate(self._instance.posts)
            if any(
                (search.rupiah[self._every.digits[:, number] > 0] < INFEASIBLE).any()
                for search in self._searches
            )
        }
        return frozenset(found)

    def _shares_by_kecamatan(self) -> list[int]:
        """Return the combination of each pair where each kecamatan is one pair's."""
        names, group = self._groups()
        used = self._used(group)
        best = {id(search): self._best_in(search, len(names), used) for search in self._searches}
        masks = 1 << len(names)
        tables: list[list[tuple[int, int, int, int]]] = [[(0, 0, 0, 0)] * masks]
        for search in self._searches:
            own, before = best[id(search)], tables[-1]
            tables.append([
                min(
                    (before[mask ^ part][0] + own[part][0], before[mask ^ part][1] + own[part][1],
                     part, own[part][2])
                    for part in _subsets(mask)
                )
                for mask in range(masks)
            ])  # fmt: skip
        shares, mask = [], masks - 1
        for table in tables[:0:-1]:
            _, _, part, share = table[mask]
            shares.append(share)
            mask ^= part
        return shares[::-1]

    def _used(self, group: I64) -> I64:
        """Return by combination the set of kecamatan in which somebody is recorded."""
        used = np.zeros(len(self._weighted), np.int64)
        for post, number in enumerate(group):
            used |= (self._every.digits[:, post] > 0).astype(np.int64) << number
        return used

    def _best_in(self, search: TeamSearch, groups: int, used: I64) -> list[tuple[int, int, int]]:
        """Return by set of kecamatan: minus the weighted residents, rupiah, combination."""
        rupiah = search.rupiah
        return [
            self._best(np.where(used & ~mask, INFEASIBLE, rupiah)) for mask in range(1 << groups)
        ]

    def _best(self, rupiah: I64) -> tuple[int, int, int]:
        """Return minus the most weighted residents, their least rupiah, and the combination."""
        known = np.flatnonzero(rupiah < INFEASIBLE)
        order = np.lexsort((known, rupiah[known], -self._weighted[known]))
        at = int(known[order[0]])
        return -int(self._weighted[at]), int(rupiah[at]), at

    def _shares_by_resident(self) -> list[int]:
        """Return the combination of each pair where pairs may share kecamatan and posts."""
        size = len(self._weighted)
        self._budget.spend(steps=(len(self._searches) - 1) * size * size)
        tables = [self._searches[0].rupiah]
        for search in self._searches[1:]:
            tables.append(least_rupiah(tables[-1], search.rupiah, self._every))
        at = self._best(tables[-1])[2]
        shares = []
        for before, search, after in zip(
            tables[-2::-1], self._searches[:0:-1], tables[:0:-1], strict=True
        ):
            share = self._share(before, search.rupiah, at, int(after[at]))
            shares.append(share)
            at -= share
        return [at, *shares[::-1]]

    def _share(self, before: I64, rupiah: I64, at: int, value: int) -> int:
        """Return the least combination of a pair that gives the value together with the rest."""
        for share in range(at + 1):
            if (self._every.digits[share] > self._every.digits[at]).any() or rupiah[
                share
            ] >= INFEASIBLE:
                continue
            if before[at - share] < INFEASIBLE and before[at - share] + rupiah[share] == value:
                return share
        raise AssertionError("no share has the value of its combination")


def _subsets(mask: int) -> Iterator[int]:
    part = mask
    while True:
        yield part
        if not part:
            return
        part = (part - 1) & mask
