"""From an extract to the mapped roads of a dataset: clipped, places joined, sections found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.frames import records
from geodata.junctions import Lines, RoadNet
from geodata.mapped import ESTIMATED, MAPPED
from geodata.matching import Match, match_sections
from geodata.numbers import number
from geodata.references import LOCAL
from geodata.snapping import FAR_METRES, Snap, Snapper, with_snaps
from geodata.told import Told

__all__ = ["RoadMap", "Setting", "road_map", "setting_of", "with_margin"]

_FRAGMENT_METRES = 1_000
"""Parts of the network shorter than this count only where there is no other near."""
_METRES_PER_DEGREE = 110_574
"""Of latitude, at the equator: the shortest, so that a margin is never too narrow."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What roads are built for.

    Attributes
    ----------
    land : Geometry
        All land that is known.
    outlines : GeoDataFrame
        ``name, geometry`` of the villages, to name junctions.
    places : DataFrame
        ``id, name, lon, lat``: base, towns, villages.
    base : str
        Id of the base.
    crossings, sections : DataFrame
        Tables of the dataset, paths as text.
    kmh : mapping
        Speed of a car by class and surface.
    detour_factor, water_share : float
        As in the dataset's assumptions.
    """

    land: shapely.Geometry
    outlines: gpd.GeoDataFrame
    places: pd.DataFrame
    base: str
    crossings: pd.DataFrame
    sections: pd.DataFrame
    kmh: Mapping[tuple[str, str], float]
    detour_factor: float
    water_share: float


@dataclass(frozen=True, slots=True, eq=False)
class RoadMap:
    """Mapped roads, ready to be written.

    Attributes
    ----------
    edges, junctions : DataFrame
        As in `geodata.mapped.MappedRoads`.
    lines : array of LineString
        Line of each edge.
    snaps : list of Snap
        Every place that was joined, by the positions of edges before the cut.
    matches : list of Match
        The sections on the map.
    """

    edges: pd.DataFrame
    junctions: pd.DataFrame
    lines: Lines
    snaps: list[Snap]
    matches: list[Match]


def setting_of(
    tables: Mapping[str, pd.DataFrame], layers: Mapping[str, gpd.GeoDataFrame], base: str
) -> Setting:
    """Return what roads are built for, by the tables and layers of a dataset."""
    outlines, villages = layers["outlines"], tables["villages"]
    names = villages.set_index("code")["name"]
    car = tables["speeds"][tables["speeds"]["vehicle"] == "car"]
    kinds = zip(car["class"], car["surface"], strict=True)
    assumed = tables["assumptions"].set_index("field")["value"]
    places = [tables["towns"], villages.rename(columns={"code": "id"})]
    return Setting(
        land=shapely.union_all([*outlines.geometry, *layers["neighbours"].geometry]),
        outlines=outlines.assign(name=names.loc[outlines["code"]].to_numpy()),
        places=pd.concat([frame[["id", "name", "lon", "lat"]] for frame in places]),
        base=base,
        crossings=tables["crossings"],
        sections=tables["sections"],
        kmh=dict(zip(kinds, car["kmh"], strict=True)),
        detour_factor=number(assumed["roads.detour_factor"]),
        water_share=number(assumed["roads.water_share"]),
    )


def with_margin(area: shapely.Geometry, metres: float) -> shapely.Geometry:
    """Return an area (WGS 84) with a margin around it, not narrower than the metres."""
    north = np.abs(shapely.bounds(area)[[1, 3]]).max()
    degrees = float(metres / _METRES_PER_DEGREE / np.cos(np.radians(north)))
    return shapely.buffer(shapely.simplify(area, degrees / 100), degrees * 1.02, quad_segs=4)


def road_map(net: RoadNet, setting: Setting, faults: list[str]) -> RoadMap | None:
    """Return mapped roads with a regency's places joined to them.

    A place is joined to the nearest road of the part of the network that holds the base or that
    crossings lead to, else to the nearest road at all. Where the nearest road for cars is over
    a kilometre off and one for motorcycles is nearer, it is joined to both.

    Returns
    -------
    RoadMap or None
        None, with a fault, if there is no road at the base.
    """
    if net.edges.empty:
        faults.append(
            Told(
                "the extract has no road in the area; take the one that covers it",
                "ekstrak tidak memuat jalan di wilayah ini; ambil yang mencakupnya",
            )
        )
        return None
    snaps = _snaps(net, setting, faults)
    if snaps is None:
        return None
    cut = with_snaps(net, snaps, setting.detour_factor)
    matches = match_sections(cut, setting.sections, setting.kmh)
    section = np.full(len(cut.edges), "", dtype=object)
    for match in matches:
        section[list(match.edges)] = match.section
    link = cut.edges["class"] == LOCAL[0]
    edges = cut.edges.assign(section=section, basis=np.where(link, ESTIMATED, MAPPED))
    junctions = cut.nodes[~cut.nodes["id"].isin(set(setting.places["id"]))]
    names = _names(junctions, setting.outlines)
    return RoadMap(
        edges=edges,
        junctions=junctions.assign(name=names).reset_index(drop=True),
        lines=cut.lines,
        snaps=snaps,
        matches=matches,
    )


def _names(junctions: pd.DataFrame, outlines: gpd.GeoDataFrame) -> list[str]:
    """Return the village around each junction, an empty text outside of all."""
    points = shapely.points(junctions["lon"], junctions["lat"])
    at, village = shapely.STRtree(outlines.geometry.to_numpy()).query(points, "intersects")
    names = np.full(len(junctions), "", dtype=object)
    names[at[::-1]] = outlines["name"].to_numpy(dtype=object)[village[::-1]]
    return [str(name) for name in names]


def _snaps(net: RoadNet, setting: Setting, faults: list[str]) -> list[Snap] | None:
    snapper = Snapper(net, setting.land, setting.water_share)
    places = {row.id: row for row in records(setting.places)}
    whole = {part for part, metres in snapper.part_metres.items() if metres >= _FRAGMENT_METRES}
    base = places[setting.base]
    at_base = _anywhere(snapper, base, whole)
    if at_base is None:
        faults.append(
            Told(
                f"base at {base.lon:.5f},{base.lat:.5f}: no road of the extract is near; move it "
                "with --base LON,LAT, or take an extract that covers it",
                f"pangkalan di {base.lon:.5f},{base.lat:.5f}: tidak ada jalan di dekatnya; "
                "pindahkan dengan --base LON,LAT, atau ambil ekstrak yang mencakupnya",
            )
        )
        return None
    ports = sorted({*setting.crossings["from"], *setting.crossings["to"]} - {setting.base})
    at_port = {
        port: snap
        for port in ports
        if (snap := _anywhere(snapper, places[port], whole)) is not None
    }
    joined = _joined(snapper, at_base, at_port, setting.crossings)
    others = [place for name, place in places.items() if name not in {setting.base, *ports}]
    snaps = [at_base, *at_port.values()]
    for place in others:
        snaps += _place_snaps(snapper, place, joined, whole)
    return snaps


def _anywhere(snapper: Snapper, place: SimpleNamespace, whole: Collection[int]) -> Snap | None:
    for vehicle, parts in (("car", set(whole)), ("car", None), ("motorcycle", None)):
        snap = snapper.find(place.id, place.lon, place.lat, vehicle, parts)
        if snap is not None:
            return snap
    return None


def _joined(
    snapper: Snapper, base: Snap, ports: Mapping[str, Snap], crossings: pd.DataFrame
) -> set[int]:
    """Return the parts of the network that the base and crossings from there reach."""
    part_of = {snap.place: int(snapper.part[snap.edge]) for snap in (base, *ports.values())}
    pairs = [
        (part_of[start], part_of[end])
        for start, end in zip(crossings["from"], crossings["to"], strict=True)
        if start in part_of and end in part_of
    ]
    joined = {part_of[base.place]}
    grown = True
    while grown:
        more = {end for start, end in pairs if start in joined} - joined
        joined |= more
        grown = bool(more)
    return joined - {-1}


def _place_snaps(
    snapper: Snapper, place: SimpleNamespace, joined: set[int], whole: set[int]
) -> Sequence[Snap]:
    ask = (place.id, place.lon, place.lat)
    by_car = snapper.find(*ask, "car", joined)
    if by_car is not None and by_car.metres <= FAR_METRES:
        return [by_car]
    by_motorcycle = snapper.find(*ask, "motorcycle", None)
    nearer = (
        by_motorcycle is not None
        and "car" in by_motorcycle.bars
        and by_motorcycle.metres <= FAR_METRES
    )
    found = [by_car or snapper.find(*ask, "car", whole) or snapper.find(*ask, "car", None)]
    if nearer:
        found.append(by_motorcycle)
    return [snap for snap in found if snap is not None]
