"""The sheets of places and of pairs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from planner.workbook.schema.cell_kinds import (
    DATES,
    DATES_OR_DAYS,
    NUMBER,
    OPENING_HOURS,
    OTHER_HOURS,
    PHONE,
    PRICE_OR_NONE,
    TEXT,
    WHOLE_NUMBER,
    YES,
)
from planner.workbook.schema.shared_columns import (
    FROM_COLUMN,
    MINUTES,
    NOTE_COLUMN,
    UNTIL_COLUMN,
    VEHICLE,
    Count,
    Minutes,
)
from planner.workbook.schema.sheet_model import Column, Row
from planner.workbook.schema.times import Days, Intervals
from planner.workbook.schema.vocabulary import Words, both


class PlaceRow(Row):
    """A village, town or port."""

    key: ClassVar[str] = "id"

    id: Annotated[
        str,
        Column(
            Words("Kode", "Id"),
            TEXT,
            Words(
                "Kode BPS desa (10 angka), atau kata untuk tempat lain. Tidak boleh kembar. "
                "Tempat baru: beri kode sendiri, bujur, dan lintang.",
                "BPS code of the village (10 digits), or a word for another place. Used once. "
                "A new place gets an id of your own, longitude and latitude.",
            ),
        ),
    ]
    name: Annotated[
        str,
        Column(Words("Nama", "Name"), TEXT, Words("Nama tempat.", "The place's name."), width=22),
    ]
    kecamatan: Annotated[
        str,
        Column(
            both("Kecamatan"),
            TEXT,
            Words(
                "Kecamatan tempat ini; kosong untuk pelabuhan dan kota.",
                "The place's kecamatan; empty for ports and towns.",
            ),
            blank="",
            absent=Words("menurut data kabupaten", "as in the dataset"),
            width=20,
            offered="kecamatan",
        ),
    ]
    post: Annotated[
        bool,
        Column(
            Words("Pos", "Post"),
            YES,
            Words(
                "ya = tim merekam di sini. Warga desa tanpa pos pergi ke pos terdekat.",
                "yes = pairs record here. Residents of villages without a post go to the nearest.",
            ),
            blank=False,
            width=8,
            reason="places.post",
        ),
    ]
    base: Annotated[
        bool,
        Column(
            Words("Pangkalan", "Base"),
            YES,
            Words(
                "ya = tim berangkat dari sini dan pulang ke sini; tepat satu tempat.",
                "yes = pairs leave from here and return here; exactly one place.",
            ),
            blank=False,
            width=11,
        ),
    ]
    residents: Annotated[
        Count,
        Column(
            Words("Belum merekam", "To record"),
            WHOLE_NUMBER,
            Words(
                "Warga tempat ini yang belum merekam KTP-el; kosong = 0.",
                "Residents of this place without a recording; empty = 0.",
            ),
            unit=Words("warga", "residents"),
            blank=0,
            width=16,
            reason="residents.village",
            expected=True,
        ),
    ]
    served_at: Annotated[
        str,
        Column(
            Words("Dilayani di pos", "Served at post"),
            TEXT,
            Words(
                "Kode pos yang didatangi warga desa ini; kosong = dihitung sendiri.",
                "Id of the post to which these residents go; empty = worked out.",
            ),
            blank="",
            absent=Words("dihitung sendiri", "worked out"),
            width=16,
            offered="places",
        ),
    ]
    weight: Annotated[
        int,
        Field(ge=1, le=10_000),
        Column(
            Words("Bobot", "Weight"),
            WHOLE_NUMBER,
            Words(
                "Nilai satu warga di pos ini dibanding pos lain; kosong = 1.",
                "What a resident here counts compared with other posts; empty = 1.",
            ),
            blank=1,
            absent=Words("1", "1"),
            width=8,
            reason="weight",
        ),
    ]
    lodging: Annotated[
        Count | str | None,
        Column(
            Words("Penginapan", "Lodging"),
            PRICE_OR_NONE,
            Words(
                "Harga per orang dan malam. Kosong = di pos harga umum dari lembar Biaya, di "
                "tempat lain tidak ada penginapan. Tulis: tidak ada, bila pos tanpa penginapan.",
                "Price per person and night. Empty = at a post the usual price of the sheet "
                "Costs, elsewhere no lodging. Write: none, for a post without lodging.",
            ),
            unit=Words("rupiah/orang/malam", "rupiah/person/night"),
            blank=None,
            absent=Words(
                "harga umum di pos, tidak ada di tempat lain",
                "the usual price at posts, none elsewhere",
            ),
            width=24,
            reason="lodging_per_person",
        ),
    ]
    hours: Annotated[
        Intervals,
        Column(
            Words("Jam buka", "Opening hours"),
            OPENING_HOURS,
            Words(
                "Jam perekaman di pos ini; kosong = jam biasa dari lembar Kampanye.",
                "Recording hours of this post; empty = the usual ones of the sheet Campaign.",
            ),
            blank=(),
            absent=Words("jam biasa", "the usual ones"),
            width=24,
            reason="hours",
        ),
    ]
    other_hours: Annotated[
        dict[int, Intervals],
        Column(
            Words("Jam buka hari tertentu", "Opening hours of certain weekdays"),
            OTHER_HOURS,
            Words(
                "Misalnya Jumat 08:00-11:30; Sabtu tutup. Hari lain seperti lembar Kampanye.",
                "Such as Friday 08:00-11:30; Saturday closed. Others as in the sheet Campaign.",
            ),
            blank={},
            absent=Words("menurut lembar Kampanye", "as in the sheet Campaign"),
            width=24,
            reason="hours",
        ),
    ]
    closed_dates: Annotated[
        tuple[date, ...],
        Column(
            Words("Tutup pada tanggal", "Closed on dates"),
            DATES,
            Words("Tanggal tanpa perekaman di pos ini.", "Dates without recording at this post."),
            blank=(),
            absent=Words("tidak pernah", "never"),
            width=18,
        ),
    ]
    lon: Annotated[
        float | None,
        Field(ge=-180, le=180),
        Column(
            Words("Bujur", "Longitude"),
            NUMBER,
            Words("Kosong = titik dari data kabupaten.", "Empty = the dataset's point."),
            unit=Words("derajat, WGS 84", "degrees, WGS 84"),
            blank=None,
            absent=Words("titik dari data kabupaten", "the dataset's point"),
            reason="places.village",
        ),
    ]
    lat: Annotated[
        float | None,
        Field(ge=-180, le=180),
        Column(
            Words("Lintang", "Latitude"),
            NUMBER,
            Words(
                "Selatan khatulistiwa negatif, misalnya -10,07.",
                "South of the equator negative, such as -10.07.",
            ),
            unit=Words("derajat, WGS 84", "degrees, WGS 84"),
            blank=None,
            absent=Words("titik dari data kabupaten", "the dataset's point"),
            reason="places.village",
        ),
    ]
    phone: Annotated[
        str,
        Column(
            Words("Telepon", "Phone"),
            PHONE,
            Words(
                "Nomor kontak di pos, untuk tim dan warga: ikut di pengumuman.",
                "Number to call at the post, for pairs and residents: announcements show it.",
            ),
            blank="",
            width=16,
        ),
    ]
    building: Annotated[
        str,
        Column(
            Words("Gedung atau alamat", "Building or address"),
            TEXT,
            Words(
                "Tempat perekaman di desa ini, misalnya Balai Desa; dibaca warga di pengumuman.",
                "Where in the village residents are recorded, such as the village hall; "
                "announcements show it.",
            ),
            blank="",
            width=26,
        ),
    ]
    team_note: Annotated[
        str,
        Column(
            Words("Pesan untuk tim", "Note for the pair"),
            TEXT,
            Words(
                "Misalnya jalan masuk atau pemegang kunci; hanya di halaman tim, GPX, dan KML.",
                "Such as the way in or who has the key; on the pair's page, GPX and KML only.",
            ),
            blank="",
            width=26,
        ),
    ]
    by_air: Annotated[
        bool,
        Column(
            Words("Hanya lewat udara", "By air only"),
            YES,
            Words(
                "ya = tidak ada jalan atau perahu ke sini; warganya tidak dilayani kampanye ini, "
                "dan tidak dihitung di pos lain.",
                "yes = no road and no boat leads here; this campaign does not serve its "
                "residents, nor are they counted at another post.",
            ),
            blank=False,
            absent=Words("menurut data kabupaten", "as in the dataset"),
            width=18,
        ),
    ]
    note: Annotated[str, NOTE_COLUMN]


class PairRow(Row):
    """Two operators with one kit and one vehicle."""

    key: ClassVar[str] = "id"

    def continues(self, other: Row) -> bool:
        """Whether the row tells another span of dates of the same pair."""
        if not isinstance(other, PairRow):
            return False
        one, two = ({row.operator_1, row.operator_2} for row in (self, other))
        return one == two and len(one) == 2

    id: Annotated[
        str,
        Column(
            Words("Pasangan", "Pair"),
            TEXT,
            Words("Kode pasangan, misalnya T01. Tidak boleh kembar.", "Id such as T01. Used once."),
            width=11,
            reason="teams",
        ),
    ]
    operator_1: Annotated[
        str,
        Column(
            both("Operator 1"),
            TEXT,
            Words("Nama. Satu operator hanya di satu pasangan.", "Name. In one pair only."),
            width=24,
            reason="operators",
        ),
    ]
    operator_2: Annotated[
        str,
        Column(
            both("Operator 2"),
            TEXT,
            Words("Nama. Satu operator hanya di satu pasangan.", "Name. In one pair only."),
            width=24,
            reason="operators",
        ),
    ]
    vehicle: Annotated[
        str,
        Column(
            Words("Kendaraan", "Vehicle"),
            VEHICLE,
            Words("Kendaraan pasangan ini.", "What this pair drives."),
            reason="vehicle",
        ),
    ]
    rate_per_hour: Annotated[
        int,
        Field(ge=1, le=10_000),
        Column(
            Words("Perekaman", "Rate"),
            WHOLE_NUMBER,
            Words("Warga yang direkam per jam.", "Residents recorded per hour."),
            unit=Words("warga per jam", "residents per hour"),
            width=18,
            reason="rate_per_hour",
        ),
    ]
    setup_minutes: Annotated[
        Minutes,
        Column(
            Words("Persiapan alat", "Set-up"),
            WHOLE_NUMBER,
            Words("Sebelum perekaman pertama setiap hari.", "Before the first session of a date."),
            unit=MINUTES,
            width=16,
            reason="setup_minutes",
        ),
    ]
    from_date: Annotated[date | None, FROM_COLUMN]
    until_date: Annotated[date | None, UNTIL_COLUMN]
    days_off: Annotated[
        Days | None,
        Column(
            Words("Tidak bertugas", "Days off"),
            DATES_OR_DAYS,
            Words(
                "Cuti dan hari bebas; pasangan ada di pangkalan sejak malam sebelumnya.",
                "Leave and weekly days off; the pair is at the base from the night before.",
            ),
            blank=None,
            absent=Words("tidak ada", "none"),
            width=24,
        ),
    ]
    note: Annotated[str, NOTE_COLUMN]
