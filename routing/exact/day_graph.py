"""A pair's dates as the tables that `routing.exact.day_labelling` searches.

Only places where something can happen are kept: the base, the pair's own posts, ports, and the
lodgings that are needed (`routing.exact.lodging_reduction`). Between them lead the chains of drives
that no other chain beats in both minutes and rupiah.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from routing.exact.campaign_dp import combos
from routing.exact.day_labelling import DayGraph, undominated_chains
from routing.exact.lodging_reduction import LONG, ChainTables, lodgings_needed
from routing.instance import I64, Instance, TeamContext, late_residents
from routing.plan import distance_rupiah


@dataclass(frozen=True, slots=True)
class _Roads:
    first: I64
    rows: I64
    hops: tuple[tuple[int, ...], ...]


class DayGraphs:
    """The dates of one class of pairs.

    Parameters
    ----------
    instance, context
        The campaign as arrays, and the pair's vehicle, calendar and terms.
    posts
        Posts (indices of places) at which the pair may record.

    Attributes
    ----------
    places
        Indices of the places kept: the base, `sleeps` - 1 lodgings, then the others.
    """

    def __init__(self, instance: Instance, context: TeamContext, posts: frozenset[int]) -> None:
        self._instance = instance
        self._context = context
        terms, places = context.terms, instance.campaign.places
        lodgings = [
            number
            for number, place in enumerate(places)
            if place.lodging_per_person is not None and number != terms.base
        ]
        if not terms.max_nights_out:
            lodgings = []
        own = [post for post in instance.posts if post in posts]
        ports = np.concatenate((context.net.crossing_from, context.net.crossing_to)).tolist()
        busy = (terms.base, *own, *ports)
        self._roads: dict[int, _Roads] = {}
        self._keep(lodgings, busy)
        if lodgings:
            self._keep(self._lodgings_needed(lodgings, busy), busy)
        self._demand = np.array([places[post].residents for post in instance.posts], np.int64)
        self._allowed = np.array([post in posts for post in instance.posts], bool)

    def _keep(self, lodgings: list[int], busy: tuple[int, ...]) -> None:
        self.sleeps = 1 + len(lodgings)
        self.places = tuple(dict.fromkeys((busy[0], *lodgings, *busy)))
        self._number = {place: number for number, place in enumerate(self.places)}
        self._roads.clear()

    def _lodgings_needed(self, lodgings: list[int], busy: tuple[int, ...]) -> list[int]:
        """Return lodgings that are enough for some best plan."""
        shape = (len(self._context.net.minutes), len(self.places), len(self.places))
        chains = ChainTables(*(np.full(shape, LONG, np.int64) for _ in range(4)))
        for condition in range(shape[0]):
            for table in chains:
                np.fill_diagonal(table[condition], 0)
            roads = self._roads_under(condition)
            for origin in range(len(self.places)):
                for place, minutes, rupiah in roads.rows[slice(*roads.first[origin : origin + 2])]:
                    at = condition, origin, place
                    if minutes < chains.minutes[at]:
                        chains.minutes[at], chains.quick_rupiah[at] = minutes, rupiah
                    if rupiah < chains.rupiah[at]:
                        chains.rupiah[at], chains.cheap_minutes[at] = rupiah, minutes
        price = [self._instance.campaign.places[n].lodging_per_person or 0 for n in lodgings]
        fixed = np.array([place in busy for place in self.places], bool)
        needed = lodgings_needed(chains, np.array([0, *price], np.int64), self.sleeps, fixed)
        return [lodgings[number - 1] for number in needed]

    def hops(self, date: int, road: int) -> tuple[int, ...]:
        """Return the places of the campaign after the start of a road, its end last."""
        return self._roads_on(date).hops[road]

    def crossing(self, date: int, number: int) -> int:
        """Return the index of a crossing in its vehicle's net, by its number on the date."""
        return int(self._running(date)[number])

    def graph(self, date: int) -> DayGraph:
        """Return the tables of a date on which the pair may work."""
        terms = self._context.terms
        opening = self._context.calendar.opening[list(self._instance.posts), date].astype(np.int64)
        opening[~self._allowed] = -1
        most, server = self._most(date, opening)
        used = (most > 0) & (terms.setup_minutes > 0)
        bit = np.where(used, 1 << np.maximum(np.cumsum(used) - 1, 0), 0)
        ready = 1 << int(used.sum())
        ends = (most > 0) & (terms.finish_minutes > 0)
        late = np.where(ends, ready << np.maximum(np.cumsum(ends) - 1, 0), 0)
        roads = self._roads_on(date)
        crossings, spans = self._crossings(date)
        post_of = np.full(len(self.places), -1, np.int64)
        for number, post in enumerate(self._instance.posts):
            if most[number]:
                post_of[self._number[post]] = number
        node = np.full(len(self.places), -1, np.int64)
        busy = np.unique(np.concatenate((np.flatnonzero(post_of >= 0), crossings[:, :2].ravel())))
        node[busy] = np.arange(len(busy))
        return DayGraph(
            roads.first, roads.rows, crossings, spans, node, post_of, opening, most,
            combos(most).stride, bit.astype(np.int64), terms.rate_per_hour, terms.setup_minutes,
            terms.duty_start, terms.duty_end, terms.max_driving_minutes, server, self.sleeps,
            terms.finish_minutes, late.astype(np.int64), ready,
        )  # fmt: skip

    def _most(self, date: int, opening: I64) -> tuple[I64, int]:
        """Return the most residents that the pair can record on the date: by post, and in all."""
        terms = self._context.terms
        begins = np.maximum(opening[:, :, 0], terms.duty_start)
        closes = np.minimum(opening[:, :, 1], terms.duty_end)
        room = (closes - begins) * terms.rate_per_hour // 60
        room = np.where(opening[:, :, 0] >= 0, np.maximum(room, 0), 0)
        open_ = ((opening[:, :, 0] >= 0) & (begins < closes)).any(axis=1)
        most = np.minimum(self._demand, room.sum(1) + late_residents(terms) * open_)
        limit = self._instance.server[date]
        server = int(most.sum()) if limit is None else min(limit, int(most.sum()))
        return np.minimum(most, server), server

    def _running(self, date: int) -> I64:
        found: I64 = np.flatnonzero(self._context.net.runs[:, date])
        return found

    def _crossings(self, date: int) -> tuple[I64, I64]:
        net = self._context.net
        numbers = self._running(date)
        columns = (net.crossing_from, net.crossing_to)
        ends = [[self._number[int(column[n])] for n in numbers] for column in columns]
        rows = np.array(
            [*ends, net.loading_minutes[numbers], net.crossing_minutes[numbers], net.fare[numbers]],
            np.int64,
        )
        spans = [
            [(int(net.opens[n]), int(net.closes[n]))]
            if net.on_demand[n]
            else [(int(time), int(time)) for time in net.departures[n] if time >= 0]
            for n in numbers
        ]
        most = max([1, *map(len, spans)])
        padded = [[*row, *[(-1, -2)] * (most - len(row))] for row in spans]
        return (
            np.ascontiguousarray(rows.T),
            np.array(padded, np.int64).reshape(-1, most, 2),
        )

    def _roads_on(self, date: int) -> _Roads:
        return self._roads_under(int(self._context.calendar.condition[date]))

    def _roads_under(self, condition: int) -> _Roads:
        if condition not in self._roads:
            self._roads[condition] = self._find_roads(condition)
        return self._roads[condition]

    def _find_roads(self, condition: int) -> _Roads:
        net, terms = self._context.net, self._context.terms
        minutes = net.minutes[condition].astype(np.int64)
        rupiah = distance_rupiah(net.metres[condition].astype(np.int64), terms.rupiah_per_km)
        limit = min(terms.max_driving_minutes, terms.duty_end - terms.duty_start)
        first, rows, hops = [0], [], []
        for origin in self.places:
            chains = undominated_chains(origin, minutes, rupiah, limit)
            for number in range(1, len(chains)):
                place = int(chains[number, 0])
                if place in self._number:
                    rows.append((self._number[place], *chains[number, 1:3]))
                    hops.append(_hops(chains, number))
            first.append(len(rows))
        return _Roads(
            np.array(first, np.int64), np.array(rows, np.int64).reshape(-1, 3), tuple(hops)
        )


def _hops(chains: I64, at: int) -> tuple[int, ...]:
    """Return the places of a chain of drives after its origin."""
    places = []
    while at > 0:
        places.append(int(chains[at, 0]))
        at = int(chains[at, 3])
    return tuple(places[::-1])
