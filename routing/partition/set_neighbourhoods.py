"""Sets of kecamatan next to those of the best roster: one moved, two exchanged, or all joined.

What a move gains is told by bounds of the sets before and after, like with like: courses cost
more than bounds, but much the same share more where sets are alike. Cheap bounds choose the
moves whose sets are bounded by their own programme, and those bounds the ones whose courses
are searched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from routing.partition.bound_refinement import PartitionSolver, SetSelection
from routing.partition.set_selection import Key

BOUNDED = 24
"""Moves whose sets get bounds of their own at a time."""

SEARCHED = 6
"""Moves whose sets are searched at a time."""

FINDS = 3
"""How often sets next to the best roster are searched in a round, at most."""

KICKS = 3
"""Other rosters whose neighbours are searched in a round where those of the best gain nothing."""

Move = tuple[Key, Key, Key, Key]
"""Two sets before, and the same after; a set of no kecamatan is a pair that stays at home."""


def improved(
    solver: PartitionSolver, chance: Random, late: Callable[[], bool]
) -> Iterator[SetSelection | None]:
    """The best roster after each search of a round that may have made it better.

    Sets next to those of the best roster come first; where none of them helps, the search goes
    further away: to what bounds suggest, and to sets next to those of rosters that would be
    best if courses cost a little more, each by chance (a perturbation as in iterated local
    search, Lourenço, Martin and Stützle 2003).
    """
    selection = solver.selection()
    for _ in range(FINDS):
        if late():
            return
        if selection is None:
            break
        solver.find(promising_moves(solver, selection.keys))
        known, selection = selection.rupiah, solver.selection()
        if selection is None or selection.rupiah >= known:
            break
        yield selection
    else:
        return
    solver.find(solver.promising())
    yield solver.selection()
    for _ in range(KICKS):
        other = None if late() else solver.selection(chance)
        if other is None:
            return
        solver.find(promising_moves(solver, other.keys))
        yield solver.selection()


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


def promising_moves(solver: PartitionSolver, parts: Sequence[Key]) -> list[Key]:
    """Sets that are worth a search for the sake of moves from the sets of a roster."""
    idle = [
        (class_number, 0)
        for class_number, pairs in enumerate(solver.partition.pairs)
        if sum(own == class_number for own, _ in parts) < pairs
    ]
    solver.bound_sets(parts)
    fresh = [move for move in moves([*parts, *idle]) if not all(map(solver.searched, _after(move)))]
    best = sorted(fresh, key=lambda move: _gain(solver, move))[:BOUNDED]
    solver.bound_sets([key for move in best for key in _after(move)])
    best = sorted(best, key=lambda move: _gain(solver, move))[:SEARCHED]
    return list(dict.fromkeys(key for move in best for key in _after(move)))


def _after(move: Move) -> list[Key]:
    return [key for key in move[2:] if key[1]]


def _gain(solver: PartitionSolver, move: Move) -> float:
    """Rupiah that a move costs by the bounds of its sets; less than 0 where it pays."""
    costs = [solver.guess(key) if key[1] else 0.0 for key in move]
    return costs[2] + costs[3] - costs[0] - costs[1]
