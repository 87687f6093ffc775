"""Reading extracts, and simplifying them to junctions."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
import shapely
from pyproj import Geod

from geodata.osm.reader import read_extract
from geodata.osm.tags import ferry_tags, node_bars, road_tags
from geodata.roads.simplification import RoadNet, simplified
from tests.geodata import osm_town as town

WORLD = shapely.box(-180, -90, 180, 90)
BOUNDS = (99.0, -1.0, 102.0, 1.0)


def _net(path: Path, area: shapely.Geometry = WORLD) -> RoadNet:
    faults: list[str] = []
    extract = read_extract(path, BOUNDS, faults)
    assert faults == []
    assert extract is not None
    return simplified(extract, area)


def _edges(net: RoadNet) -> dict[tuple[str, str], tuple[str, int, bool, str]]:
    rows = net.edges
    return {
        (a, b): (kind, metres, oneway, bars)
        for a, b, kind, metres, oneway, bars in zip(
            rows["a"],
            rows["b"],
            rows["class"],
            rows["metres"],
            rows["oneway"],
            rows["bars"],
            strict=True,
        )
    }


def test_the_town_by_hand(tmp_path: Path) -> None:
    edges = _edges(_net(town.write_extract(tmp_path / "town.osm.pbf")))
    # 0.1 degrees of longitude are 11,132 m, 0.1 of latitude 11,057 m.
    assert edges == {
        ("n1", "n2"): ("trunk", 4_453, False, ""),
        ("n2", "n4"): ("trunk", 11_132, False, ""),
        ("n4", "n5"): ("trunk", 11_132, False, ""),
        ("n5", "n6"): ("trunk", 4_453, False, ""),
        ("n4", "n10"): ("tertiary", 5_529, False, ""),
        ("n10", "n11"): ("tertiary", 2_211, False, ""),
        ("n11", "n12"): ("tertiary", 3_317, False, ""),
        ("n5", "n20"): ("secondary", 11_057, True, ""),
        ("n12", "n20"): ("secondary", 11_132, False, ""),
        ("n2", "n30"): ("track", 5_529, False, ""),
        ("n30", "n30-2"): ("track", 0, False, "car;motorcycle"),
        ("n30-2", "n31"): ("track", 5_529, False, ""),
        ("n31", "n12"): ("unclassified", 11_132, False, ""),
        ("n40", "n41"): ("residential", 4_453, False, ""),
        ("n50", "n51"): ("residential", 2_226, False, ""),
    }


def test_tags_are_kept(tmp_path: Path) -> None:
    net = _net(town.write_extract(tmp_path / "town.osm.pbf"))
    edges = net.edges.set_index("way")
    assert edges.loc[3, "fords"]
    assert edges.loc[1, "name"].tolist() == ["Jalan Raya"] * 4
    assert set(edges.loc[7, "tracktype"]) == {"grade3"}
    assert edges.loc[1, "tagged_surface"].tolist() == ["asphalt"] * 4


def test_a_line_keeps_its_points(tmp_path: Path) -> None:
    net = _net(town.write_extract(tmp_path / "town.osm.pbf"))
    at = net.edges.index[(net.edges["a"] == "n2") & (net.edges["b"] == "n4")][0]
    assert shapely.get_coordinates(net.lines[at]).tolist() == [
        [100.05, 0.05],
        [100.10, 0.05],
        [100.15, 0.05],
    ]


def test_only_the_area_is_kept(tmp_path: Path) -> None:
    path = town.write_extract(tmp_path / "town.osm.pbf")
    net = _net(path, shapely.box(100.5, 0.0, 100.6, 0.1))
    assert list(_edges(net)) == [("n40", "n41")]


def test_against_the_way_is_a_one_way_turned(tmp_path: Path) -> None:
    ways = {1: ([1, 2, 3], {"highway": "residential", "oneway": "-1"})}
    edges = _edges(_net(town.write_extract(tmp_path / "t.osm.pbf", ways=ways, tagged={})))
    assert list(edges) == [("n3", "n1")]
    assert edges["n3", "n1"][2]


def test_a_ford_that_is_a_point_is_an_edge_of_no_length(tmp_path: Path) -> None:
    ways = {1: ([1, 2, 3], {"highway": "track"})}
    tagged = {2: {"ford": "yes"}}
    net = _net(town.write_extract(tmp_path / "t.osm.pbf", ways=ways, tagged=tagged))
    assert net.edges.loc[net.edges["fords"], ["a", "b", "metres"]].to_numpy().tolist() == [
        ["n2", "n2-2", 0]
    ]


def test_a_gate_where_roads_meet_bars_all_of_them(tmp_path: Path) -> None:
    ways = {
        1: ([1, 2, 3], {"highway": "track"}),
        2: ([2, 10], {"highway": "track"}),
    }
    tagged = {2: {"barrier": "gate", "access": "no"}}
    net = _net(town.write_extract(tmp_path / "t.osm.pbf", ways=ways, tagged=tagged))
    free = net.edges[net.edges["bars"] == ""]
    graph = nx.Graph(zip(free["a"], free["b"], strict=True))
    assert nx.number_connected_components(graph) == 3
    assert len(net.edges) == 5


def test_a_part_that_the_extract_lacks_is_left_out(tmp_path: Path) -> None:
    nodes = {node: place for node, place in town.NODES.items() if node != 3}
    ways = {1: ([1, 2, 3, 4, 5], {"highway": "trunk"})}
    edges = _edges(_net(town.write_extract(tmp_path / "t.osm.pbf", nodes, ways, {})))
    assert list(edges) == [("n1", "n2"), ("n4", "n5")]


def test_a_ring_with_one_way_in(tmp_path: Path) -> None:
    ways = {
        1: ([2, 4, 12, 31, 2], {"highway": "residential", "junction": "roundabout"}),
        2: ([1, 2], {"highway": "residential"}),
    }
    edges = _edges(_net(town.write_extract(tmp_path / "t.osm.pbf", ways=ways, tagged={})))
    _, metres, oneway, _ = edges["n2", "n2"]
    assert metres == pytest.approx(11_132 * 2 + 11_057 * 2, abs=2)  # rounded once
    assert oneway


@pytest.mark.parametrize(
    ("tags", "bars"),
    [
        ({}, ""),
        ({"access": "private"}, "car;motorcycle"),
        ({"motor_vehicle": "no", "motorcycle": "yes"}, "car"),
        ({"access": "no", "motorcar": "yes"}, "motorcycle"),
        ({"smoothness": "impassable"}, "car;motorcycle"),
        ({"vehicle": "no"}, "car;motorcycle"),
        ({"access": "destination"}, ""),
    ],
)
def test_who_may_use_a_road(tags: Mapping[str, str], bars: str) -> None:
    road = road_tags({"highway": "track", **tags})
    assert road is not None
    assert road.bars == bars


def test_a_path_is_a_road_only_where_vehicles_are_let_in() -> None:
    assert road_tags({"highway": "path"}) is None
    assert road_tags({"highway": "footway", "motor_vehicle": "no"}) is None
    road = road_tags({"highway": "path", "motorcycle": "yes"})
    assert road is not None
    assert (road.road_class, road.bars) == ("track", "car")
    assert road_tags({"highway": "construction"}) is None
    assert road_tags({"highway": "pedestrian", "area": "yes", "motor_vehicle": "yes"}) is None


@pytest.mark.parametrize(
    ("tags", "bars"),
    [
        ({"barrier": "gate"}, ""),
        ({"barrier": "gate", "access": "private"}, "car;motorcycle"),
        ({"barrier": "lift_gate", "locked": "yes"}, "car;motorcycle"),
        ({"barrier": "bollard"}, "car"),
        ({"barrier": "log"}, "car;motorcycle"),
        ({"barrier": "log", "motorcycle": "yes"}, "car"),
        ({"ford": "yes"}, ""),
    ],
)
def test_whom_a_barrier_stops(tags: Mapping[str, str], bars: str) -> None:
    assert node_bars(tags) == bars


def test_a_ferry_says_only_what_is_tagged() -> None:
    silent = ferry_tags({"route": "ferry"})
    assert silent is not None
    assert (silent.vehicles, silent.minutes, silent.opening_hours) == ((), None, "")
    told = ferry_tags({"route": "ferry", "duration": "01:05:30", "motorcycle": "yes"})
    assert told is not None
    assert (told.vehicles, told.minutes) == (("motorcycle",), 66)
    assert ferry_tags({"route": "bus"}) is None


@pytest.mark.parametrize("seed", range(12))
def test_simplifying_changes_no_distance(tmp_path: Path, seed: int) -> None:
    """Distances between the ends of ways are those of the drawn segments, by networkx."""
    chance = random.Random(seed)
    nodes = {
        at + 1: (100 + (at % 8) * 0.01, (at // 8) * 0.01 + chance.random() / 500)
        for at in range(64)
    }
    ways: dict[int, tuple[list[int], dict[str, str]]] = {}
    for way in range(1, 31):
        walk = [chance.randint(1, 64)]
        while len(walk) < chance.randint(2, 7):
            after = walk[-1] + chance.choice([-8, -1, 1, 8])
            if after in nodes:
                walk.append(after)
        oneway = chance.choice(["no", "no", "yes", "-1"])
        surface = chance.choice(["asphalt", "gravel"])
        if len(walk) > 1:
            ways[way] = (walk, {"highway": "tertiary", "oneway": oneway, "surface": surface})
    net = _net(town.write_extract(tmp_path / "t.osm.pbf", nodes, ways, {}))

    drawn, geod = nx.MultiDiGraph(), Geod(ellps="WGS84")
    for refs, tags in ways.values():
        for a, b in pairwise(refs):
            metres = geod.inv(*nodes[a], *nodes[b])[2]
            if tags["oneway"] != "-1":
                drawn.add_edge(f"n{a}", f"n{b}", weight=metres)
            if tags["oneway"] != "yes":
                drawn.add_edge(f"n{b}", f"n{a}", weight=metres)
    ours = nx.MultiDiGraph()
    for a, b, metres, oneway in net.edges[["a", "b", "metres", "oneway"]].to_numpy():
        ours.add_edge(a, b, weight=metres)
        if not oneway:
            ours.add_edge(b, a, weight=metres)
    assert ours.number_of_edges() < drawn.number_of_edges()
    for origin in ours:
        true = nx.single_source_dijkstra_path_length(drawn, origin)
        found = nx.single_source_dijkstra_path_length(ours, origin)
        assert set(found) == set(true) & set(ours)
        for place, metres in found.items():
            # Each edge was rounded to whole metres once.
            assert metres == pytest.approx(true[place], abs=0.5 * len(net.edges) ** 0.5 * 4)


def test_lines_are_as_long_as_they_say(tmp_path: Path) -> None:
    net = _net(town.write_extract(tmp_path / "town.osm.pbf"))
    geod = Geod(ellps="WGS84")
    lengths = [geod.geometry_length(line) for line in net.lines]
    np.testing.assert_allclose(net.edges["metres"].to_numpy(), lengths, atol=0.51)


def test_faults_of_a_file(tmp_path: Path) -> None:
    whole = town.write_extract(tmp_path / "town.osm.pbf").read_bytes()
    (tmp_path / "empty.osm.pbf").write_bytes(b"")
    (tmp_path / "cut.osm.pbf").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "page.osm.pbf").write_text("<html>not found</html>" * 50)
    town.write_extract(tmp_path / "walks.osm.pbf", ways={1: ([1, 4], {"highway": "footway"})})
    expected = {
        "empty.osm.pbf": "fetch it again",
        "cut.osm.pbf": "fetch it again",
        "page.osm.pbf": "fetch it again",
        "walks.osm.pbf": "it holds no road",
        "missing.osm.pbf": "check the name",
    }
    for name, remedy in expected.items():
        faults: list[str] = []
        assert read_extract(tmp_path / name, BOUNDS, faults) is None
        assert len(faults) == 1, faults
        assert str(faults[0]).startswith(name)
        assert remedy in str(faults[0])


def test_an_extract_of_elsewhere(tmp_path: Path) -> None:
    path = town.write_extract(tmp_path / "town.osm.pbf")
    faults: list[str] = []
    assert read_extract(path, (120.0, -11.0, 121.0, -10.0), faults) is None
    assert len(faults) == 1
    assert "none of its roads lies in the area (lon 120.00 .. 121.00" in str(faults[0])
