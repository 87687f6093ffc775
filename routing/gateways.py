"""Lodgings on the way to posts that one date cannot serve from the base."""

from __future__ import annotations

import heapq

import numpy as np

from routing.instance import Instance
from routing.kernel import I32, Calendar, Net, Terms, travel

GATES = 4
"""Most lodgings kept per place."""

NEAREST = 2
"""Lodgings kept near a post that has none."""


class Gateways:
    """Finds, per vehicle, the lodgings through which each place is reached.

    A place that the base reaches by road within a date needs none, unless it has no
    lodging itself: then the nearest ones are listed. For the others, the way with the
    fewest dates (then the fewest rupiah) over places with lodging is searched and its
    stops are listed.
    """

    def __init__(self, instance: Instance, net: Net, calendar: Calendar, terms: Terms) -> None:
        self._instance = instance
        self._net = net
        self._calendar = calendar
        self._terms = terms
        places = instance.campaign.places
        self._lodgings = [
            number
            for number, place in enumerate(places)
            if place.lodging_per_person is not None and number != terms.base
        ]
        self._dates = [int(n) for n in np.flatnonzero(calendar.active)]
        self._cache: dict[int, tuple[int, ...]] = {}

    def table(self, posts: tuple[int, ...]) -> I32:
        """(places, GATES) lodgings by place for the given posts, -1 where unused."""
        table = np.full((len(self._instance.campaign.places), GATES), -1, np.int32)
        for post in posts:
            found = self.of(post)
            table[post, : len(found)] = found
        return table

    def of(self, post: int) -> tuple[int, ...]:
        """Lodgings through which the post is reached, at most `GATES`."""
        if post not in self._cache:
            self._cache[post] = self._find(post)
        return self._cache[post]

    def reachable(self, post: int) -> bool:
        """Whether the post can be reached from the base over any number of dates."""
        return self._by_day(self._terms.base, post) or bool(self._chain(post))

    def _find(self, post: int) -> tuple[int, ...]:
        base = self._terms.base
        gates: list[int] = []
        if post != base and not self._by_road(base, post):
            gates += self._chain(post)
        if self._instance.place(post).lodging_per_person is None and post != base:
            gates += self._nearest(post)
        return tuple(dict.fromkeys(gates))[:GATES]

    def _by_road(self, origin: int, destination: int) -> bool:
        window = self._terms.duty_end - self._terms.duty_start
        most = min(window, self._terms.max_driving_minutes)
        return all(0 <= matrix[origin, destination] <= most for matrix in self._net.minutes)

    def _nearest(self, post: int) -> list[int]:
        found = []
        for lodging in self._lodgings:
            times = [int(matrix[post, lodging]) for matrix in self._net.minutes]
            times = [time for time in times if time >= 0]
            if times and lodging != post:
                found.append((min(times), lodging))
        return [lodging for _, lodging in sorted(found)[:NEAREST]]

    def _chain(self, post: int) -> list[int]:
        """Stops of the way from the base with the fewest dates, without its ends."""
        base = self._terms.base
        queue: list[tuple[int, int, int, tuple[int, ...]]] = [(0, 0, base, ())]
        done: set[int] = set()
        nodes = [*self._lodgings, post]
        while queue:
            days, rupiah, place, stops = heapq.heappop(queue)
            if place in done:
                continue
            done.add(place)
            if place == post:
                return list(stops[:-1])[-GATES:]
            if days > self._terms.max_nights_out:
                continue
            for node in nodes:
                if node not in done and not (place == base and node == post and stops):
                    price = self._price(place, node)
                    if price is not None:
                        heapq.heappush(queue, (days + 1, rupiah + price, node, (*stops, node)))
        return []

    def _by_day(self, origin: int, destination: int) -> bool:
        return self._price(origin, destination) is not None

    def _price(self, origin: int, destination: int) -> int | None:
        """Least rupiah of a way within one date at any time, None if there is none."""
        best: int | None = None
        seen: set[tuple[int, int]] = set()
        for date in self._dates:
            key = (int(self._calendar.condition[date]), date % 7)
            if key in seen:
                continue
            seen.add(key)
            way = travel(
                self._net, self._terms, date, key[0], origin, destination,
                self._terms.duty_start, False,
            )  # fmt: skip
            in_time = 0 <= way.end <= self._terms.duty_end
            if in_time and way.driving_minutes <= self._terms.max_driving_minutes:
                best = way.rupiah if best is None else min(best, way.rupiah)
        return best
