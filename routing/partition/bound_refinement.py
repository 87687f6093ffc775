"""Kecamatan tied to pairs (R11): bounds and plans from sets of kecamatan, round by round.

The set-partitioning programme (`routing.partition`) starts from cheap affine bounds, made of the
joint programme's rewards at several numbers of pairs. The sets of its solution are then bounded one
by one (`routing.partition.team_subproblem`), first by their own linear programme, only as far as it
takes for them to lose their place, then by branching; the programme is solved again, and so on. Its
value rises towards the true optimum, and every value on the way is a bound.

Courses of promising sets, found by the same programmes, make a pool; a whole-number choice
among them is a plan.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice
from random import Random

import numpy as np

from routing.bounds import F64, ColumnGeneration, ColumnGenerationResult, Duals, Trip
from routing.partition.joint_bounds import JointBounds
from routing.partition.set_partitioning import Affine, SetPartitioning
from routing.partition.set_selection import Key, choose_sets
from routing.partition.team_subproblem import (
    Effort,
    SubproblemBound,
    TeamSubproblem,
    branch_and_bound,
)
from routing.partition.warm_starts import DualGuess, WarmStarts
from routing.plan import TeamDate

SPREADS = (4 / 3, 3 / 4, 2.0, 3 / 5)
"""Numbers of pairs, as shares of the true one, at which cheap bounds are made too."""

PRICED = 1.0
"""Rupiah by which a set must be too cheap to join the partition."""

GROWTH = 400
"""Cheap columns added to the partition at a time."""

MARGIN = 1e-2
"""Share by which a set's bound is raised above what keeps it in the solution."""

MOST_SPLITS = 40
"""Leaves of a set that are split at most."""

FIRST_SPLITS = 4
"""Leaves of a set that are split when its own programme no longer lifts it."""

DEARER = 1.03
"""Most by which chance multiplies what a course costs (by trial)."""

ESTIMATED = 600
"""Sets without a course that a choice looks at."""


@dataclass
class SetSelection:
    """A choice of sets: (kind, mask, dates) of each pair at work, and its rupiah."""

    rupiah: int
    parts: list[tuple[int, int, tuple[TeamDate, ...]]] = field(default_factory=list)

    @property
    def keys(self) -> list[Key]:
        """Its sets."""
        return [(class_number, mask) for class_number, mask, _ in self.parts]


