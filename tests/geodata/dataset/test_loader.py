from __future__ import annotations

import json
import math
import shutil
from datetime import date
from pathlib import Path

import frictionless
import pytest
import shapely

from geodata import Dataset, DatasetError, load_dataset
from geodata.dataset.csv_tables import parse_rows, read_rows, write_table
from geodata.dataset.loader import EMBEDDED
from geodata.dataset.schemas import LAYERS, TABLES
from geodata.typed_rows import records


def test_the_tiny_dataset_is_typed(tiny: Dataset) -> None:
    assert (tiny.id, tiny.name, tiny.base) == ("tiny", "Tiny", "base")
    assert tiny.weekly_rest_days == (5, 6)
    assert tiny.villages["population_2010"].tolist() == [100, 200, 300, 400, 500, 600]
    assert tiny.kecamatan["population_2010"].tolist() == [600, 900, 600]
    assert tiny.sections["path"].iloc[0] == ("base", "9901010002", "9901020001")
    assert tiny.closures["stops"].iloc[0] == ("car", "truck")
    assert tiny.closures["until_date"].tolist() == [date(2018, 4, 10), None]
    ferry, _, boat = records(tiny.crossings)
    assert (ferry.departures, ferry.open, ferry.weekdays) == (("07:00", "16:00"), None, (0, 2))
    assert (boat.departures, boat.open, boat.close) == (None, "06:00", "17:00")
    assert boat.vehicles == ("motorcycle",)
    assert tiny.detour_factor == 1.4
    assumed = dict(zip(tiny.speeds["vehicle"], tiny.speeds["assumption"], strict=True))
    assert assumed == {"car": True, "motorcycle": False}


def test_posts_are_the_points_of_capitals(tiny: Dataset) -> None:
    found = [(row.capital, row.post_lon, row.post_lat) for row in records(tiny.kecamatan)]
    assert found == [
        ("9901010001", 100.05, 0.05),
        ("9901020002", 100.25, 0.15),
        ("9901030001", 100.55, 0.05),
    ]


def test_kecamatan_are_the_union_of_their_villages(tiny: Dataset) -> None:
    satu = tiny.kecamatan.geometry.iloc[0]
    assert satu.area == pytest.approx(0.03)
    assert len(shapely.get_parts(satu)) == 1
    assert tiny.villages.crs.to_epsg() == tiny.kecamatan.crs.to_epsg() == 4326


def test_a_folder_that_is_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="is this a dataset folder") as caught:
        load_dataset(tmp_path)
    needed = sum(not table.may_lack for table in TABLES.values())
    assert len(caught.value.faults) == 1 + needed + len(LAYERS)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"jemputbola"', '"other"', "build the dataset anew"),
        ('"timezone"', '"clock"', "jemputbola.timezone is missing"),
        ("{", "", "no readable JSON"),
    ],
)
def test_a_damaged_package_file(
    tiny_folder: Path, tmp_path: Path, old: str, new: str, told: str
) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "copy")
    package = folder / "datapackage.json"
    package.write_text(package.read_text().replace(old, new, 1))
    with pytest.raises(DatasetError, match=told):
        load_dataset(folder)


def test_a_hand_edited_dataset_is_checked_again(tiny_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "copy")
    with (folder / "closures.csv").open("a") as stream:
        stream.write("S7,2018-04-01,,car,,press\n")
    (folder / "villages.csv").write_bytes(b"\x81\x00")
    with pytest.raises(DatasetError, match=r"villages\.csv: no readable CSV"):
        load_dataset(folder)
    shutil.copy(tiny_folder / "villages.csv", folder)
    with pytest.raises(DatasetError, match=r"closures\.csv, line 4, column section: 'S7'"):
        load_dataset(folder)


def test_kupang_has_its_villages_and_people(kupang: Dataset) -> None:
    assert (len(kupang.villages), len(kupang.kecamatan)) == (177, 24)
    facts = kupang.regency_facts
    census = facts[(facts["topic"] == "population") & (facts["figure"] == "census_2010")]
    assert kupang.villages["population_2010"].sum() == int(census["value"].iloc[0]) == 304548
    assert kupang.kecamatan["population_2010"].sum() == 304548
    assert (kupang.base, kupang.timezone) == ("oelamasi", "Asia/Makassar")


