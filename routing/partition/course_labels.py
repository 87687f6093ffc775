"""Labels of the beam search for a course: kept in rows, compared, and the best of them chosen."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from routing.bounds import F64
from routing.instance import I64
from routing.jit import kernel

MOST_STAYS = 4
"""Stays that a date of a course may have."""


WIDTH = 16
"""Labels of a date that are kept, as a multiple of those with one number of duty days."""


class Labels(NamedTuple):
    """Labels of all dates, one row each."""

    at: I64  # (rows, 5) night, nights out, duty days, trips, parent
    left: I64  # (rows, posts)
    cost: F64  # (rows,)
    stays: I64  # (rows, MOST_STAYS, 2) post and residents, -1 = none, `IDLE_MARK` = idle


class Label(NamedTuple):
    """One label: a pair at the start of a date."""

    night: int  # place where it slept
    out: int  # nights out in a row
    days: int  # duty days so far
    trips: int
    row: int  # of the label in `Labels`, which is the parent of those that follow
    left: I64  # (posts,) residents left
    cost: float  # rupiah so far


class Candidates(NamedTuple):
    """Labels for the start of the next date, and what each leads to at least."""

    labels: Labels
    scores: F64


@kernel
def push(fresh: Candidates, size: int, label: Label, score: float, stays: I64) -> int:
    """Append a label that follows the row of `label.row`, where there is room."""
    fresh.scores[size] = score
    row = fresh.labels.at[size]
    row[0], row[1], row[2], row[3] = label.night, label.out, label.days, label.trips
    row[4] = label.row
    fresh.labels.left[size] = label.left
    fresh.labels.cost[size] = label.cost
    fresh.labels.stays[size] = stays
    return size + 1


@kernel
def dominated(labels: Labels, begin: int, end: int, fresh: Labels, row: int) -> bool:
    """Return whether a kept label is at least as good as a candidate in everything."""
    for other in range(begin, end):
        if labels.at[other, 0] != fresh.at[row, 0] or labels.at[other, 1] > fresh.at[row, 1]:
            continue
        if labels.cost[other] > fresh.cost[row]:
            continue
        better = True
        for post in range(labels.left.shape[1]):
            if labels.left[other, post] > fresh.left[row, post]:
                better = False
                break
        if better:
            return True
    return False


@kernel
def new_labels(rows: int, posts: int) -> Labels:
    """Return room for so many labels."""
    return Labels(
        np.zeros((rows, 5), np.int64), np.zeros((rows, posts), np.int64), np.zeros(rows),
        np.full((rows, MOST_STAYS, 2), -1, np.int64),
    )  # fmt: skip


@kernel
def label_of(labels: Labels, row: int) -> Label:
    """Return a row as a label."""
    at = labels.at[row]
    return Label(
        int(at[0]), int(at[1]), int(at[2]), int(at[3]), row, labels.left[row], labels.cost[row]
    )


@kernel
def keep(
    labels: Labels, begin: int, fresh: Candidates, size: int, beam: int, cutoff: float,
    per_days: I64,
) -> tuple[int, int, float]:  # fmt: skip
    """Keep the best candidates of a date from row `begin` on, `beam` of each number of duty days.

    Returns
    -------
    The row after the last one, the best complete course (-1 if none), and what it costs, or
    `cutoff`.
    """
    order = np.argsort(fresh.scores[:size], kind="mergesort")
    stop, best = begin, -1
    per_days[:] = 0
    for place in range(size):
        row = order[place]
        if fresh.scores[row] > cutoff or stop - begin >= WIDTH * beam:
            break
        days = fresh.labels.at[row, 2]
        if per_days[days] >= beam or dominated(labels, begin, stop, fresh.labels, row):
            continue
        per_days[days] += 1
        labels.at[stop] = fresh.labels.at[row]
        labels.left[stop] = fresh.labels.left[row]
        labels.cost[stop] = fresh.labels.cost[row]
        labels.stays[stop] = fresh.labels.stays[row]
        done = labels.at[stop, 0] == 0 and labels.left[stop].sum() == 0
        if done and labels.cost[stop] < cutoff:
            cutoff = labels.cost[stop]
            best = stop
        stop += 1
    return stop, best, cutoff
