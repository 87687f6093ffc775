from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.desk import parse
from planner.desk.kinds import DATES, DAY_OF_YEAR, OTHER_HOURS, PRICE_OR_NONE, SPANS, YES

MARCH = date(2018, 3, 12)
NOON = datetime.combine(MARCH, time(12))
"""As openpyxl gives a date."""


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (12, 12), (12.0, 12), ("12", 12), (" 12 ", 12), ("150.000", 150_000), ("150,000", 150_000),
        ("1.500.000", 1_500_000), ("Rp 150.000", 150_000), ("Rp150.000,-", 150_000), ("12,0", 12),
        ("12.00", 12), ("-3", -3), ("1.234,0", 1234), ("1,234.0", 1234), ("150 000", 150_000),
    ],
)  # fmt: skip
def test_whole_numbers(cell: object, value: int) -> None:
    assert parse.whole(cell) == value


@pytest.mark.parametrize(
    "cell", [12.5, "12,5", "twelve", "", "1.2.3", "12-3", True, float("inf"), "1e5", "1.23.456"]
)
def test_no_whole_numbers(cell: object) -> None:
    with pytest.raises(ValueError):
        parse.whole(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("123,414784", 123.414784), ("123.414784", 123.414784), ("-10,188", -10.188),
        ("-10.188", -10.188), ("1.234,5", 1234.5), ("1,234.5", 1234.5), (-10, -10.0),
    ],
)  # fmt: skip
def test_numbers(cell: object, value: float) -> None:
    assert parse.number(cell) == value


@given(st.integers(-(10**12), 10**12))
def test_grouped_whole_numbers_come_back(value: int) -> None:
    for text in (f"{value:,}", f"{value:,}".replace(",", "."), str(value)):
        assert parse.whole(text) == value


@given(st.decimals(-1000, 1000, places=6))
def test_a_comma_is_a_decimal_mark(value: object) -> None:
    assert parse.number(str(value).replace(".", ",")) == float(str(value))


@pytest.mark.parametrize(
    "cell",
    [
        MARCH, NOON, "2018-03-12", "12/03/2018", "12-3-2018", "12.03.2018",
        "12 Maret 2018", "12 March 2018", "Senin, 12 Maret 2018", "12 Mar 2018", 43171,
        "2018-03-12T00:00:00",
    ],
)  # fmt: skip
def test_dates(cell: object) -> None:
    assert parse.day(cell) == MARCH


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2018",
        "03/13/2018",
        "12/03/18",
        "March",
        "",
        2018,
        12,
        True,
        "2018-13-01",
        "12/Foo/2018",
        math.inf,
    ],
)
def test_no_dates(cell: object) -> None:
    with pytest.raises(ValueError):
        parse.day(cell)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_the_day_comes_first(value: date) -> None:
    assert parse.day(value.strftime("%d/%m/%Y")) == value
    assert parse.day(value.isoformat()) == value


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("08:00", 480), ("8.00", 480), (time(8, 30), 510), (timedelta(hours=8), 480),
        (1 / 3, 480), ("24:00", 1440), ("07:30:00", 450),
    ],
)  # fmt: skip
def test_clocks(cell: object, minutes: int) -> None:
    assert parse.clock(cell) == minutes


@pytest.mark.parametrize("cell", ["25:00", "08:60", "8", 8, 8.3, "noon", "24:01"])
def test_no_clocks(cell: object) -> None:
    with pytest.raises(ValueError):
        parse.clock(cell)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("Senin; Kamis", (0, 3)), ("Mon, Thu", (0, 3)), ("Senin-Jumat", (0, 1, 2, 3, 4)),
        ("setiap hari", tuple(range(7))), ("every day", tuple(range(7))),
        ("Sabtu - Senin", (0, 5, 6)), ("Jum'at", (4,)),
    ],
)  # fmt: skip
def test_weekdays(cell: str, days: tuple[int, ...]) -> None:
    assert parse.weekdays(cell) == days


def test_hours() -> None:
    assert parse.intervals("08.00 - 12.00, 13:00–16:00") == ((480, 720), (780, 960))
    other = {4: ((480, 690), (780, 840)), 5: ()}
    assert OTHER_HOURS.read("Jumat 08:00-11:30, 13:00-14:00; Sabtu tutup") == other
    assert OTHER_HOURS.read(OTHER_HOURS.show(other, "en")) == other
    for bad in ("08:00", "8-9-10", "x", "08:00-"):
        with pytest.raises(ValueError):
            parse.intervals(bad)
    with pytest.raises(ValueError):
        OTHER_HOURS.read("Jumat 08:00-11:30; Friday closed")


def test_lists_of_dates() -> None:
    spans = ((date(2018, 5, 1), date(2018, 5, 1)), (date(2018, 6, 10), date(2018, 6, 12)))
    assert SPANS.read(SPANS.show(spans, "id")) == spans
    assert SPANS.read(NOON) == ((MARCH, MARCH),)
    assert DATES.read("10/04/2018, 2018-04-17") == (date(2018, 4, 10), date(2018, 4, 17))
    assert DAY_OF_YEAR.read(DAY_OF_YEAR.show("06-01", "id")) == "06-01"
    assert DAY_OF_YEAR.read("1 Juni") == "06-01"
    with pytest.raises(ValueError):
        SPANS.read("12/06/2018 - 10/06/2018")


def test_words_of_both_languages() -> None:
    assert [YES.read(cell) for cell in ("ya", "YES", True, 1, "tidak", "n", 0)] == [
        True, True, True, True, False, False, False,
    ]  # fmt: skip
    assert [PRICE_OR_NONE.read(cell) for cell in ("tidak ada", "-", "150.000")] == [
        "none", "none", 150_000,
    ]  # fmt: skip


def test_spaces_do_not_matter_and_an_apostrophe_guards() -> None:
    assert parse.tidy("  Kota \u00a0 Kupang  ") == "Kota Kupang"
    assert parse.tidy("   ") is None
    assert parse.tidy("'+62 812") == "+62 812"
    assert parse.tidy("'s") == "'s"
    assert parse.text_of(5303100005.0) == "5303100005"
