"""The plan as a GeoPackage for QGIS and as GeoJSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from maps.data import MapData
from maps.exports import frames
from maps.html import plain

COORDINATE_DIGITS = 6
"""Decimals of a degree in files for other programs: 11 cm."""

_KINDS = {
    "posts": "Point",
    "places": "Point",
    "routes": "LineString",
    "sessions": "Point",
    "villages": "Point",
    "kecamatan": "MultiPolygon",
}


def plan_layers(data: MapData) -> dict[str, gpd.GeoDataFrame]:
    """Return the layers of a plan by name, from the top of the map down."""
    return {
        "posts": frames.posts_frame(data),
        "places": frames.places_frame(data),
        "sessions": frames.sessions_frame(data),
        "villages": frames.villages_frame(data),
        "routes": frames.routes_frame(data),
        "kecamatan": frames.kecamatan_frame(data),
    }


def write_geopackage(path: Path, data: MapData, layers: Mapping[str, gpd.GeoDataFrame]) -> None:
    """Write the layers and the table `pairs` as a GeoPackage, EPSG:4326.

    Dates are of type DATE, `begin` and `end` of type DATETIME: GeoPackage wants these in
    UTC. The date of the last change is the campaign's first date, so that the same plan
    gives the same file.
    """
    stamp = dt.datetime.combine(data.campaign.start, dt.time()).isoformat(timespec="milliseconds")
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{stamp}Z"})
    try:
        for name, layer in layers.items():
            pyogrio.write_dataframe(
                _utc(layer), path, layer=name, driver="GPKG", geometry_type=_KINDS[name],
                append=path.exists(), use_arrow=True,
            )  # fmt: skip
        table = pa.Table.from_pandas(frames.pairs_frame(data), preserve_index=False)
        pyogrio.write_arrow(table, path, layer="pairs", driver="GPKG", append=True)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def _utc(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Instants in UTC: GDAL does not know the offset of a named time zone."""
    found = {name: layer[name].dt.tz_convert("UTC") for name in ("begin", "end") if name in layer}
    return layer.assign(**found)


def geojson(data: MapData, layers: Mapping[str, gpd.GeoDataFrame]) -> str:
    """Return the layers as one GeoJSON feature collection (RFC 7946).

    Each feature names its layer in `layer`. Dates are ISO dates, instants carry their
    offset. A feature without a drawn way has the geometry null.
    """
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(shape),
            "properties": {"layer": name, **{key: _value(item) for key, item in row.items()}},
        }
        for name, layer in layers.items()
        for shape, row in zip(
            layer.geometry, layer.drop(columns="geometry").to_dict("records"), strict=True
        )
    ]
    document = {
        "type": "FeatureCollection",
        "name": plain(data.campaign.name),
        "attribution": plain(data.attribution),
        "plan": data.plan.campaign_sha256,
        "features": features,
    }
    lines = ",\n".join(_json(feature) for feature in features)
    head = _json({**document, "features": []}).removesuffix("]}")
    return f"{head}\n{lines}\n]}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _geometry(shape: BaseGeometry | None) -> dict[str, Any] | None:
    if shape is None or shape.is_empty:
        return None
    rounded = shapely.transform(shape, lambda points: np.round(points, COORDINATE_DIGITS))
    if rounded.geom_type in {"Polygon", "MultiPolygon"}:
        rounded = shapely.orient_polygons(rounded)
    return dict(mapping(rounded))


def _value(item: object) -> str | int | None:
    if item is None or item is pd.NA or item is pd.NaT:
        return None
    if isinstance(item, dt.date):
        return item.isoformat()
    return item if isinstance(item, str) else int(str(item))
