"""The certificate of a campaign: bounds over all pairs, and the pool of studied sets.

Two levels. The joint programme (`routing.programme`) lets pairs share kecamatan and gives a
bound for every campaign; its rewards, at several numbers of pairs, are also cheap affine
bounds on what any set of kecamatan costs a pair. Where R11 ties each kecamatan to one pair
and everyone can be recorded, the set-partitioning programme (`routing.partition`) over
those cheap costs is solved, the sets of its solution are studied one by one
(`routing.study`), which raises their costs, and so on: its value rises towards the true
optimum, and every value on the way is a bound. The same studies find courses; a whole-number
choice among them is a plan.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property

import highspy
import numpy as np

from routing.columns import Trip, later
from routing.cuts import fewest
from routing.highs import new_highs
from routing.instance import Instance
from routing.network import I64
from routing.partition import Affine, Partition
from routing.plan import TeamDate
from routing.pricing import Scene
from routing.programme import (
    Bounded,
    Duals,
    Group,
    Problem,
    Programme,
    Stopped,
    free_of_charge,
    never,
    root_branch,
)
from routing.scene import Stage
from routing.study import MANY, Effort, Office, Study
from routing.timetable import Desk, Timetable
from routing.ways import F64

_LOG = logging.getLogger(__name__)

SPREADS = (1.0, 4 / 3, 3 / 4, 2.0, 3 / 5)
"""Numbers of pairs, as shares of the true one, at which cheap bounds are made."""

WEIGHT_SCALE = 1000
"""Units per weighted resident in the programme for the first objective."""

MOST_KECAMATAN = 60
"""Kecamatan that fit the bit masks of sets."""

MANY_POSTS = 60
"""Posts beyond which the joint programme starts from each kecamatan alone."""

GROWTH = 400
"""Cheap columns added to the partition at a time."""


@dataclass(frozen=True)
class Kind:
    """Interchangeable pairs: their tables, their numbers in the campaign, what they may take."""

    stage: Stage
    desk: Desk
    teams: tuple[int, ...]
    allowed: tuple[bool, ...]


def kinds_of(instance: Instance, timetable: Timetable) -> list[Kind]:
    """Group a campaign's teams by desk and by the kecamatan that their pins allow."""
    found: dict[tuple[object, ...], list[int]] = {}
    for number, desk in enumerate(timetable.desks):
        if not desk.calendar.active.any():
            continue
        allowed = tuple(
            instance.allowed(members[0], desk.team) for members in instance.groups.values()
        )
        found.setdefault((desk.kind, allowed), []).append(number)
    return [
        Kind(
            Stage(instance, timetable.desks[teams[0]].team),
            timetable.desks[teams[0]],
            tuple(teams),
            key[1],  # type: ignore[arg-type]
        )
        for key, teams in found.items()
    ]


@dataclass
class Roster:
    """A choice of sets: (kind, mask, dates) of each pair at work, and its rupiah."""

    rupiah: int
    parts: list[tuple[int, int, tuple[TeamDate, ...]]] = field(default_factory=list)


