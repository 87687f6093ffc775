"""Mapped roads kept with a dataset: ``roads.parquet`` (GeoParquet) and ``junctions.parquet``.

The lines stay on disk until a way is drawn, and then only those of its edges are decoded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geodata.array_types import GeometryArray, IndexArray
from geodata.boundaries import WGS84
from geodata.findings import some
from geodata.message import Message
from geodata.rounding import spread_metres
from geodata.typed_rows import records

__all__ = [
    "JUNCTIONS_FILE",
    "ROADS_FILE",
    "MappedRoads",
    "mapped_faults",
    "read_mapped",
    "write_mapped",
]

ROADS_FILE = "roads.parquet"
JUNCTIONS_FILE = "junctions.parquet"
ROAD_COLUMNS = (
    "a",
    "b",
    "class",
    "surface",
    "metres",
    "basis",
    "section",
    "fords",
    "bridge",
    "oneway",
    "bars",
    "name",
    "tagged_surface",
    "smoothness",
    "tracktype",
    "access",
    "way",
)
JUNCTION_COLUMNS = ("id", "name", "lon", "lat")
MAPPED_ROAD, ESTIMATED_ROAD = "mapped", "estimated"
FORD_METRES = 100
"""A ford takes the time of at least so much road at the speed of fords: an assumption."""


@dataclass(frozen=True, eq=False)
class MappedRoads:
    """The mapped roads of a dataset.

    Attributes
    ----------
    edges : DataFrame
        ``a, b`` (ids of junctions, villages and towns), ``class, surface, metres`` (on the
        map), ``basis`` (mapped, or estimated for the way from a place to its road), ``section``
        (id, or empty), ``fords, bridge, oneway, bars, name`` and the tags as they stand.
    junctions : DataFrame
        ``id, name`` (the village around it), ``lon, lat`` (WGS 84).
    file : Path
        Where the lines are.
    """

    edges: pd.DataFrame
    junctions: pd.DataFrame
    file: Path

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        """Class and surface of each kind of road, sorted."""
        held = self.edges[["class", "surface"]].drop_duplicates()
        return sorted(zip(held["class"], held["surface"], strict=True))

    @cached_property
    def _shapes(self) -> pa.ChunkedArray:
        return pq.read_table(self.file, columns=["geometry"])["geometry"].combine_chunks()

    def lines(self, edges: IndexArray) -> GeometryArray:
        """Return the lines of edges by their positions, in WGS 84, from ``a`` to ``b``."""
        held = self._shapes.take(pa.array(edges)).to_numpy(zero_copy_only=False)
        return np.asarray(shapely.from_wkb(held), dtype=object)

    def edges_with(self, sections: pd.DataFrame) -> pd.DataFrame:
        """Return the edges with what the official sections say of theirs.

        A section's length goes before the lengths on the map: it is spread over its edges in
        their proportion. Its class and surface hold on all of it, and its fords on all of it
        but bridges.

        Parameters
        ----------
        sections : DataFrame
            The dataset's sections.

        Returns
        -------
        DataFrame
            The edges with ``official`` (False = estimated), ``beside`` (empty) and
            ``ford_metres`` (by how much a ford of the map, which may be a point, is short of the
            least that it counts as in time).
        """
        short = (FORD_METRES - self.edges["metres"]).clip(lower=0)
        edges = self.edges.assign(
            official=self.edges["basis"] != ESTIMATED_ROAD,
            beside="",
            ford_metres=short.where(self.edges["fords"].astype(bool), 0),
        )
        at = edges.groupby("section", sort=False).indices
        for row in records(sections):
            held = at.get(row.id)
            if held is None:
                continue
            rows = edges.index[held]
            edges.loc[rows, ["class", "surface"]] = getattr(row, "class"), row.surface
            edges.loc[rows, "fords"] |= (row.wet_season == "fords") & ~edges.loc[rows, "bridge"]
            if not np.isnan(row.length_km):
                weights = edges.loc[rows, "metres"].to_numpy(dtype=np.float64)
                edges.loc[rows, "metres"] = spread_metres(round(row.length_km * 1000), weights)
                edges.loc[rows, "basis"] = "official"
        return edges


def read_mapped(folder: Path, faults: list[Message]) -> MappedRoads | None:
    """Read the mapped roads of a dataset folder, if it has some.

    Parameters
    ----------
    folder : Path
        The dataset folder.
    faults : list of Message
        Gets a line for each file, column or end of a road that is missing.

    Returns
    -------
    MappedRoads or None
        None where there are no mapped roads, or a fault.
    """
    files = {ROADS_FILE: ROAD_COLUMNS, JUNCTIONS_FILE: JUNCTION_COLUMNS}
    if not any((folder / name).exists() for name in files):
        return None
    tables = {name: _read(folder / name, columns, faults) for name, columns in files.items()}
    edges, junctions = tables[ROADS_FILE], tables[JUNCTIONS_FILE]
    return (
        None
        if edges is None or junctions is None
        else MappedRoads(edges, junctions, folder / ROADS_FILE)
    )


def mapped_faults(mapped: MappedRoads, tables: Mapping[str, pd.DataFrame]) -> list[Message]:
    """Return what does not fit between mapped roads and a dataset's tables."""
    places = {*mapped.junctions["id"], *tables["villages"]["code"], *tables["towns"]["id"]}
    ends = pd.concat([mapped.edges["a"], mapped.edges["b"]])
    lost = sorted(set(ends[~ends.isin(places)]))
    sections = {*tables["sections"]["id"], ""}
    unknown = sorted(set(mapped.edges["section"]) - sections)
    return [
        Message(key, file=ROADS_FILE, ids=some(ids, 8), junctions=JUNCTIONS_FILE)
        for key, ids in (
            (
                "%(file)s: ends not known to %(junctions)s, villages.csv or towns.csv: %(ids)s; "
                "build the dataset anew after such a change",
                lost,
            ),
            (
                "%(file)s: sections not known to sections.csv: %(ids)s; build the dataset anew "
                "after such a change",
                unknown,
            ),
        )
        if ids
    ]


def write_mapped(
    edges: pd.DataFrame,
    lines: GeometryArray,
    junctions: pd.DataFrame,
    folder: Path,
) -> None:
    """Write mapped roads into a dataset folder; the same roads give the same bytes."""
    frame = gpd.GeoDataFrame(edges[list(ROAD_COLUMNS)], geometry=lines, crs=WGS84)
    frame.to_parquet(folder / ROADS_FILE, index=False, compression="zstd")
    held = junctions[list(JUNCTION_COLUMNS)]
    held.to_parquet(folder / JUNCTIONS_FILE, index=False, compression="zstd")


def _read(path: Path, columns: tuple[str, ...], faults: list[Message]) -> pd.DataFrame | None:
    try:
        frame: pd.DataFrame = pq.read_table(path, columns=list(columns)).to_pandas()
    except FileNotFoundError:
        faults.append(
            Message("%(name)s: the file is missing; build the dataset anew", name=path.name)
        )
    except (OSError, pa.ArrowException) as error:
        faults.append(
            Message(
                "%(name)s: no readable Parquet (%(error)s); build the dataset anew",
                name=path.name,
                error=error,
            )
        )
    else:
        return frame
    return None
