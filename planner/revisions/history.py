"""What happened before a revision: sessions as reported, and money and nights spent by each team.

`history.json` of a revision's bundle holds it (`docs/contract.md`). Clock times are minutes after
local midnight, money whole rupiah.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from geodata import Message
from maps import SoFar
from planner.bundle import Bundle
from planner.errors import BundleReadError
from planner.reports import Report, SessionState, Unreported, progress_of
from planner.revisions.team_states import boarded
from routing.campaign import Campaign, Minute, Moment
from routing.plan import Plan, TeamDate, date_rupiah

HISTORY_FILE, PREVIOUS_FILE = "history.json", "previous.json"
RecordSource = Literal["report", "planned", "nil"]


@dataclass(frozen=True, slots=True)
class PastRecord:
    """A session before now: what was planned and what counts as recorded, in residents.

    `source` says where `recorded` comes from: a report, the plan where there is none, or nil
    where the planner counts sessions without a report as that.
    """

    team: str
    post: str
    date: dt.date
    start: Minute
    planned: int
    recorded: int
    no_shows: int | None
    status: str
    source: RecordSource

    @property
    def key(self) -> tuple[dt.date, int, str, str]:
        """What names the session, in the order of `history.json`."""
        return self.date, self.start, self.team, self.post


@dataclass(frozen=True, slots=True)
class TeamSpent:
    """What a team's past dates came to by the plans that it followed."""

    id: str
    nights_away: int
    rupiah_spent: int


@dataclass(frozen=True, slots=True)
class History:
    """Facts before now, in the order of their keys."""

    campaign_id: str
    now: Moment
    sessions: tuple[PastRecord, ...]
    teams: tuple[TeamSpent, ...]
    format: Literal["jemputbola-history/1"] = "jemputbola-history/1"

    @property
    def so_far(self) -> SoFar:
        """The sums that pages show."""
        posts: dict[str, int] = defaultdict(int)
        teams: dict[str, int] = defaultdict(int)
        for row in self.sessions:
            posts[row.post] += row.recorded
            teams[row.team] += row.recorded
        return SoFar(dict(posts), dict(teams), {row.id: row.rupiah_spent for row in self.teams})

    def to_json(self) -> str:
        """Text of `history.json`: two-space indent, a line feed at the end."""
        document = _ADAPTER.dump_python(self, mode="json", by_alias=True)
        ordered = {"format": document.pop("format"), **document}
        return json.dumps(ordered, ensure_ascii=False, indent=2) + "\n"


_ADAPTER: TypeAdapter[History] = TypeAdapter(History)


