from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings, strategies as st

from geodata import (
    Dataset,
    GeodataError,
    RoadGraph,
    RoadState,
    TravelTable,
    find_route,
    travel_table,
)
from geodata.travel.streamed_table import write_travel
from geodata.travel.table import TRAVEL_COLUMNS

A, B, D = "9901010001", "9901010002", "9901010003"
C, E, F = "9901020001", "9901020002", "9901030001"
DRY, WET = RoadState("dry", "dry"), RoadState("wet", "wet", True)
MANUBELON, NAIKLIU, CAMPLONG = "5303181001", "5303190008", "5303160006"

Make = Callable[..., RoadGraph]
Edges = list[tuple[int, int, int, str, str]]
Legs = dict[tuple[str, str], tuple[int, int]]


def _closing(*sections: str, wet: bool = False) -> RoadState:
    closed = {"car": frozenset(sections), "motorcycle": frozenset(sections)}
    return RoadState("closed", "wet" if wet else "dry", wet, closed)


def _legs(graph: RoadGraph, speeds: pd.DataFrame, state: RoadState, vehicle: str = "car") -> Legs:
    places = {node: node for node in graph.nodes["id"]}
    frame = travel_table(graph, speeds, places, [vehicle], {state.id: state}).frame
    return {
        (origin, destination): (minutes, metres)
        for origin, destination, minutes, metres in zip(
            frame.origin, frame.destination, frame.minutes, frame.metres, strict=True
        )
    }


