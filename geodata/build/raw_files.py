"""Raw files of a regency turned into rows of our tables."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.boundaries import read_layer
from geodata.build.region_file import REGION_FILE, RegionFile
from geodata.build.router_speeds import with_router_speeds
from geodata.dataset import TABLES, parse_rows, read_rows
from geodata.message import Message, row_fault
from geodata.spelling import fold
from geodata.typed_rows import TextRows, records

__all__ = ["RawRegency", "read_raw"]


_VILLAGE_PROPERTIES = [field.name for field in TABLES["villages"].fields if not field.may_lack]
_SECTIONS = {"class": "road_class"}
_CROSSINGS = {"loading_minutes": "loading_min", "crossing_minutes": "crossing_min"}
_KECAMATAN_COLUMNS = ("bps_code", "kecamatan", "capital", "capital_source")
_TRIP_COLUMNS = ("fact", "origin", "destination")


@dataclass(frozen=True, slots=True, eq=False)
class RawRegency:
    """Tables and layers read from raw files, with the faults that were found.

    Attributes
    ----------
    tables : dict of DataFrame
        Our tables by name, typed.
    outlines, neighbours : GeoDataFrame
        Areas in WGS 84.
    faults : list of Message
        Everything that was wrong with the files.
    """

    tables: dict[str, pd.DataFrame]
    outlines: gpd.GeoDataFrame
    neighbours: gpd.GeoDataFrame
    faults: list[Message]


def read_raw(raw: Path, region: RegionFile) -> RawRegency:
    """Read the raw files of a regency.

    Parameters
    ----------
    raw : Path
        The folder with the files.
    region : RegionFile
        What the files do not say.

    Returns
    -------
    RawRegency
        What could be read, with all faults.
    """
    reader = _Reader(raw)
    faults = reader.faults
    areas = read_layer(raw / "villages.geojson", _VILLAGE_PROPERTIES, faults)
    around = read_layer(raw / "neighbours.geojson", ("bps_code", "name"), faults)
    reader.take("villages", areas[_VILLAGE_PROPERTIES].to_dict("records"), "villages.geojson")
    for name in ("towns", "closures", "operations_facts"):
        reader.take(name, reader.rows(f"{name}.csv"), f"{name}.csv")
    rests = region.length_facts
    facts = reader.rows("travel_facts.csv", ("id",))
    facts = [row | {"length_of": rests.get(row["id"], "")} for row in facts]
    reader.take("travel_facts", facts, "travel_facts.csv")
    reader.take("sections", reader.rows("road_sections.csv"), "road_sections.csv", _SECTIONS)
    reader.take("crossings", reader.rows("crossings.csv"), "crossings.csv", _CROSSINGS)
    routers = reader.rows("router_speeds.csv") if (raw / "router_speeds.csv").exists() else []
    reader.take("router_speeds", routers, "router_speeds.csv")
    own = {"speeds": with_router_speeds(region, routers)}
    for name in ("seasons", "speeds", "assumptions", "sources"):
        blank = dict.fromkeys(TABLES[name].columns, "")
        rows = own.get(name, getattr(region, name))
        reader.take(name, [blank | row for row in rows], REGION_FILE)
    _take_facts(reader, region)
    outlines = areas[["code", "geometry"]]
    neighbours = around.rename(columns={"bps_code": "code"})
    return RawRegency(reader.tables, outlines, neighbours, faults)


class _Reader:
    """Reads files of a folder into tables and gathers their faults."""

    def __init__(self, raw: Path) -> None:
        self.raw = raw
        self.faults: list[Message] = []
        self.tables: dict[str, pd.DataFrame] = {}

    def rows(self, file: str, needed: tuple[str, ...] = ()) -> TextRows:
        """Return a file's rows; none if a needed column is missing."""
        rows = read_rows(self.raw / file, self.faults)
        missing = [column for column in needed if rows and column not in rows[0]]
        self.faults += [
            Message("%(file)s: column %(column)r is missing", file=file, column=column)
            for column in missing
        ]
        return [] if missing else rows

    def take(
        self, name: str, rows: TextRows, file: str, columns: Mapping[str, str] | None = None
    ) -> None:
        """Keep rows as the table of that name."""
        self.tables[name] = parse_rows(TABLES[name], rows, file, self.faults, columns)


