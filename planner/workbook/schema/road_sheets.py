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
from planner.workbook.schema.vocabulary import DAY_KINDS, MODES, PIN_KINDS, VEHICLES, Words, both


class CalendarRow(Row):
    """A rest day, or what the server takes on a date."""

    from_date: Annotated[
        date,
        Column(
            Words("Tanggal", "Date"), DATE, Words("Tanggal, atau yang pertama.", "Date, or first.")
        ),
    ]
    until_date: Annotated[
        date | None,
        Column(
            Words("Sampai tanggal", "Until date"),
            DATE,
            Words("Kosong = satu hari saja.", "Empty = one date only."),
            blank=None,
            absent=Words("satu hari saja", "one date only"),
        ),
    ]
    kind: Annotated[
        str,
        Column(
            Words("Jenis", "Kind"),
            choice(DAY_KINDS, Words("jenis hari", "a kind of date")),
            Words(
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
            Words("Kapasitas server", "Server capacity"),
            WHOLE_NUMBER,
            Words("Hanya untuk jenis kapasitas server.", "Only for the kind server capacity."),
            unit=Words("warga per hari", "residents per date"),
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
            Words("Ruas jalan", "Road section"),
            TEXT,
            Words("Kode ruas; pilih dari daftar.", "Id of the section; choose from the list."),
            width=36,
            offered="sections",
        ),
    ]
    from_date: Annotated[
        date,
        Column(
            Words("Dari tanggal", "From date"),
            DATE,
            Words("Hari tutup pertama.", "First closed date."),
        ),
    ]
    until_date: Annotated[
        date | None,
        Column(
            Words("Sampai tanggal", "Until date"),
            DATE,
            Words("Hari tutup terakhir; kosong = masih tutup.", "Last closed date; empty = still."),
            blank=None,
            absent=Words("masih tutup", "still closed"),
        ),
    ]
    stops: Annotated[
        tuple[str, ...],
        Column(
            Words("Tertutup untuk", "Closed to"),
            VEHICLES_LIST,
            Words("Misalnya: mobil; truk. Kosong = semua.", "Such as: car; truck. Empty = all."),
            blank=tuple(VEHICLES),
            absent=Words("semua kendaraan", "all vehicles"),
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
            Words("Kode", "Id"),
            TEXT,
            Words("Satu baris per arah.", "One row per direction."),
            width=12,
        ),
    ]
    from_place: Annotated[
        str,
        Column(
            Words("Dari", "From"),
            TEXT,
            Words("Kode tempat.", "Id of a place."),
            width=16,
            offered="places",
        ),
    ]
    to_place: Annotated[
        str,
        Column(
            Words("Ke", "To"),
            TEXT,
            Words("Kode tempat.", "Id of a place."),
            width=16,
            offered="places",
        ),
    ]
    mode: Annotated[
        str,
        Column(
            Words("Jenis", "Kind"),
            choice(MODES, Words("jenis angkutan", "a kind of vessel")),
            Words("feri atau perahu.", "ferry or motor boat."),
        ),
    ]
    vehicles: Annotated[
        tuple[str, ...],
        Column(
            Words("Mengangkut", "Takes"),
            VEHICLES_LIST,
            Words("Kendaraan yang dapat naik.", "Vehicles that it takes."),
            width=22,
            offered="stops",
        ),
    ]
    weekdays: Annotated[
        tuple[int, ...],
        Column(
            Words("Hari", "Weekdays"),
            DAYS,
            Words("Selasa; Kamis, atau: setiap hari.", "Tuesday; Thursday, or: every day."),
            width=28,
        ),
    ]
    departures: Annotated[
        tuple[int, ...] | None,
        Column(
            Words("Jam berangkat", "Departures"),
            CLOCKS,
            Words(
                "Misalnya 07:30; 16:00. Kosong = sewaktu-waktu di antara dua jam berikut.",
                "Such as 07:30; 16:00. Empty = on demand between the next two times.",
            ),
            blank=None,
            absent=Words("sewaktu-waktu", "on demand"),
            width=16,
        ),
    ]
    opens: Annotated[
        int | None,
        Column(
            Words("Paling pagi", "Earliest"),
            CLOCK,
            Words("Jika sewaktu-waktu.", "If on demand."),
            blank=None,
        ),
    ]
    closes: Annotated[
        int | None,
        Column(
            Words("Paling sore", "Latest"),
            CLOCK,
            Words("Jika sewaktu-waktu.", "If on demand."),
            blank=None,
        ),
    ]
    from_day: Annotated[
        str | None,
        Column(
            Words("Musim dari", "Season from"),
            DAY_OF_YEAR,
            Words(
                "Hari pertama, misalnya 01/04; kosong = sepanjang tahun.",
                "First day, such as 01/04 for 1 April; empty = all year.",
            ),
            blank=None,
            absent=Words("sepanjang tahun", "all year"),
        ),
    ]
    until_day: Annotated[
        str | None,
        Column(
            Words("Musim sampai", "Season until"),
            DAY_OF_YEAR,
            Words(
                "Hari terakhir, misalnya 30/11; kosong = sepanjang tahun.",
                "Last day, such as 30/11 for 30 November; empty = all year.",
            ),
            blank=None,
            absent=Words("sepanjang tahun", "all year"),
        ),
    ]
    cancelled_dates: Annotated[
        tuple[tuple[date, date], ...],
        Column(
            Words("Batal pada tanggal", "Cancelled on dates"),
            SPANS,
            Words(
                "Misalnya: 01/05/2018; 10/06/2018 - 12/06/2018.",
                "Such as: 01/05/2018; 10/06/2018 - 12/06/2018.",
            ),
            blank=(),
            absent=Words("tidak ada", "none"),
            width=24,
        ),
    ]
    loading_minutes: Annotated[
        Minutes,
        Column(
            Words("Datang sebelumnya", "Be there before"),
            WHOLE_NUMBER,
            Words("Menit di pelabuhan sebelum berangkat.", "Minutes at the port before leaving."),
            unit=MINUTES,
            width=16,
        ),
    ]
    crossing_minutes: Annotated[
        int,
        Field(ge=1, le=1440),
        Column(
            Words("Lama penyeberangan", "Duration"),
            WHOLE_NUMBER,
            Words("Lama penyeberangan.", "How long the crossing takes."),
            unit=MINUTES,
        ),
    ]
    fare_rupiah: Annotated[
        Count,
        Column(
            Words("Ongkos", "Fare"),
            WHOLE_NUMBER,
            Words("Untuk satu tim dengan kendaraannya.", "For a pair with its vehicle."),
            unit=RUPIAH_UNIT,
        ),
    ]
    basis: Annotated[str, SOURCE_COLUMN]


class PinRow(Row):
    """A wish of the planner: this pair there, never there, or a post on certain dates."""

    kind: Annotated[
        str,
        Column(
            Words("Jenis", "Kind"),
            choice(PIN_KINDS, Words("jenis pin", "a kind of pin")),
            Words(
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
            Words("Untuk pin pasangan.", "For pins of a pair."),
            blank="",
            width=20,
            offered="kecamatan",
        ),
    ]
    pair: Annotated[
        str,
        Column(
            Words("Pasangan", "Pair"),
            TEXT,
            Words("Kode dari lembar Pasangan.", "Id of the sheet Pairs."),
            blank="",
            offered="pairs",
        ),
    ]
    post: Annotated[
        str,
        Column(
            Words("Pos", "Post"),
            TEXT,
            Words("Kode dari lembar Tempat.", "Id of the sheet Places."),
            blank="",
            width=16,
            offered="places",
        ),
    ]
    dates: Annotated[
        Days | None,
        Column(
            Words("Tanggal", "Dates"),
            DATES_OR_DAYS,
            Words(
                "Tanggal atau hari, misalnya hari pasar: 10/04/2018; Selasa.",
                "Dates or weekdays, such as market days: 10/04/2018; Tuesday.",
            ),
            blank=None,
            width=26,
        ),
    ]
    note: Annotated[str, NOTE_COLUMN]