class Prover:
    """Proves bounds for an instance, and finds plans on the way.

    Parameters
    ----------
    instance, timetable
        The campaign as arrays and its teams' desks.
    stopped
        Asked between steps; ends the work.
    threads
        Studies at a time.
    """

    def __init__(
        self, instance: Instance, timetable: Timetable, stopped: Stopped = never,
        threads: int = 2,
    ) -> None:  # fmt: skip
        self.instance = instance
        self._stopped = stopped
        self._threads = threads
        self.kinds = kinds_of(instance, timetable)
        self.posts = instance.posts
        places = instance.campaign.places
        self.demand = np.array([places[p].residents for p in self.posts], np.int64)
        self.weight = np.array([places[p].weight for p in self.posts], np.int64)
        self.names = list(instance.groups)
        owner = {p: n for n, name in enumerate(self.names) for p in instance.groups[name]}
        self.owner = np.array([owner[p] for p in self.posts], np.int64)
        limits = [-1 if limit is None else limit for limit in instance.server]
        self.capacity = np.array(limits, np.int64)
        self._scenes: list[Scene] = []
        self.joint: Bounded | None = None
        self.work = 0

    @property
    def scenes(self) -> list[Scene]:
        """Scene of each kind over all posts."""
        if not self._scenes:
            for kind in self.kinds:
                scene = kind.stage.scene(self.posts)
                barred = [not kind.allowed[n] for n in self.owner]
                scene.opening[barred] = -1
                self._scenes.append(scene)
        return self._scenes

    def _problem(self, share: float, left_weight: int | None) -> Problem:
        groups = [
            Group(scene, kind.stage.nights, max(1, round(len(kind.teams) * share)))
            for scene, kind in zip(self.scenes, self.kinds, strict=True)
        ]
        branch = root_branch(groups)
        if left_weight == 0:
            branch = replace(branch, visits=self._visits)
        return Problem(
            groups, self.posts, self.demand, self.weight, branch, self.capacity,
            left_weight=left_weight or None,
        )  # fmt: skip

    @cached_property
    def _visits(self) -> tuple[tuple[int, int], ...]:
        """Fewest and most visits of each post where everyone is recorded."""
        return tuple(
            (min(fewest(kind.stage, (post,), "visit") for kind in self.kinds), MANY)
            for post in self.posts
        )

    def weighted_bound(self) -> int:
        """No plan records more, weighted, than this."""
        everyone = int(self.demand @ self.weight)
        if not self.kinds:
            return 0
        problem = self._problem(1.0, None)
        free = [replace(group, scene=free_of_charge(group.scene)) for group in problem.groups]
        price = (WEIGHT_SCALE * self.weight).astype(np.float64)
        problem = replace(problem, groups=free, left_price=price)
        programme = Programme(problem)
        found = programme.run(
            programme.start(price / 2), tolerance=1e-5, iterations=80, stopped=self._stopped
        )
        self.work += found.iterations
        left = max(0.0, found.bound) / WEIGHT_SCALE
        return min(everyone, int(np.floor(everyone - left + 1e-6)))

    def total_bound(self, left_weight: int) -> float:
        """No plan that leaves at most so many residents (weighted) costs less; R11 dropped."""
        if not self.kinds or not len(self.posts):
            return 0.0
        programme = Programme(self._problem(1.0, left_weight))
        rewards = self._first_rewards()
        pool: list[tuple[int, Trip]] = []
        if len(self.posts) > MANY_POSTS and not left_weight:
            rewards, pool = self._one_by_one(rewards)
        start = programme.start(rewards)
        if left_weight:
            start = replace(start, left=float(start.resident.max()))
        self.joint = programme.run(
            start, pool, tolerance=1e-3, iterations=150, stopped=self._stopped
        )
        self.work += self.joint.iterations
        return max(0.0, self.joint.bound)

    def _one_by_one(self, guess: F64) -> tuple[F64, list[tuple[int, Trip]]]:
        """Rewards and trips of each kecamatan alone, the trips moved to later weeks too."""
        kind, scene = self.kinds[0], self.scenes[0]
        office = Office(kind.stage, kind.desk, np.zeros(len(self.capacity)))
        parts = [np.flatnonzero(self.owner == n) for n in range(len(self.names))]

        def work(members: I64) -> tuple[F64, list[Trip]]:
            programme, _ = office.programme(tuple(self.posts[n] for n in members))
            branch = replace(programme.problem.branch, areas=(), entries=(), visits=())
            loose = Programme(replace(programme.problem, branch=branch))
            found = loose.run(
                loose.start(guess[members]), tolerance=3e-3, iterations=25, stopped=self._stopped
            )
            kept = [t for w, (_, t) in zip(found.weights, found.trips, strict=True) if w > 1e-6]
            return found.duals.resident, kept

        with ThreadPoolExecutor(self._threads) as threads:
            results = list(threads.map(work, parts))
        rewards = guess.copy()
        pool: list[tuple[int, Trip]] = []
        for members, (resident, trips) in zip(parts, results, strict=True):
            rewards[members] = resident
            for trip in trips:
                moved = (later(trip, scene, dates) for dates in range(0, 70, 7))
                pool += [(0, other) for other in moved if other is not None]
        return rewards, pool

    def _first_rewards(self) -> F64:
        """A guess: a duty day shared by what it can record, and the way there and back."""
        kind, scene = self.kinds[0], self.scenes[0]
        day = 60.0 * max(1, scene.rate) / 10
        way = np.where(np.isfinite(scene.out[:, 0]), scene.out[:, 0], 0.0).max(axis=0)
        guess: F64 = (kind.stage.terms.duty_day_rupiah + way) / day
        return guess