def test_the_tiny_town_by_hand(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    legs = _legs(tiny_graph, tiny.speeds, DRY)
    assert legs["base", A] == (0, 0)
    assert legs["base", B] == (15, 15_000)
    assert legs["base", C] == (30, 30_000)
    assert legs["base", D] == (75, 35_000)
    # 30 minutes, and 15,480 m at 200 m a minute: 107.4
    assert legs["base", E] == (108, 45_480)
    # 30 minutes, and 6,234 m at 200 m a minute: 61.17
    assert legs["base", "main-port"] == (62, 36_234)
    assert legs["isle-port", F] == (32, 6_234)
    assert ("base", F) not in legs
    assert ("base", "exclave") not in legs
    assert ("base", "base") not in legs


def test_the_tiny_town_in_the_wet_season(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    legs = _legs(tiny_graph, tiny.speeds, WET)
    assert legs["base", C] == (30, 30_000)
    # Fords at 10 km/h: 15 + 120. Local roads at 9.6 km/h: 30 + 96.75.
    assert legs["base", D] == (135, 35_000)
    assert legs["base", E] == (127, 45_480)


def test_a_closure_forces_the_detour(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    legs = _legs(tiny_graph, tiny.speeds, _closing("S2"))
    # Round by C and E: 30 minutes, and 15,480 + 15,585 m at 200 m a minute: 185.3
    assert legs["base", D] == (186, 61_065)


def test_a_local_road_closes_with_the_section_beside_it(
    tiny: Dataset, tiny_graph: RoadGraph
) -> None:
    legs = _legs(tiny_graph, tiny.speeds, _closing("S1"))
    assert [destination for origin, destination in legs if origin == "base"] == [A]
    assert (A, B) not in legs


def test_vehicles_have_speeds_of_their_own(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    assert _legs(tiny_graph, tiny.speeds, DRY, "motorcycle")["base", C] == (60, 30_000)


def test_the_table_is_sorted_and_typed(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    places = {"z": "base", "9901010": A, "b": B}
    states = {"wet": WET, "dry": DRY}
    frame = travel_table(tiny_graph, tiny.speeds, places, ["motorcycle", "car"], states).frame
    keys = list(zip(frame.origin, frame.destination, frame.vehicle, frame.condition, strict=True))
    assert keys == sorted(keys)
    assert len(keys) == 3 * 2 * 2 * 2
    assert keys[0] == ("9901010", "b", "car", "dry")
    assert list(frame.columns) == [
        "origin", "destination", "vehicle", "condition", "minutes", "metres"
    ]  # fmt: skip
    assert (frame.dtypes[["minutes", "metres"]] == "int64").all()


def test_places_that_share_a_node_are_a_leg_of_nothing(
    tiny: Dataset, tiny_graph: RoadGraph
) -> None:
    places = {"post": B, "village": B, "isle": F}
    frame = travel_table(tiny_graph, tiny.speeds, places, ["car"], {"dry": DRY}).frame
    assert frame[["origin", "destination", "minutes", "metres"]].to_numpy().tolist() == [
        ["post", "village", 0, 0],
        ["village", "post", 0, 0],
    ]


def test_a_single_place_has_no_legs(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    table = travel_table(tiny_graph, tiny.speeds, {"only": B}, ["car"], {"dry": DRY})
    assert len(table.frame) == 0
    assert table.sha256() == hashlib.sha256(b"").hexdigest()


def test_faults_are_told(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    with pytest.raises(GeodataError, match="no node 'nowhere'"):
        travel_table(tiny_graph, tiny.speeds, {"x": "nowhere"}, ["car"], {"dry": DRY})
    with pytest.raises(GeodataError, match=r"no speed of a raft on local estimated, .* known"):
        travel_table(tiny_graph, tiny.speeds, {"x": B}, ["raft"], {"dry": DRY})


def test_the_hash_is_that_of_the_documented_lines(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    table = travel_table(tiny_graph, tiny.speeds, {"b": B, "a": "base"}, ["car"], {"dry": DRY})
    lines = b"a\tb\tcar\tdry\t15\t15000\nb\ta\tcar\tdry\t15\t15000\n"
    assert table.sha256() == hashlib.sha256(lines).hexdigest()
    assert TravelTable.from_frame(table.frame.iloc[::-1]).sha256() == table.sha256()


@pytest.mark.parametrize("name", ["plain", 'a "quoted" one', "Oe'cusse", "-0", "ñ"])
def test_the_hash_takes_any_text_as_it_is(name: str) -> None:
    rows = [(name, "b", "car", "dry", 30, 20_000), ("zz", name, "car", "dry", 0, 7)]
    frame = pd.DataFrame(rows, columns=list(TRAVEL_COLUMNS))
    lines = f"{name}\tb\tcar\tdry\t30\t20000\nzz\t{name}\tcar\tdry\t0\t7\n"
    assert TravelTable(frame).sha256() == hashlib.sha256(lines.encode()).hexdigest()


def test_parquet_there_and_back(tiny: Dataset, tiny_graph: RoadGraph, tmp_path: Path) -> None:
    places = {node: node for node in tiny_graph.nodes["id"]}
    table = travel_table(tiny_graph, tiny.speeds, places, ["car"], {"dry": DRY, "wet": WET})
    table.write(tmp_path / "one.parquet")
    back = TravelTable.read(tmp_path / "one.parquet")
    pd.testing.assert_frame_equal(back.frame, table.frame)
    assert back.sha256() == table.sha256()
    back.write(tmp_path / "two.parquet")
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
    schema = pq.read_schema(tmp_path / "one.parquet")
    assert [str(field.type) for field in schema] == ["string"] * 4 + ["int64"] * 2


def test_other_parquet_files_are_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"origin": ["a"]}), tmp_path / "other.parquet")
    with pytest.raises(GeodataError, match=r"columns \['origin'\], expected"):
        TravelTable.read(tmp_path / "other.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1")
    with pytest.raises(GeodataError, match="no readable Parquet"):
        TravelTable.read(tmp_path / "broken.parquet")


def test_of_equal_ways_the_shortest(make_graph: Make, made_speeds: pd.DataFrame) -> None:
    # 0-1-3: 200 s over 2,000 m by road; 0-2-3: 200 s over 1,000 m by track.
    edges = [(0, 1, 1000, "road", ""), (1, 3, 1000, "road", "")]
    edges += [(0, 2, 500, "track", ""), (2, 3, 500, "track", "")]
    assert _legs(make_graph(4, edges), made_speeds, DRY)["n00", "n03"] == (4, 1000)


def test_of_parallel_roads_the_quickest_open_one(
    make_graph: Make, made_speeds: pd.DataFrame
) -> None:
    edges = [(0, 1, 3000, "track", ""), (1, 0, 3000, "road", "S"), (0, 1, 0, "road", "T")]
    graph = make_graph(2, edges)
    assert _legs(graph, made_speeds, DRY)["n01", "n00"] == (0, 0)
    assert _legs(graph, made_speeds, _closing("T"))["n01", "n00"] == (5, 3000)
    assert _legs(graph, made_speeds, _closing("S", "T"))["n01", "n00"] == (10, 3000)


def test_whole_minutes_are_not_rounded_up(make_graph: Make, made_speeds: pd.DataFrame) -> None:
    # At 10 m a second; one metre more than a minute's is the next minute.
    for metres, minutes in ((600, 1), (601, 2), (36_000, 60), (36_001, 61), (1, 1)):
        graph = make_graph(2, [(0, 1, metres, "road", "")])
        assert _legs(graph, made_speeds, DRY)["n00", "n01"] == (minutes, metres)


def test_ways_too_long_to_count_are_refused(make_graph: Make, made_speeds: pd.DataFrame) -> None:
    graph = make_graph(2, [(0, 1, 10_000_000, "track", "")])
    with pytest.raises(GeodataError, match="149 hours"):
        _legs(graph, made_speeds, DRY)


SIZE = 8
# Multiples of 20 m last whole seconds at 10, 5, 20 and 2.5 metres a second.
EDGES = st.lists(
    st.tuples(
        st.integers(0, SIZE - 1),
        st.integers(0, SIZE - 1),
        st.integers(0, 500).map(lambda steps: steps * 20),
        st.sampled_from(["road", "track", "ford"]),
        st.sampled_from(["", "S", "T"]),
    ).filter(lambda edge: edge[0] != edge[1]),
    max_size=18,
)
STATES = st.builds(
    lambda wet, closed: _closing(*closed, wet=wet),
    st.booleans(),
    st.sets(st.sampled_from(["S", "T"])),
)
PACE = {
    False: {"road": 10, "track": 5, "ford": 20},
    True: {"road": 10, "track": 2.5, "ford": 5},
}


def _open_seconds(edges: Edges, state: RoadState) -> list[tuple[int, int, float, int]]:
    closed = state.closed_to("car")
    return [
        (a, b, metres / PACE[state.wet][kind], metres)
        for a, b, metres, kind, section in edges
        if section not in closed
    ]


@settings(deadline=None, max_examples=60)
@given(edges=EDGES, state=STATES)
def test_against_floyd_warshall(
    make_graph: Make, made_speeds: pd.DataFrame, edges: Edges, state: RoadState
) -> None:
    seconds = np.full((SIZE, SIZE), np.inf)
    for a, b, lasts, _ in _open_seconds(edges, state):
        seconds[a, b] = seconds[b, a] = min(seconds[a, b], lasts)
    # By hand: the library's own drops edges of no length.
    expected = seconds
    for k in range(SIZE):
        expected = np.minimum(expected, expected[:, [k]] + expected[[k], :])
    legs = _legs(make_graph(SIZE, edges), made_speeds, state)
    assert {pair: minutes for pair, (minutes, _) in legs.items()} == {
        (f"n{a:02d}", f"n{b:02d}"): math.ceil(expected[a, b] / 60)
        for a in range(SIZE)
        for b in range(SIZE)
        if a != b and np.isfinite(expected[a, b])
    }


@settings(deadline=None, max_examples=40)
@given(edges=EDGES, state=STATES)
def test_metres_are_the_least_of_the_quickest_ways(
    make_graph: Make, made_speeds: pd.DataFrame, edges: Edges, state: RoadState
) -> None:
    legs = _legs(make_graph(SIZE, edges), made_speeds, state)
    network = nx.MultiGraph()
    network.add_nodes_from(range(SIZE))
    for a, b, lasts, metres in _open_seconds(edges, state):
        # Half seconds a million times the metres: time first, then length, in whole numbers.
        network.add_edge(a, b, cost=round(lasts * 2) * 1_000_000 + metres)
    for a, costs in nx.all_pairs_dijkstra_path_length(network, weight="cost"):
        for b, cost in costs.items():
            if a != b:
                assert legs[f"n{a:02d}", f"n{b:02d}"][1] == cost % 1_000_000


@settings(deadline=None, max_examples=40)
@given(edges=EDGES, state=STATES)
def test_invariants(
    make_graph: Make, made_speeds: pd.DataFrame, edges: Edges, state: RoadState
) -> None:
    graph = make_graph(SIZE, edges)
    legs = _legs(graph, made_speeds, state)
    free = _legs(graph, made_speeds, RoadState("open", state.season, state.wet))
    dry = _legs(graph, made_speeds, RoadState("dry", "dry", False, state.closed))
    for (a, b), (minutes, metres) in legs.items():
        assert legs[b, a] == (minutes, metres)
        assert free[a, b][0] <= minutes
        assert dry[a, b][0] <= minutes
        for c in graph.nodes["id"]:
            if (b, c) in legs and c != a:
                # Each leg is rounded up once, so two legs never last less than the one.
                assert legs[a, c][0] <= minutes + legs[b, c][0]


@settings(deadline=None, max_examples=40)
@given(edges=EDGES, state=STATES)
def test_ways_agree_with_the_table(
    make_graph: Make, made_speeds: pd.DataFrame, edges: Edges, state: RoadState
) -> None:
    graph = make_graph(SIZE, edges)
    for (a, b), leg in _legs(graph, made_speeds, state).items():
        found = find_route(graph, made_speeds, a, b, "car", state)
        assert (found.minutes, found.metres) == leg
        assert sum(step.metres for step in found.steps) == found.metres
        assert math.ceil(round(sum(step.minutes for step in found.steps), 6)) == found.minutes
        assert (found.nodes[0], found.nodes[-1]) == (a, b)


def test_kupang_distances_and_times(kupang: Dataset, kupang_graph: RoadGraph) -> None:
    legs = _legs(kupang_graph, kupang.speeds, DRY)
    assert legs["oelamasi", "kota-kupang"][1] == 38_000
    minutes, metres = legs["kota-kupang", "oepoli"]
    assert abs(metres - 181_000) <= 2_000
    assert 7 * 60 <= minutes <= 7.5 * 60
    # Observed trips that had no part in fitting: 46 km in 1.5 h by bus, 25 km in 0.5 h.
    assert legs[CAMPLONG, "kota-kupang"][1] == 46_000
    assert abs(legs["kota-kupang", "5303131004"][1] - 25_000) <= 500


@pytest.mark.parametrize("vehicle", ["car", "motorcycle"])
def test_kupang_to_oepoli_follows_the_coast(
    kupang: Dataset, kupang_graph: RoadGraph, vehicle: str
) -> None:
    found = find_route(kupang_graph, kupang.speeds, "kota-kupang", "oepoli", vehicle, DRY)
    coast = ("5303016", "5303017", "5303018", "5303019", "5303020")
    assert found.sections == ("N1", "N2", "N3", "N4", *coast)
    assert found.estimated_metres == 0


@pytest.mark.parametrize("vehicle", ["car", "motorcycle"])
@pytest.mark.parametrize("wet", [False, True])
def test_closing_the_coast_road_matters(
    kupang: Dataset, kupang_graph: RoadGraph, vehicle: str, wet: bool
) -> None:
    closed = _closing("5303018", "5303019", wet=wet)
    free = _legs(kupang_graph, kupang.speeds, WET if wet else DRY, vehicle)
    detour = _legs(kupang_graph, kupang.speeds, closed, vehicle)
    assert detour["oelamasi", MANUBELON][0] >= free["oelamasi", MANUBELON][0] + 60
    assert detour["oelamasi", NAIKLIU][0] >= free["oelamasi", NAIKLIU][0]


def test_the_inland_detour_lasts_as_observed(kupang: Dataset, kupang_graph: RoadGraph) -> None:
    # Travel fact F21: 7 to 8 hours in the rain with the coast road closed.
    closed = _closing("5303018", "5303019", wet=True)
    minutes, _ = _legs(kupang_graph, kupang.speeds, closed)["oelamasi", NAIKLIU]
    assert 7 * 60 <= minutes <= 8 * 60


def test_the_village_table_takes_about_a_second(kupang: Dataset, kupang_graph: RoadGraph) -> None:
    places = {code: code for code in kupang.villages["code"]} | {"oelamasi": "oelamasi"}
    begun = time.perf_counter()
    table = travel_table(
        kupang_graph, kupang.speeds, places, ["car", "motorcycle"], {"dry": DRY, "wet": WET}
    )
    assert time.perf_counter() - begun < 5
    # 163 villages and the base on the mainland, 14 villages on Semau.
    assert len(table.frame) == (164 * 163 + 14 * 13) * 4


def test_kupang_ways_agree_with_the_table(kupang: Dataset, kupang_graph: RoadGraph) -> None:
    legs = _legs(kupang_graph, kupang.speeds, WET)
    for a, b in sorted(legs)[:: len(legs) // 60]:
        found = find_route(kupang_graph, kupang.speeds, a, b, "car", WET)
        assert (found.minutes, found.metres) == legs[a, b]


def test_a_table_written_in_parts_is_the_same(
    tiny: Dataset, tiny_graph: RoadGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.travel.streamed_table._CELLS", 50)
    places = {node: node for node in tiny_graph.nodes["id"]}
    asked = (tiny_graph, tiny.speeds, places, ["motorcycle", "car"], {"wet": WET, "dry": DRY})
    whole = travel_table(*asked)
    count = write_travel(tmp_path / "travel.parquet", *asked)
    assert pq.ParquetFile(tmp_path / "travel.parquet").num_row_groups > 2
    kept = TravelTable.read(tmp_path / "travel.parquet")
    pd.testing.assert_frame_equal(kept.frame, whole.frame)
    assert (count, kept.sha256()) == (len(whole.frame), whole.sha256())
    assert [path.name for path in tmp_path.iterdir()] == ["travel.parquet"]
