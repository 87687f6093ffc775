"""Small parts of building a region, each by itself."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.build.column_roles import find_columns
from geodata.build.given_tables import timezone_of
from geodata.build.osm_ferries import opening
from geodata.message import Figure
from geodata.roads.osm_roads import with_margin
from geodata.roads.section_matching import match_sections
from geodata.roads.simplification import net_of
from geodata.rounding import spread_metres


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mo-Fr 06:00-17:00", ((0, 1, 2, 3, 4), "06:00", "17:00")),
        ("06:00-17:00", (tuple(range(7)), "06:00", "17:00")),
        ("Sa-Mo 07:30-08:00", ((0, 5, 6), "07:30", "08:00")),
        ("Tu,Th 07:00-09:00", ((1, 3), "07:00", "09:00")),
        ("24/7", (tuple(range(7)), "00:00", "23:59")),
        ("sunrise-sunset", None),
        ("Mo-Fr 17:00-06:00", None),
        ("Mo 06:00-25:00", None),
        ("Xx 06:00-17:00", None),
        ("Mo-Fr 06:00-12:00; Sa 07:00-09:00", None),
        ("", None),
    ],
)
def test_opening_hours(text: str, expected: object) -> None:
    assert opening(text) == expected


@pytest.mark.parametrize(
    ("code", "lon", "zone"),
    [
        ("5303100005", 123.4, "Asia/Makassar"),
        ("53.01.04.2001", 123.4, "Asia/Makassar"),
        ("ID1101010001", 97.0, "Asia/Jakarta"),
        ("9401", 139.0, "Asia/Jayapura"),
        ("x", 101.0, "Asia/Jakarta"),
        ("x", 120.0, "Asia/Makassar"),
        ("x", 135.0, "Asia/Jayapura"),
    ],
)
def test_time_zones(code: str, lon: float, zone: str) -> None:
    assert timezone_of(code, lon) == zone


def test_spread_metres_add_up() -> None:
    assert spread_metres(10, np.array([1.0, 1.0, 1.0])) == [3, 4, 3]
    assert spread_metres(7, np.zeros(2)) == [4, 3]
    assert sum(spread_metres(99_999, np.random.default_rng(1).random(57))) == 99_999


def test_the_columns_of_known_layers() -> None:
    cod_ab = ["ADM4_EN", "ADM4_PCODE", "ADM3_EN", "ADM3_PCODE", "ADM2_EN", "geometry"]
    assert find_columns("x", cod_ab, {}, []).of == {
        "code": "ADM4_PCODE",
        "name": "ADM4_EN",
        "kecamatan_code": "ADM3_PCODE",
        "kecamatan": "ADM3_EN",
        "regency": "ADM2_EN",
    }
    big = ["KDEPUM", "WADMKD", "KDCPUM", "WADMKC", "WADMKK", "LUAS"]
    assert find_columns("x", big, {}, []).of["kecamatan_code"] == "KDCPUM"


def test_a_named_column_that_is_missing() -> None:
    faults: list[str] = []
    find_columns("desa.gpkg", ["a", "b"], {"name": "nama"}, faults)
    assert [*map(str, faults)] == ["desa.gpkg: no column 'nama' for --name-column; it has a, b"]


def test_figures_are_written_as_readers_write_them() -> None:
    km, people = Figure(1_234.56, 1), Figure(5_110)
    assert (km.text("en"), people.text("en")) == ("1,234.6", "5,110")
    assert (km.text("id"), people.text("id")) == ("1.234,6", "5.110")


def test_a_margin_is_never_too_narrow() -> None:
    area = with_margin(shapely.box(123, -10, 124, -9), 10_000)
    west, south, _, _ = shapely.bounds(area)
    # 10 km are 0.0910 degrees of longitude at 9 degrees south, and 0.0904 of latitude.
    assert 123 - west > 0.0925 * 0.98
    assert -10 - south > 0.0904
    assert 123 - west < 0.11


def test_a_stretch_out_and_back_is_no_part_of_a_section() -> None:
    """B lies on a spur off the road from A to C."""
    points = {"A": (100.0, 0.0), "x": (100.1, 0.0), "B": (100.1, 0.01), "C": (100.2, 0.0)}
    pairs = [("A", "x"), ("x", "B"), ("x", "C")]
    edges = pd.DataFrame(pairs, columns=["a", "b"]).assign(
        metres=[11_132, 1_106, 11_132], surface="paved"
    )
    edges["class"] = "trunk"
    lines = np.array([shapely.LineString([points[a], points[b]]) for a, b in pairs], dtype=object)
    sections = pd.DataFrame({"id": ["S1"], "path": ["A B C"], "length_km": [22.0]})
    (match,) = match_sections(net_of(edges, lines), sections, {("trunk", "paved"): 48.0})
    assert match.edges == (0, 2)
    assert match.metres == 22_264
