"""Nights on the way: lodgings through which a far post is reached."""

from __future__ import annotations

import itertools
import random

import numpy as np

from routing.instance import legs as network
from routing.instance.campaign_arrays import Instance
from routing.instance.lodging_gateways import GATES, Gateways, over_water
from tests.routing.random_towns import Size, random_town
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    ferry,
    place,
    port,
    rules,
    timed,
    travel,
)


def gates(instance: Instance, post: str) -> list[str]:
    pair = instance.campaign.teams[0]
    found = Gateways(
        instance.campaign.places, instance.net(pair), instance.calendar(pair), instance.terms(pair)
    ).of(instance.index[post])
    return [instance.place(number).id for number in found]


def test_none_for_a_post_near_the_base() -> None:
    table = travel(both_ways({(BASE, "a"): (30, 20_000), ("a", "b"): (10, 1_000)}))
    town = campaign((place(BASE), place("a", 10), place("b")), table)
    assert gates(Instance(town, table), "a") == []
    assert gates(Instance(town, table), BASE) == []


def test_the_nearest_for_a_post_without_lodging() -> None:
    """Two near the post are kept, the third is not; the inn two minutes away comes first."""
    legs = {(BASE, "a"): (30, 20_000)}
    legs |= {("a", f"inn{n}"): (2 * n, 1_000) for n in (3, 1, 2)}
    table = travel(both_ways(legs))
    inns = tuple(place(f"inn{n}") for n in (1, 2, 3))
    town = campaign((place(BASE), place("a", 10, lodging_per_person=None), *inns), table)
    assert gates(Instance(town, table), "a") == ["inn1", "inn2"]


def test_the_stop_of_a_long_way() -> None:
    """300 minutes each by two towns; 700 in one go is over the limit; the cheap one is used."""
    legs = {
        (BASE, "north"): (300, 200_000),
        (BASE, "south"): (300, 100_000),
        ("north", "far"): (300, 200_000),
        ("south", "far"): (300, 100_000),
        (BASE, "far"): (700, 500_000),
    }
    table = travel(both_ways(legs))
    town = campaign((place(BASE), place("north"), place("south"), place("far", 5)), table, 4)
    assert gates(Instance(town, table), "far") == ["south"]
    outcome, dates = timed(town, table, [("far", 5)])
    assert outcome.residents == 5
    assert dates[0].night_at == "south"


def test_more_stops_than_nights_allowed_are_none() -> None:
    legs = {(BASE, "s1"): (500, 1), ("s1", "s2"): (500, 1), ("s2", "far"): (500, 1)}
    table = travel(both_ways(legs))
    places = (place(BASE), place("s1"), place("s2"), place("far", 5))
    for nights, stops in ((1, []), (5, ["s2", "s1"])):
        town = campaign(places, table, 8, rules=rules(max_nights_out=nights))
        assert gates(Instance(town, table), "far") == stops
        outcome, _ = timed(town, table, [("far", 5)])
        assert outcome.residents == (5 if stops else 0)


def test_never_more_than_fit() -> None:
    stops = [BASE, *(f"s{n}" for n in range(GATES + 2)), "far"]
    legs = dict.fromkeys(itertools.pairwise(stops), (500, 1))
    table = travel(both_ways(legs))
    places = (*(place(stop) for stop in stops[:-1]), place("far", 5))
    town = campaign(places, table, 20, rules=rules(max_nights_out=20))
    assert len(gates(Instance(town, table), "far")) <= GATES


def test_the_nearest_lodging_may_be_across_the_water() -> None:
    """An island without lodging, a port three hours from home with one.

    From home the 07:00 ferry is missed and that of 10:00 leaves no way back on the same date:
    the ferries back are at 08:00 and 12:00, the post opens at 09:00. From the port, after a
    night: 07:00, 07:25, 07:45, set-up to 09:00, five residents to 09:25, 09:45, ferry 12:00.
    """
    table = travel(both_ways({(BASE, "port"): (180, 90_000), ("jetty", "isle"): (20, 10_000)}))
    places = (
        place(BASE),
        place("port"),
        port("jetty"),
        place("isle", 5, lodging_per_person=None, hours=((540, 720),)),
    )
    crossings = (
        ferry("out", "port", "jetty", departures=(420, 660)),
        ferry("back", "jetty", "port", departures=(480, 720)),
    )
    town = campaign(places, table, 2, crossings=crossings)
    assert gates(Instance(town, table), "isle") == ["port"]
    outcome, dates = timed(town, table, [("isle", 5)])
    assert outcome.residents == 5
    assert [team_date.night_at for team_date in dates] == ["port", BASE]


def test_ways_over_water_are_the_cheapest_of_the_dates() -> None:
    """Against `travel` asked place by place and date by date, on random towns with ferries."""
    compared = 0
    for seed in range(30):
        size = Size(posts=(3, 5), dates=(7, 9), ferries=2)
        town, table = random_town(random.Random(seed).randint, size)
        instance = Instance(town, table)
        pair = town.teams[0]
        net, terms = instance.net(pair), instance.terms(pair)
        places = np.arange(len(town.places))
        dates = np.flatnonzero(instance.calendar(pair).active)
        found = over_water(net, terms, 0, terms.base, places, dates)
        for place_, rupiah in zip(places.tolist(), found.tolist(), strict=True):
            ways = [
                network.travel(net, terms, date, 0, terms.base, place_, terms.duty_start, False)
                for date in dates.tolist()
            ]
            prices = [
                way.rupiah
                for way in ways
                if 0 <= way.end <= terms.duty_end
                and way.driving_minutes <= terms.max_driving_minutes
            ]
            assert rupiah == min(prices, default=-1)
            compared += rupiah > 0
    assert compared > 20
