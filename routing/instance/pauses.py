"""Opening hours without the minutes in which a team records nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from routing.campaign import Pause
from routing.instance.team_arrays import I32


def without_pauses(opening: I32, pauses: Sequence[Pause], start: date) -> I32:
    """Return opening hours from which a team's pauses are cut.

    Parameters
    ----------
    opening
        (places, dates, intervals, 2) minutes, -1 where unused.
    pauses
        Of one team; those outside the dates are passed over.
    start
        The date of index 0.
    """
    inside = [p for p in pauses if 0 <= (p.date - start).days < opening.shape[1]]
    if not inside:
        return opening
    places, dates, slots, _ = opening.shape
    cut = np.full((places, dates, slots + len(inside), 2), -1, np.int32)
    cut[:, :, :slots] = opening
    for number in {(pause.date - start).days for pause in inside}:
        spans = [(p.from_, p.until) for p in inside if (p.date - start).days == number]
        known: dict[bytes, list[tuple[int, int]]] = {}
        for place in range(places):
            own = opening[place, number]
            key = own.tobytes()
            if key not in known:
                known[key] = _cut([(int(a), int(b)) for a, b in own if a >= 0], spans)
            cut[place, number] = -1
            for slot, interval in enumerate(known[key]):
                cut[place, number, slot] = interval
    return cut


def _cut(
    intervals: Iterable[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the parts of intervals outside spans, in order."""
    left = sorted(intervals)
    for begin, until in sorted(spans):
        parts = []
        for opens, closes in left:
            parts += [(opens, min(closes, begin)), (max(opens, until), closes)]
        left = [(opens, closes) for opens, closes in parts if opens < closes]
    return left
