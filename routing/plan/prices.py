"""Prices of a plan: what a drive, a night and a date of duty cost.

Whole rupiah; distances are whole metres. The plan's sums, the search and the bounds all take them
from here. The audit alone has its own (`routing.audit.sum_rules`).
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

OPERATORS = 2
"""Operators of a team: each has a per diem and a bed."""

Metres = TypeVar("Metres", int, npt.NDArray[np.int64])


# compiled: kernels call it, so that this module is part of their stamp (`routing.jit`)
def distance_rupiah(metres: Metres, rupiah_per_km: int) -> Metres:
    """Price of one drive, rounded to the nearest rupiah (half up).

    >>> distance_rupiah(1500, 1001)
    1502
    """
    return (metres * rupiah_per_km + 500) // 1000


def night_rupiah(lodging_per_person: int | None) -> int:
    """Price of a team's night at a lodging; 0 where a place has none, as at the base."""
    return OPERATORS * (lodging_per_person or 0)


def duty_day_rupiah(per_diem: int) -> int:
    """Price of a team's date with events."""
    return OPERATORS * per_diem
