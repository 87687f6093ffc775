"""Best plans of tiny towns by looking at every one: a second opinion that shares no code.

A pair's date is: from where it slept, a sequence of posts with some residents at each, then
a place for the night. Times follow from going on as early as possible, since no later
moment lets a pair do more or pay less. The ways between places (roads, ferries, one after
another) are searched as a graph over times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import KecamatanBar, KecamatanPin, PostDates, Team

Value = tuple[int, int]
"""Minus the weighted residents, and the rupiah: the less the better."""

Left = tuple[int, ...]
"""Residents left, by post or (in a given order) by job."""


@dataclass(frozen=True)
class Arrival:
    """When and at what price a place is reached."""

    time: int
    driven: int
    rupiah: int


class Town:
    """Every way and every date of one pair."""

    def __init__(self, campaign: Campaign, table: TravelTable, team: Team) -> None:
        self.campaign = campaign
        self.team = team
        self.rules = campaign.rules
        self.places = {place.id: place for place in campaign.places}
        self.legs = {
            (row.origin, row.destination, row.condition): (row.minutes, row.metres)
            for row in table.frame.itertuples()
            if row.vehicle == team.vehicle
        }
        self.nights = [
            place.id
            for place in campaign.places
            if place.lodging_per_person is not None or place.id == campaign.base
        ]
        self.pinned = {pin.post: pin.dates for pin in self.rules.pins if isinstance(pin, PostDates)}
        self.ways = lru_cache(maxsize=None)(self._ways)
        self.days = lru_cache(maxsize=None)(self._days)
        self.best = lru_cache(maxsize=None)(self._best)

    def works(self, date: int) -> bool:
        """Whether the pair may have events on the date."""
        day = self.campaign.dates[date]
        return self.own(day) and day not in self.campaign.rest_days

    def own(self, day: date) -> bool:
        """Whether the day is one of the pair's own dates (R10)."""
        return self.team.from_ <= day <= self.team.until and day not in set(self.team.days_off)

    def may_sleep(self, date: int, night: str, out: int) -> bool:
        """Whether the night after the date may be spent there, the `out`th one away."""
        if night == self.campaign.base:
            return True
        following = date + 1
        if out > self.rules.max_nights_out or following == len(self.campaign.dates):
            return False
        day = self.campaign.dates[following]
        if not self.own(day):
            return False
        return not (self.rules.home_on_rest_days and day in self.campaign.rest_days)

    def may_record(self, post: str) -> bool:
        """Whether the pins let the pair record there."""
        name = self.places[post].kecamatan
        for pin in self.rules.pins:
            if isinstance(pin, KecamatanPin) and pin.kecamatan == name and pin.team != self.team.id:
                return False
            if isinstance(pin, KecamatanBar) and (pin.kecamatan, pin.not_team) == (
                name,
                self.team.id,
            ):
                return False
        return True

    def _ways(self, date: int, origin: str, start: int) -> dict[str, tuple[Arrival, ...]]:
        """All ways of up to two crossings that no other beats, by place."""
        found: dict[str, list[Arrival]] = {origin: [Arrival(start, 0, 0)]}
        edge = [(origin, Arrival(start, 0, 0))]
        while edge:
            place, at = edge.pop()
            for target, arrival in self._steps(date, place, at):
                known = found.setdefault(target, [])
                if arrival.time > self.rules.duty_end or any(
                    a.time <= arrival.time
                    and a.driven <= arrival.driven
                    and a.rupiah <= arrival.rupiah
                    for a in known
                ):
                    continue
                known.append(arrival)
                edge.append((target, arrival))
        return {place: tuple(arrivals) for place, arrivals in found.items()}

    def _steps(self, date: int, place: str, at: Arrival) -> Iterator[tuple[str, Arrival]]:
        day = self.campaign.dates[date]
        condition = self.campaign.condition_on(day)
        price = self.campaign.costs.rupiah_per_km[self.team.vehicle]
        for (origin, target, state), (minutes, metres) in self.legs.items():
            if origin == place and state == condition:
                rupiah = at.rupiah + (metres * price + 500) // 1000
                yield target, Arrival(at.time + minutes, at.driven + minutes, rupiah)
        for crossing in self.campaign.crossings:
            fits = crossing.from_ == place and self.team.vehicle in crossing.vehicles
            if not fits or day.weekday() not in crossing.weekdays:
                continue
            ready = at.time + crossing.loading_minutes
            if crossing.departures is None:
                assert crossing.open is not None
                assert crossing.close is not None
                leaves = [t for t in [max(ready, crossing.open)] if t <= crossing.close]
            else:
                leaves = [t for t in crossing.departures if t >= ready]
            for time in leaves:
                end = time + crossing.crossing_minutes
                rupiah = at.rupiah + crossing.fare_rupiah
                yield crossing.to, Arrival(end, at.driven, rupiah)

    def sessions(self, date: int, post: str, arrival: int, fresh: bool) -> list[int]:
        """When the first, second, third ... resident is done."""
        day = self.campaign.dates[date]
        place = self.places[post]
        if day not in self.pinned.get(post, (day,)) or day in place.closed_dates:
            return []
        ready = arrival + (self.team.setup_minutes if fresh else 0)
        done = []
        for opens, closes in sorted(place.hours_by_weekday.get(day.weekday(), place.hours)):
            start, last = max(ready, opens), min(closes, self.rules.duty_end)
            number = 1
            while start + -(-number * 60 // self.team.rate_per_hour) <= last:
                done.append(start + -(-number * 60 // self.team.rate_per_hour))
                number += 1
        return done

    def _days(
        self, date: int, origin: str, left: Left, names: tuple[str, ...], ordered: bool
    ) -> dict[tuple[str, Left], int]:
        """Least rupiah of each (night, residents left) that a date with events can end in."""
        found: dict[tuple[str, Left], int] = {}
        waiting = self.campaign.costs.urgency_rupiah_per_resident_day * date
        start = Arrival(self.rules.duty_start, 0, 2 * self.campaign.costs.per_diem)
        stack = [(origin, start, left, frozenset[str]())]
        seen = set(stack)
        while stack:
            place, at, state, ready = stack.pop()
            ways = self.ways(date, place, at.time)
            for target, arrivals in ways.items():
                for way in arrivals:
                    here = Arrival(way.time, at.driven + way.driven, at.rupiah + way.rupiah)
                    if here.driven > self.rules.max_driving_minutes:
                        continue
                    if target in self.nights and (target, state) != (origin, left):
                        key = (target, state)
                        found[key] = min(found.get(key, here.rupiah), here.rupiah)
                    for job in self._open_jobs(state, names, target, ordered):
                        done = self.sessions(date, target, here.time, target not in ready)
                        for number, end in enumerate(done[: state[job]], 1):
                            rest = (*state[:job], state[job] - number, *state[job + 1 :])
                            then = Arrival(end, here.driven, here.rupiah + number * waiting)
                            item = (target, then, rest, ready | {target})
                            if item not in seen:
                                seen.add(item)
                                stack.append(item)
        return found

    def _open_jobs(
        self, state: Left, names: tuple[str, ...], place: str, ordered: bool
    ) -> list[int]:
        jobs = [number for number, left in enumerate(state) if left]
        if ordered:
            jobs = jobs[:1]
        return [job for job in jobs if names[job] == place and self.may_record(place)]

    def _best(
        self, date: int, origin: str, out: int, left: Left, names: tuple[str, ...], ordered: bool
    ) -> dict[Left, int]:
        """Least rupiah for each number of residents left at the end, from this date on."""
        base = self.campaign.base
        if date == len(self.campaign.dates):
            return {left: 0} if origin == base else {}
        choices: dict[tuple[str, Left], int] = {(origin, left): 0}
        if self.works(date):
            for key, rupiah in self.days(date, origin, left, names, ordered).items():
                choices[key] = min(rupiah, choices.get(key, rupiah))
        found: dict[Left, int] = {}
        for (night, rest), rupiah in choices.items():
            away = 0 if night == base else out + 1
            if not self.may_sleep(date, night, away):
                continue
            lodging = 0 if night == base else 2 * (self.places[night].lodging_per_person or 0)
            later = self.best(date + 1, night, away, rest, names, ordered)
            for end, more in later.items():
                total = rupiah + lodging + more
                found[end] = min(total, found.get(end, total))
        return found

    def frontier(self, jobs: tuple[tuple[str, int], ...], ordered: bool) -> dict[Left, int]:
        """Least rupiah by residents recorded of each job (or, not ordered, of each post)."""
        names = tuple(post for post, _ in jobs)
        left = tuple(residents for _, residents in jobs)
        ends = self.best(0, self.campaign.base, 0, left, names, ordered)
        return {
            tuple(all_ - rest for all_, rest in zip(left, end, strict=True)): rupiah
            for end, rupiah in ends.items()
        }


def best_in_order(
    campaign: Campaign, table: TravelTable, jobs: tuple[tuple[str, int], ...]
) -> Value:
    """Best value of the first pair that serves the jobs in the given order."""
    town = Town(campaign, table, campaign.teams[0])
    weights = [town.places[post].weight for post, _ in jobs]
    return min(
        (-sum(n * w for n, w in zip(done, weights, strict=True)), rupiah)
        for done, rupiah in town.frontier(jobs, ordered=True).items()
    )


def best_plan(campaign: Campaign, table: TravelTable) -> Value:
    """Value of the best plan that the rules allow, any orders and any split of posts.

    Without limits of the server, and either all kecamatan tied to one pair or one pair only.
    """
    assert all(campaign.place_by_id[post.id].kecamatan for post in campaign.posts)
    jobs = tuple((post.id, post.residents) for post in campaign.posts)
    weights = [post.weight for post in campaign.posts]
    groups = [post.kecamatan for post in campaign.posts]
    assert len(campaign.teams) == 1 or campaign.rules.one_pair_per_kecamatan
    nobody = frozenset[str | None]()
    combined: dict[frozenset[str | None], Value] = {nobody: (0, 0)}
    for team in campaign.teams:
        frontier = Town(campaign, table, team).frontier(jobs, ordered=False)
        by_set: dict[frozenset[str | None], Value] = {}
        for done, rupiah in frontier.items():
            used = frozenset(name for name, n in zip(groups, done, strict=True) if n)
            value = (-sum(n * w for n, w in zip(done, weights, strict=True)), rupiah)
            by_set[used] = min(value, by_set.get(used, value))
        merged: dict[frozenset[str | None], Value] = {}
        for one, value in combined.items():
            for two, more in by_set.items():
                if not one & two:
                    both = (value[0] + more[0], value[1] + more[1])
                    merged[one | two] = min(both, merged.get(one | two, both))
        combined = merged
    return min(combined.values())
