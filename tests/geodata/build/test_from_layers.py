"""A regency from a layer of villages and an extract, its times worked out by hand.

Speeds are those of `osm_town.SPEEDS`: a trunk or secondary road a kilometre a minute, gravel
500 m a minute, the track 200, the dirt road 333.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from frictionless import Package

from geodata import (
    Dataset,
    DatasetError,
    RoadState,
    UnreachableError,
    build_graph,
    conditions_for,
    find_route,
    load_dataset,
    travel_table,
)
from geodata.build.from_layers import RegionOrder, RegionReport, build_region
from tests.geodata import osm_town as town
from tests.geodata.osm_town import CORNERS, NODES, WAYS, A, B, C, D, E, F, G, H, P

BASE = (100.05, 0.05)
DRY, WET = RoadState("dry", "dry"), RoadState("wet", "wet", True)
SECTIONS = "id,name,path,length_km,class,surface,wet_season,source\n"

Legs = dict[tuple[str, str], tuple[int, int]]


@pytest.fixture(scope="module")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("layer") / "desa.gpkg"
    town.villages().to_file(path)
    return path


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return town.write_extract(tmp_path_factory.mktemp("extract") / "town.osm.pbf")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, layer: Path, extract: Path) -> RegionReport:
    out = tmp_path_factory.mktemp("region") / "town"
    return build_region(RegionOrder(layer, out, osm=extract, base=BASE))


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory, report: RegionReport) -> Dataset:
    """Return the town with speeds that make the sums easy: the table may be edited."""
    folder = tmp_path_factory.mktemp("edited") / "town"
    shutil.copytree(report.dataset.folder, folder)
    (folder / "speeds.csv").write_text(town.SPEEDS, encoding="utf-8")
    return load_dataset(folder)


def _legs(dataset: Dataset, state: RoadState = DRY) -> Legs:
    places = {node: node for node in [*dataset.villages["code"], *dataset.towns["id"]]}
    graph = build_graph(dataset)
    frame = travel_table(graph, dataset.speeds, places, ["car"], {state.id: state}).frame
    return {
        (origin, destination): (minutes, metres)
        for origin, destination, minutes, metres in zip(
            frame.origin, frame.destination, frame.minutes, frame.metres, strict=True
        )
    }


def test_times_by_hand(region: Dataset) -> None:
    legs = _legs(region)
    assert legs["base", A] == (0, 0)
    assert legs["base", B] == (12, 11_132)
    assert legs["base", C] == (23, 22_264)
    # 11.132 minutes, and 11,057 m of gravel with the ford: 22.114.
    assert legs["base", D] == (34, 11_132 + 11_057)
    # By the one-way street from C: 22.264 + 11.057.
    assert legs["base", E] == (34, 22_264 + 11_057)
    # Against it there is no way: 11.132 to D, 22.114 to B, 11.132 to C.
    assert legs[E, C] == (45, 11_132 + 11_057 + 11_132)
    # The gate bars the track (55.3 minutes): by D, and 11,132 m at 333 m a minute: 33.4.
    assert legs["base", P] == (67, 11_132 + 11_057 + 11_132)
    assert legs["base", "port-6"] == (27, 26_717)
    assert legs["port-40", F] == (9, 4_453)


def test_a_ford_in_the_wet_season(region: Dataset) -> None:
    legs = _legs(region, WET)
    # 8,846 m of gravel: 17.692; the ford's 2,211 m at 250 m a minute: 8.844; 11.132 before.
    assert legs["base", D] == (38, 11_132 + 11_057)
    assert legs["base", C] == (23, 22_264)


@pytest.mark.parametrize(("ford", "seconds"), [("none", 0.0), ("point", 24.0), ("way", 24.0)])
def test_a_ford_slows_a_minor_road_in_the_dry_season(
    tmp_path: Path, layer: Path, region: Dataset, ford: str, seconds: float
) -> None:
    """A ford counts as 100 m at half of 30 km/h: 24 s; as a way of 10 m it has 1.2 s less road."""
    nodes = NODES | {11: (100.15, 0.1 + 10 / 110_574)}
    ways = WAYS | {3: ([10, 11], {"highway": "tertiary", "surface": "gravel"})}
    tagged: dict[int, town.Tags] = {}
    if ford == "point":
        tagged = {10: {"ford": "yes"}}
    elif ford == "way":
        ways[3] = ([10, 11], WAYS[3][1])
    extract = town.write_extract(tmp_path / "t.osm.pbf", nodes, ways, tagged)
    built = build_region(RegionOrder(layer, tmp_path / "out", osm=extract, base=BASE)).dataset
    rows = (region.folder / "speeds.csv").read_text(encoding="utf-8").splitlines()
    table = [f"{rows[0]},dry_ford_factor", *(f"{row},0.5" for row in rows[1:])]
    (built.folder / "speeds.csv").write_text("\n".join(table) + "\n", encoding="utf-8")
    edited = load_dataset(built.folder)
    found = find_route(build_graph(edited), edited.speeds, B, D, "car", DRY)
    assert found.metres == pytest.approx(11_057, abs=1)  # each stretch was rounded once
    expected = found.metres * 60 / 500 + seconds - (1.2 if ford == "way" else 0.0)
    assert 60 * sum(step.minutes for step in found.steps) == pytest.approx(expected, abs=0.1)


def test_without_the_gate_the_track_is_quicker(
    tmp_path: Path, layer: Path, region: Dataset
) -> None:
    extract = town.write_extract(tmp_path / "open.osm.pbf", tagged={})
    build_region(RegionOrder(layer, tmp_path / "out", osm=extract, base=BASE))
    shutil.copy(region.folder / "speeds.csv", tmp_path / "out")
    assert _legs(load_dataset(tmp_path / "out"))["base", P] == (56, 11_057)


def test_no_way_to_the_islands(region: Dataset) -> None:
    legs = _legs(region)
    assert not {("base", F), ("base", G), ("base", H), ("port-6", "port-40")} & set(legs)
    graph = build_graph(region)
    with pytest.raises(UnreachableError) as caught:
        find_route(graph, region.speeds, "base", F, "car", DRY)
    assert caught.value.crossings == ("ferry-11-out",)
    with pytest.raises(UnreachableError) as caught:
        find_route(graph, region.speeds, "base", G, "car", DRY)
    assert caught.value.crossings == ()


def test_the_ferry_is_what_its_tags_say(report: RegionReport) -> None:
    crossings = report.dataset.crossings.set_index("id")
    out = crossings.loc["ferry-11-out"]
    assert (out["from"], out["to"], out["crossing_minutes"]) == ("port-6", "port-40", 60)
    assert (out["open"], out["close"], out["departures"]) == ("06:00", "17:00", None)
    assert out["weekdays"] == (0, 1, 2, 3, 4, 5)
    assert out["vehicles"] == ("car", "motorcycle")
    assert "assumed" in out["basis"]
    assert len(crossings) == 2


def test_a_ferry_without_a_timetable_is_told_and_not_used(tmp_path: Path, layer: Path) -> None:
    ways = WAYS | {11: ([6, 40], {"route": "ferry", "name": "Feri Sunyi"})}
    extract = town.write_extract(tmp_path / "t.osm.pbf", ways=ways)
    built = build_region(RegionOrder(layer, tmp_path / "out", osm=extract, base=BASE))
    assert built.dataset.crossings.empty
    assert {"port-6", "port-40"} <= set(built.dataset.towns["id"])
    (told,) = [note for note in built.notes if "Feri Sunyi" in str(note)]
    assert "add rows from port-6 to port-40" in str(told)
    assert "tambahkan baris" in told.text("id")


def test_a_way_follows_the_road(region: Dataset) -> None:
    found = find_route(build_graph(region), region.speeds, "base", E, "car", DRY)
    line = [(100.05, 0.05), (100.10, 0.05), (100.15, 0.05), (100.25, 0.05), (100.25, 0.15)]
    assert shapely.get_coordinates(found.line).tolist() == [list(point) for point in line]
    assert [(step.name, step.road_class, step.estimated) for step in found.steps] == [
        ("Jalan Raya", "trunk", False),
        ("", "secondary", False),
    ]
    back = find_route(build_graph(region), region.speeds, E, "base", "car", DRY)
    assert back.line.coords[0] == pytest.approx((100.25, 0.15))
    assert back.metres == 33_321


def test_columns_are_guessed_and_told(report: RegionReport) -> None:
    assert str(report.columns[0]) == "code: column KODE_DESA (guessed)"
    assert report.columns[1].text("id") == "nama desa: kolom NAMA_DESA (ditebak)"
    dataset = report.dataset
    assert dataset.name == "Kabupaten Contoh"
    assert dataset.kecamatan["code"].tolist() == ["9901010", "9901020", "9901030"]
    assert dataset.villages["population_2010"].tolist() == [
        100,
        200,
        300,
        400,
        500,
        600,
        700,
        800,
        900,
    ]
    assert dataset.timezone == "Asia/Jakarta"
    assert "OpenStreetMap" in dataset.attribution


@pytest.mark.parametrize("suffix", [".geojson", ".shp", ".fgb", ".gpkg"])
def test_layers_of_every_kind(tmp_path: Path, suffix: str) -> None:
    columns = {"KODE_DESA": "kode", "NAMA_DESA": "desa", "PENDUDUK": "JUMLAH_PEN"}
    path = tmp_path / f"desa{suffix}"
    town.villages().rename(columns=columns).to_file(path)
    built = build_region(RegionOrder(path, tmp_path / "out"))
    assert built.dataset.villages["name"].tolist()[:2] == ["Aur", "Bale"]
    assert built.dataset.villages["population_2010"].sum() == 4_500


def test_named_columns_and_a_projected_layer(tmp_path: Path) -> None:
    path = tmp_path / "desa.gpkg"
    names = {"KODE_DESA": "a", "NAMA_DESA": "b", "KECAMATAN": "c", "PENDUDUK": "d"}
    town.villages().rename(columns=names).to_crs("EPSG:32647").to_file(path)
    columns = {"code": "a", "name": "b", "kecamatan": "c", "population": "d"}
    built = build_region(RegionOrder(path, tmp_path / "out", columns=columns))
    assert "code: column a (named)" in [*map(str, built.columns)]
    villages = built.dataset.villages
    assert villages["lon"].iloc[0] == pytest.approx(100.05, abs=1e-4)
    assert villages["lat"].iloc[0] == pytest.approx(0.05, abs=1e-4)


def test_a_layer_of_kecamatan(tmp_path: Path) -> None:
    path = tmp_path / "kecamatan.gpkg"
    layer = town.villages([A, D]).drop(columns=["KODE_DESA", "NAMA_DESA"])
    layer.assign(KODE_KEC=["9901010", "9901020"]).to_file(path)
    built = build_region(RegionOrder(path, tmp_path / "out"))
    assert built.dataset.villages["code"].tolist() == ["9901010000", "9901020000"]
    assert built.dataset.kecamatan["name"].tolist() == ["Satu", "Dua"]


def test_sections_alone_are_joined_by_borders(tmp_path: Path, layer: Path) -> None:
    sections = tmp_path / "ruas.csv"
    sections.write_text(SECTIONS + f"S1,Aur - Bale,base {B},20,national,asphalt,open,SK\n")
    built = build_region(RegionOrder(layer, tmp_path / "out", sections=sections, base=BASE))
    legs = _legs(built.dataset)
    # 20 km at the 45 km/h of national roads: 26.67 minutes.
    assert legs["base", B] == (27, 20_000)
    assert ("base", D) in legs
    assert ("base", F) not in legs


def test_a_section_goes_before_the_map(tmp_path: Path, layer: Path, extract: Path) -> None:
    sections = tmp_path / "ruas.csv"
    sections.write_text(SECTIONS + f"S1,Aur - Cemara,{A} {B} {C},30,national,asphalt,open,SK\n")
    closures = tmp_path / "tutup.csv"
    closures.write_text(
        "section,from_date,until_date,stops,note,source\nS1,2018-03-20,2018-03-21,car,,press\n"
    )
    order = RegionOrder(
        layer, tmp_path / "out", sections=sections, osm=extract, closures=closures, base=BASE
    )
    build_region(order)
    (tmp_path / "out" / "speeds.csv").write_text(town.SPEEDS, encoding="utf-8")
    dataset = load_dataset(tmp_path / "out")
    graph = build_graph(dataset)
    found = find_route(graph, dataset.speeds, "base", C, "car", DRY)
    assert (found.minutes, found.metres, found.sections) == (30, 30_000, ("S1",))
    # The line is still the map's.
    assert shapely.get_num_points(found.line) == 4
    _, states = conditions_for(dataset, date(2018, 3, 20), date(2018, 3, 20))
    (closed,) = states.values()
    with pytest.raises(UnreachableError) as caught:
        find_route(graph, dataset.speeds, "base", C, "car", closed)
    assert caught.value.closed == ("S1",)


def test_a_length_edited_by_hand_holds(tmp_path: Path, layer: Path, extract: Path) -> None:
    sections = tmp_path / "ruas.csv"
    row = f"S1,Aur - Cemara,{A} {B} {C},30,national,asphalt,open,SK\n"
    sections.write_text(SECTIONS + row)
    out = tmp_path / "out"
    build_region(RegionOrder(layer, out, sections=sections, osm=extract, base=BASE))
    (out / "sections.csv").write_text(SECTIONS + row.replace(",30,", ",24,"))
    assert _legs(load_dataset(out))[A, C][1] == 24_000


def test_a_section_that_is_not_on_the_map_is_straight(
    tmp_path: Path, layer: Path, extract: Path
) -> None:
    sections = tmp_path / "ruas.csv"
    sections.write_text(SECTIONS + f"S1,Aur - Cemara,{A} {B} {C},90,national,asphalt,open,SK\n")
    built = build_region(
        RegionOrder(layer, tmp_path / "out", sections=sections, osm=extract, base=BASE)
    )
    (told,) = [note for note in built.notes if "section S1" in str(note)]
    assert "not found on the map (22.3 km there, 90.0 km official)" in str(told)
    edges = build_graph(built.dataset).edges
    assert edges.loc[edges["section"] == "S1", ["a", "b", "metres"]].to_numpy().tolist() == [
        [A, B, 45_000],
        [B, C, 45_000],
    ]


def test_posts_off_the_road(tmp_path: Path) -> None:
    """A road 2 km south of A's point, a path past P's for motorcycles only."""
    south = 0.05 - 2_000 / 110_574
    nodes = {1: (100.0, south), 2: (100.1, south), 3: (100.15, 0.05), 4: (100.05, 0.149)}
    ways = {
        1: ([1, 2, 3], {"highway": "trunk", "surface": "asphalt"}),
        2: ([2, 4], {"highway": "path", "motorcycle": "yes"}),
    }
    layer = tmp_path / "desa.gpkg"
    town.villages([A, B, P, D]).to_file(layer)
    extract = town.write_extract(tmp_path / "t.osm.pbf", nodes, ways, {})
    built = build_region(RegionOrder(layer, tmp_path / "out", osm=extract, base=(100.15, 0.05)))
    assert built.roads is not None
    snaps = {(snap.place, snap.bars): round(snap.metres) for snap in built.roads.snaps}
    assert snaps[A, ""] == pytest.approx(2_000, abs=2)
    # From P no road for cars lies within 10 km; the path ends 0.001 degrees from it.
    assert snaps[P, "car"] == pytest.approx(111, abs=2)
    assert (P, "") not in snaps
    places = {node: node for node in (A, B, P, D)}
    states = {"dry": DRY}
    frame = travel_table(
        build_graph(built.dataset), built.dataset.speeds, places, ["car", "motorcycle"], states
    ).frame
    reached = {(row.vehicle, row.origin, row.destination) for row in frame.itertuples()}
    assert ("car", B, A) in reached
    assert ("motorcycle", B, P) in reached
    assert ("car", B, P) not in reached
    assert not any(D in key for key in reached)


def test_nothing_is_joined_over_water(tmp_path: Path) -> None:
    """G's island is 1.1 km from the mainland's road, all of it water."""
    codes = [A, B]
    frame = town.villages(codes)
    isle = town.villages([G]).assign(geometry=[shapely.box(100.221, 0.04, 100.24, 0.06)])
    layer = tmp_path / "desa.gpkg"
    gpd.GeoDataFrame(pd.concat([frame, isle]), crs=frame.crs).to_file(layer)
    nodes = {1: (100.05, 0.05), 2: (100.15, 0.05), 3: (100.199, 0.05)}
    ways = {1: ([1, 2, 3], {"highway": "trunk", "surface": "asphalt"})}
    extract = town.write_extract(tmp_path / "t.osm.pbf", nodes, ways, {})
    built = build_region(RegionOrder(layer, tmp_path / "out", osm=extract, base=BASE))
    assert built.roads is not None
    assert G not in {snap.place for snap in built.roads.snaps}
    assert ("base", G) not in _legs(built.dataset)


def test_a_place_joins_the_network_of_the_base(tmp_path: Path) -> None:
    """A lost stretch of road passes B's point, the base's road is 1.5 km away: over land."""
    nodes = {
        1: (100.05, 0.05),
        2: (100.15, 0.05 + 1_500 / 110_574),
        3: (100.145, 0.05),
        4: (100.155, 0.05),
    }
    ways = {
        1: ([1, 2], {"highway": "trunk", "surface": "asphalt"}),
        2: ([3, 4], {"highway": "residential"}),
    }
    layer = tmp_path / "desa.gpkg"
    town.villages([A, B]).to_file(layer)
    extract = town.write_extract(tmp_path / "t.osm.pbf", nodes, ways, {})
    built = build_region(RegionOrder(layer, tmp_path / "out", osm=extract, base=BASE))
    assert ("base", B) in _legs(built.dataset)


def test_the_same_files_give_the_same_bytes(
    tmp_path: Path, layer: Path, extract: Path, report: RegionReport
) -> None:
    build_region(RegionOrder(layer, tmp_path / "town", osm=extract, base=BASE))
    before, after = report.dataset.folder, tmp_path / "town"
    names = sorted(path.name for path in before.iterdir())
    assert names == sorted(path.name for path in after.iterdir())
    for name in names:
        assert (before / name).read_bytes() == (after / name).read_bytes(), name


def _without_prj(folder: Path) -> RegionOrder:
    town.villages().to_file(folder / "desa.shp")
    (folder / "desa.prj").unlink()
    return RegionOrder(folder / "desa.shp", folder / "out")


def _saved(change: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]) -> Callable[[Path], RegionOrder]:
    def make(folder: Path) -> RegionOrder:
        change(town.villages()).to_file(folder / "desa.gpkg")
        return RegionOrder(folder / "desa.gpkg", folder / "out")

    return make


def _crossing_itself(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    tie = shapely.Polygon([(100, 0), (100.1, 0.1), (100.1, 0), (100, 0.1)])
    return frame.assign(geometry=[tie, *frame.geometry[1:]])


FAULTS: dict[str, tuple[Callable[[Path], RegionOrder], tuple[str, ...]]] = {
    "no CRS": (_without_prj, ("desa.shp", "no CRS", "--crs EPSG:4326")),
    "metres as degrees": (
        _saved(lambda frame: frame.to_crs("EPSG:32647").set_crs("EPSG:4326", allow_override=True)),
        ("desa.gpkg", "these are metres", "--crs"),
    ),
    "another zone": (
        _saved(lambda frame: frame.to_crs("EPSG:32647").set_crs("EPSG:32630", allow_override=True)),
        ("desa.gpkg", "not in Indonesia", "--crs"),
    ),
    "swapped": (
        _saved(
            lambda frame: frame.set_geometry(
                shapely.transform(frame.geometry.to_numpy(), lambda xy: xy[:, ::-1]),
                crs="EPSG:4326",
            )
        ),
        ("desa.gpkg", "lon and lat are swapped", "write lon before lat"),
    ),
    "crossing itself": (
        _saved(_crossing_itself),
        ("desa.gpkg, feature 1", "crosses itself near 100.0500, 0.0500", "--repair"),
    ),
    "doubled code": (
        _saved(lambda frame: frame.assign(KODE_DESA=[A, A, *frame["KODE_DESA"][2:]])),
        ("features 1 (Aur) and 2 (Bale)", A, "give each its own"),
    ),
    "no code": (
        _saved(lambda frame: frame.drop(columns="KODE_DESA")),
        ("desa.gpkg", "no column looks like the code", "--code"),
    ),
    "points swapped": (
        _saved(lambda frame: frame.assign(lon=frame.centroid.y, lat=frame.centroid.x)),
        ("9 features (1 (9901010001), 2", "columns lon, lat", "swapped (0.05, 100.05)"),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
def test_a_layer_with_a_fault(tmp_path: Path, name: str) -> None:
    make, parts = FAULTS[name]
    order = make(tmp_path)
    with pytest.raises(DatasetError) as caught:
        build_region(order)
    fault = caught.value.faults[0]
    for part in parts:
        assert part in str(fault)
    assert fault.text("id") != fault.text("en")
    assert not order.out.exists()


def test_outlines_are_mended_on_demand(tmp_path: Path) -> None:
    _crossing_itself(town.villages()).to_file(tmp_path / "desa.gpkg")
    built = build_region(RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out", repair=True))
    assert shapely.is_valid(built.dataset.villages.geometry.to_numpy()).all()


def test_all_faults_at_once_and_nothing_written(tmp_path: Path) -> None:
    _crossing_itself(town.villages()).to_file(tmp_path / "desa.gpkg")
    (tmp_path / "ruas.csv").write_text(
        SECTIONS
        + f"S1,Aur - Balle,{A} 9901010009,20,national,asphalt,open,SK\n"
        + f"S2,Aur - Bale,{A} {B},x,national,asphalt,open,SK\n"
    )
    (tmp_path / "cut.osm.pbf").write_bytes(b"\0\0\0\x0d")
    order = RegionOrder(
        tmp_path / "desa.gpkg",
        tmp_path / "out",
        sections=tmp_path / "ruas.csv",
        osm=tmp_path / "cut.osm.pbf",
        base=(0.05, 100.05),
    )
    with pytest.raises(DatasetError) as caught:
        build_region(order)
    told = "\n".join(map(str, caught.value.faults))
    assert "desa.gpkg, feature 1" in told
    assert "ruas.csv, line 2 (S1), column path: '9901010009' is no village code" in told
    assert "(did you mean 990101000" in told
    assert "ruas.csv, line 3, column length_km: 'x' is not a number" in told
    assert "cut.osm.pbf" in told
    assert "write --base 100.05,0.05" in told
    assert len(caught.value.faults) == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "cut.osm.pbf",
        "desa.gpkg",
        "ruas.csv",
    ]


def test_towns_and_crossings_of_one_s_own(tmp_path: Path, layer: Path, extract: Path) -> None:
    towns, crossings = tmp_path / "tempat.csv", tmp_path / "jadwal.csv"
    towns.write_text("id,name,lon,lat,basis\ndermaga,Dermaga,100.29,0.05,GPS\n")
    crossings.write_text(
        "id,from,to,mode,vehicles,weekdays,departures,open,close,loading_min,crossing_min,"
        "fare_rupiah,basis\n"
        "feri,dermaga,port-40,ferry,car,0;2,07:00,,,20,45,150000,timetable on the pier\n"
    )
    order = RegionOrder(
        layer, tmp_path / "out", osm=extract, towns=towns, crossings=crossings, base=BASE
    )
    dataset = build_region(order).dataset
    # One's own timetable goes before the tags of the map.
    assert dataset.crossings["id"].tolist() == ["feri"]
    assert dataset.crossings["departures"].tolist() == [("07:00",)]
    assert _legs(dataset)["base", "dermaga"][1] == 26_717


def test_towns_with_faults(tmp_path: Path, layer: Path) -> None:
    towns = tmp_path / "tempat.csv"
    towns.write_text(
        "id,name,lon,lat,basis\nsimpang,Simpang,0.05,100.1,GPS\nbase,Kantor,100.1,0.05,GPS\n"
    )
    with pytest.raises(DatasetError) as caught:
        build_region(RegionOrder(layer, tmp_path / "out", towns=towns))
    swapped, taken = caught.value.faults
    assert "tempat.csv, line 2 (simpang): lon and lat are swapped (0.05, 100.1)" in str(swapped)
    assert "tempat.csv, line 3: the id 'base' stands for the base" in str(taken)


def test_the_package_is_valid(report: RegionReport) -> None:
    package = Package(str(report.dataset.folder / "datapackage.json"))
    checked = package.validate()
    assert checked.valid, checked.flatten(["rowNumber", "fieldName", "note"])
    assert {"roads", "junctions"} <= {resource.name for resource in package.resources}


def test_an_older_dataset_stays_when_a_build_fails(
    tmp_path: Path, layer: Path, extract: Path
) -> None:
    out = tmp_path / "out"
    build_region(RegionOrder(layer, out, osm=extract, base=BASE))
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(DatasetError):
        build_region(RegionOrder(layer, out, osm=tmp_path / "none.osm.pbf", base=BASE))
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_folder_that_is_no_dataset_is_left_alone(tmp_path: Path, layer: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine")
    with pytest.raises(DatasetError, match="is no dataset"):
        build_region(RegionOrder(layer, tmp_path / "out"))
    assert (tmp_path / "out" / "letter.txt").read_text() == "mine"


def test_a_base_far_from_every_road(tmp_path: Path, layer: Path) -> None:
    nodes = {node: place for node, place in NODES.items() if node >= 40}
    ways = {9: WAYS[9]}
    extract = town.write_extract(tmp_path / "t.osm.pbf", nodes, ways, {})
    with pytest.raises(DatasetError, match="no road of the extract is near"):
        build_region(RegionOrder(layer, tmp_path / "out", osm=extract, base=BASE))
    assert not (tmp_path / "out").exists()


def test_damaged_roads_are_told(tmp_path: Path, layer: Path, extract: Path) -> None:
    out = tmp_path / "out"
    build_region(RegionOrder(layer, out, osm=extract, base=BASE))
    (out / "roads.parquet").write_bytes(b"PAR1")
    with pytest.raises(DatasetError, match=r"roads\.parquet: no readable Parquet"):
        load_dataset(out)
    (out / "roads.parquet").unlink()
    with pytest.raises(DatasetError, match=r"roads\.parquet: the file is missing"):
        load_dataset(out)


def test_the_town_has_as_many_villages_as_corners(region: Dataset) -> None:
    assert set(region.villages["code"]) == set(CORNERS)
