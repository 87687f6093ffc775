"""One pair's best course by trying every event at every step of the clock.

Written from the contract's events (drive, ferry, set-up, session, wait, night), without
anything of `routing.bounds.pricing`: what it finds is what pricing must find. As in pricing, demand
holds for each stay only (a stay ends when the pair stands at another post that is set up),
and a date with events has a set-up or ends elsewhere than it began. Set-ups at a date's
second and later posts end before the post closes or duty ends.

Meant for tables in which nothing is quicker or cheaper by way of a third place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import inf

import numpy as np

from geodata.travel.table import TravelTable
from routing.bounds.pricing import DualPrices, PricingInstance, most_in_a_date
from routing.bounds.pricing_instance import PricingTables
from routing.campaign.document import Campaign
from routing.campaign.parts import Team
from routing.instance.campaign_arrays import Instance
from routing.instance.team_arrays import Flags

GRID = 1024


@dataclass(frozen=True)
class Worth:
    """Rewards in rupiah by post id; `server` by date."""

    resident: dict[str, float]
    visit: dict[str, float]
    server: Sequence[float]
    day: float = 0.0
    trip: float = 0.0
    promise: Mapping[tuple[int, str], float] = field(default_factory=dict)
    """For setting up at a post on a date, by (number of the date, post)."""


def tables_of(town: Campaign, table: TravelTable, number: int = 0) -> PricingTables:
    """Tables of a campaign's pair."""
    return PricingTables(Instance(town, table), town.teams[number])


def pricing_of(town: Campaign, table: TravelTable, number: int = 0) -> PricingInstance:
    """A pair's scene over all posts."""
    tables = tables_of(town, table, number)
    return tables.pricing_instance(tables.instance.posts)


def flags_of(pricing: PricingInstance) -> Flags:
    """Posts of which one stay may not record all that fits in a date."""
    flags: Flags = pricing.most < most_in_a_date(pricing)
    return flags


def prices_of(town: Campaign, worth: Worth) -> DualPrices:
    """The rewards as pricing wants them."""
    posts = [post.id for post in town.posts]
    promise = np.zeros((len(town.dates) if worth.promise else 0, len(posts)))
    for (number, post), reward in worth.promise.items():
        promise[number, posts.index(post)] = reward
    return DualPrices(
        np.array([worth.resident[post] for post in posts], np.float64),
        worth.day,
        worth.trip,
        np.array(worth.server, np.float64),
        np.array([worth.visit[post] for post in posts], np.float64),
        promise,
    )


def least(town: Campaign, table: TravelTable, worth: Worth, step: int = 15) -> float:
    """Least rupiah less rewards of the first pair, `step` minutes at a time."""
    return _Pair(town, table, worth, step).least()


