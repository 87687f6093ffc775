"""Texts of datasets in the reader's language."""

from __future__ import annotations

import pytest

from geodata import load_dataset, source_text, text_in


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("read off the map", "dibaca dari peta"),
        ("interior point of desa Bolok", "titik di dalam desa Bolok"),
        ("as ferry-out", "seperti ferry-out"),
        # a remark in brackets is looked up by itself, the planner's own stays
        ("read off the map (by Pak Yohanis)", "dibaca dari peta (by Pak Yohanis)"),
        (
            "rain into early April in some years (F37) (taken over from the dataset of Kabupaten "
            "Kupang; edit it for this regency)",
            "beberapa tahun hujan sampai awal April (F37) (diambil dari data Kabupaten Kupang; "
            "ubah untuk kabupaten ini)",
        ),
        ("Kata perencana sendiri.", "Kata perencana sendiri."),
        ("", ""),
    ],
)
def test_texts_in_bahasa_indonesia(text: str, told: str) -> None:
    assert text_in(text, "id") == told


def test_english_texts_stay_but_for_what_names_both_languages() -> None:
    both = "SK Gubernur NTT 403/KEP/HK/2023; patok kilometer dan pers (kilometre posts, press)"
    assert text_in(both, "en").endswith("; kilometre posts and press")
    assert text_in(both, "id").endswith("; patok kilometer dan pers")
    assert text_in("read off the map", "en") == "read off the map"


def test_every_reason_and_doubt_of_the_embedded_dataset_is_translated() -> None:
    dataset = load_dataset()
    texts = {
        *dataset.assumptions["reason"],
        *dataset.kecamatan["post_doubt"],
        *dataset.seasons["doubt"],
        *dataset.crossings["basis"],
        *dataset.towns["basis"],
        *dataset.sources["figure"],
        *dataset.operations_facts["statement"],
        *dataset.rest_days["name_en"],
        *dataset.closures["note"].dropna(),
    }
    left = sorted(text for text in texts if text and text_in(text, "id") == text)
    assert left == []


def test_texts_of_an_indonesian_workbook_are_the_datasets_own_again() -> None:
    """A crossing's basis names an assumption by its English words, and its twin by its id."""
    for basis in load_dataset().crossings["basis"]:
        assert source_text(text_in(basis, "id")) == basis
    assert source_text("tarif dari Pak Yohanis") == "tarif dari Pak Yohanis"
