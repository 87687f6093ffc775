"""The course behind a price, its trips, and what they cost less what they earn."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from geodata.travel.table import TravelTable
from routing.bounds.backtracking import trace_course
from routing.bounds.column_generation import ColumnGeneration
from routing.bounds.pricing import price
from routing.bounds.problem import Duals, PricingClass, Problem, root_branch
from routing.bounds.setup_states import MOST_EXACT, setup_states
from routing.bounds.trips import Trip, trips_of
from routing.campaign.document import Campaign
from tests.routing.bounds.test_pricing import (
    line_town,
    priced,
    random_worth,
    small_town,
    under_way,
    with_promises,
)
from tests.routing.one_pair import Worth, prices_of, tables_of
from tests.routing.random_towns import Size, random_town
from tests.routing.towns import team


def earned(trip: Trip, generation: ColumnGeneration, duals: Duals) -> float:
    """What a trip's residents, days, visits and entries are worth."""
    index = {post: n for n, post in enumerate(generation.problem.posts)}
    total = duals.trip + duals.day * trip.days
    total += sum(
        amount * (duals.resident[index[post]] - duals.server[date])
        for date, post, amount in trip.stays
    )
    total += sum(duals.visit[index[post]] for post in trip.visits)
    total -= duals.trip * trip.under_way
    areas = zip(duals.entry, generation.problem.branch.areas, strict=True)
    return float(total + sum(reward * trip.entries(area) for reward, area in areas))


def traced(made: Campaign, table: TravelTable, worth: Worth, entry: float) -> tuple[int, float]:
    """Trips of the best course; fails unless their reduced costs add up to the price."""
    tables = tables_of(made, table)
    posts = tables.instance.posts
    pricing = tables.pricing_instance(posts)
    team_class = PricingClass(pricing, tables.nights)
    area = frozenset(posts[: max(1, len(posts) // 2)])
    branch = replace(root_branch([team_class]), areas=(area,), entries=((0, 99),))
    none = np.full(len(made.dates), -1)
    problem = Problem([team_class], posts, pricing.most, np.ones(len(posts), int), branch, none)
    generation = ColumnGeneration(problem)
    prices = prices_of(made, worth)
    duals = Duals(
        prices.resident, prices.day, prices.trip, prices.server, 0.0,
        np.array([entry]), prices.visit,
    )  # fmt: skip
    flags = generation.bound_flags[0]
    with_entry_prices = generation.with_entry_prices(team_class, duals)
    future = price(with_entry_prices, prices, flags, False)
    trips = trips_of(
        pricing, posts, tables.nights, trace_course(with_entry_prices, prices, flags, future)
    )
    told = {
        (number, posts[post]): reward
        for (number, post), reward in np.ndenumerate(prices.promise)
        if (pricing.opening[post, number] >= 0).any()
    }
    value = sum(trip.rupiah - earned(trip, generation, duals) for trip in trips)
    visits = [visit for t in trips for visit in zip(t.visit_dates, t.visits, strict=True)]
    value -= sum(told.get(visit, 0.0) for visit in visits)
    assert value == future[pricing.start]
    for trip in trips:
        check(trip, made, pricing.kind, tables.nights)
    first = [tables.nights[pricing.start.night]] * bool(pricing.start.night)
    assert [trip.path[0] for trip in trips if trip.under_way] == first
    for one, two in pairwise(trips):
        assert one.last < two.first
    return len(trips), value


def check(trip: Trip, made: Campaign, kind: np.ndarray, nights: tuple[int, ...]) -> None:
    """A trip goes from the base to the base, a night after each date but the last."""
    base = nights[0]
    assert trip.path[-1] == base
    assert len(trip.visit_dates) == len(trip.visits)
    assert set(zip(trip.visit_dates, trip.visits, strict=True)) <= {s[:2] for s in trip.stays}
    assert base not in trip.nights
    assert len(trip.nights) == trip.last - trip.first
    dates = [date for date, *_ in trip.stays]
    assert dates == sorted(dates)
    assert all(trip.first <= date <= trip.last and kind[date] >= 0 for date in dates)
    assert all(0 <= amount <= made.places[post].residents for _, post, amount in trip.stays)
    assert len(set(dates)) <= trip.days <= trip.last - trip.first + 1


@pytest.mark.parametrize("seed", range(60))
def test_trips_add_up_to_the_price(seed: int) -> None:
    made, table = small_town(seed, (1, 6))
    entry = Random(seed).choice((0, 3000, -700)) + Random(seed).randrange(1024) / 1024
    traced(made, table, random_worth(made, seed), entry)


@pytest.mark.parametrize("seed", range(60))
def test_trips_of_a_pair_under_way_add_up(seed: int) -> None:
    """The first trip leaves no base and has no reward of a trip; promises are earned by dates."""
    made, table = small_town(seed, (1, 6))
    made = under_way(made, seed)
    worth = with_promises(made, random_worth(made, seed), seed)
    if np.isfinite(priced(made, table, worth)):
        traced(made, table, worth, 0.0)


ANY = Size(posts=(1, 6), dates=(2, 6), residents=(1, 90), rate=(7, 13))


@pytest.mark.parametrize("seed", range(40))
def test_trips_of_any_town_add_up(seed: int) -> None:
    """Any minutes and rates, ferries, weekdays, closures, conditions, rest days."""
    made, table = random_town(Random(seed).randint, ANY)
    if not tables_of(made, table).active.any():  # such a pair takes no part
        made = replace(made, teams=(team(),), rest_days=())
    traced(made, table, random_worth(made, seed), 0.0)


def test_enough_of_both_kinds_of_states() -> None:
    exact = [len(setup_states(posts, 30).up) == (1 << posts) - 1 for posts in range(1, 7)]
    assert exact == [posts <= MOST_EXACT for posts in range(1, 7)]
    trips = {False: 0, True: 0}
    for seed in range(60):
        made, table = small_town(seed, (1, 6))
        found, _ = traced(made, table, random_worth(made, seed), 0.0)
        trips[len(made.posts) > MOST_EXACT] += found
    assert min(trips.values()) > 5


def test_a_return_without_set_up_is_one_visit() -> None:
    """a in the morning, b at noon, a again: recorded 12 each, a visited once."""
    made, table = line_town(2, (480, 540, 900, 960), (600, 660))
    tables = tables_of(made, table)
    pricing = tables.pricing_instance(tables.instance.posts)
    posts = [post.id for post in made.posts]
    worth = Worth(dict.fromkeys(posts, 50_000.0), dict.fromkeys(posts, 0.0), [0.0])
    flags = np.zeros(2, bool)
    prices = prices_of(made, worth)
    steps = trace_course(pricing, prices, flags, price(pricing, prices, flags, False))
    (trip,) = trips_of(pricing, tables.instance.posts, tables.nights, steps)
    a, b = (tables.instance.index[name] for name in "ab")
    assert trip.stays == ((0, a, 12), (0, b, 12), (0, a, 12))
    assert sorted(trip.visits) == [a, b]
    assert trip.path == (0, a, b, a, 0)
    assert (trip.entries(frozenset([a])), trip.entries(frozenset([a, b]))) == (2, 1)
    assert trip.rupiah == 860_000 + 180_000
