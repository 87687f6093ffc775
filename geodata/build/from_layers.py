"""Building the dataset of any regency from a layer of its villages and a road map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geodata.boundaries import WGS84
from geodata.build.area_layers import Areas, read_areas, read_shapes
from geodata.build.area_tables import AreaTables, area_tables
from geodata.build.base_town import assumed_base_row, named_base, town_faults
from geodata.build.column_roles import find_columns
from geodata.build.given_tables import BASE, GivenTables, assumed_tables, given_tables, timezone_of
from geodata.build.osm_ferries import Ferries, ferry_tables
from geodata.build.unpeopled import without_unpeopled
from geodata.dataset import (
    TABLES,
    Dataset,
    DatasetFolder,
    Identity,
    load_dataset,
    reference_faults,
    write_dataset,
    write_mapped,
)
from geodata.errors import DatasetError
from geodata.findings import Finding
from geodata.message import Message
from geodata.osm import Extract, read_extract
from geodata.quality import survey
from geodata.roads import (
    GAP_METRES,
    RoadMap,
    match_notes,
    road_map,
    setting_of,
    simplified,
    with_margin,
)

__all__ = ["OSM_CREDIT", "RegionOrder", "RegionReport", "build_region"]

OSM_CREDIT = "© OpenStreetMap contributors (ODbL)"
_WORLD = (-180.0, -90.0, 180.0, 90.0)
_FINE_VERTICES = 30_000
_DRAWN_DEGREES = 0.0005
"""Outlines with many points are simplified to this, about 55 m, as maps need no more."""


@dataclass(frozen=True, slots=True)
class RegionOrder:
    """What a planner asks for.

    Attributes
    ----------
    villages : Path
        Layer of villages or kecamatan.
    out : Path
        Dataset folder to write.
    sections, osm, towns, crossings, closures, around : Path, optional
        Official sections, the extract, further places, timetables and closures as in a
        dataset, a layer of the areas around.
    base : tuple of float, optional
        Lon and lat of the base; without it the post of the kecamatan with most residents.
    name : str, optional
        Name of the regency; without it that of the layer, or of the file.
    columns : mapping
        Columns of the layer by role (`geodata.build.column_roles.ROLES`).
    layer, crs : str, optional
        As for `geodata.build.area_layers.read_shapes`.
    regency : str, optional
        Name or code of the regency, where the layer holds several.
    repair : bool
        Mend outlines that cross themselves.
    margin_km : float
        How far around the regency roads are kept.
    gap_km : float
        Missing links between parts of the road map are estimated up to this length.
    replace : bool
        Keep a dataset at `out` that was changed by hand beside the new one, in place of
        refusing.
    """

    villages: Path
    out: Path
    sections: Path | None = None
    osm: Path | None = None
    towns: Path | None = None
    crossings: Path | None = None
    closures: Path | None = None
    around: Path | None = None
    base: tuple[float, float] | None = None
    name: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    layer: str | None = None
    crs: str | None = None
    regency: str | None = None
    repair: bool = False
    margin_km: float = 10.0
    gap_km: float = GAP_METRES / 1000
    replace: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class RegionReport:
    """What was built.

    Attributes
    ----------
    dataset : Dataset
        As it was read back.
    columns : sequence of str
        Which column was taken for what.
    notes : sequence of str
        What was assumed or left out.
    roads : RoadMap or None
        The roads of the extract.
    findings : sequence of Finding
        What `geodata.quality.report` finds in it.
    """

    dataset: Dataset
    columns: Sequence[Message]
    notes: Sequence[Message]
    roads: RoadMap | None
    findings: Sequence[Finding] = ()


def build_region(order: RegionOrder) -> RegionReport:
    """Build a dataset folder.

    Parameters
    ----------
    order : RegionOrder
        Files and choices.

    Returns
    -------
    RegionReport
        What was built, and what the planner must know of it.

    Raises
    ------
    DatasetError
        With every fault found; nothing is written then.
    """
    return _Build(order).run()


class _Build:
    def __init__(self, order: RegionOrder) -> None:
        self.order = order
        self.faults: list[Message] = []
        self.notes: list[Message] = []
        self.extract: Extract | None = None
        self.blocks: gpd.GeoDataFrame | None = None
        self.folder = DatasetFolder(order.out, replace=order.replace)
        self.findings: list[Finding] = []

    def run(self) -> RegionReport:
        order, faults = self.order, self.faults
        faults += self.folder.faults()
        areas = read_areas(
            order.villages,
            order.columns,
            faults,
            layer=order.layer,
            crs=order.crs,
            repair=order.repair,
            regency=order.regency,
        )
        places = None
        if areas is not None and len(areas.frame):
            places = area_tables(areas, order.villages.name, faults)
        if places is not None:
            unpeopled = without_unpeopled(places, order.villages.name, self.notes, faults)
            places, self.blocks = unpeopled.places, unpeopled.land
        around = read_shapes(order.around, faults, repair=True) if order.around else None
        files = {name: getattr(order, name) for name in ("towns", "sections")}
        files |= {name: getattr(order, name) for name in ("crossings", "closures")}
        given = given_tables(files, places.villages if places else None, faults)
        self.extract = self._extract(areas)
        base = None
        if areas is not None:
            near = with_margin(shapely.box(*areas.frame.total_bounds), self._margin)
            base = self._base(areas, places, near)
            faults += town_faults(given.towns, near, order.towns.name if order.towns else "")
        if faults or places is None or areas is None or base is None:
            raise DatasetError(str(order.villages), faults)
        return self._build(areas, places, around, given, base)

    def _extract(self, areas: Areas | None) -> Extract | None:
        """Read the extract; where the area is not known, to find out whether it is whole."""
        if self.order.osm is None:
            return None
        bounds = _WORLD
        if areas is not None:
            area = with_margin(shapely.box(*areas.frame.total_bounds), self._margin)
            west, south, east, north = (float(edge) for edge in shapely.bounds(area))
            bounds = west, south, east, north
        return read_extract(self.order.osm, bounds, self.faults)

    @property
    def _margin(self) -> float:
        return self.order.margin_km * 1000

    def _base(
        self, areas: Areas, places: AreaTables | None, near: shapely.Geometry
    ) -> dict[str, object] | None:
        if self.order.base is None:
            return None if places is None else assumed_base_row(places.villages, places.kecamatan)
        column = areas.columns.of.get("name")
        texts = areas.frame[column].astype(str) if column else ""
        names = areas.frame[["geometry"]].assign(name=texts)
        return named_base(self.order.base, names, near, self.faults)

    def _build(
        self,
        areas: Areas,
        places: AreaTables,
        around: gpd.GeoDataFrame | None,
        given: GivenTables,
        base: dict[str, object],
    ) -> RegionReport:
        order = self.order
        outlines, villages = _drawn(places)
        layers = {"outlines": outlines, "neighbours": _neighbours(around, self.blocks)}
        area = with_margin(shapely.union_all(outlines.geometry.to_numpy()), self._margin)
        ferries = self._ferries(area, outlines, villages, given)
        identity = self._identity(places)
        tables = assumed_tables(identity, self._sources())
        tables |= {"villages": villages, "kecamatan": places.kecamatan}
        tables |= {"sections": given.sections, "closures": given.closures}
        tables["crossings"] = _stacked("crossings", given.crossings, ferries.crossings)
        ports = ferries.towns[~ferries.towns["id"].isin(set(given.towns["id"]))]
        towns = (pd.DataFrame([base]), given.towns, ports)
        tables["towns"] = _stacked("towns", *towns)
        faults = reference_faults(tables, outlines, BASE)
        if faults:
            raise DatasetError(str(order.villages), faults)
        roads = self._roads(tables, layers, area)

        def more(fresh: Path) -> None:
            if roads is not None:
                write_mapped(roads.edges, roads.lines, roads.junctions, fresh)

        found: list[Finding] = []
        write_dataset(
            self.folder, identity, tables, layers, more, lambda built: found.extend(survey(built))
        )
        self._note_places(places)
        self.notes += self.folder.notes
        return RegionReport(
            load_dataset(order.out), areas.columns.lines(), self.notes, roads, found
        )

    def _ferries(
        self,
        area: shapely.Geometry,
        outlines: gpd.GeoDataFrame,
        villages: pd.DataFrame,
        given: GivenTables,
    ) -> Ferries:
        """Return the ferries of the extract; the planner's own crossings go before them."""
        named = list(zip(villages["name"], outlines.geometry, strict=True))
        ferries = ferry_tables(self.extract, area, named)
        if len(given.crossings):
            return replace(ferries, crossings=ferries.crossings.iloc[:0])
        self.notes += ferries.notes
        return ferries

    def _roads(
        self,
        tables: Mapping[str, pd.DataFrame],
        layers: Mapping[str, gpd.GeoDataFrame],
        area: shapely.Geometry,
    ) -> RoadMap | None:
        if self.extract is None:
            return None
        net, waters = simplified(self.extract, area), self.extract.waters
        # Let go of what was drawn: it is the largest part of the memory.
        self.extract = None
        setting = setting_of(tables, layers, BASE, self.order.gap_km * 1000)
        roads = road_map(net, setting, self.faults, waters)
        if roads is None:
            raise DatasetError(str(self.order.osm), self.faults)
        self.notes += match_notes(roads.matches)
        return roads

    def _identity(self, places: AreaTables) -> Identity:
        order, villages = self.order, places.villages
        name = order.name or places.regency or order.villages.stem
        plain = "".join(letter if letter.isalnum() else "-" for letter in name.casefold())
        outlines = f"Outlines: {order.villages.name}"
        return Identity(
            id="-".join(part for part in plain.split("-") if part) or "region",
            name=name,
            base=BASE,
            timezone=timezone_of(str(villages["code"].iloc[0]), float(villages["lon"].mean())),
            weekly_rest_days=(5, 6),
            attribution=f"{outlines}. Roads: {OSM_CREDIT}" if order.osm else outlines,
        )

    def _sources(self) -> dict[str, tuple[str, str]]:
        order, unknown = self.order, "not stated: ask its publisher"
        layer = (order.villages.name, unknown)
        told = dict.fromkeys(("outlines", "villages", "kecamatan"), layer)
        told["towns"] = ("named in each row", unknown)
        files = {"sections": order.sections, "crossings": order.crossings}
        files |= {"closures": order.closures, "neighbours": order.around}
        told |= {name: (path.name, unknown) for name, path in files.items() if path}
        if order.osm:
            told |= dict.fromkeys(
                ("roads", "junctions"), (f"{OSM_CREDIT}, {order.osm.name}", "ODbL-1.0")
            )
        return told

    def _note_places(self, places: AreaTables) -> None:
        self.notes += places.notes
        count = len(places.kecamatan)
        self.notes.append(
            Message(
                "posts: the layer names no capital; those of all %(count)s kecamatan are "
                "assumed, see kecamatan.csv",
                count=count,
            )
        )


