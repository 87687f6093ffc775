"""Ways within a date against a plain search over every event, minute by minute."""

from __future__ import annotations

import heapq
from dataclasses import replace
from itertools import product
from random import Random

import networkx as nx
import numpy as np
import pytest

from geodata.travel.table import TravelTable
from routing.bounds.relaxed_legs import NO_LEG, closed_minutes, closed_rupiah, legs_on
from routing.bounds.setup_states import MOST_EXACT, sets, setup_states, stays
from routing.campaign.document import Campaign
from routing.instance.campaign_arrays import Instance
from tests.routing.random_towns import Size, random_town
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    ferry,
    place,
    port,
    rules,
    travel,
)

SIZE = Size(posts=(2, 4), dates=(2, 4), ferries=2)


def legs_of(made: Campaign, table: TravelTable, date: int) -> dict[tuple[str, str], int]:
    condition = made.condition_on(made.dates[date])
    return {
        (row.origin, row.destination): row.minutes
        for row in table.frame.itertuples(index=False)
        if row.condition == condition
    }


def arrivals(
    made: Campaign, legs: dict[tuple[str, str], int], date: int, origin: str, leave: int
) -> dict[str, int]:
    """Earliest arrival at every place by drives and ferries, from a minute on."""
    end = made.rules.duty_end
    best = {origin: leave}
    queue = [(leave, origin)]
    while queue:
        time, here = heapq.heappop(queue)
        if time > best[here]:
            continue
        found = [(time + minutes, there) for (one, there), minutes in legs.items() if one == here]
        for crossing in made.crossings:
            if crossing.from_ != here or not crossing.runs(made.dates[date]):
                continue
            ready = time + crossing.loading_minutes
            starts = crossing.departures
            if starts is None:
                first = max(ready, crossing.open or 0)
                starts = (first,) if first <= (crossing.close or 0) else ()
            found += [
                (leaves + crossing.crossing_minutes, crossing.to)
                for leaves in starts
                if leaves >= ready
            ]
        for there_at, there in found:
            if there_at <= end and there_at < best.get(there, end + 1):
                best[there] = there_at
                heapq.heappush(queue, (there_at, there))
    return best


@pytest.mark.parametrize("seed", range(25))
def test_first_and_latest_and_every_minute(seed: int) -> None:
    made, table = random_town(Random(seed).randint, SIZE)
    made = replace(made, rules=replace(made.rules, max_driving_minutes=1440))
    instance = Instance(made, table)
    pair = made.teams[0]
    net, terms = instance.net(pair), instance.terms(pair)
    date = seed % len(made.dates)
    condition = int(instance.condition_by_date[date])
    relaxed = legs_on(
        net, terms, closed_minutes(net, condition), closed_rupiah(net, terms, condition),
        net.runs[:, date],
    )  # fmt: skip
    names = [each.id for each in made.places]
    legs = legs_of(made, table, date)
    start, end = made.rules.duty_start, made.rules.duty_end
    for one, origin in enumerate(names):
        by_clock = {
            time: arrivals(made, legs, date, origin, time) for time in range(start, end + 1, 7)
        }
        for two, there in enumerate(names):
            assert relaxed.first[one, two] == by_clock[start].get(there, NO_LEG)
            every_minute = relaxed.arrivals(one, two, end)
            for time, found in by_clock.items():
                assert (there in found) == (time <= relaxed.latest[one, two])
                assert every_minute[time] == found.get(there, NO_LEG)
            last = int(relaxed.latest[one, two])
            if last >= start:
                assert there in arrivals(made, legs, date, origin, last)


