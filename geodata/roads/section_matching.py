"""Official sections found on a network of mapped roads.

A section's path names places; between one and the next its road is taken to be the quickest way
on the map, gates and directions aside. Stretches driven out and back to a place off the road are
no part of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy.sparse as sp
from scipy.sparse.csgraph import dijkstra

from geodata.dataset import LOCAL
from geodata.message import Figure, Message
from geodata.roads.simplification import RoadNet
from geodata.typed_rows import records

__all__ = ["LIKELY", "POSSIBLE", "Match", "match_notes", "match_sections"]

POSSIBLE = (0.5, 2.0)
"""Length on the map over the official one, outside which another road was found."""
LIKELY = (0.8, 1.25)
"""The same, outside which a planner should look at it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A section on the map.

    Attributes
    ----------
    section : str
        Its id.
    edges : tuple of int
        Positions of its edges; none if it was not found.
    metres : int
        Their length on the map.
    official_metres : int or None
        The official length.
    """

    section: str
    edges: tuple[int, ...]
    metres: int
    official_metres: int | None

    @property
    def ratio(self) -> float | None:
        """Length on the map over the official one."""
        return self.metres / self.official_metres if self.official_metres else None


def match_sections(
    net: RoadNet, sections: pd.DataFrame, kmh: Mapping[tuple[str, str], float]
) -> list[Match]:
    """Find official sections on the network.

    Parameters
    ----------
    net : RoadNet
        The network, places joined to it.
    sections : DataFrame
        ``id, path`` (text), ``length_km``.
    kmh : mapping
        Speed by class and surface.

    Returns
    -------
    list of Match
        In the order of the sections. An edge belongs to the first section that takes it.
    """
    roads = _Roads(net, kmh)
    taken: set[int] = set()
    found = []
    for row in records(sections):
        edges = [edge for edge in roads.along(row.path.split()) if edge not in taken]
        metres = int(net.edges["metres"].to_numpy()[edges].sum())
        official = None if np.isnan(row.length_km) else round(row.length_km * 1000)
        match = Match(row.id, tuple(edges), metres, official)
        ratio = match.ratio
        if ratio is not None and not POSSIBLE[0] <= ratio <= POSSIBLE[1]:
            match = Match(row.id, (), metres, official)
        taken |= set(match.edges)
        found.append(match)
    return found


def match_notes(matches: Sequence[Match]) -> list[Message]:
    """Say of each section what a planner should look at: not found, or of another length."""
    notes: list[Message] = []
    for match in matches:
        ratio, official = match.ratio, (match.official_metres or 0) / 1000
        measured = match.metres / 1000
        if not match.edges:
            notes.append(
                Message(
                    "section %(section)s: not found on the map (%(measured)s km there, "
                    "%(official)s km official); it is drawn straight, check its path",
                    section=match.section,
                    measured=Figure(measured, 1),
                    official=Figure(official, 1),
                )
            )
        elif ratio is not None and not LIKELY[0] <= ratio <= LIKELY[1]:
            notes.append(
                Message(
                    "section %(section)s: %(measured)s km on the map, %(official)s km "
                    "official, which is used; check its path",
                    section=match.section,
                    measured=Figure(measured, 1),
                    official=Figure(official, 1),
                )
            )
    return notes


class _Roads:
    """The network with the time of each edge, both ways."""

    def __init__(self, net: RoadNet, kmh: Mapping[tuple[str, str], float]) -> None:
        self.at = {node: position for position, node in enumerate(net.nodes["id"])}
        ends = [net.edges[end].map(self.at).to_numpy(dtype=np.intp) for end in ("a", "b")]
        kinds = zip(net.edges["class"], net.edges["surface"], strict=True)
        speed = np.array([kmh.get(kind, 1.0) for kind in kinds])
        # A small share more, so that an edge of no length stays an edge.
        cost = net.edges["metres"].to_numpy(dtype=np.float64) / speed + 1e-9
        self.link = (net.edges["class"] == LOCAL[0]).to_numpy()
        self.edge_of: dict[tuple[int, int], int] = {}
        for edge in np.lexsort((np.arange(len(cost)), cost))[::-1].tolist():
            a, b = int(ends[0][edge]), int(ends[1][edge])
            self.edge_of[a, b] = self.edge_of[b, a] = edge
        pairs = np.array(list(self.edge_of), dtype=np.intp).reshape(-1, 2)
        costs = cost[list(self.edge_of.values())]
        self.matrix = sp.csr_array((costs, (pairs[:, 0], pairs[:, 1])), shape=(len(self.at),) * 2)

    def along(self, path: list[str]) -> list[int]:
        """Return the edges on the way through places; none if a stretch is missing."""
        used: Counter[int] = Counter()
        for start, end in pairwise(path):
            way = self._way(start, end)
            if way is None:
                return []
            used.update(way)
        return sorted(edge for edge, times in used.items() if times % 2 and not self.link[edge])

    def _way(self, start: str, end: str) -> list[int] | None:
        if start not in self.at or end not in self.at:
            return None
        origin, node = self.at[start], self.at[end]
        before: npt.NDArray[np.int32] = dijkstra(
            self.matrix, indices=origin, return_predecessors=True
        )[1]
        edges = []
        while node != origin:
            previous = int(before[node])
            if previous < 0:
                return None
            edges.append(self.edge_of[previous, node])
            node = previous
        return edges
