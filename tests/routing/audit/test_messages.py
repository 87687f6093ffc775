"""What the audit says: figures in the sentences, two languages alike."""

from __future__ import annotations

import string
from typing import Any

import pytest

from routing.audit.bundle_audit import Violation
from routing.audit.messages import TEMPLATES
from routing.audit.plan_file import COUNTS, RUPIAH, SUMS
from routing.audit.wording import FIELDS
from tests.routing.audit.audit_workbench import Town
from tests.routing.audit.test_audit_changes import CHANGES


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("code", TEMPLATES)
def test_both_languages_name_the_same_figures(code: str) -> None:
    template = TEMPLATES[code]
    assert _names(template.en) == _names(template.id)
    assert template.en != template.id or code == "session_closed"
    assert template.en.endswith(".")
    assert template.id.endswith(".")


def test_every_finding_has_just_the_figures_of_its_sentence() -> None:
    seen = set()
    for change in CHANGES:
        for violation in change.audit().violations:
            names = [name for name, _ in violation.params]
            assert set(names) == _names(TEMPLATES[violation.code].en), violation.code
            assert len(names) == len(set(names))
            assert violation.rule == TEMPLATES[violation.code].rule
            for text in (violation.message("en"), violation.message("id")):
                assert "{" not in text
                assert "None" not in text
            seen.add(violation.code)
    assert seen == set(TEMPLATES)


def test_every_field_of_the_summary_has_words() -> None:
    fields = {*SUMS, *COUNTS, *(f"rupiah.{part}" for part in RUPIAH), "first_date"}
    assert fields <= set(FIELDS)


def _first(change: str) -> Violation:
    return next(entry for entry in CHANGES if entry.name == change).audit().violations[0]


@pytest.mark.parametrize(
    ("change", "english", "indonesian"),
    [
        (
            "R3-drives_as_another_vehicle",
            "R3 team T02, 2018-03-19, event 1: The drive from Oelamasi (oelamasi) to Bolok "
            "(bolok-port) by motorcycle under the road condition dry takes 55 minutes; the "
            "plan has 60.",
            "R3 tim T02, 2018-03-19, kegiatan 1: Perjalanan dari Oelamasi (oelamasi) ke Bolok "
            "(bolok-port) dengan sepeda motor pada kondisi jalan dry memerlukan 55 menit; "
            "dalam rencana 60 menit.",
        ),
        (
            "R6-friday_ends_earlier",
            "R6 team T01, 2018-03-16, event 3: The session at Camplong (camplong) from 08:15 to "
            "11:31 is not within one opening interval; open on this date (Friday): 08:00-11:30.",
            "R6 tim T01, 2018-03-16, kegiatan 3: Perekaman di Camplong (camplong) pukul 08:15 "
            "sampai 11:31 tidak berada dalam satu rentang jam buka; jam buka pada tanggal ini "
            "(Jumat): 08:00-11:30.",
        ),
        (
            "R11-second_team_at_a_post",
            "R11: Kecamatan Fatuleu is recorded by 2 teams (T01, T03); only one may record it.",
            "R11: Kecamatan Fatuleu direkam oleh 2 tim (T01, T03); hanya satu tim yang boleh.",
        ),
        (
            "R16-summary-total_rupiah--1",
            "R16: The summary gives 8,908,015 for the total in rupiah; the events give 8,908,016.",
            "R16: Ringkasan menyebut 8.908.015 untuk total rupiah; menurut kegiatan seharusnya "
            "8.908.016.",
        ),
        (
            "R16-gap_rounded_to_two_digits",
            "R16: The certificate gives 3.03 for the residents gap in percent; its bound gives "
            "3.0303030303.",
            "R16: Sertifikat menyebut 3,03 untuk selisih penduduk dalam persen; menurut batasnya "
            "seharusnya 3,0303030303.",
        ),
        (
            "R16-last_session_null",
            "R16: The summary gives nothing for the date of the last session; the events give "
            "2018-03-21.",
            "R16: Ringkasan menyebut tidak ada untuk tanggal perekaman terakhir; menurut "
            "kegiatan seharusnya 2018-03-21.",
        ),
    ],
)
def test_sentences(change: str, english: str, indonesian: str) -> None:
    violation = _first(change)
    assert violation.line() == violation.line("en") == english
    assert violation.line("id") == indonesian


def test_names_with_braces_stay_text() -> None:
    town = Town()
    town.place("camplong")["name"] = "{found} {{7*7}}"
    town.place("camplong")["lodging_per_person"] = None
    town.repair()
    messages = [v.message() for v in town.audit().violations if v.code == "night_lodging"]
    assert len(messages) == 2
    assert all("{found} {{7*7}} (camplong)" in message for message in messages)


def test_unknown_language() -> None:
    language: Any = "nl"
    with pytest.raises(ValueError, match="'nl' is unknown"):
        _first("R11-second_team_at_a_post").message(language)
