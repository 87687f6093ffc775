"""Every village with the post that is nearest to it by road."""

from __future__ import annotations

from dataclasses import replace

from geodata import build_graph, conditions_for, load_dataset, way
from planner.defaults import default_campaign, nodes_of
from planner.reach import village_reach


def test_the_nearest_post_by_road() -> None:
    dataset = load_dataset()
    graph = build_graph(dataset)
    campaign = default_campaign(dataset, "kecamatan")
    _, states = conditions_for(dataset, campaign.start, campaign.deadline)
    villages = {
        village.code: village for village in village_reach(dataset, graph, states, campaign)
    }
    assert len(villages) == 177
    one = next(village for village in villages.values() if village.name == "Tanini")
    # the way to each post, one by one, by the function that also draws ways
    state = states[campaign.conditions[0].id]
    nodes = nodes_of(dataset, campaign)
    mainland = [post for post in campaign.posts if not str(post.kecamatan).startswith("Semau")]
    ways = {
        post.id: way(graph, dataset.speeds, one.code, nodes[post.id], "car", state).metres
        for post in mainland
    }
    assert one.post == min(ways, key=lambda post: ways[post])
    assert one.metres == min(ways.values())
    posts = {nodes[post.id] for post in campaign.posts}
    assert all(villages[node].metres == 0 for node in posts & set(villages))


def test_without_posts_no_village_has_one() -> None:
    dataset = load_dataset()
    graph = build_graph(dataset)
    campaign = default_campaign(dataset, "kecamatan")
    _, states = conditions_for(dataset, campaign.start, campaign.deadline)
    places = tuple(replace(place, residents=0) for place in campaign.places)
    found = village_reach(dataset, graph, states, replace(campaign, places=places))
    assert all(village.post is None and village.metres is None for village in found)
