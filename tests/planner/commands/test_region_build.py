"""`jemputbola region build` and `check`, and a plan on what was built."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from geodata import RoadState, build_graph, find_route, load_dataset
from planner.bundle.map_inputs import road_lines, way_shape
from planner.cli import run
from tests.geodata import osm_town as town


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    town.villages().to_file(folder / "desa.gpkg")
    town.write_extract(folder / "town.osm.pbf")
    return folder


@pytest.fixture(scope="module")
def region(files: Path) -> Path:
    asked = ["--villages", str(files / "desa.gpkg"), "--osm", str(files / "town.osm.pbf")]
    asked += ["--base", "100.05,0.05", "--out", str(files / "region")]
    assert run(["region", "build", *asked]) == 0
    return files / "region"


def test_it_says_what_it_took_and_found(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--villages", str(files / "desa.gpkg"), "--osm", str(files / "town.osm.pbf")]
    asked += ["--base", "100.05,0.05", "--out", str(tmp_path / "region")]
    assert run(["region", "build", *asked, "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "code: column KODE_DESA (guessed)" in told
    assert "Gili (9901030002): no road or crossing leads there from the base" in told
    assert told.count("where nothing leads: add a road to sections.csv") == 1
    assert run(["region", "build", *asked]) == 0
    told = capsys.readouterr().out
    assert "kode desa: kolom KODE_DESA (ditebak)" in told
    assert "Gili (9901030002): tidak ada jalan atau penyeberangan dari pangkalan" in told


def test_check(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["region", "check", str(region), "--json"]) == 0
    topics = {row["topic"]: row for row in json.loads(capsys.readouterr().out)}
    assert topics["off the network"]["level"] == "look"
    # Two villages, and what to do about them.
    assert len(topics["off the network"]["details"]) == 3
    assert run(["region", "check", str(region), "--lang", "id"]) == 0
    assert "! pulau: 3 pulau" in capsys.readouterr().out


def test_faults_in_the_reader_s_language_and_exit_code_2(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cut.osm.pbf").write_bytes(b"")
    asked = ["--villages", str(files / "desa.gpkg"), "--out", str(tmp_path / "out")]
    asked += ["--osm", str(tmp_path / "cut.osm.pbf"), "--base", "0.05,100.05"]
    assert run(["region", "build", *asked, "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "fetch it again" in told
    assert "write --base 100.05,0.05" in told
    assert run(["region", "build", *asked, "--lang", "id"]) == 2
    told = capsys.readouterr().err
    assert "unduh ulang" in told
    assert "tulis --base 100.05,0.05" in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("option", "value", "remedy"),
    [
        ("--base", "123,87;10", "such as 123.87,-10.07"),
        ("--margin-km", "-3", "0 to 200 km"),
    ],
)
def test_options(
    files: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    option: str,
    value: str,
    remedy: str,
) -> None:
    asked = ["--villages", str(files / "desa.gpkg"), "--out", str(tmp_path / "out")]
    assert run(["region", "build", *asked, "--lang", "en", f"{option}={value}"]) == 2
    assert remedy in capsys.readouterr().err


def test_the_table_between_all_villages(region: Path, tmp_path: Path) -> None:
    out = tmp_path / "legs.parquet"
    assert run(["region", "table", str(region), "--out", str(out)]) == 0
    frame = pd.read_parquet(out)
    assert set(frame["condition"]) == {"dry", "wet"}
    # Six villages of the mainland and the base reach each other, in both seasons.
    assert len(frame) == 7 * 6 * 2
    assert run(["region", "table", str(region), "--out", str(out), "--vehicle", "boat"]) == 2


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ([], "--osm FILE.osm.pbf to replace the roads"),
        (["--osm", "x.osm.pbf", "--name", "Contoh"], "--name: a dataset that is there has its own"),
    ],
)
def test_without_a_layer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], remedy: str
) -> None:
    asked = ["region", "build", "--out", str(tmp_path / "out"), "--lang", "en"]
    assert run([*asked, *given]) == 2
    assert remedy in capsys.readouterr().err


def test_a_way_on_the_map_is_explained(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["travel", "base", "Enau", "--region", str(region), "--lang", "en"]
    assert run(asked) == 0
    told = capsys.readouterr().out
    assert "Jalan Raya" in told
    assert "measured on the map" in told


def test_a_plan_follows_the_roads_of_the_map(region: Path, tmp_path: Path) -> None:
    """Nobody reaches the two islands without a ferry: exit code 3, and a plan all the same."""
    asked = ["--region", str(region), "--level", "village", "--teams", "2", "--work", "5"]
    asked += ["--start", "2018-03-12", "--deadline", "2018-06-26", "--residents", "2000"]
    assert run(["plan", *asked, "--out", str(tmp_path / "plan"), "--quiet"]) == 3
    plan = json.loads((tmp_path / "plan" / "plan.json").read_text())
    away = {row["post"] for row in plan["unserved"] if row["reasons"][0]["code"] == "unreachable"}
    assert away == {town.G, town.H}
    events = [event for team in plan["teams"] for day in team["dates"] for event in day["events"]]
    assert any(event["kind"] == "ferry" for event in events)
    assert "OpenStreetMap" in (tmp_path / "plan" / "index.html").read_text()


def test_maps_draw_the_line_of_the_road(region: Path) -> None:
    dataset = load_dataset(region)
    graph = build_graph(dataset)
    dry = RoadState("dry", "dry")
    found = find_route(graph, dataset.speeds, town.B, town.E, "car", dry)
    parts = way_shape(graph, found).parts
    drawn = [point for part in parts for point in part.line.coords]
    # East along the trunk road to its bend, then north by the one-way street.
    assert drawn == [(100.15, 0.05), (100.25, 0.05), (100.25, 0.05), (100.25, 0.15)]
    assert not any(part.estimated for part in parts)
    roads = road_lines(graph)
    assert set(roads["road_class"]) == {"trunk", "secondary", "tertiary"}
    (trunk,) = roads.loc[roads["road_class"] == "trunk", "geometry"]
    assert (trunk.coords[0], trunk.coords[-1]) == ((100.01, 0.05), (100.29, 0.05))