def _take_facts(reader: _Reader, region: RegionFile) -> None:
    faults = reader.faults
    kecamatan, trips = "kecamatan_facts.csv", "calibration_trips.csv"
    kecamatan_rows = reader.rows(kecamatan, _KECAMATAN_COLUMNS)
    trip_rows = _with_more(reader.rows(trips, _TRIP_COLUMNS), region.trips)
    facts = _kecamatan_facts(kecamatan_rows, region, faults)
    reader.take("kecamatan_facts", facts, kecamatan)
    path = reader.raw / "regency_facts.json"
    reader.take("regency_facts", _regency_facts(path, region, faults), path.name)
    reader.take("rest_days", _rest_days(region, faults), REGION_FILE)
    if not faults:
        # Names resolve only where villages and towns could be read.
        places = _Places(reader.tables["villages"], reader.tables["towns"])
        reader.take("kecamatan", _kecamatan(kecamatan_rows, places, region, faults), kecamatan)
        reader.take("calibration_trips", _trips(trip_rows, places, faults), trips)


class _Places:
    """Villages and towns by id and by name."""

    def __init__(self, villages: pd.DataFrame, towns: pd.DataFrame) -> None:
        self.points = {
            row.code: (row.name, row.lon, row.lat, row.kecamatan_code) for row in records(villages)
        } | {row.id: (row.name, row.lon, row.lat, "") for row in records(towns)}

    def named(self, name: str, kecamatan: str = "") -> list[str]:
        """Return the ids whose name, or which themselves, are the text (see `fold`)."""
        return [
            place
            for place, (own, _, _, within) in self.points.items()
            if fold(name) in {fold(own), fold(place)} and kecamatan in {"", within}
        ]


def _kecamatan(
    rows: TextRows, places: _Places, region: RegionFile, faults: list[Message]
) -> TextRows:
    found = []
    for line, row in enumerate(rows, start=2):
        code, capital = row["bps_code"], row["capital"]
        where = Message(
            "%(file)s, line %(line)s (%(name)s)",
            file="kecamatan_facts.csv",
            line=line,
            name=row["kecamatan"],
        )
        choice = region.posts.get(code)
        candidates = [choice.at] if choice else places.named(capital, code) if capital else []
        if len(candidates) != 1 or candidates[0] not in places.points:
            faults.append(
                Message(
                    "%(where)s: capital %(capital)r is not one village or town of it; choose "
                    "one as [[post]] in region.toml",
                    where=where,
                    capital=capital,
                )
            )
            continue
        at = candidates[0]
        name, lon, lat, within = places.points[at]
        kind = "interior point of the village" if within else "the town"
        found.append(
            {
                "code": code,
                "name": row["kecamatan"],
                "capital": at,
                "capital_name": name,
                "post_lon": str(lon),
                "post_lat": str(lat),
                "post_basis": f"{kind} {name}, " + (f"capital {capital}" if capital else "assumed"),
                "post_doubt": choice.doubt if choice else "",
                "source": row["capital_source"] if capital else "assumption",
            }
        )
    return found


def _kecamatan_facts(rows: TextRows, region: RegionFile, faults: list[Message]) -> TextRows:
    facts = []
    for line, row in enumerate(rows, start=2):
        for column in region.kecamatan_figures:
            if not row.get(column.name):
                continue
            source = row.get(column.source, "")
            if source in {"", "not found"}:
                faults.append(
                    Message(
                        "kecamatan_facts.csv, line %(line)s, column %(name)s: a figure without "
                        "a source; fill column %(source)s",
                        line=line,
                        name=column.name,
                        source=column.source,
                    )
                )
                continue
            facts.append(
                {
                    "kecamatan_code": row["bps_code"],
                    "figure": column.figure,
                    "value": row[column.name],
                    "unit": column.unit,
                    "source": source,
                }
            )
    return facts


