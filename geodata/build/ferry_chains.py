"""Ferry ways of an extract joined from pier to pier.

A ferry is often drawn in several ways that meet at sea, and several ferries often share the way
out of a harbour. Where ways meet away from roads and land, a ferry goes on along the ways of its
own name, or of none.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from geodata.array_types import Coordinate
from geodata.boundaries import straight_metres
from geodata.osm import FerryWay

__all__ = ["FerryRoute", "chained"]


@dataclass(frozen=True, slots=True)
class FerryRoute:
    """A ferry from pier to pier; what its tags do not say is empty or None.

    Attributes
    ----------
    ways : tuple of int
        Ids of its ways in order.
    nodes : tuple of int
        Ids of its first and last point.
    ends : tuple
        The two points (lon, lat in WGS 84).
    metres : int
        Length.
    name : str
        Its name.
    vehicles : tuple of str
        Vehicles that all of its ways take.
    minutes : int or None
        Minutes of the whole crossing.
    opening_hours : str
        The tag as it stands.
    both : bool
        Whether it also goes back.
    """

    ways: tuple[int, ...]
    nodes: tuple[int, int]
    ends: tuple[Coordinate, Coordinate]
    metres: int
    name: str
    vehicles: tuple[str, ...]
    minutes: int | None
    opening_hours: str
    both: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a ferry's way between two stops, and its share of the way's length."""

    ferry: FerryWay
    start: int
    end: int
    metres: float
    share: float


def chained(ferries: Sequence[FerryWay], piers: Collection[int]) -> list[FerryRoute]:
    """Join ferry ways from pier to pier.

    Parameters
    ----------
    ferries : sequence of FerryWay
        The ways; no loops.
    piers : collection of int
        Nodes that lie on a road or a path.

    Returns
    -------
    list of FerryRoute
        One for each two stops that ways join without a third between them, sorted by its ways.
        A stop is an end of a way that is a pier, or where no way of its name goes on.
    """
    places = {
        node: (float(lon), float(lat))
        for ferry in ferries
        for node, (lon, lat) in zip(ferry.nodes, ferry.points, strict=True)
    }
    sharing = Counter(node for ferry in ferries for node in set(ferry.nodes))
    shared = {node for node, count in sharing.items() if count > 1}
    sea = _Sea([piece for ferry in ferries for piece in _pieces(ferry, shared)], piers)
    ways = {(start, end): way for start in sea.stops for end, way in sea.ways_from(start).items()}
    found = []
    for (start, end), way in ways.items():
        back = ways.get((end, start))
        along = way[0].start == start
        if back is None or (along, -start) > (back[0].start == end, -end):
            found.append(_ferry(way, (start, end), places, both=back is not None))
    return sorted(found, key=lambda ferry: (ferry.ways, ferry.nodes))


def _pieces(ferry: FerryWay, shared: set[int]) -> list[_Piece]:
    """Cut a way where it touches another."""
    cuts = [at for at in range(1, len(ferry.nodes) - 1) if ferry.nodes[at] in shared]
    steps = straight_metres(*ferry.points[:-1].T, *ferry.points[1:].T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    return [
        _Piece(
            ferry,
            ferry.nodes[low],
            ferry.nodes[high],
            float(along[high] - along[low]),
            float((along[high] - along[low]) / (along[-1] or 1.0)),
        )
        for low, high in pairwise([0, *cuts, len(ferry.nodes) - 1])
    ]


class _Sea:
    """Ferry ways as a graph, with the stops on it."""

    def __init__(self, pieces: list[_Piece], piers: Collection[int]) -> None:
        self.at: dict[int, list[tuple[int, _Piece]]] = {}
        names: dict[int, list[str]] = {}
        for piece in pieces:
            for here, there, against in ((piece.start, piece.end, -1), (piece.end, piece.start, 1)):
                names.setdefault(here, []).append(piece.ferry.tags.name)
                if piece.ferry.tags.oneway != against:
                    self.at.setdefault(here, []).append((there, piece))
        self.stops = sorted(
            node for node, told in names.items() if node in piers or not _all_go_on(told)
        )

    def ways_from(self, start: int) -> dict[int, list[_Piece]]:
        """Return the shortest way to each other stop that is reached without a third."""
        stops = set(self.stops)
        count = 0
        queue: list[tuple[float, int, int, str, list[_Piece]]] = [(0.0, count, start, "", [])]
        seen: set[tuple[int, str]] = set()
        found: dict[int, list[_Piece]] = {}
        while queue:
            metres, _, here, name, way = heapq.heappop(queue)
            if (here, name) in seen:
                continue
            seen.add((here, name))
            if way and here in stops:
                if here != start:
                    found.setdefault(here, way)
                continue
            for there, piece in self.at.get(here, []):
                told = piece.ferry.tags.name
                if _fits(name, told):
                    count += 1
                    ahead = (metres + piece.metres, count, there, name or told, [*way, piece])
                    heapq.heappush(queue, ahead)
        return found


def _fits(name: str, other: str) -> bool:
    return not name or not other or name == other


def _all_go_on(names: list[str]) -> bool:
    """Return whether each way that meets the others at sea goes on as one of them."""
    return all(
        any(_fits(name, other) for other in names[:at] + names[at + 1 :])
        for at, name in enumerate(names)
    )


def _ferry(
    way: list[_Piece], nodes: tuple[int, int], places: dict[int, Coordinate], *, both: bool
) -> FerryRoute:
    tags = [piece.ferry.tags for piece in way]
    hours = {held.opening_hours for held in tags if held.opening_hours}
    return FerryRoute(
        ways=tuple(dict.fromkeys(piece.ferry.way for piece in way)),
        nodes=nodes,
        ends=(places[nodes[0]], places[nodes[1]]),
        metres=round(sum(piece.metres for piece in way)),
        name=next((held.name for held in tags if held.name), ""),
        vehicles=tuple(
            vehicle
            for vehicle in tags[0].vehicles
            if all(vehicle in held.vehicles for held in tags)
        ),
        minutes=_minutes(way),
        opening_hours=hours.pop() if len(hours) == 1 else "",
        both=both,
    )


def _minutes(way: list[_Piece]) -> int | None:
    """Return the minutes of a whole crossing.

    Ways with the same minutes were one way that was cut, each with the minutes of the
    whole; minutes that differ are those of the ways, and all must tell theirs.
    """
    told = {piece.ferry.way: piece.ferry.tags.minutes for piece in way}
    shares: dict[int, float] = {}
    for piece in way:
        shares[piece.ferry.way] = shares.get(piece.ferry.way, 0.0) + piece.share
    known = {minutes for minutes in told.values() if minutes}
    whole = all(share > 0.999 for share in shares.values())
    if len(known) == 1 and whole:
        return known.pop()
    if not known or None in told.values():
        return None
    return max(1, round(sum((told[at] or 0) * share for at, share in shares.items())))
