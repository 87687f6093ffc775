"""Each peer plans a small town; the report keeps its sections; curves and gaps are read right."""

from __future__ import annotations

import importlib.util
import time
from dataclasses import asdict, replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from tests.benchmarks import (
    section_1_plans,
    section_2_optimum,
    section_3_peers,
    section_4_growth,
)
from tests.benchmarks.cases import CASES, synthetic
from tests.benchmarks.curve import curve_table, draw
from tests.benchmarks.peers import PEERS, answers_by, plan_of, problem_of
from tests.benchmarks.report import Options, seeds_of, spread, table, write_section
from tests.benchmarks.run import Found, Point, Run
from tests.benchmarks.schedule import Task, execute
from tests.benchmarks.store import Store
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
    answers, seconds = answers_by(PEERS[name], made, ROADS, 0.5, 1)
    plan = plan_of(answers, made, ROADS, hand=hand)
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
    write_section("one", "mangosteen", report)
    write_section("two", "second", report)
    write_section("one", r"third \1", report)
    text = report.read_text(encoding="utf-8")
    assert "mangosteen" not in text
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


def test_a_bound_above_the_plan_is_told(tmp_path: Path) -> None:
    """A bound of 105 on the way to a plan of 103 is false: no gap is shown."""
    false = found([*CURVE[:-1], (8.0, 100, 104, 105), CURVE[-1]])
    assert false.contradicted
    assert not found(CURVE).contradicted
    assert false.seconds_to_gap(25.0) is None
    store, run = Store(tmp_path), section_1_plans.runs("default", Options())[0]
    store.put(run.key, [asdict(replace(false, run=run, gap_percent=0.0))], 1.0)
    assert "| null (false bound in 1) | at most 1 | **no** |" in section_1_plans.write(
        Options(), store
    )


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


def test_what_has_run_is_not_run_again(tmp_path: Path) -> None:
    """Tasks are Python modules: `json.tool` fails on a file that is not there."""
    store = Store(tmp_path / "kept")
    store.put("known", [1], 0.5)
    tasks = [Task("known", "json.tool", "missing.json", 1), Task("late", "json.tool", "x", 60)]
    execute(tasks, store, time.monotonic() + 5)
    answer = store.get("known")
    assert answer is not None
    assert (answer.found, answer.load) == ([1], 0.5)
    assert store.get("late") is None


def test_a_task_that_fails_is_kept_as_not_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "one.json"
    paper.write_text("7")
    store = Store(tmp_path / "kept")
    tasks = [
        Task("good", "json.tool", str(paper), 1, cores=1),
        Task("bad", "json.tool", str(tmp_path / "none.json"), 1, cores=1),
    ]
    execute(tasks, store)
    good = store.get("good")
    assert good is not None
    assert good.found == 7
    assert store.get("bad") is None
    assert "bad failed" in capsys.readouterr().err


def test_sections_say_what_has_not_run(tmp_path: Path) -> None:
    """One seed of one campaign has run: its row says so, the others have no figures."""
    store, options = Store(tmp_path), Options(seeds=5)
    run = section_1_plans.runs("default", options)[1]
    held = replace(found(CURVE), run=run, residents_gap_percent=0.0, gap_percent=0.9)
    store.put(run.key, [asdict(held)], 1.5)
    lines = section_1_plans.write(options, store).splitlines()
    rows = {line.split("|")[1].strip(): line for line in lines if line.startswith("| 24 posts")}
    cells = [cell.strip() for cell in rows[CASES["default"].title].split("|")[2:-1]]
    assert cells[0] == "2"
    assert cells[5:8] == ["0.90", "at most 1", "yes"]
    assert sum("not run" in row for row in rows.values()) == len(rows) - 1
    for section in (section_2_optimum, section_3_peers, section_4_growth):
        assert "not run" in section.write(options, store)


def test_ours_is_ahead_by_residents_first(tmp_path: Path) -> None:
    store, options = Store(tmp_path), Options(seeds=1)

    def put(method: str, *plans: tuple[str, int, int]) -> None:
        run = section_3_peers.runs("default", method, options)[0]
        made = [
            replace(found(CURVE), run=run, dated=dated, weighted=done, residents=done, total=total)
            for dated, done, total in plans
        ]
        store.put(run.key, [asdict(one) for one in made], 1.0)

    put("ours", ("", 100, 90))
    put("practice", ("by hand", 99, 50), ("by our timetable", 100, 100))
    text = section_3_peers.write(options, store)
    assert "ahead on 1 of 1 campaigns" in text
    assert "| practice of 2019, by hand | 1 | 99 | 0.00 | +1 residents |" in text
    assert "| practice of 2019, by our timetable | 1 | 100 | 0.00 | 10.0 % |" in text


def test_seeds_in_words() -> None:
    assert [seeds_of(seeds) for seeds in ([1], [1, 2], [1, 2, 3], [1, 3])] == [
        "1",
        "1, 2",
        "1–3",
        "1, 3",
    ]
