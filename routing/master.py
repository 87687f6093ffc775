"""The master problem of `routing.programme` in HiGHS, grown trip by trip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import highspy
import numpy as np

from routing.columns import Trip, recorded
from routing.highs import new_highs
from routing.network import I64
from routing.problem import Duals, Group, Problem
from routing.ways import F64

ARTIFICIAL = 4.0e5
"""Rupiah per resident left in the master problem: far above any true price."""

STEP_PRICE = 1.0e5
"""Rupiah per entry or visit that is missing in the master problem, to begin with."""

INFINITY = highspy.kHighsInf


class Master:
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
        for row in (count, count + 1):
            self._column(ARTIFICIAL * 50, [row], [1.0])
            self._column(ARTIFICIAL * 50, [row], [-1.0])
        first = (*self._start.entry, *self._start.visit)
        for row, reward in zip(range(self._entry, self._rows), first, strict=False):
            price = 2 * max(0.0, float(reward)) + STEP_PRICE
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
