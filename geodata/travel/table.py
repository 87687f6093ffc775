"""The travel table: road legs between places, per vehicle and condition.

A leg lasts ``ceil(seconds / 60)`` minutes, rounded once; an edge takes whole milliseconds.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from geodata.array_types import BoolArray, IntArray
from geodata.errors import GeodataError
from geodata.message import Message
from geodata.roads import RoadGraph
from geodata.travel.conditions import RoadState
from geodata.travel.cost_cache import CostCache
from geodata.travel.shortest_paths import open_network, split_costs

__all__ = ["TRAVEL_COLUMNS", "TravelTable", "legs_frame", "legs_table", "travel_table"]

TRAVEL_COLUMNS = ("origin", "destination", "vehicle", "condition", "minutes", "metres")
_TEXTS = TRAVEL_COLUMNS[:4]
SCHEMA = pa.schema(
    [(name, pa.string() if name in _TEXTS else pa.int64()) for name in TRAVEL_COLUMNS]
)


_PART = 100_000
"""Rows that are hashed at a time."""

_LINES = csv.WriteOptions(
    include_header=False, batch_size=_PART, delimiter="\t", quoting_style="none"
)


class _Digest(io.RawIOBase):
    """A file that keeps nothing but the SHA-256 of what is written to it."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._hash.update(data)
        return len(data)

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


@dataclass(frozen=True, eq=False)
class TravelTable:
    """Road legs between places, per vehicle and condition.

    Attributes
    ----------
    frame : DataFrame
        ``origin, destination, vehicle, condition`` (categories: the texts in use, sorted),
        ``minutes, metres`` (int64); a row per leg that exists, sorted by the four texts; no
        leg from a place to itself.
    """

    frame: pd.DataFrame

    def sha256(self) -> str:
        """Return the hash over the rows (SHA-256, lower-case hex), as in docs/files.md."""
        digest = _Digest()
        try:
            csv.write_csv(legs_table(self.frame), pa.PythonFile(digest, mode="w"), _LINES)
        except pa.ArrowInvalid:  # a text with a quote, which CSV would not take as it is
            digest = _Digest()
            for start in range(0, len(self.frame), _PART):
                part = self.frame.iloc[start : start + _PART]
                rows = TravelTable(part).rows()
                digest.write("".join("\t".join(map(str, row)) + "\n" for row in rows).encode())
        return digest.hexdigest()

    def rows(self) -> Iterator[tuple[str, str, str, str, int, int]]:
        """Yield the rows: origin, destination, vehicle, condition, minutes, metres."""
        return zip(*(self.frame[name].tolist() for name in TRAVEL_COLUMNS), strict=True)

    def write(self, path: Path) -> None:
        """Write the table as Parquet; the same rows give the same bytes."""
        table = legs_table(self.frame).combine_chunks()
        pq.write_table(table, path, compression="zstd")

    @classmethod
    def read(cls, path: Path) -> TravelTable:
        """Read a table that `write` wrote.

        Raises
        ------
        GeodataError
            If the file cannot be read, or its columns are not those of a travel table.
        """
        try:
            table = pq.read_table(path, read_dictionary=list(_TEXTS))
        except (OSError, pa.ArrowException) as error:
            raise GeodataError(
                Message("%(path)s: no readable Parquet file (%(error)s)", path=path, error=error)
            ) from error
        if table.schema.names != list(TRAVEL_COLUMNS):
            raise GeodataError(
                Message(
                    "%(path)s: columns %(names)s, expected %(travel_columns)s",
                    path=path,
                    names=table.schema.names,
                    travel_columns=list(TRAVEL_COLUMNS),
                )
            )
        return cls.from_frame(table.to_pandas())

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> TravelTable:
        """Make a table of rows in any order."""
        texts = {name: _categories(frame[name]) for name in _TEXTS}
        figures = {name: frame[name].astype("int64") for name in ("minutes", "metres")}
        typed = pd.DataFrame(texts | figures)
        return cls(typed.sort_values(list(_TEXTS), ignore_index=True))


def _categories(texts: pd.Series) -> pd.Series:
    """Texts as categories: those in use, sorted."""
    if not isinstance(texts.dtype, pd.CategoricalDtype):
        return texts.astype("str").astype("category")
    used = texts.cat.remove_unused_categories()
    return used.cat.reorder_categories(sorted(used.cat.categories))


def _texts(names: Sequence[str]) -> pd.Index:
    return pd.Index(pd.Series(names, dtype="str"))


def legs_table(frame: pd.DataFrame) -> pa.Table:
    """Return the legs of a `TravelTable` as an Arrow table of texts and whole numbers."""
    columns = [
        pa.array(frame[name], from_pandas=True).cast(SCHEMA.field(name).type)
        for name in TRAVEL_COLUMNS
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def travel_table(
    graph: RoadGraph,
    speeds: pd.DataFrame,
    places: Mapping[str, str],
    vehicles: Collection[str],
    states: Mapping[str, RoadState],
    cache: CostCache | None = None,
) -> TravelTable:
    """Return the road legs between places.

    States that leave a vehicle the same roads at the same speeds are looked up once.

    Parameters
    ----------
    graph : RoadGraph
        The roads.
    speeds : DataFrame
        The dataset's table of speeds.
    places : mapping of str to str
        Node of the graph by place id; places may share a node (a leg of 0 minutes, 0 metres).
    vehicles : collection of str
        Vehicles, as in the table of speeds.
    states : mapping of str to RoadState
        States of the roads by condition id.
    cache : CostCache, optional
        Where costs are kept for later tables; without one, for this table alone.

    Returns
    -------
    TravelTable
        Minutes and metres of each leg that exists.

    Raises
    ------
    GeodataError
        If a place's node is not in the graph, or a speed is missing.
    """
    cache = CostCache() if cache is None else cache
    ids = sorted(places)
    keys = (sorted(vehicles), sorted(states))
    nodes = np.array([graph.position(places[place]) for place in ids], dtype=np.intp)
    sources, position = np.unique(nodes, return_inverse=True)
    shape = (len(ids), len(ids), len(keys[0]), len(keys[1]))
    exists = np.zeros(shape, dtype=bool)
    minutes, metres = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    others = ~np.eye(len(ids), dtype=bool)
    for at, (vehicle, condition) in enumerate(product(*keys)):
        network = open_network(graph, speeds, vehicle, states[condition])
        costs = cache.costs(network, sources)[np.ix_(position, position)]
        cell = np.s_[:, :, at // len(keys[1]), at % len(keys[1])]
        exists[cell] = np.isfinite(costs) & others
        minutes[cell], metres[cell] = split_costs(costs)
    return TravelTable(legs_frame(exists, minutes, metres, (ids, ids, *keys)))


def legs_frame(
    exists: BoolArray,
    minutes: IntArray,
    metres: IntArray,
    names: Sequence[Sequence[str]],
) -> pd.DataFrame:
    """Return the legs that exist as rows.

    Parameters
    ----------
    exists, minutes, metres : array
        By origin, destination, vehicle and condition.
    names : sequence of sequence of str
        Ids along these four axes, each sorted; so are the rows.

    Returns
    -------
    DataFrame
        As in `TravelTable`.
    """
    leg = np.nonzero(exists)
    texts = {
        name: pd.Categorical.from_codes(at, _texts(held)).remove_unused_categories()
        for name, held, at in zip(_TEXTS, names, leg, strict=True)
    }
    return pd.DataFrame(texts | {"minutes": minutes[leg], "metres": metres[leg]})
