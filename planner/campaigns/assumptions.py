"""Why the default campaign has the values it has: facts by their number, or assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from geodata import Dataset, text_in
from planner.campaigns.default_values import Defaults
from routing.campaign import Assumption, Source

Language = Literal["id", "en"]

HOME = "kupang"
"""The dataset whose facts the reasons name."""

NO_HOLIDAYS = "rest_days"
"""Field of the assumption that a year's public holidays are not known."""

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
    "finish_minutes": {
        "en": "rates are estimates, and nobody is sent home two short; no figure was found",
        "id": "laju adalah perkiraan, dan warga terakhir dalam antrean tidak disuruh pulang; "
        "angka tidak ditemukan",
    },
    "min_visit_residents": {
        "en": "a drive and a set-up for fewer are not worth while (10 are 50 minutes); no figure "
        "was found",
        "id": "perjalanan dan persiapan untuk lebih sedikit warga tidak sepadan (10 warga = 50 "
        "menit); angka tidak ditemukan",
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
        "sebesar ini per warga per hari",
    },
    "server_capacity": {
        "en": "the server has been down (O06); without a figure no limit is set",
        "id": "server pernah mati (O06); tanpa angka, batas tidak ditetapkan",
    },
    "start": {
        "en": "a Monday in March 2018, the month of the registry's announcement (O01); the day "
        "on which recording began is not reported",
        "id": "hari Senin pada Maret 2018, bulan pengumuman dinas (O01); tanggal mulai perekaman "
        "tidak dilaporkan",
    },
    "residents.kecamatan": {
        "en": "20,000 is reported for the regency only (O02); spread over villages by the "
        "population of 2010; all residents of a kecamatan are taken to come to its post",
        "id": "20.000 dilaporkan hanya untuk kabupaten (O02); dibagi ke desa menurut penduduk "
        "2010; semua warga satu kecamatan dianggap datang ke posnya",
    },
    "residents.village": {
        "en": "20,000 is reported for the regency only (O02); spread over villages by the "
        "population of 2010",
        "id": "20.000 dilaporkan hanya untuk kabupaten (O02); dibagi ke desa menurut penduduk 2010",
    },
    "own.residents.kecamatan": {
        "en": "told by villages.csv of the dataset (to_record); all residents of a kecamatan are "
        "taken to come to its post",
        "id": "menurut villages.csv data kabupaten (to_record); semua warga satu kecamatan "
        "dianggap datang ke posnya",
    },
    "own.residents.village": {
        "en": "told by villages.csv of the dataset (to_record)",
        "id": "menurut villages.csv data kabupaten (to_record)",
    },
    "weight": {
        "en": "every resident counts the same",
        "id": "setiap warga dihitung sama",
    },
    "connectivity": {
        "en": "recording with a connection (O20, elsewhere and later); without a limit of the "
        "server it changes nothing",
        "id": "perekaman dengan sambungan (O20, di tempat lain dan kemudian); tanpa batas server "
        "tidak ada bedanya",
    },
    NO_HOLIDAYS: {
        "en": "the dataset does not know the public holidays and joint leave of {years}: only the "
        "weekly rest days are kept free; add them to rest_days.csv",
        "id": "data tidak memuat hari libur dan cuti bersama {years}: hanya hari libur mingguan "
        "yang dikosongkan; tambahkan di rest_days.csv",
    },
    "planner": {
        "en": "set by the planner",
        "id": "ditetapkan perencana",
    },
    "elsewhere": {
        "en": "taken over from the campaign of Kabupaten Kupang in 2018; replace it by this "
        "regency's own",
        "id": "diambil dari kampanye Kabupaten Kupang 2018; ganti dengan angka kabupaten ini",
    },
    "weekly_rest_days": {
        "en": "the five-day office week; holidays and joint leave are listed in the dataset",
        "id": "minggu kerja lima hari; hari libur dan cuti bersama ada di data",
    },
}


def assumptions_of(
    dataset: Dataset, defaults: Defaults, usual: Defaults, level: str, language: Language
) -> tuple[Assumption, ...]:
    """Every value of a campaign that is no sourced fact, with its reason.

    Parameters
    ----------
    defaults
        The campaign's values.
    usual
        The default values, to which the reasons belong; others are the planner's own.
    """
    known = values_of(usual, level)
    towns = tuple(town for town in defaults.lodging_towns if town in set(dataset.towns["id"]))
    values = values_of(replace(defaults, lodging_towns=towns), level)
    if not is_home(dataset):
        known |= values_of(replace(usual, lodging_towns=towns), level)
    if defaults.deadline != usual.deadline:
        values["deadline"] = defaults.deadline.isoformat()
    return (
        *explained(dataset, values, known, language),
        *unknown_holidays(dataset, defaults.start, defaults.deadline, language),
        *assumptions_of_dataset(dataset, language),
    )


def is_home(dataset: Dataset) -> bool:
    """Whether the default values, and the facts that they rest on, are the dataset's own."""
    return dataset.id == HOME and len(dataset.operations_facts) > 0


