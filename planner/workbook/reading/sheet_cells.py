"""The cells of a sheet, row by row: only what is in the file costs time and memory.

openpyxl's own tables hold a cell for every place up to the last one that is formatted, and for
every cell of a merged range. Its parser, which this module reads with, yields what is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from planner.cell_parsing import tidy
from planner.workbook.reading.raw_table import (
    MOST_COLUMNS,
    MOST_ROWS,
    ErrorValue,
    GridRow,
    UncalculatedFormula,
)

_VALUE, _FORMULA = f"{{{SHEET_MAIN_NS}}}v", f"{{{SHEET_MAIN_NS}}}f"
TRUE = {"1", "true"}
_LAST_ROW = 1 << 20
"""Rows of the largest sheet that there is."""


@dataclass(slots=True)
class SheetCells:
    """What a sheet holds.

    Attributes
    ----------
    rows
        The rows that hold anything; at most one more than `MOST_ROWS`.
    merged
        Merged ranges: their cells, and positions of the columns that they touch.
    hidden
        Numbers of the rows that hold something and are hidden, as by a filter.
    """

    rows: list[GridRow] = field(default_factory=list)
    merged: list[tuple[str, range]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


class _Parser(WorkSheetParser):
    """Reads results; a formula whose result is not stored stays a formula."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        kind = element.get("t", "n")
        if cell["data_type"] == "e" and kind == "n":  # a number that the date format cannot show
            cell["value"] = float(element.findtext(_VALUE) or 0)
        elif cell["data_type"] == "e":
            cell["value"] = ErrorValue(str(cell["value"]))
        elif cell["value"] is None and kind != "str":
            written = element.find(_FORMULA)
            if written is not None:
                cell["value"] = UncalculatedFormula(f"={written.text or ''}")
        return cell


def sheet_cells(sheet: ReadOnlyWorksheet) -> SheetCells:
    """Read a sheet of a workbook that was opened with `read_only` and `data_only`."""
    opened: Any = sheet  # the parser's parts are not in openpyxl's public face
    book = opened.parent
    found = SheetCells()
    with opened._get_source() as source:
        parser = _Parser(
            source,
            opened._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, row in _rows(parser):
            found.rows.append(row)
            if parser.row_dimensions.get(str(number), {}).get("hidden") in TRUE:
                found.hidden.append(number)
            parser.row_dimensions.clear()
            if len(found.rows) > MOST_ROWS:
                return found
    ranges = [] if parser.merged_cells is None else parser.merged_cells.mergeCell
    for merged in ranges:
        first, _, last, _ = range_boundaries(merged.ref)
        found.merged.append((str(merged.ref), range((first or 1) - 1, last or MOST_COLUMNS)))
    return found


def _rows(parser: _Parser) -> Iterator[tuple[int, GridRow]]:
    """Yield the rows that hold anything, the columns counted from A, none shorter than the last."""
    width = 0
    for count, (number, cells) in enumerate(parser.parse(), start=1):
        if max(count, number) > _LAST_ROW:
            raise ValueError(number)
        held = {
            cell["column"]: value
            for cell in cells
            if cell["column"] <= MOST_COLUMNS and (value := tidy(cell["value"])) is not None
        }
        if held:
            width = max(width, *held)
            columns = range(1, width + 1)
            values = tuple(held.get(column) for column in columns)
            yield number, GridRow(values, tuple(f"{get_column_letter(c)}{number}" for c in columns))
