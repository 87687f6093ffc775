"""The sheets of settings: the campaign with its rules, and the costs."""

from __future__ import annotations

from datetime import date
from typing import Annotated

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
from planner.workbook.schema.vocabulary import CONNECTIVITY, GO_TO, Words


class CampaignRow(Row):
    """The campaign and its rules, a setting on each line."""

    name: Annotated[
        str,
        Column(
            Words("Nama kampanye", "Name of the campaign"),
            TEXT,
            Words("Nama di peta dan jadwal.", "The name on maps and timetables."),
        ),
    ]
    start: Annotated[
        date,
        Column(
            Words("Tanggal pertama", "First date"),
            DATE,
            Words("Hari pertama tim boleh bekerja.", "The first date on which pairs may work."),
            reason="start",
        ),
    ]
    deadline: Annotated[
        date,
        Column(
            Words("Tanggal terakhir", "Last date"),
            DATE,
            Words(
                "Hari terakhir perekaman, sehari sebelum pemungutan suara (O03).",
                "The last date of recording, the day before the vote (O03).",
            ),
            reason="O03",
        ),
    ]
    weekly_rest_days: Annotated[
        tuple[int, ...],
        Column(
            Words("Libur mingguan", "Weekly rest days"),
            DAYS,
            Words(
                "Hari tanpa perekaman setiap minggu; hari libur lain ada di lembar Kalender.",
                "Weekdays without recording; other rest days are in the sheet Calendar.",
            ),
            blank=(),
            absent=Words("tidak ada", "none"),
            reason="weekly_rest_days",
        ),
    ]
    hours: Annotated[
        Intervals,
        Column(
            Words("Jam buka biasa", "Usual opening hours"),
            OPENING_HOURS,
            Words(
                "Jam perekaman di pos yang tidak mempunyai jam sendiri di lembar Tempat.",
                "Recording hours of posts without hours of their own in the sheet Places.",
            ),
            reason="hours",
        ),
    ]
    other_hours: Annotated[
        dict[int, Intervals],
        Column(
            Words("Jam buka hari tertentu", "Opening hours of certain weekdays"),
            OTHER_HOURS,
            Words(
                "Hari yang jamnya lain, misalnya Jumat 08:00-11:30; Sabtu tutup.",
                "Weekdays with other hours, such as Friday 08:00-11:30; Saturday closed.",
            ),
            blank={},
            absent=Words("jam biasa setiap hari", "the usual hours every day"),
            reason="hours",
        ),
    ]
    duty_start: Annotated[
        int,
        Column(
            Words("Tim berangkat paling pagi", "Duty begins"),
            CLOCK,
            Words("Tidak ada kegiatan sebelum jam ini.", "Nothing happens before this time."),
            reason="duty_window",
        ),
    ]
    duty_end: Annotated[
        int,
        Column(
            Words("Tim selesai paling lambat", "Duty ends"),
            CLOCK,
            Words("Tidak ada kegiatan sesudah jam ini.", "Nothing happens after this time."),
            reason="duty_window",
        ),
    ]
    max_driving_minutes: Annotated[
        Minutes,
        Column(
            Words("Mengemudi per hari paling lama", "Most driving per date"),
            WHOLE_NUMBER,
            Words(
                "Batas waktu mengemudi satu tim per hari.", "Limit of one pair's driving per date."
            ),
            unit=MINUTES,
            reason="max_driving_minutes",
        ),
    ]
    max_nights_out: Annotated[
        Count,
        Column(
            Words("Menginap berturut-turut paling lama", "Most nights away in a row"),
            WHOLE_NUMBER,
            Words("0 = tim selalu pulang.", "0 = pairs always return home."),
            unit=Words("malam", "nights"),
            reason="max_nights_out",
        ),
    ]
    home_on_rest_days: Annotated[
        bool,
        Column(
            Words("Pulang sebelum hari libur", "Home before rest days"),
            YES,
            Words(
                "ya = malam sebelum hari libur ada di pangkalan.",
                "yes = the night before a rest day is spent at the base.",
            ),
            reason="home_on_rest_days",
        ),
    ]
    one_pair_per_kecamatan: Annotated[
        bool,
        Column(
            Words("Satu pasangan per kecamatan", "One pair per kecamatan"),
            YES,
            Words(
                "ya = satu kecamatan dilayani satu pasangan saja (O01).",
                "yes = a kecamatan is served by one pair only (O01).",
            ),
            reason="O01",
        ),
    ]
    residents_go_to: Annotated[
        str,
        Column(
            Words("Warga desa tanpa pos pergi ke", "Residents of other villages go to"),
            choice(GO_TO, Words("tujuan warga", "a destination of residents")),
            Words(
                "Pos terdekat lewat jalan, atau pos di kecamatan sendiri. Jaraknya ditunjukkan "
                "oleh jemputbola check.",
                "The nearest post by road, or a post of their own kecamatan. The command "
                "jemputbola check shows how far that is.",
            ),
            blank="nearest",
            absent=Words("pos terdekat", "nearest post"),
            reason="planner",
        ),
    ]
    connectivity: Annotated[
        str,
        Column(
            Words("Sambungan saat merekam", "Connection while recording"),
            choice(CONNECTIVITY, Words("sambungan", "a connection")),
            Words(
                "daring = batas server berlaku; luring = data dibawa pulang.",
                "online = the server's limit holds; offline = records are carried home.",
            ),
            reason="connectivity",
        ),
    ]
    server_capacity: Annotated[
        Count | None,
        Column(
            Words("Kapasitas server", "Server capacity"),
            WHOLE_NUMBER,
            Words(
                "Perekaman semua tim per hari paling banyak; kosong = tanpa batas. Hari dengan "
                "kapasitas lain ada di lembar Kalender.",
                "Most recordings of all pairs per date; empty = no limit. Dates with another "
                "capacity are in the sheet Calendar.",
            ),
            unit=Words("warga per hari", "residents per date"),
            blank=None,
            absent=Words("tanpa batas", "no limit"),
            reason="server_capacity",
        ),
    ]
    blank_cards: Annotated[
        Count | None,
        Column(
            Words("Stok blangko KTP-el", "Stock of blank cards"),
            WHOLE_NUMBER,
            Words(
                "Untuk dibagi per perjalanan; kosong = tidak diketahui. Perekaman jalan terus "
                "walau blangko kurang (O08).",
                "To be handed out per trip; empty = unknown. Recording goes on when blanks run "
                "short (O08).",
            ),
            unit=Words("lembar", "cards"),
            blank=None,
            absent=Words("tidak diketahui", "unknown"),
            reason="O07",
        ),
    ]
    region: Annotated[
        str,
        Column(
            Words("Data kabupaten", "Dataset of the regency"),
            TEXT,
            Words(
                "kupang = data yang disertakan; atau folder data kabupaten lain.",
                "kupang = the embedded one; or the folder of another regency's dataset.",
            ),
            blank="kupang",
            absent=Words("kupang, yang disertakan", "kupang, the embedded one"),
        ),
    ]
    timezone: Annotated[
        str,
        Column(
            Words("Zona waktu", "Time zone"),
            TIMEZONE,
            Words(
                "WIB, WITA, atau WIT; juga nama seperti Asia/Makassar. Kosong = dari data "
                "kabupaten.",
                "WIB, WITA or WIT; or a name such as Asia/Makassar. Empty = the dataset's.",
            ),
            blank="",
            absent=Words("menurut data kabupaten", "the dataset's"),
        ),
    ]
    finish_minutes: Annotated[
        Minutes,
        Column(
            Words("Menyelesaikan antrean paling lama", "Finishing the last in line"),
            WHOLE_NUMBER,
            Words(
                "Bila dengan waktu ini semua warga pos selesai direkam, perekaman boleh berakhir "
                "sesudah jam tutup. 0 atau kosong = tidak boleh.",
                "If that records all who are left of a post, recording may end so long after "
                "closing time. 0 or empty = not at all.",
            ),
            unit=MINUTES,
            blank=0,
            absent=Words("0, tidak boleh", "0, not at all"),
            reason="finish_minutes",
        ),
    ]
    min_visit_residents: Annotated[
        Count,
        Column(
            Words("Kunjungan paling sedikit", "Smallest visit"),
            WHOLE_NUMBER,
            Words(
                "Satu pasangan merekam di satu pos pada satu tanggal paling sedikit sekian warga, "
                "atau semua warga pos itu. 0 atau kosong = berapa pun.",
                "A pair records at a post on a date at least so many residents, or all that the "
                "post has. 0 or empty = any number.",
            ),
            unit=Words("warga", "residents"),
            blank=0,
            absent=Words("0, berapa pun", "0, any number"),
            reason="min_visit_residents",
        ),
    ]


