"""Checks of a regency's raw files: counts, codes, outlines, points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.boundaries import square_metres, straight_metres
from geodata.build.raw_files import RawRegency
from geodata.build.region_file import RegionFile
from geodata.dataset import LAYERS, TABLES
from geodata.message import Message
from geodata.typed_rows import records

__all__ = ["BuildReport", "Check", "run_checks"]

_GAP_DEGREES = 0.0005
"""Widest gap between outlines that counts as a fault of drawing, about 55 m."""
_FILLED_SHARE = 0.99
"""Share of a hole in the regency that areas around must fill."""
_COMMON_KM2 = 0.01
"""Overlap with an area around that is worth a word."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was looked at, whether it passed, and what was found.

    ``level`` is ``"ok"``, ``"warning"`` (shown to the user) or ``"fault"`` (nothing is written).
    """

    name: str
    level: str
    found: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What the build step found, and what it wrote.

    Attributes
    ----------
    id : str
        Id of the regency.
    checks : tuple of Check
        The checks in order.
    """

    id: str
    checks: tuple[Check, ...]

    @property
    def faults(self) -> list[Message]:
        """Details of the checks that forbid writing."""
        return [
            Message("%(check)s: %(detail)s", check=check.name, detail=detail)
            for check in self.checks
            if check.level == "fault"
            for detail in (check.details or (check.found,))
        ]

    @property
    def warnings(self) -> list[str]:
        """Details of the checks that the user must know of."""
        return [
            f"{check.name}: {detail}"
            for check in self.checks
            if check.level == "warning"
            for detail in (check.details or (check.found,))
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the report for ``checks.json``."""
        return {"id": self.id, "checks": [asdict(check) for check in self.checks]}

    def text(self) -> str:
        """Return the report for people to read."""
        lines = [f"Checks of {self.id}"]
        for check in self.checks:
            lines.append(f"  {check.level:<8} {check.name}: {check.found}")
            lines += [f"           - {detail}" for detail in check.details]
        return "\n".join(lines)


def run_checks(read: RawRegency, region: RegionFile) -> BuildReport:
    """Check what was read without a fault.

    Parameters
    ----------
    read : RawRegency
        Tables and outlines whose references are known to resolve.
    region : RegionFile
        Expected counts.

    Returns
    -------
    BuildReport
        Every check, passed or not; after faults in the outlines the others are left out, as
        they rest on valid outlines.
    """
    tables = read.tables
    checks: tuple[Check, ...] = (
        _counts(tables, region),
        _codes(tables["villages"], region),
        _valid(read.outlines, "outlines"),
        _valid(read.neighbours, "outlines around"),
        _sources(tables, region),
    )
    if not BuildReport(region.id, checks).faults:
        checks += (_overlaps(read.outlines),)
    if not BuildReport(region.id, checks).faults:
        checks += _further_checks(read)
    return BuildReport(region.id, checks)


def _further_checks(read: RawRegency) -> tuple[Check, ...]:
    tables = read.tables
    return (
        _gaps(read.outlines, read.neighbours),
        _around(read.outlines, read.neighbours),
        _village_points(tables["villages"], read.outlines),
        _posts(tables, read.outlines),
        _paths(tables["sections"]),
        _lengths(tables),
        _doubts(tables["kecamatan"]),
        _totals(tables),
    )


def _check(name: str, found: str, details: list[str], level: str = "fault") -> Check:
    return Check(name, level if details else "ok", found, tuple(details))


def _counts(tables: Mapping[str, pd.DataFrame], region: RegionFile) -> Check:
    counts = {name: len(tables[name]) for name in ("kecamatan", "villages")}
    details = [
        f"{count} {name} in the files, {region.expect[name]} expected"
        for name, count in counts.items()
        if region.expect.get(name, count) != count
    ]
    told = "as expected" if region.expect else "no number was given to compare with"
    found = " and ".join(f"{count} {name}" for name, count in counts.items())
    return _check("counts", f"{found}, {told}", details)


def _codes(villages: pd.DataFrame, region: RegionFile) -> Check:
    details = [
        f"village {code}: the code does not begin with {start}"
        for code, kecamatan in zip(villages["code"], villages["kecamatan_code"], strict=True)
        for start in (region.code_prefix, kecamatan)
        if not code.startswith(start)
    ]
    return _check("codes", "village codes begin with those of regency and kecamatan", details)


def _valid(layer: gpd.GeoDataFrame, name: str) -> Check:
    shapes = layer.geometry.to_numpy()
    details = [
        f"{layer['code'].iloc[at]}: {shapely.is_valid_reason(shapes[at])}"
        for at in np.flatnonzero(~shapely.is_valid(shapes))
    ]
    return _check(name, f"{len(layer)} areas, valid", details)


def _overlaps(outlines: gpd.GeoDataFrame) -> Check:
    shapes, codes = outlines.geometry.to_numpy(), outlines["code"].to_numpy()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    first, second = first[first < second], second[first < second]
    inner = shapely.relate_pattern(shapes[first], shapes[second], "T********")
    details = [
        f"{codes[a]} and {codes[b]} overlap"
        for a, b in zip(first[inner], second[inner], strict=True)
    ]
    return _check("overlaps", f"{len(first)} pairs of neighbours compared", details)


def _gaps(outlines: gpd.GeoDataFrame, neighbours: gpd.GeoDataFrame) -> Check:
    shapes, codes = outlines.geometry.to_numpy(), outlines["code"].to_numpy()
    edges = shapely.coverage_invalid_edges(shapes, gap_width=_GAP_DEGREES)
    details = [
        f"{codes[at]}: a gap or a border that does not match beside it"
        for at in np.flatnonzero(~shapely.is_empty(edges))
    ]
    union = shapely.coverage_union_all(shapes)
    around = shapely.union_all(neighbours.geometry.to_numpy())
    holes = [hole for part in shapely.get_parts(union) for hole in shapely.get_rings(part)[1:]]
    details += [
        f"a hole at {hole.centroid.x:.4f}, {hole.centroid.y:.4f} that no area around fills"
        for hole in map(shapely.Polygon, holes)
        if shapely.intersection(hole, around).area < hole.area * _FILLED_SHARE
    ]
    found = f"looked for gaps narrower than {_GAP_DEGREES} degrees, and for holes"
    return _check("gaps", found, details, "warning")


def _around(outlines: gpd.GeoDataFrame, neighbours: gpd.GeoDataFrame) -> Check:
    union = shapely.coverage_union_all(outlines.geometry.to_numpy())
    details = []
    for row in records(neighbours.assign(area=neighbours.geometry)):
        common = square_metres(shapely.intersection(row.area, union)) / 1e6
        if common > _COMMON_KM2:
            details.append(
                f"{row.name}: {common:.2f} km2 belong to it and to the regency; the layers were "
                "drawn apart"
            )
    found = f"overlaps above {_COMMON_KM2} km2 with {len(neighbours)} areas around"
    return _check("areas around", found, details, "warning")


def _village_points(villages: pd.DataFrame, outlines: gpd.GeoDataFrame) -> Check:
    shapes = outlines.set_index("code").geometry.loc[villages["code"]].to_numpy()
    inside = shapely.contains_xy(shapes, villages["lon"], villages["lat"])
    details = [
        f"{row.code}: {row.lon}, {row.lat} lies outside the outline; are lon and lat swapped?"
        for row in records(villages[~inside])
    ]
    return _check("village points", f"{len(villages)} points, inside their outlines", details)


def _posts(tables: Mapping[str, pd.DataFrame], outlines: gpd.GeoDataFrame) -> Check:
    owner = tables["villages"].set_index("code")["kecamatan_code"]
    unions = outlines.dissolve(by=owner.loc[outlines["code"]].to_numpy()).geometry
    details = [
        f"{row.code}: the post at {row.capital} lies outside the kecamatan"
        for row in records(tables["kecamatan"])
        if not shapely.contains_xy(unions[row.code], row.post_lon, row.post_lat)
    ]
    return _check("posts", f"{len(unions)} posts, inside their kecamatan", details)


def _paths(sections: pd.DataFrame) -> Check:
    stations = sum(len(path.split()) for path in sections["path"])
    return Check("paths", "ok", f"{len(sections)} sections, all {stations} places on them known")


def _lengths(tables: Mapping[str, pd.DataFrame]) -> Check:
    points = {row.code: (row.lon, row.lat) for row in records(tables["villages"])}
    points |= {row.id: (row.lon, row.lat) for row in records(tables["towns"])}
    details = []
    for row in records(tables["sections"]):
        lons, lats = np.array([points[place] for place in row.path.split()]).T
        straight = straight_metres(lons[:-1], lats[:-1], lons[1:], lats[1:]).sum() / 1000
        if np.isnan(row.length_km):
            details.append(
                f"{row.id}: no official length; estimated from {straight:.1f} km straight"
            )
        elif row.length_km < straight:
            details.append(
                f"{row.id}: official {row.length_km:g} km, its straight lines {straight:.1f} km"
            )
    return _check(
        "lengths", "official lengths against straight lines along the path", details, "warning"
    )


def _sources(tables: Mapping[str, pd.DataFrame], region: RegionFile) -> Check:
    told = {row["resource"] for row in region.sources}
    details = [
        f"{name}: no source and licence; add a [[source]] to region.toml"
        for name in (*TABLES, *LAYERS)
        if name not in told
    ]
    rows = sum(
        len(tables[name])
        for name, table in TABLES.items()
        if {"source", "basis"} & set(table.columns)
    )
    return _check("sources", f"{rows} rows name their source, each resource its licence", details)


def _doubts(kecamatan: pd.DataFrame) -> Check:
    doubted = kecamatan[kecamatan["post_doubt"] != ""]
    details = [f"{row.code} {row.name}: {row.post_doubt}" for row in records(doubted)]
    return _check("doubtful posts", f"{len(details)} of {len(kecamatan)}", details, "warning")


def _totals(tables: Mapping[str, pd.DataFrame]) -> Check:
    sums = tables["villages"].groupby("kecamatan_code")["population_2010"].sum()
    facts = tables["kecamatan_facts"]
    told = facts[facts["figure"] == "population 2010"]
    details = [
        f"{row.kecamatan_code}: villages sum to {sums[row.kecamatan_code]} residents, the "
        f"kecamatan is given {row.value:g}"
        for row in records(told)
        if sums[row.kecamatan_code] != row.value
    ]
    return _check("population", "villages sum to the kecamatan's figure", details, "warning")
