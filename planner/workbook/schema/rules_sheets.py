"""The sheets of settings: the campaign with its rules, and the costs."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from planner.workbook.schema.cell_kinds import (
    CLOCK,
    DATE,
    DAYS,
    HOURS,
    OTHER_HOURS,
    TEXT,
    TIMEZONE,
    WHOLE,
    YES,
    choice,
)
from planner.workbook.schema.shared_columns import MINUTES, Count, Minutes, W
from planner.workbook.schema.sheet_model import Column, Row
from planner.workbook.schema.times import Intervals
from planner.workbook.schema.vocabulary import CONNECTIVITY, GO_TO


class CampaignRow(Row):
    """The campaign and its rules, a setting on each line."""

    name: Annotated[
        str,
        Column(
            W("Nama kampanye", "Name of the campaign"),
            TEXT,
            W("Nama di peta dan jadwal.", "The name on maps and timetables."),
        ),
    ]
    start: Annotated[
        date,
        Column(
            W("Tanggal pertama", "First date"),
            DATE,
            W("Hari pertama tim boleh bekerja.", "The first date on which pairs may work."),
            reason="start",
        ),
    ]
    deadline: Annotated[
        date,
        Column(
            W("Tanggal terakhir", "Last date"),
            DATE,
            W(
                "Hari terakhir perekaman, sehari sebelum pemungutan suara (O03).",
                "The last date of recording, the day before the vote (O03).",
            ),
            reason="O03",
        ),
    ]
    weekly_rest_days: Annotated[
        tuple[int, ...],
        Column(
            W("Libur mingguan", "Weekly rest days"),
            DAYS,
            W(
                "Hari tanpa perekaman setiap minggu; hari libur lain ada di lembar Kalender.",
                "Weekdays without recording; other rest days are in the sheet Calendar.",
            ),
            blank=(),
            reason="weekly_rest_days",
        ),
    ]
    hours: Annotated[
        Intervals,
        Column(
            W("Jam buka biasa", "Usual opening hours"),
            HOURS,
            W(
                "Jam perekaman di pos yang tidak mempunyai jam sendiri di lembar Tempat.",
                "Recording hours of posts without hours of their own in the sheet Places.",
            ),
            reason="hours",
        ),
    ]
    other_hours: Annotated[
        dict[int, Intervals],
        Column(
            W("Jam buka hari tertentu", "Opening hours of certain weekdays"),
            OTHER_HOURS,
            W(
                "Hari yang jamnya lain, misalnya Jumat 08:00-11:30; Sabtu tutup.",
                "Weekdays with other hours, such as Friday 08:00-11:30; Saturday closed.",
            ),
            blank={},
            reason="hours",
        ),
    ]
    duty_start: Annotated[
        int,
        Column(
            W("Tim berangkat paling pagi", "Duty begins"),
            CLOCK,
            W("Tidak ada kegiatan sebelum jam ini.", "Nothing happens before this time."),
            reason="duty_window",
        ),
    ]
    duty_end: Annotated[
        int,
        Column(
            W("Tim selesai paling lambat", "Duty ends"),
            CLOCK,
            W("Tidak ada kegiatan sesudah jam ini.", "Nothing happens after this time."),
            reason="duty_window",
        ),
    ]
    max_driving_minutes: Annotated[
        Minutes,
        Column(
            W("Mengemudi per hari paling lama", "Most driving per date"),
            WHOLE,
            W("Batas waktu mengemudi satu tim per hari.", "Limit of one pair's driving per date."),
            unit=MINUTES,
            reason="max_driving_minutes",
        ),
    ]
    max_nights_out: Annotated[
        Count,
        Column(
            W("Menginap berturut-turut paling lama", "Most nights away in a row"),
            WHOLE,
            W("0 = tim selalu pulang.", "0 = pairs always return home."),
            unit=W("malam", "nights"),
            reason="max_nights_out",
        ),
    ]
    home_on_rest_days: Annotated[
        bool,
        Column(
            W("Pulang sebelum hari libur", "Home before rest days"),
            YES,
            W(
                "ya = malam sebelum hari libur ada di pangkalan.",
                "yes = the night before a rest day is spent at the base.",
            ),
            reason="home_on_rest_days",
        ),
    ]
    one_pair_per_kecamatan: Annotated[
        bool,
        Column(
            W("Satu pasangan per kecamatan", "One pair per kecamatan"),
            YES,
            W(
                "ya = satu kecamatan dilayani satu pasangan saja (O01).",
                "yes = a kecamatan is served by one pair only (O01).",
            ),
            reason="O01",
        ),
    ]
    residents_go_to: Annotated[
        str,
        Column(
            W("Warga desa tanpa pos pergi ke", "Residents of other villages go to"),
            choice(GO_TO, W("tujuan warga", "a destination of residents")),
            W(
                "Pos terdekat lewat jalan, atau pos di kecamatan sendiri. Jaraknya ditunjukkan "
                "oleh jemputbola check.",
                "The nearest post by road, or a post of their own kecamatan. The command "
                "jemputbola check shows how far that is.",
            ),
            blank="nearest",
            reason="planner",
        ),
    ]
    connectivity: Annotated[
        str,
        Column(
            W("Sambungan saat merekam", "Connection while recording"),
            choice(CONNECTIVITY, W("sambungan", "a connection")),
            W(
                "daring = batas server berlaku; luring = data dibawa pulang.",
                "online = the server's limit holds; offline = records are carried home.",
            ),
            reason="connectivity",
        ),
    ]
    server_capacity: Annotated[
        Count | None,
        Column(
            W("Kapasitas server", "Server capacity"),
            WHOLE,
            W(
                "Perekaman semua tim per hari paling banyak; kosong = tanpa batas. Hari dengan "
                "kapasitas lain ada di lembar Kalender.",
                "Most recordings of all pairs per date; empty = no limit. Dates with another "
                "capacity are in the sheet Calendar.",
            ),
            unit=W("warga per hari", "residents per date"),
            blank=None,
            reason="server_capacity",
        ),
    ]
    blank_cards: Annotated[
        Count | None,
        Column(
            W("Stok blangko KTP-el", "Stock of blank cards"),
            WHOLE,
            W(
                "Untuk dibagi per perjalanan; kosong = tidak diketahui. Perekaman jalan terus "
                "walau blangko kurang (O08).",
                "To be handed out per trip; empty = unknown. Recording goes on when blanks run "
                "short (O08).",
            ),
            unit=W("lembar", "cards"),
            blank=None,
            reason="O07",
        ),
    ]
    region: Annotated[
        str,
        Column(
            W("Data kabupaten", "Dataset of the regency"),
            TEXT,
            W(
                "kupang = data yang disertakan; atau folder data kabupaten lain.",
                "kupang = the embedded one; or the folder of another regency's dataset.",
            ),
            blank="kupang",
        ),
    ]
    timezone: Annotated[
        str,
        Column(
            W("Zona waktu", "Time zone"),
            TIMEZONE,
            W(
                "WIB, WITA, atau WIT; juga nama seperti Asia/Makassar. Kosong = dari data "
                "kabupaten.",
                "WIB, WITA or WIT; or a name such as Asia/Makassar. Empty = the dataset's.",
            ),
            blank="",
        ),
    ]
    finish_minutes: Annotated[
        Minutes,
        Column(
            W("Menyelesaikan antrean paling lama", "Finishing the last in line"),
            WHOLE,
            W(
                "Bila dengan waktu ini semua warga pos selesai direkam, perekaman boleh berakhir "
                "sesudah jam tutup. 0 atau kosong = tidak boleh.",
                "If that records all who are left of a post, recording may end so long after "
                "closing time. 0 or empty = not at all.",
            ),
            unit=MINUTES,
            blank=0,
            reason="finish_minutes",
        ),
    ]
    min_visit_residents: Annotated[
        Count,
        Column(
            W("Kunjungan paling sedikit", "Smallest visit"),
            WHOLE,
            W(
                "Satu pasangan merekam di satu pos pada satu tanggal paling sedikit sekian warga, "
                "atau semua warga pos itu. 0 atau kosong = berapa pun.",
                "A pair records at a post on a date at least so many residents, or all that the "
                "post has. 0 or empty = any number.",
            ),
            unit=W("warga", "residents"),
            blank=0,
            reason="min_visit_residents",
        ),
    ]


class CostRow(Row):
    """Prices, a setting on each line."""

    per_km_car: Annotated[
        Count,
        Column(
            W("Jalan dengan mobil", "Driving a car"),
            WHOLE,
            W("Bahan bakar dan keausan.", "Fuel and wear."),
            unit=W("rupiah per km", "rupiah per km"),
            reason="rupiah_per_km",
        ),
    ]
    per_km_motorcycle: Annotated[
        Count,
        Column(
            W("Jalan dengan sepeda motor", "Driving a motorcycle"),
            WHOLE,
            W("Bahan bakar dan keausan.", "Fuel and wear."),
            unit=W("rupiah per km", "rupiah per km"),
            reason="rupiah_per_km",
        ),
    ]
    per_diem: Annotated[
        Count,
        Column(
            W("Uang harian", "Per diem"),
            WHOLE,
            W("Per operator dan hari dinas.", "Per operator and duty day."),
            unit=W("rupiah per orang per hari", "rupiah per person per day"),
            reason="per_diem",
        ),
    ]
    lodging: Annotated[
        Count | None,
        Column(
            W("Penginapan di pos", "Lodging at a post"),
            WHOLE,
            W(
                "Untuk pos tanpa harga sendiri di lembar Tempat; kosong = tidak ada penginapan.",
                "For posts without a price of their own in the sheet Places; empty = none.",
            ),
            unit=W("rupiah per orang per malam", "rupiah per person per night"),
            blank=None,
            reason="lodging_per_person",
        ),
    ]
    urgency: Annotated[
        Count,
        Column(
            W("Harga menunggu", "Price of waiting"),
            WHOLE,
            W(
                "Nilai sehari lebih cepat bagi satu warga; bukan pengeluaran.",
                "What a day earlier is worth for a resident; no money spent.",
            ),
            unit=W("rupiah per warga per hari", "rupiah per resident per day"),
            reason="urgency",
        ),
    ]
