"""Stops of the routing model: work that one pair does in one piece, and the ways between.

A stop is a kecamatan with all its posts, in a short tour from the base (nearest first, then
2-opt of Croes 1958), or a piece of a post where pairs may share kecamatan. Ways are the
quickest under the road condition of most working dates. Where no road leads they go over the
ports, without waiting for departures: the timetable decides what a way really takes, here it
is only an estimate that tells near from far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from routing.instance import I64, Instance, Net, TeamContext
from routing.jit import kernel
from routing.plan import distance_rupiah
from routing.timetable import Jobs

ABSENT_LEG = 10**7
"""Minutes, or rupiah, of a leg that does not exist: the model avoids it, the timetable decides."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Work that one pair does in one piece."""

    name: str
    jobs: Jobs

    @property
    def residents(self) -> int:
        """Residents to record."""
        return sum(residents for _, residents in self.jobs)


@dataclass(frozen=True)
class EstimatedLegs:
    """Estimated legs of one vehicle between some places; `at` finds a place's row."""

    at: dict[int, int]
    minutes: I64
    rupiah: I64

    def rows(self, places: Sequence[int]) -> I64:
        """Rows of the places."""
        return np.array([self.at[place] for place in places], np.int64)


def estimated_legs(
    instance: Instance, context: TeamContext, places: Sequence[int]
) -> EstimatedLegs:
    """Return the legs between the base, the places and the ports.

    Parameters
    ----------
    places
        Indices of the campaign's places.
    """
    net, calendar = context.net, context.calendar
    ports = {int(port) for port in (*net.crossing_from, *net.crossing_to)}
    known = list(dict.fromkeys([context.terms.base, *places, *sorted(ports)]))
    worked = calendar.condition[calendar.active]
    usual = int(np.bincount(worked).argmax()) if len(worked) else 0
    at = np.ix_([usual], known, known)
    minutes = net.minutes[at][0].astype(np.int64)
    absent = minutes < 0
    minutes[absent] = ABSENT_LEG
    rupiah = distance_rupiah(net.metres[at][0].astype(np.int64), context.terms.rupiah_per_km)
    rupiah[absent] = ABSENT_LEG
    row = {place: number for number, place in enumerate(known)}
    np.fill_diagonal(minutes, 0)
    np.fill_diagonal(rupiah, 0)
    _over_water(net, row, minutes, rupiah)
    return EstimatedLegs(row, minutes, rupiah)


def _over_water(net: Net, row: dict[int, int], minutes: I64, rupiah: I64) -> None:
    """Fill in the legs over one or two crossings where no road leads, in place."""
    by_road = minutes < ABSENT_LEG
    ports = []
    for number in range(len(net.crossing_from)):
        one, two = row[int(net.crossing_from[number])], row[int(net.crossing_to[number])]
        ports += [one, two]
        took = int(net.loading_minutes[number] + net.crossing_minutes[number])
        if net.runs[number].any() and took < minutes[one, two]:
            minutes[one, two], rupiah[one, two] = took, int(net.fare[number])
    for _ in range(2):
        for via in dict.fromkeys(ports):
            through = minutes[:, via, None] + minutes[None, via, :]
            quicker = ~by_road & (through < minutes)
            minutes[quicker] = through[quicker]
            rupiah[quicker] = (rupiah[:, via, None] + rupiah[None, via, :])[quicker]


def stops_by_kecamatan(instance: Instance, found: EstimatedLegs) -> list[Stop]:
    """A stop per kecamatan, its posts in a short tour from the base and back."""
    stops = []
    for name, posts in instance.groups.items():
        rows = np.concatenate([[0], found.rows(posts)])
        order = tour(found.minutes[np.ix_(rows, rows)])
        jobs = [(posts[n - 1], instance.place(posts[n - 1]).residents) for n in order.tolist()]
        stops.append(Stop(name, tuple(jobs)))
    return stops


def stops_by_post(instance: Instance, most: int) -> list[Stop]:
    """A stop per post, large posts in pieces of at most `most` residents."""
    found = []
    for post in instance.posts:
        left = instance.place(post).residents
        least = instance.least_visit(post)
        while left > 0:
            take = min(left, max(most, least))
            if 0 < left - take < least:
                take = left - least if left >= 2 * least else left
            found.append(Stop(instance.place(post).id, ((post, take),)))
            left -= take
    return found


@kernel
def tour(minutes: I64) -> I64:
    """Rows 1, 2, ... in the order of a short tour from row 0 and back to it."""
    count = len(minutes)
    order = np.arange(count + 1)
    order[count] = 0
    for spot in range(1, count):
        best = spot
        for other in range(spot + 1, count):
            if minutes[order[spot - 1], order[other]] < minutes[order[spot - 1], order[best]]:
                best = other
        chosen = order[best]
        order[best] = order[spot]
        order[spot] = chosen
    better = True
    while better:
        better = False
        for one in range(1, count - 1):
            for two in range(one + 1, count):
                now = new = 0
                for spot in range(one, two + 2):
                    now += minutes[order[spot - 1], order[spot]]
                new = minutes[order[one - 1], order[two]] + minutes[order[one], order[two + 1]]
                for spot in range(two, one, -1):
                    new += minutes[order[spot], order[spot - 1]]
                if new < now:
                    for step in range((two - one + 1) // 2):  # numba compiles slices slowly
                        first, last = order[one + step], order[two - step]
                        order[one + step], order[two - step] = last, first
                    better = True
    return order[1:count]
