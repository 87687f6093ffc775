"""Formulas that sum the rows of a sheet of schedule.xlsx."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from planner.excel_book import Formula
from planner.spreadsheets.book import Area, Book
from planner.tables import PlanTables

_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The workbook, the tables that it is made from, and where each stands."""

    book: Book
    tables: PlanTables
    areas: dict[str, Area]


def serial(day: dt.date) -> int:
    """Return a date as spreadsheets count it: days since 30 December 1899."""
    return (day - _EPOCH).days


def total(sheets: Sheets, name: str, head: str) -> str:
    """Return the sum of a column."""
    return f"SUM({sheets.areas[name].column(head)})"


def summed(sheets: Sheets, name: str, head: str, key: str, by: str = "pair", trip: str = "") -> str:
    """Return the sum of a column over the rows whose `by` is the text in the cell `key`.

    EXACT in place of SUMIFS: an id such as `*` or `<5` means itself. With `trip`, over the
    rows of the trip whose number is in that cell.
    """
    area = sheets.areas[name]
    terms = [f"EXACT({area.column(by)},{key})"]
    if trip:
        terms.append(f"({area.column('trip')}={trip})")
    return f"SUMPRODUCT({'*'.join(terms)}*{area.column(head)})"


def same(book: Book, row: int) -> Formula:
    """Say whether the two cells to the left agree; whole numbers up to rounding."""
    at = row + 1
    return Formula(
        f'=IF(ABS(B{at}-C{at})<0.0005,"{book.word("yes")}","{book.word("no")}")', book.word("yes")
    )
