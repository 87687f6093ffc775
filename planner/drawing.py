"""From the road graph to what the maps draw."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from geodata import Dataset, RoadGraph, RoadState, Way, way
from maps import MapData, RoadBasis, WayPart, WayShape
from planner.defaults import nodes_of
from planner.reach import village_reach
from routing.campaign import Campaign
from routing.plan import Drive, Plan

WGS84 = "EPSG:4326"


def map_data(
    dataset: Dataset,
    graph: RoadGraph,
    states: dict[str, RoadState],
    campaign: Campaign,
    plan: Plan,
    run: dict[str, str],
) -> MapData:
    """Everything that the pages of a plan are drawn from (WGS 84)."""
    return MapData(
        campaign=campaign,
        plan=plan,
        kecamatan=dataset.kecamatan[["code", "name", "geometry"]],
        villages=dataset.villages[["code", "name", "kecamatan_code", "geometry"]],
        neighbours=dataset.neighbours[["name", "geometry"]],
        roads=road_lines(graph),
        ways=used_ways(dataset, graph, states, campaign, plan),
        attribution=dataset.attribution,
        run=run,
        basis=road_basis(dataset),
        village_reach=village_reach(dataset, graph, states, campaign),
    )


def road_basis(dataset: Dataset) -> RoadBasis:
    """What the roads and times of a dataset rest on."""
    sources = dataset.sources
    roads = sources[sources["resource"].isin(["sections", "roads"])]
    factors = dataset.calibration
    if factors is None or not factors.trips:
        return RoadBasis(tuple(dict.fromkeys(roads["source"])), stale=dataset.calibration_is_stale)
    return RoadBasis(
        tuple(dict.fromkeys(roads["source"])),
        (factors.paved, factors.unpaved),
        factors.fitted,
        len(factors.trips),
        factors.leave_one_out_percent,
    )


def road_lines(graph: RoadGraph) -> gpd.GeoDataFrame:
    """Edges of the road graph as lines in WGS 84, straight where no road map gives more."""
    edges = graph.edges
    names = dict(zip(graph.sections["id"], graph.sections["name"], strict=True))
    return gpd.GeoDataFrame(
        {
            "road_class": edges["class"],
            "surface": edges["surface"],
            "estimated": ~edges["official"].astype(bool),
            "section": edges["section"],
            "name": [names.get(section, "") for section in edges["section"]],
        },
        geometry=graph.lines(np.arange(len(edges))),
        crs=WGS84,
    )


def used_ways(
    dataset: Dataset,
    graph: RoadGraph,
    states: dict[str, RoadState],
    campaign: Campaign,
    plan: Plan,
) -> dict[tuple[str, str, str, str], WayShape]:
    """Shapes of all legs that a plan drives."""
    nodes = nodes_of(dataset, campaign)
    vehicles = {team.id: team.vehicle for team in campaign.teams}
    keys = {
        (event.from_, event.to, vehicles[team.id], campaign.condition_on(day.date))
        for team in plan.teams
        for day in team.dates
        for event in day.events
        if isinstance(event, Drive)
    }
    shapes = {}
    for origin, destination, vehicle, condition in sorted(keys):
        found = way(
            graph, dataset.speeds, nodes[origin], nodes[destination], vehicle, states[condition]
        )
        shapes[origin, destination, vehicle, condition] = way_shape(graph, found)
    return shapes


def way_shape(graph: RoadGraph, found: Way) -> WayShape:
    """A way's stretches with their lines."""
    parts = [
        WayPart(step.line, step.road_class, step.surface, step.estimated) for step in found.steps
    ]
    names = dict.fromkeys(step.name for step in found.steps if step.section)
    return WayShape(
        parts=tuple(parts),
        metres=found.metres,
        minutes=found.minutes,
        estimated_metres=found.estimated_metres,
        sections=tuple(names),
    )
