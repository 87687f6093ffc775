"""Who comes to which post: the residents of villages without one, and how far they go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geodata import Dataset, RoadGraph, RoadState, places_of
from geodata.boundaries import straight_metres
from geodata.frames import records
from geodata.network import open_network, split_costs
from planner.desk.faults import Fault, fault
from planner.desk.spots import Spot, Spots
from planner.desk.words import Words

FAR_METRES = 25_000
"""Residents that go farther than this to their post are worth a second look."""

ROAD = Words("lewat jalan, sebagian besar perkiraan", "by road, most of it estimated")
OFFICIAL = Words("lewat jalan", "by road")
STRAIGHT = Words("garis lurus", "straight line")


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

    @property
    def measure(self) -> Words:
        """How the distance was measured."""
        if not self.by_road:
            return STRAIGHT
        return ROAD if 2 * self.estimated_metres > self.metres else OFFICIAL


@dataclass(frozen=True, slots=True)
class Roads:
    """The roads by which residents come: of one vehicle, in the dry season, all open."""

    region: Dataset
    graph: RoadGraph
    vehicle: str
    state: RoadState

    @classmethod
    def of(cls, region: Dataset, graph: RoadGraph) -> Roads:
        """Take the dry season's roads for a motorcycle, the usual vehicle of residents."""
        season = next((r.id for r in records(region.seasons) if not r.wet), "dry")
        known = set(region.speeds["vehicle"])
        vehicle = "motorcycle" if "motorcycle" in known else sorted(known)[0]
        return cls(region, graph, vehicle, RoadState(season, season))


def walks_of(
    spots: Spots, roads: Roads, residents_go_to: str, faults: list[Fault]
) -> tuple[Walk, ...]:
    """Send the residents of each village without a post to the nearest one.

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
    metres = split_costs(costs)[1]
    ends = list(posts)
    found = []
    for row, spot in enumerate(others):
        options = _options(spot, posts, residents_go_to, faults)
        known = [
            (int(metres[row, column]), post)
            for column, post in enumerate(ends)
            if post in options and np.isfinite(costs[row, column])
        ]
        if known:
            away, post = min(known)
            edges = network.way(at[spot.id], at[post])[2]
            unsure = _estimated(roads.graph, edges)
            walk = Walk(spot.id, post, spot.row.residents, away, unsure, by_road=True)
        else:
            away, post = min((_straight(spot, posts[post]), post) for post in options)
            walk = Walk(spot.id, post, spot.row.residents, away, 0, by_road=False)
        _warn(walk, spot, posts[walk.post], faults)
        found.append(walk)
    return tuple(found)


def _options(
    spot: Spot,
    posts: dict[str, Spot],
    residents_go_to: str,
    faults: list[Fault],
) -> list[str]:
    """Posts among which the nearest is taken."""
    at = spot.line.spot
    if spot.served_at is not None:
        return [spot.served_at]
    if residents_go_to == "kecamatan":
        own = [post for post, other in posts.items() if other.kecamatan == spot.kecamatan]
        if own:
            return own
        post = min((_straight(spot, other), other.row.name) for other in posts.values())[1]
        cell = at.cell("name")
        faults.append(fault("other_kecamatan", at.sheet, cell, spot.row.name, post=post))
    return list(posts)


def _estimated(graph: RoadGraph, edges: list[int]) -> int:
    """Return how many metres of some edges have no official length."""
    rows = graph.edges.iloc[edges]
    return int(rows["metres"][~rows["official"].astype(bool)].sum())


def _straight(one: Spot, other: Spot) -> int:
    return round(float(straight_metres(one.lon, one.lat, other.lon, other.lat)))


def _warn(walk: Walk, spot: Spot, post: Spot, faults: list[Fault]) -> None:
    at = spot.line.spot
    values: dict[str, object] = {"post": post.row.name, "km": round(walk.metres / 1000)}
    if not walk.by_road:
        cell = at.cell("name")
        faults.append(fault("no_road_post", at.sheet, cell, spot.row.name, **values))
    elif walk.metres > FAR_METRES:
        values["measure"] = walk.measure
        faults.append(fault("far_post", at.sheet, at.cell("name"), spot.row.name, **values))
