"""A plan as tables: every figure of the island's campaign by hand."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, strategies as st

from planner.bundle.result_files import csv_text, write_tables
from planner.cell_text import safe
from planner.tables.card_allocation import share_cards
from planner.tables.plan_tables import PlanTables, tables_of
from planner.tables.rows import ROW_TYPES, column_types
from routing import Campaign
from tests.planner import island

MON, TUE, WED = (dt.date(2018, 3, day) for day in (12, 13, 14))
HILL = "K-hill"


@pytest.fixture(scope="module")
def tables() -> PlanTables:
    town = island.campaign()
    return tables_of(town, island.plan(town), stock=76)


def column(rows: tuple[Any, ...], name: str) -> list[Any]:
    return [getattr(row, name) for row in rows]


def test_trips(tables: PlanTables) -> None:
    assert [
        (t.trip, t.leave_date, t.return_date, t.dates, t.duty_days, t.nights, t.residents, t.metres)
        for t in tables.trips
    ] == [(1, MON, TUE, 2, 2, 1, 132, 81_002), (2, WED, WED, 1, 1, 0, 20, 30_000)]
    # 2 drives of 121,462 (40,501 m at 2,999, rounded), 2 days, 1 night; 2 of 44,985, a day, 2 fares
    assert column(tables.trips, "rupiah") == [
        2 * 121_462 + 2 * 860_000 + 300_000,
        2 * 44_985 + 860_000 + 200_000,
    ]


def test_pairs(tables: PlanTables) -> None:
    busy, idle = tables.pairs
    assert (busy.operator_1, busy.operator_2) == ("Ani 1", "Budi 1")
    assert (busy.first_date, busy.last_date, busy.trips) == (MON, WED, 2)
    assert busy.kecamatan == "K-hill; K-isle"
    assert (busy.rupiah_distance, busy.rupiah_nights) == (332_894, 300_000)
    assert (busy.rupiah_duty_days, busy.rupiah_crossings) == (2_580_000, 200_000)
    assert busy.rupiah_urgency == 48 * 1 * 100 + 20 * 2 * 100
    assert busy.rupiah_spent == 332_894 + 300_000 + 2_580_000 + 200_000
    assert (idle.first_date, idle.residents, idle.rupiah_spent) == (None, 0, 0)


def test_dates(tables: PlanTables) -> None:
    assert column(tables.dates, "away") == [True, False, False]
    assert column(tables.dates, "night_name") == ["Hill", "Base", "Base"]
    assert column(tables.dates, "driving_minutes") == [60, 60, 60]
    assert column(tables.dates, "rupiah_night") == [300_000, 0, 0]


def test_legs(tables: PlanTables) -> None:
    assert column(tables.legs, "kind") == ["drive", "drive", "drive", "ferry", "ferry", "drive"]
    assert column(tables.legs, "metres") == [40_501, 40_501, 15_000, None, None, 15_000]
    assert column(tables.legs, "start")[3:5] == ["07:00", "14:00"]


def test_kecamatan_over_time(tables: PlanTables) -> None:
    assert [(k.kecamatan, k.teams, k.to_record, k.recorded, k.left) for k in tables.kecamatan] == [
        (HILL, "T01", 140, 132, 8),
        ("K-isle", "T01", 20, 20, 0),
    ]
    assert [
        (p.kecamatan, p.date, p.recorded, p.recorded_so_far, p.left)
        for p in tables.residents_by_date
    ] == [(HILL, MON, 84, 84, 56), (HILL, TUE, 48, 132, 8), ("K-isle", WED, 20, 20, 0)]


def test_budget(tables: PlanTables) -> None:
    assert [
        (b.kind, b.quantity, b.quantity_unit, b.rate_rupiah, b.rupiah) for b in tables.budget
    ] == [
        ("distance", 111_002, "metre", 2_999, 332_894),
        ("nights", 2, "person-night", 150_000, 300_000),
        ("duty_days", 6, "person-day", 430_000, 2_580_000),
        ("crossings", 1, "crossing", 100_000, 100_000),
        ("crossings", 1, "crossing", 100_000, 100_000),
        ("urgency", 88, "resident-day", 100, 8_800),
    ]
    rates = {row.rate: row for row in tables.rates}
    assert {row.rate for row in tables.budget} == set(rates)
    assert rates["duty_days"].basis == "assumption"
    assert "check it" in rates["duty_days"].source
    assert "a scanned table, p. 34" in rates["duty_days"].source
    assert rates["crossings:out"].source == "read off a board"
    assert (rates["distance:car"].basis, rates["distance:car"].source) == ("campaign", "")


def test_sums_are_those_of_the_plan(tables: PlanTables) -> None:
    summary = tables.plan.summary
    assert sum(column(tables.sessions, "residents")) == summary.residents_recorded
    assert sum(column(tables.pairs, "rupiah_spent")) == summary.rupiah.spent
    for kind in ("distance", "nights", "duty_days", "crossings", "urgency"):
        amount = sum(row.rupiah for row in tables.budget if row.kind == kind)
        assert amount == getattr(summary.rupiah, kind)


def test_cards_by_expected_recordings(tables: PlanTables) -> None:
    assert column(tables.cards, "recordings") == [132, 20]
    assert column(tables.cards, "cards") == [66, 10]  # half of 152 in stock
    assert column(tables.cards, "certificates") == [66, 10]


def test_without_a_stock_cards_are_not_known() -> None:
    town = island.campaign()
    rows = tables_of(town, island.plan(town)).cards
    assert column(rows, "recordings") == [132, 20]
    assert column(rows, "cards") == [None, None]


@given(st.lists(st.integers(0, 300), max_size=8), st.integers(0, 3000))
def test_a_share_is_no_more_than_what_is_needed(recordings: list[int], stock: int) -> None:
    cards = share_cards(recordings, stock)
    assert sum(cards) == min(stock, sum(recordings))
    for share, needed in zip(cards, recordings, strict=True):
        assert share <= needed
        assert abs(share - needed * min(1, stock / max(1, sum(recordings)))) < 1


def test_files_hold_the_same(tables: PlanTables, tmp_path: Path) -> None:
    write_tables(tmp_path, tables)
    for name, row in ROW_TYPES.items():
        kinds = column_types(row)
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            texts = list(csv.DictReader(file))
        stored = pq.read_table(tmp_path / f"{name}.parquet").to_pylist()
        frame = tables.frame(name)
        assert list(frame.columns) == list(kinds)
        assert len(texts) == len(stored) == len(frame) == len(getattr(tables, name))
        for text, values, given_row in zip(texts, stored, getattr(tables, name), strict=True):
            for key, kind in kinds.items():
                value = getattr(given_row, key)
                assert values[key] == value
                assert value is None or isinstance(value, kind)
                told = "" if value is None else str(value)
                assert text[key] == (told.lower() if kind is bool else told)


def test_columns_of_files_do_not_depend_on_rows(tables: PlanTables, tmp_path: Path) -> None:
    town = island.campaign()
    idle = tables_of(town, replace(island.plan(town), teams=()))
    write_tables(tmp_path / "idle", idle)
    write_tables(tmp_path / "busy", tables)
    for name in ROW_TYPES:
        schemas = [
            pq.read_schema(tmp_path / folder / f"{name}.parquet") for folder in ("idle", "busy")
        ]
        assert schemas[0] == schemas[1]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_starts_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


@given(st.text())
def test_cells_are_safe_and_storable(text: str) -> None:
    cell = safe(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    cell.encode()
    assert not any(ord(sign) < 32 and sign not in "\t\r\n" for sign in cell)


def test_no_csv_cell_starts_a_formula() -> None:
    town = hostile()
    tables = tables_of(town, island.plan(town))
    for name in ROW_TYPES:
        for row in csv.reader(io.StringIO(csv_text(tables, name), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def hostile() -> Campaign:
    return island.campaign(hill="=HYPERLINK(1)", isle="@isle", name="+name")


def test_the_columns_are_described() -> None:
    page = (Path(__file__).parents[3] / "docs" / "files.md").read_text(encoding="utf-8")
    described = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", page, re.MULTILINE))
    for name, row in ROW_TYPES.items():
        listed = re.sub(r"\([^)]*\)", "", described[name])
        assert re.findall(r"`(\w+)`", listed) == list(column_types(row)), name
