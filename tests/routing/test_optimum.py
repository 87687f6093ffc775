"""Plans and certificates against the true optimum, in random tiny campaigns.

Campaigns as small as these are searched completely (`routing.exact`). What larger ones get,
the usual search and the bounds of linear programmes, is held against the optimum too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from routing import Limits, solve
from tests.routing.oracle import Optimum, optimum
from tests.routing.tiny_campaigns import random_campaign
from tests.routing.towns import assert_clean

LEAST_SHARE_WITH_BOUNDS = 1.0
"""Least share of the campaigns whose certificate has both figures."""

LEAST_SHARE_OPTIMAL = 0.95
"""Least share of the campaigns in which the plan is the optimum."""

LEAST_SHARE_SEARCHED = 0.6
"""The same where the complete search is left out."""

SOLVED = 300
"""Campaigns of each kind solved in the gate; `python -m tests.benchmarks oracle` solves more."""

LIMITS = Limits(seconds=60, work=200, seed=1)


@dataclass(frozen=True)
class Verdict:
    """A campaign's plan beside the best there is."""

    seed: int
    weighted: int
    total: int
    weighted_bound: int | None
    total_bound: int | None
    best: Optimum

    @property
    def bounded(self) -> bool:
        """Whether both figures of the certificate are there."""
        return self.weighted_bound is not None and self.total_bound is not None

    @property
    def optimal(self) -> bool:
        """Whether the plan is as good as the best."""
        return (self.weighted, self.total) == (self.best.weighted, self.best.total)

    def faults(self) -> list[str]:
        """What cannot be: a plan beyond the optimum, an optimum beyond a bound."""
        best, found = self.best, []
        if (self.weighted, -self.total) > (best.weighted, -best.total):
            found.append(f"seed {self.seed}: {self.weighted}, {self.total} beats {best}")
        if self.weighted_bound is not None and self.weighted_bound < best.weighted:
            found.append(f"seed {self.seed}: at most {self.weighted_bound}, but {best} is there")
        if self.total_bound is not None and self.weighted <= best.weighted:
            least = best.least_total(self.weighted)
            if self.total_bound > least:
                found.append(f"seed {self.seed}: at least {self.total_bound}, but {least} is there")
        return found


def judged(seed: int, *, whole_hours: bool = True, limits: Limits = LIMITS) -> Verdict:
    """Solve a random campaign, audit the plan and look the optimum up."""
    town, table = random_campaign(seed, whole_hours=whole_hours)
    plan = solve(town, table, limits).plan
    assert_clean(town, table, plan)
    proof, sums = plan.certificate, plan.summary
    return Verdict(
        seed,
        sums.weighted_recorded,
        sums.total_rupiah,
        proof.weighted_bound,
        proof.total_bound,
        optimum(town, table),
    )


def check(
    seeds: Iterable[int], *, whole_hours: bool = True, optimal: float = LEAST_SHARE_OPTIMAL
) -> None:
    verdicts = [judged(seed, whole_hours=whole_hours) for seed in seeds]
    assert [fault for verdict in verdicts for fault in verdict.faults()] == []
    bounded = sum(verdict.bounded for verdict in verdicts)
    assert bounded >= LEAST_SHARE_WITH_BOUNDS * len(verdicts)
    worse = [verdict for verdict in verdicts if not verdict.optimal]
    assert len(verdicts) - len(worse) >= optimal * len(verdicts), worse


@pytest.mark.slow
def test_whole_hours() -> None:
    check(range(SOLVED))


@pytest.mark.slow
def test_any_minutes() -> None:
    check(range(SOLVED), whole_hours=False)


@pytest.mark.slow
@pytest.mark.parametrize("whole_hours", [True, False])
def test_without_the_complete_search(whole_hours: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routing.solver.search_completely", lambda *_: None)
    check(range(20), whole_hours=whole_hours, optimal=LEAST_SHARE_SEARCHED)


def _verdict(**changes: int | None) -> Verdict:
    figures = {"weighted": 5, "total": 100, "weighted_bound": 6, "total_bound": 90} | changes
    best = Optimum(6, 130, ((0, 0), (5, 95), (6, 130)))
    return Verdict(1, best=best, **figures)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, 0),
        ({"weighted_bound": None, "total_bound": None}, 0),
        ({"total_bound": 95}, 0),
        ({"total_bound": 96}, 1),
        ({"weighted_bound": 5}, 1),
        ({"weighted": 6, "total": 130, "total_bound": 130}, 0),
        ({"weighted": 6, "total": 129, "total_bound": 100}, 1),
        ({"weighted": 7, "weighted_bound": 7, "total_bound": 1}, 1),
    ],
)
def test_false_figures_are_seen(changes: dict[str, int | None], faults: int) -> None:
    assert len(_verdict(**changes).faults()) == faults
