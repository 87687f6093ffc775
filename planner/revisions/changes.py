"""What a revision changes: the sessions of the superseded plan against those of the new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import zip_longest

from maps.figures import ChangedDate, ChangeKind, PlanChange, PostVisit, Spans
from planner.revisions.causes import Causes
from routing.campaign import Campaign, Place
from routing.plan import Plan, Session

Visits = dict[str, dict[date, PostVisit]]
"""By post and date."""


def plan_changes(
    campaign: Campaign, previous_campaign: Campaign, previous: Plan, plan: Plan,
    causes: Causes | None = None,
) -> tuple[PlanChange, ...]:  # fmt: skip
    """Compare a revision with the plan that it supersedes, from the campaign's `now` on.

    Of a session under way at that moment only what is left of its hours is compared. The dates
    of a post are compared all together: a date that is gone goes with the next one that is new
    (`moved`); those left over are dropped or new.

    Parameters
    ----------
    campaign, plan
        The revision; without a `now` everything is compared. Its promises are those meant.
    previous_campaign, previous
        What it supersedes.
    causes
        What has happened; None = only what the plan itself says of its changes.

    Returns
    -------
    tuple of PlanChange
        One for each post that changes, in the order of the earliest changed date, then of the
        id; empty where nothing changes.
    """
    before, after = _visits(previous, campaign.now), _visits(plan, campaign.now)
    _trust_who_is_under_way(before, after, campaign.now)
    told = _Told(campaign, previous_campaign, plan, causes)
    found = [
        told.change(post, rows)
        for post in sorted(before.keys() | after.keys())
        if (rows := tuple(_pairs(before.get(post, {}), after.get(post, {}))))
    ]
    return tuple(sorted(found, key=lambda change: (change.date, change.post)))


_Pair = tuple[PostVisit | None, PostVisit | None]


def _pairs(before: Mapping[date, PostVisit], after: Mapping[date, PostVisit]) -> Iterator[_Pair]:
    """Yield what was and what is for each date that changes."""
    for day in sorted(before.keys() & after.keys()):
        if before[day] != after[day]:
            yield before[day], after[day]
    gone = [before[day] for day in sorted(before.keys() - after.keys())]
    added = [after[day] for day in sorted(after.keys() - before.keys())]
    yield from zip_longest(gone, added)


def _visits(plan: Plan, now: datetime | None) -> Visits:
    """Return a plan's visits, all sessions at a post on a date together, from a moment on."""
    sessions: dict[tuple[str, date], list[tuple[str, Session]]] = defaultdict(list)
    for team, day, session in plan.sessions():
        left = _left_of(session, day, now)
        if left is not None:
            sessions[session.at, day].append((team, left))
    found: Visits = defaultdict(dict)
    for (post, day), rows in sorted(sessions.items(), key=lambda one: one[0]):
        found[post][day] = PostVisit(
            date=day,
            teams=tuple(sorted({team for team, _ in rows})),
            hours=_joined([(session.start, session.end) for _, session in rows]),
            residents=sum(session.residents for _, session in rows),
        )
    return found


def _left_of(session: Session, day: date, now: datetime | None) -> Session | None:
    """Return what is left of a session at a moment: of its residents the share of its minutes."""
    if now is None or day > now.date():
        return session
    minute = now.hour * 60 + now.minute
    if day < now.date() or session.end <= minute:
        return None
    if session.start >= minute:
        return session
    left, whole = session.end - minute, session.end - session.start
    residents = -(-session.residents * left // whole)
    return Session(session.at, minute, session.end, residents)


def _trust_who_is_under_way(before: Visits, after: Visits, now: datetime | None) -> None:
    """Take the new number of residents for a date under way that is as it was otherwise.

    What was left of the old one is an estimate, and no news.
    """
    if now is None:
        return
    for post, visits in before.items():
        was, is_ = visits.get(now.date()), after.get(post, {}).get(now.date())
        same = was and is_ and (was.teams, was.hours) == (is_.teams, is_.hours)
        if is_ and same and is_.hours[0][0] == now.hour * 60 + now.minute:
            visits[now.date()] = is_


def _joined(spans: Sequence[tuple[int, int]]) -> Spans:
    """Return hours in order; what overlaps or follows without a break is one span."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


class _Told:
    """What a revision says of its changes: promises, reasons, names."""

    def __init__(
        self, campaign: Campaign, previous_campaign: Campaign, plan: Plan, causes: Causes | None
    ) -> None:
        self.causes = causes
        self.now = (campaign.now or datetime.combine(campaign.start, datetime.min.time())).date()
        self.places: dict[str, Place] = previous_campaign.place_by_id | campaign.place_by_id
        self.left = {place.id: place.residents for place in campaign.places}
        self.promises = {(p.post, p.date): p.strength for p in campaign.promises}
        self.held = {(session.at, day) for _, day, session in plan.sessions()}
        self.broken = {(row.post, row.date): row.reason.text for row in plan.changes or ()}
        self.handovers = {row.kecamatan: row.reason.text for row in plan.handovers or ()}

    def change(self, post: str, pairs: Sequence[_Pair]) -> PlanChange:
        place = self.places[post]
        rows = sorted((self._row(place, *pair) for pair in pairs), key=lambda row: row.date)
        return PlanChange(
            post=post,
            name=place.name,
            kecamatan=place.kecamatan,
            dates=tuple(rows),
            left=self.left.get(post, 0),
            notice_days=(rows[0].date - self.now).days,
        )

    def _row(self, place: Place, was: PostVisit | None, is_: PostVisit | None) -> ChangedDate:
        days = [visit.date for visit in (was, is_) if visit is not None]
        promise = self.promises.get((place.id, days[0]))
        kept = None if promise is None else (place.id, days[0]) in self.held
        kinds = _kinds(was, is_)
        teams = {team for visit in (was, is_) if visit is not None for team in visit.teams}
        reason = self._reason(place, days, kinds, teams)
        return ChangedDate(kinds, was, is_, promise, kept, reason)

    def _reason(
        self, place: Place, days: Sequence[date], kinds: Sequence[ChangeKind], teams: set[str]
    ) -> str:
        """Return why: the reason of its broken promise, else of a handover, else what happened."""
        for day in days:
            if (place.id, day) in self.broken:
                return self.broken[place.id, day]
        if not {"team", "new", "dropped"}.isdisjoint(kinds):
            handed_over = self.handovers.get(place.kecamatan or place.id, "")
            if handed_over:
                return handed_over
        return "" if self.causes is None else self.causes.reason(place.id, teams).text


def _kinds(was: PostVisit | None, is_: PostVisit | None) -> tuple[ChangeKind, ...]:
    if is_ is None:
        return ("dropped",)
    if was is None:
        return ("new",)
    found: list[ChangeKind] = []
    if was.date != is_.date:
        found.append("moved")
    if was.hours != is_.hours:
        found.append("hours")
    if was.teams != is_.teams:
        found.append("team")
    if was.residents != is_.residents:
        found.append("number")
    return tuple(found)
