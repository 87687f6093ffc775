"""Bounds by counting: by hand, and never above the true optimum."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from routing.certificate import COUNTING
from routing.instance.campaign_arrays import Instance
from routing.limits import Limits
from routing.partition.joint_bounds import JointBounds
from routing.proof_parameters import DEFAULT_PROOF
from routing.solver import solve
from routing.timetable.decoder import Timetable
from tests.routing.oracle import optimum
from tests.routing.tiny_campaigns import random_campaign
from tests.routing.towns import (
    BASE,
    DAY,
    assert_clean,
    both_ways,
    campaign,
    place,
    rules,
    teams,
    travel,
)

NEAR = travel(both_ways({(BASE, "a"): (10, 10_000), (BASE, "b"): (10, 10_000)}))
DUTY = 860_000
"""Rupiah of a duty day: 2 * 430,000."""


def joint(places: tuple[object, ...], dates: int, pairs: int = 1, **changes: object) -> JointBounds:
    made = campaign(places, NEAR, dates, teams=teams(pairs), **changes)  # type: ignore[arg-type]
    instance = Instance(made, NEAR)
    return JointBounds(instance, Timetable(instance, 4))


def test_counts_duty_days_and_waiting_by_hand() -> None:
    """200 residents at 84 a date and pair: three dates; 84, 84 and 32 wait 0, 1 and 2 dates."""
    counted = joint((place(BASE), place("a", 120), place("b", 80)), 4).counted
    assert counted.weighted_bound() == 200
    assert counted.total_bound(0) == 3 * DUTY + (84 + 2 * 32) * 100
    assert counted.total_bound(200) == 0
    assert counted.total_bound(200 - DAY) == DUTY


def test_two_pairs_wait_less_and_take_as_many_duty_days() -> None:
    counted = joint((place(BASE), place("a", 120), place("b", 80)), 4, 2).counted
    assert counted.total_bound(0) == 3 * DUTY + (200 - 2 * DAY) * 100


def test_the_heavier_post_comes_first_in_what_can_be_recorded() -> None:
    """One date: 50 of weight 3, and 34 of the 80 of weight 1."""
    counted = joint((place(BASE), place("a", 80), place("b", 50, weight=3)), 1).counted
    assert counted.weighted_bound() == 150 + 34
    assert counted.total_bound(80) == DUTY  # B alone takes a date


def test_what_is_recorded_after_closing_is_left_out_of_dates_and_added_to_residents() -> None:
    """20 minutes at 12 an hour: 4 residents of A may come after closing."""
    late = rules(finish_minutes=20)
    counted = joint((place(BASE), place("a", 172)), 2, rules=late).counted
    assert counted.total_bound(0) == 2 * DUTY + DAY * 100
    assert counted.weighted_bound() == 2 * DAY + 4


@pytest.mark.parametrize("seed", range(40))
def test_never_above_the_optimum_of_a_tiny_campaign(seed: int) -> None:
    made, table = random_campaign(seed)
    instance = Instance(made, table)
    certifier = JointBounds(instance, Timetable(instance, 4))
    counted, best = certifier.counted, optimum(made, table)
    everyone = int(certifier.residents @ certifier.weight)
    assert counted.weighted_bound() >= best.weighted
    for weighted in range(0, best.weighted + 1, max(1, best.weighted // 5)):
        assert counted.total_bound(everyone - weighted) <= best.least_total(weighted)


def test_more_posts_than_anything_else_is_proven_of_have_bounds() -> None:
    """A limit of no time at all: one pair, one date, twelve residents in each of many posts."""
    names = [f"p{number}" for number in range(DEFAULT_PROOF.most_posts + 1)]
    table = travel(dict.fromkeys(itertools.permutations([BASE, *names[:40]], 2), (5, 5000)))
    made = campaign((place(BASE), *(place(name, 12) for name in names)), table, 1)
    made = replace(made, travel_sha256=table.sha256())
    plan = solve(made, table, Limits(seconds=0.0, work=5)).plan
    assert_clean(made, table, plan)
    certifier = plan.certificate
    assert certifier.weighted_bound == DAY
    assert (certifier.total_bound, certifier.method) == (DUTY, COUNTING)
    assert np.isclose(certifier.gap_percent or 0.0, 100 * (plan.summary.total_rupiah - DUTY) / DUTY)
