"""The linear programme over trips, its column generation, and the bound it proves.

Groups g of like pairs (n_g of them) serve posts p with N_p residents; trips t are columns:

(1) minimise  sum c_t y_t + sum q_p u_p
(2) each post:        sum r_pt y_t + u_p >= N_p                (reward pi_p >= 0)
(3) D_low <= sum d_t y_t <= D_high, duty days, and so for trips (tau, theta)
(4) some areas A:     sum e_At y_t >= E_A, entries             (reward epsilon_A)
(5) each group, date: sum of the trips over it <= n_g
(6) each date:        sum r_t y_t <= capacity of the server    (price lambda_d >= 0)
(7) sum w_p u_p <= U, residents left, weighted                 (price beta >= 0)

E_A = ceil(N_A / most residents that can be recorded between coming into A and leaving it) is
a rounded capacity cut (Laporte, Nobert and Desrochers 1985), stated only where nobody may be
left. An entry is a step from a place outside A to one inside, so that its reward is part of
the price of a way. Relaxing (2) to (4), (6) and (7) with any rewards leaves a course of each pair
through the dates, which `routing.pricing` solves exactly, so that (Geoffrion 1974)

(8) sum pi_p N_p + tau D + theta T + sum epsilon_A E_A - sum lambda_d cap_d - beta U
    + sum n_g price_g

bounds (1) for every valid plan from below, whatever the rewards are, as long as
pi_p <= q_p + beta w_p. Columns come from those courses, split into trips; rewards from the
master problem, smoothed towards the best ones so far (Wentges 1997). R11 is not in it: it is
`routing.partition` that gives whole kecamatan to pairs, with one group of one pair here.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import highspy
import numpy as np

from routing.columns import Trip, recorded, trips_of
from routing.highs import new_highs
from routing.network import I64, Flags
from routing.pricing import Rewards, Scene, price
from routing.tracing import trace
from routing.ways import F64

GRID = 1024.0
"""Rewards are multiples of 1 / GRID rupiah, so that their sums are exact."""

SMOOTHING = 0.6
"""Weight of the best rewards so far in the next ones (by trial)."""

MOST_SMOOTHING = 0.95
"""Weight towards which that goes while rewards are no better."""

ARTIFICIAL = 4.0e5
"""Rupiah per resident left in the master problem: far above any true price."""

SECONDS_PER_WAY = 1.2e-6
"""Rough seconds of pricing for each way between two posts and date: for keeping time only."""

LOOSENED = 5
"""Iterations after which slack in use is made dearer."""

INFINITY = highspy.kHighsInf


Stopped = Callable[[float], bool]
"""Whether to stop, given how many seconds of work are still to come after a yes."""


def never(_: float) -> bool:
    """Stop never."""
    return False


def on_grid(values: F64) -> F64:
    """Round rewards to the grid on which sums are exact."""
    return np.round(values * GRID) / GRID


@dataclass(frozen=True, slots=True)
class Branch:
    """Bounds on duty days, trips, entries into areas, and visits of each post (or none)."""

    days: tuple[int, int]
    trips: tuple[int, int]
    areas: tuple[frozenset[int], ...] = ()
    entries: tuple[tuple[int, int], ...] = ()
    visits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Duals:
    """Rewards and prices of the relaxed rows."""

    resident: F64
    day: float = 0.0
    trip: float = 0.0
    server: F64 = field(default_factory=lambda: np.zeros(0))
    left: float = 0.0
    entry: F64 = field(default_factory=lambda: np.zeros(0))
    visit: F64 = field(default_factory=lambda: np.zeros(0))

    def mixed(self, other: Duals, share: float) -> Duals:
        """`share` of the other, the rest of this; on the grid."""

        def mix(one: F64, two: F64) -> F64:
            return on_grid(share * two + (1 - share) * one)

        def blend(one: float, two: float) -> float:
            return round((share * two + (1 - share) * one) * GRID) / GRID

        return Duals(
            mix(self.resident, other.resident),
            blend(self.day, other.day),
            blend(self.trip, other.trip),
            mix(self.server, other.server),
            blend(self.left, other.left),
            mix(self.entry, other.entry),
            mix(self.visit, other.visit),
        )


@dataclass(frozen=True)
class Group:
    """Like pairs: their scene over the posts, where they may sleep, and how many they are."""

    scene: Scene
    nights: tuple[int, ...]
    pairs: int = 1


@dataclass(frozen=True)
class Problem:
    """What a programme is about.

    Attributes
    ----------
    posts
        Places of the instance, in the order of the scenes.
    demand, weight
        Residents and weight of each post.
    branch
        Bounds of (3) and (4).
    capacity
        Residents that the server takes on each date, -1 = no limit.
    left_price
        q_p of (1); None where nobody may be left.
    left_weight
        U of (7); None without that row.
    """

    groups: Sequence[Group]
    posts: tuple[int, ...]
    demand: I64
    weight: I64
    branch: Branch
    capacity: I64
    left_price: F64 | None = None
    left_weight: int | None = None

    @property
    def limited(self) -> I64:
        """Dates on which the server has a limit."""
        return np.flatnonzero(self.capacity >= 0)


@dataclass
class Bounded:
    """What column generation found: a bound, its rewards, and the trips of the master.

    `settled` tells that bound and master have met.
    """

    bound: float
    duals: Duals
    trips: list[tuple[int, Trip]] = field(default_factory=list)
    weights: F64 = field(default_factory=lambda: np.zeros(0))
    iterations: int = 0
    objective: float = float("inf")
    settled: bool = False

    def total(self, of: Callable[[Trip], float]) -> float:
        """Sum over the master's solution of a figure of each trip."""
        pairs = zip(self.weights, self.trips, strict=True)
        return float(sum(w * of(trip) for w, (_, trip) in pairs if w > 1e-9))


