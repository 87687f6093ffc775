"""Areas that stay valid: rounded to the decimals of a file, mended where they are not.

Overlays (unions, intersections) of invalid areas throw or give wrong areas, so nothing invalid is
written, and whatever is read is mended before it is used.
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata.array_types import GeometryArray

__all__ = ["DECIMALS", "mended", "rounded"]

DECIMALS = 5
"""Decimals of the degrees in a layer: about a metre."""


def mended(shapes: GeometryArray) -> GeometryArray:
    """Return areas with the invalid ones made valid; what is only a line or a point falls away.

    Valid areas come back as they are. One that has no area at all comes back empty.
    """
    broken = np.flatnonzero(~shapely.is_valid(shapes))
    if not len(broken):
        return shapes
    whole = shapes.copy()
    whole[broken] = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False)
    return whole


def rounded(shapes: GeometryArray) -> GeometryArray:
    """Return areas with their coordinates rounded to `DECIMALS`, each of them valid.

    Rounding every vertex by itself keeps borders that neighbours share, so it is done wherever
    the area stays valid. Elsewhere it is snapped to the same grid as a whole, which merges what
    rounding would make cross itself, such as both sides of a spike. An area smaller than the grid
    keeps its coordinates. Valid areas (WGS 84) are expected.
    """
    plain = _on_grid(shapes)
    broken = np.flatnonzero(~shapely.is_valid(plain) | shapely.is_empty(plain))
    for at in broken:
        snapped = _on_grid(np.array([_snapped(shapes[at])], dtype=object))[0]
        good = not snapped.is_empty and snapped.is_valid
        plain[at] = snapped if good else shapes[at]
    return plain


def _on_grid(shapes: GeometryArray) -> GeometryArray:
    coordinates = np.round(shapely.get_coordinates(shapes), DECIMALS)
    return np.asarray(shapely.set_coordinates(shapes.copy(), coordinates), dtype=object)


def _snapped(shape: shapely.Geometry) -> shapely.Geometry:
    found = shapely.set_precision(shape, 10.0**-DECIMALS, mode="valid_output")
    parts = [part for part in shapely.get_parts(found) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
