from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from geodata import DatasetError, load_dataset
from geodata.build.from_raw_files import build_dataset, main

Write = Callable[[Path], Path]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _faults(raw: Path, out: Path) -> tuple[str, ...]:
    with pytest.raises(DatasetError) as caught:
        build_dataset(raw, out)
    return tuple(map(str, caught.value.faults))


def test_the_same_files_give_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    build_dataset(raw, tmp_path / "one")
    build_dataset(raw, tmp_path / "two")
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_a_dataset_is_replaced_as_a_whole(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build_dataset(raw, out)
    towns = raw / "towns.csv"
    towns.write_text(towns.read_text().replace("Main Port", "Harbour"))
    build_dataset(raw, out)
    assert "Harbour" in (out / "towns.csv").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "raw"]
    (out / "left_over.csv").write_text("x\n")
    assert "left_over.csv; name a new folder" in "".join(_faults(raw, out))
    assert (out / "left_over.csv").read_text() == "x\n"


def test_only_our_columns_are_written(tiny_folder: Path) -> None:
    assert "extra" not in (tiny_folder / "villages.csv").read_text()
    outlines = json.loads((tiny_folder / "outlines.geojson").read_text())
    assert {tuple(each["properties"]) for each in outlines["features"]} == {("code",)}


def test_the_package_is_valid_and_names_sources_and_licences(tiny_folder: Path) -> None:
    report = frictionless.validate(str(tiny_folder / "datapackage.json"))
    assert report.valid, report.to_summary()
    package = json.loads((tiny_folder / "datapackage.json").read_text())
    assert all(each["sources"] and each["licenses"] for each in package["resources"])


def test_the_report_tells_warnings_and_is_kept(raw: Path, tmp_path: Path) -> None:
    _change(raw / "road_sections.csv", ",30,", ",20,")
    report = build_dataset(raw, tmp_path / "out")
    assert report.warnings == ["lengths: S1: official 20 km, its straight lines 22.3 km"]
    assert report.faults == []
    kept = json.loads((tmp_path / "out" / "checks.json").read_text())
    assert {check["level"] for check in kept["checks"]} == {"ok", "warning"}
    assert "S1: official 20 km" in report.text()


def test_all_faults_are_told_at_once_and_nothing_is_written(raw: Path, tmp_path: Path) -> None:
    _change(raw / "towns.csv", "100.29", "east")
    _change(raw / "closures.csv", "2018-04-10", "10 April")
    _change(raw / "crossings.csv", "loading_min", "loading")
    _change(raw / "operations_facts.csv", ",us,", ",,")
    (raw / "travel_facts.csv").unlink()
    faults = "\n".join(_faults(raw, tmp_path / "out"))
    for told in (
        "towns.csv, line 3, column lon: 'east' is not a number",
        "closures.csv, line 2, column until_date: '10 April' is not a date",
        "crossings.csv: column 'loading_min' is missing",
        "operations_facts.csv, line 2, column source: empty",
        "travel_facts.csv: the file is missing",
    ):
        assert told in faults
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


