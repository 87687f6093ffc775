"""What is proven at any moment of a run: valid, or null."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import ServerCapacity
from routing.certificate import JOINT, Found, gap_percent
from routing.certifier import Certifier
from routing.instance.campaign_arrays import Instance
from routing.limits import Limits, Progress
from routing.plan.costs import assemble
from routing.plan.document import Plan
from routing.proof_parameters import DEFAULT_PROOF
from routing.search.roster import RosterEvaluator
from routing.solver import solve
from routing.stopping import MaxGap
from routing.timetable.decoder import Timetable
from tests.routing.oracle import Optimum, optimum
from tests.routing.tiny_campaigns import random_campaign
from tests.routing.towns import (
    BASE,
    assert_clean,
    both_ways,
    campaign,
    place,
    teams,
    travel,
)

SEEDS = (26, 34)

WORK = 300
"""Enough for one round of the proof."""


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the complete search of small campaigns out."""
    monkeypatch.setattr("routing.solver.search_completely", lambda *_: None)


def assert_true(plan: Plan, best: Optimum) -> int:
    """Fail on a false bound; how many of the two figures there are."""
    certifier, sums = plan.certificate, plan.summary
    assert (sums.weighted_recorded, -sums.total_rupiah) <= (best.weighted, -best.total)
    if certifier.weighted_bound is not None:
        assert certifier.weighted_bound >= best.weighted
    if certifier.total_bound is not None:
        assert certifier.total_bound <= best.least_total(sums.weighted_recorded)
    return (certifier.weighted_bound is not None) + (certifier.total_bound is not None)


