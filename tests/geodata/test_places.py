from __future__ import annotations

from dataclasses import replace

import pytest

from geodata import Dataset, PlaceError, places_of, resolve_place


@pytest.mark.parametrize(
    ("text", "kind", "node"),
    [
        ("oelamasi", "town", "oelamasi"),
        ("  kota   KUPANG ", "town", "kota-kupang"),
        ("Oepoli", "town", "oepoli"),
        ("Takari", "kecamatan", "5303170001"),
        ("5303170001", "village", "5303170001"),
        ("5303192", "kecamatan", "oepoli"),
        ("naikliu", "village", "5303190008"),
        ("Amfoang Timur", "kecamatan", "oepoli"),
    ],
)
def test_ids_and_names(kupang: Dataset, text: str, kind: str, node: str) -> None:
    place = resolve_place(kupang, text)
    assert (place.kind, place.node) == (kind, node)


def test_a_kecamatan_lies_at_its_post(tiny: Dataset) -> None:
    place = resolve_place(tiny, "Satu")
    assert (place.lon, place.lat, place.kecamatan_code) == (100.05, 0.05, "9901010")


def test_of_one_name_a_kecamatan_goes_before_a_village(tiny: Dataset) -> None:
    assert resolve_place(tiny, "dua").kind == "kecamatan"


def test_two_villages_of_one_name_are_told(tiny: Dataset) -> None:
    with pytest.raises(PlaceError) as caught:
        resolve_place(tiny, "BALE")
    assert caught.value.candidates == ("9901010002", "9901030001")
    assert "village Bale in Satu (9901010002); village Bale in Pulau (9901030001)" in str(
        caught.value
    )


def test_close_names_are_suggested(tiny: Dataset) -> None:
    with pytest.raises(PlaceError, match="Did you mean village Cemara in Dua"):
        resolve_place(tiny, "Cemra")
    with pytest.raises(PlaceError, match=r"of this dataset$") as caught:
        resolve_place(tiny, "zzz")
    assert caught.value.candidates == ()


def test_every_place_is_found_by_its_id(kupang: Dataset) -> None:
    places = places_of(kupang)
    assert len(places) == 177 + 24 + 9
    assert all(resolve_place(kupang, each) == place for each, place in places.items())


@pytest.mark.parametrize(
    "text", ["Ma'u", "MA\u2019U", "ma\u02bcu\u200b", "Cafe\u0301", "CAF\u00c9 "]
)
def test_signs_for_an_accent_or_apostrophe_do_not_matter(tiny: Dataset, text: str) -> None:
    """The table has the apostrophe of a typewriter and the accented letter as one sign."""
    names = {"Bale": "Ma'u", "Cemara": "Caf\u00e9"}
    villages = tiny.villages.assign(name=tiny.villages["name"].replace(names))
    villages = villages[villages["code"] != "9901030001"]
    place = resolve_place(replace(tiny, villages=villages), text)
    assert place.name in names.values()


def test_an_accent_makes_another_name(tiny: Dataset) -> None:
    with pytest.raises(PlaceError):
        resolve_place(tiny, "Cem\u00e1ra")
