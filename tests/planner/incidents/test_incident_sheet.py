"""The sheet of incidents: read with the workbook, applied to the first plan, told at its cells."""

from __future__ import annotations

import random
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from geodata import Dataset
from planner.incident import Incident
from planner.workbook import LoadedWorkbook, WorkbookError, load
from planner.workbook.writing import initial_tables, write_workbook
from routing.campaign.parts import Pause

ROWS = [
    ("kit", "T03", datetime(2018, 4, 2, 12), "03/04/2018", None, "lid", "phone call"),
    ("alat rekam", "T03", date(2018, 4, 3), "3 April 2018", None, None, None),
    ("operator", "Operator 04A", "2018-03-12", None, "Citra", None, None),
    ("penyeberangan", "semua", "3/4/2018", "3/4/2018", None, None, None),
    ("server", None, "5/4/2018", "5/4/2018", None, None, None),
    ("server", None, "6/4/2018", "6/4/2018", 200, None, None),
    ("pos tutup", "Poto", "9/4/2018", "9/4/2018 12.00", None, None, None),
    ("warga", "Manubelon", "12/3/2018", None, "+60", None, None),
    ("rate", "all", 43171, None, 9, None, None),
    ("vehicle", "T05", "10/4/2018", "11/4/2018", None, None, None),
]


def book(folder: Path, dataset: Dataset, rows: list[tuple[object, ...]]) -> Path:
    path = folder / "campaign.xlsx"
    write_workbook(path, initial_tables(dataset, None, "en"), "en")
    opened = load_workbook(path)
    for row in rows:
        opened["Incidents"].append(row)
    opened.save(path)
    return folder


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> LoadedWorkbook:
    return load(book(tmp_path_factory.mktemp("desk"), dataset, ROWS), language="en")


def test_rows_are_incidents(loaded: LoadedWorkbook) -> None:
    assert len(loaded.prepared.incidents) == len(ROWS)
    kits = [each for each in loaded.prepared.incidents if each.kind == "kit"]
    noon, end = datetime(2018, 4, 2, 12), datetime(2018, 4, 4)
    assert kits[0] == Incident("kit", "T03", noon, end)
    assert (kits[0].note, kits[0].source, kits[0].origin) == (
        "lid", "phone call", "Incidents, A2",
    )  # fmt: skip
    assert kits[1].until == end


def test_a_first_plan_counts_with_them(loaded: LoadedWorkbook) -> None:
    before, after = loaded.prepared.undisturbed, loaded.prepared.campaign
    assert before is not None
    teams = {team.id: team for team in after.teams}
    assert teams["T03"].pauses == (
        Pause(date(2018, 4, 2), 720, 1440), Pause(date(2018, 4, 3), 0, 1440),
    )  # fmt: skip
    assert teams["T04"].operators == ("Citra", "Operator 04B")
    assert teams["T05"].days_off == (date(2018, 4, 10), date(2018, 4, 11))
    assert {team.rate_per_hour for team in after.teams} == {9}
    assert {team.rate_per_hour for team in before.teams} == {12}
    assert after.rules.server_capacity.by_date == {date(2018, 4, 5): 0, date(2018, 4, 6): 200}
    tuesday = date(2018, 4, 3)
    assert not any(each.runs(tuesday) for each in after.crossings)
    assert any(each.runs(tuesday) for each in before.crossings)
    places = {place.name: place for place in after.places}
    assert places["Poto"].opening(date(2018, 4, 9)) == ((780, 960),)
    listed = {place.name: place.residents for place in before.places}
    assert places["Manubelon"].residents == listed["Manubelon"] + 60


def test_what_there_is_to_say_is_a_caution(loaded: LoadedWorkbook) -> None:
    told = [one.text("en") for one in loaded.warnings if one.key == "incident_note"]
    assert len(told) == 1
    assert told[0].startswith("Incidents: residents 5303181001, 12/03/2018: at Manubelon ")
    assert told[0] in [remark.text("en") for remark in loaded.prepared.remarks]


def test_the_order_of_the_rows_does_not_matter(
    loaded: LoadedWorkbook, dataset: Dataset, tmp_path: Path
) -> None:
    rows = list(ROWS)
    random.Random(3).shuffle(rows)
    other = load(book(tmp_path, dataset, rows), language="en")
    assert other.prepared.incidents == loaded.prepared.incidents
    assert other.prepared.campaign.to_json() == loaded.prepared.campaign.to_json()


def test_everything_that_is_wrong_is_told_at_its_cell(dataset: Dataset, tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("kitt", "T03", "2/4/2018", None, None, None, None),
        ("kit", "T99", "2/4/2018", "1/4/2018", None, None, None),
        ("warga", "Manubelon", None, None, "banyak", None, None),
        ("operator", "Operator 01A", "2/4/2018", None, "Operator 02B", None, None),
    ]
    with pytest.raises(WorkbookError) as caught:
        load(book(tmp_path, dataset, rows), language="en")
    found = {(one.key, one.sheet, one.cell) for one in caught.value.faults}
    assert found == {
        ("not_offered", "Incidents", "A2"),
        ("unknown", "Incidents", "B3"),
        ("span", "Incidents", "D3"),
        ("empty", "Incidents", "C4"),
        ("incident_residents", "Incidents", "E4"),
        ("incident_substitute", "Incidents", "E5"),
    }


def test_dates_outside_the_campaign_are_a_caution(dataset: Dataset, tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("kit", "T03", "1/3/2018", "3/3/2018", None, None, None),
        ("kit", "T03", "4/12/2018", None, None, None, None),
    ]
    found = load(book(tmp_path, dataset, rows), language="en")
    told = [one.text("en") for one in found.warnings if one.sheet == "Incidents"]
    assert len(told) == 2
    assert "Day and month swapped? 12/04/2018 is inside." in told[1]
    assert found.prepared.campaign == found.prepared.undisturbed


def test_a_workbook_without_the_sheet_has_no_incidents(dataset: Dataset, tmp_path: Path) -> None:
    folder = book(tmp_path, dataset, [])
    opened = load_workbook(folder / "campaign.xlsx")
    del opened["Incidents"]
    opened.save(folder / "campaign.xlsx")
    found = load(folder, language="en")
    assert found.prepared.incidents == ()
    assert [one.key for one in found.warnings if one.key.startswith("sheet_")] == []
