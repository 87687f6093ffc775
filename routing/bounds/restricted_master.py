"""The restricted master problem of `routing.bounds.column_generation` in HiGHS."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import highspy
import numpy as np

from routing.bounds.problem import Duals, PricingClass, Problem
from routing.bounds.relaxed_legs import F64
from routing.bounds.trips import Trip
from routing.highs import new_highs, run_within
from routing.proof_parameters import DEFAULT_PROOF, ProofParameters

INFINITY = highspy.kHighsInf


class RestrictedMaster:
    """The restricted master problem in HiGHS; trips are added as columns.

    Parameters
    ----------
    start
        Duals near which those of the master are kept at first.
    parameters
        Prices of slack.
    """

    def __init__(
        self, problem: Problem, start: Duals, parameters: ProofParameters = DEFAULT_PROOF
    ) -> None:
        self._parameters = parameters
        self._problem = problem
        self._start = start
        self._soft: dict[int, float] = {}
        self._index = {post: n for n, post in enumerate(problem.posts)}
        self._count = len(problem.posts)
        self.trips: list[tuple[int, Trip]] = []
        self._seen: set[tuple[int, Trip]] = set()
        self._highs = highs = new_highs()
        self._ranges: list[tuple[float, float]] = []
        branch = problem.branch
        for amount in problem.demand:
            self._row(float(amount), INFINITY)
        self._row(*map(float, branch.days))
        self._row(*map(float, branch.trips))
        self._dates = [self._date_rows(team_class) for team_class in problem.classes]
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
        self._promise = self._rows
        self._promised = {(p.date, p.post): self._rows + n for n, p in enumerate(problem.promises)}
        for _ in problem.promises:
            self._row(1.0, INFINITY)
        self._under_way = {}
        for number, team_class in enumerate(problem.classes):
            if team_class.pricing.start.night:
                self._under_way[number] = self._rows
                self._row(float(team_class.pairs), float(team_class.pairs))
        least, most = (np.array(side) for side in zip(*self._ranges, strict=True))
        starts, none = np.zeros(self._rows, np.int32), np.zeros(0, np.int32)
        highs.addRows(self._rows, least, most, 0, starts, none, none.astype(np.float64))
        self._slack()
        self._first = highs.getNumCol()
        self._optimal = False

    @property
    def _rows(self) -> int:
        return len(self._ranges)

    def _row(self, low: float, high: float) -> None:
        self._ranges.append((low, high))

    def _date_rows(self, team_class: PricingClass) -> list[int]:
        rows = [-1] * len(team_class.pricing.kind)
        for date in np.flatnonzero(team_class.pricing.kind >= 0):
            rows[date] = self._rows
            self._row(-INFINITY, float(team_class.pairs))
        return rows

    def _column(self, cost: float, rows: Sequence[int], values: Sequence[float]) -> None:
        self._highs.addCol(
            cost, 0.0, INFINITY, len(rows), np.array(rows, np.int32), np.array(values, np.float64)
        )

    def _slack(self) -> None:
        """Add columns that stand in for trips not known yet.

        Where trips must be found for a row, the price of its slack bounds the row's dual by
        about its first value; `loosen` raises it (du Merle, Villeneuve, Desrosiers and Hansen
        1999 bound duals by boxes in this way).
        """
        problem, count, numbers = self._problem, self._count, self._parameters
        artificial = numbers.artificial_rupiah
        for row in range(count):
            price = 0.0
            if problem.left_price is not None:
                price = float(problem.left_price[row])
            elif problem.left_weight is None:
                price = 2 * float(self._start.resident[row]) + numbers.slack_per_resident
                self._soft[self._highs.getNumCol()] = price
            if problem.left_weight is None:
                self._column(price, [row], [1.0])
            else:
                self._column(price, [row, self._left], [1.0, float(problem.weight[row])])
        for row in (count, count + 1):
            self._column(artificial, [row], [1.0])
            self._column(artificial, [row], [-1.0])
        first = (*self._start.entry, *self._start.visit)
        for row, dual in zip(range(self._entry, self._promise), first, strict=False):
            price = 2 * max(0.0, float(dual)) + numbers.slack_per_visit
            self._soft[self._highs.getNumCol()] = price
            self._column(price, [row], [1.0])
            self._column(artificial, [row], [-1.0])
        if problem.left_weight is not None:
            self._column(artificial, [self._left], [-1.0])
        kept = zip(problem.promises, self._start.promise, strict=True)
        for row, (promise, dual) in enumerate(kept, self._promise):
            price = promise.price
            if price == math.inf:
                price = 2 * float(dual) + numbers.slack_per_visit
                self._soft[self._highs.getNumCol()] = price
            self._column(price, [row], [1.0])
        for row in self._under_way.values():
            self._column(artificial, [row], [1.0])
            self._column(artificial, [row], [-1.0])

    def loosen(self) -> bool:
        """Raise the price of slack that the last solution uses; return whether any was raised."""
        used = np.array(self._highs.getSolution().col_value)
        raised = False
        for column, now in self._soft.items():
            if used[column] > 1e-7 and now < self._parameters.artificial_rupiah:
                self._soft[column] = self._parameters.loosened_factor * now
                self._highs.changeColCost(column, self._soft[column])
                raised = True
        return raised

    def add(self, team_class: int, trips: Iterable[Trip]) -> int:
        """Add a class's trips that are new; return how many were."""
        fresh = [trip for trip in dict.fromkeys(trips) if (team_class, trip) not in self._seen]
        if not fresh:
            return 0
        self._seen.update((team_class, trip) for trip in fresh)
        self.trips += [(team_class, trip) for trip in fresh]
        starts: list[int] = []
        rows: list[int] = []
        values: list[int] = []
        for trip in fresh:
            starts.append(len(rows))
            for row, value in self._entries(team_class, trip).items():
                rows.append(row)
                values.append(value)
        size = len(fresh)
        self._highs.addCols(
            size, np.array([trip.rupiah for trip in fresh]), np.zeros(size),
            np.full(size, INFINITY), len(rows), np.array(starts, np.int32),
            np.array(rows, np.int32), np.array(values, np.float64),
        )  # fmt: skip
        return size

    def _entries(self, team_class: int, trip: Trip) -> dict[int, int]:
        """Return the coefficient of a trip in each row."""
        entries: dict[int, int] = defaultdict(int)
        for date, post, amount in trip.stays:
            entries[self._index[post]] += amount
            if date in self._server:
                entries[self._server[date]] += amount
        entries[self._count] += trip.days
        if trip.under_way:
            entries[self._under_way[team_class]] += 1
        else:
            entries[self._count + 1] += 1
        for row in self._dates[team_class][trip.first : trip.last + 1]:
            if row >= 0:
                entries[row] += 1
        for row, area in enumerate(self._problem.branch.areas, self._entry):
            entries[row] += trip.entries(area)
        if self._problem.branch.visits:
            for post in trip.visits:
                entries[self._visit + self._index[post]] += 1
        for date, post in zip(trip.visit_dates, trip.visits, strict=True) if self._promised else ():
            kept = self._promised.get((date, post))
            if kept is not None and self._open(team_class, date, post):
                entries[kept] += 1
        return {row: value for row, value in entries.items() if value}

    def _open(self, team_class: int, date: int, post: int) -> bool:
        """Whether a post is open on a date for a class, so that a promise can be kept there."""
        opening = self._problem.classes[team_class].pricing.opening
        return bool((opening[self._index[post], date] >= 0).any())

    def solve(self, seconds: float = math.inf) -> tuple[float, Duals] | None:
        """Return objective and dual solution; None where HiGHS fails or the seconds are over."""
        status = run_within(self._highs, seconds)
        self._optimal = status == highspy.HighsModelStatus.kOptimal
        if not self._optimal:
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
            duals[self._visit : self._promise] if problem.branch.visits else np.zeros(count),
            np.maximum(duals[self._promise : self._promise + len(problem.promises)], 0.0),
        )

    def values(self) -> F64:
        """Return the value of each trip in the last solution, 0 where that is not optimal."""
        if not self._optimal:
            return np.zeros(len(self.trips))
        return np.array(self._highs.getSolution().col_value)[self._first :]
