"""Layers as they come: empty columns, several regencies, mixed levels, points, odd figures."""

from __future__ import annotations

import math
import struct
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely

from geodata import DatasetError
from geodata.build.column_roles import find_columns
from geodata.build.from_layers import RegionOrder, RegionReport, build_region
from geodata.message import Message
from tests.geodata import osm_town as town
from tests.geodata.osm_town import A, B, C, D

_WKB_HEAD = 13
"""Bytes before the first corner of a polygon of one ring in WKB."""


def _faults(folder: Path, frame: gpd.GeoDataFrame, **order: str) -> list[Message]:
    """Return what a build of a layer is refused with."""
    frame.to_file(folder / "desa.gpkg")
    with pytest.raises(DatasetError) as caught:
        build_region(RegionOrder(folder / "desa.gpkg", folder / "out", **order))
    assert not (folder / "out").exists()
    return list(caught.value.faults)


def _built(folder: Path, frame: gpd.GeoDataFrame, **order: str) -> RegionReport:
    frame.to_file(folder / "desa.gpkg")
    return build_region(RegionOrder(folder / "desa.gpkg", folder / "out", **order))


def _big(codes: list[str]) -> gpd.GeoDataFrame:
    """Villages with the columns of BIG 2023: codes of BPS empty, those of Kemendagri filled."""
    frame = town.villages(codes)
    dotted = [f"{c[:2]}.{c[2:4]}.{c[4:6]}.{c[6:]}" for c in codes]
    return gpd.GeoDataFrame(
        {
            "NAMOBJ": frame["NAMA_DESA"],
            "KDEBPS": None,
            "KDCBPS": "",
            "KDEPUM": dotted,
            "KDCPUM": [code[:8] for code in dotted],
            "WADMKD": frame["NAMA_DESA"],
            "WADMKC": frame["KECAMATAN"],
            "WADMKK": "Contoh",
        },
        geometry=frame.geometry,
        crs=frame.crs,
    )


def test_an_empty_column_is_passed_over(tmp_path: Path) -> None:
    built = _built(tmp_path, _big([A, B]))
    assert "code: column KDEPUM (guessed)" in [*map(str, built.columns)]
    assert "kecamatan_code: column KDCPUM (guessed)" in [*map(str, built.columns)]
    assert built.dataset.villages["code"].tolist() == ["99.01.01.0001", "99.01.01.0002"]


def test_a_filled_column_goes_before_one_with_gaps() -> None:
    columns = ["KDEBPS", "KDEPUM"]
    assert find_columns("x", columns, {}, [], gappy={"KDEBPS"}).of["code"] == "KDEPUM"
    assert find_columns("x", columns, {}, [], gappy=set(columns)).of["code"] == "KDEBPS"
    # Whoever names a column gets it.
    named = find_columns("x", columns, {"code": "KDEBPS"}, [], empty={"KDEBPS"})
    assert named.of["code"] == "KDEBPS"


def test_a_column_that_is_empty_is_refused_in_one_line(tmp_path: Path) -> None:
    frame = _big([A, B, C])
    faults = _faults(tmp_path, frame.drop(columns="KDEPUM"), columns={"code": "KDEBPS"})
    (told,) = [fault for fault in faults if "KDEBPS" in str(fault)]
    assert "3 features (1, 2, 3), column KDEBPS: no code there" in str(told)
    assert "3 fitur (1, 2, 3), kolom KDEBPS" in told.text("id")


@pytest.mark.parametrize("figures", [["1.250", "2,045", "900"], ["1250", "2045", "900"]])
def test_thousands_in_a_layer(tmp_path: Path, figures: list[str]) -> None:
    built = _built(tmp_path, town.villages([A, B, C]).assign(PENDUDUK=figures))
    assert built.dataset.villages["population_2010"].tolist() == [1_250, 2_045, 900]


@pytest.mark.parametrize("figures", [[2.345, 1.25, 900.0], ["12,5", "1.250", "900"]])
def test_thousands_or_decimals_is_asked(tmp_path: Path, figures: list[object]) -> None:
    faults = _faults(tmp_path, town.villages([A, B, C]).assign(PENDUDUK=figures))
    (told,) = faults
    assert "2 features (1, 2), column PENDUDUK" in str(told)
    assert "thousands? Write whole numbers" in str(told)
    assert "pemisah ribuan?" in told.text("id")


