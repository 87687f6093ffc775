"""What `replan` says at the edges of a campaign, on the small one; each by the real command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from routing.audit import audit_bundle
from tests.planner import small_campaign
from tests.planner.conftest import Answer

HEAD = "plan_sha256,team,date,post,start,planned,recorded,no_shows,remark\n"
LIMITS = ("--work", "2", "--seconds", "600", "--lang", "en")

pytestmark = pytest.mark.slow


@pytest.fixture
def out(small: Path, tmp_path: Path) -> Path:
    """The small campaign's plan, to be changed."""
    return Path(shutil.copytree(small / "out", tmp_path / "out"))


@pytest.fixture
def replan(command: Callable[..., Answer], out: Path) -> Callable[..., Answer]:
    def run(now: str, *more: object) -> Answer:
        return command("replan", out, "--now", now, "--out", out.parent / "new", *LIMITS, *more)

    return run


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def recorded(folder: Path) -> list[tuple[str, str, str, str, int]]:
    """Team, date, start, post and residents of each session."""
    return [
        (team["id"], day["date"], event["start"], event["at"], event["residents"])
        for team in read(folder, "plan.json")["teams"]
        for day in team["dates"]
        for event in day["events"]
        if event["kind"] == "record"
    ]


def test_fewer_came_and_nothing_else_happened(
    replan: Callable[..., Answer], out: Path, tmp_path: Path
) -> None:
    """Four did not come at a session whose post is visited again tomorrow, which stays as it is.

    A visit for them alone would be too small (R6'): they are left, and named.
    """
    again = {(post, team) for team, day, _, post, _ in recorded(out) if day == "2018-03-14"}
    team, day, start, post, residents = next(
        each for each in recorded(out) if each[1] < "2018-03-14" and (each[3], each[0]) in again
    )
    report = tmp_path / "progress.csv"
    row = f"ab,{team},{day},{post},{start},{residents},{residents - 4},4,\n"
    report.write_text(HEAD + row, encoding="utf-8")

    answer = replan("2018-03-14", "--reports", report)

    assert answer.code == 0, answer.err
    new = tmp_path / "new"
    assert audit_bundle(new).violations == ()
    sums = sum(each[4] for each in recorded(new)) + sum(
        row["recorded"] for row in read(new, "history.json")["sessions"]
    )
    left = sum(each["residents"] for each in read(new, "plan.json")["unserved"])
    assert (sums + left, left) == (small_campaign.RESIDENTS, 4)
    assert "4 residents are not reached" in answer.out


def test_reports_of_dates_to_come_are_told_and_not_counted(
    replan: Callable[..., Answer], out: Path, tmp_path: Path
) -> None:
    team, day, start, post, residents = next(e for e in recorded(out) if e[1] > "2018-03-14")
    report = tmp_path / "progress.csv"
    row = f"ab,{team},{day},{post},{start},{residents},5,0,\n"
    report.write_text(HEAD + row, encoding="utf-8")

    answer = replan("2018-03-14", "--reports", report)

    assert answer.code == 0, answer.err
    assert "Reports of dates that are still to come, not counted: 1" in answer.out
    history = read(tmp_path / "new", "history.json")["sessions"]
    assert {row["source"] for row in history} == {"planned"}


def test_a_report_for_a_post_that_is_none(replan: Callable[..., Answer], tmp_path: Path) -> None:
    report = tmp_path / "progress.csv"
    report.write_text(f"{HEAD}ab,T01,2018-03-12,5303160099,08:00,48,40,8,\n", encoding="utf-8")

    answer = replan("2018-03-14", "--reports", report)

    assert answer.code == 2
    assert "progress.csv, line 2: post “5303160099” is none of this campaign" in answer.err
    assert not (tmp_path / "new").exists()


def test_everything_is_recorded_already(replan: Callable[..., Answer], out: Path) -> None:
    """The last session is long over, and all counted as planned."""
    assert max(day for _, day, *_ in recorded(out)) < "2018-05-01"

    answer = replan("2018-05-02")

    assert answer.code == 0, answer.err
    assert "Recorded before Wednesday, 2 May 2018: 820." in answer.out
    assert "all residents are recorded, nothing is left to plan" in answer.out
    assert audit_bundle(out.parent / "new").violations == ()


def test_a_pair_gone_for_good_hands_its_kecamatan_over(
    replan: Callable[..., Answer], out: Path
) -> None:
    """T03 has dates from the 14th on; without an end its kit stays broken, and others go on."""
    assert any(team == "T03" and day >= "2018-03-14" for team, day, *_ in recorded(out))

    answer = replan("2018-03-14", "--incident", "kit T03 2018-03-14", "--choose", "best")

    assert answer.code == 0, answer.err
    new = out.parent / "new"
    assert "T03" not in {team for team, *_ in recorded(new)}
    assert {each["from"] for each in read(new, "plan.json")["handovers"]} == {"T03"}
    assert audit_bundle(new).violations == ()


def test_an_outage_reported_at_noon(replan: Callable[..., Answer], out: Path) -> None:
    """The morning counts; nobody records from noon on until the server is back."""
    now, until = "2018-03-13T12:00", "2018-03-13T18:00"

    answer = replan(now, "--incident", f"server {now}..{until}")

    assert answer.code == 0, answer.err
    morning = sum(e[4] for e in recorded(out) if (e[1], e[2]) < ("2018-03-13", "12:00"))
    assert f"Recorded before Tuesday, 13 March 2018, 12:00: {morning}." in answer.out
    assert not [each for each in recorded(out.parent / "new") if each[1] == "2018-03-13"]


def test_a_plan_of_the_version_before(replan: Callable[..., Answer], out: Path) -> None:
    """It had no campaign id, no catchment and no list of files; nothing happened, all stays."""
    path = out / "campaign.json"
    campaign = read(out, "campaign.json")
    for field in ("id", "revision", "supersedes", "promises", "frozen", "catchment"):
        campaign.pop(field, None)
    path.write_text(json.dumps(campaign), encoding="utf-8")
    for name in ("files.json", "promises.csv"):
        (out / name).unlink()

    answer = replan("2018-03-14")

    assert answer.code == 0, answer.err
    later = [each for each in recorded(out) if each[1] >= "2018-03-14"]
    assert recorded(out.parent / "new") == later
    assert read(out.parent / "new", "campaign.json")["revision"] == 1
