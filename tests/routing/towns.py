"""Small towns for the tests of routing: a base, posts on a road, an island behind a ferry.

12 March 2018 is a Monday. Unless a test says otherwise a pair records 12 residents an hour
(one in 5 minutes), sets up in 30 minutes, posts are open 08:00-12:00 and 13:00-16:00
(84 residents a date), duty is 06:00-18:00, a km costs 3,000 rupiah, a duty day
2 * 430,000, a night 2 * 150,000, and a resident's waiting 100 a date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from geodata.travel.table import TRAVEL_COLUMNS, TravelTable
from routing.audit.bundle_audit import audit_documents
from routing.campaign.document import Campaign
from routing.campaign.parts import (
    Condition,
    Costs,
    Crossing,
    Interval,
    Place,
    Rules,
    ServerCapacity,
    Team,
)
from routing.instance.campaign_arrays import Instance
from routing.limits import Limits
from routing.plan.costs import assemble, team_plan
from routing.plan.document import Plan, Reason, TeamDate, TeamPlan, Unserved
from routing.solver import Result, solve
from routing.timetable.decoder import Outcome, Timetable
from routing.timetable.jobs import Jobs

MONDAY = date(2018, 3, 12)
HOURS: tuple[Interval, ...] = ((480, 720), (780, 960))
"""08:00-12:00 and 13:00-16:00: 48 + 36 residents."""

DAY = 84
BASE = "base"
LEFT = (Reason("no_time", "Left by the test."),)
Legs = Mapping[tuple[str, str], tuple[int, int]]


def day(number: int) -> date:
    """Date `number` of the campaign, 0 = Monday 12 March 2018."""
    return MONDAY + timedelta(days=number)


def place(id_: str, residents: int = 0, **changes: Any) -> Place:
    """A place with lodging, open at the usual hours; its own kecamatan if it is a post."""
    fields: dict[str, Any] = {
        "id": id_,
        "name": id_.title(),
        "kecamatan": f"K-{id_}" if residents else None,
        "lon": 123.8,
        "lat": -10.1,
        "residents": residents,
        "lodging_per_person": 150_000,
        "hours": HOURS,
    }
    return Place(**(fields | changes))


def port(id_: str) -> Place:
    """A place without residents, lodging and hours."""
    return place(id_, lodging_per_person=None, hours=())


def team(number: int = 1, **changes: Any) -> Team:
    """A pair with a car, available throughout."""
    fields: dict[str, Any] = {
        "id": f"T{number:02d}",
        "operators": (f"Ani {number}", f"Budi {number}"),
        "vehicle": "car",
        "rate_per_hour": 12,
        "setup_minutes": 30,
        "from_": date(2018, 1, 1),
        "until": date(2018, 12, 31),
    }
    return Team(**(fields | changes))


def teams(count: int) -> tuple[Team, ...]:
    """Pairs T01, T02 and so on."""
    return tuple(team(number + 1) for number in range(count))


def ferry(id_: str, origin: str, destination: str, **changes: Any) -> Crossing:
    """A ferry at 07:00 and 14:00 on every date: half an hour of loading, 25 on the way."""
    fields: dict[str, Any] = {
        "id": id_,
        "from_": origin,
        "to": destination,
        "vehicles": ("car",),
        "weekdays": (0, 1, 2, 3, 4, 5, 6),
        "departures": (420, 840),
        "open": None,
        "close": None,
        "loading_minutes": 30,
        "crossing_minutes": 25,
        "fare_rupiah": 100_000,
    }
    return Crossing(**(fields | changes))


def rules(**changes: Any) -> Rules:
    """The usual rules, no pins, offline."""
    fields: dict[str, Any] = {
        "one_pair_per_kecamatan": True,
        "home_on_rest_days": True,
        "max_nights_out": 5,
        "duty_start": 360,
        "duty_end": 1080,
        "max_driving_minutes": 600,
        "connectivity": "offline",
        "server_capacity": ServerCapacity(),
        "pins": (),
    }
    return Rules(**(fields | changes))


def both_ways(legs: Legs) -> Legs:
    """The legs and their ways back, of the same length."""
    return {**legs, **{(b, a): length for (a, b), length in legs.items()}}


def travel(
    legs: Legs, conditions: Iterable[str] = ("dry",), vehicles: Iterable[str] = ("car",)
) -> TravelTable:
    """Travel table of legs {(origin, destination): (minutes, metres)}, the same for all."""
    rows = [
        (origin, destination, vehicle, condition, minutes, metres)
        for (origin, destination), (minutes, metres) in legs.items()
        for vehicle in vehicles
        for condition in conditions
    ]
    return TravelTable.from_frame(pd.DataFrame(rows, columns=list(TRAVEL_COLUMNS)))


def campaign(
    places: Iterable[Place], table: TravelTable, dates: int = 1, **changes: Any
) -> Campaign:
    """A campaign from Monday 12 March 2018 over `dates` dates, one pair."""
    last = day(dates - 1)
    fields: dict[str, Any] = {
        "name": "Small town",
        "timezone": "Asia/Makassar",
        "start": MONDAY,
        "deadline": last,
        "base": BASE,
        "rest_days": (),
        "conditions": (Condition("dry", MONDAY, last),),
        "places": tuple(places),
        "crossings": (),
        "teams": (team(),),
        "rules": rules(),
        "costs": Costs({"car": 3000, "motorcycle": 1000}, 430_000, 100),
        "travel_sha256": table.sha256(),
    }
    return Campaign(**(fields | changes))


def assert_clean(town: Campaign, table: TravelTable, plan: Plan) -> None:
    """Fail with the audit's sentences if the plan breaks a rule."""
    text = town.to_json()
    rows = table.rows()
    report = audit_documents(
        json.loads(text),
        json.loads(plan.to_json()),
        rows,  # type: ignore[arg-type]
        text.encode(),
    )
    assert [violation.message("en") for violation in report.violations] == []