def test_decimals_of_a_grid_are_rounded_and_told(tmp_path: Path) -> None:
    frame = town.villages([A, B, C]).assign(PENDUDUK=[10.123456, 20.654321, 30.0])
    built = _built(tmp_path, frame)
    assert built.dataset.villages["population_2010"].tolist() == [10, 21, 30]
    assert any("2 figures are rounded" in str(note) for note in built.notes)


def test_what_is_no_number_is_one_line(tmp_path: Path) -> None:
    frame = town.villages([A, B, C]).assign(PENDUDUK=["n/a", "-5", "7"])
    (told,) = _faults(tmp_path, frame)
    assert "2 features (1, 2), column PENDUDUK: 'n/a' is no whole number" in str(told)


def test_degrees_with_a_comma(tmp_path: Path) -> None:
    frame = town.villages([A, B]).assign(lon=["100,050", "100,150"], lat=["0,050", "0.05"])
    villages = _built(tmp_path, frame).dataset.villages
    assert villages["lon"].tolist() == [100.05, 100.15]
    assert villages["lat"].tolist() == [0.05, 0.05]


def _province() -> gpd.GeoDataFrame:
    """Two villages of Belu and two of Malaka."""
    codes = ["5306010001", "5306010002", "5321010001", "5321010002"]
    names = ["Belu", "Kabupaten  Belu", "Malaka", "Malaka"]
    kecamatan = ["Raihat", "Raihat", "Weliman", "Weliman"]
    frame = town.villages([A, B, C, D])
    return frame.assign(KODE_DESA=codes, KABUPATEN=names, KECAMATAN=kecamatan)


@pytest.mark.parametrize("named", [True, False])
def test_several_regencies_are_told(tmp_path: Path, named: bool) -> None:
    frame = _province().replace("Kabupaten  Belu", "Belu")
    frame = frame if named else frame.drop(columns="KABUPATEN")
    (told,) = _faults(tmp_path, frame)
    labels = "Belu (5306, 2), Malaka (5321, 2)" if named else "5306 (2), 5321 (2)"
    assert f"it holds 2 regencies (code, areas): {labels}; name one with --regency" in str(told)
    assert "--regency NAMA" in told.text("id")


@pytest.mark.parametrize("wanted", ["Belu", "kabupaten belu", "5306", "53.06"])
def test_one_of_several_regencies(tmp_path: Path, wanted: str) -> None:
    built = _built(tmp_path, _province(), regency=wanted)
    assert built.dataset.villages["code"].tolist() == ["5306010001", "5306010002"]
    assert built.dataset.name == "Belu"


def test_a_regency_that_is_not_there(tmp_path: Path) -> None:
    (told,) = _faults(tmp_path, _province(), regency="Malacca")
    assert str(told).startswith("--regency Malacca: not in desa.gpkg; did you mean Malaka")


def test_a_name_that_differs_within_one_code_is_one_regency(tmp_path: Path) -> None:
    frame = town.villages([A, B, C]).assign(KABUPATEN=["Contoh", "Kab. Contoh", "CONTOH"])
    assert len(_built(tmp_path, frame).dataset.villages) == 3


def test_an_outline_of_another_regency_does_not_matter(tmp_path: Path) -> None:
    frame = _province()
    frame.loc[3, "geometry"] = None
    built = _built(tmp_path, frame, regency="Belu")
    assert len(built.dataset.villages) == 2


def test_mixed_levels_are_refused(tmp_path: Path) -> None:
    frame = town.villages([A, B, C]).assign(KODE_DESA=[A, B, "9901020"])
    (told,) = _faults(tmp_path, frame)
    assert "mixes levels: 2 villages (9901010001), 1 kecamatan (9901020)" in str(told)
    assert "mencampur tingkat" in told.text("id")


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
def test_points_are_refused_in_a_line(tmp_path: Path) -> None:
    frame = town.villages([A, B, C])
    (told,) = _faults(tmp_path, frame.set_geometry(frame.centroid))
    assert "its 3 features are points, not areas" in str(told)


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
def test_features_that_are_no_areas_are_told_by_kind(tmp_path: Path) -> None:
    frame = town.villages([A, B, C])
    shapes = [frame.centroid[0], frame.centroid[1], frame.geometry[2]]
    (told,) = _faults(tmp_path, frame.set_geometry(shapes, crs=frame.crs))
    assert "2 features (1, 2): the geometry (Point) is no area" in str(told)


