from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from planner import cell_parsing
from planner.workbook.schema.cell_kinds import PRICE_OR_NONE, YES


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (12, 12), (12.0, 12), ("12", 12), (" 12 ", 12), ("150.000", 150_000), ("150,000", 150_000),
        ("1.500.000", 1_500_000), ("Rp 150.000", 150_000), ("Rp150.000,-", 150_000), ("12,0", 12),
        ("12.00", 12), ("-3", -3), ("1.234,0", 1234), ("1,234.0", 1234), ("150 000", 150_000),
    ],
)  # fmt: skip
def test_whole_numbers(cell: object, value: int) -> None:
    assert cell_parsing.cell_whole(cell) == value


@pytest.mark.parametrize(
    "cell", [12.5, "12,5", "twelve", "", "1.2.3", "12-3", True, float("inf"), "1e5", "1.23.456"]
)
def test_no_whole_numbers(cell: object) -> None:
    with pytest.raises(ValueError):
        cell_parsing.cell_whole(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("123,414784", 123.414784), ("123.414784", 123.414784), ("-10,188", -10.188),
        ("-10.188", -10.188), ("1.234,5", 1234.5), ("1,234.5", 1234.5), (-10, -10.0),
    ],
)  # fmt: skip
def test_numbers(cell: object, value: float) -> None:
    assert cell_parsing.cell_number(cell) == value


@given(st.integers(-(10**12), 10**12))
def test_grouped_whole_numbers_come_back(value: int) -> None:
    for text in (f"{value:,}", f"{value:,}".replace(",", "."), str(value)):
        assert cell_parsing.cell_whole(text) == value


@given(st.decimals(-1000, 1000, places=6))
def test_a_comma_is_a_decimal_mark(value: object) -> None:
    assert cell_parsing.cell_number(str(value).replace(".", ",")) == float(str(value))


def test_words_of_both_languages() -> None:
    assert [YES.read(cell) for cell in ("ya", "YES", True, 1, "tidak", "n", 0)] == [
        True, True, True, True, False, False, False,
    ]  # fmt: skip
    assert [PRICE_OR_NONE.read(cell) for cell in ("tidak ada", "-", "150.000")] == [
        "none", "none", 150_000,
    ]  # fmt: skip


def test_spaces_do_not_matter_and_an_apostrophe_guards() -> None:
    assert cell_parsing.tidy("  Kota \u00a0 Kupang  ") == "Kota Kupang"
    assert cell_parsing.tidy("   ") is None
    assert cell_parsing.tidy("'+62 812") == "+62 812"
    assert cell_parsing.tidy("'s") == "'s"
    assert cell_parsing.text_of(5303100005.0) == "5303100005"
