"""Reading the places from a GeoPackage: a layer of points with the columns of the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj.exceptions import ProjError

from planner.cell_parsing import tidy
from planner.spelling import mark
from planner.workbook import Fault, fault
from planner.workbook.reading.raw_table import MOST_MIB, MOST_ROWS, Grid, GridRow
from planner.workbook.schema import PLACES, spellings

LAYER_NAMES = {f"{name.lower()}.gpkg": PLACES.id for name in (*spellings(PLACES.name), PLACES.id)}
POINTS = ("lon", "lat")


def read_geopackage(path: Path, faults: list[Fault]) -> Grid | None:
    """Read the layer of places; its points become longitude and latitude (WGS 84)."""
    if not path.is_file():  # a pipe or a device would never end
        faults.append(fault("bad_layer", path.name, reason="no ordinary file"))
        return None
    try:
        if path.stat().st_size > MOST_MIB << 20:
            size = path.stat().st_size >> 20
            faults.append(fault("too_big", path.name, size=size, most=MOST_MIB))
            return None
        frame = gpd.read_file(path, layer=_layer(path), fid_as_index=True)
    except (
        OSError,
        ValueError,
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        shapely.errors.ShapelyError,
    ) as e:
        faults.append(fault("bad_layer", path.name, reason=" ".join(str(e).split())[:80]))
        return None
    refused = _refused(frame, path)
    if refused:
        faults += refused
        return None
    try:
        points = _single(frame.geometry.to_crs("EPSG:4326"))
    except ProjError:  # a local system that lies nowhere on the earth
        faults.append(fault("local_crs", path.name, value=frame.crs.name))
        return None
    own = [name for name in frame.columns if name != frame.geometry.name]
    own = [name for name in own if mark(name) not in {"lon", "lat", "bujur", "lintang"}]
    names = (*own, *POINTS)
    rows = []
    for fid, cells, point in zip(
        frame.index, frame[own].itertuples(index=False, name=None), points, strict=True
    ):
        at = (None, None) if point is None or point.is_empty else (point.x, point.y)
        values = tuple(_plain(value) for value in (*cells, *at))
        rows.append(GridRow(values, tuple(f"fid {fid}, {name}" for name in names)))
    return Grid(path.name, GridRow(names, names), rows)


def _not_finite(frame: gpd.GeoDataFrame) -> Iterator[object]:
    """Yield the ids of points of which a coordinate is NaN or infinite; none are no points."""
    with np.errstate(invalid="ignore"):
        for fid, shape in frame.geometry.items():
            if not np.isfinite(shapely.get_coordinates(shape)).all():
                yield fid


def _layer(path: Path) -> str | None:
    """Return the layer that is named as the sheet, else the first."""
    names = [str(name) for name, _ in pyogrio.list_layers(path)]
    wanted = {mark(name) for name in (*spellings(PLACES.name), PLACES.id)}
    return next((name for name in names if mark(name) in wanted), names[0] if names else None)


def _refused(frame: object, path: Path) -> list[Fault]:
    if not isinstance(frame, gpd.GeoDataFrame):
        return [fault("not_points", path.name)]
    if len(frame) > MOST_ROWS:
        return [fault("too_many_rows", path.name, most=MOST_ROWS)]
    single = _single(frame.geometry.to_numpy())
    odd = [shape is None for shape in single] & ~frame.geometry.is_empty.to_numpy()
    kinds = set(frame.geometry.geom_type[odd].dropna())
    if kinds:
        return [fault("not_points", path.name, value=", ".join(sorted(kinds)))]
    if frame.crs is None:
        return [fault("no_crs", path.name)]
    return [fault("point_no_numbers", path.name, f"fid {fid}") for fid in _not_finite(frame)]


def _single(shapes: Iterable[shapely.Geometry | None]) -> list[shapely.Point | None]:
    """Return each shape as the one point that it is; None for other shapes, and for none.

    Exports of spreadsheets and of GIS programs hold points as MultiPoints of one.
    """
    parts = [shapely.get_parts(shape).tolist() for shape in shapes]
    return [
        own[0] if len(own) == 1 and isinstance(own[0], shapely.Point) else None for own in parts
    ]


def _plain(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return None if value is None or value is pd.NaT else tidy(value)
