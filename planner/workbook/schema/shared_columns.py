"""Units, kinds and columns that several sheets use."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.workbook.schema.cell_kinds import TEXT, choice, choices
from planner.workbook.schema.sheet_model import Column
from planner.workbook.schema.vocabulary import VEHICLES, Words, both

W = Words
RUPIAH = both("rupiah")
MINUTES = W("menit", "minutes")
VEHICLE = choice(VEHICLES, W("kendaraan", "a vehicle"))
VEHICLES_LIST = choices(VEHICLES, W("daftar kendaraan", "a list of vehicles"))
NOTE_COLUMN = Column(
    W("Keterangan", "Note"),
    TEXT,
    W(
        "Catatan Anda; tidak keluar dari buku kerja.",
        "Your own remark; it does not leave the workbook.",
    ),
    blank="",
    width=30,
)
SOURCE_COLUMN = Column(
    W("Sumber", "Source"),
    TEXT,
    W("Asal keterangan di baris ini.", "Where the figures of this row come from."),
    blank="",
    width=40,
)
USUAL_DATES = W(
    "Kosong = selama kampanye.", "Empty = as long as the campaign lasts."
)  # shared by both ends

MOST = 1_000_000_000
"""Larger figures are slips of the hand."""

Count = Annotated[int, Field(ge=0, le=MOST)]
Minutes = Annotated[int, Field(ge=0, le=1440)]
