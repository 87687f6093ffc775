"""Limits of a solve, and the progress that it reports."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

MOST_THREADS = 4
"""Threads that are used by default: subproblems of single pairs share Python's lock."""


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop. The work limit makes a run repeatable; the time limit guards it.

    `work` counts timetables evaluated by the local search; None takes `default_work`. The
    proof that follows goes through rounds in proportion to the work, or to the seconds where
    no work is given. With `gap` the run
    ends once the plan is proven to be within so many percent of the best there can be.
    `threads` (from 1 on) are used at most; None takes one for each core that the process may
    use, up to `MOST_THREADS`. They change how long a run takes, not which plan a work limit and
    a seed give. With 1 nothing runs beside anything else.
    """

    seconds: float = 60.0
    work: int | None = None
    seed: int = 1
    gap: float | None = None
    threads: int | None = None

    @property
    def most_threads(self) -> int:
        """Threads to use."""
        return min(cores(), MOST_THREADS) if self.threads is None else max(1, self.threads)


Stage = Literal["compile", "model", "search", "prove", "final"]


@dataclass(frozen=True, slots=True)
class Progress:
    """A report of a solve: its stage and its best plan so far (None before the first).

    `bound` is the total that no plan with as many residents can be below, `gap_percent` how
    far the plan is from it; None until something is proven.
    """

    stage: Stage
    share: float
    residents: int | None = None
    rupiah: int | None = None
    bound: int | None = None
    gap_percent: float | None = None


OnProgress = Callable[[Progress], None]
