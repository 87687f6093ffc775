"""Posts, towns and the base put on a network of mapped roads.

A place is joined to the nearest point of a road by an estimated local road: the straight line
times the detour factor. Nothing joins a place across water, or farther than `SNAP_LIMIT_METRES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat

import numpy as np
import pandas as pd
import scipy.sparse as sp
import shapely
from scipy.sparse.csgraph import connected_components
from shapely.ops import substring

from geodata.array_types import BoolArray, IndexArray
from geodata.boundaries import straight_metres
from geodata.dataset import LOCAL, split_list
from geodata.roads.land import Land
from geodata.roads.simplification import RoadNet, net_of
from geodata.rounding import spread_metres

__all__ = ["FAR_METRES", "SNAP_LIMIT_METRES", "Link", "Snap", "Snapper", "with_snaps"]

FAR_METRES = 1_000
"""A place farther from the road than this is told to the planner."""
SNAP_LIMIT_METRES = 10_000
"""A place farther from every road than this is off the network."""
_REACHES = (100, 300, 1_000, 3_000, SNAP_LIMIT_METRES)
"""Roads are looked for this far, one reach after the other."""
_METRES_PER_DEGREE = 110_574
_AT_ONCE = (1, 8, 64)
"""Nearest roads are asked about the water between in such lots, the last size again and again."""
_ON_NODE_METRES = 1.0
_SHORE_METRES = 300
"""So far a place may lie from its road over water: outlines are drawn to about 100 m."""


@dataclass(frozen=True, slots=True)
class Snap:
    """A place on the network.

    Attributes
    ----------
    place : str
        Id of the village or town.
    lon, lat : float
        The place itself (WGS 84).
    edge : int
        Position of the edge that it is joined to.
    share : float
        Where on the edge's line, 0 at its ``a`` and 1 at its ``b``, by degrees.
    metres : float
        Straight line from the place to the road.
    bars : str
        Vehicles that may not use the edge, by semicolons.
    """

    place: str
    lon: float
    lat: float
    edge: int
    share: float
    metres: float
    bars: str


@dataclass(frozen=True, slots=True)
class Link:
    """A missing link between two parts of the network.

    Attributes
    ----------
    start, end : Snap
        Its ends, on the roads that it joins.
    metres : float
        Straight line between them.
    """

    start: Snap
    end: Snap
    metres: float


class Snapper:
    """Finds the road for a place.

    Parameters
    ----------
    net : RoadNet
        The network.
    land : Geometry
        All land that is known (WGS 84).
    water_share : float
        Share of the straight line to the road that may lie outside `land`.
    """

    def __init__(self, net: RoadNet, land: shapely.Geometry, water_share: float) -> None:
        self.net, self.land, self.water_share = net, Land(land), water_share
        self.open_to = {
            vehicle: np.array([vehicle not in split_list(bars) for bars in net.edges["bars"]])
            & (net.edges["metres"].to_numpy() > 0)
            for vehicle in ("car", "motorcycle")
        }
        self.part, self.part_metres = strong_parts(net, self.open_to["car"])
        # Degrees of longitude are shorter by this, so that the nearest on paper is the nearest.
        self.squeeze = float(np.cos(np.radians(net.nodes["lat"].mean())))
        self.tree = shapely.STRtree(net.lines)

    def find(
        self, place: str, lon: float, lat: float, vehicle: str, parts: set[int] | None
    ) -> Snap | None:
        """Return the nearest road that a vehicle may use and that land leads to.

        Parameters
        ----------
        parts : set of int or None
            Parts of the network to look in (`Snapper.part`), None for all.
        """
        for metres in _REACHES:
            near = self._near(lon, lat, metres)
            near = near[self.open_to[vehicle][near]]
            if parts is not None:
                near = near[np.isin(self.part[near], list(parts))]
            found = self._first_on_land(near, lon, lat)
            if found is not None:
                edge, point = found
                gap = float(straight_metres(lon, lat, point.x, point.y))
                if gap <= metres:
                    share = shapely.line_locate_point(self.net.lines[edge], point, normalized=True)
                    bars = str(self.net.edges["bars"].iloc[edge])
                    return Snap(place, lon, lat, edge, float(share), gap, bars)
        return None

    def _near(self, lon: float, lat: float, metres: float) -> IndexArray:
        """Return the edges within some metres of a point, and some that are farther."""
        north = 1.02 * metres / _METRES_PER_DEGREE
        east = north / self.squeeze
        around = shapely.box(lon - east, lat - north, lon + east, lat + north)
        return np.asarray(self.tree.query(around), dtype=np.intp)

    def _first_on_land(
        self, near: IndexArray, lon: float, lat: float
    ) -> tuple[int, shapely.Point] | None:
        """Return the nearest of some edges that land leads to, and its nearest point."""
        if not len(near):
            return None
        scale = np.array([self.squeeze, 1.0])
        plane = shapely.transform(self.net.lines[near], lambda xy: xy * scale)
        spot = shapely.Point(lon * self.squeeze, lat)
        marks = shapely.line_locate_point(plane, spot)
        points = shapely.line_interpolate_point(plane, marks)
        order = np.lexsort((near, shapely.distance(points, spot)))
        near, ends = near[order], shapely.get_coordinates(points)[order] / scale
        start = np.broadcast_to([lon, lat], ends.shape)
        close = straight_metres(*start.T, *ends.T) <= _SHORE_METRES
        low, sizes = 0, chain(_AT_ONCE, repeat(_AT_ONCE[-1]))
        while low < len(near):
            some = slice(low, low + next(sizes))
            ways = np.asarray(shapely.linestrings(np.stack([start[some], ends[some]], axis=1)))
            wet = self.land.wet_lengths(ways)
            dry = close[some] | (wet <= self.water_share * shapely.length(ways))
            if dry.any():
                first = low + int(dry.argmax())
                return int(near[first]), shapely.Point(ends[first])
            low = some.stop
        return None


def strong_parts(net: RoadNet, usable: BoolArray) -> tuple[IndexArray, dict[int, int]]:
    """Return the part of the network of each edge, and the metres of roads in each part.

    In a part every point reaches every other; an edge between two parts, or one that is not
    usable, is in none (-1).
    """
    at = {node: position for position, node in enumerate(net.nodes["id"])}
    a = net.edges["a"].map(at).to_numpy(dtype=np.intp)
    b = net.edges["b"].map(at).to_numpy(dtype=np.intp)
    # Gates have no length and are left out of `usable`, but an open one joins.
    joins = (
        usable | ((net.edges["metres"] == 0) & ~net.edges["bars"].str.contains("car")).to_numpy()
    )
    back = joins & ~net.edges["oneway"].to_numpy(dtype=bool)
    start, end = np.concatenate([a[joins], b[back]]), np.concatenate([b[joins], a[back]])
    shape = (len(at), len(at))
    matrix = sp.coo_array((np.ones(len(start), dtype=bool), (start, end)), shape=shape).tocsr()
    label = connected_components(matrix, directed=True, connection="strong")[1]
    part = np.where((label[a] == label[b]) & joins, label[a], -1)
    metres = np.bincount(part[part >= 0], net.edges["metres"].to_numpy()[part >= 0])
    return part, {int(held): int(metres[held]) for held in np.unique(part[part >= 0])}


def with_snaps(
    net: RoadNet, snaps: Sequence[Snap], detour_factor: float, links: Sequence[Link] = ()
) -> RoadNet:
    """Return the network with the edges cut where places and links join it, and these joined.

    Parameters
    ----------
    net : RoadNet
        The network.
    snaps : sequence of Snap
        Places by the positions of its edges.
    detour_factor : float
        Length of the road to a place, or of a link, over its straight line.
    links : sequence of Link
        Missing links between parts of the network.

    Returns
    -------
    RoadNet
        Each place is a node of its id; where it joins a road there is a node ``s`` and its id.
    """
    cuts: dict[int, list[Snap]] = {}
    for snap in [*snaps, *(end for link in links for end in (link.start, link.end))]:
        cuts.setdefault(snap.edge, []).append(snap)
    keep = np.ones(len(net.edges), dtype=bool)
    keep[list(cuts)] = False
    added = [_cut(net, edge, held) for edge, held in sorted(cuts.items())]
    rows = [row for cut in added for row in cut.rows]
    lines = [line for cut in added for line in cut.lines]
    joints = {key: joint for cut in added for key, joint in cut.joints.items()}
    for snap in snaps:
        joint, point = joints[snap.place, snap.edge]
        ends = snap.place, joint
        rows.append(_local(net, ends, round(snap.metres * detour_factor), snap.bars))
        lines.append(shapely.LineString([(snap.lon, snap.lat), (point.x, point.y)]))
    for link in links:
        (a, start), (b, end) = (joints[at.place, at.edge] for at in (link.start, link.end))
        rows.append(_local(net, (a, b), round(link.metres * detour_factor), ""))
        lines.append(shapely.LineString([(start.x, start.y), (end.x, end.y)]))
    if not rows:
        return net
    edges = pd.concat([net.edges[keep], pd.DataFrame(rows)[net.edges.columns]], ignore_index=True)
    return net_of(edges, np.concatenate([net.lines[keep], np.array(lines, dtype=object)]))


@dataclass(slots=True)
class _Cut:
    """An edge in stretches, and the node and point where each place joins it."""

    rows: list[dict[str, object]]
    lines: list[shapely.LineString]
    joints: dict[tuple[str, int], tuple[str, shapely.Point]]


def _cut(net: RoadNet, edge: int, snaps: list[Snap]) -> _Cut:
    row = {str(key): value for key, value in net.edges.iloc[edge].items()}
    line: shapely.LineString = net.lines[edge]
    metres = int(row["metres"])
    slack = _ON_NODE_METRES / max(metres, 1)
    nodes, shares = [str(row["a"])], [0.0]
    joints: dict[tuple[str, int], tuple[str, float]] = {}
    for snap in sorted(snaps, key=lambda snap: (snap.share, snap.place)):
        if snap.share >= 1 - slack:
            joints[snap.place, edge] = str(row["b"]), 1.0
            continue
        if snap.share > shares[-1] + slack:
            nodes.append(f"s{snap.place}" + ("-2" if snap.bars else ""))
            shares.append(snap.share)
        joints[snap.place, edge] = nodes[-1], shares[-1]
    nodes.append(str(row["b"]))
    shares.append(1.0)
    lengths = spread_metres(metres, np.diff(shares))
    rows = [
        row | {"a": a, "b": b, "metres": length}
        for a, b, length in zip(nodes, nodes[1:], lengths, strict=False)
    ]
    lines = [
        shapely.LineString(shapely.get_coordinates(substring(line, low, high, normalized=True)))
        for low, high in pairwise(shares)
    ]
    points = {
        key: (node, shapely.line_interpolate_point(line, share, normalized=True))
        for key, (node, share) in joints.items()
    }
    return _Cut(rows, lines, points)


def _local(net: RoadNet, ends: tuple[str, str], metres: int, bars: str) -> dict[str, object]:
    """Return an estimated local road."""
    blank: dict[str, object] = dict.fromkeys(net.edges.columns, "")
    road_class, surface = LOCAL
    return blank | {
        "a": ends[0],
        "b": ends[1],
        "class": road_class,
        "surface": surface,
        "metres": metres,
        "fords": False,
        "bridge": False,
        "oneway": False,
        "bars": bars,
        "way": 0,
    }
