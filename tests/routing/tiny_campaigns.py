"""Random tiny campaigns with every rule in play, small enough for the oracle.

`random_campaign(seed)` keeps to whole hours: ways, opening, duty, set-ups and crossings, and
one to three residents an hour. `random_campaign(seed, whole_hours=False)` draws minutes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import prod
from random import Random
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

FIRST = date(2018, 3, 12)
BASE = "base"
VEHICLES = ("car", "motorcycle")
MOST_COMBINATIONS = 2401
"""Most combinations of residents recorded; an eighth of it where pairs share a server."""

OPENINGS: tuple[tuple[Interval, ...], ...] = (
    ((480, 720), (780, 960)),
    ((480, 960),),
    ((480, 660),),
    ((420, 540), (600, 720), (840, 1020)),
    ((0, 1440),),
    ((720, 900),),
)
Spots = dict[str, tuple[int, int]]


def random_campaign(seed: int, *, whole_hours: bool = True) -> tuple[Campaign, TravelTable]:
    """A campaign of up to 4 posts, 2 pairs and 5 dates, with its travel table."""
    return _Maker(Random(f"{seed}-{whole_hours}"), 60 if whole_hours else 0).campaign()


def with_days_off(town: Campaign, seed: int) -> Campaign:
    """The campaign with days off of its pairs: each of the dates with a chance of a quarter."""
    chance = Random(f"off-{seed}")

    def drawn() -> tuple[date, ...]:
        return tuple(day for day in town.dates if chance.random() < 0.25)

    return replace(town, teams=tuple(replace(team, days_off=drawn()) for team in town.teams))


class _Maker:
    """Draws a campaign. Where `far` it is one with a rest day between far posts."""

    def __init__(self, chance: Random, grid: int) -> None:
        self.chance = chance
        self.grid = grid
        self.count = chance.choice((1, 2, 2, 3, 3, 4))
        self.first = FIRST + timedelta(days=chance.randrange(7))
        self.days = tuple(
            self.first + timedelta(days=n) for n in range(chance.choice((1, 2, 3, 3, 4, 4, 5, 5)))
        )
        self.far = len(self.days) > 3 and chance.random() < 0.25
        self.pairs = chance.choice((1, 2, 2))
        self.server = chance.random() < 0.35
        self.island = {f"p{n}" for n in range(self.count) if chance.random() < 0.4}
        if chance.random() < 0.5:
            self.island = set()

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def time(self, low: int, high: int) -> int:
        """Minutes between two whole hours, on the grid."""
        if self.grid:
            return 60 * self.chance.randint(low, high)
        return self.chance.randint(60 * low, 60 * high)

    def campaign(self) -> tuple[Campaign, TravelTable]:
        places, spots = self.places()
        conditions = self.conditions()
        table = self.travel(places, spots, sorted({c.id for c in conditions}))
        pairs = self.teams()
        inner = self.days[1:-1]
        rest = tuple(day for day in self.days if self.maybe(0.32 if day in inner else 0.06))
        if self.far:
            rest = (self.chance.choice(inner),)
        town = Campaign(
            name="Tiny",
            timezone="Asia/Makassar",
            start=self.days[0],
            deadline=self.days[-1],
            base=BASE,
            rest_days=rest,
            conditions=conditions,
            places=places,
            crossings=self.crossings(),
            teams=pairs,
            rules=self.rules(),
            costs=Costs(
                {"car": 3000, "motorcycle": 1000},
                self.chance.choice((0, 50_000, 430_000)),
                self.chance.choice((0, 100, 20_000)),
            ),
            travel_sha256=table.sha256(),
        )
        return self.last_in_line(self.pinned(town)), table

    def places(self) -> tuple[tuple[Place, ...], Spots]:
        spots: Spots = {BASE: (0, 0)}
        weighted = self.maybe(0.4)
        places = [self.post(BASE, weighted) if self.maybe(0.25) else self.stop(BASE)]
        for number in range(self.count - bool(places[0].residents)):
            post = self.post(f"p{number}", weighted)
            spots[post.id] = (self.time(2, 3) if self.far else self.time(0, 2), self.time(0, 2))
            places.append(post)
        self.island &= set(spots)
        if self.island:
            places += [self.stop("quay"), self.stop("jetty")]
            spots["quay"], spots["jetty"] = (self.time(0, 1), 0), (self.time(0, 1), 0)
        if self.maybe(0.25):
            places.append(self.stop("inn", lodging_per_person=self.chance.choice((0, 60_000))))
            spots["inn"] = (self.time(0, 3), self.time(0, 2))
        return self.shrunk(places), spots

    def shrunk(self, places: list[Place]) -> tuple[Place, ...]:
        most = MOST_COMBINATIONS // (8 if self.server and self.pairs > 1 else 1)
        while prod(place.residents + 1 for place in places) > most:
            largest = max(places, key=lambda place: place.residents)
            at = places.index(largest)
            places[at] = replace(largest, residents=largest.residents - 1)
        return tuple(places)

    def stop(self, name: str, **changes: Any) -> Place:
        return Place(
            **({"id": name, "name": name, "kecamatan": None, "lon": 123.8, "lat": -10.1} | changes)
        )

    def post(self, name: str, weighted: bool) -> Place:
        chance = self.chance
        shared = self.maybe(0.35)
        return self.stop(
            name,
            kecamatan="K" if shared else f"K-{name}",
            residents=chance.randint(1, 6),
            weight=chance.randint(1, 4) if weighted else 1,
            lodging_per_person=None if self.maybe(0.3) else chance.choice((0, 20_000, 150_000)),
            hours=self.hours(),
            hours_by_weekday={
                weekday: self.hours() if self.maybe(0.6) else ()
                for weekday in range(7)
                if self.maybe(0.1)
            },
            closed_dates=tuple(day for day in self.days if self.maybe(0.07)),
        )

    def hours(self) -> tuple[Interval, ...]:
        hours = self.chance.choice(OPENINGS)
        if self.grid:
            return hours
        shift = self.chance.randint(0, 29)
        return tuple((opens + shift, min(1440, closes + shift)) for opens, closes in hours)

    def conditions(self) -> tuple[Condition, ...]:
        turn = self.chance.randrange(1, len(self.days) + 1)
        if turn == len(self.days) or self.maybe(0.4):
            return (Condition("dry", self.days[0], self.days[-1]),)
        return (
            Condition("dry", self.days[0], self.days[turn - 1]),
            Condition("wet", self.days[turn], self.days[-1]),
        )

    def travel(self, places: tuple[Place, ...], spots: Spots, conditions: list[str]) -> TravelTable:
        """Legs by the sum of both coordinates' distances; some are missing, some slower."""
        across = self.island | {"jetty"}
        closed = {
            (vehicle, condition, place.id)
            for vehicle in VEHICLES
            for condition in conditions
            for place in places
            if place.id.startswith("p") and self.maybe(0.05)
        }
        slower = {"wet": self.chance.choice((1, 2)), "dry": 1}
        metres = self.chance.choice((4, 37, 701))
        uphill = self.time(1, 1) if self.maybe(0.15) else 0
        rows = []
        for vehicle in VEHICLES:
            pace = self.chance.choice((1, 1, 1, 2))
            for condition in conditions:
                for one in places:
                    for two in places:
                        lost = {
                            (vehicle, condition, one.id),
                            (vehicle, condition, two.id),
                        } & closed
                        if one.id == two.id or (one.id in across) != (two.id in across) or lost:
                            continue
                        (x, y), (u, v) = spots[one.id], spots[two.id]
                        steps = abs(x - u) + abs(y - v)
                        minutes = steps * pace * slower[condition] + (uphill if u > x else 0)
                        rows.append((one.id, two.id, vehicle, condition, minutes, metres * steps))
        return TravelTable.from_frame(pd.DataFrame(rows, columns=list(TRAVEL_COLUMNS)))

    def crossings(self) -> tuple[Crossing, ...]:
        if not self.island:
            return ()
        found: list[Crossing] = []
        for number in range(self.chance.choice((1, 1, 2))):
            start = BASE if number and self.maybe(0.5) else "quay"
            takes = VEHICLES if self.maybe(0.7) else (self.chance.choice(VEHICLES),)
            days = tuple(range(7)) if self.maybe(0.5) else self.weekdays()
            minutes = self.time(1, 1) if self.maybe(0.7) else self.time(1, 2)
            fare = self.chance.choice((0, 50_000, 400_000))
            loading = self.time(0, 1)
            cancelled = tuple(day for day in self.days if self.maybe(0.08))
            for way in (0, 1):
                demand = self.maybe(0.5)
                ends = (start, "jetty") if way == 0 else ("jetty", start)
                found.append(
                    Crossing(
                        id=f"{'out' if way == 0 else 'back'}{number}",
                        from_=ends[0],
                        to=ends[1],
                        vehicles=takes,
                        weekdays=days,
                        departures=None
                        if demand
                        else tuple(sorted({self.time(6, 17) for _ in range(3)})),
                        open=self.time(6, 8) if demand else None,
                        close=self.time(12, 18) if demand else None,
                        loading_minutes=loading,
                        crossing_minutes=minutes,
                        fare_rupiah=fare,
                        cancelled_dates=cancelled,
                    )
                )
        return tuple(found)

    def weekdays(self) -> tuple[int, ...]:
        drawn = tuple(weekday for weekday in range(7) if self.maybe(0.7))
        return drawn or (self.days[0].weekday(),)

    def teams(self) -> tuple[Team, ...]:
        chance = self.chance
        alike = self.maybe(0.4)
        found: list[Team] = []
        for number in range(self.pairs):
            names = (f"Ani {number}", f"Budi {number}")
            if found and alike:
                found.append(replace(found[0], id="T02", operators=names))
                continue
            first = chance.choice(self.days) if self.maybe(0.1) else date(2018, 1, 1)
            last = chance.choice(self.days) if self.maybe(0.1) else date(2018, 12, 31)
            found.append(
                Team(
                    id=f"T{number + 1:02d}",
                    operators=names,
                    vehicle="motorcycle" if self.maybe(0.3) else "car",
                    rate_per_hour=chance.choice((1, 1, 2, 3)),
                    setup_minutes=self.time(0, 1) if self.maybe(0.7) else 0,
                    from_=first,
                    until=max(first, last),
                )
            )
        return tuple(found)

    def rules(self) -> Rules:
        chance = self.chance
        capacity = ServerCapacity()
        if self.server:
            default = chance.choice((None, 2, 4, 6))
            by_date = {day: chance.choice((0, 1, 3)) for day in self.days if self.maybe(0.25)}
            capacity = ServerCapacity(default, by_date)
        return Rules(
            one_pair_per_kecamatan=self.maybe(0.6),
            home_on_rest_days=self.far or self.maybe(0.6),
            max_nights_out=2 if self.far else chance.choice((0, 1, 2, 2)),
            duty_start=self.time(6, 7),
            duty_end=self.time(16, 19),
            max_driving_minutes=chance.choice((600, 600, 600, 360, 240)),
            connectivity="online" if self.server else chance.choice(("offline", "online")),
            server_capacity=capacity,
        )

    def last_in_line(self, town: Campaign) -> Campaign:
        """Some with late ends (not where pairs share posts) and with a smallest visit."""
        tied = town.rules.one_pair_per_kecamatan or len(town.teams) == 1
        late = self.maybe(0.4) and tied
        finish = (60 if self.grid else self.chance.choice((20, 45, 90))) if late else 0
        least = self.chance.choice((2, 2, 3, 4)) if self.maybe(0.4) else 0
        rules = replace(town.rules, finish_minutes=finish, min_visit_residents=least)
        return replace(town, rules=rules)

    def pinned(self, town: Campaign) -> Campaign:
        """Add pins of all three kinds, none that contradicts another."""
        chance, pins = self.chance, list[Pin]()
        pairs = [team.id for team in town.teams]
        for name in sorted({post.kecamatan or "" for post in town.posts}):
            if self.maybe(0.12):
                pins.append(KecamatanPin(name, chance.choice(pairs)))
            elif self.maybe(0.12):
                pins.append(KecamatanBar(name, chance.choice(pairs)))
        free = [day for day in town.dates if day not in town.rest_days]
        for post in town.posts:
            if free and self.maybe(0.12):
                dates = tuple(sorted(chance.sample(free, chance.randint(1, min(2, len(free))))))
                pins.append(PostDates(post.id, dates))
        return replace(town, rules=replace(town.rules, pins=tuple(pins)))
