"""Reading the text of a report: as the page saves it, as Excel does, or out of a message.

Semicolons, tabs or commas; dates as 2018-04-02 or 02/04/2018; clock times as 07:35 or 07.35. A
table begins at its heading, wherever that stands in the text; words before it are a message's. A
text may hold several tables.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, get_args

from geodata import Message
from planner.cell_parsing import MisreadError
from planner.reports.report import FIRST_VERSION, REPORT_COLUMNS, Report, Status
from planner.workbook.schema import clock, date_and_clock, day

MOST_RESIDENTS = 9999
"""Residents of one session that a phone lets its team enter."""

DELIMITERS = ",;\t"
HEADING = re.compile(rf"plan_sha256[\"']?\s*([{DELIMITERS}])")

_NEEDED = tuple(name for name in FIRST_VERSION if name not in {"plan_sha256", "remark"})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Table:
    """A heading and where its columns stand; `line` counts from 1."""

    delimiter: str
    columns: Mapping[str, int]


def read_table(text: str, name: str, faults: list[Message]) -> list[Report]:
    """Read every table in a text.

    Parameters
    ----------
    text
        Lines end with a line feed.
    name
        The file's, for messages.
    faults
        Gets a message for each cell that cannot be read, and for a text without a table.
    """
    reports: list[Report] = []
    table: _Table | None = None
    found = False
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), start=1):
        heading = HEADING.search(line)
        if heading:
            table = _table(line[heading.start() :], heading[1], name, number, faults)
            found = True
        elif table is not None and table.delimiter in line:
            report = _row(line, table, name, number, faults)
            if report is not None:
                reports.append(report)
    if not found:
        faults.append(Message("report_no_table", file=name))
    return reports


def _table(
    line: str, delimiter: str, name: str, number: int, faults: list[Message]
) -> _Table | None:
    cells = [cell.strip().strip("\"'").lower() for cell in line.split(delimiter)]
    columns = {cell: at for at, cell in enumerate(cells) if cell in REPORT_COLUMNS}
    missing = [column for column in _NEEDED if column not in columns]
    if missing:
        faults.append(Message("report_columns", file=name, line=number, columns=", ".join(missing)))
        return None
    return _Table(delimiter, columns)


def _cells(line: str, table: _Table) -> dict[str, str]:
    values = next(csv.reader([line], delimiter=table.delimiter), [])
    return {
        column: _bare(values[at]) if at < len(values) else ""
        for column, at in table.columns.items()
    }


def _bare(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from calculating."""
    text = cell.strip()
    return text[1:] if re.match(r"'[=+\-@\t]", text) else text


def _row(line: str, table: _Table, name: str, number: int, faults: list[Message]) -> Report | None:
    cells = _cells(line, table)
    if not any(cells.values()):
        return None
    before = len(faults)

    def read(column: str, reader: Callable[[str], T], empty: T) -> T:
        text = cells.get(column, "")
        if not text:
            return empty
        try:
            return reader(text)
        except (ValueError, MisreadError):
            told = {"file": name, "line": number, "column": column, "value": text}
            faults.append(Message("report_cell", **told))
            return empty

    on = read("date", day, date.min)
    report = Report(
        team=cells.get("team", ""),
        date=on,
        post=cells.get("post", ""),
        start=read("start", clock, None),
        planned=read("planned", _residents, None),
        recorded=read("recorded", _residents, None),
        no_shows=read("no_shows", _residents, None),
        remark=cells.get("remark", ""),
        plan_sha256=cells.get("plan_sha256", "").lower(),
        campaign_id=cells.get("campaign_id", ""),
        revision=read("revision", int, None),
        saved_at=read("saved_at", date_and_clock, None),
        status=read("status", _status, ""),
        actual_start=read("actual_start", clock, None),
        actual_end=read("actual_end", clock, None),
        night_at=cells.get("night_at", ""),
        problem=cells.get("problem", ""),
        origin=f"{name}:{number}",
    )
    faults += [
        Message("report_empty", file=name, line=number, column=column)
        for column in ("team", "date")
        if not cells.get(column)
    ]
    return report if len(faults) == before else None


def _residents(text: str) -> int:
    value = int(text)
    if not 0 <= value <= MOST_RESIDENTS:
        raise ValueError(text)
    return value


def _status(text: str) -> Status:
    for known in get_args(Status):
        if known == text.lower():
            return known  # type: ignore[no-any-return]
    raise ValueError(text)
