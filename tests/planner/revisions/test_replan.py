"""The command `replan` on the default campaign, and what it writes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from routing.audit import audit_bundle
from tests.conftest import Once
from tests.planner.conftest import Answer

NOW = "2018-03-15"
WORK = ("--work", "6", "--seconds", "200", "--lang", "en")
Replan = Callable[..., Answer]


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def sessions(folder: Path, since: str = NOW) -> dict[tuple[str, str, str], int]:
    """Residents by team, date and post from a date on."""
    found: dict[tuple[str, str, str], int] = {}
    for team in read(folder, "plan.json")["teams"]:
        for day in team["dates"]:
            for event in day["events"]:
                if event["kind"] == "record" and day["date"] >= since:
                    key = team["id"], day["date"], event["at"]
                    found[key] = found.get(key, 0) + event["residents"]
    return found


def replanned(command: Replan, bundle: Path, out: Path, *more: object) -> Answer:
    answer = command("replan", bundle, "--now", NOW, "--out", out, *WORK, *more)
    assert answer.code == 0, answer.err
    assert audit_bundle(out).violations == ()
    return answer


@pytest.fixture(scope="module")
def broken_kit(once: Once, command: Replan, planned: tuple[Path, Answer]) -> tuple[Path, Path]:
    """The plan with promises for its first three weeks, and a revision: T03's kit is broken."""

    def make(folder: Path) -> None:
        old = folder / "old"
        shutil.copytree(planned[0], old)
        rows = sorted({(post, day) for _, day, post in sessions(old) if day <= "2018-03-31"})
        lines = ["post,date,opens,closes,announced_on,strength"]
        lines += [f"{post},{day},,,2018-03-05,soft" for post, day in rows]
        (old / "promises.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        kit = "kit T03 2018-03-15..2018-03-16 # The kit of T03 is broken"
        replanned(command, old, folder / "new", "--incident", kit)

    made = once("broken-kit", make)
    return made / "old", made / "new"


@pytest.mark.slow
def test_no_news_no_change(command: Replan, planned: tuple[Path, Answer], tmp_path: Path) -> None:
    out = tmp_path / "new"
    replanned(command, planned[0], out)

    old, new = read(planned[0], "plan.json"), read(out, "plan.json")
    left = [[d for d in team["dates"] if d["date"] >= NOW] for team in old["teams"]]
    assert [team["dates"] for team in new["teams"]] == left
    assert len((out / "changes.csv").read_text(encoding="utf-8").splitlines()) == 1
    assert read(out, "campaign.json")["id"] == read(planned[0], "campaign.json")["id"]


@pytest.mark.slow
def test_a_broken_kit_changes_little(broken_kit: tuple[Path, Path]) -> None:
    """T03 records nobody on the two dates; all are recorded; at most three posts change."""
    old, new = broken_kit
    before, after = sessions(old), sessions(new)

    dates = {day for team, day, _ in after if team == "T03"}
    assert not dates & {"2018-03-15", "2018-03-16"}
    assert sum(after.values()) == sum(before.values())
    changed = {post for _, _, post in before.keys() ^ after.keys()}
    assert 1 <= len(changed) <= 3


@pytest.mark.slow
def test_broken_promises_are_listed_with_their_reason(broken_kit: tuple[Path, Path]) -> None:
    old, new = broken_kit
    plan, campaign = read(new, "plan.json"), read(new, "campaign.json")

    held = {(post, day) for _, day, post in sessions(new)}
    told = {(p["post"], p["date"]) for p in campaign["promises"]}
    assert {(c["post"], c["date"]) for c in plan["changes"]} == told - held
    assert plan["changes"]
    assert all(c["reason"]["text"] for c in plan["changes"])
    assert "The kit of T03 is broken" in {c["reason"]["text"] for c in plan["changes"]}
    assert plan["summary"]["soft_promises_kept"] == len(told & held)
    assumed = {row["field"]: row["value"] for row in campaign["assumptions"]}
    assert assumed["changed_promise"] == "250000"
    assert read(old, "campaign.json").get("promises") is None


@pytest.mark.slow
def test_what_a_revision_writes(broken_kit: tuple[Path, Path]) -> None:
    old, new = broken_kit

    assert (new / "previous.json").read_bytes() == (old / "plan.json").read_bytes()
    history = read(new, "history.json")
    recorded = sum(row["recorded"] for row in history["sessions"])
    assert recorded + read(new, "plan.json")["summary"]["residents_recorded"] == 20_000
    assert {row["source"] for row in history["sessions"]} == {"planned"}
    assert (new / "promises.csv").read_bytes() == (old / "promises.csv").read_bytes()
    page = (new / "changes.html").read_text(encoding="utf-8")
    assert "The kit of T03 is broken" in page
    assert (new / "announcements-changed" / "announcements.html").is_file()
    calendar = (new / "team-T03.ics").read_text(encoding="utf-8")
    assert "SEQUENCE:1" in calendar


@pytest.mark.slow
def test_a_revision_of_a_revision(
    command: Replan, broken_kit: tuple[Path, Path], tmp_path: Path
) -> None:
    """What was frozen and recorded stays counted; who records on a frozen date goes on there."""
    out = tmp_path / "third"
    answer = command(
        "replan", broken_kit[1], "--now", "2018-03-19", "--out", out, *WORK,
        "--incident", "operator T05 2018-03-19 # An operator is ill",
    )  # fmt: skip

    assert answer.code == 0, answer.err
    assert audit_bundle(out).violations == ()
    campaign, plan = read(out, "campaign.json"), read(out, "plan.json")
    recorded = sum(row["recorded"] for row in read(out, "history.json")["sessions"])
    unserved = sum(row["residents"] for row in plan["unserved"])
    assert campaign["revision"] == 2
    assert recorded + plan["summary"]["residents_recorded"] + unserved == 20_000
    assert not any(team == "T05" and day == "2018-03-19" for team, day, _ in sessions(out))


@pytest.mark.slow
def test_reports_in_any_order_give_the_same_bytes(
    command: Replan, planned: tuple[Path, Answer], tmp_path: Path
) -> None:
    """Two phones report; one file comes twice, under another name."""
    header = "plan_sha256,team,date,post,start,planned,recorded,no_shows,remark\n"
    old = sessions(planned[0], "2018-03-12")
    first = next(key for key in sorted(old) if key[0] == "T01")
    second = next(key for key in sorted(old) if key[0] == "T02")
    for name, (team, day, post) in (("b.csv", first), ("a.csv", second), ("c.csv", first)):
        folder = tmp_path / "reports"
        folder.mkdir(exist_ok=True)
        row = f",{team},{day},{post},08:00,48,40,8,\n"
        (folder / name).write_text(header + row, encoding="utf-8")
    files = sorted((tmp_path / "reports").iterdir())
    one, two = tmp_path / "one", tmp_path / "two"
    replanned(command, planned[0], one, *(x for f in files for x in ("--reports", f)))
    replanned(command, planned[0], two, *(x for f in files[::-1] for x in ("--reports", f)))

    for name in ("campaign.json", "plan.json", "history.json", "reports.csv", "changes.csv"):
        assert (one / name).read_bytes() == (two / name).read_bytes()
    rows = [row for row in read(one, "history.json")["sessions"] if row["source"] == "report"]
    assert sorted(row["recorded"] for row in rows) == [40, 40]


@pytest.mark.parametrize(
    ("now", "said"),
    [("2018-03-11", "the plan begins on"), ("2018-06-27", "the deadline was")],
)
def test_moments_outside_the_campaign(
    command: Replan, planned: tuple[Path, Answer], tmp_path: Path, now: str, said: str
) -> None:
    answer = command("replan", planned[0], "--now", now, "--out", tmp_path / "x", *WORK)

    assert answer.code == 2
    assert said in answer.err
    assert not (tmp_path / "x").exists()


def test_options_are_checked_together(
    command: Replan, planned: tuple[Path, Answer], tmp_path: Path
) -> None:
    answer = command(
        "replan", planned[0], "--now", "soon", "--choose", "nicest", "--unreported", "maybe",
        "--out", tmp_path / "x", "--lang", "en",
    )  # fmt: skip

    assert answer.code == 2
    for part in ("soon", "nicest", "maybe"):
        assert part in answer.err
