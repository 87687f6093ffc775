"""The three revisions that a planner picks from: carry on, fewest changes, best."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from geodata import Language, TravelTable
from planner.revisions.carry_on import TeamDates, plans_of
from planner.revisions.frozen_dates import Frozen
from planner.revisions.standing_set_up import without_first_set_up
from routing import KnownPlan, Limits, Retiming, keepable_promises, solve, visits_of
from routing.campaign import Campaign, Promise
from routing.certificate import gap_percent
from routing.limits import OnProgress
from routing.plan import (
    Certificate,
    Plan,
    TeamDate,
    assemble,
    promises_kept,
)

Choice = Literal["carry-on", "fewest-changes", "best"]
CHOICES: tuple[Choice, ...] = ("carry-on", "fewest-changes", "best")

CHANGE_DUTY_DAYS = 10
"""Duty days of a pair that a changed date is worth where as few as possible are wanted."""

EQUAL_PERCENT = 1
"""Percent of a total by which another revision may be dearer and count as equal."""

BEST_SHARE = 0.6
"""Share of the time for the best revision; the rest is for that of fewest changes."""


@dataclass(frozen=True, slots=True)
class RevisionOption:
    """One of the revisions, with what it changes.

    Attributes
    ----------
    plan
        Of the whole revision, frozen dates with it.
    broken
        Promises that it breaks.
    changed_dates
        Posts and dates of the superseded plan from now on at which nobody records any more.
    changed_posts
        Posts with other dates or other teams than in the superseded plan.
    """

    choice: Choice
    plan: Plan
    broken: tuple[Promise, ...]
    changed_dates: int
    changed_posts: int


class Options:
    """Makes the three revisions of a campaign.

    Parameters
    ----------
    frozen
        The revision with its frozen dates, and what is left to plan.
    travel
        Its legs.
    carried
        Dates of the repaired old plan.
    old
        Posts, dates and teams of sessions in the superseded plan from now on.
    set_up
        Teams that are set up where they are.
    """

    def __init__(
        self, frozen: Frozen, travel: TravelTable, carried: TeamDates,
        old: frozenset[tuple[str, date, str]], language: Language,
        set_up: Collection[str] = (),
    ) -> None:  # fmt: skip
        self.set_up = frozenset(set_up)
        self.frozen, self.travel, self.carried = frozen, travel, carried
        self.old, self.language = old, language
        self.retiming = Retiming(frozen.campaign, travel)
        self.proven = Certificate()
        self._least: tuple[int, int] | None = None

    def carry_on(self) -> RevisionOption:
        """Return the repaired old plan."""
        return self._option("carry-on", self.carried)

    def solved(self, choice: Choice, limits: Limits, report: OnProgress | None) -> RevisionOption:
        """Search from the repaired old plan on: by the contract, or for the fewest changes."""
        campaign = self.frozen.open_campaign
        if not campaign.posts:
            return replace(self.carry_on(), choice=choice)
        if choice == "fewest-changes":
            campaign = self._changes_dear(campaign)
        known = self._known(campaign)
        plan = solve(campaign, self.travel, limits, report, self.language, known=[known]).plan
        dates = {team.id: (*self.frozen.dates.get(team.id, ()), *team.dates) for team in plan.teams}
        found = self._option(choice, dates)
        if choice == "best":
            self.proven = self._whole(plan, found.plan)
        return found

    def least_broken(self) -> int:
        """Return how many promises every revision breaks, as no team can keep them."""
        left = self.frozen.open_campaign
        return len(left.promises) - len(keepable_promises(left, self.travel))

    def certified(self, option: RevisionOption, proven: Certificate) -> RevisionOption:
        """Return a revision with what is proven of it.

        A bound on the total holds for plans that record at least as many and keep at least as
        many firm promises as the one that it was made for.
        """
        holds = self._least is not None and option.plan.summary.order[:2] <= self._least
        bound = proven.total_bound if holds else None
        certificate = _certificate(option.plan, proven.weighted_bound, bound, proven.method)
        return replace(option, plan=replace(option.plan, certificate=certificate))

    def _known(self, campaign: Campaign) -> KnownPlan:
        kept = {id_: len(days) for id_, days in self.frozen.dates.items()}
        rest = {id_: days[kept.get(id_, 0) :] for id_, days in self.carried.items()}
        jobs = tuple(visits_of(rest[team.id]) for team in campaign.teams)
        return KnownPlan(jobs, tuple(plans_of(campaign, rest)))

    def _changes_dear(self, campaign: Campaign) -> Campaign:
        """Return a campaign in which each old date of a post is a dear promise."""
        told = {(p.post, p.date): p for p in campaign.promises}
        first = min((t.state.date for t in campaign.teams if t.state is not None), default=None)
        posts = {place.id for place in campaign.posts}
        more = [
            Promise(post, day, "soft")
            for post, day in sorted({(post, day) for post, day, _ in self.old})
            if (post, day) not in told and post in posts and (first is None or day >= first)
        ]
        price = CHANGE_DUTY_DAYS * 2 * max(1, campaign.costs.per_diem)
        price = max(price, campaign.costs.rupiah_per_changed_promise)
        return replace(
            campaign,
            promises=(*campaign.promises, *more),
            costs=replace(campaign.costs, rupiah_per_changed_promise=price),
        )

    def _option(self, choice: Choice, dates: Mapping[str, tuple[TeamDate, ...]]) -> RevisionOption:
        campaign = self.frozen.campaign
        states = {team.id: team.state for team in campaign.teams if team.id in self.set_up}
        standing = {
            id_: without_first_set_up(dates[id_], state)
            for id_, state in states.items()
            if state is not None and id_ in dates
        }
        teams = plans_of(campaign, dict(dates) | standing)
        plan = assemble(campaign, teams)
        unserved = self.retiming.unserved(plan, self.language)
        kept = set(promises_kept(campaign, teams))
        broken = tuple(
            sorted((p for p in campaign.promises if p not in kept), key=lambda p: (p.date, p.post))
        )
        held = {(session.at, day, team) for team, day, session in plan.sessions()}
        gone = {(post, day) for post, day, _ in self.old} - {(post, day) for post, day, _ in held}
        posts = {post for post, _, _ in self.old ^ held}
        return RevisionOption(
            choice, replace(plan, unserved=unserved), broken, len(gone), len(posts)
        )

    def _whole(self, part: Plan, whole: Plan) -> Certificate:
        """Return what is proven of the whole revision: the bounds of what was open, and the rest.

        Frozen dates are the same in every revision that the rules allow, so they cost and record
        the same.
        """
        proven = part.certificate
        recorded = whole.summary.weighted_recorded - part.summary.weighted_recorded
        rupiah = whole.summary.total_rupiah - part.summary.total_rupiah
        weighted = None if proven.weighted_bound is None else proven.weighted_bound + recorded
        bound = None if proven.total_bound is None else proven.total_bound + rupiah
        self._least = whole.summary.order[:2]
        return _certificate(whole, weighted, bound, proven.method)


def _certificate(
    plan: Plan, weighted: int | None, bound: int | None, method: str | None
) -> Certificate:
    """Return a plan's certificate from bounds of the revision, with the gaps to them."""
    total, recorded = plan.summary.total_rupiah, plan.summary.weighted_recorded
    bound = None if bound is None else min(bound, total)
    residents = gap_percent(weighted, recorded)
    return Certificate(weighted, residents, bound, gap_percent(total, bound), method)


