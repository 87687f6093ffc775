"""The certificate of a plan: what is proven, in which order, and how it is said.

Everyone recorded, kecamatan tied to pairs (R11): the joint programme first, then rounds of the
partition, which raise the bound and find cheaper plans (`routing.partition.joint_bounds`); where
they find none they may run beside the search, which then has all the time too. Otherwise the joint
programme alone, which lets pairs share: its first objective bounds the residents, its second the
total of plans that record as many as this one.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from routing.instance import Instance
from routing.partition import (
    MOST_KECAMATAN,
    Effort,
    JointBounds,
    Key,
    PartitionSolver,
    SetSelection,
    improved,
)
from routing.plan import Certificate, Plan, TeamPlan, team_plan
from routing.search import EvaluatedRoster
from routing.stopping import Requested
from routing.timetable import Timetable

_LOG = logging.getLogger(__name__)

Ended = Literal["work", "time", "interrupt", "gap"]
"""What ends a run."""

MOST_POSTS = 300
"""Posts beyond which only counting proves anything: pricing grows with their square."""

FEW_POSTS = 60
"""Posts up to which studies are made thoroughly."""

RAISES = 30
"""How often the bound is raised in a round."""

SLACK = 1e-6
"""Rupiah taken off a bound before it is rounded up to a whole one."""

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


def _found(best: EvaluatedRoster) -> Found:
    residents = sum(outcome.residents for outcome in best.outcomes)
    return Found(residents, -best.key[0], best.key[1])


class Certifier:
    """Proves bounds for the best plan, and improves it where kecamatan are tied to pairs.

    Parameters
    ----------
    instance, timetable
        The campaign as arrays and its teams' contexts.
    deadline
        Of `time.monotonic()`.
    gap
        Percent at which to stop; None for never.
    hear
        Hears of better plans and bounds.
    threads
        Studies of single pairs at a time.

    Attributes
    ----------
    proven
        The best bound so far of what recording everyone costs, while `prepare` goes on.
    """

    def __init__(
        self, instance: Instance, timetable: Timetable, deadline: float, gap: float | None,
        hear: Callable[[Found], None], threads: int = 1,
    ) -> None:  # fmt: skip
        self.instance = instance
        self.found: Found | None = None
        self.proven = -math.inf
        self._timetable = timetable
        self._deadline = deadline
        self._gap = gap
        self._hear = hear
        self._joint = JointBounds(instance, timetable, self._late, threads, self._left)
        self._stopped = Requested()
        self._prepared: float | None = None
        self._raised = False
        self._chance = Random(1)  # noqa: S311  (no secret)
        self._partition: PartitionSolver | None = None
        self._weighted_bound: int | None = None
        self._total_bound: int | None = None
        self._method: str | None = None
        self._everyone = int(self._joint.residents @ self._joint.weight)

    @property
    def quick(self) -> bool:
        """Whether the rounds start soon enough to find more than local search would."""
        return self.ties and self._binding and self._finds

    @property
    def apart(self) -> bool:
        """Whether the rounds raise bounds and find no plans: they may run beside a search."""
        return self.ties and self._binding and not self._finds

    @property
    def _few(self) -> bool:
        """Whether posts are few enough for thorough studies."""
        return len(self._joint.posts) <= FEW_POSTS

    @property
    def ties(self) -> bool:
        """Whether rounds of the partition raise bounds, or find plans where they cannot.

        Without R11 pairs may share kecamatan: the partition bounds nothing then, but its
        plans are valid.
        """
        few = len(self._joint.names) <= MOST_KECAMATAN
        return few and len(self._joint.posts) <= MOST_POSTS and (self._binding or self._finds)

    @property
    def _binding(self) -> bool:
        """Whether every plan is a partition of kecamatan among pairs (R11)."""
        return self.instance.campaign.rules.one_pair_per_kecamatan

    def _late(self, margin_seconds: float) -> bool:
        return self._stopped() or time.monotonic() + margin_seconds > self._deadline

    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def wants(self, rounds: int) -> bool:
        """Whether anything is proven in so many rounds."""
        posts = len(self._joint.posts)
        return posts <= (MOST_POSTS if rounds else FEW_POSTS)

    def stop(self) -> None:
        """End `prepare` soon: for an interrupt."""
        self._stopped.ask()

    def prepare(self, rounds: int = 0) -> None:
        """Bound what recording everyone costs: needs no plan, so it may run beside a search.

        `run` uses it where the best plan records everyone.

        Parameters
        ----------
        rounds
            Rounds of the partition to add where they are `apart` from any plan.
        """
        if self._prepared is not None:
            return
        self._prepared = self._joint.total_bound(0, self._note)
        if self.ties and self._joint.result is not None and not self._late(0.0):
            effort = Effort() if self._few else Effort(2e-3, 40, 12)
            self._partition = PartitionSolver(self._joint, effort, few=self._few)
            self._partition.prepare()
            if self._binding:
                self._note(self._partition.bound, PARTITION)
            if self.apart and rounds:
                self._raises(self._partition, rounds)

    def _raises(self, partition: PartitionSolver, rounds: int) -> None:
        """Raise the partition's bound in rounds without plans."""
        self._raised = True
        for _ in range(rounds * RAISES):
            if self._late(0.0) or self._close or partition.settled:
                return
            partition.raise_bound()
            self._note(partition.bound, PARTITION)

    def use(self, threads: int) -> None:
        """Study so many single pairs at a time from now on; nothing else depends on it."""
        self._joint.threads = threads

    def _note(self, bound: float, method: str = JOINT) -> None:
        """Remember a better bound of what recording everyone costs; tell it of a known plan."""
        if self.found is not None:
            self._raise(bound, method)
        else:
            self.proven = max(self.proven, bound)

    def near(self, best: EvaluatedRoster) -> bool:
        """Whether a roster is proven to be within the gap asked for, while `prepare` goes on."""
        if self._gap is None:
            return False
        gap = gap_percent(best.key[1], self.bound_of(best))
        return gap is not None and gap <= self._gap

    def bound_of(self, best: EvaluatedRoster) -> int | None:
        """What is proven so far of a roster, while `prepare` goes on: None if it leaves anyone."""
        if self.proven <= 0 or -best.key[0] < self._everyone:
            return None
        return math.ceil(self.proven - SLACK)

    def conclude(self, best: EvaluatedRoster) -> None:
        """Let what was prepared stand for the best roster, after an interrupt."""
        if self.found is not None:
            return
        self.found = _found(best)
        if self.found.weighted == self._everyone:
            self._raise_prepared()

    def _raise_prepared(self) -> None:
        if self._prepared is not None:
            self._raise(self._prepared, JOINT)
        if self._partition is not None and self._binding:
            self._raise(self._partition.bound, PARTITION)

    def run(self, best: EvaluatedRoster, rounds: int) -> Ended:
        """Prove what can be proven of the best roster; what ended it.

        Of many posts only counting proves anything without rounds: the joint programme
        alone takes as long as many of them.
        """
        self.found = _found(best)
        if not self.wants(rounds):
            return "work"
        left = self._everyone - self.found.weighted
        if left:
            half = max(0.0, self._left() / 2)  # the other half bounds the total
            self._weighted_bound = self._joint.weighted_bound(
                lambda margin: self._late(margin + half)
            )
            if self._late(0.0):
                return "time"
        if left:
            self._raise(self._joint.total_bound(left, self._note), JOINT)
        else:
            self.prepare()
            self._raise_prepared()
            if self._partition is not None and self.apart and not self._raised:
                self._raises(self._partition, rounds)
        if self._close:
            return "gap"
        if left or self._partition is None or self.apart or self._late(0.0):
            return "time" if self._late(0.0) else "work"
        return self._rounds(self._partition, best, rounds)

    def _rounds(self, partition: PartitionSolver, best: EvaluatedRoster, rounds: int) -> Ended:
        if self._finds:
            partition.find(self._seed(partition, best))
            self._take(partition.selection())
        for _ in range(rounds):
            if self._late(0.0):
                return "time"
            if self._finds:
                self._improve(partition)
            if self._close:
                return "gap"
            for _ in range(RAISES if self._binding else 0):
                if self._late(0.0):
                    return "time"
                if self._close:
                    return "gap"
                partition.raise_bound()
                self._raise(partition.bound, PARTITION)
            if partition.settled:
                break
        return "time" if self._late(0.0) else "work"

    def _improve(self, partition: PartitionSolver) -> None:
        for roster in improved(partition, self._chance, lambda: self._late(0.0)):
            self._take(roster)

    @property
    def _finds(self) -> bool:
        """Whether courses of single pairs make plans.

        Not where they share the server; of many posts none is found.
        """
        return self._few and not self._timetable.limited

    @property
    def _close(self) -> bool:
        if self._gap is None or self.found is None:
            return False
        gap = gap_percent(self.found.rupiah, self._total_bound)
        return gap is not None and gap <= self._gap and self._weighted_gap == 0

    @property
    def _weighted_gap(self) -> int:
        found = self.found.weighted if self.found else 0
        bound = self._everyone if self._weighted_bound is None else self._weighted_bound
        return bound - found

    def _raise(self, bound: float, method: str) -> None:
        if math.isnan(bound) or bound == math.inf:
            _LOG.warning("the %s bound is not finite; going on without it", method)
            return
        if bound == -math.inf:
            return
        whole = math.ceil(bound - SLACK)
        if self._total_bound is None or whole > self._total_bound:
            self._total_bound, self._method = whole, method
        if self.found is not None:
            self.found = replace(self.found, bound=self._total_bound)
            self._hear(self.found)

    def _seed(self, partition: PartitionSolver, best: EvaluatedRoster) -> list[Key]:
        """Offer each team's timetable as the course of its set of kecamatan; the sets."""
        seeds: list[Key] = []
        number_of = {name: n for n, name in enumerate(self._joint.names)}
        for class_number, team_class in enumerate(self._joint.classes):
            for team in team_class.teams:
                mask, recorded = 0, 0
                for post, residents in best.roster[team]:
                    mask |= 1 << number_of[self.instance.kecamatan(post)]
                    recorded += residents
                if mask:
                    seeds.append((class_number, mask))
                places = self.instance.campaign.places
                if mask and recorded == sum(places[p].residents for p in partition.members(mask)):
                    dates = self._timetable.build(team, best.roster[team], best.outcomes[team])
                    partition.offer(class_number, mask, dates)
        return seeds

    def _take(self, roster: SetSelection | None) -> None:
        if roster is None or self.found is None:
            return
        if roster.rupiah < self.found.rupiah or self.found.weighted < self._everyone:
            everyone = int(self._joint.residents.sum())
            self.found = Found(
                everyone, self._everyone, roster.rupiah, self._total_bound, self._teams(roster)
            )
            self._hear(self.found)

    def _teams(self, roster: SetSelection) -> tuple[TeamPlan, ...]:
        campaign = self.instance.campaign
        dates = dict.fromkeys(range(len(campaign.teams)), ())
        for class_number, team_class in enumerate(self._joint.classes):
            parts = sorted(
                (mask, work) for number, mask, work in roster.parts if number == class_number
            )
            for team, (_, work) in zip(team_class.teams, parts, strict=False):
                dates[team] = work  # type: ignore[assignment]
        return tuple(team_plan(campaign, campaign.teams[n], work) for n, work in dates.items())

    def figures(self, plan: Plan) -> tuple[int | None, float | None]:
        """Bound and gap of a plan's total."""
        certificate = self.certificate(plan)
        return certificate.total_bound, certificate.gap_percent

    def certificate(self, plan: Plan) -> Certificate:
        """What is proven about a plan; the bounds on totals hold for this plan's residents."""
        sums = plan.summary
        recorded, weighted = sums.weighted_recorded, self._everyone
        if recorded < self._everyone:
            weighted = self._joint.counted.weighted_bound()
            if self._weighted_bound is not None:
                weighted = min(weighted, self._weighted_bound)
        residents = 0.0 if weighted == recorded else None
        if recorded and residents is None:
            residents = 100 * (weighted - recorded) / recorded
        total, method = self._least_total(recorded)
        total = min(total, sums.total_rupiah)
        return Certificate(
            weighted, residents, total, gap_percent(sums.total_rupiah, total), method
        )

    def _least_total(self, recorded: int) -> tuple[int, str]:
        """What recording so many (weighted) costs at least, and how that is proven."""
        counted = self._joint.counted.total_bound(self._everyone - recorded)
        proven = self._total_bound
        if self.found is None or self.found.weighted > recorded:
            proven = None
        if proven is None or self._method is None or proven < counted:
            return counted, COUNTING
        return proven, self._method
