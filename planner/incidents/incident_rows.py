"""From rows, of the sheet or of the option, to incidents: names looked up, values checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from geodata.spelling import fold
from planner.cell_parsing import MisreadError, cell_whole
from planner.incident import Incident
from planner.incidents.subjects import Subjects
from planner.workbook import Fault, fault
from planner.workbook.assembly import Dates, hint
from planner.workbook.schema import (
    EVERY_ONE,
    INCIDENT_KINDS,
    VEHICLES,
    DayAndClock,
    IncidentRow,
    Line,
    RowLocation,
    spellings,
)

MOST_RATE = 10_000
"""Residents per hour; larger figures are slips of the hand, as in the sheet of pairs."""

MOST_PEOPLE = 1_000_000
"""Residents of a post, and of a date's capacity."""

_BAD_VALUE = {
    "residents": "incident_residents",
    "rate": "incident_rate",
    "server": "incident_server",
}
"""Faults of values that are no number."""

_FOR_ALL = ("crossing", "rate")
"""Kinds that may hit all that there are."""

_VALUED = ("residents", "rate", "server", "operator", "road")
_SETTING = ("residents", "rate", "server", "operator")
"""Kinds of which the value is set: two from the same moment on contradict each other."""

_ENDLESS = ("residents", "rate")
"""Kinds that hold from a moment on, without an end."""


def incidents_of(
    lines: Iterable[Line[IncidentRow]], subjects: Subjects, faults: list[Fault]
) -> tuple[Incident, ...]:
    """Return the incidents that rows tell, in the order in which they are applied.

    Parameters
    ----------
    lines
        In any order.
    subjects
        What they may name.
    faults
        Gets everything that is wrong, and cautions.
    """
    found: dict[Incident, RowLocation] = {}
    for line in lines:
        incident = _incident(line, subjects, faults)
        if incident is not None:
            found.setdefault(incident, line.spot)
    ordered = sorted(found, key=lambda incident: incident.order)
    _contradictions({incident: found[incident] for incident in ordered}, faults)
    return tuple(ordered)


def _incident(line: Line[IncidentRow], subjects: Subjects, faults: list[Fault]) -> Incident | None:
    row, before = line.row, len(faults)
    if "kind" in line.bad:
        return None
    subject = "" if "subject" in line.bad else _subject(line, subjects, faults)
    value = "" if "value" in line.bad else _value(line, subject, subjects, faults)
    if not line.bad & {"since", "until"}:
        _span(line, subjects, faults)
    if line.bad or any(not one.warning for one in faults[before:]):
        return None
    return Incident(
        kind=row.kind,  # type: ignore[arg-type]
        subject=subject,
        from_=row.since.begin,
        until=None if row.until is None else row.until.end,
        value=value,
        note=row.note,
        source=row.source,
        origin=", ".join(filter(None, [line.spot.sheet, line.spot.cell("kind")])),
    )


def _subject(line: Line[IncidentRow], subjects: Subjects, faults: list[Fault]) -> str:
    row, spot = line.row, line.spot
    if row.kind == "server":
        if row.subject:
            cell = spot.cell("subject")
            faults.append(fault("incident_no_subject", spot.sheet, cell, row.subject))
        return ""
    if row.kind in _FOR_ALL and fold(row.subject) in set(map(fold, spellings(EVERY_ONE))):
        return ""
    if not row.subject:
        kind = INCIDENT_KINDS[row.kind]
        faults.append(
            fault("incident_subject", spot.sheet, spot.cell("subject", "kind"), kind=kind)
        )
        return ""
    gone = row.kind == "operator" and _already_replaced(row, subjects)
    if gone:
        return row.subject
    return subjects.lookups[row.kind].find(row.subject, spot, "subject", faults) or ""


def _already_replaced(row: IncidentRow, subjects: Subjects) -> bool:
    """Whether the operator has left the pair for the substitute: told once more, not a slip."""
    return bool(subjects.pair_of(row.value)) and not subjects.pair_of(row.subject)


