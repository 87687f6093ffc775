"""Plans and bounds of tiny campaigns against the true optimum."""

from __future__ import annotations

from routing import Limits
from tests.benchmarks.report import Options, footing, table
from tests.routing.test_optimum import Verdict, judged

NAME = "optimum"
TITLE = "Tiny campaigns against the true optimum"


def run(options: Options) -> str:
    """Solve random tiny campaigns and look each optimum up."""
    count = 20 if options.quick else 300
    rows = []
    for whole_hours, name in ((True, "whole hours"), (False, "any minutes")):
        limits = Limits(seconds=20, work=200, seed=1)
        verdicts = [judged(seed, whole_hours=whole_hours, limits=limits) for seed in range(count)]
        rows.append(_row(name, verdicts))
    text = (
        "Random campaigns of up to 4 posts, 2 pairs and 5 dates with every rule in play; the "
        "optimum by an exact search of its own (`tests/routing/oracle.py`), which is checked "
        "against naive enumeration."
    )
    head = [
        "campaigns",
        "solved",
        "plan is the optimum",
        "with both bounds",
        "bounds that are false",
        "proven optimal",
    ]
    return "\n\n".join([text, table(head, rows), footing(options, NAME)])


def _row(name: str, verdicts: list[Verdict]) -> list[str]:
    count = len(verdicts)
    optimal = sum(verdict.optimal for verdict in verdicts)
    proven = sum(
        verdict.weighted_bound == verdict.weighted and verdict.total_bound == verdict.total
        for verdict in verdicts
    )
    return [
        name,
        str(count),
        f"{optimal} ({100 * optimal / count:.1f} %)",
        str(sum(verdict.bounded for verdict in verdicts)),
        str(sum(bool(verdict.faults()) for verdict in verdicts)),
        str(proven),
    ]
