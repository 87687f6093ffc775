"""Which teams a change touches, by the plan that was made before it.

By the island's plan pair T01 is at the hill on Monday 08:00-16:00 and on Tuesday 08:00-12:00,
drives home 12:00-13:00, and is on the isle on Wednesday 08:00-12:00, by ferry at 07:00 and 14:00.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from geodata import TravelTable
from planner.campaigns import Prepared
from planner.incident import Incident
from planner.incidents.application import apply_incidents
from planner.incidents.touched_teams import hits_of
from tests.planner import island
from tests.planner.incidents.conftest import at
from tests.routing import towns

PLAN = island.plan(island.campaign())


def touched(before: Prepared, after: Prepared, now: datetime) -> set[str]:
    return {hit.team for hit in hits_of(PLAN, before.campaign, after, now)}


@pytest.fixture
def online(town: Prepared) -> Prepared:
    rules = replace(town.campaign.rules, connectivity="online")
    return replace(town, campaign=replace(town.campaign, rules=rules))


@pytest.mark.parametrize(
    ("incident", "now", "hit"),
    [
        (Incident("crossing", "out", at(2), at(3)), at(0), True),
        (Incident("crossing", "out", at(3)), at(0), False),
        (Incident("crossing", "out", at(2), at(3)), at(2, "07:24"), True),
        (Incident("crossing", "out", at(2), at(3)), at(2, "07:25"), False),
        (Incident("post_closed", "hill", at(1), at(2)), at(0), True),
        (Incident("post_closed", "hill", at(1, "11:00"), at(1, "14:00")), at(0), True),
        (Incident("post_closed", "hill", at(1, "12:00"), at(2)), at(0), False),
        (Incident("post_closed", "hill", at(2)), at(0), False),
        (Incident("post_closed", "hill", at(0), at(1)), at(0, "16:00"), False),
        (Incident("server", "", at(0), at(1), "83"), at(0), True),
        (Incident("server", "", at(0), at(1), "84"), at(0), False),
        (Incident("server", "", at(0), at(1), "36"), at(0, "12:00"), False),
        (Incident("server", "", at(0), at(1), "35"), at(0, "12:00"), True),
        (Incident("server", "", at(3), at(4)), at(0), False),
        (Incident("residents", "isle", at(0), None, "+5"), at(0), True),
        (Incident("residents", "isle", at(0), None, "20"), at(0), False),
        (Incident("residents", "isle", at(2), None, "+5"), at(3), True),
    ],
)
def test_a_plan_passes_through_what_is_hit_or_not(
    online: Prepared, incident: Incident, now: datetime, hit: bool
) -> None:
    found = apply_incidents(online, [incident], now, PLAN)
    assert found.touched == ({"T01"} if hit else set())


def test_a_pause_of_everybody_touches_who_is_paused(online: Prepared) -> None:
    """The team that stays at home is paused too: what it may do has changed."""
    incident = Incident("server", "", at(0, "13:00"), at(0, "14:00"))
    after = apply_incidents(online, [incident], at(0)).prepared
    assert touched(online, after, at(0)) == {"T01"}
    lunch = Incident("server", "", at(0, "12:00"), at(0, "13:00"))
    after = apply_incidents(online, [lunch], at(0)).prepared
    assert touched(online, after, at(0)) == set()


def test_a_leg_that_takes_another_time_is_hit(town: Prepared) -> None:
    def with_leg(*ends: tuple[tuple[str, str], tuple[int, int]]) -> Prepared:
        table = TravelTable.from_frame(towns.travel(island.LEGS | dict(ends)).frame)
        return replace(town, travel=table)

    now, harbour = at(0), (("harbour", "base"), (31, 15_000))
    assert touched(town, with_leg(), now) == set()
    assert touched(town, with_leg(harbour), now) == {"T01"}
    assert touched(town, with_leg(harbour), at(2, "14:55")) == set()
    unused = (("hill", "harbour"), (90, 50_000))
    assert touched(town, with_leg(unused), now) == set()


def test_the_pair_itself_is_touched_without_a_plan(town: Prepared) -> None:
    found = apply_incidents(town, [Incident("rate", "T02", at(0), None, "5")], at(0))
    assert found.touched == {"T02"}
