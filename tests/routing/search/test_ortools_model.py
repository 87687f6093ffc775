"""The routing model against every assignment and order of a few stops."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import permutations, product

import pytest

from routing.parameters import InitialParameters
from routing.search.ortools_model import Request, Routes, main, solve_model


def cost(request: Request, routes: Routes, limits: list[int], *, hard: bool) -> int | None:
    """What the model minimises: ways, waiting, and minutes after the end; None if too long."""
    total = 0
    for team, route in enumerate(routes):
        kind, clock, place = request.kinds[team], request.starts[team], 0
        for stop in [*route, 0]:
            clock += request.minutes[kind][place][stop]
            total += request.rupiah[kind][place][stop] + clock * request.urgency_per_minute[stop]
            place = stop
        late = max(0, clock - limits[team])
        if hard and late:
            return None
        total += InitialParameters().late_rupiah * late
    return total


def all_routes(request: Request) -> list[Routes]:
    stops = range(1, len(request.urgency_per_minute))
    found: list[Routes] = []
    for teams in product(*(request.allowed[stop] for stop in stops)):
        groups = [
            [stop for stop, team in zip(stops, teams, strict=True) if team == number]
            for number in range(len(request.kinds))
        ]
        orders = [list(permutations(group)) for group in groups]
        found += [[list(route) for route in routes] for routes in product(*orders)]
    return found


def example(seed: int, limit: int) -> Request:
    """Four stops, two teams of two kinds; a stop that only one team may visit."""
    pick = random.Random(seed).randint
    size = 5

    def table(low: int, high: int) -> list[list[int]]:
        return [[0 if i == j else pick(low, high) for j in range(size)] for i in range(size)]

    return Request(
        rupiah=[table(1000, 900_000) for _ in range(2)],
        minutes=[table(10, 500) for _ in range(2)],
        urgency_per_minute=[0, *(pick(0, 300) for _ in range(size - 1))],
        allowed=[[], [0, 1], [0, 1], [pick(0, 1)], [0, 1]],
        kinds=[0, 1],
        starts=[0, pick(0, 50)],
        ends=[2500, pick(1000, 2500)],
        days=[390, 390],
        limits=[[limit, limit]],
    )


@pytest.mark.parametrize("seed", range(8))
def test_near_the_best_of_all(seed: int) -> None:
    """Descent need not end at the best, but near it; what is forbidden never occurs."""
    request = example(seed, 1600)
    answers = solve_model([request], 20.0)
    assert len(answers) == 2
    for (routes,), limits, hard in zip(
        answers, (request.limits[0], request.ends), (True, False), strict=True
    ):
        assert sorted(stop for route in routes for stop in route) == [1, 2, 3, 4]
        for team, route in enumerate(routes):
            assert all(team in request.allowed[stop] for stop in route)
        costs = [cost(request, other, limits, hard=hard) for other in all_routes(request)]
        least = min(value for value in costs if value is not None)
        found = cost(request, routes, limits, hard=hard)
        assert found is not None
        assert least <= found <= 1.35 * least


def test_a_limit_without_solution_falls_back_to_the_dates() -> None:
    """Four stops of at least 10 minutes each cannot be done in one."""
    request = example(1, 1)
    tight, loose = solve_model([request], 20.0)
    assert tight == loose


def test_models_side_by_side_are_those_alone() -> None:
    one, two = example(1, 1600), example(2, 1600)
    both = solve_model([one, two], 20.0)
    alone = zip(solve_model([one], 20.0), solve_model([two], 20.0), strict=True)
    assert both == [[*first, *second] for first, second in alone]


def test_ends_where_there_is_no_move() -> None:
    """A stop for each of two teams: nothing to choose."""
    request = Request(
        rupiah=[[[0, 5, 6], [0, 0, 7], [0, 8, 0]]],
        minutes=[[[0, 1, 1], [10, 0, 10], [10, 10, 0]]],
        urgency_per_minute=[0, 1, 1],
        allowed=[[], [1], [0]],
        kinds=[0, 0],
        starts=[0, 0],
        ends=[30, 30],
        days=[10],
        limits=[],
    )
    began = time.monotonic()
    assert solve_model([request], 120.0) == [[[[2], [1]]]]
    assert time.monotonic() - began < 60


def test_a_process_that_fails_gives_none() -> None:
    assert solve_model([replace(example(1, 1600), kinds=[0, 7])], 5.0) == []


def test_no_time_gives_none() -> None:
    assert solve_model([example(1, 1600)], 0.0) == []


def test_takes_no_arguments() -> None:
    assert main(["--help"]) == 2
