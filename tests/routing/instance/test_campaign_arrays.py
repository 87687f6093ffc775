"""Arrays of an instance against the travel table, row by row."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pandas as pd

from geodata.travel.table import TravelTable
from routing.campaign.parts import PostDates
from routing.instance.campaign_arrays import Instance
from tests.routing.random_towns import Size, random_town
from tests.routing.towns import BASE, both_ways, campaign, day, place, rules, team, travel


def test_legs_are_those_of_the_table() -> None:
    """Every leg of a few random towns, and -1 for all that are absent."""
    for seed in range(6):
        town, table = random_town(random.Random(seed).randint, Size(posts=(2, 5), ferries=2))
        instance = Instance(town, table)
        rows = {tuple(row[:4]): row[4:] for row in table.frame.itertuples(index=False, name=None)}
        net = instance.net(town.teams[0])
        for number, condition in enumerate(instance.conditions):
            for one in town.places:
                for two in town.places:
                    leg = rows.get((one.id, two.id, "car", condition), (-1, -1))
                    at = number, instance.index[one.id], instance.index[two.id]
                    assert (net.minutes[at], net.metres[at]) == leg


def test_rows_of_other_places_vehicles_and_conditions_are_left_out() -> None:
    legs = both_ways({(BASE, "a"): (30, 20_000), (BASE, "gone"): (5, 1_000), ("gone", "a"): (7, 2)})
    table = travel(legs, conditions=("dry", "flood"), vehicles=("car", "motorcycle"))
    frame = table.frame
    on_bike = frame["vehicle"].eq("motorcycle")
    frame = pd.concat([frame[~on_bike], frame[on_bike].assign(minutes=99)])
    shuffled = TravelTable(frame.sample(frac=1, random_state=3).reset_index(drop=True))
    town = campaign((place(BASE), place("a", 10)), shuffled, teams=(team(1),))
    net = Instance(town, shuffled).net(town.teams[0])
    assert np.array_equal(net.minutes, [[[-1, 30], [30, -1]]])
    assert np.array_equal(net.metres, [[[-1, 20_000], [20_000, -1]]])


def test_a_vehicle_without_rows_has_no_roads() -> None:
    table = travel(both_ways({(BASE, "a"): (30, 20_000)}))
    town = campaign((place(BASE), place("a", 10)), table, teams=(team(1, vehicle="motorcycle"),))
    assert (Instance(town, table).net(town.teams[0]).minutes == -1).all()


def test_opening_of_each_place_and_date() -> None:
    """Places with the same hours, one with a closed date and one pinned to a market day."""
    table = travel({})
    places = (
        place(BASE),
        place("a", 1),
        place("b", 1, closed_dates=(day(1),)),
        place("c", 1),
        place("d", 1, hours=((600, 660),), hours_by_weekday={2: ()}),
    )
    pins = rules(pins=(PostDates("c", (day(2),)),))
    instance = Instance(campaign(places, table, 3, rules=pins), table)
    usual, none = [[480, 720], [780, 960]], [[-1, -1], [-1, -1]]
    late = [[600, 660], [-1, -1]]
    assert instance.opening.tolist() == [
        [usual, usual, usual],
        [usual, usual, usual],
        [usual, none, usual],
        [none, none, usual],
        [late, late, none],
    ]


def test_hours_of_a_single_date_are_those_of_one_post() -> None:
    """Two posts are alike but for one date, on which one opens later."""
    table = travel(both_ways({(BASE, "a"): (30, 20_000), (BASE, "b"): (30, 20_000)}))
    late = replace(place("b", 10), hours_by_date={day(1): ((600, 720),)})
    opening = Instance(campaign((place(BASE), place("a", 10), late), table, 3), table).opening
    assert opening[1, 1].tolist() == opening[2, 0].tolist() == [[480, 720], [780, 960]]
    assert opening[2, 1].tolist() == [[600, 720], [-1, -1]]
