"""What-if from a folder to its page, each case in a process of its own."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from planner import cli
from planner.bundle.folder import BundleFolder
from planner.commands.what_if import subject_of
from planner.errors import CaseError
from planner.what_if.cases import cases_of
from planner.what_if.process_pool import CaseProgress, CaseRuns
from planner.what_if.run import WhatIfRequest, plan_cases
from routing import Limits, audit_bundle
from tests.planner import island

Capture = pytest.CaptureFixture[str]
Command = Callable[..., Any]
LITTLE = Limits(seconds=300, work=5, seed=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign that two pairs need a date each for, at 12 an hour, and one cannot finish."""
    path = tmp_path_factory.mktemp("campaign")
    town = island.campaign()
    (path / "campaign.json").write_text(town.to_json(), encoding="utf-8")
    island.table().write(path / "travel.parquet")
    return path


@pytest.fixture(scope="module")
def answered(
    folder: Path, command: Command, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Any]:
    out = tmp_path_factory.mktemp("answered") / "what-if"
    options = ["--teams", "1:2", "--vary", "deadline=2018-03-13", "--work", "5", "--lang", "en"]
    return out, command("what-if", folder, *options, "--out", out)


def test_the_question_is_answered_in_a_line(answered: tuple[Path, Any]) -> None:
    out, answer = answered
    assert answer.code == 0, answer.err
    lines = answer.out.splitlines()
    heading = ["Number", "of", "pairs", "Deadline", "Recorded", "Left"]
    assert lines[0].split()[:6] == heading
    # a pair records at most 84 + 84 of the 160 on two dates, less what it needs to travel;
    # with a ferry at 07:00 and back at 14:00 the isle takes a date of its own
    assert lines[-2].startswith("Deadline 2018-03-13: 2 pairs finish by Tuesday, 13 March 2018")
    assert lines[-1] == f"Open this page: {out / 'what-if.html'}"


def test_progress_is_told_apart_from_the_answer(answered: tuple[Path, Any]) -> None:
    said = answered[1].err
    assert "Planning 2 cases" in said
    assert "2 of 2 cases" in said
    assert "teams-01_deadline-2018-03-13" in said


