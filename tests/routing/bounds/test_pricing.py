"""Pricing against courses tried event by event, and its parts against plain loops."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from geodata.travel.table import TravelTable
from routing.bounds.interruptible_pricing import price_by_dates
from routing.bounds.pricing import price, shortest_legs
from routing.bounds.pricing_stays import record, window
from routing.bounds.setup_states import MOST_EXACT, sets
from routing.campaign.document import Campaign
from routing.campaign.parts import Costs, TeamState
from routing.limits import Limits
from routing.plan.document import Event, Session, Setup, TeamPlan
from routing.solver import solve
from tests.routing.one_pair import (
    Worth,
    flags_of,
    least,
    prices_of,
    pricing_of,
)
from tests.routing.tiny_campaigns import random_campaign
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
    travel,
)

ISLAND = 2
"""Seeds of towns with an island: those that leave this rest by 4."""


def small_town(
    seed: int, posts: tuple[int, int] = (1, 3), weeks: int = 0, step: int = 1
) -> tuple[Campaign, TravelTable]:
    """Posts on a grid of quarter hours, 4 residents an hour; every fourth has an island.

    Some days, or some weeks with rest on their seventh days. Places at one spot are a `step`
    apart: with 0 they are no minute apart.
    """
    pick = Random(seed).randint
    names = [f"p{n}" for n in range(pick(*posts))]
    island = {names[-1]} if seed % 4 == ISLAND else set()
    spots = {BASE: (0, 0)} | {name: (pick(0, 4), pick(1, 3)) for name in names}
    places = [place(BASE, lodging_per_person=None)]
    for name in names:
        opens = 480 + 15 * pick(0, 4)
        hours = ((opens, opens + 60), (opens + 90, opens + 90 + 15 * pick(1, 5)))
        lodging = (None, 10_000, 60_000)[pick(0, 2)]
        residents = (2, 3, 40)[pick(0, 2)]
        places.append(place(name, residents, hours=hours, lodging_per_person=lodging))
    crossings = ()
    if island:
        places += [port("quay"), port("jetty")]
        spots |= {"quay": (1, 0), "jetty": spots[names[-1]]}
        times = {"loading_minutes": 15, "crossing_minutes": 30, "fare_rupiah": 5000}
        out = ferry("out", "quay", "jetty", departures=(465, 525), **times)
        crossings = (out, ferry("back", "jetty", "quay", departures=(555, 660), **times))
    legs = {}
    for one, (x, y) in spots.items():
        for two, (u, v) in spots.items():
            apart = (one in island | {"jetty"}) != (two in island | {"jetty"})
            if one != two and not apart:
                steps = abs(x - u) + abs(y - v)
                legs[one, two] = (15 * max(step, steps), 4000 * max(step, steps))
    table = travel(legs)
    dates = pick(1, 4)
    rest = (day(1),) if dates > 2 and pick(0, 2) == 2 else ()
    if weeks:
        dates, rest = 7 * weeks, tuple(day(7 * week + 6) for week in range(weeks))
    made = campaign(
        places,
        table,
        dates,
        crossings=crossings,
        teams=(team(rate_per_hour=4, setup_minutes=(0, 15, 30)[pick(0, 2)]),),
        rest_days=rest,
        rules=rules(
            duty_start=420,
            duty_end=420 + 15 * pick(16, 22),
            max_nights_out=pick(0, 3),
            home_on_rest_days=bool(pick(0, 1)),
        ),
        costs=Costs({"car": 1000}, 5000 * pick(0, 4), (0, 100, 3000)[pick(0, 2)]),
    )
    return made, table


def random_worth(made: Campaign, seed: int) -> Worth:
    """Rewards on the grid of 1 / 1024 rupiah."""
    chance = Random(f"worth {seed}")

    def figure(low: int, high: int) -> float:
        return chance.randint(1024 * low, 1024 * high) / 1024

    posts = [post.id for post in made.posts]
    return Worth(
        {post: figure(-500, 40_000) for post in posts},
        {post: figure(0, 8000) if chance.random() < 0.5 else 0.0 for post in posts},
        [figure(0, 3000) if chance.random() < 0.3 else 0.0 for _ in made.dates],
        figure(-4000, 9000) if chance.random() < 0.5 else 0.0,
        figure(-4000, 9000) if chance.random() < 0.5 else 0.0,
    )


def priced(made: Campaign, table: TravelTable, worth: Worth, *, exact: bool = False) -> float:
    pricing = pricing_of(made, table)
    if exact:
        pricing = pricing._replace(states=sets(len(pricing.most), pricing.setup))
    future = price(pricing, prices_of(made, worth), flags_of(pricing), False)
    return float(future[pricing.start])


@pytest.mark.parametrize("first", [0, 40, 80])
def test_the_best_course_is_found(first: int) -> None:
    worked = 0
    for seed in range(first, first + 40):
        made, table = small_town(seed)
        worth = random_worth(made, seed)
        value = least(made, table, worth)
        assert priced(made, table, worth, exact=True) == value, seed
        assert priced(made, table, worth) <= value, seed
        if len(made.posts) <= MOST_EXACT:
            assert priced(made, table, worth) == value, seed
        worked += value < 0
    assert worked > 20


def under_way(made: Campaign, seed: int) -> Campaign:
    """The town with its pair at some place, with lodging or without, some nights after it left."""
    pick = Random(f"under way {seed}").randint
    away = [place.id for place in made.places if place.id != made.base]
    first = pick(0, len(made.dates) - 1)
    nights = pick(0, made.rules.max_nights_out + 1)
    state = TeamState(day(first), away[pick(0, len(away) - 1)], nights)
    return replace(made, teams=(replace(made.teams[0], state=state),))


@pytest.mark.parametrize("first", [0, 60, 120])
def test_a_pair_under_way_goes_on_from_where_it_is(first: int) -> None:
    """Also where it cannot come home, where it must do so at once, and before its first date."""
    stranded = late = paid = worked = 0
    for seed in range(first, first + 60):
        made, table = small_town(seed)
        made = under_way(made, seed)
        worth = random_worth(made, seed)
        value = least(made, table, worth)
        assert priced(made, table, worth, exact=True) == value, seed
        assert priced(made, table, worth) <= value, seed
        nothing = replace(worth, resident=dict.fromkeys(worth.resident, 0.0), day=0.0)
        paid += 0 < priced(made, table, nothing, exact=True) < np.inf
        stranded += value == np.inf
        late += made.teams[0].state.date > made.start
        worked += value < 0
    assert min(late, paid, worked) > 4
    assert stranded > 0


def with_promises(made: Campaign, worth: Worth, seed: int) -> Worth:
    """Rewards for setting up at some posts on some dates, besides the others."""
    chance = Random(f"promises {seed}")
    told = {
        (number, post.id): chance.randint(1, 40_000 * 1024) / 1024
        for number in range(len(made.dates))
        for post in made.posts
        if chance.random() < 0.4
    }
    return replace(worth, promise=told)


@pytest.mark.parametrize("first", [0, 60])
def test_a_promise_is_earned_on_its_date(first: int) -> None:
    kept = 0
    for seed in range(first, first + 60):
        made, table = small_town(seed)
        if seed % 2:
            made = under_way(made, seed)
        worth = with_promises(made, random_worth(made, seed), seed)
        value = least(made, table, worth)
        assert priced(made, table, worth, exact=True) == value, seed
        assert priced(made, table, worth) <= value, seed
        kept += value < priced(made, table, replace(worth, promise={}), exact=True)
    assert kept > 20


@pytest.mark.parametrize("seed", range(6))
def test_of_many_posts_the_price_is_a_floor(seed: int) -> None:
    """Five posts, more than are remembered one by one: returns may lead to any post."""
    made, table = small_town(4 * seed, (5, 5))
    worth = random_worth(made, seed)
    value = least(made, table, worth)
    assert value < 0
    assert priced(made, table, worth) <= value


def test_posts_no_minute_apart() -> None:
    """The price is a floor for courses that go on to a post at the same spot without a drive.

    It may be below them: returning there and back takes no time, and demand holds per stay.
    """
    worked = 0
    for seed in range(60):
        made, table = small_town(seed, (3, 3), step=0)
        joined = [row for row in table.rows() if row[4] == 0 and row[0] != row[1]]
        if seed % 4 == ISLAND or not joined:
            continue
        worth = random_worth(made, seed)
        value = least(made, table, worth)
        assert priced(made, table, worth, exact=True) <= value, seed
        assert priced(made, table, worth) <= value, seed
        worked += value < 0
    assert worked > 5


def test_ways_of_no_length_leave_the_blocks_of_the_clock_as_long() -> None:
    """Of ways of an hour and of ten minutes; a post at the spot of another adds one of none."""
    legs = {(BASE, "a"): (60, 1), (BASE, "b"): (60, 1), ("a", "b"): (10, 1)}
    more = {(BASE, "c"): (60, 1), ("a", "c"): (10, 1), ("b", "c"): (0, 0)}
    for ways, names in ((legs, "ab"), (legs | more, "abc")):
        table = travel(both_ways(ways))
        made = campaign((place(BASE), *(place(name, 5) for name in names)), table)
        assert shortest_legs(pricing_of(made, table), 0)[1] == 10


@pytest.mark.parametrize("seed", [0, 1, 3, 4])
def test_pricing_date_by_date_is_the_same_and_asks_before_each(seed: int) -> None:
    made, table = small_town(seed, (2, 3), weeks=2)
    worth, pricing, asked = random_worth(made, seed), pricing_of(made, table), []
    whole = price(pricing, prices_of(made, worth), flags_of(pricing), True)

    def by_dates(most: float) -> object:
        asked.clear()

        def stopped() -> bool:
            asked.append(1)
            return len(asked) > most

        return price_by_dates(pricing, prices_of(made, worth), flags_of(pricing), stopped)

    np.testing.assert_array_equal(by_dates(np.inf)[0, 0, 0], whole[0, 0, 0])
    assert len(asked) == 14
    assert by_dates(5) is None
    assert len(asked) == 6


def weekly_worth(made: Campaign, seed: int, *, server: bool) -> Worth:
    """Rewards that pay in the first weeks only: residents' worth falls from date to date."""
    chance = Random(f"weekly {seed}")
    worth = {post.id: float(chance.randint(0, 30_000)) for post in made.posts}
    visits = dict.fromkeys(worth, float(chance.randint(0, 3000)))
    charged = [float(chance.randint(0, 2000)) if server else 0.0 for _ in made.dates]
    return Worth(worth, visits, charged, 0.0, 0.0)


