"""How the tables of a dataset fit together: broken references, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

import geopandas as gpd
import pandas as pd

from geodata.dataset.calendar_days import is_day_of_year, within
from geodata.dataset.observed_trips import trip_faults
from geodata.dataset.travel_checks import closure_faults, crossing_faults, speed_faults
from geodata.findings import some
from geodata.message import row_fault
from geodata.number_reader import NumberError, number
from geodata.typed_rows import records

__all__ = ["BY_AIR", "reference_faults"]

_NEEDED_NUMBERS = ("roads.detour_factor", "roads.beside_metres", "roads.water_share")
_SHOWN = 24
"""Known ids that a fault lists at the most."""
BY_AIR = "air"
"""Access of a place to which neither a road nor a boat leads."""
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
        faults.append(
            f"datapackage.json: base {base!r} is no town; known: {some(sorted(towns), _SHOWN)}"
        )
    faults += _village_faults(tables, outlines)
    for name in ("villages", "towns"):
        faults += _access_faults(f"{name}.csv", tables[name])
    faults += _lookup_faults("kecamatan.csv", tables["kecamatan"], "capital", places)
    for column in ("from", "to"):
        faults += _lookup_faults("crossings.csv", tables["crossings"], column, towns)
    faults += trip_faults(tables)
    sections = set(tables["sections"]["id"])
    faults += _lookup_faults("closures.csv", tables["closures"], "section", sections)
    faults += _section_faults(tables["sections"], places)
    sections_kinds = {tuple(key) for key in tables["sections"][["class", "surface"]].to_numpy()}
    faults += speed_faults(tables["speeds"], {*sections_kinds, LOCAL, *kinds})
    faults += crossing_faults(tables["crossings"])
    faults += closure_faults(tables["closures"], set(tables["speeds"]["vehicle"]))
    faults += _season_faults(tables["seasons"])
    faults += _number_faults(tables["assumptions"])
    return faults


def _lookup_faults(
    file: str, frame: pd.DataFrame, column: str, known: Collection[str]
) -> list[str]:
    listed = some(sorted(known), _SHOWN)
    return [
        row_fault(
            (file, line),
            f"{value!r} is not known; known: {listed}",
            f"{value!r} tidak dikenal; yang dikenal: {listed}",
            column=column,
        )
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


def _access_faults(file: str, frame: pd.DataFrame) -> list[str]:
    """Tell values of the column access, which many tables lack, that mean nothing."""
    held = frame["access"].tolist() if "access" in frame.columns else []
    told = ["" if pd.isna(value) else value for value in held]
    return [
        row_fault(
            (file, line),
            f"{value!r} is not known; write {BY_AIR} (by air only), or leave it empty",
            f"{value!r} tidak dikenal; tulis {BY_AIR} (hanya lewat udara), atau kosongkan",
            column="access",
        )
        for line, value in enumerate(told, start=2)
        if value not in {"", BY_AIR}
    ]


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
            positive = number(values[field]) > 0
        except (KeyError, NumberError):
            positive = False
        if not positive:
            faults.append(
                f"assumptions.csv: {field} must be there with a number above 0, such as 3000 or 1.4"
            )
    return faults
