"""Reading a workbook: what is damaged, protected or too large gets an answer of its own."""

from __future__ import annotations

import lzma
import struct
import warnings
import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from geodata import Listing
from geodata.system_reasons import system_reason
from planner.spelling import closest, mark
from planner.workbook import Fault, fault
from planner.workbook.reading.raw_table import MOST_MIB, MOST_ROWS, Grid, GridRow
from planner.workbook.reading.sheet_cells import sheet_cells
from planner.workbook.schema import SHEETS, spellings

OTHER_SHEETS = {".ods", ".fods", ".xlsb", ".numbers"}
"""Workbooks of other programs or kinds, which have to be saved as .xlsx."""

MIB = 1 << 20
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = "EncryptedPackage".encode("utf-16-le")
"""Name of the part of an OLE file that holds a workbook under a password."""

BOOK = "xl/workbook.xml"
STRICT = b"http://purl.oclc.org/ooxml/"
"""Begins the names of a workbook saved as Strict Open XML, which openpyxl does not know."""

_NAMES = {mark(name): sheet.id for sheet in SHEETS for name in (*spellings(sheet.name), sheet.id)}
MOST_NAMED, MOST_GUESSED = 12, 100
"""Sheets that a message lists, and up to which it is asked what a strange one may be."""

DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, InvalidFileException, ParseError,
    DefusedXmlException, LookupError, ValueError, TypeError, AttributeError, EOFError,
    ArithmeticError, RuntimeError,
)  # fmt: skip
"""What zipfile, the XML parsers and openpyxl raise on files that are no sound workbook."""


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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells what it leaves out: nothing of ours
            with closing(load_workbook(path, read_only=True, data_only=True)) as book:
                _read(book, path, grids, faults)
    except OSError as error:
        faults.append(fault("file_locked", path.name, reason=system_reason(error)))
    except DAMAGED as error:
        grids.clear()
        faults.append(fault("damaged", path.name, reason=_short(error)))


def _read(book: Workbook, path: Path, grids: dict[str, Grid], faults: list[Fault]) -> None:
    titles = {_NAMES.get(mark(name)) for name in book.sheetnames}
    if not titles - {None}:
        found = ", ".join(book.sheetnames[:MOST_NAMED]) or "-"
        names = Listing(tuple(sheet.name for sheet in SHEETS))
        faults.append(fault("no_known_sheet", path.name, found=found, names=names))
        return
    for sheet in book.worksheets:
        known = _NAMES.get(mark(sheet.title))
        if known is None:
            meant = closest(sheet.title, _NAMES) if len(book.sheetnames) <= MOST_GUESSED else ""
            if meant and _NAMES[meant] not in titles:
                name = next(s.name for s in SHEETS if s.id == _NAMES[meant])
                faults.append(fault("sheet_unknown", sheet.title, name=name))
        elif known in grids:
            name = next(s.name for s in SHEETS if s.id == known)
            faults.append(fault("sheet_twice", sheet.title, name=name))
        else:
            grid = _grid(sheet, faults)
            if grid is not None:
                grid.since_1904 = book.epoch == CALENDAR_MAC_1904
                grids[known] = grid


def _refused(path: Path) -> Fault | None:
    """Why a file is not opened at all."""
    if not path.is_file():  # a pipe or a device would never end
        return fault("not_xlsx", path.name)
    size = path.stat().st_size
    if size > MOST_MIB * MIB:
        return fault("too_big", path.name, size=size // MIB, most=MOST_MIB)
    with path.open("rb") as stream:
        magic = stream.read(8)
    if magic.startswith(OLE_MAGIC):
        protected = PROTECTED in path.read_bytes()
        return fault("password" if protected else "old_format", path.name)
    if path.suffix.casefold() in OTHER_SHEETS:
        return fault("not_xlsx", path.name)
    if not zipfile.is_zipfile(path):
        return fault("damaged" if magic.startswith(b"PK") else "not_xlsx", path.name, reason="zip")
    return _refused_archive(path)


def _refused_archive(path: Path) -> Fault | None:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        size = sum(info.file_size for info in archive.infolist())
        if size > MOST_MIB * MIB:
            return fault("too_big", path.name, size=size // MIB, most=MOST_MIB)
        if BOOK not in names:
            return fault("not_xlsx", path.name)
        return fault("strict", path.name) if STRICT in archive.read(BOOK) else None


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__


def _grid(sheet: ReadOnlyWorksheet, faults: list[Fault]) -> Grid | None:
    found = sheet_cells(sheet)
    if len(found.rows) > MOST_ROWS:
        faults.append(fault("too_many_rows", sheet.title, most=MOST_ROWS))
        return None
    header = found.rows[0] if found.rows else GridRow((), ())
    return Grid(sheet.title, header, found.rows[1:], found.merged, found.hidden)