def _with_more(rows: TextRows, more: TextRows) -> TextRows:
    """Return observed trips with what region.toml adds to them, and the trips that it adds."""
    added = {row["fact"]: row for row in more}
    blank = dict.fromkeys(TABLES["calibration_trips"].columns, "")
    known = [blank | row | added.pop(row["fact"], {}) for row in rows]
    return known + [blank | row for row in added.values()]


def _trips(rows: TextRows, places: _Places, faults: list[Message]) -> TextRows:
    trips = []
    for line, row in enumerate(rows, start=2):
        trip = dict(row)
        for end in ("origin", "destination"):
            found = places.named(row[end])
            if len(found) != 1:
                faults.append(
                    row_fault(
                        ("calibration_trips.csv", line),
                        Message(
                            "%(text)r means %(ids)s; give an id",
                            text=row[end],
                            ids=", ".join(found),
                        )
                        if found
                        else Message("%(text)r is not known", text=row[end]),
                        column=end,
                    )
                )
            trip[f"{end}_name"] = places.points[found[0]][0] if found else row[end]
            trip[end] = found[0] if found else row[end]
        trips.append(trip | {"source": f"travel_facts {row['fact']}"})
    return trips


def _regency_facts(path: Path, region: RegionFile, faults: list[Message]) -> TextRows:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        topics = {str(topic): dict(figures) for topic, figures in held.items()}
    except FileNotFoundError:
        faults.append(Message("%(name)s: the file is missing", name=path.name))
        return []
    except (ValueError, TypeError, AttributeError) as error:
        faults.append(
            Message(
                "%(name)s: no readable JSON object of topics (%(error)s)",
                name=path.name,
                error=error,
            )
        )
        return []
    facts = []
    for topic, figures in topics.items():
        sources = [str(value) for key, value in figures.items() if key in {"source", "sources"}]
        sources += [region.fact_sources[topic]] if topic in region.fact_sources else []
        sources += [str(value) for key, value in figures.items() if key == "coord_source"]
        if not sources:
            faults.append(
                Message(
                    "%(name)s, %(topic)s: figures without a source; add one there or under "
                    "[fact_sources] in region.toml",
                    name=path.name,
                    topic=topic,
                )
            )
        facts += [
            {
                "topic": topic,
                "figure": str(figure),
                "value": str(value),
                "note": str(figures.get("note", "")),
                "source": "; ".join(sources),
            }
            for figure, value in figures.items()
            if figure != "note" and "source" not in figure
        ]
    return facts


def _rest_days(region: RegionFile, faults: list[Message]) -> TextRows:
    if not region.country:
        return []
    try:
        # Needed by the build step alone: an installed planner reads the stored rows.
        import holidays  # noqa: PLC0415
    except ImportError:
        faults.append(
            Message("region.toml, [holidays]: needs the extra 'build' (package holidays)")
        )
        return []
    source = f"holidays {importlib.metadata.version('holidays')}, country {region.country}"
    rows = []
    for category in region.categories:
        make: Callable[..., Mapping[Any, str]] = holidays.country_holidays
        asked: dict[str, Any] = {"years": region.years, "categories": category}
        try:
            own = make(region.country, **asked)
            english = make(region.country, language="en_US", **asked)
        except (NotImplementedError, ValueError) as error:
            faults.append(
                Message(
                    "region.toml, [holidays], %(category)s: %(error)s",
                    category=category,
                    error=error,
                )
            )
            continue
        rows += [
            {
                "date": day.isoformat(),
                "name": name,
                "name_en": english[day],
                "category": category,
                "source": source,
            }
            for day, name in sorted(own.items())
        ]
    return rows
