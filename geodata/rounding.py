"""Whole metres split so that the parts add up."""

from __future__ import annotations

import numpy as np

from geodata.array_types import FloatArray

__all__ = ["spread_metres"]


def spread_metres(total: int, weights: FloatArray) -> list[int]:
    """Split whole metres in proportion to weights, in even parts if all are 0.

    >>> spread_metres(10, np.array([1.0, 1.0, 1.0]))
    [3, 4, 3]
    """
    running = (weights if weights.any() else np.ones(len(weights))).cumsum()
    marks = np.rint(running / running[-1] * total).astype(np.int64)
    return [int(part) for part in np.diff(marks, prepend=0)]
