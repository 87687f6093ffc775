"""Check the references between the tables of a dataset."""

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
from geodata.message import Message, row_fault
from geodata.number_reader import NumberError, parse_number
from geodata.typed_rows import records

__all__ = ["BY_AIR", "reference_faults"]

_NEEDED_NUMBERS = ("roads.detour_factor", "roads.beside_metres", "roads.water_share")
_SHOWN = 24
"""Known ids that a fault lists at the most."""
BY_AIR = "air"
BY_AIR_WORDS = frozenset({BY_AIR, "udara"})
"""What the column access says of a place by air only; in Indonesian `air` is water."""
BY_AIR_WORD = Message("by_air_word")
"""The one of these words that readers of a language are told."""
"""Access of a place to which neither a road nor a boat leads."""
LOCAL = ("local", "estimated")
"""Class and surface of estimated local roads in the table of speeds."""


def reference_faults(
    tables: Mapping[str, pd.DataFrame],
    outlines: gpd.GeoDataFrame,
    base: str,
    kinds: Iterable[tuple[str, str]] = (),
) -> list[Message]:
    """Return what does not fit together between the tables, a line per fault.

    ``kinds`` are the classes and surfaces of mapped roads, which need speeds too.
    """
    villages, towns = set(tables["villages"]["code"]), set(tables["towns"]["id"])
    places = villages | towns
    faults = [
        Message("%(place)s: id stands for a village and for a town; rename the town", place=place)
        for place in sorted(villages & towns)
    ]
    if base not in towns:
        faults.append(
            Message(
                "datapackage.json: base %(base)r is no town; known: %(names)s",
                base=base,
                names=some(sorted(towns), _SHOWN),
            )
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
    faults += crossing_faults(tables["crossings"], set(tables["speeds"]["vehicle"]))
    faults += closure_faults(tables["closures"], set(tables["speeds"]["vehicle"]))
    faults += _season_faults(tables["seasons"])
    faults += _number_faults(tables["assumptions"])
    return faults


def _lookup_faults(
    file: str, frame: pd.DataFrame, column: str, known: Collection[str]
) -> list[Message]:
    listed = some(sorted(known), _SHOWN)
    return [
        row_fault(
            (file, line),
            Message("%(value)r is not known; known: %(listed)s", value=value, listed=listed),
            column=column,
        )
        for line, value in enumerate(frame[column], start=2)
        if value not in known
    ]


def _village_faults(
    tables: Mapping[str, pd.DataFrame], outlines: gpd.GeoDataFrame
) -> list[Message]:
    villages, kecamatan = tables["villages"], tables["kecamatan"]
    drawn, listed = set(outlines["code"]), set(villages["code"])
    faults = _lookup_faults("villages.csv", villages, "kecamatan_code", set(kecamatan["code"]))
    faults += [
        Message("village %(code)s: no outline", code=code) for code in sorted(listed - drawn)
    ]
    faults += [
        Message("outline %(code)s: no such village", code=code) for code in sorted(drawn - listed)
    ]
    faults += [
        Message("outline %(code)s: drawn twice", code=code)
        for code in sorted(set(outlines["code"][outlines["code"].duplicated()]))
    ]
    empty = sorted(set(kecamatan["code"]) - set(villages["kecamatan_code"]))
    return faults + [Message("kecamatan %(code)s: it has no village", code=code) for code in empty]


def _access_faults(file: str, frame: pd.DataFrame) -> list[Message]:
    """Report values of the column access, which many tables lack, that mean nothing."""
    held = frame["access"].tolist() if "access" in frame.columns else []
    told = ["" if pd.isna(value) else value for value in held]
    return [
        row_fault(
            (file, line),
            Message(
                "%(value)r is not known; write %(by_air)s (by air only), or leave it empty",
                value=value,
                by_air=BY_AIR_WORD,
            ),
            column="access",
        )
        for line, value in enumerate(told, start=2)
        if value not in {"", *BY_AIR_WORDS}
    ]


def _section_faults(sections: pd.DataFrame, places: Collection[str]) -> list[Message]:
    faults = []
    for line, row in enumerate(records(sections), start=2):
        where = Message(
            "%(file)s, line %(line)s (%(name)s)", file="sections.csv", line=line, name=row.id
        )
        path = row.path.split()
        if len(path) < 2:
            faults.append(Message("%(where)s: a path needs at least two places", where=where))
        faults += [
            Message(
                "%(where)s: %(place)r on its path is neither a village nor a town",
                where=where,
                place=place,
            )
            for place in path
            if place not in places
        ]
        faults += [
            Message("%(where)s: %(place)r follows itself on the path", where=where, place=place)
            for place, after in pairwise(path)
            if place == after
        ]
        if row.length_km <= 0:
            faults.append(
                Message(
                    "%(where)s: a length of %(length_km)s km; leave it empty if unknown",
                    where=where,
                    length_km=f"{row.length_km:g}",
                )
            )
        if row.wet_season not in {"open", "fords"}:
            faults.append(
                Message(
                    "%(where)s: wet_season %(wet_season)r is neither open nor fords",
                    where=where,
                    wet_season=row.wet_season,
                )
            )
    return faults


def _season_faults(frame: pd.DataFrame) -> list[Message]:
    seasons = list(records(frame))
    faults = [
        Message("seasons.csv, %(id)s: %(day)r is no day as MM-DD", id=row.id, day=day)
        for row in seasons
        for day in (row.from_day, row.until_day)
        if not is_day_of_year(day)
    ]
    leap_year = [date(2020, 1, 1) + timedelta(days=offset) for offset in range(366)]
    for mark in (day.strftime("%m-%d") for day in leap_year):
        found = [row.id for row in seasons if within(row.from_day, row.until_day, mark)]
        if len(found) != 1:
            *first, last = found or [Message("no season")]
            told = (
                Message("%(names)s and %(last)s", names=", ".join(first), last=last)
                if first
                else last
            )
            faults.append(
                Message(
                    "seasons.csv: %(mark)s lies in %(told)s; each day lies in exactly one",
                    mark=mark,
                    told=told,
                )
            )
            break
    return faults


def _number_faults(assumptions: pd.DataFrame) -> list[Message]:
    faults = []
    values = dict(zip(assumptions["field"], assumptions["value"], strict=True))
    for field in _NEEDED_NUMBERS:
        try:
            positive = parse_number(values[field]) > 0
        except (KeyError, NumberError):
            positive = False
        if not positive:
            faults.append(
                Message(
                    "assumptions.csv: %(field)s must be there with a number above 0, such as "
                    "3000 or 1.4",
                    field=field,
                )
            )
    return faults