@pytest.mark.parametrize("server", [False, True])
def test_spells_that_cannot_pay_are_left_out_without_a_difference(server: bool) -> None:
    left_out = 0
    for seed in range(30):
        made, table = small_town(seed, weeks=4)
        urgency = replace(made.costs, urgency_rupiah_per_resident_day=(0, 400, 3000)[seed % 3])
        made = replace(made, costs=urgency)
        pricing = pricing_of(made, table)
        prices = prices_of(made, weekly_worth(made, seed, server=server))
        every = price(pricing, prices, flags_of(pricing), True)
        some = price(pricing, prices, flags_of(pricing), False)
        base = every[:, 0, 0]
        starts = pricing.like >= 0
        assert (some[:-1, 0, 0][starts] == base[:-1][starts]).all(), seed
        left_out += int((np.isinf(some) & ~np.isinf(every)).any())
    assert (left_out == 0) if server else (left_out > 8)


def test_a_spell_with_a_promise_is_not_left_out() -> None:
    """Nothing pays in four weeks but a promise of the third: a date there and its price."""
    table = travel(both_ways({(BASE, "a"): (60, 20_000)}))
    rest = [day(6 + 7 * week) for week in range(4)]
    made = campaign((place(BASE), place("a", 5)), table, 28, rest_days=rest)
    worth = Worth({"a": 0.0}, {"a": 0.0}, [0.0] * 28)
    assert priced(made, table, worth) == 0.0
    told = replace(worth, promise={(16, "a"): 1_000_000.0})
    assert priced(made, table, told) == 860_000 + 120_000 - 1_000_000