def explained(
    dataset: Dataset, values: Mapping[str, str], known: Mapping[str, str], language: Language
) -> tuple[Assumption, ...]:
    """Return values with their reasons: the usual one, or that the planner chose them.

    Parameters
    ----------
    values
        The campaign's values by field.
    known
        The default values.
    """
    own = []
    for name, value in values.items():
        key = name if value == known.get(name) else "planner"
        if key == name and not is_home(dataset):
            key = "elsewhere"
        if name.startswith("residents.") and dataset.villages["to_record"].notna().any():
            own_total = int(dataset.villages["to_record"].sum())
            key = f"own.{name}" if value == str(own_total) else key
        own.append(Assumption(name, value, reason(key, language)))
    return tuple(own)


def reason(key: str, language: Language) -> str:
    """Return the reason of a default value."""
    return _REASONS[key][language]


def values_of(defaults: Defaults, level: str) -> dict[str, str]:
    """Return the values of a default campaign by field, as the assumptions show them."""
    hours = ", ".join(_span(*interval) for interval in defaults.hours)
    friday = ", ".join(_span(*interval) for interval in defaults.friday_hours)
    return {
        f"residents.{level}": f"{defaults.residents}",
        "start": defaults.start.isoformat(),
        "teams": str(defaults.teams),
        "operators": "Operator 01A …",
        "vehicle": defaults.vehicle,
        "rate_per_hour": str(defaults.rate_per_hour),
        "setup_minutes": str(defaults.setup_minutes),
        "hours": f"{hours}; Fri {friday}",
        "weight": "1",
        "duty_window": _span(defaults.duty_start, defaults.duty_end),
        "max_driving_minutes": str(defaults.max_driving_minutes),
        "max_nights_out": str(defaults.max_nights_out),
        "finish_minutes": str(defaults.finish_minutes),
        "min_visit_residents": str(defaults.min_visit_residents),
        "home_on_rest_days": "true",
        "weekly_rest_days": "Sat, Sun",
        "lodging_per_person": f"{defaults.lodging_per_person}: "
        + ", ".join(["posts", *defaults.lodging_towns]),
        "per_diem": str(defaults.per_diem),
        "rupiah_per_km": f"car {defaults.rupiah_per_km_car}, "
        f"motorcycle {defaults.rupiah_per_km_motorcycle}",
        "urgency": str(defaults.urgency_rupiah_per_resident_day),
        "connectivity": "online",
        "server_capacity": "null",
    }


def _span(begin: int, end: int) -> str:
    return "-".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in (begin, end))


def unknown_holidays(
    dataset: Dataset, start: date, deadline: date, language: Language
) -> list[Assumption]:
    """Return an assumption if the dataset knows no holidays of a campaign's year."""
    known = {day.year for day in dataset.rest_days["date"]}
    years = range(start.year, deadline.year + 1)
    missing = ", ".join(str(year) for year in years if year not in known)
    if not missing:
        return []
    said = _REASONS[NO_HOLIDAYS][language].format(years=missing)
    return [Assumption(NO_HOLIDAYS, missing, said)]


def assumptions_of_dataset(dataset: Dataset, language: Language) -> list[Assumption]:
    """Return what the dataset's own tables call an assumption or doubt, in a language."""
    rows = dataset.assumptions.to_dict("records")
    found = [Assumption(str(r["field"]), str(r["value"]), str(r["reason"])) for r in rows]
    found += [
        Assumption(f"post {row['name']}", str(row["capital_name"]), str(row["post_doubt"]))
        for row in dataset.kecamatan.to_dict("records")
        if row["post_doubt"]
    ]
    found += [
        Assumption(
            f"town {row['name']}",
            f"{row['lon']}, {row['lat']}",
            str(row["basis"]),
        )
        for row in dataset.towns.to_dict("records")
        if _doubtful(row["basis"])
    ]
    found += [
        Assumption(f"season {row['id']}", f"{row['from_day']} - {row['until_day']}", row["doubt"])
        for row in dataset.seasons.to_dict("records")
        if row["doubt"]
    ]
    twins: dict[str, str] = {}
    for row in dataset.crossings.to_dict("records"):
        basis = twins.get(str(row["basis"]).removeprefix("as "), str(row["basis"]))
        twins[str(row["id"])] = basis
        value = f"fare {row['fare_rupiah']}, loading {row['loading_minutes']} min"
        if _doubtful(basis):
            found.append(Assumption(f"crossing {row['id']}", value, basis))
    return [
        Assumption(each.field, text_in(each.value, language), text_in(each.reason, language))
        for each in found
    ]


def _doubtful(basis: object) -> bool:
    return any(word in str(basis).casefold() for word in ("assum", "unverified", "unresolved"))


def sources_of(dataset: Dataset, language: Language) -> tuple[Source, ...]:
    """Return the sources of the dataset's figures and of the facts that the defaults name."""
    tables = [
        (f"{row['resource']}: ", str(row["figure"]), str(row["source"]), str(row["licence"]))
        for row in dataset.sources.to_dict("records")
    ]
    facts = [
        (f"{row['id']}: ", str(row["statement"]), str(row["source"]), "facts")
        for row in dataset.operations_facts.to_dict("records")
    ]
    return tuple(
        Source(lead + text_in(figure, language), *(text_in(text, language) for text in texts))
        for lead, figure, *texts in (*tables, *facts)
    )