def _drawn(places: AreaTables) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Return outlines and villages in the same order; very fine outlines simplified."""
    shapes = places.outlines.geometry.to_numpy()
    points = shapely.points(places.villages["lon"], places.villages["lat"])
    if shapely.get_num_coordinates(shapes).sum() > _FINE_VERTICES:
        coarse = shapely.coverage_simplify(shapes, _DRAWN_DEGREES)
        kept = shapely.is_valid(coarse) & shapely.contains(coarse, points)
        if shapely.coverage_is_valid(shapes) and kept.all():
            shapes = coarse
    outlines = gpd.GeoDataFrame(
        {"code": places.villages["code"].to_numpy()}, geometry=shapes, crs=WGS84
    )
    return outlines, places.villages


def _neighbours(
    around: gpd.GeoDataFrame | None, blocks: gpd.GeoDataFrame | None
) -> gpd.GeoDataFrame:
    """Return the areas around, and forest blocks within: land where no villages are."""
    names: list[str] = []
    shapes: list[shapely.Geometry] = []
    if around is not None:
        found = find_columns("", around.columns, {}, []).of
        numbers = [f"around-{number}" for number in range(1, len(around) + 1)]
        names += around[found["name"]].astype(str).tolist() if "name" in found else numbers
        shapes += list(around.geometry)
    count = len(names)
    codes = [f"around-{number}" for number in range(1, count + 1)]
    if blocks is not None:
        names += blocks["name"].tolist()
        shapes += list(blocks.geometry)
        codes += [f"block-{number}" for number in range(1, len(blocks) + 1)]
    return gpd.GeoDataFrame({"code": codes, "name": names}, geometry=shapes, crs=WGS84)


def _stacked(name: str, *frames: pd.DataFrame) -> pd.DataFrame:
    """Return tables of one schema, one below the other."""
    columns = TABLES[name].columns
    held = [frame.reindex(columns=columns) for frame in frames if len(frame)]
    return pd.concat(held, ignore_index=True) if held else frames[0].reindex(columns=columns)
