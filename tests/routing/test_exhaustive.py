"""Timetable and solve against the best that there is, found by looking at everything.

Neither may ever claim a better value. The timetable looks for nights at the base, at the
posts of the jobs around them and at a few lodgings on the way, and takes a road where there
is one; the search is a heuristic: so a small share may stay behind.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.routing.exhaustive import Value, best_in_order, best_plan
from tests.routing.random_towns import Size, random_town
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    place,
    rules,
    solved,
    timed,
    travel,
)

SMALL = Size(posts=(1, 4), dates=(2, 4), residents=(1, 5))
LARGER = Size(posts=(1, 4), dates=(2, 6), residents=(1, 9), rate=(1, 3), spread=150, ferries=2)
TINY = Size(posts=(1, 3), teams=(1, 2), dates=(2, 3), residents=(1, 4))


def test_the_search_itself() -> None:
    """By hand: two posts of 2 at 2 an hour, one hour apart, open 08:00-10:00 only.

    Each takes an hour after a set-up of half an hour. A: set-up before opening, 08:00-09:00.
    B would be reached at 10:00. So two dates: 2 * 860,000, and 4 drives of 180,000. Sleeping
    at A would not help: B is as far from A, with lodging on top. Urgency on day 1: 2 * 100.
    """
    legs = {(BASE, "a"): (60, 60_000), (BASE, "b"): (60, 60_000), ("a", "b"): (60, 60_000)}
    table = travel(both_ways(legs))
    open_ = {"hours": ((480, 600),)}
    town = campaign((place(BASE), place("a", 2, **open_), place("b", 2, **open_)), table, 2)
    pairs = (replace(town.teams[0], rate_per_hour=2),)
    town = campaign(town.places, table, 2, teams=pairs, rules=rules(max_nights_out=0))
    expected = (-4, 2 * 860_000 + 4 * 180_000 + 200)
    assert best_plan(town, table) == expected
    assert best_in_order(town, table, (("b", 2), ("a", 2))) == expected


def _order(seed: int, size: Size) -> tuple[Value, Value]:
    chance = random.Random(seed)
    town, table = random_town(chance.randint, size)
    jobs = [(post.id, post.residents) for post in town.posts]
    chance.shuffle(jobs)
    outcome, _ = timed(town, table, jobs, beam=512)
    return (-outcome.weighted, outcome.rupiah), best_in_order(town, table, tuple(jobs))


@pytest.mark.parametrize(
    ("size", "seeds", "share"), [(SMALL, range(200), 0.98), (LARGER, range(1000, 1200), 0.95)]
)
def test_timetable_of_an_order(size: Size, seeds: range, share: float) -> None:
    pairs = [_order(seed, size) for seed in seeds]
    assert [seed for seed, (found, best) in zip(seeds, pairs, strict=True) if found < best] == []
    assert sum(found == best for found, best in pairs) >= share * len(pairs)


def _plan(seed: int) -> tuple[Value, Value]:
    town, table = random_town(random.Random(seed).randint, TINY)
    summary = solved(town, table, work=300).plan.summary
    return (-summary.weighted_recorded, summary.total_rupiah), best_plan(town, table)


def _check_plans(seeds: range, share: float) -> None:
    pairs = [_plan(seed) for seed in seeds]
    assert [seed for seed, (found, best) in zip(seeds, pairs, strict=True) if found < best] == []
    assert sum(found == best for found, best in pairs) >= share * len(pairs)


def test_solve_of_any_plan() -> None:
    _check_plans(range(20), 0.95)


@pytest.mark.slow
def test_solve_of_any_plan_in_more_towns() -> None:
    _check_plans(range(100, 160), 0.95)
