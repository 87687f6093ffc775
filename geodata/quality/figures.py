"""Findings on figures: the regency's own, assumed, or taken over from elsewhere."""

from __future__ import annotations

from geodata.dataset import ASSUMED_BASE, EMBEDDED, Dataset
from geodata.findings import Finding, finding, some
from geodata.message import Figure, Message
from geodata.typed_rows import records

__all__ = ["own_figures", "residents"]

_FILL = "region fill FOLDER"
_TAKEN_OVER = "taken over from the dataset of Kabupaten Kupang"
"""What the sources of such tables say; a planner who edits the table replaces it."""


def own_figures(dataset: Dataset) -> Finding:
    """Return the finding on figures that are not the regency's own, with a request for it."""
    details = [*_base(dataset), *_to_record(dataset), *_taken_over(dataset)]
    return finding(
        Message("own figures"),
        Message("%(count)s kinds of figures are not this regency's own", count=len(details)),
        details,
    )


def _base(dataset: Dataset) -> list[Message]:
    base = next(row for row in records(dataset.towns) if row.id == dataset.base)
    if not base.basis.startswith(ASSUMED_BASE):
        return []
    most = dataset.kecamatan.loc[dataset.kecamatan["population_2010"].idxmax()]
    known = bool(most["population_2010"])
    more = Message(" (most residents live in %(most)s)", most=most["name"]) if known else ""
    if dataset.mapped is not None:
        return [
            Message(
                "the base is assumed (%(name)s); name it with region build --villages FOLDER --osm "
                "FILE --base LON,LAT --out FOLDER --replace%(more)s",
                name=base.name,
                more=more,
            )
        ]
    return [
        Message(
            "the base is assumed (%(name)s); name it with --base LON,LAT in region build or "
            "%(fill)s%(more)s",
            name=base.name,
            fill=_FILL,
            more=more,
        )
    ]


def _to_record(dataset: Dataset) -> list[Message]:
    if dataset.folder == EMBEDDED or dataset.villages["to_record"].notna().any():
        return []
    return [
        Message(
            "how many residents are still to be recorded is not known; fill the column "
            "to_record with %(fill)s --table FILE, or say it with plan --residents N",
            fill=_FILL,
        )
    ]


def _taken_over(dataset: Dataset) -> list[Message]:
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
        Message("%(files)s are those of Kabupaten Kupang; edit them for this regency", files=files)
    ]


def residents(dataset: Dataset) -> Finding:
    """Return the finding on people and residents to record, and where that cannot be."""
    villages = dataset.villages
    people, asked = villages["population_2010"], villages["to_record"].fillna(0)
    total, to_record = int(people.sum()), int(asked.sum())
    details = []
    if not total:
        details.append(
            Message(
                "no village has people; fill them with %(fill)s --table FILE, or build with "
                "--population COLUMN",
                fill=_FILL,
            )
        )
    elif (people == 0).any():
        empty = some(villages.loc[people == 0, "name"].tolist())
        details.append(Message("none in %(empty)s", empty=empty))
    over = villages.loc[(asked > people) & (people > 0), "name"].tolist()
    if over:
        told = some(over)
        details.append(
            Message(
                "more residents to record than people in %(told)s; correct to_record or "
                "population_2010",
                told=told,
            )
        )
    return finding(
        Message("residents"),
        Message(
            "%(total)s people in villages.csv%(more)s",
            total=Figure(total),
            more=(
                Message(", %(to_record)s of them to record", to_record=Figure(to_record))
                if to_record
                else ""
            ),
        ),
        details,
    )
