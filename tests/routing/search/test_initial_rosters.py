"""First rosters: stops, ways, parts of a region, limits."""

from __future__ import annotations

import random
from itertools import permutations

import numpy as np
import pytest

from routing.campaign.parts import KecamatanPin
from routing.instance.campaign_arrays import Instance
from routing.parameters import InitialParameters
from routing.search.initial_rosters import InitialRosters, Part, route_limits, split_part
from routing.search.roster import RosterEvaluator
from routing.search.stop_clusters import estimated_legs, stops_by_kecamatan, stops_by_post, tour
from routing.timetable.decoder import Timetable
from tests.routing.search.test_ortools_model import example
from tests.routing.towns import BASE, both_ways, campaign, ferry, place, port, rules, teams, travel

MOST_STOPS = InitialParameters().most_stops


def length(minutes: np.ndarray, order: tuple[int, ...]) -> int:
    return int(sum(minutes[a, b] for a, b in zip((0, *order), (*order, 0), strict=True)))


@pytest.mark.parametrize("seed", range(5))
def test_a_tour_is_near_the_shortest(seed: int) -> None:
    """Six places in the plane: of all 720 orders none is 15 % shorter."""
    spots = np.random.default_rng(seed).integers(0, 100, (7, 2))
    minutes = np.abs(spots[:, None] - spots[None]).sum(axis=2).astype(np.int64)
    order = tuple(tour(minutes).tolist())
    assert sorted(order) == [1, 2, 3, 4, 5, 6]
    shortest = min(length(minutes, other) for other in permutations(range(1, 7)))
    assert shortest <= length(minutes, order) <= 1.15 * shortest


def test_ways_by_road_and_over_water() -> None:
    """30 to the port, 30 and 25 on the ferry, 20 on the island; by road where there is one."""
    table = travel(both_ways({(BASE, "p"): (30, 20_000), ("q", "isle"): (20, 10_000)}))
    crossings = (ferry("there", "p", "q"), ferry("back", "q", "p"))
    places = (place(BASE), port("p"), port("q"), place("isle", 10))
    town = campaign(places, table, crossings=crossings)
    instance = Instance(town, table)
    found = estimated_legs(instance, Timetable(instance, 4).contexts[0], instance.posts)
    base, isle = found.rows([instance.index[BASE], instance.index["isle"]])
    assert found.minutes[base, isle] == 30 + 55 + 20
    assert found.rupiah[base, isle] == 60_000 + 100_000 + 30_000
    assert found.minutes[isle, base] == 20 + 55 + 30


def test_stops_have_all_posts_of_a_kecamatan() -> None:
    legs = {(BASE, "a"): (30, 1), (BASE, "b"): (45, 1), ("a", "b"): (20, 1), (BASE, "c"): (9, 1)}
    table = travel(both_ways(legs))
    posts = (place("a", 5, kecamatan="K"), place("c", 90), place("b", 7, kecamatan="K"))
    instance = Instance(campaign((place(BASE), *posts), table), table)
    found = estimated_legs(instance, Timetable(instance, 4).contexts[0], instance.posts)
    stops = stops_by_kecamatan(instance, found)
    assert [(stop.name, stop.residents) for stop in stops] == [("K", 12), ("K-c", 90)]
    assert {post for post, _ in stops[0].jobs} == {instance.index["a"], instance.index["b"]}
    pieces = stops_by_post(instance, 40)
    assert [stop.residents for stop in pieces] == [5, 40, 40, 10, 7]


def test_parts_have_each_stop_and_team_once() -> None:
    pick = random.Random(4)
    stops, pairs = 200, 90
    spots = np.array([[pick.uniform(123, 125), pick.uniform(-10, -9)] for _ in range(stops)])
    work = np.array([pick.randint(1, 900) for _ in range(stops)])
    parts = split_part(Part(list(range(1, stops + 1)), list(range(pairs))), spots, work, MOST_STOPS)
    assert sorted(stop for part in parts for stop in part.stops) == list(range(1, stops + 1))
    assert sorted(team for part in parts for team in part.teams) == list(range(pairs))
    assert max(len(part.stops) for part in parts) <= MOST_STOPS
    for part in parts:
        own = sum(work[stop - 1] for stop in part.stops) / len(part.teams)
        assert 0.5 < own / (work.sum() / pairs) < 2.0


