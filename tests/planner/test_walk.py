"""The walk in README: from nothing to a changed campaign, as a new user goes it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

README = Path(__file__).parents[2] / "README.md"
TEN_MINUTES = 600

pytestmark = pytest.mark.slow


def section() -> str:
    text = README.read_text(encoding="utf-8")
    return text.split("## Your own campaign in ten minutes")[1].split("\n## ")[0]


def commands() -> list[list[str]]:
    return [
        line.split() for line in re.findall(r"^    \.venv/bin/jemputbola (.+)$", section(), re.M)
    ]


def changes() -> list[tuple[str, str, str]]:
    rows = re.findall(r"^\| ([^|]+) \| ([A-Z]+\d+) \| ([^|]+) \|", section(), re.M)
    return [(sheet.strip(), cell, value.strip()) for sheet, cell, value in rows]


@pytest.fixture(scope="module")
def walked(
    tmp_path_factory: pytest.TempPathFactory, command: Callable[..., Any], tiny: tuple[str, ...]
) -> tuple[Path, list[Any], float]:
    """Go the walk; the folder, what was said, and the seconds that it took."""
    folder = tmp_path_factory.mktemp("walk")
    init, check, plan = commands()
    began = time.monotonic()
    said = [command(*_in(folder, init))]
    book = load_workbook(folder / "kupang" / "campaign.xlsx")
    for sheet, cell, value in changes():
        held = book[sheet][cell].value
        assert held is None or sheet == "Pairs", (sheet, cell, held)
        book[sheet][cell] = int(value) if value.isdigit() else value
    book.save(folder / "kupang" / "campaign.xlsx")
    said.append(command(*_in(folder, check)))
    said.append(command(*_in(folder, plan), *tiny, "--gap", "100"))
    return folder / "kupang", said, time.monotonic() - began


def _in(folder: Path, words: list[str]) -> list[str]:
    return [str(folder / word) if word == "kupang" else word for word in words]


def test_the_walk_is_there() -> None:
    assert [words[:2] for words in commands()] == [
        ["init", "kupang"],
        ["check", "kupang"],
        ["plan", "kupang"],
    ]
    assert {sheet for sheet, _, _ in changes()} == {"Pairs", "Road closures", "Calendar"}


def test_every_step_succeeds_in_time(walked: tuple[Path, list[Any], float]) -> None:
    folder, said, seconds = walked
    assert [answer.code for answer in said] == [0, 0, 0], [answer.err for answer in said]
    assert "nothing is wrong" in said[1].out
    assert said[2].out.splitlines()[-1] == f"Open this page: {folder / 'out' / 'index.html'}"
    assert seconds < TEN_MINUTES
    assert not any("\x1b" in answer.out + answer.err for answer in said)


def test_the_plan_holds_what_was_changed(walked: tuple[Path, list[Any], float]) -> None:
    folder = walked[0] / "out"
    campaign = json.loads((folder / "campaign.json").read_text(encoding="utf-8"))
    teams = {team["id"]: team for team in campaign["teams"]}
    assert teams["T13"]["operators"] == ["Yohanis Taek", "Debora Foenay"]
    assert (teams["T01"]["rate_per_hour"], teams["T12"]["vehicle"]) == (15, "motorcycle")
    assert campaign["rules"]["server_capacity"]["by_date"] == {"2018-03-20": 0}
    closed = [one for one in campaign["conditions"] if one["id"] == "wet-c1"]
    assert [(one["from"], one["until"]) for one in closed] == [("2018-03-12", "2018-03-30")]
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    recorded = {
        day["date"]
        for team in plan["teams"]
        for day in team["dates"]
        if any(event["kind"] == "record" for event in day["events"])
    }
    assert "2018-03-20" not in recorded
    assert {"2018-03-19", "2018-03-21"} <= recorded
    assert plan["summary"]["residents_recorded"] == 20_000


def test_the_plan_keeps_every_rule(
    walked: tuple[Path, list[Any], float], command: Callable[..., Any]
) -> None:
    answer = command("audit", walked[0] / "out", "--lang", "en", "--json")
    assert answer.code == 0
    assert json.loads(answer.out)["ok"] is True


def test_without_a_command_it_says_what_to_do_first(command: Callable[..., Any]) -> None:
    answer = command()
    assert answer.code == 0
    assert "jemputbola init kupang" in answer.out
    assert "Mulai begini" in answer.out
    assert "Begin like this" in answer.out
