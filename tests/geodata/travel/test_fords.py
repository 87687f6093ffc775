"""Fords by season, vehicle and speed; seasons and closures never make anything quicker."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from geodata import Dataset, RoadGraph, RoadState, TravelTable, travel_table

DRY, WET = RoadState("dry", "dry"), RoadState("wet", "wet", True)
Make = Callable[..., RoadGraph]
Leg = tuple[str, str]


def _table(graph: RoadGraph, speeds: pd.DataFrame, state: RoadState) -> dict[Leg, int]:
    places = {node: node for node in graph.nodes["id"]}
    table: TravelTable = travel_table(graph, speeds, places, ["car"], {"it": state})
    frame = table.frame
    return dict(
        zip(zip(frame["origin"], frame["destination"], strict=True), frame["minutes"], strict=True)
    )


@pytest.fixture
def forded(make_graph: Make) -> RoadGraph:
    """Return 12 km with a ford (72 km/h) beside 12 km of track (18 km/h) over a third place."""
    return make_graph(
        3, [(0, 1, 12_000, "ford", ""), (0, 2, 6_000, "track", ""), (2, 1, 6_000, "track", "")]
    )


@pytest.mark.parametrize(
    ("passed", "dry_factor", "dry", "wet"),
    [
        # Ford: 12 km at 72 km/h are 10 minutes, in the wet season at a quarter 40.
        # Track: 12 km at 18 km/h are 40 minutes, in the wet season at half 80.
        ("all", 1.0, 10, 40),
        ("all", 0.5, 20, 40),
        ("dry", 1.0, 10, 80),
        ("none", 1.0, 40, 80),
    ],
)
def test_fords_by_season_and_speed(
    forded: RoadGraph,
    made_speeds: pd.DataFrame,
    passed: str,
    dry_factor: float,
    dry: int,
    wet: int,
) -> None:
    speeds = made_speeds.assign(fords=passed, dry_ford_factor=dry_factor)
    assert _table(forded, speeds, DRY)["n00", "n01"] == dry
    assert _table(forded, speeds, WET)["n00", "n01"] == wet


def test_fords_are_passed_by_the_vehicles_that_can(
    forded: RoadGraph, made_speeds: pd.DataFrame
) -> None:
    truck = made_speeds.assign(vehicle="truck", fords="all")
    speeds = pd.concat([made_speeds.assign(fords="none"), truck], ignore_index=True)
    places = {"a": "n00", "b": "n01"}
    frame = travel_table(forded, speeds, places, ["car", "truck"], {"wet": WET}).frame
    there = frame[frame["origin"] == "a"].set_index("vehicle")["minutes"]
    assert there.to_dict() == {"car": 80, "truck": 40}


EDGES = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.integers(0, 5),
        st.integers(1, 30_000),
        st.sampled_from(["road", "track", "ford"]),
        st.sampled_from(["", "S1", "S2"]),
    ).filter(lambda edge: edge[0] != edge[1]),
    min_size=1,
    max_size=12,
)
FACTOR = st.sampled_from([0.25, 0.5, 1.0])


@settings(deadline=None, max_examples=30)
@given(
    edges=EDGES,
    passed=st.sampled_from(["all", "dry", "none"]),
    factors=st.tuples(FACTOR, FACTOR, FACTOR),
    closed=st.sets(st.sampled_from(["S1", "S2"]), min_size=1),
)
def test_neither_rain_nor_a_closure_makes_anything_quicker(
    make_graph: Make,
    made_speeds: pd.DataFrame,
    edges: list[tuple[int, int, int, str, str]],
    passed: str,
    factors: tuple[float, float, float],
    closed: set[str],
) -> None:
    graph = make_graph(6, edges)
    wet, dry_ford = factors[0], factors[1]
    speeds = made_speeds.assign(
        fords=passed,
        wet_factor=wet,
        dry_ford_factor=dry_ford,
        wet_ford_factor=min(dry_ford, factors[2]),
    )
    shut = {"car": frozenset(closed)}
    for usual, worse in (
        (DRY, WET),
        (DRY, RoadState("c", "dry", False, shut)),
        (WET, RoadState("c", "wet", True, shut)),
    ):
        before, after = _table(graph, speeds, usual), _table(graph, speeds, worse)
        assert set(after) <= set(before)
        assert all(after[leg] >= before[leg] for leg in after)


def test_nowhere_in_kupang_does_rain_or_a_closure_help(
    kupang: Dataset, kupang_graph: RoadGraph
) -> None:
    """All posts, all vehicles, both seasons, and each row of the closures on its own."""
    nodes = {code: code for code in kupang.kecamatan["capital"]} | {"base": kupang.base}
    states = {"dry": DRY, "wet": WET} | {
        f"{season}-{at}": RoadState(
            f"{season}-{at}", season, season == "wet", dict.fromkeys(stops, frozenset({section}))
        )
        for at, (section, stops) in enumerate(
            zip(kupang.closures["section"], kupang.closures["stops"], strict=True)
        )
        for season in ("dry", "wet")
    }
    vehicles = sorted(set(kupang.speeds["vehicle"]))
    frame = travel_table(kupang_graph, kupang.speeds, nodes, vehicles, states).frame
    minutes = frame.pivot_table(
        index=["origin", "destination", "vehicle"], columns="condition", values="minutes"
    )
    assert (minutes["wet"] >= minutes["dry"]).all()
    for state in set(states) - {"dry", "wet"}:
        usual = minutes[state.split("-")[0]]
        assert not (minutes[state] < usual).any()
    assert (minutes["wet"] > minutes["dry"]).any()