def tied_town() -> tuple[Campaign, TravelTable]:
    """Four posts of five residents, two pairs that may not share."""
    spots = {"a": 1, "b": 2, "c": 2, "d": 3}
    legs = {(BASE, name): (60 * far, 40_000 * far) for name, far in spots.items()}
    legs |= {("a", "b"): (60, 30_000), ("b", "c"): (60, 35_000), ("c", "d"): (60, 45_000)}
    table = travel(both_ways(legs))
    pairs = tuple(replace(one, rate_per_hour=1, setup_minutes=60) for one in teams(2))
    places = (place(BASE), *(place(name, 5) for name in spots))
    return campaign(places, table, 4, teams=pairs), table


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize("seed", [None, *SEEDS])
def test_an_interrupt_at_any_stage_leaves_what_is_true(seed: int | None) -> None:
    made, table = tied_town() if seed is None else random_campaign(seed)
    best = optimum(made, table)
    limits = Limits(seconds=60, work=WORK, seed=1)
    heard: list[Progress] = []
    assert_true(solve(made, table, limits, heard.append).plan, best)
    reports = sum(item.stage != "final" for item in heard)
    figures = []
    for when in range(1, reports + 1, max(1, reports // 5)):
        left = [when]

        def stop(item: Progress, left: list[int] = left) -> None:
            left[0] -= item.stage != "final"  # there may be fewer reports before it this time
            if left[0] == 0 and item.stage != "final":
                raise KeyboardInterrupt

        result = solve(made, table, limits, stop)
        if result.ended == "interrupt":
            assert_clean(made, table, result.plan)
            figures.append(assert_true(result.plan, best))
    assert len(figures) > 2


def limited_town() -> tuple[Campaign, TravelTable]:
    """The tied town with a server that would take more: rounds find no plans then."""
    made, table = tied_town()
    rules = replace(made.rules, connectivity="online", server_capacity=ServerCapacity(20))
    return replace(made, rules=rules), table


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize("made_town", [tied_town, limited_town])
def test_threads_change_no_byte(made_town: Callable[[], tuple[Campaign, TravelTable]]) -> None:
    made, table = made_town()
    one, more = (solve(made, table, Limits(60, WORK, 1, threads=n)).plan for n in (1, 3))
    assert one.certificate.total_bound is not None
    assert one.to_json() == more.to_json()


def test_rounds_beside_a_search_prove_what_they_prove_after_it() -> None:
    """More than the first bounds do, and never more than is true."""
    made, table = limited_town()
    proven = []
    for rounds in (0, 3):
        certifier, evaluator = certifier_of(made, table)
        assert certifier.scope.runs_beside
        certifier.prepare(rounds)
        proven.append(certifier.bounds.proven)
        served = evaluator.evaluate((((1, 5), (2, 5)), ((3, 5), (4, 5))))
        assert certifier.run(served, 3) == "work"
        assert certifier.bounds.found is not None
        proven.append(certifier.bounds.found.bound or 0)
    before, after, beside, same = proven
    assert before < beside
    assert math.ceil(beside - DEFAULT_PROOF.slack_rupiah) == same == after
    assert after <= optimum(made, table).total


def test_near_enough_while_the_proof_is_prepared() -> None:
    """Within 2 % of what is proven, but not where the roster leaves someone."""
    made, table = near()
    instance = Instance(made, table)
    evaluator = RosterEvaluator(instance, Timetable(instance, 12))
    everyone, nobody = evaluator.evaluate((((1, 10),),)), evaluator.evaluate(((),))
    for gap, enough in ((None, False), (2.0, True), (0.0001, False)):
        certifier = Certifier(instance, evaluator.timetable, math.inf, gap, lambda _: None)
        certifier.prepare()
        for roster, near_enough in ((everyone, enough), (nobody, False)):
            bound = certifier.bounds.bound_of(roster)
            proven = gap_percent(roster.rupiah, bound)
            assert MaxGap(gap, lambda proven=proven: proven)() == near_enough


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize(("threads", "beside"), [(1, False), (2, True)])
def test_with_one_thread_nothing_runs_beside_the_search(
    threads: int, beside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the proof is prepared, and how many pairs are studied at a time."""
    usual, where, studied = Certifier.prepare, [], []

    def prepare(certifier: Certifier, rounds: int = 0) -> None:
        where.append(threading.current_thread() is not threading.main_thread())
        studied.append(certifier._joint.threads)
        usual(certifier, rounds)

    monkeypatch.setattr(Certifier, "prepare", prepare)
    solve(*tied_town(), Limits(60, WORK, 1, threads=threads))
    assert where[0] == beside
    assert set(studied) == {threads}


@pytest.mark.usefixtures("searched")
def test_bounds_are_heard_while_the_plan_is_searched() -> None:
    """Each is true, none is worse than the one before; what is written is none of them."""
    made, table = tied_town()
    best = optimum(made, table)
    heard: list[Progress] = []
    plan = solve(made, table, Limits(60, WORK, 1, threads=2), heard.append).plan
    early = [item.bound for item in heard if item.stage == "search" and item.bound is not None]
    assert early
    assert early == sorted(early)
    assert early[-1] <= best.least_total(plan.summary.weighted_recorded)
    assert early[-1] <= plan.certificate.total_bound
    last = [item for item in heard if item.stage == "search"][-1]
    assert last.gap_percent == pytest.approx(100 * (last.rupiah - last.bound) / last.bound)


@pytest.mark.usefixtures("searched")
def test_no_bound_is_heard_of_a_plan_that_leaves_someone() -> None:
    """A bound of recording everyone says nothing of a plan that cannot."""
    table = travel(both_ways({(BASE, "a"): (60, 40_000), (BASE, "b"): (60, 40_000)}))
    places = (place(BASE), place("a", 200), place("b", 30))
    made = campaign(places, table, 2, teams=teams(1))
    instance = Instance(made, table)
    timetable = Timetable(instance)
    evaluator = RosterEvaluator(instance, timetable)
    certifier = Certifier(instance, timetable, math.inf, None, lambda _: None)
    certifier.bounds.proven = 1000.5
    a, b = instance.posts
    assert certifier.bounds.bound_of(evaluator.evaluate((((a, 100), (b, 30)),))) is None
    few = replace(made, places=(place(BASE), place("a", 20), place("b", 30)))
    instance = Instance(few, table)
    timetable = Timetable(instance)
    certifier = Certifier(instance, timetable, math.inf, None, lambda _: None)
    certifier.bounds.proven = 1000.5
    evaluated = RosterEvaluator(instance, timetable).evaluate((((a, 20), (b, 30)),))
    assert certifier.bounds.bound_of(evaluated) == 1001


@pytest.mark.usefixtures("searched")
def test_an_interrupted_proof_keeps_its_bound() -> None:
    """Stopped at the second thing that the proof says: the first bound stands."""
    made, table = tied_town()
    bounds: list[int] = []

    def stop(progress: Progress) -> None:
        if progress.stage == "prove" and progress.bound is not None:
            bounds.append(progress.bound)
            if len(bounds) == 2:
                raise KeyboardInterrupt

    result = solve(made, table, Limits(seconds=60, work=WORK, seed=1), stop)
    assert result.ended == "interrupt"
    assert result.plan.certificate.total_bound in bounds
    assert_true(result.plan, optimum(made, table))


@pytest.mark.usefixtures("searched")
def test_the_gap_stops_the_run() -> None:
    """At any gap the first bound is enough; at none the run goes to its end."""
    made, table = tied_town()
    quick = solve(made, table, Limits(seconds=60, work=WORK, seed=1, gap=400.0))
    assert quick.ended == "gap"
    assert quick.plan.certificate.gap_percent is not None
    assert quick.plan.certificate.gap_percent <= 400
    full = solve(made, table, Limits(seconds=60, work=WORK, seed=1))
    assert full.ended == "work"
    assert full.plan.certificate.gap_percent is not None
    assert full.plan.certificate.gap_percent <= quick.plan.certificate.gap_percent
    assert_true(full.plan, optimum(made, table))


def certifier_of(
    made: Campaign, table: TravelTable, heard: list[Found] | None = None, seconds: float = 60.0
) -> tuple[Certifier, RosterEvaluator]:
    instance = Instance(made, table)
    timetable = Timetable(instance, 12)
    hear = (heard if heard is not None else []).append
    certifier = Certifier(instance, timetable, time.monotonic() + seconds, None, hear)
    return certifier, RosterEvaluator(instance, timetable)


def test_what_is_proven_by_size() -> None:
    """Few posts always; more of them where there are rounds; beyond the most never."""
    few, most = DEFAULT_PROOF.few_posts, DEFAULT_PROOF.most_posts
    for posts, without, rounds in (
        (1, True, True),
        (few, True, True),
        (few + 1, False, True),
        (most, False, True),
        (most + 1, False, False),
    ):
        names = [f"p{n}" for n in range(posts)]
        table = travel(both_ways({(BASE, name): (60, 20_000) for name in names}))
        made = campaign((place(BASE), *(place(name, 1) for name in names)), table)
        certifier, _ = certifier_of(made, table)
        assert (certifier.scope.proves(0), certifier.scope.proves(1)) == (without, rounds), posts
        assert certifier.scope.leads == (posts <= few)


def near() -> tuple[Campaign, TravelTable]:
    """Ten residents an hour away: one trip of 980,000."""
    table = travel(both_ways({(BASE, "a"): (60, 20_000)}))
    return campaign((place(BASE), place("a", 10)), table, 3), table


def test_prepared_and_interrupted() -> None:
    heard: list[Found] = []
    certifier, evaluator = certifier_of(*near(), heard)
    everyone = evaluator.evaluate((((1, 10),),))
    certifier.prepare()
    certifier.conclude(everyone)
    bounds = [found.bound or 0 for found in heard]
    assert heard == [Found(10, 10, 980_000, bound) for bound in bounds]
    assert 970_000 <= bounds[0] <= bounds[-1] <= 980_000
    certifier.conclude(evaluator.evaluate(((),)))  # what is known stays
    assert certifier.bounds.found == heard[-1]


def test_nothing_prepared_is_nothing_proven() -> None:
    heard: list[Found] = []
    certifier, evaluator = certifier_of(*near(), heard)
    certifier.stop()
    certifier.prepare()
    certifier.conclude(evaluator.evaluate((((1, 10),),)))
    assert certifier.bounds.found == Found(10, 10, 980_000)
    assert heard == []


def test_a_bound_of_everyone_says_nothing_of_a_plan_that_leaves_some() -> None:
    certifier, evaluator = certifier_of(*near())
    certifier.prepare()
    certifier.conclude(evaluator.evaluate(((),)))
    assert certifier.bounds.found == Found(0, 0, 0)


@pytest.mark.parametrize("trouble", [math.nan, math.inf, -math.inf])
def test_numerical_trouble_gives_null_and_a_log_line(
    trouble: float, caplog: pytest.LogCaptureFixture
) -> None:
    certifier, evaluator = certifier_of(*near())
    certifier._joint_total = trouble
    with caplog.at_level(logging.WARNING):
        certifier.conclude(evaluator.evaluate((((1, 10),),)))
    assert certifier.bounds.found == Found(10, 10, 980_000)
    if trouble != -math.inf:  # which is what stopping at once gives
        assert "not finite" in caplog.text


def shared_town() -> tuple[Campaign, TravelTable]:
    """The tied town as two kecamatan that pairs may share."""
    made, table = tied_town()
    names = {"a": "K1", "b": "K1", "c": "K2", "d": "K2"}
    places = tuple(
        replace(
            one, kecamatan=names.get(one.id, one.kecamatan), residents=3 if names.get(one.id) else 0
        )
        for one in made.places
    )
    return replace(
        made, places=places, rules=replace(made.rules, one_pair_per_kecamatan=False)
    ), table


def test_without_r11_the_partition_finds_plans_and_bounds_nothing() -> None:
    """From a roster in which both pairs work in both kecamatan; its parts are no sets."""
    made, table = shared_town()
    certifier, evaluator = certifier_of(made, table)
    shared = evaluator.evaluate((((1, 3), (3, 3)), ((2, 3), (4, 3))))
    assert shared.weighted == 12
    best = optimum(made, table)
    assert best.weighted == 12
    assert certifier.scope.partitioned
    assert not certifier.scope.leads
    certifier.run(shared, 2)
    assert certifier.bounds.method == JOINT
    assert certifier.bounds.total is not None
    assert certifier.bounds.total <= best.total
    assert certifier.bounds.found is not None
    assert best.total <= certifier.bounds.found.rupiah < shared.rupiah
    assert certifier.bounds.found.teams is not None
    plan = assemble(made, list(certifier.bounds.found.teams))
    assert plan.summary.residents_recorded == 12
    assert_clean(made, table, plan)
