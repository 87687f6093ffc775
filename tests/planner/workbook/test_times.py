"""Dates, clock times, weekdays and time zones as people and spreadsheets write them."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as st

from planner.cell_parsing import OddCellError
from planner.workbook.schema import times
from planner.workbook.schema.cell_kinds import DATES, DATES_OR_DAYS, DAY_OF_YEAR, OTHER_HOURS, SPANS
from planner.workbook.schema.times import Days

MARCH = date(2018, 3, 12)
NOON = datetime.combine(MARCH, time(12))
"""As openpyxl gives a date."""


def at(year: int, month: int, number: int, *clock: int) -> datetime:
    """A date and time as openpyxl gives them, without time zone."""
    return datetime.combine(date(year, month, number), time(*clock))


@pytest.mark.parametrize(
    "cell",
    [
        MARCH, NOON, "2018-03-12", "12/03/2018", "12-3-2018", "12.03.2018",
        "12 Maret 2018", "12 March 2018", "Senin, 12 Maret 2018", "12 Mar 2018", 43171,
        "2018-03-12T00:00:00", "43171", "Senin 12/03/2018", "Sen., 12 Mar 2018", "12-Mar-18",
    ],
)  # fmt: skip
def test_dates(cell: object) -> None:
    assert times.day(cell) == MARCH


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
        times.day(cell)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_the_day_comes_first(value: date) -> None:
    assert times.day(value.strftime("%d/%m/%Y")) == value
    assert times.day(value.isoformat()) == value


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("08:00", 480), ("8.00", 480), (time(8, 30), 510), (timedelta(hours=8), 480),
        (1 / 3, 480), ("24:00", 1440), ("07:30:00", 450), (time(6, 59, 59), 420),
        (at(1900, 1, 1), 1440), (at(1904, 1, 2), 1440), (timedelta(days=1), 1440),
        (at(2018, 3, 12, 7, 30), 450),
    ],
)  # fmt: skip
def test_clocks(cell: object, minutes: int) -> None:
    assert times.clock(cell) == minutes


@pytest.mark.parametrize(
    "cell",
    [
        "25:00", "08:60", "8", 8, 8.3, "noon", "24:01", at(1900, 1, 1, 1, 30),
        timedelta(hours=30),
    ],
)  # fmt: skip
def test_no_clocks(cell: object) -> None:
    with pytest.raises(ValueError):
        times.clock(cell)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("Senin; Kamis", (0, 3)), ("Mon, Thu", (0, 3)), ("Senin-Jumat", (0, 1, 2, 3, 4)),
        ("setiap hari", tuple(range(7))), ("every day", tuple(range(7))),
        ("Sabtu - Senin", (0, 5, 6)), ("Jum'at", (4,)), ("Senin s/d Kamis", (0, 1, 2, 3)),
        ("Jum\u2019at", (4,)), ("Jum\u02bcat", (4,)), ("Jum`at", (4,)), ("Ahad", (6,)),
    ],
)  # fmt: skip
def test_weekdays(cell: str, days: tuple[int, ...]) -> None:
    assert times.weekdays(cell) == days


def test_hours() -> None:
    assert times.intervals("08.00 - 12.00, 13:00–16:00") == ((480, 720), (780, 960))
    other = {4: ((480, 690), (780, 840)), 5: ()}
    assert OTHER_HOURS.read("Jumat 08:00-11:30, 13:00-14:00; Sabtu tutup") == other
    assert OTHER_HOURS.read(OTHER_HOURS.show(other, "en")) == other
    for bad in ("08:00", "8-9-10", "x", "08:00-"):
        with pytest.raises(ValueError):
            times.intervals(bad)
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


@pytest.mark.parametrize("mark", list("'`\u00b4\u2018\u2019\u02bb\u02bc"))
def test_fridays_apostrophe(mark: str) -> None:
    friday = date(2018, 6, 22)
    assert times.day(f"Jum{mark}at, 22 Juni 2018") == friday
    assert times.day(f"Jum{mark}at 22/06/2018") == friday
    assert OTHER_HOURS.read(f"Jum{mark}at 08:00-11:30") == {4: ((480, 690),)}


def test_a_weekday_that_is_not_the_dates() -> None:
    with pytest.raises(OddCellError) as caught:
        times.day("Senin, 22 Juni 2018")
    assert (caught.value.key, caught.value.values["date"]) == ("weekday_differs", date(2018, 6, 22))
    with pytest.raises(ValueError):
        times.day("Besok, 22 Juni 2018")


def test_hours_of_several_weekdays() -> None:
    assert OTHER_HOURS.read("Senin - Kamis 08.00 s/d 12.00, 13.00-15.00; Sabtu: tutup") == {
        **dict.fromkeys(range(4), ((480, 720), (780, 900))),
        5: (),
    }


def test_day_numbers_since_1904() -> None:
    """12 March 2018 is 41709 in a workbook that counts from 1904, 43171 in others."""
    assert [times.from_1904(cell) for cell in (41709, "41709", MARCH, None, "x")] == [
        43171, 43171, MARCH, None, "x",
    ]  # fmt: skip


def test_dates_or_weekdays() -> None:
    days = DATES_OR_DAYS.read("28/03/2018 - 03/04/2018; Sabtu; 10 April 2018")
    assert days == Days(
        ((date(2018, 3, 28), date(2018, 4, 3)), (date(2018, 4, 10), date(2018, 4, 10))), (5,)
    )
    for language in ("id", "en"):
        assert DATES_OR_DAYS.read(DATES_OR_DAYS.show(days, language)) == days
    week = [MARCH + timedelta(days=n) for n in range(7)]
    assert DATES_OR_DAYS.read("every Tuesday and Sat".replace(" and", ";")).among(week) == (
        week[1],
        week[5],
    )
    assert DATES_OR_DAYS.read("setiap hari").among(week) == tuple(week)
    assert DATES_OR_DAYS.read("Jum'at, 16 Maret 2018; Minggu").among(week) == (week[4], week[6])
    assert DATES_OR_DAYS.read(NOON).listed == (MARCH,)
    for bad in ("besok", "28/03/2018 - 03/04/2017", "01/01/2018 - 01/01/2028", "Senin - x"):
        with pytest.raises(ValueError):
            DATES_OR_DAYS.read(bad)


def test_lists_of_dates_may_hold_spans() -> None:
    assert DATES.read("10/04/2018 s/d 12/04/2018; 17/04/2018-18/04/2018") == tuple(
        date(2018, 4, number) for number in (10, 11, 12, 17, 18)
    )


@pytest.mark.parametrize(
    ("cell", "zone"),
    [
        ("WIB", "Asia/Jakarta"), ("wita", "Asia/Makassar"), ("WIT ", "Asia/Jayapura"),
        ("Asia/Makassar", "Asia/Makassar"), ("asia/makassar (WITA)", "Asia/Makassar"),
        ("Jakarta", "Asia/Jakarta"), ("Asia/Pontianak", "Asia/Pontianak"),
    ],
)  # fmt: skip
def test_time_zones(cell: str, zone: str) -> None:
    assert times.timezone(cell) == zone


@pytest.mark.parametrize("cell", ["GMT+8", "UTC+8", "+8", "8", "Etc/GMT+8", "WIBB", "Asia/Kupang"])
def test_no_time_zones(cell: str) -> None:
    with pytest.raises(ValueError):
        times.timezone(cell)
