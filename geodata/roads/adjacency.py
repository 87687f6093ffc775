"""Find the villages that share a border, and the village that a place is joined to.

Layers are drawn by hand: borders of neighbours leave gaps, and a port stands on a pier. What is as
near as that counts as joined; what is farther apart is not.
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata.array_types import BoolArray, FloatArray, GeometryArray, IndexArray
from geodata.boundaries import main_parts, shared_borders, straight_metres
from geodata.dataset import Dataset

__all__ = [
    "GAP_DEGREES",
    "PIER_METRES",
    "IdPair",
    "border_bends",
    "on_land",
    "on_shore",
    "town_pairs",
    "village_pairs",
]

GAP_DEGREES = 0.0005
"""About 55 m: gaps narrower than this between outlines are faults of drawing."""
PIER_METRES = 300
"""A place as near as this to a village's outline stands on its pier or its shore."""
_PIER_DEGREES = 0.004
"""More than `PIER_METRES` in Indonesia; a first, coarse choice."""

IdPair = tuple[str, str]
"""Ids of two places between which a road may lead."""


def village_pairs(dataset: Dataset) -> list[IdPair]:
    """Return the villages that share a border on land, by code.

    Between the parts of their outlines that hold their points: a stretch that both have, or one
    along which they are drawn less than about 55 m apart with no third village between them.
    """
    parts = main_parts(dataset.villages)
    codes = dataset.villages["code"].to_numpy()
    pairs = np.concatenate([shared_borders(parts), _over_gaps(parts)])
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    return [(str(codes[a]), str(codes[b])) for a, b in pairs[order]]


def _over_gaps(parts: GeometryArray) -> IndexArray:
    """Return the pairs of areas that a gap of drawing parts, not only at a corner."""
    tree = shapely.STRtree(parts)
    pairs = tree.query(parts, predicate="dwithin", distance=GAP_DEGREES).T
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    apart = shapely.distance(parts[pairs[:, 0]], parts[pairs[:, 1]]) > 0
    pairs = pairs[apart]
    # So much of a border is that near to a mere corner already.
    facing = [_facing_degrees(parts[a], parts[b]) > 2 * GAP_DEGREES for a, b in pairs]
    pairs = pairs[np.array(facing, dtype=bool)]
    bridges = shapely.shortest_line(parts[pairs[:, 0]], parts[pairs[:, 1]])
    crossed, by = tree.query(bridges, predicate="intersects")
    third = shapely.length(shapely.intersection(bridges[crossed], parts[by])) > 0
    return np.delete(pairs, np.unique(crossed[third]), axis=0)


