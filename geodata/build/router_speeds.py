"""Speeds that open routers use, as a starting point for roads without observed trips.

A router's speed on a kind of road is its speed by class, capped or scaled by its figures for
the surface; ours is the median over the routers that tell something about both, times the
factor by which the fitted speeds of the official sections differ from theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from geodata.build.region_file import RegionFile
from geodata.osm import ROAD_CLASSES
from geodata.typed_rows import TextRows

__all__ = ["RouterSpeeds", "with_router_speeds"]


SLOWEST_KMH = 5
"""No road is taken as slower than this by rounding: a walk."""

_KEYS = {
    "paved": ("asphalt", "paved"),
    "gravel": ("compacted", "fine_gravel", "gravel"),
    "ground": ("unpaved", "ground", "dirt", "earth"),
    "bad": ("mud", "sand", "rocky", "very_bad", "horrible", "grade5"),
}
"""Keys of the routers' figures that stand for our groups of surfaces."""


@dataclass(frozen=True, slots=True)
class RouterSpeeds:
    """The figures by router.

    Attributes
    ----------
    classes : mapping
        km/h by router and class.
    caps, factors : mapping
        km/h at most, and factors on the speed, by router and key of a surface, smoothness or
        track type.
    """

    classes: Mapping[str, Mapping[str, float]]
    caps: Mapping[str, Mapping[str, float]]
    factors: Mapping[str, Mapping[str, float]]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> RouterSpeeds:
        """Read rows of ``router_speeds.csv``; those that hold rules in words are passed over."""
        classes: dict[str, dict[str, float]] = {}
        caps: dict[str, dict[str, float]] = {}
        factors: dict[str, dict[str, float]] = {}
        for row in rows:
            kind, source = row["kind"], row["source"]
            try:
                value = float(row["value"])
            except ValueError:
                continue
            if kind == "highway":
                classes.setdefault(source, {})[row["key"]] = value
            elif kind.split()[0] in {"surface", "smoothness", "tracktype"}:
                held = factors if row["unit"] == "factor" else caps
                for key in row["key"].split(","):
                    held.setdefault(source, {})[key.strip()] = value
        return cls(classes, caps, factors)

    def kmh(self, road_class: str, surface: str) -> float | None:
        """Return the routers' median speed on a kind of road, None if none has it."""
        found = [
            speed
            for router in self.classes
            if (speed := self._kmh(router, road_class, surface)) is not None
        ]
        return median(found) if found else None

    def _kmh(self, router: str, road_class: str, surface: str) -> float | None:
        speed = self.classes[router].get(road_class)
        if speed is None:
            return None
        caps = [
            self.caps[router][key] for key in _KEYS[surface] if key in self.caps.get(router, ())
        ]
        if caps:
            return min(speed, median(caps))
        held = self.factors.get(router, {})
        factors = [held[key] for key in _KEYS[surface] if key in held]
        if factors:
            return speed * median(factors)
        return speed if surface == "paved" else None


def with_router_speeds(region: RegionFile, routers: TextRows) -> TextRows:
    """Return the rows of the table of speeds: the region's, and those taken from routers.

    Parameters
    ----------
    region : RegionFile
        Its speeds, groups of surfaces and vehicles.
    routers : list of dict
        Rows of ``router_speeds.csv``; none = the region's speeds alone.

    Returns
    -------
    list of dict
        Rows as text. The factor is the median, over the region's speeds of cars that name
        their kind of road, of its speed by the routers'.
    """
    figures = RouterSpeeds.from_rows(routers)
    rows, ratios = [], []
    for row in region.speeds:
        road_class, _, surface = row["router"].partition(" ")
        told = figures.kmh(road_class, surface) if surface else None
        if told is not None and row["vehicle"] == "car":
            ratios.append(float(row["kmh"]) / told)
        rows.append(row | {"router_kmh": "" if told is None else format(told, "g")})
    if not ratios:
        return rows
    factor = round(median(ratios), 2)
    own = {(row["class"], row["surface"]) for row in rows}
    return rows + [
        row
        for road_class in ROAD_CLASSES
        for surface in region.router_surfaces
        if (road_class, surface["surface"]) not in own
        for row in _rows_of(region, figures, road_class, surface, factor)
    ]


def _rows_of(
    region: RegionFile,
    figures: RouterSpeeds,
    road_class: str,
    surface: Mapping[str, str],
    factor: float,
) -> TextRows:
    told = figures.kmh(road_class, surface["surface"])
    if told is None:
        return []
    return [
        dict(surface)
        | {
            "class": road_class,
            "vehicle": vehicle,
            "kmh": str(max(SLOWEST_KMH, round(told * factor * share))),
            "router_kmh": format(told, "g"),
            "source": f"assumption: median of open routers times {factor:g}, the median ratio "
            "of the fitted speeds to theirs"
            + ("" if share == 1 else f", times {share:g} for a {vehicle}"),
            "assumption": "yes",
        }
        for vehicle, share in region.router_vehicles.items()
    ]