class Tied:
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

    def __init__(self, prover: Prover, effort: Effort, *, few: bool = True) -> None:
        if prover.joint is None:
            raise ValueError("solve the joint programme first")
        self._prover = prover
        self._effort = effort
        self._spreads = SPREADS if few else SPREADS[:2]
        self._joint = prover.joint
        self.studies: dict[tuple[int, int], Study] = {}
        self.courses: dict[tuple[int, int], tuple[int, tuple[TeamDate, ...]]] = {}
        self.offices = [
            Office(kind.stage, kind.desk, self._joint.duals.server) for kind in prover.kinds
        ]
        self._server = float(
            self._joint.duals.server[prover.capacity >= 0] @ prover.capacity[prover.capacity >= 0]
        )
        self._families: list[list[tuple[float, F64]]] = [[] for _ in prover.kinds]
        self._pools: list[list[Trip]] = [[] for _ in prover.kinds]
        self._pool_trips(self._joint)
        self._rewards = dict(zip(prover.posts, self._joint.duals.resident, strict=True))
        self.partition: Partition | None = None
        self.bound = -float("inf")
        self.settled = False

    def _pool_trips(self, bounded: Bounded) -> None:
        for group, trip in bounded.trips:
            self._pools[group].append(trip)

    def prepare(self) -> float:
        """Make the cheap bounds and solve the partition over them; its bound."""
        prover = self._prover
        duals, trips = self._joint.duals, self._joint.trips
        for share in self._spreads:
            if share != 1.0:
                if prover._stopped(0.0):
                    break
                programme = Programme(prover._problem(share, 0))
                found = programme.run(
                    replace(duals, server=self._joint.duals.server), trips, tolerance=2e-3,
                    iterations=25, stopped=prover._stopped,
                )  # fmt: skip
                prover.work += found.iterations
                self._pool_trips(found)
                self._add_family(replace(found.duals, server=self._joint.duals.server), share)
            else:
                self._add_family(duals, share)
        affine = [
            Affine(np.array([b for b, _ in family]), np.array([s for _, s in family]))
            for family in self._families
        ]
        count = len(prover.names)
        pairs = [len(kind.teams) for kind in prover.kinds]
        self.partition = Partition(count, pairs, affine)
        for group, kind in enumerate(prover.kinds):
            for number in range(count):
                if kind.allowed[number]:
                    self.partition.add(group, 1 << number, affine[group].of(1 << number))
        return self._solve()

    def _add_family(self, duals: Duals, share: float) -> None:
        prover = self._prover
        programme = Programme(prover._problem(share, 0))
        _, tables = programme.value(duals)
        worth = duals.resident * prover.demand
        if prover._visits:
            worth = worth + duals.visit * np.array([low for low, _ in prover._visits])
        slope = np.bincount(prover.owner, worth, minlength=len(prover.names))
        for number, (kind, table) in enumerate(zip(prover.kinds, tables, strict=True)):
            own = np.where(kind.allowed, slope, np.inf)
            self._families[number].append((float(table[0, 0, 0]), own))

    def _solve(self) -> float:
        """Price sets until none is missing; the bound that holds then."""
        part = self.partition
        assert part is not None
        while True:
            objective, kecamatan, classes = part.solve()
            missing = sorted(part.price(kecamatan, classes, -1.0))[:GROWTH]
            for _, group, mask in missing:
                part.add(group, mask, part.affine[group].of(mask))
            if not missing:
                break
        value = min(objective, part.bound(kecamatan, classes)) - self._server
        self.duals = (kecamatan, classes)
        self.bound = max(self.bound, value)
        return self.bound

    def members(self, mask: int) -> tuple[int, ...]:
        """Posts of a set, in the campaign's order."""
        owner = self._prover.owner
        return tuple(p for p, n in zip(self._prover.posts, owner, strict=True) if mask >> n & 1)

    def round(self, extra: Iterable[tuple[int, int]] = (), most: int = 24) -> int:
        """Study the sets of the partition's solution and `extra`; returns how many."""
        part = self.partition
        assert part is not None
        wanted = [
            (choice.group, choice.mask)
            for choice, value in zip(part.choices, part.values, strict=True)
            if value > 1e-7 and not choice.true
        ]
        self.settled = not wanted
        todo = [key for key in dict.fromkeys([*extra, *wanted]) if key not in self.studies][:most]
        self.study(todo)
        self._solve()
        return len(todo)

    def study(self, keys: Sequence[tuple[int, int]], effort: Effort | None = None) -> None:
        """Study sets, in parallel; the outcome does not depend on the order of finishing."""
        part = self.partition
        assert part is not None
        effort = effort or self._effort
        tasks = []
        for group, mask in keys:
            posts = self.members(mask)
            wanted = set(posts)
            pool = [trip for trip in self._pools[group] if trip.posts <= wanted]
            rewards = np.array([self._rewards[post] for post in posts])
            tasks.append((group, mask, posts, rewards, pool))

        def work(task: tuple[int, int, tuple[int, ...], F64, list[Trip]]) -> Study | None:
            group, _, posts, rewards, pool = task
            if self._prover._stopped(0.0):
                return None
            return self.offices[group].study(posts, rewards, pool, effort, self._prover._stopped)

        with ThreadPoolExecutor(self._prover._threads) as threads:
            results = list(threads.map(work, tasks))
        for (group, mask, posts, _, _), found in zip(tasks, results, strict=True):
            if found is None:
                continue
            self._prover.work += found.work
            self.studies[group, mask] = found
            if found.dates:
                self.offer(group, mask, found.dates)
            part.add(group, mask, max(found.bound, part.affine[group].of(mask)), true=True)
            for post, reward in zip(posts, found.duals.resident, strict=True):
                self._rewards[post] = float(reward)

    def offer(self, group: int, mask: int, dates: tuple[TeamDate, ...]) -> None:
        """Keep a course for a set if it is the cheapest known."""
        rupiah = self.offices[group].rupiah(dates)
        known = self.courses.get((group, mask))
        if known is None or rupiah < known[0]:
            self.courses[group, mask] = (rupiah, dates)

    def choose(self, *, estimated: bool) -> list[tuple[int, int]] | None:
        """Whole sets of least cost: of studied courses, or of estimates for the others too."""
        part = self.partition
        assert part is not None
        ratio = self._ratio()
        keys, costs = [], []
        kecamatan, classes = self.duals
        for key, (rupiah, _) in self.courses.items():
            keys.append(key)
            costs.append(float(rupiah))
        if estimated:
            near = [
                choice for choice in part.choices if (choice.group, choice.mask) not in self.courses
            ]
            members = [[n for n in range(part.count) if c.mask >> n & 1] for c in near]
            reduced = [
                c.rupiah - kecamatan[m].sum() - classes[c.group]
                for c, m in zip(near, members, strict=True)
            ]
            for index in np.argsort(reduced, kind="stable")[:600]:
                keys.append((near[index].group, near[index].mask))
                costs.append(near[index].rupiah * ratio)
        pairs = [len(kind.teams) for kind in self._prover.kinds]
        return choose_sets(part.count, pairs, keys, costs)

    def _ratio(self) -> float:
        part = self.partition
        assert part is not None
        shares = [
            rupiah / part.affine[group].of(mask)
            for (group, mask), (rupiah, _) in self.courses.items()
            if mask & (mask - 1)
        ]
        return float(np.quantile(shares, 0.25)) if shares else 1.02

    def roster(self) -> Roster | None:
        """The best choice among studied courses."""
        keys = self.choose(estimated=False)
        if keys is None:
            return None
        parts = [(group, mask, self.courses[group, mask][1]) for group, mask in keys]
        return Roster(sum(self.courses[key][0] for key in keys), parts)


