"""Reading a workbook: what is damaged, protected or too large gets an answer of its own."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from planner.desk.faults import Fault, fault
from planner.desk.grid import MOST_MIB, MOST_ROWS, ErrorValue, Formula, Grid, GridRow
from planner.desk.parse import tidy
from planner.desk.sheets import SHEETS
from planner.desk.spelling import closest, mark

MIB = 1 << 20
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = "EncryptedPackage".encode("utf-16-le")
"""Name of the part of an OLE file that holds a workbook under a password."""

NAMES = {mark(name): sheet.id for sheet in SHEETS for name in (*sheet.name, sheet.id)}
DAMAGED = (
    zipfile.BadZipFile, InvalidFileException, ParseError, DefusedXmlException, KeyError, ValueError,
    TypeError, IndexError, AttributeError, EOFError, NotImplementedError,
)  # fmt: skip
"""What openpyxl raises on files that are no sound workbook."""


def read_workbook(path: Path, grids: dict[str, Grid], faults: list[Fault]) -> None:
    """Read the sheets that are known; others are left alone.

    Parameters
    ----------
    grids
        Gets a table per sheet, by the sheet's id.
    faults
        Gets everything that cannot be read.
    """
    try:
        refused = _refused(path)
        if refused is not None:
            faults.append(refused)
            return
        values = load_workbook(path, data_only=True)
        formulas = load_workbook(path)
    except OSError as error:
        faults.append(fault("file_locked", path.name, reason=error.strerror or error))
        return
    except DAMAGED as error:
        faults.append(fault("damaged", path.name, reason=_short(error)))
        return
    for sheet in values.worksheets:
        known = NAMES.get(mark(sheet.title))
        if known is None:
            meant = closest(sheet.title, NAMES)
            if meant and NAMES[meant] not in {NAMES.get(mark(n)) for n in values.sheetnames}:
                name = next(s.name for s in SHEETS if s.id == NAMES[meant])
                faults.append(fault("sheet_unknown", sheet.title, name=name))
        elif known in grids:
            name = next(s.name for s in SHEETS if s.id == known)
            faults.append(fault("sheet_twice", sheet.title, name=name))
        else:
            grid = _grid(sheet, formulas[sheet.title], faults)
            if grid is not None:
                grids[known] = grid


def _refused(path: Path) -> Fault | None:
    """Why a file is not opened at all."""
    with path.open("rb") as stream:
        magic = stream.read(8)
    if magic.startswith(OLE_MAGIC):
        protected = PROTECTED in path.read_bytes()
        return fault("password" if protected else "old_format", path.name)
    if not zipfile.is_zipfile(path):
        return fault("damaged" if magic.startswith(b"PK") else "not_xlsx", path.name, reason="zip")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        size = sum(info.file_size for info in archive.infolist())
    if size > MOST_MIB * MIB:
        return fault("too_big", path.name, size=size // MIB, most=MOST_MIB)
    if "xl/workbook.xml" not in names:
        return fault("not_xlsx", path.name)
    return None


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__


def _grid(sheet: Worksheet, formulas: Worksheet, faults: list[Fault]) -> Grid | None:
    rows = list(_rows(sheet, formulas))
    if len(rows) > MOST_ROWS:
        faults.append(fault("too_many_rows", sheet.title, most=MOST_ROWS))
        return None
    merged = [
        (found.coord, range(found.min_col - 1, found.max_col))
        for found in sheet.merged_cells.ranges
    ]
    header = rows[0] if rows else GridRow((), ())
    return Grid(sheet.title, header, rows[1:], merged)


def _rows(sheet: Worksheet, formulas: Worksheet) -> Iterator[GridRow]:
    """Yield the rows that hold anything, the columns counted from A."""
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        values = tuple(_value(cell, formulas, number, at) for at, cell in enumerate(cells, start=1))
        if any(value is not None for value in values):
            refs = tuple(f"{get_column_letter(at)}{number}" for at in range(1, len(cells) + 1))
            yield GridRow(values, refs)


def _value(cell: Cell | MergedCell, formulas: Worksheet, row: int, column: int) -> object:
    if cell.data_type == "e":
        return ErrorValue(str(cell.value))
    value = tidy(cell.value)
    if value is None:
        written = formulas.cell(row, column)
        if written.data_type == "f":
            return Formula(str(getattr(written.value, "text", written.value)))
    return value