def reduced(made: Campaign, team_plan: TeamPlan, worth: Worth, legs: dict[str, int]) -> float:
    """Rupiah by the contract of a pair's events, less what they earn."""
    places = {each.id: each for each in made.places}
    fares = {crossing.id: crossing.fare_rupiah for crossing in made.crossings}
    per_km = legs["rupiah_per_km"]
    total = 0.0
    for each in team_plan.dates:
        number = (each.date - made.start).days
        if each.night_at != made.base:
            total += 2 * (places[each.night_at].lodging_per_person or 0)
        if each.events:
            total += 2 * made.costs.per_diem - worth.day
            total -= worth.trip if each.start_at == made.base else 0.0
        for event in each.events:
            match event:
                case Session():
                    gain = worth.resident[event.at] - worth.server[number]
                    gain -= number * made.costs.urgency_rupiah_per_resident_day
                    total -= event.residents * gain
                case Setup():
                    total -= worth.visit[event.at]
                case _:
                    total += (getattr(event, "metres", 0) * per_km + 500) // 1000
                    total += fares.get(getattr(event, "crossing", ""), 0)
    return total


def without_late(plan: TeamPlan, most: dict[str, int]) -> TeamPlan:
    """The plan without the last residents of each post beyond so many: R6' may add those."""
    beyond = {
        post: sum(e.residents for d in plan.dates for e in d.sessions if e.at == post) - limit
        for post, limit in most.items()
    }
    dates = []
    for each in reversed(plan.dates):
        events: list[Event] = []
        for event in reversed(each.events):
            kept = event
            if isinstance(event, Session) and beyond[event.at] > 0:
                dropped = min(event.residents, beyond[event.at])
                beyond[event.at] -= dropped
                kept = replace(event, residents=event.residents - dropped)
            events.insert(0, kept)
        dates.insert(0, replace(each, events=tuple(events)))
    return replace(plan, dates=tuple(dates))


