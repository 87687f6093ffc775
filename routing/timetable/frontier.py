"""Labels of the timetable's dynamic programme: kept, dropped for better ones, and ordered."""

from __future__ import annotations

from typing import NamedTuple

from routing.instance import I64
from routing.jit import inlined, kernel

COLUMNS = 6
"""Columns of a label."""


class Frontier(NamedTuple):
    """Labels, one row each: night index, nights out, recorded, parent, jobs of the date, stuck.

    A label is stuck (1) where fewer residents are left of its job than a visit may record: it
    cannot go on, so that one which can is kept beside it.
    """

    rows: I64  # (capacity, COLUMNS)
    rupiah: I64  # (capacity,)


@inlined
def add(
    frontier: Frontier, size: int, night: int, nights: int, recorded: int, parent: int,
    touched: int, rupiah: int, stuck: int,
) -> int:  # fmt: skip
    """Append a label if there is room; returns the new size."""
    if size >= len(frontier.rupiah):
        return size
    row = frontier.rows[size]
    row[0] = night
    row[1] = nights
    row[2] = recorded
    row[3] = parent
    row[4] = touched
    row[5] = stuck
    frontier.rupiah[size] = rupiah
    return size + 1


@inlined
def copy_label(source: Frontier, index: int, target: Frontier, to: int) -> None:
    """Copy a label; spelled out because numba compiles array slices slowly."""
    for column in range(COLUMNS):
        target.rows[to, column] = source.rows[index, column]
    target.rupiah[to] = source.rupiah[index]


@inlined
def drop_stays(frontier: Frontier, begin: int, size: int, night: int) -> int:
    """Remove from `begin` on the labels that end where they began: that is idling."""
    kept = begin
    for index in range(begin, size):
        if frontier.rows[index, 0] != night:
            copy_label(frontier, index, frontier, kept)
            kept += 1
    return kept


@inlined
def sink(heap: I64, keys: I64, root: int, size: int) -> None:
    """Restore the order of a heap of label numbers, the least (key, number) on top."""
    while 2 * root + 1 < size:
        child = 2 * root + 1
        one = int(heap[child])
        if child + 1 < size:
            two = int(heap[child + 1])
            if keys[two] < keys[one] or (keys[two] == keys[one] and two < one):
                child += 1
                one = two
        top = int(heap[root])
        if keys[top] < keys[one] or (keys[top] == keys[one] and top < one):
            return
        heap[root] = one
        heap[child] = top
        root = child


@kernel
def select(
    frontier: Frontier, size: int, keys: I64, heap: I64, beam: int, kept: Frontier, begin: int
) -> int:
    """Copy the undominated labels with the least keys to `kept` from `begin` on."""
    for index in range(size):
        heap[index] = index
    for root in range(size // 2 - 1, -1, -1):
        sink(heap, keys, root, size)
    count = 0
    while size > 0 and count < beam and begin + count < len(kept.rupiah):
        index = int(heap[0])
        size -= 1
        heap[0] = heap[size]
        sink(heap, keys, 0, size)
        dominated = False
        for other in range(begin, begin + count):
            if (
                kept.rows[other, 0] == frontier.rows[index, 0]
                and kept.rows[other, 1] <= frontier.rows[index, 1]
                and kept.rows[other, 2] >= frontier.rows[index, 2]
                and kept.rupiah[other] <= frontier.rupiah[index]
                and kept.rows[other, 5] <= frontier.rows[index, 5]
            ):
                dominated = True
                break
        if not dominated:
            copy_label(frontier, index, kept, begin + count)
            count += 1
    return count
