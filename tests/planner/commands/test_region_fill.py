"""`jemputbola region fill`: figures joined by code, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from geodata import load_dataset, text_in
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
    assert "Base: Pangkalan Cemara, assumed as none was named." in told
    assert f"region check {region} --lang en" in told
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


def test_what_was_filled_is_told_in_bahasa_indonesia(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "warga.csv"
    table.write_text(f"Kode;Belum merekam;Penduduk\n{A};10;100\n{B};20;200\n{C};30;300\n")
    assert run(["region", "fill", str(region), "--table", str(table)]) == 0
    told = capsys.readouterr().out
    assert "(kode desa = Kode, belum merekam = Belum merekam, jumlah penduduk = Penduduk)" in told
    assert "Pangkalan: Pangkalan Cemara, diandaikan" in told
    assert run(["region", "fill", str(region), "--base", "100.05,0.05"]) == 0
    assert "diandaikan" not in capsys.readouterr().out


def test_by_air_is_told_and_read_in_bahasa_indonesia(region: Path) -> None:
    """The word air is Indonesian for water: a planner would not write it for an aircraft."""
    villages = region / "villages.csv"
    rows = villages.read_text().splitlines()
    edited = [
        f"{rows[0]},access",
        *(f"{row},udara" for row in rows[1:2]),
        *(f"{row}," for row in rows[2:]),
    ]
    villages.write_text("\n".join(edited) + "\n")
    assert load_dataset(region).by_air == {A}


def test_texts_of_a_built_dataset_are_in_bahasa_indonesia(region: Path, tmp_path: Path) -> None:
    def left() -> list[str]:
        held = load_dataset(region)
        texts = {
            *held.assumptions["reason"],
            *held.kecamatan["post_doubt"],
            *held.kecamatan["post_basis"],
            *held.kecamatan["source"],
            *held.towns["basis"],
            *held.sources["figure"],
        }
        return sorted(text for text in texts if text and text_in(text, "id") == text)

    assert left() == []
    table = tmp_path / "warga.csv"
    table.write_text(f"Kode;Penduduk\n{A};100\n{B};200\n{C};300\n")
    assert run(["region", "fill", str(region), "--table", str(table)]) == 0
    assert left() == []
    assert run(["region", "fill", str(region), "--base", "100.05,0.05"]) == 0
    assert left() == []


def test_a_workbook_shows_no_reason_of_kupang_where_it_has_no_value(
    region: Path, tmp_path: Path
) -> None:
    assert run(["init", str(tmp_path / "desa"), "--region", str(region)]) == 0
    page = load_workbook(tmp_path / "desa" / "campaign.xlsx").worksheets[0]
    rows = {str(row[0].value): (row[1].value, row[4].value) for row in page.iter_rows(min_row=2)}
    assert rows["Tanggal pertama"] == (None, None)
    assert rows["Tanggal terakhir"] == (None, None)
    assert "O18" in str(rows["Jam buka biasa"][1])


def test_a_base_on_a_road_map_is_moved_on_the_map(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town.villages([A, B, C]).to_file(tmp_path / "desa.gpkg")
    extract = town.write_extract(tmp_path / "town.osm.pbf")
    order = RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out", osm=extract)
    folder = build_region(order).dataset.folder
    table = tmp_path / "warga.csv"
    table.write_text(f"Kode;Belum merekam\n{A};7\n")
    assert run(["region", "fill", str(folder), "--table", str(table)]) == 0
    assert run(["region", "check", str(folder), "--lang", "en"]) == 0
    assert "name it with region build --villages FOLDER --osm FILE" in capsys.readouterr().out
    assert run(["region", "fill", str(folder), "--base", "100.05,0.05", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    told = f"region build --villages {folder} --osm FILE --base LON,LAT --out {folder} --replace"
    assert told in said
    typed = told.replace("FILE", str(extract)).replace("LON,LAT", "100.05,0.05").split()
    assert run([*typed, "--lang", "en"]) == 0
    dataset = load_dataset(folder)
    base = dataset.towns.set_index("id").loc[dataset.base]
    assert (base["lon"], base["lat"], base["basis"]) == (100.05, 0.05, "--base")
    assert dataset.mapped is not None
    assert dataset.villages["to_record"].dropna().tolist() == [7]


def test_a_base_that_sections_name_is_not_moved_under_them(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = load_dataset(region).base
    sections = region / "sections.csv"
    header = sections.read_text().splitlines()[0].split(",")
    row = {"id": "S1", "path": f"{base} {A}", "length_km": "12", "class": "national"}
    row |= {"surface": "asphalt", "wet_season": "open", "source": "gazette"}
    texts = [row.get(name, "x") for name in header]
    sections.write_text(f"{','.join(header)}\n{','.join(texts)}\n")
    assert run(["region", "fill", str(region), "--base", "100.05,0.05", "--lang", "en"]) == 2
    assert "S1 of sections.csv and crossings.csv lead to the base" in capsys.readouterr().err
