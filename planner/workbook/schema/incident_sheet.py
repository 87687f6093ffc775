"""The sheet of incidents: what changed since the campaign was planned."""

from __future__ import annotations

from typing import Annotated

from planner.workbook.schema.cell_kinds import DAY_AND_CLOCK, TEXT, choice
from planner.workbook.schema.shared_columns import NOTE_COLUMN, SOURCE_COLUMN
from planner.workbook.schema.sheet_model import Column, Row
from planner.workbook.schema.times import DayAndClock
from planner.workbook.schema.vocabulary import INCIDENT_KINDS, Words


class IncidentRow(Row):
    """Something that changes from a moment on."""

    kind: Annotated[
        str,
        Column(
            Words("Jenis", "Kind"),
            choice(INCIDENT_KINDS, Words("jenis kejadian", "a kind of incident")),
            Words(
                "Apa yang terjadi: alat rekam, operator, atau kendaraan tidak dapat dipakai; "
                "jalan, penyeberangan, server, atau pos tutup; jumlah warga atau laju berubah.",
                "What happened: a kit, an operator or a vehicle is out; a road, a crossing, the "
                "server or a post is closed; another number of residents, or another rate.",
            ),
            width=18,
        ),
    ]
    subject: Annotated[
        str,
        Column(
            Words("Yang kena", "Subject"),
            TEXT,
            Words(
                "Kode pasangan (alat rekam, kendaraan, laju), nama operator, kode ruas jalan, "
                "penyeberangan, atau pos. Kosong untuk server; semua = semua penyeberangan, atau "
                "laju semua pasangan.",
                "Id of a pair (kit, vehicle, rate), an operator's name, id of a road section, of "
                "a crossing or of a post. Empty for the server; all = all crossings, or the rate "
                "of all pairs.",
            ),
            blank="",
            width=26,
        ),
    ]
    since: Annotated[
        DayAndClock,
        Column(
            Words("Sejak", "From"),
            DAY_AND_CLOCK,
            Words(
                "Tanggal; dengan jam untuk setengah hari.",
                "A date; with a time for half a day.",
            ),
            width=18,
        ),
    ]
    until: Annotated[
        DayAndClock | None,
        Column(
            Words("Sampai", "Until"),
            DAY_AND_CLOCK,
            Words(
                "Tanggal terakhir, atau tanggal dan jam selesainya; kosong = sampai tenggat.",
                "Last date, or date and time when it is over; empty = until the deadline.",
            ),
            blank=None,
            width=18,
        ),
    ]
    value: Annotated[
        str,
        Column(
            Words("Nilai", "Value"),
            TEXT,
            Words(
                "warga: +60, -20, atau berapa yang masih harus direkam; laju: warga per jam; "
                "server: kapasitas per hari, kosong = mati; operator: nama pengganti, kosong = "
                "tidak ada; jalan: kendaraan yang tidak dapat lewat, kosong = semua.",
                "residents: +60, -20, or how many are left to record; rate: residents per hour; "
                "server: capacity per date, empty = down; operator: name of the substitute, empty "
                "= none; road: vehicles that cannot pass, empty = all.",
            ),
            blank="",
            width=20,
        ),
    ]
    note: Annotated[str, NOTE_COLUMN]
    source: Annotated[str, SOURCE_COLUMN]
