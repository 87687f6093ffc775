"""Planted reasons are named exactly: 40 single ones, and 21 that need two rules lifted."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest

from geodata import TravelTable
from geodata.travel.table import TRAVEL_COLUMNS
from planner.why.causes import RuleSets, rule_sets_of
from planner.why.service_check import ServiceCheck
from routing.campaign.document import Campaign
from routing.campaign.parts import KecamatanPin
from routing.plan.costs import assemble
from tests.planner.why.planted import ALONE, BLOCKERS, DATES, POST, built, planned, sketch
from tests.routing import towns
from tests.routing.towns import BASE, day

SIZES = [(60, 42, 0), (45, 20, 84), (75, 60, 30)]
"""Minutes of the way, residents at `far`, residents at a post beside the base."""


def named(found: RuleSets) -> list[set[str]]:
    return [{rule.id for rule in rules} for rules in found.sets]


def reasons(campaign: Campaign, table: TravelTable, post: str = POST) -> RuleSets:
    plan = planned(campaign, table)
    assert plan.recorded.get(post, 0) < campaign.place_by_id[post].residents
    return rule_sets_of(ServiceCheck(campaign, table, plan, post))


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rule", ALONE)
def test_a_planted_reason_is_named_and_no_other(rule: str, size: tuple[int, int, int]) -> None:
    minutes, residents, near = size
    campaign, table = built(ALONE[rule](sketch(minutes, residents)), near=near)

    found = reasons(campaign, table)

    assert named(found) == [{rule}]
    assert found.smallest


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_a_post_that_is_closed_is_opened_or_planned_later(size: tuple[int, int, int]) -> None:
    minutes, residents, near = size
    made = sketch(minutes, residents)
    made = replace(made, post=made.post | {"closed_dates": tuple(map(day, range(DATES)))})

    assert named(reasons(*built(made, near=near))) == [{"closure"}, {"dates"}]


@pytest.mark.slow
@pytest.mark.parametrize("residents", [42, 20, 60])
def test_a_kecamatan_of_two_ends_that_no_pair_reaches_both(residents: int) -> None:
    """T01 goes by car to the one end, T02 by motorcycle to the other."""
    legs = {("a", "car"): (60, 30_000), ("far", "motorcycle"): (60, 30_000)}
    rows = [
        (*ends, vehicle, "dry", minutes, metres)
        for (post, vehicle), (minutes, metres) in legs.items()
        for ends in ((BASE, post), (post, BASE))
    ]
    table = TravelTable.from_frame(pd.DataFrame(rows, columns=list(TRAVEL_COLUMNS)))
    places = (
        towns.place(BASE, hours=()),
        towns.place("a", 84, kecamatan="K"),
        towns.place("far", residents, kecamatan="K"),
    )
    pairs = (towns.team(1), towns.team(2, vehicle="motorcycle"))
    campaign = towns.campaign(places, table, 3, teams=pairs)

    assert named(reasons(campaign, table)) == [{"one_pair"}]


@pytest.mark.slow
def test_a_pin_to_a_pair_without_a_way() -> None:
    campaign, table = built(sketch())
    pinned = replace(campaign.rules, pins=(KecamatanPin(f"K-{POST}", "T02"),))
    campaign = replace(
        campaign, rules=pinned, teams=(*campaign.teams, towns.team(2, vehicle="motorcycle"))
    )

    assert named(reasons(campaign, table)) == [{"pin"}]


@pytest.mark.slow
@pytest.mark.parametrize("pair", list(combinations(BLOCKERS, 2)))
def test_two_planted_reasons_are_named_together(pair: tuple[str, str]) -> None:
    made = sketch()
    for rule in pair:
        made = BLOCKERS[rule](made)

    found = reasons(*built(made))

    assert named(found) == [set(pair)]
    assert found.smallest


def test_a_post_that_the_plan_left_for_no_reason() -> None:
    campaign, table = built(sketch(), near=20)
    plan = planned(campaign, table)
    idle = replace(plan.teams[0], dates=(), kecamatan=())
    left = assemble(campaign, (idle,))

    found = rule_sets_of(ServiceCheck(campaign, table, left, POST))

    assert found.without_rules
    assert found.sets == ()


def test_a_post_that_no_lifted_rule_serves() -> None:
    """No road leads there: that is no rule."""
    campaign, table = built(sketch(), near=20)
    places = tuple(
        towns.place("lost", 12) if place.id == POST else place for place in campaign.places
    )
    campaign = replace(campaign, places=places)

    assert reasons(campaign, table, "lost").unhelpful
