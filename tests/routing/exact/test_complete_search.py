"""The complete search: hand-checked towns, a rule slack and binding, random towns by the oracle.

Unless a test says otherwise a pair has a car at 3,000 rupiah a km, a duty day is 860,000, a
night 300,000, and a resident waits at 100 rupiah a date (`tests.routing.towns`).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from geodata.travel.table import TravelTable
from routing import Limits, solve
from routing.campaign.document import Campaign
from routing.campaign.parts import (
    Costs,
    KecamatanBar,
    KecamatanPin,
    Place,
    PostDates,
    ServerCapacity,
)
from routing.certificate import COUNTING
from routing.exact.complete_search import METHOD, search_completely
from routing.exact.day_graph import DayGraphs
from routing.exact.effort_budget import Budget, TooLarge
from routing.instance.campaign_arrays import Instance
from routing.parameters import SolverParameters, TimeParameters
from routing.plan.document import Drive, Ferry, Plan, Session, Setup
from routing.timetable.decoder import Timetable
from tests.routing.oracle import optimum
from tests.routing.random_towns import Size, random_town
from tests.routing.towns import (
    BASE,
    DAY,
    Legs,
    assert_clean,
    both_ways,
    campaign,
    day,
    ferry,
    place,
    port,
    rules,
    solved,
    team,
    teams,
    travel,
)

DUTY = 860_000
NIGHT = 300_000
NEAR = both_ways({(BASE, "a"): (30, 20_000), (BASE, "b"): (30, 20_000), ("a", "b"): (10, 5_000)})
"""Two posts half an hour from the base: 60,000 rupiah a way; 15,000 between them."""

FAR_OFF = both_ways(
    {(BASE, "a"): (400, 100_000), (BASE, "b"): (650, 200_000), ("a", "b"): (250, 100_000)}
)
"""A can be reached within a date; B only from A."""


def complete(posts: Iterable[Place], legs: Legs = NEAR, dates: int = 1, **changes: Any) -> Plan:
    """The plan of a town; it has passed the audit, and the complete search proves it."""
    table = travel(legs, vehicles=("car", "motorcycle"))
    plan = solved(campaign((place(BASE), *posts), table, dates, **changes), table).plan
    proof, sums = plan.certificate, plan.summary
    assert proof.method == METHOD
    assert (proof.residents_gap_percent, proof.gap_percent) == (0.0, 0.0)
    assert (proof.weighted_bound, proof.total_bound) == (sums.weighted_recorded, sums.total_rupiah)
    return plan


def value(plan: Plan) -> tuple[int, int]:
    return plan.summary.weighted_recorded, plan.summary.total_rupiah


class TestADate:
    def test_there_and_back(self) -> None:
        assert value(complete([place("a", 10)])) == (10, DUTY + 2 * 60_000)

    def test_both_posts_on_one_round(self) -> None:
        plan = complete([place("a", 10), place("b", 10)])
        assert value(plan) == (20, DUTY + 60_000 + 15_000 + 60_000)

    def test_the_team_leaves_in_time_for_opening(self) -> None:
        """07:00 to 07:30 on the way, half an hour of set-up, 08:00 open: no wait."""
        events = complete([place("a", 10)]).teams[0].dates[0].events
        assert events[0] == Drive(BASE, "a", 420, 450, 20_000)
        assert [event.kind for event in events] == ["drive", "setup", "record", "drive"]

    def test_two_drives_cheaper_than_the_leg(self) -> None:
        legs = both_ways({(BASE, "x"): (20, 5_000), ("x", "a"): (20, 5_000)})
        far = {(BASE, "a"): (30, 20_000), ("a", BASE): (30, 20_000)}
        plan = complete([place("a", 10), port("x")], {**legs, **far})
        assert value(plan) == (10, DUTY + 4 * 15_000)

    @pytest.mark.parametrize(("most", "recorded"), [(60, 10), (59, 0)])
    def test_driving(self, most: int, recorded: int) -> None:
        plan = complete([place("a", 10)], rules=rules(max_driving_minutes=most))
        assert value(plan)[0] == recorded

    @pytest.mark.parametrize(("most", "rupiah"), [(80, 60_000), (79, 90_000), (69, 120_000)])
    def test_driving_may_forbid_the_cheaper_chain(self, most: int, rupiah: int) -> None:
        """40 minutes and 30,000 rupiah by the chain, 30 and 60,000 by the leg, out and back."""
        legs = both_ways({(BASE, "x"): (20, 5_000), ("x", "a"): (20, 5_000)})
        legs = {**legs, **both_ways({(BASE, "a"): (30, 20_000)})}
        plan = complete([place("a", 10), port("x")], legs, rules=rules(max_driving_minutes=most))
        assert value(plan) == (10, DUTY + rupiah)

    @pytest.mark.parametrize(("close", "recorded"), [(600, 24), (599, 23), (484, 0), (485, 1)])
    def test_opening(self, close: int, recorded: int) -> None:
        """Five minutes a resident from 08:00."""
        assert value(complete([place("a", 30, hours=((480, close),))]))[0] == recorded

    def test_back_at_a_post_without_a_second_set_up(self) -> None:
        """A is open before and after noon, B at noon: 12, 12 and 12 in three hours."""
        posts = [
            place("a", 24, hours=((480, 540), (660, 720))),
            place("b", 12, hours=((580, 640),)),
        ]
        plan = complete(posts, rules=rules(duty_end=750))
        events = plan.teams[0].dates[0].events
        assert plan.summary.residents_recorded == 36
        assert [e.at for e in events if isinstance(e, Setup)] == ["a", "b"]
        assert [e.at for e in events if isinstance(e, Session)] == ["a", "b", "a"]

    def test_a_set_up_long_before_its_session(self) -> None:
        """B opens when there is time for nothing but the drive there: it was set up before."""
        posts = [
            place("a", 12, hours=((480, 540),)),
            place("b", 12, hours=((550, 610),)),
        ]
        plan = complete(posts)
        events = plan.teams[0].dates[0].events
        assert plan.summary.residents_recorded == 24
        kinds = [(e.kind, e.at) for e in events if isinstance(e, Setup | Session)]
        assert kinds.index(("setup", "b")) < kinds.index(("record", "a"))

    def test_whom_to_record(self) -> None:
        """84 a date: those of B, who count double, and as many of A as then fit."""
        alone = value(complete([place("b", 84, weight=2)]))[0]
        plan = complete([place("a", 84), place("b", 84, weight=2)])
        assert alone == 2 * DAY
        assert plan.recorded == {"b": DAY}


class TestWater:
    def town(self, fare: int, **legs: tuple[int, int]) -> Plan:
        """An island post by ferry, and beside it a road of 300 km."""
        ways = both_ways({(BASE, "quay"): (10, 1_000), (BASE, "a"): (240, 300_000)})
        return complete(
            [place("a", 10), port("quay")],
            ways,
            crossings=(
                ferry("out", "quay", "a", fare_rupiah=fare),
                ferry("back", "a", "quay", fare_rupiah=fare),
            ),
            rules=rules(max_nights_out=0),
        )

    def test_a_ferry_cheaper_than_the_road(self) -> None:
        plan = self.town(100_000)
        assert value(plan) == (10, DUTY + 2 * (3_000 + 100_000))
        boats = [e for e in plan.teams[0].dates[0].events if isinstance(e, Ferry)]
        assert [(e.crossing, e.start, e.end) for e in boats] == [
            ("out", 420, 445),
            ("back", 840, 865),
        ]
        events = plan.teams[0].dates[0].events
        waits = [one for one, two in pairwise(events) if two in boats]
        assert [(wait.kind, wait.end - wait.start >= 30) for wait in waits] == [("wait", True)] * 2
        # Ten minutes to the quay, half an hour of loading, 07:00 off.
        assert [(e.kind, e.start, e.end) for e in events[:2]] == [
            ("drive", 380, 390),
            ("wait", 390, 420),
        ]

    def test_a_ferry_dearer_than_the_road(self) -> None:
        assert value(self.town(900_000)) == (10, DUTY + 2 * 900_000)

    @pytest.mark.parametrize(("cancelled", "recorded"), [((), 10), ((day(0),), 0)])
    def test_a_cancelled_date(self, cancelled: tuple[Any, ...], recorded: int) -> None:
        boats = tuple(
            ferry(name, *ends, cancelled_dates=cancelled)
            for name, ends in (("out", (BASE, "a")), ("back", ("a", BASE)))
        )
        assert value(complete([place("a", 10)], {}, crossings=boats))[0] == recorded


class TestDates:
    def test_the_night_before(self) -> None:
        """B is reached from A's lodging only: three dates, two nights, at B and at A, or both."""
        posts = [place("a"), place("b", 10)]
        plan = complete(posts, FAR_OFF, 5)
        assert plan.recorded == {"b": 10}
        assert plan.summary.rupiah.nights == 2 * NIGHT

    @pytest.mark.parametrize(("nights", "recorded"), [(2, 10), (1, 0)])
    def test_nights_out(self, nights: int, recorded: int) -> None:
        posts = [place("a"), place("b", 10, lodging_per_person=150_000)]
        plan = complete(posts, FAR_OFF, 5, rules=rules(max_nights_out=nights))
        assert plan.summary.residents_recorded == recorded

    @pytest.mark.parametrize(("home", "recorded"), [(False, 4), (True, 0)])
    def test_home_on_rest_days(self, home: bool, recorded: int) -> None:
        """A date there, a rest day, 20 minutes of recording in the morning and the way back."""
        posts = [place("a", 10, hours=((480, 500),))]
        plan = complete(
            posts,
            both_ways({(BASE, "a"): (400, 100_000)}),
            3,
            rest_days=(day(1),),
            rules=rules(home_on_rest_days=home),
        )
        assert plan.summary.residents_recorded == recorded

    def test_who_waits_costs(self) -> None:
        """168 residents: the second half waits a date."""
        plan = complete([place("a", 2 * DAY)], dates=2)
        assert plan.summary.rupiah.urgency == 100 * DAY

    def test_a_nights_lodging_against_two_ways(self) -> None:
        """A night at A costs 300,000, home and back 120,000: everybody comes home."""
        plan = complete([place("a", 2 * DAY)], dates=2)
        assert value(plan) == (2 * DAY, 2 * DUTY + 4 * 60_000 + 100 * DAY)
        posts = [place("a", 2 * DAY, lodging_per_person=50_000)]
        assert value(complete(posts, dates=2))[1] == 2 * DUTY + 2 * 60_000 + 100_000 + 100 * DAY

    @pytest.mark.parametrize("number", [0, 2])
    def test_a_pair_for_some_dates(self, number: int) -> None:
        pair = team(from_=day(number), until=day(number))
        plan = complete([place("a", 2 * DAY)], dates=3, teams=(pair,))
        assert plan.recorded == {"a": DAY}
        assert [one.date for one in plan.teams[0].dates] == [day(number)]


