"""Contradictions of a campaign: each with its field, its value and a remedy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from routing.campaign.document import Campaign
from routing.campaign.faults import check_campaign
from routing.campaign.parts import Condition, KecamatanBar, KecamatanPin, PostDates
from routing.errors import CampaignError
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    day,
    ferry,
    place,
    port,
    rules,
    team,
    teams,
    travel,
)

TABLE = travel(both_ways({(BASE, "a"): (30, 20_000)}))
PLACES = (place(BASE), place("a", 10), place("b", 5), port("quay"), port("jetty"))


def town(**changes: Any) -> Campaign:
    places = changes.pop("places", PLACES)
    return campaign(places, TABLE, 5, **{"teams": teams(2), **changes})


def faults(found: Campaign) -> tuple[str, ...]:
    with pytest.raises(CampaignError) as caught:
        check_campaign(found)
    assert str(caught.value) == caught.value.text("en")
    assert all(fault.text("id") != str(fault) for fault in caught.value.faults)
    return tuple(map(str, caught.value.faults))


def test_nothing_to_say() -> None:
    pins = (
        KecamatanPin("K-a", "T01"),
        KecamatanBar("K-b", "T01"),
        PostDates("a", (day(0), day(4))),
    )
    check_campaign(
        town(rules=rules(pins=pins), rest_days=(day(2),), crossings=(ferry("f", "quay", "jetty"),))
    )


PIN = "pins"


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"deadline": date(2018, 3, 1)}, ("deadline", "2018-03-01", "2018-03-12", "set")),
        ({"conditions": ()}, ("conditions", "2018-03-12", "cover")),
        ({"conditions": (Condition("dry", day(0), day(3)),)}, ("2018-03-16", "cover")),
        (
            {"conditions": (Condition("dry", day(0), day(1)), Condition("wet", day(3), day(4)))},
            ("wet", "2018-03-14", "cover"),
        ),
        (
            {"conditions": (Condition("dry", day(0), day(3)), Condition("wet", day(3), day(4)))},
            ("wet", "cover each date of the campaign once"),
        ),
        ({"places": (*PLACES, place("a", 1))}, ("places", "'a'", "twice")),
        ({"base": "nowhere"}, ("base", "'nowhere'", "name one")),
        ({"places": (place(BASE), place("a", 1, kecamatan=None))}, ("a", "no kecamatan", "name")),
        ({"places": (place(BASE), place("a", 1, hours=((720, 480),)))}, ("12:00", "08:00")),
        ({"places": (place(BASE), place("a", 1, hours=((480, 480),)))}, ("08:00", "after")),
        (
            {"places": (place(BASE), place("a", 1, hours=((480, 720), (700, 960))))},
            ("overlap", "11:40", "join"),
        ),
        (
            {"places": (place(BASE), place("a", 1, hours_by_weekday={7: ()}))},
            ("weekday 7", "Monday"),
        ),
        ({"crossings": (ferry("f", "quay", "mole"),)}, ("f", "'mole'", "add it")),
        ({"crossings": (ferry("f", "quay", "jetty"),) * 2}, ("'f'", "twice")),
        (
            {"crossings": (ferry("f", "quay", "jetty", departures=None),)},
            ("f", "on demand", "open", "close"),
        ),
        (
            {"crossings": (ferry("f", "quay", "jetty", departures=None, open=600, close=500),)},
            ("f", "closes before it opens"),
        ),
        ({"crossings": (ferry("f", "quay", "jetty", departures=()),)}, ("f", "never leaves")),
        ({"crossings": (ferry("f", "quay", "jetty", weekdays=()),)}, ("f", "never leaves")),
        ({"teams": ()}, ("teams", "none", "add")),
        ({"teams": (team(1), team(2, id="T01"))}, ("'T01'", "twice")),
        ({"teams": (team(1), team(2, operators=("X", "Ani 1")))}, ("'Ani 1'", "twice")),
        ({"teams": (team(1), team(2, operators=("X", "ANI\u200b  1")))}, ("ANI", "twice")),
        ({"teams": (team(1, vehicle="boat"),)}, ("T01", "'boat'", "car")),
        ({"teams": (team(1, from_=day(2), until=day(1)),)}, ("T01", "2018-03-13", "2018-03-14")),
        ({"rules": rules(duty_end=360)}, ("rules", "06:00")),
        ({"rules": rules(finish_minutes=1440)}, ("finish_minutes", "1440", "0 for none")),
        ({PIN: (KecamatanPin("K-a", "T09"),)}, ("pins", "'T09'", "use")),
        ({PIN: (KecamatanBar("K-z", "T01"),)}, ("pins", "'K-z'", "check")),
        ({PIN: (KecamatanPin("K-a", "T01"), KecamatanPin("K-a", "T02"))}, ("T01", "T02", "keep")),
        (
            {PIN: (KecamatanPin("K-a", "T01"), KecamatanBar("K-a", "T01"))},
            ("K-a", "T01", "remove"),
        ),
        ({PIN: (PostDates("quay", (day(0),)),)}, ("'quay'", "no post")),
        ({PIN: (PostDates("z", (day(0),)),)}, ("'z'", "no post")),
        ({PIN: (PostDates("a", ()),)}, ("'a'", "no date")),
        ({PIN: (PostDates("a", (day(5),)),)}, ("'a'", "2018-03-17", "outside")),
        ({PIN: (PostDates("a", (day(1),)),), "rest_days": (day(1),)}, ("2018-03-13", "rest day")),
        ({PIN: (PostDates("a", (day(0),)), PostDates("a", (day(1),)))}, ("'a'", "two", "join")),
    ],
)
def test_a_contradiction(changes: dict[str, Any], parts: tuple[str, ...]) -> None:
    given = dict(changes)
    if PIN in given:
        given["rules"] = rules(pins=given.pop(PIN))
    found = faults(town(**given))
    assert len(found) == 1
    for part in parts:
        assert part in found[0]


def test_all_at_once() -> None:
    broken = replace(town(), base="nowhere", teams=())
    broken = replace(broken, rules=rules(duty_end=1, pins=(KecamatanBar("K-z", "T01"),)))
    found = faults(broken)
    assert len(found) == 5  # base, no team, duty, the pin's team and its kecamatan


def test_faults_are_told_in_bahasa() -> None:
    with pytest.raises(CampaignError) as caught:
        check_campaign(replace(town(), base="nowhere"))
    assert caught.value.text("id") == (
        "base: 'nowhere' bukan tempat dalam kampanye; sebutkan salah satu"
    )


@pytest.mark.parametrize("zone", ["WITA", "GMT+8", "", "../Asia/Makassar"])
def test_a_time_zone_is_one_of_the_iana_database(zone: str) -> None:
    (said,) = faults(replace(town(), timezone=zone))
    assert said.startswith(f"timezone: {zone!r} is no time zone; write a name")
    check_campaign(replace(town(), timezone="Asia/Jayapura"))
