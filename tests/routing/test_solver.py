"""`solve`: plans of random campaigns, repeatability, limits, interrupts and odd towns."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import PostDates
from routing.errors import CampaignError
from routing.instance.campaign_arrays import Instance
from routing.limits import Limits, Progress
from routing.parameters import TimeParameters
from routing.plan.document import Plan
from routing.search.improvement import refined
from routing.search.roster import RosterEvaluator
from routing.solver import solve
from routing.time_budget import TimeBudget, default_work
from routing.timetable.decoder import Timetable
from tests.routing.exhaustive import best_plan
from tests.routing.random_towns import Size, random_town
from tests.routing.towns import (
    BASE,
    DAY,
    assert_clean,
    both_ways,
    campaign,
    day,
    place,
    rules,
    solved,
    team,
    teams,
    travel,
)

ANY = Size(
    posts=(1, 5),
    teams=(1, 3),
    dates=(1, 9),
    residents=(0, 150),
    rate=(1, 14),
    spread=250,
    ferries=2,
    shared=True,
)

TWO = both_ways({(BASE, "a"): (30, 20_000), (BASE, "b"): (45, 30_000), ("a", "b"): (20, 15_000)})


def town(places: Any = (), dates: int = 3, **changes: Any) -> tuple[Campaign, TravelTable]:
    table = travel(TWO)
    posts = places or (place("a", 100), place("b", 50))
    return campaign((place(BASE), *posts), table, dates, **changes), table


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """No campaign is small enough to be searched completely."""
    monkeypatch.setattr("routing.solver.search_completely", lambda *_: None)


@pytest.fixture
def by_size(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The routing model finds nothing (its process died): posts go to pairs by size."""
    monkeypatch.setattr("routing.search.initial_rosters.solve_model", lambda *_: [])
    return


@st.composite
def towns(draw: st.DrawFn) -> tuple[Campaign, TravelTable]:
    return random_town(lambda low, high: draw(st.integers(low, high)), ANY)


@pytest.mark.usefixtures("searched", "by_size")
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(towns())
def test_any_town_gets_a_plan_that_the_audit_accepts(made: tuple[Campaign, TravelTable]) -> None:
    plan = solved(*made, work=25).plan
    assert plan.to_json() == solved(*made, work=25).plan.to_json()
    assert Plan.from_json(plan.to_json()) == plan


@pytest.mark.usefixtures("searched", "by_size")
@pytest.mark.parametrize("first", [0, 1000])
def test_many_towns(first: int) -> None:
    for seed in range(first, first + 60):
        solved(*random_town(random.Random(seed).randint, ANY), work=15)


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize("seed", [3, 4])
def test_with_the_model_same_seed_same_bytes(seed: int) -> None:
    made = random_town(random.Random(seed).randint, replace(ANY, posts=(4, 5), teams=(2, 3)))
    first, second, third = (
        solve(*made, Limits(60, 40, 7, threads=threads)) for threads in (1, 4, 4)
    )
    assert_clean(*made, first.plan)
    assert first.plan.to_json() == second.plan.to_json() == third.plan.to_json()
    assert first.timetables == second.timetables
    assert (first.ended, second.ended) == ("work", "work")


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize("seed", range(4))
def test_the_best_with_more_is_no_worse(seed: int) -> None:
    """By exhaustive search: one more pair, or one more date, records no fewer."""
    size = Size(posts=(2, 3), teams=(1, 1), dates=(2, 3), residents=(1, 5))
    small, table = random_town(random.Random(seed).randint, size)
    value = -best_plan(small, table)[0]
    more = replace(small, teams=(*small.teams, team(9, rate_per_hour=1)))
    assert -best_plan(more, table)[0] >= value
    last = small.conditions[-1]
    later = replace(small, deadline=day(len(small.dates)))
    later = replace(later, conditions=(*small.conditions[:-1], replace(last, until=later.deadline)))
    assert -best_plan(later, table)[0] >= value
    for one in (more, later):
        assert solved(one, table, work=150).plan.summary.weighted_recorded >= value


@pytest.mark.usefixtures("searched")
def test_more_pairs_and_dates_record_more() -> None:
    """200 and 200 residents: 84 a pair and date."""
    posts = (place("a", 200), place("b", 200))
    found = {
        (pairs, dates): solved(*town(posts, dates, teams=teams(pairs))).plan.summary
        for pairs in (1, 2)
        for dates in (1, 2, 3)
    }
    assert {key: s.residents_recorded for key, s in found.items()} == {
        (1, 1): DAY,
        (1, 2): 2 * DAY,
        (1, 3): 3 * DAY,
        (2, 1): 2 * DAY,
        (2, 2): 4 * DAY,
        (2, 3): 400,
    }


def test_weight_goes_before_number() -> None:
    """One date: 84 at weight 1, or 60 at weight 2."""
    made = town((place("a", 84, kecamatan="K"), place("b", 60, weight=2)), 1)
    plan = solved(*made).plan
    assert plan.recorded["b"] == 60
    assert plan.summary.weighted_recorded >= 120


