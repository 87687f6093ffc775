"""Reading a layer of villages or kecamatan from any file that GDAL reads.

Faults name the file, the feature and a remedy; whatever can be checked is checked, so that all
faults are told at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from geodata.array_types import BoundingBox
from geodata.boundaries import WGS84
from geodata.build.column_roles import ColumnRoles, find_columns
from geodata.build.regencies import of_regency
from geodata.message import Message, cell_text, features
from geodata.valid_shapes import mended

__all__ = ["Areas", "read_areas", "read_shapes"]


INDONESIA: BoundingBox = (94.0, -12.0, 142.0, 8.0)
"""West, south, east, north of Indonesia, degrees, rounded outwards."""


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """A layer as it was read.

    Attributes
    ----------
    frame : GeoDataFrame
        The columns as they stand, areas in WGS 84.
    columns : ColumnRoles
        What they hold.
    """

    frame: gpd.GeoDataFrame
    columns: ColumnRoles


def read_areas(
    path: Path,
    named: Mapping[str, str],
    faults: list[Message],
    *,
    layer: str | None = None,
    crs: str | None = None,
    repair: bool = False,
    regency: str | None = None,
) -> Areas | None:
    """Read a layer of areas of one regency with its columns.

    Parameters
    ----------
    path : Path
        GeoPackage, GeoJSON, Shapefile, FlatGeobuf or another file that GDAL reads.
    named : mapping
        Columns by role, as the user named them.
    faults : list of Message
        Gets a line per fault.
    layer, crs, repair
        As for `read_shapes`.
    regency : str, optional
        Name or code of the regency whose areas are taken, where the layer holds several.

    Returns
    -------
    Areas or None
        None if it could not be read at all.
    """
    read = _read(path, layer, faults)
    if read is None:
        return None
    found = _columns_of(path.name, read, named, faults)
    if not isinstance(read, gpd.GeoDataFrame):
        shapes = None
        faults.append(_no_geometry(path.name))
    else:
        own = of_regency(path.name, read, found, regency, faults)
        if own is not None:
            found = _columns_of(path.name, own, named, [])
        shapes = None if own is None else _checked(path, own, faults, crs=crs, repair=repair)
    return None if shapes is None else Areas(shapes, found)


def _columns_of(
    file: str, frame: pd.DataFrame, named: Mapping[str, str], faults: list[Message]
) -> ColumnRoles:
    """Find the columns of a layer by their names and by what they hold."""
    own = [column for column in frame.columns if column != "geometry"]
    blank = {column: [not cell_text(value) for value in frame[column].tolist()] for column in own}
    empty = {column for column, gaps in blank.items() if all(gaps)}
    gappy = {column for column, gaps in blank.items() if any(gaps)}
    return find_columns(file, frame.columns, named, faults, empty=empty, gappy=gappy)


def read_shapes(
    path: Path,
    faults: list[Message],
    *,
    layer: str | None = None,
    crs: str | None = None,
    repair: bool = False,
) -> gpd.GeoDataFrame | None:
    """Read a layer of areas and bring it to WGS 84.

    Parameters
    ----------
    path : Path
        The file.
    faults : list of Message
        Gets a line for each feature that is no valid area, and for a CRS that is missing or
        cannot be right.
    layer : str, optional
        Name of the layer, where the file has several.
    crs : str, optional
        CRS in place of the one that the file states, such as ``EPSG:32751``.
    repair : bool
        Mend outlines that cross themselves in place of telling them.

    Returns
    -------
    GeoDataFrame or None
        None if it could not be read, or not be placed on the earth.
    """
    frame = _read(path, layer, faults)
    if frame is None:
        return None
    if not isinstance(frame, gpd.GeoDataFrame):
        faults.append(_no_geometry(path.name))
        return None
    return _checked(path, frame, faults, crs=crs, repair=repair)


def _checked(
    path: Path, frame: gpd.GeoDataFrame, faults: list[Message], *, crs: str | None, repair: bool
) -> gpd.GeoDataFrame | None:
    """Return a layer as areas in WGS 84, and tell what is wrong with them."""
    if frame.empty:
        faults.append(Message("%(name)s: it has no features", name=path.name))
        return None
    if crs is not None:
        try:
            frame = frame.set_crs(CRS.from_user_input(crs), allow_override=True)
        except CRSError:
            faults.append(Message("--crs %(crs)s: no known CRS; write it as EPSG:32751", crs=crs))
            return None
    frame.geometry = shapely.force_2d(frame.geometry.to_numpy())
    whole = _areas_only(path.name, frame, faults)
    placed = _placed(path.name, whole, faults)
    return None if placed is None else _mended(path.name, placed, faults, repair=repair)


def _read(path: Path, layer: str | None, faults: list[Message]) -> pd.DataFrame | None:
    if not path.exists():
        faults.append(Message("%(path)s: the file is missing; check the name", path=path))
        return None
    if not (path.is_file() or path.is_dir()):  # a pipe or a device would never end
        faults.append(
            Message(
                "%(name)s: it is no ordinary file; name a layer that is saved as a file",
                name=path.name,
            )
        )
        return None
    source = f"/vsigzip/{path}" if path.suffix == ".gz" else path
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(source) if kind]
        if layer is None and len(layers) == 1:
            layer = layers[0]
        if layer not in layers:
            names = ", ".join(layers) or "-"
            faults.append(
                Message(
                    "%(name)s: it has the layers %(names)s; name one with --layer",
                    name=path.name,
                    names=names,
                )
            )
            return None
        with np.errstate(invalid="ignore"):  # coordinates that are NaN are told later
            read: pd.DataFrame = pyogrio.read_dataframe(source, layer=layer, on_invalid="ignore")
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        faults.append(
            Message(
                "%(name)s: no readable layer (%(error)s); save it as GeoPackage",
                name=path.name,
                error=error,
            )
        )
        return None
    return read


def _no_geometry(file: str) -> Message:
    return Message(
        "%(file)s: it has no geometry; give the layer that holds the outlines", file=file
    )


def _areas_only(file: str, frame: gpd.GeoDataFrame, faults: list[Message]) -> gpd.GeoDataFrame:
    """Return the features that are areas; tell the others by kind."""
    kinds = frame.geometry.geom_type.where(~frame.geometry.is_empty, None)
    good = kinds.isin(["Polygon", "MultiPolygon"]).to_numpy(dtype=bool)
    if not good.any() and kinds.isin(["Point", "MultiPoint"]).all():
        faults.append(
            Message(
                "%(file)s: its %(count)s features are points, not areas; give the layer of the "
                "outlines (points tell neither borders nor land)",
                file=file,
                count=len(frame),
            )
        )
        return frame[good]
    for kind, rows in kinds[~good].fillna("").groupby(kinds[~good].fillna("")).groups.items():
        where = features([int(row) + 1 for row in rows])
        told = f" ({kind})" if kind else ""
        faults.append(
            Message(
                "%(file)s, %(what)s: the geometry%(told)s is no area; delete it or draw it anew",
                file=file,
                what=where,
                told=told,
            )
        )
    return _finite_only(file, frame[good], faults)


def _finite_only(file: str, frame: gpd.GeoDataFrame, faults: list[Message]) -> gpd.GeoDataFrame:
    """Return the features whose coordinates are all numbers; tell the others on a line."""
    corners, of = shapely.get_coordinates(frame.geometry.to_numpy(), return_index=True)
    odd = np.unique(of[~np.isfinite(corners).all(axis=1)])
    if len(odd):
        faults.append(
            Message(
                "%(file)s, %(what)s: coordinates of the outline are no numbers (NaN or infinite); "
                "delete those corners or draw it anew",
                file=file,
                what=features([int(row) + 1 for row in frame.index[odd]]),
            )
        )
    return frame.drop(index=frame.index[odd])


def _placed(file: str, frame: gpd.GeoDataFrame, faults: list[Message]) -> gpd.GeoDataFrame | None:
    """Return the layer in WGS 84; a fault if its CRS is missing or cannot be right."""
    if frame.empty:
        return None
    if frame.crs is None:
        faults.append(
            Message(
                "%(file)s: it states no CRS (a Shapefile needs its .prj); name it with --crs, "
                "such as --crs EPSG:4326 for degrees or EPSG:32751 for UTM zone 51 south",
                file=file,
            )
        )
        return None
    raw = tuple(float(edge) for edge in frame.total_bounds)
    name = frame.crs.to_string() if frame.crs.to_authority() else frame.crs.name
    if frame.crs.is_geographic and not _within(raw, (-180.0, -90.0, 180.0, 90.0)):
        faults.append(
            _swapped(file, raw)
            if _within(_turned(raw), INDONESIA)
            else Message(
                "%(file)s: its CRS is %(name)s (degrees), but it holds %(raw)s, "
                "%(raw_2)s: these are metres; name the true CRS with --crs, such as "
                "EPSG:32751",
                file=file,
                name=name,
                raw=f"{raw[0]:.0f}",
                raw_2=f"{raw[1]:.0f}",
            )
        )
        return None
    placed = frame.to_crs(WGS84)
    held = tuple(float(edge) for edge in placed.total_bounds)
    if _within(held, INDONESIA):
        return placed
    if np.isfinite(held).all() and _within(_turned(held), INDONESIA):
        faults.append(_swapped(file, held))
    else:
        west, south = held[:2]
        faults.append(
            Message(
                "%(file)s: by its CRS %(name)s it lies at lon %(west)s, lat %(south)s, not in "
                "Indonesia; name the true CRS with --crs, such as EPSG:32751",
                file=file,
                name=name,
                west=f"{west:.2f}",
                south=f"{south:.2f}",
            )
        )
    return None


def _within(bounds: tuple[float, ...], outer: BoundingBox) -> bool:
    west, south, east, north = bounds
    return outer[0] <= west and outer[1] <= south and east <= outer[2] and north <= outer[3]


def _turned(bounds: tuple[float, ...]) -> BoundingBox:
    return bounds[1], bounds[0], bounds[3], bounds[2]


def _swapped(file: str, bounds: tuple[float, ...]) -> Message:
    first = f"{bounds[0]:.2f}, {bounds[1]:.2f}"
    return Message(
        "%(file)s: lon and lat are swapped (it holds %(first)s); write lon before lat",
        file=file,
        first=first,
    )


def _mended(
    file: str, frame: gpd.GeoDataFrame, faults: list[Message], *, repair: bool
) -> gpd.GeoDataFrame:
    shapes = frame.geometry.to_numpy()
    broken = np.flatnonzero(~shapely.is_valid(shapes))
    if repair and len(broken):
        return _areas_only(file, frame.set_geometry(mended(shapes), crs=WGS84), faults)
    for number, (at, reason) in zip(
        frame.index[broken] + 1,
        (_where(shapely.is_valid_reason(shapes[place])) for place in broken),
        strict=True,
    ):
        faults.append(
            Message(
                "%(file)s, feature %(number)s: its outline crosses itself near %(at)s "
                "(%(reason)s); mend it (QGIS: Fix geometries), or build with --repair",
                file=file,
                number=number,
                at=at,
                reason=reason,
            )
        )
    return frame


def _where(reason: str) -> tuple[str, str]:
    """Return place and kind of what makes a shape invalid, as GEOS says it: ``Kind[x y]``."""
    kind, _, rest = reason.partition("[")
    place = ", ".join(f"{float(number):.4f}" for number in rest.rstrip("]").split())
    return place or "?", kind
