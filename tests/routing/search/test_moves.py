"""Moves of the local search: what each may change, and what it keeps."""

from __future__ import annotations

from collections import Counter

import pytest

from routing.campaign import KecamatanPin
from routing.instance import Instance
from routing.parameters import MoveParameters
from routing.search.moves import Neighbourhood, Postpone, Relocate, RosterMove, Swap
from routing.search.order_moves import Draw, Join, OrderMove, Reverse, Shift, Split
from routing.search.roster import Roster, RosterEvaluator
from routing.timetable import Jobs, Timetable
from tests.routing.towns import BASE, both_ways, campaign, place, rules, teams, travel


def evaluator(**changes: object) -> RosterEvaluator:
    """Posts a and b in K, c and d in kecamatan of their own; two pairs, seven dates."""
    posts = (
        place("a", 20, kecamatan="K"), place("b", 30, kecamatan="K"), place("c", 10),
        place("d", 25),
    )  # fmt: skip
    legs = {(one, two): (30, 9000) for one in (BASE, *"abc") for two in "abcd" if one < two}
    table = travel(both_ways({**legs, (BASE, "a"): (30, 9000)}))
    made = campaign((place(BASE), *posts), table, 7, teams=teams(2), rules=rules(**changes))
    instance = Instance(made, table)
    return RosterEvaluator(instance, Timetable(instance, 12))


A, B, C, D = range(1, 5)
ROSTER: Roster = (((A, 20), (C, 10), (B, 30)), ((D, 25),))


def residents(roster: Roster) -> Counter[int]:
    sums: Counter[int] = Counter()
    for jobs in roster:
        for post, number in jobs:
            sums[post] += number
    return sums


def neighbours(move: RosterMove, rosters: RosterEvaluator, roster: Roster = ROSTER) -> list[Roster]:
    """What a move makes of the roster in a hundred tries."""
    start = rosters.evaluate(roster)
    made = [move.propose(start) for _ in range(100)]
    return [one.roster for one in made if one is not None]


@pytest.mark.parametrize("kind", [Relocate, Swap])
def test_a_kecamatan_moves_as_a_whole(kind: type[Relocate] | type[Swap]) -> None:
    rosters = evaluator()
    found = neighbours(kind(rosters, Draw(1)), rosters)
    assert found
    for roster in found:
        assert residents(roster) == residents(ROSTER)
        holders = {post: n for n, jobs in enumerate(roster) for post, _ in jobs}
        assert holders[A] == holders[B]
    assert any(roster != ROSTER for roster in found)


def test_where_pairs_may_share_single_jobs_move() -> None:
    rosters = evaluator(one_pair_per_kecamatan=False)
    found = neighbours(Relocate(rosters, Draw(1)), rosters)
    holders = [{post: n for n, jobs in enumerate(roster) for post, _ in jobs} for roster in found]
    assert any(one[A] != one[B] for one in holders)


@pytest.mark.parametrize("kind", [Relocate, Swap])
def test_no_move_breaks_a_pin(kind: type[Relocate] | type[Swap]) -> None:
    rosters = evaluator(pins=(KecamatanPin("K", "T01"),))
    assert rosters.instance.campaign.teams[0].id == "T01"
    for roster in neighbours(kind(rosters, Draw(1)), rosters):
        assert not {A, B} & {post for post, _ in roster[1]}


def orders(move: OrderMove, jobs: Jobs) -> set[Jobs]:
    return {move.changed(jobs) for _ in range(200)}


def test_changes_of_an_order_are_all_that_they_can_be() -> None:
    """By hand: two jobs can be shifted to two orders, and reversed to two (or none changed)."""
    jobs: Jobs = ((A, 20), (C, 10))
    both = {jobs, jobs[::-1]}
    assert orders(Shift(Draw(2)), jobs) == both
    assert orders(Reverse(Draw(2)), jobs) == both
    parts: Jobs = ((A, 5), (C, 10), (A, 15))
    assert orders(Join(Draw(2)), parts) >= {((A, 20), (C, 10)), ((C, 10), (A, 20))}


def test_parts_are_large_enough_for_a_visit() -> None:
    rosters = evaluator(min_visit_residents=8)
    split = Split(rosters.instance, Draw(3))
    jobs: Jobs = ((A, 20), (C, 10))
    found = orders(split, jobs)
    assert len(found) > 2
    for order in found:
        assert min(number for _, number in order) >= 8
        assert sum(number for _, number in order) == 30


def test_postponing_keeps_everyone_in_the_order() -> None:
    rosters = evaluator()
    for roster in neighbours(Postpone(rosters, Draw(4)), rosters):
        assert residents(roster) == residents(ROSTER)


def test_the_same_seed_draws_the_same_moves() -> None:
    rosters = evaluator()
    one, two = (
        neighbours(Neighbourhood(rosters, Draw(5), MoveParameters(), postpones=False), rosters)
        for _ in range(2)
    )
    assert one == two
    assert len(set(one)) > 3


@pytest.mark.parametrize("relocates", [True, False])
def test_shares_decide_which_moves_are_tried(relocates: bool) -> None:
    """Relocating changes which posts the first pair has; changing its order never does."""
    rosters = evaluator()
    only = MoveParameters(relocate=1.0 if relocates else 0.0, swap=0.0)
    found = neighbours(Neighbourhood(rosters, Draw(6), only, postpones=False), rosters)
    assert found
    for roster in found:
        assert ({post for post, _ in roster[0]} != {A, B, C}) == relocates
