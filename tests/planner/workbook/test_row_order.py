"""Rows in another order are the same campaign: the same plan and the same revision, to the byte."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from geodata import Dataset
from planner.workbook.assembly import in_order
from planner.workbook.loader import LoadedWorkbook, load
from planner.workbook.reading import find_tables, read_tables
from tests.planner import small_campaign
from tests.planner.conftest import Answer

SHEETS = ("Places", "Pairs", "Calendar", "Road closures", "Crossings", "Pins", "Incidents")

ROWS: dict[str, tuple[dict[str, Any], ...]] = {
    "Calendar": (
        {"Date": dt.date(2018, 3, 20), "Kind": "server outage", "Note": "announced"},
        {"Date": dt.date(2018, 3, 22), "Kind": "server outage"},
    ),
    "Road closures": (
        {
            "Road section": "5303018 Barate - Manubelon",
            "From date": dt.date(2018, 3, 12),
            "Until date": dt.date(2018, 3, 30),
        },
        {
            "Road section": "N1 Kota Kupang - Oebelo",
            "From date": dt.date(2018, 3, 26),
            "Until date": dt.date(2018, 3, 30),
        },
    ),
    "Pins": (
        {"Kind": "only this pair", "Kecamatan": "Takari", "Pair": "T03"},
        {"Kind": "never this pair", "Kecamatan": "Fatuleu", "Pair": "T01"},
    ),
    "Incidents": (
        {"Kind": "kit", "Subject": "T03", "From": "2018-03-14", "Until": "2018-03-16"},
        {"Kind": "residents", "Subject": "Nonbes", "From": "2018-03-14", "Value": "+30"},
        {"Kind": "server", "From": "2018-03-19T08:00", "Until": "2018-03-19T12:00"},
        {"Kind": "operator", "Subject": "T01", "From": "2018-03-19"},
    ),
    "Places": (
        {
            "Id": "pasar",
            "Name": "Pasar Oesao",
            "Kecamatan": "Kupang Timur",
            "Post": "yes",
            "To record (residents)": 40,
            "Longitude (degrees, WGS 84)": 123.81,
            "Latitude (degrees, WGS 84)": -10.12,
        },
    ),
}
"""Rows that the small campaign gets besides, by column."""


def filled(folder: Path) -> Path:
    """Write a workbook with rows in every sheet into a folder."""
    path = small_campaign.write_workbook_into(folder)
    book = load_workbook(path)
    for name, rows in ROWS.items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for row in rows:
            free = 1 + max(
                cell.row for line in sheet.iter_rows() for cell in line if cell.value is not None
            )
            for column, value in row.items():
                sheet.cell(free, columns[column], value)
    book.save(path)
    return path


def shuffle(path: Path, seed: int) -> None:
    """Put the rows of every sheet of rows into another order."""
    book, dice = load_workbook(path), random.Random(seed)
    for name in SHEETS:
        sheet = book[name]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        rows = [row for row in rows if any(value is not None for value in row)]
        before = list(rows)
        while rows == before and len(rows) > 1:
            dice.shuffle(rows)
        for number, row in enumerate(rows, start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
    book.save(path)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """The same campaign in two workbooks, the rows of one in another order."""
    one, other = tmp_path / "one" / "kupang", tmp_path / "other" / "kupang"
    one.mkdir(parents=True)
    filled(one)
    shutil.copytree(one, other)
    shuffle(other / "campaign.xlsx", 7)
    return one, other


def test_the_untouched_workbook_is_in_order(desk: LoadedWorkbook, kupang: Dataset) -> None:
    assert in_order(desk.tables, kupang) == desk.tables
    found = find_tables(desk.where)
    assert read_tables(found.grids, []).places.lines == desk.tables.places.lines


def test_rows_in_another_order_are_the_same_campaign(two: tuple[Path, Path]) -> None:
    first, second = (load(folder, language="en").prepared for folder in two)
    assert first.campaign.to_json() == second.campaign.to_json()
    assert first.undisturbed == second.undisturbed
    assert first.incidents == second.incidents
    assert list(first.travel.rows()) == list(second.travel.rows())


@pytest.mark.slow
def test_the_same_bytes_from_rows_in_another_order(
    two: tuple[Path, Path], command: Callable[..., Answer]
) -> None:
    """`plan`, `announce --sent` and `replan`.

    Times of the run stand in `run.json` only, and the cells of incidents in `incidents.json`.
    """
    for folder in two:
        answers = [
            command("plan", folder, *small_campaign.WORK),
            command("announce", folder, "--sent", "2018-03-05"),
            command("replan", folder, "--now", "2018-03-14", *small_campaign.REPLAN_WORK),
        ]
        assert [answer.code for answer in answers] == [0, 0, 0], answers
    for name in ("out", "out-r1"):
        held = [
            {
                path.relative_to(folder / name).as_posix(): path.read_bytes()
                for path in (folder / name).rglob("*")
                if path.is_file() and path.name not in {"run.json", "files.json"}
            }
            for folder in two
        ]
        assert held[0].keys() == held[1].keys()
        told = [[_without_cells(each.pop("incidents.json"))] for each in held]
        assert told[0] == told[1]
        assert [file for file in held[0] if held[0][file] != held[1][file]] == []


def _without_cells(incidents: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(incidents)
    assert all(each.pop("origin").startswith("Incidents, ") for each in found)
    return found
