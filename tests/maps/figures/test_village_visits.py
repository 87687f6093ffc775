"""The turns of villages at their post, and that search, popups and announcements agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from maps import MapData, plan_announcements
from maps.data import PastSession, Village
from maps.drawing.layers import post_layer
from maps.drawing.outlines import OVERVIEW_TOLERANCE, simplify_land
from maps.figures import announced_hours, turned_posts
from maps.figures.summaries import all_kecamatan
from maps.figures.village_visits import _shared, post_turns
from maps.language.catalogue import language
from maps.pages.search_index import search_index
from routing.plan.document import Plan, Session, TeamDate, TeamPlan

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


def at_baun(data: MapData, *numbers: tuple[int, int]) -> Plan:
    """Return a plan of sessions in Baun: the date's number and its residents."""
    dates = tuple(
        TeamDate(MONDAY + day * DAY, "oe", (Session("ba", 480, 720, residents),), "oe")
        for day, residents in numbers
    )
    return replace(data.plan, teams=(TeamPlan("T01", ("K1",), dates), TeamPlan("T02", (), ())))


def revised(data: MapData, plan: Plan, previous: Plan) -> MapData:
    """Return a revision of Tuesday after Monday's 40 residents in Baun."""
    campaign = replace(data.campaign, revision=1, now=dt.datetime(2018, 3, 13))
    past = (PastSession("T01", "ba", MONDAY, 480, 40),)
    return replace(data, campaign=campaign, plan=plan, previous=previous, history=past)


def test_villages_go_on_where_the_sessions_before_a_revision_ended(data: MapData) -> None:
    # 80 of 500 and 300 people are 50 and 30: Monday's 40 and ten more are Dua's, 30 are Satu's.
    first = at_baun(data, (0, 40), (1, 40))
    dua, satu = post_turns(replace(data, plan=first))["ba"]
    assert dua.by_date == ((MONDAY, 40), (MONDAY + DAY, 10))
    assert satu.by_date == ((MONDAY + DAY, 30),)
    revision = revised(data, at_baun(data, (1, 40)), first)
    dua, satu = post_turns(revision)["ba"]
    assert dua.by_date == ((MONDAY + DAY, 10),)
    assert satu.by_date == ((MONDAY + DAY, 30),)
    assert turned_posts(revision) == frozenset()


def test_a_village_whose_dates_are_over_is_not_called_again(data: MapData) -> None:
    # 64 of 500 and 300 are 40 and 24: Monday's 40 were all of Dua.
    first = at_baun(data, (0, 40), (1, 24))
    revision = revised(data, at_baun(data, (1, 24)), first)
    dua, satu = post_turns(revision)["ba"]
    assert (dua.over, dua.by_date) == (True, ())
    assert dua.text(language("en")) == "was there before"
    assert satu.by_date == ((MONDAY + DAY, 24),)
    assert plan_announcements(revision, "en").posts[0]["turns"] == "Satu"


def test_a_village_can_turn_without_the_post(data: MapData) -> None:
    # Tuesday takes 20 in the place of 40, Wednesday 20: ten of Satu's 30 come a date later.
    first = at_baun(data, (0, 40), (1, 40))
    revision = revised(data, at_baun(data, (1, 20), (2, 20)), first)
    assert turned_posts(revision) == frozenset({"ba"})
    assert turned_posts(data) == frozenset()  # no plan before it


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