def begun_by(sessions: Iterable[PastRecord], campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """Return pairs of kecamatan and team: who has recorded somebody there, the latest one last."""
    places = campaign.place_by_id
    pairs: dict[tuple[str, str], None] = {}
    for each in sessions:
        kecamatan = places[each.post].kecamatan if each.post in places else None
        if each.recorded and kecamatan:
            pairs.pop((kecamatan, each.team), None)
            pairs[kecamatan, each.team] = None
    return tuple(pairs)


def begun_now(
    sessions: Sequence[PastRecord], campaign: Campaign, old: Campaign, plan: Plan
) -> tuple[tuple[str, str], ...]:
    """Return pairs of kecamatan and team as `begun_by`, with those to whom one was handed over.

    A kecamatan that the superseded plan hands over is with its new team from then on, also where
    that has not recorded there yet.

    Parameters
    ----------
    sessions, campaign
        All sessions before now, and the revision.
    old, plan
        The superseded campaign and its plan.
    """
    since = old.now or datetime.combine(old.start, time())
    recent = [s for s in sessions if datetime.combine(s.date, _clock(s.start)) >= since]
    there = {
        (campaign.place_by_id[s.post].kecamatan, s.team)
        for s in sessions
        if s.post in campaign.place_by_id
    }
    held = begun_by(sessions, campaign)
    known = [(each.kecamatan, each.team) for each in old.begun]
    kept = [pair for pair in known if pair in held or pair not in there]
    given = [(each.kecamatan, each.to) for each in plan.handovers or ()]
    found = dict.fromkeys(held)
    for pair in (*kept, *given, *begun_by(recent, campaign)):
        found.pop(pair, None)
        found[pair] = None
    return tuple(found)


def _clock(minute: int) -> time:
    return time(min(minute // 60, 23), minute % 60)


def read_history(folder: Path) -> History | None:
    """Return the history of a bundle; None for a first plan.

    Raises
    ------
    BundleReadError
        When the file cannot be read.
    """
    path = folder / HISTORY_FILE
    if not path.is_file():
        return None
    try:
        return _ADAPTER.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise BundleReadError(
            [Message("bundle_unread", file=path, reason=str(error).splitlines()[0])]
        ) from error


@dataclass(frozen=True, slots=True)
class PastSessions:
    """What is new since the history of a plan's bundle.

    Attributes
    ----------
    sessions
        All sessions before now, those of the earlier history with what was reported since.
    recorded
        Residents by post that count as recorded and are not yet taken off the plan's numbers;
        below 0 where a late report says less than was counted.
    unreported
        Sessions without a report.
    future, clocks
        Reports of dates after now, which do not count, and those with a wrong phone clock.
    news
        Teams whose sessions went otherwise than planned.
    """

    sessions: tuple[PastRecord, ...]
    recorded: Mapping[str, int]
    unreported: tuple[SessionState, ...]
    future: tuple[Report, ...]
    clocks: tuple[Report, ...]
    news: frozenset[str]


def past_sessions(
    bundle: Bundle,
    before: History | None,
    reports: Sequence[Report],
    now: datetime,
    unreported: Unreported,
    cut: Collection[str] = (),
) -> PastSessions:
    """Lay reports over a plan up to now.

    Parameters
    ----------
    bundle
        The plan that teams follow.
    before
        The history of that plan's own revision.
    reports
        Merged: each session once.
    now
        Local moment. A session under way then counts whole.
    unreported
        What a session without a report counts as.
    cut
        Teams whose session under way stops now: of it the share of its minutes counts.
    """
    earlier = {each.key: each for each in before.sessions} if before is not None else {}
    corrected, fresh = with_late_reports(earlier.values(), reports)
    known = {each.key: each for each in corrected}
    found = progress_of(bundle, fresh, datetime.combine(now.date(), time(23, 59)), unreported)
    minute = now.hour * 60 + now.minute
    rows, silent, news = [], [], set()
    for state in found.sessions:
        if (state.date, state.start) >= (now.date(), minute):
            continue
        row = _record(state, unreported)
        if state.team in cut and state.date == now.date() and row.source != "report":
            row = _cut(row, bundle.plan, minute)
        if row.recorded != row.planned:
            news.add(row.team)
        if state.report is None:
            silent.append(state)
        rows.append(row)
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        sums[row.post] += row.recorded
    for key, each in known.items():
        sums[each.post] += each.recorded - earlier[key].recorded
        if each.recorded != earlier[key].recorded:
            news.add(each.team)
    sessions = tuple(sorted([*known.values(), *rows], key=lambda row: row.key))
    return PastSessions(
        sessions, dict(sums), tuple(silent), found.future, found.clocks, frozenset(news)
    )


def with_late_reports(
    sessions: Iterable[PastRecord], reports: Iterable[Report]
) -> tuple[list[PastRecord], list[Report]]:
    """Return sessions of a history as reports correct them, and the reports of other sessions."""
    told = {_key(report): report for report in reports}
    corrected = [_corrected(each, told.pop(each.key, None)) for each in sessions]
    return corrected, list(told.values())


def _key(report: Report) -> tuple[date, int, str, str]:
    """What names a report's session, as `PastRecord.key`."""
    team, on, post, start = report.key
    return on, start, team, post


def _record(state: SessionState, unreported: Unreported) -> PastRecord:
    report = state.report
    said = report is not None and report.counted is not None
    source: RecordSource = "report" if said else "nil" if unreported == "nil" else "planned"
    return PastRecord(
        state.team, state.post, state.date, state.start, state.planned,
        state.counted(unreported), None if report is None else report.no_shows,
        "" if report is None else report.status, source,
    )  # fmt: skip


def _corrected(record: PastRecord, report: Report | None) -> PastRecord:
    """Return a session of the history with what a report says of it."""
    if report is None or report.counted is None:
        return record
    return replace(
        record, recorded=report.counted, no_shows=report.no_shows, status=report.status,
        source="report",
    )  # fmt: skip


def _cut(record: PastRecord, plan: Plan, minute: int) -> PastRecord:
    """Return of a session that is cut at a minute the share of its minutes, rounded down."""
    for team, on, session in plan.sessions():
        if (on, session.start, team, session.at) == record.key and session.end > minute:
            share = record.recorded * (minute - session.start) // (session.end - session.start)
            return replace(record, recorded=share, status="partly")
    return record


def spent(
    bundle: Bundle, before: History | None, now: datetime, open_dates: Mapping[str, date]
) -> tuple[TeamSpent, ...]:
    """Return nights and money of each team up to its first open date, by the plans it followed.

    Parameters
    ----------
    open_dates
        First date by team id that the revision plans; what was driven on it before now counts
        to the plan's duty day.
    """
    known = {each.id: each for each in before.teams} if before is not None else {}
    found = []
    for team, plan in zip(bundle.campaign.teams, bundle.plan.teams, strict=True):
        past = known.get(team.id, TeamSpent(team.id, 0, 0))
        until = open_dates.get(team.id, now.date())
        days = [day for day in plan.dates if day.date < until]
        rupiah = sum(date_rupiah(bundle.campaign, team, day).spent for day in days)
        today = [day for day in plan.dates if day.date == until == now.date()]
        rupiah += sum(_driven(bundle.campaign, team.id, day, now) for day in today)
        nights = sum(day.night_at != bundle.campaign.base for day in days)
        found.append(TeamSpent(team.id, past.nights_away + nights, past.rupiah_spent + rupiah))
    return tuple(found)


def _driven(campaign: Campaign, team_id: str, day: TeamDate, now: datetime) -> int:
    """Rupiah of the drives and crossings of a date that began before now, or for which it loads."""
    team = next(team for team in campaign.teams if team.id == team_id)
    minute = now.hour * 60 + now.minute
    aboard = boarded(campaign, day, minute)
    begun = tuple(e for e in day.events if e.start < minute or e is aboard)
    cost = date_rupiah(campaign, team, replace(day, events=begun, night_at=campaign.base))
    return cost.distance + cost.crossings
