"""Each peer plans a small town; the report keeps its sections; curves and gaps are read right."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from xml.etree import ElementTree

import pytest

from geodata.travel import TravelTable
from routing.campaign import Campaign
from tests.benchmarks.cases import synthetic
from tests.benchmarks.curve import curve_table, draw
from tests.benchmarks.peers import PEERS, plan_by, problem_of
from tests.benchmarks.report import spread, table, write_section
from tests.benchmarks.run import Found, Point, Run
from tests.routing.towns import (
    BASE,
    assert_clean,
    both_ways,
    campaign,
    ferry,
    place,
    port,
    rules,
    solved,
    teams,
    travel,
)

NEEDS = {"practice": "numpy", "ortools": "ortools", "pyvrp": "pyvrp", "vroom": "vroom"}
INSTALLED = [name for name in PEERS if importlib.util.find_spec(NEEDS[name])]
ROADS = travel(
    both_ways(
        {
            (BASE, "a"): (60, 60_000),
            (BASE, "b"): (90, 80_000),
            ("a", "b"): (45, 40_000),
            (BASE, "quay"): (30, 20_000),
            ("jetty", "c"): (20, 10_000),
        }
    )
)


def town(**changes: object) -> Campaign:
    """Three posts, one of them behind a ferry; two pairs, five dates."""
    posts = (place("a", 100), place("b", 40), place("c", 60))
    places = (place(BASE), *posts, port("quay"), port("jetty"))
    boats = (ferry("out", "quay", "jetty"), ferry("back", "jetty", "quay"))
    return campaign(places, ROADS, 5, crossings=boats, teams=teams(2), **changes)


@pytest.mark.parametrize("hand", [False, True])
@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("name", INSTALLED)
def test_a_peer_records_everybody(name: str, shared: bool, hand: bool) -> None:
    made = town(rules=rules(one_pair_per_kecamatan=not shared))
    plan, seconds, _ = plan_by(PEERS[name], made, ROADS, 0.5, 1, hand=hand)
    assert_clean(made, ROADS, plan)
    assert plan.recorded == {"a": 100, "b": 40, "c": 60}
    assert seconds < 30


def test_the_problem_by_hand() -> None:
    """12 an hour: 100 residents take 500 minutes. A date has 420 minutes less a set-up of 30.

    Way to C: 30 minutes of road, 30 of loading, 25 on the ferry, 20 of road: 105 minutes, all
    of it within the 300 minutes of duty outside opening hours; 90,000 for the road and
    100,000 for the ferry.
    """
    problem = problem_of(town(), ROADS)
    assert [stop.minutes for stop in problem.stops] == [500, 200, 300]
    assert (problem.day, problem.horizon) == (390, 5 * 390)
    assert problem.minutes[0].tolist() == [0, 0, 0, 0]
    assert problem.rupiah[0].tolist() == [0, 180_000, 240_000, 190_000]


def test_a_synthetic_campaign_grows_from_its_pattern() -> None:
    """Twice the pattern: the first copy is the pattern itself, the second lies beside it."""
    made = town()
    larger, table = synthetic(made, ROADS, 6, 1)
    assert table.frame.equals(TravelTable.from_frame(table.frame).frame.astype(table.frame.dtypes))
    assert larger.travel_sha256 == table.sha256()
    assert [post.id for post in larger.posts] == ["a", "b", "c", "a-1", "b-1", "c-1"]
    assert [len(made.teams), len(larger.teams)] == [2, 4]
    legs = {(r.origin, r.destination): (r.minutes, r.metres) for r in table.frame.itertuples()}
    assert legs["a", "b"] == (45, 40_000)
    beside = legs["a", "a-1"]
    assert 1 <= beside[0] <= 15
    assert legs["a-1", "b"] == (45 + beside[0], 40_000 + beside[1])
    assert ("a", "c") not in legs
    solved(larger, table, work=5)


def test_a_section_is_written_anew_and_others_stay(tmp_path: Path) -> None:
    report = tmp_path / "BENCHMARKS.md"
    write_section("one", "first", report)
    write_section("two", "second", report)
    write_section("one", r"third \1", report)
    text = report.read_text(encoding="utf-8")
    assert "first" not in text
    assert text.index("third \\1") < text.index("second")
    assert text.count("<!-- end -->") == 2
    assert text.startswith("# Benchmarks")


CURVE: list[Point] = [
    (1.0, None, None, None),
    (2.0, 90, 80, 70),
    (3.0, 100, 120, 100),
    (4.0, 100, 104, 100),
    (9.0, 100, 103, 101),
]


def found(curve: list[Point], residents: int = 100) -> Found:
    run = Run("default", 10.0)
    return Found(run, residents, 100, residents, 103, None, None, 101, 2.0, 9.0, 2.0, 50.0, curve)


def test_seconds_to_a_gap() -> None:
    """Gap 20 % at 3 s, 4 % at 4 s; plans that record fewer do not count, nor do missing bounds."""
    assert found(CURVE).seconds_to_gap(5.0) == 4.0
    assert found(CURVE).seconds_to_gap(25.0) == 3.0
    assert found(CURVE).seconds_to_gap(1.0) is None
    assert found(CURVE, 90).seconds_to_gap(25.0) is None
    assert found([(1.0, 100, 103, None)]).seconds_to_gap(5.0) is None


def test_the_curve_as_a_table_and_as_a_drawing(tmp_path: Path) -> None:
    rows = curve_table(CURVE).splitlines()[2:]
    assert [row.split("|")[1].strip() for row in rows] == ["1", "2", "5", "9"]
    assert rows[2] == "| 5 | 100 | 0.00 | 0.00 | 4.00 |"
    draw(CURVE, tmp_path / "curve.svg", "Town")
    root = ElementTree.parse(tmp_path / "curve.svg").getroot()
    words = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"best plan", "bound", "Town: million rupiah over seconds"} <= set(words)


def test_tables_and_spreads() -> None:
    assert table(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | ---: |\n| x | 1 |"
    assert spread([3, 1, 2]) == "2 (1–3)"
    assert spread([2.0, 2.0], 1) == "2.0"
    assert spread([None, None]) == "null"
    assert spread([1, None]) == "null in 1 of 2"
