"""The base and the towns of a new regency: where they may lie, and what is assumed."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.boundaries import straight_metres
from geodata.build.given_tables import BASE
from geodata.dataset import ASSUMED_BASE
from geodata.findings import some
from geodata.message import Message
from geodata.typed_rows import records

__all__ = ["assumed_base_row", "base_in_use", "moved_base", "named_base", "town_faults"]

_TownRow = dict[str, object]


def named_base(
    point: tuple[float, float],
    names: gpd.GeoDataFrame,
    near: shapely.Geometry,
    faults: list[Message],
) -> _TownRow | None:
    """Return the row of towns.csv of a base that was named; None, with a fault, if it is off.

    Parameters
    ----------
    point : tuple of float
        Lon and lat as they were given.
    names : GeoDataFrame
        ``name, geometry`` of the layer.
    near : Geometry
        The regency with its margin.
    faults : list of Message
        Gets a line if the point lies elsewhere.
    """
    lon, lat = point
    if shapely.intersects_xy(near, lon, lat):
        inside = names.loc[shapely.intersects_xy(names.geometry.to_numpy(), lon, lat), "name"]
        name = str(inside.iloc[0]) if len(inside) else ""
        return _row(f"Pangkalan {name}".strip(), lon, lat, "--base")
    west, south, east, north = shapely.bounds(near)
    area = f"lon {west:.2f} .. {east:.2f}, lat {south:.2f} .. {north:.2f}"
    faults.append(
        Message(
            "--base %(lon)s,%(lat)s: lon and lat are swapped; write --base %(lat)s,%(lon)s",
            lon=f"{lon:g}",
            lat=f"{lat:g}",
        )
        if shapely.intersects_xy(near, lat, lon)
        else Message(
            "--base %(lon)s,%(lat)s: it lies outside the area (%(area)s); write LON,LAT",
            lon=f"{lon:g}",
            lat=f"{lat:g}",
            area=area,
        )
    )
    return None


def base_in_use(base: str, tables: Mapping[str, pd.DataFrame]) -> list[Message]:
    """Return a fault if official sections or crossings name the base: these lead to its place."""
    sections, crossings = tables["sections"], tables["crossings"]
    on_path = [base in path.split() for path in sections["path"]]
    used = [*sections.loc[on_path, "id"]]
    used += [row.id for row in records(crossings) if base in (getattr(row, "from"), row.to)]
    if not used:
        return []
    return [
        Message(
            "--base: %(names)s of sections.csv and crossings.csv lead to the base where it is; "
            "give that place a row of its own in towns.csv and name it there, then move the base",
            names=some(used),
        )
    ]


def moved_base(
    base: str,
    point: tuple[float, float],
    outlines: gpd.GeoDataFrame,
    tables: Mapping[str, pd.DataFrame],
    faults: list[Message],
) -> tuple[str, pd.DataFrame]:
    """Return the id of a base that is named anew, and the towns with it.

    A base that has an id of its own, as a town has, stays as a town.

    Parameters
    ----------
    base : str
        Id of the base so far.
    point : tuple of float
        Lon and lat of the new one (WGS 84).
    outlines : GeoDataFrame
        ``name, geometry`` of the villages.
    tables : mapping
        The dataset's, among them towns, sections and crossings.
    faults : list of Message
        Gets a line if the point lies elsewhere, or roads lead to the base by its id.
    """
    towns = tables["towns"]
    row = named_base(point, outlines, shapely.union_all(outlines.geometry.to_numpy()), faults)
    if base == BASE:
        faults += base_in_use(base, tables)
    if row is None:
        return base, towns
    others = [each for each in towns.to_dict("records") if each["id"] != BASE]
    return BASE, pd.DataFrame([row, *others], columns=towns.columns)


def assumed_base_row(villages: pd.DataFrame, kecamatan: pd.DataFrame) -> _TownRow:
    """Return the row of towns.csv of a base that nobody named.

    It is the post of the kecamatan with most residents; where no residents are known, the post
    with the least straight distance to all villages, as nothing else speaks for any.

    Parameters
    ----------
    villages, kecamatan : DataFrame
        As in the dataset.
    """
    residents = villages.groupby("kecamatan_code")["population_2010"].sum()
    if residents.any():
        code, why = str(residents.idxmax()), "the kecamatan with most residents is taken"
    else:
        code = min((_away(row, villages), row.code) for row in records(kecamatan))[1]
        why = "no residents are known, the most central post is taken"
    post = next(row for row in records(kecamatan) if row.code == code)
    basis = f"{ASSUMED_BASE}; {why}"
    return _row(f"Pangkalan {post.capital_name}", post.post_lon, post.post_lat, basis)


def _away(post: SimpleNamespace, villages: pd.DataFrame) -> float:
    lons, lats = villages["lon"].to_numpy(), villages["lat"].to_numpy()
    here = np.full(len(lons), post.post_lon), np.full(len(lats), post.post_lat)
    return float(straight_metres(lons, lats, *here).sum())


def town_faults(towns: pd.DataFrame, near: shapely.Geometry, file: str) -> list[Message]:
    """Return a line for each town whose lon and lat are swapped, or that takes the base's id."""
    faults: list[Message] = []
    for line, row in enumerate(records(towns), start=2):
        outside = not shapely.intersects_xy(near, row.lon, row.lat)
        if outside and shapely.intersects_xy(near, row.lat, row.lon):
            said = f"{row.lon:g}, {row.lat:g}"
            faults.append(
                Message(
                    "%(file)s, line %(line)s (%(id)s): lon and lat are swapped (%(said)s); "
                    "write lon before lat",
                    file=file,
                    line=line,
                    id=row.id,
                    said=said,
                )
            )
        if row.id == BASE:
            faults.append(
                Message(
                    "%(file)s, line %(line)s: the id %(base)r stands for the base; give the "
                    "town another id, and the base with --base LON,LAT",
                    file=file,
                    line=line,
                    base=BASE,
                )
            )
    return faults


def _row(name: str, lon: float, lat: float, basis: str) -> _TownRow:
    return {"id": BASE, "name": name, "lon": lon, "lat": lat, "basis": basis}
