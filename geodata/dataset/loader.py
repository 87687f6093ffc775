"""A regency's figures with their sources, read from a dataset folder.

Coordinates are WGS 84 (EPSG:4326), lon before lat.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.boundaries import dissolve, read_valid_layer
from geodata.dataset.calendar_days import date_spans
from geodata.dataset.calibration_factors import TravelFactors, read_factors, speeds_sha256
from geodata.dataset.csv_tables import parse_rows, read_rows, split_list
from geodata.dataset.observed_trips import resolved_trips
from geodata.dataset.reference_checks import BY_AIR_WORDS, reference_faults
from geodata.dataset.road_store import MappedRoads, mapped_faults, read_mapped
from geodata.dataset.schemas import LAYERS, TABLES, TableSchema
from geodata.dataset.translations import text_in
from geodata.errors import DatasetError
from geodata.message import Language, Message
from geodata.number_reader import parse_number

__all__ = ["EMBEDDED", "OWN_KEY", "PACKAGE_FILE", "Dataset", "load_dataset"]

EMBEDDED = Path(__file__).parent.parent / "kupang"
"""Folder of the dataset that comes with the package: Kabupaten Kupang."""

PACKAGE_FILE = "datapackage.json"
OWN_KEY = "jemputbola"
"""Object of the package file that makes it a dataset of ours."""
_OWN_FIELDS = ("base", "timezone", "attribution", "weekly_rest_days")


@dataclass(frozen=True, eq=False)
class Dataset:
    """A regency: places, outlines, roads, crossings, closures and facts.

    Attributes
    ----------
    id, name : str
        Short id and name of the regency.
    folder : Path
        Where it was read from.
    base, timezone, attribution : str
        Town id of the base; IANA time zone; the line that every map must show.
    weekly_rest_days : tuple of int
        Weekdays without work, 0 = Monday.
    villages : GeoDataFrame
        ``code, name, kecamatan_code, kecamatan, status, population_2010,
        polling_stations_2024, lon, lat, to_record, lodging_rupiah, access, geometry``; sorted
        by code. ``to_record`` and ``lodging_rupiah`` are NaN where the regency does not tell
        them; ``access`` is ``air`` where neither road nor boat leads, else empty.
    kecamatan : GeoDataFrame
        ``code, name, capital, capital_name, post_lon, post_lat, post_basis, post_doubt, source,
        population_2010, geometry`` (union of the villages); ``capital`` is the village code or
        town id of the post; sorted by code.
    neighbours : GeoDataFrame
        ``code, name, geometry`` of the areas around, for maps.
    towns : DataFrame
        ``id, name, lon, lat, basis, access``.
    sections : DataFrame
        ``id, name, path, length_km, class, surface, wet_season, source``; ``path`` is a tuple of
        village codes and town ids; ``length_km`` is NaN where no official length was found.
    crossings : DataFrame
        ``id, from, to, mode, vehicles, weekdays, departures, open, close, from_day, until_day,
        cancelled_dates, loading_minutes, crossing_minutes, fare_rupiah, basis``, a row per
        direction; ``vehicles`` and ``weekdays`` (0 = Monday) are tuples, ``departures`` a tuple
        of HH:MM or None (on demand, between ``open`` and ``close``), ``from_day`` and
        ``until_day`` (MM-DD, both included) its season or None, ``cancelled_dates`` a tuple of
        spans (first and last date).
    closures : DataFrame
        ``section, from_date, until_date, stops, note, source``; ``until_date`` is None while
        still closed; ``stops`` is a tuple of vehicles.
    speeds : DataFrame
        ``class, surface, vehicle, kmh, wet_factor, wet_ford_factor, dry_ford_factor, fords,
        router_kmh, source, assumption``; in the wet season the speed is times
        ``wet_ford_factor`` where there are fords, else times ``wet_factor``; in the dry season
        times ``dry_ford_factor`` where there are fords. ``fords`` tells when the vehicle passes
        fords at all: ``all``, ``dry`` or ``none``. The factors of the calibration are in
        ``kmh``; ``table_kmh`` is the file's.
    seasons : DataFrame
        ``id, from_day, until_day, wet, source, doubt`` (days as MM-DD).
    rest_days : DataFrame
        ``date, name, name_en, category, source``: public holidays and joint leave; weekly rest
        days are not listed.
    calibration_trips, travel_facts, operations_facts, kecamatan_facts, regency_facts : DataFrame
        Observed trips and other facts, each with its source. Places of trips are ids, their
        ``closed`` sections tuples.
    sources : DataFrame
        ``resource, figure, source, licence``.
    assumptions : DataFrame
        ``field, value, reason``: what is no sourced fact.
    router_speeds : DataFrame
        ``source, kind, key, value, unit``: what open routers take.
    mapped : MappedRoads or None
        Roads from a road map, in place of estimated local roads.
    calibration : TravelFactors or None
        The factors that are in ``speeds``; None if the dataset has none that hold.
    calibration_is_stale : bool
        Whether there are factors that belong to another table of speeds; they are not used.
    """

    id: str
    name: str
    folder: Path
    base: str
    timezone: str
    attribution: str
    weekly_rest_days: tuple[int, ...]
    villages: gpd.GeoDataFrame
    kecamatan: gpd.GeoDataFrame
    neighbours: gpd.GeoDataFrame
    towns: pd.DataFrame
    sections: pd.DataFrame
    crossings: pd.DataFrame
    closures: pd.DataFrame
    speeds: pd.DataFrame
    seasons: pd.DataFrame
    rest_days: pd.DataFrame
    calibration_trips: pd.DataFrame
    travel_facts: pd.DataFrame
    operations_facts: pd.DataFrame
    kecamatan_facts: pd.DataFrame
    regency_facts: pd.DataFrame
    sources: pd.DataFrame
    assumptions: pd.DataFrame
    router_speeds: pd.DataFrame
    mapped: MappedRoads | None = None
    calibration: TravelFactors | None = None
    calibration_is_stale: bool = False

    @cached_property
    def detour_factor(self) -> float:
        """Length of an estimated road over its straight line."""
        return self._assumed_number("roads.detour_factor")

    @cached_property
    def beside_metres(self) -> float:
        """Greatest distance at which a local road runs beside a section, metres."""
        return self._assumed_number("roads.beside_metres")

    @cached_property
    def water_share(self) -> float:
        """Share of a straight line that may lie on water with a road still following it."""
        return self._assumed_number("roads.water_share")

    @cached_property
    def by_air(self) -> frozenset[str]:
        """Codes of villages and ids of towns to which neither a road nor a boat leads."""
        villages, towns = self.villages, self.towns
        return frozenset(villages.loc[villages["access"].isin(BY_AIR_WORDS), "code"]) | frozenset(
            towns.loc[towns["access"].isin(BY_AIR_WORDS), "id"]
        )

    def _assumed_number(self, field: str) -> float:
        values = self.assumptions.loc[self.assumptions["field"] == field, "value"]
        return parse_number(values.iloc[0])


def load_dataset(folder: Path | None = None, language: Language | None = None) -> Dataset:
    """Read a dataset folder.

    Parameters
    ----------
    folder : Path, optional
        The folder; by default the embedded Kabupaten Kupang.
    language : str, optional
        `id` or `en`: names of towns and sections that are words, such as "Takari - TTS border",
        are given in it. By default as they stand in the tables.

    Returns
    -------
    Dataset
        The regency, checked: every column typed, every reference resolved.

    Raises
    ------
    DatasetError
        With every fault that was found.
    """
    folder = EMBEDDED if folder is None else Path(folder)
    if folder.exists() and not folder.is_dir():
        raise DatasetError(
            str(folder),
            [Message("it is no folder; name the folder of a dataset")],
        )
    faults: list[Message] = []
    own = _read_package(folder, faults)
    tables = {
        name: parse_rows(table, _rows(folder, table, faults), table.file, faults)
        for name, table in TABLES.items()
    }
    layers = {
        name: read_valid_layer(folder / layer.file, layer.properties, faults)
        for name, layer in LAYERS.items()
    }
    mapped = read_mapped(folder, faults)
    factors = read_factors(folder, faults)
    if not faults:
        kinds = mapped.kinds if mapped else ()
        faults.extend(reference_faults(tables, layers["outlines"], str(own["base"]), kinds))
        faults.extend(mapped_faults(mapped, tables) if mapped else ())
    if faults:
        raise DatasetError(str(folder), faults)
    held = _assemble(folder, own, tables, layers, mapped, factors)
    return held if language is None else _named_in(held, language)


def _named_in(dataset: Dataset, language: Language) -> Dataset:
    """Return a dataset with the names of towns and sections in a language."""
    towns, sections = (
        frame.assign(name=[text_in(name, language) for name in frame["name"]])
        for frame in (dataset.towns, dataset.sections)
    )
    return replace(dataset, towns=towns, sections=sections)


def _rows(folder: Path, table: TableSchema, faults: list[Message]) -> list[dict[str, str]]:
    path = folder / table.file
    return [] if table.may_lack and not path.exists() else read_rows(path, faults)


def _read_package(folder: Path, faults: list[Message]) -> dict[str, Any]:
    path = folder / PACKAGE_FILE
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(
            Message(
                "%(package_file)s: the file is missing; is this a dataset folder?",
                package_file=PACKAGE_FILE,
            )
        )
        return {}
    except ValueError as error:
        faults.append(
            Message(
                "%(package_file)s: no readable JSON in UTF-8 (%(error)s)",
                package_file=PACKAGE_FILE,
                error=error,
            )
        )
        return {}
    own = package.get(OWN_KEY) if isinstance(package, dict) else None
    if not isinstance(own, dict):
        faults.append(
            Message(
                "%(package_file)s: the object %(own_key)r is missing; build the dataset anew",
                package_file=PACKAGE_FILE,
                own_key=OWN_KEY,
            )
        )
        return {}
    faults.extend(
        Message("%(file)s: %(field)s is missing", file=PACKAGE_FILE, field=f"{OWN_KEY}.{name}")
        for name in _OWN_FIELDS
        if name not in own
    )
    return own | {"id": package.get("name", ""), "name": package.get("title", "")}


def _assemble(
    folder: Path,
    own: dict[str, Any],
    tables: dict[str, pd.DataFrame],
    layers: dict[str, gpd.GeoDataFrame],
    mapped: MappedRoads | None,
    factors: TravelFactors | None,
) -> Dataset:
    stale = factors is not None and factors.speeds_sha256 != speeds_sha256(tables["speeds"])
    in_force = None if stale else factors
    tables["speeds"] = (in_force or TravelFactors()).applied(tables["speeds"])
    tables["sections"]["path"] = _tuples(tables["sections"]["path"].str.split())
    tables["closures"]["stops"] = _lists(tables["closures"]["stops"])
    tables["crossings"] = _crossings(tables["crossings"])
    tables["calibration_trips"] = resolved_trips(tables)
    villages, kecamatan = dissolve(
        tables.pop("villages"), tables.pop("kecamatan"), layers["outlines"]
    )
    return Dataset(
        id=own["id"],
        name=own["name"],
        folder=folder,
        base=own["base"],
        timezone=own["timezone"],
        attribution=own["attribution"],
        weekly_rest_days=tuple(own["weekly_rest_days"]),
        villages=villages,
        kecamatan=kecamatan,
        neighbours=layers["neighbours"],
        mapped=mapped,
        calibration=in_force,
        calibration_is_stale=stale,
        **tables,
    )


def _tuples(values: pd.Series) -> pd.Series:
    return pd.Series([tuple(value) for value in values], index=values.index, dtype=object)


def _lists(values: pd.Series) -> pd.Series:
    return _tuples(values.map(split_list))


def _crossings(frame: pd.DataFrame) -> pd.DataFrame:
    weekdays = [tuple(int(day) for day in split_list(text)) for text in frame["weekdays"]]
    optional = {
        name: pd.Series([text or None for text in frame[name]], dtype=object)
        for name in ("open", "close", "from_day", "until_day")
    }
    departures = [split_list(text) or None for text in frame["departures"]]
    return frame.assign(
        vehicles=_lists(frame["vehicles"]),
        weekdays=pd.Series(weekdays, dtype=object),
        departures=pd.Series(departures, dtype=object),
        cancelled_dates=_tuples(frame["cancelled_dates"].map(date_spans)),
        **optional,
    )
