"""Neighbouring posts taken together: never dearer than each for itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from routing.bounds.aggregation import aggregate, coarse
from routing.bounds.pricing import DualPrices, price
from tests.routing.bounds.test_pricing import random_worth, small_town
from tests.routing.one_pair import flags_of, prices_of, tables_of
from tests.routing.towns import BASE, both_ways, campaign, place, travel


def test_a_course_over_groups_is_never_dearer() -> None:
    """Random towns with one kecamatan, ferries and closed hours among them."""
    cheaper = 0
    for seed in range(60):
        made, table = small_town(seed, (4, 6))
        one = tuple(replace(p, kecamatan="K") if p.residents else p for p in made.places)
        made = replace(made, places=one)
        tables = tables_of(made, table)
        posts = tables.instance.posts
        units = aggregate(tables, posts)
        fine = tables.pricing_instance(posts)
        wide = coarse(fine, units.groups)
        worth = prices_of(made, random_worth(made, seed))
        shared = DualPrices(
            *(np.zeros(len(posts)),), worth.day, worth.trip, worth.server, np.zeros(len(posts))
        )
        lead = [int(members[0]) for members in units.groups.posts]
        for group, members in enumerate(units.groups.posts):
            shared.resident[members] = worth.resident[lead[group]]
            shared.visit[members] = worth.visit[lead[group]]
        few = shared._replace(resident=worth.resident[lead], visit=worth.visit[lead])
        dear = price(fine, shared, flags_of(fine), False)[0, 0, 0]
        cheap = price(wide, few, flags_of(wide), False)[0, 0, 0]
        assert cheap <= dear, seed
        cheaper += cheap < dear
    assert cheaper > 10


@pytest.mark.parametrize(("posts", "groups"), [(3, 1), (4, 1), (8, 2), (12, 3)])
def test_near_posts_go_together(posts: int, groups: int) -> None:
    """Clumps of four posts, a minute apart, an hour between the clumps."""
    names = [f"p{n}" for n in range(posts)]
    spots = {BASE: -60} | {name: 60 * (n // 4) + n % 4 for n, name in enumerate(names)}
    legs = {
        (one, two): (abs(x - y), 100 * abs(x - y))
        for one, x in spots.items()
        for two, y in spots.items()
        if x < y
    }
    table = travel(both_ways(legs))
    made = campaign([place(BASE), *(place(n, 5, kecamatan="K") for n in names)], table)
    tables = tables_of(made, table)
    units = aggregate(tables, tables.instance.posts)
    assert len(units.posts) == groups
    clumps = [[spots[names[int(n)]] // 60 for n in own] for own in units.groups.posts]
    assert all(len(set(clump)) == 1 for clump in clumps)


def test_two_visits_in_a_group_take_two_set_ups() -> None:
    """Open from 07:30 to 09:30, set up by 07:30: two posts a minute apart, 12 residents each."""
    legs = {(BASE, "a"): (60, 1000), (BASE, "b"): (60, 1000), ("a", "b"): (1, 10)}
    table = travel(both_ways(legs))
    hours = ((450, 570),)
    made = campaign(
        [
            place(BASE),
            place("a", 12, hours=hours, kecamatan="K"),
            place("b", 12, hours=hours, kecamatan="K"),
        ],
        table,
        1,
    )
    tables = tables_of(made, table)
    groups = aggregate(tables, tables.instance.posts).groups
    assert [len(own) for own in groups.posts] == [2]
    wide = coarse(tables.pricing_instance(tables.instance.posts), groups)
    prices = DualPrices(np.array([1e6]), 0.0, 0.0, np.zeros(1), np.zeros(1))
    value = price(wide, prices, flags_of(wide), False)[0, 0, 0]
    # Of 120 minutes 31 go to the way and the second set-up: 17 residents of 5 minutes each.
    # A duty day and the ways cost less than one more resident is worth.
    assert 16e6 < -value < 17e6
