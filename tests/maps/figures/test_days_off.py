"""When pairs are available, in words; the dates are counted on a calendar of 2018."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from maps import MapData, itinerary_html, overview_html
from maps.figures.days_off import availability
from maps.language.catalogue import language
from routing.campaign import Campaign, Team

MONDAY = dt.date(2018, 3, 12)
"""The campaign of these tests lasts four weeks from here; Saturdays and Sundays are free."""


def days(*numbers: int) -> tuple[dt.date, ...]:
    return tuple(MONDAY + dt.timedelta(days=number) for number in numbers)


@pytest.fixture
def campaign(data: MapData) -> Campaign:
    weekends = days(5, 6, 12, 13, 19, 20, 26, 27)
    return replace(data.campaign, deadline=days(27)[0], rest_days=weekends)


@pytest.fixture
def team(campaign: Campaign) -> Team:
    return replace(campaign.teams[0], until=campaign.deadline)


def said(campaign: Campaign, team: Team, lang: str = "en") -> tuple[str, ...]:
    """What is told, without the thin spaces that English sets around a dash."""
    told = availability(campaign, team, language(lang))
    return tuple(text.replace("\u2009", "") for text in told)


def test_nothing_is_told_of_a_pair_that_is_always_there(campaign: Campaign, team: Team) -> None:
    assert said(campaign, team) == ()
    assert said(campaign, replace(team, days_off=campaign.rest_days)) == ()


def test_weekly_days_off_and_leave(campaign: Campaign, team: Team) -> None:
    """Every Wednesday; from Thursday 22 to Monday 26 March, over a weekend; Friday 30 March."""
    off = replace(team, days_off=days(2, 9, 16, 23, 10, 11, 14, 18))
    assert said(campaign, off) == ("days off: every Wednesday; 22–26 Mar; 30 Mar",)
    assert said(campaign, off, "id") == ("tidak bertugas: setiap Rabu; 22–26 Mar; 30 Mar",)


def test_two_wednesdays_are_no_weekly_day_off(campaign: Campaign, team: Team) -> None:
    off = replace(team, days_off=days(2, 9))
    assert said(campaign, off) == ("days off: 14 Mar; 21 Mar",)


def test_a_gap_between_two_spans_of_dates(campaign: Campaign, team: Team) -> None:
    """From 13 March to 5 April, but for the second week and the Monday after it."""
    off = replace(team, from_=days(1)[0], until=days(24)[0], days_off=days(7, 8, 9, 10, 11, 14))
    assert said(campaign, off) == (
        "on duty 13 Mar–5 Apr",
        "days off: 19–26 Mar",
    )


def test_a_pair_of_other_dates(campaign: Campaign, team: Team) -> None:
    gone = replace(team, from_=days(40)[0], until=days(50)[0])
    assert said(campaign, gone) == ("not on duty during the campaign",)


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "days off: 15 Mar"), ("id", "tidak bertugas: 15 Mar")]
)
def test_both_pages_tell_it(data: MapData, lang: str, text: str) -> None:
    """Thursday 15 March; the other pair has no days off."""
    first, *others = data.campaign.teams
    teams = (replace(first, days_off=days(3)), *others)
    changed = replace(data, campaign=replace(data.campaign, teams=teams))
    assert itinerary_html(changed, "T01", lang).count(text) == 1
    assert text not in itinerary_html(changed, "T02", lang)
    assert overview_html(changed, lang).count(text) == 1
