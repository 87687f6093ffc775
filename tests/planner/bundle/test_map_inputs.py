from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely

from geodata import Dataset, RoadGraph, RoadState, build_graph, conditions_for, find_route
from maps import MapData
from planner.bundle.map_inputs import map_data, road_lines, way_shape
from routing.campaign.document import Campaign
from routing.plan.document import Plan

CAR = "car"


@pytest.fixture(scope="module")
def graph(dataset: Dataset) -> RoadGraph:
    return build_graph(dataset)


@pytest.fixture(scope="module")
def data(dataset: Dataset, graph: RoadGraph, planned: tuple[Path, object]) -> MapData:
    folder, _ = planned
    campaign = Campaign.read(folder / "campaign.json")
    plan = Plan.from_json((folder / "plan.json").read_text(encoding="utf-8"))
    _, states = conditions_for(dataset, campaign.start, campaign.deadline)
    return map_data(dataset, graph, states, campaign, plan, {"seed": "3"})


def test_roads_run_between_their_ends(graph: RoadGraph) -> None:
    lines = road_lines(graph)
    assert len(lines) == len(graph.edges)
    assert lines.crs == "EPSG:4326"
    places = graph.nodes.set_index("id")[["lon", "lat"]]
    row = lines.iloc[0]
    ends = [graph.nodes["id"].iloc[node] for node in graph.ends[0]]
    assert list(row.geometry.coords) == [tuple(places.loc[end]) for end in ends]
    assert (lines["estimated"] == ~graph.edges["official"].astype(bool)).all()
    named = lines[lines["section"] == "N1"]
    assert set(named["name"]) == {"Kota Kupang - Oebelo"}
    assert set(lines.loc[lines["road_class"] == "local", "name"]) == {""}


@pytest.mark.parametrize(
    ("origin", "destination"),
    [("kota-kupang", "oepoli"), ("oelamasi", "5303181001"), ("5303100007", "hansisi-port")],
)
def test_a_shape_follows_the_way(
    dataset: Dataset, graph: RoadGraph, origin: str, destination: str
) -> None:
    found = find_route(
        graph, dataset.speeds, origin, destination, CAR, RoadState("wet", "wet", wet=True)
    )
    shape = way_shape(graph, found)
    assert (shape.metres, shape.minutes) == (found.metres, found.minutes)
    assert shape.estimated_metres == found.estimated_metres
    assert [(p.road_class, p.surface, p.estimated) for p in shape.parts] == [
        (step.road_class, step.surface, step.estimated) for step in found.steps
    ]
    along = [shape.parts[0].line.coords[0]]
    for part in shape.parts:
        assert part.line.coords[0] == along[-1]
        along += part.line.coords[1:]
    assert along == list(found.line.coords)
    points = graph.nodes.set_index("id")[["lon", "lat"]]
    assert along == [tuple(points.loc[node]) for node in found.nodes]


def test_a_way_to_where_one_is_has_no_parts(dataset: Dataset, graph: RoadGraph) -> None:
    here = find_route(graph, dataset.speeds, "oepoli", "oepoli", CAR, RoadState("dry", "dry"))
    shape = way_shape(graph, here)
    assert (shape.parts, shape.metres, shape.sections) == ((), 0, ())


def test_every_drive_has_a_shape_that_agrees_with_the_travel_table(
    data: MapData, planned: tuple[Path, object]
) -> None:
    columns = pq.read_table(planned[0] / "travel.parquet").to_pydict().values()
    table = {row[:4]: row[4:] for row in zip(*columns, strict=True)}
    driven = {
        (event["from"], event["to"], CAR, data.campaign.condition_on(day.date))
        for team, listed in zip(
            data.plan.teams, json.loads(data.plan.to_json())["teams"], strict=True
        )
        for day, dated in zip(team.dates, listed["dates"], strict=True)
        for event in dated["events"]
        if event["kind"] == "drive"
    }
    assert set(data.ways) == driven
    for key, shape in data.ways.items():
        assert (shape.minutes, shape.metres) == table[key], key


def test_the_land_on_the_map(data: MapData, dataset: Dataset) -> None:
    assert len(data.kecamatan) == 24
    assert len(data.villages) == 177
    assert "Timor Tengah Selatan" in " ".join(data.neighbours["name"])
    assert "CC BY-IGO" in data.attribution
    for layer in (data.kecamatan, data.villages, data.neighbours, data.roads):
        assert layer.crs == "EPSG:4326"
    west, south, east, north = data.roads.total_bounds
    assert 123 < west < east < 125
    assert -11 < south < north < -9
    assert np.isfinite(shapely.get_coordinates(data.roads.geometry)).all()
