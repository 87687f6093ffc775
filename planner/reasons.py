"""Why the default campaign has the values it has: facts by their number, or assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geodata import Dataset
from routing.campaign import Assumption, Source

if TYPE_CHECKING:
    from planner.defaults import Defaults

Language = Literal["id", "en"]

_REASONS: dict[str, dict[Language, str]] = {
    "teams": {
        "en": "two operators for each of 24 kecamatan, read literally, would be 24 pairs (O01); "
        "half of that is assumed to be free at once",
        "id": "dua operator untuk setiap 24 kecamatan secara harfiah berarti 24 pasangan (O01); "
        "separuhnya dianggap tersedia bersamaan",
    },
    "operators": {
        "en": "no names are published; replace them by the operators' names",
        "id": "nama operator tidak dipublikasikan; ganti dengan nama sebenarnya",
    },
    "vehicle": {
        "en": "the sources do not say what the pairs drive",
        "id": "sumber tidak menyebutkan kendaraan yang dipakai",
    },
    "rate_per_hour": {
        "en": "5 minutes a person, the quick end of 5 to 10 (O15); 84 a day lies between the 52 "
        "to 123 observed per kit (O10, O11)",
        "id": "5 menit per orang, sisi cepat dari 5 sampai 10 (O15); 84 per hari berada di antara "
        "52 sampai 123 per alat yang teramati (O10, O11)",
    },
    "setup_minutes": {
        "en": "time to unload and connect the kit; no figure was found",
        "id": "waktu untuk menurunkan dan menyambungkan alat; angka tidak ditemukan",
    },
    "hours": {
        "en": "shorter than office hours (O18) with a midday break and Friday prayer",
        "id": "lebih pendek dari jam kantor (O18), dengan istirahat siang dan salat Jumat",
    },
    "duty_window": {
        "en": "daylight, so that nobody drives in the dark; no rule was found",
        "id": "siang hari, agar tidak ada yang mengemudi dalam gelap; aturan tidak ditemukan",
    },
    "max_driving_minutes": {
        "en": "a limit of care; no rule was found",
        "id": "batas kehati-hatian; aturan tidak ditemukan",
    },
    "max_nights_out": {
        "en": "a working week; mobile service in 2024 was out for six days (O22)",
        "id": "satu minggu kerja; layanan keliling 2024 berlangsung enam hari (O22)",
    },
    "home_on_rest_days": {
        "en": "pairs rest at home; the planner may change it",
        "id": "pasangan beristirahat di rumah; perencana dapat mengubahnya",
    },
    "lodging_per_person": {
        "en": "a simple room or a host family at every post and in Kota Kupang; no price was found",
        "id": "kamar sederhana atau rumah warga di setiap pos dan di Kota Kupang; harga tidak "
        "ditemukan",
    },
    "rupiah_per_km": {
        "en": "fuel and wear on bad roads; no figure was found",
        "id": "bahan bakar dan keausan di jalan rusak; angka tidak ditemukan",
    },
    "per_diem": {
        "en": "O23: secondary source without a year; check it against the ministry's regulation",
        "id": "O23: sumber sekunder tanpa tahun; periksa dengan peraturan kementerian",
    },
    "urgency": {
        "en": "the planner's price for waiting, not money spent: an earlier card is worth a "
        "detour of this much per resident and day",
        "id": "harga menunggu menurut perencana, bukan pengeluaran: kartu lebih awal dinilai "
        "sebesar ini per penduduk per hari",
    },
    "server": {
        "en": "the server has been down (O06); without a figure no limit is set",
        "id": "server pernah mati (O06); tanpa angka, batas tidak ditetapkan",
    },
    "start": {
        "en": "the Monday after the registry's announcement of March 2018 (O01)",
        "id": "hari Senin sesudah pengumuman dinas pada Maret 2018 (O01)",
    },
    "residents": {
        "en": "20,000 is reported for the regency only (O02); spread by the population of 2010",
        "id": "20.000 dilaporkan hanya untuk kabupaten (O02); dibagi menurut penduduk 2010",
    },
    "weekly_rest_days": {
        "en": "the five-day office week; holidays and joint leave are listed in the dataset",
        "id": "minggu kerja lima hari; hari libur dan cuti bersama ada di data",
    },
}


def assumptions_of(
    dataset: Dataset, defaults: Defaults, level: str, language: Language
) -> tuple[Assumption, ...]:
    """Every value of the default campaign that is no sourced fact, with its reason."""
    clock = "{:02d}:{:02d}"

    def span(begin: int, end: int) -> str:
        return f"{clock.format(*divmod(begin, 60))}-{clock.format(*divmod(end, 60))}"

    hours = ", ".join(span(*interval) for interval in defaults.hours)
    friday = ", ".join(span(*interval) for interval in defaults.friday_hours)
    values: dict[str, str] = {
        "residents": f"{defaults.residents} ({level})",
        "start": defaults.start.isoformat(),
        "teams": str(defaults.teams),
        "operators": "Operator 01A …",
        "vehicle": defaults.vehicle,
        "rate_per_hour": str(defaults.rate_per_hour),
        "setup_minutes": str(defaults.setup_minutes),
        "hours": f"{hours}; Fri {friday}",
        "duty_window": span(defaults.duty_start, defaults.duty_end),
        "max_driving_minutes": str(defaults.max_driving_minutes),
        "max_nights_out": str(defaults.max_nights_out),
        "home_on_rest_days": "true",
        "weekly_rest_days": "Sat, Sun",
        "lodging_per_person": str(defaults.lodging_per_person),
        "per_diem": str(defaults.per_diem),
        "rupiah_per_km": f"car {defaults.rupiah_per_km_car}, "
        f"motorcycle {defaults.rupiah_per_km_motorcycle}",
        "urgency": str(defaults.urgency_rupiah_per_resident_day),
        "server": "null",
    }
    own = [Assumption(name, value, _REASONS[name][language]) for name, value in values.items()]
    rows = dataset.assumptions.to_dict("records")
    roads = [Assumption(str(r["field"]), str(r["value"]), str(r["reason"])) for r in rows]
    posts = [
        Assumption(f"post {row['name']}", str(row["capital_name"]), str(row["post_doubt"]))
        for row in dataset.kecamatan.to_dict("records")
        if isinstance(row["post_doubt"], str) and row["post_doubt"]
    ]
    return (*own, *roads, *posts)


def sources_of(dataset: Dataset) -> tuple[Source, ...]:
    """Sources of the dataset's figures and of the facts that the defaults name."""
    tables = [
        Source(f"{row['resource']}: {row['figure']}", str(row["source"]), str(row["licence"]))
        for row in dataset.sources.to_dict("records")
    ]
    facts = [
        Source(f"{row['id']}: {row['statement']}", str(row["source"]), "facts")
        for row in dataset.operations_facts.to_dict("records")
    ]
    return (*tables, *facts)
