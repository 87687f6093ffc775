"""Outlines stay joined when they are simplified, and lines are drawn once."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import shapely
from shapely import LineString, Polygon

from maps import MapData
from maps.land import merge_lines, simplify_land, to_geojson


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


def test_coordinates_are_rounded() -> None:
    geometry = to_geojson(LineString([(123.123456, -10.987654), (124, -10)]))
    assert geometry == {
        "type": "LineString",
        "coordinates": ((123.1235, -10.9877), (124.0, -10.0)),
    }
