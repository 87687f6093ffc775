"""A regency small enough to work out by hand, as raw files.

Villages are squares of 0.1 degrees at the equator, F lies on an island::

          +---+---+
          | D | E |          F's outline has an exclave that touches C: no road leads there.
      +---+---+---+
      | A | B | C |f      +---+
      +---+---+---+       | F |
                          +---+

Section S1 (national, asphalt, 30 km) runs base - B - C, section S2 (provincial, unpaved, fords,
20 km) runs B - D. The base stands on A's point.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodata import Dataset, RoadGraph, build_graph, load_dataset
from geodata.build.from_raw_files import build_dataset
from geodata.dataset.schemas import LAYERS, TABLES

A, B, D = "9901010001", "9901010002", "9901010003"
C, E = "9901020001", "9901020002"
F = "9901030001"

_SQUARES = {
    A: ("Aur", "9901010", "Satu", 100.0, 0.0, 100),
    B: ("Bale", "9901010", "Satu", 100.1, 0.0, 200),
    D: ("Dua", "9901010", "Satu", 100.1, 0.1, 300),
    C: ("Cemara", "9901020", "Dua", 100.2, 0.0, 400),
    E: ("Enau", "9901020", "Dua", 100.2, 0.1, 500),
    F: ("Bale", "9901030", "Pulau", 100.5, 0.0, 600),
}

_REGION = """
id = "tiny"
name = "Tiny"
code_prefix = "9901"
base = "base"
timezone = "Asia/Makassar"
weekly_rest_days = [5, 6]
attribution = "drawn for tests"

[expect]
kecamatan = 3
villages = 6

[[season]]
id = "dry"
from_day = "04-01"
until_day = "11-30"
wet = false
source = "made up"

[[season]]
id = "wet"
from_day = "12-01"
until_day = "03-31"
wet = true
source = "made up"

[[speed]]
class = "national"
surface = "asphalt"
kmh = { car = 60, motorcycle = 30 }
wet_factor = 1.0
wet_ford_factor = 0.5

[[speed]]
class = "provincial"
surface = "unpaved"
kmh = { car = 20, motorcycle = 20 }
wet_factor = 1.0
wet_ford_factor = 0.5

[[speed]]
class = "local"
surface = "estimated"
kmh = { car = 12, motorcycle = 12 }
wet_factor = 0.8
wet_ford_factor = 0.5

[[kecamatan_figure]]
column = "pop_census2010"
figure = "population 2010"
unit = "residents"
source_column = "pop2010_source"

[speed_basis]
car = "assumption for tests"
motorcycle = "measured for tests"

[[assumption]]
field = "roads.detour_factor"
value = "1.4"
reason = "made up"

[[assumption]]
field = "roads.beside_metres"
value = "3000"
reason = "made up"

