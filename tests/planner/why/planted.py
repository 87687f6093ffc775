"""Small towns with planted reasons: what keeps the last post from being served is known by hand.

The town has a base and the post `far`, an hour's drive away, with 42 residents: half a date for a
pair. A blocker makes a town in which `far` is not served just because of one rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from geodata import TravelTable
from planner.why.lifted_rules import LATER_DAYS
from routing.campaign.document import Campaign
from routing.campaign.parts import KecamatanBar, PostDates, ServerCapacity
from routing.limits import Limits
from routing.plan.document import Plan
from routing.solver import solve
from tests.routing import towns
from tests.routing.towns import BASE, day

POST = "far"
DATES = 9
"""Monday 12 to Tuesday 20 March 2018."""


@dataclass(frozen=True)
class Sketch:
    """A town before its travel table is hashed into its campaign."""

    post: dict[str, Any]
    rules: dict[str, Any]
    team: dict[str, Any]
    legs: dict[tuple[str, str], tuple[int, int]]
    crossings: tuple[Any, ...] = ()
    rest_days: tuple[Any, ...] = ()


def sketch(minutes: int = 60, residents: int = 42) -> Sketch:
    """A town in which `far` is served."""
    legs = {(BASE, POST): (minutes, minutes * 500)}
    return Sketch({"residents": residents}, {}, {}, legs)


Blocker = Callable[[Sketch], Sketch]


def _rules(made: Sketch, **changes: Any) -> Sketch:
    return replace(made, rules=made.rules | changes)


def barred(made: Sketch) -> Sketch:
    """The only pair is barred from the kecamatan."""
    return _rules(made, pins=(*made.rules.get("pins", ()), KecamatanBar(f"K-{POST}", "T01")))


def open_too_short(made: Sketch) -> Sketch:
    """It opens for four minutes: a resident takes five."""
    return replace(made, post=made.post | {"hours": ((480, 484),)})


def no_ferry(made: Sketch) -> Sketch:
    """It lies on an island whose ferries are out of season, also in the weeks after."""
    (minutes, metres) = made.legs[BASE, POST]
    legs = {(BASE, "p1"): (5, 2_000), ("p2", POST): (minutes, metres)}
    season = tuple(map(day, range(DATES + LATER_DAYS)))
    over = (
        towns.ferry("out", "p1", "p2", cancelled_dates=season),
        towns.ferry("back", "p2", "p1", cancelled_dates=season),
    )
    return replace(made, legs=legs, crossings=over)


def driving_limit(made: Sketch) -> Sketch:
    """A date allows ten minutes less than the way takes."""
    most = max(minutes for minutes, _ in made.legs.values()) - 10
    return _rules(made, max_driving_minutes=most)


def no_server(made: Sketch) -> Sketch:
    """The server takes nobody."""
    return _rules(made, connectivity="online", server_capacity=ServerCapacity(0))


def never_there(made: Sketch) -> Sketch:
    """The pair has all dates off."""
    return replace(made, team=made.team | {"days_off": tuple(map(day, range(DATES)))})


def always_rest(made: Sketch) -> Sketch:
    """All dates, of every weekday, are rest days."""
    return replace(made, rest_days=tuple(map(day, range(DATES))))


BLOCKERS: dict[str, Blocker] = {
    "pin": barred, "opening": open_too_short, "ferry": no_ferry, "driving": driving_limit,
    "server": no_server, "dates": never_there, "rest_days": always_rest,
}  # fmt: skip
"""Those that leave each other as they are, by the rule that each is."""


def no_nights(made: Sketch) -> Sketch:
    """There and back takes 690 minutes of 720 of duty, and the set-up 30; no night out."""
    made = replace(made, legs={(BASE, POST): (345, 150_000)})
    return _rules(made, max_nights_out=0, max_driving_minutes=400)


def no_lodging(made: Sketch) -> Sketch:
    """As far, with nights allowed and no lodging there."""
    made = _rules(no_nights(made), max_nights_out=3)
    return replace(made, post=made.post | {"lodging_per_person": None})


def short_duty(made: Sketch) -> Sketch:
    """There and back takes 510 minutes of 540 of duty, and the set-up 30; no night out."""
    made = replace(made, legs={(BASE, POST): (255, 120_000)})
    made = replace(made, post=made.post | {"lodging_per_person": None})
    return _rules(made, duty_start=420, duty_end=960, max_nights_out=0)


def one_date(made: Sketch) -> Sketch:
    """Pinned to one date, with more residents than 24 hours hold (12 an hour)."""
    pins = (*made.rules.get("pins", ()), PostDates(POST, (day(1),)))
    return _rules(replace(made, post=made.post | {"residents": 400}), pins=pins)


ALONE: dict[str, Blocker] = {
    **BLOCKERS, "nights": no_nights, "lodging": no_lodging, "duty": short_duty,
    "date_pin": one_date,
}  # fmt: skip


def built(made: Sketch, *, near: int = 0) -> tuple[Campaign, TravelTable]:
    """The town; with `near` residents at a post beside the base."""
    legs = dict(made.legs)
    places = [towns.place(BASE, hours=()), towns.place(POST, **made.post)]
    places += [towns.port(p) for p in ("p1", "p2") if made.crossings]
    if near:
        places.append(towns.place("near", near))
        legs[BASE, "near"] = (10, 4_000)
    table = towns.travel(towns.both_ways(legs))
    campaign = towns.campaign(
        tuple(places), table, DATES, teams=(towns.team(1, **made.team),),
        rules=towns.rules(**made.rules), crossings=made.crossings, rest_days=made.rest_days,
    )  # fmt: skip
    return campaign, table


def planned(campaign: Campaign, table: TravelTable) -> Plan:
    """The best plan of a small town: it is searched completely."""
    return solve(campaign, table, Limits(seconds=20, work=300)).plan
