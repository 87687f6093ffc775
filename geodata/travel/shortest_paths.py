"""The road graph under one vehicle and state, ready for shortest paths.

Time and length of an edge sit in one whole number, milliseconds above and metres below: sums of
such numbers compare by time first and by length second, so that the quickest way, and of equal
ways the shortest, is one shortest path, without rounding on the way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy.sparse as sp
from scipy.sparse.csgraph import dijkstra

from geodata.array_types import FloatArray, IndexArray, IntArray
from geodata.errors import GeodataError
from geodata.message import Message
from geodata.roads import RoadGraph
from geodata.travel.conditions import RoadState
from geodata.typed_rows import records

__all__ = ["MILLISECONDS_PER_MINUTE", "Network", "open_network", "split_costs"]


MILLISECONDS_PER_MINUTE = 60_000
_METRES = 1 << 24
"""Ways stay below 16,777 km; milliseconds keep 53 - 24 = 29 bits of a double, 149 hours."""
_EXACT = 2.0**53
_CELLS = 1 << 21
"""Costs held at a time: 16 MiB."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The open roads for a vehicle under a state.

    Attributes
    ----------
    milliseconds : array
        Time of each edge of the graph, infinite where it is closed.
    matrix : csr_array
        Cost of the cheapest open edge from a node to another.
    edges : array
        The edge of the graph behind each entry of the matrix.
    """

    milliseconds: FloatArray
    matrix: sp.csr_array
    edges: IndexArray
    _last: dict[int, tuple[FloatArray, npt.NDArray[np.int32]]] = field(default_factory=dict)

    def costs_between(self, sources: IndexArray, targets: IndexArray) -> FloatArray:
        """Return costs from each source to each target; infinite where no road leads.

        Memory beyond the answer's stays within some rows of the network, however many sources
        there are.

        Raises
        ------
        GeodataError
            If a way takes too long to be counted exactly.
        """
        rows = max(1, _CELLS // max(1, self.matrix.shape[0]))
        found = np.empty((len(sources), len(targets)))
        for start in range(0, len(sources), rows):
            some = sources[start : start + rows]
            found[start : start + rows] = dijkstra(self.matrix, indices=some)[:, targets]
        return _checked(found)

    def way(self, origin: int, destination: int) -> tuple[float, list[int], list[int]]:
        """Return cost, nodes and edges of a way; an infinite cost if there is none.

        Ways from the same origin, one after the other, share one search.
        """
        if origin not in self._last:
            self._last.clear()
            self._last[origin] = dijkstra(self.matrix, indices=origin, return_predecessors=True)
        costs, before = self._last[origin]
        cost = float(_checked(costs[[destination]])[0])
        if not np.isfinite(cost):
            return cost, [], []
        nodes, edges = [destination], []
        while nodes[-1] != origin:
            nodes.append(int(before[nodes[-1]]))
            edges.append(self._edge(nodes[-1], nodes[-2]))
        return cost, nodes[::-1], edges[::-1]

    def _edge(self, start: int, end: int) -> int:
        first, after = self.matrix.indptr[start : start + 2]
        within = np.searchsorted(self.matrix.indices[first:after], end)
        return int(self.edges[first + within])


def open_network(graph: RoadGraph, speeds: pd.DataFrame, vehicle: str, state: RoadState) -> Network:
    """Return the roads that a vehicle can use under a state.

    Parameters
    ----------
    graph : RoadGraph
        The roads.
    speeds : DataFrame
        The dataset's table of speeds.
    vehicle : str
        As in the table of speeds.
    state : RoadState
        Season and closures.

    Raises
    ------
    GeodataError
        If the table of speeds lacks a road class, surface or vehicle.
    """
    milliseconds = _milliseconds(graph, speeds, vehicle, state)
    metres = graph.edges["metres"].to_numpy(dtype=np.float64)
    usable = np.flatnonzero(np.isfinite(milliseconds))
    cost = milliseconds[usable] * _METRES + metres[usable]
    a, b = graph.ends[usable].T
    back = ~graph.oneway[usable]
    start, end = np.concatenate([a, b[back]]), np.concatenate([b, a[back]])
    both, edge = np.concatenate([cost, cost[back]]), np.concatenate([usable, usable[back]])
    order = np.lexsort((edge, both, end, start))
    start, end, both, edge = start[order], end[order], both[order], edge[order]
    fresh = np.ones(len(start), dtype=bool)
    fresh[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    size = len(graph.nodes)
    begins = np.searchsorted(start[fresh], np.arange(size + 1))
    # Built from sorted parts: other ways of making it would drop edges of no cost.
    matrix = sp.csr_array((both[fresh], end[fresh], begins), shape=(size, size))
    return Network(milliseconds, matrix, edge[fresh])


def split_costs(costs: FloatArray) -> tuple[IntArray, IntArray]:
    """Return minutes (each rounded up once) and metres of ways; 0 where there is none."""
    whole = np.where(np.isfinite(costs), costs, 0).astype(np.int64)
    milliseconds, metres = np.divmod(whole, _METRES)
    return -(-milliseconds // MILLISECONDS_PER_MINUTE), metres


def _checked(costs: FloatArray) -> FloatArray:
    if costs[np.isfinite(costs)].max(initial=0) >= _EXACT:
        raise GeodataError(
            Message("a way takes longer than 149 hours: too long to be counted exactly")
        )
    return costs


def _milliseconds(
    graph: RoadGraph, speeds: pd.DataFrame, vehicle: str, state: RoadState
) -> FloatArray:
    kmh, ford_kmh, passable = _figures(graph, speeds, vehicle, state)[graph.kind_of_edge].T
    fords = graph.edges["fords"].to_numpy(dtype=bool)
    kmh = np.where(fords, ford_kmh, kmh)
    metres = graph.edges["metres"].to_numpy(dtype=np.float64)
    if "ford_metres" in graph.edges:
        metres = metres + graph.edges["ford_metres"].to_numpy(dtype=np.float64)
    times = np.rint(metres * 3600 / kmh)
    closed = np.isin(graph.closed_with.astype(str), sorted(state.closed_to(vehicle)))
    barred = closed | graph.barred_to(vehicle) | (fords & (passable == 0))
    return np.where(barred, np.inf, times)


def _figures(graph: RoadGraph, speeds: pd.DataFrame, vehicle: str, state: RoadState) -> FloatArray:
    """Return km/h without and with fords, and 1 where fords are passed, by kind of road."""
    rows = speeds[speeds["vehicle"] == vehicle]
    kinds = zip(rows["class"], rows["surface"], strict=True)
    figures = [_season_figures(row, state) for row in records(rows)]
    by_kind = dict(zip(kinds, figures, strict=True))
    missing = [" ".join(kind) for kind in graph.kinds if kind not in by_kind]
    if missing:
        known = ", ".join(sorted(set(speeds["vehicle"])))
        raise GeodataError(
            Message(
                "no speed of a %(vehicle)s on %(names)s roads; known vehicles: %(known)s",
                vehicle=vehicle,
                names=", ".join(missing),
                known=known,
            )
        )
    return np.array([by_kind[kind] for kind in graph.kinds], dtype=np.float64).reshape(-1, 3)


def _season_figures(row: SimpleNamespace, state: RoadState) -> tuple[float, float, float]:
    passed = getattr(row, "fords", "all")
    if state.wet:
        return row.kmh * row.wet_factor, row.kmh * row.wet_ford_factor, float(passed == "all")
    dry_ford_factor = getattr(row, "dry_ford_factor", 1.0)
    return row.kmh, row.kmh * dry_ford_factor, float(passed != "none")
