"""The default campaign from boundaries to maps, with little work."""

from __future__ import annotations

import html
import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from maps.language import language

Command = Callable[..., Any]

TEAM_FILES = {
    f"team-T{number:02d}.{kind}"
    for number in range(1, 13)
    for kind in ("html", "gpx", "kml", "ics")
}
FILES = {"campaign.json", "plan.json", "run.json", "travel.parquet", "index.html", *TEAM_FILES}
FILES |= {"plan.gpkg", "plan.geojson", "schedule.xlsx", "duty-lists.xlsx"}
FILES |= {"announcements.html", "announcements.txt", "announcements.json", "files.json"}
FOLDERS = {"tables"}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def document(folder: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return found


def accounted(folder: Path) -> int:
    """Residents recorded, and those left with a reason and a remedy, of each post and in all."""
    campaign, plan = document(folder, "campaign.json"), document(folder, "plan.json")
    demand = {place["id"]: place["residents"] for place in campaign["places"]}
    found = dict.fromkeys(demand, 0)
    for team in plan["teams"]:
        for day in team["dates"]:
            for event in day["events"]:
                if event["kind"] == "record":
                    found[event["at"]] += event["residents"]
    for post in plan["unserved"]:
        codes = {reason["code"] for reason in post["reasons"]}
        assert codes <= {"no_time", "unreachable", "server", "rule"}
        assert codes
        assert all(reason["text"] for reason in post["reasons"])
        assert post["remedies"]
        assert post["residents"] > 0
        found[post["post"]] += post["residents"]
    assert found == demand
    return sum(found.values())


def test_a_plan_is_written_and_its_page_named(planned: tuple[Path, Any]) -> None:
    folder, answer = planned
    assert answer.code == 0, answer.err
    assert names(folder) == FILES | FOLDERS
    assert names(folder.parent) == {folder.name}
    assert answer.out.splitlines()[-1] == f"Buka halaman ini: {folder / 'index.html'}"


def test_a_log_names_the_stages_and_nothing_else(planned: tuple[Path, Any]) -> None:
    assert planned[1].err.splitlines() == [
        "Membaca data dan menghitung perjalanan",
        "Membagi kecamatan ke pasangan operator",
        "Memperbaiki rencana",
        "Mencari rencana lebih hemat dan membuktikan batasnya",
        "Menulis jadwal dan peta",
    ]


def test_all_residents_are_accounted_for(planned: tuple[Path, Any]) -> None:
    folder, answer = planned
    assert accounted(folder) == 20_000
    summary = document(folder, "plan.json")["summary"]
    left = sum(post["residents"] for post in document(folder, "plan.json")["unserved"])
    assert summary["residents_recorded"] == 20_000 - left
    assert ("Belum terlayani" in answer.out) == bool(left)
    recorded = f"{summary['residents_recorded']:,}".replace(",", ".")
    assert answer.out.startswith(f"{recorded} dari 20.000 warga direkam, ")


def test_the_audit_finds_nothing(planned: tuple[Path, Any], command: Command) -> None:
    answer = command("audit", planned[0], "--lang", "en")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Audit: nothing breaks R1 to R19 (12 pairs, ")


def test_the_run_is_described(planned: tuple[Path, Any]) -> None:
    run = document(planned[0], "run.json")
    assert run["limits"] == {"seconds": 600.0, "work": 30, "seed": 3, "gap": None, "threads": None}
    assert (run["level"], run["ended_by"]) == ("kecamatan", "work")
    assert run["seconds"] > 0


def test_pages_say_what_is_assumed(planned: tuple[Path, Any]) -> None:
    folder, _ = planned
    page = html.unescape((folder / "index.html").read_text(encoding="utf-8"))
    fields = [a["field"] for a in document(folder, "campaign.json")["assumptions"]]
    assert len(fields) > 30
    words = language("id")
    assert [field for field in fields if words.field(field) not in page] == []
    # a code of words, as `post Amarasi`, is said in the reader's language only
    assert [field for field in fields if " " not in field and field not in page] == []
    assert "CC BY-IGO" in page


def test_the_same_seed_and_work_give_the_same_bytes(
    planned: tuple[Path, Any], command: Command, tiny: tuple[str, ...], tmp_path: Path
) -> None:
    again = tmp_path / "plan"
    assert command("plan", "--out", again, *tiny, hash_seed=2).code == 0
    assert names(again) == names(planned[0])
    tables = {f"tables/{path.name}" for path in (planned[0] / "tables").iterdir()}
    for name in sorted((FILES | tables) - {"run.json"}):
        assert (again / name).read_bytes() == (planned[0] / name).read_bytes(), name


@pytest.mark.slow
def test_the_village_level(command: Command, tiny: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    answer = command("plan", "--level", "village", "--lang", "en", "--out", folder, *tiny)
    assert answer.code == 0, answer.err
    assert names(folder) == FILES | FOLDERS
    assert accounted(folder) == 20_000
    assert len(document(folder, "campaign.json")["places"]) == 177 + 5
    assert command("audit", folder).code == 0


@contextmanager
def on_a_terminal(*arguments: str | Path) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Run the command with its errors and progress on a terminal; what is shown there grows."""
    leader, follower = pty.openpty()
    shown: list[str] = []

    def read() -> None:
        while True:
            try:
                shown.append(os.read(leader, 4096).decode(errors="replace"))
            except OSError:
                return

    process = subprocess.Popen(
        [sys.executable, "-m", "planner.cli", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=follower,
        text=True,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "160", "LINES": "40"},
    )
    os.close(follower)
    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        yield process, shown
    finally:
        process.kill()
        process.wait()
        reader.join(10)
        os.close(leader)
        if process.stdout:
            process.stdout.close()


def wait_for(shown: list[str], text: str, seconds: float) -> str:
    until = time.monotonic() + seconds
    while text not in (seen := "".join(shown)):
        assert time.monotonic() < until, seen[-2000:]
        time.sleep(0.1)
    return seen


ENDLESS = ("--seconds", "120", "--work", "100000000", "--lang", "en")


@pytest.mark.slow
def test_ctrl_c_while_searching_keeps_the_best_plan(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    with on_a_terminal("plan", "--out", folder, *ENDLESS) as (process, shown):
        wait_for(shown, "Improving the plan", 120)
        wait_for(shown, "20,000 residents, IDR", 60)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=90)
    assert process.returncode == 0, "".join(shown)[-3000:]
    assert "Interrupted. The best plan found so far was written." in out
    assert out.splitlines()[-1] == f"Open this page: {folder / 'index.html'}"
    assert accounted(folder) == 20_000
    assert document(folder, "run.json")["ended_by"] == "interrupt"
    assert command("audit", folder).code == 0


@pytest.mark.slow
def test_ctrl_c_before_there_is_a_plan_writes_nothing(tmp_path: Path) -> None:
    with on_a_terminal("plan", "--out", tmp_path / "plan", *ENDLESS) as (process, shown):
        wait_for(shown, "Reading data", 60)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        seen = wait_for(shown, "Interrupted; nothing was written.", 10)
    assert process.returncode == 130
    assert "Traceback" not in seen
    assert names(tmp_path) == set()
