"""A revision and what was done before it, as one campaign.

The town's plan records 78 of 100 in Baun (Amarasi), 60 of 60 on the island and nobody of 40 in
Takari (Fatuleu): 138 of 200. It costs 331,500 for kilometres, 400,000 for nights, 2,400,000 for
duty days and 50,000 for crossings. Before it pair T01 recorded 30 in Baun and 5 in Takari.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from maps import MapData, SoFar, overview_html
from maps.figures import all_kecamatan, all_pairs, whole_campaign

PAST = SoFar({"ba": 30, "ta": 5}, {"T01": 35}, {"T01": 1_000_000, "T02": 0})


@pytest.fixture
def revision(data: MapData) -> MapData:
    campaign = replace(data.campaign, revision=1, now=dt.datetime(2018, 3, 14))
    return replace(data, campaign=campaign, so_far=PAST)


def shown(html: str) -> str:
    body = html[html.index("<body") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body.replace("\u00a0", " ")).split())


def test_what_was_done_is_added_to_what_is_planned(revision: MapData) -> None:
    whole = whole_campaign(revision, all_kecamatan(revision), all_pairs(revision))
    assert whole is not None
    assert (whole.recorded, whole.planned, whole.all) == (35, 138, 235)
    assert (whole.spent, whole.to_spend) == (1_000_000, 3_181_500)
    assert [(row.name, row.recorded, row.planned, row.left) for row in whole.kecamatan] == [
        ("Amarasi", 30, 78, 22),
        ("Fatuleu", 5, 0, 40),
        ("Pulau", 0, 60, 0),
    ]
    [pair] = whole.pairs  # the second one has neither past nor plan
    assert (pair.name, pair.recorded, pair.planned) == ("T01", 35, 138)
    assert (pair.spent, pair.to_spend) == (1_000_000, 3_181_500)


def test_the_overview_shows_one_campaign(revision: MapData) -> None:
    english = shown(overview_html(revision, "en"))
    assert "Revision 1 of Wednesday, 14 March 2018 , replaces the first plan" in english
    assert "173 of 235 residents recorded: 35 so far, 138 planned" in english
    assert "IDR 4,182,000 money spent: IDR 1,000,000 so far, IDR 3,182,000 planned" in english
    indonesian = shown(overview_html(revision, "id"))
    assert "Revisi 1 tanggal Rabu, 14 Maret 2018" in indonesian
    assert "173 dari 235 warga terekam: 35 sampai sekarang, 138 direncanakan" in indonesian
    assert 'href="changes.html"' in overview_html(revision, "id")


def test_a_first_plan_knows_of_no_revision(data: MapData) -> None:
    html = overview_html(data, "en")
    assert whole_campaign(data, all_kecamatan(data), all_pairs(data)) is None
    assert "changes.html" not in html
    assert "so-far" not in html
    assert "Revision" not in shown(html)