def solved(
    town: Campaign, table: TravelTable, work: int = 60, seed: int = 1, **more: Any
) -> Result:
    """Solve with a small work limit; the plan has passed the audit and lost nobody."""
    result = solve(town, table, Limits(seconds=120, work=work, seed=seed), **more)
    assert_clean(town, table, result.plan)
    left = {item.post: item.residents for item in result.plan.unserved}
    for post in town.posts:
        assert result.plan.recorded.get(post.id, 0) + left.get(post.id, 0) == post.residents
    return result


def timed(
    town: Campaign, table: TravelTable, jobs: Iterable[tuple[str, int]], beam: int = 256
) -> tuple[Outcome, tuple[TeamDate, ...]]:
    """Timetable of the first pair's jobs by post id; its events have passed the audit."""
    instance = Instance(town, table)
    timetable = Timetable(instance, beam)
    order: Jobs = tuple((instance.index[post], residents) for post, residents in jobs)
    outcome = timetable.evaluate(0, order)
    dates = timetable.build(0, order, outcome)
    idle = [TeamPlan(other.id, (), ()) for other in town.teams[1:]]
    plan = assemble(town, [team_plan(town, town.teams[0], dates), *idle])
    left = [
        Unserved(post.id, post.residents - plan.recorded.get(post.id, 0), LEFT, ("Wait.",))
        for post in town.posts
    ]
    plan = replace(plan, unserved=tuple(item for item in left if item.residents))
    assert_clean(town, table, plan)
    assert plan.summary.residents_recorded == outcome.residents
    if len(town.crossings) > 2:  # leaving later, a cheaper ferry may do
        assert plan.summary.total_rupiah <= outcome.rupiah
    else:
        assert plan.summary.total_rupiah == outcome.rupiah
    assert plan.summary.weighted_recorded == outcome.weighted
    return outcome, dates
