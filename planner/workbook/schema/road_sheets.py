"""The sheets of dates, roads and wishes: calendar, closures, crossings, pins."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from planner.workbook.schema.cell_kinds import (
    CLOCK,
    CLOCKS,
    DATE,
    DATES_OR_DAYS,
    DAY_OF_YEAR,
    DAYS,
    SPANS,
    TEXT,
    WHOLE,
    choice,
)
from planner.workbook.schema.shared_columns import (
    MINUTES,
    NOTE_COLUMN,
    RUPIAH,
    SOURCE_COLUMN,
    VEHICLES_LIST,
    Count,
    Minutes,
    W,
)
from planner.workbook.schema.sheet_model import Column, Row
from planner.workbook.schema.times import Days
from planner.workbook.schema.vocabulary import DAY_KINDS, MODES, PIN_KINDS, VEHICLES, both


class CalendarRow(Row):
    """A rest day, or what the server takes on a date."""

    from_date: Annotated[
        date,
        Column(W("Tanggal", "Date"), DATE, W("Tanggal, atau yang pertama.", "Date, or first.")),
    ]
    until_date: Annotated[
        date | None,
        Column(
            W("Sampai tanggal", "Until date"),
            DATE,
            W("Kosong = satu hari saja.", "Empty = one date only."),
            blank=None,
        ),
    ]
    kind: Annotated[
        str,
        Column(
            W("Jenis", "Kind"),
            choice(DAY_KINDS, W("jenis hari", "a kind of date")),
            W(
                "libur; hari kerja (walau libur mingguan); server mati; kapasitas server.",
                "rest day; working day (even on a weekly rest day); server outage; "
                "server capacity.",
            ),
            width=18,
        ),
    ]
    capacity: Annotated[
        Count | None,
        Column(
            W("Kapasitas server", "Server capacity"),
            WHOLE,
            W("Hanya untuk jenis kapasitas server.", "Only for the kind server capacity."),
            unit=W("warga per hari", "residents per date"),
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
            W("Ruas jalan", "Road section"),
            TEXT,
            W("Kode ruas; pilih dari daftar.", "Id of the section; choose from the list."),
            width=36,
            offered="sections",
        ),
    ]
    from_date: Annotated[
        date,
        Column(
            W("Dari tanggal", "From date"), DATE, W("Hari tutup pertama.", "First closed date.")
        ),
    ]
    until_date: Annotated[
        date | None,
        Column(
            W("Sampai tanggal", "Until date"),
            DATE,
            W("Hari tutup terakhir; kosong = masih tutup.", "Last closed date; empty = still."),
            blank=None,
        ),
    ]
    stops: Annotated[
        tuple[str, ...],
        Column(
            W("Tertutup untuk", "Closed to"),
            VEHICLES_LIST,
            W("Misalnya: mobil; truk. Kosong = semua.", "Such as: car; truck. Empty = all."),
            blank=tuple(VEHICLES),
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
            W("Kode", "Id"), TEXT, W("Satu baris per arah.", "One row per direction."), width=12
        ),
    ]
    from_place: Annotated[
        str,
        Column(
            W("Dari", "From"), TEXT, W("Kode tempat.", "Id of a place."), width=16, offered="places"
        ),
    ]
    to_place: Annotated[
        str,
        Column(
            W("Ke", "To"), TEXT, W("Kode tempat.", "Id of a place."), width=16, offered="places"
        ),
    ]
    mode: Annotated[
        str,
        Column(
            W("Jenis", "Kind"),
            choice(MODES, W("jenis angkutan", "a kind of vessel")),
            W("feri atau perahu.", "ferry or motor boat."),
        ),
    ]
    vehicles: Annotated[
        tuple[str, ...],
        Column(
            W("Mengangkut", "Takes"),
            VEHICLES_LIST,
            W("Kendaraan yang dapat naik.", "Vehicles that it takes."),
            width=22,
            offered="stops",
        ),
    ]
    weekdays: Annotated[
        tuple[int, ...],
        Column(
            W("Hari", "Weekdays"),
            DAYS,
            W("Selasa; Kamis, atau: setiap hari.", "Tuesday; Thursday, or: every day."),
            width=28,
        ),
    ]
    departures: Annotated[
        tuple[int, ...] | None,
        Column(
            W("Jam berangkat", "Departures"),
            CLOCKS,
            W(
                "Misalnya 07:30; 16:00. Kosong = sewaktu-waktu di antara dua jam berikut.",
                "Such as 07:30; 16:00. Empty = on demand between the next two times.",
            ),
            blank=None,
            width=16,
        ),
    ]
    opens: Annotated[
        int | None,
        Column(
            W("Paling pagi", "Earliest"),
            CLOCK,
            W("Jika sewaktu-waktu.", "If on demand."),
            blank=None,
        ),
    ]
    closes: Annotated[
        int | None,
        Column(
            W("Paling sore", "Latest"), CLOCK, W("Jika sewaktu-waktu.", "If on demand."), blank=None
        ),
    ]
    from_day: Annotated[
        str | None,
        Column(
            W("Musim dari", "Season from"),
            DAY_OF_YEAR,
            W(
                "Hari pertama, misalnya 01/04; kosong = sepanjang tahun.",
                "First day, such as 01/04 for 1 April; empty = all year.",
            ),
            blank=None,
        ),
    ]
    until_day: Annotated[
        str | None,
        Column(
            W("Musim sampai", "Season until"),
            DAY_OF_YEAR,
            W(
                "Hari terakhir, misalnya 30/11; kosong = sepanjang tahun.",
                "Last day, such as 30/11 for 30 November; empty = all year.",
            ),
            blank=None,
        ),
    ]
    cancelled_dates: Annotated[
        tuple[tuple[date, date], ...],
        Column(
            W("Batal pada tanggal", "Cancelled on dates"),
            SPANS,
            W(
                "Misalnya: 01/05/2018; 10/06/2018 - 12/06/2018.",
                "Such as: 01/05/2018; 10/06/2018 - 12/06/2018.",
            ),
            blank=(),
            width=24,
        ),
    ]
    loading_minutes: Annotated[
        Minutes,
        Column(
            W("Datang sebelumnya", "Be there before"),
            WHOLE,
            W("Menit di pelabuhan sebelum berangkat.", "Minutes at the port before leaving."),
            unit=MINUTES,
            width=16,
        ),
    ]
    crossing_minutes: Annotated[
        int,
        Field(ge=1, le=1440),
        Column(
            W("Lama penyeberangan", "Duration"),
            WHOLE,
            W("Lama penyeberangan.", "How long the crossing takes."),
            unit=MINUTES,
        ),
    ]
    fare_rupiah: Annotated[
        Count,
        Column(
            W("Ongkos", "Fare"),
            WHOLE,
            W("Untuk satu tim dengan kendaraannya.", "For a pair with its vehicle."),
            unit=RUPIAH,
        ),
    ]
    basis: Annotated[str, SOURCE_COLUMN]


class PinRow(Row):
    """A wish of the planner: this pair there, never there, or a post on certain dates."""

    kind: Annotated[
        str,
        Column(
            W("Jenis", "Kind"),
            choice(PIN_KINDS, W("jenis pin", "a kind of pin")),
            W(
                "hanya pasangan ini / bukan pasangan ini: isi kecamatan dan pasangan. "
                "hanya pada tanggal ini: isi pos dan tanggal.",
                "only this pair / never this pair: fill in kecamatan and pair. "
                "only on these dates: fill in post and dates.",
            ),
            width=24,
        ),
    ]
    kecamatan: Annotated[
        str,
        Column(
            both("Kecamatan"),
            TEXT,
            W("Untuk pin pasangan.", "For pins of a pair."),
            blank="",
            width=20,
            offered="kecamatan",
        ),
    ]
    pair: Annotated[
        str,
        Column(
            W("Pasangan", "Pair"),
            TEXT,
            W("Kode dari lembar Pasangan.", "Id of the sheet Pairs."),
            blank="",
            offered="pairs",
        ),
    ]
    post: Annotated[
        str,
        Column(
            W("Pos", "Post"),
            TEXT,
            W("Kode dari lembar Tempat.", "Id of the sheet Places."),
            blank="",
            width=16,
            offered="places",
        ),
    ]
    dates: Annotated[
        Days | None,
        Column(
            W("Tanggal", "Dates"),
            DATES_OR_DAYS,
            W(
                "Tanggal atau hari, misalnya hari pasar: 10/04/2018; Selasa.",
                "Dates or weekdays, such as market days: 10/04/2018; Tuesday.",
            ),
            blank=None,
            width=26,
        ),
    ]
    note: Annotated[str, NOTE_COLUMN]
