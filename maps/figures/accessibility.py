"""Distances from villages to the posts that serve them."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from maps.data import MapData, Village

BANDS_KM = (0, 2, 5, 10, 20)
"""Lower ends of the bands; the last has no upper end."""

FARTHEST = 8
"""So many of the farthest villages are named."""


@dataclass(frozen=True, slots=True)
class Band:
    """Villages at least `from_km` and less than `to_km` away; None is no upper end."""

    from_km: int
    to_km: int | None
    villages: int
    people: int


@dataclass(frozen=True, slots=True)
class Reach:
    """The distances of all villages.

    Parameters
    ----------
    bands
        Near ones first; they count every village in `reached`.
    reached, unreached
        Villages with a road to a post, and those without one.
    median_metres
        Half of the villages in `reached` are at most so far away.
    people
        Of all villages, by the census that the shares of residents were made with.
    farthest
        The villages that are farthest away, in order.
    crossing
        Villages that a post in another kecamatan serves.
    nearer
        Villages from which another post takes fewer minutes than their own.
    """

    bands: tuple[Band, ...]
    reached: int
    unreached: tuple[Village, ...]
    median_metres: int
    people: int
    farthest: tuple[Village, ...]
    crossing: tuple[Village, ...] = ()
    nearer: tuple[Village, ...] = ()


def reach(data: MapData) -> Reach | None:
    """Return the distances; None where the data has none."""
    near = sorted(
        (village for village in data.village_reach if village.metres is not None),
        key=lambda village: (village.metres or 0, village.code),
    )
    if not near:
        return None
    ends = [*BANDS_KM[1:], None]
    bands = [_band(near, low, high) for low, high in zip(BANDS_KM, ends, strict=True)]
    far = [village for village in reversed(near) if village.metres]
    return Reach(
        bands=tuple(bands),
        reached=len(near),
        unreached=tuple(v for v in data.village_reach if v.metres is None),
        median_metres=round(median(village.metres or 0 for village in near)),
        people=sum(village.people for village in data.village_reach),
        farthest=tuple(far[:FARTHEST]),
        crossing=tuple(v for v in data.village_reach if data.crosses(v)),
        nearer=tuple(v for v in data.village_reach if v.nearer is not None),
    )


def _band(near: list[Village], low: int, high: int | None) -> Band:
    inside = [
        village
        for village in near
        if low * 1000 <= (village.metres or 0)
        and (high is None or (village.metres or 0) < high * 1000)
    ]
    return Band(low, high, len(inside), sum(village.people for village in inside))
