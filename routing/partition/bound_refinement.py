"""Bounds by sets of kecamatan where each is one pair's (R11), raised round by round.

The set-partitioning programme (`routing.partition.set_partitioning`) starts from affine bounds
(`routing.partition.affine_bounds`). The sets of its solution are then bounded one by one
(`routing.partition.set_bounds`), first by their own linear programme, only as far as it takes for
them to lose their place, then by branching; the programme is solved again, and so on. Its value
rises towards the true optimum, and every value on the way is a bound.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from routing.partition.affine_bounds import affine_bounds, joint_at_shares
from routing.partition.branching import SubproblemBound
from routing.partition.effort import Effort
from routing.partition.joint_bounds import JointBounds
from routing.partition.set_bounds import SetBounds
from routing.partition.set_partitioning import SetPartitioning
from routing.partition.set_selection import Key
from routing.partition.set_subproblems import SetSubproblems


class PartitionSolver:
    """The partition of whole kecamatan among pairs, and its bound.

    Parameters
    ----------
    joint
        Whose joint programme has been solved for everyone being recorded.
    effort
        Limits of each set's subproblem.
    few
        Whether posts are few enough for affine bounds at all numbers of pairs.

    Attributes
    ----------
    bound
        Rupiah that no plan is below; -inf before `prepare`.
    duals
        Of the kecamatan and of the classes, of the latest solution.
    settled
        Whether no set of the latest solution could be raised.
    """

    def __init__(self, joint: JointBounds, effort: Effort, *, few: bool = True) -> None:
        self.joint = joint
        self.subproblems = SetSubproblems(joint, effort)
        self.set_bounds = SetBounds(self.subproblems)
        shares = joint.parameters.shares
        self._shares = shares if few else shares[:1]
        self._partition: SetPartitioning | None = None
        self.bound = -math.inf
        self.duals = (np.zeros(len(joint.names)), np.zeros(len(joint.classes)))
        self.settled = False

    @property
    def partition(self) -> SetPartitioning:
        """The programme over sets.

        Raises
        ------
        ValueError
            Before `prepare`.
        """
        if self._partition is None:
            raise ValueError("prepare first")
        return self._partition

    def prepare(self) -> float:
        """Make the affine bounds, solve the partition over them, and return its bound."""
        joint = self.joint
        first = self.subproblems.first
        solved = joint_at_shares(joint, first, self._shares)
        duals = [(1.0, first.duals)]
        for share, result in solved:
            self.subproblems.pool_trips(result)
            duals.append((share, replace(result.duals, server=first.duals.server)))
        affine = affine_bounds(joint, duals)
        pairs = [len(team_class.teams) for team_class in joint.classes]
        under_way = [each.tables.start.night > 0 for each in joint.classes]
        part = SetPartitioning(
            len(joint.names),
            pairs,
            affine,
            left=joint.left,
            most_found=joint.parameters.most_found,
            under_way=under_way,
        )
        for class_number, team_class in enumerate(joint.classes):
            if under_way[class_number]:
                home = max(team_class.tables.way_home, affine[class_number].of(0))
                part.add(class_number, 0, home)
            for number, allowed in enumerate(team_class.allowed):
                if allowed:
                    part.add(class_number, 1 << number, affine[class_number].of(1 << number))
        self._partition = part
        return self.solve()

    def solve(self) -> float:
        """Price sets until none is missing; return the bound that holds then or before a stop."""
        part, numbers = self.partition, self.joint.parameters
        threshold = -numbers.priced_rupiah
        while True:
            solved = part.solve()
            if solved is None:
                return self.bound
            objective, kecamatan, classes = solved
            self.duals = (kecamatan, classes)
            if self.joint.stopped(0.0):
                return self.bound
            missing = sorted(part.price(kecamatan, classes, threshold))[: numbers.growth]
            for _, class_number, mask in missing:
                part.add(class_number, mask, part.affine[class_number].of(mask))
            if not missing:
                break
        value = min(objective, part.bound(kecamatan, classes, threshold))
        self.bound = max(self.bound, value - self._server_rupiah)
        return self.bound

    def raise_bound(self) -> int:
        """Raise the costs of the solution's sets, solve again, and return how many were raised.

        Sets whose own programme is not solved yet come first; where all are, their leaves
        are split.
        """
        part = self.partition
        wanted = [
            (column.class_number, column.mask)
            for column, value in zip(part.columns, part.values, strict=True)
            if value > 1e-7 and column.mask
        ]
        todo = [key for key in wanted if self.set_bounds.can_rise(key)]
        self._bound_each(todo, lambda key: self.set_bounds.raised(key, self._target(key)))
        self.settled = bool(wanted) and not todo
        self.solve()
        return len(todo)

    def bound_sets(self, keys: Sequence[Key]) -> None:
        """Bound sets by their own programmes, whatever their place in the solution."""
        todo = [key for key in dict.fromkeys(keys) if self.set_bounds.solved(key) is None]
        self._bound_each(todo, lambda key: self.set_bounds.solve(key, math.inf))
        self.solve()

    def _bound_each(
        self, keys: Sequence[Key], work: Callable[[Key], SubproblemBound | None]
    ) -> None:
        """Bound sets in parallel; the outcome does not depend on the order of finishing."""
        part = self.partition
        for key, known in self.subproblems.each(keys, work):
            if known is not None:
                class_number, mask = key
                part.add(class_number, mask, max(known.bound, part.affine[class_number].of(mask)))
                self.set_bounds.keep(key, known)

    def _target(self, key: Key) -> float:
        """Rupiah a little above what keeps a set in the solution."""
        class_number, mask = key
        kecamatan, classes = self.duals
        place = kecamatan[[n for n in range(len(kecamatan)) if mask >> n & 1]].sum()
        return float(place + classes[class_number]) * (1 + self.joint.parameters.margin)

    @property
    def _server_rupiah(self) -> float:
        """What residents pay for the server in the subproblems, at most, which no plan pays."""
        limited = self.joint.capacity >= 0
        duals = self.subproblems.first.duals
        return float(duals.server[limited] @ self.joint.capacity[limited])
