"""The plan as the audit reads it from `plan.json`.

Clock times are minutes after local midnight, distances whole metres, money whole rupiah.
Figures that a rule judges are read as they are, also where they make no sense.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from routing.audit.campaign_parts import Promise
from routing.audit.ids import Ids
from routing.audit.messages_form import CROSSING, PLACE_THERE, STRENGTH, TEAM_THERE, among, only
from routing.audit.revision_file import STRENGTHS
from routing.audit.strict_json import (
    DAY_MINUTES,
    Fault,
    Record,
    clock,
    day,
    filled,
    nullable,
    number,
    one_of,
    text,
    whole,
)

FILE = "plan.json"
SUPERSEDED_FILE = "previous.json"
FORMAT = "jemputbola-plan/1"
KINDS = ("drive", "wait", "ferry", "setup", "record")
REASON_CODES = ("no_time", "unreachable", "server", "rule")
CHANGE_CODES = ("incident", "handover", "better")
SUMS = ("residents_to_record", "residents_recorded", "weighted_recorded", "total_rupiah")
COUNTS = ("metres", "nights_away", "duty_days")
RUPIAH = ("distance", "nights", "duty_days", "crossings", "urgency")
KEPT = ("firm_promises_kept", "soft_promises_kept")
_LATEST = 2 * DAY_MINUTES - 1
"""Events past midnight can be written (as 24:30) so that the rules can refuse them."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event; `origin` and `destination` are both the place of one that stays there.

    Both are None for an unknown kind.
    """

    kind: str
    start: int
    end: int
    origin: str | None
    destination: str | None
    metres: int = 0
    residents: int = 0
    crossing: str = ""

    @property
    def minutes(self) -> int:
        """Duration in minutes; negative where the event ends before it starts."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class TeamDate:
    """A team's date."""

    date: dt.date
    start_at: str
    events: tuple[Event, ...]
    night_at: str


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A team's dates as listed."""

    id: str
    kecamatan: tuple[str, ...]
    dates: tuple[TeamDate, ...]


@dataclass(frozen=True, slots=True)
class Unserved:
    """Residents of a post that are not recorded, with the number of reasons given."""

    post: str
    residents: int
    reasons: int


@dataclass(frozen=True, slots=True)
class Handover:
    """A kecamatan that another team goes on with, and the code of the reason."""

    kecamatan: str
    origin: str
    destination: str
    reason: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the plan says is proven; None is not computed."""

    weighted_bound: int | None
    residents_gap_percent: float | None
    total_bound: int | None
    gap_percent: float | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan; `summary` holds its figures by path (`rupiah.nights`) as written.

    `changes` are the promises that it says it breaks.
    """

    campaign_sha256: str
    summary: Mapping[str, int | dt.date | None]
    certificate: Certificate
    teams: tuple[TeamPlan, ...]
    unserved: tuple[Unserved, ...]
    changes: tuple[Promise, ...]
    handovers: tuple[Handover, ...]


TeamDates = Mapping[tuple[str, dt.date], tuple[Event, ...]]
"""Events by team and date."""


def read_plan(raw: Mapping[str, object], ids: Ids, faults: list[Fault]) -> Plan:
    """Read the plan; it may be used only if no fault was added to `faults`."""
    top = Record(raw, FILE, "$", faults)
    top.read("format", one_of((FORMAT,), only(FORMAT)))
    digest = top.read("campaign_sha256", text)
    summary = _summary(top.record("summary"))
    certificate = _certificate(top.record("certificate"))
    teams = tuple(_team(row, ids) for row in top.records("teams"))
    top.unique("teams", [team.id for team in teams], "id")
    return Plan(
        campaign_sha256=digest,
        summary=summary,
        certificate=certificate,
        teams=teams,
        unserved=tuple(_unserved(row, ids) for row in top.records("unserved")),
        changes=tuple(_change(row, ids) for row in top.optional_records("changes")),
        handovers=tuple(_handover(row, ids) for row in top.optional_records("handovers")),
    )


