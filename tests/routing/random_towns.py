"""Random small towns; every choice is a whole number that the caller picks.

`pick(low, high)` is `random.Random(seed).randint` or a draw of hypothesis, which then
shrinks a failing town to a simple one (0 is always the plain choice).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from geodata.travel.table import TRAVEL_COLUMNS, TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import (
    Condition,
    Costs,
    Crossing,
    Interval,
    KecamatanBar,
    KecamatanPin,
    Pin,
    Place,
    PostDates,
    Rules,
    ServerCapacity,
    Team,
)
from tests.routing.towns import BASE, HOURS, campaign, day, ferry, place, port, rules, team

Pick = Callable[[int, int], int]

MORNING: tuple[Interval, ...] = ((480, 720),)
PIECES: tuple[Interval, ...] = ((470, 530), (545, 600), (700, 805))
ALWAYS: tuple[Interval, ...] = ((0, 1440),)
OPENINGS = (HOURS, MORNING, PIECES, ALWAYS)


@dataclass(frozen=True)
class Size:
    """Bounds of a random town."""

    posts: tuple[int, int] = (1, 4)
    teams: tuple[int, int] = (1, 1)
    dates: tuple[int, int] = (2, 4)
    residents: tuple[int, int] = (1, 5)
    rate: tuple[int, int] = (1, 2)
    spread: int = 90
    """Places lie within this many minutes east and north of the base."""
    ferries: int = 1
    """Most pairs of crossings between the mainland and the island."""
    shared: bool = False
    """Whether server limits, pins of teams and shared kecamatan occur."""


def random_town(pick: Pick, size: Size) -> tuple[Campaign, TravelTable]:
    """A campaign and its travel table."""
    dates = pick(*size.dates)
    places, island, spots = _places(pick, size, dates)
    crossings = _ferries(pick, places, island, size.ferries)
    conditions = _conditions(pick, dates)
    table = _travel(pick, places, island, spots, tuple(dict.fromkeys(c.id for c in conditions)))
    pairs = _teams(pick, size, dates)
    rest = tuple(day(n) for n in range(dates) if pick(0, 4) == 4)
    names = sorted({p.kecamatan for p in places if p.residents and p.kecamatan})
    town = campaign(
        places,
        table,
        dates,
        conditions=conditions,
        crossings=crossings,
        teams=pairs,
        rest_days=rest,
        rules=_rules(pick, size, names, pairs, dates),
        costs=Costs({"car": 3000}, 50_000 * pick(0, 8), (0, 100, 5000)[pick(0, 2)]),
    )
    return _pinned(pick, town, rest), table


def _places(pick: Pick, size: Size, dates: int) -> tuple[tuple[Place, ...], set[str], Any]:
    count = pick(*size.posts)
    island = {f"p{n}" for n in range(count) if pick(0, 3) == 3} if size.ferries else set()
    spots = {BASE: (0, 0)}
    places = [place(BASE, pick(*size.residents) if pick(0, 4) == 4 else 0)]
    if island:
        places += [port("quay"), port("jetty")]
        spots["quay"] = (pick(0, size.spread), pick(0, size.spread))
        spots["jetty"] = (0, 0)
    for number in range(count):
        name = f"p{number}"
        spots[name] = (pick(0, size.spread), pick(0, size.spread))
        hours = OPENINGS[pick(0, len(OPENINGS) - 1)]
        changes: dict[str, Any] = {
            "weight": pick(1, 3),
            "lodging_per_person": (20_000, 150_000, None)[pick(0, 2)],
            "hours": hours,
            "hours_by_weekday": ({}, {1: MORNING}, {2: ()})[pick(0, 2)],
            "closed_dates": (day(pick(0, dates - 1)),) if pick(0, 4) == 4 else (),
        }
        if size.shared:
            changes["kecamatan"] = f"K{pick(0, count - 1)}"
        places.append(place(name, pick(*size.residents), **changes))
    if pick(0, 2) == 2:
        places.append(place("inn", lodging_per_person=60_000, hours=()))
        spots["inn"] = (pick(0, size.spread), pick(0, size.spread))
    return tuple(places), island | ({"jetty"} if island else set()), spots


def _ferries(
    pick: Pick, places: tuple[Place, ...], island: set[str], most: int
) -> tuple[Crossing, ...]:
    if not island:
        return ()
    found = []
    harbours = [("quay", "jetty"), (BASE, "jetty")]
    for number, (here, there) in enumerate(harbours[: pick(1, most)]):
        changes: dict[str, Any] = {
            "loading_minutes": 10 * pick(0, 3),
            "crossing_minutes": 15 + 10 * pick(0, 4),
            "fare_rupiah": 20_000 * pick(0, 5),
            "weekdays": ((0, 1, 2, 3, 4, 5, 6), (0, 2, 4), (1, 3))[pick(0, 2)],
        }
        if pick(0, 1):
            changes |= {"departures": None, "open": 360 + 60 * pick(0, 4), "close": 960}
        else:
            changes["departures"] = tuple(sorted({pick(14, 30) * 30 for _ in range(3)}))
        found.append(ferry(f"out{number}", here, there, **changes))
        found.append(ferry(f"back{number}", there, here, **changes))
    return tuple(found)


def _conditions(pick: Pick, dates: int) -> tuple[Condition, ...]:
    turn = pick(1, dates)
    if turn == dates:
        return (Condition("dry", day(0), day(dates - 1)),)
    return (Condition("dry", day(0), day(turn - 1)), Condition("wet", day(turn), day(dates - 1)))


def _travel(
    pick: Pick,
    places: tuple[Place, ...],
    island: set[str],
    spots: dict[str, tuple[int, int]],
    conditions: tuple[str, ...],
) -> TravelTable:
    """Legs by the sum of both coordinates' distances; wet is slower and may cut a post off."""
    cut = {p.id for p in places if p.residents and p.id != BASE and pick(0, 5) == 5}
    rows = []
    for condition in conditions:
        for one in places:
            for two in places:
                apart = (one.id in island) != (two.id in island)
                lost = condition == "wet" and cut & {one.id, two.id}
                if one.id == two.id or apart or lost:
                    continue
                (x, y), (u, v) = spots[one.id], spots[two.id]
                steps = abs(x - u) + abs(y - v)
                minutes = steps * (2 if condition == "wet" else 1)
                rows.append((one.id, two.id, "car", condition, minutes, 701 * steps))
    return TravelTable.from_frame(pd.DataFrame(rows, columns=list(TRAVEL_COLUMNS)))


