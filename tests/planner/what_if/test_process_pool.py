"""Cases planned side by side: what is left of them where some fail or their parent ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from geodata import Message
from planner.errors import CaseError
from planner.what_if.process_pool import CaseResult, CaseRuns
from routing import Limits

WAITING = """
import threading, time
from planner.what_if.worker import _end_with_parent
threading.Thread(target=_end_with_parent, daemon=True).start()
print("here", flush=True)
time.sleep(60)
"""


def run_of(monkeypatch: pytest.MonkeyPatch, failing: set[str]) -> tuple[CaseRuns, Any]:
    """Runs in which the cases of these names fail."""

    def one(_: CaseRuns, case: Any, folder: Path) -> CaseResult:
        if case.name in failing:
            raise CaseError([Message("case_failed", case=case.name, reason="killed")])
        return CaseResult(case, SimpleNamespace(), False, 1.0)  # type: ignore[arg-type]

    monkeypatch.setattr(CaseRuns, "_one", one)
    runs = CaseRuns(2, Limits(), "en")
    cases = [(SimpleNamespace(name=name), Path(name)) for name in "abc"]
    return runs, lambda: runs.run(cases, lambda _: None)  # type: ignore[arg-type]


def test_a_case_that_fails_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    runs, run = run_of(monkeypatch, {"b"})
    assert [result.case.name for result in run()] == ["a", "c"]
    assert [str(error) for error in runs.failed] == ["case b failed:\nkilled"]


def test_where_every_case_fails_the_first_one_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    _, run = run_of(monkeypatch, {"a", "b", "c"})
    with pytest.raises(CaseError, match="killed"):
        run()


def test_a_case_ends_when_its_parent_is_gone() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == b"here\n"
    assert process.poll() is None
    process.stdin.close()
    assert process.wait(timeout=20) == 1
    process.stdout.close()


def test_a_case_that_is_done_ends_while_its_parent_waits() -> None:
    """The thread that waits for the parent's end holds nothing up."""
    done = WAITING.replace("time.sleep(60)", "time.sleep(0.2)")
    process = subprocess.Popen(
        [sys.executable, "-c", done],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.wait(timeout=20) == 0
    assert process.stderr.read() == b""
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()
