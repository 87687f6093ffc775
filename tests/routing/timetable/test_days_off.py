"""Days off of a pair: no events, and the night before at the base, as outside its own dates.

A pair has a car at 3,000 rupiah a km, a duty day is 860,000, and a resident waits at 100
rupiah a date (`tests.routing.towns`).
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from routing import Limits, solve
from routing.campaign.document import Campaign
from routing.instance.campaign_arrays import Instance
from routing.timetable.decoder import Timetable
from tests.routing.naive import best_values
from tests.routing.oracle import optimum
from tests.routing.test_optimum import Verdict
from tests.routing.tiny_campaigns import random_campaign, with_days_off
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
    travel,
)

DUTY = 860_000
NEAR = travel(both_ways({(BASE, "a"): (30, 20_000)}))
"""A post half an hour and 60,000 rupiah from the base."""

FAR_OFF = travel(
    both_ways(
        {(BASE, "a"): (400, 100_000), (BASE, "b"): (650, 200_000), ("a", "b"): (250, 100_000)}
    )
)
"""B is reached within duty from A's lodging only: there and back takes three dates."""


def near(*off: date) -> Campaign:
    """Three dates, more residents than they suffice for, and a night at the post for nothing."""
    posts = (place(BASE), place("a", 3 * DAY, lodging_per_person=0))
    return campaign(posts, NEAR, 3, teams=(team(days_off=off),))


def test_without_days_off_the_pair_stays_at_the_post() -> None:
    sums = solved(near(), NEAR).plan.summary
    urgency = 100 * DAY * (1 + 2)
    assert (sums.residents_recorded, sums.total_rupiah) == (
        3 * DAY,
        3 * DUTY + 2 * 60_000 + urgency,
    )


def test_a_day_off_is_spent_at_the_base_with_the_night_before() -> None:
    """Two trips of a date: twice the way there and back, and no night away."""
    plan = solved(near(day(1)), NEAR).plan
    sums = plan.summary
    assert [one.date for one in plan.teams[0].dates] == [day(0), day(2)]
    assert {one.night_at for one in plan.teams[0].dates} == {BASE}
    assert (sums.residents_recorded, sums.total_rupiah) == (
        2 * DAY,
        2 * DUTY + 4 * 60_000 + 100 * DAY * 2,
    )


@pytest.mark.parametrize(("off", "recorded"), [((2,), 0), ((1, 3), 0), ((0,), 10), ((0, 4), 10)])
def test_a_trip_does_not_last_over_a_day_off(off: tuple[int, ...], recorded: int) -> None:
    """Five dates, of which three in a row are needed."""
    pair = team(days_off=tuple(map(day, off)))
    town = campaign((place(BASE), place("a"), place("b", 10)), FAR_OFF, 5, teams=(pair,))
    assert solved(town, FAR_OFF).plan.summary.residents_recorded == recorded


def test_home_before_a_rest_day_that_a_day_off_follows() -> None:
    """On the rest day nobody can drive home, whatever the rule on rest days says."""
    pair = team(days_off=(day(2),))
    limits = rules(home_on_rest_days=False)
    posts = (place(BASE), place("a", 2 * DAY, lodging_per_person=0))
    town = campaign(posts, NEAR, 4, teams=(pair,), rest_days=(day(1),), rules=limits)
    plan = solved(town, NEAR).plan
    assert [(one.date, one.night_at) for one in plan.teams[0].dates] == [
        (day(0), BASE),
        (day(3), BASE),
    ]


def test_pairs_of_other_days_off_are_of_another_kind() -> None:
    """Two pairs with the same vehicle: each may work on the date that the other has off."""
    posts = (place(BASE), place("a", 2 * DAY))
    pairs = (team(1, days_off=(day(0),)), team(2, days_off=(day(1),)))
    town = campaign(posts, NEAR, 2, teams=pairs, rules=rules(one_pair_per_kecamatan=False))
    plan = solved(town, NEAR).plan
    dates = {one.id: [each.date for each in one.dates] for one in plan.teams}
    assert dates == {"T01": [day(1)], "T02": [day(0)]}
    first, second = Timetable(Instance(town, NEAR)).contexts
    assert first.gateways is not second.gateways


def test_days_off_are_written_only_where_there_are_some() -> None:
    town = near(day(1))
    assert json.loads(town.to_json())["teams"][0]["days_off"] == ["2018-03-13"]
    assert "days_off" not in json.loads(near().to_json())["teams"][0]
    assert Campaign.from_json(town.to_json()) == town


def test_the_oracle_against_naive_enumeration() -> None:
    """Every plan on the grid of hours, in campaigns of two posts and three dates."""
    changed = 0
    for seed in range(24):
        made, table = random_campaign(seed)
        rated = tuple(replace(one, rate_per_hour=1) for one in made.teams)
        kept = {post.id for post in made.posts[:2]}
        small = replace(
            made,
            deadline=made.dates[:3][-1],
            teams=rated,
            places=tuple(
                replace(p, residents=min(2, p.residents) if p.id in kept else 0)
                for p in made.places
            ),
        )
        town = with_days_off(small, seed)
        values = best_values(town, table, 60)
        frontier = {w: min(t for more, t in values.items() if more >= w) for w in values}
        best = optimum(town, table)
        assert dict(best.frontier) == frontier, seed
        changed += best.weighted != optimum(small, table).weighted
    assert changed >= 5


def judged(seed: int) -> Verdict:
    """A random campaign with days off: its plan, audited, beside the best there is."""
    made, table = random_campaign(seed, whole_hours=seed % 2 == 0)
    town = with_days_off(made, seed)
    plan = solve(town, table, Limits(seconds=60, work=200, seed=1)).plan
    assert_clean(town, table, plan)
    proof, sums = plan.certificate, plan.summary
    return Verdict(
        seed,
        sums.weighted_recorded,
        sums.total_rupiah,
        proof.weighted_bound,
        proof.total_bound,
        optimum(town, table),
    )


def test_complete_search_finds_the_optimum() -> None:
    verdicts = [judged(seed) for seed in range(40)]
    assert [fault for verdict in verdicts for fault in verdict.faults()] == []
    assert all(verdict.bounded for verdict in verdicts)
    assert [verdict.seed for verdict in verdicts if not verdict.optimal] == []


def test_no_plan_is_beyond_the_bounds_of_linear_programmes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("routing.solver.search_completely", lambda *_: None)
    verdicts = [judged(seed) for seed in range(100, 115)]
    assert [fault for verdict in verdicts for fault in verdict.faults()] == []
    assert all(verdict.bounded for verdict in verdicts)
