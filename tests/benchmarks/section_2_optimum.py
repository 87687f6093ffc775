"""Plans and bounds of tiny campaigns against the true optimum."""

from __future__ import annotations

import json
import sys
from typing import Any

from tests.benchmarks.report import NOT_RUN, Options, footing, met, table
from tests.benchmarks.schedule import Task, keep_to_own_cores
from tests.benchmarks.store import Answer, Store

NAME = "optimum"
TITLE = "Tiny campaigns against the true optimum"
KINDS = {"whole hours": True, "any minutes": False}
PART = 25
"""Campaigns of a task."""

SECONDS = 40.0
"""What a part takes (by trial)."""

HEAD = (
    "times",
    "campaigns",
    "plan is the optimum",
    "goal",
    "met",
    "with both bounds",
    "bounds that are false",
    "proven optimal",
)


def _parts(kind: str, options: Options) -> list[tuple[str, range]]:
    count = PART if options.quick else 300
    starts = range(0, count, PART)
    short = kind.replace(" ", "-")
    return [(f"tiny-{short}-{n:03d}-{n + PART - 1:03d}", range(n, n + PART)) for n in starts]


def tasks(options: Options) -> list[Task]:
    """Parts of both kinds, each on one core."""
    return [
        Task(
            key,
            __name__,
            json.dumps({"first": part[0], "count": len(part), "whole_hours": whole}),
            SECONDS,
            cores=1,
        )
        for kind, whole in KINDS.items()
        for key, part in _parts(kind, options)
    ]


def write(options: Options, store: Store) -> str:
    """The section from what has run."""
    answers, rows = [], []
    for kind in KINDS:
        own = [store.get(key) for key, _ in _parts(kind, options)]
        there = [answer for answer in own if answer is not None]
        answers += there
        rows.append(_row(kind, there))
    text = (
        "Random campaigns of up to 4 posts, 2 pairs and 5 dates with every rule in play; the "
        "optimum by an exact search of its own (`tests/routing/oracle.py`), which is checked "
        "against naive enumeration. Such campaigns are searched completely by the product too "
        "(`routing/exact/complete_search.py`), by other code."
    )
    return "\n\n".join([text, table(HEAD, rows), footing(options, NAME, answers)])


def _row(kind: str, answers: list[Answer]) -> list[str]:
    verdicts = [verdict for answer in answers for verdict in answer.found]
    count = len(verdicts)
    if not count:
        return [kind, NOT_RUN, *[""] * (len(HEAD) - 2)]
    sums = {name: sum(verdict[name] for verdict in verdicts) for name in verdicts[0]}
    return [
        kind,
        str(count),
        f"{sums['optimal']} ({100 * sums['optimal'] / count:.1f} %)",
        "at least 95 %, no false bound",
        met(sums["optimal"] >= 0.95 * count and not sums["false"]),
        str(sums["bounded"]),
        str(sums["false"]),
        str(sums["proven"]),
    ]


def main(text: str) -> None:
    """Judge some campaigns and print their verdicts as a line of JSON."""
    from tests.routing.test_optimum import judged

    keep_to_own_cores()
    asked = json.loads(text)
    found: list[dict[str, Any]] = []
    for seed in range(asked["first"], asked["first"] + asked["count"]):
        verdict = judged(seed, whole_hours=asked["whole_hours"])
        bounds = verdict.weighted_bound, verdict.total_bound
        found.append(
            {
                "optimal": verdict.optimal,
                "bounded": verdict.bounded,
                "false": bool(verdict.faults()),
                "proven": bounds == (verdict.weighted, verdict.total),
            }
        )
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
