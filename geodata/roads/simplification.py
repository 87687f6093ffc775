"""Roads of an extract simplified to a graph between junctions.

An edge runs from junction to junction and keeps its line; stretches that differ in a tag stay
apart. Lengths are measured along the line on the WGS 84 ellipsoid, in whole metres. A gate or a
ford that is one point becomes an edge of no length, which conditions can close.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import chain

import numpy as np
import pandas as pd
import shapely

from geodata.array_types import BoolArray, FloatArray, GeometryArray, IndexArray, IntArray
from geodata.boundaries import straight_metres
from geodata.osm import Extract, SpecialNode

__all__ = ["RoadNet", "net_of", "simplified"]

Chain = list[tuple[int, bool]]
"""Pieces in order, each with whether it is taken backwards."""

_AT_ONCE = 10_000

_TAG_COLUMNS = {
    "road_class": "class",
    "surface": "surface",
    "name": "name",
    "ford": "fords",
    "bridge": "bridge",
    "bars": "bars",
    "tagged_surface": "tagged_surface",
    "smoothness": "smoothness",
    "tracktype": "tracktype",
    "access": "access",
}


@dataclass(frozen=True, slots=True, eq=False)
class RoadNet:
    """A graph of mapped roads.

    Attributes
    ----------
    nodes : DataFrame
        ``id`` (text), ``lon, lat`` (WGS 84).
    edges : DataFrame
        ``a, b`` (node ids), ``class, surface, metres, name, fords, bridge, oneway, bars,
        tagged_surface, smoothness, tracktype, access, way`` (id of the first way).
    lines : array of LineString
        Line of each edge, from ``a`` to ``b``.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    lines: GeometryArray


def simplified(extract: Extract, area: shapely.Geometry) -> RoadNet:
    """Return the roads of an extract as a graph between junctions.

    Parameters
    ----------
    extract : Extract
        Roads as they were drawn.
    area : Geometry
        Edges that do not touch it are left out (WGS 84).

    Returns
    -------
    RoadNet
        Nodes named ``n`` and the id in OpenStreetMap; a gate or ford has further nodes, with a
        number behind.
    """
    ids, at = np.unique(extract.refs, return_inverse=True)
    special = np.isin(ids, np.array(list(extract.special), dtype=np.int64))
    pieces = _pieces(extract, at, special)
    del at, ids
    chains = list(_chains(pieces, special))
    places, begins = _places(pieces, chains)
    lines, lengths = _lines(extract.lonlat, places, begins)
    shapely.prepare(area)
    keep = np.flatnonzero(shapely.intersects(area, lines))
    heads, tails = places[begins[:-1]][keep], places[begins[1:] - 1][keep]
    ends = extract.refs[np.column_stack([heads, tails])]
    first = pieces.way[[chains[edge][0][0] for edge in keep]]
    edges = _edges(extract, first, lengths[keep])
    return _with_gates(extract, edges, ends, lines[keep])


@dataclass(frozen=True, slots=True, eq=False)
class _Pieces:
    """Stretches of single ways between junctions: span in the refs, ends, way and kind."""

    start: IndexArray
    stop: IndexArray
    ends: IndexArray
    way: IndexArray
    kind: IndexArray
    oneway: BoolArray


def _pieces(extract: Extract, at: IndexArray, special: BoolArray) -> _Pieces:
    heads, tails = extract.begins[:-1], extract.begins[1:] - 1
    uses = np.bincount(at)
    for outer in (heads, tails):
        uses += np.bincount(at[outer], minlength=len(uses))
    marks = np.flatnonzero((uses[at] > 1) | special[at])
    owner = np.searchsorted(extract.begins, marks, side="right") - 1
    same = owner[:-1] == owner[1:]
    start, stop, way = marks[:-1][same], marks[1:][same], owner[:-1][same]
    kind = extract.kind_of_way[way]
    oneway = np.array([held.oneway != 0 for held in extract.kinds], dtype=bool)[kind]
    return _Pieces(start, stop, np.column_stack([at[start], at[stop]]), way, kind, oneway)


