"""How far a campaign has come: reports laid over the plan, and a forecast of the last date.

What is counted is what teams reported; a past session without a report counts as planned, or as
nil where the planner says so. The forecast is an estimate at the pace reported and is told as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from geodata.rounding import spread
from maps.figures import StatusPart
from planner.bundle import Bundle
from planner.reports.report import Report
from routing.campaign import Team
from routing.plan import Session, TeamPlan

Unreported = Literal["planned", "nil"]

_MOST_DATES = 366
"""Dates after the plan's last that a forecast looks at."""


@dataclass(frozen=True, slots=True)
class SessionState:
    """A session that should be over: what was planned and what is counted, in residents.

    `planned` is 0 for a session that the plan does not have; `report` is None where there is none.
    """

    team: str
    date: date
    post: str
    start: int
    planned: int
    report: Report | None

    @property
    def recorded(self) -> int | None:
        """Residents that the team reported; None where it did not."""
        return None if self.report is None else self.report.counted

    def counted(self, unreported: Unreported) -> int:
        """Residents that count as recorded."""
        if self.recorded is not None:
            return self.recorded
        return self.planned if unreported == "planned" else 0


@dataclass(frozen=True, slots=True)
class CampaignProgress:
    """A campaign seen at a moment.

    Attributes
    ----------
    now
        The moment; what ends later is not over.
    sessions
        Those that are over, team by team in order of time, with reports of sessions that the
        plan does not have.
    unreported
        Those of them without a report.
    future
        Reports of dates after the moment; they are not counted.
    clocks
        Reports whose phone shows a time that cannot be.
    raised
        Posts where more were recorded than were listed, with both numbers.
    total
        The whole campaign.
    kecamatan, teams
        Its parts.
    pace
        Residents reported for each one planned in the sessions reported; None without a report.
    """

    now: datetime
    unreported_as: Unreported
    sessions: tuple[SessionState, ...]
    unreported: tuple[SessionState, ...]
    future: tuple[Report, ...]
    clocks: tuple[Report, ...]
    raised: tuple[tuple[str, int, int], ...]
    total: StatusPart
    kecamatan: tuple[StatusPart, ...]
    teams: tuple[StatusPart, ...]
    pace: float | None

    @property
    def forecast(self) -> date | None:
        """The last date at the pace reported; None where it cannot be told."""
        return self.total.forecast


def progress_of(
    bundle: Bundle, reports: Sequence[Report], now: datetime, unreported: Unreported = "planned"
) -> CampaignProgress:
    """Lay reports over the plan.

    Parameters
    ----------
    bundle
        The plan that teams follow.
    reports
        Merged: each session once.
    now
        Local time; sessions that end later are not over.
    unreported
        What a past session without a report counts as.
    """
    return _Progress(bundle, reports, now, unreported).run()


