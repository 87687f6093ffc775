"""Reading CSV files as spreadsheets save them, whatever mark stands between the cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from geodata.system_reasons import system_reason
from geodata.text_files import decoded, read_bytes
from planner.cell_parsing import tidy
from planner.workbook import Fault, fault
from planner.workbook.reading.raw_table import MOST_COLUMNS, MOST_MIB, MOST_ROWS, Grid, GridRow
from planner.workbook.reading.titles import TITLE_ROWS, heading_names, known_in
from planner.workbook.schema import SHEETS, spellings

CSV_NAMES = {
    f"{name.lower().replace(' ', mark)}.csv": sheet.id
    for sheet in SHEETS
    for name in (*spellings(sheet.name), sheet.id)
    for mark in (" ", "-", "_")
}
"""File names, in small letters, by the sheet that they stand for."""

_DELIMITERS = ";,\t"
_MOST_LINES = 1 << 20
"""Lines of the longest file that is looked through, empty ones with them."""


class _TooManyRowsError(ValueError):
    """A file with more rows than a table may have."""


def read_csv(path: Path, faults: list[Fault]) -> Grid | None:
    """Read a CSV file; its encoding and its delimiter are found out.

    UTF-8 and UTF-16 are recognized by their byte order marks; other text is taken as Windows-1252.
    """
    try:
        size = path.stat().st_size >> 20
        if size >= MOST_MIB:
            faults.append(fault("too_big", path.name, size=size, most=MOST_MIB))
            return None
        text = decoded(read_bytes(path))
        if "\n" not in text:
            text = text.replace("\r", "\n")
        rows = _rows(text, _delimiter(text, CSV_NAMES.get(path.name.lower())))
    except _TooManyRowsError:
        faults.append(fault("too_many_rows", path.name, most=MOST_ROWS))
        return None
    except OSError as error:
        faults.append(fault("file_locked", path.name, reason=system_reason(error)))
        return None
    except (ValueError, csv.Error) as error:
        faults.append(fault("not_text", path.name, reason=error))
        return None
    header = rows[0] if rows else GridRow((), ())
    return Grid(path.name, header, rows[1:])


def _delimiter(text: str, sheet_id: str | None) -> str:
    """Return the mark that parts known headings, else the one most often in the first line."""
    lines = [line for line in islice(_lines(text), TITLE_ROWS) if line.strip()]
    first = lines[0] if lines else ""
    if first.startswith("sep=") and len(first) > 4:
        return first[4]
    names: dict[str, str] = next(
        (heading_names(sheet) for sheet in SHEETS if sheet.id == sheet_id), {}
    )

    def known(delimiter: str) -> tuple[int, int]:
        cells = ([cell.strip('" \r\n') for cell in line.split(delimiter)] for line in lines)
        return max((known_in(row, names) for row in cells), default=0), first.count(delimiter)

    return max(_DELIMITERS, key=known)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends, without a copy of the whole."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _rows(text: str, delimiter: str) -> list[GridRow]:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  (slow to load)

    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    rows: list[GridRow] = []
    for cells in reader:
        if not rows and cells and cells[0].startswith("sep="):
            continue
        values = tuple(tidy(cell) for cell in cells[:MOST_COLUMNS])
        if any(value is not None for value in values):
            refs = tuple(
                f"{get_column_letter(at + 1)}{reader.line_num}" for at in range(len(values))
            )
            rows.append(GridRow(values, refs))
        if len(rows) > MOST_ROWS + 1 or reader.line_num > _MOST_LINES:
            raise _TooManyRowsError
    return rows
