"""Outlines stay joined when they are simplified, and lines are drawn once."""

from __future__ import annotations

import re
import string
from dataclasses import replace

import geopandas as gpd
import numpy as np
import shapely
from hypothesis import given, strategies as st
from shapely import LineString, Point, Polygon

from maps import MapData
from maps.drawing.outlines import merge_lines, simplify_land, to_geojson
from maps.drawing.polyline import encode_geometry


def wavy_border(data: MapData) -> MapData:
    """Two kecamatan that share a border with many small waves."""
    lat = np.linspace(-10.2, -10.0, 400)
    wave = np.column_stack([123.7 + 0.0004 * np.sin(lat * 900), lat])
    west = Polygon([(123.6, -10.2), *wave, (123.6, -10.0)])
    east = Polygon([(123.8, -10.2), *wave, (123.8, -10.0)])
    kecamatan = gpd.GeoDataFrame(
        {"code": ["W", "E"], "name": ["West", "East"]}, geometry=[west, east], crs="EPSG:4326"
    )
    return replace(data, kecamatan=kecamatan, villages=data.villages.iloc[:0])


def test_a_shared_border_stays_shared(data: MapData) -> None:
    source = wavy_border(data)
    land = simplify_land(source, 0.002)
    west, east = land.kecamatan["W"], land.kecamatan["E"]
    assert (
        shapely.count_coordinates(west)
        < 100
        < shapely.count_coordinates(source.kecamatan.geometry[0])
    )
    assert west.intersection(east).area == 0
    assert west.touches(east)
    whole = shapely.union_all([west, east])
    assert whole.geom_type == "Polygon"
    assert not whole.interiors


def test_villages_are_drawn_where_asked_for(data: MapData) -> None:
    everywhere = simplify_land(data, 0.001)
    assert list(everywhere.village_borders) == ["K1"]
    assert everywhere.village_borders["K1"].length > 0.29
    assert simplify_land(data, 0.001, detailed={"K2"}).village_borders == {}


def test_land_beyond_the_sources_leaves_out_what_is_known(data: MapData) -> None:
    [(name, shape)] = simplify_land(data, 0.001).beyond
    assert "Oecusse" in name
    cover = data.neighbours.assign(geometry=[shape.buffer(0.1)])
    assert simplify_land(replace(data, neighbours=cover), 0.001).beyond == ()


def test_a_road_driven_both_ways_is_one_line() -> None:
    there = LineString([(0, 0), (1, 0), (2, 0.5)])
    spur = LineString([(1, 0), (1, 1)])
    merged = merge_lines([there, there.reverse(), spur], 0.0)
    assert merged.length == there.length + spur.length


def read_back(text: str, digits: int) -> list[tuple[float, float]]:
    """A decoder of its own: five-bit groups, lowest first, zigzag, running sums, lat before lon."""
    values, number, shift = [], 0, 0
    for sign in text:
        group = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
        six = group.index(sign)
        number |= (six % 32) << shift
        shift += 5
        if six < 32:
            values.append(-(number + 1) // 2 if number % 2 else number // 2)
            number = shift = 0
    lats, lons = np.cumsum(values[::2]), np.cumsum(values[1::2])
    return [
        (float(lon) / 10**digits, float(lat) / 10**digits)
        for lat, lon in zip(lats, lons, strict=True)
    ]


def test_coordinates_are_rounded() -> None:
    shape = to_geojson(LineString([(123.123456, -10.987654), (124, -10)]))
    assert (shape["type"], shape["digits"]) == ("LineString", 4)
    assert read_back(shape["coordinates"], 4) == [(123.1235, -10.9877), (124.0, -10.0)]
    assert to_geojson(Point(123.45678, -10.12344)) == {
        "type": "Point",
        "coordinates": (123.4568, -10.1234),
    }


@given(
    st.lists(
        st.tuples(st.integers(-1_800_000, 1_800_000), st.integers(-900_000, 900_000)),
        min_size=2,
        max_size=8,
    )
)
def test_lines_come_back_from_their_text(points: list[tuple[int, int]]) -> None:
    line = LineString([(lon / 1e4, lat / 1e4) for lon, lat in points])
    text = encode_geometry({"type": "Polygon", "coordinates": [line.coords]}, 4)["coordinates"][0]
    assert read_back(text, 4) == [(lon / 1e4, lat / 1e4) for lon, lat in points]
    assert re.fullmatch(r"[\w-]+", text)  # nothing that a template, a script or HTML reads
