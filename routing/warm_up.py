"""Every kernel compiled, or loaded, before a solve's clock starts.

Compiling takes a minute or two, once for each version of the program on a machine. It is done by
running everything compiled on a campaign of two posts, in two processes side by side (numba
compiles one function at a time in a process), which leave the machine code on disk. This
process then runs the same campaign, which loads what they have left.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numba
import numpy as np
import pandas as pd
from numba.core import event

from geodata.travel import TRAVEL_COLUMNS, TravelTable
from routing.bounds import DualPrices, PricingTables, price_by_dates
from routing.campaign import (
    Campaign,
    Condition,
    Costs,
    Crossing,
    Place,
    Rules,
    ServerCapacity,
    Team,
)
from routing.exact import search_completely
from routing.instance import Instance
from routing.jit import complete, folder, note_complete
from routing.partition import Effort, JointBounds, PartitionSolver, Search, find_course
from routing.plan import team_plan
from routing.search import estimated_legs, stops_by_kecamatan
from routing.timetable import Timetable, cheaper

_LOG = logging.getLogger(__name__)

WAITING_SECONDS = 0.05
"""Between looks at the processes."""

MONDAY = date(2018, 3, 12)
HOURS = ((480, 720), (780, 960))

OnCompile = Callable[[], None]

_LOCK = threading.Lock()
_done = threading.Event()


def get_ready(on_compile: OnCompile = lambda: None, processes: int = 1) -> float:
    """Compile every kernel that is not on disk, and load them all; once in a process.

    Parameters
    ----------
    on_compile
        Called when something has to be compiled, before that begins.
    processes
        That compile at a time: one or two.

    Returns
    -------
    float
        Seconds of compiling; 0 where everything was compiled already.

    Raises
    ------
    KeyboardInterrupt
        When it comes while compiling. What is compiled by then is kept.
    """
    with _LOCK:
        if _done.is_set():
            return 0.0
        began = time.monotonic()
        listener = _CompileListener(on_compile)
        if not numba.config.DISABLE_JIT:
            if folder() is not None and not complete():
                listener.notify()
                _in_processes(processes)
            event.register("numba:compile", listener)
            try:
                for part in PARTS.values():
                    part()
            finally:
                event.unregister("numba:compile", listener)
            if listener.notified:
                note_complete()
        _done.set()
        return time.monotonic() - began if listener.notified else 0.0


class _CompileListener(event.Listener):  # type: ignore[misc]
    """Calls back once, when numba first compiles anything."""

    def __init__(self, on_compile: OnCompile) -> None:
        self._on_compile = on_compile
        self.notified = False

    def on_start(self, _: object) -> None:
        self.notify()

    def on_end(self, _: object) -> None:
        return

    def notify(self) -> None:
        if not self.notified:
            self.notified = True
            self._on_compile()


def _in_processes(most: int) -> None:
    """Leave the machine code of all parts on disk; what a process fails at is done here later."""
    running: list[subprocess.Popen[bytes]] = []
    try:
        running += [_started(parts) for parts in (PROCESSES if most > 1 else (tuple(PARTS),))]
        while any(process.poll() is None for process in running):
            time.sleep(WAITING_SECONDS)
        for process in running:
            if process.returncode:
                _LOG.warning("a process that compiles ended with %d", process.returncode)
    finally:
        for process in running:
            process.kill()
            process.wait()


def _started(parts: tuple[str, ...]) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(p for p in (here, os.environ.get("PYTHONPATH", "")) if p)
    return subprocess.Popen(  # noqa: S603  (our own module, no shell)
        [sys.executable, "-m", "routing.warm_up", *parts],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,  # the parent alone handles Ctrl-C
    )


def _place(name: str, residents: int = 0) -> Place:
    return Place(name, name, name if residents else None, 0.0, 0.0, residents, 1, 1, HOURS)


def _campaign() -> tuple[Campaign, TravelTable]:
    """Two posts, one of them behind a ferry, two pairs, two dates."""
    day = MONDAY.replace(day=MONDAY.day + 1)
    legs = [("base", "near", 10), ("near", "base", 10)]
    legs += [("base", "port", 10), ("port", "base", 10), ("near", "port", 10), ("port", "near", 10)]
    rows = [(one, two, "car", "dry", minutes, 1000) for one, two, minutes in legs]
    boats = [
        Crossing(f"{one} {two}", one, two, ("car",), (0, 1), times, 360, 1080, 1, 10, 1)
        for one, two, times in (("port", "far", (420, 900)), ("far", "port", None))
    ]
    rules = Rules(True, True, 1, 360, 1080, 600, "online", ServerCapacity())
    return Campaign(
        "", "Asia/Makassar", MONDAY, day, "base", (), (Condition("dry", MONDAY, day),),
        (_place("base"), _place("port"), _place("near", 2), _place("far", 2)), tuple(boats),
        tuple(Team(f"T{n}", ("A", "B"), "car", 12, 30, MONDAY, day) for n in (1, 2)), rules,
        Costs({"car": 1000}, 1000, 100),
    ), TravelTable.from_frame(pd.DataFrame(rows, columns=list(TRAVEL_COLUMNS)))  # fmt: skip


def _small() -> tuple[Instance, Timetable]:
    instance = Instance(*_campaign())
    return instance, Timetable(instance, 4)


def _timetables() -> None:
    """Kernels of the timetable, of first rosters and of written events."""
    instance, timetable = _small()
    context, jobs = timetable.contexts[0], tuple((post, 2) for post in instance.posts)
    stops_by_kecamatan(instance, estimated_legs(instance, context, instance.posts))
    outcome = timetable.evaluate(0, jobs)
    team = instance.campaign.teams[0]
    cheaper(
        instance, context, team_plan(instance.campaign, team, timetable.build(0, jobs, outcome))
    )


def _pricing() -> None:
    """Kernels of pricing and of the partition."""
    joint = JointBounds(*_small(), threads=1)
    joint.weighted_bound()
    joint.total_bound(0)
    pricing = joint.pricing_instances[0]
    posts, dates = len(pricing.most), len(pricing.kind)
    free = DualPrices(np.zeros(posts), 0.0, 0.0, np.zeros(dates), np.zeros(posts))
    price_by_dates(pricing, free, np.zeros(posts, np.bool_), lambda: False)
    PartitionSolver(joint, Effort()).prepare()


def _courses() -> None:
    """Kernels of the search for a course, which need no prices to be compiled."""
    instance, timetable = _small()
    tables = PricingTables(instance, timetable.contexts[0].team)
    pricing = tables.pricing_instance(instance.posts)
    posts, dates, nights = len(pricing.most), len(pricing.kind), len(pricing.lodging)
    prices = DualPrices(np.zeros(posts), 0.0, 0.0, np.zeros(dates), np.zeros(posts))
    future = np.zeros((dates + 1, nights, max(0, pricing.nights_out) + 1))
    near = np.zeros((posts, 1), np.int32)
    search = Search(prices, future, 0, 0, np.ones(nights, np.bool_), near, 2)
    find_course(pricing, search, np.zeros(posts, np.bool_), 0.0)


def _complete() -> None:
    """Kernels of the complete search: pairs apart, pairs sharing posts, and the server."""
    campaign, travel = _campaign()
    for tied, capacity in ((True, None), (False, None), (False, 1)):
        rules = replace(
            campaign.rules,
            one_pair_per_kecamatan=tied,
            server_capacity=ServerCapacity(capacity),
        )
        instance = Instance(replace(campaign, rules=rules), travel)
        search_completely(instance, Timetable(instance, 4).contexts, lambda: False)


PARTS: dict[str, Callable[[], None]] = {
    "pricing": _pricing,
    "timetables": _timetables,
    "complete": _complete,
    "courses": _courses,
}
"""What is compiled."""

PROCESSES = (("pricing",), ("timetables", "complete", "courses"))
"""Parts of each of two processes; courses last, which use what pricing has left by then."""


if __name__ == "__main__":
    for each in sys.argv[1:]:
        PARTS[each]()
