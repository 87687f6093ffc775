"""Words of the workbook in both languages, and the vocabularies of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from geodata import Language


class Words(NamedTuple):
    """A text in Bahasa Indonesia and in English."""

    id: str
    en: str

    def of(self, language: Language) -> str:
        """Return the text in one language."""
        return self.id if language == "id" else self.en


def both(text: str) -> Words:
    """Return a text that is the same in both languages."""
    return Words(text, text)


Vocabulary = Mapping[str, Words]
"""What a cell may say, by the contract's word for it; both languages are read."""

YES_NO: Vocabulary = {"yes": Words("ya", "yes"), "no": Words("tidak", "no")}
VEHICLES: Vocabulary = {
    "car": Words("mobil", "car"),
    "motorcycle": Words("sepeda motor", "motorcycle"),
    "truck": Words("truk", "truck"),
}
MODES: Vocabulary = {"ferry": Words("feri", "ferry"), "motor boat": Words("perahu", "motor boat")}
CONNECTIVITY: Vocabulary = {
    "online": Words("daring", "online"),
    "offline": Words("luring", "offline"),
}
DAY_KINDS: Vocabulary = {
    "rest": Words("libur", "rest day"),
    "work": Words("hari kerja", "working day"),
    "outage": Words("server mati", "server outage"),
    "capacity": Words("kapasitas server", "server capacity"),
}
PIN_KINDS: Vocabulary = {
    "team": Words("hanya pasangan ini", "only this pair"),
    "not_team": Words("bukan pasangan ini", "never this pair"),
    "dates": Words("hanya pada tanggal ini", "only on these dates"),
}
INCIDENT_KINDS: Vocabulary = {
    "kit": Words("alat rekam", "kit"),
    "operator": both("operator"),
    "vehicle": Words("kendaraan", "vehicle"),
    "road": Words("jalan", "road"),
    "crossing": Words("penyeberangan", "crossing"),
    "server": both("server"),
    "post_closed": Words("pos tutup", "post closed"),
    "residents": Words("warga", "residents"),
    "rate": Words("laju", "rate"),
}
EVERY_ONE = Words("semua", "all")
GO_TO: Vocabulary = {
    "nearest": Words("pos terdekat", "nearest post"),
    "kecamatan": Words("pos kecamatan sendiri", "post of own kecamatan"),
}
WEEKDAYS = (
    Words("Senin", "Monday"),
    Words("Selasa", "Tuesday"),
    Words("Rabu", "Wednesday"),
    Words("Kamis", "Thursday"),
    Words("Jumat", "Friday"),
    Words("Sabtu", "Saturday"),
    Words("Minggu", "Sunday"),
)
EVERY_DAY = Words("setiap hari", "every day")
CLOSED = Words("tutup", "closed")
NONE = Words("tidak ada", "none")
EVERY_VEHICLE = Words("semua", "all")
