"""The turns of villages at their post, and that search, popups and announcements agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from maps import MapData, plan_announcements
from maps.data import Village
from maps.drawing.layers import post_layer
from maps.drawing.outlines import OVERVIEW_TOLERANCE, simplify_land
from maps.figures.summaries import all_kecamatan
from maps.figures.village_visits import _shared, post_turns
from maps.language.catalogue import language
from maps.pages.announcements import announced_hours
from maps.pages.search_index import search_index

MONDAY = dt.date(2018, 3, 12)
DAY = dt.timedelta(days=1)


def village(code: str, residents: int | None, people: int = 0) -> Village:
    return Village(code, code, "K1", 123.6, -10.1, people, "ba", 1_000, 5, residents)


def test_sessions_are_shared_one_village_after_the_other() -> None:
    # 90 are recorded of 30, 60 and nobody: all of them. Monday's 40 are the 30 of A and 10 of B.
    served = [village("A", 30), village("C", 0), village("B", 60)]
    sessions = [(MONDAY, 25), (MONDAY, 15), (MONDAY + DAY, 40), (MONDAY + 4 * DAY, 10)]
    first, nobody, second = _shared(served, sessions)
    assert first.by_date == ((MONDAY, 30),)
    assert second.by_date == ((MONDAY, 10), (MONDAY + DAY, 40), (MONDAY + 4 * DAY, 10))
    assert nobody.by_date == ()
    english = language("en")
    assert nobody.text(english) == "no date yet"
    assert second.text(english) == "Mon 12 Mar – Tue 13 Mar; Fri 16 Mar (60 residents)"


def test_a_part_recorded_is_shared_in_whole_residents() -> None:
    # 50 of 101: 29.70, 14.85 and 5.45 are 30, 15 and 5.
    served = [village("A", 60), village("B", 30), village("C", 11)]
    turns = _shared(served, [(MONDAY, 50)])
    assert [turn.residents for turn in turns] == [30, 15, 5]


def test_without_counts_the_census_shares(data: MapData) -> None:
    # Baun records 78 on Monday: of 500 people in Dua, at the post, and 300 in Satu,
    # 48.75 and 29.25 are 49 and 29.
    turns = post_turns(data)["ba"]
    found = {turn.village.name: turn.by_date for turn in turns}
    assert list(found) == ["Dua", "Satu"]
    assert found == {"Dua": ((MONDAY, 49),), "Satu": ((MONDAY, 29),)}


def test_an_announcement_gives_each_village_its_dates(data: MapData) -> None:
    baun, semau = plan_announcements(data, "en").posts
    assert baun["turns"].splitlines() == [
        "2 villages, each on its own dates:",
        "- Dua: Mon 12 Mar (49 residents)",
        "- Satu: Mon 12 Mar (29 residents)",
    ]
    assert semau["turns"] == semau["villages"] == "Empat"


@pytest.mark.parametrize(
    ("planned", "announced"),
    [
        ([(485, 712)], ((495, 705),)),  # 08:05-11:52 -> 08:15-11:45
        ([(480, 720), (780, 960)], ((480, 720), (780, 960))),
        ([(480, 720), (780, 789)], ((480, 720),)),  # nothing of 13:00-13:09 stands on quarters
        ([(781, 794)], ((785, 790),)),
        ([(781, 784)], ((781, 784),)),
        ([(480, 600), (540, 700)], ((480, 690),)),  # two pairs at once
    ],
)
def test_announced_hours_stand_on_quarters_inside_the_planned_ones(
    planned: list[tuple[int, int]], announced: tuple[tuple[int, int], ...]
) -> None:
    assert announced_hours(planned) == announced


def test_search_and_popup_say_what_the_announcement_says(data: MapData) -> None:
    english = language("en")
    land = simplify_land(data, OVERVIEW_TOLERANCE)
    found = {row[0]: row[4] for row in search_index(data, land, all_kecamatan(data), english)}
    assert found["Satu"] == [
        "Kecamatan Amarasi",
        "Post: Baun, 40 min by road (12.5\u00a0km)",
        "T01: Mon 12 Mar (29 residents)",
    ]
    assert found["Tiga"][-1] == "nobody records there"
    posts = [post for post in data.campaign.posts if post.id == "ba"]
    (drawn,) = post_layer(data, posts, english, None).data["features"]
    assert "Satu</bdi>: Mon 12 Mar (29 residents)" in drawn["properties"]["h"]


def test_a_village_across_the_border_is_told(data: MapData) -> None:
    moved = tuple(
        replace(one, kecamatan_code="K2") if one.name == "Satu" else one
        for one in data.village_reach
    )
    other = replace(data, village_reach=moved)
    assert [one.name for one in moved if other.crosses(one)] == ["Satu"]
    land = simplify_land(other, OVERVIEW_TOLERANCE)
    english = language("en")
    found = {row[0]: row[4] for row in search_index(other, land, all_kecamatan(other), english)}
    assert "The post is in Kecamatan Amarasi" in found["Satu"]
