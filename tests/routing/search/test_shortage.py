"""What is left for later where time or the server is too short for everyone.

A post half an hour away takes 84 residents a date: the pair leaves at 06:00, is there at 06:30
and has set up before 08:00. On a date that finishes one post and begins another some minutes
are lost, on whole dates at one post none.
"""

from __future__ import annotations

import numpy as np

from routing.campaign.parts import ServerCapacity
from routing.instance.campaign_arrays import Instance
from routing.search.improvement import cut_short, refined, reordered
from routing.search.roster import RosterEvaluator
from routing.search.shortage import postponed, trimmed
from routing.timetable.decoder import Timetable
from tests.routing.towns import (
    BASE,
    DAY,
    assert_clean,
    both_ways,
    campaign,
    place,
    rules,
    solved,
    teams,
    travel,
)

ROADS = travel(
    both_ways({(BASE, "a"): (30, 20_000), (BASE, "b"): (30, 20_000), ("a", "b"): (60, 40_000)})
)
A, B = 1, 2
"""Places of the posts in the campaigns below."""


def evaluator(dates: int, a: int, b: int, pairs: int = 1, **changes: object) -> RosterEvaluator:
    town = campaign(
        (place(BASE), place("a", a), place("b", b)), ROADS, dates, teams=teams(pairs),
        rules=rules(**changes),
    )  # fmt: skip
    instance = Instance(town, ROADS)
    return RosterEvaluator(instance, Timetable(instance, 64))


def test_what_is_not_finished_goes_behind_the_others() -> None:
    assert postponed(((A, 10), (B, 5)), 4) == ((A, 4), (B, 5), (A, 6))
    assert postponed(((A, 10), (B, 5)), 12) is None


def test_the_last_date_of_a_post_is_left_for_later() -> None:
    """Two dates for 100 residents, the second for 16 of them; then 48 - 4 - 24 = 20 or more
    minutes are lost on the way to B. Without the 16 both dates are whole: 168 residents."""
    rosters = evaluator(2, 100, 200)
    before = rosters.evaluate((((A, 100), (B, 200)),))
    assert before.outcomes[0].residents < 2 * DAY
    jobs = trimmed(before.roster[0], before.outcomes[0], 0)
    assert jobs == ((A, 84), (B, 200), (A, 16))
    assert cut_short(rosters, before, lambda: False).outcomes[0].residents == 2 * DAY
    assert trimmed(jobs, rosters.evaluate((jobs,)).outcomes[0], 0) is None


def test_nothing_is_looked_at_beyond_what_all_dates_can_hold() -> None:
    """Two dates hold 168 residents: whatever comes after the first 200 does not matter."""
    table = evaluator(2, 200, 50).timetable
    assert table.contexts[0].most == 2 * DAY
    one = table.evaluate(0, ((A, 200), (B, 50)))
    done = table.evaluations
    assert table.evaluate(0, ((A, 200), (B, 30), (A, 9))) is one
    assert table.evaluations == done


def limited(capacity: int) -> RosterEvaluator:
    return evaluator(
        2, 150, 150, 2, connectivity="online", server_capacity=ServerCapacity(capacity)
    )


def test_pairs_share_what_the_others_leave_of_the_server() -> None:
    """100 a date: the first pair takes 84, and 66 on the second date; 16 and 34 are left."""
    rosters = limited(100)
    roster = (((A, 150),), ((B, 150),))
    first = rosters.evaluate(roster)
    assert [outcome.residents for outcome in first.outcomes] == [150, 50]
    second = rosters.reevaluate(first, [1, 0])
    assert [outcome.residents for outcome in second.outcomes] == [50, 150]
    kept = rosters.reevaluate(first, [1])
    assert [outcome.residents for outcome in kept.outcomes] == [150, 50]
    fine = RosterEvaluator(rosters.instance, Timetable(rosters.instance, 128))
    finer = refined(fine, second, lambda: False)
    assert finer.key <= second.key


def test_a_limited_server_is_used_up() -> None:
    """150 a date for three pairs that could each record 84: all of it is used on each date."""
    places = (place(BASE), place("a", 150), place("b", 150), place("c", 150))
    roads = travel(
        both_ways({(BASE, name): (30, 20_000) for name in "abc"} | {("a", "b"): (40, 25_000)})
    )
    town = campaign(
        places, roads, 2, teams=teams(3),
        rules=rules(connectivity="online", server_capacity=ServerCapacity(150)),
    )  # fmt: skip
    plan = solved(town, roads, work=60).plan
    assert_clean(town, roads, plan)
    by_date = np.zeros(2, int)
    for team in plan.teams:
        for day in team.dates:
            by_date[(day.date - town.start).days] += day.residents
    assert by_date.tolist() == [150, 150]


def test_a_team_may_go_its_way_backwards() -> None:
    """B is 240 minutes away, so that nothing else is done on its date, and has 20 residents.
    First of three dates, it makes 168 residents of A wait a date; last, 20 wait for two."""
    roads = travel(both_ways({(BASE, "a"): (30, 20_000), (BASE, "b"): (240, 200_000)}))
    places = (place(BASE), place("a", 2 * DAY), place("b", 20))
    town = campaign(places, roads, 3, rules=rules())
    instance = Instance(town, roads)
    rosters = RosterEvaluator(instance, Timetable(instance, 64))
    before = rosters.evaluate((((B, 20), (A, 2 * DAY)),))
    after = reordered(rosters, before, lambda: False)
    assert after.roster == (((A, 2 * DAY), (B, 20)),)
    assert before.rupiah - after.rupiah == 100 * (2 * DAY - 2 * 20)
    assert reordered(rosters, before, lambda: True) is before
