"""How time and memory grow with the number of posts."""

from __future__ import annotations

from tests.benchmarks.cases import CASES
from tests.benchmarks.report import NOT_RUN, Options, footing, met, table
from tests.benchmarks.run import Run, answers_of, found_by
from tests.benchmarks.schedule import Task
from tests.benchmarks.store import Store

NAME = "growth"
TITLE = "Growth"
SIZES = ("default", "village", "synthetic-700", "synthetic-2000")
LARGEST = "synthetic-2000"
SYNTHETIC_SECONDS = 120.0
"""Budget of the synthetic campaigns, of which nothing is proven: first plans and memory count."""

FIRST_PLAN_SECONDS, MEMORY_MIB = 60.0, 4096.0

HEAD = (
    "campaign",
    "budget, s",
    "residents",
    "first plan, s",
    "to a gap of 5 %, s",
    "gap, %",
    "took, s",
    "memory, MiB",
    "goal met",
)


def _run(name: str, options: Options) -> Run:
    seconds = SYNTHETIC_SECONDS if CASES[name].posts else CASES[name].seconds
    return Run(name, seconds / (6 if options.quick else 1))


def _names(options: Options) -> tuple[str, ...]:
    return SIZES[:3] if options.quick else SIZES


def tasks(options: Options) -> list[Task]:
    """One seed of each size; the two smaller ones are those of the section on plans."""
    return [_run(name, options).task() for name in _names(options)]


def write(options: Options, store: Store) -> str:
    """The section from what has run."""
    runs = [_run(name, options) for name in _names(options)]
    rows = [_row(store, run) for run in runs]
    text = (
        "Seed 1, two cores. Synthetic campaigns lay the 177 villages over each other with posts "
        "moved by up to 3 km (seed 1); pairs grow with the posts. They are made for this table "
        "and stand for no regency. Memory is the most that the process and its children took, "
        "with libraries. Goal: a first valid plan for 2,000 posts in under 60 s, within 4 GiB."
    )
    return "\n\n".join([text, table(HEAD, rows), footing(options, NAME, answers_of(store, runs))])


def _row(store: Store, run: Run) -> list[str]:
    case = CASES[run.case]
    there = found_by(store, [run])
    if not there:
        return [case.title, f"{run.seconds:.0f}", NOT_RUN, *[""] * (len(HEAD) - 3)]
    found = there[0]
    to_gap = found.seconds_to_gap(5.0)
    first = found.first_plan
    good = first is not None and first < FIRST_PLAN_SECONDS and found.memory < MEMORY_MIB
    return [
        case.title,
        f"{run.seconds:.0f}",
        f"{found.residents:,} of {found.everybody:,}",
        "null" if first is None else f"{first:.1f}",
        "null" if to_gap is None else f"{to_gap:.1f}",
        "null" if found.gap_percent is None or found.contradicted else f"{found.gap_percent:.2f}",
        f"{found.seconds:.1f}",
        f"{found.memory:,.0f}",
        met(good) if run.case == LARGEST else "",
    ]