@pytest.mark.usefixtures("searched")
def test_progress_names_its_stages() -> None:
    heard: list[Progress] = []
    made = town(teams=teams(2))
    plan = solved(*made, progress=heard.append).plan
    stages = [item.stage for item in heard]
    assert stages == sorted(stages, key=["model", "search", "prove", "final"].index)
    assert set(stages) == {"model", "search", "prove", "final"}
    assert all(0 <= item.share <= 1 for item in heard)
    known = [(-(item.residents or 0), item.rupiah) for item in heard if item.residents is not None]
    assert known == sorted(known, reverse=True)
    summary = plan.summary
    assert known[-1] >= (-summary.residents_recorded, summary.total_rupiah)


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize("when", [1, 2])
def test_interrupt_while_searching_gives_the_best_so_far(when: int) -> None:
    made = town((place("a", 100), place("b", 50)), teams=teams(2))
    heard: list[Progress] = []

    def stop(progress: Progress) -> None:
        heard.append(progress)
        if sum(item.stage == "search" for item in heard) == when and progress.stage == "search":
            raise KeyboardInterrupt

    result = solve(*made, Limits(seconds=60, work=10**6), stop)
    assert result.ended == "interrupt"
    assert_clean(*made, result.plan)
    assert result.plan.summary.residents_recorded == heard[-1].residents == 150
    assert heard[-1].stage == "final"


def test_interrupt_before_the_first_plan() -> None:
    made = town()

    def stop(progress: Progress) -> None:
        if progress.stage == "model":
            raise KeyboardInterrupt

    result = solve(*made, Limits(seconds=60), stop)
    assert result.ended == "interrupt"
    assert_clean(*made, result.plan)


def test_time_limit() -> None:
    result = solve(*town(), Limits(seconds=0.0, work=10**6))
    assert result.ended == "time"
    assert_clean(*town(), result.plan)
    assert result.plan.summary.residents_recorded == 150


def test_a_contradiction_is_refused() -> None:
    made, table = town()
    with pytest.raises(CampaignError, match="teams: there is none"):
        solve(replace(made, teams=()), table)


def test_default_work_grows_with_posts() -> None:
    few, _ = town()
    many, _ = town(tuple(place(f"p{n}", 1) for n in range(50)))
    assert 0 < default_work(few) < default_work(many)


def only(plan: Plan) -> list[tuple[str, int, str]]:
    return [(left.post, left.residents, left.reasons[0].code) for left in plan.unserved]


