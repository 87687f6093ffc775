"""Kecamatan tied to pairs: rounds of the partition against the true optimum."""

from __future__ import annotations

import math
import random
import time
from itertools import combinations

import highspy
import pytest

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.highs import run_within
from routing.instance.campaign_arrays import Instance
from routing.partition.bound_refinement import PartitionSolver
from routing.partition.course_pool import CoursePool
from routing.partition.effort import Effort
from routing.partition.joint_bounds import JointBounds, team_classes
from routing.partition.set_estimates import promising_sets
from routing.partition.set_selection import choose_sets
from routing.partition.warm_starts import DualGuess
from routing.timetable.decoder import Timetable
from tests.routing.oracle import optimum
from tests.routing.test_certifier import tied_town
from tests.routing.tiny_campaigns import random_campaign

EFFORT = Effort(iterations=40)

SEEDS = 400


def joint_bounds_of(made: Campaign, table: TravelTable) -> JointBounds:
    instance = Instance(made, table)
    return JointBounds(instance, Timetable(instance, 12), threads=1)


def towns() -> list[tuple[Campaign, TravelTable, int]]:
    """Campaigns of two pairs in which everyone can be recorded, with the least total."""
    found = []
    for seed in range(SEEDS):
        made, table = random_campaign(seed)
        rules = made.rules
        if not rules.one_pair_per_kecamatan or rules.connectivity == "online":
            continue
        if len(made.teams) < 2 or not (table.frame["minutes"] > 0).all():
            continue
        best = optimum(made, table)
        if best.weighted == sum(post.residents * post.weight for post in made.posts):
            found.append((made, table, best.total))
    return found


def test_bounds_rise_and_rosters_fall_towards_the_optimum() -> None:
    cases, met, found = [(*tied_town(), optimum(*tied_town()).total), *towns()], 0, 0
    assert len(cases) > 8
    for made, table, total in cases:
        joint = joint_bounds_of(made, table)
        assert joint.total_bound(0) <= total
        solver = PartitionSolver(joint, EFFORT)
        bounds = [solver.prepare()]
        for _ in range(6):
            solver.raise_bound()
            bounds.append(solver.bound)
        assert bounds == sorted(bounds)
        assert bounds[-1] <= total + 1e-6
        pool = CoursePool(solver.subproblems)
        pool.search(promising_sets(solver, pool))
        selection = pool.select()
        if selection is not None:
            found += 1
            assert selection.rupiah >= total
            met += selection.rupiah == total
            masks = [mask for _, mask, _ in selection.parts]
            assert sum(masks) == (1 << len(joint.names)) - 1
    assert found > len(cases) / 2
    assert met > found / 2


def test_what_comes_first() -> None:
    joint = joint_bounds_of(*tied_town())
    with pytest.raises(ValueError, match="joint programme first"):
        PartitionSolver(joint, EFFORT)
    joint.total_bound(0)
    solver = PartitionSolver(joint, EFFORT)
    with pytest.raises(ValueError, match="prepare first"):
        solver.solve()


def test_only_the_cheapest_course_of_a_set_is_kept() -> None:
    made, table = tied_town()
    joint = joint_bounds_of(made, table)
    joint.total_bound(0)
    solver = PartitionSolver(joint, EFFORT)
    solver.prepare()
    every = (1 << len(joint.names)) - 1
    pool = CoursePool(solver.subproblems)
    subproblem = solver.subproblems.of_class[0]
    found = subproblem.find((1,), DualGuess({1: 200_000.0}), [], EFFORT)
    assert found is not None
    rupiah, dates = found
    pool.offer(0, every, (*dates, *dates))
    assert pool.courses[0, every][0] == 2 * rupiah
    pool.offer(0, every, dates)
    assert pool.courses[0, every] == (rupiah, dates)
    pool.offer(0, every, (*dates, *dates))
    assert pool.courses[0, every][0] == rupiah
    selection = pool.select()
    assert selection is not None
    assert (selection.rupiah, selection.parts) == (rupiah, [(0, every, dates)])


def test_like_pairs_are_one_kind() -> None:
    made, table = tied_town()
    instance = Instance(made, table)
    (team_class,) = team_classes(instance, Timetable(instance, 12))
    assert team_class.teams == (0, 1)
    assert team_class.allowed == (True,) * 4


def test_a_stop_within_a_round_leaves_the_bound_as_it_was() -> None:
    """Neither sets nor courses are looked for any more, and what was proven stands."""
    joint = joint_bounds_of(*tied_town())
    joint.total_bound(0)
    solver = PartitionSolver(joint, EFFORT)
    before = solver.prepare()
    joint.stopped = lambda _: True
    solver.partition.price = None  # type: ignore[method-assign, assignment]
    assert solver.solve() == before == solver.bound
    solver.raise_bound()
    assert (solver.set_bounds.known, solver.bound) == ({}, before)
    pool = CoursePool(solver.subproblems)
    pool.search([(0, 1), (0, 3)])
    assert pool.courses == {}


def test_stopped_before_it_began_nothing_is_proven() -> None:
    joint = joint_bounds_of(*tied_town())
    joint.total_bound(0)
    joint.stopped = lambda _: True
    solver = PartitionSolver(joint, EFFORT)
    assert solver.prepare() == -math.inf


def test_a_choice_of_many_sets_keeps_to_its_seconds() -> None:
    """Three of 18 kecamatan each, at costs that differ by little: minutes of branching."""
    chance = random.Random(1)
    count = 18
    masks = [1 << a | 1 << b | 1 << c for a, b, c in combinations(range(count), 3)]
    costs = [1000 + chance.random() for _ in masks]
    keys = [(0, mask) for mask in masks]
    began = time.monotonic()
    chosen = choose_sets(count, [6], keys, costs, 0.3)
    assert time.monotonic() - began < 10
    assert chosen is None or sum(mask for _, mask in chosen) == (1 << count) - 1


def test_a_partition_that_is_out_of_time_leaves_the_bound_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    joint = joint_bounds_of(*tied_town())
    joint.total_bound(0)
    solver = PartitionSolver(joint, EFFORT)
    before = solver.prepare()
    monkeypatch.setattr(
        "routing.partition.set_partitioning.run_within",
        lambda *_: highspy.HighsModelStatus.kTimeLimit,
    )
    assert solver.partition.solve() is None
    assert solver.solve() == before
    assert solver.raise_bound() == 0
    assert (solver.bound, solver.settled) == (before, False)
    fresh = PartitionSolver(joint, EFFORT)
    assert fresh.prepare() == -math.inf


def test_a_failure_of_the_first_solve_costs_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS may fail on the first, nearly empty programme: sets are priced all the same."""
    joint = joint_bounds_of(*tied_town())
    joint.total_bound(0)
    usual = PartitionSolver(joint, EFFORT).prepare()
    runs = 0

    def failing(highs: highspy.Highs, seconds: float) -> highspy.HighsModelStatus:
        nonlocal runs
        runs += 1
        status = run_within(highs, seconds)
        return highspy.HighsModelStatus.kSolveError if runs == 1 else status

    monkeypatch.setattr("routing.partition.set_partitioning.run_within", failing)
    assert PartitionSolver(joint, EFFORT).prepare() == usual > 0
    assert runs > 1
