"""Changes of the order of one team's jobs, and the random draws that all moves share."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from routing.instance import Instance
from routing.timetable import Jobs, merge


class Draw:
    """Random draws; the same seed gives the same draws.

    Parameters
    ----------
    seed
        Of the random numbers.
    """

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def chance(self) -> float:
        """Return a number from 0 to 1."""
        return float(self._random.random())

    def number(self, count: int) -> int:
        """Return one of the numbers from 0 to `count` - 1."""
        return int(self._random.integers(count))

    def two(self, count: int) -> tuple[int, int]:
        """Return two different numbers from 0 to `count` - 1."""
        one, two = self._random.choice(count, 2, replace=False)
        return int(one), int(two)

    def shuffled(self, items: list[int]) -> list[int]:
        """Return the items in another order."""
        return [int(item) for item in self._random.permutation(items)]

    def inserted(self, jobs: Jobs, unit: Jobs) -> Jobs:
        """Return the jobs with others inserted somewhere, in one piece."""
        spot = self.number(len(jobs) + 1)
        return merge(jobs[:spot] + unit + jobs[spot:])


class OrderMove(Protocol):
    """A kind of change of one team's jobs."""

    least_jobs: int
    """Jobs below which there is nothing to change."""

    def changed(self, jobs: Jobs) -> Jobs:
        """Return the jobs in another order, or as they are where nothing can be changed."""


class Split:
    """Serve a part of a job elsewhere in the order; both parts are large enough for a visit."""

    least_jobs = 1

    def __init__(self, instance: Instance, draw: Draw) -> None:
        self._instance, self._draw = instance, draw

    def changed(self, jobs: Jobs) -> Jobs:
        """Return the jobs in another order, or as they are where nothing can be changed."""
        number = self._draw.number(len(jobs))
        post, residents = jobs[number]
        least = self._instance.least_visit(post)
        if residents < 2 * least:
            return jobs
        part = least + self._draw.number(residents - 2 * least + 1)
        rest = (*jobs[:number], (post, residents - part), *jobs[number + 1 :])
        return self._draw.inserted(rest, ((post, part),))


class Shift:
    """Move one job elsewhere in the order."""

    least_jobs = 2

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def changed(self, jobs: Jobs) -> Jobs:
        """Return the jobs in another order."""
        number = self._draw.number(len(jobs))
        return self._draw.inserted(jobs[:number] + jobs[number + 1 :], (jobs[number],))


class Reverse:
    """Reverse a part of the order."""

    least_jobs = 2

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def changed(self, jobs: Jobs) -> Jobs:
        """Return the jobs in another order."""
        first, last = sorted(self._draw.two(len(jobs) + 1))
        return merge(jobs[:first] + jobs[first:last][::-1] + jobs[last:])


class Join:
    """Bring all parts of a post together."""

    least_jobs = 2

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def changed(self, jobs: Jobs) -> Jobs:
        """Return the jobs in another order."""
        post = jobs[self._draw.number(len(jobs))][0]
        whole = sum(residents for other, residents in jobs if other == post)
        rest = tuple(job for job in jobs if job[0] != post)
        return self._draw.inserted(rest, ((post, whole),))
