"""Cases planned side by side, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from geodata import Language, Message
from planner.bundle import PLAN_FILE
from planner.errors import CaseError
from planner.what_if.cases import Case
from routing import Limits
from routing.limits import cores
from routing.plan import Plan


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case's plan. `by_time` says that the time limit ended its search.

    `defect` is what the audit found in the plan for which this one stands in; `adopted` names
    the case whose plan this is, where it is better than what was found for the case itself;
    `bounded` names the looser case whose bound on residents is this one's.
    """

    case: Case
    plan: Plan
    by_time: bool
    seconds: float
    defect: tuple[str, ...] = ()
    adopted: str = ""
    bounded: str = ""


@dataclass(frozen=True, slots=True)
class CaseProgress:
    """How far a what-if is: cases done and in all, seconds left (None: not known yet).

    `compiling` says that the cases wait for the solver to be compiled, on its first use;
    `failed` says which case could not be planned, and why; `adopted` is a case that has taken
    over another one's plan; `drawn` counts the maps that are drawn, None before that begins.
    """

    done: int
    count: int
    seconds_left: float | None
    latest: CaseResult | None = None
    compiling: bool = False
    failed: CaseError | None = None
    adopted: CaseResult | None = None
    drawn: int | None = None


CaseReport = Callable[[CaseProgress], None]


class CaseRuns:
    """Processes that plan cases; all of them are stopped when the block is left.

    Parameters
    ----------
    jobs
        Processes at a time.
    limits, language
        Of every case's search, and of its reasons.
    """

    def __init__(self, jobs: int, limits: Limits, language: Language) -> None:
        self._jobs = jobs
        self._limits = limits
        self._language = language
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[str]] = set()
        self._stopped = False
        self.failed: list[CaseError] = []

    def run(self, folders: Sequence[tuple[Case, Path]], report: CaseReport) -> list[CaseResult]:
        """Plan the cases, each in its prepared folder; Ctrl-C returns those that are done.

        Raises
        ------
        CaseError
            When every process fails. Where some do, `failed` says which and why.
        KeyboardInterrupt
            When Ctrl-C comes before any case is done.
        """
        found: dict[int, CaseResult] = {}
        began = time.monotonic()
        pool = ThreadPoolExecutor(self._jobs)
        try:
            waiting = {pool.submit(self._one, *each): n for n, each in enumerate(folders)}
            report(CaseProgress(0, len(folders), None))
            while waiting:
                done, _ = wait(waiting, return_when=FIRST_COMPLETED, timeout=0.5)
                for future in done:
                    number = waiting.pop(future)
                    try:
                        found[number] = latest = future.result()
                    except CaseError as error:
                        self.failed.append(error)
                        continue
                    left = (time.monotonic() - began) / len(found) * len(waiting)
                    report(CaseProgress(len(found), len(folders), left, latest))
        except KeyboardInterrupt:
            if not found:
                raise
        finally:
            self._stop()
            pool.shutdown(wait=True, cancel_futures=True)
        if not found and self.failed:
            raise self.failed[0]
        return [found[number] for number in sorted(found)]

    def _one(self, case: Case, folder: Path) -> CaseResult:
        limits = self._limits
        work = "-" if limits.work is None else str(limits.work)
        threads = str(max(1, cores() // self._jobs))
        options = [self._language, repr(limits.seconds), str(limits.seed), work, threads]
        out, err, code = self._call([str(folder), *options])
        if code != 0:
            raise CaseError([Message("case_failed", case=case.name, reason=err.strip()[-2000:])])
        said = json.loads(out.splitlines()[-1])
        plan = Plan.from_json((folder / PLAN_FILE).read_text(encoding="utf-8"))
        by_time, defect = said["ended"] == "time", tuple(said["defect"])
        return CaseResult(case, plan, by_time, said["seconds"], defect)

    def _call(self, arguments: list[str]) -> tuple[str, str, int]:
        with self._lock:
            if self._stopped:
                return "", "stopped", 1
            process = subprocess.Popen(  # noqa: S603  (our own module, no shell)
                [sys.executable, "-m", "planner.what_if.worker", *arguments],
                stdin=subprocess.PIPE,  # closed when this process ends, however it ends
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": _here(), "PYTHONIOENCODING": "utf-8"},
                start_new_session=True,  # Ctrl-C is ours to hear
            )
            self._running.add(process)
        out, err = _said(process)
        with self._lock:
            self._running.discard(process)
        if process.returncode < 0:
            err += f"\nended by signal {-process.returncode}"
        return out, err, process.returncode

    def _stop(self) -> None:
        """End every process that is still running, and what it has started."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                if hasattr(os, "killpg"):
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()


def _said(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Yield the lines of a process until it ends; its standard input stays open so long."""
    assert process.stdin is not None
    kept, process.stdin = process.stdin, None  # `communicate` would close it
    try:
        return process.communicate()
    finally:
        kept.close()


def _here() -> str:
    """Return the path on which the packages are found, for processes that we start."""
    root = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
