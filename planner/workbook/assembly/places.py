"""Places of a planner's campaign, from the sheet and the dataset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geodata import Dataset, DatasetPlace, Message, places_of
from geodata.boundaries import straight_metres
from geodata.dataset import BY_AIR
from geodata.findings import some
from geodata.roads import on_shore
from geodata.spelling import fold
from geodata.typed_rows import records
from planner.workbook import Fault, fault
from planner.workbook.assembly.calendar import check_hours
from planner.workbook.assembly.points import PlaceEntry, settled
from planner.workbook.reading import Lookup, WorkbookTables
from planner.workbook.schema import PLACES, Line, PlaceRow, both

OUTSIDE_METRES = 2_000
"""A place farther than this outside its kecamatan is worth a second look."""

SAME_DEGREES = 5e-6
"""Points closer than this are the same: the sheet shows six decimals."""

_KECAMATAN = both("kecamatan")
_PLACE = Message("place")
DATASET = Message("the dataset of the regency")


@dataclass(frozen=True, slots=True)
class Spots:
    """All places of a campaign, by id, and the base."""

    by_id: dict[str, PlaceEntry]
    base: str | None
    kecamatan: Lookup
    places: Lookup


def spots_of(tables: WorkbookTables, dataset: Dataset, faults: list[Fault]) -> Spots:
    """Find every place's point and kecamatan, and add what is wrong with them."""
    names = {row.name: row.code for row in records(dataset.kecamatan)}
    kecamatan = Lookup(names, _KECAMATAN, DATASET)
    known = {fold(key): place for key, place in places_of(dataset).items()}
    found: dict[str, PlaceEntry] = {}
    for line in tables.places.lines:
        if "id" in line.bad:
            continue
        flown = _by_air(line, dataset)
        spot = _spot(_own_post(line) if flown else line, known, kecamatan, faults)
        if spot is not None:
            found.setdefault(spot.id, replace(spot, by_air=flown))
    found = settled(found, known, dataset, faults)
    base = _base(tables, found, faults)
    if tables.places.keys and not any(spot.row.post for spot in found.values()):
        faults.append(fault("no_posts", tables.places.sheet))
    _far(found, dataset, faults)
    _left_out(tables, dataset, faults)
    labels = {spot.id: spot.row.name for spot in found.values()}
    places = Lookup(labels, _PLACE, PLACES.name, tables.places.keys)
    for spot in found.values():
        found[spot.id] = replace(spot, served_at=_served_at(spot, places, found, faults))
    return Spots(found, base, kecamatan, places)


def _spot(
    line: Line[PlaceRow],
    known: dict[str, DatasetPlace],
    kecamatan: Lookup,
    faults: list[Fault],
) -> PlaceEntry | None:
    row, at = line.row, line.spot
    place = known.get(fold(row.id))
    if place is not None and place.kind == "kecamatan":
        faults.append(fault("off_network", at.sheet, at.cell("id"), row.id))
        return None
    own = kecamatan.find(row.kecamatan, at, "kecamatan", faults) if row.kecamatan else None
    own = place.kecamatan if own is None and place is not None else own
    if row.post and own is None and not row.kecamatan:
        faults.append(fault("no_kecamatan", at.sheet, at.cell("kecamatan", "id")))
    if isinstance(at.values.get("phone"), int | float):
        faults.append(fault("phone_number", at.sheet, at.cell("phone"), read=row.phone))
    check_hours(row.hours, at, "hours", faults)
    for spans in row.other_hours.values():
        check_hours(spans, at, "other_hours", faults)
    lon, lat = row.lon, row.lat
    if place is not None:
        lon = place.lon if lon is None else lon
        lat = place.lat if lat is None else lat
    for field, value in (("lon", lon), ("lat", lat)):
        if value is None and field not in line.bad:
            column = PlaceRow.columns()[field].name
            cell = at.cell(field, "id")
            faults.append(fault("no_point", at.sheet, cell, row.id, column=column))
    if lon is None or lat is None:
        return None
    spot = PlaceEntry(line, row.id if place is None else place.id, own, lon, lat)
    if place is None:
        return spot
    known_point = {"lon": place.lon, "lat": place.lat}
    return replace(spot, approximate=not _differs(spot, known_point))


def _by_air(line: Line[PlaceRow], dataset: Dataset) -> bool:
    """Whether a place is marked so; a table without the column leaves it to the dataset."""
    if "by_air" in line.spot.cells:
        return line.row.by_air
    return line.row.id in dataset.by_air


def _own_post(line: Line[PlaceRow]) -> Line[PlaceRow]:
    """Count the residents of a place by air only there: they come to no other post."""
    if not line.row.residents or line.row.served_at:
        return line
    return replace(line, row=line.row.model_copy(update={"post": True}))


def _served_at(
    spot: PlaceEntry, places: Lookup, found: dict[str, PlaceEntry], faults: list[Fault]
) -> str | None:
    text, at = spot.row.served_at, spot.line.spot
    chosen = places.find(text, at, "served_at", faults) if text and not spot.row.post else None
    if chosen in found and not found[chosen].row.post:
        faults.append(fault("not_post", at.sheet, at.cell("served_at"), text))
    return chosen


