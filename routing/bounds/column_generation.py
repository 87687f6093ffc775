"""The linear programme over trips, its column generation, and the bound that it proves.

Classes g of like pairs (n_g of them) serve posts p with N_p residents; trips t are columns:

(1) minimise  sum c_t y_t + sum q_p u_p
(2) each post:        sum r_pt y_t + u_p >= N_p                (dual pi_p >= 0)
(3) D_low <= sum d_t y_t <= D_high, duty days, and so for trips (tau, theta)
(4) some areas A:     sum e_At y_t >= E_A, entries             (dual epsilon_A)
(5) each class, date: sum of the trips over it <= n_g
(6) each date:        sum r_t y_t <= capacity of the server    (dual lambda_d >= 0)
(7) sum w_p u_p <= U, residents left, weighted                 (dual beta >= 0)
(7') each promise (p, d): sum v_pdt y_t + b_pd >= 1            (dual kappa_pd >= 0)

E_A = ceil(N_A / most residents that can be recorded between coming into A and leaving it) is
a rounded capacity cut (Laporte, Nobert and Desrochers 1985), stated only where nobody may be
left. An entry is a step from a place outside A to one inside, so that its dual is part of the
price of a leg. Relaxing (2) to (4), (6) and (7) at any duals leaves a course of each pair through
the dates, which `routing.bounds.pricing` solves exactly, so that (Geoffrion 1974)

(8) sum pi_p N_p + tau D + theta T + sum epsilon_A E_A - sum lambda_d cap_d - beta U
    + sum kappa_pd + sum n_g price_g

bounds (1) for every valid plan from below, whatever the duals are, as long as
pi_p <= q_p + beta w_p, and kappa_pd is at most what b_pd, a broken promise, costs in (1). Columns
come from those courses, split into trips; duals come from the master problem, smoothed towards the
best ones so far (Wentges 1997). The programme does not have R11: `routing.partition` gives whole
kecamatan to pairs, each with a programme of one class of one pair.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

import numpy as np

from routing.bounds.backtracking import trace_course
from routing.bounds.callbacks import (
    OnBound,
    SecondsLeft,
    Stopped,
    ignore_bound,
    never,
    unlimited,
)
from routing.bounds.interruptible_pricing import price_by_dates
from routing.bounds.pricing import DualPrices, PricingInstance, most_in_a_date, price
from routing.bounds.problem import (
    GRID,
    Branch,
    ColumnGenerationResult,
    Duals,
    PricingClass,
    Problem,
    on_grid,
)
from routing.bounds.relaxed_legs import F64
from routing.bounds.restricted_master import RestrictedMaster
from routing.bounds.trips import Trip, trips_of
from routing.instance import Flags
from routing.proof_parameters import DEFAULT_PROOF, ProofParameters


class _Smoothing:
    """The weight of the best duals so far in the next ones (Wentges 1997).

    It grows while pricing finds columns at duals that are no better, and falls to 0, at which
    pricing sees the master's own duals, while pricing finds none.
    """

    def __init__(self, parameters: ProofParameters) -> None:
        self._parameters = parameters
        self.weight = parameters.smoothing

    def change(self, *, fresh: bool, better: bool) -> None:
        """Change the weight after an iteration with new columns, or with a better bound."""
        numbers, weight = self._parameters, self.weight
        if fresh and better:
            self.weight = max(numbers.smoothing, weight - numbers.smoothing_loss)
        elif fresh and weight < numbers.smoothing:
            self.weight = numbers.smoothing
        elif fresh:
            self.weight = weight + numbers.smoothing_gain * (numbers.most_smoothing - weight)
        else:
            self.weight = weight / 2 if weight > numbers.least_smoothing else 0.0


class ColumnGeneration:
    """Column generation for a problem: pricing, restricted master and the bound of (8).

    Parameters
    ----------
    problem
        The problem to bound.
    left
        Returns the wall-clock seconds that are left, the limit of each run of HiGHS.
    parameters
        How duals are smoothed, and when a pricing asks for the time.
    """

    def __init__(
        self, problem: Problem, left: SecondsLeft = unlimited,
        parameters: ProofParameters = DEFAULT_PROOF,
    ) -> None:  # fmt: skip
        self.problem = problem
        self.left = left
        self.parameters = parameters
        self._priced_entries: tuple[PricingClass, Duals, PricingInstance] | None = None
        self.bound_flags: list[Flags] = [
            team_class.pricing.most < most_in_a_date(team_class.pricing)
            for team_class in problem.classes
        ]

    def on_branch(self, branch: Branch) -> ColumnGeneration:
        """Return the column generation of the same problem on another branch."""
        return ColumnGeneration(replace(self.problem, branch=branch), self.left, self.parameters)

    @property
    def _long(self) -> bool:
        """Whether an iteration is long enough to ask for the time within it."""
        return self._seconds >= self.parameters.long_seconds

    @cached_property
    def _seconds(self) -> float:
        """Seconds that an iteration takes: an estimate until one has been timed."""
        posts, dates = len(self.problem.posts), len(self.problem.capacity)
        legs = posts * posts * dates * len(self.problem.classes)
        return self.parameters.seconds_per_leg * legs

    def start(self, resident: F64) -> Duals:
        """Return duals that are 0 but for the residents."""
        return Duals(
            on_grid(resident),
            server=np.zeros(len(self.problem.capacity)),
            entry=np.zeros(len(self.problem.branch.areas)),
            visit=np.zeros(len(self.problem.posts)),
            promise=np.zeros(len(self.problem.promises)),
        )

    def legal(self, duals: Duals) -> Duals:
        """Return the duals, lowered to what (8) allows."""
        problem = self.problem
        if problem.promises:
            most = np.array([promise.price for promise in problem.promises])
            most = np.floor(most * GRID) / GRID
            duals = replace(duals, promise=np.clip(duals.promise, 0.0, most))
        if problem.left_weight is None and problem.left_price is None:
            return duals
        price = np.zeros(len(problem.posts)) if problem.left_price is None else problem.left_price
        most = price + duals.left * problem.weight
        return replace(duals, resident=np.minimum(duals.resident, np.floor(most * GRID) / GRID))

    def prices(self, duals: Duals) -> DualPrices:
        """Return what pricing needs of the duals."""
        promise = np.zeros((0, 0))
        if duals.promise.any():
            promise = np.zeros((len(self.problem.capacity), len(self.problem.posts)))
            for row, dual in zip(self.problem.promises, duals.promise, strict=True):
                promise[row.date, self.problem.posts.index(row.post)] += dual
        return DualPrices(duals.resident, duals.day, duals.trip, duals.server, duals.visit, promise)

    def with_entry_prices(self, team_class: PricingClass, duals: Duals) -> PricingInstance:
        """Return a class's pricing instance, with the duals of entries taken off its legs."""
        pricing = team_class.pricing
        if not duals.entry.any():
            return pricing
        if (
            self._priced_entries is None
            or self._priced_entries[0] is not team_class
            or self._priced_entries[1] is not duals
        ):
            self._priced_entries = team_class, duals, self._less_entry_prices(team_class, duals)
        return self._priced_entries[2]

    def _less_entry_prices(self, team_class: PricingClass, duals: Duals) -> PricingInstance:
        pricing = team_class.pricing
        out, back = pricing.out.copy(), pricing.back.copy()
        across, transit = pricing.across.copy(), pricing.transit.copy()
        for dual, area in zip(duals.entry, self.problem.branch.areas, strict=True):
            if dual == 0:
                continue
            post = np.array([p in area for p in self.problem.posts])
            night = np.array([z in area for z in team_class.nights])
            out[:, np.outer(~night, post)] -= dual
            back[:, np.outer(~post, night)] -= dual
            across[:, np.outer(~post, post)] -= dual
            transit[:, np.outer(~night, night)] -= dual
        return pricing._replace(out=out, back=back, across=across, transit=transit)

    def value(self, duals: Duals) -> tuple[float, list[F64]]:
        """Return the value (8), a bound for every plan, and each class's pricing table."""
        found = self.value_until(duals, never)
        assert found is not None
        return found

    def value_until(self, duals: Duals, stopped: Stopped) -> tuple[float, list[F64]] | None:
        """Return `value`, or None where it is stopped before it is known."""
        problem = self.problem
        total = float(duals.resident @ problem.demand)
        for dual, (low, high) in (
            (duals.day, problem.branch.days),
            (duals.trip, problem.branch.trips),
        ):
            total += dual * (low if dual >= 0 else high)
        rows = (*problem.branch.entries, *problem.branch.visits)
        prices = (*duals.entry, *(duals.visit if problem.branch.visits else ()))
        for dual, (low, high) in zip(prices, rows, strict=True):
            total += float(dual) * (low if dual >= 0 else high)
        limited = problem.limited
        total -= float(duals.server[limited] @ problem.capacity[limited])
        total -= duals.left * (problem.left_weight or 0)
        total += float(duals.promise.sum())
        tables = []
        for team_class, flags in zip(problem.classes, self.bound_flags, strict=True):
            table = self._table(team_class, duals, flags, stopped)
            if table is None:
                return None
            total += team_class.pairs * float(table[team_class.pricing.start])
            tables.append(table)
        return total, tables

    def _table(
        self, team_class: PricingClass, duals: Duals, flags: Flags, stopped: Stopped
    ) -> F64 | None:
        pricing, prices = self.with_entry_prices(team_class, duals), self.prices(duals)
        if stopped is never or not self._long:
            return price(pricing, prices, flags, False)
        return price_by_dates(pricing, prices, flags, lambda: stopped(0.0))

    def _trips(
        self, team_class: PricingClass, duals: Duals, flags: Flags, table: F64
    ) -> list[Trip]:
        """Return the trips of the best course."""
        pricing = self.with_entry_prices(team_class, duals)
        steps = trace_course(pricing, self.prices(duals), flags, table)
        return trips_of(team_class.pricing, self.problem.posts, team_class.nights, steps)

    def extend(
        self, master: RestrictedMaster, duals: Duals, tables: list[F64], stopped: Stopped
    ) -> int | None:
        """Add each class's best trips; return how many are new, None where stopped."""
        fresh = 0
        for number, (own, flags) in enumerate(
            zip(self.problem.classes, self.bound_flags, strict=True)
        ):
            if number and self._long and stopped(0.0):
                return None
            fresh += master.add(number, self._trips(own, duals, flags, tables[number]))
        return fresh

    def run(
        self,
        start: Duals,
        pool: Iterable[tuple[int, Trip]] = (),
        *,
        target: float = float("inf"),
        iterations: int = 200,
        tolerance: float = 3e-4,
        stopped: Stopped = never,
        on_bound: OnBound = ignore_bound,
    ) -> ColumnGenerationResult:
        """Generate columns until bound and master meet, or a limit is reached.

        The bound holds whatever ends the run.
        """
        run = _Run(self, start, list(pool), tolerance, stopped, on_bound)
        for _ in range(iterations):
            if stopped(self._seconds):
                break
            began = time.monotonic()
            tables = run.price()
            if tables is None or run.best >= target:
                break
            # Tracing courses takes up to as long as pricing them did, and cannot be stopped.
            if self._long and stopped(time.monotonic() - began):
                break
            latest = run.solve(tables)
            if latest is None:
                break
            self._seconds = time.monotonic() - began
            if run.settled or not run.move(latest):
                break
        return run.result()


