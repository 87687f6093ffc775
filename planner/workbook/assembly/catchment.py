"""Assign the residents of villages without a post to posts, with their distances."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from geodata import Message, RoadGraph, places_of
from geodata.boundaries import straight_metres
from geodata.travel import open_network, split_costs
from planner.campaigns import Roads
from planner.workbook import Fault, fault
from planner.workbook.assembly.places import Spots
from planner.workbook.assembly.points import PlaceEntry

__all__ = ["Roads", "Walk", "walks_of"]

_FAR_METRES = 25_000
"""Residents that go farther than this to their post are worth a second look."""

_ROAD = Message("by road, most of it estimated")
OFFICIAL = Message("by road")
STRAIGHT = Message("straight line")


@dataclass(frozen=True, slots=True)
class Walk:
    """The way of a village's residents to their post.

    Attributes
    ----------
    village, post
        Ids of places.
    residents
        How many go.
    metres
        How far, by the quickest way by road in the dry season, or in a straight line.
    minutes
        How long that takes on the road; None in a straight line.
    other_kecamatan
        Whether the post is in a kecamatan that is not the village's.
    estimated_metres
        How much of it has no official length.
    by_road
        Whether a road is known.
    """

    village: str
    post: str
    residents: int
    metres: int
    estimated_metres: int
    by_road: bool
    minutes: int | None = None
    other_kecamatan: bool = False

    @property
    def measure(self) -> Message:
        """Return how the distance was measured."""
        if not self.by_road:
            return STRAIGHT
        return _ROAD if 2 * self.estimated_metres > self.metres else OFFICIAL


def walks_of(
    spots: Spots, roads: Roads, residents_go_to: str, faults: list[Fault]
) -> tuple[Walk, ...]:
    """Send the residents of each village without a post to the nearest one by minutes.

    Of posts that take as many minutes, the one with the shortest way is taken.

    Parameters
    ----------
    residents_go_to
        `nearest`, or `kecamatan` for a post of their own kecamatan where there is one.
    faults
        Gets a warning for each village that is far from its post.
    """
    posts = {spot.id: spot for spot in spots.by_id.values() if spot.row.post}
    others = [s for s in spots.by_id.values() if s.row.residents and not s.row.post]
    if not posts or not others:
        return ()
    network = open_network(roads.graph, roads.region.speeds, roads.vehicle, roads.state)
    nodes = {key: place.node for key, place in places_of(roads.region).items()}
    at = {spot.id: roads.graph.position(nodes[spot.id]) for spot in (*posts.values(), *others)}
    starts = np.array([at[spot.id] for spot in others], dtype=np.intp)
    costs = network.costs_between(starts, np.array([at[post] for post in posts], dtype=np.intp))
    minutes, metres = split_costs(costs)
    ends = list(posts)
    found = []
    for row, spot in enumerate(others):
        options = _options(spot, posts, residents_go_to)
        known = [
            (int(minutes[row, column]), int(metres[row, column]), post)
            for column, post in enumerate(ends)
            if post in options and np.isfinite(costs[row, column])
        ]
        if known:
            taken, away, post = min(known)
            edges = network.way(at[spot.id], at[post])[2]
            unsure = _estimated(roads.graph, edges)
            walk = Walk(spot.id, post, spot.row.residents, away, unsure, True, taken)
        else:
            away, post = min((_straight(spot, posts[post]), post) for post in options)
            walk = Walk(spot.id, post, spot.row.residents, away, 0, by_road=False)
        crosses = posts[walk.post].kecamatan != spot.kecamatan
        walk = replace(walk, other_kecamatan=crosses and spot.kecamatan is not None)
        if crosses and residents_go_to == "kecamatan" and spot.served_at is None:
            cell, other = spot.line.spot.cell("name"), posts[walk.post].row.name
            faults.append(
                fault("other_kecamatan", spot.line.spot.sheet, cell, spot.row.name, post=other)
            )
        _warn(walk, spot, posts[walk.post], faults)
        found.append(walk)
    return tuple(found)


def _options(
    spot: PlaceEntry,
    posts: dict[str, PlaceEntry],
    residents_go_to: str,
) -> list[str]:
    """Posts among which the nearest is taken."""
    if spot.served_at is not None:
        return [spot.served_at]
    near = [post for post, other in posts.items() if not other.by_air] or list(posts)
    if residents_go_to == "kecamatan":
        own = [post for post in near if posts[post].kecamatan == spot.kecamatan]
        if own:
            return own
    return near


def _estimated(graph: RoadGraph, edges: list[int]) -> int:
    """Return how many metres of some edges have no official length."""
    rows = graph.edges.iloc[edges]
    return int(rows["metres"][~rows["official"].astype(bool)].sum())


def _straight(one: PlaceEntry, other: PlaceEntry) -> int:
    return round(float(straight_metres(one.lon, one.lat, other.lon, other.lat)))


def _warn(walk: Walk, spot: PlaceEntry, post: PlaceEntry, faults: list[Fault]) -> None:
    at = spot.line.spot
    values: dict[str, object] = {"post": post.row.name, "km": round(walk.metres / 1000)}
    if not walk.by_road:
        cell = at.cell("name")
        faults.append(fault("no_road_post", at.sheet, cell, spot.row.name, **values))
    elif walk.metres > _FAR_METRES:
        values["measure"] = walk.measure
        faults.append(fault("far_post", at.sheet, at.cell("name"), spot.row.name, **values))