def _facing_degrees(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """Return how much of the first area's border lies within a gap of the second."""
    near = shapely.clip_by_rect(shapely.boundary(one), *shapely.buffer(other, GAP_DEGREES).bounds)
    return float(shapely.intersection(near, shapely.buffer(other, GAP_DEGREES)).length)


def on_land(dataset: Dataset, lines: GeometryArray) -> BoolArray:
    """Return which lines lie on land but for ``roads.water_share`` of their length (WGS 84)."""
    return np.asarray(_off_land(dataset, lines) <= dataset.water_share * shapely.length(lines))


def _off_land(dataset: Dataset, lines: GeometryArray) -> FloatArray:
    """Return how much of each line lies outside all outlines, in degrees."""
    off_land = np.zeros(len(lines))
    if not len(lines):
        return off_land
    land = shapely.union_all([*dataset.villages.geometry, *dataset.neighbours.geometry])
    shapely.prepare(land)
    wet = ~shapely.covers(land, lines)
    off_land[wet] = shapely.length(shapely.difference(lines[wet], land))
    return off_land


def border_bends(dataset: Dataset, pairs: list[IdPair]) -> dict[IdPair, tuple[float, float]]:
    """Return where a way on land between two villages crosses their border.

    Parameters
    ----------
    pairs : list of pair
        Villages that share a border, but whose straight line lies on water.

    Returns
    -------
    dict
        Lon and lat (WGS 84) of the middle of the longest stretch of their border, of the pairs
        whose straight lines to it both lie on land, but for gaps of drawing.
    """
    at = {str(code): row for row, code in enumerate(dataset.villages["code"])}
    parts, points = main_parts(dataset.villages), dataset.villages[["lon", "lat"]].to_numpy()
    middles = [_middle(parts[at[a]], parts[at[b]]) for a, b in pairs]
    ends = [
        [points[at[place]], middle]
        for pair, middle in zip(pairs, middles, strict=True)
        for place in pair
    ]
    lines = np.array([shapely.LineString(line) for line in ends], dtype=object)
    dry = np.all((_off_land(dataset, lines) <= GAP_DEGREES).reshape(-1, 2), axis=1).tolist()
    return {pair: middle for pair, middle, good in zip(pairs, middles, dry, strict=True) if good}


def _middle(one: shapely.Geometry, other: shapely.Geometry) -> tuple[float, float]:
    """Return the middle of the longest stretch of border, or of the gap between two areas."""
    border = shapely.intersection(one, other)
    merged = shapely.line_merge(
        shapely.MultiLineString(
            [part for part in shapely.get_parts(border) if part.geom_type == "LineString"]
        )
    )
    stretches = sorted(shapely.get_parts(merged), key=lambda part: -part.length)
    line = stretches[0] if stretches else shapely.shortest_line(one, other)
    middle = shapely.line_interpolate_point(line, 0.5, normalized=True)
    return float(middle.x), float(middle.y)


def town_pairs(dataset: Dataset) -> list[IdPair]:
    """Return the towns with the village that each is joined to.

    - A town in the part of an outline that holds the village's point, or at most `PIER_METRES`
      off it, is joined to that village.
    - One in another part of a village (an exclave, an islet) is joined to that village where the
      straight line between them lies on land, else to none.
    """
    towns = dataset.towns["id"].astype(str).tolist()
    codes = dataset.villages["code"].astype(str).tolist()
    points = np.asarray(shapely.points(dataset.towns["lon"], dataset.towns["lat"]))
    parts = main_parts(dataset.villages)
    found = _nearest(parts, points)
    pieces, owners = _other_parts(dataset, parts)
    away = [at for at in range(len(towns)) if at not in found]
    apart = _nearest(pieces, points[away])
    shore, apart_shore = (_nearest(shapes, points[away], PIER_METRES) for shapes in (parts, pieces))
    own = {k: int(owners[piece]) for k, piece in (apart_shore | apart).items()}
    own = {k: village for k, village in own.items() if k in apart or k not in shore}
    found |= {away[k]: village for k, village in shore.items() if k not in own}
    found |= _over_land(dataset, points, {away[k]: village for k, village in own.items()})
    return [(towns[at], codes[found[at]]) for at in sorted(found)]


def on_shore(dataset: Dataset, lon: float, lat: float) -> bool:
    """Return whether a point (WGS 84) lies in a village, in any part of it, or on its shore."""
    point = np.array([shapely.Point(lon, lat)], dtype=object)
    return bool(_nearest(dataset.villages.geometry.to_numpy(), point, PIER_METRES))


def _nearest(shapes: GeometryArray, points: GeometryArray, metres: float = 0) -> dict[int, int]:
    """Return, by point, the first area that holds it, else the nearest within so many metres."""
    tree = shapely.STRtree(shapes)
    inside, at = tree.query(points, predicate="intersects")
    order = np.lexsort((at, inside))
    first = np.unique(inside[order], return_index=True)[1]
    found = {int(inside[k]): int(at[k]) for k in order[first]}
    if metres:
        near, at = tree.query_nearest(points, max_distance=_PIER_DEGREES, all_matches=False)
        lines = shapely.get_coordinates(shapely.shortest_line(points[near], shapes[at]))
        away = straight_metres(*lines.reshape(-1, 4).T)
        rows = zip(near, at, away, strict=True)
        found = {int(n): int(a) for n, a, far in rows if far <= metres} | found
    return found


def _other_parts(dataset: Dataset, parts: GeometryArray) -> tuple[GeometryArray, IndexArray]:
    """Return the parts of outlines that do not hold their village's point, and whose they are."""
    shapes = dataset.villages.geometry.to_numpy()
    pieces, owners = shapely.get_parts(shapes, return_index=True)
    other = ~shapely.equals(pieces, parts[owners])
    return pieces[other], owners[other]


def _over_land(dataset: Dataset, points: GeometryArray, own: dict[int, int]) -> dict[int, int]:
    """Return the points, with their villages, that reach the village's point over land."""
    villages = dataset.villages[["lon", "lat"]].to_numpy()
    lines = [shapely.LineString([points[at].coords[0], villages[own[at]]]) for at in own]
    dry = on_land(dataset, np.array(lines, dtype=object))
    return {at: own[at] for at, good in zip(own, dry, strict=True) if good}
