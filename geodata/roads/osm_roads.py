"""Make the mapped roads of a dataset from an extract: clip, join places, find sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.array_types import GeometryArray
from geodata.dataset import ESTIMATED_ROAD, LOCAL, MAPPED_ROAD
from geodata.message import Message
from geodata.number_reader import parse_number
from geodata.roads.joining import GAP_METRES, Joining
from geodata.roads.section_matching import Match, match_sections
from geodata.roads.simplification import RoadNet
from geodata.roads.snapping import Link, Snap, Snapper, with_snaps
from geodata.typed_rows import records

__all__ = ["RoadInputs", "RoadMap", "road_map", "setting_of", "with_margin"]

_METRES_PER_DEGREE = 110_574
"""Of latitude, at the equator: the shortest, so that a margin is never too narrow."""
_NO_WATERS: GeometryArray = np.array([], dtype=object)


@dataclass(frozen=True, slots=True, eq=False)
class RoadInputs:
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
    gap_metres : float
        Length of the longest link between parts of the network that is estimated.
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
    gap_metres: float = GAP_METRES


@dataclass(frozen=True, slots=True, eq=False)
class RoadMap:
    """Mapped roads, ready to be written.

    Attributes
    ----------
    edges, junctions : DataFrame
        As in `geodata.dataset.road_store.MappedRoads`.
    lines : array of LineString
        Line of each edge.
    snaps : list of Snap
        Every place that was joined, by the positions of edges before the cut.
    links : list of Link
        Estimated links between parts of the network.
    matches : list of Match
        The sections on the map.
    """

    edges: pd.DataFrame
    junctions: pd.DataFrame
    lines: GeometryArray
    snaps: list[Snap]
    links: list[Link]
    matches: list[Match]


def setting_of(
    tables: Mapping[str, pd.DataFrame],
    layers: Mapping[str, gpd.GeoDataFrame],
    base: str,
    gap_metres: float = GAP_METRES,
) -> RoadInputs:
    """Return what roads are built for, by the tables and layers of a dataset."""
    outlines, villages = layers["outlines"], tables["villages"]
    names = villages.set_index("code")["name"]
    car = tables["speeds"][tables["speeds"]["vehicle"] == "car"]
    kinds = zip(car["class"], car["surface"], strict=True)
    assumed = tables["assumptions"].set_index("field")["value"]
    places = [tables["towns"], villages.rename(columns={"code": "id"})]
    return RoadInputs(
        land=shapely.union_all([*outlines.geometry, *layers["neighbours"].geometry]),
        outlines=outlines.assign(name=names.loc[outlines["code"]].to_numpy()),
        places=pd.concat([frame[["id", "name", "lon", "lat"]] for frame in places]),
        base=base,
        crossings=tables["crossings"],
        sections=tables["sections"],
        kmh=dict(zip(kinds, car["kmh"], strict=True)),
        detour_factor=parse_number(assumed["roads.detour_factor"]),
        water_share=parse_number(assumed["roads.water_share"]),
        gap_metres=gap_metres,
    )


def with_margin(area: shapely.Geometry, metres: float) -> shapely.Geometry:
    """Return an area (WGS 84) with a margin around it, not narrower than the metres."""
    north = np.abs(shapely.bounds(area)[[1, 3]]).max()
    degrees = float(metres / _METRES_PER_DEGREE / np.cos(np.radians(north)))
    return shapely.buffer(shapely.simplify(area, degrees / 100), degrees * 1.02, quad_segs=4)


def road_map(
    net: RoadNet, setting: RoadInputs, faults: list[Message], waters: GeometryArray = _NO_WATERS
) -> RoadMap | None:
    """Return mapped roads with a regency's places joined to them.

    A place is joined to the road at its door, and the parts of the network that hold places are
    joined to that of the base by short estimated links over land (`geodata.roads.joining`). Where
    the nearest road for cars is over a kilometre off and one for motorcycles is nearer, a place is
    joined to both.

    Parameters
    ----------
    net : RoadNet
        The network.
    setting : RoadInputs
        What it is built for.
    faults : list of Message
        Gets a line if there is no road at the base.
    waters : array of LineString
        Rivers and shores of the map, which no link crosses.

    Returns
    -------
    RoadMap or None
        None, with a fault, if there is no road at the base.
    """
    if net.edges.empty:
        faults.append(Message("the extract has no road in the area; take the one that covers it"))
        return None
    joined = _joined(net, setting, waters, faults)
    if joined is None:
        return None
    snaps, links = joined
    cut = with_snaps(net, snaps, setting.detour_factor, links)
    matches = match_sections(cut, setting.sections, setting.kmh)
    section = np.full(len(cut.edges), "", dtype=object)
    for match in matches:
        section[list(match.edges)] = match.section
    link = cut.edges["class"] == LOCAL[0]
    edges = cut.edges.assign(section=section, basis=np.where(link, ESTIMATED_ROAD, MAPPED_ROAD))
    junctions = cut.nodes[~cut.nodes["id"].isin(set(setting.places["id"]))]
    names = _names(junctions, setting.outlines)
    return RoadMap(
        edges=edges,
        junctions=junctions.assign(name=names).reset_index(drop=True),
        lines=cut.lines,
        snaps=snaps,
        links=links,
        matches=matches,
    )


def _names(junctions: pd.DataFrame, outlines: gpd.GeoDataFrame) -> list[str]:
    """Return the village around each junction, an empty text outside of all."""
    points = shapely.points(junctions["lon"], junctions["lat"])
    at, village = shapely.STRtree(outlines.geometry.to_numpy()).query(points, "intersects")
    names = np.full(len(junctions), "", dtype=object)
    names[at[::-1]] = outlines["name"].to_numpy(dtype=object)[village[::-1]]
    return [str(name) for name in names]


def _joined(
    net: RoadNet, setting: RoadInputs, waters: GeometryArray, faults: list[Message]
) -> tuple[list[Snap], list[Link]] | None:
    """Join the places to the network, and its parts to each other."""
    snapper = Snapper(net, setting.land, setting.water_share)
    joining = Joining(snapper, waters, setting.crossings, setting.gap_metres)
    places = {row.id: row for row in records(setting.places)}
    base = places[setting.base]
    ports = sorted({*setting.crossings["from"], *setting.crossings["to"]} - {setting.base})
    snaps = joining.base_and_ports(base, [places[port] for port in ports])
    if snaps is None:
        faults.append(
            Message(
                "base at %(lon)s,%(lat)s: no road of the extract is near; move it with --base "
                "LON,LAT, or take an extract that covers it",
                lon=f"{base.lon:.5f}",
                lat=f"{base.lat:.5f}",
            )
        )
        return None
    at_base = snaps[0]
    for name, place in places.items():
        if name not in {setting.base, *ports}:
            snaps += joining.place(place, at_base)
    links = joining.links(snaps)
    return joining.settled(places, snaps, at_base), links
