"""How a solve's time and work are divided among search and proof."""

from __future__ import annotations

import time

from routing.campaign import Campaign
from routing.instance import Instance
from routing.limits import Limits
from routing.parameters import SolverParameters, TimeParameters
from routing.proof_scope import ProofScope
from routing.stopping import MaxSeconds


def default_work(
    campaign: Campaign,
    parameters: TimeParameters = TimeParameters(),  # noqa: B008  (frozen)
) -> int:
    """Return the timetables to evaluate where no work limit is given: more for more posts."""
    squared = len(campaign.posts) ** 2
    return parameters.work_base + int(parameters.work_per_squared_post * squared)


class TimeBudget:
    """A solve's clock, and what each of its phases gets of time and work.

    Parameters
    ----------
    instance, limits
        The campaign as arrays; time and work.
    parameters
        How they are divided, and what the proof does at which size.
    """

    def __init__(
        self, instance: Instance, limits: Limits,
        parameters: SolverParameters = SolverParameters(),  # noqa: B008  (frozen)
    ) -> None:  # fmt: skip
        self.parameters = parameters.time
        self._scope = ProofScope.of(instance, parameters.proof)
        self.began = time.monotonic()
        self.seconds = limits.seconds
        self.until = self.began + limits.seconds
        self._limits = limits
        self._default = default_work(instance.campaign, parameters.time)
        self._work = limits.work if limits.work is not None else self._default
        self._posts = len(instance.posts)
        most = parameters.time.most_in_a_set * len(instance.campaign.teams)
        self._small_sets = len(instance.groups) <= most

    @property
    def spent(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds until the end."""
        return self.until - time.monotonic()

    @property
    def share(self) -> float:
        """Share of the time that is over."""
        return min(1.0, self.spent / max(0.001, self.seconds))

    def late(self) -> bool:
        """Whether the time is over."""
        return self.spent > self.seconds

    def past(self, share: float) -> MaxSeconds:
        """Return the criterion that stops when that share of the time is over."""
        return MaxSeconds(share * self.seconds, self.began)

    def clock(self, share: float) -> MaxSeconds:
        """As `past`, but what is left of that share is measured from now on."""
        now = time.monotonic()
        return MaxSeconds(self.began + share * self.seconds - now, now)

    def led(self, quick: bool) -> bool:
        """Whether the proof's rounds find plans in time: where sets of kecamatan are small."""
        return quick and self._small_sets

    def search_work(self, led: bool, apart: bool = False) -> int:
        """Timetables of the first local search; `led` and `apart` as for its share of time."""
        if apart and self._limits.work is None:
            return round(self._work * self.parameters.beside_factor)
        return int(self._proven_work) if led and self.rounds > 1 else self._work

    def hasty(self, led: bool, share: float) -> bool:
        """Whether a share of the time, on a slow machine, is too short for the default work."""
        work = self._proven_work if led else self._work
        slow = self.parameters.timetables_per_second * self.seconds * share
        return self._limits.work is None and slow < work

    @property
    def proves(self) -> bool:
        """Whether the first step of the proof fits in beside a search of twice its time."""
        steps = self.parameters.least_steps * self._step_seconds
        return self._scope.few_posts or (self._scope.fits and steps <= self.seconds)

    @property
    def _step_seconds(self) -> float:
        return self.parameters.step_seconds * self._posts**2

    @property
    def _proven_work(self) -> float:
        return self._work * self.parameters.proven_share

    def search_share(self, led: bool, in_rounds: bool, apart: bool = False) -> float:
        """Share of the time for local search.

        `in_rounds` where rounds of the proof follow, `apart` where they run beside the search.
        """
        numbers, seconds = self.parameters, max(0.001, self.seconds)
        if not self.proves or apart:
            return 1.0 - numbers.final_share
        if led:
            long = seconds >= 2 * numbers.first_bound_seconds
            return numbers.proven_share if long else numbers.hasty_share
        most = numbers.rounds_share if in_rounds else numbers.search_share
        left = 1 - numbers.step_margin * self._step_seconds / seconds
        return min(most, max(numbers.least_search_share, left))

    @property
    def rounds(self) -> int:
        """Rounds of the proof."""
        if self._limits.work is None:
            return max(1, round(self.parameters.rounds * self.seconds / 60))
        return max(0, round(self.parameters.rounds * self._work / max(1, self._default)))