def _value(line: Line[IncidentRow], subject: str, subjects: Subjects, faults: list[Fault]) -> str:
    row, spot = line.row, line.spot
    text, kind = row.value.removeprefix("=").strip(), INCIDENT_KINDS[row.kind]
    cell = spot.cell("value", "kind")
    if not text:
        if row.kind in _ENDLESS:
            faults.append(fault(_BAD_VALUE[row.kind], spot.sheet, cell))
        return ""
    if row.kind not in _VALUED:
        faults.append(fault("incident_valueless", spot.sheet, cell, text, kind=kind))
    elif row.kind == "operator":
        _substitute(line, subject, text, subjects, faults)
        return text
    elif row.kind == "road":
        return _vehicles(line, text, faults)
    else:
        return _number(line, text, faults)
    return ""


def _number(line: Line[IncidentRow], text: str, faults: list[Fault]) -> str:
    """Return a whole number as digits, with the sign where it is a change of residents."""
    row, spot = line.row, line.spot
    sign = text[0] if row.kind == "residents" and text[0] in "+-" else ""
    try:
        number = cell_whole(text.removeprefix(sign))
    except MisreadError:
        number = -1
    least, most = (1, MOST_RATE) if row.kind == "rate" else (0, MOST_PEOPLE)
    if not least <= number <= most:
        cell = spot.cell("value")
        faults.append(fault(_BAD_VALUE[row.kind], spot.sheet, cell, text))
        return ""
    return f"{sign}{number}"


def _substitute(
    line: Line[IncidentRow], subject: str, name: str, subjects: Subjects, faults: list[Fault]
) -> None:
    spot = line.spot
    if subject in subjects.pairs:
        cell, names = spot.cell("subject"), " / ".join(subjects.pairs[subject])
        faults.append(fault("incident_which", spot.sheet, cell, subject, names=names))
    pair = subjects.pair_of(name)
    if pair is not None and subjects.pair_of(subject) is not None:
        cell = spot.cell("value")
        faults.append(fault("incident_substitute", spot.sheet, cell, name, pair=pair))


def _vehicles(line: Line[IncidentRow], text: str, faults: list[Fault]) -> str:
    """Return the vehicles that cannot pass, by the contract's words."""
    by_word = {
        fold(word): key for key, words in VEHICLES.items() for word in (key, *spellings(words))
    }
    found = [by_word.get(fold(part)) for part in re.split(r"[;,]", text) if part.strip()]
    if not found or None in found:
        spot = line.spot
        faults.append(fault("incident_road", spot.sheet, spot.cell("value"), text))
        return ""
    return "; ".join(sorted({str(each) for each in found}))


def _span(line: Line[IncidentRow], subjects: Subjects, faults: list[Fault]) -> None:
    row, spot = line.row, line.spot
    column = IncidentRow.columns()["until"].name
    if row.until is not None and row.until.end <= row.since.begin:
        cell, value = spot.cell("until"), spot.values.get("until")
        first = row.since.begin
        faults.append(fault("span", spot.sheet, cell, value, column=column, first=first))
    elif row.until is not None and row.kind in _ENDLESS:
        cell, value = spot.cell("until"), spot.values.get("until")
        kind = INCIDENT_KINDS[row.kind]
        faults.append(fault("incident_endless", spot.sheet, cell, value, kind=kind))
    elif row.until is None and row.kind == "server" and not row.value:
        faults.append(fault("incident_end", spot.sheet, spot.cell("until", "kind")))
    else:
        _outside(line, subjects, faults)


def _outside(line: Line[IncidentRow], subjects: Subjects, faults: list[Fault]) -> None:
    if subjects.span is None:
        return
    row, spot = line.row, line.spot
    dates = Dates(*subjects.span)
    ended = row.until is not None and row.until.end <= DayAndClock(dates.start).begin
    if ended or row.since.day > dates.deadline:
        told = {"start": dates.start, "deadline": dates.deadline}
        said, days = hint(row.since.day, dates), f"{row.since.day:%d/%m/%Y}"
        cell = spot.cell("since")
        faults.append(fault("date_outside", spot.sheet, cell, dates=days, hint=said, **told))


def _contradictions(found: dict[Incident, RowLocation], faults: list[Fault]) -> None:
    """Add a fault for each that sets what another sets otherwise from the same moment on."""
    first: dict[tuple[str, str, datetime], Incident] = {}
    for incident, spot in found.items():
        if incident.kind not in _SETTING or incident.is_change:
            continue
        before = first.setdefault((incident.kind, fold(incident.subject), incident.from_), incident)
        if before.value != incident.value:
            cell, other = spot.cell("value"), before.value
            faults.append(fault("incident_twice", spot.sheet, cell, incident.value, other=other))
