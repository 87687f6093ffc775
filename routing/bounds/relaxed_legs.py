"""Legs between places within a date, relaxed: no leg of a plan is quicker or cheaper.

A team may chain drives and crossings, so the quickest and the cheapest chain between two
places may differ. A relaxed leg takes its minutes from the quickest chain and its rupiah from
the cheapest one. Both are shortest paths between all pairs of places (Floyd 1962), so the
bounds hold for travel tables that break the triangle inequality too.

Clock times are minutes after midnight, money is in rupiah. `NO_LEG` stands for an arrival that
does not exist; it is larger than any clock time and is never added to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from routing.instance import I32, I64, Net, Terms, close_chains
from routing.plan import distance_rupiah

NO_LEG = 1 << 20
F64 = npt.NDArray[np.float64]

_UNTRACED = np.empty((0, 0), np.int32)
"""In place of the paths themselves, which bounds do not need."""


@dataclass(frozen=True, slots=True)
class RelaxedLegs:
    """Legs under one condition and one set of crossings that run, for one class of teams.

    Attributes
    ----------
    minutes
        (places, places) quickest by road, `NO_LEG` where there is none.
    rupiah
        (places, places) cheapest by road and water, inf where there is none.
    first
        (places, places) arrival when leaving at the start of duty.
    latest
        (places, places) latest departure that arrives by the end of duty, -1 where none.
    over
        (ports, places, clock) arrival at each place from the far port of each crossing.
    ready
        (crossings, clock) arrival over each crossing from its port.
    """

    minutes: I32
    rupiah: F64
    first: I32
    latest: I32
    over: I32
    ready: I32
    ports: I32

    def arrivals(self, origin: int, destination: int, duty_end: int) -> I32:
        """Return (clock,) earliest arrivals at a place from another, by road or water."""
        clock = np.arange(duty_end + 1, dtype=np.int32)
        straight = int(self.minutes[origin, destination])
        table = clock + straight if straight < NO_LEG else np.full(duty_end + 1, NO_LEG, np.int32)
        for crossing in range(len(self.ready)):
            at_port = clock + min(int(self.minutes[origin, self.ports[crossing]]), NO_LEG)
            there = _look(self.ready[crossing], at_port)
            table = np.minimum(table, _look(self.over[crossing, destination], there))
        table[table > duty_end] = NO_LEG
        return table.astype(np.int32)


def closed_minutes(net: Net, condition: int) -> I32:
    """Return (places, places) quickest minutes by road over any chain of drives."""
    minutes = net.minutes[condition].astype(np.int32)
    minutes[minutes < 0] = NO_LEG
    np.fill_diagonal(minutes, 0)
    return _closed_minutes(minutes)


def closed_rupiah(net: Net, terms: Terms, condition: int) -> F64:
    """Return (places, places) cheapest rupiah over any chain of drives and crossings."""
    metres = net.metres[condition].astype(np.int64)
    rupiah = distance_rupiah(metres, terms.rupiah_per_km).astype(np.float64)
    rupiah[net.minutes[condition] < 0] = np.inf
    np.fill_diagonal(rupiah, 0)
    for start, end, fare in zip(net.crossing_from, net.crossing_to, net.fare, strict=True):
        rupiah[start, end] = min(rupiah[start, end], float(fare))
    close_chains(rupiah, _UNTRACED)
    closed: F64 = rupiah
    return closed


def legs_on(
    net: Net, terms: Terms, minutes: I32, rupiah: F64, running: npt.NDArray[np.bool_]
) -> RelaxedLegs:
    """Return the legs of a date on which the crossings `running` (a flag each) leave."""
    end = terms.duty_end
    kept = np.flatnonzero(running & (net.crossing_from >= 0))
    count = len(minutes)
    clock = np.arange(end + 1, dtype=np.int32)
    ready = np.full((len(kept), end + 1), NO_LEG, np.int32)
    for row, crossing in enumerate(kept):
        ready[row] = _departures(net, int(crossing), clock, end)
    ports = net.crossing_from[kept].astype(np.int32)
    over = _over(minutes, net.crossing_to[kept].astype(np.int32), ports, ready, end)
    first = np.where(minutes < NO_LEG, minutes + terms.duty_start, NO_LEG).astype(np.int32)
    latest = np.where(minutes <= end, end - minutes, -1).astype(np.int32)
    for row in range(len(kept)):
        at_port = np.minimum(minutes[:, ports[row]] + terms.duty_start, NO_LEG)
        there = _look(ready[row], at_port)
        for place in range(count):
            first[:, place] = np.minimum(first[:, place], _look(over[row, place], there))
            good = np.flatnonzero(_look(over[row, place], ready[row]) <= end)
            if len(good):
                leave = int(good[-1]) - minutes[:, ports[row]]
                latest[:, place] = np.maximum(latest[:, place], np.maximum(leave, -1))
    most = terms.max_driving_minutes
    far = _driving(minutes, net, kept) > most
    first[(first > end) | far] = NO_LEG
    latest[(latest < terms.duty_start) | far] = -1
    return RelaxedLegs(minutes, rupiah, first, latest, over, ready, ports)


def _driving(minutes: I32, net: Net, kept: I64) -> I32:
    """Return the fewest minutes at the wheel between any two places; crossings take none."""
    driving = minutes.copy()
    for crossing in kept:
        driving[net.crossing_from[crossing], net.crossing_to[crossing]] = 0
    return _closed_minutes(driving) if len(kept) else driving


def _closed_minutes(minutes: I32) -> I32:
    """Return the quickest chains of legs in whole minutes, `NO_LEG` where there is none."""
    cost = np.where(minutes < NO_LEG, minutes.astype(np.float64), np.inf)
    close_chains(cost, _UNTRACED)
    return np.minimum(cost, NO_LEG).astype(np.int32)


def _departures(net: Net, crossing: int, clock: I32, end: int) -> I32:
    arrival = np.full(end + 1, NO_LEG, np.int32)
    wait = clock + net.loading_minutes[crossing]
    crossing_minutes = net.crossing_minutes[crossing]
    if net.on_demand[crossing]:
        leave = np.maximum(wait, net.opens[crossing])
        fine = leave <= net.closes[crossing]
        arrival[fine] = leave[fine] + crossing_minutes
    else:
        for departure in sorted(net.departures[crossing])[::-1]:
            if departure >= 0:
                arrival[wait <= departure] = departure + crossing_minutes
    arrival[arrival > end] = NO_LEG
    return arrival


def _over(minutes: I32, landings: I32, ports: I32, ready: I32, end: int) -> I32:
    """Return arrivals from each landing at each place and clock time, by more crossings too."""
    count = len(minutes)
    over = np.full((len(landings), count, end + 1), NO_LEG, np.int32)
    for time in range(end, -1, -1):
        for row, landing in enumerate(landings):
            best = np.where(minutes[landing] < NO_LEG, minutes[landing] + time, NO_LEG)
            for other in range(len(landings)):
                at_port = time + int(minutes[landing, ports[other]])
                if at_port <= end and ready[other, at_port] <= end:
                    best = np.minimum(best, over[other, :, ready[other, at_port]])
            over[row, :, time] = best
    return over


def _look(table: I32, at: I32) -> I32:
    """Return `table` at clock times, `NO_LEG` beyond its end."""
    inside = at < len(table)
    return np.where(inside, table[np.where(inside, at, 0)], NO_LEG).astype(np.int32)