@pytest.mark.parametrize("seed", range(10))
def test_quickest_and_cheapest_chains(seed: int) -> None:
    """Minutes and rupiah each along their own shortest path, fares included."""
    chance = Random(seed)
    names = [BASE, *(f"p{n}" for n in range(5))]
    legs = {
        pair: (chance.randint(1, 90), chance.randint(0, 60_000))
        for pair in product(names, names)
        if pair[0] != pair[1] and chance.random() < 0.6
    }
    table = travel(legs)
    crossings = (ferry("f", "p0", "p4", fare_rupiah=chance.randint(0, 50_000)),)
    made = campaign([place(name) for name in names], table, crossings=crossings)
    instance = Instance(made, table)
    net, terms = instance.net(made.teams[0]), instance.terms(made.teams[0])
    graph = nx.DiGraph()
    graph.add_nodes_from(names)
    for (one, two), (minutes, metres) in legs.items():
        graph.add_edge(one, two, minutes=minutes, rupiah=(3000 * metres + 500) // 1000)
    quick = dict(nx.all_pairs_dijkstra_path_length(graph, weight="minutes"))
    fare = crossings[0].fare_rupiah
    by_road = graph.edges["p0", "p4"]["rupiah"] if graph.has_edge("p0", "p4") else fare
    graph.add_edge("p0", "p4", rupiah=min(fare, by_road))
    cheap = dict(nx.all_pairs_dijkstra_path_length(graph, weight="rupiah"))
    minutes, rupiah = closed_minutes(net, 0), closed_rupiah(net, terms, 0)
    for (one, origin), (two, there) in product(enumerate(names), enumerate(names)):
        assert minutes[one, two] == quick[origin].get(there, NO_LEG)
        assert rupiah[one, two] == cheap[origin].get(there, np.inf)


@pytest.mark.parametrize(("most", "there"), [(100, True), (99, False)])
def test_a_way_with_too_much_driving_is_none(most: int, there: bool) -> None:
    """50 and 50 minutes at the wheel, on either side of a ferry that does not count."""
    table = travel(both_ways({(BASE, "quay"): (50, 1), ("jetty", "a"): (50, 1)}))
    crossings = (
        ferry("out", "quay", "jetty", departures=(480,)),
        ferry("back", "jetty", "quay", departures=(480, 900)),
    )
    places = (place(BASE), port("quay"), port("jetty"), place("a", 5))
    limits = rules(max_driving_minutes=most)
    made = campaign(places, table, crossings=crossings, rules=limits)
    instance = Instance(made, table)
    net, terms = instance.net(made.teams[0]), instance.terms(made.teams[0])
    relaxed = legs_on(
        net, terms, closed_minutes(net, 0), closed_rupiah(net, terms, 0), net.runs[:, 0]
    )
    # Off at 08:00, ashore at 08:25, there at 09:15; back with the boat of 15:00, loading 30.
    assert relaxed.first[0, 3] == (555 if there else NO_LEG)
    assert relaxed.latest[3, 0] == (900 - 30 - 50 if there else -1)


@pytest.mark.parametrize("posts", range(1, 5))
def test_states_of_few_posts_is_every_set(posts: int) -> None:
    made = sets(posts, 30)
    assert len(made.inside) == 2**posts - 1
    found = {frozenset(np.flatnonzero(row).tolist()) for row in made.inside}
    assert len(found) == len(made.inside)
    assert (made.setup, made.selves) == (30, False)
    for layer, inside in enumerate(made.inside):
        here = set(np.flatnonzero(inside).tolist())
        assert made.returns[layer] == (len(here) > 1)
        for post in range(posts):
            onto = int(made.up[layer, post])
            if post in here:
                assert onto == -1
            else:
                assert onto > layer
                assert set(np.flatnonzero(made.inside[onto]).tolist()) == here | {post}
    for post, layer in enumerate(made.first):
        assert np.flatnonzero(made.inside[layer]).tolist() == [post]


def test_states_of_many_posts_is_one_and_several() -> None:
    """Every new post is set up; once there are several, any may be returned to."""
    made = setup_states(MOST_EXACT + 1, 30)
    assert made.inside.all()
    assert made.setup == 30
    assert [set(row) for row in made.up.tolist()] == [{1}, {1}]
    assert list(made.returns) == [False, True]
    assert set(made.first.tolist()) == {0}
    assert not made.selves
    assert stays(2, 30).selves
