"""The embedded dataset put on a road map: a made-up one that follows its own roads."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from geodata import (
    Dataset,
    DatasetError,
    RoadGraph,
    RoadState,
    build_graph,
    find_route,
    load_dataset,
)
from geodata.build.from_dataset import put_on_map
from geodata.build.from_layers import RegionReport
from geodata.quality.roads import RoadSurvey
from tests.geodata import osm_town as town

DRY = RoadState("dry", "dry")
SIDE = 0.004


def _extract(graph: RoadGraph, path: Path) -> Path:
    """Write every road of a graph as a way with a bend in its middle."""
    at = {node: number for number, node in enumerate(graph.ids, start=1)}
    points = dict(zip(graph.ids, graph.points.tolist(), strict=True))
    nodes = {at[node]: tuple(point) for node, point in points.items()}
    ways: dict[int, tuple[list[int], dict[str, str]]] = {}
    for number, (a, b, section) in enumerate(
        graph.edges[["a", "b", "section"]].to_numpy(), start=1
    ):
        (x, y), (u, v) = points[a], points[b]
        length = math.hypot(u - x, v - y) or 1.0
        bend = len(at) + number
        nodes[bend] = ((x + u) / 2 - SIDE * (v - y) / length, (y + v) / 2 + SIDE * (u - x) / length)
        highway = "trunk" if section else "track"
        ways[number] = ([at[a], bend, at[b]], {"highway": highway, "surface": "asphalt"})
    return town.write_extract(path, nodes, ways, {})


@pytest.fixture(scope="module")
def mapped(kupang_graph: RoadGraph, tmp_path_factory: pytest.TempPathFactory) -> RegionReport:
    folder = tmp_path_factory.mktemp("mapped")
    return put_on_map(None, _extract(kupang_graph, folder / "k.osm.pbf"), folder / "kupang", 10.0)


def test_all_that_was_there_stays(mapped: RegionReport, kupang: Dataset) -> None:
    dataset = mapped.dataset
    assert dataset.villages["code"].tolist() == kupang.villages["code"].tolist()
    assert dataset.sections["length_km"].tolist() == pytest.approx(
        kupang.sections["length_km"].tolist(), nan_ok=True
    )
    assert len(dataset.calibration_trips) == len(kupang.calibration_trips)
    assert dataset.base == kupang.base
    assert dataset.attribution.startswith("Outlines: BPS")
    assert "© OpenStreetMap contributors" in dataset.attribution
    assert "© OpenStreetMap" not in kupang.attribution


def test_every_village_is_reached_and_sections_keep_their_lengths(mapped: RegionReport) -> None:
    dataset = mapped.dataset
    survey = RoadSurvey(dataset)
    assert survey.off_network().details == ()
    edges = survey.graph.edges
    found = [match for match in mapped.roads.matches if match.edges] if mapped.roads else []
    assert len(found) >= 15
    lengths = dataset.sections.set_index("id")["length_km"]
    for match in found:
        if not math.isnan(lengths[match.section]):
            metres = edges.loc[edges["section"] == match.section, "metres"].sum()
            assert metres == round(lengths[match.section] * 1000)


def test_a_way_bends_with_the_map(mapped: RegionReport, kupang: Dataset) -> None:
    ends = "oelamasi", "oepoli"
    drawn = find_route(build_graph(mapped.dataset), mapped.dataset.speeds, *ends, "car", DRY)
    straight = find_route(build_graph(kupang), kupang.speeds, *ends, "car", DRY)
    # All of this way is official: minutes and metres are the sections', the line is the map's.
    assert (drawn.minutes, drawn.metres) == (straight.minutes, straight.metres)
    assert drawn.sections == straight.sections
    assert drawn.line.length > straight.line.length


def test_a_dataset_may_be_put_on_a_newer_map(
    mapped: RegionReport, kupang_graph: RoadGraph, tmp_path: Path
) -> None:
    extract = _extract(kupang_graph, tmp_path / "newer.osm.pbf")
    again = put_on_map(mapped.dataset.folder, extract, tmp_path / "again", 10.0)
    assert again.dataset.attribution == mapped.dataset.attribution
    assert (again.dataset.sources["resource"] == "roads").sum() == 1
    assert load_dataset(tmp_path / "again").mapped is not None


def test_faults_leave_nothing(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    (tmp_path / "cut.osm.pbf").write_bytes(b"")
    with pytest.raises(DatasetError) as caught:
        put_on_map(None, tmp_path / "cut.osm.pbf", tmp_path / "out", 10.0)
    assert len(caught.value.faults) == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_another_base_may_be_named_and_the_former_stays_a_town(
    kupang: Dataset, kupang_graph: RoadGraph, tmp_path: Path
) -> None:
    """Sections lead to Oelamasi by its id, so it stays where it is."""
    extract = _extract(kupang_graph, tmp_path / "k.osm.pbf")
    village = kupang.villages.iloc[0]
    point = float(village["lon"]), float(village["lat"])
    moved = put_on_map(None, extract, tmp_path / "moved", 10.0, base=point).dataset
    towns = moved.towns.set_index("id")
    assert (moved.base, kupang.base) == ("base", "oelamasi")
    assert (towns.loc["base", "lon"], towns.loc["base", "lat"]) == point
    assert towns.loc["base", "name"] == f"Pangkalan {village['name']}"
    assert set(kupang.towns["id"]) < set(moved.towns["id"])
    assert village["code"] in RoadSurvey(moved).reach("car")
    with pytest.raises(DatasetError, match="write LON,LAT"):
        put_on_map(None, extract, tmp_path / "off", 10.0, base=(0.0, 0.0))
    assert not (tmp_path / "off").exists()
