from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata import load_dataset
from geodata.boundaries import read_layer, read_valid_layer, write_layer
from geodata.build.from_layers import RegionOrder, build_region
from geodata.valid_shapes import mended, rounded

SPIKE = shapely.Polygon(
    [
        (112.4331494, -7.4599437),
        (112.4424782, -7.4544888),
        (112.4424701, -7.454494),
        (112.4440956, -7.4623651),
    ]
)
"""The outline of a real village, with a tip of a metre that rounding its vertices turns over."""


def _array(*shapes: shapely.Geometry) -> np.ndarray:
    return np.array(shapes, dtype=object)


def test_what_rounding_would_make_cross_itself_is_written_valid(tmp_path: Path) -> None:
    assert SPIKE.is_valid
    assert not shapely.transform(SPIKE, lambda points: np.round(points, 5)).is_valid
    layer = gpd.GeoDataFrame({"code": ["a"]}, geometry=[SPIKE], crs="EPSG:4326")
    write_layer(layer, "areas", ("code",), tmp_path / "areas.geojson")
    read = read_layer(tmp_path / "areas.geojson", ("code",), []).geometry.iloc[0]
    assert read.is_valid
    # Every vertex moves by half a step at the most, so the area by that times the outline.
    assert read.area == pytest.approx(SPIKE.area, abs=0.71e-5 * SPIKE.length)
    for number in shapely.get_coordinates(read).flat:
        assert len(repr(float(number)).partition(".")[2]) <= 5


def test_rounding_keeps_shared_borders() -> None:
    west = shapely.Polygon([(100, 0), (100.1000049, 0), (100.1000049, 0.1), (100, 0.1)])
    east = shapely.Polygon([(100.2, 0), (100.1000049, 0), (100.1000049, 0.1), (100.2, 0.1)])
    found = rounded(_array(west, east))
    assert shapely.coverage_is_valid(found)
    assert found[0].bounds == (100.0, 0.0, 100.1, 0.1)


def test_an_islet_below_a_metre_keeps_its_coordinates_or_falls_away() -> None:
    islet = shapely.box(100.300001, 0.0, 100.300003, 0.000002)
    alone, beside = rounded(_array(islet, shapely.union(shapely.box(100, 0, 100.1, 0.1), islet)))
    assert alone.equals(islet)
    assert beside.equals(shapely.box(100, 0, 100.1, 0.1))


def test_whatever_is_written_is_valid() -> None:
    """Areas of a few metres, where rounding moves every vertex a lot."""
    random = np.random.default_rng(1)
    polygons = [
        shapely.Polygon([100, 0] + random.random((random.integers(3, 9), 2)) * 1e-4)
        for _ in range(300)
    ]
    drawn = mended(_array(*polygons))
    found = rounded(drawn)
    assert not shapely.is_valid(shapely.transform(drawn, lambda points: np.round(points, 5))).all()
    assert shapely.is_valid(found).all()
    assert not shapely.is_empty(found).any()
    assert {shape.geom_type for shape in found} <= {"Polygon", "MultiPolygon"}


def test_a_spike_between_two_villages_builds(tmp_path: Path) -> None:
    second = [(112.4424701, -7.454494), (112.4569367, -7.4549312), (112.4574573, -7.4564977)]
    layer = gpd.GeoDataFrame(
        {
            "KODE_DESA": ["5303010001", "5303010002"],
            "DESA": ["Satu", "Dua"],
            "KECAMATAN": "Teluk",
            "PENDUDUK": 500,
        },
        geometry=[SPIKE, shapely.Polygon(second)],
        crs="EPSG:4326",
    )
    layer.to_file(tmp_path / "desa.gpkg")
    report = build_region(RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out"))
    assert report.dataset.villages.is_valid.all()
    assert report.dataset.kecamatan.is_valid.all()


def test_an_outline_that_was_drawn_across_itself_afterwards_is_mended(
    tmp_path: Path,
) -> None:
    bow = '{"type":"Polygon","coordinates":[[[100,0],[100.1,0.1],[100.1,0],[100,0.1],[100,0]]]}'
    path = tmp_path / "outlines.geojson"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"a"},'
        f'"geometry":{bow}}}]}}'
    )
    faults: list[str] = []
    shape = read_valid_layer(path, ("code",), faults).geometry.iloc[0]
    assert faults == []
    assert shape.is_valid
    # Two triangles, each a quarter of the square.
    assert shape.area == pytest.approx(0.005)


def test_an_outline_without_area_is_told(tmp_path: Path) -> None:
    line = '{"type":"Polygon","coordinates":[[[100,0],[101,1],[102,2],[100,0]]]}'
    path = tmp_path / "outlines.geojson"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"a"},'
        f'"geometry":{line}}}]}}'
    )
    faults: list[str] = []
    read_valid_layer(path, ("code",), faults)
    assert [*map(str, faults)] == ["outlines.geojson, a: its outline has no area; draw it anew"]


def test_the_embedded_dataset_is_written_as_it_is(tmp_path: Path) -> None:
    dataset = load_dataset()
    layer = read_layer(dataset.folder / "outlines.geojson", ("code",), [])
    write_layer(layer, "outlines", ("code",), tmp_path / "outlines.geojson")
    same = (dataset.folder / "outlines.geojson").read_bytes()
    assert (tmp_path / "outlines.geojson").read_bytes() == same
