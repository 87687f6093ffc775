"""Sets of kecamatan next to those of the best roster: one moved, two exchanged, or all joined.

What a move gains is told by bounds of the sets before and after, like with like: courses cost
more than bounds, but much the same share more where sets are alike. Cheap bounds choose the
moves whose sets are bounded by their own programme, and those bounds the ones whose courses
are searched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from routing.partition.bound_refinement import Roster, Tied
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


def improved(tied: Tied, chance: Random, late: Callable[[], bool]) -> Iterator[Roster | None]:
    """The best roster after each search of a round that may have made it better.

    Sets next to those of the best roster come first; where none of them helps, the search goes
    further away: to what bounds suggest, and to sets next to those of rosters that would be
    best if courses cost a little more, each by chance (a perturbation as in iterated local
    search, Lourenço, Martin and Stützle 2003).
    """
    roster = tied.roster()
    for _ in range(FINDS):
        if late():
            return
        if roster is None:
            break
        tied.find(promising_moves(tied, roster.keys))
        known, roster = roster.rupiah, tied.roster()
        if roster is None or roster.rupiah >= known:
            break
        yield roster
    else:
        return
    tied.find(tied.promising())
    yield tied.roster()
    for _ in range(KICKS):
        other = None if late() else tied.roster(chance)
        if other is None:
            return
        tied.find(promising_moves(tied, other.keys))
        yield tied.roster()


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


def promising_moves(tied: Tied, parts: Sequence[Key]) -> list[Key]:
    """Sets that are worth a search for the sake of moves from the sets of a roster."""
    idle = [
        (group, 0)
        for group, pairs in enumerate(tied.partition.pairs)
        if sum(own == group for own, _ in parts) < pairs
    ]
    tied.study(parts)
    fresh = [move for move in moves([*parts, *idle]) if not all(map(tied.searched, _after(move)))]
    best = sorted(fresh, key=lambda move: _gain(tied, move))[:BOUNDED]
    tied.study([key for move in best for key in _after(move)])
    best = sorted(best, key=lambda move: _gain(tied, move))[:SEARCHED]
    return list(dict.fromkeys(key for move in best for key in _after(move)))


def _after(move: Move) -> list[Key]:
    return [key for key in move[2:] if key[1]]


def _gain(tied: Tied, move: Move) -> float:
    """Rupiah that a move costs by the bounds of its sets; less than 0 where it pays."""
    costs = [tied.guess(key) if key[1] else 0.0 for key in move]
    return costs[2] + costs[3] - costs[0] - costs[1]
