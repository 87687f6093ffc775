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
through the dates, which `routing.bounds.pricing` solves exactly, so that (Geoffrion 1974)

(8) sum pi_p N_p + tau D + theta T + sum epsilon_A E_A - sum lambda_d cap_d - beta U
    + sum n_g price_g

bounds (1) for every valid plan from below, whatever the rewards are, as long as
pi_p <= q_p + beta w_p. Columns come from those courses, split into trips; rewards from the
master problem, smoothed towards the best ones so far (Wentges 1997). R11 is not in it: it is
`routing.partition` that gives whole kecamatan to pairs, with one group of one pair here.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property

import numpy as np

from routing.bounds.backtracking import trace
from routing.bounds.interruptible_pricing import LONG_SECONDS, price_by_dates
from routing.bounds.pricing import DualPrices, PricingInstance, most_in_a_date, price
from routing.bounds.problem import (
    GRID,
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

SMOOTHING = 0.6
"""Weight of the best rewards so far in the next ones (by trial)."""

MOST_SMOOTHING = 0.95
"""Weight towards which that goes while rewards are no better."""

SECONDS_PER_WAY = 1.2e-6
"""Rough seconds of pricing for each way between two posts and date: for keeping time only."""

LOOSENED = 5
"""Iterations after which slack in use is made dearer."""


Stopped = Callable[[float], bool]
"""Whether to stop, given how many seconds of work are still to come after a yes."""


OnBound = Callable[[float], None]
"""Hears of a better bound."""


def ignore_bound(_: float) -> None:
    """Hear nothing."""


SecondsLeft = Callable[[], float]
"""Returns the wall-clock seconds that are left."""


def unlimited() -> float:
    """Return that there is no limit of time."""
    return math.inf


def never(_: float) -> bool:
    """Stop never."""
    return False


class ColumnGeneration:
    """Column generation for a problem: pricing, restricted master and the bound of (8).

    Parameters
    ----------
    problem
        The problem to bound.
    left
        Returns the wall-clock seconds that are left, the limit of each run of HiGHS.
    """

    def __init__(self, problem: Problem, left: SecondsLeft = unlimited) -> None:
        self.problem = problem
        self.left = left
        self._priced_entries: tuple[PricingClass, Duals, PricingInstance] | None = None
        self.bound_flags: list[Flags] = [
            team_class.pricing.most < most_in_a_date(team_class.pricing)
            for team_class in problem.classes
        ]

    @cached_property
    def _seconds(self) -> float:
        """Seconds that an iteration takes: a guess until one has been timed."""
        posts, dates = len(self.problem.posts), len(self.problem.capacity)
        return SECONDS_PER_WAY * posts * posts * dates * len(self.problem.classes)

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

    def prices(self, duals: Duals) -> DualPrices:
        """What pricing wants to know."""
        return DualPrices(duals.resident, duals.day, duals.trip, duals.server, duals.visit)

    def with_entry_prices(self, team_class: PricingClass, duals: Duals) -> PricingInstance:
        """The group's scene, with the rewards of entries taken off its ways."""
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
        for reward, area in zip(duals.entry, self.problem.branch.areas, strict=True):
            if reward == 0:
                continue
            post = np.array([p in area for p in self.problem.posts])
            night = np.array([z in area for z in team_class.nights])
            out[:, np.outer(~night, post)] -= reward
            back[:, np.outer(~post, night)] -= reward
            across[:, np.outer(~post, post)] -= reward
            transit[:, np.outer(~night, night)] -= reward
        return pricing._replace(out=out, back=back, across=across, transit=transit)

    def value(self, duals: Duals) -> tuple[float, list[F64]]:
        """The value (8) and each group's pricing table: a bound for every plan."""
        found = self.value_until(duals, never)
        assert found is not None
        return found

    def value_until(self, duals: Duals, stopped: Stopped) -> tuple[float, list[F64]] | None:
        """Return `value`, or None where it is stopped before it is known."""
        problem = self.problem
        total = float(duals.resident @ problem.demand)
        for reward, (low, high) in (
            (duals.day, problem.branch.days),
            (duals.trip, problem.branch.trips),
        ):
            total += reward * (low if reward >= 0 else high)
        rows = (*problem.branch.entries, *problem.branch.visits)
        prices = (*duals.entry, *(duals.visit if problem.branch.visits else ()))
        for reward, (low, high) in zip(prices, rows, strict=True):
            total += float(reward) * (low if reward >= 0 else high)
        limited = problem.limited
        total -= float(duals.server[limited] @ problem.capacity[limited])
        total -= duals.left * (problem.left_weight or 0)
        tables = []
        for team_class, flags in zip(problem.classes, self.bound_flags, strict=True):
            table = self._table(team_class, duals, flags, stopped)
            if table is None:
                return None
            total += team_class.pairs * float(table[0, 0, 0])
            tables.append(table)
        return total, tables

    def _table(
        self, team_class: PricingClass, duals: Duals, flags: Flags, stopped: Stopped
    ) -> F64 | None:
        pricing, prices = self.with_entry_prices(team_class, duals), self.prices(duals)
        if stopped is never or self._seconds < LONG_SECONDS:
            return price(pricing, prices, flags, False)
        return price_by_dates(pricing, prices, flags, lambda: stopped(0.0))

    def _trips(
        self, team_class: PricingClass, duals: Duals, flags: Flags, table: F64
    ) -> list[Trip]:
        """Trips of the best course."""
        pricing = self.with_entry_prices(team_class, duals)
        steps = trace(pricing, self.prices(duals), flags, table)
        return trips_of(team_class.pricing, self.problem.posts, team_class.nights, steps)

    def _extend(
        self, master: RestrictedMaster, duals: Duals, tables: list[F64], stopped: Stopped
    ) -> int | None:
        """Add each group's best trips; how many are new, None where it is stopped between them."""
        fresh = 0
        for number, (own, flags) in enumerate(
            zip(self.problem.classes, self.bound_flags, strict=True)
        ):
            if number and self._seconds >= LONG_SECONDS and stopped(0.0):
                return None
            fresh += master.add(number, self._trips(own, duals, flags, tables[number]))
        return fresh

    def run(  # noqa: PLR0912
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
        pool = list(pool)
        master: RestrictedMaster | None = None
        best, center = -float("inf"), self.legal(start)
        duals, smooth, objective, step, settled = center, SMOOTHING, float("inf"), 0, False
        for turn in range(1, iterations + 1):
            if stopped(self._seconds):
                break
            began = time.monotonic()
            priced = self.value_until(duals, stopped)
            if priced is None:
                break
            value, tables = priced
            step = turn
            better = value > best
            if better:
                best, center = value, duals
                on_bound(best)
            # The courses take up to as long as their values did, and cannot be stopped.
            took = time.monotonic() - began
            if best >= target or (self._seconds >= LONG_SECONDS and stopped(took)):
                break
            if master is None:
                master = self._master(start, pool)
            fresh = self._extend(master, duals, tables, stopped)
            if fresh is None:
                break
            solved = master.solve(self.left())
            if solved is None:
                break
            objective, latest = solved
            settled = objective - best <= tolerance * max(1.0, abs(objective))
            if (settled or not fresh or step % LOOSENED == 0) and master.loosen():
                settled = False
                if not fresh:
                    latest = (master.solve(self.left()) or solved)[1]
            self._seconds = time.monotonic() - began
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
        trips, weights = (pool, np.zeros(0)) if master is None else (master.trips, master.values())
        if len(weights) != len(trips):
            weights = np.zeros(len(trips))
        return ColumnGenerationResult(best, center, trips, weights, step, objective, settled)

    def _master(self, start: Duals, pool: Iterable[tuple[int, Trip]]) -> RestrictedMaster:
        master = RestrictedMaster(self.problem, start)
        for team_class, trip in pool:
            master.add(team_class, [trip])
        return master