def test_limits_leave_room_for_the_work() -> None:
    """Teams have more minutes than there is work; a stop above the share has its own."""
    request = example(3, 0)
    most = [max(min(row) for row in rows) for rows in zip(*request.minutes, strict=True)]
    assert sum(route_limits(request, 1.25)) >= min(sum(request.ends), 1.25 * sum(most))
    assert all(at <= end for at, end in zip(route_limits(request, 9.0), request.ends, strict=True))


def test_without_time_no_model_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor its process started, where the time ends while the model is made."""
    table = travel(both_ways({(BASE, "a"): (20, 900), (BASE, "b"): (20, 900)}))
    town = campaign((place(BASE), place("a", 60), place("b", 60)), table, 5, teams=teams(2))
    instance = Instance(town, table)
    initial = InitialRosters(RosterEvaluator(instance, Timetable(instance, 12)))
    called: list[float] = []
    monkeypatch.setattr(
        "routing.search.initial_rosters.solve_model", lambda *given: called.append(given[2]) or []
    )
    for times in ([-1.0], [1.0, 0.0], [3.0, 2.0, 1.0]):
        left = iter(times)
        assert list(initial.by_model(5.0, lambda left=left: next(left))) == []  # type: ignore[misc]
    assert called == [1.0]


def test_out_of_time_teams_are_not_tried_at_stops() -> None:
    """The island cannot be reached: only where there is time is it found out and left out."""
    table = travel(both_ways({(BASE, "a"): (20, 900)}))
    town = campaign((place(BASE), place("a", 60), place("island", 90)), table, 5, teams=teams(2))
    instance = Instance(town, table)
    posts = {town.places[post].id: post for post in instance.posts}
    for late, tried in ((False, {posts["a"]}), (True, set(posts.values()))):
        initial = InitialRosters(
            RosterEvaluator(instance, Timetable(instance, 12)), lambda late=late: late
        )  # type: ignore[misc]
        evaluated = initial.by_size()
        assert {post for jobs in evaluated.roster for post, _ in jobs} == tried
        assert sum(outcome.residents for outcome in evaluated.outcomes) == 60


def test_out_of_time_an_answer_is_not_dated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pair's route is a timetable of its own; the last answer is left as it is."""
    table = travel(both_ways({(BASE, "a"): (20, 900), (BASE, "b"): (20, 900)}))
    town = campaign((place(BASE), place("a", 60), place("b", 60)), table, 5, teams=teams(2))
    instance = Instance(town, table)
    initial = InitialRosters(RosterEvaluator(instance, Timetable(instance, 12)))
    monkeypatch.setattr("routing.search.initial_rosters.solve_model", lambda *_: [[[[1], [2]]]] * 2)
    times = iter([9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 0.0])
    assert len(list(initial.by_model(5.0, lambda: next(times)))) == 1


def test_pinned_stops_go_to_their_pair_in_every_start() -> None:
    names = [f"p{n}" for n in range(6)]
    legs = {(BASE, name): (20 + n, 1000 * n + 1) for n, name in enumerate(names)}
    legs |= {(a, b): (15, 900) for a in names for b in names if a < b}
    table = travel(both_ways(legs))
    pins = (KecamatanPin("K-p2", "T02"), KecamatanPin("K-p4", "T02"))
    posts = tuple(place(name, 60 + n) for n, name in enumerate(names))
    town = campaign((place(BASE), *posts), table, 20, teams=teams(3), rules=rules(pins=pins))
    instance = Instance(town, table)
    initial = InitialRosters(RosterEvaluator(instance, Timetable(instance, 12)))
    found = [initial.by_size(), *initial.by_model(20.0, lambda: 60.0)]
    assert len(found) >= 3
    for evaluated in found:
        served = [{post for post, _ in jobs} for jobs in evaluated.roster]
        assert {instance.index["p2"], instance.index["p4"]} <= served[1]
        assert evaluated.weighted == sum(post.residents for post in posts)
