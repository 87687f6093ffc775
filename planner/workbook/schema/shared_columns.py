"""Units, kinds and columns that several sheets use."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.workbook.schema.cell_kinds import DATE, TEXT, choice, choices
from planner.workbook.schema.sheet_model import Column
from planner.workbook.schema.vocabulary import VEHICLES, Words, both

RUPIAH_UNIT = both("rupiah")
MINUTES = Words("menit", "minutes")
VEHICLE = choice(VEHICLES, Words("kendaraan", "a vehicle"))
VEHICLES_LIST = choices(VEHICLES, Words("daftar kendaraan", "a list of vehicles"))
NOTE_COLUMN = Column(
    Words("Keterangan", "Note"),
    TEXT,
    Words(
        "Catatan Anda; tidak keluar dari buku kerja.",
        "Your own remark; it does not leave the workbook.",
    ),
    blank="",
    width=30,
)
SOURCE_COLUMN = Column(
    Words("Sumber", "Source"),
    TEXT,
    Words("Asal keterangan di baris ini.", "Where the figures of this row come from."),
    blank="",
    width=40,
)
USUAL_DATES = Words("Kosong = selama kampanye.", "Empty = as long as the campaign lasts.")
FROM_COLUMN = Column(
    Words("Dari tanggal", "From date"),
    DATE,
    USUAL_DATES,
    blank=None,
    absent=Words("tanggal pertama kampanye", "the campaign's first date"),
)
UNTIL_COLUMN = Column(
    Words("Sampai tanggal", "Until date"),
    DATE,
    USUAL_DATES,
    blank=None,
    absent=Words("tanggal terakhir kampanye", "the campaign's last date"),
)

MOST = 1_000_000_000
"""Larger figures are slips of the hand."""

Count = Annotated[int, Field(ge=0, le=MOST)]
Minutes = Annotated[int, Field(ge=0, le=1440)]
