"""The sheet of incidents: what changed since the campaign was planned."""

from __future__ import annotations

from typing import Annotated

from geodata import Message
from planner.workbook.schema.cell_kinds import DAY_AND_CLOCK, TEXT, choice
from planner.workbook.schema.shared_columns import NOTE_COLUMN, SOURCE_COLUMN
from planner.workbook.schema.sheet_model import Column, Row
from planner.workbook.schema.times import DayAndClock
from planner.workbook.schema.vocabulary import INCIDENT_KINDS


class IncidentRow(Row):
    """Something that changes from a moment on."""

    kind: Annotated[
        str,
        Column(
            Message("Kind"),
            choice(INCIDENT_KINDS, Message("a kind of incident")),
            Message(
                "What happened: a kit, an operator or a vehicle is out; a road, a crossing, the "
                "server or a post is closed; another number of residents, or another rate."
            ),
            width=18,
        ),
    ]
    subject: Annotated[
        str,
        Column(
            Message("Subject"),
            TEXT,
            Message(
                "Id of a pair (kit, vehicle, rate), an operator's name, id of a road section, of "
                "a crossing or of a post. Empty for the server; all = all crossings, or the rate "
                "of all pairs."
            ),
            blank="",
            width=26,
        ),
    ]
    since: Annotated[
        DayAndClock,
        Column(
            Message("cell.since"),
            DAY_AND_CLOCK,
            Message("A date; with a time for half a day."),
            width=18,
        ),
    ]
    until: Annotated[
        DayAndClock | None,
        Column(
            Message("Until"),
            DAY_AND_CLOCK,
            Message("Last date, or date and time when it is over; empty = until the deadline."),
            blank=None,
            width=18,
        ),
    ]
    value: Annotated[
        str,
        Column(
            Message("Value"),
            TEXT,
            Message(
                "residents: +60, -20, or how many are left to record; rate: residents per hour; "
                "server: capacity per date, empty = down; operator: name of the substitute, empty "
                "= none; road: vehicles that cannot pass, empty = all."
            ),
            blank="",
            width=20,
        ),
    ]
    note: Annotated[str, NOTE_COLUMN]
    source: Annotated[str, SOURCE_COLUMN]
