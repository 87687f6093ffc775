"""What documents of the wrong form are told: values found and remedies, in both languages."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from routing.audit.template import Phrase

NOTHING = Phrase("nothing", "tidak ada")
ABSENT = "berkas tidak ada"
"""In place of what the system says of a file that is not there."""
LIST = Phrase("write a list in square brackets", "tulis daftar dalam kurung siku")
OBJECT = Phrase("write an object in curly brackets", "tulis objek dalam kurung kurawal")
DOCUMENT = Phrase("write a JSON object", "tulis objek JSON")
MISSING = Phrase("add the missing field", "tambahkan isian yang tidak ada")
OWN = Phrase("give every entry of the list its own", "beri setiap isi daftar namanya sendiri")
ONCE = Phrase("write every entry of the list once", "tulis setiap isi daftar satu kali saja")

PLACE = Phrase("the id of a place of the campaign", "id sebuah tempat kampanye")
PLACE_THERE = Phrase("the id of a place of campaign.json", "id sebuah tempat di campaign.json")
TEAM = Phrase("the id of a team of the campaign", "id sebuah tim kampanye")
TEAM_THERE = Phrase("the id of a team of campaign.json", "id sebuah tim di campaign.json")
CROSSING = Phrase(
    "the id of a crossing of campaign.json", "id sebuah penyeberangan di campaign.json"
)
KECAMATAN = Phrase(
    "a kecamatan of the campaign's places", "sebuah kecamatan dari tempat-tempat kampanye"
)
PRICED = Phrase(
    "a vehicle that rupiah_per_km prices", "kendaraan yang memiliki harga di rupiah_per_km"
)
MODE = Phrase('"online" or "offline"', '"online" atau "offline"')
STRENGTH = Phrase('"firm" or "soft"', '"firm" atau "soft"')
WEEKDAY = Phrase(
    'write a weekday from "0" (Monday) to "6" (Sunday)',
    'tulis hari dari "0" (Senin) sampai "6" (Minggu)',
)
INTERVAL = Phrase(
    "write an interval as [open, close] in HH:MM",
    "tulis rentang jam sebagai [buka, tutup] dalam HH:MM",
)
DATE = Phrase(
    "write a date YYYY-MM-DD that is in the calendar",
    "tulis tanggal YYYY-MM-DD yang ada di kalender",
)
MOMENT = Phrase(
    "write a date YYYY-MM-DD, or a date and a clock time YYYY-MM-DDTHH:MM",
    "tulis tanggal YYYY-MM-DD, atau tanggal dan jam YYYY-MM-DDTHH:MM",
)
HASH = Phrase(
    "write the SHA-256 of the superseded plan.json, 64 digits from 0 to f",
    "tulis SHA-256 dari plan.json yang digantikan, 64 angka dari 0 sampai f",
)
PIN = Phrase(
    "write a pin as kecamatan and team, kecamatan and not_team, or post and dates",
    "tulis pin sebagai kecamatan dan team, kecamatan dan not_team, atau post dan dates",
)
ON_DEMAND = Phrase(
    "a crossing on demand needs open and close",
    "penyeberangan menurut permintaan memerlukan open dan close",
)
POST_KECAMATAN = Phrase(
    "name the kecamatan of a post with residents",
    "sebutkan kecamatan dari pos yang memiliki penduduk",
)
ONE_CONDITION = Phrase(
    "give every date from the start to the deadline exactly one condition",
    "beri setiap tanggal dari hari pertama sampai hari terakhir tepat satu kondisi",
)
SWAP = Phrase("swap the two dates", "tukar kedua tanggal")
NUMBER = Phrase("give the revision its number, from 1", "beri revisi nomornya, mulai dari 1")
NO_FROZEN = Phrase(
    "a first plan (revision 0) has no frozen dates",
    "rencana pertama (revisi 0) tidak memiliki tanggal yang dibekukan",
)

WHOLE_BUNDLE = Phrase(
    "use a bundle that was written whole, or plan again",
    "pakai folder rencana yang ditulis utuh, atau buat rencana lagi",
)
FOLDER = Phrase("name an existing folder", "sebutkan folder yang ada")
COPY = Phrase("copy the whole bundle again", "salin lagi seluruh folder rencana")
COPY_OR_PLAN = Phrase(
    "copy the whole bundle, or plan again", "salin seluruh folder rencana, atau buat rencana lagi"
)
ONE_COLUMN = Phrase("write the column once", "tulis kolom ini satu kali")
WHOLE_FIGURES = Phrase(
    "write minutes and metres as whole numbers of at least 0",
    "tulis minutes dan metres sebagai bilangan bulat paling sedikit 0",
)
ONE_ROW = Phrase(
    "write one row per leg; this one is there twice",
    "tulis satu baris per ruas; yang ini ada dua kali",
)
LIKEWISE = Phrase("mend them likewise", "perbaiki dengan cara yang sama")


def among(options: Collection[str]) -> Phrase:
    """Return a phrase that names what a text may be."""
    names = ", ".join(options)
    return Phrase(f"one of {names}", f"salah satu dari {names}")


def only(form: str) -> Phrase:
    """Return a phrase that names the one format of a document."""
    return Phrase(
        f'"{form}"; other formats cannot be audited', f'"{form}"; format lain tidak dapat diperiksa'
    )


def whole_number(least: int | None, most: int | None) -> Phrase:
    """Return the remedy for what is no whole number within bounds."""
    en, id_ = "write a whole number", "tulis bilangan bulat"
    if least is not None:
        en, id_ = f"{en} of at least {least}", f"{id_} paling sedikit {least}"
    if most is not None:
        en, id_ = f"{en} and at most {most}", f"{id_} dan paling banyak {most}"
    return Phrase(en, id_)


def joined(parts: Sequence[Phrase | str]) -> Phrase:
    """Return phrases and texts in a row with commas between them."""
    return Phrase(
        ", ".join(map(str, parts)),
        ", ".join(part.id if isinstance(part, Phrase) else part for part in parts),
    )
