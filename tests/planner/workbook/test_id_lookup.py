"""What a cell may name, and that the whole cell counts."""

from __future__ import annotations

import pytest

from planner.workbook.faults import Fault
from planner.workbook.reading.id_lookup import Lookup
from planner.workbook.schema.sheet_model import RowLocation
from planner.workbook.schema.vocabulary import both

NAMES = {"T01": "T01", "T02": "T02", "oelamasi": "Oelamasi", "N1": "Bolok - Oesapa", "x": "A dan B"}
LOOKUP = Lookup(NAMES, both("thing"), both("list"))


def looked_up(text: str) -> tuple[str | None, list[Fault]]:
    faults: list[Fault] = []
    spot = RowLocation("Sheet", {"field": "A1"}, {"field": text})
    return LOOKUP.find(text, spot, "field", faults), faults


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("T01", "T01"), ("t01", "T01"), ("Oelamasi", "oelamasi"), ("N1", "N1"),
        ("N1 Bolok - Oesapa", "N1"), ("N1: bolok \u2013 oesapa", "N1"),
        ("Bolok - Oesapa (N1)", "N1"), ("A dan B", "x"), ("T01 T01", "T01"),
    ],
)  # fmt: skip
def test_found(text: str, found: str) -> None:
    assert looked_up(text) == (found, [])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("T01 dan T02", "several"), ("T01, T02", "several"), ("N1 dan T02", "several"),
        ("T01/T02", "several"), ("T01 & Oelamasi", "several"), ("Oelamasi Baru", "unknown"),
        ("T01 x", "unknown"), ("N1 Bolok", "unknown"), ("T01 dan", "unknown"),
    ],
)  # fmt: skip
def test_the_whole_cell_counts(text: str, key: str) -> None:
    found, faults = looked_up(text)
    assert found is None
    assert [(one.key, one.cell, one.value) for one in faults] == [(key, "A1", text)]


def test_what_is_said_of_two() -> None:
    (one,) = looked_up("T01 dan T02")[1]
    assert one.text("en") == (
        "Sheet, cell A1 (\u201cT01 dan T02\u201d): this cell names 2; it takes one thing. "
        "Write one, the others on own rows."
    )
