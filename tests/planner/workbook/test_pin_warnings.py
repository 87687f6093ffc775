"""Pins that leave residents without a date are told before planning."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from planner.workbook.assembly.pin_warnings import pin_cautions
from planner.workbook.schema.sheet_model import RowLocation
from routing.campaign.parts import KecamatanBar, KecamatanPin, Pin, PostDates
from tests.routing.towns import BASE, campaign, day, place, rules, team, travel


def told(*pins: Pin, post: dict[str, Any] | None = None, **more: Any) -> list[tuple[str, str, Any]]:
    """Key, cell and what is named, of a town with one post over Monday to Sunday."""
    places = (place(BASE), place("a", 100, **(post or {})))
    made = campaign(places, travel({}), 7, rules=rules(pins=pins), **more)
    cells = {"kind": "A2", "pair": "C2", "dates": "E2"}
    line = SimpleNamespace(spot=RowLocation("Pins", cells, {}))
    found = list(pin_cautions(made, [(cast("Any", line), pin) for pin in pins]))
    assert all(one.warning for one in found)
    return [(one.key, one.cell, one.values[0][1]) for one in found]


MONDAY = PostDates("a", (day(0), day(1)))
ONLY_T01 = KecamatanPin("K-a", "T01")


def test_a_pin_on_open_dates_of_a_present_pair_is_silent() -> None:
    assert told(MONDAY, ONLY_T01, KecamatanBar("K-a", "T02")) == []


def test_a_pinned_pair_that_is_away_when_the_post_may_be_visited() -> None:
    expected = [("pin_absent", "C2", "A")]
    late = (team(from_=day(2)), team(2))
    assert told(ONLY_T01, teams=late) == []
    assert told(ONLY_T01, MONDAY, teams=late) == expected
    assert told(ONLY_T01, teams=(team(from_=day(9)), team(2))) == expected
    weekend = {"post": {"closed_dates": tuple(map(day, range(5)))}}
    assert told(ONLY_T01, teams=(team(days_off=(day(5), day(6))),), **weekend) == expected
