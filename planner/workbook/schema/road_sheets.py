"""The sheets of dates, roads and wishes: calendar, closures, crossings, pins."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from geodata import Message
from planner.workbook.schema.cell_kinds import (
    CLOCK,
    CLOCKS,
    DATE,
    DATES_OR_DAYS,
    DAY_OF_YEAR,
    DAYS,
    SPANS,
    TEXT,
    WHOLE_NUMBER,
    choice,
)
from planner.workbook.schema.shared_columns import (
    MINUTES,
    NOTE_COLUMN,
    RUPIAH_UNIT,
    SOURCE_COLUMN,
    VEHICLES_LIST,
    Count,
    Minutes,
)
from planner.workbook.schema.sheet_model import Column, Row
from planner.workbook.schema.times import Days
from planner.workbook.schema.vocabulary import DAY_KINDS, MODES, PIN_KINDS, VEHICLES, both


class CalendarRow(Row):
    """A rest day, or what the server takes on a date."""

    from_date: Annotated[
        date,
        Column(Message("Date"), DATE, Message("Date, or first.")),
    ]
    until_date: Annotated[
        date | None,
        Column(
            Message("Until date"),
            DATE,
            Message("Empty = one date only."),
            blank=None,
            absent=Message("one date only"),
        ),
    ]
    kind: Annotated[
        str,
        Column(
            Message("Kind"),
            choice(DAY_KINDS, Message("a kind of date")),
            Message(
                "rest day; working day (even on a weekly rest day); server outage; server capacity."
            ),
            width=18,
        ),
    ]
    capacity: Annotated[
        Count | None,
        Column(
            Message("Server capacity"),
            WHOLE_NUMBER,
            Message("Only for the kind server capacity."),
            unit=Message("residents per date"),
            blank=None,
            width=20,
        ),
    ]
    note: Annotated[str, NOTE_COLUMN]
    source: Annotated[str, SOURCE_COLUMN]


class ClosureRow(Row):
    """A closed road section."""

    section: Annotated[
        str,
        Column(
            Message("Road section"),
            TEXT,
            Message("Id of the section; choose from the list."),
            width=36,
            offered="sections",
        ),
    ]
    from_date: Annotated[
        date,
        Column(
            Message("From date"),
            DATE,
            Message("First closed date."),
        ),
    ]
    until_date: Annotated[
        date | None,
        Column(
            Message("Until date"),
            DATE,
            Message("Last closed date; empty = still."),
            blank=None,
            absent=Message("still closed"),
        ),
    ]
    stops: Annotated[
        tuple[str, ...],
        Column(
            Message("Closed to"),
            VEHICLES_LIST,
            Message("Such as: car; truck. Empty = all."),
            blank=tuple(VEHICLES),
            absent=Message("all vehicles"),
            width=24,
            offered="stops",
        ),
    ]
    note: Annotated[str, NOTE_COLUMN]
    source: Annotated[str, SOURCE_COLUMN]


class CrossingRow(Row):
    """A ferry or boat in one direction."""

    key: ClassVar[str] = "id"

    id: Annotated[
        str,
        Column(
            Message("Id"),
            TEXT,
            Message("One row per direction."),
            width=12,
        ),
    ]
    from_place: Annotated[
        str,
        Column(
            Message("From"),
            TEXT,
            Message("Id of a place."),
            width=16,
            offered="places",
        ),
    ]
    to_place: Annotated[
        str,
        Column(
            Message("To"),
            TEXT,
            Message("Id of a place."),
            width=16,
            offered="places",
        ),
    ]
    mode: Annotated[
        str,
        Column(
            Message("Kind"),
            choice(MODES, Message("a kind of vessel")),
            Message("ferry or motor boat."),
        ),
    ]
    vehicles: Annotated[
        tuple[str, ...],
        Column(
            Message("Takes"),
            VEHICLES_LIST,
            Message("Vehicles that it takes."),
            width=22,
            offered="stops",
        ),
    ]
    weekdays: Annotated[
        tuple[int, ...],
        Column(
            Message("Weekdays"),
            DAYS,
            Message("Tuesday; Thursday, or: every day."),
            width=28,
        ),
    ]
    departures: Annotated[
        tuple[int, ...] | None,
        Column(
            Message("Departures"),
            CLOCKS,
            Message("Such as 07:30; 16:00. Empty = on demand between the next two times."),
            blank=None,
            absent=Message("on demand"),
            width=16,
        ),
    ]
    opens: Annotated[
        int | None,
        Column(
            Message("Earliest"),
            CLOCK,
            Message("If on demand."),
            blank=None,
        ),
    ]
    closes: Annotated[
        int | None,
        Column(
            Message("Latest"),
            CLOCK,
            Message("If on demand."),
            blank=None,
        ),
    ]
    from_day: Annotated[
        str | None,
        Column(
            Message("Season from"),
            DAY_OF_YEAR,
            Message("First day, such as 01/04 for 1 April; empty = all year."),
            blank=None,
            absent=Message("all year"),
        ),
    ]
    until_day: Annotated[
        str | None,
        Column(
            Message("Season until"),
            DAY_OF_YEAR,
            Message("Last day, such as 30/11 for 30 November; empty = all year."),
            blank=None,
            absent=Message("all year"),
        ),
    ]
    cancelled_dates: Annotated[
        tuple[tuple[date, date], ...],
        Column(
            Message("Cancelled on dates"),
            SPANS,
            Message("Such as: 01/05/2018; 10/06/2018 - 12/06/2018."),
            blank=(),
            absent=Message("none"),
            width=24,
        ),
    ]
    loading_minutes: Annotated[
        Minutes,
        Column(
            Message("Be there before"),
            WHOLE_NUMBER,
            Message("Minutes at the port before leaving."),
            unit=MINUTES,
            width=16,
        ),
    ]
    crossing_minutes: Annotated[
        int,
        Field(ge=1, le=1440),
        Column(
            Message("Duration"),
            WHOLE_NUMBER,
            Message("How long the crossing takes."),
            unit=MINUTES,
        ),
    ]
    fare_rupiah: Annotated[
        Count,
        Column(
            Message("Fare"),
            WHOLE_NUMBER,
            Message("For a pair with its vehicle."),
            unit=RUPIAH_UNIT,
        ),
    ]
    basis: Annotated[str, SOURCE_COLUMN]


class PinRow(Row):
    """A wish of the planner: this pair there, never there, or a post on certain dates."""

    kind: Annotated[
        str,
        Column(
            Message("Kind"),
            choice(PIN_KINDS, Message("a kind of pin")),
            Message(
                "only this pair / never this pair: fill in kecamatan and pair. "
                "only on these dates: fill in post and dates."
            ),
            width=24,
        ),
    ]
    kecamatan: Annotated[
        str,
        Column(
            both("Kecamatan"),
            TEXT,
            Message("For pins of a pair."),
            blank="",
            width=20,
            offered="kecamatan",
        ),
    ]
    pair: Annotated[
        str,
        Column(
            Message("Pair"),
            TEXT,
            Message("Id of the sheet Pairs."),
            blank="",
            offered="pairs",
        ),
    ]
    post: Annotated[
        str,
        Column(
            Message("Post"),
            TEXT,
            Message("Id of the sheet Places."),
            blank="",
            width=16,
            offered="places",
        ),
    ]
    dates: Annotated[
        Days | None,
        Column(
            Message("Dates"),
            DATES_OR_DAYS,
            Message("Dates or weekdays, such as market days: 10/04/2018; Tuesday."),
            blank=None,
            width=26,
        ),
    ]
    note: Annotated[str, NOTE_COLUMN]