def test_kupang_posts(kupang: Dataset) -> None:
    capitals = dict(zip(kupang.kecamatan["name"], kupang.kecamatan["capital_name"], strict=True))
    chosen = {
        "Sulamu": "Sulamu",
        "Takari": "Takari",
        "Amfoang Timur": "Oepoli",
        "Fatuleu Tengah": "Nunsaen",
        "Amarasi": "Nonbes",
        "Fatuleu": "Camplong I",
        "Fatuleu Barat": "Poto",
        "Amabi Oefeto": "Fatuknutu",
        "Semau": "Uitao",
    }
    assert {name: capitals[name] for name in chosen} == chosen
    for row in kupang.kecamatan.itertuples():
        assert shapely.contains_xy(row.geometry, row.post_lon, row.post_lat), row.name
    doubted = kupang.kecamatan.loc[kupang.kecamatan["post_doubt"] != "", "name"]
    assert {"Sulamu", "Takari", "Amfoang Timur", "Fatuleu Tengah"} <= set(doubted)
    # The raw table calls for the most populous village of Fatuleu Tengah.
    tengah = kupang.villages[kupang.villages["kecamatan"] == "Fatuleu Tengah"]
    assert tengah.loc[tengah["population_2010"].idxmax(), "name"] == "Nunsaen"


def test_kupang_rest_days_of_2018(kupang: Dataset) -> None:
    days = {(str(row.date), row.category) for row in records(kupang.rest_days)}
    # Idul Fitri 2018 with its joint leave, the feast days around it and the day of the vote.
    joint = ["06-11", "06-12", "06-13", "06-14", "06-18", "06-19", "06-20"]
    public = ["03-17", "03-30", "04-14", "05-01", "05-10", "05-29", "06-01", "06-15", "06-27"]
    assert {(f"2018-{day}", "government") for day in joint} <= days
    assert {(f"2018-{day}", "public") for day in public} <= days
    assert {day[:4] for day, _ in days} == {"2017", "2018", "2019"}
    assert set(kupang.rest_days["source"].str.split(" ").str[0]) == {"holidays"}


def test_kupang_official_lengths_along_the_coast(kupang: Dataset) -> None:
    lengths = kupang.sections.set_index("id")["length_km"]
    assert lengths[["5303016", "5303017", "5303018", "5303019", "5303020"]].sum() == 142.0
    assert lengths[["N1", "N2", "N3", "N4"]].sum() == 38.0
    assert [section for section, length in lengths.items() if math.isnan(length)] == [
        "N7",
        "5303010",
    ]


def test_kupang_figures_have_sources_and_licences(kupang: Dataset) -> None:
    assert set(kupang.sources["resource"]) == {*TABLES, *LAYERS}
    assert (kupang.sources[["figure", "source", "licence"]] != "").all(axis=None)
    assert "CC BY-IGO" in kupang.attribution
    assert "OCHA COD-AB" in kupang.attribution
    fields = set(kupang.assumptions["field"])
    assert {"roads.detour_factor", "roads.wet_ford_factor", "roads.speeds"} <= fields


def test_kupang_trips_keep_the_facts_apart_that_made_the_lengths(kupang: Dataset) -> None:
    trips = kupang.calibration_trips.set_index("fact")
    assert set(trips.index) == {"F15", "F06", "F22", "F21", "F20", "F16", "F17"}
    assert set(trips.index[trips["use"] == "show"]) == {"F06", "F16", "F17"}
    assert tuple(trips.loc["F21", ["origin", "destination"]]) == ("oelamasi", "5303190008")
    assert tuple(trips.loc["F06", ["origin", "destination"]]) == ("5303160006", "kota-kupang")


def test_the_embedded_package_is_valid_small_and_attributed() -> None:
    report = frictionless.validate(str(EMBEDDED / "datapackage.json"))
    assert report.valid, report.to_summary()
    package = json.loads((EMBEDDED / "datapackage.json").read_text(encoding="utf-8"))
    assert {each["name"] for each in package["resources"]} == {*TABLES, *LAYERS}
    assert all(each["sources"] and each["licenses"] for each in package["resources"])
    assert sum(path.stat().st_size for path in EMBEDDED.iterdir()) < 700_000


def test_the_embedded_checks_hold_no_fault_and_tell_the_known_limits() -> None:
    checks = json.loads((EMBEDDED / "checks.json").read_text(encoding="utf-8"))["checks"]
    by_name = {check["name"]: check for check in checks}
    assert {check["level"] for check in checks} == {"ok", "warning"}
    assert by_name["counts"]["found"] == "24 kecamatan and 177 villages, as expected"
    told = [detail.split(":")[0] for detail in by_name["lengths"]["details"]]
    assert told == ["N1", "N4", "N7", "5303010"]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_embedded_tables_are_as_the_build_step_writes_them(name: str, tmp_path: Path) -> None:
    table, faults = TABLES[name], list[str]()
    frame = parse_rows(table, read_rows(EMBEDDED / table.file, faults), table.file, faults)
    assert faults == []
    write_table(frame, table, tmp_path / table.file)
    assert (tmp_path / table.file).read_bytes() == (EMBEDDED / table.file).read_bytes()