class CostRow(Row):
    """Prices, a setting on each line."""

    per_km_car: Annotated[
        Count,
        Column(
            Words("Jalan dengan mobil", "Driving a car"),
            WHOLE_NUMBER,
            Words("Bahan bakar dan keausan.", "Fuel and wear."),
            unit=Words("rupiah per km", "rupiah per km"),
            reason="rupiah_per_km",
        ),
    ]
    per_km_motorcycle: Annotated[
        Count,
        Column(
            Words("Jalan dengan sepeda motor", "Driving a motorcycle"),
            WHOLE_NUMBER,
            Words("Bahan bakar dan keausan.", "Fuel and wear."),
            unit=Words("rupiah per km", "rupiah per km"),
            reason="rupiah_per_km",
        ),
    ]
    per_diem: Annotated[
        Count,
        Column(
            Words("Uang harian", "Per diem"),
            WHOLE_NUMBER,
            Words("Per operator dan hari dinas.", "Per operator and duty day."),
            unit=Words("rupiah per orang per hari", "rupiah per person per day"),
            reason="per_diem",
        ),
    ]
    lodging: Annotated[
        Count | None,
        Column(
            Words("Penginapan di pos", "Lodging at a post"),
            WHOLE_NUMBER,
            Words(
                "Untuk pos tanpa harga sendiri di lembar Tempat; kosong = tidak ada penginapan.",
                "For posts without a price of their own in the sheet Places; empty = none.",
            ),
            unit=Words("rupiah per orang per malam", "rupiah per person per night"),
            blank=None,
            absent=Words("tidak ada penginapan", "no lodging"),
            reason="lodging_per_person",
        ),
    ]
    urgency: Annotated[
        Count,
        Column(
            Words("Harga menunggu", "Price of waiting"),
            WHOLE_NUMBER,
            Words(
                "Nilai sehari lebih cepat bagi satu warga; bukan pengeluaran.",
                "What a day earlier is worth for a resident; no money spent.",
            ),
            unit=Words("rupiah per warga per hari", "rupiah per resident per day"),
            reason="urgency",
        ),
    ]