class _Run:
    """One run of column generation: its master problem, its best bound, and its next duals.

    Attributes
    ----------
    best
        The best bound so far.
    settled
        Whether bound and master have met.
    """

    def __init__(
        self, generation: ColumnGeneration, start: Duals, pool: list[tuple[int, Trip]],
        tolerance: float, stopped: Stopped, on_bound: OnBound,
    ) -> None:  # fmt: skip
        self.best = -float("inf")
        self.settled = False
        self._generation = generation
        self._parameters = generation.parameters
        self._start = start
        self._pool = pool
        self._tolerance = tolerance
        self._stopped = stopped
        self._on_bound = on_bound
        self._duals = self._center = generation.legal(start)
        self._smoothing = _Smoothing(generation.parameters)
        self._steps = 0
        self._objective = float("inf")
        self._master: RestrictedMaster | None = None
        self._better = False
        self._fresh = 0

    def price(self) -> list[F64] | None:
        """Price the duals; return the pricing tables, or None where it is stopped."""
        priced = self._generation.value_until(self._duals, self._stopped)
        if priced is None or priced[0] == math.inf:  # a team cannot come home
            return None
        value, tables = priced
        self._steps += 1
        self._better = value > self.best
        if self._better:
            self.best, self._center = value, self._duals
            self._on_bound(value)
        return tables

    def solve(self, tables: list[F64]) -> Duals | None:
        """Add the best courses to the master and solve it; return its duals, None if stopped.

        Slack that the solution uses is made dearer where nothing else is left to do, and now and
        then.
        """
        if self._master is None:
            self._master = self._new_master()
        master, generation = self._master, self._generation
        fresh = generation.extend(master, self._duals, tables, self._stopped)
        if fresh is None:
            return None
        self._fresh = fresh
        solved = master.solve(generation.left())
        if solved is None:
            return None
        self._objective, latest = solved
        gap = self._objective - self.best
        self.settled = gap <= self._tolerance * max(1.0, abs(self._objective))
        due = self.settled or not fresh or self._steps % self._parameters.loosened == 0
        if due and master.loosen():
            self.settled = False
            if not fresh:
                latest = (master.solve(generation.left()) or solved)[1]
        return latest

    def move(self, latest: Duals) -> bool:
        """Take the next duals, between the best and the master's; return whether there are any."""
        if not self._fresh and self._smoothing.weight == 0.0:
            self.settled = True
            return False
        self._smoothing.change(fresh=self._fresh > 0, better=self._better)
        mixed = latest.mixed(self._center, self._smoothing.weight)
        self._duals = self._generation.legal(mixed)
        return True

    def result(self) -> ColumnGenerationResult:
        """Return what was found."""
        master = self._master
        trips = self._pool if master is None else master.trips
        weights = np.zeros(0) if master is None else master.values()
        if len(weights) != len(trips):
            weights = np.zeros(len(trips))
        return ColumnGenerationResult(
            self.best, self._center, trips, weights, self._steps, self._objective, self.settled
        )

    def _new_master(self) -> RestrictedMaster:
        master = RestrictedMaster(self._generation.problem, self._start, self._parameters)
        for team_class, trip in self._pool:
            master.add(team_class, [trip])
        return master
