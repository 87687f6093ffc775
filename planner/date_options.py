"""Dates as they are typed after an option."""

from __future__ import annotations

from datetime import date

from geodata import Message
from planner.cell_parsing import MisreadError
from planner.workbook.schema import day


def date_of(option: str, text: str | None, faults: list[Message]) -> date | None:
    """Read a date as in the workbook (2018-03-12, 12/03/2018, 12 Maret 2018), or add a fault."""
    if text is None:
        return None
    try:
        return day(text)
    except MisreadError:
        faults.append(Message("bad_date", option=option, value=text))
        return None
