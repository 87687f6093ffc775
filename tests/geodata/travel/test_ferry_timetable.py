from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from geodata import DatasetError, load_dataset, runs_on
from geodata.build.from_raw_files import build_dataset
from geodata.dataset.calendar_days import date_spans
from geodata.travel.ferry_timetable import departures_of, next_sailing
from geodata.typed_rows import records

MONDAY = date(2018, 3, 12)


def crossing(**changes: Any) -> SimpleNamespace:
    """Return a ferry on Mondays and Wednesdays at 07:00 and 16:00."""
    fields: dict[str, Any] = {
        "weekdays": (0, 2),
        "departures": ("16:00", "07:00"),
        "open": None,
        "close": None,
        "from_day": None,
        "until_day": None,
        "cancelled_dates": (),
    }
    return SimpleNamespace(**(fields | changes))


def test_it_runs_on_its_weekdays() -> None:
    days = [date(2018, 3, day) for day in range(12, 19)]
    assert [runs_on(crossing(), day) for day in days] == [True, False, True] + [False] * 4


def test_it_runs_in_its_season_also_over_the_turn_of_the_year() -> None:
    dry = crossing(from_day="04-01", until_day="11-30")
    assert not runs_on(dry, date(2018, 3, 28))
    assert runs_on(dry, date(2018, 4, 2))
    winter = crossing(from_day="12-01", until_day="03-31")
    assert runs_on(winter, date(2018, 1, 1))
    assert not runs_on(winter, date(2018, 4, 2))


def test_it_does_not_run_on_cancelled_dates() -> None:
    off = crossing(cancelled_dates=date_spans("2018-03-12;2018-03-20..2018-03-26"))
    ran = [day for day in (12, 14, 19, 21, 26, 28) if runs_on(off, date(2018, 3, day))]
    assert ran == [14, 19, 28]


def test_departures() -> None:
    assert departures_of(crossing()) == (420, 960)
    assert next_sailing(crossing(), MONDAY, 420) == 420
    assert next_sailing(crossing(), MONDAY, 421) == 960
    assert next_sailing(crossing(), MONDAY, 961) is None
    boat = crossing(departures=None, open="06:00", close="17:00")
    assert departures_of(boat) is None
    assert [next_sailing(boat, MONDAY, at) for at in (0, 500, 1020, 1021)] == [
        360,
        500,
        1020,
        None,
    ]
    assert next_sailing(boat, date(2018, 3, 13), 500) is None


def _with_columns(raw: Path, cells: str) -> None:
    """Add a season and cancelled dates to the first crossing of the raw files."""
    path = raw / "crossings.csv"
    header, first, *rest = path.read_text().splitlines()
    lines = [f"{header},from_day,until_day,cancelled_dates", f"{first},{cells}"]
    path.write_text("\n".join([*lines, *(f"{row},,," for row in rest)]) + "\n")


def test_season_and_cancelled_dates_are_columns(raw: Path, tmp_path: Path) -> None:
    _with_columns(raw, "04-01,11-30,2018-05-07;2018-05-14..2018-05-16")
    build_dataset(raw, tmp_path / "out")
    out, back = list(records(load_dataset(tmp_path / "out").crossings))[:2]
    ran = [day for day in (2, 7, 9, 14, 16, 21) if runs_on(out, date(2018, 5, day))]
    assert ran == [2, 9, 21]
    assert not runs_on(out, date(2018, 3, 12))
    assert runs_on(back, date(2018, 3, 12))


def test_a_departure_may_be_a_row(raw: Path, tmp_path: Path) -> None:
    path = raw / "crossings.csv"
    extra = "ferry-fridays,main-port,isle-port,ferry,car,4,10:00,,,20,25,150000,made up\n"
    path.write_text(path.read_text() + extra)
    build_dataset(raw, tmp_path / "out")
    added = list(records(load_dataset(tmp_path / "out").crossings))[-1]
    assert next_sailing(added, date(2018, 3, 16), 0) == 600


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("04-01,,", "a season needs both from_day and until_day"),
        ("04-31,11-30,", "column from_day: '04-31' is no day as MM-DD"),
        (",,May Day", "column cancelled_dates: 'May Day'; list dates as 2018-05-01"),
        (",,2018-05-03..2018-05-01", "the earlier date first"),
    ],
)
def test_faults_of_seasons(raw: Path, tmp_path: Path, cells: str, told: str) -> None:
    _with_columns(raw, cells)
    with pytest.raises(DatasetError) as caught:
        build_dataset(raw, tmp_path / "out")
    (fault,) = caught.value.faults
    assert str(fault).startswith("crossings.csv, line 2 (ferry-out)")
    assert told in str(fault)
    assert not (tmp_path / "out").exists()


Change = Callable[[str], str]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace("0;2,07:00;16:00", ";,07:00;16:00", 1), "never leaves"),
        (lambda text: text.replace("07:00;16:00,,", ",,", 1), "it never leaves; list departures"),
        (lambda text: text.replace(",06:00,17:00", ",18:00,17:00", 1), "swap the times"),
    ],
)
def test_a_timetable_that_never_leaves(
    raw: Path, tmp_path: Path, change: Change, told: str
) -> None:
    path = raw / "crossings.csv"
    path.write_text(change(path.read_text()))
    with pytest.raises(DatasetError) as caught:
        build_dataset(raw, tmp_path / "out")
    (fault,) = caught.value.faults
    assert told in str(fault)
