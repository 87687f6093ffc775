"""Findings on a regency's outlines: coverage, overlaps, islands."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
import shapely
from scipy.sparse.csgraph import connected_components

from geodata.boundaries import square_metres
from geodata.dataset import Dataset
from geodata.findings import Finding, finding, some
from geodata.message import Figure, Message
from geodata.roads import GAP_DEGREES
from geodata.typed_rows import records

__all__ = ["coverage", "islands", "overlaps"]

_PORT_DEGREES = 0.005
"""About 550 m: a port as near as this to an island lies on it."""
_OVERLAP_KM2 = 0.01


def coverage(dataset: Dataset) -> Finding:
    """Return the finding on the area of the outlines, and on gaps and holes between them."""
    shapes = dataset.villages.geometry.to_numpy()
    codes = dataset.villages["code"].tolist()
    edges = shapely.coverage_invalid_edges(shapes, gap_width=GAP_DEGREES)
    gaps = [codes[at] for at in np.flatnonzero(~shapely.is_empty(edges))]
    union = shapely.union_all(shapes)
    around = shapely.union_all(dataset.neighbours.geometry.to_numpy())
    rings = [ring for part in shapely.get_parts(union) for ring in shapely.get_rings(part)[1:]]
    holes = [
        hole
        for hole in map(shapely.Polygon, rings)
        if shapely.intersection(hole, around).area < hole.area / 2
    ]
    km2 = square_metres(union) / 1e6
    villages, kecamatan = len(codes), len(dataset.kecamatan)
    centres = [f"{hole.centroid.x:.4f}, {hole.centroid.y:.4f}" for hole in holes]
    details = [Message("hole at %(centre)s", centre=centre) for centre in centres]
    if gaps:
        told = some(gaps)
        details.append(
            Message(
                "borders that do not match, or gaps narrower than 55 m (villages on both sides "
                "count as neighbours): %(told)s",
                told=told,
            )
        )
    return finding(
        Message("coverage"),
        Message(
            "%(count)s villages in %(kecamatan)s kecamatan, %(km2)s km2",
            count=villages,
            kecamatan=kecamatan,
            km2=Figure(km2),
        ),
        details,
    )


def overlaps(dataset: Dataset) -> Finding:
    """Return the finding on outlines that overlap."""
    shapes = dataset.villages.geometry.to_numpy()
    codes = dataset.villages["code"].tolist()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    first, second = first[first < second], second[first < second]
    common = shapely.intersection(shapes[first], shapes[second])
    pairs = [
        (codes[a], codes[b], square_metres(shape) / 1e6)
        for a, b, shape in zip(first, second, common, strict=True)
        if shape.area > 0
    ]
    details = [
        Message("%(a)s and %(b)s: %(km2)s km2", a=a, b=b, km2=Figure(km2, 2))
        for a, b, km2 in pairs
        if km2 > _OVERLAP_KM2
    ]
    return finding(
        Message("overlaps"),
        Message(
            "%(count)s pairs of outlines overlap by more than %(overlap_km2)s km2",
            count=len(details),
            overlap_km2=_OVERLAP_KM2,
        ),
        details,
    )


def islands(dataset: Dataset) -> Finding:
    """Return the finding on villages on islands, and on the crossings that lead there."""
    shapes = dataset.villages.geometry.to_numpy()
    parts = _landmasses([*shapes, *dataset.neighbours.geometry])
    villages = dataset.villages
    points = shapely.points(villages["lon"], villages["lat"])
    on = shapely.STRtree(parts).nearest(points)
    main = int(np.bincount(on).argmax())
    details = []
    for part in sorted(set(on.tolist()) - {main}):
        names = villages["name"].to_numpy()[on == part].tolist()
        ports = [
            row.id
            for row in records(dataset.towns)
            if shapely.distance(parts[part], shapely.Point(row.lon, row.lat)) < _PORT_DEGREES
        ]
        crossings = dataset.crossings
        over = crossings.loc[crossings["from"].isin(ports) | crossings["to"].isin(ports), "id"]
        told = some(names)
        details.append(
            Message(
                "%(told)s: crossings %(names)s",
                told=told,
                names=", ".join(over) or Message("none"),
            )
        )
    return finding(
        Message("islands"),
        Message(
            "%(count)s islands with villages apart from the largest landmass", count=len(details)
        ),
        details,
    )


def _landmasses(shapes: list[shapely.Geometry]) -> npt.NDArray[np.object_]:
    """Return the pieces of land; pieces that only a gap of drawing parts are one."""
    pieces = shapely.get_parts(shapely.union_all(shapes))
    ends = shapely.STRtree(pieces).query(pieces, predicate="dwithin", distance=GAP_DEGREES)
    joined = sp.coo_array((np.ones(len(ends[0]), dtype=bool), ends), shape=(len(pieces),) * 2)
    count, label = connected_components(joined.tocsr(), directed=False)
    together = [shapely.MultiPolygon(list(pieces[label == mass])) for mass in range(count)]
    return np.array(together, dtype=object)
