"""Road distances from villages to the posts that serve them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geodata import Dataset, DatasetPlace as Spot, RoadGraph, RoadState, places_of, travel_table
from geodata.typed_rows import records
from maps import Village
from planner.campaigns.defaults import nodes_of
from routing.campaign import Campaign, Served

_Cost = tuple[int, int]
"""Minutes and metres."""


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


def village_reach(dataset: Dataset, graph: RoadGraph, campaign: Campaign) -> tuple[Village, ...]:
    """Return the villages, each with the post that serves it and the way there.

    A village is served by the post at which the campaign counts its residents; one that the
    campaign does not count by the post with the fewest minutes, of equal ones the shortest
    way. Ways are those by which residents come: see `Roads`. A campaign without posts leaves
    every village without one.
    """
    roads = Roads.of(dataset, graph)
    spots = places_of(dataset)
    served = {one.village: one for one in campaign.catchment}
    codes = [str(code) for code in dataset.villages["code"]]
    others = [code for code in served if code in spots and code not in set(codes)]
    ways = _ways(roads, {code: spots[code].node for code in (*codes, *others)}, campaign)
    people = dict(zip(codes, dataset.villages["population_2010"], strict=True))
    kecamatan = dict(zip(dataset.kecamatan["name"], dataset.kecamatan["code"], strict=True))
    return tuple(
        _village(spots[code], served.get(code), ways[code], campaign, people, kecamatan)
        for code in (*codes, *others)
    )


def _ways(
    roads: Roads, villages: Mapping[str, str], campaign: Campaign
) -> dict[str, dict[str, _Cost]]:
    """Ways from each village to the posts that roads lead to, quickest post first."""
    nodes = nodes_of(roads.region, campaign)
    posts = {post.id: nodes[post.id] for post in campaign.posts}
    posts |= {one.post: nodes[one.post] for one in campaign.catchment}
    ends = {f"village {code}": node for code, node in villages.items()}
    ends |= {f"post {post}": node for post, node in posts.items()}
    legs = travel_table(
        roads.graph, roads.region.speeds, ends, [roads.vehicle], {roads.state.id: roads.state}
    ).frame
    wanted = legs[
        legs["origin"].str.startswith("village ") & legs["destination"].str.startswith("post ")
    ]
    found: dict[str, dict[str, _Cost]] = {code: {} for code in villages}
    for origin, post, minutes, metres in zip(
        wanted["origin"], wanted["destination"], wanted["minutes"], wanted["metres"], strict=True
    ):
        code = origin.removeprefix("village ")
        found[code][post.removeprefix("post ")] = (int(minutes), int(metres))
    return {
        code: dict(sorted(ways.items(), key=lambda item: (item[1], item[0])))
        for code, ways in found.items()
    }


def _village(
    spot: Spot,
    served: Served | None,
    ways: dict[str, _Cost],
    campaign: Campaign,
    people: Mapping[str, float],
    kecamatan: Mapping[str, str],
) -> Village:
    quickest = next((post for post in ways if campaign.place_by_id[post].residents), None)
    post = served.post if served else quickest
    minutes, metres = ways.get(post, (None, None)) if post else (None, None)
    nearer = quickest is not None and (minutes is None or ways[quickest][0] < minutes)
    count = people.get(spot.id, 0)
    area = spot.kecamatan_code
    if area is None and post is not None:
        area = kecamatan.get(campaign.place_by_id[post].kecamatan or "", "")
    return Village(
        code=spot.id,
        name=served.name if served else spot.name,
        kecamatan_code=str(area or ""),
        lon=spot.lon,
        lat=spot.lat,
        people=int(count) if count == count else 0,  # noqa: PLR0124  (a number, not NaN)
        post=post,
        metres=metres,
        minutes=minutes,
        residents=served.residents if served else None,
        nearer=quickest if nearer else None,
    )
