"""The programme over trips: bounds by hand, and against the true optimum of one pair."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

import highspy
import numpy as np
import pytest

from routing.bounds.column_generation import ColumnGeneration
from routing.bounds.pricing import most_in_a_date
from routing.bounds.problem import (
    Branch,
    ColumnGenerationResult,
    Duals,
    PricingClass,
    Problem,
    free_of_charge,
    root_branch,
)
from tests.routing.lone_pairs import Lone, lone_pairs
from tests.routing.one_pair import pricing_of, tables_of
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    place,
    rules,
    travel,
)

TRIP = 860_000 + 2 * 60_000
"""A duty day, and 20 km there and back at 3,000 rupiah."""

NEAR = travel(both_ways({(BASE, "a"): (60, 20_000)}))


def problem(residents: int = 10, dates: int = 4, pairs: int = 1, **changes: Any) -> Problem:
    """A post an hour away; `branch` changes the rows of the branch, the rest the problem."""
    tables = tables_of(campaign((place(BASE), place("a", residents)), NEAR, dates), NEAR)
    team_class = PricingClass(tables.pricing_instance((1,)), tables.nights, pairs)
    branch = replace(root_branch([team_class]), **changes.pop("branch", {}))
    made = Problem(
        [team_class], (1,), np.array([residents]), np.array([1]), branch, np.full(dates, -1)
    )
    return replace(made, **changes)


def bounded(made: Problem, first: float = 50_000.0, **limits: Any) -> ColumnGenerationResult:
    generation = ColumnGeneration(made)
    return generation.run(generation.start(np.full(len(made.posts), first)), **limits)


def near(value: float) -> Any:
    return pytest.approx(value, rel=1e-3)


def test_ten_residents_are_one_trip() -> None:
    found = bounded(problem())
    assert found.bound == near(TRIP)
    assert found.bound <= TRIP
    assert found.settled
    assert found.total(lambda trip: float(trip.days)) == near(1)


AREA = {"areas": (frozenset([1]),)}


@pytest.mark.parametrize(("low", "value"), [(0, TRIP), (1, TRIP), (2, 2 * TRIP), (3, 3 * TRIP)])
@pytest.mark.parametrize("row", ["days", "trips", "visits", "entries"])
def test_rows_slack_and_binding(row: str, low: int, value: int) -> None:
    """A second day, trip, visit or entry is cheapest as a trip on another date."""
    rows: dict[str, Any] = {
        "days": {"days": (low, 4)},
        "trips": {"trips": (low, 4)},
        "visits": {"visits": ((low, 4),)},
        "entries": {**AREA, "entries": ((low, 4),)},
    }[row]
    found = bounded(problem(branch=rows))
    assert found.bound == near(value)
    assert found.bound <= value


def test_whole_visits_against_broken_ones() -> None:
    """100 residents are 84 and 16 a date later: two trips, or 100 / 84 of one."""
    plain = bounded(problem(100))
    assert plain.bound == near(TRIP * 100 / 84 + 16 * 100)
    cut = bounded(problem(100, branch={"visits": ((2, 9),)}))
    assert cut.bound == near(2 * TRIP + 16 * 100)
    assert cut.bound <= 2 * TRIP + 16 * 100


@pytest.mark.parametrize("rows", [{"days": (0, 1)}, {"trips": (0, 0)}, {"visits": ((0, 1),)}])
def test_upper_limits_that_bind(rows: dict[str, Any]) -> None:
    """100 residents take two visits: with one day, no trip or one visit nothing is cheap."""
    assert bounded(problem(100, branch=rows)).bound > 3 * TRIP


def test_the_server_puts_residents_off() -> None:
    """10 residents wait a date, or half of them where the server takes half."""
    capacity = np.full(4, -1)
    for first, waiting in ((0, 10), (5, 5), (10, 0)):
        capacity[0] = first
        found = bounded(problem(capacity=capacity.copy()))
        assert found.bound == near(TRIP + 100 * waiting)
        assert found.bound <= TRIP + 100 * waiting


LEFT = ((10, 0.0), (5, 0.5), (1, 0.9))


def test_residents_that_may_be_left() -> None:
    for left, share in LEFT:
        generation = ColumnGeneration(problem(left_weight=left))
        start = replace(generation.start(np.array([50_000.0])), left=50_000.0)
        found = generation.run(start)
        assert found.bound == pytest.approx(share * TRIP, rel=1e-3, abs=1)
        assert found.bound <= share * TRIP + 1e-6


def test_residents_left_at_a_price() -> None:
    for price, value in ((1000, 10_000), (97_999, 979_990), (200_000, TRIP)):
        found = bounded(problem(left_price=np.array([float(price)])))
        assert found.bound == near(value)
        assert found.bound <= value


def test_pairs_that_are_needed_at_once() -> None:
    """168 residents on a single date take two pairs."""
    assert bounded(problem(168, 1, 2)).bound == near(2 * TRIP)
    assert bounded(problem(168, 1, 1)).bound > 3 * TRIP


def test_most_in_a_date() -> None:
    """A full date at a; at b, three hours from where anyone sleeps, 30 + 24."""
    table = travel(both_ways({(BASE, "a"): (60, 20_000), (BASE, "b"): (180, 60_000)}))
    places = (place(BASE), place("a", 9), place("b", 9, lodging_per_person=None))
    made = campaign(places, table, 2)
    # From the lodging at a nobody drives to b: there is no road.
    assert list(most_in_a_date(pricing_of(made, table))) == [84, 54]


def test_free_of_charge_keeps_what_is_impossible() -> None:
    pricing = pricing_of(campaign((place(BASE), place("a", 9), place("z", 9)), NEAR), NEAR)
    free = free_of_charge(pricing)
    assert not free.lodging.any()
    assert (free.duty, free.urgency) == (0.0, 0.0)
    assert np.isinf(free.out[0, 0, 1])
    assert free.out[0, 0, 0] == 0.0


def test_the_value_of_rewards_by_hand() -> None:
    """(8): rewards of rows at their low end, prices at their high end, and the best course."""
    capacity = np.array([84, -1])
    rows = {**AREA, "days": (1, 2), "trips": (1, 2), "entries": ((1, 3),), "visits": ((2, 4),)}
    made = problem(84, 2, branch=rows, capacity=capacity)
    duals = Duals(
        np.array([1000.0]), 500.0, -700.0, np.array([10.0, 0.0]), 0.0, np.array([-300.0]),
        np.array([900.0]),
    )  # fmt: skip
    value, (table,) = ColumnGeneration(made).value(duals)
    assert table[0, 0, 0] == 0.0  # 84,000 for a day that costs ten times as much
    assert value == 84_000 + 500 - 2 * 700 - 3 * 300 + 2 * 900 - 84 * 10
    rich = replace(duals, resident=np.array([20_000.0]))
    value, (table,) = ColumnGeneration(made).value(rich)
    # Each date a trip: 84 residents, on the first date at the server's price, then waiting.
    course = 2 * (TRIP - 500 + 700 + 300 - 900 - 84 * 20_000) + 84 * 10 + 84 * 100
    assert table[0, 0, 0] == course
    assert value == 84 * 20_000 + 500 - 2 * 700 - 3 * 300 + 2 * 900 - 84 * 10 + course


def test_rewards_are_lowered_to_what_leaving_costs() -> None:
    duals = Duals(np.array([9000.5]), left=4000.0)
    assert ColumnGeneration(problem()).legal(duals) is duals
    generation = ColumnGeneration(problem(left_price=np.array([1000.0]), left_weight=3))
    assert generation.legal(duals).resident == [5000.0]


@pytest.fixture(scope="module")
def tiny() -> tuple[Lone, ...]:
    found = lone_pairs()
    assert len(found) > 15
    return found


@pytest.mark.parametrize("iterations", [1, 2, 3, 5, 60])
def test_a_bound_at_any_moment(tiny: tuple[Lone, ...], iterations: int) -> None:
    """With cuts on visits and entries and without: never above the least total."""
    for seed, subproblem, posts, total in tiny:
        for generation in (subproblem.plain(posts), subproblem.generation(posts)):
            for first in (0.0, 30_000.0, 900_000.0):
                start = generation.start(np.full(len(posts), first))
                found = generation.run(start, iterations=iterations)
                assert found.bound <= total, seed
                assert found.iterations <= iterations
                if found.settled:
                    assert found.objective <= total * (1 + 1e-6) + 1e-6, seed
                    assert found.bound <= found.objective * (1 + 1e-6) + 1e-6, seed


def test_bounds_of_tiny_campaigns_are_close(tiny: tuple[Lone, ...]) -> None:
    """Half of them are within 10 %, so that a bound that proves nothing would be seen."""
    shares = []
    for _, subproblem, posts, total in tiny:
        generation = subproblem.generation(posts)
        bound = generation.run(generation.start(np.full(len(posts), 30_000.0))).bound
        shares.append(bound / total if total else 1.0)
    assert np.median(shares) > 0.9


def test_stops_when_told_and_at_a_target() -> None:
    made = problem(100)
    generation = ColumnGeneration(made)
    start = generation.start(np.array([10_000.0]))
    stopped = generation.run(start, stopped=lambda _: True)
    assert (stopped.bound, stopped.iterations, stopped.settled) == (-np.inf, 0, False)
    early = generation.run(start, target=1000.0)
    assert early.iterations < generation.run(start).iterations
    assert 1000 <= early.bound <= TRIP * 100 / 84


def test_a_long_pricing_is_stopped_between_dates_and_keeps_the_bound() -> None:
    """By a clock that counts: 20 dates are priced in each iteration, the 50th look is too late."""
    generation = ColumnGeneration(problem(100, dates=20))
    generation._seconds = 10.0  # as one would take with many posts
    looks, bounds = 0, []

    def stopped(_: float) -> bool:
        nonlocal looks
        looks += 1
        generation._seconds = 10.0
        return looks >= 50

    found = generation.run(
        generation.start(np.array([10_000.0])), stopped=stopped, on_bound=bounds.append
    )
    assert looks == 50
    assert found.iterations == 2
    assert found.bound == max(bounds) > 0


def test_courses_are_not_begun_where_they_may_not_end_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By a clock that counts: pricing took a second, and half a second is left for courses."""
    generation = ColumnGeneration(problem(100, dates=20))
    generation._seconds = 0.3  # long enough to be asked
    start = generation.start(np.array([10_000.0]))
    value, _ = generation.value(start)
    clock = count()
    monkeypatch.setattr(
        "routing.bounds.column_generation.time.monotonic", lambda: float(next(clock))
    )

    def never_traced(*_: object) -> None:
        pytest.fail("courses were begun")

    monkeypatch.setattr("routing.bounds.column_generation.trace_course", never_traced)
    found = generation.run(start, stopped=lambda margin: margin > 0.5)
    assert (found.iterations, found.bound) == (1, value)
    assert value > 0