def test_a_failed_build_leaves_the_old_dataset(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build_dataset(raw, out)
    before = _bytes(out)
    _change(raw / "road_sections.csv", "9901010003", "9901019999")
    assert "'9901019999'" in "".join(_faults(raw, out))
    assert _bytes(out) == before


def test_a_rename_that_fails_brings_the_old_dataset_back(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build_dataset(raw, out)
    before = _bytes(out)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(28, os.strerror(28))
        return rename(self, target)

    monkeypatch.setattr("geodata.folder_exchange.exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", fail)
    assert "it cannot be written" in "".join(_faults(raw, out))
    assert _bytes(out) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("region.toml", "villages = 6", "villages = 7", "6 villages in the files, 7 expected"),
        ("region.toml", 'code_prefix = "9901"', 'code_prefix = "98"', "does not begin with 98"),
        ("region.toml", 'base = "base"', 'base = "camp"', "base 'camp' is no town"),
        ("region.toml", 'until_day = "11-30"', 'until_day = "11-29"', "11-30 lies in no season"),
        ("region.toml", 'until_day = "11-30"', 'until_day = "12-01"', "12-01 lies in dry and wet"),
        ("region.toml", 'from_day = "04-01"', 'from_day = "4-1"', "'4-1' is no day as MM-DD"),
        ("region.toml", "car = 60", "car = 0", "column kmh: 0 is not above 0"),
        ("region.toml", "wet_factor = 0.8", "wet_factor = 1.8", "wet_factor 1.8 is not above 0"),
        ("region.toml", 'class = "local"', 'class = "path"', "no speed of a car on local"),
        ("region.toml", 'value = "1.4"', 'value = "more"', "roads.detour_factor must be there"),
        ("region.toml", 'resource = "towns"', 'resource = "x"', "towns: no source and licence"),
        ("region.toml", 'id = "tiny"', "id = 3", "id must be a text"),
        ("region.toml", 'id = "tiny"', "id =", "no readable TOML"),
        ("region.toml", "weekly_rest_days = [5, 6]", "weekly_rest_days = [7]", "0 (Monday) to 6"),
        ("villages.geojson", '"lon": 100.05, "lat": 0.05', '"lon": 0.05, "lat": 100.05', "swapped"),
        (
            "villages.geojson",
            "[100.1, 0.0], [100.1, 0.1]",
            "[100.12, 0.0], [100.1, 0.1]",
            "overlap",
        ),
        ("villages.geojson", '"code": "9901010001"', '"code": "9901010002"', "twice"),
        ("villages.geojson", '"type": "MultiPolygon"', '"type": "Point"', "unreadable"),
        ("villages.geojson", '"status": "desa", ', "", "feature 1: unreadable ('status')"),
        ("villages.geojson", "{", "", "no readable GeoJSON"),
        (
            "villages.geojson",
            '"kecamatan_code": "9901010"',
            '"kecamatan_code": "9901"',
            "capital 'Aur'",
        ),
        ("neighbours.geojson", "[100.1, 0.0]", "[99.9, 0.0]", "outlines around: 9902: Self-inter"),
        ("towns.csv", "main-port,", "base,", "towns.csv, line 3: id 'base' stands there twice"),
        ("towns.csv", "main-port,Main Port,", "main-port,", "number of cells differs"),
        ("road_sections.csv", "9901010002 9901020001", "x 9901020001", "'x' on its path"),
        ("road_sections.csv", "base 9901010002", "base base", "'base' follows itself"),
        ("road_sections.csv", "9901010002 9901010003", "9901010002", "at least two places"),
        ("road_sections.csv", ",30,", ",-30,", "a length of -30 km"),
        ("road_sections.csv", ",30,", ",nan,", "'nan' is not a number"),
        ("road_sections.csv", ",fords,", ",deep,", "wet_season 'deep' is neither"),
        ("road_sections.csv", ",gazette", ",", "column source: empty"),
        ("crossings.csv", "main-port,isle-port", "main-port,x", "column to: 'x' is not known"),
        ("crossings.csv", "07:00;16:00", "7:00;16:00", "'7:00' is no time as HH:MM"),
        ("crossings.csv", "0;2", "0;9", "column weekdays: '0;9'"),
        ("crossings.csv", "06:00,17:00", "18:00,17:00", "opens at 18:00 after it closes at 17:00"),
        ("crossings.csv", "20,25,150000", "20,-5,150000", "cannot be negative"),
        ("crossings.csv", "car;motorcycle", ";", "takes no vehicle"),
        ("crossings.csv", "car;motorcycle", "mobil", "column vehicles: 'mobil' is not known"),
        ("crossings.csv", "motor boat", "boat", "'boat' is not known; write ferry / motor boat"),
        ("closures.csv", "S2,", "S9,", "column section: 'S9' is not known"),
        (
            "closures.csv",
            "2018-04-10",
            "2018-03-10",
            "ends on 2018-03-10, before it begins on 2018-03-20",
        ),
        ("closures.csv", "car;truck", ";", "stops no vehicle"),
        ("calibration_trips.csv", ",Dua,", ",Bale,", "'Bale' means 9901010002, 9901030001"),
        ("calibration_trips.csv", ",Dua,", ",Nowhere,", "'Nowhere' is not known"),
        ("kecamatan_facts.csv", "capital,", "seat,", "column 'capital' is missing"),
        ("calibration_trips.csv", "origin", "start", "column 'origin' is missing"),
        ("region.toml", 'source_column = "pop2010_source"', "", "a table is not as expected"),
        ("kecamatan_facts.csv", "ENAU", "Oak", "capital 'Oak' is not one village"),
        ("kecamatan_facts.csv", ",census", ",not found", "a figure without a source"),
        ("kecamatan_facts.csv", "9901030,Pulau", "9901040,Pulau", "choose one as [[post]]"),
        ("regency_facts.json", "source", "remark", "totals: figures without a source"),
        ("regency_facts.json", "{", "", "no readable JSON"),
    ],
)
def test_each_fault_is_told(
    raw: Path, tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    _change(raw / file, old, new)
    assert told in "\n".join(_faults(raw, tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_hole_or_gap_between_villages_is_a_warning(raw: Path, tmp_path: Path) -> None:
    # B's lower right corner moves 0.0002 degrees (22 m) to the west: a sliver beside C.
    _change(
        raw / "villages.geojson",
        "[100.1, 0.0], [100.2, 0.0], [100.2, 0.1]",
        "[100.1, 0.0], [100.1998, 0.0], [100.2, 0.1]",
    )
    report = build_dataset(raw, tmp_path / "out")
    assert [str(told).split(":")[1].strip() for told in report.warnings] == [
        "9901010002",
        "9901020001",
    ]


def test_sums_that_differ_are_a_warning(raw: Path, tmp_path: Path) -> None:
    _change(raw / "kecamatan_facts.csv", ",900,", ",901,")
    report = build_dataset(raw, tmp_path / "out")
    told = "9901020: villages sum to 900 residents, the kecamatan is given 901"
    assert report.warnings == [f"population: {told}"]


def test_overlaps_with_areas_around_are_a_warning(raw: Path, tmp_path: Path) -> None:
    _change(
        raw / "neighbours.geojson", "[100.1, 0.0], [100.0, 0.0]", "[100.1, 0.01], [100.0, 0.01]"
    )
    # 0.1 by 0.01 degrees at the equator: 11.132 km by 1.106 km.
    report = build_dataset(raw, tmp_path / "out")
    assert [str(told).split(" km2")[0] for told in report.warnings] == [
        "areas around: South: 12.31"
    ]


def test_a_post_outside_its_kecamatan_is_a_fault(raw: Path, tmp_path: Path) -> None:
    choice = '[[post]]\nkecamatan = "9901020"\nat = "9901010003"\n'
    with (raw / "region.toml").open("a") as stream:
        stream.write(choice)
    assert _faults(raw, tmp_path / "out") == (
        "posts: 9901020: the post at 9901010003 lies outside the kecamatan",
    )


def test_holidays_are_stored_with_their_category(raw: Path, tmp_path: Path) -> None:
    wanted = '[holidays]\ncountry = "ID"\ncategories = ["public", "government"]\nyears = [2018]\n'
    with (raw / "region.toml").open("a") as stream:
        stream.write(wanted)
    build_dataset(raw, tmp_path / "out")
    days = load_dataset(tmp_path / "out").rest_days
    found = {(str(day), category) for day, category in zip(days.date, days.category, strict=True)}
    assert ("2018-08-17", "public") in found
    assert ("2018-12-24", "government") in found
    assert all(source.startswith("holidays ") for source in days.source)


def test_unknown_countries_and_categories_are_told(raw: Path, tmp_path: Path) -> None:
    with (raw / "region.toml").open("a") as stream:
        stream.write('[holidays]\ncountry = "ID"\ncategories = ["lunar"]\nyears = [2018]\n')
    assert "[holidays], lunar" in "".join(_faults(raw, tmp_path / "out"))


def test_a_folder_that_is_no_dataset_is_not_replaced(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    assert "no dataset" in "".join(_faults(raw, out))
    assert (out / "thesis.txt").read_text() == "years of work"


def test_a_target_below_a_file_is_told(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be written" in "".join(_faults(raw, tmp_path / "file" / "out"))


def test_without_a_region_file_the_build_asks_for_one(raw: Path, tmp_path: Path) -> None:
    (raw / "region.toml").rename(tmp_path / "mine.toml")
    assert "name it with --region" in "".join(_faults(raw, tmp_path / "out"))
    assert build_dataset(raw, tmp_path / "out", tmp_path / "mine.toml").id == "tiny"


def test_the_command_line(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(raw), str(tmp_path / "out")]) == 0
    assert "3 kecamatan and 6 villages, as expected" in capsys.readouterr().out
    assert main([str(tmp_path / "nowhere"), str(tmp_path / "out2")]) == 2
    assert capsys.readouterr().err.endswith("Nothing was written.\n")
