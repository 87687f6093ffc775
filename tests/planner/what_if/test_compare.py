"""How two plans differ, in words and figures."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from planner import cli
from planner.bundle.reader import Bundle
from planner.what_if.comparison import compare, comparison_lines
from routing import Campaign, Plan
from routing.campaign.parts import Costs
from routing.plan.costs import assemble, team_plan
from tests.planner import island

Capture = pytest.CaptureFixture[str]


def other(town: Campaign) -> Plan:
    """The island is left to the second pair, on the same date; Tuesday on the hill is left out."""
    first, second = town.teams
    monday, tuesday, wednesday = island.dates()
    home = replace(tuesday, events=(replace(tuesday.events[-1], start=450, end=510),))
    plans = [team_plan(town, first, (monday, home)), team_plan(town, second, (wednesday,))]
    return assemble(town, plans)


def bundle(name: str, town: Campaign, plan: Plan) -> Bundle:
    return Bundle(Path(name), town, plan)


@pytest.fixture
def two() -> tuple[Bundle, Bundle]:
    town = island.campaign()
    return bundle("a", town, island.plan(town)), bundle("b", town, other(town))


def test_the_same_plan_twice(two: tuple[Bundle, Bundle]) -> None:
    found = compare(two[0], two[0])
    assert found.same
    assert list(comparison_lines(found, "en")) == [
        "The two plans are the same: pairs, dates and costs do not differ."
    ]


def test_what_moved_is_named(two: tuple[Bundle, Bundle]) -> None:
    lines = list(comparison_lines(compare(*two), "en"))
    # 48 on Tuesday are not recorded; no duty day, night or km less
    assert lines[0] == "B records 48 residents fewer, costs the same, ends on the same date."
    assert "  Residents recorded: 152 -> 104 (-48)" in lines
    assert "  Pairs at work: 1 -> 2 (+1)" in lines
    assert "  Urgency (not spent): IDR\u00a08,800 -> IDR\u00a04,000 (-IDR\u00a04,800)" in lines
    at = lines.index("Kecamatan that move to other pairs: 1 of 2")
    assert lines[at + 1] == "  K-isle: T01, 14 Mar -> T02, 14 Mar"
    assert lines[at + 2] == "Kecamatan with the same pair on other dates: 1 of 2"
    assert lines[at + 3].startswith("  K-hill, T01: 12")
    assert lines[-2:] == ["Residents left that change:", "  K-hill: 8 -> 56 residents left"]


def test_in_bahasa(two: tuple[Bundle, Bundle]) -> None:
    lines = list(comparison_lines(compare(*two), "id"))
    assert lines[0].startswith("B merekam 48 warga lebih sedikit, biayanya sama")
    assert "Kecamatan yang pindah tim: 1 dari 2" in lines


def test_changes_of_the_campaign_are_told() -> None:
    town = island.campaign()
    dearer = replace(town, costs=Costs({"car": 2999}, 500_000, 100))
    dearer = replace(dearer, rules=replace(town.rules, home_on_rest_days=False))
    found = compare(bundle("a", town, island.plan(town)), bundle("b", dearer, island.plan(dearer)))
    lines = list(comparison_lines(found, "en"))
    # six person-days at 70,000 more, of 3,412,894
    assert lines[0] == (
        "B records as many residents, costs IDR\u00a0420,000 more (12.3%), ends on the same date."
    )
    assert lines[1:4] == [
        "Changed in the campaign:",
        "  Home on rest days: yes -> no",
        "  Per diem per operator: 430,000 -> 500,000",
    ]


def written(folder: Path, town: Campaign, plan: Plan) -> Path:
    folder.mkdir()
    (folder / "campaign.json").write_text(town.to_json(), encoding="utf-8")
    (folder / "plan.json").write_text(plan.to_json(), encoding="utf-8")
    return folder


def test_the_command(tmp_path: Path, capsys: Capture) -> None:
    town = island.campaign()
    a = written(tmp_path / "a", town, island.plan(town))
    b = written(tmp_path / "b", town, other(town))
    assert cli.run(["compare", str(a), str(b), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"A: {a} (Small town)"
    assert cli.run(["compare", str(a), str(b), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["figures"][0] == {"name": "recorded", "a": 152, "b": 104}
    assert [row["kecamatan"] for row in told["kecamatan"] if row["other_pair"]] == ["K-isle"]


def test_folders_without_a_plan_are_all_told(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "empty").mkdir()
    paths = [str(tmp_path / "nowhere"), str(tmp_path / "empty")]
    assert cli.run(["compare", *paths, "--lang", "en"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said == [
        f"{paths[0]}: there is no such folder; name the folder of a plan, such as out",
        f"{paths[1]}: campaign.json, plan.json missing; name a folder that jemputbola plan wrote",
    ]


def test_the_folder_of_a_planner_stands_for_its_plan(tmp_path: Path, capsys: Capture) -> None:
    town = island.campaign()
    home = tmp_path / "kupang"
    home.mkdir()
    written(home / "out", town, island.plan(town))
    assert cli.run(["compare", str(home), str(home / "out"), "--lang", "en"]) == 0
    assert "The two plans are the same" in capsys.readouterr().out


def test_a_file_that_is_no_text(tmp_path: Path, capsys: Capture) -> None:
    town = island.campaign()
    folder = written(tmp_path / "a", town, island.plan(town))
    (folder / "plan.json").write_bytes(b"\xff\xfe\x00")
    assert cli.run(["compare", str(folder), str(folder), "--lang", "en"]) == 2
    assert "plan.json: cannot be read" in capsys.readouterr().err
