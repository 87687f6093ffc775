"""schedule.xlsx and the duty lists: formulas agree with the plan, text stays text."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from geodata import Language
from planner.spreadsheets.duty_lists import write_duty_lists
from planner.spreadsheets.schedule import write_schedule
from planner.tables.plan_tables import tables_of
from planner.tables.rows import ROW_TYPES
from routing import Campaign
from tests.planner import island
from tests.planner.tables.test_plan_tables import hostile

Sheet = Any


def written(folder: Path, town: Campaign, language: Language, stock: int | None = 76) -> Path:
    tables = tables_of(town, island.plan(town), stock)
    folder.mkdir(exist_ok=True)
    write_schedule(folder / "schedule.xlsx", tables, language)
    write_duty_lists(folder / "duty-lists.xlsx", tables, language)
    return folder


def cells(path: Path, *, values: bool = False) -> Iterator[tuple[str, Any]]:
    for sheet in openpyxl.load_workbook(path, data_only=values):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{sheet.title}!{cell.coordinate}", cell


@pytest.fixture(scope="module")
def office() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not installed: formulas cannot be computed anew")
    return found


@pytest.fixture(scope="module")
def recalculated(
    office: str, planned: tuple[Path, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Path, Path]]:
    """Workbooks, and the same with every formula computed by LibreOffice, by name."""
    folder = tmp_path_factory.mktemp("office")
    small = written(folder / "small", island.campaign(), "en")
    books = {
        "small": small / "schedule.xlsx",
        "small-duty": small / "duty-lists.xlsx",
        "large": planned[0] / "schedule.xlsx",
        "large-duty": planned[0] / "duty-lists.xlsx",
    }
    bare = folder / "bare"
    bare.mkdir()
    for name, path in books.items():
        openpyxl.load_workbook(path).save(bare / f"{name}.xlsx")  # leaves the values out
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "new")]
    subprocess.run(
        [*command, *(str(bare / f"{name}.xlsx") for name in books)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {name: (path, folder / "new" / f"{name}.xlsx") for name, path in books.items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["small", "small-duty", "large", "large-duty"])
def test_formulas_come_to_what_stands_beside_them(
    name: str, recalculated: dict[str, tuple[Path, Path]]
) -> None:
    path, computed = recalculated[name]
    formulas = [at for at, cell in cells(path) if cell.data_type == "f"]
    said = {at: cell.value for at, cell in cells(path, values=True)}
    found = {at: cell.value for at, cell in cells(computed, values=True)}
    assert len(formulas) > 5
    wrong = [
        (at, said[at], found.get(at))
        for at in formulas
        if found.get(at) != said[at] and found.get(at) != pytest.approx(said[at], abs=1e-6)
    ]
    assert wrong == []


@pytest.mark.slow
def test_the_summary_agrees_with_the_plan(recalculated: dict[str, tuple[Path, Path]]) -> None:
    for name, word in (("small", "same"), ("large", "sama")):
        book = openpyxl.load_workbook(recalculated[name][1], data_only=True)
        rows = [row for row in book.worksheets[0].iter_rows(min_row=5, values_only=True) if row[0]]
        assert [row[3] for row in rows] == [word] * 15
    small = openpyxl.load_workbook(recalculated["small"][1], data_only=True)["Summary"]
    figures = {row[0]: row[1] for row in small.iter_rows(min_row=5, values_only=True)}
    assert figures["Recorded"] == 152
    assert figures["Left"] == 8
    assert figures["Distance (km)"] == pytest.approx(111.002)
    assert figures["Spent (Rp)"] == 3_412_894
    assert figures["Total with urgency (Rp)"] == 3_421_694


@pytest.mark.parametrize("language", ["id", "en"])
def test_text_stays_text(language: Language, tmp_path: Path) -> None:
    folder = written(tmp_path / "out", hostile(), language)
    for path in folder.iterdir():
        texts = [cell for _, cell in cells(path) if cell.data_type != "f"]
        assert not [
            cell.value
            for cell in texts
            if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "\t"))
        ]
        formulas = [cell.value for _, cell in cells(path) if cell.data_type == "f"]
        assert not [text for text in formulas if "HYPERLINK" in text or "isle" in text]
    assert "'=HYPERLINK(1)" in {cell.value for _, cell in cells(folder / "schedule.xlsx")}


def test_ids_that_look_like_criteria_mean_themselves(tmp_path: Path) -> None:
    folder = written(tmp_path / "out", island.campaign(), "en")
    formulas = [c.value for _, c in cells(folder / "schedule.xlsx") if c.data_type == "f"]
    assert not [text for text in formulas if "SUMIF" in text or "COUNTIF" in text]


def test_sheets_are_in_the_language(tmp_path: Path) -> None:
    names = {}
    for language in ("id", "en"):
        folder = written(tmp_path / language, island.campaign(), language)
        names[language] = openpyxl.load_workbook(folder / "schedule.xlsx").sheetnames
    assert names["id"][:3] == ["Ringkasan", "Siapa di mana", "Kecamatan per tanggal"]
    assert names["en"][:3] == ["Summary", "Who is where", "Kecamatan by date"]


def test_who_is_where(tmp_path: Path) -> None:
    folder = written(tmp_path / "out", island.campaign(), "en")
    sheet = openpyxl.load_workbook(folder / "schedule.xlsx")["Who is where"]
    rows = [list(row[1:3]) for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert rows[:4] == [
        ["T01", "T02"],
        ["K-hill 84 *", None],
        ["K-hill 48", None],
        ["K-isle 20", None],
    ]


def test_the_duty_list_of_a_pair(tmp_path: Path) -> None:
    folder = written(tmp_path / "out", island.campaign(), "id")
    book = openpyxl.load_workbook(folder / "duty-lists.xlsx", data_only=True)
    assert book.sheetnames == ["T01", "T02"]
    sheet = book["T01"]
    said = {cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"Lampiran surat tugas", "1. Ani 1    2. Budi 1", "mobil"} <= said
    lines = [row for row in sheet.iter_rows(min_row=10, values_only=True) if row[0]][:3]
    assert [(row[0], row[2], row[4], row[5], row[6], row[7]) for row in lines] == [
        (1, "Base - Hill", 84, "Hill", 1, 40.501),
        (1, "Hill - Base", 48, "Base", 0, 40.501),
        (2, "Base - Harbour - Isle - Harbour - Base", 20, "Base", 0, 30),
    ]
    total = next(row for row in sheet.iter_rows(values_only=True) if row[2] == "Jumlah")
    assert (total[4], total[6], total[7]) == (152, 1, pytest.approx(111.002))
    assert "Tim ini tidak bertugas dalam rencana ini." in {c.value for (c,) in book["T02"]["A9:A9"]}


def test_too_few_cards_are_told_with_the_ruling(tmp_path: Path) -> None:
    folder = written(tmp_path / "few", island.campaign(), "en")
    sheet = openpyxl.load_workbook(folder / "schedule.xlsx", data_only=True)["Blank cards"]
    note = str(sheet["A2"].value)
    assert "76 cards too few" in note
    assert "kupang.antaranews.com/berita/6665" in note
    figures = {row[4]: row[5] for row in sheet.iter_rows(min_row=7, values_only=True) if row[4]}
    assert figures == {
        "Stock of blank cards": 76,
        "Handed out": 76,
        "Stays in stock": 0,
        "Short": 76,
    }
    plenty = written(tmp_path / "plenty", island.campaign(), "en", stock=200)
    sheet = openpyxl.load_workbook(plenty / "schedule.xlsx", data_only=True)["Blank cards"]
    assert sheet["A2"].value == "The stock is enough for all expected recordings."
    figures = {row[4]: row[5] for row in sheet.iter_rows(min_row=7, values_only=True) if row[4]}
    assert (figures["Stays in stock"], figures["Short"]) == (48, 0)


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (written(tmp_path / name, island.campaign(), "id") for name in ("one", "two"))
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes(), path.name


def test_a_plan_without_dates(tmp_path: Path) -> None:
    town = island.campaign()
    plan = island.plan(town)
    idle = replace(plan, teams=())
    write_schedule(tmp_path / "schedule.xlsx", tables_of(town, idle), "en")
    assert len(openpyxl.load_workbook(tmp_path / "schedule.xlsx").sheetnames) == 15


@pytest.mark.parametrize(
    ("language", "sheet", "head"),
    [("en", "Not served", "What can be done"), ("id", "Belum dilayani", "Yang dapat dilakukan")],
)
def test_who_is_left_and_why(tmp_path: Path, language: Language, sheet: str, head: str) -> None:
    """Of 140 residents on the hill 8 are left; without any the sheet is left out."""
    folder = written(tmp_path / "out", island.campaign(), language)
    rows = openpyxl.load_workbook(folder / "schedule.xlsx")[sheet].iter_rows(values_only=True)
    heads, row, total = [row for row in rows if row[1] is not None or row[2] is not None]
    assert heads[4] == head
    assert row == ("Hill", "K-hill", 8, "Left by the test.", "Wait.")
    assert total[2] == "=SUM($C$5)"
    town = island.campaign()
    everybody = replace(island.plan(town), unserved=())
    write_schedule(tmp_path / "all.xlsx", tables_of(town, everybody), language)
    assert sheet not in openpyxl.load_workbook(tmp_path / "all.xlsx").sheetnames


def test_a_plan_is_written_with_its_tables(planned: tuple[Path, Any]) -> None:
    folder, _ = planned
    assert {path.name for path in (folder / "tables").iterdir()} == {
        f"{name}.{ending}" for name in ROW_TYPES for ending in ("csv", "parquet")
    }
