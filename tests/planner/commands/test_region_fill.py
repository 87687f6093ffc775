"""`jemputbola region fill`: figures joined by code, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from geodata import load_dataset
from geodata.build.from_layers import RegionOrder, build_region
from planner.campaigns.defaults import default_campaign
from planner.cli import run
from tests.geodata import osm_town as town
from tests.geodata.osm_town import A, B, C


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """Three villages, each alone in its kecamatan, without people; Bale lies in the middle."""
    frame = town.villages([A, B, C]).drop(columns="PENDUDUK")
    frame = frame.assign(KECAMATAN=["Satu", "Dua", "Tiga"], KODE_KEC=["1", "2", "3"])
    frame.to_file(tmp_path / "desa.gpkg")
    folder = build_region(RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out")).dataset.folder
    (folder / "catatan.txt").write_text("mine")
    return folder


def _dotted(code: str) -> str:
    return f"{code[:2]}.{code[2:4]}.{code[4:6]}.{code[6:]}"


def test_a_csv_file_as_excel_saves_it(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "warga.csv"
    table.write_text(
        "Kode;Belum merekam;Penduduk;Penginapan\n"
        f"{_dotted(A)};10;100;\n{C};1.250;30.000;200.000\n9901019999;5;6;\n"
    )
    assert run(["region", "fill", str(region), "--table", str(table), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "2 villages filled" in told
    assert "no village of the dataset has (1): 9901019999" in told
    assert f"Villages that are not in the table (1): Bale ({B})" in told
    dataset = load_dataset(region)
    villages = dataset.villages.set_index("code")
    assert villages["population_2010"].to_dict() == {A: 100, B: 0, C: 30_000}
    assert villages["to_record"].dropna().to_dict() == {A: 10, C: 1_250}
    # Most people live in Cemara now, so the base that nobody named is assumed there.
    assert dataset.towns.iloc[0]["name"] == "Pangkalan Cemara"
    assert (region / "catatan.txt").read_text() == "mine"
    posts = {post.id: post for post in default_campaign(dataset, "village").posts}
    assert (posts[C].residents, posts[C].lodging_per_person) == (1_250, 200_000)


def test_what_was_filled_in_is_not_built_over(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (region / "catatan.txt").unlink()
    table = tmp_path / "warga.csv"
    table.write_text(f"Kode;Penduduk\n{A};100\n")
    assert run(["region", "fill", str(region), "--table", str(table)]) == 0
    before = (region / "villages.csv").read_bytes()
    layer = str(tmp_path / "desa.gpkg")
    assert run(["region", "build", "--villages", layer, "--out", str(region), "--lang", "en"]) == 2
    assert "villages.csv" in capsys.readouterr().err
    assert (region / "villages.csv").read_bytes() == before


def test_a_workbook_that_names_the_base(region: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["kode", "pangkalan", "akses"], [int(A), "ya", None], [int(B), None, "udara"]):
        sheet.append(row)
    book.save(tmp_path / "warga.xlsx")
    assert run(["region", "fill", str(region), "--table", str(tmp_path / "warga.xlsx")]) == 0
    dataset = load_dataset(region)
    base = dataset.towns.iloc[0]
    assert (base["lon"], base["lat"], base["basis"]) == (100.05, 0.05, "named by the planner")
    assert dataset.by_air == {B}


def test_people_filled_in_by_hand_move_an_assumed_base(region: Path) -> None:
    path = region / "villages.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], *(line.replace(",0,0,", ",7,0,") for line in lines[1:])]))
    assert run(["region", "fill", str(region)]) == 0
    basis = str(load_dataset(region).towns.iloc[0]["basis"])
    assert basis.endswith("the kecamatan with most residents is taken")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"kode,belum merekam,penduduk\n{A},11,10\n",
            "more residents to record than people in Aur",
        ),
        (f"kode,penduduk\n{A},x\n", "column penduduk: 'x' is no whole number"),
        (f"kode,penduduk\n{A},1\n{A},2\n", f"{A} stands there twice"),
        ("kode,penduduk\n123,1\n", "none of its codes (123, …) is a village's"),
        ("nama,penduduk\nAur,1\n", "a column of codes (code) and one of figures"),
        (f"kode,pangkalan\n{A},ya\n{B},ya\n", "2 bases"),
    ],
)
def test_a_table_with_a_fault_changes_nothing(
    region: Path, tmp_path: Path, text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in region.iterdir()}
    (tmp_path / "warga.csv").write_text(text)
    asked = ["region", "fill", str(region), "--table", str(tmp_path / "warga.csv")]
    assert run([*asked, "--lang", "en"]) == 2
    assert told in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in region.iterdir()} == before


def test_a_base_outside_is_refused(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["region", "fill", str(region), "--base", "101,5", "--lang", "en"]) == 2
    assert "it lies in no village" in capsys.readouterr().err
