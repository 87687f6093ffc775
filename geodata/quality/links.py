"""Missing links between parts of a road map: estimated ones, and those that are left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from geodata.array_types import Coordinate, IndexArray
from geodata.boundaries import straight_metres
from geodata.dataset import ESTIMATED_ROAD, LOCAL, Dataset
from geodata.findings import Finding, finding, some
from geodata.message import Figure, Message
from geodata.roads import Gap, Land, RoadGraph, gaps_between
from geodata.travel import landmasses
from geodata.typed_rows import records

__all__ = ["links"]


def links(dataset: Dataset, graph: RoadGraph) -> Finding:
    """Return the finding on missing links between parts of the network, each where shortest.

    Parameters
    ----------
    dataset : Dataset
        The regency.
    graph : RoadGraph
        Its roads, those of a road map among them.
    """
    made = list(_made(dataset, graph))
    left = [_left_text(dataset, graph, gap) for gap in _left(dataset, graph)]
    return finding(
        Message("missing links"),
        Message(
            "%(count)s links between parts of the network are estimated, %(count_2)s are left open",
            count=len(made),
            count_2=len(left),
        ),
        [*left, *made],
    )


def _made(dataset: Dataset, graph: RoadGraph) -> Iterator[Message]:
    """Yield the links that were estimated: local roads between two junctions."""
    places = {*dataset.villages["code"], *dataset.towns["id"]}
    edges = dataset.mapped.edges if dataset.mapped is not None else graph.edges.iloc[:0]
    held = edges[(edges["basis"] == ESTIMATED_ROAD) & ~edges["a"].isin(places)]
    for row in records(held[~held["b"].isin(places)]):
        ends = [tuple(graph.points[graph.index[end]].tolist()) for end in (row.a, row.b)]
        told = " - ".join(_place(end) for end in ends)
        straight, km = row.metres / dataset.detour_factor, row.metres / 1000
        yield Message(
            "%(told)s: no road on the map over %(straight)s m; a local road of %(km)s km "
            "is assumed, correct it or take it out of the map",
            told=told,
            straight=Figure(straight),
            km=Figure(km, 1),
        )


@dataclass(frozen=True, slots=True)
class _Open:
    """A part of the network that nothing joins, and the shortest place to the rest."""

    posts: list[int]
    others: list[int]
    metres: float
    gap: Gap


def _left(dataset: Dataset, graph: RoadGraph) -> list[_Open]:
    """Return the parts that neither a road nor a crossing joins, each to the nearest of the rest.

    From the part of the base on, the nearest other part is taken next.
    """
    groups = _groups(graph)
    metres = graph.edges["metres"].to_numpy(dtype=np.float64)
    of_edge = groups[graph.ends[:, 0]] if len(metres) else np.array([], dtype=np.intp)
    posts: dict[int, list[int]] = {}
    for code in dataset.villages["code"]:
        posts.setdefault(int(groups[graph.index[code]]), []).append(graph.index[code])
    length = np.bincount(of_edge, metres, minlength=int(groups.max(initial=0)) + 1)
    first = int(groups[graph.position(dataset.base)])
    parts = sorted({part for part in posts if length[part] > 0} | {first})
    if len(parts) < 2:
        return []
    # The way from a place to its road is no part of the road.
    road = ((graph.edges["class"] != LOCAL[0]) | (graph.edges["section"] != "")).to_numpy()
    at = {part: np.flatnonzero((of_edge == part) & road) for part in parts}
    parts = [part for part in parts if len(at[part])]
    lines = np.empty(len(metres), dtype=object)
    for edges in at.values():
        lines[edges] = graph.lines(edges)
    best: dict[int, tuple[Gap, int]] = {}
    found, latest = [], first
    while len(parts) > 1:
        parts.remove(latest)
        for part in parts:
            gap = gaps_between(lines, at[part], at[latest])[0]
            if part not in best or gap.metres < best[part][0].metres:
                best[part] = gap, latest
        latest = min(parts, key=lambda part: (best[part][0].metres, part))
        gap, other = best[latest]
        others = posts.get(other) or [graph.position(dataset.base)]
        found.append(_Open(posts[latest], others, float(length[latest]), gap))
    return found


def _groups(graph: RoadGraph) -> IndexArray:
    """Return a number for each node, the same for nodes that roads or crossings join."""
    lands = np.array(landmasses(graph), dtype=np.intp)
    for row in records(graph.crossings):
        one, other = (lands[graph.position(getattr(row, side))] for side in ("from", "to"))
        lands[lands == other] = one
    return lands


def _left_text(dataset: Dataset, graph: RoadGraph, left: _Open) -> Message:
    names = some([graph.names[post] for post in left.posts])
    km = left.metres / 1000
    near = [
        _nearest(graph, posts, end)
        for posts, end in zip((left.posts, left.others), left.gap.ends, strict=True)
    ]
    start, end = (
        f"{_place(point)} ({graph.names[post]})"
        for point, post in zip(left.gap.ends, near, strict=True)
    )
    path = " ".join(graph.ids[post] for post in near)
    remedy = _remedy(dataset, left.gap, path)
    return Message(
        "%(names)s (%(km)s km of roads): no road joins them to the rest; the shortest "
        "place is %(metres)s m, from %(start)s to %(end)s; %(remedy)s",
        names=names,
        km=Figure(km, 1),
        metres=Figure(left.gap.metres),
        start=start,
        end=end,
        remedy=remedy,
    )


def _remedy(dataset: Dataset, gap: Gap, path: str) -> Message:
    if gap.metres < 1:
        return Message(
            "a gate, a bridge, or tags of access or direction part them there: correct "
            "these in the map, or add a row to sections.csv with the path '%(path)s'",
            path=path,
        )
    land = Land(shapely.union_all([*dataset.villages.geometry, *dataset.neighbours.geometry]))
    line = gap.line
    wet = land.wet_lengths(np.array([line], dtype=object))[0]
    if wet > dataset.water_share * shapely.length(line):
        return Message("water lies between: add the ferry or boat to crossings.csv")
    up = -(-gap.metres // 1000)
    return Message(
        "if a road leads there, add a row to sections.csv with the path '%(path)s', or "
        "build with --gap-km %(up)s to have it estimated; if a boat does, add rows to "
        "crossings.csv",
        path=path,
        up=f"{up:.0f}",
    )


def _nearest(graph: RoadGraph, posts: list[int], end: Coordinate) -> int:
    points = graph.points[posts]
    away = straight_metres(*points.T, *np.broadcast_to(end, points.shape).T)
    return posts[int(np.argmin(away))]


def _place(point: Coordinate) -> str:
    return f"{point[0]:.5f},{point[1]:.5f}"
