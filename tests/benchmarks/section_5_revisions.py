"""What becomes of a campaign that twenty incidents hit, against a plan made with hindsight."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.benchmarks.report import NOT_RUN, Options, footing, met, spread, table
from tests.benchmarks.revision_chain import INCIDENTS, SILENT, ChainRun
from tests.benchmarks.schedule import Task
from tests.benchmarks.store import Answer, Store

NAME = "revisions"
TITLE = "Twenty incidents, one after the other"

MOST_RESIDENTS_LOST, MOST_MORE_RUPIAH = 2.0, 5.0
"""Goals in percent against the plan made with hindsight."""

REJECTED = "the audit rejects the plan"
"""In the message of a plan that was not written."""

HEAD = (
    "seed", "incidents", "residents", "with hindsight", "fewer, %",
    "total, million rupiah", "with hindsight", "more, %", "its bound", "goals met",
    "posts that change, a revision", "promises broken, of those told, all in all",
    "seconds, a revision",
)  # fmt: skip


def runs(options: Options) -> list[ChainRun]:
    """Each seed of the default campaign."""
    hindsight = 20.0 if options.quick else 60.0
    return [ChainRun("default", 4.0, hindsight, seed) for seed in range(1, options.seeds + 1)]


def tasks(options: Options) -> list[Task]:
    """Every chain of incidents."""
    return [run.task() for run in runs(options)]


def write(options: Options, store: Store) -> str:
    """The section from what has run."""
    answers = [answer for run in runs(options) if (answer := store.get(run.key)) is not None]
    parts = [
        f"The default campaign (24 posts, 12 pairs, 20,000 residents) is planned, announced and "
        f"followed, and hit by {INCIDENTS} incidents that a seed draws: each at midnight, at 10:00 "
        "or at noon, of all nine kinds. Teams report what they have recorded by files "
        f"({SILENT:.0%} of sessions by none), the plan is revised, villages are told. Every "
        "revision has passed the audit, and at every post those recorded, planned and unserved "
        "are those listed and told since, no more and no fewer. In the end what was recorded and "
        "spent, urgency with it and without the price of broken promises, stands beside a plan of "
        "the campaign as it began that knows every incident (found in "
        f"{runs(options)[0].hindsight_seconds:g} s, as every plan with a gap: *its bound* is what "
        "is proven below it). Each pair has there the rate that it had on most dates. How often "
        "each kind is drawn is assumed.",
        table(HEAD, [_row(answer) for answer in answers] or [[NOT_RUN] * len(HEAD)]),
        _kinds(answers),
        footing(options, NAME, answers),
    ]
    return "\n\n".join(part for part in parts if part)


def fewer(found: dict[str, Any]) -> float:
    """Percent of residents that are recorded fewer than with hindsight; below 0 where more."""
    known = found["hindsight_residents"]
    return 100.0 * (known - found["residents"]) / known


def dearer(found: dict[str, Any]) -> float:
    """Percent of the total that is more than with hindsight; below 0 where less."""
    known = found["hindsight_rupiah"]
    return 100.0 * (found["rupiah"] - known) / known


def _row(answer: Answer) -> list[str]:
    found = answer.found
    lost, more = fewer(found), dearer(found)
    good = lost <= MOST_RESIDENTS_LOST and more <= MOST_MORE_RUPIAH
    bound = found["hindsight_bound"]
    return [
        str(found["run"]["seed"]),
        str(len(found["told"])),
        f"{found['residents']:,} of {found['everybody']:,}",
        f"{found['hindsight_residents']:,}",
        f"{lost:.2f}",
        f"{found['rupiah'] / 1e6:.2f}",
        f"{found['hindsight_rupiah'] / 1e6:.2f}",
        f"{more:.2f}",
        "null" if bound is None else f"{bound / 1e6:.2f}",
        met(good),
        spread(found["changed_posts"]),
        f"{sum(found['broken'])} of {max(found['promised'], default=0)}",
        spread(found["seconds"], 1),
    ]


def _kinds(answers: list[Answer]) -> str:
    drawn: Counter[str] = Counter()
    refused = rejected = 0
    for answer in answers:
        drawn.update(answer.found["kinds"])
        refused += len(answer.found["refused"])
        rejected += sum(REJECTED in told for told in answer.found["refused"])
    if not drawn:
        return ""
    listed = ", ".join(f"{kind} {count}" for kind, count in drawn.most_common())
    return (
        f"Drawn: {listed}. Not planned, and drawn anew: {refused}; of these the own audit rejected "
        f"the plan, which is a fault of ours: {rejected}."
    )
