"""How a solve's time and work are shared out among search and proof."""

from __future__ import annotations

import time
from collections.abc import Callable

from routing.campaign import Campaign
from routing.certificate import FEW_POSTS, MOST_POSTS
from routing.instance import Instance
from routing.limits import Limits

ROUNDS = 8
"""Rounds of the proof at the default work, or for each minute where no work is given."""

PROVEN_SHARE = 0.3
"""Share of time and work for local search where the proof that follows finds plans too."""

SEARCH_SHARE = 0.8
"""Share of the time for local search where the proof only proves, in one step."""

TIED_SHARE = 0.4
"""The same where the proof goes on in rounds."""

HASTY_SHARE = 0.75
"""The same where the time is too short for the first bound to settle."""

LONGER = 2.5
"""Times the default work of a search beside which the proof goes on."""

FIRST_BOUND_SECONDS = 10.0
"""About what the joint programme takes with few posts."""

STEP_SECONDS = 6e-4
"""Times the square of the posts: about what the first step of the joint programme takes."""

FINAL_SHARE = 0.04
"""Share of the time that is left for the timetables of the plan that is written."""

TIMETABLES_PER_SECOND = 100
"""Of a slow machine: decides from the limits alone whether the search cools by the clock."""

COMPLETE_SHARE = 0.5
"""Share of the time for looking at every plan of a small campaign."""

MOST_IN_A_SET = 3
"""Kecamatan of a pair, on average, up to which the proof's rounds find plans (by trial)."""

TURN_SHARE = 0.25
"""Share of the time after which no start is turned round any more."""

SHORT_SHARE = 0.8
"""Share of the time for local search where not everyone can be recorded: then only local
search finds plans, and the proof needs the rest."""


def default_work(campaign: Campaign) -> int:
    """Timetables to evaluate when no work limit is given: more for more posts, by trial."""
    return 4800 + 6 * len(campaign.posts) ** 2 // 5


class TimeBudget:
    """A solve's clock, and what each of its parts gets.

    Parameters
    ----------
    instance, limits
        The campaign as arrays; time and work.
    """

    def __init__(self, instance: Instance, limits: Limits) -> None:
        self.began = time.monotonic()
        self.seconds = limits.seconds
        self.until = self.began + limits.seconds
        self._limits = limits
        self._default = default_work(instance.campaign)
        self._work = limits.work if limits.work is not None else self._default
        self._posts = len(instance.posts)
        few = len(instance.groups) <= MOST_IN_A_SET * len(instance.campaign.teams)
        self._small_sets = few

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

    def past(self, share: float) -> Callable[[], bool]:
        """Whether that share of the time is over, whenever it is asked."""
        return lambda: self.spent > share * self.seconds

    def clock(self, share: float) -> Callable[[], float]:
        """Share of the time until then that is over, from now on."""
        began = time.monotonic()
        until = self.began + share * self.seconds
        return lambda: (time.monotonic() - began) / max(0.001, until - began)

    def led(self, quick: bool) -> bool:
        """Whether the proof's rounds find plans in time: where sets of kecamatan are small."""
        return quick and self._small_sets

    def search_work(self, led: bool, apart: bool = False) -> int:
        """Timetables of the first local search; `led` and `apart` as for its share of time."""
        if apart and self._limits.work is None:
            return round(self._work * LONGER)
        return int(self._work * PROVEN_SHARE) if led and self.rounds > 1 else self._work

    def hasty(self, led: bool, share: float) -> bool:
        """Whether a share of the time, on a slow machine, is too short for the default work."""
        work = self._work * PROVEN_SHARE if led else self._work
        slow = TIMETABLES_PER_SECOND * self.seconds * share
        return self._limits.work is None and slow < work

    @property
    def proves(self) -> bool:
        """Whether the first step of the proof fits in beside a search of twice its time."""
        few = self._posts <= FEW_POSTS
        return few or (self._posts <= MOST_POSTS and 3 * self._step_seconds <= self.seconds)

    @property
    def _step_seconds(self) -> float:
        return STEP_SECONDS * self._posts**2

    def search_share(self, led: bool, tied: bool, apart: bool = False) -> float:
        """Share of the time for local search.

        `tied` where rounds of the proof follow, `apart` where they run beside the search.
        """
        seconds = max(0.001, self.seconds)
        if not self.proves or apart:
            return 1.0 - FINAL_SHARE
        if led:
            return PROVEN_SHARE if seconds >= 2 * FIRST_BOUND_SECONDS else HASTY_SHARE
        most = TIED_SHARE if tied else SEARCH_SHARE
        return min(most, max(0.5, 1 - 1.2 * self._step_seconds / seconds))

    @property
    def rounds(self) -> int:
        """Rounds of the proof."""
        if self._limits.work is None:
            return max(1, round(ROUNDS * self.seconds / 60))
        return max(0, round(ROUNDS * self._work / self._default))
