from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata import Dataset
from geodata.boundaries import (
    main_parts,
    read_layer,
    shared_borders,
    square_metres,
    straight_metres,
    write_layer,
)

# One degree along the equator is the equatorial radius times pi / 180.
DEGREE = 6_378_137 * np.pi / 180


def test_straight_lines_on_the_equator() -> None:
    assert straight_metres([100], [0], [101], [0]) == pytest.approx(DEGREE)
    assert straight_metres([100], [0], [100], [0]) == 0


def test_areas_on_the_ellipsoid() -> None:
    # At the equator a degree of latitude is 110,574 m.
    area = square_metres(shapely.box(100, -0.05, 100.1, 0.05))
    assert area == pytest.approx(DEGREE / 10 * 11_057.4, rel=1e-4)


def test_a_corner_is_no_border() -> None:
    squares = np.array(
        [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(2, 1, 3, 2)], dtype=object
    )
    assert shared_borders(squares).tolist() == [[0, 1]]


def test_the_main_part_holds_the_point(tiny: Dataset) -> None:
    parts = main_parts(tiny.villages)
    island = parts[tiny.villages["code"].tolist().index("9901030001")]
    assert island.bounds == (100.5, 0.0, 100.6, 0.1)


def test_the_exclave_makes_no_neighbour(tiny: Dataset) -> None:
    codes = tiny.villages["code"].tolist()
    pairs = shared_borders(main_parts(tiny.villages))
    assert sorted((codes[a], codes[b]) for a, b in pairs) == [
        ("9901010001", "9901010002"),
        ("9901010002", "9901010003"),
        ("9901010002", "9901020001"),
        ("9901010003", "9901020002"),
        ("9901020001", "9901020002"),
    ]


def test_layers_come_back_as_written(tmp_path: Path) -> None:
    shape = shapely.Polygon([(100.123456, 0), (100.2, 0), (100.2, 0.1)])
    layer = gpd.GeoDataFrame({"code": ["b", "a"]}, geometry=[shape, shape], crs="EPSG:4326")
    write_layer(layer, "areas", ("code",), tmp_path / "areas.geojson")
    faults: list[str] = []
    read = read_layer(tmp_path / "areas.geojson", ("code",), faults)
    assert faults == []
    assert read["code"].tolist() == ["a", "b"]
    assert read.geometry.iloc[0].bounds == (100.12346, 0.0, 100.2, 0.1)
    assert read.crs.to_epsg() == 4326
