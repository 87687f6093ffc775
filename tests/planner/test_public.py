"""What is not for the public is in nothing that the public reads."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from geodata import Dataset, text_in
from planner import PlanRequest, load, write_plan
from planner.workbook.writing.default_tables import initial_tables
from planner.workbook.writing.excel_writer import write_workbook
from routing import Limits, solve
from tests.planner.conftest import Answer

PUBLIC = ("announcements.*", "team-*", "plan.geojson", "plan.gpkg", "duty-lists.xlsx")
REMARK = "Rahasia kabupaten 731"
TEAM_NOTE = "Kunci pada Bapak Lopo 842"
BUILDING = "Aula Kantor Camat 953"


def words_of(path: Path) -> str:
    """All text of a file; of a workbook that of its sheets."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            parts = [book.read(name) for name in book.namelist() if name.endswith(".xml")]
        return b"".join(parts).decode()
    return path.read_bytes().decode("utf-8", "replace")


def doubts_of(dataset: Dataset) -> list[str]:
    doubts = [doubt for doubt in dataset.kecamatan["post_doubt"] if doubt]
    assert len(doubts) == 7
    return doubts


def public_files(folder: Path) -> list[Path]:
    found = [path for pattern in PUBLIC for path in sorted(folder.glob(pattern))]
    assert len(found) > len(PUBLIC)
    return found


def test_the_default_plan_keeps_the_datasets_doubts(
    planned: tuple[Path, Answer], dataset: Dataset
) -> None:
    doubts = {text_in(doubt, code) for doubt in doubts_of(dataset) for code in ("id", "en")}
    for path in public_files(planned[0]):
        text = words_of(path)
        assert not [doubt for doubt in doubts if doubt in text], path.name
    overview = words_of(planned[0] / "index.html")  # for the planner, who has to ask
    assert "tidak ada sumber yang menyebut ibu kotanya" in overview


@pytest.mark.parametrize("level", ["kecamatan", "village"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_workbook_keeps_its_remarks(
    level: str, language: str, dataset: Dataset, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    book_path = folder / "campaign.xlsx"
    write_workbook(book_path, initial_tables(dataset, None, "en"), "en")
    book = load_workbook(book_path)
    for sheet in book:
        headings = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            if "Note" in headings and sheet.cell(row, 1).value:
                remark = sheet.cell(row, headings["Note"])
                remark.value = f"{remark.value or ''} {REMARK}"
            if sheet.title == "Places" and sheet.cell(row, 1).value:
                if level == "village" and sheet.cell(row, headings["Kecamatan"]).value:
                    sheet.cell(row, headings["Post"]).value = "yes"
                sheet.cell(row, headings["Building or address"]).value = BUILDING
                sheet.cell(row, headings["Note for the pair"]).value = TEAM_NOTE
    book.save(book_path)
    desk = load(folder, language="id" if language == "id" else "en")
    assert "no_building" not in {one.key for one in desk.warnings}

    ready = desk.prepared
    result = solve(ready.campaign, ready.travel, Limits(work=1, seed=1))
    out = tmp_path / "out"
    write_plan(out, ready, result, replace(PlanRequest(out), language=language))

    for path in sorted(each for each in out.rglob("*") if each.is_file()):
        assert REMARK not in words_of(path), path.name
    doubts = doubts_of(dataset)
    for path in public_files(out):
        text = words_of(path)
        assert not [doubt for doubt in doubts if doubt in text], path.name
        has_note = path.suffix in {".gpx", ".kml", ".html", ".geojson", ".gpkg"}
        assert (TEAM_NOTE in text) is (has_note and "announcements" not in path.name), path.name
        if path.suffix in {".txt", ".ics", ".kml"} or "announcements" in path.name:
            assert BUILDING in text, path.name
