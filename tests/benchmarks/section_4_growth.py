"""How time and memory grow with the number of posts."""

from __future__ import annotations

import sys

from tests.benchmarks.cases import CASES
from tests.benchmarks.report import Options, footing, spread, table
from tests.benchmarks.run import Run, solve_apart

NAME = "growth"
TITLE = "Growth"
SIZES = ("default", "village", "synthetic-700", "synthetic-2000")
SECONDS = 300.0


def run(options: Options) -> str:
    """Solve campaigns of growing size, one seed each."""
    seconds = 30.0 if options.quick else SECONDS
    rows = []
    for name in SIZES[:3] if options.quick else SIZES:
        print(f"{name}, {seconds:.0f} s", file=sys.stderr)
        found = solve_apart(Run(name, seconds))
        rows.append(
            [
                CASES[name].title,
                f"{seconds:.0f}",
                f"{found.residents:,} of {found.everybody:,}",
                spread([found.first_plan], 1),
                spread([found.seconds_to_gap(5.0)], 1),
                spread([found.gap_percent], 2),
                spread([found.seconds], 1),
                spread([found.memory]),
            ]
        )
    text = (
        "Synthetic campaigns lay the 177 villages over each other with posts moved by up to "
        "3 km (seed 1); pairs grow with the posts. They are made for this table and stand for "
        "no regency."
    )
    head = [
        "campaign",
        "budget, s",
        "residents",
        "first plan, s",
        "to a gap of 5 %, s",
        "gap, %",
        "took, s",
        "memory, MiB",
    ]
    return "\n\n".join([text, table(head, rows), footing(options, NAME)])
