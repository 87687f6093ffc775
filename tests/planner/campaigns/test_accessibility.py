"""Every village with the post that serves it, and the way there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata import Dataset, RoadGraph, build_graph, find_route
from geodata.errors import UnreachableError
from planner.campaigns.accessibility import Roads, village_reach
from planner.campaigns.defaults import default_campaign, nodes_of


@pytest.fixture(scope="module")
def graph(dataset: Dataset) -> RoadGraph:
    return build_graph(dataset)


def test_a_village_that_no_post_counts_goes_to_the_quickest(
    dataset: Dataset, graph: RoadGraph
) -> None:
    campaign = replace(default_campaign(dataset, "kecamatan"), catchment=())
    villages = {village.code: village for village in village_reach(dataset, graph, campaign)}
    assert len(villages) == 177
    one = next(village for village in villages.values() if village.name == "Tanini")
    # the way to each post, one by one, by the function that also draws ways
    roads = Roads.of(dataset, graph)
    assert roads.vehicle == "motorcycle"
    assert not roads.state.wet
    nodes = nodes_of(dataset, campaign)
    ways = {}
    for post in campaign.posts:
        try:
            found = find_route(
                graph, dataset.speeds, one.code, nodes[post.id], roads.vehicle, roads.state
            )
        except UnreachableError:
            continue
        ways[post.id] = (found.minutes, found.metres)
    assert len(ways) == 22  # all but the two on the island
    assert one.post == min(ways, key=lambda post: ways[post])
    assert (one.minutes, one.metres) == min(ways.values())
    assert one.nearer is None
    assert one.residents is None
    posts = {nodes[post.id] for post in campaign.posts}
    assert all(villages[node].metres == 0 for node in posts & set(villages))


def test_a_village_is_served_where_its_residents_are_counted(
    dataset: Dataset, graph: RoadGraph
) -> None:
    campaign = default_campaign(dataset, "kecamatan")
    villages = village_reach(dataset, graph, campaign)
    quickest = {
        village.code: village
        for village in village_reach(dataset, graph, replace(campaign, catchment=()))
    }
    assert sum(village.residents or 0 for village in villages) == 20_000
    assert all(village.post == village.kecamatan_code for village in villages)
    elsewhere = 0
    for village in villages:
        other = quickest[village.code]
        assert village.minutes is not None
        assert other.minutes is not None
        assert village.nearer == (other.post if other.minutes < village.minutes else None)
        elsewhere += village.nearer is not None
    assert 0 < elsewhere < 177 / 2


def test_without_posts_no_village_has_one(dataset: Dataset, graph: RoadGraph) -> None:
    campaign = default_campaign(dataset, "kecamatan")
    places = tuple(replace(place, residents=0) for place in campaign.places)
    found = village_reach(dataset, graph, replace(campaign, places=places, catchment=()))
    assert all(village.post is None and village.metres is None for village in found)
