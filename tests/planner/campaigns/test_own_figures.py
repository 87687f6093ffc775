"""Nothing of Kupang holds for another regency: it is asked for its own figures."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from geodata import load_dataset
from geodata.build.from_layers import RegionOrder, build_region
from geodata.quality.report import survey
from planner.campaigns import values_in
from planner.campaigns.default_values import DEFAULTS, Defaults
from planner.campaigns.defaults import default_campaign
from planner.cli import run
from planner.errors import OptionError
from tests.geodata import osm_town as town
from tests.geodata.osm_town import A, B, C


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three villages of 100, 200 and 300 people; nobody named a base."""
    folder = tmp_path_factory.mktemp("region")
    town.villages([A, B, C]).to_file(folder / "desa.gpkg")
    return build_region(RegionOrder(folder / "desa.gpkg", folder / "out")).dataset.folder


def _with(region: Path, folder: Path, **columns: list[object]) -> Path:
    """Return a copy of the dataset with columns of villages.csv set by hand."""
    out = folder / "edited"
    out.mkdir()
    for path in region.iterdir():
        (out / path.name).write_bytes(path.read_bytes())
    frame = pd.read_csv(out / "villages.csv", dtype=str).assign(**columns)
    frame.to_csv(out / "villages.csv", index=False)
    return out


