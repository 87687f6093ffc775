from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata import Dataset
from geodata.build.from_layers import RegionOrder, build_region
from geodata.findings import Finding
from geodata.quality.report import survey
from tests.geodata import osm_town as town
from tests.geodata.osm_town import A, B, C, D

BASE = (100.05, 0.05)


def _found(dataset: Dataset) -> dict[str, Finding]:
    return {str(finding.topic): finding for finding in survey(dataset)}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finding]:
    folder = tmp_path_factory.mktemp("survey")
    town.villages().to_file(folder / "desa.gpkg")
    extract = town.write_extract(folder / "town.osm.pbf")
    order = RegionOrder(folder / "desa.gpkg", folder / "out", osm=extract, base=BASE)
    return _found(build_region(order).dataset)


def test_islands_and_their_crossings(findings: dict[str, Finding]) -> None:
    assert tuple(map(str, findings["islands"].details)) == (
        "Feri: crossings ferry-11-out, ferry-11-back",
        "Gili: crossings none",
        "Hilang: crossings none",
    )


def test_parts_of_the_network(findings: dict[str, Finding]) -> None:
    # The ferry's island has 4,453 m, the one without a ferry 2,226 m of roads.
    assert tuple(map(str, findings["parts of the network"].details)) == (
        "4.5 km: Feri",
        "2.2 km: Hilang",
    )


def test_what_the_base_does_not_reach_is_named(findings: dict[str, Finding]) -> None:
    away = findings["off the network"]
    assert str(away.found) == "7 of 9 villages are reached from the base"
    *villages, ways_on = away.details
    assert [str(detail).split(" (")[0] for detail in villages] == ["Gili", "Hilang"]
    assert "crossings.csv" in str(ways_on)
    assert "di kolom access" in ways_on.text("id")
    assert away.details[0].text("id").startswith("Gili (9901030002): tidak ada jalan")


def test_a_clean_map_has_no_estimates(findings: dict[str, Finding]) -> None:
    assert str(findings["estimated lengths"].found).startswith(
        "0 % of the road km, 0 % of the ways"
    )
    # The base stands at Aur's own point: there is no way that could be estimated.
    assert findings["estimated lengths"].details == ()
    assert findings["overlaps"].level == "ok"
    assert findings["coverage"].level == "ok"


def test_long_straight_roads(findings: dict[str, Finding]) -> None:
    # Of the town's roads those above 5 km without a point between junctions.
    assert len(findings["straight roads"].details) == 7
    assert "Dua - Enau: 11.1 km without a bend" in [*map(str, findings["straight roads"].details)]


def test_sections_and_snaps(tmp_path: Path) -> None:
    south = 0.05 - 2_000 / 110_574
    nodes = {1: (100.05, south), 2: (100.15, 0.05), 3: (100.25, 0.05)}
    ways = {1: ([1, 2, 3], {"highway": "trunk", "surface": "asphalt"})}
    town.villages([A, B, C]).to_file(tmp_path / "desa.gpkg")
    sections = tmp_path / "ruas.csv"
    sections.write_text(
        "id,name,path,length_km,class,surface,wet_season,source\n"
        f"S1,Bale - Cemara,{B} {C},15,national,asphalt,open,SK\n"
        f"S2,Aur - Bale,{A} {B},9,national,asphalt,open,SK\n"
    )
    extract = town.write_extract(tmp_path / "t.osm.pbf", nodes, ways, {})
    order = RegionOrder(
        tmp_path / "desa.gpkg", tmp_path / "out", sections, extract, base=(100.15, 0.05)
    )
    found = _found(build_region(order).dataset)
    # The road starts 2,000 m south of A, which is less than 10 km along it.
    assert tuple(map(str, found["snaps"].details)) == (f"Aur ({A}): 2.0 km from its road",)
    told = "\n".join(map(str, found["lengths of sections"].details))
    assert "S1: official 15 km, on the map 11.1 km" in told
    assert "S2: official 9 km, its straight lines 11.1 km" in told
    # 15 and 9 km official; the link of 2.0 km times the detour factor is estimated: 10 %.
    share = str(found["estimated lengths"].found)
    assert share.startswith("10 % of the road km")
    assert "24 km official, 0 km on the map, 3 km estimated" in share


def test_holes_and_overlaps(tmp_path: Path) -> None:
    frame = town.villages([A, B, D])
    over = shapely.box(100.15, 0.0, 100.25, 0.1)
    ring = shapely.box(100.3, 0.0, 100.4, 0.1) - shapely.box(100.33, 0.03, 100.36, 0.06)
    frame = frame.assign(geometry=[over, frame.geometry[1], ring])
    gpd.GeoDataFrame(pd.DataFrame(frame), crs="EPSG:4326").to_file(tmp_path / "desa.gpkg")
    found = _found(build_region(RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out")).dataset)
    # 0.05 by 0.1 degrees.
    assert tuple(map(str, found["overlaps"].details)) == (f"{A} and {B}: 61.55 km2",)
    assert "hole at 100.3450, 0.0450" in [*map(str, found["coverage"].details)]


def test_kupang(kupang: Dataset) -> None:
    found = _found(kupang)
    assert str(found["coverage"].found) == "177 villages in 24 kecamatan, 5,110 km2"
    assert str(found["off the network"].found) == "177 of 177 villages are reached from the base"
    assert len(found["islands"].details) == 1
    assert "ferry-out" in str(found["islands"].details[0])
    told = "\n".join(map(str, found["lengths of sections"].details))
    assert "N1: official 20 km, its straight lines 20.9 km" in told
    assert "N7: no official length" in told


def test_islands_that_crossings_join_need_no_more_of_them(tmp_path: Path) -> None:
    codes = ["9902010001", "9902010002", "9902010003"]
    shapes = [shapely.box(lon, 0.0, lon + 0.03, 0.03) for lon in (100.0, 100.1, 100.2)]
    columns = {"KODE_DESA": codes, "DESA": ["Satu", "Dua", "Tiga"], "KECAMATAN": ["Pulau"] * 3}
    gpd.GeoDataFrame(columns, geometry=shapes, crs=4326).to_file(tmp_path / "desa.gpkg")
    (tmp_path / "towns.csv").write_text(
        "id,name,lon,lat,basis\n"
        "satu,Dermaga Satu,100.015,0.015,x\n"
        "dua,Dermaga Dua,100.115,0.015,x\n"
    )
    (tmp_path / "crossings.csv").write_text(
        "id,from,to,mode,vehicles,weekdays,departures,open,close,loading_minutes,crossing_minutes,"
        "fare_rupiah,basis\n"
        "out,satu,dua,ferry,motorcycle,0;1,08:00,,,15,30,0,x\n"
        "back,dua,satu,ferry,motorcycle,0;1,15:00,,,15,30,0,x\n"
    )
    order = RegionOrder(
        tmp_path / "desa.gpkg",
        tmp_path / "out",
        base=(100.015, 0.016),
        towns=tmp_path / "towns.csv",
        crossings=tmp_path / "crossings.csv",
    )
    found = _found(build_region(order).dataset)
    details = [str(detail) for detail in found["neighbours"].details]
    assert [detail.split(": ")[0] for detail in details] == ["Tiga (9902010003)"]
    # Some metres from a place to its own road are no road map to mistrust.
    assert found["estimated lengths"].details == ()
