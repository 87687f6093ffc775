"""The one reader of numbers, by what people mean."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

from geodata.number_reader import (
    AmbiguousNumberError,
    NumberError,
    parse_number,
    parse_whole,
    read_counts,
)


@pytest.mark.parametrize(
    ("text", "count"),
    [("2.345", 2_345), ("1,250", 1_250), ("12.010", 12_010), ("1.234.567", 1_234_567), ("7", 7)],
)
def test_a_mark_before_three_digits_groups_thousands(text: str, count: int) -> None:
    assert parse_whole(text) == count


@pytest.mark.parametrize("text", ["2.34", "0.250", "1.2.345", "1.234.56", "x", "", "nan", True])
def test_what_is_no_whole_number(text: object) -> None:
    with pytest.raises(NumberError):
        parse_whole(text)


def test_with_decimals_only_a_bound_tells() -> None:
    with pytest.raises(AmbiguousNumberError) as caught:
        parse_number("12.010")
    assert caught.value.readings == (12.01, 12_010.0)
    assert parse_number("12.010", most=1_000) == 12.01
    assert parse_number("-10,188", most=180) == -10.188
    assert parse_number("0.250") == 0.25
    assert parse_number("12.01") == 12.01


@given(st.integers(0, 10**9))
def test_counts_come_back_however_they_are_grouped(value: int) -> None:
    for text in (f"{value:,}", f"{value:,}".replace(",", "."), str(value), float(value)):
        assert read_counts([text]).values == (value,)


def test_a_column_is_judged_by_all_of_its_cells() -> None:
    found = read_counts(["1.250", "900", None, math.nan, "2,045", 12.0])
    assert found.values == (1_250, 900, None, None, 2_045, 12)
    assert (found.bad, found.unsure, found.rounded) == ((), (), 0)
    # 1250.000 and 12,5 have decimals, so 345.000 and 1.250 beside them may have, too.
    assert read_counts(["1250.000", "345.000", "7"]).unsure == ((1, "345.000"),)
    assert read_counts(["12,5", "1.250"]).unsure == ((0, "12,5"), (1, "1.250"))


def test_thousands_that_a_spreadsheet_took_for_decimals() -> None:
    found = read_counts([2.345, 900.0, 1.25])
    assert found.unsure == ((0, "2.345"), (2, "1.25"))
    # Sums of a grid have more decimals than thousands have digits: 345.678901 is 346 people.
    found = read_counts([345.678901, 1_200.123456])
    assert (found.values, found.rounded) == ((346, 1_200), 2)


def test_what_is_no_count() -> None:
    assert read_counts(["x", "-3", "5"]).bad == ((0, "x"), (1, "-3"))
