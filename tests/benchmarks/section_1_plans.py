"""How good the plans are: the default campaign, the villages, and variants."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tests.benchmarks.cases import CASES, Case
from tests.benchmarks.curve import curve_table, draw
from tests.benchmarks.report import ROOT, Options, footing, spread, table
from tests.benchmarks.run import Found, Run, solve_apart

NAME = "plans"
TITLE = "Plans and their certificates"

HEAD = (
    "campaign",
    "budget, s",
    "residents",
    "residents gap, %",
    "total, million rupiah",
    "gap, %",
    "first plan, s",
    "took, s",
    "memory, MiB",
)
QUICK = ("default", "village", "pairs-3", "server-300")
CURVE = ROOT / "docs" / "bound.svg"


def run(options: Options) -> str:
    """Solve every campaign with each seed."""
    names = [name for name, case in CASES.items() if not case.posts]
    names = [name for name in names if not options.quick or name in QUICK]
    rows, village = [], None
    for name in names:
        found = [_solved(CASES[name], seed, options) for seed in range(1, options.seeds + 1)]
        rows.append(_row(CASES[name], found))
        village = found[0] if name == "village" else village
    parts = [
        "One process for each solve, two cores. Where not everyone can be recorded the gap in "
        "residents leads: plans that record different numbers are not compared by their totals.",
        table(HEAD, rows),
    ]
    if village is not None:
        parts += [f"### The bound over time, {CASES['village'].title}", _curve(village)]
    return "\n\n".join([*parts, footing(options, NAME)])


def _solved(case: Case, seed: int, options: Options) -> Found:
    seconds = case.seconds / (6 if options.quick else 1)
    print(f"{case.name}, seed {seed}, {seconds:.0f} s", file=sys.stderr)
    return solve_apart(Run(case.name, seconds, seed))


def _row(case: Case, found: Sequence[Found]) -> list[str]:
    everybody = f"{found[0].everybody:,}"
    done = spread([one.residents for one in found])
    return [
        case.title,
        f"{found[0].run.seconds:.0f}",
        done if done == everybody else f"{done} of {everybody}",
        spread([one.residents_gap_percent for one in found], 2),
        spread([one.total / 1e6 for one in found], 2),
        spread([one.gap_percent for one in found], 2),
        spread([one.first_plan for one in found], 1),
        spread([one.seconds for one in found], 1),
        spread([one.memory for one in found]),
    ]


def _curve(village: Found) -> str:
    draw(village.curve, CURVE, CASES["village"].title)
    return (
        f"![Total and bound over time](docs/{CURVE.name})\n\n{curve_table(village.curve)}\n\n"
        f"Seed {village.run.seed}."
    )