def chosen(
    options: Mapping[Choice, RevisionOption], wanted: Choice | None, most_changes: int | None,
    *, news: bool,
) -> RevisionOption | None:  # fmt: skip
    """Return the revision to take: the planner's, or the best one under the rules.

    Where nothing has happened that the old plan does not know, it is carried on with. Of those
    that record as many and cost at most `EQUAL_PERCENT` more than the best one, the one that
    changes least is taken: nobody sends teams elsewhere for so little. None where every revision
    breaks more promises than may be broken.
    """
    allowed = [
        each
        for each in options.values()
        if most_changes is None or len(each.broken) <= most_changes
    ]
    if wanted is not None:
        return options[wanted] if options[wanted] in allowed else None
    if not allowed:
        return None
    if not news and options["carry-on"] in allowed:
        return options["carry-on"]
    firm, weighted, total = min(each.plan.summary.order for each in allowed)
    near = [
        each
        for each in allowed
        if each.plan.summary.order[:2] == (firm, weighted)
        and 100 * (each.plan.summary.total_rupiah - total) <= EQUAL_PERCENT * total
    ]
    return min(near, key=fewest_changes)


def fewest_changes(option: RevisionOption) -> tuple[int, ...]:
    """Order of revisions by what they change, after firm promises and residents."""
    firm, weighted, total = option.plan.summary.order
    changes = len(option.broken), option.changed_posts, option.changed_dates
    return (firm, weighted, *changes, total)


def halves(limits: Limits) -> tuple[Limits, Limits]:
    """Part seconds and work among the best revision and that of fewest changes."""
    return tuple(
        replace(
            limits,
            seconds=limits.seconds * share,
            work=None if limits.work is None else max(1, round(limits.work * share)),
        )
        for share in (BEST_SHARE, 1 - BEST_SHARE)
    )  # type: ignore[return-value]
