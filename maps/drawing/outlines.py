"""Outlines made light enough for a page, with their shared borders kept shared."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from maps.data import MapData
from maps.drawing.polyline import encode_geometry
from maps.html import embedded_assets

OVERVIEW_TOLERANCE = 0.0009
"""Degrees; about 100 m. For drawing only: nothing is measured on these outlines."""

ITINERARY_TOLERANCE = 0.0035
"""Degrees; about 390 m, under two pixels where a phone shows a kecamatan whole."""

LINE_TOLERANCE = 0.0002
"""Degrees; about 22 m, for ways and roads."""


@dataclass(frozen=True, slots=True)
class LandOutlines:
    """Simplified outlines, WGS 84.

    Parameters
    ----------
    kecamatan
        By code.
    village_borders
        Borders between villages of one kecamatan, by the kecamatan's code.
    neighbours
        Name and outline.
    beyond
        Name and outline of land that is there but has no outline in the sources: drawn
        under everything else, so that it does not pass for sea.
    """

    kecamatan: dict[str, BaseGeometry]
    village_borders: dict[str, BaseGeometry]
    neighbours: tuple[tuple[str, BaseGeometry], ...]
    beyond: tuple[tuple[str, BaseGeometry], ...]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the kecamatan."""
        west, south, east, north = shapely.total_bounds(list(self.kecamatan.values()))
        return float(west), float(south), float(east), float(north)


def simplify_land(
    data: MapData, tolerance: float, detailed: Collection[str] | None = None
) -> LandOutlines:
    """Simplify all outlines together, so that no gap opens between neighbours.

    Parameters
    ----------
    data
        Outlines in WGS 84.
    tolerance
        Degrees: square root of the area of the triangles that may be dropped
        (Visvalingam and Whyatt).
    detailed
        Codes of the kecamatan whose villages are drawn; all of them if None.
    """
    owners, pieces = _pieces(data, detailed)
    simple = shapely.coverage_simplify(np.array(pieces, dtype=object), tolerance)
    by_owner: dict[str, list[BaseGeometry]] = {}
    for owner, piece in zip(owners, simple, strict=True):
        by_owner.setdefault(owner, []).append(piece)
    outlines = {code: shapely.union_all(by_owner[code]) for code in data.kecamatan_names}
    borders = {
        code: _inner_borders(by_owner[code], outline)
        for code, outline in outlines.items()
        if len(by_owner[code]) > 1
    }
    names = data.neighbours["name"].astype(str)
    return LandOutlines(
        kecamatan=outlines,
        village_borders=borders,
        neighbours=tuple((name, by_owner[f"neighbour {row}"][0]) for row, name in enumerate(names)),
        beyond=_uncovered(simple),
    )


def _pieces(
    data: MapData, detailed: Collection[str] | None
) -> tuple[list[str], list[BaseGeometry]]:
    by_kecamatan: dict[str, list[BaseGeometry]] = {}
    for code, geometry in zip(
        data.villages["kecamatan_code"].astype(str), data.villages.geometry, strict=True
    ):
        by_kecamatan.setdefault(code, []).append(geometry)
    owners: list[str] = []
    pieces: list[BaseGeometry] = []
    for code, outline in zip(data.kecamatan_names, data.kecamatan.geometry, strict=True):
        wanted = detailed is None or code in detailed
        own = by_kecamatan.get(code, [outline]) if wanted else [outline]
        owners += [code] * len(own)
        pieces += own
    for row, geometry in enumerate(data.neighbours.geometry):
        owners.append(f"neighbour {row}")
        pieces.append(geometry)
    return owners, pieces


def _inner_borders(villages: list[BaseGeometry], outline: BaseGeometry) -> BaseGeometry:
    lines = shapely.union_all([village.boundary for village in villages])
    return _merge(lines.difference(outline.boundary))


def _uncovered(known: Iterable[BaseGeometry]) -> tuple[tuple[str, BaseGeometry], ...]:
    covered = shapely.union_all(list(known))
    rest = ((name, shape.difference(covered)) for name, shape in _beyond())
    return tuple((name, shape) for name, shape in rest if not shape.is_empty)


@lru_cache(maxsize=1)
def _beyond() -> tuple[tuple[str, BaseGeometry], ...]:
    collection = json.loads(embedded_assets.own("beyond.geojson"))
    return tuple(
        (feature["properties"]["name"], shapely.from_geojson(json.dumps(feature["geometry"])))
        for feature in collection["features"]
    )


def merge_lines(lines: Iterable[BaseGeometry], tolerance: float = LINE_TOLERANCE) -> BaseGeometry:
    """Lines as one geometry: what runs twice over the same ground is drawn once."""
    return shapely.simplify(_merge(shapely.union_all(list(lines))), tolerance)


def _merge(lines: BaseGeometry) -> BaseGeometry:
    return shapely.line_merge(lines) if lines.geom_type == "MultiLineString" else lines


def to_geojson(geometry: BaseGeometry, digits: int = 4) -> dict[str, Any]:
    """GeoJSON geometry with rounded degrees (4 digits: 11 m), its lines as text."""
    rounded = shapely.transform(geometry, lambda points: np.round(points, digits))
    return encode_geometry(dict(mapping(rounded)), digits)
