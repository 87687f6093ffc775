"""Workbooks for tests: the default one, and copies of it that are changed cell by cell."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from geodata import Dataset, Language, load_dataset
from planner.spelling import mark
from planner.workbook.faults import Fault, WorkbookError
from planner.workbook.loader import LoadedWorkbook, load
from planner.workbook.schema import SHEETS, spellings
from planner.workbook.writing.default_tables import initial_tables
from planner.workbook.writing.excel_writer import write_workbook

Changes = Mapping[tuple[str, str], object]


@pytest.fixture(scope="session")
def kupang() -> Dataset:
    return load_dataset()


@pytest.fixture(autouse=True)
def _read_once(kupang: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the embedded dataset once for all tests of this folder."""

    def known(folder: Path | None = None, language: Language | None = None) -> Dataset:
        return kupang if folder is None else load_dataset(folder, language)

    monkeypatch.setattr("planner.workbook.loader.load_dataset", known)


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory, kupang: Dataset) -> dict[str, Path]:
    """The default workbook in both languages; not to be changed."""
    found = {}
    for language in ("id", "en"):
        found[language] = tmp_path_factory.mktemp(language) / "campaign.xlsx"
        write_workbook(found[language], initial_tables(kupang, None, language), language)
    return found


@pytest.fixture(scope="session")
def desk(books: dict[str, Path]) -> LoadedWorkbook:
    """The default workbook, read."""
    return load(books["en"].parent, language="en")


USUAL = {"no_building", "doubted_posts", "far_post"}
"""Cautions of the untouched workbook of Kupang: nobody has named a building yet, the dataset
doubts some capitals, and a village is far from any post."""


def unusual(found: LoadedWorkbook) -> list[tuple[str, str]]:
    """Key and sheet of the cautions that the untouched workbook does not give."""
    return [(one.key, one.sheet) for one in found.warnings if one.key not in USUAL]


def field_cells(page: Worksheet, sheet_id: str) -> dict[str, str]:
    """Column letter, or row number of a sheet of settings, by field name."""
    sheet = next(sheet for sheet in SHEETS if sheet.id == sheet_id)
    columns = sheet.row.columns().items()
    names = {mark(n): field for field, column in columns for n in spellings(column.name)}
    if sheet.settings:
        return {names[mark(row[0].value)]: str(row[0].row) for row in page.iter_rows(min_row=2)}
    return {names[mark(cell.value)]: cell.column_letter for cell in page[1]}


Book = Callable[..., Path]


@pytest.fixture
def changed(books: dict[str, Path], tmp_path: Path) -> Book:
    """Copy the English workbook with cells changed: {(sheet, cell): value}; its folder."""

    def make(changes: Changes, edit: Callable[..., object] | None = None) -> Path:
        target = tmp_path / "desk" / "campaign.xlsx"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(books["en"], target)
        book = load_workbook(target)
        for (sheet, cell), value in changes.items():
            book[sheet][cell] = value
        if edit is not None:
            edit(book)
        book.save(target)
        return target.parent

    return make


def refused(folder: Path) -> list[Fault]:
    """Faults of a folder that cannot be used."""
    with pytest.raises(WorkbookError) as caught:
        load(folder, language="en")
    return list(caught.value.faults)


def told(faults: list[Fault]) -> set[tuple[str, str, str]]:
    """What is said where: key, sheet, cell."""
    return {(one.key, one.sheet, one.cell) for one in faults}
