"""Reading the text of a report: its tables as `planner.reports.text_table` finds them.

Dates as 2018-04-02 or 02/04/2018; clock times as 07:35 or 07.35.
"""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

from geodata import Message
from planner.reports.report import FIRST_VERSION, REPORT_COLUMNS, Report, Status
from planner.reports.text_table import DELIMITERS, TextRow, TextTable
from planner.workbook.schema import clock, date_and_clock, day

MOST_RESIDENTS = 9999
"""Residents of one session that a phone lets its team enter."""

REPORT_TABLE = TextTable(
    heading=re.compile(rf"plan_sha256[\"']?\s*([{DELIMITERS}])"),
    columns=REPORT_COLUMNS,
    needed=tuple(name for name in FIRST_VERSION if name not in {"plan_sha256", "remark"}),
    absent="report_no_table",
    lacking="report_columns",
)


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
    found = (_report(row) for row in REPORT_TABLE.rows(text, name, faults))
    return [report for report in found if report is not None]


def _report(row: TextRow) -> Report | None:
    before = len(row.faults)
    report = Report(
        team=row.text("team"),
        date=row.read("date", day, date.min),
        post=row.text("post"),
        start=row.read("start", clock, None),
        planned=row.read("planned", _residents, None),
        recorded=row.read("recorded", _residents, None),
        no_shows=row.read("no_shows", _residents, None),
        remark=row.text("remark"),
        plan_sha256=row.text("plan_sha256").lower(),
        campaign_id=row.text("campaign_id"),
        revision=row.read("revision", int, None),
        saved_at=row.read("saved_at", date_and_clock, None),
        status=row.read("status", _status, ""),
        actual_start=row.read("actual_start", clock, None),
        actual_end=row.read("actual_end", clock, None),
        night_at=row.text("night_at"),
        problem=row.text("problem"),
        origin=row.origin,
    )
    row.demand("team", "date")
    return report if len(row.faults) == before else None


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
