"""Units, kinds and columns that several sheets use."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from geodata import Message
from planner.workbook.schema.cell_kinds import DATE, TEXT, choice, choices
from planner.workbook.schema.sheet_model import Column
from planner.workbook.schema.vocabulary import VEHICLES, both

RUPIAH_UNIT = both("rupiah")
MINUTES = Message("minutes")
VEHICLE = choice(VEHICLES, Message("a vehicle"))
VEHICLES_LIST = choices(VEHICLES, Message("a list of vehicles"))
NOTE_COLUMN = Column(
    Message("Note"),
    TEXT,
    Message("Your own remark; it does not leave the workbook."),
    blank="",
    width=30,
)
SOURCE_COLUMN = Column(
    Message("Source"),
    TEXT,
    Message("Where the figures of this row come from."),
    blank="",
    width=40,
)
USUAL_DATES = Message("Empty = as long as the campaign lasts.")
FROM_COLUMN = Column(
    Message("From date"),
    DATE,
    USUAL_DATES,
    blank=None,
    absent=Message("the campaign's first date"),
)
UNTIL_COLUMN = Column(
    Message("Until date"),
    DATE,
    USUAL_DATES,
    blank=None,
    absent=Message("the campaign's last date"),
)

MOST = 1_000_000_000
"""Larger figures are slips of the hand."""

Count = Annotated[int, Field(ge=0, le=MOST)]
Minutes = Annotated[int, Field(ge=0, le=1440)]
