"""A what-if that is asked to end: children end, what is done is kept, nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from planner.interrupt import heed_termination, one_interrupt
from planner.what_if.process_pool import CaseResult, CaseRuns
from routing import Limits
from tests.planner import island

WHAT_IF = """
import sys
from planner import cli
from planner.what_if import run

run.complete = lambda: True  # nothing is compiled here
sys.executable, sys.argv = sys.argv[1], sys.argv[1:]
cli.main()
"""


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A program that stands in for the search of a case: it tells its number and goes on."""
    script = tmp_path / "endless"
    script.write_text(f'#!/bin/sh\necho $$ > "{tmp_path}/$$.pid"\nexec sleep 60\n')
    script.chmod(0o755)
    return script


@pytest.fixture
def heeded() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    heed_termination()
    yield
    signal.signal(signal.SIGTERM, before)


def running(folder: Path, count: int) -> list[int]:
    """Wait for so many children; their numbers."""
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        told = [path.read_text().strip() for path in folder.glob("*.pid")]
        if len(told) == count and all(told):
            return [int(number) for number in told]
        time.sleep(0.05)
    raise AssertionError(told)


def has_ended(number: int) -> bool:
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.usefixtures("heeded")
def test_cases_that_are_done_are_kept(
    tmp_path: Path, endless: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = CaseRuns._one

    def one(runs: CaseRuns, case: Any, folder: Path) -> CaseResult:
        if case.name == "done":
            return CaseResult(case, SimpleNamespace(), False, 1.0)  # type: ignore[arg-type]
        return search(runs, case, folder)

    monkeypatch.setattr(CaseRuns, "_one", one)
    monkeypatch.setattr(sys, "executable", str(endless))

    def end() -> None:
        running(tmp_path, 1)
        time.sleep(1)  # so that the case that is done has been heard of
        os.kill(os.getpid(), signal.SIGTERM)

    cases = [(SimpleNamespace(name=name), tmp_path) for name in ("done", "endless")]
    with one_interrupt():
        threading.Thread(target=end).start()
        found = CaseRuns(2, Limits(), "en").run(cases, lambda _: None)  # type: ignore[arg-type]
    assert [result.case.name for result in found] == ["done"]
    assert has_ended(running(tmp_path, 1)[0])


def test_the_command_leaves_nothing(tmp_path: Path, endless: Path) -> None:
    campaign, temporary, out = tmp_path / "campaign", tmp_path / "temporary", tmp_path / "out"
    for folder in (campaign, temporary):
        folder.mkdir()
    (campaign / "campaign.json").write_text(island.campaign().to_json(), encoding="utf-8")
    island.table().write(campaign / "travel.parquet")
    asked = ("what-if", campaign, "--teams", "1,2", "--jobs", "2", "--out", out, "--lang", "en")
    process = subprocess.Popen(
        [sys.executable, "-c", WHAT_IF, str(endless), *map(str, asked)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    children = running(tmp_path, 2)
    assert [path.name[:17] for path in temporary.iterdir()] == ["jemputbola-cases-"]
    process.terminate()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "nothing was written" in said.lower()
    assert all(has_ended(child) for child in children)
    assert list(temporary.iterdir()) == []
    assert not out.exists()
