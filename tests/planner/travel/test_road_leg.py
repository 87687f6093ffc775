from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from geodata import Dataset
from planner.errors import NoWayError, OptionError
from planner.travel import road_leg as desk
from planner.travel.road_leg import FoundRoute, road_journey

FLOOD = date(2021, 2, 1)
"""Sections 5303018 and 5303019 are closed to all vehicles (closures.csv)."""
BRIDGE_LOST = date(2023, 7, 1)
"""Section 5303019 is closed to cars, motorcycles pass."""


def go(origin: str, destination: str, day: date | None = None, vehicle: str = "car") -> FoundRoute:
    return road_journey(origin, destination, vehicle, day, None)


def test_oelamasi_lies_38_km_from_kota_kupang() -> None:
    found = go("Oelamasi", "Kota Kupang")
    assert found.way.metres == 38_000
    assert found.way.sections == ("N4", "N3", "N2", "N1")
    # 38 km at 45 km/h are 50.7 minutes.
    assert found.document() == {
        "minutes": 51,
        "metres": 38_000,
        "estimated_metres": 0,
        "sections": ["N4", "N3", "N2", "N1"],
        "origin": "oelamasi",
        "destination": "kota-kupang",
        "vehicle": "car",
        "condition": "dry",
    }


def test_oepoli_is_reached_along_the_coast() -> None:
    found = go("kota kupang", "OEPOLI")
    assert abs(found.way.metres - 181_000) <= 0.01 * 181_000
    assert abs(found.way.minutes - 7 * 60) <= 15
    assert found.way.sections[-3:] == ("5303018", "5303019", "5303020")


def test_the_flood_on_the_coast_road_lengthens_the_way_to_manubelon() -> None:
    usual, flooded = go("oelamasi", "Manubelon"), go("oelamasi", "Manubelon", FLOOD)
    assert {"5303018"} <= set(usual.way.sections)
    assert not {"5303018", "5303019"} & set(flooded.way.sections)
    assert flooded.way.minutes > usual.way.minutes + 60
    assert flooded.way.estimated_metres > usual.way.estimated_metres
    (closed,) = [line for line in flooded.lines("en") if line.startswith("Closed")]
    assert closed == "Closed to car: 5303018 Barate - Manubelon; 5303019 Manubelon - Naikliu"


def test_closures_are_those_of_the_vehicle() -> None:
    by_car = go("Manubelon", "Naikliu", BRIDGE_LOST)
    by_motorcycle = go("Manubelon", "Naikliu", BRIDGE_LOST, "motorcycle")
    assert by_motorcycle.way.sections == ("5303019",)
    assert "5303019" not in by_car.way.sections
    assert "Ditutup untuk mobil: 5303019 Manubelon - Naikliu" in list(by_car.lines("id"))
    assert not any(line.startswith("Ditutup") for line in by_motorcycle.lines("id"))


def test_without_a_date_it_is_dry_and_all_is_open() -> None:
    assert go("Manubelon", "Naikliu").state.id == "dry"
    assert go("Manubelon", "Naikliu", date(2018, 3, 31)).state.id == "wet"


def test_lines_for_people() -> None:
    bahasa = list(go("oelamasi", "naibonat").lines("id"))
    assert bahasa == [
        "Oelamasi ke Naibonat, mobil, musim kemarau: 3 menit, 2,0\u00a0km",
        "     2,0\u00a0km          3 menit  N4 Naibonat - Oelamasi: Oelamasi - Naibonat",
        "Seluruh jalan ini mempunyai panjang resmi.",
    ]


def test_lines_say_what_is_estimated() -> None:
    found = go("oelamasi", "Manubelon", FLOOD)
    (unsure,) = [line for line in found.lines("en") if line.endswith("is only estimated.")]
    share = round(100 * found.way.estimated_metres / found.way.metres)
    assert unsure.startswith("The length of ")
    assert f"({share}%) is only estimated" in unsure
    assert any("local road (estimated): Bipolo - " in line for line in found.lines("en"))
    assert any("jalan lokal (perkiraan): Bipolo - " in line for line in found.lines("id"))


def test_an_official_section_without_an_official_length_is_marked() -> None:
    found = go("kota-kupang", "bolok-port")
    assert "5303010" in {step.section for step in found.way.steps if step.estimated}
    label = "5303010 Kota Kupang - Bolok"
    assert any(f"{label} (estimated): " in line for line in found.lines("en"))
    assert any(f"{label} (perkiraan): " in line for line in found.lines("id"))


def test_the_stretches_add_up_to_the_whole() -> None:
    found = go("kota-kupang", "oepoli", date(2018, 3, 20))
    assert sum(step.metres for step in found.way.steps) == found.way.metres
    assert len(list(found.lines("id"))) == len(found.way.steps) + 2


