"""What pricing needs of one date, in one place: named tuples that pass through numba.

`routing.bounds.pricing` makes a `PricedDate` once for each date and fills the `LayerTables` of
each state of set-ups from it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from routing.bounds.relaxed_legs import F64
from routing.bounds.setup_states import SetupStates
from routing.instance import I32, I64, Flags

I16 = npt.NDArray[np.int16]


class PricedDate(NamedTuple):
    """One date of a pricing instance at given dual prices; times are minutes after midnight."""

    start: int  # of duty
    end: int  # of duty
    rate: int  # residents an hour
    unit: int  # whole minutes that record one resident, 0 where that is no whole number
    gains: F64  # (posts,) net price of a resident recorded
    visit: F64  # (posts,) dual price of setting up
    bound: Flags  # (posts,) whether one stay may not record all that fits
    most: I64  # (posts,) residents that one stay may record
    opening: I32  # (posts, intervals, 2) opening hours, -1 = none
    open_: Flags  # (posts, minutes) whether the post is open for `unit` minutes on
    closes: I64  # (posts,) when the post closes
    move: I32  # (posts, posts) minutes by road
    water: I32  # (posts, posts) row of `arrival`, -1 = by road only
    across: F64  # (posts, posts) rupiah, less dual prices of entries
    arrival: I16  # (rows, minutes) arrival by road or water, -1 = none
    minutes: I32  # (posts, posts) fewest minutes by road or water
    shortest: int  # minutes of the shortest leg that takes time
    states: SetupStates


class LayerTables(NamedTuple):
    """Cost to go within a date in one state of set-ups, (posts, minutes) each."""

    away: F64  # from leaving the post on
    here: F64  # with the choice to record on
    fresh: F64  # before the first resident is recorded
