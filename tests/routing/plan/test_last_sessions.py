"""R6', last in line: late ends of a post's last session and the smallest visit, in plans.

Posts are open 08:00-12:00 and 13:00-16:00, a pair records 12 an hour and sets up before opening:
48 + 36 = 84 a date; 20 minutes more are 4 residents.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import PostDates
from routing.exact.complete_search import search_completely
from routing.instance.campaign_arrays import Instance
from routing.instance.legs import late_residents
from routing.plan.last_sessions import keeps_last, visits
from routing.timetable.decoder import Timetable
from tests.routing.random_towns import Size, random_town
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    day,
    place,
    rules,
    solved,
    team,
    teams,
    timed,
    travel,
)

NEAR = travel(
    both_ways({(BASE, "a"): (30, 20_000), (BASE, "b"): (30, 20_000), ("a", "b"): (10, 5)})
)


def town(residents: int, dates: int = 2, pairs: int = 1, **changes: Any) -> Campaign:
    """One post half an hour from the base."""
    limits = rules(**({"finish_minutes": 20, "min_visit_residents": 10} | changes))
    places = (place(BASE), place("a", residents))
    return campaign(places, NEAR, dates, rules=limits, teams=teams(pairs))


@pytest.mark.parametrize(
    ("residents", "changes", "by_date"),
    [
        (86, {"finish_minutes": 0, "min_visit_residents": 0}, [84, 2]),
        (86, {"min_visit_residents": 0}, [86]),  # two more end at 16:10
        (88, {}, [88]),
        (89, {}, [79, 10]),
        (89, {"min_visit_residents": 0}, [84, 5]),
        (90, {"finish_minutes": 0}, [80, 10]),
        (94, {"finish_minutes": 0}, [84, 10]),
        (88, {"finish_minutes": 19}, [78, 10]),  # 19 minutes are 3 residents
        (5, {}, [5]),  # all that the post ever had
        (172, {}, [84, 88]),
        (173, {}, [84, 79, 10]),
    ],
)
def test_visits_of_one_post(residents: int, changes: dict[str, Any], by_date: list[int]) -> None:
    small = town(residents, 3, **changes)
    outcome, dates = timed(small, NEAR, [("a", residents)])
    assert [date.residents for date in dates] == by_date
    assert outcome.residents == residents


def test_a_late_end_is_no_later_than_it_must_be() -> None:
    _, (date,) = timed(town(86), NEAR, [("a", 86)])
    assert [(session.start, session.end) for session in date.sessions] == [(480, 720), (780, 970)]


def test_duty_ends_before_the_last_in_line() -> None:
    """Back by 16:35: the last session ends at 16:05, after 37 of the 38 that are wanted."""
    _, dates = timed(town(86, duty_end=995), NEAR, [("a", 86)])
    assert [date.residents for date in dates] == [76, 10]
    _, dates = timed(town(85, duty_end=995), NEAR, [("a", 85)])
    assert [date.residents for date in dates] == [85]


def test_time_too_short_leaves_any_number() -> None:
    """One date: 84 of 90. That 6 are left, too few for a visit, is no reason to record fewer."""
    outcome, _ = timed(town(90, 1), NEAR, [("a", 90)])
    assert outcome.residents == 84


def test_a_job_too_small_for_a_visit_is_not_done() -> None:
    """Of a post of 30, 5 at a time cannot be recorded; the 25 can."""
    outcome, _ = timed(town(30), NEAR, [("a", 25), ("a", 5)])
    assert outcome.residents == 30  # neighbours are joined
    small = replace(town(30), places=(*town(30).places, place("b", 12)))
    outcome, _ = timed(small, NEAR, [("a", 25), ("b", 12), ("a", 5)])
    assert outcome.residents == 37


def test_no_late_end_at_a_post_that_others_finish() -> None:
    """The pair's part of the post is not the last of it, as far as it can know."""
    shared = town(172, 1, pairs=2, one_pair_per_kecamatan=False)
    outcome, _ = timed(shared, NEAR, [("a", 86)])
    assert outcome.residents == 84


def test_server_leaves_enough_for_a_visit() -> None:
    """The server takes 30 on Monday and 20 on Tuesday: of 35 first 25, so that 10 are left."""
    limits = {"default": None, "by_date": {day(0): 30, day(1): 20}}
    small = town(35, connectivity="online", server_capacity=_capacity(limits))
    _, dates = timed(small, NEAR, [("a", 35)])
    assert [date.residents for date in dates] == [25, 10]


def _capacity(fields: dict[str, Any]) -> Any:
    from routing.campaign.parts import ServerCapacity

    return ServerCapacity(**fields)


def test_pinned_dates_share_a_post_evenly_enough() -> None:
    """88 + 84 would be 172; of 177 the last date keeps 10."""
    pins = (PostDates("a", (day(0), day(1), day(2))),)
    plan = solved(town(177, 4, pins=pins), NEAR).plan
    assert plan.summary.residents_recorded == 177
    assert min(visits(plan.teams).values()) >= 10


def test_late_residents_are_rounded_up() -> None:
    """7 an hour: 6 minutes make 0 residents, and 26 make 3, where 20 alone make 2."""
    base = town(9)
    slow = replace(base, teams=(team(rate_per_hour=7),))
    terms = Instance(slow, NEAR).terms(slow.teams[0])
    assert late_residents(terms) == 3
    assert late_residents(Instance(base, NEAR).terms(base.teams[0])) == 4
    brief = replace(slow, places=(place(BASE), place("a", 3, hours=((480, 486),))))
    outcome, _ = timed(brief, NEAR, [("a", 3)])
    assert outcome.residents == 3


def _random(seed: int) -> tuple[Campaign, TravelTable]:
    size = Size(
        posts=(1, 4), teams=(1, 3), dates=(2, 6), residents=(1, 60), rate=(3, 9), shared=True
    )
    chance = random.Random(seed)
    made, table = random_town(chance.randint, size)
    changed = {
        "finish_minutes": chance.choice((0, 20, 45)),
        "min_visit_residents": chance.choice((0, 5, 10)),
        "one_pair_per_kecamatan": chance.random() < 0.6,
    }
    return replace(made, rules=replace(made.rules, **changed)), table


def test_plans_of_random_towns_keep_the_rule() -> None:
    """`solved` audits each; late ends and visits of just the least do occur."""
    late = least = 0
    for seed in range(60):
        made, table = _random(seed)
        plan = solved(made, table, work=40).plan
        assert keeps_last(made, plan.teams)
        late += sum(
            all(session.end > closes or session.start < opens for opens, closes in hours)
            for _, date, session in plan.sessions()
            for hours in [made.place_by_id[session.at].opening(date)]
        )
        least += made.rules.min_visit_residents in visits(plan.teams).values()
    assert late >= 5
    assert least >= 5


def test_complete_search_of_towns_that_try_the_rule() -> None:
    """86 fit into a date with a late end; of 89 the best plan leaves 10 for the second."""
    for residents, by_date in ((86, [86]), (89, [79, 10])):
        small = town(residents)
        instance = Instance(small, NEAR)
        found = search_completely(instance, Timetable(instance).contexts, lambda: False)
        assert found is not None
        assert list(visits(found.teams).values()) == by_date
        assert keeps_last(small, found.teams)


def test_who_is_left_because_a_visit_would_be_too_small_is_told_so() -> None:
    """One date, 84 of 90: for the 6 that are left nobody comes again."""
    (left,) = solved(town(90, 1), NEAR).plan.unserved
    assert left.residents == 6
    assert left.reasons[0].code == "rule"
    assert "10" in left.reasons[0].text