[[assumption]]
field = "roads.water_share"
value = "0.25"
reason = "made up"
"""

_RESOURCES = [*TABLES, *LAYERS]


def square(lon: float, lat: float, side: float = 0.1) -> list[list[list[float]]]:
    """Rings of a square with its lower left corner at lon/lat."""
    corners = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side), (0.0, 0.0)]
    return [[[round(lon + x, 5), round(lat + y, 5)] for x, y in corners]]


def _villages() -> dict[str, Any]:
    features = []
    for code, (name, kecamatan_code, kecamatan, lon, lat, population) in _SQUARES.items():
        parts = [square(lon, lat)]
        if code == F:
            parts.insert(0, square(100.3, 0.04, 0.02))
        if code == C:
            parts[0][0][2:2] = [[100.3, 0.04], [100.3, 0.06]]
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "code": code,
                    "name": name,
                    "kecamatan_code": kecamatan_code,
                    "kecamatan": kecamatan,
                    "status": "desa",
                    "population_2010": population,
                    "polling_stations_2024": 1,
                    "lon": round(lon + 0.05, 5),
                    "lat": round(lat + 0.05, 5),
                    "extra": "not taken over",
                },
                "geometry": {"type": "MultiPolygon", "coordinates": parts},
            }
        )
    return {"type": "FeatureCollection", "features": features}


def _neighbours() -> dict[str, Any]:
    area = {"type": "Polygon", "coordinates": square(100.0, -0.1)}
    held = {"bps_code": "9902", "name": "South", "n_villages": 4}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": held, "geometry": area}],
    }


def _csv(header: str, *rows: list[object]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return stream.getvalue()


def _files() -> dict[str, str]:
    facts = "id,topic,from,to,value,unit,statement,source,published,confidence"
    operations = "id,topic,value,unit,statement,source,published,confidence"
    kecamatan = "bps_code,kecamatan,capital,capital_source,pop_census2010,pop2010_source"
    crossings = (
        "id,from,to,mode,vehicles,weekdays,departures,open,close,loading_min,crossing_min,"
        "fare_rupiah,basis"
    )
    ferry = ["ferry", "car;motorcycle", "0;2", "07:00;16:00", "", "", 20, 25, 150000, "made up"]
    boat = ["motor boat", "motorcycle", "0;1", "", "06:00", "17:00", 15, 30, 65000, "made up"]
    sources = "".join(
        f'\n[[source]]\nresource = "{name}"\nfigure = "all"\nsource = "made up"\nlicence = "MIT"\n'
        for name in _RESOURCES
    )
    return {
        "region.toml": _REGION + sources,
        "villages.geojson": json.dumps(_villages()),
        "neighbours.geojson": json.dumps(_neighbours()),
        "towns.csv": _csv(
            "id,name,lon,lat,basis",
            ["base", "Base", 100.05, 0.05, "made up"],
            ["main-port", "Main Port", 100.29, 0.05, "made up"],
            ["isle-port", "Isle Port", 100.51, 0.05, "made up"],
            ["exclave", "Exclave", 100.31, 0.05, "made up"],
        ),
        "road_sections.csv": _csv(
            "id,name,path,length_km,road_class,surface,wet_season,source",
            ["S1", "Base - Cemara", f"base {B} {C}", 30, "national", "asphalt", "open", "gazette"],
            ["S2", "Bale - Dua", f"{B} {D}", 20, "provincial", "unpaved", "fords", "gazette"],
        ),
        "crossings.csv": _csv(
            crossings,
            ["ferry-out", "main-port", "isle-port", *ferry],
            ["ferry-back", "isle-port", "main-port", *ferry],
            ["boat-out", "main-port", "exclave", *boat],
        ),
        "closures.csv": _csv(
            "section,from_date,until_date,stops,note,source",
            ["S2", "2018-03-20", "2018-04-10", "car;truck", "bridge out", "press"],
            ["S1", "2018-05-01", "", "motorcycle", "", "press"],
        ),
        "calibration_trips.csv": _csv(
            "fact,origin,destination,km,hours,season,vehicle,note",
            ["F1", "base", "Dua", 35, 1.5, "dry", "car", ""],
        ),
        "travel_facts.csv": _csv(
            facts, ["F1", "time", "Base", "Dua", "1.5", "h", "an hour and a half", "us", "-", "A"]
        ),
        "operations_facts.csv": _csv(
            operations, ["O1", "team", "2", "people", "two", "us", "2018", "A"]
        ),
        "kecamatan_facts.csv": _csv(
            kecamatan,
            ["9901010", "Satu", "Aur", "gazette", 600, "census"],
            ["9901020", "Dua", "ENAU", "gazette", 900, "census"],
            ["9901030", "Pulau", "Bale", "gazette", 600, "census"],
        ),
        "regency_facts.json": json.dumps({"totals": {"people": 2100, "source": "census"}}),
    }


@pytest.fixture(scope="session")
def write_raw() -> Callable[[Path], Path]:
    """Return a function that writes the raw files into a folder."""

    def write(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in _files().items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        return folder

    return write


@pytest.fixture
def raw(tmp_path: Path, write_raw: Callable[[Path], Path]) -> Path:
    """Return a folder of raw files that a test may damage."""
    return write_raw(tmp_path / "raw")


@pytest.fixture(scope="session")
def tiny_folder(
    tmp_path_factory: pytest.TempPathFactory, write_raw: Callable[[Path], Path]
) -> Path:
    """Return the folder of the built tiny dataset."""
    folder = tmp_path_factory.mktemp("tiny")
    build_dataset(write_raw(folder / "raw"), folder / "tiny")
    return folder / "tiny"


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path) -> Dataset:
    """Return the tiny dataset."""
    return load_dataset(tiny_folder)


@pytest.fixture(scope="session")
def tiny_graph(tiny: Dataset) -> RoadGraph:
    """Return the tiny road graph."""
    return build_graph(tiny)


@pytest.fixture(scope="session")
def kupang() -> Dataset:
    """Return the embedded dataset."""
    return load_dataset()


@pytest.fixture(scope="session")
def kupang_graph(kupang: Dataset) -> RoadGraph:
    """Return its road graph."""
    return build_graph(kupang)


@pytest.fixture(scope="session")
def make_graph() -> Callable[..., RoadGraph]:
    """Return a function that makes a road graph from edges (a, b, metres, kind, section)."""

    def make(size: int, edges: list[tuple[int, int, int, str, str]]) -> RoadGraph:
        nodes = pd.DataFrame(
            {
                "id": [f"n{at:02d}" for at in range(size)],
                "name": [f"Node {at}" for at in range(size)],
                "kind": "village",
                "lon": [100 + at / 100 for at in range(size)],
                "lat": [at % 3 / 100 for at in range(size)],
            }
        )
        frame = pd.DataFrame(
            [
                (f"n{a:02d}", f"n{b:02d}", kind, "made", metres, True, section, kind == "ford", "")
                for a, b, metres, kind, section in edges
            ],
            columns=[
                "a",
                "b",
                "class",
                "surface",
                "metres",
                "official",
                "section",
                "fords",
                "beside",
            ],
        )
        names = sorted({section for *_, section in edges if section})
        sections = pd.DataFrame({"id": names, "name": names})
        crossings = pd.DataFrame({"id": [], "from": [], "to": [], "mode": []})
        return RoadGraph(nodes, frame, sections, crossings)

    return make


@pytest.fixture(scope="session")
def made_speeds() -> pd.DataFrame:
    """Return speeds for made graphs: 10, 5 and 20 metres a second, fords at half in the wet."""
    return pd.DataFrame(
        {
            "class": ["road", "track", "ford"],
            "surface": "made",
            "vehicle": "car",
            "kmh": [36.0, 18.0, 72.0],
            "wet_factor": [1.0, 0.5, 1.0],
            "wet_ford_factor": [1.0, 0.5, 0.25],
        }
    )