class PartitionSolver:
    """The partition of whole kecamatan among pairs: bound and plans, round by round.

    Parameters
    ----------
    prover
        Whose joint programme has been solved for everyone being recorded.
    effort
        Of each study.
    few
        Whether posts are few enough for all cheap bounds.
    """

    def __init__(self, joint: JointBounds, effort: Effort, *, few: bool = True) -> None:
        if joint.result is None:
            raise ValueError("solve the joint programme first")
        self.joint = joint
        self._effort = effort
        self._spreads = SPREADS if few else SPREADS[:1]
        self._result = joint.result
        self.bounds: dict[Key, SubproblemBound] = {}
        self.courses: dict[Key, tuple[int, tuple[TeamDate, ...]]] = {}
        self._searched: set[Key] = set()
        self._splits: dict[Key, int] = {}
        self.subproblems = [
            TeamSubproblem(
                team_class.tables, team_class.context, self._result.duals.server, joint.left
            )
            for team_class in joint.classes
        ]
        limited = joint.capacity >= 0
        self._server = float(self._result.duals.server[limited] @ joint.capacity[limited])
        self._families: list[list[tuple[float, F64]]] = [[] for _ in joint.classes]
        residents = np.bincount(joint.owner, joint.demand, minlength=len(joint.names))
        duals = self._result.duals
        first = DualGuess(joint.by_post(duals.resident), joint.by_post(duals.visit))
        self._warm_starts = [WarmStarts(residents, first) for _ in joint.classes]
        self._pool_trips(self._result)
        self._part: SetPartitioning | None = None
        self._usual = 1.0
        self.bound = -math.inf
        self.duals = (np.zeros(len(joint.names)), np.zeros(len(joint.classes)))
        self.settled = False

    @property
    def partition(self) -> SetPartitioning:
        """The programme over sets.

        Raises
        ------
        ValueError
            Before `prepare`.
        """
        if self._part is None:
            raise ValueError("prepare first")
        return self._part

    def _pool_trips(self, bounded: ColumnGenerationResult) -> None:
        """Keep a programme's trips, if they are trips over posts."""
        if self.joint.whole:
            return
        for class_number, warm_starts in enumerate(self._warm_starts):
            warm_starts.pool(trip for own, trip in bounded.trips if own == class_number)

    def prepare(self) -> float:
        """Make the cheap bounds and solve the partition over them; its bound."""
        joint = self.joint
        duals = self._result.duals
        self._add_family(duals, 1.0)
        with ThreadPoolExecutor(joint.threads) as threads:
            found = list(threads.map(self._spread, self._spreads))
        for share, family in zip(self._spreads, found, strict=True):
            if family is not None:
                self._pool_trips(family)
                self._add_family(replace(family.duals, server=duals.server), share)
        affine = [
            Affine(np.array([b for b, _ in family]), np.array([s for _, s in family]))
            for family in self._families
        ]
        count = len(joint.names)
        part = SetPartitioning(
            count, [len(team_class.teams) for team_class in joint.classes], affine, left=joint.left
        )
        for class_number, team_class in enumerate(joint.classes):
            for number in range(count):
                if team_class.allowed[number]:
                    part.add(class_number, 1 << number, affine[class_number].of(1 << number))
        self._part = part
        return self.solve()

    def _spread(self, share: float) -> ColumnGenerationResult | None:
        """The joint programme with another number of pairs, roughly solved."""
        joint = self.joint
        if joint.stopped(0.0):
            return None
        generation = ColumnGeneration(joint.problem(share, 0), joint.left)
        return generation.run(
            self._result.duals, self._result.trips, tolerance=2e-3, iterations=25,
            stopped=joint.stopped,
        )  # fmt: skip

    def _add_family(self, duals: Duals, share: float) -> None:
        """Cheap bounds from a joint programme's rewards, those of visits too.

        Prices on the days and trips of all pairs together say nothing of one pair.
        """
        joint = self.joint
        generation = ColumnGeneration(joint.problem(share, 0), joint.left)
        duals = replace(duals, day=max(0.0, duals.day), trip=max(0.0, duals.trip))
        _, tables = generation.value(duals)
        problem = generation.problem
        least = np.array([low for low, _ in problem.branch.visits])
        slope = joint.by_kecamatan(duals.resident * problem.demand + duals.visit * least)
        for number, (team_class, table) in enumerate(zip(joint.classes, tables, strict=True)):
            own = np.where(team_class.allowed, slope, np.inf)
            self._families[number].append((float(table[0, 0, 0]), own))

    def solve(self) -> float:
        """Price sets until none is missing; the bound that holds then, or held before a stop."""
        part = self.partition
        while True:
            solved = part.solve()
            if solved is None:
                return self.bound
            objective, kecamatan, classes = solved
            self.duals = (kecamatan, classes)
            if self.joint.stopped(0.0):
                return self.bound
            missing = sorted(part.price(kecamatan, classes, -PRICED))[:GROWTH]
            for _, class_number, mask in missing:
                part.add(class_number, mask, part.affine[class_number].of(mask))
            if not missing:
                break
        value = min(objective, part.bound(kecamatan, classes, -PRICED)) - self._server
        self.bound = max(self.bound, value)
        return self.bound

    def members(self, mask: int) -> tuple[int, ...]:
        """Posts of a set, in the campaign's order."""
        owner = self.joint.owner
        return tuple(p for p, n in zip(self.joint.posts, owner, strict=True) if mask >> n & 1)

    def raise_bound(self) -> int:
        """Raise the costs of the solution's sets and solve again; how many were raised.

        Sets whose own programme is not solved yet come first; where all are, their leaves
        are split.
        """
        part = self.partition
        wanted = [
            (column.class_number, column.mask)
            for column, value in zip(part.columns, part.values, strict=True)
            if value > 1e-7
        ]
        todo = [key for key in wanted if self._open(key)]
        self._each(todo, self._raised)
        self.settled = bool(wanted) and not todo
        self.solve()
        return len(todo)

    def _each(self, keys: Sequence[Key], work: Callable[[Key], SubproblemBound | None]) -> None:
        """Draft sets in parallel; the outcome does not depend on the order of finishing."""
        part = self.partition
        with ThreadPoolExecutor(self.joint.threads) as threads:
            bounds = list(threads.map(work, keys))
        for key, known in zip(keys, bounds, strict=True):
            if known is None:
                continue
            self.bounds[key] = known
            class_number, mask = key
            part.add(class_number, mask, max(known.bound, part.affine[class_number].of(mask)))
            self._warm_starts[class_number].learn(mask, known.generation.problem, known.root)

    def _usual_ratio(self) -> float:
        """What bounds of sets' own programmes are, as a multiple of cheap ones."""
        part = self.partition
        shares = [
            known.bound / part.affine[class_number].of(mask)
            for (class_number, mask), known in self.bounds.items()
            if known.whole and mask & (mask - 1)
        ]
        return float(np.median(shares)) if shares else 1.0

    def _open(self, key: Key) -> bool:
        """Whether a set's bound can be raised."""
        return not self._whole(key) or self._splits.get(key, 0) < MOST_SPLITS

    def _raised(self, key: Key) -> SubproblemBound | None:
        """Raise a set's bound as far as its place in the solution needs, by splits at last."""
        class_number, mask = key
        kecamatan, classes = self.duals
        place = kecamatan[[n for n in range(len(kecamatan)) if mask >> n & 1]].sum()
        target = float(place + classes[class_number]) * (1 + MARGIN)
        known = self.bounds[key] if self._whole(key) else self._solved(key, target)
        if known is None or not known.whole or known.bound >= target:
            return known
        splits = max(FIRST_SPLITS, self._splits.get(key, 0))
        self._splits[key] = self._splits.get(key, 0) + splits
        return branch_and_bound(known, splits, self._effort, self.joint.stopped, target)

    def _solved(self, key: Key, target: float = math.inf) -> SubproblemBound | None:
        """Solve a set's programme up to a target."""
        if self.joint.stopped(0.0):
            return None
        subproblem, stopped = self.subproblems[key[0]], self.joint.stopped
        if key in self.bounds:
            return subproblem.resume(self.bounds[key], self._effort, target, stopped)
        posts, guess, pool = self._known(key)
        return subproblem.root(posts, guess, pool, self._effort, target, stopped)

    def _known(self, key: Key) -> tuple[tuple[int, ...], DualGuess, list[Trip]]:
        """Posts of a set, first rewards and the trips known that keep to it."""
        class_number, mask = key
        posts, warm_starts = self.members(mask), self._warm_starts[class_number]
        return posts, warm_starts.guess(mask), warm_starts.trips(posts)

    def find(self, keys: Sequence[Key]) -> None:
        """Search courses of sets that have not been searched."""
        todo = [key for key in dict.fromkeys(keys) if key not in self._searched]

        def work(key: Key) -> tuple[float, tuple[TeamDate, ...]] | None:
            if self.joint.stopped(0.0):
                return None
            below = float(self.courses[key][0]) if key in self.courses else math.inf
            return self.subproblems[key[0]].find(
                *self._known(key), self._effort, below, self.joint.stopped
            )

        with ThreadPoolExecutor(self.joint.threads) as threads:
            found = list(threads.map(work, todo))
        self._searched.update(todo)
        for (class_number, mask), course in zip(todo, found, strict=True):
            if course is not None:
                self.offer(class_number, mask, course[1])

    def offer(self, class_number: int, mask: int, dates: tuple[TeamDate, ...]) -> None:
        """Keep a course for a set if it is the cheapest known."""
        rupiah = self.subproblems[class_number].rupiah(dates)
        known = self.courses.get((class_number, mask))
        if known is None or rupiah < known[0]:
            self.courses[class_number, mask] = (rupiah, dates)

    def bound_sets(self, keys: Sequence[Key]) -> None:
        """Bound sets by their own programmes, whatever their place in the solution."""
        self._each([key for key in dict.fromkeys(keys) if not self._whole(key)], self._solved)
        self._usual = self._usual_ratio()
        self.solve()

    def _whole(self, key: Key) -> bool:
        return key in self.bounds and self.bounds[key].whole

    def searched(self, key: Key) -> bool:
        """Whether courses of a set have been searched."""
        return key in self._searched

    def guess(self, key: Key) -> float:
        """The bound of a set's own programme, or about what that will be."""
        class_number, mask = key
        if self._whole(key):
            return self.bounds[key].bound
        return self.partition.affine[class_number].of(mask) * self._usual

    def promising(self) -> list[Key]:
        """Whole sets of least cost, by courses, and by estimates where none was searched."""
        part = self.partition
        ratios = self._ratios()
        costs = {key: float(rupiah) for key, (rupiah, _) in self.courses.items()}
        order = np.argsort(part.reduced(*self.duals), kind="stable")
        near = (part.columns[n] for n in order)
        fresh = (c for c in near if (c.class_number, c.mask) not in self._searched)
        for column in islice(fresh, ESTIMATED):
            key = (column.class_number, column.mask)
            guess = column.rupiah * ratios[self._whole(key)]
            costs[key] = min(costs.get(key, math.inf), guess)
        left = self.joint.left()
        return choose_sets(part.count, part.pairs, list(costs), list(costs.values()), left) or []

    def _ratios(self) -> tuple[float, float]:
        """What courses cost, as a multiple of cheap bounds and of drafts: a low guess."""
        part = self.partition
        shares: tuple[list[float], list[float]] = ([], [])
        for (class_number, mask), (rupiah, _) in self.courses.items():
            if mask & (mask - 1):
                shares[0].append(rupiah / part.affine[class_number].of(mask))
                known = self.bounds.get((class_number, mask))
                if known is not None and known.whole:
                    shares[1].append(rupiah / known.bound)
        cheap, drafted = (float(np.quantile(each, 0.25)) if each else 1.02 for each in shares)
        return max(1.0, cheap), max(1.0, drafted)

    def selection(self, chance: Random | None = None) -> SetSelection | None:
        """The best choice among known courses; with chance, were each up to a little dearer."""
        keys = list(self.courses)
        costs = [float(self.courses[key][0]) for key in keys]
        if chance is not None:
            costs = [cost * chance.uniform(1.0, DEARER) for cost in costs]
        left = self.joint.left()
        chosen = choose_sets(self.partition.count, self.partition.pairs, keys, costs, left)
        if chosen is None:
            return None
        parts = [
            (class_number, mask, self.courses[class_number, mask][1])
            for class_number, mask in chosen
        ]
        return SetSelection(sum(self.courses[key][0] for key in chosen), parts)
