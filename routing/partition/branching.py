"""Branch and bound over a pair's programme: whole numbers of duty days, trips, visits and entries.

Each branch is a row of the programme, so that pricing stays as it is.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count

from routing.bounds import (
    Branch,
    ColumnGeneration,
    ColumnGenerationResult,
    Stopped,
    Trip,
    never,
)
from routing.partition.effort import Effort


@dataclass
class SubproblemBound:
    """What is known of the least that one pair pays for some posts.

    Attributes
    ----------
    bound
        No course that records everyone costs less.
    root
        The programme's solution before branching; its bound may have been cut off at a target.
    whole
        Whether the root has been solved to its tolerance.
    leaves
        Open branches, the one of the least bound first, once there are any.
    """

    generation: ColumnGeneration
    bound: float
    root: ColumnGenerationResult
    whole: bool
    leaves: list[tuple[float, int, Branch, ColumnGenerationResult]] = field(default_factory=list)


def branch_and_bound(
    known: SubproblemBound,
    branches: int,
    effort: Effort,
    stopped: Stopped = never,
    target: float = math.inf,
) -> SubproblemBound:
    """Raise a subproblem's bound by branching, the leaf of the least bound first.

    Parameters
    ----------
    known
        A subproblem whose root is solved.
    branches
        Leaves to split at most.
    effort
        Limits of each branch.
    stopped
        Ends the work.
    target
        Rupiah at which the bound is high enough.
    """
    generation = known.generation
    numbers = generation.parameters
    iterations = int(numbers.branch_share * effort.iterations)
    heap = list(known.leaves)
    if not heap:
        heap = [(known.root.bound, 0, generation.problem.branch, known.root)]
    order = count(1 + max(number for _, number, _, _ in heap))
    for _ in range(branches):
        bound, _, branch, solved = heap[0]
        if bound >= target:
            break
        children = _split(branch, solved, generation)
        if not children or stopped(0.0):
            break
        heapq.heappop(heap)
        for child in children:
            below = generation.on_branch(child)
            result = below.run(
                solved.duals, solved.trips, tolerance=effort.tolerance,
                iterations=max(numbers.least_branch_iterations, iterations), stopped=stopped,
            )  # fmt: skip
            result = replace(result, bound=max(result.bound, bound))
            heapq.heappush(heap, (result.bound, next(order), child, result))
    return replace(known, bound=max(known.bound, heap[0][0]), leaves=heap)


def fractional(figure: float, tolerance: float) -> bool:
    """Whether a figure is farther than the tolerance from any whole number."""
    return tolerance < figure % 1 < 1 - tolerance


RowLimits = tuple[int, int]
"""Least and most of a figure that must be whole."""


def _split(
    branch: Branch, solved: ColumnGenerationResult, generation: ColumnGeneration
) -> list[Branch]:
    """Return the branches below and above the first figure that is fractional; none if none is."""
    tolerance = generation.parameters.whole_tolerance
    for figure, (low, high), limited in _figures(branch, solved, generation.problem.posts):
        if fractional(figure, tolerance) and low < figure < high:
            return [limited((low, math.floor(figure))), limited((math.ceil(figure), high))]
    return []


def _figures(
    branch: Branch, solved: ColumnGenerationResult, posts: Sequence[int]
) -> Iterator[tuple[float, RowLimits, Callable[[RowLimits], Branch]]]:
    """Yield what must be whole, its limits, and what makes the branch with other limits."""
    days = solved.total(lambda trip: float(trip.days))
    yield days, branch.days, lambda limits: replace(branch, days=limits)
    trips = solved.total(lambda trip: float(not trip.under_way))
    yield trips, branch.trips, lambda limits: replace(branch, trips=limits)
    for number, limits in enumerate(branch.visits):
        visits = solved.total(partial(_visits, posts[number]))
        yield visits, limits, partial(_with_visits, branch, number)
    for number, limits in enumerate(branch.entries):
        entries = solved.total(partial(_entries, branch.areas[number]))
        yield entries, limits, partial(_with_entries, branch, number)


def _visits(post: int, trip: Trip) -> float:
    return float(trip.visits.count(post))


def _entries(area: frozenset[int], trip: Trip) -> float:
    return float(trip.entries(area))


def _with_visits(branch: Branch, number: int, limits: RowLimits) -> Branch:
    visits = (*branch.visits[:number], limits, *branch.visits[number + 1 :])
    return replace(branch, visits=visits)


def _with_entries(branch: Branch, number: int, limits: RowLimits) -> Branch:
    entries = (*branch.entries[:number], limits, *branch.entries[number + 1 :])
    return replace(branch, entries=entries)