class _Progress:
    def __init__(
        self, bundle: Bundle, reports: Sequence[Report], now: datetime, unreported: Unreported
    ) -> None:
        self.campaign, self.plan = bundle.campaign, bundle.plan
        self.planned = tuple(bundle.plan.sessions())
        self.now, self.unreported = now, unreported
        self.future = tuple(report for report in reports if report.date > now.date())
        self.reports = [report for report in reports if report.date <= now.date()]

    def run(self) -> CampaignProgress:
        sessions = tuple(self._sessions())
        counted: dict[str, int] = defaultdict(int)
        for state in sessions:
            counted[state.post] += state.counted(self.unreported)
        listed = {
            place.id: max(place.residents, counted[place.id]) for place in self.campaign.posts
        }
        raised = tuple(
            (place.id, place.residents, listed[place.id])
            for place in self.campaign.posts
            if listed[place.id] > place.residents
        )
        paces = self._paces(sessions)
        teams = tuple(self._team(team, sessions, listed, paces) for team in self.plan.teams)
        forecasts = [part.forecast for part in teams if part.planned]
        told = [each for each in forecasts if each is not None]
        last = max(told) if forecasts and len(told) == len(forecasts) else None
        of = {place.id: place.kecamatan or "" for place in self.campaign.posts}
        return CampaignProgress(
            self.now, self.unreported, sessions,
            tuple(state for state in sessions if state.recorded is None),
            self.future,
            tuple(report for report in self.reports if self._clock_is_wrong(report)),
            raised,
            self._part("", set(listed), sessions, listed, last),
            tuple(
                self._part(name, {p for p, k in of.items() if k == name}, sessions, listed, None)
                for name in sorted(set(of.values()))
            ),
            teams,
            paces[""],
        )  # fmt: skip

    def _sessions(self) -> Iterable[SessionState]:
        """Yield planned sessions that are over, then those that were held besides."""
        told = self._per_session()
        for team, on, session in self.planned:
            key = (team, on, session.at, session.start)
            report = told.pop(key, None)
            if report is not None or self._is_over(on, session.end):
                yield SessionState(*key, session.residents, report)
        for key, report in sorted(told.items()):
            if report.counted is not None:
                yield SessionState(*key, 0, report)

    def _per_session(self) -> dict[tuple[str, date, str, int], Report]:
        """Return reports by session; the total of a date is parted over its sessions."""
        by_date: dict[tuple[str, date], list[Report]] = defaultdict(list)
        for report in self.reports:
            by_date[report.team, report.date].append(report)
        found: dict[tuple[str, date, str, int], Report] = {}
        for (team, on), rows in by_date.items():
            totals = [row for row in rows if row.start is None]
            others = [row for row in rows if row.start is not None]
            total = max(totals, key=lambda row: row.saved, default=None)
            if total is not None and all(total.saved >= other.saved for other in others):
                others = self._parted(total, self._planned(team, on))
            found |= {(row.team, row.date, row.post, row.start or 0): row for row in others}
        return found

    def _planned(self, team: str, on: date) -> list[Session]:
        return [s for t, d, s in self.planned if (t, d) == (team, on)]

    def _parted(self, total: Report, sessions: list[Session]) -> list[Report]:
        """Part a date's total over its sessions, as many to each as its share of the plan."""
        if not sessions:
            return [replace(total, start=0, planned=None)]
        weights = [session.residents for session in sessions]
        recorded = _shares(total.counted, weights)
        absent = _shares(total.no_shows, weights)
        return [
            replace(
                total,
                post=session.at,
                start=session.start,
                planned=None,
                recorded=mine,
                no_shows=missed,
            )
            for session, mine, missed in zip(sessions, recorded, absent, strict=True)
        ]

    def _is_over(self, on: date, end: int) -> bool:
        midnight = datetime(on.year, on.month, on.day)  # noqa: DTZ001  (local, as all times are)
        return midnight + timedelta(minutes=end) <= self.now

    def _clock_is_wrong(self, report: Report) -> bool:
        """Whether a report was saved before its date, or after now by more than a day."""
        if report.saved_at is None:
            return False
        return report.saved_at.date() < report.date or report.saved_at > self.now + timedelta(
            days=1
        )

    def _paces(self, sessions: Sequence[SessionState]) -> dict[str, float | None]:
        """Return the pace of each team that reported, and under "" that of all."""
        planned: dict[str, int] = defaultdict(int)
        recorded: dict[str, int] = defaultdict(int)
        for state in sessions:
            if state.recorded is not None:
                for name in ("", state.team):
                    planned[name] += state.planned
                    recorded[name] += state.recorded
        found: dict[str, float | None] = {"": None}
        return found | {name: recorded[name] / due for name, due in planned.items() if due}

    def _team(
        self,
        team: TeamPlan,
        sessions: Sequence[SessionState],
        listed: dict[str, int],
        paces: dict[str, float | None],
    ) -> StatusPart:
        posts = {session.at for day in team.dates for session in day.sessions}
        own = [state for state in sessions if state.team == team.id]
        pace = paces.get(team.id, paces[""])
        return self._part(team.id, posts, own, listed, self._forecast(team, own, pace), team.id)

    def _part(
        self,
        name: str,
        posts: set[str],
        sessions: Sequence[SessionState],
        listed: dict[str, int],
        forecast: date | None,
        team: str | None = None,
    ) -> StatusPart:
        mine = [state for state in sessions if state.post in posts]
        planned = [
            (on, session)
            for who, on, session in self.planned
            if session.at in posts and team in {None, who}
        ]
        return StatusPart(
            name,
            sum(listed[post] for post in posts),
            sum(session.residents for _, session in planned),
            sum(state.planned for state in mine),
            sum(state.recorded or 0 for state in mine),
            sum(state.counted(self.unreported) for state in mine),
            max((on for on, _ in planned), default=None),
            forecast,
        )

    def _forecast(
        self, team: TeamPlan, own: Sequence[SessionState], pace: float | None
    ) -> date | None:
        """Return the date on which a team is through at its pace; None where it is not known."""
        dates = [(day.date, day.residents) for day in team.dates if day.residents]
        left = sum(planned for _, planned in dates)
        left -= sum(state.counted(self.unreported) for state in own)
        if left <= 0:
            return max((state.date for state in own), default=None)
        if not pace:
            return None
        over = {state.date for state in own}
        last = self.now.date()
        for on, planned in dates:
            if on not in over and on >= self.now.date():
                left -= int(planned * pace)
                last = on
                if left <= 0:
                    return on
        usual = sum(planned for _, planned in dates) / len(dates) * pace
        return self._later(team.id, max(last, dates[-1][0]), left / usual)

    def _later(self, team: str, last: date, days: float) -> date | None:
        """Return the date that lies so many working dates of a team after another."""
        works = next(each for each in self.campaign.teams if each.id == team)
        for number in range(1, _MOST_DATES):
            on = last + timedelta(days=number)
            if self._is_working_date(works, on):
                days -= 1
                if days <= 0:
                    return on
        return None

    def _is_working_date(self, team: Team, on: date) -> bool:
        return (
            on not in self.campaign.rest_days
            and on not in team.days_off
            and (on <= self.campaign.deadline or on.weekday() < 5)
        )


def _shares(total: int | None, weights: list[int]) -> list[int | None]:
    """Part a number by weights so that the parts add up."""
    if total is None:
        return [None] * len(weights)
    return list(spread(total, weights if any(weights) else [1] * len(weights)))