def _base(tables: WorkbookTables, found: dict[str, PlaceEntry], faults: list[Fault]) -> str | None:
    bases = [line for line in tables.places.lines if line.row.base]
    if not bases and tables.places.lines:
        faults.append(fault("no_base", tables.places.sheet))
    for line in bases[1:]:
        other = bases[0].spot.cell("base")
        cell = line.spot.cell("base")
        faults.append(fault("two_bases", line.spot.sheet, cell, line.row.name, other=other))
    base = next((spot for spot in found.values() if spot.row.base), None)
    if base is not None and base.by_air:
        at = base.line.spot
        faults.append(fault("base_by_air", at.sheet, at.cell("by_air", "id"), base.row.name))
    return None if base is None else base.id


def _far(found: dict[str, PlaceEntry], dataset: Dataset, faults: list[Fault]) -> None:
    """Warn of places that lie far outside their kecamatan."""
    outlines = dict(zip(dataset.kecamatan["name"], dataset.kecamatan.geometry, strict=True))
    inside = [spot for spot in found.values() if spot.kecamatan in outlines]
    if not inside:
        return
    points = shapely.points([(spot.lon, spot.lat) for spot in inside])
    shapes = [outlines[str(spot.kecamatan)] for spot in inside]
    lines = shapely.get_coordinates(shapely.shortest_line(points, shapes)).reshape(-1, 4)
    metres = straight_metres(*lines.T)
    for spot, away in zip(inside, metres, strict=True):
        if away > OUTSIDE_METRES:
            at = spot.line.spot
            cell = at.cell("lon", "id")
            values: dict[str, object] = {"km": round(away / 1000), "kecamatan": spot.kecamatan}
            faults.append(fault("far_from_kecamatan", at.sheet, cell, spot.row.name, **values))


def _left_out(tables: WorkbookTables, dataset: Dataset, faults: list[Fault]) -> None:
    listed = {fold(key) for key in tables.places.keys}
    rows = records(dataset.villages)
    missing = [f"{row.name} ({row.code})" for row in rows if fold(row.code) not in listed]
    if missing and tables.places.keys:
        faults.append(
            fault(
                "village_missing",
                tables.places.sheet,
                count=len(missing),
                names=some(missing, 3, counted=True),
            )
        )


def region_with(
    dataset: Dataset,
    spots: Spots,
    closures: pd.DataFrame,
    crossings: pd.DataFrame,
    faults: list[Fault],
) -> Dataset:
    """Return the dataset with the planner's places, closures and crossings.

    New places become towns, which the road graph joins to the village around them, in whatever
    part of it they lie. A village's point moves only within its outline.
    """
    villages, moved = _villages(dataset, spots, faults)
    codes = set(dataset.villages["code"])
    rows = {str(r["id"]): dict(r) for r in dataset.towns.to_dict("records")}
    for spot in spots.by_id.values():
        if spot.id in codes:
            continue
        if spot.id not in rows:
            at = spot.line.spot
            if not on_shore(dataset, spot.lon, spot.lat):
                cell = at.cell("lon", "id")
                faults.append(fault("off_map", at.sheet, cell, spot.row.name))
            rows[spot.id] = {"id": spot.id, "basis": "planner"}
            rows[spot.id] |= {"name": spot.row.name, "lon": spot.lon, "lat": spot.lat}
        elif _differs(spot, rows[spot.id]):
            rows[spot.id] = rows[spot.id] | {"lon": spot.lon, "lat": spot.lat}
        rows[spot.id]["access"] = BY_AIR if spot.by_air else ""
    towns = pd.DataFrame(list(rows.values()), columns=dataset.towns.columns)
    return replace(
        dataset,
        villages=villages if moved else dataset.villages,
        towns=towns.astype(dataset.towns.dtypes.to_dict()),
        closures=closures,
        crossings=crossings,
    )


def _villages(dataset: Dataset, spots: Spots, faults: list[Fault]) -> tuple[gpd.GeoDataFrame, bool]:
    """Return the villages with points moved within their outlines, and what is by air only."""
    villages = dataset.villages.copy()
    moved = False
    for position, row in enumerate(records(dataset.villages)):
        spot = spots.by_id.get(row.code)
        if spot is not None and spot.by_air != (row.code in dataset.by_air):
            moved = True
            access = BY_AIR if spot.by_air else ""
            villages.iloc[position, villages.columns.get_loc("access")] = access
        if spot is None or not _differs(spot, {"lon": row.lon, "lat": row.lat}):
            continue
        outline = dataset.villages.geometry.iloc[position]
        if not outline.covers(shapely.Point(spot.lon, spot.lat)):
            at = spot.line.spot
            faults.append(fault("point_moved", at.sheet, at.cell("lon"), spot.row.name))
            continue
        moved = True
        villages.iloc[position, villages.columns.get_loc("lon")] = spot.lon
        villages.iloc[position, villages.columns.get_loc("lat")] = spot.lat
    return villages, moved


def _differs(spot: PlaceEntry, row: Mapping[Any, Any]) -> bool:
    return any(
        abs(own - float(known)) > SAME_DEGREES
        for own, known in ((spot.lon, row["lon"]), (spot.lat, row["lat"]))
    )
