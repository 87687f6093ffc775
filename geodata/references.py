"""How the tables of a dataset fit together: broken references, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from itertools import pairwise
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd

from geodata.frames import records
from geodata.seasons import date_spans, is_day_of_year, within
from geodata.tables import split_list
from geodata.trips import trip_faults

__all__ = ["reference_faults"]

_NEEDED_NUMBERS = ("roads.detour_factor", "roads.beside_metres", "roads.water_share")
_OTHER_VEHICLES = ("bus", "truck")
"""Vehicles that a closure may name although no team drives them."""
FORDS_PASSED = ("all", "dry", "none")
LOCAL = ("local", "estimated")
"""Class and surface of estimated local roads in the table of speeds."""


def reference_faults(
    tables: Mapping[str, pd.DataFrame],
    outlines: gpd.GeoDataFrame,
    base: str,
    kinds: Iterable[tuple[str, str]] = (),
) -> list[str]:
    """Return what does not fit together between the tables, a line per fault.

    ``kinds`` are the classes and surfaces of mapped roads, which need speeds too.
    """
    villages, towns = set(tables["villages"]["code"]), set(tables["towns"]["id"])
    places = villages | towns
    faults = [
        f"{place}: id stands for a village and for a town; rename the town"
        for place in sorted(villages & towns)
    ]
    if base not in towns:
        faults.append(f"datapackage.json: base {base!r} is no town; known: {_some(towns)}")
    faults += _village_faults(tables, outlines)
    faults += _lookup_faults("kecamatan.csv", tables["kecamatan"], "capital", places)
    for column in ("from", "to"):
        faults += _lookup_faults("crossings.csv", tables["crossings"], column, towns)
    faults += trip_faults(tables)
    sections = set(tables["sections"]["id"])
    faults += _lookup_faults("closures.csv", tables["closures"], "section", sections)
    faults += _section_faults(tables["sections"], places)
    faults += _speed_faults(tables["sections"], tables["speeds"], kinds)
    faults += _crossing_faults(tables["crossings"])
    faults += _closure_faults(tables["closures"], set(tables["speeds"]["vehicle"]))
    faults += _season_faults(tables["seasons"])
    faults += _number_faults(tables["assumptions"])
    return faults


def _some(known: Iterable[str]) -> str:
    names = sorted(known)
    return ", ".join(names[:12]) + (", …" if len(names) > 12 else "")


def _lookup_faults(
    file: str, frame: pd.DataFrame, column: str, known: Collection[str]
) -> list[str]:
    return [
        f"{file}, line {line}, column {column}: {value!r} is not known"
        for line, value in enumerate(frame[column], start=2)
        if value not in known
    ]


def _village_faults(tables: Mapping[str, pd.DataFrame], outlines: gpd.GeoDataFrame) -> list[str]:
    villages, kecamatan = tables["villages"], tables["kecamatan"]
    drawn, listed = set(outlines["code"]), set(villages["code"])
    faults = _lookup_faults("villages.csv", villages, "kecamatan_code", set(kecamatan["code"]))
    faults += [f"village {code}: no outline" for code in sorted(listed - drawn)]
    faults += [f"outline {code}: no such village" for code in sorted(drawn - listed)]
    faults += [
        f"outline {code}: drawn twice"
        for code in sorted(set(outlines["code"][outlines["code"].duplicated()]))
    ]
    empty = sorted(set(kecamatan["code"]) - set(villages["kecamatan_code"]))
    return faults + [f"kecamatan {code}: it has no village" for code in empty]


def _section_faults(sections: pd.DataFrame, places: Collection[str]) -> list[str]:
    faults = []
    for line, row in enumerate(records(sections), start=2):
        where = f"sections.csv, line {line} ({row.id})"
        path = row.path.split()
        if len(path) < 2:
            faults.append(f"{where}: a path needs at least two places")
        faults += [
            f"{where}: {place!r} on its path is neither a village nor a town"
            for place in path
            if place not in places
        ]
        faults += [
            f"{where}: {place!r} follows itself on the path"
            for place, after in pairwise(path)
            if place == after
        ]
        if row.length_km <= 0:
            faults.append(f"{where}: a length of {row.length_km:g} km; leave it empty if unknown")
        if row.wet_season not in {"open", "fords"}:
            faults.append(f"{where}: wet_season {row.wet_season!r} is neither open nor fords")
    return faults


def _speed_faults(
    sections: pd.DataFrame, speeds: pd.DataFrame, kinds: Iterable[tuple[str, str]]
) -> list[str]:
    faults = []
    known = {tuple(key) for key in speeds[["class", "surface", "vehicle"]].to_numpy()}
    used = {tuple(key) for key in sections[["class", "surface"]].to_numpy()} | {LOCAL, *kinds}
    for vehicle in sorted(set(speeds["vehicle"])):
        faults += [
            f"speeds.csv: no speed of a {vehicle} on {road_class} {surface} roads; add a row"
            for road_class, surface in sorted(used)
            if (road_class, surface, vehicle) not in known
        ]
    for line, row in enumerate(records(speeds), start=2):
        if not row.kmh > 0:
            faults.append(
                f"speeds.csv, line {line}, column kmh: {row.kmh:g} is not above 0; a road that "
                "cannot be used is a closure"
            )
        for name in ("wet_factor", "wet_ford_factor", "dry_ford_factor"):
            factor = getattr(row, name)
            if not 0 < factor <= 1:
                faults.append(
                    f"speeds.csv, line {line}: {name} {factor:g} is not above 0 and at most 1"
                )
        if row.wet_ford_factor > row.dry_ford_factor:
            faults.append(
                f"speeds.csv, line {line}: fords are quicker in the wet season "
                f"(wet_ford_factor {row.wet_ford_factor:g}) than in the dry one "
                f"(dry_ford_factor {row.dry_ford_factor:g}); lower wet_ford_factor"
            )
        if row.fords not in FORDS_PASSED:
            faults.append(
                f"speeds.csv, line {line}, column fords: {row.fords!r}; write all, dry or none"
            )
    return faults


def _is_clock(text: str) -> bool:
    try:
        return time.fromisoformat(text).strftime("%H:%M") == text
    except ValueError:
        return False


def _crossing_faults(crossings: pd.DataFrame) -> list[str]:
    faults = []
    for line, row in enumerate(records(crossings), start=2):
        where = f"crossings.csv, line {line} ({row.id})"
        days = split_list(row.weekdays)
        if not days or any(day not in set("0123456") for day in days):
            faults.append(
                f"{where}, column weekdays: {row.weekdays!r}; list 0 (Monday) to 6, else it "
                "never leaves"
            )
        if not split_list(row.vehicles):
            faults.append(f"{where}: it takes no vehicle; list some in column vehicles")
        faults += [f"{where}{fault}" for fault in (*_clock_faults(row), *_date_faults(row))]
        if row.crossing_minutes <= 0 or row.loading_minutes < 0 or row.fare_rupiah < 0:
            faults.append(f"{where}: minutes and fare cannot be negative, nor the crossing 0")
    return faults


def _clock_faults(row: SimpleNamespace) -> Iterator[str]:
    departures = split_list(row.departures)
    if not departures and not (row.open and row.close):
        yield (
            ": it never leaves; list departures as 07:00;16:00, or give open and close if it "
            "leaves on demand"
        )
    for clock in departures or tuple(filter(None, (row.open, row.close))):
        if not _is_clock(clock):
            yield f": {clock!r} is no time as HH:MM"
    if not departures and row.open and row.close and row.open > row.close:
        yield f": it opens at {row.open} after it closes at {row.close}; swap the times"


def _date_faults(row: SimpleNamespace) -> Iterator[str]:
    ends = [row.from_day, row.until_day]
    if any(ends) and not all(ends):
        yield ": a season needs both from_day and until_day as MM-DD; leave both empty for all year"
    for name, day in zip(("from_day", "until_day"), ends, strict=True):
        if day and not is_day_of_year(day):
            yield f", column {name}: {day!r} is no day as MM-DD"
    try:
        date_spans(row.cancelled_dates)
    except ValueError:
        yield (
            f", column cancelled_dates: {row.cancelled_dates!r}; list dates as 2018-05-01 and "
            "spans as 2018-06-10..2018-06-12, the earlier date first, by semicolons"
        )


def _closure_faults(closures: pd.DataFrame, vehicles: Collection[str]) -> list[str]:
    faults = []
    known = {*vehicles, *_OTHER_VEHICLES}
    for line, row in enumerate(records(closures), start=2):
        if row.until_date is not None and row.until_date < row.from_date:
            faults.append(
                f"closures.csv, line {line}: it ends on {row.until_date}, before it begins on "
                f"{row.from_date}; swap the dates, or leave until_date empty while it lasts"
            )
        if not split_list(row.stops):
            faults.append(f"closures.csv, line {line}: it stops no vehicle; list some in stops")
        faults += [
            f"closures.csv, line {line}, column stops: {vehicle!r} is no vehicle of speeds.csv; "
            f"known: {', '.join(sorted(known))}"
            for vehicle in split_list(row.stops)
            if vehicle not in known
        ]
    return faults


def _season_faults(frame: pd.DataFrame) -> list[str]:
    seasons = list(records(frame))
    faults = [
        f"seasons.csv, {row.id}: {day!r} is no day as MM-DD"
        for row in seasons
        for day in (row.from_day, row.until_day)
        if not is_day_of_year(day)
    ]
    leap_year = [date(2020, 1, 1) + timedelta(days=offset) for offset in range(366)]
    for mark in (day.strftime("%m-%d") for day in leap_year):
        found = [row.id for row in seasons if within(row.from_day, row.until_day, mark)]
        if len(found) != 1:
            told = " and ".join(found) if found else "no season"
            faults.append(f"seasons.csv: {mark} lies in {told}; each day lies in exactly one")
            break
    return faults


def _number_faults(assumptions: pd.DataFrame) -> list[str]:
    faults = []
    values = dict(zip(assumptions["field"], assumptions["value"], strict=True))
    for field in _NEEDED_NUMBERS:
        try:
            positive = float(values[field]) > 0
        except (KeyError, ValueError):
            positive = False
        if not positive:
            faults.append(f"assumptions.csv: {field} must be there with a number above 0")
    return faults
