"""Lodgings on the way to posts that one date cannot serve from the base."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from routing.campaign import Place
from routing.instance.legs import next_departure, road, travel
from routing.instance.team_arrays import I32, I64, Calendar, Flags, Net, Terms
from routing.jit import kernel

GATES = 6
"""Most lodgings kept per place."""

NEAREST = 2
"""Lodgings kept near a post that has none."""

NO_ROAD = np.iinfo(np.int32).max
"""Minutes to a lodging to which there is no road; only compared."""

UNREACHED = np.iinfo(np.int64).max
"""Cost of a place to which no way is known."""

PER_DAY = 10**13
"""Ranks a way by its dates before its rupiah; more than any way costs."""


class Gateways:
    """Finds, for a vehicle, the lodgings through which each place is reached.

    For each road condition the ways from the base with the fewest dates (then the fewest
    rupiah) over places with lodging are searched (Dijkstra 1959); the stops of the way to a
    place are its gateways. A place that the base reaches within a date has none, unless it
    has no lodging itself: then the nearest ones are listed.
    """

    def __init__(self, places: Sequence[Place], net: Net, calendar: Calendar, terms: Terms) -> None:
        self._net = net
        self._calendar = calendar
        self._terms = terms
        self._lodging = np.array([place.lodging_per_person is not None for place in places], bool)
        self._lodging[terms.base] = False
        self._cache: dict[int, tuple[int, ...]] = {}
        self._trees: list[I64] | None = None

    def table(self, posts: tuple[int, ...]) -> I32:
        """(places, GATES) lodgings by place for the given posts, -1 where unused."""
        table = np.full((len(self._lodging), GATES), -1, np.int32)
        for post in posts:
            found = self.of(post)
            table[post, : len(found)] = found
        return table

    def of(self, post: int) -> tuple[int, ...]:
        """Lodgings through which the post is reached, at most `GATES`."""
        if post not in self._cache:
            self._cache[post] = self._find(post)
        return self._cache[post]

    def _find(self, post: int) -> tuple[int, ...]:
        if post == self._terms.base:
            return ()
        if self._trees is None:
            self._trees = [self._tree(n) for n in range(len(self._net.minutes))]
        gates = [stop for tree in self._trees for stop in self._stops(tree, post)]
        if not self._lodging[post]:
            gates += self._nearest(post)
        return tuple(dict.fromkeys(gates))[:GATES]

    def _stops(self, tree: I64, post: int) -> list[int]:
        """Stops between the base and the post, the last first."""
        stops = []
        place = int(tree[post])
        while place >= 0 and place != self._terms.base:
            stops.append(place)
            place = int(tree[place])
        return stops

    def _tree(self, condition: int) -> I64:
        """Place before each place on its way from the base, -1 where there is none."""
        before: I64 = tree(self._net, self._terms, condition, self._lodging, self._dates(condition))
        return before

    def _dates(self, condition: int) -> I64:
        """A date of each weekday on which the team works under the condition."""
        dates = np.flatnonzero(self._calendar.active & (self._calendar.condition == condition))
        return np.array(list({int(date) % 7: int(date) for date in dates[::-1]}.values()), np.int64)

    def _over_water(self, condition: int, origin: int, places: I64) -> I64:
        """Rupiah of the cheapest way within a date to each place, -1 where there is none."""
        rupiah: I64 = over_water(
            self._net, self._terms, condition, origin, places.astype(np.int64),
            self._dates(condition),
        )  # fmt: skip
        return rupiah

    def _nearest(self, post: int) -> list[int]:
        """Lodgings nearest to a post by road; then, over water, the cheapest to come from."""
        lodgings = np.flatnonzero(self._lodging)
        lodgings = lodgings[lodgings != post]
        times = self._net.minutes[:, post, lodgings]
        soonest = np.where(times >= 0, times, NO_ROAD).min(axis=0, initial=NO_ROAD)
        found = [
            (False, int(soonest[n]), int(lodgings[n]))
            for n in np.argsort(soonest, kind="stable")[:NEAREST]
            if soonest[n] < NO_ROAD
        ]
        if len(found) < NEAREST and len(self._net.crossing_from):
            for lodging in lodgings[soonest == NO_ROAD].tolist():
                found += [(True, rupiah, lodging) for rupiah in self._crossed(lodging, post)]
        near = dict.fromkeys(lodging for *_, lodging in sorted(found))
        return list(near)[:NEAREST]

    def _crossed(self, lodging: int, post: int) -> list[int]:
        """Rupiah of the way over water under each condition that has one."""
        conditions = range(len(self._net.minutes))
        prices = [int(self._over_water(n, lodging, np.array([post]))[0]) for n in conditions]
        return [price for price in prices if price >= 0]


@kernel
def tree(net: Net, terms: Terms, condition: int, lodging: Flags, dates: I64) -> I64:
    """Place before each place on its way from the base over lodgings, -1 where there is none."""
    count = len(lodging)
    cost = np.full(count, UNREACHED)
    before = np.full(count, -1, np.int64)
    open_ = np.ones(count, np.bool_)
    cost[terms.base] = 0
    most = min(terms.duty_end - terms.duty_start, terms.max_driving_minutes)
    while True:
        place = -1
        for other in range(count):
            if open_[other] and (place < 0 or cost[other] < cost[place]):
                place = int(other)
        if place < 0 or cost[place] == UNREACHED:
            return before
        open_[place] = False
        if place != terms.base and not lodging[place]:
            continue
        if cost[place] >= PER_DAY * (terms.max_nights_out + 1):
            continue
        reach = cost[place] + PER_DAY
        minutes, metres = net.minutes[condition, place], net.metres[condition, place]
        wanted = np.flatnonzero(open_ & (cost > reach))
        for there in wanted:
            through = reach + int(metres[there]) * terms.rupiah_per_km // 1000
            if 0 <= minutes[there] <= most and through < cost[there]:
                cost[there], before[there] = through, place
        if len(net.crossing_from):
            wanted = wanted[minutes[wanted] < 0]
            prices = over_water(net, terms, condition, place, wanted, dates)
            for number, there in enumerate(wanted):
                if prices[number] >= 0 and reach + prices[number] < cost[there]:
                    cost[there], before[there] = reach + prices[number], place


@kernel
def leaves(net: Net, terms: Terms, condition: int, date: int, origin: int) -> bool:
    """Whether a crossing can be caught on a date by leaving at the start of duty."""
    for crossing in range(len(net.crossing_from)):
        way = road(net, condition, origin, net.crossing_from[crossing])
        ready = terms.duty_start + way + net.loading_minutes[crossing]
        if way >= 0 and next_departure(net, crossing, date, ready) >= 0:
            return True
    return False


@kernel
def over_water(
    net: Net, terms: Terms, condition: int, origin: int, places: I64, dates: I64
) -> I64:  # fmt: skip
    """Rupiah of the cheapest way within one of the dates to each place, -1 where none."""
    found = np.full(len(places), -1, np.int64)
    for date in dates:
        caught = leaves(net, terms, condition, date, origin)
        for number in range(len(places)):
            if not caught and road(net, condition, origin, places[number]) < 0:
                continue
            way = travel(
                net, terms, date, condition, origin, places[number], terms.duty_start, False
            )
            if way.end < 0 or way.end > terms.duty_end:
                continue
            if way.driving_minutes > terms.max_driving_minutes:
                continue
            if found[number] < 0 or way.rupiah < found[number]:
                found[number] = way.rupiah
    return found
