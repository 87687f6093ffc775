"""Travel tables against SciPy's and networkx's shortest paths: equal to the minute."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

import networkx as nx
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from hypothesis import given, settings, strategies as st
from scipy.sparse.csgraph import dijkstra

from geodata import RoadGraph, RoadState, find_route, travel_table
from geodata.travel.shortest_paths import open_network

KMH = {"trunk": 48.0, "track": 7.0, "secondary": 33.0}
DRY = RoadState("dry", "dry")
Edge = tuple[int, int, int, str, bool, str]


def _graph(size: int, edges: list[Edge]) -> RoadGraph:
    nodes = pd.DataFrame(
        {
            "id": [f"n{at:05d}" for at in range(size)],
            "name": "",
            "kind": "junction",
            "lon": np.linspace(100, 101, size),
            "lat": 0.0,
        }
    )
    columns = ["a", "b", "metres", "class", "oneway", "bars"]
    frame = pd.DataFrame(edges, columns=columns)
    ends = {end: frame[end].map(lambda at: f"n{at:05d}").astype("str") for end in ("a", "b")}
    frame = frame.assign(**ends, surface="any", official=True, section="", fords=False, beside="")
    crossings = pd.DataFrame({"id": [], "from": [], "to": [], "mode": []})
    return RoadGraph(nodes, frame, pd.DataFrame({"id": [], "name": []}), crossings)


@pytest.fixture(scope="module")
def speeds() -> pd.DataFrame:
    rows = [
        {"class": road, "surface": "any", "vehicle": vehicle, "kmh": kmh}
        for road, kmh in KMH.items()
        for vehicle in ("car", "motorcycle")
    ]
    return pd.DataFrame(rows).assign(wet_factor=1.0, wet_ford_factor=1.0)


def _milliseconds(edge: Edge) -> int:
    return round(edge[2] * 3600 / KMH[edge[3]])


def _directed(edges: list[Edge], vehicle: str) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Quickest and of equal ones shortest stretch between two nodes, each way."""
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for edge in edges:
        a, b, metres, _, oneway, bars = edge
        if vehicle in bars:
            continue
        cost = _milliseconds(edge), metres
        for pair in [(a, b)] if oneway else [(a, b), (b, a)]:
            best[pair] = min(cost, best.get(pair, cost))
    return best


def _legs(
    graph: RoadGraph, speeds: pd.DataFrame, vehicle: str
) -> dict[tuple[int, int], tuple[int, int]]:
    places = {node: node for node in graph.nodes["id"]}
    frame = travel_table(graph, speeds, places, [vehicle], {"dry": DRY}).frame
    return {
        (int(origin[1:]), int(destination[1:])): (minutes, metres)
        for origin, destination, minutes, metres in zip(
            frame.origin, frame.destination, frame.minutes, frame.metres, strict=True
        )
    }


EDGES = st.lists(
    st.tuples(
        st.integers(0, 8),
        st.integers(0, 8),
        st.integers(0, 20_000),
        st.sampled_from(sorted(KMH)),
        st.booleans(),
        st.sampled_from(["", "car", "motorcycle", "car;motorcycle"]),
    ),
    max_size=25,
)


@given(edges=EDGES, vehicle=st.sampled_from(["car", "motorcycle"]))
@settings(max_examples=60, deadline=None)
def test_as_networkx(speeds: pd.DataFrame, edges: list[Edge], vehicle: str) -> None:
    legs = _legs(_graph(9, edges), speeds, vehicle)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(9))
    for (a, b), (milliseconds, metres) in _directed(edges, vehicle).items():
        # A way is below 10,000 km, so that metres never reach the milliseconds.
        graph.add_edge(a, b, cost=milliseconds * 10**7 + metres)
    expected = {
        (origin, destination): (math.ceil(cost // 10**7 / 60_000), cost % 10**7)
        for origin, costs in nx.all_pairs_dijkstra_path_length(graph, weight="cost")
        for destination, cost in costs.items()
        if origin != destination
    }
    assert legs == expected


def _street_grid(seed: int, side: int) -> list[Edge]:
    """Streets on a grid with some one-way, some barred and some missing."""
    chance = np.random.default_rng(seed)
    kinds = sorted(KMH)
    edges: list[Edge] = []
    for at in range(side * side):
        for after in ([at + 1] if (at + 1) % side else []) + (
            [at + side] if at < side * (side - 1) else []
        ):
            if chance.random() < 0.1:
                continue
            bars = "car" if chance.random() < 0.05 else ""
            kind = kinds[chance.integers(len(kinds))]
            oneway = bool(chance.random() < 0.2)
            edges.append((at, after, int(chance.integers(50, 3_000)), kind, oneway, bars))
    return edges


@pytest.mark.parametrize("seed", range(3))
def test_as_scipy(speeds: pd.DataFrame, seed: int) -> None:
    side = 15
    edges = _street_grid(seed, side)
    size = side * side
    legs = _legs(_graph(size, edges), speeds, "car")
    best = _directed(edges, "car")
    pairs = np.array(list(best)).T
    seconds = np.array([milliseconds / 1000 for milliseconds, _ in best.values()])
    costs = dijkstra(sp.csr_array((seconds, tuple(pairs)), shape=(size, size)))
    reached = np.argwhere(np.isfinite(costs) & ~np.eye(size, dtype=bool))
    assert {tuple(pair) for pair in reached.tolist()} == set(legs)
    for origin, destination in reached.tolist():
        # SciPy adds up halves of a second: nine decimals are more than it needs.
        minutes = math.ceil(round(costs[origin, destination] / 60, 9))
        assert legs[origin, destination][0] == minutes


def test_ways_agree_with_the_table(speeds: pd.DataFrame) -> None:
    edges = _street_grid(11, 12)
    graph = _graph(144, edges)
    legs = _legs(graph, speeds, "car")
    network = open_network(graph, speeds, "car", DRY)
    best = _directed(edges, "car")
    for origin in range(0, 144, 16):
        for destination in range(5, 144, 17):
            if (origin, destination) not in legs:
                continue
            ends = f"n{origin:05d}", f"n{destination:05d}"
            found = find_route(graph, speeds, *ends, "car", DRY, network)
            assert (found.minutes, found.metres) == legs[origin, destination]
            stretches = [best[int(a[1:]), int(b[1:])] for a, b in pairwise(found.nodes)]
            assert sum(metres for _, metres in stretches) == found.metres
            assert math.ceil(sum(time for time, _ in stretches) / 60_000) == found.minutes


def test_many_sources_are_answered_in_parts(
    speeds: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = _graph(100, _street_grid(3, 10))
    network = open_network(graph, speeds, "car", DRY)
    sources, targets = np.arange(100), np.array([99, 0, 5, 5])
    whole = network.costs_between(sources, targets)
    monkeypatch.setattr("geodata.travel.shortest_paths._CELLS", 300)
    np.testing.assert_array_equal(network.costs_between(sources, targets), whole)
