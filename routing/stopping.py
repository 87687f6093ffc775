"""Stopping criteria: when a search ends.

A criterion is called after each step and returns whether to stop. Those that measure something
(`MaxSeconds`, `MaxWork`) also give the share of it that is used up, by which simulated annealing
cools. Criteria that count work alone make a run repeatable; those that look at the clock do not.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol


class StoppingCriterion(Protocol):
    """Returns whether to stop."""

    def __call__(self) -> bool:
        """Return whether to stop."""


class MeasuredCriterion(StoppingCriterion, Protocol):
    """A criterion that knows how near it is."""

    @property
    def used(self) -> float:
        """Share that is used up: 0 at the beginning, 1 where the criterion is met."""


class MaxSeconds:
    """Stop after some seconds.

    Parameters
    ----------
    seconds
        Of `time.monotonic()`, from `began` on; math.inf for never.
    began
        The beginning; now by default.
    """

    def __init__(self, seconds: float, began: float | None = None) -> None:
        self._seconds = seconds
        self._began = time.monotonic() if began is None else began

    def __call__(self) -> bool:
        """Return whether to stop."""
        return time.monotonic() - self._began > self._seconds

    @property
    def used(self) -> float:
        """Share of the seconds that are over."""
        return (time.monotonic() - self._began) / max(0.001, self._seconds)


class MaxWork:
    """Stop after so much work, from now on.

    Parameters
    ----------
    most
        Work that may be done, such as timetables evaluated.
    done
        Counts the work done so far; the count may have begun earlier.
    """

    def __init__(self, most: int, done: Callable[[], int]) -> None:
        self._most = most
        self._done = done
        self._first = done()

    def __call__(self) -> bool:
        """Return whether to stop."""
        return self._done() - self._first >= self._most

    @property
    def used(self) -> float:
        """Share of the work that is done."""
        return (self._done() - self._first) / max(1, self._most)


class MaxGap:
    """Stop once the best plan is proven to be within a gap of the best there can be.

    Parameters
    ----------
    percent
        The gap; None for never.
    gap
        Percent that is proven so far; None where nothing is.
    """

    def __init__(self, percent: float | None, gap: Callable[[], float | None]) -> None:
        self._percent = percent
        self._gap = gap

    def __call__(self) -> bool:
        """Return whether to stop."""
        if self._percent is None:
            return False
        gap = self._gap()
        return gap is not None and gap <= self._percent


class Requested:
    """Stop once somebody asks for it, from any thread: an interrupt by the user."""

    def __init__(self) -> None:
        self._asked = False

    def ask(self) -> None:
        """Ask for the end."""
        self._asked = True

    def __call__(self) -> bool:
        """Return whether to stop."""
        return self._asked


def never_stop() -> bool:
    """Never stop."""
    return False
