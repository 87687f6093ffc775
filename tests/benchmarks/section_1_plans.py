"""How good the plans are: the default campaign, the villages, and variants."""

from __future__ import annotations

from collections.abc import Sequence

from tests.benchmarks.cases import CASES, Case
from tests.benchmarks.curve import curve_table, draw
from tests.benchmarks.report import NOT_RUN, ROOT, Options, footing, met, seeds_of, spread, table
from tests.benchmarks.run import Found, Run, answers_of, found_by
from tests.benchmarks.schedule import Task
from tests.benchmarks.store import Store

NAME = "plans"
TITLE = "Plans and their certificates"

HEAD = (
    "campaign",
    "seeds",
    "budget, s",
    "residents",
    "residents gap, %",
    "total, million rupiah",
    "gap, %",
    "goal, %",
    "met",
    "first plan, s",
    "took, s",
    "memory, MiB",
)
QUICK = ("default", "village", "pairs-3", "server-300")
GOALS = {"default": 1.0, "village": 5.0}
"""Most percent of a gap; the villages' is 3 if it can be had."""

CURVE = ROOT / "docs" / "bound.svg"


def _names(options: Options) -> list[str]:
    names = [name for name, case in CASES.items() if not case.posts]
    return [name for name in names if not options.quick or name in QUICK]


def runs(name: str, options: Options) -> list[Run]:
    """Every seed of a campaign, on two cores."""
    seconds = CASES[name].seconds / (6 if options.quick else 1)
    return [Run(name, seconds, seed) for seed in range(1, options.seeds + 1)]


def tasks(options: Options) -> list[Task]:
    """Every campaign with each seed."""
    return [run.task() for name in _names(options) for run in runs(name, options)]


def write(options: Options, store: Store) -> str:
    """The section from what has run."""
    rows, village, answers = [], [], []
    for name in _names(options):
        found = found_by(store, runs(name, options))
        answers += answers_of(store, runs(name, options))
        rows.append(_row(CASES[name], found, runs(name, options)[0].seconds))
        village = found or village if name == "village" else village
    parts = [
        "One process for each solve, two cores. Where not everyone can be recorded the gap in "
        "residents leads: plans that record different numbers are not compared by their totals, "
        "and the gap in rupiah is that to plans that record as many.",
        table(HEAD, rows),
    ]
    if village:
        parts += [f"### The bound over time, {CASES['village'].title}", _curve(village[0])]
    return "\n\n".join([*parts, footing(options, NAME, answers)])


def _row(case: Case, found: Sequence[Found], seconds: float) -> list[str]:
    goal = GOALS.get(case.name)
    if not found:
        return [case.title, NOT_RUN, f"{seconds:.0f}", *[""] * (len(HEAD) - 3)]
    everybody = f"{found[0].everybody:,}"
    done = spread([one.residents for one in found])
    gaps = [None if one.contradicted else one.gap_percent for one in found]
    false = sum(one.contradicted for one in found)
    return [
        case.title,
        seeds_of([one.run.seed for one in found]),
        f"{seconds:.0f}",
        done if done == everybody else f"{done} of {everybody}",
        spread([one.residents_gap_percent for one in found], 2),
        spread([one.total / 1e6 for one in found], 2),
        spread(gaps, 2) + (f" (false bound in {false})" if false else ""),
        "" if goal is None else f"at most {goal:g}",
        "" if goal is None else met(all(gap is not None and gap <= goal for gap in gaps)),
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
