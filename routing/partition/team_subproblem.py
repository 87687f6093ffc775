"""The subproblem of one pair and some posts: a bound of what it pays, and a good course.

The bound is that of `routing.bounds.column_generation` for one pair, with cuts and with the
promises (R18) of its posts; branching raises it (`routing.partition.branching`). The course comes
from `routing.partition.beam_search`, guided by the duals of the programme without cuts, and
`routing.timetable.rerouting` writes it as dated events, so that its rupiah are the contract's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Literal

import numpy as np

from routing.bounds import (
    Branch,
    ColumnGeneration,
    ColumnGenerationResult,
    Duals,
    PricingClass,
    PricingInstance,
    PricingTables,
    Problem,
    PromiseRow,
    SecondsLeft,
    Stopped,
    Trip,
    min_visits,
    most_in_a_date,
    never,
    on_grid,
    price,
    root_branch,
    unlimited,
)
from routing.instance import TeamContext
from routing.partition.beam_search import Search, find_course
from routing.partition.branching import SubproblemBound, fractional
from routing.partition.effort import Effort
from routing.partition.warm_starts import DualGuess
from routing.plan import TeamDate, add_rupiah, date_rupiah
from routing.timetable import Course, CourseDay, CourseWriter

MANY = 10**6
"""More than any number of entries or visits."""


class TeamSubproblem:
    """Solves the subproblems of one class of teams.

    Parameters
    ----------
    tables, context
        Tables and context of a team of the class.
    server
        (dates,) rupiah charged per resident recorded, for bounds with a limited server.
    left
        Returns the wall-clock seconds that are left.
    promises
        Of all posts; those of a set's posts are kept or paid for by the pair that takes it.
    """

    def __init__(
        self, tables: PricingTables, context: TeamContext, server: np.ndarray,
        left: SecondsLeft = unlimited, promises: Sequence[PromiseRow] = (),
    ) -> None:  # fmt: skip
        self.tables = tables
        self.context = context
        self._server = server
        self._left = left
        self._parameters = tables.parameters
        self._promises = promises
        self._writer = CourseWriter(tables.instance, context)
        self._known: dict[tuple[str, tuple[int, ...]], int] = {}

    def generation(self, posts: tuple[int, ...], stopped: Stopped = never) -> ColumnGeneration:
        """Return the programme that bounds what one pair pays for the posts, with its cuts."""
        plain = self.plain(posts)
        areas = [
            (area, self._min_visits(tuple(sorted(area)), "entry", stopped))
            for area in self._areas(posts)
        ]
        areas = [(area, least) for area, least in areas if least > 1]
        branch = replace(
            plain.problem.branch,
            areas=tuple(area for area, _ in areas),
            entries=tuple((least, MANY) for _, least in areas),
            visits=tuple((self._min_visits((post,), "visit", stopped), MANY) for post in posts),
        )
        return plain.on_branch(branch)

    def plain(self, posts: tuple[int, ...]) -> ColumnGeneration:
        """Return the programme of one pair over the posts, without cuts."""
        pricing = self.tables.pricing_instance(posts)
        team_class = PricingClass(pricing, self.tables.nights)
        places = self.tables.instance.campaign.places
        weight = np.array([places[post].weight for post in posts], np.int64)
        none = np.full(len(pricing.kind), -1, np.int64)
        branch = root_branch([team_class])
        own = tuple(promise for promise in self._promises if promise.post in posts)
        problem = Problem([team_class], posts, pricing.most, weight, branch, none, promises=own)
        return ColumnGeneration(problem, self._left, self._parameters)

    def _areas(self, posts: tuple[int, ...]) -> list[frozenset[int]]:
        """Return each kecamatan of a set, and each two of them where posts are few."""
        groups: dict[str, list[int]] = {}
        for post in posts:
            groups.setdefault(self.tables.instance.kecamatan(post), []).append(post)
        parts = [frozenset(members) for members in groups.values()]
        sizes = (1, 2) if len(posts) <= self._parameters.paired_posts else (1,)
        return [
            frozenset().union(*chosen) for size in sizes for chosen in combinations(parts, size)
        ]

    def _min_visits(
        self, posts: tuple[int, ...], what: Literal["entry", "visit"], stopped: Stopped
    ) -> int:
        """Return the fewest entries or visits that record everyone there; kept once known."""
        key = (what, posts)
        if key not in self._known:
            least = min_visits(self.tables, posts, what, stopped)
            if stopped(0.0):
                return least
            self._known[key] = least
        return self._known[key]

    def root(
        self, posts: tuple[int, ...], guess: DualGuess, pool: Sequence[Trip], effort: Effort,
        target: float = math.inf, stopped: Stopped = never,
    ) -> SubproblemBound:  # fmt: skip
        """Return the bound of the posts, from first duals and known trips, up to a target."""
        generation = self.generation(posts, stopped)
        start = self._start(generation, guess)
        return self._solve(generation, start, [(0, trip) for trip in pool], effort, target, stopped)

    def _start(self, generation: ColumnGeneration, guess: DualGuess) -> Duals:
        """Return the first duals of a programme; what is not known is 0."""
        posts = generation.problem.posts
        areas = generation.problem.branch.areas
        start = generation.start(np.array([guess.resident[post] for post in posts]))
        visit = np.array([guess.visit.get(post, 0.0) for post in posts])
        entry = np.array([guess.entry.get(area, 0.0) for area in areas])
        if not generation.problem.branch.visits:
            visit = np.zeros(len(posts))
        promised = generation.problem.promises
        promise = np.array([guess.promise.get((p.date, p.post), 0.0) for p in promised])
        return replace(
            start, visit=on_grid(visit), entry=on_grid(entry), server=self._server,
            promise=on_grid(promise),
        )  # fmt: skip

    def resume(
        self,
        known: SubproblemBound,
        effort: Effort,
        target: float = math.inf,
        stopped: Stopped = never,
    ) -> SubproblemBound:
        """Go on with a root that was cut off at its target."""
        root = known.root
        after = self._solve(known.generation, root.duals, root.trips, effort, target, stopped)
        return replace(after, bound=max(after.bound, known.bound))

    def _solve(
        self, generation: ColumnGeneration, start: Duals, pool: list[tuple[int, Trip]],
        effort: Effort, target: float, stopped: Stopped,
    ) -> SubproblemBound:  # fmt: skip
        root = generation.run(
            start, pool, tolerance=effort.tolerance, iterations=effort.iterations,
            target=target, stopped=stopped,
        )  # fmt: skip
        whole = root.bound < target or root.settled
        return SubproblemBound(generation, root.bound, root, whole)

    def find(
        self, posts: tuple[int, ...], guess: DualGuess, pool: Sequence[Trip], effort: Effort,
        below: float = math.inf, stopped: Stopped = never,
    ) -> tuple[float, tuple[TeamDate, ...]] | None:  # fmt: skip
        """Return the best course found for the posts, with its rupiah; None if none is below."""
        loose = self.plain(posts)
        plain = loose.problem.branch
        start = self._start(loose, guess)
        free = loose.run(
            start, [(0, trip) for trip in pool], tolerance=effort.tolerance,
            iterations=effort.iterations, stopped=stopped,
        )  # fmt: skip
        best = None
        for branch, leaf in [(plain, free), *self._whole_days(loose, free, effort, stopped)]:
            if stopped(0.0):
                break
            found = self.course(loose, branch, leaf, effort.beam, below, stopped)
            if found is not None and found[0] < below:
                best, below = found, found[0]
        return best

    def _whole_days(
        self,
        loose: ColumnGeneration,
        free: ColumnGenerationResult,
        effort: Effort,
        stopped: Stopped,
    ) -> list[tuple[Branch, ColumnGenerationResult]]:
        """Return the branch on which a fractional number of duty days is rounded up."""
        days = free.total(lambda trip: float(trip.days))
        if not fractional(days, self._parameters.whole_tolerance):
            return []
        branch = loose.problem.branch
        branch = replace(branch, days=(math.ceil(days), branch.days[1]))
        leaf = loose.on_branch(branch).run(
            free.duals, free.trips, tolerance=effort.tolerance,
            iterations=self._parameters.rounded_iterations, stopped=stopped,
        )  # fmt: skip
        return [(branch, leaf)]

    def course(
        self, generation: ColumnGeneration, branch: Branch, leaf: ColumnGenerationResult,
        beam: int, below: float, stopped: Stopped = never,
    ) -> tuple[float, tuple[TeamDate, ...]] | None:  # fmt: skip
        """Return a course to which the duals of a branch lead, as dated events, with its rupiah."""
        posts, pricing = generation.problem.posts, generation.problem.classes[0].pricing
        prices = generation.prices(leaf.duals)
        flags = pricing.most < most_in_a_date(pricing)
        table = None if stopped(0.0) else price(pricing, prices, flags, True)
        if table is None or stopped(0.0):
            return None
        slept = {night for _, trip in leaf.trips for night in trip.nights} | set(posts)
        nights = np.array([n == 0 or z in slept for n, z in enumerate(self.tables.nights)])
        search = Search(
            prices, table, branch.days[0], branch.trips[0], nights,
            _near(pricing, self._parameters.near_posts), beam,
        )  # fmt: skip
        numbers = self._parameters
        dear = max(leaf.objective, leaf.bound) * numbers.cutoff_factor
        cutoff = min(below, dear + numbers.cutoff_days * pricing.duty)
        labels, best = find_course(pricing, search, flags, float(cutoff))
        if best < 0:
            return None
        course = _trace(labels, best, pricing.start.date, posts, self.tables.nights)
        dates = self._writer.dates(course)
        return None if dates is None else (float(self.rupiah(dates)), dates)

    def rupiah(self, dates: Sequence[TeamDate]) -> int:
        """Return the total of dated events by the contract."""
        campaign, team = self.tables.instance.campaign, self.context.team
        return add_rupiah([date_rupiah(campaign, team, day) for day in dates]).total


def _near(pricing: PricingInstance, most: int) -> np.ndarray:
    """Return (posts, most) the nearest other posts of each post, -1 where there is none."""
    posts = len(pricing.most)
    if posts == 1:
        return np.full((1, 1), -1, np.int32)
    far = pricing.move.min(axis=0).astype(np.float64)
    np.fill_diagonal(far, np.inf)
    return np.argsort(far, axis=1, kind="stable")[:, : min(most, posts - 1)].astype(np.int32)


def _trace(
    labels: object, best: int, first: int, posts: tuple[int, ...], nights: tuple[int, ...]
) -> Course:
    at, stays = labels.at, labels.stays  # type: ignore[attr-defined]
    rows = []
    row = best
    while row >= 0:
        rows.append(row)
        row = int(at[row, 4])
    rows.reverse()
    days = []
    for date, (before, row) in enumerate(pairwise(rows), first):
        start, night = nights[int(at[before, 0])], nights[int(at[row, 0])]
        idle = int(stays[row, 0, 0]) == -2
        if idle and night == nights[0]:
            continue
        work = tuple(
            (posts[int(post)], int(amount)) for post, amount in stays[row].tolist() if post >= 0
        )
        days.append(CourseDay(date, start, night, work, duty=not idle))
    return tuple(days)
