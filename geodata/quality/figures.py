"""Which figures a regency has of its own, and which were assumed or taken over from elsewhere."""

from __future__ import annotations

from geodata.dataset import ASSUMED_BASE, EMBEDDED, Dataset
from geodata.findings import Finding, finding, some
from geodata.message import local
from geodata.typed_rows import records

__all__ = ["own_figures", "residents"]

_FILL = "region fill FOLDER"
_TAKEN_OVER = "taken over from the dataset of Kabupaten Kupang"
"""What the sources of such tables say; a planner who edits the table replaces it."""


def own_figures(dataset: Dataset) -> Finding:
    """Tell what the regency does not know of itself, and ask for it."""
    details = [*_base(dataset), *_to_record(dataset), *_taken_over(dataset)]
    return finding(
        ("own figures", "angka sendiri"),
        (
            f"{len(details)} kinds of figures are not this regency's own",
            f"{len(details)} jenis angka bukan milik kabupaten ini sendiri",
        ),
        details,
    )


def _base(dataset: Dataset) -> list[tuple[str, str]]:
    base = next(row for row in records(dataset.towns) if row.id == dataset.base)
    if not base.basis.startswith(ASSUMED_BASE):
        return []
    most = dataset.kecamatan.loc[dataset.kecamatan["population_2010"].idxmax()]
    known = bool(most["population_2010"])
    return [
        (
            f"the base is assumed ({base.name}); name it with --base LON,LAT in region build or "
            f"{_FILL}" + (f" (most residents live in {most['name']})" if known else ""),
            f"pangkalan diandaikan ({base.name}); sebutkan dengan --base BUJUR,LINTANG di region "
            f"build atau {_FILL}" + (f" (penduduk terbanyak di {most['name']})" if known else ""),
        )
    ]


def _to_record(dataset: Dataset) -> list[tuple[str, str]]:
    if dataset.folder == EMBEDDED or dataset.villages["to_record"].notna().any():
        return []
    return [
        (
            "how many residents are still to be recorded is not known; fill the column to_record "
            f"with {_FILL} --table FILE, or say it with plan --residents N",
            "jumlah warga yang belum merekam tidak diketahui; isi kolom to_record dengan "
            f"{_FILL} --table BERKAS, atau sebutkan dengan plan --residents N",
        )
    ]


def _taken_over(dataset: Dataset) -> list[tuple[str, str]]:
    if dataset.folder == EMBEDDED:
        return []
    names = [
        name
        for name in ("speeds", "seasons")
        if getattr(dataset, name)["source"].str.contains(_TAKEN_OVER, regex=False).any()
    ]
    if not names:
        return []
    files = ", ".join(f"{name}.csv" for name in names)
    return [
        (
            f"{files} are those of Kabupaten Kupang; edit them for this regency",
            f"{files} berasal dari Kabupaten Kupang; sesuaikan untuk kabupaten ini",
        )
    ]


def residents(dataset: Dataset) -> Finding:
    """Tell how many people and how many to record there are, and where that cannot be."""
    villages = dataset.villages
    people, asked = villages["population_2010"], villages["to_record"].fillna(0)
    total, to_record = int(people.sum()), int(asked.sum())
    details = []
    if not total:
        details.append(
            (
                f"no village has people; fill them with {_FILL} --table FILE, or build with "
                "--population COLUMN",
                f"tidak ada desa berpenduduk; isi dengan {_FILL} --table BERKAS, atau bangun "
                "dengan --population KOLOM",
            )
        )
    elif (people == 0).any():
        empty = some(villages.loc[people == 0, "name"].tolist())
        details.append((f"none in {empty}", f"kosong di {empty}"))
    over = villages.loc[(asked > people) & (people > 0), "name"].tolist()
    if over:
        told = some(over)
        details.append(
            (
                f"more residents to record than people in {told}; correct to_record or "
                "population_2010",
                f"warga yang belum merekam melebihi penduduk di {told}; perbaiki to_record atau "
                "population_2010",
            )
        )
    return finding(
        ("residents", "penduduk"),
        (
            f"{total:,} people in villages.csv"
            + (f", {to_record:,} of them to record" if to_record else ""),
            f"{local(total)} penduduk di villages.csv"
            + (f", {local(to_record)} di antaranya belum merekam" if to_record else ""),
        ),
        details,
    )
