from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from geodata import Dataset
from planner.campaigns.defaults import default_campaign
from planner.excel_book import ExcelBook
from planner.spelling import mark
from planner.workbook.loader import LoadedWorkbook, load
from planner.workbook.schema import SHEETS, spellings
from planner.workbook.writing.default_tables import initial_tables
from planner.workbook.writing.excel_writer import write_workbook
from tests.planner.workbook.conftest import field_cells

SAME = {"Kecamatan", "Operator 1", "Operator 2", "Pin"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_every_column_is_told_in_both_languages(sheet: object) -> None:
    names: dict[str, str] = {}
    for field, column in sheet.row.columns().items():
        assert len(set(spellings(column.comment))) == 2
        assert len(set(spellings(column.name))) == 2 or column.name.text("id") in SAME
        for name in spellings(column.name):
            assert names.setdefault(mark(name), field) == field, name
        for language in ("id", "en"):
            unit = column.unit.text(language) if column.unit else ""
            assert column.heading(language).endswith(
                f"({unit})" if unit else column.name.text(language)
            )


@pytest.mark.parametrize("language", ["id", "en"])
def test_headings_have_comments_lists_and_stay_in_sight(
    books: dict[str, Path], language: str
) -> None:
    book = load_workbook(books[language])
    assert book.sheetnames[: len(SHEETS)] == [sheet.name.text(language) for sheet in SHEETS]
    for sheet in SHEETS:
        page = book[sheet.name.text(language)]
        assert page.freeze_panes in {"B2", "C2"}
        lists = {str(rule.sqref).split(":")[0] for rule in page.data_validations.dataValidation}
        places = field_cells(page, sheet.id)
        for field, column in sheet.row.columns().items():
            at = places[field]
            heading, value = (f"A{at}", f"B{at}") if sheet.settings else (f"{at}1", f"{at}2")
            comment = page[heading].comment.text
            assert column.comment.text(language) in comment
            assert (value in lists) == bool(column.kind.choices or column.offered)
            if column.reason:
                assert {"id": "Asal nilai bawaan", "en": "Where the default"}[language] in comment
            if sheet.settings and column.reason:
                assert page[f"E{at}"].value


def test_the_default_workbook_is_the_default_campaign(
    desk: LoadedWorkbook, kupang: Dataset
) -> None:
    mine, usual = desk.prepared.campaign, default_campaign(kupang, "kecamatan")
    for field in ("name", "timezone", "start", "deadline", "base", "rest_days", "conditions"):
        assert getattr(mine, field) == getattr(usual, field)
    for field in ("teams", "rules", "costs", "crossings"):
        assert getattr(mine, field) == getattr(usual, field)
    capitals = set(kupang.kecamatan["capital"])
    assert {place.id for place in mine.posts} == capitals
    assert sum(place.residents for place in mine.posts) == 20_000
    mine_posts = {place.kecamatan: place for place in mine.posts}
    for place in usual.posts:
        own = mine_posts[place.kecamatan]
        assert (own.lon, own.lat) == (place.lon, place.lat)
        assert (own.hours, own.hours_by_weekday) == (place.hours, place.hours_by_weekday)
        assert own.lodging_per_person == place.lodging_per_person
    *far, no_building, doubted = desk.warnings
    # The quickest way of this one is a long one: 26 km.
    assert [(one.key, one.value) for one in far] == [("far_post", "Kauniki")]
    assert (no_building.key, dict(no_building.values)["count"]) == ("no_building", 24)
    # The dataset's README names the capitals that no source places, or that two sources place
    # differently: Amarasi, Amarasi Timur, Sulamu, Fatuleu, Fatuleu Tengah, Takari, Amfoang Timur.
    assert (doubted.key, dict(doubted.values)["count"]) == ("doubted_posts", 7)
    chosen = [a.field for a in mine.assumptions if a.reason == "set by the planner"]
    assert chosen == []


def test_both_languages_hold_the_same_campaign(
    books: dict[str, Path], desk: LoadedWorkbook
) -> None:
    other = load(books["id"].parent, language="en").prepared
    ours, theirs = desk.prepared.campaign.to_json(), other.campaign.to_json()
    assert ours == theirs
    assert other.travel.frame.equals(desk.prepared.travel.frame)


def test_the_same_tables_give_the_same_cells(tmp_path: Path, kupang: Dataset) -> None:
    write_workbook(tmp_path / "a.xlsx", initial_tables(kupang, None, "id"), "id")
    book = load_workbook(tmp_path / "a.xlsx")
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not (isinstance(cell.value, str) and cell.value[:1] in set("=+-@"))
    write_workbook(tmp_path / "b.xlsx", initial_tables(kupang, None, "id"), "id")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_never_becomes_a_formula(tmp_path: Path) -> None:
    with ExcelBook(tmp_path / "x.xlsx", "=1+1", date(2018, 3, 12)) as book:
        page = book.add("x")
        for row, text in enumerate(("=1+1", "+62 812", "-5", "@x", "plain")):
            book.cell(page, row, 0, text, None)
    cells = [row[0] for row in load_workbook(tmp_path / "x.xlsx").worksheets[0].iter_rows()]
    assert [cell.data_type for cell in cells] == ["s"] * 5
    assert [str(cell.value)[:1] for cell in cells] == ["'", "'", "'", "'", "p"]


def test_the_sheets_are_described() -> None:
    from planner.workbook.schema.documentation import description

    page = Path(__file__).parents[3] / "docs" / "workbook.md"
    assert page.read_text(encoding="utf-8") == description()
