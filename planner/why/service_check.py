"""Whether a campaign with other rules lets a plan record a post as well as all that it records."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata import TravelTable
from planner.bundle import plan_findings
from routing import KnownPlan, Limits, Progress, SolverParameters, solve, visits_of
from routing.campaign import Campaign
from routing.insertion import Insertions
from routing.plan import Plan, TeamPlan, assemble, promises_kept
from routing.unserved import unexplained

SECONDS = 2.0
"""Most seconds of a solve where trying the post in every course has not done."""

WORK = 1500
"""Timetables of such a solve: it begins with the plan, in which one post is missing."""

QUICK = replace(SolverParameters(), initial=replace(SolverParameters().initial, model_share=0.0))
"""Without the routing model, whose routes a plan that is there does not need."""


@dataclass(frozen=True, slots=True)
class Service:
    """A plan that records a post as well as all that the old plan records.

    `rupiah` is what its total is more than the old plan's.
    """

    campaign: Campaign
    teams: tuple[TeamPlan, ...]
    rupiah: int


@dataclass(frozen=True, slots=True)
class ServiceVerdict:
    """What came of a check: a plan, or none, which may be proven."""

    service: Service | None
    excluded: bool = False

    @property
    def serves(self) -> bool:
        """Whether a plan was found."""
        return self.service is not None


def ordinary(campaign: Campaign) -> Campaign:
    """Return a revision as a campaign of its own: with its teams' states, without promises.

    Pins of kecamatan that were begun stay; dates that the revision left as they were are free.
    """
    return replace(campaign, revision=0, supersedes="", now=None, frozen=(), promises=(), begun=())


def broken_promises(
    campaign: Campaign, before: Sequence[TeamPlan], after: Sequence[TeamPlan]
) -> int:
    """Return how many promises teams keep by the plans before, and not by those after."""
    kept = promises_kept(campaign, before)
    return len(set(kept) - set(promises_kept(campaign, after)))


class ServiceCheck:
    """Checks campaigns for a post that a plan leaves.

    Of other posts a plan must record as many as the old plan does, so those whom it leaves there
    are left out: then a campaign serves the post just if some plan records everybody.

    Parameters
    ----------
    campaign, travel, plan
        The plan, its campaign and its legs.
    post
        Id of the post.
    seconds
        Most seconds of a solve.
    until
        Moment of `time.monotonic()` after which no solve is begun.
    """

    def __init__(
        self, campaign: Campaign, travel: TravelTable, plan: Plan, post: str,
        seconds: float = SECONDS, until: float = float("inf"),
    ) -> None:  # fmt: skip
        self.campaign, self.travel, self.plan, self.post = ordinary(campaign), travel, plan, post
        self.asked = campaign
        self._rows = list(travel.rows())
        self._seconds, self._until = seconds, until
        recorded = plan.recorded
        self._demand = {
            place.id: recorded.get(place.id, 0) if place.id != post else place.residents
            for place in campaign.places
        }
        self.left = self._demand[post] - recorded.get(post, 0)
        self.solves = 0

    def check(self, changed: Campaign, *, prove: bool = False) -> ServiceVerdict:
        """Say whether a changed campaign serves the post.

        Parameters
        ----------
        changed
            The campaign with other rules; it may have more teams, after those of the plan.
        prove
            Whether to search also where no pair could record the post even if it did nothing
            else: for a proof.
        """
        insertions = self._insertions(changed)
        service = self._inserted(insertions, changed)
        if service is not None:
            return ServiceVerdict(service)
        if not prove and not self._possible(insertions):
            return ServiceVerdict(None)
        return self.searched(changed)

    def inserted(self, changed: Campaign) -> Service | None:
        """Return a plan with the post somewhere in one team's course; None is no answer."""
        return self._inserted(self._insertions(changed), changed)

    def _insertions(self, changed: Campaign) -> Insertions:
        return Insertions(self._narrowed(changed), self.travel, self._teams(changed))

    def _narrowed(self, changed: Campaign) -> Campaign:
        places = tuple(replace(place, residents=self._demand[place.id]) for place in changed.places)
        return replace(changed, places=places)

    def _teams(self, changed: Campaign) -> tuple[TeamPlan, ...]:
        known = {team.id: team for team in self.plan.teams}
        return tuple(
            known.get(team.id) or replace(self.plan.teams[0], id=team.id, dates=(), kecamatan=())
            for team in changed.teams
        )

    def _inserted(self, insertions: Insertions, changed: Campaign) -> Service | None:
        """Return the cheapest plan with the post somewhere in one team's course."""
        found, teams = [], insertions.teams
        for number, team in enumerate(insertions.campaign.teams):
            if not insertions.may(team.id, self.post):
                continue
            best = insertions.best(team.id, self.post, self.left)
            if best is None or best.here < self.left or best.lost:
                continue
            course = insertions.course(team.id, best.visits)
            if course is not None:
                found.append((best.rupiah, number, course))
        for _, number, course in sorted(found, key=lambda each: each[:2]):
            changed_teams = (*teams[:number], course, *teams[number + 1 :])
            service = self._valid(changed, changed_teams)
            if service is not None:
                return service
        return None

    def _possible(self, insertions: Insertions) -> bool:
        """Whether pairs that did nothing else could record the post."""
        campaign = insertions.campaign
        alone = [
            insertions.alone(team.id, self.post, self.left)
            for team in campaign.teams
            if insertions.allowed(team.id, self.post)
        ]
        most = sum if not campaign.rules.one_pair_per_kecamatan else max
        return bool(alone) and most(alone) >= self.left

    def searched(self, changed: Campaign) -> ServiceVerdict:
        """Search for a plan, where there is time, or for a proof that there is none."""
        if time.monotonic() > self._until:
            return ServiceVerdict(None)
        narrowed = self._narrowed(changed)
        teams = self._teams(narrowed)
        wanted = sum(place.residents for place in narrowed.posts)
        known = KnownPlan(tuple(visits_of(team.dates) for team in teams))
        self.solves += 1

        def stop_when_served(progress: Progress) -> None:
            done = progress.residents is not None and progress.residents >= wanted
            if done and progress.stage != "final":
                raise KeyboardInterrupt

        limits = Limits(seconds=self._seconds, work=WORK)
        plan = solve(
            narrowed, self.travel, limits, stop_when_served, "en", QUICK, known=[known]
        ).plan
        if plan.summary.residents_recorded == wanted:
            return ServiceVerdict(self._valid(changed, plan.teams))
        most = sum(place.residents * place.weight for place in narrowed.posts)
        bound = plan.certificate.weighted_bound
        return ServiceVerdict(None, excluded=bound is not None and bound < most)

    def _valid(self, changed: Campaign, teams: Sequence[TeamPlan]) -> Service | None:
        """Return the plan if the audit has nothing against it in the campaign as it was."""
        plan = assemble(changed, teams)
        recorded = plan.recorded
        left = {place.id: place.residents - recorded.get(place.id, 0) for place in changed.posts}
        if plan_findings(changed, replace(plan, unserved=unexplained(left)), self._rows):
            return None
        more = plan.summary.total_rupiah - self.plan.summary.total_rupiah
        return Service(changed, tuple(teams), more)