def test_courses_are_stopped_between_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two groups, and the time ends while the first one's courses are traced."""
    made = problem(100, dates=20)
    classes = [made.classes[0]] * 2
    generation = ColumnGeneration(replace(made, classes=classes, branch=root_branch(classes)))
    generation._seconds = 10.0
    start = generation.start(np.array([10_000.0]))
    value, _ = generation.value(start)
    traced = 0
    usual = generation._trips

    def counted(*arguments: Any) -> Any:
        nonlocal traced
        traced += 1
        return usual(*arguments)

    monkeypatch.setattr(generation, "_trips", counted)
    found = generation.run(start, stopped=lambda _: traced > 0)
    assert (traced, found.iterations, found.bound) == (1, 1, value)


def test_root_branch_allows_every_date_of_every_pair() -> None:
    team_class = problem(10, 4, 3).classes[0]
    assert root_branch([team_class, team_class]) == Branch((0, 24), (0, 24))
    rested = tables_of(
        campaign((place(BASE), place("a", 10)), NEAR, 4, rules=rules(max_nights_out=0)), NEAR
    )
    assert root_branch([PricingClass(rested.pricing_instance((1,)), rested.nights)]) == Branch(
        (0, 4), (0, 4)
    )


def test_a_master_that_is_out_of_time_hands_on_no_objective(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The bound of the first pricing stands; nothing is taken from a solution that is none."""
    made, seconds = problem(100), []

    def out_of_time(_: object, left: float) -> highspy.HighsModelStatus:
        seconds.append(left)
        return highspy.HighsModelStatus.kTimeLimit

    monkeypatch.setattr("routing.bounds.restricted_master.run_within", out_of_time)
    generation = ColumnGeneration(made, lambda: 7.5)
    start = generation.start(np.array([50_000.0]))
    value, _ = generation.value(start)
    found = generation.run(start)
    assert seconds == [7.5]
    assert (found.bound, found.iterations, found.settled) == (value, 1, False)
    assert found.objective == np.inf
    assert len(found.weights) == len(found.trips) > 0
    assert not found.weights.any()
