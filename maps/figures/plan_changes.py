"""What a revision changes, post by post: what was and what is. Hours are minutes after midnight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from maps.figures.hours_on_quarters import announced_hours
from routing.campaign import Campaign
from routing.plan import Plan, promises_kept

ChangeKind = Literal["dropped", "moved", "new", "hours", "team", "number"]
"""A date that is gone and none instead; another date; a date that was not planned; on the same
date or the one instead other hours, other teams, another number of residents."""

KINDS: tuple[ChangeKind, ...] = ("dropped", "moved", "new", "hours", "team", "number")
"""The kinds, the weightiest first."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PostVisit:
    """All sessions at a post on a date: who comes, when, and for how many residents."""

    date: dt.date
    teams: tuple[str, ...]
    hours: Spans
    residents: int


@dataclass(frozen=True, slots=True)
class ChangedDate:
    """A date of a post that a revision changes.

    `was` is None for a date that is new, `is_` for one that is dropped; `kinds` has at least one,
    the weightiest first. `promise` is how firmly the old date (of a new one, the new date) was
    promised, None where it was not; `kept` whether a session is held there on it. `reason` is the
    plan's, empty where it gives none.
    """

    kinds: tuple[ChangeKind, ...]
    was: PostVisit | None
    is_: PostVisit | None
    promise: Literal["firm", "soft"] | None = None
    kept: bool | None = None
    reason: str = ""

    @property
    def date(self) -> dt.date:
        """The earlier one of the old and the new date."""
        return min(visit.date for visit in (self.was, self.is_) if visit is not None)

    @property
    def told(self) -> bool:
        """Whether residents have to be told: another date, or other hours on quarter hours."""
        if self.was is None or self.is_ is None or self.was.date != self.is_.date:
            return True
        return announced_hours(self.was.hours) != announced_hours(self.is_.hours)

    @property
    def broken(self) -> bool:
        """Whether a promise is broken."""
        return self.kept is False


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What a revision changes at a post.

    Parameters
    ----------
    post, name, kecamatan
        Id and name of the post; its kecamatan as in the campaign, None where it has none.
    dates
        The changed dates, in order; at least one.
    left
        Residents of the post that are left to record.
    notice_days
        Days from the revision's moment to the earliest of them.
    """

    post: str
    name: str
    kecamatan: str | None
    dates: tuple[ChangedDate, ...]
    left: int
    notice_days: int

    @property
    def date(self) -> dt.date:
        """The earliest changed date."""
        return self.dates[0].date

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """Every kind of change, the weightiest first."""
        found = {kind for row in self.dates for kind in row.kinds}
        return tuple(kind for kind in KINDS if kind in found)

    @property
    def told(self) -> bool:
        """Whether residents have to be told of any of the dates."""
        return any(row.told for row in self.dates)

    @property
    def teams(self) -> tuple[str, ...]:
        """Teams that came or come, sorted."""
        visits = (visit for row in self.dates for visit in (row.was, row.is_) if visit)
        return tuple(sorted({team for visit in visits for team in visit.teams}))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Reasons, each once."""
        return tuple(dict.fromkeys(row.reason for row in self.dates if row.reason))

    @property
    def promises(self) -> tuple[ChangedDate, ...]:
        """The dates that were promised."""
        return tuple(row for row in self.dates if row.promise is not None)


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    """How much a revision changes: posts, promises, handovers."""

    posts: int
    promises: int
    broken: int
    firm: int
    firm_broken: int
    handovers: int


def counts_of(changes: Iterable[PlanChange], campaign: Campaign, plan: Plan) -> ChangeCounts:
    """Count what a revision changes.

    Promises are all those of the revision's campaign, also of posts that do not change.
    """
    rows = tuple(changes)
    kept = set(promises_kept(campaign, plan.teams))
    broken = [promise for promise in campaign.promises if promise not in kept]
    return ChangeCounts(
        posts=len(rows),
        promises=len(campaign.promises),
        broken=len(broken),
        firm=sum(promise.strength == "firm" for promise in campaign.promises),
        firm_broken=sum(promise.strength == "firm" for promise in broken),
        handovers=len(plan.handovers or ()),
    )
