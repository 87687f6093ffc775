"""The id of a campaign: the same from run to run, another for another campaign."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date

import pytest

from routing.campaign import Campaign, campaign_id
from tests.routing.towns import BASE, both_ways, campaign, place, travel

MONDAY = date(2018, 3, 12)
TABLE = travel(both_ways({(BASE, "a"): (30, 20_000)}))


def test_it_is_the_name_in_small_letters_and_eight_digits_of_a_hash() -> None:
    told = "Kabupaten Kupang 2018\noelamasi\n2018-03-12"
    digits = hashlib.sha256(told.encode()).hexdigest()[:8]
    found = campaign_id("Kabupaten Kupang 2018", "oelamasi", MONDAY)
    assert found == f"kabupaten-kupang-2018-{digits}"


def test_name_base_and_start_each_tell_campaigns_apart() -> None:
    found = {
        campaign_id("Kupang", "oelamasi", MONDAY),
        campaign_id("Kupang ", "oelamasi", MONDAY),
        campaign_id("Kupang", "kupang", MONDAY),
        campaign_id("Kupang", "oelamasi", date(2018, 3, 13)),
    }
    assert len(found) == 4


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Désa “Ä” & Büro", "desa-a-buro"),
        ("東京", "campaign"),
        ("", "campaign"),
        ("=1+1", "1-1"),
        ("Perekaman KTP-el Kabupaten Kupang", "perekaman-ktp-el-kabupat"),
        ("abcdefghijklmnopqrstuvw xyz", "abcdefghijklmnopqrstuvw"),
    ],
)
def test_any_name_gives_letters_that_files_and_calendars_hold(name: str, words: str) -> None:
    found = campaign_id(name, "base", MONDAY)
    assert re.fullmatch(rf"{words}-[0-9a-f]{{8}}", found)


def test_a_campaign_without_an_id_has_the_one_that_it_would_get() -> None:
    town = campaign([place(BASE), place("a", 10)], TABLE)
    assert (town.id, '"id"' in town.to_json().split('"rest_days"')[0]) == ("", False)
    assert town.identity == campaign_id(town.name, town.base, town.start)
    named = replace(town, id="kupang-1", revision=3)
    assert named.identity == Campaign.from_json(named.to_json()).identity == "kupang-1"
