"""Dates as they are typed after an option."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from geodata import Message
from planner.cell_parsing import MisreadError
from planner.workbook.schema import clock, day


def date_option(option: str, text: str | None, faults: list[Message]) -> date | None:
    """Read a date as in the workbook (2018-03-12, 12/03/2018, 12 Maret 2018), or add a fault."""
    if text is None:
        return None
    try:
        return day(text)
    except MisreadError:
        faults.append(Message("bad_date", option=option, value=text))
        return None


def moment_of(option: str, text: str, faults: list[Message]) -> datetime | None:
    """Read a date with a clock time (2018-04-02T12:30), or a date alone: the end of that date."""
    found = re.fullmatch(r"(.*?)[T ]+(\d{1,2}[:.]\d{2})", text.strip())
    on, at = found.groups() if found else (text, "")
    try:
        minutes = clock(at) if at else 24 * 60 - 1
        return datetime.combine(day(on), time(*divmod(min(minutes, 24 * 60 - 1), 60)))
    except MisreadError:
        faults.append(Message("bad_moment", option=option, value=text))
        return None