def _with_corner(area: shapely.Polygon, corner: int, x: float) -> bytes:
    """Return an area as WKB with the longitude of a corner changed, however odd that is."""
    held = bytearray(shapely.to_wkb(area, byte_order=1))
    struct.pack_into("<d", held, _WKB_HEAD + 16 * corner, x)
    return bytes(held)


def _written(file: Path, frame: gpd.GeoDataFrame, shapes: list[bytes]) -> None:
    """Write a layer of areas as WKB: shapely makes no rings with such corners."""
    columns = frame.drop(columns="geometry")
    pyogrio.raw.write(
        str(file),
        geometry=np.array(shapes, dtype=object),
        field_data=[columns[name].to_numpy(dtype=object) for name in columns],
        fields=list(columns),
        geometry_type="Polygon",
        crs="EPSG:4326",
    )


@pytest.mark.parametrize("odd", [math.nan, math.inf])
def test_corners_that_are_no_numbers_are_told_with_their_feature(
    tmp_path: Path, odd: float
) -> None:
    """Neither is such an outline mended by leaving out the corner, nor taken as wrong metres."""
    frame = town.villages([A, B, C])
    shapes = [shapely.to_wkb(area) for area in frame.geometry]
    shapes[1] = _with_corner(frame.geometry[1], 1, odd)
    _written(tmp_path / "desa.gpkg", frame, shapes)
    order = RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out", repair=True)
    with pytest.raises(DatasetError) as caught:
        build_region(order)
    (told,) = caught.value.faults
    assert str(told).startswith("desa.gpkg, feature 2: coordinates of the outline are no numbers")
    assert told.text("id").startswith("desa.gpkg, fitur 2: koordinat batasnya bukan angka")
    assert not (tmp_path / "out").exists()


def test_corners_of_the_areas_around_are_numbers_too(tmp_path: Path) -> None:
    frame = town.villages([A, B, C])
    frame[:2].to_file(tmp_path / "desa.gpkg")
    _written(tmp_path / "around.gpkg", frame[2:], [_with_corner(frame.geometry[2], 1, math.nan)])
    order = RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out", around=tmp_path / "around.gpkg")
    with pytest.raises(DatasetError) as caught:
        build_region(order)
    assert any("around.gpkg, feature 1: coordinates" in str(told) for told in caught.value.faults)


def test_an_outline_of_no_numbers_at_all_is_no_area(tmp_path: Path) -> None:
    frame = town.villages([A, B, C])
    shapes = [shapely.to_wkb(area) for area in frame.geometry]
    nothing = struct.pack("<10d", *[math.nan] * 10)
    shapes[1] = shapely.to_wkb(shapely.box(0, 0, 1, 1), byte_order=1)[:_WKB_HEAD] + nothing
    _written(tmp_path / "desa.gpkg", frame, shapes)
    with pytest.raises(DatasetError) as caught:
        build_region(RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out"))
    assert [str(told) for told in caught.value.faults] == [
        "desa.gpkg, feature 2: the geometry is no area; delete it or draw it anew"
    ]


def test_a_post_is_found_however_its_name_is_spelled(tmp_path: Path) -> None:
    """The village Ba\u2019a\u00e9 of the kecamatan BA'AE\u0301: another apostrophe and accent."""
    frame = town.villages([A, B, C]).assign(KECAMATAN="BA'AE\u0301")
    frame.loc[1, "NAMA_DESA"] = "Ba\u2019a\u00e9"
    posts = _built(tmp_path, frame).dataset.kecamatan
    assert posts["capital"].tolist() == [B]
    assert "village of the kecamatan's name" in posts["post_doubt"].iloc[0]


def test_doubled_codes_are_one_line(tmp_path: Path) -> None:
    frame = town.villages([A, B, C, D]).assign(KODE_DESA=[A, A, C, C], KECAMATAN="Satu")
    (told,) = _faults(tmp_path, frame)
    assert f"both have the code {A}, and so it is with 1 more" in str(told)
