"""Blank cards for the trips, out of the stock that a planner has.

Blank cards are scarce. A pair takes with it its trip's share of the stock, by the
recordings that the plan expects of the trip. Where there are too few, recording goes on: who gets
no card is given a certificate of recording (suket), with which the election commission of
NTT lets residents vote (kupang.antaranews.com/berita/6665; operations_facts O08).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geodata.rounding import spread

SUKET_SOURCE = "kupang.antaranews.com/berita/6665 (O08)"
"""Where the election commission's ruling was published."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """The blank cards that a pair takes on a trip.

    `recordings` is what the plan expects; `cards` and `certificates` (residents who get a
    certificate of recording for now) are None where the stock is not known.
    """

    team: str
    trip: int
    leave_date: date
    return_date: date
    recordings: int
    cards: int | None
    certificates: int | None


def share_cards(recordings: Sequence[int], stock: int) -> list[int]:
    """Share a stock of blank cards over trips by the recordings expected of them.

    Parameters
    ----------
    recordings
        Expected recordings of each trip, each 0 or more.
    stock
        Cards at hand, 0 or more; what is beyond the recordings stays in stock.

    Returns
    -------
    list of int
        Cards for each trip, never more than its recordings; largest remainders.

    >>> share_cards([300, 100], 200)
    [150, 50]
    >>> share_cards([3, 1], 10)
    [3, 1]
    """
    expected = sum(recordings)
    return list(recordings) if stock >= expected else spread(stock, recordings)
