"""CSV files and a GeoPackage in the place of the workbook."""

from __future__ import annotations

import csv
import math
import struct
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from openpyxl import load_workbook

from planner.workbook.loader import LoadedWorkbook, load
from planner.workbook.schema.sheets import SHEETS
from tests.planner.workbook.conftest import Book, refused, told, unusual


def tables_as_csv(book: Path, folder: Path, *, mark: str, encoding: str) -> Path:
    """Write each sheet of a workbook as the CSV file that a spreadsheet would save."""
    folder.mkdir(exist_ok=True)
    pages = load_workbook(book)
    for page in pages.worksheets[: len(SHEETS)]:
        path = folder / f"{page.title}.csv"
        with path.open("w", encoding=encoding, newline="") as stream:
            writer = csv.writer(stream, delimiter=mark)
            for row in page.iter_rows(values_only=True):
                writer.writerow([shown(value, mark) for value in row])
    return folder


def shown(value: object, mark: str) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and mark == ";":
        return str(value).replace(".", ",")
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)


@pytest.mark.parametrize(
    ("language", "mark", "encoding"),
    [("id", ";", "utf-8-sig"), ("en", ",", "utf-8"), ("en", "\t", "utf-16"), ("id", ";", "cp1252")],
)
def test_csv_files_hold_the_same_campaign(
    books: dict[str, Path],
    desk: LoadedWorkbook,
    tmp_path: Path,
    language: str,
    mark: str,
    encoding: str,
) -> None:
    folder = tables_as_csv(books[language], tmp_path, mark=mark, encoding=encoding)
    found = load(folder, language="en")
    assert found.where == folder
    assert found.prepared.campaign == desk.prepared.campaign


def test_faults_of_csv_files_name_file_and_cell(books: dict[str, Path], tmp_path: Path) -> None:
    folder = tables_as_csv(books["en"], tmp_path, mark=",", encoding="utf-8")
    text = (folder / "Pairs.csv").read_text(encoding="utf-8")
    (folder / "Pairs.csv").write_text(text.replace(",12,", ",many,", 1), encoding="utf-8")
    (folder / "Costs.csv").write_bytes(b"\0\0\0")
    found = told(refused(folder))
    assert ("unreadable", "Pairs.csv", "E2") in found
    assert ("not_text", "Costs.csv", "") in found


def test_a_large_csv_file(
    books: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tables_as_csv(books["en"], tmp_path, mark=",", encoding="utf-8")
    with (folder / "Pins.csv").open("wb") as stream:
        stream.truncate(200 << 20)
    assert ("too_big", "Pins.csv", "") in told(refused(folder))
    (folder / "Pins.csv").write_text("Kind\n" + "x\n" * 20_001, encoding="utf-8")
    assert ("too_many_rows", "Pins.csv", "") in told(refused(folder))


def test_the_workbook_goes_before_csv_files(changed: Book) -> None:
    folder = changed({})
    (folder / "pairs.csv").write_text("nothing", encoding="utf-8")
    assert unusual(load(folder)) == [("file_ignored", "pairs.csv")]


def layer_of(book: Path, crs: str) -> gpd.GeoDataFrame:
    """The sheet of places as a layer of points."""
    frame = pd.read_excel(book, sheet_name="Places", dtype={"Id": str})
    lon = next(name for name in frame if name.startswith("Longitude"))
    lat = next(name for name in frame if name.startswith("Latitude"))
    points = gpd.points_from_xy(frame.pop(lon), frame.pop(lat), crs="EPSG:4326")
    texts = frame.astype(object).where(frame.notna(), None)
    return gpd.GeoDataFrame(texts.astype({"Id": "str"}), geometry=points).to_crs(crs)


def test_a_geopackage_holds_the_places(
    books: dict[str, Path], desk: LoadedWorkbook, changed: Book, tmp_path: Path
) -> None:
    def drop(book: object) -> None:
        del book["Places"]

    folder = changed({}, drop)
    layer_of(books["en"], "EPSG:32751").to_file(folder / "places.gpkg", layer="places")
    found = load(folder, language="en")
    mine, usual = found.prepared.campaign, desk.prepared.campaign
    assert unusual(found) == []
    assert [place.id for place in mine.places] == [place.id for place in usual.places]
    assert [p.residents for p in mine.places] == [p.residents for p in usual.places]
    for one, other in zip(mine.places, usual.places, strict=True):
        assert abs(one.lon - other.lon) < 1e-6
        assert abs(one.lat - other.lat) < 1e-6
    assert found.prepared.travel.frame.equals(desk.prepared.travel.frame)


def test_multipoints_of_one_point_are_points(
    books: dict[str, Path], desk: LoadedWorkbook, changed: Book
) -> None:
    folder = changed({})
    layer = layer_of(books["en"], "EPSG:4326")
    several = layer.set_geometry(
        [shapely.MultiPoint([point]) for point in layer.geometry], crs=4326
    )
    several.to_file(folder / "places.gpkg")
    places = load(folder, language="en").prepared.campaign.places
    assert [(p.id, p.residents) for p in places] == [
        (p.id, p.residents) for p in desk.prepared.campaign.places
    ]
    two = shapely.MultiPoint([(123.0, -10.0), (123.1, -10.0)])
    several.set_geometry([two, *several.geometry[1:]], crs=4326).to_file(folder / "places.gpkg")
    assert told(refused(folder)) == {("not_points", "places.gpkg", "")}


def test_points_of_no_numbers_are_told_with_their_row(changed: Book) -> None:
    """A place of the dataset would else silently stand at the dataset's point."""
    folder = changed({})
    points: list[bytes] = []
    for lon, lat in ((math.nan, -10.2), (123.9, -10.2), (123.9, math.inf)):
        held = bytearray(shapely.to_wkb(shapely.Point(0, 0), byte_order=1))
        struct.pack_into("<dd", held, 5, lon, lat)
        points.append(bytes(held))
    pyogrio.raw.write(
        str(folder / "places.gpkg"),
        geometry=np.array(points, dtype=object),
        field_data=[np.array(["5303100005", "5303100006", "5303100007"], dtype=object)],
        fields=["id"],
        geometry_type="Point",
        crs="EPSG:4326",
    )
    found = refused(folder)
    assert told(found) >= {
        ("point_no_numbers", "places.gpkg", "fid 1"),
        ("point_no_numbers", "places.gpkg", "fid 3"),
    }
    assert [one for one in found if one.cell.startswith("fid 2")] == []


def test_faults_of_a_geopackage(books: dict[str, Path], changed: Book) -> None:
    folder = changed({})
    layer = layer_of(books["en"], "EPSG:32751")
    layer.loc[3, "Name"] = None
    layer.to_file(folder / "Tempat.gpkg", layer="whatever")
    found = refused(folder)
    assert told(found) == {("empty", "Tempat.gpkg", "fid 4, Name")}
    layer.geometry = layer.geometry.buffer(10)
    layer.to_file(folder / "Tempat.gpkg", layer="whatever")
    assert {one.key for one in refused(folder)} == {"not_points"}
    (folder / "Tempat.gpkg").write_bytes(b"no database")
    assert {one.key for one in refused(folder)} == {"bad_layer"}
