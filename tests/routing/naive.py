"""Every plan of the smallest campaigns, one by one: a check of the oracle.

No event is moved, no way of going on is left out for another: dates are all sequences of
events and waits on a grid of minutes, pairs' campaigns all sequences of dates, plans all
combinations of pairs' campaigns. What breaks a rule is thrown away afterwards where it can
be; only equals are looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import KecamatanBar, KecamatanPin, PostDates, Team

Recorded = tuple[int, ...]
"""Residents by post."""

Work = tuple[Recorded, frozenset[str]]
"""What a pair records on a date, and the posts at which it ends after closing time."""

Profile = tuple[Work, ...]
"""A pair's work on each date."""

Value = tuple[int, int]
"""Weighted residents, and the least rupiah."""


@dataclass(frozen=True)
class _Now:
    place: str
    minute: int
    waited: int
    driven: int
    rupiah: int
    ready: frozenset[str]
    recorded: Recorded
    late: frozenset[str] = frozenset()


class _Pair:
    def __init__(self, campaign: Campaign, travel: TravelTable, team: Team, grid: int) -> None:
        self.campaign, self.team, self.grid = campaign, team, grid
        self.rules = campaign.rules
        self.rows = [
            row for row in travel.frame.itertuples(index=False) if row.vehicle == team.vehicle
        ]
        self.places = {place.id: place for place in campaign.places}
        self.posts = [place.id for place in campaign.posts]
        self.nobody: Recorded = (0,) * len(self.posts)
        self.longest = max((c.loading_minutes for c in campaign.crossings), default=0)
        self.dates = cache(self._dates)

    def _dates(self, number: int, start: str) -> dict[tuple[str, Work], int]:
        """Least rupiah of the date's events by (last place, work), without its night."""
        today = self.campaign.dates[number]
        free = today not in {*self.campaign.rest_days, *self.team.days_off}
        ends: dict[tuple[str, Work], int] = {(start, (self.nobody, frozenset())): 0}
        if not (free and self.team.from_ <= today <= self.team.until):
            return ends
        duty = 2 * self.campaign.costs.per_diem
        first = _Now(start, self.rules.duty_start, 0, 0, duty, frozenset(), self.nobody)
        stack, seen = [first], {first}
        while stack:
            now = stack.pop()
            key = (now.place, (now.recorded, now.late))
            ends[key] = min(now.rupiah, ends.get(key, now.rupiah))
            for then in self.events(number, now):
                late = then.minute > self.rules.duty_end
                if not late and then.driven <= self.rules.max_driving_minutes and then not in seen:
                    seen.add(then)
                    stack.append(then)
        return ends

    def events(self, number: int, now: _Now) -> Iterator[_Now]:
        """Whatever can be done next."""
        today = self.campaign.dates[number]
        waited = min(now.waited + self.grid, self.longest)
        yield replace(now, minute=now.minute + self.grid, waited=waited)
        price = self.campaign.costs.rupiah_per_km[self.team.vehicle]
        for row in self.rows:
            if (row.origin, row.condition) == (now.place, self.campaign.condition_on(today)):
                yield replace(
                    now,
                    place=row.destination,
                    minute=now.minute + row.minutes,
                    waited=0,
                    driven=now.driven + row.minutes,
                    rupiah=now.rupiah + (row.metres * price + 500) // 1000,
                )
        for crossing in self.campaign.crossings:
            if crossing.departures is None:
                leaves = (crossing.open or 0) <= now.minute <= (crossing.close or 0)
            else:
                leaves = now.minute in crossing.departures
            takes = self.team.vehicle in crossing.vehicles and crossing.from_ == now.place
            runs = today.weekday() in crossing.weekdays and today not in crossing.cancelled_dates
            if leaves and takes and runs and now.waited >= crossing.loading_minutes:
                yield replace(
                    now,
                    place=crossing.to,
                    minute=now.minute + crossing.crossing_minutes,
                    waited=0,
                    rupiah=now.rupiah + crossing.fare_rupiah,
                )
        if now.place in self.posts:
            yield replace(
                now,
                minute=now.minute + self.team.setup_minutes,
                waited=0,
                ready=now.ready | {now.place},
            )
            if now.place in now.ready or not self.team.setup_minutes:
                yield from self.sessions(number, now)

    def sessions(self, number: int, now: _Now) -> Iterator[_Now]:
        """Sessions that start now, of every length on the grid."""
        today, post = self.campaign.dates[number], self.posts.index(now.place)
        place = self.places[now.place]
        urgency = self.campaign.costs.urgency_rupiah_per_resident_day * number
        if now.place in now.late:
            return
        for opens, closes in place.opening(today):
            latest = closes + (self.rules.finish_minutes if now.minute < closes else 0)
            for end in range(now.minute + self.grid, latest + 1, self.grid):
                late = {now.place} if end > closes else set[str]()
                most = (end - now.minute) * self.team.rate_per_hour // 60
                most = min(most, place.residents - now.recorded[post])
                if now.minute < opens or not self.allowed(now.place, number):
                    continue
                for done in range(1, most + 1):
                    recorded = list(now.recorded)
                    recorded[post] += done
                    yield replace(
                        now,
                        minute=end,
                        waited=0,
                        recorded=tuple(recorded),
                        late=now.late | late,
                        rupiah=now.rupiah + urgency * done,
                    )

    def allowed(self, post: str, number: int) -> bool:
        for pin in self.rules.pins:
            if isinstance(pin, PostDates):
                if pin.post == post and self.campaign.dates[number] not in pin.dates:
                    return False
            elif pin.kecamatan == self.places[post].kecamatan:
                only = isinstance(pin, KecamatanPin) and pin.team != self.team.id
                if only or (isinstance(pin, KecamatanBar) and pin.not_team == self.team.id):
                    return False
        return True

    def campaigns(self) -> dict[Profile, int]:
        """Least rupiah of the pair by what it records on each date."""
        state: dict[tuple[str, int, Profile], int] = {(self.campaign.base, 0, ()): 0}
        for number in range(len(self.campaign.dates)):
            after: dict[tuple[str, int, Profile], int] = {}
            for (start, row, profile), rupiah in state.items():
                for (night, work), more in self.dates(number, start).items():
                    away = 0 if night == self.campaign.base else row + 1
                    if away and not self.may_sleep(number, night, away):
                        continue
                    lodging = 2 * (self.places[night].lodging_per_person or 0) if away else 0
                    key = (night, away, (*profile, work))
                    total = rupiah + more + lodging
                    after[key] = min(total, after.get(key, total))
            state = after
        ends: dict[Profile, int] = {}
        for (night, _, profile), rupiah in state.items():
            if night == self.campaign.base:
                ends[profile] = min(rupiah, ends.get(profile, rupiah))
        return ends

    def may_sleep(self, number: int, night: str, away: int) -> bool:
        if self.places[night].lodging_per_person is None or away > self.rules.max_nights_out:
            return False
        if number + 1 == len(self.campaign.dates):
            return False
        following = self.campaign.dates[number + 1]
        if following in self.campaign.rest_days and self.rules.home_on_rest_days:
            return False
        return following <= self.team.until and following not in self.team.days_off