class TestOddTowns:
    def test_nobody_to_record(self) -> None:
        plan = solved(*town((place("a"), place("b")))).plan
        assert plan.summary.residents_to_record == 0
        assert all(not one.dates for one in plan.teams)
        assert plan.summary.first_date is plan.summary.last_session is None

    def test_base_alone(self) -> None:
        table = travel(TWO)
        made = campaign((place(BASE, 100), place("a"), place("b")), table, 2)
        plan = solved(made, table).plan
        assert plan.recorded == {BASE: 100}
        # 84 and 16 residents, two duty days, no way; 16 wait a date.
        assert plan.summary.total_rupiah == 2 * 860_000 + 1_600

    def test_base_as_the_only_place(self) -> None:
        table = travel({})
        plan = solved(campaign((place(BASE, 10),), table), table).plan
        assert plan.recorded == {BASE: 10}

    def test_no_road_leads_there(self) -> None:
        plan = solved(*town((place("a", 10), place("z", 7)))).plan
        assert only(plan) == [("z", 7, "unreachable")]
        assert plan.recorded == {"a": 10}

    def test_market_day_only(self) -> None:
        """Wednesday, when the other post can wait: 84 of 90; the rest has no time."""
        pins = (PostDates("a", (day(2),)),)
        plan = solved(*town((place("a", 90), place("b", 50)), 5, rules=rules(pins=pins))).plan
        assert [(d, s.residents) for _, d, s in plan.sessions() if s.at == "a"] == [
            (day(2), 48),
            (day(2), 36),
        ]
        assert [(left.post, left.residents) for left in plan.unserved] == [("a", 6)]

    def test_all_dates_are_rest_days(self) -> None:
        plan = solved(*town(rest_days=tuple(day(n) for n in range(3)))).plan
        assert plan.summary.residents_recorded == 0
        assert all(not one.dates for one in plan.teams)
        assert [post for post, *_ in only(plan)] == ["a", "b"]

    def test_no_lodging_anywhere(self) -> None:
        posts = tuple(
            place(name, residents, lodging_per_person=None)
            for name, residents in (("a", 100), ("b", 50))
        )
        plan = solved(*town(posts)).plan
        assert plan.summary.residents_recorded == 150
        assert plan.summary.nights_away == 0

    def test_a_pair_for_one_date(self) -> None:
        pairs = (team(1, from_=day(1), until=day(1)),)
        plan = solved(*town((place("a", 200),), teams=pairs)).plan
        assert [d.date for d in plan.teams[0].dates] == [day(1)]
        assert only(plan) == [("a", 200 - DAY, "no_time")]

    def test_a_pair_that_never_comes_beside_one_that_does(self) -> None:
        """The way to a far post is found though the first pair of the vehicle has no dates."""
        table = travel(
            both_ways(
                {
                    (BASE, "half"): (400, 300_000),
                    ("half", "far"): (400, 300_000),
                    (BASE, "far"): (800, 600_000),
                }
            )
        )
        places = (place(BASE), place("half"), place("far", 10))
        pairs = (team(1, until=day(-30)), team(2))
        plan = solved(campaign(places, table, 4, teams=pairs), table).plan
        assert plan.recorded == {"far": 10}
        assert [one.id for one in plan.teams if one.dates] == ["T02"]

    def test_posts_at_one_spot(self) -> None:
        """Legs of 0 minutes and 0 metres: both posts on one date, a set-up each."""
        table = travel(both_ways({(BASE, "a"): (30, 20_000), (BASE, "b"): (30, 20_000)}) | NONE)
        plan = solved(campaign((place(BASE), place("a", 20), place("b", 20)), table), table).plan
        assert plan.recorded == {"a": 20, "b": 20}
        assert plan.summary.duty_days == 1
        assert plan.summary.metres == 40_000

    def test_a_post_at_the_base(self) -> None:
        table = travel(both_ways({(BASE, "a"): (0, 0)}))
        plan = solved(campaign((place(BASE, 10), place("a", 20)), table), table).plan
        assert plan.recorded == {BASE: 10, "a": 20}
        assert plan.summary.rupiah.distance == 0

    def test_open_and_on_duty_around_the_clock(self) -> None:
        """00:30 there, 01:00 set up, 23:30 away: 22.5 hours of 12 = 270, but for the drive."""
        posts = (place("a", 500, hours=((0, 1440),)),)
        plan = solved(*town(posts, 1, rules=rules(duty_start=0, duty_end=1440))).plan
        assert plan.recorded == {"a": 270}
        events = plan.teams[0].dates[0].events
        assert (events[0].start, events[-1].end) == (0, 1440)
        document = json.loads(plan.to_json())
        assert document["teams"][0]["dates"][0]["events"][-1]["end"] == "24:00"

    def test_a_resident_takes_longer_than_the_post_is_open(self) -> None:
        pairs = (team(rate_per_hour=1),)
        posts = (place("a", 5, hours=((480, 539),)),)
        assert only(solved(*town(posts, teams=pairs)).plan) == [("a", 5, "rule")]


NONE = both_ways({("a", "b"): (0, 0)})


class TestBudget:
    """What ends a run, and what its time is used for; by the limits alone, not by the clock."""

    def test_short_of_time_the_search_cools_by_the_clock_and_says_so(self) -> None:
        """Six posts in two seconds, less than the default work needs on a slow machine."""
        posts = tuple(place(name, 60) for name in "ab")
        made, table = town(posts, 6, teams=teams(2))
        instance = Instance(made, table)
        assert TimeBudget(instance, Limits(seconds=2.0)).hasty(
            led=False, share=TimeParameters().search_share
        )
        assert not TimeBudget(instance, Limits(seconds=2.0, work=50)).hasty(
            led=False, share=TimeParameters().search_share
        )
        assert not TimeBudget(instance, Limits(seconds=600.0)).hasty(
            led=False, share=TimeParameters().search_share
        )

    @pytest.mark.parametrize(("posts", "seconds"), [(100, 5.0), (200, 20.0), (301, 600.0)])
    def test_no_proof_whose_first_step_would_not_fit_in(self, posts: int, seconds: float) -> None:
        many = town(tuple(place(f"p{n}", 1) for n in range(posts)))
        budget = TimeBudget(Instance(*many), Limits(seconds=seconds))
        assert not budget.proves
        assert 0.9 < budget.search_share(led=False, in_rounds=True) < 1.0
        longer = TimeBudget(Instance(*many), Limits(seconds=600.0))
        assert longer.proves == (posts <= 300)

    def test_finer_timetables_never_make_a_roster_worse(self) -> None:
        for seed in range(5):
            size = Size(posts=(3, 4), teams=(2, 2), dates=(5, 9), residents=(5, 120), rate=(8, 14))
            instance = Instance(*random_town(random.Random(seed).randint, size))
            rough, fine = (RosterEvaluator(instance, Timetable(instance, beam)) for beam in (1, 64))
            jobs = tuple((post, instance.place(post).residents) for post in instance.posts)
            evaluated = rough.evaluate((jobs[::2], jobs[1::2]))
            assert refined(fine, evaluated, lambda: True) == evaluated
            polished = refined(fine, evaluated, lambda: False)
            assert polished.key <= evaluated.key
            assert polished.roster == evaluated.roster
            for one, two in zip(polished.outcomes, evaluated.outcomes, strict=True):
                assert one.key <= two.key
