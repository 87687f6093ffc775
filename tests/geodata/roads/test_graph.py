from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, strategies as st
from pyproj import Geod

from geodata import Dataset, GeodataError, RoadGraph, build_graph
from geodata.boundaries import straight_metres
from geodata.rounding import spread_metres
from geodata.travel.routes import landmasses
from geodata.typed_rows import records

A, B, D = "9901010001", "9901010002", "9901010003"
C, E, F = "9901020001", "9901020002", "9901030001"

geodesic = Geod(ellps="WGS84")
SEMAU = ("5303100", "5303101")


def test_the_tiny_roads(tiny_graph: RoadGraph) -> None:
    found = {
        (row.a, row.b): (getattr(row, "class"), row.metres, row.official, row.section, row.beside)
        for row in records(tiny_graph.edges)
    }
    # 0.1 degrees are 11,131.9 m from west to east and 11,057.4 m from south to north; times 1.4.
    assert found == {
        ("base", B): ("national", 15_000, True, "S1", ""),
        (B, C): ("national", 15_000, True, "S1", ""),
        (B, D): ("provincial", 20_000, True, "S2", ""),
        (A, B): ("local", 15_585, False, "", "S1"),
        (D, E): ("local", 15_585, False, "", ""),
        (C, E): ("local", 15_480, False, "", ""),
        ("base", A): ("local", 0, False, "", ""),
        ("main-port", C): ("local", 6_234, False, "", ""),
        ("isle-port", F): ("local", 6_234, False, "", ""),
    }


def test_fords_come_with_the_section(tiny_graph: RoadGraph) -> None:
    fords = tiny_graph.edges[tiny_graph.edges["fords"]]
    assert fords["section"].tolist() == ["S2"]


def test_unknown_nodes_are_told(tiny_graph: RoadGraph) -> None:
    with pytest.raises(GeodataError, match="no node 'nowhere'"):
        tiny_graph.position("nowhere")


@given(
    total=st.integers(0, 10**6),
    weights=st.lists(st.floats(0, 1e5), min_size=1, max_size=12),
)
def test_a_length_is_spread_to_the_metre(total: int, weights: list[float]) -> None:
    parts = spread_metres(total, np.array(weights))
    assert sum(parts) == total
    assert min(parts) >= 0
    if sum(weights) > 0:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part - total * weight / sum(weights)) <= 1


def test_no_road_leads_to_an_exclave(tiny: Dataset) -> None:
    graph = build_graph(tiny)
    pairs = set(zip(graph.edges["a"], graph.edges["b"], strict=True))
    assert (C, F) not in pairs
    assert not {"exclave"} & {place for pair in pairs for place in pair}


def test_sections_keep_their_official_length(kupang: Dataset, kupang_graph: RoadGraph) -> None:
    summed = kupang_graph.edges.groupby("section")["metres"].sum()
    for row in records(kupang.sections):
        if not math.isnan(row.length_km):
            assert summed[row.id] == round(row.length_km * 1000)


def test_sections_without_a_length_are_estimated(kupang: Dataset, kupang_graph: RoadGraph) -> None:
    edges = kupang_graph.edges
    estimated = edges[(edges["section"] != "") & ~edges["official"]]
    assert set(estimated["section"]) == {"N7", "5303010"}
    points = kupang_graph.nodes.set_index("id")
    path = ["5303170001", "5303170002", "tts-border"]
    at = points.loc[path, ["lon", "lat"]].to_numpy()
    straight = straight_metres(at[:-1, 0], at[:-1, 1], at[1:, 0], at[1:, 1]).sum()
    assert edges.loc[edges["section"] == "N7", "metres"].sum() == round(1.4 * straight)


def test_all_villages_connect_apart_from_semau(kupang: Dataset, kupang_graph: RoadGraph) -> None:
    lands = landmasses(kupang_graph)
    codes = kupang.villages["code"].tolist()
    land_of = {code: lands[kupang_graph.index[code]] for code in codes}
    semau = {code for code in codes if code.startswith(SEMAU)}
    assert len(semau) == 14
    assert len({land_of[code] for code in semau}) == 1
    assert len({land_of[code] for code in set(codes) - semau}) == 1
    assert len(set(land_of.values())) == 2
    # The islet's town hangs on no road: its outline belongs to a village on another island.
    assert lands.count(lands[kupang_graph.index["pulau-kera"]]) == 1


def test_local_roads_are_slower_than_any_section(kupang: Dataset) -> None:
    speeds = kupang.speeds
    for _, group in speeds.groupby("vehicle"):
        local = group.loc[group["class"] == "local", "kmh"].max()
        sections = group[group["class"].isin(["national", "provincial"])]
        assert local * 1.4 < sections["kmh"].min()


def test_local_roads_beside_the_coast_road(kupang: Dataset, kupang_graph: RoadGraph) -> None:
    names = dict(zip(kupang.villages["code"], kupang.villages["name"], strict=True))
    edges = kupang_graph.edges
    beside = edges[edges["beside"] == "5303019"]
    assert {frozenset((names[a], names[b])) for a, b in zip(beside.a, beside.b, strict=True)} == {
        frozenset({"Manubelon", "Soliu"}),
        frozenset({"Soliu", "Afoan"}),
    }
    assert beside["fords"].all()
    links = edges[edges["a"].isin(kupang.towns["id"]) & (edges["section"] == "")]
    assert (links["beside"] == "").all()


def test_a_road_goes_around_a_bay(kupang: Dataset, kupang_graph: RoadGraph) -> None:
    """The straight line from Naikean to Akle crosses a bay; over their border there is land."""
    codes = dict(zip(kupang.villages["name"], kupang.villages["code"], strict=True))
    ends = {codes["Naikean"], codes["Akle"]}
    edges = kupang_graph.edges
    (edge,) = np.flatnonzero(edges["a"].isin(ends) & edges["b"].isin(ends))
    (line,) = kupang_graph.lines(np.array([edge]))
    land = shapely.union_all(kupang.villages.geometry.to_numpy())
    straight = shapely.LineString([line.coords[0], line.coords[-1]])
    assert shapely.difference(straight, land).length > 0.25 * straight.length
    assert shapely.difference(line, land).length < 0.0005
    metres = geodesic.geometry_length(line)
    assert edges["metres"][edge] == pytest.approx(kupang.detour_factor * metres, rel=1e-4)
    assert not edges["official"][edge]