class TestLodgings:
    """A road from the base over the crossroads to the post, 100 minutes each; X beyond it."""

    LINE = both_ways(
        {
            (BASE, "fork"): (100, 50_000),
            ("fork", "post"): (100, 50_000),
            ("post", "x"): (50, 20_000),
            ("fork", "side"): (30, 10_000),
        }
    )

    def kept(self, **prices: int) -> list[str]:
        """Lodgings kept, where those named have some for so many rupiah a person."""
        places = [
            place(name, 10 if name == "post" else 0, lodging_per_person=prices.get(name))
            for name in (BASE, "fork", "post", "x", "side")
        ]
        table = travel(self.LINE)
        instance = Instance(campaign(places, table, 3), table)
        graphs = DayGraphs(instance, Timetable(instance).contexts[0], frozenset(instance.posts))
        return [instance.campaign.places[n].id for n in graphs.places[1 : graphs.sleeps]]

    def test_the_posts_own_is_kept(self) -> None:
        assert self.kept(post=150_000) == ["post"]

    def test_beyond_the_post(self) -> None:
        assert self.kept(post=150_000, x=150_000) == ["post"]
        assert self.kept(post=150_000, x=149_999) == ["post", "x"]
        assert self.kept(x=150_000) == ["x"]

    def test_off_the_way(self) -> None:
        assert self.kept(fork=150_000, side=150_000) == ["fork"]
        assert self.kept(fork=150_000, side=20_000) == ["fork", "side"]
        assert self.kept(side=150_000) == ["side"]

    def test_the_base_costs_nothing(self) -> None:
        legs = both_ways({(BASE, "post"): (30, 20_000), (BASE, "back"): (10, 5_000)})
        table = travel({**legs, **both_ways({("back", "post"): (40, 25_000)})})
        places = (place(BASE), place("post", 10), place("back", lodging_per_person=0))
        instance = Instance(campaign(places, table, 3), table)
        graphs = DayGraphs(instance, Timetable(instance).contexts[0], frozenset(instance.posts))
        assert [places[n].id for n in graphs.places[: graphs.sleeps]] == [BASE, "post"]

    def test_a_shorter_way_back_keeps_it(self) -> None:
        """X beyond the post, but with a quick way home of its own."""
        table = travel({**self.LINE, ("x", BASE): (60, 90_000)})
        places = [place(BASE), place("post", 10), place("x"), port("fork"), port("side")]
        instance = Instance(campaign(places, table, 3), table)
        graphs = DayGraphs(instance, Timetable(instance).contexts[0], frozenset(instance.posts))
        assert [places[n].id for n in graphs.places[1 : graphs.sleeps]] == ["post", "x"]