class _Pair:
    def __init__(self, town: Campaign, table: TravelTable, worth: Worth, step: int) -> None:
        self.town, self.worth, self.step = town, worth, step
        self.team: Team = town.teams[0]
        self.legs: dict[tuple[str, str, str], tuple[int, int]] = {
            (row.condition, row.origin, row.destination): (row.minutes, row.metres)
            for row in table.frame.itertuples(index=False)
            if row.vehicle == self.team.vehicle
        }
        self.places = {place.id: place for place in town.places}
        self.posts = [post.id for post in town.posts]
        self.per_km = town.costs.rupiah_per_km[self.team.vehicle]

    def least(self) -> float:
        state = self.team.state
        if state is None:
            return self.from_date(0, self.town.base, 0)
        return self.from_date((state.date - self.town.start).days, state.at, state.nights_away)

    def from_date(self, number: int, slept: str, out: int) -> float:
        """Least from the start of a date on; `out` nights away in a row so far."""
        if number == len(self.town.dates):
            return 0.0 if slept == self.town.base else inf
        return self._from_date(number, slept, out)

    @cache  # noqa: B019  (one object a search)
    def _from_date(self, number: int, slept: str, out: int) -> float:
        best = self.night(number, slept, out)
        today = self.town.dates[number]
        off = {*self.town.rest_days, *self.team.days_off}
        if today in off or not self.team.from_ <= today <= self.team.until:
            return best
        duty = 2 * self.town.costs.per_diem - self.worth.day
        if slept == self.town.base:
            duty -= self.worth.trip
        rules = self.town.rules
        closes = {
            post: min(
                rules.duty_end,
                max((close for _, close in self.places[post].opening(today)), default=0),
            )
            for post in self.posts
        }

        @cache
        def go(
            here: str, time: int, ready: frozenset[str], stay: str, done: int,
            left: frozenset[str] = frozenset(),
        ) -> float:  # fmt: skip
            """Least from a minute on; `stay` is the post of the last stay, `done` its residents.

            Nobody drives back within one minute to a place that was `left` in it.
            """
            if here in ready and here != stay and time < closes[here]:
                return go(here, time, ready, here, 0, left)
            found = self.night(number, here, out) if ready or here != slept else inf
            if time + self.step <= rules.duty_end:
                found = min(found, go(here, time + self.step, ready, stay, done))
            for rupiah, there, end in self.moves(today, here, time):
                gone = left | {here} if end == time else frozenset()
                if there not in gone:
                    found = min(found, rupiah + go(there, end, ready, stay, done, gone))
            if here not in closes:
                return found
            if here not in ready:
                end = time + self.team.setup_minutes
                if end <= rules.duty_end and (not ready or end < closes[here]):
                    gone = left if end == time else frozenset()
                    more = go(here, end, ready | {here}, here, 0, gone)
                    reward = self.worth.visit[here]
                    if self.places[here].opening(today):
                        reward += self.worth.promise.get((number, here), 0.0)
                    found = min(found, more - reward)
                return found
            place = self.places[here]
            gain = self.worth.resident[here] - self.worth.server[number]
            gain -= number * self.town.costs.urgency_rupiah_per_resident_day
            for opens, close in place.opening(today):
                if not opens <= time < close or here != stay:
                    continue
                for residents in range(1, place.residents - done + 1):
                    end = time + -(-60 * residents // self.team.rate_per_hour)
                    if end > min(close, rules.duty_end):
                        break
                    more = go(here, end, ready, stay, done + residents)
                    found = min(found, more - residents * gain)
            return found

        return min(best, duty + go(slept, rules.duty_start, frozenset(), "", 0))

    def moves(self, date: date, here: str, time: int) -> Iterator[tuple[int, str, int]]:
        """Rupiah, place and minute after each drive and ferry from here."""
        top, condition = self.town.rules.duty_end, self.town.condition_on(date)
        for there in self.places:
            leg = self.legs.get((condition, here, there))
            if leg is not None and there != here and time + leg[0] <= top:
                yield (leg[1] * self.per_km + 500) // 1000, there, time + leg[0]
        for crossing in self.town.crossings:
            if crossing.from_ != here or not crossing.runs(date):
                continue
            for leaves in crossing.departures or ():
                end = leaves + crossing.crossing_minutes
                if time + crossing.loading_minutes <= leaves and end <= top:
                    yield crossing.fare_rupiah, crossing.to, end

    def night(self, number: int, here: str, out: int) -> float:
        """Least from the night after a date on."""
        town, rules = self.town, self.town.rules
        if here == town.base:
            return self.from_date(number + 1, here, 0)
        lodging = self.places[here].lodging_per_person
        dates = town.dates
        last = number + 1 == len(dates) or dates[number + 1] > self.team.until
        at_home = rules.home_on_rest_days and not last and dates[number + 1] in town.rest_days
        at_home = at_home or (not last and dates[number + 1] in self.team.days_off)
        if lodging is None or last or at_home or out + 1 > rules.max_nights_out:
            return inf
        if not self.team.from_ <= dates[number] <= self.team.until:
            return inf
        return 2 * lodging + self.from_date(number + 1, here, out + 1)