def test_being_there_already() -> None:
    found = go("soliu", "Soliu")
    assert list(found.lines("id")) == ["Soliu: asal dan tujuan sama."]
    assert found.document()["metres"] == 0


def test_semau_needs_a_crossing() -> None:
    with pytest.raises(NoWayError) as caught:
        go("Oelamasi", "Semau")
    assert caught.value.text("en").splitlines() == [
        "No road leads from Oelamasi to Semau. You have to cross by:",
        "  ferry Pelabuhan Bolok (bolok-port) to Pelabuhan Hansisi (hansisi-port): Tue, Thu, Sat, "
        "Sun, leaves at 07:00; be there 20 min before; takes 25 min; for car, motorcycle",
        "  motor boat Pelabuhan Bolok (bolok-port) to Pelabuhan Hansisi (hansisi-port): every "
        "day, at any time from 06:00 to 17:00; be there 15 min before; takes 30 min; for "
        "motorcycle",
        "For a connection by the timetable add --date and --time.",
    ]
    assert caught.value.text("id").splitlines()[:2] == [
        "Tidak ada jalan darat dari Oelamasi ke Semau. Ada penyeberangan:",
        "  feri Pelabuhan Bolok (bolok-port) ke Pelabuhan Hansisi (hansisi-port): Sel, Kam, Sab, "
        "Min, berangkat 07:00; datang 20 menit sebelumnya; lama 25 menit; mengangkut mobil, "
        "sepeda motor",
    ]


def test_back_from_semau_the_ferry_leaves_twice() -> None:
    with pytest.raises(NoWayError, match=r"leaves at 07:30, 16:00"):
        go("Semau Selatan", "Oelamasi")


def test_an_island_without_any_crossing(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = dataclasses.replace(dataset, crossings=dataset.crossings.iloc[:0])
    monkeypatch.setattr(desk, "load_dataset", lambda region, language: cut)
    with pytest.raises(NoWayError, match="and no crossing leads over"):
        go("Oelamasi", "Semau")


def test_a_way_that_is_closed(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    first = dataset.closures.iloc[[0]]
    rows = dataset.sections["id"]
    closures = first.loc[first.index.repeat(len(rows))].reset_index(drop=True)
    everywhere = closures.assign(section=list(rows))
    shut = dataclasses.replace(dataset, closures=everywhere)
    monkeypatch.setattr(desk, "load_dataset", lambda region, language: shut)
    with pytest.raises(NoWayError) as caught:
        go("oelamasi", "kota-kupang", BRIDGE_LOST)
    assert "is open to car" in caught.value.text("en")
    assert "untuk mobil" in caught.value.text("id")
    assert "N1 Kota Kupang - Oebelo" in caught.value.text("id")


@pytest.mark.parametrize(
    ("name", "english", "bahasa"),
    [
        ("Jakarta", "is no village, kecamatan or town", "bukan desa, kecamatan, atau tempat"),
        ("Oelamas", "Did you mean Oelamasi (oelamasi)", "Mungkin maksudnya Oelamasi (oelamasi)"),
        ("Takar", "kecamatan Takari (5303170)", "Kecamatan Takari (5303170)"),
        ("Baun", "village Tunbaun in Amarasi Barat (", "Desa Tunbaun di Amarasi Barat ("),
    ],
)
def test_a_place_that_is_not_known(name: str, english: str, bahasa: str) -> None:
    with pytest.raises(OptionError) as caught:
        go(name, "oelamasi")
    assert repr(name) in caught.value.text("en")
    assert english in caught.value.text("en")
    assert bahasa in caught.value.text("id")


def test_a_name_of_several_villages_asks_for_the_code(dataset: Dataset) -> None:
    with pytest.raises(OptionError) as caught:
        go("kuanheum", "oelamasi")
    codes = dataset.villages.loc[dataset.villages["name"] == "Kuanheum", "code"]
    assert len(codes) == 2
    assert "means several places" in caught.value.text("en")
    assert "ada beberapa" in caught.value.text("id")
    assert all(f"({code})" in caught.value.text("id") for code in codes)


def test_all_faults_at_once() -> None:
    with pytest.raises(OptionError) as caught:
        go("Jakarta", "Surabaya", vehicle="mobil")
    assert [note.key for note in caught.value.notes] == [
        "bad_vehicle",
        "place_unknown",
        "place_unknown",
    ]
    assert "--vehicle 'mobil' is unknown; use car, motorcycle" in str(caught.value)
    with pytest.raises(OptionError) as caught:
        go("Jakarta", "Jakarta")
    assert len(caught.value.notes) == 1
