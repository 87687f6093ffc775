"""The phases of the proof: what is proven, and in which order.

Where everyone is recorded and kecamatan belong to single pairs (R11): the joint programme first,
then rounds of the partition, which raise the bound and find cheaper plans; where they find none
they may run beside the search, which then has all the time too. Otherwise the joint programme
alone, which lets pairs share: its first objective bounds the residents, its second the total of
plans that record as many as this one. `routing.proof_scope` says which phases a campaign has.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Literal

from routing.certificate import JOINT, PARTITION, Found, ProvenBounds
from routing.instance import Instance
from routing.partition import (
    Effort,
    JointBounds,
    PartitionSolver,
    PlanImprovement,
    SetSelection,
)
from routing.plan import Certificate, Plan
from routing.promise_reach import keepable
from routing.proof_parameters import DEFAULT_PROOF, ProofParameters
from routing.proof_scope import ProofScope
from routing.search import EvaluatedRoster
from routing.stopping import Requested
from routing.timetable import Timetable

Ended = Literal["work", "time", "interrupt", "gap"]
"""What ends a run."""


class Certifier:
    """Proves bounds for the best plan, and improves it where courses of single pairs make plans.

    Parameters
    ----------
    instance, timetable
        The campaign as arrays and its teams' contexts.
    deadline
        Of `time.monotonic()`.
    gap
        Percent at which to stop; None for never.
    on_found
        Is called with every better plan and bound.
    threads
        Subproblems of single pairs that are solved at a time.
    parameters
        How much work is done, and where.

    Attributes
    ----------
    scope
        Which phases there are.
    bounds
        What is proven, and the best plan known to the proof.
    """

    def __init__(
        self, instance: Instance, timetable: Timetable, deadline: float, gap: float | None,
        on_found: Callable[[Found], None], threads: int = 1,
        parameters: ProofParameters = DEFAULT_PROOF,
    ) -> None:  # fmt: skip
        self.scope = ProofScope.of(instance, parameters)
        self._parameters = parameters
        self._instance = instance
        self._timetable = timetable
        self._deadline = deadline
        self._joint = JointBounds(instance, timetable, self._late, threads, self._left, parameters)
        everyone = int(self._joint.residents @ self._joint.weight)
        self.bounds = ProvenBounds(everyone, gap, on_found, parameters.slack_rupiah)
        self._stopped = Requested()
        self._joint_total: float | None = None
        self._partition: PartitionSolver | None = None
        self._raised_beside = False

    def use(self, threads: int) -> None:
        """Solve so many subproblems at a time from now on; nothing else depends on it."""
        self._joint.threads = threads

    def stop(self) -> None:
        """End `prepare` soon: for an interrupt."""
        self._stopped.ask()

    def expect(self, best: EvaluatedRoster) -> None:
        """Speak of plans that keep all firm promises that can be kept, where a roster does (R18).

        Better rosters keep as many. Where it breaks one that might be kept, bounds hold for plans
        that break any.
        """
        if self._joint_total is None and self._instance.firm:
            firm = self._instance.firm & keepable(self._instance)
            self._joint.firm = firm if -best.key[0] >= len(firm) else frozenset()
            self.bounds.firm = len(self._joint.firm)

    def prepare(self, rounds: int = 0) -> None:
        """Bound what recording everyone costs: needs no plan, so it may run beside a search.

        `run` uses it where the best plan records everyone.

        Parameters
        ----------
        rounds
            Rounds of the partition to add where these need no plan.
        """
        if self._joint_total is not None:
            return
        self._joint_total = self._joint.total_bound(0, self._note_joint)
        if not self.scope.partitioned or self._joint.result is None or self._late():
            return
        few = self.scope.few_posts
        effort = Effort.of(self._parameters, hasty=not few)
        self._partition = PartitionSolver(self._joint, effort, few=few)
        self._partition.prepare()
        self._note_partition()
        if self.scope.runs_beside and rounds:
            self._raise_beside(rounds)

    def conclude(self, best: EvaluatedRoster) -> None:
        """Let what was prepared stand for the best roster, after an interrupt."""
        if self.bounds.found is not None:
            return
        if self.bounds.begin(best).weighted == self.bounds.everyone:
            self._note_prepared()

    def run(self, best: EvaluatedRoster, rounds: int) -> Ended:
        """Prove what can be proven of the best roster, in some rounds; return what ended it."""
        self.expect(best)
        found = self.bounds.begin(best)
        if not self.scope.proves(rounds):
            return "work"
        left = self.bounds.everyone - found.weighted
        if left:
            self._bound_left_over(left)
        else:
            self._bound_everyone(rounds)
        if self.bounds.close:
            return "gap"
        if left or self._partition is None or self.scope.runs_beside or self._late():
            return self._ended()
        return self._rounds(self._partition, best, rounds)

    def certificate(self, plan: Plan) -> Certificate:
        """Return what is proven about a plan."""
        return self.bounds.certificate(plan, self._joint.counted)

    def _bound_left_over(self, left: int) -> None:
        """Bound the residents, then the total of plans that leave as many (weighted)."""
        half = max(0.0, self._left() / 2)  # the other half bounds the total
        self.bounds.weighted = self._joint.weighted_bound(lambda margin: self._late(margin + half))
        if not self._late():
            self._note_joint(self._joint.total_bound(left, self._note_joint))

    def _bound_everyone(self, rounds: int) -> None:
        """Bound the total of plans that record everyone, unless that was done beside a search."""
        self.prepare()
        self._note_prepared()
        if self.scope.runs_beside and not self._raised_beside:
            self._raise_beside(rounds)

    def _raise_beside(self, rounds: int) -> None:
        """Raise the partition's bound in rounds that need no plan."""
        if self._partition is not None:
            self._raised_beside = True
            self._raise_bound(self._partition, rounds * self._parameters.raises)

    def _rounds(self, partition: PartitionSolver, best: EvaluatedRoster, rounds: int) -> Ended:
        """In each round improve the plan, then raise the bound."""
        improvement = PlanImprovement(partition, self._timetable)
        if self.scope.finds_plans:
            self._take(improvement, improvement.begin(best))
        for _ in range(rounds):
            if self._late():
                return "time"
            if self.scope.finds_plans:
                for selection in improvement.round(self._late):
                    self._take(improvement, selection)
            if self.bounds.close:
                return "gap"
            raises = self._parameters.raises if self.scope.raises_bounds else 0
            ended = self._raise_bound(partition, raises)
            if ended:
                return ended
            if partition.settled:
                break
        return self._ended()

    def _raise_bound(self, partition: PartitionSolver, times: int) -> Ended | None:
        """Raise the partition's bound until nothing raises it; return what ended it before."""
        for _ in range(times):
            if self._late():
                return "time"
            if self.bounds.close:
                return "gap"
            if partition.settled:
                break
            partition.raise_bound()
            self._note_partition()
        return None

    def _take(self, improvement: PlanImprovement, selection: SetSelection | None) -> None:
        """Keep the plan of a selection where it is better."""
        if selection is not None:
            residents = int(self._joint.residents.sum())
            self.bounds.offer(residents, selection.rupiah, partial(improvement.teams, selection))

    def _note_prepared(self) -> None:
        """Let bounds that were found before a plan was known stand for this plan."""
        if self._joint_total is not None:
            self._note_joint(self._joint_total)
        self._note_partition()

    def _note_joint(self, bound: float) -> None:
        self.bounds.note(bound, JOINT)

    def _note_partition(self) -> None:
        if self._partition is not None and self.scope.raises_bounds:
            self.bounds.note(self._partition.bound, PARTITION)

    def _ended(self) -> Ended:
        return "time" if self._late() else "work"

    def _late(self, margin_seconds: float = 0.0) -> bool:
        return self._stopped() or time.monotonic() + margin_seconds > self._deadline

    def _left(self) -> float:
        return self._deadline - time.monotonic()
