"""The sheets of settings: the campaign with its rules, and the costs."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from geodata import Message
from planner.workbook.schema.cell_kinds import (
    CLOCK,
    DATE,
    DAYS,
    OPENING_HOURS,
    OTHER_HOURS,
    TEXT,
    TIMEZONE,
    WHOLE_NUMBER,
    YES,
    choice,
)
from planner.workbook.schema.shared_columns import MINUTES, Count, Minutes
from planner.workbook.schema.sheet_model import Column, Row
from planner.workbook.schema.times import Intervals
from planner.workbook.schema.vocabulary import CONNECTIVITY, GO_TO, both


class CampaignRow(Row):
    """The campaign and its rules, a setting on each line."""

    name: Annotated[
        str,
        Column(
            Message("Name of the campaign"),
            TEXT,
            Message("The name on maps and timetables."),
        ),
    ]
    start: Annotated[
        date,
        Column(
            Message("First date"),
            DATE,
            Message("The first date on which pairs may work."),
            reason="start",
        ),
    ]
    deadline: Annotated[
        date,
        Column(
            Message("Last date"),
            DATE,
            Message("The last date of recording."),
            reason="O03",
        ),
    ]
    weekly_rest_days: Annotated[
        tuple[int, ...],
        Column(
            Message("Weekly rest days"),
            DAYS,
            Message("Weekdays without recording; other rest days are in the sheet Calendar."),
            blank=(),
            absent=Message("none"),
            reason="weekly_rest_days",
        ),
    ]
    hours: Annotated[
        Intervals,
        Column(
            Message("Usual opening hours"),
            OPENING_HOURS,
            Message("Recording hours of posts without hours of their own in the sheet Places."),
            reason="hours",
        ),
    ]
    other_hours: Annotated[
        dict[int, Intervals],
        Column(
            Message("Opening hours of certain weekdays"),
            OTHER_HOURS,
            Message("Weekdays with other hours, such as Friday 08:00-11:30; Saturday closed."),
            blank={},
            absent=Message("the usual hours every day"),
            reason="hours",
        ),
    ]
    duty_start: Annotated[
        int,
        Column(
            Message("Duty begins"),
            CLOCK,
            Message("Nothing happens before this time."),
            reason="duty_window",
        ),
    ]
    duty_end: Annotated[
        int,
        Column(
            Message("Duty ends"),
            CLOCK,
            Message("Nothing happens after this time."),
            reason="duty_window",
        ),
    ]
    max_driving_minutes: Annotated[
        Minutes,
        Column(
            Message("Most driving per date"),
            WHOLE_NUMBER,
            Message("Limit of one pair's driving per date."),
            unit=MINUTES,
            reason="max_driving_minutes",
        ),
    ]
    max_nights_out: Annotated[
        Count,
        Column(
            Message("Most nights away in a row"),
            WHOLE_NUMBER,
            Message("0 = pairs always return home."),
            unit=Message("nights"),
            reason="max_nights_out",
        ),
    ]
    home_on_rest_days: Annotated[
        bool,
        Column(
            Message("Home before rest days"),
            YES,
            Message("yes = the night before a rest day is spent at the base."),
            reason="home_on_rest_days",
        ),
    ]
    one_pair_per_kecamatan: Annotated[
        bool,
        Column(
            Message("One pair per kecamatan"),
            YES,
            Message("yes = a kecamatan is served by one pair only (O01)."),
            reason="O01",
        ),
    ]
    residents_go_to: Annotated[
        str,
        Column(
            Message("Residents of other villages go to"),
            choice(GO_TO, Message("a destination of residents")),
            Message(
                "The nearest post by road, or a post of their own kecamatan. The command "
                "jemputbola check shows how far that is."
            ),
            blank="nearest",
            absent=Message("nearest post"),
            reason="planner",
        ),
    ]
    connectivity: Annotated[
        str,
        Column(
            Message("Connection while recording"),
            choice(CONNECTIVITY, Message("a connection")),
            Message("online = the server's limit holds; offline = records are carried home."),
            reason="connectivity",
        ),
    ]
    server_capacity: Annotated[
        Count | None,
        Column(
            Message("Server capacity"),
            WHOLE_NUMBER,
            Message(
                "Most recordings of all pairs per date; empty = no limit. Dates with another "
                "capacity are in the sheet Calendar."
            ),
            unit=Message("residents per date"),
            blank=None,
            absent=Message("no limit"),
            reason="server_capacity",
        ),
    ]
    blank_cards: Annotated[
        Count | None,
        Column(
            Message("Stock of blank cards"),
            WHOLE_NUMBER,
            Message(
                "To be handed out per trip; empty = unknown. Recording goes on when blanks run "
                "short (O08)."
            ),
            unit=Message("cards"),
            blank=None,
            absent=Message("unknown"),
            reason="O07",
        ),
    ]
    region: Annotated[
        str,
        Column(
            Message("Dataset of the regency"),
            TEXT,
            Message("kupang = the embedded one; or the folder of another regency's dataset."),
            blank="kupang",
            absent=Message("kupang, the embedded one"),
        ),
    ]
    timezone: Annotated[
        str,
        Column(
            Message("Time zone"),
            TIMEZONE,
            Message("WIB, WITA or WIT; or a name such as Asia/Makassar. Empty = the dataset's."),
            blank="",
            absent=Message("the dataset's"),
        ),
    ]
    finish_minutes: Annotated[
        Minutes,
        Column(
            Message("Finishing the last in line"),
            WHOLE_NUMBER,
            Message(
                "If that records all who are left of a post, recording may end so long after "
                "closing time. 0 or empty = not at all."
            ),
            unit=MINUTES,
            blank=0,
            absent=Message("0, not at all"),
            reason="finish_minutes",
        ),
    ]
    min_visit_residents: Annotated[
        Count,
        Column(
            Message("Smallest visit"),
            WHOLE_NUMBER,
            Message(
                "A pair records at a post on a date at least so many residents, or all that the "
                "post has. 0 or empty = any number."
            ),
            unit=Message("unit.residents"),
            blank=0,
            absent=Message("0, any number"),
            reason="min_visit_residents",
        ),
    ]


class CostRow(Row):
    """Prices, a setting on each line."""

    per_km_car: Annotated[
        Count,
        Column(
            Message("Driving a car"),
            WHOLE_NUMBER,
            Message("Fuel and wear."),
            unit=both("rupiah per km"),
            reason="rupiah_per_km",
        ),
    ]
    per_km_motorcycle: Annotated[
        Count,
        Column(
            Message("Driving a motorcycle"),
            WHOLE_NUMBER,
            Message("Fuel and wear."),
            unit=both("rupiah per km"),
            reason="rupiah_per_km",
        ),
    ]
    per_diem: Annotated[
        Count,
        Column(
            Message("Per diem"),
            WHOLE_NUMBER,
            Message("Per operator and duty day."),
            unit=Message("rupiah per person per day"),
            reason="per_diem",
        ),
    ]
    lodging: Annotated[
        Count | None,
        Column(
            Message("Lodging at a post"),
            WHOLE_NUMBER,
            Message("For posts without a price of their own in the sheet Places; empty = none."),
            unit=Message("rupiah per person per night"),
            blank=None,
            absent=Message("no lodging"),
            reason="lodging_per_person",
        ),
    ]
    urgency: Annotated[
        Count,
        Column(
            Message("Price of waiting"),
            WHOLE_NUMBER,
            Message("What a day earlier is worth for a resident; no money spent."),
            unit=Message("rupiah per resident per day"),
            reason="urgency",
        ),
    ]