def _partners(pieces: _Pieces, special: BoolArray) -> IndexArray:
    """Return, for each piece and end, the end (piece * 2 + side) that goes on from it, or -1.

    A road goes on where exactly two pieces of one kind meet, one-way pieces head to tail.
    """
    nodes = pieces.ends.ravel()
    order = np.argsort(nodes, kind="stable")
    grouped = nodes[order]
    first = np.flatnonzero(np.r_[True, grouped[1:] != grouped[:-1]])
    pairs = first[np.diff(np.r_[first, len(grouped)]) == 2]
    one, other = order[pairs], order[pairs + 1]
    joined = (
        (one // 2 != other // 2)
        & (pieces.kind[one // 2] == pieces.kind[other // 2])
        & ~special[grouped[pairs]]
        & (~pieces.oneway[one // 2] | (one % 2 != other % 2))
    )
    partners = np.full(len(nodes), -1, dtype=np.intp)
    partners[one[joined]], partners[other[joined]] = other[joined], one[joined]
    return partners


def _chains(pieces: _Pieces, special: BoolArray) -> Iterator[Chain]:
    """Yield pieces joined where nothing but one road goes on; rings start anywhere."""
    partners = _partners(pieces, special).tolist()
    oneway = pieces.oneway.tolist()
    seen = bytearray(len(oneway))
    open_ends = (end for end, partner in enumerate(partners) if partner < 0)
    for end in chain(open_ends, range(0, len(partners), 2)):
        piece, backwards = divmod(end, 2)
        if seen[piece] or (backwards and oneway[piece]):
            continue
        found: Chain = []
        while not seen[piece]:
            seen[piece] = True
            found.append((piece, bool(backwards)))
            after = partners[2 * piece + 1 - backwards]
            if after < 0:
                break
            piece, backwards = divmod(after, 2)
        yield found


def _places(pieces: _Pieces, chains: list[Chain]) -> tuple[IndexArray, IndexArray]:
    """Return positions in the refs of each chain's points, and where each chain begins."""
    parts: list[IndexArray] = []
    begins = [0]
    for held in chains:
        count = 0
        for number, (piece, backwards) in enumerate(held):
            along = np.arange(pieces.start[piece], pieces.stop[piece] + 1, dtype=np.int32)
            part = along[::-1] if backwards else along
            parts.append(part[1:] if number else part)
            count += len(parts[-1])
        begins.append(begins[-1] + count)
    return np.concatenate(parts), np.array(begins, dtype=np.intp)


def _lines(
    lonlat: FloatArray, places: IndexArray, begins: IndexArray
) -> tuple[GeometryArray, IntArray]:
    """Return lines through points, and their lengths in whole metres, some at a time."""
    lines = np.empty(len(begins) - 1, dtype=object)
    metres = np.empty(len(begins) - 1, dtype=np.int64)
    for low in range(0, len(lines), _AT_ONCE):
        some = slice(low, low + _AT_ONCE)
        marks = begins[low : low + _AT_ONCE + 1]
        points = lonlat[places[marks[0] : marks[-1]]]
        owner = np.repeat(np.arange(len(marks) - 1), np.diff(marks))
        lines[some] = shapely.linestrings(points, indices=owner)
        steps = np.append(straight_metres(*points[:-1].T, *points[1:].T), 0.0)
        steps[marks[1:] - marks[0] - 1] = 0.0
        metres[some] = np.rint(np.add.reduceat(steps, marks[:-1] - marks[0]))
    return lines, metres


def _edges(extract: Extract, first: IndexArray, metres: IntArray) -> pd.DataFrame:
    kinds = pd.DataFrame([asdict(kind) for kind in extract.kinds])
    held = kinds.iloc[extract.kind_of_way[first]].reset_index(drop=True)
    held = held.rename(columns=_TAG_COLUMNS)
    return held.assign(oneway=held["oneway"] != 0, metres=metres, way=extract.ways[first])


def _with_gates(
    extract: Extract, edges: pd.DataFrame, ends: IntArray, lines: GeometryArray
) -> RoadNet:
    """Take gates and fords that are one point apart, with edges of no length across them."""
    flat = ends.ravel()
    names = np.array([f"n{node}" for node in flat], dtype=object)
    at_gate = np.isin(flat, np.array(list(extract.special), dtype=np.int64))
    meeting: dict[int, list[int]] = {}
    for end in np.flatnonzero(at_gate).tolist():
        meeting.setdefault(int(flat[end]), []).append(end)
    across: list[tuple[int, str, str, SpecialNode]] = []
    for node, (first, *others) in meeting.items():
        for number, end in enumerate(others, start=2):
            names[end] = f"{names[first]}-{number}"
            across.append((end, names[first], names[end], extract.special[node]))
    edges = edges.assign(a=names[0::2], b=names[1::2])
    if across:
        reached = [end for end, *_ in across]
        gates = edges.iloc[[end // 2 for end in reached]].assign(
            a=[near for _, near, _, _ in across],
            b=[far for _, _, far, _ in across],
            metres=0,
            fords=[held.ford for *_, held in across],
            bars=[held.bars for *_, held in across],
            bridge=False,
            oneway=False,
        )
        spots = [shapely.get_point(lines[end // 2], -(end % 2)) for end in reached]
        edges = pd.concat([edges, gates], ignore_index=True)
        points = shapely.get_coordinates(spots)
        lines = np.concatenate([lines, shapely.linestrings(np.stack([points, points], axis=1))])
    return net_of(edges, lines)


def net_of(edges: pd.DataFrame, lines: GeometryArray) -> RoadNet:
    """Return the network of edges, its nodes at the ends of their lines and sorted by id."""
    points = shapely.get_coordinates(
        np.concatenate([shapely.get_point(lines, 0), shapely.get_point(lines, -1)])
    )
    ids = pd.concat([edges["a"], edges["b"]], ignore_index=True)
    held = pd.DataFrame({"id": ids, "lon": points[:, 0], "lat": points[:, 1]})
    nodes = held.drop_duplicates("id").sort_values("id", ignore_index=True)
    return RoadNet(nodes, edges, lines)