def _teams(pick: Pick, size: Size, dates: int) -> tuple[Team, ...]:
    found = []
    for number in range(pick(*size.teams)):
        changes: dict[str, Any] = {
            "rate_per_hour": pick(*size.rate),
            "setup_minutes": (30, 0, 45)[pick(0, 2)],
        }
        if pick(0, 4) == 4:
            changes["from_"] = day(pick(0, dates - 1))
        if pick(0, 4) == 4:
            changes["until"] = max(changes.get("from_", date.min), day(pick(0, dates - 1)))
        found.append(team(number + 1, **changes))
    return tuple(found)


def _rules(pick: Pick, size: Size, names: list[str], pairs: tuple[Team, ...], dates: int) -> Rules:
    usual = rules(
        max_nights_out=(5, 2, 1, 0)[pick(0, 3)],
        home_on_rest_days=not pick(0, 1),
        max_driving_minutes=(600, 300, 120)[pick(0, 2)],
        duty_start=(360, 450)[pick(0, 1)],
        duty_end=(1080, 900)[pick(0, 1)],
    )
    if not size.shared:
        return usual
    capacity = ServerCapacity(
        (None, 3, 40)[pick(0, 2)], {day(pick(0, dates - 1)): pick(0, 3)} if pick(0, 1) else {}
    )
    pins: list[Pin] = []
    if names and pick(0, 2) == 2:
        pair = pairs[pick(0, len(pairs) - 1)].id
        name = names[pick(0, len(names) - 1)]
        pins.append(KecamatanBar(name, pair) if pick(0, 1) else KecamatanPin(name, pair))
    return replace(
        usual,
        one_pair_per_kecamatan=not pick(0, 1),
        connectivity=("offline", "online")[pick(0, 1)],
        server_capacity=capacity,
        pins=tuple(pins),
    )


def _pinned(pick: Pick, town: Campaign, rest: tuple[date, ...]) -> Campaign:
    """The town, now and then with a post pinned to one or two dates."""
    free = [date_ for date_ in town.dates if date_ not in rest]
    if not free or not town.posts or pick(0, 3) < 3:
        return town
    post = town.posts[pick(0, len(town.posts) - 1)].id
    dates = tuple(sorted({free[pick(0, len(free) - 1)] for _ in range(2)}))
    pins = (*town.rules.pins, PostDates(post, dates))
    return replace(town, rules=replace(town.rules, pins=pins))
