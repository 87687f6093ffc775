"""Places joined to the roads at their doors, and parts of a network to each other.

A missing link between parts is estimated only where it is short, lies on land and crosses no
river or shore that is known; elsewhere the parts stay apart, and the quality report names the
place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pandas as pd
import shapely

from geodata.roads.gaps import Gap, gaps_between
from geodata.roads.snapping import FAR_METRES, SNAP_LIMIT_METRES, Link, Snap, Snapper

__all__ = ["GAP_METRES", "Joining"]

GAP_METRES = 2_000
"""A missing link between parts of the network is estimated up to this length."""
_FRAGMENT_METRES = 1_000
"""A shorter part of the network counts as no road: its link may be as long as a place's."""
_DRIVEWAY_METRES = 200
"""A part shorter than this is a driveway, which joins a place to nothing."""
_AS_NEAR_METRES = 300
"""The base's part of the network is taken if it is farther than another by no more."""
_WET_METRES = 100
"""So much of a link may lie off the outlines: they are drawn to about this."""
_METRES_PER_DEGREE = 110_574


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """Which parts of the network are joined, by roads, crossings and links."""

    of: dict[int, int]

    def root(self, part: int) -> int:
        while self.of.setdefault(part, part) != part:
            part = self.of[part]
        return part

    def join(self, one: int, other: int) -> None:
        if min(one, other) < 0:  # A road that is part of nothing joins nothing.
            return
        self.of[self.root(one)] = self.root(other)


