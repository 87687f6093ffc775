"""Ferries of an extract: chained from pier to pier, told exactly, tours left out.

The town's mainland road ends at node 6 (100.29, 0.05), the island's at node 40 (100.51, 0.05).
"""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from geodata.build.osm_ferries import Ferries, ferry_tables
from geodata.osm.reader import read_extract
from geodata.osm.tags import ferry_tags
from tests.geodata import osm_town as town
from tests.geodata.osm_town import NODES, WAYS, Places, Tags

AREA = shapely.box(99.5, -0.5, 101.5, 0.7)
SEA: Places = {60: (100.40, 0.05), 61: (100.40, 0.20), 62: (100.40, -0.20)}
ROADS = {way: WAYS[way] for way in (1, 9, 10)}
BOTH = {"route": "ferry", "motor_vehicle": "yes"}
HOURS = {"opening_hours": "Mo-Sa 06:00-17:00"}


def _ferries(tmp_path: Path, ways: dict[int, tuple[list[int], Tags]], **more: Places) -> Ferries:
    nodes = {**NODES, **SEA, **more.get("nodes", {})}
    path = town.write_extract(tmp_path / "t.osm.pbf", nodes, ROADS | ways, {})
    faults: list[str] = []
    extract = read_extract(path, (99.0, -1.0, 102.0, 1.0), faults)
    assert faults == []
    villages = town.villages()
    named = list(zip(villages["NAMA_DESA"], villages.geometry, strict=True))
    return ferry_tables(extract, AREA, named)


@pytest.mark.parametrize(
    ("duration", "minutes"),
    [
        ("25", 25),
        ("0:05", 5),
        ("1:45", 105),
        ("01:05:30", 66),
        ("PT25M", 25),
        ("PT1H", 60),
        ("PT1H30M", 90),
        ("PT1.5H", 90),
        ("P1DT2H", 26 * 60),
        ("PT90S", 2),
        ("P", None),
        ("PT0M", None),
        ("P1M", None),
        ("00:00", None),
        ("1:5", None),
        ("about an hour", None),
        ("\N{SUPERSCRIPT TWO}", None),
        ("", None),
    ],
)
def test_durations(duration: str, minutes: int | None) -> None:
    told = ferry_tags({"route": "ferry", "duration": duration})
    assert told is not None
    assert told.minutes == minutes


def test_ways_that_meet_at_sea_are_one_ferry(tmp_path: Path) -> None:
    """A way cut in two keeps the duration of the whole on both of its parts."""
    tags = BOTH | {"name": "Feri", "duration": "PT25M"}
    found = _ferries(tmp_path, {21: ([6, 60], tags), 22: ([60, 40], tags)})
    assert found.crossings.empty
    assert found.towns["id"].tolist() == ["port-6", "port-40"]
    assert [*map(str, found.notes)] == [
        "ferry Feri (way 21, 22), Pelabuhan Cemara (port-6) to Pelabuhan Feri (port-40): its tags "
        "tell 25 minutes and vehicles (car, motorcycle) but lack the timetable, so it is not "
        "used; add rows from port-6 to port-40 and back to crossings.csv"
    ]
    assert found.notes[0].text("id") == (
        "feri Feri (way 21, 22), Pelabuhan Cemara (port-6) ke Pelabuhan Feri (port-40): tag-nya "
        "memuat 25 menit dan kendaraan (mobil, sepeda motor) tetapi tidak memuat jadwal, jadi "
        "tidak dipakai; tambahkan baris port-6 ke port-40 dan sebaliknya di crossings.csv"
    )


def test_a_chain_with_hours_is_a_crossing(tmp_path: Path) -> None:
    """Minutes that differ are those of each way: 25 and 30 are 55."""
    first, second = BOTH | HOURS | {"duration": "PT25M"}, BOTH | HOURS | {"duration": "00:30"}
    found = _ferries(tmp_path, {21: ([6, 60], first), 22: ([40, 60], second)})
    rows = found.crossings.set_index("id")
    assert rows.index.tolist() == ["ferry-21-22-out", "ferry-21-22-back"]
    assert rows["crossing_minutes"].tolist() == [55, 55]
    assert rows["from"].tolist() == ["port-6", "port-40"]