class TestPairs:
    @pytest.mark.parametrize(("tied", "recorded"), [(True, DAY), (False, 2 * DAY)])
    def test_one_pair_per_kecamatan(self, tied: bool, recorded: int) -> None:
        limits = rules(one_pair_per_kecamatan=tied)
        plan = complete([place("a", 2 * DAY)], teams=teams(2), rules=limits)
        assert plan.summary.residents_recorded == recorded

    def test_the_quicker_pair_takes_the_larger_post(self) -> None:
        pairs = (team(1, rate_per_hour=6), team(2))
        plan = complete([place("a", DAY), place("b", DAY // 2)], teams=pairs)
        assert plan.summary.residents_recorded == DAY + DAY // 2
        assert [one.kecamatan for one in plan.teams] == [("K-b",), ("K-a",)]

    def test_one_pair_does_what_one_pair_can(self) -> None:
        plan = complete([place("a", 10), place("b", 10)], teams=teams(2))
        assert plan.summary.duty_days == 1

    @pytest.mark.parametrize(
        ("pins", "recorded"),
        [
            ((), {"a": 10, "b": 10}),
            ((KecamatanPin("K-a", "T02"),), {"a": 10, "b": 10}),
            ((KecamatanBar("K-a", "T01"), KecamatanBar("K-a", "T02")), {"b": 10}),
            ((PostDates("a", (day(1),)),), {"a": 10, "b": 10}),
        ],
    )
    def test_pins(self, pins: tuple[Any, ...], recorded: dict[str, int]) -> None:
        posts = [place("a", 10), place("b", 10)]
        plan = complete(posts, dates=2, teams=teams(2), rules=rules(pins=pins))
        assert plan.recorded == recorded
        for one in plan.teams:
            if KecamatanPin("K-a", "T02") in pins and "K-a" in one.kecamatan:
                assert one.id == "T02"

    @pytest.mark.parametrize(("pins", "recorded"), [((), 100), ((PostDates("a", (day(1),)),), DAY)])
    def test_pinned_dates(self, pins: tuple[Any, ...], recorded: int) -> None:
        plan = complete([place("a", 100)], dates=2, rules=rules(pins=pins))
        assert plan.summary.residents_recorded == recorded

    @pytest.mark.parametrize(("capacity", "recorded"), [(20, 20), (19, 19), (0, 0)])
    def test_a_server_for_one_pair(self, capacity: int, recorded: int) -> None:
        limits = rules(connectivity="online", server_capacity=ServerCapacity(capacity))
        plan = complete([place("a", 10), place("b", 10)], rules=limits)
        assert plan.summary.residents_recorded == recorded

    @pytest.mark.parametrize("tied", [True, False])
    def test_two_pairs_share_a_short_server(self, tied: bool) -> None:
        """80 a date: one pair alone records it, so each pair needs its own date or post."""
        limits = rules(
            connectivity="online", server_capacity=ServerCapacity(80), one_pair_per_kecamatan=tied
        )
        plan = complete([place("a", 90), place("b", 60)], dates=2, teams=teams(2), rules=limits)
        assert plan.summary.residents_recorded == 150
        by_date = {
            n: sum(s.residents for _, at, s in plan.sessions() if at == day(n)) for n in (0, 1)
        }
        assert max(by_date.values()) <= 80

    def test_a_date_at_the_base_on_which_the_server_takes_others_is_not_listed(self) -> None:
        """Two residents at the base, one six hours away, two a date for the server, no per diem.

        Whoever goes away sleeps there: 20 km and a night; one resident waits for a date. The
        other pair could record at the base on either date, for nothing.
        """
        legs = both_ways({(BASE, "a"): (360, 10_000)})
        table = travel(legs)
        limits = rules(
            connectivity="online", server_capacity=ServerCapacity(2), duty_start=420, duty_end=1020
        )
        town = campaign(
            (place(BASE, 2, hours=((480, 720),)), place("a", 1, hours=((840, 1020),))),
            table, 2, rules=limits, costs=Costs({"car": 3000}, 0, 100),
            teams=tuple(team(n, rate_per_hour=1, setup_minutes=0) for n in (1, 2)),
        )  # fmt: skip
        plan = solved(town, table).plan
        assert plan.certificate.method == METHOD
        assert value(plan) == (3, 60_000 + NIGHT + 100)

    def test_who_counts_more_gets_the_server(self) -> None:
        limits = rules(connectivity="online", server_capacity=ServerCapacity(10))
        posts = [place("a", 10), place("b", 10, weight=3)]
        plan = complete(posts, teams=teams(2), rules=limits)
        assert plan.recorded == {"b": 10}
        assert [item.reasons[0].code for item in plan.unserved] == ["server"]


class TestTooLarge:
    @staticmethod
    def town(dates: int = 1, **changes: Any) -> tuple[Campaign, TravelTable]:
        table = travel(NEAR)
        posts = (place(BASE), place("a", 10), place("b", 10))
        return campaign(posts, table, dates, **changes), table

    def searched(self, town: Campaign, table: TravelTable, *, late: bool = False) -> bool:
        instance = Instance(town, table)
        contexts = Timetable(instance).contexts
        return search_completely(instance, contexts, lambda: late) is not None

    def test_small(self) -> None:
        assert self.searched(*self.town())

    def test_late(self) -> None:
        assert not self.searched(*self.town(), late=True)

    def test_three_pairs_on_a_short_server(self) -> None:
        """Left to the usual search where the limit binds; searched where it does not."""
        for capacity, found in ((20, True), (19, False)):
            limits = rules(connectivity="online", server_capacity=ServerCapacity(capacity))
            made = self.town(teams=teams(3), rules=limits)
            assert self.searched(*made) is found
            assert (solved(*made).plan.certificate.method == METHOD) is found

    @pytest.mark.parametrize("residents", [2_000, 200_000])
    def test_many_residents(self, residents: int) -> None:
        town, table = self.town(3)
        posts = tuple(replace(p, residents=residents if p.id == "a" else 0) for p in town.places)
        assert self.searched(replace(town, places=posts), table) is (residents < 100_000)

    def test_many_posts(self) -> None:
        table = travel({})
        posts = (place(BASE), *(place(f"p{n}", 1) for n in range(7)))
        assert not self.searched(campaign(posts, table), table)

    def test_a_budget(self) -> None:
        budget = Budget(lambda: False, labels=10, steps=10, values=10)
        budget.spend(labels=10)
        budget.foresee(labels=0, steps=40)
        with pytest.raises(TooLarge):
            budget.foresee(labels=0, steps=41)
        with pytest.raises(TooLarge):
            budget.spend(labels=1)


def test_same_bytes() -> None:
    table = travel(NEAR)
    town = campaign((place(BASE), place("a", 100), place("b", 60)), table, 3, teams=teams(2))
    plans = [solve(town, table, Limits(work=10, seed=seed)).plan.to_json() for seed in (1, 1, 2)]
    assert len(set(plans)) == 1


def test_an_interrupt_leaves_the_best_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("routing.solver.search_completely", interrupt)
    table = travel(NEAR)
    town = campaign((place(BASE), place("a", 10)), table)
    result = solved(town, table)
    assert result.ended == "interrupt"
    assert result.plan.recorded == {"a": 10}
    assert result.plan.certificate.method == COUNTING
    assert result.plan.certificate.total_bound == 2 * 430_000  # a duty day at least


def test_a_search_stopped_by_time_is_told() -> None:
    """What comes after it may end by its work; yet with more time the plan might be another."""
    table = travel(NEAR)
    town = campaign((place(BASE), place("a", 10)), table)
    none = SolverParameters(time=TimeParameters(complete_share=0.0))
    assert solved(town, table, parameters=none).ended == "time"
    assert solved(town, table, parameters=none).plan.recorded == {"a": 10}


SMALL = Size(
    posts=(1, 5),
    teams=(1, 2),
    dates=(1, 5),
    residents=(0, 3),
    rate=(1, 3),
    spread=200,
    ferries=2,
    shared=True,
)


LARGER = replace(SMALL, posts=(1, 3), residents=(0, 120), rate=(1, 14), teams=(1, 3), dates=(1, 9))
"""Beyond what the oracle can do."""


@st.composite
def towns(draw: st.DrawFn) -> tuple[Campaign, TravelTable]:
    return random_town(lambda low, high: draw(st.integers(low, high)), SMALL)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(towns())
def test_any_small_town_against_the_oracle(made: tuple[Campaign, TravelTable]) -> None:
    plan = solve(*made, Limits(seconds=300, work=0)).plan
    assert_clean(*made, plan)
    assert plan.certificate.method == METHOD
    best = optimum(*made)
    assert value(plan) == (best.weighted, best.total)


def test_the_usual_search_is_no_better_and_its_bounds_hold() -> None:
    """Two ways to the same figures that share no code but the campaign's arrays."""
    compared = 0
    for seed in range(24):
        made = random_town(random.Random(seed).randint, LARGER)
        plan = solved(*made).plan
        if plan.certificate.method != METHOD:
            continue
        compared += 1
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("routing.solver.search_completely", lambda *_: None)
            other = solved(*made, work=30).plan
        proof, best, found = other.certificate, value(plan), value(other)
        assert (-found[0], found[1]) >= (-best[0], best[1])
        assert proof.weighted_bound is None or proof.weighted_bound >= best[0]
        if proof.total_bound is not None and found[0] == best[0]:
            assert proof.total_bound <= best[1]
    assert compared >= 15
