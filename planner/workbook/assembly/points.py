"""Points that cannot be meant: at 0, 0, without their minus, swapped, in the sea, elsewhere.

Longitude and latitude are WGS 84 degrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import shapely

from geodata import Dataset, DatasetPlace, Message
from geodata.boundaries import straight_metres
from geodata.spelling import fold
from planner.workbook import Fault, fault
from planner.workbook.schema import Line, PlaceRow

NEAR_METRES = 2_000
"""Points farther than this from every village of the regency are refused."""

_ZERO = 0.01
"""Degrees from 0, 0 that are taken for it."""

REMEDY = Message("Empty both cells to keep the dataset's")
CAUSES = {
    "zero": Message("; 0, 0 is in the sea near Africa."),
    "minus": Message("; is the minus missing?"),
    "swapped": Message("; are the two swapped?"),
    "": ".",
}


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place with what its row leaves to the dataset; `lon`, `lat` in WGS 84 degrees.

    `served_at` is the post that the planner chose for its residents. `approximate` says that
    the point is the dataset's, which stands for a village or town and not for a building.
    `by_air` says that neither a road nor a boat leads there.
    """

    line: Line[PlaceRow]
    id: str
    kecamatan: str | None
    lon: float
    lat: float
    served_at: str | None = None
    approximate: bool = False
    by_air: bool = False

    @property
    def row(self) -> PlaceRow:
        """The row as typed."""
        return self.line.row


class VillageShapes:
    """The villages of a regency, to measure how far a point is from them."""

    def __init__(self, dataset: Dataset) -> None:
        self._shapes = dataset.villages.geometry.to_numpy()
        self._at = {code: number for number, code in enumerate(dataset.villages["code"])}
        self._tree = shapely.STRtree(self._shapes)

    def metres(self, lon: float, lat: float, village: str | None = None) -> float:
        """Return the metres to the nearest village, or to the one that is named."""
        point = shapely.Point(lon, lat)
        number = self._tree.nearest(point) if village is None else self._at[village]
        line = shapely.get_coordinates(shapely.shortest_line(point, self._shapes[number]))
        return float(straight_metres(*line[0], *line[1]))

    def near(self, lon: float, lat: float) -> bool:
        """Whether a point is in the regency, or near its shore."""
        valid = abs(lon) <= 180 and abs(lat) <= 90
        return valid and self.metres(lon, lat) <= NEAR_METRES

    def cause(self, lon: float, lat: float) -> str:
        """Return what was done to a point that is elsewhere, if that can be seen."""
        if abs(lon) < _ZERO and abs(lat) < _ZERO:
            return "zero"
        if self.near(lon, -lat) or self.near(-lon, lat) or self.near(-lon, -lat):
            return "minus"
        return "swapped" if self.near(lat, lon) or self.near(lat, -lon) else ""


def settled(
    found: Mapping[str, PlaceEntry],
    known: Mapping[str, DatasetPlace],
    dataset: Dataset,
    faults: list[Fault],
) -> dict[str, PlaceEntry]:
    """Return the places, those of villages on the village's own point where theirs is elsewhere.

    A point outside the regency is one fault, without others on the same point. A village's point
    that lies in the sea, or farther than `NEAR_METRES` from the village, is replaced with a
    warning.
    """
    land: VillageShapes | None = None
    kept: dict[str, PlaceEntry] = {}
    for key, spot in found.items():
        place = known.get(fold(key))
        kept[key] = spot
        typed = spot.row.lon is not None or spot.row.lat is not None
        if not typed or place is None or spot.approximate:  # new places: `region_with` tells
            continue
        land = land or VillageShapes(dataset)
        at = spot.line.spot
        cell = at.cell("lon", "id")
        beside = _metres(spot, place) <= NEAR_METRES
        if not beside and not land.near(spot.lon, spot.lat):
            cause = CAUSES[land.cause(spot.lon, spot.lat)]
            values = {
                "point": f"{spot.lon:g}; {spot.lat:g}",
                "remedy": REMEDY,
                "cause": cause,
            }
            faults.append(fault("point_elsewhere", at.sheet, cell, spot.row.name, **values))
            kept[key] = replace(spot, lon=place.lon, lat=place.lat, approximate=True)
        elif place.kind == "village":
            away = land.metres(spot.lon, spot.lat, place.id)
            at_sea = away > 0 and land.metres(spot.lon, spot.lat) > 0
            if away > NEAR_METRES or at_sea:
                values = {"km": f"{away / 1000:.1f}"}
                faults.append(fault("point_replaced", at.sheet, cell, spot.row.name, **values))
                kept[key] = replace(spot, lon=place.lon, lat=place.lat, approximate=True)
    return kept


def _metres(spot: PlaceEntry, place: DatasetPlace) -> float:
    if abs(spot.lon) > 180 or abs(spot.lat) > 90:
        return float("inf")
    return float(straight_metres(spot.lon, spot.lat, place.lon, place.lat))