def test_no_valid_course_of_a_pair_is_below_the_price() -> None:
    """Plans of campaigns with every rule in play, at rewards that make them worth a lot."""
    courses = 0
    for seed in range(40):
        made, table = random_campaign(seed, whole_hours=seed % 2 == 0)
        plan = solve(made, table, Limits(seconds=20, work=20, seed=1)).plan
        worth = random_worth(made, seed)
        for number, each in enumerate(plan.teams):
            if not each.dates:
                continue
            pricing = pricing_of(made, table, number)
            value = float(price(pricing, prices_of(made, worth), flags_of(pricing), False)[0, 0, 0])
            per_km = made.costs.rupiah_per_km[made.teams[number].vehicle]
            most = dict(zip((p.id for p in made.posts), pricing.most.tolist(), strict=True))
            pure = without_late(each, most)
            assert value <= reduced(made, pure, worth, {"rupiah_per_km": per_km}), seed
            courses += 1
    assert courses > 25


LINE = both_ways(
    {
        (BASE, "a"): (60, 20_000),
        ("a", "b"): (30, 10_000),
        (BASE, "b"): (90, 30_000),
        **{(BASE, f"far{n}"): (500, 1_000_000) for n in range(3)},
    }
)
THERE_AND_BACK = 860_000 + 3 * (20 + 10 + 10 + 20) * 1000
"""A duty day, and base - a - b - a - base at 3,000 rupiah a km."""


def line_town(posts: int, a: tuple[int, ...], b: tuple[int, int]) -> tuple[Campaign, TravelTable]:
    """a and b behind each other; of more posts the rest are out of reach for a date."""
    table = travel(LINE)
    first = place("a", 100, hours=tuple(zip(a[::2], a[1::2], strict=True)))
    far = [place(f"far{n}", 1) for n in range(posts - 2)]
    return campaign([place(BASE), first, place("b", 100, hours=(b,)), *far], table), table


def worth_of(made: Campaign, visit: float) -> Worth:
    posts = [post.id for post in made.posts]
    return Worth(dict.fromkeys(posts, 50_000.0), dict.fromkeys(posts, visit), [0.0])


@pytest.mark.parametrize("visit", [0.0, 7000.0, -7000.0])
def test_a_post_is_set_up_once_a_date(visit: float) -> None:
    """08:00-09:00 at a, 10:00-11:00 at b, 15:00-16:00 at a again: 12 residents each."""
    made, table = line_town(2, (480, 540, 900, 960), (600, 660))
    assert priced(made, table, worth_of(made, visit)) == THERE_AND_BACK - 36 * 50_000 - 2 * visit


@pytest.mark.parametrize("visit", [0.0, 7000.0])
def test_of_many_posts_a_return_is_never_dearer(visit: float) -> None:
    made, table = line_town(5, (480, 540, 900, 960), (600, 660))
    value = priced(made, table, worth_of(made, visit))
    assert value <= THERE_AND_BACK - 36 * 50_000 - 2 * visit
    if visit == 0.0:
        assert value == THERE_AND_BACK - 36 * 50_000


@pytest.mark.parametrize("posts", [2, 5])
def test_a_set_up_may_be_made_long_before_its_session(posts: int) -> None:
    """b from 11:30 to 12:30, a from 13:00 to 14:00: a is set up on the way out, at 07:00."""
    made, table = line_town(posts, (780, 840), (690, 750))
    value = priced(made, table, worth_of(made, 0.0))
    assert value == THERE_AND_BACK - 24 * 50_000


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_window_is_record_at_every_minute(data: st.DataObject) -> None:
    pick = Random(data.draw(st.integers(0, 10**6))).randint
    unit = data.draw(st.sampled_from([1, 2, 3, 5, 12]))
    limit = data.draw(st.integers(1, 9))
    low, top = pick(0, 4), pick(30, 70)
    ends = sorted(pick(0, 75) for _ in range(2 * pick(1, 3)))
    opening = np.array([ends[n : n + 2] for n in range(0, len(ends), 2)] + [[-1, -1]], np.int32)
    gain = float(pick(-50, 200))
    away = np.array([float(pick(-300, 300)) for _ in range(top + 1)])
    away[[pick(low, top) for _ in range(3)]] = np.inf
    away = np.minimum.accumulate(away[::-1])[::-1].copy()
    found = np.empty(top + 1)
    window(opening, unit, limit, low, top, gain, away, found)
    later = np.inf
    for time in range(top, low - 1, -1):
        wait = min(away[time], later)
        later = record(opening, 60 // unit, limit, time, top, gain, away, wait)
        assert found[time] == later, time
