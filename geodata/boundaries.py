"""Outlines: reading and writing layers, the union of villages, shared borders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import Geod

from geodata.array_types import FloatArray, GeometryArray, IndexArray
from geodata.message import Message
from geodata.valid_shapes import mended, rounded

__all__ = [
    "WGS84",
    "dissolve",
    "main_parts",
    "read_layer",
    "read_valid_layer",
    "shared_borders",
    "square_metres",
    "straight_metres",
    "write_layer",
]

WGS84 = "EPSG:4326"
_GEOD = Geod(ellps="WGS84")


def read_layer(path: Path, properties: Sequence[str], faults: list[Message]) -> gpd.GeoDataFrame:
    """Read a GeoJSON layer of areas (WGS 84, lon before lat).

    Parameters
    ----------
    path : Path
        The file.
    properties : sequence of str
        The properties that each feature must have; all are read as text.
    faults : list of Message
        Gets a line per fault.

    Returns
    -------
    GeoDataFrame
        The properties and ``geometry``, as drawn; features with faults are left out.
    """
    records: list[dict[str, object]] = []
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except FileNotFoundError:
        faults.append(Message("%(name)s: the file is missing", name=path.name))
        features = []
    except (ValueError, KeyError, TypeError) as error:
        faults.append(
            Message(
                "%(name)s: no readable GeoJSON feature collection (%(error)s)",
                name=path.name,
                error=error,
            )
        )
        features = []
    for number, feature in enumerate(features, start=1):
        try:
            held = feature["properties"]
            record: dict[str, object] = {name: str(held[name]) for name in properties}
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        except (KeyError, TypeError, shapely.errors.GEOSException) as error:
            faults.append(
                Message(
                    "%(name)s, feature %(number)s: unreadable (%(error)s)",
                    name=path.name,
                    number=number,
                    error=error,
                )
            )
            continue
        if shape is None or shape.geom_type not in {"Polygon", "MultiPolygon"} or shape.is_empty:
            faults.append(
                Message(
                    "%(name)s, feature %(number)s: its geometry is no area",
                    name=path.name,
                    number=number,
                )
            )
            continue
        records.append(record | {"geometry": shape})
    columns = [*properties, "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame(records, columns=columns), geometry="geometry", crs=WGS84)


def read_valid_layer(
    path: Path, properties: Sequence[str], faults: list[Message]
) -> gpd.GeoDataFrame:
    """Read a layer as `read_layer`, with areas that cross themselves mended."""
    layer = read_layer(path, properties, faults)
    shapes = mended(layer.geometry.to_numpy())
    faults.extend(
        Message(
            "%(file)s, %(name)s: its outline has no area; draw it anew",
            file=path.name,
            name=layer[properties[0]].iloc[at],
        )
        for at in np.flatnonzero(shapely.is_empty(shapes))
    )
    return layer.set_geometry(shapes, crs=WGS84)


def write_layer(frame: gpd.GeoDataFrame, name: str, properties: Sequence[str], path: Path) -> None:
    """Write a layer of valid areas as compact GeoJSON, sorted by properties.

    Coordinates have 5 decimals (about a metre), and the areas stay valid.
    """
    rows = frame.sort_values(list(properties))
    features = [
        {
            "type": "Feature",
            "properties": {key: getattr(row, key) for key in properties},
            "geometry": shapely.geometry.mapping(shape),
        }
        for row, shape in zip(
            rows.itertuples(index=False), rounded(rows.geometry.to_numpy()), strict=True
        )
    ]
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    head = json.dumps({"type": "FeatureCollection", "name": name}, separators=(",", ":"))
    path.write_text(f'{head[:-1]},"features":[\n{lines}\n]}}\n', encoding="utf-8", newline="\n")


def dissolve(
    villages: pd.DataFrame, kecamatan: pd.DataFrame, outlines: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Give villages their outlines, and kecamatan the union and population of their villages.

    Returns
    -------
    villages, kecamatan : GeoDataFrame
        Both in WGS 84, sorted by code.
    """
    shapes = outlines.set_index("code")["geometry"]
    villages = villages.sort_values("code", ignore_index=True)
    placed = gpd.GeoDataFrame(villages, geometry=shapes.loc[villages["code"]].to_numpy(), crs=WGS84)
    groups = placed.groupby("kecamatan_code")
    unions = {code: _union(group.geometry.to_numpy()) for code, group in groups}
    kecamatan = kecamatan.sort_values("code", ignore_index=True)
    kecamatan = kecamatan.assign(
        population_2010=groups["population_2010"].sum().loc[kecamatan["code"]].to_numpy()
    )
    return placed, gpd.GeoDataFrame(
        kecamatan, geometry=[unions[code] for code in kecamatan["code"]], crs=WGS84
    )


def _union(shapes: GeometryArray) -> shapely.Geometry:
    """Return the union of areas; quicker where they share their borders and do not overlap."""
    if shapely.coverage_is_valid(shapes):
        return shapely.coverage_union_all(shapes)
    return shapely.union_all(shapes)


def main_parts(villages: gpd.GeoDataFrame) -> GeometryArray:
    """Return, for each village, the part of its outline that holds its point.

    Islets and exclaves of an outline say nothing about where the village's roads lead.
    """
    parts, owners = shapely.get_parts(villages.geometry.to_numpy(), return_index=True)
    points = shapely.points(villages["lon"], villages["lat"])
    distances = shapely.distance(parts, points[owners])
    order = np.lexsort((distances, owners))
    first = np.searchsorted(owners[order], np.arange(len(villages)))
    return parts[order][first]


def shared_borders(parts: GeometryArray) -> IndexArray:
    """Return the pairs of areas that share a stretch of border, not only a corner.

    Returns
    -------
    array of shape (pairs, 2)
        Positions, the lower first, sorted.
    """
    tree = shapely.STRtree(parts)
    pairs = tree.query(parts, predicate="intersects").T
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    lengths = shapely.length(shapely.intersection(parts[pairs[:, 0]], parts[pairs[:, 1]]))
    pairs = pairs[lengths > 0]
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def straight_metres(
    lon_a: npt.ArrayLike, lat_a: npt.ArrayLike, lon_b: npt.ArrayLike, lat_b: npt.ArrayLike
) -> FloatArray:
    """Return straight lines on the WGS 84 ellipsoid, in metres."""
    x_a, y_a, x_b, y_b = (np.asarray(v, dtype=np.float64) for v in (lon_a, lat_a, lon_b, lat_b))
    return np.asarray(_GEOD.inv(x_a, y_a, x_b, y_b)[2], dtype=np.float64)


def square_metres(shape: shapely.Geometry) -> float:
    """Return the area of a shape in WGS 84 on the ellipsoid, in square metres."""
    return float(abs(_GEOD.geometry_area_perimeter(shape)[0]))
