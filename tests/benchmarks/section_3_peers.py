"""Our plans against what a planner would use instead."""

from __future__ import annotations

import importlib.util
import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from tests.benchmarks.cases import CASES
from tests.benchmarks.peers import DATED, SEEDED, TITLES
from tests.benchmarks.report import NOT_RUN, Options, footing, met, seeds_of, spread, table
from tests.benchmarks.run import OURS, Found, Run, answers_of, found_by
from tests.benchmarks.schedule import Task
from tests.benchmarks.store import Store

NAME = "peers"
TITLE = "Against other ways of planning"
QUICK = ("default", "server-300")
NEEDS = {"pyvrp": "pyvrp", "vroom": "vroom"}
SECONDS = {"kecamatan": 30.0, "village": 120.0}
"""Wall time of each method, by level."""

HEAD = ("method", "seeds", "residents", "total, million rupiah", "we are ahead by", "took, s")
SUMMARY = ("campaign", "best of the others", "we are ahead by", "ahead of all")
PERCENT = 10.0
"""Percent below the best of the others to aim for."""


@dataclass(frozen=True)
class Line:
    """A method and way of dating with what it found."""

    title: str
    found: list[Found]

    @property
    def worth(self) -> tuple[float, float]:
        """The less the better, by medians."""
        weighted = statistics.median(one.weighted for one in self.found)
        return -weighted, statistics.median(one.total for one in self.found)


def _methods() -> list[str]:
    return [name for name in TITLES if name not in NEEDS or importlib.util.find_spec(NEEDS[name])]


def _names(options: Options) -> list[str]:
    names = [name for name, case in CASES.items() if not case.posts]
    return [name for name in names if not options.quick or name in QUICK]


def runs(name: str, method: str, options: Options) -> list[Run]:
    """Every seed of a method on a campaign, on one core."""
    seconds = SECONDS[CASES[name].level] / (3 if options.quick else 1)
    seeds = options.seeds if method in SEEDED else 1
    return [Run(name, seconds, seed, method, 1) for seed in range(1, seeds + 1)]


def tasks(options: Options) -> list[Task]:
    """Every method on every campaign with each seed, on one core each."""
    return [
        run.task()
        for name in _names(options)
        for method in _methods()
        for run in runs(name, method, options)
    ]


def write(options: Options, store: Store) -> str:
    """The section from what has run."""
    tables, summary, answers = [], [], []
    for name in _names(options):
        ours, others = _lines(name, options, store)
        for method in _methods():
            answers += answers_of(store, runs(name, method, options))
        rows = [_row(line, ours) for line in [ours, *others]]
        tables += [f"### {CASES[name].title}", table(HEAD, rows)]
        summary.append(_summary(CASES[name].title, ours, others))
    text = (
        "The same wall time (24 posts: 30 s, villages: 120 s; a third of it when quick), one "
        "thread on one core each, two side by side; the same travel table. A router gives routes, "
        "no dates: *by hand* they are dated by simple rules as a planner would, *by our timetable* "
        "with the help of this project's own optimizer, which no router has. Every plan is judged "
        "by the audit. How each is modelled, and what it cannot say, is in "
        "[docs/peers.md](docs/peers.md). *Ahead* is how many more residents we record (medians), "
        "or where both record the same how much lower our total is. The practice, OR-Tools' "
        "default search and VROOM know no seed and run once."
    )
    missing = [TITLES[name] for name in TITLES if name not in _methods()]
    note = [f"Not installed here: {', '.join(missing)}."] if missing else []
    whole = [text, table(SUMMARY, summary), _verdict(options, store), *note, *tables]
    return "\n\n".join([*whole, footing(options, NAME, answers)])


def _lines(name: str, options: Options, store: Store) -> tuple[Line, list[Line]]:
    ours = Line(TITLES[OURS], found_by(store, runs(name, OURS, options)))
    others = [
        Line(f"{TITLES[method]}, {dated}", found_by(store, runs(name, method, options), dated))
        for method in _methods()
        if method != OURS
        for dated in DATED
    ]
    return ours, others


def _row(line: Line, ours: Line) -> list[str]:
    if not line.found:
        return [line.title, NOT_RUN, "", "", "", ""]
    return [
        line.title,
        seeds_of([one.run.seed for one in line.found]),
        spread([one.residents for one in line.found]),
        spread([one.total / 1e6 for one in line.found], 2),
        "" if line is ours or not ours.found else _ahead(ours, line),
        spread([one.seconds for one in line.found], 1),
    ]


def _ahead(ours: Line, other: Line) -> str:
    more = other.worth[0] - ours.worth[0]
    if more:
        return f"{more:+,.0f} residents"
    percent = _percent(ours, other)
    return "null" if percent is None else f"{percent:.1f} %"


def _percent(ours: Line, other: Line) -> float | None:
    total = other.worth[1]
    return 100 * (total - ours.worth[1]) / total if total else None


def _summary(title: str, ours: Line, others: list[Line]) -> list[str]:
    there = [line for line in others if line.found]
    if not ours.found or not there:
        return [title, NOT_RUN, "", ""]
    best = min(there, key=lambda line: line.worth)
    ahead = met(ours.worth < best.worth)
    if len(there) < len(others):
        ahead += f" (of {len(there)} of {len(others)} that ran)"
    return [title, best.title, _ahead(ours, best), ahead]


def _pairs(options: Options, store: Store, *, hand: bool) -> Iterator[tuple[Line, Line]]:
    """Ours and the best other plan of each campaign that ran."""
    for name in _names(options):
        ours, others = _lines(name, options, store)
        there = [line for line in others if line.found and (not hand or "by hand" in line.title)]
        if ours.found and there:
            yield ours, min(there, key=lambda line: line.worth)


def _verdict(options: Options, store: Store) -> str:
    parts = []
    for hand, words in ((False, "with either way of dating"), (True, "dated by hand")):
        pairs = list(_pairs(options, store, hand=hand))
        ahead = sum(ours.worth < best.worth for ours, best in pairs)
        alike = [pair for pair in pairs if pair[0].worth[0] == pair[1].worth[0]]
        below = [_percent(*pair) for pair in alike]
        far = sum(percent is not None and percent >= PERCENT for percent in below)
        parts.append(
            f"Against the best of the others {words} ours is ahead on {ahead} of {len(pairs)} "
            f"campaigns (goal: all); at least {PERCENT:.0f} % cheaper on {far} of the "
            f"{len(alike)} where both record the same."
        )
    return " ".join(parts)
