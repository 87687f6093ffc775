"""Workbooks as people and programs make them: odd, but to be read or answered."""

from __future__ import annotations

import io
import os
import random
import re
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from planner.workbook.faults import Fault, WorkbookError
from planner.workbook.loader import LoadedWorkbook, load
from planner.workbook.reading.folder_reader import find_tables
from planner.workbook.reading.raw_table import Grid
from planner.workbook.reading.sheet_cells import _LAST_ROW
from planner.workbook.reading.typed_tables import read_tables
from tests.planner.workbook.conftest import Book, refused, told


def with_parts(book: Path, edit: Callable[[str, bytes], bytes]) -> Path:
    """Change a workbook part by part; its folder."""
    with zipfile.ZipFile(book) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts:
            target.writestr(name, edit(name, data))
    return book.parent


def part(wanted: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    """Put a text in place of another in one part."""

    def edit(name: str, data: bytes) -> bytes:
        assert name != wanted or old in data
        return data.replace(old, new, 1) if name == wanted else data

    return edit


def read(folder: Path) -> tuple[dict[str, Grid], list[Fault]]:
    found = find_tables(folder)
    return found.grids, found.faults


def cells_of(grid: Grid) -> list[tuple[object, ...]]:
    return [grid.header.values, *(row.values for row in grid.rows)]


PAIRS = "xl/worksheets/sheet3.xml"


@pytest.mark.parametrize(
    "stray",
    [
        b'<row r="1048576"><c r="A1048576" s="1"/></row>',
        b'<row r="500000"><c r="XFD500000" s="1"/></row>',
    ],
)
def test_a_format_far_away_costs_nothing(changed: Book, stray: bytes) -> None:
    folder = changed({})
    plain, _ = read(folder)
    with_parts(folder / "campaign.xlsx", part(PAIRS, b"</sheetData>", stray + b"</sheetData>"))
    before = resource.getrusage(resource.RUSAGE_SELF)
    found, faults = read(folder)
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert faults == []
    assert cells_of(found["pairs"]) == cells_of(plain["pairs"])
    assert after.ru_maxrss - before.ru_maxrss < 64 << 10  # KiB; it took more than 1 GiB
    assert after.ru_utime - before.ru_utime < 10


def test_all_cells_merged(changed: Book) -> None:
    folder = changed({})
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with_parts(folder / "campaign.xlsx", part(PAIRS, b"</sheetData>", b"</sheetData>" + merged))
    assert ("merged", "Pairs", "A1:XFD1048576") in told(refused(folder))


def test_a_row_beyond_the_last_one(changed: Book) -> None:
    folder = changed({})
    row = f'<row r="{_LAST_ROW + 1}"><c r="A{_LAST_ROW + 1}" s="1"/></row></sheetData>'.encode()
    with_parts(folder / "campaign.xlsx", part(PAIRS, b"</sheetData>", row))
    assert {one.key for one in refused(folder)} == {"damaged"}


def test_a_thousand_sheets(changed: Book) -> None:
    def add(book: Workbook) -> None:
        for number in range(1000):
            book.create_sheet(f"S{number}")

    plain, _ = read(changed({}))
    grids, faults = read(changed({}, add))
    assert faults == []
    assert cells_of(grids["pairs"]) == cells_of(plain["pairs"])


def test_flipped_bytes(changed: Book) -> None:
    folder = changed({})
    book = folder / "campaign.xlsx"
    data = book.read_bytes()
    chance = random.Random(4)
    answers = set()
    for _ in range(60):
        spoiled = bytearray(data)
        for _ in range(chance.choice([1, 3, 20])):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        book.write_bytes(bytes(spoiled))
        grids, faults = read(folder)
        read_tables(grids, faults)
        answers |= {one.key for one in faults}
    assert "damaged" in answers
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo("xl/worksheets/sheet2.xml")
    start = info.header_offset + 30 + len(info.filename) + 100
    book.write_bytes(data[:start] + bytes(range(200)) + data[start + 200 :])
    assert [one.key for one in refused(folder)] == ["damaged"]


def test_a_formula_with_an_empty_text_is_an_empty_cell(changed: Book) -> None:
    folder = changed({("Pairs", "G2"): "x", ("Pairs", "H2"): "y"})
    stored = b'<c r="G2" t="str"><f>IF(A2="T09",DATE(2018,4,2),"")</f><v></v></c>'
    none = b'<c r="H2"><f>DATE(2018,4,2)</f><v/></c>'

    def edit(name: str, data: bytes) -> bytes:
        if name != PAIRS:
            return data
        data = re.sub(rb'<c r="G2".*?</c>', stored, data)
        return re.sub(rb'<c r="H2".*?</c>', none, data)

    with_parts(folder / "campaign.xlsx", edit)
    assert told(refused(folder)) == {("formula", "Pairs", "H2")}


def test_strict_open_xml(changed: Book) -> None:
    folder = changed({})
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    with_parts(folder / "campaign.xlsx", lambda _, data: data.replace(usual, strict))
    (found,) = refused(folder)
    assert found.key == "strict"
    assert "save it as Excel Workbook (.xlsx)" in found.text("en")


def test_no_sheet_of_ours(tmp_path: Path) -> None:
    book = Workbook()
    book["Sheet"]["A1"] = "Nama"
    book.save(tmp_path / "campaign.xlsx")
    (found,) = refused(tmp_path)
    assert found.key == "no_known_sheet"
    assert "it has: Sheet." in found.text("en")
    assert "Kampanye, Tempat, Pasangan" in found.text("id")


def test_titles_above_the_headings(changed: Book) -> None:
    def titles(book: Workbook) -> None:
        for name in ("Pairs", "Campaign"):
            page = book[name]
            page.insert_rows(1, 2)
            page["A1"], page["A1"].font = "DINAS DUKCAPIL KABUPATEN KUPANG", Font(bold=True)
            page["A2"] = "Daftar 2018"

    plain = load(changed({}), language="en").prepared.campaign
    assert load(changed({}, titles), language="en").prepared.campaign == plain

    def spoil(book: Workbook) -> None:
        titles(book)
        book["Pairs"]["F4"] = "twelve"

    assert told(refused(changed({}, spoil))) == {("unreadable", "Pairs", "F4")}


def test_hidden_rows_are_told(changed: Book) -> None:
    def hide(book: Workbook) -> None:
        book["Pairs"].row_dimensions[3].hidden = True
        book["Pairs"].row_dimensions[4].hidden = True
        book["Pairs"].row_dimensions[900].hidden = True

    told_of = load(changed({}, hide), language="en").warnings
    (found,) = [one for one in told_of if one.key == "hidden_rows"]
    assert found.sheet == "Pairs"
    assert "read too: 2 (row 3, 4)." in found.text("en")


@pytest.mark.parametrize(
    ("sheet", "column", "told_of"),
    [("Places", "To record (residents)", "To record"), ("Pairs", "Vehicle", "Vehicle")],
)
def test_a_column_that_was_deleted(changed: Book, sheet: str, column: str, told_of: str) -> None:
    def delete(book: Workbook) -> None:
        page = book[sheet]
        page.delete_cols(next(cell.column for cell in page[1] if cell.value == column))

    found = [one for one in refused(changed({}, delete)) if one.key == "no_column"]
    assert [one.text("en").split(" is missing")[0] for one in found] == [
        f"{sheet}: the column {told_of}"
    ]


@pytest.mark.parametrize("sheet", ["Campaign", "Places", "Pairs", "Costs"])
def test_a_sheet_that_was_deleted(changed: Book, sheet: str) -> None:
    def delete(book: Workbook) -> None:
        del book[sheet]

    with pytest.raises(WorkbookError) as caught:
        load(changed({}, delete), language="en")
    said = caught.value.text("en")
    assert f"the sheet {sheet} is missing" in said
    assert f"faults found: {len(caught.value.faults)}," in said
    assert caught.value.faults


def test_an_operator_twice_in_other_signs(changed: Book) -> None:
    changes = {
        ("Pairs", "B2"): "Ren\u00e9 Ma\u2019u",
        ("Pairs", "B3"): "Rene\u0301 Ma'u\u200b",
    }
    assert told(refused(changed(changes))) == {("operator_twice", "Pairs", "B3")}


def test_booleans_of_layers_and_spreadsheets(changed: Book) -> None:
    changes = {("Campaign", "B12"): 1.0, ("Campaign", "B11"): 2}
    assert load(changed(changes), language="en").prepared.campaign.rules.one_pair_per_kecamatan
    changes = {("Campaign", "B12"): "SALAH"}
    rules = load(changed(changes), language="en").prepared.campaign.rules
    assert not (rules.one_pair_per_kecamatan and rules.home_on_rest_days)


def test_a_file_in_place_of_the_folder(changed: Book, tmp_path: Path) -> None:
    book = changed({}) / "campaign.xlsx"
    plain = load(book, language="en").prepared.campaign
    moved = book.rename(book.with_name("kampanye.xlsm"))
    assert load(moved, language="en").prepared.campaign == plain
    for name in ("pairs.csv", "campaign.ods"):
        (tmp_path / name).write_text("Pair", encoding="utf-8")
        assert {one.key for one in refused(tmp_path / name)} == {"not_xlsx"}


def test_pipes_are_not_waited_for(changed: Book, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "campaign.xlsx")
    assert {one.key for one in refused(tmp_path)} == {"not_xlsx"}
    folder = changed({})
    os.mkfifo(folder / "places.gpkg")
    assert told(refused(folder)) == {("bad_layer", "places.gpkg", "")}


def test_a_layer_that_is_nowhere_on_the_earth(changed: Book) -> None:
    folder = changed({})
    points = gpd.GeoSeries([shapely.Point(1, 2)], crs='LOCAL_CS["x",UNIT["metre",1]]')
    points.to_frame("geometry").to_file(folder / "places.gpkg")
    assert told(refused(folder)) == {("local_crs", "places.gpkg", "")}


def test_the_year_9999(changed: Book) -> None:
    changes = {("Campaign", "B3"): "01/12/9999", ("Campaign", "B4"): "31/12/9999"}
    assert ("bad_year", "Campaign", "B4") in told(refused(changed(changes)))


def test_phones_keep_their_zero(changed: Book) -> None:
    page = load_workbook(changed({}) / "campaign.xlsx")["Places"]
    column = next(cell.column_letter for cell in page[1] if cell.value == "Phone")
    changes = {
        ("Places", f"{column}2"): 81234567890,
        ("Places", f"{column}3"): "\u202a+62 812-3456\u202c",
    }
    found = load(changed(changes), language="en")
    assert [row.phone for row in found.tables.places.rows[:2]] == ["081234567890", "+62 812-3456"]
    (caution,) = [one for one in found.warnings if one.key == "phone_number"]
    assert caution.cell == f"{column}2"
    assert "read as 081234567890" in caution.text("en")


def test_a_csv_file_of_nothing_but_lines(tmp_path: Path) -> None:
    (tmp_path / "Pairs.csv").write_bytes(b"Pair;Vehicle\n" + b"\n" * (20 << 20))
    grids, faults = read(tmp_path)
    assert grids == {}
    assert [one.key for one in faults] == ["too_many_rows"]


def test_a_csv_file_with_a_title(tmp_path: Path) -> None:
    text = "Pasangan operator, tahun 2018\n\nPair;Operator 1;Vehicle\nT01;Ana, Budi;car\n"
    (tmp_path / "Pairs.csv").write_text(text, encoding="utf-8")
    grids, faults = read(tmp_path)
    tables = read_tables(grids, faults)
    assert [(row.id, row.operator_1) for row in tables.pairs.rows] == [("T01", "Ana, Budi")]


def _deletion(sheet: str, *names: str) -> Callable[[Workbook], None]:
    """Return what deletes columns of a sheet, by the beginning of their headings."""

    def delete(book: Workbook) -> None:
        page = book[sheet]
        for name in names:
            page.delete_cols(next(c.column for c in page[1] if str(c.value).startswith(name)))

    return delete


def _missing(found: LoadedWorkbook) -> list[tuple[str, str, str]]:
    keys = {"columns_missing", "settings_missing"}
    return [(one.key, one.sheet, one.what("en")) for one in found.warnings if one.key in keys]


def test_deleted_optional_columns_are_told_with_what_rules(changed: Book) -> None:
    """A line for the sheet; a column of remarks changes nothing."""
    edit = _deletion("Places", "Weight", "Opening hours", "Phone", "Note")
    said = "columns that are not there, and what rules instead: "
    assert _missing(load(changed({}, edit), language="en")) == [
        ("columns_missing", "Places", f"{said}Weight = 1; Opening hours = the usual ones.")
    ]


def test_deleted_columns_in_the_planner_s_language(changed: Book) -> None:
    (found,) = (
        one
        for one in load(changed({}, _deletion("Pairs", "Until date")), language="id").warnings
        if one.key == "columns_missing"
    )
    assert "Sampai tanggal = tanggal terakhir kampanye." in found.text("id")


def test_a_deleted_setting_is_told_with_what_rules(changed: Book) -> None:
    def delete(book: Workbook) -> None:
        page = book["Campaign"]
        page.delete_rows(next(r[0].row for r in page.iter_rows() if r[0].value == "Smallest visit"))

    assert _missing(load(changed({}, delete), language="en")) == [
        (
            "settings_missing",
            "Campaign",
            "settings that are not there, and what rules instead: Smallest visit = 0, any number.",
        )
    ]


def test_nothing_is_told_of_a_sheet_without_rows_or_a_table_of_few_columns(changed: Book) -> None:
    """The sheet of road closures is empty; three of six columns are a table of its own."""

    def few(book: Workbook) -> None:
        _deletion("Road closures", "Until date")(book)
        _deletion("Calendar", "Until date", "Server capacity", "Source")(book)

    assert _missing(load(changed({}, few), language="en")) == []
    assert _missing(load(changed({}), language="en")) == []
