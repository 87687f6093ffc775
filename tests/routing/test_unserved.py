"""Why residents are left: each reason alone, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from geodata import Language, catalogue
from routing.campaign.document import Campaign
from routing.campaign.parts import KecamatanBar, Place, PostDates, ServerCapacity
from routing.hindrances import unreachable
from routing.instance.campaign_arrays import Instance
from routing.timetable.decoder import Timetable
from routing.unserved import REMEDIES, unserved
from tests.routing.towns import (
    BASE,
    Legs,
    both_ways,
    campaign,
    day,
    ferry,
    place,
    port,
    rules,
    team,
    travel,
)

NEAR = both_ways({(BASE, "a"): (30, 20_000), (BASE, "b"): (30, 20_000)})


def town(
    posts: Iterable[Place] = (), legs: Legs = NEAR, vehicles: Iterable[str] = ("car",), **more: Any
) -> Instance:
    places = tuple(posts) or (place("a", 100), place("b", 50))
    table = travel(legs, vehicles=vehicles)
    made: Campaign = campaign((place(BASE), *places), table, **{"dates": 2, **more})
    return Instance(made, table)


def why(instance: Instance, **recorded: int) -> list[tuple[str, int, str, str]]:
    found = unserved(instance, Timetable(instance), recorded, "en")
    assert all(len(left.reasons) == len(left.remedies) == 1 for left in found)
    return [
        (left.post, left.residents, left.reasons[0].code, left.remedies[0].split()[0])
        for left in found
    ]


def test_nobody_is_left() -> None:
    assert why(town(), a=100, b=50) == []


def test_no_time_in_the_campaigns_order() -> None:
    assert why(town(), a=60) == [("a", 40, "no_time", "Add"), ("b", 50, "no_time", "Add")]


def test_unreachable() -> None:
    island = (place("a", 10), place("b", 10), place("isle", 7), port("quay"), port("jetty"))
    legs = NEAR | both_ways({(BASE, "quay"): (10, 1_000), ("jetty", "isle"): (10, 1_000)})
    cut = town(island, legs)
    assert why(cut, a=10, b=10) == [("isle", 7, "unreachable", "Add")]
    assert [unreachable(cut, post) for post in cut.posts] == [False, False, True]
    crossings = (ferry("out", "quay", "jetty"), ferry("back", "jetty", "quay"))
    joined = town(island, legs, crossings=crossings)
    assert not unreachable(joined, joined.index["isle"])
    small = tuple(
        ferry(c.id, c.from_, c.to, vehicles=("motorcycle",)) for c in joined.campaign.crossings
    )
    assert unreachable(town(island, legs, crossings=small), joined.index["isle"])
    rider = (team(1), team(2, vehicle="motorcycle"))
    both = town(island, legs, ("car", "motorcycle"), crossings=small, teams=rider)
    assert not unreachable(both, joined.index["isle"])


def test_a_place_that_is_marked_as_by_air_only_is_no_place_out_of_reach() -> None:
    """Nobody is expected there: its reason is a rule, with which a run ends well."""
    flown = replace(place("isle", 7), by_air=True)
    assert why(town((place("a", 100), flown), NEAR), a=100) == [("isle", 7, "rule", "Arrange")]
    joined = NEAR | both_ways({(BASE, "isle"): (10, 1_000)})
    assert why(town((place("a", 100), flown), joined), a=100) == [("isle", 7, "no_time", "Add")]


def test_a_crossing_that_never_runs_within_the_campaign() -> None:
    """The campaign lasts Monday and Tuesday; the ferry runs on Sundays."""
    places = (place("isle", 7), port("quay"), port("jetty"))
    legs = both_ways({(BASE, "quay"): (10, 1_000), ("jetty", "isle"): (10, 1_000)})
    crossings = (ferry("out", "quay", "jetty", weekdays=(6,)),)
    assert why(town(places, legs, crossings=crossings)) == [("isle", 7, "unreachable", "Add")]


def test_barred() -> None:
    barred = town(rules=rules(pins=(KecamatanBar("K-a", "T01"),)))
    assert why(barred, b=50) == [("a", 100, "rule", "Change")]
    other = town(rules=rules(pins=(KecamatanBar("K-a", "T01"),)), teams=(team(1), team(2)))
    assert why(other, b=50) == [("a", 100, "no_time", "Add")]


def test_pinned_dates_are_too_few() -> None:
    pinned = town(rules=rules(pins=(PostDates("a", (day(1),)),)))
    assert why(pinned, a=84, b=50) == [("a", 16, "rule", "Pin")]


@pytest.mark.parametrize(
    "change",
    [
        {"posts": (place("a", 9, hours=()),)},
        {"posts": (place("a", 9, hours=((480, 484),)),)},
        {"posts": (place("a", 9, closed_dates=(day(0), day(1))),)},
        {"rules": rules(max_driving_minutes=29)},
        {"rules": rules(duty_start=900, duty_end=960)},
        {"legs": both_ways({(BASE, "a"): (400, 1_000)}), "rules": rules(max_nights_out=0)},
        {"rest_days": (day(0), day(1))},
    ],
)
def test_rules_that_let_nobody_in(change: dict[str, Any]) -> None:
    given = {"posts": (place("a", 9),), **change}
    assert why(town(**given)) == [("a", 9, "rule", "Allow")]


@pytest.mark.parametrize(("recorded", "expected"), [({"a": 40}, "server"), ({"a": 10}, "no_time")])
def test_server(recorded: dict[str, int], expected: str) -> None:
    """20 on each of two dates: used up with 40, not with 10; offline it does not matter."""
    limits = {"server_capacity": ServerCapacity(20)}
    online = town(rules=rules(connectivity="online", **limits))
    assert {code for *_, code, _ in why(online, **recorded)} == {expected}
    offline = town(rules=rules(connectivity="offline", **limits))
    assert {code for *_, code, _ in why(offline, **recorded)} == {"no_time"}


def test_both_languages_say_the_same_things() -> None:
    found = unserved(town(), Timetable(town()), {}, "id")
    assert found[0].reasons[0].text == (
        "Hari kerja semua pasangan operator sebelum tenggat sudah terpakai."
    )


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_reason_and_remedy_has_its_sentence(language: Language) -> None:
    for key in {*REMEDIES, *REMEDIES.values()}:
        assert catalogue(language).gettext(f"unserved.{key}").endswith(".")
