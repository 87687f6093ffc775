"""Moves between the sets of a roster, and where they lead, against the true optimum."""

from __future__ import annotations

from random import Random

import pytest

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.partition.bound_refinement import PartitionSolver
from routing.partition.course_pool import CoursePool
from routing.partition.plan_improvement import improved
from routing.partition.set_neighbourhoods import moves, promising_moves
from routing.partition.set_selection import Key
from routing.proof_parameters import DEFAULT_PROOF
from tests.routing.partition.test_bound_refinement import EFFORT, joint_bounds_of
from tests.routing.towns import BASE, campaign, place, team, travel

ONE, TWO, FOUR, EIGHT = 1, 2, 4, 8


def test_every_move_once() -> None:
    """Kecamatan 1 and 2 with one pair, 4 with another."""
    found = list(moves([(0, ONE | TWO), (0, FOUR)]))
    after = {frozenset([one, two]) for _, _, (_, one), (_, two) in found}
    assert after == {
        frozenset([TWO, ONE | FOUR]),
        frozenset([ONE, TWO | FOUR]),
        frozenset([0, ONE | TWO | FOUR]),
        frozenset([FOUR | TWO, ONE]),
        frozenset([FOUR | ONE, TWO]),
    }
    # 1, 2 or both to the other pair, 4 to the first, 4 exchanged with 1 and with 2
    assert len(found) == 6


@pytest.mark.parametrize(
    "parts", [[(0, ONE | FOUR), (1, TWO), (0, EIGHT)], [(0, ONE), (0, 0)], [(0, ONE)]]
)
def test_moves_keep_every_kecamatan(parts: list[Key]) -> None:
    for one, two, (first, left), (second, right) in moves(parts):
        assert {one, two} <= set(parts)
        assert (first, second) == (one[0], two[0])
        assert left & right == 0
        assert left | right == one[1] | two[1]
        assert (left, right) != (one[1], two[1])


def four_corners() -> tuple[Campaign, TravelTable]:
    """a and b in the east, c and d in the west, each a kecamatan of its own; two pairs."""
    spots = {BASE: 0, "a": 50, "b": 60, "c": -50, "d": -60}
    legs = {
        (one, two): (max(1, abs(spots[one] - spots[two])), 1000 * abs(spots[one] - spots[two]))
        for one in spots
        for two in spots
        if one != two
    }
    table = travel(legs)
    lodging = {"lodging_per_person": 50_000}
    places = (place(BASE), *(place(name, 90, kecamatan=name, **lodging) for name in "abcd"))
    made = campaign(places, table, 12, teams=(team(1), team(2)))
    return made, table


def worst_corners() -> tuple[PartitionSolver, CoursePool]:
    """Each pair in the east and in the west."""
    joint = joint_bounds_of(*four_corners())
    joint.total_bound(0)
    solver = PartitionSolver(joint, EFFORT)
    solver.prepare()
    pool = CoursePool(solver.subproblems)
    pool.search([(0, ONE | FOUR), (0, TWO | EIGHT)])
    return solver, pool


def best_of(pool: CoursePool) -> int:
    """The best roster's rupiah, by trying every set and every way to share them out."""
    every = 0b1111
    pool.search([(0, mask) for mask in range(1, every + 1)])
    costs = {0: 0} | {mask: rupiah for (_, mask), (rupiah, _) in pool.courses.items()}
    assert len(costs) == every + 1
    return min(costs[mask] + costs[every ^ mask] for mask in costs)


def test_towards_the_best_roster_from_the_worst() -> None:
    solver, pool = worst_corners()
    worst = pool.select()
    assert worst is not None
    selection = worst
    for _ in range(4):
        keys = promising_moves(solver, pool, selection.keys)
        assert not any(map(pool.searched, keys))
        pool.search(keys)
        found = pool.select()
        assert found is not None
        assert found.rupiah <= selection.rupiah
        selection = found
    assert selection.rupiah == best_of(pool) < worst.rupiah


def test_a_round_of_searches_never_loses_what_it_has() -> None:
    """Rounds from the worst roster fall to the best; the same chance finds the same."""
    found = []
    for _ in range(2):
        (solver, pool), chance = worst_corners(), Random(1)
        rounds = [improved(solver, pool, chance, lambda: False) for _ in range(3)]
        found.append([one.rupiah for each in rounds for one in each])
        assert found[-1]
        assert found[-1] == sorted(found[-1], reverse=True)
        assert found[-1][-1] == best_of(pool)
    assert found[0] == found[1]


def test_a_round_too_late_searches_nothing() -> None:
    solver, pool = worst_corners()
    known = dict(pool.courses)
    assert list(improved(solver, pool, Random(1), lambda: True)) == []
    assert pool.courses == known


def test_a_roster_by_chance_costs_what_its_courses_cost() -> None:
    _, pool = worst_corners()
    best_of(pool)
    best = pool.select()
    assert best is not None
    others = [pool.select(Random(seed)) for seed in range(20)]
    for other in others:
        assert other is not None
        assert other.rupiah == sum(pool.courses[key][0] for key in other.keys)
        assert best.rupiah <= other.rupiah <= DEFAULT_PROOF.dearer * best.rupiah