def test_a_plan_asks_for_dates_and_residents(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["plan", "--region", str(region), "--out", str(tmp_path / "out"), "--lang", "en"]
    assert run(asked) == 2
    told = capsys.readouterr().err
    assert "Give --start DATE and --deadline DATE" in told
    assert "How many residents of Kabupaten Contoh are to be recorded? Give --residents N" in told
    assert not (tmp_path / "out").exists()


def test_more_to_record_than_people(region: Path, tmp_path: Path) -> None:
    dataset = load_dataset(region)
    with pytest.raises(OptionError, match=r"\(601\) than people in Kabupaten Contoh \(600\)"):
        default_campaign(dataset, "village", Defaults(residents=601))
    own = load_dataset(_with(region, tmp_path, to_record=[101, 20, 30]))
    with pytest.raises(OptionError, match=r"more residents to record \(101\) than people \(100\)"):
        default_campaign(own)


def test_the_dataset_s_own_figures_go_before_the_default(region: Path, tmp_path: Path) -> None:
    dataset = load_dataset(_with(region, tmp_path, to_record=[10, "", 30]))
    campaign = default_campaign(dataset, "village")
    assert [(post.id, post.residents) for post in campaign.posts] == [(A, 10), (C, 30)]
    told = {one.field: one for one in campaign.assumptions}
    assert told["residents.village"].value == "40"
    assert "to_record" in told["residents.village"].reason
    assert "kota-kupang" not in told["lodging_per_person"].value
    # what a workbook's prices are compared with and shown as
    assert values_in(dataset, DEFAULTS, "village")["lodging_per_person"] == "150000: posts"


def test_the_survey_names_what_is_not_the_regency_s_own(region: Path, tmp_path: Path) -> None:
    found = {str(each.topic): each for each in survey(load_dataset(region))}
    told = "\n".join(map(str, found["own figures"].details))
    assert "the base is assumed" in told
    assert "how many residents are still to be recorded is not known" in told
    assert "speeds.csv, seasons.csv are those of Kabupaten Kupang" in told
    assert "every road is estimated" in str(found["estimated lengths"].details[0])
    own = _with(region, tmp_path, to_record=[101, 20, 30])
    found = {str(each.topic): each for each in survey(load_dataset(own))}
    assert "more residents to record than people in Aur" in "\n".join(
        map(str, found["residents"].details)
    )
    home = {str(each.topic): each.level for each in survey(load_dataset())}
    assert home["own figures"] == "ok"


def test_the_base_lies_where_most_live_else_in_the_middle(region: Path, tmp_path: Path) -> None:
    # There is one kecamatan, and Cemara with 300 people is taken for its post.
    base = load_dataset(region).towns.iloc[0]
    assert base["basis"].startswith("ASSUMED: no base was named; the kecamatan with most")
    frame = town.villages([A, B, C]).drop(columns="PENDUDUK")
    frame = frame.assign(KECAMATAN=["Satu", "Dua", "Tiga"], KODE_KEC=["1", "2", "3"])
    frame.to_file(tmp_path / "desa.gpkg")
    built = build_region(RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out"))
    # Bale lies between Aur and Cemara.
    assert built.dataset.towns.iloc[0]["name"] == "Pangkalan Bale"


def test_a_workbook_asks_for_dates_and_residents(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = tmp_path / "work"
    assert run(["init", str(work), "--region", str(region), "--lang", "en"]) == 0
    capsys.readouterr()
    assert run(["check", str(work), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "First date is empty" in told
    assert "Last date is empty" in told
    assert "how many residents of Kabupaten Contoh are to be recorded is not known" in told
    assert "20000" not in told


def test_a_place_by_air_only_is_no_fault_and_gets_no_road(region: Path, tmp_path: Path) -> None:
    flown = load_dataset(_with(region, tmp_path, access=["air", "", ""]))
    found = {str(each.topic): each for each in survey(flown)}
    assert found["off the network"].level == "ok"
    assert f"by air only: Aur ({A})" in str(found["off the network"].found)
    (tmp_path / "edited" / "villages.csv").write_text(
        (tmp_path / "edited" / "villages.csv").read_text().replace(",air", ",plane")
    )
    with pytest.raises(Exception, match="'plane' is not known; write air"):
        load_dataset(tmp_path / "edited")


def test_residents_of_a_place_by_air_only_are_no_other_post_s(region: Path, tmp_path: Path) -> None:
    """Cemara is the capital of the only kecamatan; Aur is flown to."""
    flown = load_dataset(
        _with(region, tmp_path, access=["air", "", ""], to_record=["10", "20", "30"])
    )
    campaign = default_campaign(flown)
    code = str(flown.kecamatan.iloc[0]["code"])
    assert {p.id: (p.residents, p.by_air) for p in campaign.posts} == {
        A: (10, True),
        code: (50, False),
    }
    assert {each.village: each.post for each in campaign.catchment} == {A: A, B: code, C: code}


def test_a_workbook_marks_a_place_as_by_air_only(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Aur has 10 of 60 residents, and is no post: they are neither served nor sent elsewhere."""
    edited = _with(region, tmp_path, to_record=["10", "20", "30"])
    work = tmp_path / "work"
    assert run(["init", str(work), "--region", str(edited), "--lang", "en"]) == 0
    book = load_workbook(work / "campaign.xlsx")
    places, campaign = book["Places"], book["Campaign"]
    column = next(cell.column_letter for cell in places[1] if cell.value == "By air only")
    row = next(cells[0].row for cells in places.iter_rows() if str(cells[0].value) == A)
    places[f"{column}{row}"] = "yes"
    for name, value in (("First date", "02/03/2026"), ("Last date", "06/03/2026")):
        at = next(cells[0].row for cells in campaign.iter_rows() if cells[0].value == name)
        campaign[f"B{at}"] = value
    book.save(work / "campaign.xlsx")
    capsys.readouterr()
    assert run(["check", str(work), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert f"Places, cell {column}{row}: by air only (1): Aur." in said
    assert "does not serve their 10 residents" in said
    assert run(["check", str(work), "--lang", "id"]) == 0
    assert "hanya lewat udara (1): Aur. Kampanye ini tidak melayani 10" in capsys.readouterr().out
    asked = ["plan", str(work), "--seconds", "2", "--work", "5"]
    for language, reason in (
        ("en", "It is marked as by air only, so no pair of this campaign goes there."),
        ("id", "Ditandai hanya lewat udara, sehingga tidak ada pasangan dalam kampanye"),
    ):
        assert run([*asked, "--lang", language]) == 0
        said = capsys.readouterr().out
        assert said.count(reason) == 1
        assert "by air only (1)" not in said
        assert "hanya lewat udara (1)" not in said
        ((post, residents, why),) = _in_schedule(work / "out" / "schedule.xlsx", language)
        assert (post, residents) == ("Aur", 10)
        assert why.startswith(reason)
        plan = json.loads((work / "out" / "plan.json").read_text(encoding="utf-8"))
        (left,) = plan["unserved"]
        assert (left["post"], left["residents"], left["reasons"][0]["code"]) == (A, 10, "rule")
        assert reason in (work / "out" / "index.html").read_text(encoding="utf-8")
        assert plan["summary"]["residents_recorded"] == 50


def _in_schedule(path: Path, language: str) -> list[tuple[str, int, str]]:
    """Post, residents and reason on the sheet of those who are not served."""
    sheet = load_workbook(path)["Not served" if language == "en" else "Belum dilayani"]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] is not None]
    return [(row[0], row[2], row[3]) for row in rows if isinstance(row[2], int)]


def test_the_base_is_not_by_air_only(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = tmp_path / "work"
    assert run(["init", str(work), "--region", str(region), "--lang", "en"]) == 0
    book = load_workbook(work / "campaign.xlsx")
    places = book["Places"]
    column = next(cell.column_letter for cell in places[1] if cell.value == "By air only")
    places[f"{column}2"] = "yes"  # the base stands first
    book.save(work / "campaign.xlsx")
    capsys.readouterr()
    assert run(["check", str(work), "--lang", "en"]) == 2
    assert f"cell {column}2" in (told := capsys.readouterr().err)
    assert "the base is by air only" in told