def most_in_a_date(scene: Scene) -> I64:
    """(posts,) most residents that one date can record at each post, from any night."""
    found = np.zeros(len(scene.most), np.int64)
    for kind in range(len(scene.first)):
        dates = np.flatnonzero(scene.kind == kind)
        for post in range(len(found)):
            start = int(scene.first[kind, :, post].min())
            end = int(scene.latest[kind, post].max())
            opening = np.unique(scene.opening[post, dates].reshape(len(dates), -1), axis=0)
            for row in opening.reshape(len(opening), -1, 2).tolist():
                room = sum(
                    max(0, (min(end, closes) - max(start, opens)) * scene.rate // 60)
                    for opens, closes in row
                    if opens >= 0
                )
                found[post] = max(found[post], room)
    return found


def root_branch(groups: Sequence[Group]) -> Branch:
    """Any number of duty days and trips."""
    dates = sum(group.pairs * int((group.scene.kind >= 0).sum()) for group in groups)
    return Branch((0, dates), (0, dates))


def free_of_charge(scene: Scene) -> Scene:
    """The scene with everything free of charge but what is impossible."""

    def free(table: F64) -> F64:
        return np.where(np.isfinite(table), 0.0, np.inf)

    return scene._replace(
        out=free(scene.out), back=free(scene.back), across=free(scene.across),
        transit=free(scene.transit), lodging=free(scene.lodging), duty=0.0, urgency=0.0,
    )  # fmt: skip


class _Master:
    """The master problem in HiGHS, grown column by column."""

    def __init__(self, problem: Problem, start: Duals) -> None:
        self._problem = problem
        self._start = start
        self._soft: dict[int, float] = {}
        self._index = {post: n for n, post in enumerate(problem.posts)}
        self._count = len(problem.posts)
        self.trips: list[tuple[int, Trip]] = []
        self._seen: set[tuple[int, Trip]] = set()
        self._highs = highs = new_highs()
        self._rows = 0
        branch = problem.branch
        for amount in problem.demand:
            self._row(float(amount), INFINITY)
        self._row(*map(float, branch.days))
        self._row(*map(float, branch.trips))
        self._dates = [self._date_rows(group) for group in problem.groups]
        self._server = {int(date): self._rows + n for n, date in enumerate(problem.limited)}
        for date in problem.limited:
            self._row(-INFINITY, float(problem.capacity[date]))
        self._left = self._rows
        if problem.left_weight is not None:
            self._row(-INFINITY, float(problem.left_weight))
        self._entry = self._rows
        for low, high in branch.entries:
            self._row(float(low), float(high))
        self._visit = self._rows
        for low, high in branch.visits:
            self._row(float(low), float(high))
        self._slack()
        self._first = highs.getNumCol()

    def _row(self, low: float, high: float) -> None:
        self._highs.addRow(low, high, 0, [], [])
        self._rows += 1

    def _date_rows(self, group: Group) -> I64:
        rows = np.full(len(group.scene.kind), -1)
        for date in np.flatnonzero(group.scene.kind >= 0):
            rows[date] = self._rows
            self._row(-INFINITY, float(group.pairs))
        return rows

    def _column(self, cost: float, rows: Sequence[int], values: Sequence[float]) -> None:
        self._highs.addCol(
            cost, 0.0, INFINITY, len(rows), np.array(rows, np.int32), np.array(values, np.float64)
        )

    def _slack(self) -> None:
        """Columns that stand in for trips not known yet.

        Where trips must be found for a row, the price of its slack keeps its reward within
        reach of the first one; `loosen` raises it (boxes of du Merle and others 1999).
        """
        problem, count = self._problem, self._count
        for row in range(count):
            price = 0.0
            if problem.left_price is not None:
                price = float(problem.left_price[row])
            elif problem.left_weight is None:
                price = 2 * float(self._start.resident[row]) + 4000
                self._soft[self._highs.getNumCol()] = price
            if problem.left_weight is None:
                self._column(price, [row], [1.0])
            else:
                self._column(price, [row, self._left], [1.0, float(problem.weight[row])])
        for row in (count, count + 1, *range(self._entry, self._visit)):
            self._column(ARTIFICIAL * 50, [row], [1.0])
            self._column(ARTIFICIAL * 50, [row], [-1.0])
        for row in range(self._visit, self._rows):
            price = 2 * float(self._start.visit[row - self._visit]) + 100_000
            self._soft[self._highs.getNumCol()] = price
            self._column(price, [row], [1.0])
            self._column(ARTIFICIAL * 50, [row], [-1.0])
        if problem.left_weight is not None:
            self._column(ARTIFICIAL * 50, [self._left], [-1.0])

    def loosen(self) -> bool:
        """Raise the price of slack that the last solution uses; whether any could be."""
        used = np.array(self._highs.getSolution().col_value)
        raised = False
        for column, now in self._soft.items():
            if used[column] > 1e-7 and now < ARTIFICIAL * 50:
                self._soft[column] = 3 * now
                self._highs.changeColCost(column, 3 * now)
                raised = True
        return raised

    def add(self, group: int, trips: Iterable[Trip]) -> int:
        """Add a group's trips that are new; returns how many were."""
        fresh = 0
        count = self._count
        for trip in trips:
            if (group, trip) in self._seen:
                continue
            self._seen.add((group, trip))
            self.trips.append((group, trip))
            residents = recorded(trip, self._index)
            rows = [*np.flatnonzero(residents)]
            values = [*residents[residents > 0]]
            spans = self._dates[group][trip.first : trip.last + 1]
            spans = spans[spans >= 0]
            rows += [count, count + 1, *spans]
            values += [float(trip.days), 1.0, *([1.0] * len(spans))]
            for row, area in enumerate(self._problem.branch.areas, self._entry):
                crossed = trip.entries(area)
                if crossed:
                    rows.append(row)
                    values.append(float(crossed))
            if self._problem.branch.visits:
                for post, times in Counter(trip.visits).items():
                    rows.append(self._visit + self._index[post])
                    values.append(float(times))
            for date, amount in _by_date(trip):
                if date in self._server:
                    rows.append(self._server[date])
                    values.append(float(amount))
            self._column(trip.rupiah, rows, values)
            fresh += 1
        return fresh

    def solve(self) -> tuple[float, Duals] | None:
        """Objective and rewards; None where HiGHS fails."""
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        duals = np.array(self._highs.getSolution().row_dual)
        problem, count = self._problem, self._count
        server = np.zeros(len(problem.capacity))
        for date, row in self._server.items():
            server[date] = max(0.0, -duals[row])
        left = max(0.0, -duals[self._left]) if problem.left_weight is not None else 0.0
        return float(self._highs.getObjectiveValue()), Duals(
            np.maximum(duals[:count], 0.0),
            float(duals[count]),
            float(duals[count + 1]),
            server,
            left,
            duals[self._entry : self._visit],
            duals[self._visit : self._rows] if problem.branch.visits else np.zeros(count),
        )

    def values(self) -> F64:
        """Value of each trip in the last solution."""
        return np.array(self._highs.getSolution().col_value)[self._first :]


def _by_date(trip: Trip) -> Iterable[tuple[int, int]]:
    sums: dict[int, int] = {}
    for date, _, amount in trip.stays:
        sums[date] = sums.get(date, 0) + amount
    return sums.items()


class Programme:
    """A problem with its pricing.

    Parameters
    ----------
    problem
        What to bound.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.bound_flags: list[Flags] = [
            group.scene.most < most_in_a_date(group.scene) for group in problem.groups
        ]

    @cached_property
    def _seconds(self) -> float:
        """Seconds that an iteration takes: a guess until one has been timed."""
        posts, dates = len(self.problem.posts), len(self.problem.capacity)
        return SECONDS_PER_WAY * posts * posts * dates * len(self.problem.groups)

    def start(self, resident: F64) -> Duals:
        """Duals that price nothing but residents."""
        return Duals(
            on_grid(resident),
            server=np.zeros(len(self.problem.capacity)),
            entry=np.zeros(len(self.problem.branch.areas)),
            visit=np.zeros(len(self.problem.posts)),
        )

    def legal(self, duals: Duals) -> Duals:
        """The duals, lowered to what (8) allows."""
        problem = self.problem
        if problem.left_weight is None and problem.left_price is None:
            return duals
        price = np.zeros(len(problem.posts)) if problem.left_price is None else problem.left_price
        most = price + duals.left * problem.weight
        return replace(duals, resident=np.minimum(duals.resident, np.floor(most * GRID) / GRID))

    def rewards(self, duals: Duals) -> Rewards:
        """What pricing wants to know."""
        return Rewards(duals.resident, duals.day, duals.trip, duals.server, duals.visit)

    def tolled(self, group: Group, duals: Duals) -> Scene:
        """The group's scene, with the rewards of entries taken off its ways."""
        scene = group.scene
        if not duals.entry.any():
            return scene
        out, back = scene.out.copy(), scene.back.copy()
        across, transit = scene.across.copy(), scene.transit.copy()
        for reward, area in zip(duals.entry, self.problem.branch.areas, strict=True):
            if reward == 0:
                continue
            post = np.array([p in area for p in self.problem.posts])
            night = np.array([z in area for z in group.nights])
            out[:, np.outer(~night, post)] -= reward
            back[:, np.outer(~post, night)] -= reward
            across[:, np.outer(~post, post)] -= reward
            transit[:, np.outer(~night, night)] -= reward
        return scene._replace(out=out, back=back, across=across, transit=transit)

    def value(self, duals: Duals) -> tuple[float, list[F64]]:
        """The value (8) and each group's pricing table; a bound where scenes are relaxed."""
        problem = self.problem
        total = float(duals.resident @ problem.demand)
        for reward, (low, high) in (
            (duals.day, problem.branch.days),
            (duals.trip, problem.branch.trips),
        ):
            total += reward * (low if reward >= 0 else high)
        rows = (*problem.branch.entries, *problem.branch.visits)
        rewards = (*duals.entry, *(duals.visit if problem.branch.visits else ()))
        for reward, (low, high) in zip(rewards, rows, strict=True):
            total += float(reward) * (low if reward >= 0 else high)
        limited = problem.limited
        total -= float(duals.server[limited] @ problem.capacity[limited])
        total -= duals.left * (problem.left_weight or 0)
        tables = []
        for group, flags in zip(problem.groups, self.bound_flags, strict=True):
            table = price(self.tolled(group, duals), self.rewards(duals), flags)
            total += group.pairs * float(table[0, 0, 0])
            tables.append(table)
        return total, tables

    def _trips(self, group: Group, duals: Duals, flags: Flags, table: F64) -> list[Trip]:
        """Trips of the best course."""
        scene = self.tolled(group, duals)
        steps = trace(scene, self.rewards(duals), flags, table)
        return trips_of(group.scene, self.problem.posts, group.nights, steps)

    def run(  # noqa: PLR0912
        self,
        start: Duals,
        pool: Iterable[tuple[int, Trip]] = (),
        *,
        target: float = float("inf"),
        iterations: int = 200,
        tolerance: float = 3e-4,
        stopped: Stopped = never,
    ) -> Bounded:
        """Generate columns until bound and master meet, or a limit is reached.

        The bound is proven where the scenes are relaxed.
        """
        master = _Master(self.problem, start)
        for group, trip in pool:
            master.add(group, [trip])
        best, center = -float("inf"), self.legal(start)
        duals, smooth, objective, step, settled = center, SMOOTHING, float("inf"), 0, False
        for turn in range(1, iterations + 1):
            if stopped(self._seconds):
                break
            step = turn
            began = time.monotonic()
            value, tables = self.value(duals)
            better = value > best
            if better:
                best, center = value, duals
            if best >= target:
                break
            fresh = sum(
                master.add(number, self._trips(own, duals, flags, table))
                for number, (own, flags, table) in enumerate(
                    zip(self.problem.groups, self.bound_flags, tables, strict=True)
                )
            )
            solved = master.solve()
            if solved is None:
                break
            objective, latest = solved
            settled = objective - best <= tolerance * max(1.0, abs(objective))
            if (settled or not fresh or step % LOOSENED == 0) and master.loosen():
                settled = False
                if not fresh:
                    latest = (master.solve() or solved)[1]
            self._seconds = max(self._seconds, time.monotonic() - began)
            if settled:
                break
            if fresh and better:
                smooth = max(SMOOTHING, smooth - 0.1)
            elif fresh:
                smooth = (
                    SMOOTHING if smooth < SMOOTHING else smooth + 0.3 * (MOST_SMOOTHING - smooth)
                )
            elif smooth == 0.0:
                settled = True
                break
            else:
                smooth = smooth / 2 if smooth > 0.1 else 0.0
            duals = self.legal(latest.mixed(center, smooth))
        weights = master.values()
        if len(weights) != len(master.trips):
            weights = np.zeros(len(master.trips))
        return Bounded(best, center, master.trips, weights, step, objective, settled)
