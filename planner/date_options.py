"""Dates as they are typed after an option."""

from __future__ import annotations

from datetime import date, datetime, time

from geodata import Message
from planner.cell_parsing import MisreadError
from planner.workbook.schema import date_and_clock, day

END_OF_DATE = time(23, 59)


def date_option(option: str, text: str | None, faults: list[Message]) -> date | None:
    """Read a date as in the workbook (2018-03-12, 12/03/2018, 12 Maret 2018), or add a fault."""
    if text is None:
        return None
    try:
        return day(text)
    except MisreadError:
        faults.append(Message("bad_date", option=option, value=text))
        return None


def moment_of(
    option: str, text: str, faults: list[Message], alone: time = END_OF_DATE
) -> datetime | None:
    """Read a date with a clock time (2018-04-02T12:30); a date `alone` has that time."""
    try:
        return date_and_clock(text, alone)
    except MisreadError:
        faults.append(Message("bad_moment", option=option, value=text))
        return None
