"""The option `--incident "kit T03 2018-04-02T12:00..2018-04-04 =value # note"`.

The parts stand in this order: the kind in either language; what it hits (nothing for the server);
from when, with `..` and until when; `=` and the value; `#` and a note. Dates are written as
elsewhere, also with spaces in them; until may be a clock time of the same date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from geodata import Message
from geodata.spelling import fold
from planner.cell_parsing import MisreadError, tidy
from planner.incident import Incident
from planner.incidents.incident_rows import incidents_of
from planner.incidents.subjects import Subjects
from planner.workbook import Fault
from planner.workbook.reading import read_row
from planner.workbook.schema import (
    INCIDENT_KINDS,
    INCIDENTS,
    IncidentRow,
    Line,
    RowLocation,
    day_and_clock,
    spellings,
)

OPTION = "--incident"

_KINDS = sorted(
    {word for key, words in INCIDENT_KINDS.items() for word in (key, *spellings(words))},
    key=len,
    reverse=True,
)
"""Words for the kinds, the longest first: `post closed` before a shorter one."""

_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")


def parse_incidents(
    texts: Iterable[str], subjects: Subjects, faults: list[Message]
) -> tuple[Incident, ...]:
    """Read the incidents that were given with the option; none if anything is wrong.

    Parameters
    ----------
    texts
        One for each time that the option was given, in any order.
    subjects
        What they may name.
    faults
        Gets everything that is wrong with all of them.
    """
    found: list[Fault] = []
    lines = [line for text in texts if (line := _line(text, found)) is not None]
    incidents = incidents_of(lines, subjects, found)
    faults += [Message("incident_fault", fault=fault.text) for fault in found]
    return () if found else incidents


def parse_incident(text: str, subjects: Subjects, faults: list[Message]) -> Incident | None:
    """Read one incident; None if anything is wrong with it."""
    return next(iter(parse_incidents([text], subjects, faults)), None)


def _line(text: str, faults: list[Fault]) -> Line[IncidentRow] | None:
    values = {name: tidy(value) for name, value in _cells(text).items()}
    spot = RowLocation(f"{OPTION} “{text}”", {}, dict(values))
    return read_row(INCIDENTS, set(IncidentRow.columns()), spot, faults)


def _cells(text: str) -> dict[str, str]:
    """Return the parts of an incident by the columns of the sheet."""
    said, _, note = re.sub(r"\s+", " ", text).strip().partition(" #")
    said, _, value = said.partition(" =")
    kind, rest = _kind(said)
    subject, since, until = _parts(rest.split())
    return {
        "kind": kind,
        "subject": subject.strip("\"'"),
        "since": since,
        "until": until,
        "value": value,
        "note": note,
    }


def _kind(text: str) -> tuple[str, str]:
    for word in _KINDS:
        if f"{fold(text)} ".startswith(f"{word} "):
            return text[: len(word)], text[len(word) :]
    first, _, rest = text.partition(" ")
    return first, rest


def _parts(words: list[str]) -> tuple[str, str, str]:
    """Return subject, first and last moment: the span begins at the first word that can be one."""
    for at in range(len(words)):
        since, until = _span(" ".join(words[at:]))
        if _is_moment(since) and (not until or _is_moment(until)):
            return " ".join(words[:at]), since, until
    for at, word in enumerate(words):
        if at and re.match(r"\d+[-/.]|.*\.\.", word):
            return (" ".join(words[:at]), *_span(" ".join(words[at:])))
    return " ".join(words), "", ""


def _span(text: str) -> tuple[str, str]:
    since, _, until = (part.strip() for part in text.partition(".."))
    if _CLOCK.fullmatch(until) and _is_moment(since):
        until = f"{day_and_clock(since).day.isoformat()}T{until}"
    return since, until


def _is_moment(text: str) -> bool:
    try:
        day_and_clock(text)
    except MisreadError:
        return False
    return True
