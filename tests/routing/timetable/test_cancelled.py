"""A crossing that is cancelled, or out of its season, on some dates."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.plan.document import Ferry
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    day,
    ferry,
    place,
    port,
    solved,
    travel,
)

MONDAY, TUESDAY, WEDNESDAY = day(0), day(1), day(2)


@pytest.fixture(scope="module")
def table() -> TravelTable:
    return travel(both_ways({(BASE, "bolok"): (20, 10_000), ("hansisi", "uitao"): (20, 9_999)}))


def island(table: TravelTable, **changes: Any) -> Campaign:
    """20 residents on an island; a car catches the ferry of 07:00 and that of 14:00 back."""
    places = (
        place(BASE, lodging_per_person=None),
        port("bolok"),
        port("hansisi"),
        place("uitao", 20, lodging_per_person=100_000),
    )
    crossings = (
        ferry("out", "bolok", "hansisi", **changes),
        ferry("back", "hansisi", "bolok", departures=(420, 1020)),
    )
    return campaign(places, table, 3, crossings=crossings)


def dates_of_ferries(town: Campaign, table: TravelTable) -> list[tuple[date, str]]:
    plan = solved(town, table).plan
    assert plan.summary.residents_recorded == 20
    return [
        (each.date, event.crossing)
        for each in plan.teams[0].dates
        for event in each.events
        if isinstance(event, Ferry)
    ]


def test_pairs_cross_on_the_first_date_that_is_not_cancelled(table: TravelTable) -> None:
    assert dates_of_ferries(island(table), table)[0] == (MONDAY, "out")
    off = island(table, cancelled_dates=(MONDAY, TUESDAY))
    assert dates_of_ferries(off, table)[0] == (WEDNESDAY, "out")


def test_a_crossing_runs_on_its_weekdays_that_are_not_cancelled() -> None:
    crossing = ferry("out", "bolok", "hansisi", weekdays=(0, 1), cancelled_dates=(TUESDAY,))
    assert [crossing.runs(each) for each in (MONDAY, TUESDAY, WEDNESDAY)] == [True, False, False]


def test_cancelled_dates_are_written_only_where_there_are_some(table: TravelTable) -> None:
    town = island(table, cancelled_dates=(MONDAY, WEDNESDAY))
    out, back = json.loads(town.to_json())["crossings"]
    assert out["cancelled_dates"] == [MONDAY.isoformat(), WEDNESDAY.isoformat()]
    assert "cancelled_dates" not in back
    assert Campaign.from_json(town.to_json()) == town