def choose_sets(
    count: int, pairs: Sequence[int], keys: Sequence[tuple[int, int]], costs: Sequence[float]
) -> list[tuple[int, int]] | None:
    """Sets of least cost that take each kecamatan once; None where there are none."""
    highs = new_highs()
    highs.setOptionValue("mip_max_nodes", 2000)
    highs.setOptionValue("mip_rel_gap", 1e-5)
    for _ in range(count):
        highs.addRow(1.0, 1.0, 0, [], [])
    for most in pairs:
        highs.addRow(-highspy.kHighsInf, float(most), 0, [], [])
    for (group, mask), cost in zip(keys, costs, strict=True):
        rows = [n for n in range(count) if mask >> n & 1] + [count + group]
        highs.addCol(cost, 0.0, 1.0, len(rows), np.array(rows, np.int32), np.ones(len(rows)))
    for column in range(len(keys)):
        highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    highs.run()
    values = np.array(highs.getSolution().col_value)
    if not len(values) or not np.isfinite(highs.getObjectiveValue()):
        return None
    chosen = [key for key, value in zip(keys, values, strict=True) if value > 0.5]
    covered = 0
    for _, mask in chosen:
        if covered & mask:
            return None
        covered |= mask
    return chosen if covered == (1 << count) - 1 else None


__all__ = ["I64", "Kind", "Prover", "Roster", "Tied", "choose_sets", "kinds_of"]
