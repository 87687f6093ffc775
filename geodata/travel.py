"""Travel by road: the table of legs, and single ways explained.

Times are exact whole numbers: an edge takes whole milliseconds, and both time and length of a
way sit in one whole number (milliseconds above, metres below), so that the quickest way, and of
equal ways the shortest, is one shortest path. A leg lasts ``ceil(seconds / 60)`` minutes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import scipy.sparse as sp
from scipy.sparse.csgraph import dijkstra

from geodata.conditions import RoadState
from geodata.errors import GeodataError
from geodata.roads import RoadGraph

__all__ = ["TRAVEL_COLUMNS", "TravelTable", "travel_table"]

TRAVEL_COLUMNS = ("origin", "destination", "vehicle", "condition", "minutes", "metres")
_METRES_BITS = 24
_METRES = 1 << _METRES_BITS
"""Longest way: 16,777 km. Milliseconds keep 53 - 24 = 29 bits, about 149 hours."""
_EXACT = 2.0**53
_MILLISECONDS_PER_MINUTE = 60_000

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

_SCHEMA = pa.schema(
    [
        (name, pa.int64() if name in {"minutes", "metres"} else pa.string())
        for name in TRAVEL_COLUMNS
    ]
)


@dataclass(frozen=True, eq=False)
class TravelTable:
    """Road legs between places, per vehicle and condition.

    Attributes
    ----------
    frame : DataFrame
        ``origin, destination, vehicle, condition`` (text), ``minutes, metres`` (int64); a row
        per leg that exists, sorted by the four texts; no leg from a place to itself.
    """

    frame: pd.DataFrame

    def sha256(self) -> str:
        """Return the hash over the rows (SHA-256, lower-case hex), as in docs/files.md."""
        columns = [self.frame[name].tolist() for name in TRAVEL_COLUMNS]
        lines = "".join(
            f"{origin}\t{destination}\t{vehicle}\t{condition}\t{minutes}\t{metres}\n"
            for origin, destination, vehicle, condition, minutes, metres in zip(
                *columns, strict=True
            )
        )
        return hashlib.sha256(lines.encode()).hexdigest()

    def write(self, path: Path) -> None:
        """Write the table as Parquet; the same rows give the same bytes."""
        columns = [
            pa.array(self.frame[name].tolist(), _SCHEMA.field(name).type) for name in TRAVEL_COLUMNS
        ]
        pq.write_table(pa.Table.from_arrays(columns, schema=_SCHEMA), path, compression="zstd")

    @classmethod
    def read(cls, path: Path) -> TravelTable:
        """Read a table that `write` wrote.

        Raises
        ------
        GeodataError
            If the columns are not those of a travel table.
        """
        table = pq.read_table(path)
        if table.schema.names != list(TRAVEL_COLUMNS):
            raise GeodataError(
                f"{path}: columns {table.schema.names}, expected {list(TRAVEL_COLUMNS)}"
            )
        return cls.from_frame(table.to_pandas())

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> TravelTable:
        """Make a table of rows in any order."""
        typed = frame[list(TRAVEL_COLUMNS)].astype(
            {name: "int64" if name in {"minutes", "metres"} else "str" for name in TRAVEL_COLUMNS}
        )
        return cls(typed.sort_values(list(TRAVEL_COLUMNS[:4]), ignore_index=True))


def travel_table(
    graph: RoadGraph,
    speeds: pd.DataFrame,
    places: Mapping[str, str],
    vehicles: Collection[str],
    states: Mapping[str, RoadState],
) -> TravelTable:
    """Return the road legs between places.

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

    Returns
    -------
    TravelTable
        Minutes and metres of each leg that exists.

    Raises
    ------
    GeodataError
        If a place's node is not in the graph, or a speed is missing.
    """
    ids = sorted(places)
    nodes = np.array([graph.position(places[place]) for place in ids], dtype=np.intp)
    sources, position = np.unique(nodes, return_inverse=True)
    frames = []
    for vehicle in sorted(vehicles):
        for condition in sorted(states):
            network = cost_matrix(graph, speeds, vehicle, states[condition])
            costs = _checked(dijkstra(network, indices=sources))[position][:, nodes]
            minutes, metres = split_cost(costs, sources[position][:, None] == nodes[None, :])
            exists = np.isfinite(costs) & ~np.eye(len(ids), dtype=bool)
            origin, destination = np.nonzero(exists)
            frames.append(
                (origin, destination, vehicle, condition, minutes[exists], metres[exists])
            )
    return _table(ids, frames)


def _table(
    ids: list[str],
    parts: list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], str, str, IntArray, IntArray]],
) -> TravelTable:
    names = np.array(ids, dtype=object)
    origin = np.concatenate([part[0] for part in parts])
    destination = np.concatenate([part[1] for part in parts])
    rank = np.concatenate([np.full(len(part[0]), at) for at, part in enumerate(parts)])
    order = np.lexsort((rank, destination, origin))
    labels = np.array([(part[2], part[3]) for part in parts], dtype=object)[rank[order]]
    frame = pd.DataFrame(
        {
            "origin": pd.Series(names[origin[order]], dtype="str"),
            "destination": pd.Series(names[destination[order]], dtype="str"),
            "vehicle": pd.Series(labels[:, 0], dtype="str"),
            "condition": pd.Series(labels[:, 1], dtype="str"),
            "minutes": np.concatenate([part[4] for part in parts])[order],
            "metres": np.concatenate([part[5] for part in parts])[order],
        }
    )
    return TravelTable(frame)


def edge_milliseconds(
    graph: RoadGraph, speeds: pd.DataFrame, vehicle: str, state: RoadState
) -> FloatArray:
    """Return the time of each edge in whole milliseconds; infinite where it is closed.

    Raises
    ------
    GeodataError
        If the table of speeds lacks a road class, surface or vehicle.
    """
    rows = speeds[speeds["vehicle"] == vehicle]
    keys = list(zip(rows["class"], rows["surface"], strict=True))
    edges = graph.edges
    kinds = list(zip(edges["class"], edges["surface"], strict=True))
    missing = sorted(set(kinds) - set(keys))
    if missing:
        roads = ", ".join(" ".join(kind) for kind in missing)
        known = ", ".join(sorted(set(speeds["vehicle"])))
        raise GeodataError(f"no speed of a {vehicle} on {roads} roads; known vehicles: {known}")
    row_of = {key: at for at, key in enumerate(keys)}
    figures = rows[["kmh", "wet_factor", "wet_ford_factor"]].to_numpy(dtype=float)
    speed, wet, wet_ford = figures[[row_of[kind] for kind in kinds]].T
    if state.wet:
        speed = speed * np.where(edges["fords"].to_numpy(dtype=bool), wet_ford, wet)
    times: FloatArray = np.rint(edges["metres"].to_numpy() * 3600 / speed)
    closed = np.isin(graph.closed_with, list(state.closed_to(vehicle)))
    return np.where(closed, np.inf, times)


def edge_costs(
    graph: RoadGraph, speeds: pd.DataFrame, vehicle: str, state: RoadState
) -> FloatArray:
    """Return milliseconds and metres of each edge in one number; infinite where closed."""
    times = edge_milliseconds(graph, speeds, vehicle, state)
    costs: FloatArray = times * _METRES + graph.edges["metres"].to_numpy()
    return costs


def cost_matrix(
    graph: RoadGraph, speeds: pd.DataFrame, vehicle: str, state: RoadState
) -> sp.csr_array:
    """Return the cheapest open edge between each pair of nodes, both ways."""
    costs = edge_costs(graph, speeds, vehicle, state)
    open_edges = np.isfinite(costs)
    ends, costs = graph.ends[open_edges], costs[open_edges]
    rows, columns = np.r_[ends[:, 0], ends[:, 1]], np.r_[ends[:, 1], ends[:, 0]]
    both = np.r_[costs, costs]
    order = np.lexsort((both, columns, rows))
    rows, columns, both = rows[order], columns[order], both[order]
    first = np.r_[True, (np.diff(rows) != 0) | (np.diff(columns) != 0)][: len(rows)]
    size = len(graph.nodes)
    return sp.csr_array((both[first], (rows[first], columns[first])), shape=(size, size))


def _checked(costs: FloatArray) -> FloatArray:
    """Return costs that are still whole numbers: a double counts to 2 ** 53."""
    longest = costs[np.isfinite(costs)].max(initial=0)
    if longest >= _EXACT:
        raise GeodataError("a way takes longer than 149 hours: the network is too large")
    return costs


def split_cost(costs: FloatArray, same: npt.NDArray[np.bool_]) -> tuple[IntArray, IntArray]:
    """Return minutes (rounded up) and metres of ways; 0 where unreachable."""
    whole = np.where(np.isfinite(costs) & ~same, costs, 0).astype(np.int64)
    milliseconds, metres = np.divmod(whole, _METRES)
    return -(-milliseconds // _MILLISECONDS_PER_MINUTE), metres
