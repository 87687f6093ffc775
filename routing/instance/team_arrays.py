"""Arrays of a team that compiled code works on: its ways, its rules and its dates.

Clock times are minutes after midnight, money rupiah, distances metres, dates indices from the
start of the campaign.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Net(NamedTuple):
    """Ways of one vehicle: roads by condition, and crossings."""

    minutes: I32  # (conditions, places, places), -1 = absent
    metres: I32  # same shape
    crossing_from: I32
    crossing_to: I32
    crossing_minutes: I32
    loading_minutes: I32
    fare: I32
    runs: Flags  # (crossings, dates)
    departures: I32  # (crossings, most departures), -1 = none
    on_demand: Flags
    opens: I32
    closes: I32


class Terms(NamedTuple):
    """Rules, rates and prices of one team."""

    base: int
    rate_per_hour: int
    setup_minutes: int
    duty_start: int
    duty_end: int
    max_driving_minutes: int
    max_nights_out: int
    rupiah_per_km: int
    duty_day_rupiah: int  # both operators
    urgency_rupiah: int
    finish_minutes: int  # after an interval, for the last residents of a post


class Start(NamedTuple):
    """Where a team is away from the base when a revision begins (R1')."""

    date: int  # first date on which it may do anything
    place: int  # away from the base
    nights: int  # nights out in a row up to the one before `date`


class Calendar(NamedTuple):
    """What holds on each date for one team."""

    active: Flags  # events are allowed
    home: Flags  # the night after must be at the base
    condition: I32
    opening: I32  # (places, dates, intervals, 2), -1 = none
    server: I64  # residents that the server still takes, -1 = no limit
    begins: I32  # earliest minute of an event
    promised: I64  # (places, dates) rupiah for a session, where one was promised
