"""Totals split into whole numbers that add up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from geodata.array_types import FloatArray

__all__ = ["largest_remainders", "spread", "spread_metres"]


def largest_remainders(shares: Sequence[Fraction]) -> list[int]:
    """Round shares to whole numbers with the same sum; the largest remainders are rounded up.

    Of equal remainders the first are rounded up. Shares that do not add up to a whole number
    are rounded to numbers with the next lower sum.

    Parameters
    ----------
    shares : sequence of Fraction
        Each 0 or more.

    >>> largest_remainders([Fraction(5, 3), Fraction(4, 3), Fraction(1)])
    [2, 1, 1]
    """
    whole = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda at: whole[at] - shares[at])
    for at in by_remainder[: int(sum(shares)) - sum(whole)]:
        whole[at] += 1
    return whole


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Split a total in proportion to weights into whole numbers that add up to it.

    Parameters
    ----------
    total : int
        0 or more.
    weights : sequence of int
        Each 0 or more.

    Raises
    ------
    ValueError
        If the total is not 0 and all weights are.

    >>> spread(10, [1, 1, 1])
    [4, 3, 3]
    """
    whole = sum(weights)
    if total and not whole:
        raise ValueError(f"{total} cannot be spread over weights of 0")
    return largest_remainders([Fraction(total * weight, whole or 1) for weight in weights])


def spread_metres(total: int, weights: FloatArray) -> list[int]:
    """Split whole metres in proportion to weights, in even parts if all are 0.

    >>> spread_metres(10, np.array([1.0, 1.0, 1.0]))
    [3, 4, 3]
    """
    running = (weights if weights.any() else np.ones(len(weights))).cumsum()
    marks = np.rint(running / running[-1] * total).astype(np.int64)
    return [int(part) for part in np.diff(marks, prepend=0)]
