"""Which runs come first, how many at a time, and when to stop starting more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from queue import SimpleQueue

from tests.benchmarks.report import ROOT
from tests.benchmarks.store import Store

ASIDE = 20.0
"""Seconds that a process takes beside its budget: reading, compiled code, audit (by trial)."""


CPUS = "JEMPUTBOLA_BENCHMARK_CPUS"
"""Environment variable that names the cores of a task's process."""


def keep_to_own_cores() -> None:
    """Keep this process, and those that it starts, on the cores that its schedule names."""
    named = os.environ.get(CPUS)
    if named:
        os.sched_setaffinity(0, {int(cpu) for cpu in named.split(",")})


@dataclass(frozen=True)
class Task:
    """Something to measure in a process of its own.

    `module` is called with `payload` and ends its output with a line of JSON. `seconds` is
    what it is expected to take.
    """

    key: str
    module: str
    payload: str
    seconds: float
    seed: int = 1
    cores: int = 2


def execute(tasks: Sequence[Task], store: Store, until: float | None = None) -> None:
    """Run what the store has not: all first seeds, then all second ones, and so on.

    Of a seed, tasks that may use all cores run alone and come first; tasks of one core run
    side by side, each on a core of its own. None is started that would end after `until`
    (of `time.monotonic()`).
    """
    missing = {task.key: task for task in tasks if store.get(task.key) is None}
    order = sorted(missing.values(), key=lambda task: (task.seed, -task.cores))
    cpus = sorted(os.sched_getaffinity(0))
    for (_, cores), group in groupby(order, key=lambda task: (task.seed, task.cores)):
        free: SimpleQueue[list[int]] = SimpleQueue()
        slots = max(1, len(cpus) // cores)
        for slot in range(slots):
            free.put(cpus[slot * cores : (slot + 1) * cores] or cpus)

        def measure(task: Task, free: SimpleQueue[list[int]] = free) -> None:
            own = free.get()
            try:
                if until is None or time.monotonic() + task.seconds <= until:
                    _measure(task, own, store)
            finally:
                free.put(own)

        with ThreadPoolExecutor(slots) as threads:
            list(threads.map(measure, group))


def _measure(task: Task, cpus: list[int], store: Store) -> None:
    load, began = os.getloadavg()[0], time.monotonic()
    print(f"{task.key}: {task.seconds:.0f} s or so", file=sys.stderr, flush=True)
    threads = {name: str(len(cpus)) for name in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-m", task.module, task.payload],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **threads, CPUS: ",".join(map(str, cpus)), "PYTHONPATH": str(ROOT)},
    )
    if done.returncode:
        print(f"{task.key} failed:\n{done.stderr[-2000:]}", file=sys.stderr, flush=True)
        return
    store.put(task.key, json.loads(done.stdout.splitlines()[-1]), load)
    print(f"{task.key}: done in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
