"""Subproblems of sets of kecamatan: each set's programme and course, from what others have found.

A subproblem (`routing.partition.team_subproblem`) is one pair's programme over the posts of a set.
Duals and trips that were found for other sets of the same class (`routing.partition.warm_starts`)
are where it begins.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from routing.bounds import ColumnGenerationResult, Trip
from routing.partition.branching import SubproblemBound, branch_and_bound
from routing.partition.effort import Effort
from routing.partition.joint_bounds import JointBounds
from routing.partition.set_selection import Key
from routing.partition.team_subproblem import TeamSubproblem
from routing.partition.warm_starts import DualGuess, WarmStarts
from routing.plan import TeamDate

T = TypeVar("T")


class SetSubproblems:
    """Solves subproblems of sets, which are named by class and bit mask.

    Parameters
    ----------
    joint
        Whose joint programme has been solved for everyone being recorded.
    effort
        Limits of each subproblem.

    Attributes
    ----------
    first
        The solution of the joint programme.
    of_class
        What solves subproblems of each class of pairs.

    Raises
    ------
    ValueError
        Where the joint programme has not been solved.
    """

    def __init__(self, joint: JointBounds, effort: Effort) -> None:
        if joint.result is None:
            raise ValueError("solve the joint programme first")
        self.joint = joint
        self.first = joint.result
        self._effort = effort
        duals = self.first.duals
        promises = joint.promises()
        self.of_class = [
            TeamSubproblem(each.tables, each.context, duals.server, joint.left, promises)
            for each in joint.classes
        ]
        residents = np.bincount(joint.owner, joint.demand, minlength=len(joint.names))
        first = DualGuess(
            joint.by_post(duals.resident), joint.by_post(duals.visit),
            promise=joint.by_promise(duals.promise),
        )  # fmt: skip
        self._warm_starts = [
            WarmStarts(residents, first, joint.parameters.warm_trips) for _ in joint.classes
        ]
        self.pool_trips(self.first)

    def pool_trips(self, result: ColumnGenerationResult) -> None:
        """Keep a joint programme's trips, if they are trips over posts."""
        if self.joint.whole:
            return
        for class_number, warm_starts in enumerate(self._warm_starts):
            warm_starts.pool(trip for own, trip in result.trips if own == class_number)

    def members(self, mask: int) -> tuple[int, ...]:
        """Posts of a set, in the campaign's order."""
        posts, owner = self.joint.posts, self.joint.owner
        return tuple(p for p, n in zip(posts, owner, strict=True) if mask >> n & 1)

    def rupiah(self, class_number: int, dates: Sequence[TeamDate]) -> int:
        """Total of a course by the contract."""
        return self.of_class[class_number].rupiah(dates)

    def each(self, keys: Sequence[Key], work: Callable[[Key], T]) -> list[tuple[Key, T]]:
        """Do some work for each set, several at a time; return what came of it, in order."""
        with ThreadPoolExecutor(self.joint.threads) as threads:
            return list(zip(keys, threads.map(work, keys), strict=True))

    def root(self, key: Key, target: float = math.inf) -> SubproblemBound | None:
        """Solve a set's programme, up to a target in rupiah; None where the time is over."""
        stopped = self.joint.stopped
        if stopped(0.0):
            return None
        subproblem, start = self.of_class[key[0]], self._start(key)
        return subproblem.root(*start, self._effort, target, stopped)

    def resume(
        self, key: Key, known: SubproblemBound, target: float = math.inf
    ) -> SubproblemBound | None:
        """Go on with a programme that was cut off at a lower target; None as for `root`."""
        stopped = self.joint.stopped
        if stopped(0.0):
            return None
        return self.of_class[key[0]].resume(known, self._effort, target, stopped)

    def branch(self, known: SubproblemBound, splits: int, target: float) -> SubproblemBound:
        """Split leaves of a solved programme until its bound is at the target."""
        return branch_and_bound(known, splits, self._effort, self.joint.stopped, target)

    def course(self, key: Key, below: float) -> tuple[float, tuple[TeamDate, ...]] | None:
        """Search a course of less than so many rupiah; None where there is none, or no time."""
        stopped = self.joint.stopped
        if stopped(0.0):
            return None
        subproblem, start = self.of_class[key[0]], self._start(key)
        return subproblem.find(*start, self._effort, below, stopped)

    def learn(self, key: Key, known: SubproblemBound) -> None:
        """Let later subproblems begin with what was found for a set."""
        self._warm_starts[key[0]].learn(key[1], known.generation.problem, known.root)

    def _start(self, key: Key) -> tuple[tuple[int, ...], DualGuess, list[Trip]]:
        """Posts of a set, first duals, and the known trips that keep to the posts."""
        class_number, mask = key
        posts, warm_starts = self.members(mask), self._warm_starts[class_number]
        return posts, warm_starts.guess(mask), warm_starts.trips(posts)