def read_superseded(raw: Mapping[str, object], faults: list[Fault]) -> TeamDates:
    """Read the events of `previous.json`; use them only if no fault was added to `faults`.

    Its campaign is not in the bundle: it may name places and teams that are no more.
    """
    top = Record(raw, SUPERSEDED_FILE, "$", faults)
    top.read("format", one_of((FORMAT,), only(FORMAT)))
    ids = Ids(None, None, None, None, None)
    teams = [_team(row, ids) for row in top.records("teams")]
    return {(team.id, day.date): day.events for team in teams for day in team.dates}


def _summary(record: Record) -> dict[str, int | dt.date | None]:
    read: dict[str, int | dt.date | None] = {}
    for key in SUMS:
        read[key] = record.read(key, whole())
    rupiah = record.record("rupiah")
    for key in RUPIAH:
        read[f"rupiah.{key}"] = rupiah.read(key, whole())
    if rupiah.given("changes"):
        read["rupiah.changes"] = rupiah.read("changes", whole())
    for key in COUNTS:
        read[key] = record.read(key, whole())
    for key in KEPT:
        if record.given(key):
            read[key] = record.read(key, whole())
    for key in ("first_date", "last_session"):
        read[key] = record.read(key, nullable(day))
    return read


def _certificate(record: Record) -> Certificate:
    record.read("method", nullable(text))
    return Certificate(
        weighted_bound=record.read("weighted_bound", nullable(whole(0))),
        residents_gap_percent=record.read("residents_gap_percent", nullable(number())),
        total_bound=record.read("total_bound", nullable(whole(0))),
        gap_percent=record.read("gap_percent", nullable(number())),
    )


def _team(row: Record, ids: Ids) -> TeamPlan:
    return TeamPlan(
        id=row.read("id", one_of(ids.teams, TEAM_THERE)),
        kecamatan=row.each("kecamatan", text),
        dates=tuple(_date(item, ids) for item in row.records("dates")),
    )


def _date(row: Record, ids: Ids) -> TeamDate:
    place = one_of(ids.places, PLACE_THERE)
    return TeamDate(
        date=row.read("date", day),
        start_at=row.read("start_at", place),
        events=tuple(_event(item, ids) for item in row.records("events")),
        night_at=row.read("night_at", place),
    )


def _event(row: Record, ids: Ids) -> Event:
    place = one_of(ids.places, PLACE_THERE)
    kind = row.read("kind", filled)
    origin = destination = None
    if kind in ("drive", "ferry"):
        origin, destination = row.read("from", place), row.read("to", place)
    elif kind in KINDS:
        origin = destination = row.read("at", place)
    crossing = one_of(ids.crossings, CROSSING)
    return Event(
        kind=kind,
        start=row.read("start", clock(_LATEST)),
        end=row.read("end", clock(_LATEST)),
        origin=origin,
        destination=destination,
        metres=row.read("metres", whole()) if kind == "drive" else 0,
        residents=row.read("residents", whole()) if kind == "record" else 0,
        crossing=row.read("crossing", crossing) if kind == "ferry" else "",
    )


def _unserved(row: Record, ids: Ids) -> Unserved:
    reasons = row.records("reasons")
    for reason in reasons:
        reason.read("code", one_of(REASON_CODES, among(REASON_CODES)))
        reason.read("text", text)
    row.each("remedies", text)
    return Unserved(
        post=row.read("post", one_of(ids.places, PLACE_THERE)),
        residents=row.read("residents", whole()),
        reasons=len(reasons),
    )


def _change(row: Record, ids: Ids) -> Promise:
    _reason(row)
    return Promise(
        date=row.read("date", day),
        post=row.read("post", one_of(ids.places, PLACE_THERE)),
        strength=row.read("strength", one_of(STRENGTHS, STRENGTH)),
    )


def _handover(row: Record, ids: Ids) -> Handover:
    return Handover(
        kecamatan=row.read("kecamatan", filled),
        origin=row.read("from", filled),
        destination=row.read("to", one_of(ids.teams, TEAM_THERE)),
        reason=_reason(row),
    )


def _reason(row: Record) -> str:
    reason = row.record("reason")
    reason.read("text", filled)
    return reason.read("code", one_of(CHANGE_CODES, among(CHANGE_CODES)))
