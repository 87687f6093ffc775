"""Speeds taken from open routers, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata import Dataset, load_dataset
from geodata.build.from_raw_files import build_dataset
from geodata.build.router_speeds import RouterSpeeds
from geodata.osm.surfaces import ROAD_CLASSES, SURFACES, surface_group

ROWS = [
    ("one", "highway", "trunk", "80", "km/h"),
    ("one", "highway", "track", "not routable", "km/h"),
    ("one", "surface cap", "asphalt", "no cap", "km/h"),
    ("one", "surface cap", "gravel", "40", "km/h"),
    ("one", "tracktype cap", "grade5", "20", "km/h"),
    ("two", "highway", "trunk", "60", "km/h"),
    ("two", "highway", "track", "20", "km/h"),
    ("two", "surface cap", "gravel,sand", "30", "km/h"),
    ("three", "highway", "trunk", "70", "km/h"),
    ("three", "surface factor", "gravel", "0.5", "factor"),
    ("walkers", "road", "trunk", "5", "km/h"),
]


@pytest.fixture(scope="module")
def routers() -> RouterSpeeds:
    columns = ("source", "kind", "key", "value", "unit")
    return RouterSpeeds.from_rows([dict(zip(columns, row, strict=True)) for row in ROWS])


def test_the_median_of_what_routers_tell(routers: RouterSpeeds) -> None:
    assert routers.kmh("trunk", "paved") == 70
    assert routers.kmh("trunk", "gravel") == 35  # of min(80, 40), min(60, 30), 70 * 0.5
    assert routers.kmh("trunk", "bad") == 25  # of 20 and 30
    assert routers.kmh("track", "paved") == 20
    assert routers.kmh("track", "ground") is None
    assert routers.kmh("motorway", "paved") is None


def test_speeds_of_the_region_scale_those_of_the_routers(raw: Path, tmp_path: Path) -> None:
    """The tiny region's national road, 60 km/h where routers take 80, makes the factor 0.75."""
    columns = "source,kind,key,value,unit\n"
    rows = ["one,highway,trunk,80,km/h", "one,highway,track,20,km/h", "one,highway,service,6,km/h"]
    (raw / "router_speeds.csv").write_text(columns + "\n".join(rows) + "\n")
    region = raw / "region.toml"
    text = region.read_text().replace(
        'surface = "asphalt"\n', 'surface = "asphalt"\nrouter = ["trunk", "paved"]\n', 1
    )
    surface = 'surface = "paved"\nwet_factor = 1.0\nwet_ford_factor = 0.5\n'
    text += f"\n[router_vehicles]\ncar = 1.0\nmotorcycle = 0.9\n\n[[router_surface]]\n{surface}"
    region.write_text(text)
    build_dataset(raw, tmp_path / "out")
    speeds = load_dataset(tmp_path / "out").speeds.set_index(["class", "surface", "vehicle"])
    kmh = speeds["kmh"]
    assert kmh["national", "asphalt", "car"] == 60
    assert kmh["trunk", "paved", "car"] == 60
    assert kmh["trunk", "paved", "motorcycle"] == 54
    assert kmh["track", "paved", "car"] == 15
    assert kmh["service", "paved", "car"] == 5  # 4.5, but no slower than a walk
    assert ("track", "ground", "car") not in kmh.index
    assert speeds.loc[("trunk", "paved", "car"), "router_kmh"] == 80
    assert speeds.loc[("trunk", "paved", "car"), "assumption"]


def test_without_routers_the_region_s_speeds_stand_alone(tiny: Dataset) -> None:
    assert set(tiny.speeds["class"]) == {"national", "provincial", "local"}
    assert len(tiny.router_speeds) == 0


def test_every_kind_of_road_has_a_speed_in_kupang(kupang: Dataset) -> None:
    known = set(kupang.speeds[["class", "surface", "vehicle"]].itertuples(index=False, name=None))
    vehicles = set(kupang.speeds["vehicle"])
    assert {"car", "motorcycle", "truck"} <= vehicles
    assert {
        (road_class, surface, vehicle)
        for road_class in ROAD_CLASSES
        for surface in SURFACES
        for vehicle in vehicles
    } <= known


def test_no_surface_is_quicker_than_a_better_one(kupang: Dataset) -> None:
    kmh = kupang.speeds.set_index(["vehicle", "class", "surface"])["kmh"]
    for vehicle in ("car", "motorcycle", "truck"):
        for road_class in ROAD_CLASSES:
            found = [kmh[vehicle, road_class, surface] for surface in SURFACES]
            assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("tags", "group"),
    [
        (("trunk",), "paved"),
        (("secondary",), "gravel"),
        (("track",), "ground"),
        (("unclassified", "dirt"), "ground"),
        (("primary", "compacted"), "gravel"),
        (("track", "", "", "grade5"), "bad"),
        (("track", "asphalt", "", "grade5"), "paved"),
        (("secondary", "asphalt", "horrible"), "bad"),
        (("residential", "someone's word"), "gravel"),
    ],
)
def test_groups_of_surfaces(tags: tuple[str, ...], group: str) -> None:
    assert surface_group(*tags) == group
