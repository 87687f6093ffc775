"""Make the inputs of the maps from the road graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata import Dataset, RoadGraph, RoadState, Route, find_route
from geodata.boundaries import WGS84
from geodata.travel import open_network
from geodata.typed_rows import records
from maps import MapData, RoadBasis, RoadClosure, Village, WayKey, WayPart, WayShape
from planner.campaigns import nodes_of, village_reach
from routing.campaign import Campaign, Served
from routing.plan import Drive, Plan

_MAIN_CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary")
_MAP_DEGREES = 0.0003

_Served = tuple[tuple[str, ...], tuple[Served, ...]]
"""Ids of the posts, and which of them serves each village."""


class Drawer:
    """Draws plans on the same roads; what they have in common is made once.

    Parameters
    ----------
    dataset, graph, states
        The regency, its road graph, and the state of the roads by condition id.
    """

    def __init__(self, dataset: Dataset, graph: RoadGraph, states: dict[str, RoadState]) -> None:
        self._dataset = dataset
        self._graph = graph
        self._states = states
        self._ways: dict[WayKey, WayShape] = {}
        self._reach: dict[_Served, tuple[Village, ...]] = {}

    @cached_property
    def _roads(self) -> gpd.GeoDataFrame:
        return road_lines(self._graph)

    def data(
        self, campaign: Campaign, plan: Plan, run: dict[str, str], previous: Plan | None = None
    ) -> MapData:
        """Everything that the pages of a plan are drawn from (WGS 84)."""
        dataset = self._dataset
        served = tuple(post.id for post in campaign.posts), campaign.catchment
        if served not in self._reach:
            self._reach[served] = village_reach(dataset, self._graph, campaign)
        return MapData(
            campaign=campaign,
            plan=plan,
            kecamatan=dataset.kecamatan[["code", "name", "geometry"]],
            villages=dataset.villages[["code", "name", "kecamatan_code", "geometry"]],
            neighbours=dataset.neighbours[["name", "geometry"]],
            roads=self._roads,
            ways=used_ways(dataset, self._graph, self._states, campaign, plan, self._ways),
            attribution=dataset.attribution,
            run=run,
            basis=road_basis(dataset, campaign),
            village_reach=self._reach[served],
            previous=previous,
        )


def map_data(
    dataset: Dataset,
    graph: RoadGraph,
    states: dict[str, RoadState],
    campaign: Campaign,
    plan: Plan,
    run: dict[str, str],
    previous: Plan | None = None,
) -> MapData:
    """Everything that the pages of a plan are drawn from (WGS 84).

    `previous` is the plan that a revision supersedes. What a revision knows besides, its history
    and news, is added by `dataclasses.replace`.
    """
    return Drawer(dataset, graph, states).data(campaign, plan, run, previous)


def road_basis(dataset: Dataset, campaign: Campaign) -> RoadBasis:
    """Return the sources and shares of estimates of the roads and times of a campaign."""
    sources = dataset.sources
    roads = sources[sources["resource"].isin(["sections", "roads"])]
    basis = RoadBasis(
        tuple(dict.fromkeys(roads["source"])),
        stale=dataset.calibration_is_stale,
        closures=tuple(_closures(dataset, campaign)),
    )
    factors = dataset.calibration
    if factors is None or not factors.trips:
        return basis
    return replace(
        basis,
        factors=(factors.paved, factors.unpaved),
        fitted=factors.fitted,
        trips=len(factors.trips),
        error_percent=factors.leave_one_out_percent,
    )


def _closures(dataset: Dataset, campaign: Campaign) -> Iterator[RoadClosure]:
    """Closures that fall into the campaign."""
    names = dict(zip(dataset.sections["id"], dataset.sections["name"], strict=True))
    for row in records(dataset.closures):
        until = None if pd.isna(row.until_date) else row.until_date
        if row.from_date <= campaign.deadline and (until is None or campaign.start <= until):
            yield RoadClosure(names[row.section], tuple(row.stops), row.from_date, until)


def road_lines(graph: RoadGraph) -> gpd.GeoDataFrame:
    """Edges of the road graph as lines in WGS 84, straight where no road map gives more.

    Of a road map only sections and the roads between towns are taken, each road in one piece
    and to about 30 m: a page has to load on a phone.
    """
    edges = graph.edges
    names = dict(zip(graph.sections["id"], graph.sections["name"], strict=True))
    chosen = np.arange(len(edges))
    if graph.drawn is not None:
        shown = (edges["section"] != "") | edges["class"].isin(_MAIN_CLASSES)
        chosen = np.flatnonzero(shown.to_numpy())
    rows = edges.iloc[chosen]
    lines = gpd.GeoDataFrame(
        {
            "road_class": rows["class"].to_numpy(),
            "surface": rows["surface"].to_numpy(),
            "estimated": ~rows["official"].to_numpy(dtype=bool),
            "section": rows["section"].to_numpy(),
            "name": [names.get(section, "") for section in rows["section"]],
        },
        geometry=graph.lines(chosen),
        crs=WGS84,
    )
    return lines if graph.drawn is None else _merged(lines)


def _merged(lines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Join the lines of each road, and leave out what no map at this scale shows."""
    columns = [column for column in lines.columns if column != "geometry"]
    parts = []
    for key, group in lines.groupby(columns, sort=True):
        merged = shapely.line_merge(shapely.multilinestrings(group.geometry.to_numpy()))
        held = shapely.get_parts(shapely.simplify(merged, _MAP_DEGREES))
        parts += [(*key, part) for part in held]
    frame = pd.DataFrame(parts, columns=[*columns, "geometry"])
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=WGS84)


def used_ways(
    dataset: Dataset,
    graph: RoadGraph,
    states: dict[str, RoadState],
    campaign: Campaign,
    plan: Plan,
    known: dict[WayKey, WayShape] | None = None,
) -> dict[WayKey, WayShape]:
    """Shapes of all legs that a plan drives; those found are added to the ones already known."""
    known = {} if known is None else known
    nodes = nodes_of(dataset, campaign)
    vehicles = {team.id: team.vehicle for team in campaign.teams}
    keys = {
        (event.from_, event.to, vehicles[team.id], campaign.condition_on(day.date))
        for team in plan.teams
        for day in team.dates
        for event in day.events
        if isinstance(event, Drive)
    }
    missing = keys - known.keys()
    networks = {
        (vehicle, condition): open_network(graph, dataset.speeds, vehicle, states[condition])
        for vehicle, condition in sorted({key[2:] for key in missing})
    }
    # In this order ways from one place follow each other and share a search.
    for origin, destination, vehicle, condition in sorted(missing, key=lambda key: (key[2:], key)):
        found = find_route(
            graph,
            dataset.speeds,
            nodes[origin],
            nodes[destination],
            vehicle,
            states[condition],
            networks[vehicle, condition],
        )
        known[origin, destination, vehicle, condition] = way_shape(graph, found)
    return {key: known[key] for key in sorted(keys)}


def way_shape(graph: RoadGraph, found: Route) -> WayShape:
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
