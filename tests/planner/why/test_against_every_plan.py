"""Whether a rule that is lifted serves a post, against a look at every plan of tiny towns."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from geodata import TravelTable
from planner.why.lifted_rules import binding, lifted
from planner.why.service_check import ServiceCheck
from routing.campaign.document import Campaign
from tests.planner.why.planted import planned
from tests.routing import towns
from tests.routing.exhaustive import best_plan
from tests.routing.towns import BASE

ASKED = {"nights", "lodging", "driving"}
"""Rules without which a town is small enough to look at every plan."""


def tight_town(seed: int) -> tuple[Campaign, TravelTable]:
    """Three posts, one or two pairs, two dates, and limits that often leave somebody."""
    chance = Random(seed)
    names = ("a", "b", "c")
    legs = {
        (one, other): (minutes := chance.choice((40, 80, 130, 170)), minutes * 500)
        for number, one in enumerate((BASE, *names))
        for other in names[number:]
    }
    table = towns.travel(towns.both_ways(legs))
    posts = tuple(
        towns.place(
            name, chance.choice((4, 8, 12)),
            kecamatan=chance.choice(("K", "L")),
            lodging_per_person=chance.choice((None, 150_000)),
            hours=chance.choice((((480, 520),), ((600, 640),))),
        )
        for name in names
    )  # fmt: skip
    rules = towns.rules(
        max_nights_out=chance.choice((0, 1)), max_driving_minutes=chance.choice((120, 200, 300)),
        duty_start=420, duty_end=840,
    )  # fmt: skip
    return towns.campaign(
        (towns.place(BASE, hours=()), *posts), table, 2,
        teams=towns.teams(chance.choice((1, 2))), rules=rules,
    ), table  # fmt: skip


@pytest.mark.slow
def test_lifted_rules_serve_as_every_plan_says() -> None:
    asked = served = 0
    for seed in range(10):
        campaign, table = tight_town(seed)
        plan = planned(campaign, table)
        recorded = plan.recorded
        for left in plan.unserved:
            check = ServiceCheck(campaign, table, plan, left.post, seconds=20.0)
            for rule in binding(campaign, left.post):
                if rule.id not in ASKED:
                    continue
                free = lifted(campaign, left.post, (rule,))
                places = tuple(
                    replace(p, residents=recorded.get(p.id, 0)) if p.id != left.post else p
                    for p in free.places
                )
                wanted = sum(place.residents for place in places)
                best, _ = best_plan(replace(free, places=places), table)
                verdict = check.check(free, prove=True)
                assert verdict.serves is (-best == wanted), (seed, left.post, rule.id)
                asked, served = asked + 1, served + verdict.serves
    assert asked > 6
    assert served > 1
