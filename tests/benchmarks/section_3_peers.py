"""Our plans against what a planner would use instead."""

from __future__ import annotations

import importlib.util
import statistics
import sys

from tests.benchmarks.cases import CASES
from tests.benchmarks.peers import TITLES
from tests.benchmarks.report import Options, footing, spread, table
from tests.benchmarks.run import Found, Run, solve_apart

NAME = "peers"
TITLE = "Against other ways of planning"
QUICK = ("default",)
NEEDS = {"pyvrp": "pyvrp", "vroom": "vroom"}


def run(options: Options) -> str:
    """Every method on every campaign with each seed, one thread, the same wall time."""
    methods = [
        name for name in TITLES if name not in NEEDS or importlib.util.find_spec(NEEDS[name])
    ]
    names = [name for name, case in CASES.items() if not case.posts]
    names = [name for name in names if not options.quick or name in QUICK]
    parts = [
        "Equal wall time, one thread, the same travel table. A router gives routes, no dates: "
        "*by hand* they are dated by simple rules as a planner would, *by our timetable* with "
        "the help of this project's own optimizer, which no router has. Every plan is judged by "
        "the audit. How each is modelled, and what it cannot say, is in "
        "[docs/peers.md](docs/peers.md). *Ahead* is how much lower our median total is than the "
        "method's, where both record the same."
    ]
    for name in names:
        parts += [f"### {CASES[name].title}", _table(name, methods, options)]
    missing = [TITLES[name] for name in TITLES if name not in methods]
    if missing:
        parts.append(f"Not installed here: {', '.join(missing)}.")
    return "\n\n".join([*parts, footing(options, NAME)])


def _table(name: str, methods: list[str], options: Options) -> str:
    seconds = CASES[name].seconds / (6 if options.quick else 1)
    rows: list[list[str]] = []
    ours: list[Found] = []
    for method in methods:
        seeds = range(1, (1 if method == "practice" else options.seeds) + 1)
        for hand in (False,) if method == "ours" else (True, False):
            print(f"{name}, {method}, {seconds:.0f} s", file=sys.stderr)
            runs = [solve_apart(Run(name, seconds, seed, method, 1, hand)) for seed in seeds]
            ours = ours or runs
            dated = "" if method == "ours" else ", by hand" if hand else ", by our timetable"
            rows.append(
                [
                    TITLES[method] + dated,
                    spread([one.residents for one in runs]),
                    spread([one.total / 1e6 for one in runs], 2),
                    "" if method == "ours" else _ahead(ours, runs),
                    spread([one.seconds for one in runs], 1),
                ]
            )
    head = ["method", "residents", "total, million rupiah", "we are ahead by, %", "took, s"]
    return table(head, rows)


def _ahead(ours: list[Found], theirs: list[Found]) -> str:
    mine = statistics.median(one.weighted for one in ours)
    other = statistics.median(one.weighted for one in theirs)
    if mine != other:
        return f"{mine - other:+,.0f} residents"
    total = statistics.median(one.total for one in theirs)
    less = total - statistics.median(one.total for one in ours)
    return f"{100 * less / total:.1f}" if total else "null"
