"""Estimates of what sets of kecamatan cost, where nothing better is known yet.

A set's own bound is much the same multiple of its affine bound as those of other sets are, and its
course much the same multiple of either. Estimates choose what is searched and prove nothing.
"""

from __future__ import annotations

import math
from itertools import islice

import numpy as np

from routing.partition.bound_refinement import PartitionSolver
from routing.partition.course_pool import CoursePool
from routing.partition.set_selection import Key


class BoundEstimates:
    """Estimates of sets' own bounds, by what is known when they are made."""

    def __init__(self, solver: PartitionSolver) -> None:
        self._solver = solver
        ratios = [
            known.bound / solver.partition.affine[class_number].of(mask)
            for (class_number, mask), known in solver.set_bounds.known.items()
            if known.whole and _several(mask)
        ]
        self._ratio = float(np.median(ratios)) if ratios else 1.0

    def of(self, key: Key) -> float:
        """Return a set's own bound in rupiah, or about what that will be."""
        known = self._solver.set_bounds.solved(key)
        class_number, mask = key
        affine = self._solver.partition.affine[class_number]
        return known.bound if known is not None else affine.of(mask) * self._ratio


def promising_sets(solver: PartitionSolver, pool: CoursePool) -> list[Key]:
    """Return sets of least cost that take each kecamatan once, by courses and by estimates.

    Sets that have not been searched are estimated, those of least reduced cost alone.
    """
    part = solver.partition
    affine_ratio, bound_ratio = _course_ratios(solver, pool)
    costs = {key: float(rupiah) for key, (rupiah, _) in pool.courses.items()}
    order = np.argsort(part.reduced(*solver.duals), kind="stable")
    columns = (part.columns[n] for n in order)
    fresh = (c for c in columns if not pool.searched((c.class_number, c.mask)))
    for column in islice(fresh, solver.joint.parameters.estimated_sets):
        key = (column.class_number, column.mask)
        ratio = affine_ratio if solver.set_bounds.solved(key) is None else bound_ratio
        costs[key] = min(costs.get(key, math.inf), column.rupiah * ratio)
    return pool.choose(list(costs), list(costs.values())) or []


def _course_ratios(solver: PartitionSolver, pool: CoursePool) -> tuple[float, float]:
    """What courses cost, as a multiple of affine bounds and of sets' own bounds: low estimates."""
    by_affine: list[float] = []
    by_bound: list[float] = []
    for key, (rupiah, _) in pool.courses.items():
        class_number, mask = key
        if not _several(mask):
            continue
        by_affine.append(rupiah / solver.partition.affine[class_number].of(mask))
        known = solver.set_bounds.solved(key)
        if known is not None:
            by_bound.append(rupiah / known.bound)
    numbers = solver.joint.parameters
    low = [
        float(np.quantile(ratios, numbers.low_quantile)) if ratios else numbers.unknown_ratio
        for ratios in (by_affine, by_bound)
    ]
    return max(1.0, low[0]), max(1.0, low[1])


def _several(mask: int) -> bool:
    """Whether a set has more than one kecamatan."""
    return mask & (mask - 1) != 0
