"""Reading CSV files as spreadsheets save them, whatever mark stands between the cells."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from openpyxl.utils import get_column_letter

from planner.desk.faults import Fault, fault
from planner.desk.grid import MOST_MIB, MOST_ROWS, Grid, GridRow
from planner.desk.parse import tidy
from planner.desk.sheets import SHEETS

CSV_NAMES = {
    f"{name.lower().replace(' ', mark)}.csv": sheet.id
    for sheet in SHEETS
    for name in (*sheet.name, sheet.id)
    for mark in (" ", "-", "_")
}
"""File names, in small letters, by the sheet that they stand for."""

DELIMITERS = ";,\t"


def read_csv(path: Path, faults: list[Fault]) -> Grid | None:
    """Read a CSV file; its encoding and its delimiter are found out.

    UTF-8 and UTF-16 are told by their marks; other text is taken as Windows-1252.
    """
    try:
        if path.stat().st_size > MOST_MIB << 20:
            size = path.stat().st_size >> 20
            faults.append(fault("too_big", path.name, size=size, most=MOST_MIB))
            return None
        text = _decoded(path.read_bytes())
        delimiter = _delimiter(text)
        lines = list(_lines(text, delimiter))
    except OSError as error:
        faults.append(fault("file_locked", path.name, reason=error.strerror or error))
        return None
    except (ValueError, csv.Error) as error:
        faults.append(fault("not_text", path.name, reason=error))
        return None
    if len(lines) > MOST_ROWS:
        faults.append(fault("too_many_rows", path.name, most=MOST_ROWS))
        return None
    header = lines[0] if lines else GridRow((), ())
    return Grid(path.name, header, lines[1:])


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = data.decode("utf-16")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252")
    if "\0" in text:
        raise ValueError("NUL")
    return text


def _delimiter(text: str) -> str:
    """Return the mark that stands most often in the header."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.startswith("sep=") and len(first) > 4:
        return first[4]
    return max(DELIMITERS, key=first.count)


def _lines(text: str, delimiter: str) -> list[GridRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[GridRow] = []
    for cells in reader:
        if not rows and cells and cells[0].startswith("sep="):
            continue
        values = tuple(tidy(cell) for cell in cells)
        if any(value is not None for value in values):
            refs = tuple(
                f"{get_column_letter(at + 1)}{reader.line_num}" for at in range(len(cells))
            )
            rows.append(GridRow(values, refs))
    return rows
