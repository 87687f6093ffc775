"""Bounds over all pairs together.

The first of two levels: the joint programme (`routing.bounds.column_generation`) lets pairs share
kecamatan and gives a bound for every campaign; its duals, at several numbers of pairs, also give
affine bounds of what any set of kecamatan costs a pair (`routing.partition.affine_bounds`). Where
each kecamatan is one pair's (R11) and everyone can be recorded, the set-partitioning programme over
those bounds goes on from here (`routing.partition.bound_refinement`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from routing.bounds import (
    F64,
    ColumnGeneration,
    ColumnGenerationResult,
    Counted,
    OnBound,
    PricingClass,
    PricingInstance,
    PricingTables,
    Problem,
    PromiseRow,
    Stopped,
    Units,
    aggregate,
    coarse,
    free_of_charge,
    ignore_bound,
    most_by_date,
    most_in_a_date,
    never,
    root_branch,
)
from routing.instance import I64, Instance, TeamContext, late_residents
from routing.partition.team_subproblem import MANY
from routing.plan import duty_day_rupiah
from routing.proof_parameters import DEFAULT_PROOF, ProofParameters
from routing.timetable import Timetable

WEIGHT_SCALE = 1000
"""Units per weighted resident in the programme for the first objective."""

MOST_KECAMATAN = 60
"""Kecamatan that fit the bit masks of sets."""


@dataclass(frozen=True)
class TeamClass:
    """Interchangeable pairs: their tables, their numbers in the campaign, what they may take."""

    tables: PricingTables
    context: TeamContext
    teams: tuple[int, ...]
    allowed: tuple[bool, ...]


def team_classes(
    instance: Instance, timetable: Timetable, parameters: ProofParameters = DEFAULT_PROOF
) -> list[TeamClass]:
    """Group a campaign's teams by context and by the kecamatan that their pins allow.

    A team that has no way home is in no valid plan, so it is left out.
    """
    found: dict[tuple[object, ...], list[int]] = {}
    for number, context in enumerate(timetable.contexts):
        if not context.calendar.active.any():
            continue
        allowed = tuple(
            instance.allowed(members[0], context.team) for members in instance.groups.values()
        )
        found.setdefault((context.kind, allowed), []).append(number)
    classes = (
        TeamClass(
            PricingTables(instance, timetable.contexts[teams[0]].team, parameters),
            timetable.contexts[teams[0]],
            tuple(teams),
            key[1],  # type: ignore[arg-type]
        )
        for key, teams in found.items()
    )
    return [each for each in classes if each.tables.way_home < math.inf]


class JointBounds:
    """Bounds of an instance from the joint programme.

    Parameters
    ----------
    instance, timetable
        The campaign as arrays and its teams' contexts.
    stopped
        Is asked between steps whether to end the work.
    threads
        Subproblems that are solved at a time.
    left
        Seconds that are left, for steps that cannot be asked to stop.
    parameters
        Tolerances and sizes of the proof, of whatever builds on these bounds too.

    Attributes
    ----------
    residents, demand
        Residents to record at each post, and those of them whom no pair can record after
        closing time (R6'): what is proven of these holds for any plan that records all.
    firm
        Firm promises (post and date) that plans keep whose totals are bounded (R18); the others
        are left out, which bounds plans that break any of them.
    """

    def __init__(
        self, instance: Instance, timetable: Timetable, stopped: Stopped = never,
        threads: int = 2, left: Callable[[], float] = lambda: math.inf,
        parameters: ProofParameters = DEFAULT_PROOF,
    ) -> None:  # fmt: skip
        self.instance = instance
        self.stopped = stopped
        self.threads = threads
        self.left = left
        self.parameters = parameters
        self.classes = team_classes(instance, timetable, parameters)
        self.posts = instance.posts
        places = instance.campaign.places
        self.residents = np.array([places[p].residents for p in self.posts], np.int64)
        late = max(
            (late_residents(team_class.context.terms) for team_class in self.classes), default=0
        )
        self.demand = np.maximum(self.residents - late, 0)
        self.weight = np.array([places[p].weight for p in self.posts], np.int64)
        self.names = list(instance.groups)
        owner = {p: n for n, name in enumerate(self.names) for p in instance.groups[name]}
        self.owner = np.array([owner[p] for p in self.posts], np.int64)
        limits = [-1 if limit is None else limit for limit in instance.server]
        self.capacity = np.array(limits, np.int64)
        self.whole = len(self.posts) > parameters.single_posts > len(self.names)
        self.firm: frozenset[tuple[int, int]] = frozenset()
        self._pricing_instances: list[PricingInstance] = []
        self.result: ColumnGenerationResult | None = None

    @cached_property
    def counted(self) -> Counted:
        """Bounds from opening hours and rates alone."""
        costs = self.instance.campaign.costs
        rows = [np.zeros((0, len(self.capacity)), np.int64)]
        for team_class in self.classes:
            terms = team_class.context.terms
            own = [p for p, n in zip(self.posts, self.owner, strict=True) if team_class.allowed[n]]
            window = terms.duty_start + terms.setup_minutes, terms.duty_end
            calendar = team_class.context.calendar
            most = most_by_date(calendar.opening[own], calendar.active, window, terms.rate_per_hour)
            rows.append(np.tile(most, (len(team_class.teams), 1)))
        return Counted(
            np.concatenate(rows), self.capacity, self.residents, self.demand, self.weight,
            duty_day_rupiah(costs.per_diem), costs.urgency_rupiah_per_resident_day,
        )  # fmt: skip

    @property
    def pricing_instances(self) -> list[PricingInstance]:
        """Pricing instance of each class over all posts."""
        if not self._pricing_instances:
            for team_class in self.classes:
                pricing = team_class.tables.pricing_instance(self.posts)
                barred = [not team_class.allowed[n] for n in self.owner]
                pricing.opening[barred] = -1
                self._pricing_instances.append(pricing)
        return self._pricing_instances

    @cached_property
    def _priced_classes(self) -> list[PricingClass]:
        """Each class with its pricing instance over posts, or over groups where posts are many."""
        if not self.whole:
            pairs = zip(self.pricing_instances, self.classes, strict=True)
            return [
                PricingClass(pricing, team_class.tables.nights) for pricing, team_class in pairs
            ]
        return [
            PricingClass(coarse(pricing, units.groups), units.nights)
            for pricing, units in zip(self.pricing_instances, self._units, strict=True)
        ]

    @cached_property
    def _units(self) -> list[Units]:
        """Neighbouring posts together, with the lodgings of each class."""
        return [aggregate(team_class.tables, self.posts) for team_class in self.classes]

    @cached_property
    def _members(self) -> tuple[I64, ...]:
        """Positions of the posts that each post of the joint programme stands for."""
        if not self.whole:
            return tuple(np.array([n]) for n in range(len(self.posts)))
        return self._units[0].groups.posts

    def promises(self) -> tuple[PromiseRow, ...]:
        """Promises at posts where somebody is left to record, each post and date once.

        Firm ones only where they are in `firm`; soft ones that cost nothing bound nothing.
        """
        campaign, index = self.instance.campaign, self.instance.index
        prices: dict[tuple[int, int], float] = {}
        for promise in campaign.promises:
            price = float(campaign.costs.rupiah_per_changed_promise)
            at = index.get(promise.post, -1), (promise.date - campaign.start).days
            if promise.strength == "firm":
                price = math.inf if at in self.firm else 0.0
            prices[at] = prices.get(at, 0.0) + price
        dates, posts = range(len(self.capacity)), set(self.posts)
        return tuple(
            PromiseRow(post, date, price)
            for (post, date), price in prices.items()
            if post in posts and date in dates and price
        )

    @property
    def _joint_promises(self) -> tuple[PromiseRow, ...]:
        """Those of the joint programme: none where its posts stand for several."""
        return () if self.whole else self.promises()

    def promised(self, prices: F64) -> F64:
        """(kecamatan,) sums of the joint programme's rewards of promises."""
        owner = dict(zip(self.posts, self.owner.tolist(), strict=True))
        found = np.zeros(len(self.names))
        for row, reward in zip(self._joint_promises, prices, strict=True):
            found[owner[row.post]] += reward
        return found

    def by_promise(self, prices: F64) -> dict[tuple[int, int], float]:
        """The joint programme's reward of each promise, by date and post."""
        rows = zip(self._joint_promises, prices.tolist(), strict=True)
        return {(row.date, row.post): reward for row, reward in rows}

    def problem(self, share: float, left_weight: int | None) -> Problem:
        """Return the joint programme with a share of the pairs; None: without (7) and (7')."""
        groups = [
            replace(priced, pairs=max(1, round(len(team_class.teams) * share)))
            for priced, team_class in zip(self._priced_classes, self.classes, strict=True)
        ]
        branch = root_branch(groups)
        if left_weight == 0:
            least = [sum(self._visits[n] for n in members) for members in self._members]
            branch = replace(branch, visits=tuple((int(count), MANY) for count in least))
        return Problem(
            groups,
            tuple(self.posts[int(members[0])] for members in self._members),
            np.array([self.demand[members].sum() for members in self._members]),
            np.array([self.weight[members].min() for members in self._members]),
            branch, self.capacity, left_weight=left_weight or None,
            promises=() if left_weight is None else self._joint_promises,
        )  # fmt: skip

    def generation(self, share: float, left_weight: int | None) -> ColumnGeneration:
        """Return the column generation of `problem`."""
        return ColumnGeneration(self.problem(share, left_weight), self.left, self.parameters)

    @cached_property
    def _visits(self) -> I64:
        """(posts,) fewest visits by which everyone is recorded."""
        most = np.max([most_in_a_date(pricing) for pricing in self.pricing_instances], axis=0)
        least: I64 = np.maximum(1, -(-self.demand // np.maximum(1, most)))
        return least

    def by_kecamatan(self, figures: F64) -> F64:
        """Return the sums over the joint programme's posts of each kecamatan."""
        owner = [int(self.owner[int(members[0])]) for members in self._members]
        return np.asarray(np.bincount(owner, figures, minlength=len(self.names)), np.float64)

    def by_post(self, prices: F64) -> dict[int, float]:
        """Return each post's dual: that of the joint programme's post that stands for it."""
        return {
            self.posts[int(n)]: float(price)
            for price, members in zip(prices, self._members, strict=True)
            for n in members
        }

    def weighted_bound(self, stopped: Stopped | None = None) -> int:
        """Return the residents, weighted, that no plan exceeds; it holds whenever `stopped`."""
        everyone = int(self.residents @ self.weight)
        if not self.classes:
            return 0
        problem = self.problem(1.0, None)
        free = [
            replace(priced, pricing=free_of_charge(priced.pricing)) for priced in problem.classes
        ]
        price = (WEIGHT_SCALE * problem.weight).astype(np.float64)
        problem = replace(problem, classes=free, left_price=price)
        generation = ColumnGeneration(problem, self.left, self.parameters)
        found = generation.run(
            generation.start(price / 2),
            tolerance=self.parameters.residents_tolerance,
            iterations=self.parameters.residents_iterations,
            stopped=stopped or self.stopped,
        )
        left = max(0.0, found.bound) / WEIGHT_SCALE
        proven = int(np.floor(everyone - left + 1e-6))
        return min(everyone, self._served(), self.counted.weighted_bound(), proven)

    def _served(self) -> int:
        """Return the most residents, weighted, that the server takes on working dates."""
        works = np.any([pricing.kind >= 0 for pricing in self.pricing_instances], axis=0)
        if (self.capacity[works] < 0).any():
            return int(self.residents @ self.weight)
        room = int(self.capacity[works].sum())
        worth = 0
        for post in np.argsort(-self.weight, kind="stable"):
            taken = min(room, int(self.residents[post]))
            worth += taken * int(self.weight[post])
            room -= taken
        return worth

    def total_bound(self, left_weight: int, on_bound: OnBound = ignore_bound) -> float:
        """Return the least rupiah of plans that leave at most so many residents, without R11.

        Parameters
        ----------
        left_weight
            Residents that may be left, weighted.
        on_bound
            Is called with each better bound above 0 meanwhile.
        """
        if not self.classes or not len(self.posts):
            return sum(each.tables.way_home * len(each.teams) for each in self.classes)
        generation = self.generation(1.0, left_weight)
        start = generation.start(self._first_duals(generation.problem.classes[0].pricing))
        if left_weight:
            start = replace(start, left=float(start.resident.max()))
        self.result = generation.run(
            start, tolerance=self.parameters.joint_tolerance,
            iterations=self.parameters.joint_iterations, stopped=self.stopped,
            on_bound=lambda bound: on_bound(bound) if bound > 0 else None,
        )  # fmt: skip
        return max(0.0, self.result.bound) if self.result.iterations else -math.inf

    def _first_duals(self, pricing: PricingInstance) -> F64:
        """Return first duals: a duty day and its legs, by the residents that it can record."""
        team_class = self.classes[0]
        day = 60.0 * max(1, pricing.rate) / 10
        legs = np.where(np.isfinite(pricing.out[:, 0]), pricing.out[:, 0], 0.0).max(axis=0)
        guess: F64 = (team_class.tables.terms.duty_day_rupiah + legs) / day
        return guess
