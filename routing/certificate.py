"""What is proven about the best plan: bounds, the gap to them, and the certificate of a plan."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from routing.bounds import Counted
from routing.plan import Certificate, Plan, TeamPlan
from routing.proof_parameters import DEFAULT_PROOF
from routing.search import EvaluatedRoster

_LOG = logging.getLogger(__name__)

JOINT = "linear programme over trips; pairs may share kecamatan in it"
PARTITION = "partition of kecamatan over linear programmes of single pairs"
COUNTING = "count of the duty days that residents take and of how long they wait"


def gap_percent(total: int | None, bound: int | None) -> float | None:
    """Gap of a total to its bound by the contract; None where there is none."""
    if total is None or bound is None:
        return None
    if bound == 0:
        return 0.0 if total == 0 else None
    return 100 * (total - bound) / bound


@dataclass(frozen=True)
class Found:
    """The best plan known to the proof, and what is proven; `teams` None for a roster's."""

    residents: int
    weighted: int
    rupiah: int
    bound: int | None = None
    teams: tuple[TeamPlan, ...] | None = None


class ProvenBounds:
    """The best bounds so far, and the best plan that they are compared with.

    Until a plan is known (`begin`) only the least total of recording everyone is kept; from then
    on bounds are those of plans that record as many residents as this one.

    Parameters
    ----------
    everyone
        Residents of all posts, weighted.
    gap
        Percent of the bound at which a plan is good enough; None for never.
    on_found
        Is called with every better plan and bound.
    slack_rupiah
        Taken off a bound before it is rounded up to a whole one.

    Attributes
    ----------
    found
        The best plan known to the proof; None before `begin`.
    proven
        Rupiah that recording everyone costs at least, as known before `begin`.
    weighted
        Weighted residents that no plan exceeds; None where everyone is recorded.
    firm
        Firm promises that a plan must keep for bounds on totals to hold for it (R18).
    """

    def __init__(
        self, everyone: int, gap: float | None, on_found: Callable[[Found], None],
        slack_rupiah: float = DEFAULT_PROOF.slack_rupiah,
    ) -> None:  # fmt: skip
        self.everyone = everyone
        self.found: Found | None = None
        self.proven = -math.inf
        self.weighted: int | None = None
        self.total: int | None = None
        self.method: str | None = None
        self.firm = 0
        self._gap = gap
        self._on_found = on_found
        self._slack = slack_rupiah

    def begin(self, best: EvaluatedRoster) -> Found:
        """Compare bounds with a roster from now on."""
        residents = sum(outcome.residents for outcome in best.outcomes)
        self.found = Found(residents, best.weighted, best.rupiah)
        return self.found

    def bound_of(self, best: EvaluatedRoster) -> int | None:
        """Least total of everyone as known before `begin`; None where a roster leaves anyone."""
        if self.proven <= 0 or best.weighted < self.everyone:
            return None
        return math.ceil(self.proven - self._slack)

    def note(self, bound: float, method: str) -> None:
        """Keep a bound of the total, in rupiah, where it is better than the one known."""
        if self.found is None:
            self.proven = max(self.proven, bound)
            return
        if math.isnan(bound) or bound == math.inf:
            _LOG.warning("the %s bound is not finite; going on without it", method)
            return
        if bound == -math.inf:
            return
        whole = math.ceil(bound - self._slack)
        if self.total is None or whole > self.total:
            self.total, self.method = whole, method
        self.found = replace(self.found, bound=self.total)
        self._on_found(self.found)

    def offer(self, residents: int, rupiah: int, teams: Callable[[], tuple[TeamPlan, ...]]) -> None:
        """Keep a plan that records everyone where it is better than the one known."""
        if self.found is None:
            return
        if rupiah < self.found.rupiah or self.found.weighted < self.everyone:
            self.found = Found(residents, self.everyone, rupiah, self.total, teams())
            self._on_found(self.found)

    @property
    def close(self) -> bool:
        """Whether the plan is within the gap asked for, and records as many as any can."""
        if self._gap is None or self.found is None:
            return False
        most = self.everyone if self.weighted is None else self.weighted
        gap = gap_percent(self.found.rupiah, self.total)
        return gap is not None and gap <= self._gap and most == self.found.weighted

    def certificate(self, plan: Plan, counted: Counted) -> Certificate:
        """Return what is proven about a plan; bounds on totals hold for this plan's residents."""
        sums = plan.summary
        recorded, weighted = sums.weighted_recorded, self.everyone
        if recorded < self.everyone:
            weighted = counted.weighted_bound()
            if self.weighted is not None:
                weighted = min(weighted, self.weighted)
        residents = 0.0 if weighted == recorded else None
        if recorded and residents is None:
            residents = 100 * (weighted - recorded) / recorded
        kept = (sums.firm_promises_kept or 0) >= self.firm
        total, method = self._least_total(recorded, counted, kept=kept)
        total = min(total, sums.total_rupiah)
        return Certificate(
            weighted, residents, total, gap_percent(sums.total_rupiah, total), method
        )

    def _least_total(self, recorded: int, counted: Counted, *, kept: bool) -> tuple[int, str]:
        """Return what recording so many (weighted) costs at least, and how that is proven."""
        least = counted.total_bound(self.everyone - recorded)
        proven = self.total
        if self.found is None or self.found.weighted > recorded or not kept:
            proven = None
        if proven is None or self.method is None or proven < least:
            return least, COUNTING
        return proven, self.method
