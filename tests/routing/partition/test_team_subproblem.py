"""Studies of one pair: bounds that rise by branching, courses that keep every rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from routing.bounds.callbacks import never
from routing.partition.branching import branch_and_bound
from routing.partition.effort import Effort
from routing.partition.team_subproblem import TeamSubproblem
from routing.partition.warm_starts import DualGuess
from routing.plan.costs import assemble, team_plan
from routing.plan.document import Session
from routing.timetable.decoder import Timetable
from tests.routing.lone_pairs import Lone, lone_pairs
from tests.routing.one_pair import tables_of
from tests.routing.towns import BASE, assert_clean, both_ways, campaign, place, travel

EFFORT = Effort(iterations=40)


@pytest.fixture(scope="module")
def tiny() -> tuple[Lone, ...]:
    found = lone_pairs()
    assert len(found) > 15
    return found


def prices(lone: Lone) -> DualGuess:
    return DualGuess(dict.fromkeys(lone.posts, 30_000.0))


def test_branching_raises_the_bound_and_never_past_the_optimum(tiny: tuple[Lone, ...]) -> None:
    closed = 0
    for lone in tiny:
        known = lone.subproblem.root(lone.posts, prices(lone), [], EFFORT)
        assert known.whole
        assert known.bound <= lone.total, lone.seed
        before = known.bound
        for branches in (1, 2, 4):
            known = branch_and_bound(known, branches, EFFORT)
            assert before <= known.bound <= lone.total, lone.seed
            before = known.bound
        closed += known.bound >= 0.99 * lone.total
    assert closed > len(tiny) / 2


def test_a_root_cut_off_at_a_target_is_resumed(tiny: tuple[Lone, ...]) -> None:
    cut = 0
    for lone in tiny:
        whole = lone.subproblem.root(lone.posts, prices(lone), [], EFFORT)
        target = whole.bound / 2
        early = lone.subproblem.root(lone.posts, prices(lone), [], EFFORT, target)
        if early.whole:
            continue
        cut += 1
        assert target <= early.bound <= lone.total
        more = lone.subproblem.resume(early, EFFORT)
        assert more.whole
        assert early.bound <= more.bound <= lone.total
        assert more.bound == pytest.approx(whole.bound, rel=2e-3)
    assert cut > 5


def test_stopped_at_once_there_is_no_bound(tiny: tuple[Lone, ...]) -> None:
    known = tiny[0].subproblem.root(
        tiny[0].posts, prices(tiny[0]), [], EFFORT, stopped=lambda _: True
    )
    assert known.bound == -np.inf
    assert branch_and_bound(known, 3, EFFORT, lambda _: True).bound == -np.inf


def test_courses_record_everyone_and_pass_the_audit(tiny: tuple[Lone, ...]) -> None:
    """Never below the optimum, and mostly the optimum itself."""
    optimal = found_some = 0
    for lone in tiny:
        found = lone.subproblem.find(lone.posts, prices(lone), [], EFFORT, stopped=never)
        if found is None:
            continue
        found_some += 1
        rupiah, dates = found
        instance = lone.subproblem.tables.instance
        town = instance.campaign
        plan = assemble(town, [team_plan(town, town.teams[0], dates)])
        assert_clean(town, instance.travel, plan)
        assert plan.summary.total_rupiah == rupiah >= lone.total
        assert plan.recorded == {post.id: post.residents for post in town.posts}
        optimal += rupiah == lone.total
        cheaper = lone.subproblem.find(lone.posts, prices(lone), [], EFFORT, rupiah)
        assert cheaper is None or cheaper[0] < rupiah
    assert found_some > 0.7 * len(tiny)
    assert optimal > 0.6 * found_some


def row_of_posts() -> TeamSubproblem:
    """K1 holds a and b, K2 holds c; a full date at each of them is 84 residents."""
    legs = {(BASE, name): (60, 20_000) for name in "abc"}
    table = travel(both_ways(legs | {("a", "b"): (15, 5000)}))
    places = (
        place(BASE),
        place("a", 100, kecamatan="K1"),
        place("b", 20, kecamatan="K1"),
        place("c", 600, kecamatan="K2"),
    )
    made = campaign(places, table, 19)
    tables = tables_of(made, table)
    context = Timetable(tables.instance, 12).contexts[0]
    return TeamSubproblem(tables, context, np.zeros(19))


def test_cuts_of_a_set() -> None:
    """Visits: 100 in two, 20 in one, 600 in eight. Entries: 600 in two stays of 6 dates each;
    areas with a single entry are not stated."""
    generation = row_of_posts().generation((1, 2, 3))
    branch = generation.problem.branch
    assert [low for low, _ in branch.visits] == [2, 1, 8]
    entries = dict(zip(branch.areas, branch.entries, strict=True))
    assert entries[frozenset([3])][0] == 2
    assert frozenset([1, 2]) not in entries
    assert entries[frozenset([1, 2, 3])][0] == 2


def test_a_course_of_full_dates() -> None:
    """600 residents: 7 dates of 84 and one of 12; the way home costs less than a night."""
    subproblem = row_of_posts()
    found = subproblem.find((3,), DualGuess({3: 12_000.0}), [], Effort())
    assert found is not None
    rupiah, dates = found
    per_date = Counter[str]()
    for day in dates:
        for event in day.events:
            if isinstance(event, Session):
                per_date[day.date.isoformat()] += event.residents
    assert sum(per_date.values()) == 600
    assert len(per_date) == 8
    waiting = sum(84 * date for date in range(7)) + 12 * 7
    assert rupiah == 8 * (860_000 + 120_000) + 100 * waiting


def test_the_branch_splits_days_first() -> None:
    """100 residents near the base are 1.19 days: at most one, or at least two."""
    table = travel(both_ways({(BASE, "a"): (60, 20_000)}))
    made = campaign((place(BASE), place("a", 100)), table, 4)
    tables = tables_of(made, table)
    subproblem = TeamSubproblem(tables, Timetable(tables.instance, 12).contexts[0], np.zeros(4))
    generation = subproblem.plain((1,))
    root = generation.run(generation.start(np.array([30_000.0])))
    known = subproblem.root((1,), DualGuess({1: 30_000.0}), [], EFFORT)
    loose = replace(known, generation=generation, root=root, bound=root.bound)
    grown = branch_and_bound(loose, 1, EFFORT)
    assert sorted(branch.days for _, _, branch, _ in grown.leaves) == [(0, 1), (2, 4)]
    # Two trips; 16 residents wait a date. With one day nobody can: that leaf is far dearer.
    assert grown.bound == pytest.approx(2 * 980_000 + 1600, rel=1e-3)
    assert grown.bound <= 2 * 980_000 + 1600


def test_a_course_is_not_begun_once_stopped(
    tiny: tuple[Lone, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither priced nor searched; and cuts that were cut off are not kept."""
    lone = tiny[0]
    generation = lone.subproblem.plain(lone.posts)
    leaf = generation.run(generation.start(np.full(len(lone.posts), 30_000.0)))

    def never_priced(*_: object) -> None:
        pytest.fail("the course was priced")

    monkeypatch.setattr("routing.partition.team_subproblem.price", never_priced)
    branch = generation.problem.branch
    stopped = lone.subproblem.course(generation, branch, leaf, 8, np.inf, lambda _: True)
    assert stopped is None


def test_cuts_that_were_cut_off_are_not_kept() -> None:
    """100 residents take two visits; a stop while that is worked out says nothing for later."""
    table = travel(both_ways({(BASE, "a"): (60, 20_000)}))
    tables = tables_of(campaign((place(BASE), place("a", 100)), table, 4), table)
    context = Timetable(tables.instance, 12).contexts[0]
    subproblem = TeamSubproblem(tables, context, np.zeros(4))
    hasty = subproblem.generation((1,), lambda _: True)
    assert hasty.problem.branch.visits[0][0] == 1
    assert subproblem.generation((1,)).problem.branch.visits[0][0] == 2