def test_files_hold_the_cases(answered: tuple[Path, Any]) -> None:
    out, _ = answered
    assert sorted(path.name for path in out.iterdir()) == [
        "cases", "files.json", "what-if.csv", "what-if.html", "what-if.json", "what-if.parquet",
    ]  # fmt: skip
    with (out / "what-if.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    stored = pq.read_table(out / "what-if.parquet").to_pylist()
    told = json.loads((out / "what-if.json").read_text(encoding="utf-8"))
    assert [row["set_teams"] for row in rows] == ["1", "2"]
    assert [row["teams"] for row in stored] == [1, 2]
    assert [case["left"] for case in told["cases"]] == [row["left"] for row in stored]
    assert told["cases"][1]["left"] == 0
    assert told["cases"][0]["left"] > 0
    assert told["answers"]


def test_each_case_is_a_bundle_that_the_audit_reads(answered: tuple[Path, Any]) -> None:
    for path in (answered[0] / "cases").iterdir():
        report = audit_bundle(path)
        assert report.ok


def test_the_same_work_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    campaign, table = island.campaign(), island.table()
    cases = cases_of(campaign, "2", ())
    for name in ("one", "two"):
        plan_cases(WhatIfRequest(tmp_path / name, campaign, table, cases, LITTLE, "en", 1))
    for path in sorted((tmp_path / "one").rglob("*.*")):
        if path.is_file():
            other = tmp_path / "two" / path.relative_to(tmp_path / "one")
            assert path.read_bytes() == other.read_bytes(), path.name


def test_an_interrupt_keeps_what_is_done(tmp_path: Path) -> None:
    campaign, table = island.campaign(), island.table()
    cases = cases_of(campaign, "1:6", ())
    seen: list[CaseProgress] = []

    def stop(progress: CaseProgress) -> None:
        seen.append(progress)
        if progress.done:
            raise KeyboardInterrupt

    question = WhatIfRequest(tmp_path / "out", campaign, table, cases, LITTLE, "en", 1)
    answer = plan_cases(question, stop)
    assert (answer.found.asked, len(answer.found.cases)) == (6, 1)
    assert "Interrupted: 5 of 6 cases" in answer.page.read_text(encoding="utf-8")
    assert seen[-1].seconds_left is not None


def test_an_interrupt_before_any_case_writes_nothing(tmp_path: Path) -> None:
    campaign, table = island.campaign(), island.table()

    def stop(_: CaseProgress) -> None:
        raise KeyboardInterrupt

    question = WhatIfRequest(
        tmp_path / "out", campaign, table, cases_of(campaign, "1", ()), LITTLE, "en", 1
    )
    with pytest.raises(KeyboardInterrupt):
        plan_cases(question, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_fails_is_our_fault(tmp_path: Path) -> None:
    (case,) = cases_of(island.campaign(), "1", ())
    with pytest.raises(CaseError, match="case teams-01 failed"):
        CaseRuns(1, LITTLE, "en").run([(case, tmp_path)], lambda _: None)


@pytest.mark.parametrize(
    ("arguments", "english", "bahasa"),
    [
        ([], "Say what to change: --teams 4:24:2", "Sebutkan apa yang diubah"),
        (["--teams", "x"], "--teams 'x' is not understood", "--teams 'x' tidak dimengerti"),
        (["--teams", "2", "--jobs", "0"], "--jobs 0: give 1 or more", "--jobs 0: beri 1"),
        (["--teams", "2", "--seconds", "0"], "--seconds 0: give", "--seconds 0: beri"),
        (["--teams", "2", "--out", "."], "the folder that you are in", "tempat Anda berada"),
    ],
)
def test_bad_options(
    arguments: list[str], english: str, bahasa: str, folder: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: Capture,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    for language, text in (("en", english), ("id", bahasa)):
        assert cli.run(["what-if", str(folder), *arguments, "--lang", language]) == 2
        said = capsys.readouterr()
        assert text in said.err
        assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_travel_table_of_another_campaign(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "campaign.json").write_text(
        island.campaign().to_json().replace(island.table().sha256(), "0" * 64), encoding="utf-8"
    )
    island.table().write(tmp_path / "travel.parquet")
    arguments = ["what-if", str(tmp_path), "--teams", "1", "--out", str(tmp_path / "out")]
    assert cli.run([*arguments, "--lang", "en"]) == 2
    assert "travel.parquet does not belong to this campaign.json" in capsys.readouterr().err


def test_a_workbook_is_varied(tmp_path: Path, capsys: Capture) -> None:
    assert cli.run(["init", str(tmp_path / "kupang"), "--lang", "en"]) == 0
    campaign, travel, _ = subject_of(tmp_path / "kupang", None, "en")
    assert sum(post.residents for post in campaign.posts) == 20_000
    assert campaign.travel_sha256 == travel.sha256()
    assert [case.teams for case in cases_of(campaign, "4,14", ())] == [4, 14]


def test_a_folder_that_holds_nothing(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "empty").mkdir()
    assert cli.run(["what-if", str(tmp_path / "empty"), "--teams", "4", "--lang", "en"]) == 2
    assert "campaign.xlsx" in capsys.readouterr().err
    assert list((tmp_path / "empty").iterdir()) == []


def test_cards_are_shared_anew(tmp_path: Path, capsys: Capture) -> None:
    town = island.campaign()
    (tmp_path / "plan.json").write_text(island.plan(town).to_json(), encoding="utf-8")
    (tmp_path / "campaign.json").write_text(town.to_json(), encoding="utf-8")
    (tmp_path / "mine.txt").write_text("kept")
    assert cli.run(["tables", str(tmp_path), "--cards", "76", "--lang", "en"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("Blank cards: 76 in stock, 76 too few. Recording goes on")
    with (tmp_path / "tables" / "cards.csv").open(encoding="utf-8", newline="") as file:
        assert [row["cards"] for row in csv.DictReader(file)] == ["66", "10"]
    assert (tmp_path / "mine.txt").read_text() == "kept"
    assert (tmp_path / "plan.json").is_file()
    assert cli.run(["tables", str(tmp_path), "--cards", "-1"]) == 2


def test_tables_that_the_planner_changed_are_kept_and_named(
    tmp_path: Path, capsys: Capture
) -> None:
    town, folder = island.campaign(), BundleFolder(tmp_path / "out")
    texts = {"plan.json": island.plan(town).to_json(), "campaign.json": town.to_json()}
    folder.fill(lambda new: [(new / name).write_text(text) for name, text in texts.items()])
    arguments = ["tables", str(folder.folder), "--lang"]
    assert cli.run([*arguments, "en"]) == 0
    (folder.folder / "schedule.xlsx").write_bytes(b"with remarks")
    capsys.readouterr()
    assert cli.run([*arguments, "en"]) == 0
    assert "are not lost; they are now named: schedule.changed.xlsx" in capsys.readouterr().out
    assert (folder.folder / "schedule.changed.xlsx").read_bytes() == b"with remarks"
    assert cli.run([*arguments, "id"]) == 0
    assert "schedule.changed" not in capsys.readouterr().out
