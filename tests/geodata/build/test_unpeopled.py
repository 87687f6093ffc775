from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata import DatasetError, build_graph
from geodata.build.from_layers import RegionOrder, RegionReport, build_region

Row = tuple[str, str, str, int | None]

VILLAGES: list[Row] = [("7313010001", "Barat", "Pantai", 500), ("7313010002", "Timur", "Pantai", 5)]


def _built(folder: Path, rows: list[Row]) -> RegionReport:
    """Villages in a row from west to east, 0.1 degrees each."""
    frame = pd.DataFrame(rows, columns=["KODE_DESA", "DESA", "KECAMATAN", "PENDUDUK"])
    if frame["PENDUDUK"].isna().all():
        frame = frame.drop(columns="PENDUDUK")
    shapes = [shapely.box(120 + at / 10, -4, 120.1 + at / 10, -3.9) for at in range(len(rows))]
    gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326").to_file(folder / "desa.gpkg")
    return build_region(RegionOrder(folder / "desa.gpkg", folder / "out"))


def _kecamatan(code: str) -> str:
    return "Pantai" if code.startswith("7313010") else "Danau Tempe"


@pytest.mark.parametrize(
    ("code", "name", "land"),
    [
        ("7313888888", "Danau Tempe", False),
        ("7313010999", "Hutan", True),
        ("7313010888", "Prepedan", False),
        ("7313010003", "Waduk Besar", False),
        ("7313010003", "Taman Nasional", True),
    ],
)
def test_lakes_and_forest_are_no_villages(tmp_path: Path, code: str, name: str, land: bool) -> None:
    report = _built(tmp_path, [VILLAGES[0], (code, name, _kecamatan(code), 0), VILLAGES[1]])
    dataset = report.dataset
    assert dataset.villages["name"].tolist() == ["Barat", "Timur"]
    assert dataset.kecamatan["name"].tolist() == ["Pantai"]
    assert code not in build_graph(dataset).ids
    # Forest is land around, a lake is water.
    assert dataset.neighbours["name"].tolist() == ([name] if land else [])
    said = next(note for note in report.notes if name in str(note))
    assert str(said).endswith(f"and is no village: {name} ({code})")
    assert "bukan desa" in said.text("id")


def test_areas_with_residents_are_villages_whatever_their_name(tmp_path: Path) -> None:
    rows = [
        *VILLAGES,
        ("7313010003", "Danau Indah", "Pantai", 7),
        ("7313010999", "Hutan", "Pantai", 1),
    ]
    assert len(_built(tmp_path, rows).dataset.villages) == 4


def test_without_residents_a_name_alone_is_only_told(tmp_path: Path) -> None:
    rows: list[Row] = [(*row[:3], None) for row in VILLAGES]
    rows += [("7313010003", "Danau Indah", "Pantai", None), ("7313010888", "Danau", "Pantai", None)]
    report = _built(tmp_path, rows)
    assert report.dataset.villages["name"].tolist() == ["Barat", "Timur", "Danau Indah"]
    told = [note for note in report.notes if str(note).startswith("named like lakes")]
    assert len(told) == 1
    assert "Danau Indah (7313010003); if nobody lives there, delete them from desa.gpkg" in str(
        told[0]
    )


def test_other_codes_than_those_of_villages_say_nothing(tmp_path: Path) -> None:
    rows = [(f"{code}", f"Desa {code}", "Pantai", 0) for code in (887, 888, 999)]
    layer = gpd.GeoDataFrame(
        pd.DataFrame(rows, columns=["KODE_DESA", "DESA", "KECAMATAN", "PENDUDUK"]).assign(
            KODE_KEC="7313010"
        ),
        geometry=[shapely.box(120 + at / 10, -4, 120.1 + at / 10, -3.9) for at in range(3)],
        crs="EPSG:4326",
    )
    layer.to_file(tmp_path / "desa.gpkg")
    order = RegionOrder(
        tmp_path / "desa.gpkg", tmp_path / "out", columns={"kecamatan_code": "KODE_KEC"}
    )
    assert len(build_region(order).dataset.villages) == 3


def test_a_layer_of_a_lake_only_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="all its areas are lakes or forest") as caught:
        _built(tmp_path, [("1288888888", "Danau Toba", "Danau Toba", None)])
    assert "Danau Toba (1288888888)" in str(caught.value)
    assert not (tmp_path / "out").exists()
