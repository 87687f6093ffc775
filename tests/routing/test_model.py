"""The routing model against every assignment and order of a few nodes."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import permutations, product

import pytest

from routing.model import LATE_RUPIAH, Request, main, solve_model


def cost(request: Request, routes: list[list[int]]) -> int:
    """What the model minimises: arcs, waiting, and dates after the end."""
    total = 0
    for team, route in enumerate(routes):
        kind, clock, place = request.kinds[team], request.starts[team], 0
        for node in route:
            clock += request.tenths[kind][place]
            total += request.rupiah[kind][place][node] + clock * request.urgency_per_tenth[node]
            place = node
        clock += request.tenths[kind][place]
        total += request.rupiah[kind][place][0] + LATE_RUPIAH * max(0, clock - request.ends[team])
    return total


def best(request: Request) -> int:
    nodes = range(1, len(request.urgency_per_tenth))
    found = []
    for teams in product(*(request.allowed[node] for node in nodes)):
        groups = [
            [node for node, team in zip(nodes, teams, strict=True) if team == number]
            for number in range(len(request.kinds))
        ]
        orders = [list(permutations(group)) for group in groups]
        found += [cost(request, [list(route) for route in routes]) for routes in product(*orders)]
    return min(found)


def example(seed: int) -> Request:
    """Four nodes, two teams of two kinds; a node that only one team may visit."""
    pick = random.Random(seed).randint
    size = 5
    return Request(
        rupiah=[
            [[0 if j in (i, 0) else pick(1, 900) * 1000 for j in range(size)] for i in range(size)]
            for _ in range(2)
        ],
        tenths=[[0, *(10 * pick(1, 9) for _ in range(size - 1))] for _ in range(2)],
        urgency_per_tenth=[0, *(pick(0, 3000) for _ in range(size - 1))],
        allowed=[[], [0, 1], [0, 1], [pick(0, 1)], [0, 1]],
        kinds=[0, 1],
        starts=[0, 10 * pick(0, 5)],
        ends=[150, 10 * pick(5, 15)],
        solutions=400,
        seconds=20.0,
    )


@pytest.mark.parametrize("seed", range(6))
def test_finds_the_best_of_all(seed: int) -> None:
    request = example(seed)
    routes = solve_model(request)
    assert routes is not None
    assert sorted(node for route in routes for node in route) == [1, 2, 3, 4]
    for team, route in enumerate(routes):
        assert all(team in request.allowed[node] for node in route)
    assert cost(request, routes) == best(request)


def pinned(seconds: float) -> Request:
    """A node for each of two teams: nothing to choose."""
    return Request(
        rupiah=[[[0, 5, 6], [0, 0, 7], [0, 8, 0]]],
        tenths=[[0, 10, 10]],
        urgency_per_tenth=[0, 1, 1],
        allowed=[[], [1], [0]],
        kinds=[0, 0],
        starts=[0, 0],
        ends=[30, 30],
        solutions=400,
        seconds=seconds,
    )


def test_ends_where_there_is_no_move() -> None:
    began = time.monotonic()
    assert solve_model(pinned(120.0)) == [[2], [1]]
    assert time.monotonic() - began < 60


def test_a_process_that_fails_gives_none() -> None:
    broken = replace(pinned(5.0), kinds=[0, 7])
    assert solve_model(broken) is None


def test_takes_no_arguments() -> None:
    assert main(["--help"]) == 2
