"""``region.toml``: what the raw files of a regency do not say themselves.

Who the regency is, how many areas are expected, which readings were chosen where sources are
silent, what is assumed, and under which licence each figure stands.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.message import Message
from geodata.text_files import TextFileError, read_text

__all__ = ["REGION_FILE", "FigureColumn", "PostChoice", "RegionFile", "read_region"]

REGION_FILE = "region.toml"
_TEXTS = ("id", "name", "code_prefix", "base", "timezone", "attribution")


@dataclass(frozen=True, slots=True)
class PostChoice:
    """The village or town taken for a kecamatan's post, and what is unsure about it."""

    at: str
    doubt: str


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of ``kecamatan_facts.csv``: what it tells, and the column with its source."""

    name: str
    figure: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class RegionFile:
    """What `region.toml` says; tables are kept as rows of text by column.

    Attributes
    ----------
    expect : dict
        Expected counts, ``kecamatan`` and ``villages``; absent = read from the data.
    country, categories, years
        What to ask the holidays package for; no country = no public holidays.
    posts : dict
        Chosen posts by kecamatan code.
    kecamatan_figures : tuple of FigureColumn
        Which columns of ``kecamatan_facts.csv`` to take over.
    seasons, speeds, assumptions, sources : list of dict
        Rows of the tables of these names. A speed may name the kind of road (class, surface)
        that open routers would take it for, as ``router``.
    router_surfaces : list of dict
        Groups of surfaces for which speeds are taken from open routers: ``surface``,
        ``wet_factor``, ``wet_ford_factor``.
    router_vehicles : dict
        Factor on a car's speed there, by vehicle.
    trips : list of dict
        What to add to the observed trips: to the row of a ``fact``, or as a row of its own.
    length_facts : dict
        Section whose length rests on a fact, by the fact's id.
    fact_sources : dict
        Sources of regency facts that carry none, by topic.
    """

    id: str
    name: str
    code_prefix: str
    base: str
    timezone: str
    attribution: str
    weekly_rest_days: tuple[int, ...]
    expect: Mapping[str, int]
    country: str
    categories: tuple[str, ...]
    years: tuple[int, ...]
    posts: Mapping[str, PostChoice]
    kecamatan_figures: tuple[FigureColumn, ...]
    seasons: list[dict[str, str]]
    speeds: list[dict[str, str]]
    assumptions: list[dict[str, str]]
    sources: list[dict[str, str]]
    fact_sources: Mapping[str, str]
    router_surfaces: list[dict[str, str]]
    router_vehicles: Mapping[str, float]
    trips: list[dict[str, str]]
    length_facts: Mapping[str, str]


def read_region(path: Path, faults: list[Message]) -> RegionFile | None:
    """Read ``region.toml``.

    Parameters
    ----------
    path : Path
        The file.
    faults : list of Message
        Gets a line per fault.

    Returns
    -------
    RegionFile or None
        None if there was a fault.
    """
    try:
        held = tomllib.loads(read_text(path))
    except FileNotFoundError:
        faults.append(
            Message("%(name)s: the file is missing; name it with --region", name=path.name)
        )
        return None
    except (OSError, tomllib.TOMLDecodeError, TextFileError) as error:
        faults.append(
            Message("%(name)s: no readable TOML (%(error)s)", name=path.name, error=error)
        )
        return None
    before = len(faults)
    faults.extend(
        Message("%(file)s: %(name)s must be a text", file=path.name, name=name)
        for name in _TEXTS
        if not isinstance(held.get(name), str)
    )
    try:
        region = _region(held) if len(faults) == before else None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        faults.append(
            Message(
                "%(name)s: a table is not as expected (%(name_2)s: %(error)s)",
                name=path.name,
                name_2=type(error).__name__,
                error=error,
            )
        )
        return None
    return region


def _region(held: Mapping[str, Any]) -> RegionFile:
    holidays = held.get("holidays", {})
    weekdays = tuple(int(day) for day in held.get("weekly_rest_days", []))
    if any(not 0 <= day <= 6 for day in weekdays):
        raise ValueError("weekly_rest_days are 0 (Monday) to 6")
    return RegionFile(
        **{name: held[name] for name in _TEXTS},
        weekly_rest_days=weekdays,
        expect={name: int(count) for name, count in held.get("expect", {}).items()},
        country=str(holidays.get("country", "")),
        categories=tuple(holidays.get("categories", ())),
        years=tuple(int(year) for year in holidays.get("years", ())),
        posts={
            str(row["kecamatan"]): PostChoice(str(row["at"]), str(row.get("doubt", "")))
            for row in held.get("post", [])
        },
        kecamatan_figures=tuple(
            FigureColumn(row["column"], row["figure"], row["unit"], row["source_column"])
            for row in held.get("kecamatan_figure", [])
        ),
        seasons=[_row(row) for row in held.get("season", [])],
        speeds=_speeds(held.get("speed", []), held.get("speed_basis", {})),
        assumptions=[_row(row) for row in held.get("assumption", [])],
        sources=[_row(row) for row in held.get("source", [])],
        fact_sources={str(key): str(text) for key, text in held.get("fact_sources", {}).items()},
        trips=[_row(row) for row in held.get("trip", [])],
        length_facts={str(fact): str(at) for fact, at in held.get("length_facts", {}).items()},
        router_surfaces=[_row(row) for row in held.get("router_surface", [])],
        router_vehicles={
            str(name): float(factor) for name, factor in held.get("router_vehicles", {}).items()
        },
    )


def _row(held: Mapping[str, Any]) -> dict[str, str]:
    return {key: _plain(value) for key, value in held.items()}


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _speeds(held: list[dict[str, Any]], basis: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {
            "class": str(row["class"]),
            "surface": str(row["surface"]),
            "vehicle": str(vehicle),
            "kmh": str(kmh),
            "wet_factor": str(row["wet_factor"]),
            "wet_ford_factor": str(row["wet_ford_factor"]),
            "dry_ford_factor": str(row.get("dry_ford_factor", "")),
            "fords": str(row.get("fords", "")),
            "router": " ".join(row.get("router", ())),
            "source": basis[vehicle],
            "assumption": _plain(basis[vehicle].startswith("assumption")),
        }
        for row in held
        for vehicle, kmh in row["kmh"].items()
    ]
