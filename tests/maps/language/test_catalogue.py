"""Catalogues are complete, and numbers and dates have the reader's form."""

from __future__ import annotations

import datetime as dt
import re
from importlib import resources
from pathlib import Path
from typing import Literal

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from maps import LanguageError
from maps.language.catalogue import LOCALES, language

MAPS = Path(str(resources.files("maps")))
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def used_messages() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(
        MAPS,
        method_map=[("**.py", "python"), ("templates/**.html", "jinja2")],
        options_map={"templates/**.html": {"newstyle_gettext": "true"}},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "N_": None},
    )
    return {message for _, _, message, _, _ in found}


def catalogue(code: str) -> Catalog:
    path = MAPS / "locale" / code / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=code)


@pytest.mark.parametrize("code", sorted(LOCALES))
def test_every_message_is_translated_and_none_is_left_over(code: str) -> None:
    messages = {message.id: message.string for message in catalogue(code) if message.id}
    assert set(messages) == used_messages()
    for message, text in messages.items():
        forms = text if isinstance(text, tuple | list) else (text,)
        assert all(forms), f"{message!r} has no translation"
        source = message if isinstance(message, str) else message[1]
        for form in forms:
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(source))


def test_templates_hold_no_text_outside_the_catalogues() -> None:
    for path in sorted((MAPS / "templates").glob("*.html")):
        text = re.sub(r"<style>.*?</style>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"\{% block (?:kind|look) %\}.*?\{% endblock %\}", "", text)
        text = re.sub(r"\{#.*?#\}", "", text)
        text = re.sub(r"\{[{%].*?[}%]\}|<[^>]*>", " ", text, flags=re.DOTALL)
        assert not re.search(r"[A-Za-z]{2,}", text), (path.name, text.split())


def test_numbers_and_dates_in_bahasa() -> None:
    lang = language("id")
    day = dt.date(2018, 3, 12)
    assert lang.number(20000) == "20.000"
    assert lang.km(30_550) == "30,6\u00a0km"
    assert lang.rupiah(1_234_567) == "Rp1.234.567"
    assert lang.date(day) == "Senin, 12 Maret 2018"
    assert lang.clock(7 * 60 + 5) == "07.05"
    assert lang.clock(24 * 60) == "24.00"
    assert lang.duration(135) == "2 jam 15 menit"
    assert lang.ngettext("%(num)s resident", "%(num)s residents", 2500) == "2.500 warga"
    assert lang.timezone("Asia/Makassar") == "WITA"
    assert lang.season("wet") == "musim hujan"
    assert lang.season("wet-c1") == "musim hujan, ada ruas ditutup"


def test_numbers_and_dates_in_english() -> None:
    lang = language("en")
    day = dt.date(2018, 3, 12)
    assert lang.number(20000) == "20,000"
    assert lang.percent(4.25, 1) in {"4.2%", "4.3%"}
    assert lang.date(day) == "Monday, 12 March 2018"
    assert lang.clock(425) == "07:05"
    assert lang.duration(60) == "1 h"
    assert lang.ngettext("%(num)s resident", "%(num)s residents", 1) == "1 resident"
    assert lang.ngettext("%(num)s resident", "%(num)s residents", 0) == "0 residents"
    assert lang.timezone("Asia/Makassar") == "WITA"
    assert lang.timezone("Nowhere/Atall") == "Nowhere/Atall"
    assert lang.word_for("gravel") == "gravel"


def test_spans() -> None:
    lang = language("id")
    assert lang.span(None, None) == "–"
    assert lang.span(dt.date(2018, 3, 12), dt.date(2018, 3, 12)) == "12 Mar"
    assert lang.span(dt.date(2018, 3, 12), dt.date(2018, 3, 16)).replace(" ", "") == "12–16Mar"


def test_two_dates_share_their_year() -> None:
    lang = language("id")
    first, last = dt.date(2018, 12, 30), dt.date(2018, 12, 31)
    assert lang.dates(first, last) == "Minggu, 30 Desember – Senin, 31 Desember 2018"
    assert lang.dates(last, last) == "Senin, 31 Desember 2018"
    later = lang.dates(last, dt.date(2019, 1, 2))
    assert later == "Senin, 31 Desember 2018 – Rabu, 2 Januari 2019"


def test_unknown_language_is_named() -> None:
    with pytest.raises(LanguageError, match=r"'nl'.*en, id"):
        language("nl")


@pytest.mark.parametrize(
    ("amount", "bound", "text"),
    [
        (308_572_499, "", "Rp308.572.000"),
        (308_572_500, "", "Rp308.573.000"),
        (308_572_999, "least", "Rp308.572.000"),
        (308_572_001, "most", "Rp308.573.000"),
        (308_572_000, "most", "Rp308.572.000"),
        (99_999, "", "Rp99.999"),
    ],
)
def test_sentences_give_money_to_the_thousand(
    amount: int, bound: Literal["", "least", "most"], text: str
) -> None:
    assert language("id").thousands(amount, bound) == text


def test_credits_of_datasets() -> None:
    lang = language("id")
    assert lang.credit("Outlines: desa.gpkg. Roads: © OpenStreetMap contributors (ODbL)") == (
        "Batas wilayah: desa.gpkg. Jalan: © OpenStreetMap contributors (ODbL)"
    )
    shipped = "Outlines: BPS (Statistics Indonesia) 2020, by way of OCHA COD-AB, CC BY-IGO"
    assert lang.credit(shipped) == lang.plain(shipped) != shipped
    assert lang.credit("Peta: Bappeda. Data: Dinas") == "Peta: Bappeda. Data: Dinas"
    assert language("en").credit("Outlines: desa.gpkg") == "Outlines: desa.gpkg"


def test_numbers_before_a_colon_are_grouped_and_clock_times_are_not() -> None:
    lang = language("id")
    assert lang.value("lodging_per_person", "150000: posts") == "150.000: pos"
    assert "08:00-12:00" in lang.value("hours", "08:00-12:00")
