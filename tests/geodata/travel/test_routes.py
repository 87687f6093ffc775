from __future__ import annotations

import pytest
import shapely

from geodata import (
    Dataset,
    GeodataError,
    RoadGraph,
    RoadState,
    RouteStep,
    UnreachableError,
    find_route,
)

B, D = "9901010002", "9901010003"
C, E, F = "9901020001", "9901020002", "9901030001"
DRY = RoadState("dry", "dry")


def test_a_way_by_hand(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    found = find_route(tiny_graph, tiny.speeds, "base", E, "car", DRY)
    assert (found.minutes, found.metres, found.estimated_metres) == (108, 45_480, 15_480)
    assert found.nodes == ("base", B, C, E)
    assert found.sections == ("S1",)
    assert found.steps == (
        RouteStep(
            "S1", "Base - Cemara", "national", "asphalt", 30_000, 30.0, False, False, "base", C
        ),
        RouteStep(None, "Cemara – Enau", "local", "estimated", 15_480, 77.4, True, False, C, E),
    )
    line = [(100.05, 0.05), (100.15, 0.05), (100.25, 0.05), (100.25, 0.15)]
    assert found.line.equals_exact(shapely.LineString(line), 1e-9)


def test_fords_are_told(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    found = find_route(tiny_graph, tiny.speeds, "base", D, "car", DRY)
    assert [(step.section, step.fords) for step in found.steps] == [("S1", False), ("S2", True)]


def test_a_way_back_is_the_same(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    there = find_route(tiny_graph, tiny.speeds, "base", E, "car", DRY)
    back = find_route(tiny_graph, tiny.speeds, E, "base", "car", DRY)
    assert back.nodes == there.nodes[::-1]
    assert (back.minutes, back.metres) == (there.minutes, there.metres)


def test_a_way_to_the_same_place(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    found = find_route(tiny_graph, tiny.speeds, B, B, "car", DRY)
    assert (found.minutes, found.metres, found.steps, found.nodes) == (0, 0, (), (B,))
    assert found.line.length == 0


def test_over_the_sea_the_crossings_are_named(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    with pytest.raises(UnreachableError) as caught:
        find_route(tiny_graph, tiny.speeds, "base", F, "car", DRY)
    assert caught.value.crossings == ("ferry-out",)
    assert str(caught.value) == (
        "no road from Base to Bale; crossings that lead over: "
        "ferry-out (ferry main-port to isle-port)"
    )


def test_several_crossings_in_order(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    with pytest.raises(UnreachableError) as caught:
        find_route(tiny_graph, tiny.speeds, F, "exclave", "car", DRY)
    assert caught.value.crossings == ("ferry-back", "boat-out")


def test_without_a_crossing(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    with pytest.raises(UnreachableError, match="no crossing leads over") as caught:
        find_route(tiny_graph, tiny.speeds, "exclave", "base", "car", DRY)
    assert caught.value.crossings == ()


def test_behind_a_closure_the_sections_are_named(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    state = RoadState("dry-c1", "dry", False, {"car": frozenset({"S1"})})
    with pytest.raises(UnreachableError, match="closed sections: S1") as caught:
        find_route(tiny_graph, tiny.speeds, "base", D, "car", state)
    assert caught.value.closed == ("S1",)
    assert find_route(tiny_graph, tiny.speeds, "base", D, "motorcycle", state).metres == 35_000


def test_unknown_nodes_are_told(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    with pytest.raises(GeodataError, match="no node 'nowhere'"):
        find_route(tiny_graph, tiny.speeds, "nowhere", D, "car", DRY)


def test_semau_is_reached_by_its_crossings(kupang: Dataset, kupang_graph: RoadGraph) -> None:
    with pytest.raises(UnreachableError) as caught:
        find_route(kupang_graph, kupang.speeds, "oelamasi", "5303100007", "car", DRY)
    assert caught.value.crossings == ("ferry-out", "boat-out")
