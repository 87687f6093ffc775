"""Pairs by motorcycle on the boats of Kabupaten Kupang, planned and audited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata import Dataset
from planner.campaigns.default_values import DEFAULTS
from planner.campaigns.defaults import default_campaign
from planner.campaigns.preparation import prepare
from routing import Limits, solve
from routing.campaign.parts import Place
from routing.plan.document import Ferry, Plan
from tests.routing.towns import assert_clean


def planned(dataset: Dataset, vehicle: str) -> Plan:
    """Plan the two kecamatan on Semau, and 30 residents on Pulau Kera, for one pair."""
    defaults = replace(DEFAULTS, teams=1, vehicle=vehicle)
    campaign = default_campaign(dataset, "kecamatan", defaults)

    def kept(place: Place) -> Place:
        if place.id == "pulau-kera":
            hours = {"hours": defaults.hours, "hours_by_weekday": {4: defaults.friday_hours}}
            return replace(place, residents=30, kecamatan="Pulau Kera", **hours)
        island = place.kecamatan in {"Semau", "Semau Selatan"}
        return replace(place, residents=min(place.residents, 20) if island else 0)

    campaign = replace(campaign, places=tuple(kept(place) for place in campaign.places))
    prepared = prepare(dataset, campaign)
    limits = Limits(seconds=120, work=20, seed=1, gap=100)
    plan = solve(prepared.campaign, prepared.travel, limits).plan
    assert_clean(prepared.campaign, prepared.travel, plan)
    return plan


def boats(plan: Plan) -> set[str]:
    days = [day for team in plan.teams for day in team.dates]
    return {event.crossing for day in days for event in day.events if isinstance(event, Ferry)}


@pytest.mark.slow
def test_motorcycles_cross_by_motor_boat_and_reach_pulau_kera(dataset: Dataset) -> None:
    plan = planned(dataset, "motorcycle")
    assert plan.recorded["pulau-kera"] == 30
    assert {"boat-out", "kera-out", "kera-back"} <= boats(plan)
    assert plan.summary.residents_recorded == plan.summary.residents_to_record


@pytest.mark.slow
def test_cars_take_the_ferry_and_never_reach_pulau_kera(dataset: Dataset) -> None:
    plan = planned(dataset, "car")
    assert boats(plan) == {"ferry-out", "ferry-back"}
    (left,) = plan.unserved
    assert (left.post, left.residents) == ("pulau-kera", 30)
    assert [reason.code for reason in left.reasons] == ["unreachable"]
