"""What keeps pairs from a post: ways, dates and pins, told without a timetable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from routing.campaign.document import Campaign
from routing.campaign.parts import KecamatanBar, KecamatanPin, Place, PostDates
from routing.hindrances import pin_hindrance, way_hindrance
from routing.instance.campaign_arrays import Instance
from routing.plan.document import Session, TeamDate, TeamPlan
from routing.unserved import unserved
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    day,
    ferry,
    place,
    port,
    rules,
    team,
    teams,
    travel,
)

NEAR = both_ways({(BASE, "a"): (30, 20_000)})
OVER = both_ways({(BASE, "quay"): (10, 1_000), ("jetty", "isle"): (10, 1_000)})
ISLAND = (place("isle", 7), port("quay"), port("jetty"))


def town(posts: Iterable[Place] = (place("a", 100),), legs: Any = NEAR, **more: Any) -> Instance:
    table = travel(legs)
    made: Campaign = campaign((place(BASE), *posts), table, **{"dates": 7, **more})
    return Instance(made, table)


def island(**more: Any) -> str | None:
    made = town(ISLAND, OVER, **more)
    return way_hindrance(made, made.index["isle"])


def boats(out: tuple[int, ...], back: tuple[int, ...]) -> dict[str, Any]:
    """Ferries there and back on these weekdays, 0 = Monday, which is the first date."""
    return {
        "crossings": (
            ferry("out", "quay", "jetty", weekdays=out),
            ferry("back", "jetty", "quay", weekdays=back),
        )
    }


def test_ways_there_and_back() -> None:
    assert island() == "unreachable"
    assert island(**boats((0,), (1,))) is None
    one_way = {"crossings": (ferry("out", "quay", "jetty"),)}
    assert island(**one_way) == "rule_no_way_back"


@pytest.mark.parametrize(("out", "back"), [((6,), (6,)), ((0,), (6,)), ((6,), (0,))])
def test_ferries_that_run_on_rest_days_only(out: tuple[int, ...], back: tuple[int, ...]) -> None:
    sunday = {"rest_days": (day(6),)}
    assert island(**boats(out, back), **sunday) == "rule_crossing_dates"
    assert island(**boats(out, back)) is None


def test_ferries_that_run_on_a_pairs_days_off_only() -> None:
    off = team(days_off=(day(0),))
    assert island(**boats((0,), (0,)), teams=(off,)) == "rule_crossing_dates"
    assert island(**boats((0,), (0,)), teams=(off, team(2))) is None


ONLY_T01 = KecamatanPin("K-a", "T01")
LATE = team(from_=day(20), until=day(30))
MONDAY_PIN = PostDates("a", (day(0),))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"pins": (MONDAY_PIN,)}, None),
        ({"post": {"closed_dates": (day(0),)}, "pins": (MONDAY_PIN,)}, "rule_closed"),
        ({"post": {"hours_by_weekday": {0: ()}}, "pins": (MONDAY_PIN,)}, "rule_closed"),
        ({"post": {"hours": ()}, "pins": (MONDAY_PIN,)}, None),
        ({"teams": (team(days_off=(day(0),)),), "pins": (MONDAY_PIN,)}, "rule_pin_dates"),
        ({"rest_days": (day(0),), "pins": (MONDAY_PIN,)}, "rule_pin_dates"),
        ({"teams": (LATE, team(2)), "pins": (ONLY_T01,)}, "rule_absent"),
        ({"teams": (LATE, team(2)), "pins": (KecamatanBar("K-a", "T02"),)}, "rule_absent"),
        ({"teams": (LATE, team(2))}, None),
        ({"teams": (LATE,)}, None),
    ],
)
def test_pins(change: dict[str, Any], expected: str | None) -> None:
    post, pins = change.pop("post", {}), change.pop("pins", ())
    made = town((place("a", 100, **post),), rules=rules(pins=pins), **change)
    at = made.index["a"]
    able = [each for each in made.campaign.teams if made.allowed(at, each)]
    assert pin_hindrance(made, at, able) == expected


def busy(id_: str, at: str, days: Iterable[date]) -> TeamPlan:
    """A pair that records 10 residents at a post on each of the dates."""
    session = Session(at, 480, 530, 10)
    return TeamPlan(id_, (f"K-{at}",), tuple(TeamDate(d, BASE, (session,), BASE) for d in days))


def reason(plans: tuple[TeamPlan, ...], **changes: Any) -> tuple[str, str]:
    """Code and remedy of post a, of whose residents 40 are left; two dates, two pairs."""
    made = town(dates=2, teams=teams(2), rules=rules(**changes))
    able: Any = SimpleNamespace(evaluate=lambda *_: SimpleNamespace(residents=1))
    (left,) = unserved(made, able, {"a": 60}, "en", None, plans)
    return left.reasons[0].code, left.remedies[0]


FULL = busy("T01", "a", (day(0), day(1)))
MORE_PAIRS = "Let more than one pair record in a kecamatan"


def test_one_pair_per_kecamatan_is_named_where_other_pairs_have_dates_left() -> None:
    idle, whole = TeamPlan("T02", (), ()), busy("T02", "b", (day(0), day(1)))
    half = busy("T02", "b", (day(0),))
    for plan in (idle, half):
        code, remedy = reason((FULL, plan))
        assert (code, remedy.startswith(MORE_PAIRS)) == ("rule", True)
    assert reason((FULL, whole))[0] == "no_time"
    assert reason((FULL, idle), one_pair_per_kecamatan=False)[0] == "no_time"
    assert reason((TeamPlan("T01", (), ()), idle))[0] == "no_time"


def test_pins_are_named_where_they_keep_pairs_with_dates_left_away() -> None:
    idle = TeamPlan("T02", (), ())
    assert reason((FULL, idle), pins=(ONLY_T01,)) == ("rule", "Change the pins of this kecamatan.")
    whole = busy("T02", "b", (day(0), day(1)))
    assert reason((FULL, whole), pins=(ONLY_T01,))[0] == "no_time"
