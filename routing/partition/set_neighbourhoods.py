"""Sets of kecamatan next to those of the best selection: one moved, two exchanged, or all joined.

What a move gains is estimated by bounds of the sets before and after, like with like: courses cost
more than bounds, but much the same share more where sets are alike. Affine bounds choose the
moves whose sets are bounded by their own programme, and those bounds the ones whose courses
are searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routing.partition.bound_refinement import PartitionSolver
from routing.partition.course_pool import CoursePool
from routing.partition.set_estimates import BoundEstimates
from routing.partition.set_selection import Key

Move = tuple[Key, Key, Key, Key]
"""Two sets before, and the same after; a set of no kecamatan is a pair that stays at home."""


def moves(parts: Sequence[Key]) -> Iterator[Move]:
    """Every move between two of the sets."""
    for one in parts:
        for two in parts:
            if one == two:
                continue
            if one[1] & (one[1] - 1) and two[1]:
                yield one, two, (one[0], 0), (two[0], one[1] | two[1])
            for first in _members(one[1]):
                yield one, two, (one[0], one[1] ^ first), (two[0], two[1] | first)
                if one > two:
                    continue
                for second in _members(two[1]):
                    both = first | second
                    yield one, two, (one[0], one[1] ^ both), (two[0], two[1] ^ both)


def _members(mask: int) -> list[int]:
    """Each kecamatan of a set, as a set of its own."""
    return [1 << n for n in range(mask.bit_length()) if mask >> n & 1]


def promising_moves(solver: PartitionSolver, pool: CoursePool, parts: Sequence[Key]) -> list[Key]:
    """Return sets whose courses are worth a search for the sake of moves from a selection."""
    idle = [
        (class_number, 0)
        for class_number, pairs in enumerate(solver.partition.pairs)
        if sum(own == class_number for own, _ in parts) < pairs
    ]
    numbers = solver.joint.parameters
    solver.bound_sets(parts)
    fresh = [move for move in moves([*parts, *idle]) if not all(map(pool.searched, _after(move)))]
    best = _least_cost(solver, fresh)[: numbers.bounded_moves]
    solver.bound_sets([key for move in best for key in _after(move)])
    best = _least_cost(solver, best)[: numbers.searched_moves]
    return list(dict.fromkeys(key for move in best for key in _after(move)))


def _after(move: Move) -> list[Key]:
    return [key for key in move[2:] if key[1]]


def _least_cost(solver: PartitionSolver, found: Sequence[Move]) -> list[Move]:
    """Moves by the rupiah that they cost by the bounds of their sets, the least first."""
    estimates = BoundEstimates(solver)

    def rupiah(move: Move) -> float:
        costs = [estimates.of(key) if key[1] else 0.0 for key in move]
        return costs[2] + costs[3] - costs[0] - costs[1]

    return sorted(found, key=rupiah)
