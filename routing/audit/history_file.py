"""The history of a campaign as the audit reads it from `history.json` of a revision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from routing.audit.campaign_parts import Moment
from routing.audit.messages_form import among, only
from routing.audit.revision_file import moment
from routing.audit.strict_json import (
    Fault,
    Record,
    clock,
    day,
    filled,
    nullable,
    one_of,
    text,
    whole,
)

FILE = "history.json"
FORMAT = "jemputbola-history/1"
SOURCES = ("report", "planned", "nil")


class SessionKey(NamedTuple):
    """What names a session before now, in the order in which the file lists them."""

    date: dt.date
    start: int
    team: str
    post: str


@dataclass(frozen=True, slots=True)
class History:
    """What happened before the revision: whose it is, up to when, residents by session.

    `sessions` are in the order of the file.
    """

    campaign_id: str
    now: Moment
    sessions: tuple[tuple[SessionKey, int], ...]


def read_history(raw: Mapping[str, object], faults: list[Fault]) -> History:
    """Read the history; it may be used only if no fault was added to `faults`.

    It may name posts and teams that the campaign has no more.
    """
    top = Record(raw, FILE, "$", faults)
    top.read("format", one_of((FORMAT,), only(FORMAT)))
    for row in top.records("teams"):
        row.read("id", filled)
        for key in ("nights_away", "rupiah_spent"):
            row.read(key, nullable(whole(0)))
    return History(
        campaign_id=top.read("campaign_id", filled),
        now=top.read("now", moment),
        sessions=tuple(_session(row) for row in top.records("sessions")),
    )


def _session(row: Record) -> tuple[SessionKey, int]:
    for key in ("planned", "no_shows"):
        row.read(key, nullable(whole(0)))
    row.read("status", nullable(text))
    row.read("source", one_of(SOURCES, among(SOURCES)))
    named = SessionKey(
        date=row.read("date", day),
        start=row.read("start", clock()),
        team=row.read("team", filled),
        post=row.read("post", filled),
    )
    return named, row.read("recorded", whole(0))
