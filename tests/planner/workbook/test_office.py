"""LibreOffice opens and saves the workbook without loss."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.workbook.loader import LoadedWorkbook, load
from planner.workbook.schema.sheets import SHEETS
from tests.planner.workbook.conftest import Book, refused, told, unusual

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="there is no LibreOffice on this machine"),
]


def opened_and_saved(book: Path, folder: Path) -> Path:
    """Let LibreOffice open a workbook and save it into a folder."""
    subprocess.run(
        [
            str(OFFICE), "--headless", "--norestore",
            f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(book),
        ],
        check=True, capture_output=True, timeout=180, env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    return folder / book.name


@pytest.fixture(scope="module")
def saved(books: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both workbooks, opened and saved by LibreOffice."""
    found = {}
    for language, book in books.items():
        folder = tmp_path_factory.mktemp(f"office-{language}")
        found[language] = opened_and_saved(book, folder)
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_campaign_is_the_same(
    saved: dict[str, Path], desk: LoadedWorkbook, language: str
) -> None:
    found = load(saved[language].parent, language="en")
    assert found.prepared.campaign == desk.prepared.campaign
    assert unusual(found) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_cell_comment_list_or_format_is_lost(
    books: dict[str, Path], saved: dict[str, Path], language: str
) -> None:
    before, after = load_workbook(books[language]), load_workbook(saved[language])
    assert before.sheetnames == after.sheetnames
    for page in before:
        other = after[page.title]
        assert page.sheet_state == other.sheet_state
        for row in page.iter_rows():
            for cell in row:
                kept = other[cell.coordinate]
                assert kept.value == cell.value
                assert (kept.comment is None) == (cell.comment is None)
                if cell.value is not None:
                    assert kept.number_format == cell.number_format
        rules = [
            sorted(str(rule.sqref) for rule in p.data_validations.dataValidation)
            for p in (page, other)
        ]
        assert rules[0] == rules[1]
        assert len(page.conditional_formatting) == len(other.conditional_formatting)
    assert len(before.sheetnames) == len(SHEETS) + 1


def test_formulas_that_the_office_has_worked_out_are_read(changed: Book, tmp_path: Path) -> None:
    changes = {("Pairs", "F2"): "=6*5", ("Pairs", "G2"): "=DATE(2018,3,19)"}
    book = changed(changes) / "campaign.xlsx"
    assert told(refused(book)) == {("formula", "Pairs", "F2"), ("formula", "Pairs", "G2")}
    saved = opened_and_saved(book, tmp_path / "saved")
    pair = load(saved).prepared.campaign.teams[0]
    assert (pair.setup_minutes, pair.from_) == (30, date(2018, 3, 19))
    book = changed({("Pairs", "E2"): "=1/0"}) / "campaign.xlsx"
    saved = opened_and_saved(book, tmp_path / "again")
    assert told(refused(saved)) == {("error_value", "Pairs", "E2")}
