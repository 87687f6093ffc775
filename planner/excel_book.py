"""Excel workbooks as they are written: cells by what they hold, formats, print set-up.

No text from data becomes a formula, a link or a number. A formula's value is written beside it,
so that viewers that do not calculate (phones, mail programs) show figures. The same input gives
the same bytes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from planner.cell_text import safe

__all__ = ["Cell", "ExcelBook", "Formula", "Look", "Worksheet"]

_A4 = 9


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and what it comes to."""

    text: str
    value: float | str


Worksheet = Any
Look = Any
"""A sheet and a format of xlsxwriter, which has no types."""

Cell = str | int | float | dt.date | Formula | None


class ExcelBook:
    """A workbook being written; use it in a `with` block.

    Parameters
    ----------
    path
        File to write; OSError at the end of the block where it cannot be.
    title
        Of the document.
    made
        Date of making that the file states: the same input gives the same bytes.
    """

    def __init__(self, path: Path, title: str, made: dt.date) -> None:
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        self._book: Any = xlsxwriter.Workbook(str(path), options)
        midnight = dt.datetime(made.year, made.month, made.day)  # noqa: DTZ001  (no zone in xlsx)
        self._book.set_properties({"title": safe(title), "created": midnight})
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._book.close()
        except FileCreateError as error:
            cause = error.__cause__
            raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error

    def add(self, name: str) -> Worksheet:
        """Add a sheet of a name that spreadsheets accept."""
        return self._book.add_worksheet(name)

    def format(self, **properties: object) -> Look:
        """Return the format of properties, as xlsxwriter names them."""
        key = tuple(properties.items())
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, look: Look) -> None:
        """Write a cell by what it holds: text stays text, whatever it begins with."""
        if isinstance(cell, Formula):
            value = safe(cell.value) if isinstance(cell.value, str) else cell.value
            sheet.write_formula(row, column, cell.text, look, value)
        elif cell is None:
            sheet.write_blank(row, column, None, look)
        elif isinstance(cell, str):
            sheet.write_string(row, column, safe(cell), look)
        elif isinstance(cell, dt.date):
            clock = cell.time() if isinstance(cell, dt.datetime) else dt.time()
            sheet.write_datetime(row, column, dt.datetime.combine(cell, clock), look)
        else:
            sheet.write_number(row, column, cell, look)

    def fit_on_a4(self, sheet: Worksheet, *, landscape: bool) -> None:
        """Set a sheet up for printing on A4, as wide as the page."""
        sheet.set_paper(_A4)
        sheet.set_landscape() if landscape else sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