def best_values(campaign: Campaign, travel: TravelTable, grid: int) -> dict[int, int]:
    """Least total of the valid plans for each number of weighted residents recorded."""
    pairs = [_Pair(campaign, travel, team, grid) for team in campaign.teams]
    found: dict[int, int] = {}
    for plan in product(*(pair.campaigns().items() for pair in pairs)):
        profiles = [profile for profile, _ in plan]
        if not _shared_rules(campaign, profiles):
            continue
        weighted = sum(
            post.weight * recorded[number]
            for profile in profiles
            for recorded, _ in profile
            for number, post in enumerate(campaign.posts)
        )
        total = sum(rupiah for _, rupiah in plan)
        found[weighted] = min(total, found.get(weighted, total))
    return found


def _shared_rules(campaign: Campaign, profiles: list[Profile]) -> bool:
    """Whether R6' (of posts that pairs do not share), R7, R11 and R12 hold over all pairs."""
    for number, post in enumerate(campaign.posts):
        visits = [[row[number] for row, _ in profile] for profile in profiles]
        if sum(map(sum, visits)) > post.residents:
            return False
        least = min(campaign.rules.min_visit_residents, post.residents)
        if any(0 < visit < least for row in visits for visit in row):
            return False
        for profile, row in zip(profiles, visits, strict=True):
            for date, (_, late) in enumerate(profile):
                if post.id in late and sum(row[: date + 1]) < post.residents:
                    return False
    if campaign.rules.one_pair_per_kecamatan:
        for name in {post.kecamatan for post in campaign.posts}:
            members = [n for n, post in enumerate(campaign.posts) if post.kecamatan == name]
            there = [any(row[n] for row, _ in profile for n in members) for profile in profiles]
            if sum(there) > 1:
                return False
    if campaign.rules.connectivity == "online":
        for date, day in enumerate(campaign.dates):
            limit = campaign.rules.server_capacity.on(day)
            if limit is not None and sum(sum(profile[date][0]) for profile in profiles) > limit:
                return False
    return True
