"""Tables of a new regency: what its planner gives, and what is taken over or assumed."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geodata.dataset import EMBEDDED, TABLES, Identity, parse_rows, read_rows
from geodata.message import Message
from geodata.spelling import fold

__all__ = ["BASE", "GivenTables", "assumed_tables", "given_tables", "timezone_of"]

BASE = "base"
"""Id of the base among the towns."""
_ALIASES = {
    "sections": {"class": "road_class"},
    "crossings": {"loading_minutes": "loading_min", "crossing_minutes": "crossing_min"},
}
"""Other names of columns in raw files."""
_TAKEN_OVER = ("speeds", "seasons", "rest_days")
_ROADS = ("roads.detour_factor", "roads.beside_metres", "roads.water_share", "roads.speeds")
_SOURCE_KUPANG = "taken over from the dataset of Kabupaten Kupang; edit it for this regency"
_ZONES = ((114.5, "Asia/Jakarta"), (126.5, "Asia/Makassar"), (142.0, "Asia/Jayapura"))
"""Time zones by their eastern edge, roughly; province codes go before it."""
_ZONE_OF_PROVINCE = {
    **dict.fromkeys(("61", "62"), "Asia/Pontianak"),
    **dict.fromkeys((str(code) for code in range(11, 37)), "Asia/Jakarta"),
    **dict.fromkeys((str(code) for code in (*range(51, 54), *range(63, 77))), "Asia/Makassar"),
    **dict.fromkeys((str(code) for code in range(81, 98)), "Asia/Jayapura"),
}


@dataclass(frozen=True, slots=True, eq=False)
class GivenTables:
    """Tables that the planner gave; those that were not given are empty."""

    towns: pd.DataFrame
    sections: pd.DataFrame
    crossings: pd.DataFrame
    closures: pd.DataFrame


def given_tables(
    files: Mapping[str, Path | None], villages: pd.DataFrame | None, faults: list[Message]
) -> GivenTables:
    """Read the tables that a planner gives.

    Parameters
    ----------
    files : mapping
        File by table: towns, sections, crossings, closures; None = not given.
    villages : DataFrame or None
        The villages, if they could be read: the places on sections must be among them.
    faults : list of Message
        Gets a line per fault.
    """
    tables = {name: _given(name, path, faults) for name, path in files.items()}
    if villages is not None and files["sections"] is not None:
        names = dict(zip(villages["code"], villages["name"], strict=True))
        names |= dict(zip(tables["towns"]["id"], tables["towns"]["name"], strict=True))
        names.setdefault(BASE, BASE)
        _check_paths(files["sections"].name, tables["sections"], names, faults)
    return GivenTables(**tables)


def _given(name: str, path: Path | None, faults: list[Message]) -> pd.DataFrame:
    table = TABLES[name]
    if path is None:
        return parse_rows(table, [], table.file, [])
    rows = read_rows(path, faults)
    there = rows[0] if rows else {}
    columns = {
        ours: theirs
        for ours, theirs in _ALIASES.get(name, {}).items()
        if ours not in there and theirs in there
    }
    return parse_rows(table, rows, path.name, faults, columns)


def _check_paths(
    file: str, sections: pd.DataFrame, names: Mapping[str, str], faults: list[Message]
) -> None:
    """Tell places on sections that are unknown, with the ones that may have been meant."""
    for line, (section, path) in enumerate(
        zip(sections["id"], sections["path"], strict=True), start=2
    ):
        for place in path.split():
            if place in names:
                continue
            close = difflib.get_close_matches(place, names, n=3, cutoff=0.6)
            close += [code for code, name in names.items() if fold(name) == fold(place)]
            meant = ", ".join(f"{code} ({names[code]})" for code in dict.fromkeys(close))
            faults.append(
                Message(
                    "%(file)s, line %(line)s (%(section)s), column path: %(place)r is no "
                    "village code and no town id%(more)s; towns come from --towns",
                    file=file,
                    line=line,
                    section=section,
                    place=place,
                    more=(Message(" (did you mean %(meant)s?)", meant=meant) if meant else ""),
                )
            )


def timezone_of(code: str, lon: float) -> str:
    """Return the time zone of a village by its province, else by its longitude.

    >>> timezone_of("5303100005", 123.4), timezone_of("x", 101.0)
    ('Asia/Makassar', 'Asia/Jakarta')
    """
    digits = "".join(letter for letter in code if letter.isdigit())
    zone = _ZONE_OF_PROVINCE.get(digits[:2])
    return zone or next(name for edge, name in _ZONES if lon <= edge)


def assumed_tables(
    identity: Identity, sources: Mapping[str, tuple[str, str]]
) -> dict[str, pd.DataFrame]:
    """Return the tables that no planner gave: taken over, assumed, or empty.

    Parameters
    ----------
    identity : Identity
        Which regency it is.
    sources : mapping
        Source and licence by resource, for what was given.
    """
    tables = {name: parse_rows(table, [], table.file, []) for name, table in TABLES.items()}
    for name in _TAKEN_OVER:
        table = TABLES[name]
        tables[name] = parse_rows(table, read_rows(EMBEDDED / table.file, []), table.file, [])
    for name in ("speeds", "seasons"):
        texts = [f"{text} ({_SOURCE_KUPANG})" for text in tables[name]["source"]]
        tables[name] = tables[name].assign(source=texts)
    tables["assumptions"] = _assumptions(identity)
    tables["sources"] = _sources(sources)
    return tables


def _assumptions(identity: Identity) -> pd.DataFrame:
    table = TABLES["assumptions"]
    rows = [
        row | {"reason": f"{row['reason']} ({_SOURCE_KUPANG})"}
        for row in read_rows(EMBEDDED / table.file, [])
        if row["field"] in _ROADS
    ]
    told = {
        "roads.seasons": ("seasons.csv", f"seasons are {_SOURCE_KUPANG}"),
        "places.post": (
            "village of the kecamatan's name, else the most populous",
            "the layer names no capital; correct kecamatan.csv",
        ),
        "places.village": ("point inside the outline", "no village office was given a coordinate"),
        "rest_days.weekly": ("Saturday and Sunday", "working week of a registry"),
    }
    rows += [
        {"field": name, "value": value, "reason": reason} for name, (value, reason) in told.items()
    ]
    rows.append(
        {
            "field": "region.timezone",
            "value": identity.timezone,
            "reason": "by the province's code, else by longitude",
        }
    )
    return parse_rows(table, rows, table.file, [])


def _sources(told: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    table = TABLES["sources"]
    project = ("this project", "MIT")
    kupang = (_SOURCE_KUPANG, "as in that dataset")
    known = dict.fromkeys(_TAKEN_OVER, kupang) | dict.fromkeys(("assumptions", "sources"), project)
    rows = [
        {"resource": name, "figure": "all", "source": source, "licence": licence}
        for name, (source, licence) in (known | dict(told)).items()
    ]
    return parse_rows(table, rows, table.file, [])
