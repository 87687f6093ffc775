"""Villages that a gap of drawing parts, and ports that stand off the land.

A degree along the equator is 111,320 m: 0.0004 degrees are 45 m, 0.001 degrees 111 m.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata import Dataset, RoadGraph, build_graph
from geodata.build.from_layers import RegionOrder, build_region
from geodata.findings import Finding
from geodata.quality.report import survey
from geodata.roads.adjacency import on_shore, town_pairs, village_pairs

ONE, TWO, THREE = "9901010001", "9901010002", "9901010003"
TOWNS = "id,name,lon,lat,basis\n"


def _dataset(
    folder: Path, shapes: Sequence[shapely.Geometry], towns: str = "", crossings: str = ""
) -> Dataset:
    layer = gpd.GeoDataFrame(
        {
            "KODE_DESA": [f"990101{number:04d}" for number in range(1, len(shapes) + 1)],
            "NAMA_DESA": [f"Desa {number}" for number in range(1, len(shapes) + 1)],
            "KECAMATAN": "Satu",
            "PENDUDUK": 100,
        },
        geometry=list(shapes),
        crs="EPSG:4326",
    )
    layer.to_file(folder / "desa.gpkg")
    (folder / "towns.csv").write_text(TOWNS + towns)
    order = RegionOrder(folder / "desa.gpkg", folder / "out", towns=folder / "towns.csv")
    return build_region(order).dataset


def _found(dataset: Dataset, topic: str) -> Finding:
    return next(each for each in survey(dataset) if each.topic.key == topic)


def _box(west: float, east: float, south: float = 0.0, north: float = 0.1) -> shapely.Polygon:
    return shapely.box(west, south, east, north)


def test_a_gap_of_drawing_parts_no_neighbours(tmp_path: Path) -> None:
    dataset = _dataset(tmp_path, [_box(100.0, 100.1), _box(100.1004, 100.2)])
    assert village_pairs(dataset) == [(ONE, TWO)]
    assert _found(dataset, "islands").details == ()
    assert str(_found(dataset, "off the network").found).startswith("2 of 2 villages")
    assert "villages on both sides count as neighbours" in str(
        _found(dataset, "coverage").details[0]
    )


def test_what_is_farther_apart_is_an_island(tmp_path: Path) -> None:
    dataset = _dataset(tmp_path, [_box(100.0, 100.1), _box(100.101, 100.2)])
    assert village_pairs(dataset) == []
    found = _found(dataset, "neighbours")
    assert str(found.found) == "no village borders another on land"
    # the base is assumed in Desa 1, so that one is reached
    assert str(found.details[0]).startswith(f"Desa 2 ({TWO}): no road can be estimated")
    assert "tambahkan penyeberangan" in found.details[0].text("id")
    assert len(_found(dataset, "islands").details) == 1


def test_a_gap_at_a_corner_makes_no_neighbours(tmp_path: Path) -> None:
    corner = _box(100.1002, 100.2, 0.1002, 0.2)
    assert village_pairs(_dataset(tmp_path, [_box(100.0, 100.1), corner])) == []


def test_a_village_between_two_keeps_them_apart(tmp_path: Path) -> None:
    strip = _box(100.1, 100.1003)
    dataset = _dataset(tmp_path, [_box(100.0, 100.1), _box(100.1003, 100.2), strip])
    assert village_pairs(dataset) == [(ONE, THREE), (TWO, THREE)]


def test_one_village_is_a_region(tmp_path: Path) -> None:
    dataset = _dataset(tmp_path, [_box(100.0, 100.1)])
    assert _found(dataset, "neighbours").level == "ok"
    assert str(_found(dataset, "off the network").found).startswith("1 of 1 villages")
    assert build_graph(dataset).edges["b"].tolist() == [ONE]


@pytest.mark.parametrize(
    ("lon", "joined"),
    # 22, 278 and 323 m off the coast at 100.1; then on land.
    [(100.1002, True), (100.1025, True), (100.1029, False), (100.0999, True)],
)
def test_a_port_on_a_pier_joins_the_nearest_village(
    tmp_path: Path, lon: float, joined: bool
) -> None:
    dataset = _dataset(tmp_path, [_box(100.0, 100.1)], f"pier,Pelabuhan,{lon},0.05,made up\n")
    assert (("pier", ONE) in town_pairs(dataset)) is joined
    assert on_shore(dataset, lon, 0.05) is joined
    ports = _found(dataset, "base and ports")
    assert ports.level == ("ok" if joined else "look")
    if not joined:
        assert tuple(map(str, ports.details)) == (
            "Pelabuhan (pier): on no road, 0.3 km off the outlines; correct its point in "
            "towns.csv, or add a section to it",
        )


def test_a_place_in_another_part_of_a_village_joins_it_over_land_only(tmp_path: Path) -> None:
    """The first village has a part beyond the second one, and an islet 11 km off."""
    many = shapely.union_all([_box(100.0, 100.1), _box(100.2, 100.25), _box(100.35, 100.36)])
    towns = "beyond,Seberang,100.21,0.05,made up\nislet,Pulau,100.355,0.05,made up\n"
    dataset = _dataset(tmp_path, [many, _box(100.1, 100.2)], towns)
    pairs = dict(town_pairs(dataset))
    assert pairs["beyond"] == ONE
    assert "islet" not in pairs
    assert on_shore(dataset, 100.355, 0.05)
    assert tuple(map(str, _found(dataset, "base and ports").details)) == (
        "Pulau (islet): no road leads there over land; move it in towns.csv, or add a section to "
        "it",
    )


def _between_villages(graph: RoadGraph) -> dict[tuple[str, str], int]:
    """Positions of the edges between villages by their ends; links of towns left out."""
    ends = enumerate(zip(graph.edges["a"], graph.edges["b"], strict=True))
    return {(a, b): at for at, (a, b) in ends if {a, b} <= {ONE, TWO, THREE}}


def _lake(folder: Path, *, north: float = 0.03) -> Dataset:
    """Three villages around a lake: one along its northern shore, two beside it."""
    shapes = [
        _box(100.0, 100.03, -0.1, north),
        _box(100.03, 100.13, 0.0, north),
        _box(100.13, 100.16, -0.1, north),
    ]
    return _dataset(folder, shapes)


def test_a_road_around_a_lake_bends_at_the_border(tmp_path: Path) -> None:
    """The points: (100.08, 0.015) in the north, (100.145, -0.035) in the east.

    Two thirds of their straight line lie on the lake. The border is at 100.13, from 0 to 0.03: a
    way over its middle is 0.05 degrees along the parallel, 5,566 m, and then 0.015 along the
    parallel and 0.05 along the meridian, sqrt(1,670^2 + 5,529^2) = 5,775 m; the road is 1.4
    times both.
    """
    dataset = _lake(tmp_path)
    graph = build_graph(dataset)
    at = _between_villages(graph)
    assert at.keys() == {(ONE, TWO), (TWO, THREE)}
    edge = at[TWO, THREE]
    (line,) = graph.lines(np.array([edge]))
    np.testing.assert_allclose(
        shapely.get_coordinates(line),
        [(100.08, 0.015), (100.13, 0.015), (100.145, -0.035)],
        atol=1e-9,
    )
    assert graph.edges["metres"][edge] == pytest.approx(1.4 * (5_566 + 5_775), abs=10)
    assert not graph.edges["official"].any()


def test_a_road_that_lies_on_land_does_not_bend(tmp_path: Path) -> None:
    shapes = [_box(100.0, 100.1), _box(100.1, 100.2)]
    graph = build_graph(_dataset(tmp_path, shapes))
    assert dict(graph.bends) == {}
    edge = _between_villages(graph)[ONE, TWO]
    assert graph.edges["metres"][edge] == pytest.approx(1.4 * 11_132, abs=2)


def test_no_road_over_water_on_both_ways(tmp_path: Path) -> None:
    """A horseshoe around a bay: from its point the border's middle lies across the water."""
    horseshoe = shapely.Polygon(
        [
            (0, 0),
            (0.3, 0),
            (0.3, 0.02),
            (0.02, 0.02),
            (0.02, 0.28),
            (0.3, 0.28),
            (0.3, 0.3),
            (0, 0.3),
        ]
    )
    west = shapely.affinity.translate(horseshoe, 100.0)
    east = _box(100.3, 100.4, 0.0, 0.02)
    dataset = _dataset(tmp_path, [west, east])
    moved = dataset.villages.assign(lon=[100.15, 100.35], lat=[0.29, 0.01])
    graph = build_graph(replace(dataset, villages=moved))
    assert village_pairs(dataset) == [(ONE, TWO)]
    assert _between_villages(graph) == {}


def test_over_several_stretches_of_border_the_longest_counts(tmp_path: Path) -> None:
    """Two stretches, north of a lake and south of it, where the southern one is longer."""
    lake = shapely.box(100.06, 0.11, 100.14, 0.25)
    shapes = [_box(100.0, 100.1, 0.0, 0.3) - lake, _box(100.1, 100.2, 0.0, 0.3) - lake]
    dataset = _dataset(tmp_path, shapes)
    moved = dataset.villages.assign(lon=[100.05, 100.15], lat=[0.12, 0.12])
    (bend,) = build_graph(replace(dataset, villages=moved)).bends.values()
    assert bend == pytest.approx((100.1, 0.055))