class Joining:
    """Joins the base, ports and other places to a network, and its parts to the base's.

    Parameters
    ----------
    snapper : Snapper
        The network.
    waters : array of LineString
        Rivers and shores of the map (WGS 84).
    crossings : DataFrame
        ``from, to``.
    gap_metres : float
        Length of the longest link between parts that is estimated.
    """

    def __init__(
        self,
        snapper: Snapper,
        waters: np.ndarray,
        crossings: pd.DataFrame,
        gap_metres: float = GAP_METRES,
    ) -> None:
        self.snapper, self.crossings, self.gap_metres = snapper, crossings, gap_metres
        self.waters = shapely.STRtree(waters)
        self.parts = _Parts({})
        metres = snapper.part_metres
        self.roads = {part for part, length in metres.items() if length >= _DRIVEWAY_METRES}
        self.whole = {part for part, length in metres.items() if length >= _FRAGMENT_METRES}

    def at_door(self, place: SimpleNamespace, joined: set[int]) -> Snap | None:
        """Return the road for cars at a place's door.

        A road of the joined parts, or else of a whole part, goes before a nearer one if it is
        about as near.
        """
        ask = (place.id, place.lon, place.lat, "car")
        nearest = self.snapper.find(*ask, self.roads) or self.snapper.find(*ask, None)
        if nearest is None:
            return None
        limit = max(_AS_NEAR_METRES, 2 * nearest.metres)
        for parts in (joined, self.whole):
            if self._part(nearest) in parts:
                return nearest
            found = self.snapper.find(*ask, parts) if parts else None
            if found is not None and found.metres <= limit:
                return found
        return nearest

    def base_and_ports(
        self, base: SimpleNamespace, ports: Sequence[SimpleNamespace]
    ) -> list[Snap] | None:
        """Join the base and the ports of crossings; None if there is no road at the base."""
        at_base = self.at_door(base, set()) or self._by_motorcycle(base)
        if at_base is None:
            return None
        snaps = {base.id: at_base}
        for port in ports:
            found = self.at_door(port, {self._part(at_base)}) or self._by_motorcycle(port)
            if found is not None:
                snaps[port.id] = found
        for start, end in zip(self.crossings["from"], self.crossings["to"], strict=True):
            if start in snaps and end in snaps:
                self.parts.join(self._part(snaps[start]), self._part(snaps[end]))
        return list(snaps.values())

    def place(self, place: SimpleNamespace, at_base: Snap) -> list[Snap]:
        """Join a place to the road at its door, and to one for motorcycles that is nearer."""
        by_car = self.at_door(place, self._joined(at_base))
        if by_car is not None and by_car.metres <= FAR_METRES:
            return [by_car]
        rider = self._by_motorcycle(place)
        nearer = rider is not None and "car" in rider.bars and rider.metres <= FAR_METRES
        return [snap for snap in (by_car, rider if nearer else None) if snap is not None]

    def links(self, snaps: Sequence[Snap]) -> list[Link]:
        """Join the parts that hold places to that of the base, the first of the snaps.

        Returns
        -------
        list of Link
            Estimated links between parts, each where it is shortest.
        """
        base = self._part(snaps[0])
        held = {self._part(snap) for snap in snaps} - {-1}
        found: list[Link] = []
        tried: set[tuple[int, ...]] = set()
        grown = True
        while grown:
            grown = False
            for part in sorted(held, key=lambda part: (self.snapper.part_metres[part], part)):
                group = self._group(part)
                if self.parts.root(part) == self.parts.root(base) or group in tried:
                    continue
                tried.add(group)
                gap = self._shortest(group, held)
                if gap is not None:
                    found.append(self._link(gap, len(found) + 1))
                    ends = [int(self.snapper.part[edge]) for edge in gap.lines]
                    self.parts.join(*ends)
                    held |= set(ends)
                    grown = True
        return found

    def settled(
        self, places: Mapping[str, SimpleNamespace], snaps: Sequence[Snap], at_base: Snap
    ) -> list[Snap]:
        """Return snaps with those on parts that stayed apart put on a joined road close by."""
        joined = self._joined(at_base)
        return [
            snap
            if self._part(snap) in joined or snap.bars
            else self._close_by(places[snap.place], joined) or snap
            for snap in snaps
        ]

    def _close_by(self, place: SimpleNamespace, joined: set[int]) -> Snap | None:
        found = self.snapper.find(place.id, place.lon, place.lat, "car", joined)
        if found is None or found.metres > FAR_METRES:
            return None
        road = self.snapper.net.lines[found.edge]
        spot = shapely.line_interpolate_point(road, found.share, normalized=True)
        way = shapely.LineString([(place.lon, place.lat), (spot.x, spot.y)])
        return None if self._over_water(way) else found

    def _shortest(self, group: tuple[int, ...], held: set[int]) -> Gap | None:
        """Return the shortest link from a group of parts to others that may be estimated."""
        snapper = self.snapper
        length = sum(snapper.part_metres[part] for part in group)
        limit = SNAP_LIMIT_METRES if length < _FRAGMENT_METRES else self.gap_metres
        usable = snapper.open_to["car"]
        own = np.flatnonzero(np.isin(snapper.part, group) & usable)
        near = self._around(own, limit)
        near = near[usable[near] & np.isin(snapper.part[near], list(self.whole | held))]
        near = near[~np.isin(snapper.part[near], group)]
        shut: set[int] = set()
        for gap in gaps_between(snapper.net.lines, own, near):
            other = int(snapper.part[gap.lines[1]])
            if gap.metres > limit:
                break
            if self._meet(gap):
                shut.add(other)
            elif other not in shut and self._dry(gap):
                return gap
        return None

    def _around(self, edges: np.ndarray, metres: float) -> np.ndarray:
        bounds = shapely.total_bounds(self.snapper.net.lines[edges])
        north = 1.02 * metres / _METRES_PER_DEGREE
        east = north / self.snapper.squeeze
        box = shapely.box(*(bounds + np.array([-east, -north, east, north])))
        return np.sort(np.asarray(self.snapper.tree.query(box), dtype=np.intp))

    def _meet(self, gap: Gap) -> bool:
        """Return whether roads meet at their ends or on a bridge: a gate or tags part them."""
        if gap.metres > 0:
            return False
        spot = shapely.Point(gap.ends[0])
        lines = self.snapper.net.lines[list(gap.lines)]
        at_end = [shapely.distance(shapely.boundary(line), spot) < 1e-9 for line in lines]
        return all(at_end) or bool(self.snapper.net.edges["bridge"].iloc[list(gap.lines)].any())

    def _dry(self, gap: Gap) -> bool:
        wet = self.snapper.land.wet_lengths(np.array([gap.line], dtype=object))[0]
        length = shapely.length(gap.line)
        off_land = gap.metres * wet / length if length else 0.0
        return off_land <= _WET_METRES and not self._over_water(gap.line)

    def _over_water(self, line: shapely.LineString) -> bool:
        return bool(len(self.waters.query(line, predicate="intersects")))

    def _link(self, gap: Gap, number: int) -> Link:
        lines = self.snapper.net.lines
        ends = [
            Snap(
                f"link-{number}{side}",
                *end,
                edge,
                float(shapely.line_locate_point(lines[edge], shapely.Point(end), normalized=True)),
                0.0,
                "",
            )
            for side, end, edge in zip("ab", gap.ends, gap.lines, strict=True)
        ]
        return Link(ends[0], ends[1], gap.metres)

    def _by_motorcycle(self, place: SimpleNamespace) -> Snap | None:
        return self.snapper.find(place.id, place.lon, place.lat, "motorcycle", None)

    def _part(self, snap: Snap) -> int:
        return int(self.snapper.part[snap.edge])

    def _group(self, part: int) -> tuple[int, ...]:
        root = self.parts.root(part)
        known = {*self.parts.of, part}
        return tuple(sorted(held for held in known if self.parts.root(held) == root and held >= 0))

    def _joined(self, at_base: Snap) -> set[int]:
        return set(self._group(self._part(at_base))) if self._part(at_base) >= 0 else set()
