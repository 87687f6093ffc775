"""The best roster so far, and the reports of it and of what is proven."""

from __future__ import annotations

import math

from routing.certificate import Found, ProvenBounds, gap_percent
from routing.limits import OnProgress, Progress
from routing.search import EvaluatedRoster
from routing.time_budget import TimeBudget


class Incumbent:
    """The best roster so far.

    Parameters
    ----------
    first
        A roster to begin with.
    bounds
        What is proven of rosters' costs.
    budget
        The solve's clock.
    report
        Is called with every better roster and bound.

    Attributes
    ----------
    best
        The best roster so far.
    """

    def __init__(
        self, first: EvaluatedRoster, bounds: ProvenBounds, budget: TimeBudget, report: OnProgress
    ) -> None:
        self.best = first
        self._bounds = bounds
        self._budget = budget
        self._report = report
        self._reported_bound = -math.inf

    def offer(self, evaluated: EvaluatedRoster) -> None:
        """Take a roster over where it is better; report the best."""
        if evaluated.key < self.best.key:
            self.best = evaluated
        self._report_best()

    def report_bound(self) -> None:
        """Report a better bound, where the proof's thread has found one."""
        if self._bounds.proven > self._reported_bound:
            self._reported_bound = self._bounds.proven
            self._report_best()

    def report_found(self, found: Found) -> None:
        """Report a plan or bound of the proof's rounds."""
        gap = gap_percent(found.rupiah, found.bound)
        figures = found.residents, found.rupiah, found.bound, gap
        self._report(Progress("prove", self._budget.share, *figures))

    @property
    def gap(self) -> float | None:
        """Percent by which the best roster may be from the best there is; None if unknown."""
        return gap_percent(self.best.rupiah, self._bounds.bound_of(self.best))

    @property
    def leaves_residents(self) -> bool:
        """Whether the best roster leaves someone whom some team could reach."""
        return any(
            outcome.residents < sum(residents for _, residents in jobs)
            for jobs, outcome in zip(self.best.roster, self.best.outcomes, strict=True)
        )

    def _report_best(self) -> None:
        residents = sum(outcome.residents for outcome in self.best.outcomes)
        bound = self._bounds.bound_of(self.best)
        figures = residents, self.best.rupiah, bound, self.gap
        self._report(Progress("search", self._budget.share, *figures))