def test_half_a_duration_is_none(tmp_path: Path) -> None:
    """Of two ways only one tells its minutes, and another ferry shares the first."""
    found = _ferries(
        tmp_path,
        {
            21: ([6, 60, 61], BOTH | HOURS | {"duration": "PT40M", "name": "Satu"}),
            22: ([60, 40], BOTH | HOURS | {"name": "Satu"}),
        },
    )
    assert found.crossings.empty
    assert any("lack the duration, so" in str(note) for note in found.notes)


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("duration", "tell vehicles (car, motorcycle) and hours but lack the duration, so"),
        ("motor_vehicle", "tell 25 minutes and hours but lack the vehicles, so"),
        ("opening_hours", "tell 25 minutes and vehicles (car, motorcycle) but lack the timetable"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, missing: str, told: str) -> None:
    tags = {**BOTH, **HOURS, "duration": "PT25M"}
    del tags[missing]
    (note,) = _ferries(tmp_path, {21: ([6, 40], tags)}).notes
    assert told in str(note)


def test_hours_that_cannot_be_read_are_quoted(tmp_path: Path) -> None:
    tags = BOTH | {"duration": "25", "opening_hours": "sunrise-sunset"}
    (note,) = _ferries(tmp_path, {21: ([6, 40], tags)}).notes
    assert "a timetable that can be read (opening_hours 'sunrise-sunset')" in str(note)


@pytest.mark.parametrize(
    ("refs", "tags", "reason"),
    [
        ([6, 61, 6], BOTH, "tours and loops"),
        ([6, 40], BOTH | {"ferry": "tourist"}, "tours and loops"),
        ([6, 40], {"route": "ferry", "motor_vehicle": "no", "foot": "yes"}, "no vehicle may board"),
        ([6, 40], {"route": "ferry", "access": "no", "foot": "yes"}, "no vehicle may board"),
    ],
)
def test_tours_loops_and_walkers_are_left_out(
    tmp_path: Path, refs: list[int], tags: Tags, reason: str
) -> None:
    found = _ferries(tmp_path, {21: (refs, {**tags, "name": "Wisata"})})
    assert found.towns.empty
    assert found.crossings.empty
    assert [*map(str, found.notes)] == [f"ferries left out, {reason}: Wisata (way 21)"]


def test_no_port_in_the_open_sea(tmp_path: Path) -> None:
    """The way ends 11 km off: the extract was cut, or what goes on has another name."""
    found = _ferries(tmp_path, {21: ([6, 60], BOTH | {"name": "Jauh"})})
    assert found.towns.empty
    (note,) = found.notes
    assert str(note).startswith("ferries left out, they end in the open sea")
    assert "Jauh (way 21)" in str(note)


def test_a_ferry_to_elsewhere_is_told(tmp_path: Path) -> None:
    nodes = {70: (101.9, 0.05)}
    found = _ferries(tmp_path, {21: ([6, 70], BOTH | {"name": "Jauh"})}, nodes=nodes)
    assert found.towns.empty
    (note,) = found.notes
    assert str(note).startswith("ferries left out, they lead out of the area")


def test_ferries_that_share_the_way_out_of_a_harbour(tmp_path: Path) -> None:
    """Two lines leave by one nameless way; nobody goes from one island to the other."""
    found = _ferries(
        tmp_path,
        {
            21: ([6, 60], BOTH),
            22: ([60, 40], BOTH | {"name": "Ke Feri"}),
            23: ([60, 61, 50], BOTH | {"name": "Ke Hilang"}),
        },
    )
    ends = {
        tuple(str(note).split(" add rows from ")[1].split(" and back")[0].split(" to "))
        for note in found.notes
    }
    assert ends == {("port-6", "port-40"), ("port-6", "port-50")}


def test_two_one_way_lines_are_one_ferry(tmp_path: Path) -> None:
    """As between Malta and Comino: one way there, another back."""
    tags = BOTH | HOURS | {"duration": "25", "oneway": "yes"}
    both = _ferries(tmp_path, {21: ([6, 61, 40], tags), 22: ([40, 62, 6], tags)})
    assert both.crossings["id"].tolist() == ["ferry-21-out", "ferry-21-back"]
    single = _ferries(tmp_path, {21: ([6, 61, 40], tags)})
    assert single.crossings["id"].tolist() == ["ferry-21-out"]


def test_ports_of_one_village_are_told_apart(tmp_path: Path) -> None:
    nodes = {70: (100.294, 0.05), 71: (100.508, 0.052)}
    found = _ferries(tmp_path, {21: ([6, 40], BOTH), 22: ([70, 71], BOTH)}, nodes=nodes)
    assert dict(zip(found.towns["id"], found.towns["name"], strict=True)) == {
        "port-6": "Pelabuhan Cemara",
        "port-40": "Pelabuhan Feri",
        "port-70": "Pelabuhan Cemara 2",
        "port-71": "Pelabuhan Feri 2",
    }
