"""What a careful geographer checks before trusting a regency's files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.boundaries import straight_metres
from geodata.raw import RawRegency
from geodata.region import Region
from geodata.schemas import LAYERS, TABLES

__all__ = ["BuildReport", "Check", "run_checks"]

_GAP_DEGREES = 0.0005
"""Widest gap between outlines that counts as a fault of drawing, about 55 m."""
_NARROW_SHARE = 0.99
"""Sections below this share of their straight line are reported."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was looked at, whether it passed, and what was found.

    ``level`` is ``"ok"``, ``"warning"`` (told to the user) or ``"fault"`` (nothing is written).
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
    def faults(self) -> list[str]:
        """Details of the checks that forbid writing."""
        return [
            f"{check.name}: {detail}"
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


def run_checks(read: RawRegency, region: Region) -> BuildReport:
    """Check what was read without a fault.

    Parameters
    ----------
    read : RawRegency
        Tables and outlines whose references are known to resolve.
    region : Region
        Expected counts.

    Returns
    -------
    BuildReport
        Every check, passed or not.
    """
    tables = read.tables
    checks = (
        _counts(tables, region),
        _codes(tables["villages"], region),
        _valid(read.outlines, "outlines"),
        _valid(read.neighbours, "outlines around"),
        _overlaps(read.outlines),
        _gaps(read.outlines),
        _village_points(tables["villages"], read.outlines),
        _posts(tables, read.outlines),
        _paths(tables["sections"]),
        _lengths(tables),
        _sources(tables, region),
        _doubts(tables["kecamatan"]),
        _totals(tables),
    )
    return BuildReport(region.id, checks)


def _check(name: str, found: str, details: list[str], level: str = "fault") -> Check:
    return Check(name, level if details else "ok", found, tuple(details))


def _counts(tables: Mapping[str, pd.DataFrame], region: Region) -> Check:
    counts = {name: len(tables[name]) for name in ("kecamatan", "villages")}
    details = [
        f"{count} {name} in the files, {region.expect[name]} expected"
        for name, count in counts.items()
        if region.expect.get(name, count) != count
    ]
    told = "as expected" if region.expect else "no number was given to compare with"
    found = " and ".join(f"{count} {name}" for name, count in counts.items())
    return _check("counts", f"{found}, {told}", details)


def _codes(villages: pd.DataFrame, region: Region) -> Check:
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
    return _check("overlaps", f"{len(first)} pairs of neighbours, none overlaps", details)


def _gaps(outlines: gpd.GeoDataFrame) -> Check:
    shapes, codes = outlines.geometry.to_numpy(), outlines["code"].to_numpy()
    edges = shapely.coverage_invalid_edges(shapes, gap_width=_GAP_DEGREES)
    details = [
        f"{codes[at]}: a gap or a border that does not match beside it"
        for at in np.flatnonzero(~shapely.is_empty(edges))
    ]
    found = f"no gap narrower than {_GAP_DEGREES} degrees between neighbours"
    return _check("gaps", found, details, "warning")


def _village_points(villages: pd.DataFrame, outlines: gpd.GeoDataFrame) -> Check:
    shapes = outlines.set_index("code").geometry.loc[villages["code"]].to_numpy()
    inside = shapely.contains_xy(shapes, villages["lon"], villages["lat"])
    details = [
        f"{row.code}: {row.lon}, {row.lat} lies outside the outline; are lon and lat swapped?"
        for row in villages[~inside].itertuples()
    ]
    return _check("village points", f"{len(villages)} points, inside their outlines", details)


def _posts(tables: Mapping[str, pd.DataFrame], outlines: gpd.GeoDataFrame) -> Check:
    owner = tables["villages"].set_index("code")["kecamatan_code"]
    unions = outlines.dissolve(by=owner.loc[outlines["code"]].to_numpy()).geometry
    details = [
        f"{row.code}: the post at {row.capital} lies outside the kecamatan"
        for row in tables["kecamatan"].itertuples()
        if not shapely.contains_xy(unions[row.code], row.post_lon, row.post_lat)
    ]
    return _check("posts", f"{len(unions)} posts, inside their kecamatan", details)


def _paths(sections: pd.DataFrame) -> Check:
    stations = sum(len(path.split()) for path in sections["path"])
    return Check("paths", "ok", f"{len(sections)} sections, all {stations} places on them known")


def _lengths(tables: Mapping[str, pd.DataFrame]) -> Check:
    points = {row.code: (row.lon, row.lat) for row in tables["villages"].itertuples()}
    points |= {row.id: (row.lon, row.lat) for row in tables["towns"].itertuples()}
    details = []
    for row in tables["sections"].itertuples():
        lons, lats = np.array([points[place] for place in row.path.split()]).T
        straight = straight_metres(lons[:-1], lats[:-1], lons[1:], lats[1:]).sum() / 1000
        if np.isnan(row.length_km):
            details.append(
                f"{row.id}: no official length; estimated from {straight:.1f} km straight"
            )
        elif row.length_km < straight * _NARROW_SHARE:
            details.append(
                f"{row.id}: official {row.length_km:g} km, straight lines along it {straight:.1f} km"
            )
    return _check(
        "lengths", "official lengths against straight lines along the path", details, "warning"
    )


def _sources(tables: Mapping[str, pd.DataFrame], region: Region) -> Check:
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
    details = [f"{row[1]} {row[2]}: {row.post_doubt}" for row in doubted.itertuples()]
    return _check("doubtful posts", f"{len(details)} of {len(kecamatan)}", details, "warning")


def _totals(tables: Mapping[str, pd.DataFrame]) -> Check:
    sums = tables["villages"].groupby("kecamatan_code")["population_2010"].sum()
    facts = tables["kecamatan_facts"]
    told = facts[facts["figure"] == "population 2010"].set_index("kecamatan_code")["value"]
    details = [
        f"{code}: villages sum to {sums[code]} residents, the kecamatan is given {value:g}"
        for code, value in told.items()
        if sums.get(code) != value
    ]
    return _check("population", "villages sum to the kecamatan's figure", details, "warning")
