"""What a revision adds to `campaign.json`, as the audit reads it; all of it may be missing.

A campaign without these fields is a first plan without promises.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Sequence

from routing.audit.campaign_parts import Moment, Promise, Revision, State, Team
from routing.audit.ids import Ids
from routing.audit.messages_form import HASH, MOMENT, NO_FROZEN, NUMBER, ONCE, PLACE, STRENGTH, TEAM
from routing.audit.strict_json import FormError, Record, clock, day, filled, one_of, whole
from routing.audit.template import Phrase

STRENGTHS = ("firm", "soft")
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST_NIGHTS = 10_000


def read_state(team: Record, ids: Ids) -> State | None:
    """Read where a team is at the start of its first open date; None where that is not said."""
    if not team.given("state"):
        return None
    state = team.record("state")
    return State(
        date=state.read("date", day),
        at=state.read("at", one_of(ids.places, PLACE)),
        nights_away=state.read("nights_away", whole(0, _MOST_NIGHTS)),
        earliest=state.read("from", clock()) if state.given("from") else 0,
    )


def read_revision(top: Record, ids: Ids, teams: Sequence[Team]) -> Revision:
    """Read the fields of the campaign as a whole, and check that they fit together."""
    before = len(top.faults)
    number = top.read("revision", whole(0)) if top.given("revision") else 0
    revision = Revision(
        id=top.read("id", filled) if top.given("id") else None,
        now=top.read("now", moment) if top.given("now") else None,
        supersedes=top.read("supersedes", _digest) if top.given("supersedes") else None,
        frozen=tuple(_frozen(row, ids) for row in top.optional_records("frozen")),
        promises=tuple(_promise(row, ids) for row in top.optional_records("promises")),
        begun=tuple(
            (row.read("kecamatan", filled), row.read("team", filled))
            for row in top.optional_records("begun")
        ),
    )
    if len(top.faults) == before:
        _check_number(top, number, revision)
        _check_dates(top, revision, teams)
    return revision


def _frozen(row: Record, ids: Ids) -> tuple[str, dt.date]:
    team = row.read("team", one_of(ids.teams, TEAM))
    return team, row.read("date", day)


def _promise(row: Record, ids: Ids) -> Promise:
    return Promise(
        date=row.read("date", day),
        post=row.read("post", one_of(ids.places, PLACE)),
        strength=row.read("strength", one_of(STRENGTHS, STRENGTH)),
    )


def moment(value: object) -> Moment:
    """Parse a date, or a date and a clock time."""
    if not isinstance(value, str):
        raise FormError(MOMENT)
    date, parted, time = value.partition("T")
    try:
        return Moment(day(date), clock(24 * 60 - 1)(time) if parted else 0)
    except FormError as error:
        raise FormError(MOMENT) from error


def _digest(value: object) -> str:
    if not isinstance(value, str) or _HASH.fullmatch(value) is None:
        raise FormError(HASH)
    return value


def _check_number(top: Record, number: int, revision: Revision) -> None:
    """A revision has a moment, a superseded plan and the campaign's id; a first plan has none."""
    fields = {"id": revision.id, "now": revision.now, "supersedes": revision.supersedes}
    for key, value in fields.items():
        if number > 0 and value is None:
            needed = Phrase(
                f"a revision (here {number}) needs it", f"revisi (di sini {number}) memerlukannya"
            )
            top.add(f"$.{key}", None, needed)
        if number == 0 and value is not None and key != "id":
            top.add(f"$.{key}", str(value), NUMBER)
    if number == 0 and revision.frozen:
        top.add("$.frozen", revision.frozen, NO_FROZEN)


def _check_dates(top: Record, revision: Revision, teams: Sequence[Team]) -> None:
    """Nothing that is still open lies before the revision's moment; no entry is there twice."""
    dates: list[tuple[str, dt.date]] = []
    for index, (_, date) in enumerate(revision.frozen):
        dates.append((f"$.frozen[{index}].date", date))
    for index, promise in enumerate(revision.promises):
        dates.append((f"$.promises[{index}].date", promise.date))
    for index, team in enumerate(teams):
        if team.state is not None and isinstance(team.state.date, dt.date):
            dates.append((f"$.teams[{index}].state.date", team.state.date))
    for path, date in dates:
        if revision.now is not None and date < revision.now.date:
            remedy = Phrase(
                f"write a date that is not before the moment of the revision, {revision.now}",
                f"tulis tanggal yang tidak mendahului saat revisi, {revision.now}",
            )
            top.add(path, str(date), remedy)
    _check_twice(top, "frozen", revision.frozen)
    _check_twice(top, "promises", [(promise.post, promise.date) for promise in revision.promises])
    _check_twice(top, "begun", revision.begun)


def _check_twice(top: Record, key: str, rows: Sequence[tuple[Hashable, ...]]) -> None:
    seen: set[tuple[Hashable, ...]] = set()
    for index, row in enumerate(rows):
        if row in seen:
            words = ", ".join(map(str, row))
            top.add(f"$.{key}[{index}]", words, ONCE)
        seen.add(row)
