"""Ways within a date, compiled: by road, or over at most two crossings.

Clock times are minutes after midnight, money rupiah, dates indices from the start of the
campaign. Absent legs are -1.
"""

from __future__ import annotations

from typing import NamedTuple

from routing.instance.team_arrays import Net, Terms
from routing.jit import inlined, kernel
from routing.plan import distance_rupiah

_distance_rupiah = inlined(distance_rupiah)

NEVER = -1
"""Minute of what does not happen on a date; never used as a duration."""


def late_residents(terms: Terms) -> int:
    """Most residents by which ending late raises what the last session of a post can record."""
    # Rounded up: with the minutes before closing time they may make one resident more.
    return -(-terms.finish_minutes * terms.rate_per_hour // 60)


class Way(NamedTuple):
    """A way within a date: over at most two crossings, each -1 where unused."""

    end: int  # arrival (or latest departure) in minutes, NEVER where there is none
    driving_minutes: int
    rupiah: int  # distance and fares
    first: int
    second: int


@inlined
def leg_rupiah(net: Net, terms: Terms, condition: int, origin: int, destination: int) -> int:
    """Price of one drive, rounded as in the contract; 0 on the spot."""
    if origin == destination:
        return 0
    return _distance_rupiah(int(net.metres[condition, origin, destination]), terms.rupiah_per_km)


@kernel
def next_departure(net: Net, crossing: int, date: int, ready: int) -> int:
    """First departure at or after `ready` on the date, NEVER if none."""
    if not net.runs[crossing, date]:
        return NEVER
    if net.on_demand[crossing]:
        start = max(ready, int(net.opens[crossing]))
        return start if start <= int(net.closes[crossing]) else NEVER
    for departure in net.departures[crossing]:
        if departure >= ready and departure >= 0:
            return int(departure)
    return NEVER


@kernel
def last_departure(net: Net, crossing: int, date: int, latest: int) -> int:
    """Last departure at or before `latest` on the date, NEVER if none."""
    if not net.runs[crossing, date]:
        return NEVER
    if net.on_demand[crossing]:
        start = min(latest, int(net.closes[crossing]))
        return start if start >= int(net.opens[crossing]) else NEVER
    found = NEVER
    for departure in net.departures[crossing]:
        if 0 <= departure <= latest:
            found = int(departure)
    return found


@inlined
def road(net: Net, condition: int, origin: int, destination: int) -> int:
    """Minutes by road; 0 on the spot; NEVER where there is no road."""
    if origin == destination:
        return 0
    return int(net.minutes[condition, origin, destination])


@kernel
def over(
    net: Net, terms: Terms, date: int, cond: int, origin: int, destination: int, at: int,
    first: int, second: int, backward: bool,
) -> Way:  # fmt: skip
    """Way over one or two given crossings, from `at` on or (`backward`) until `at`."""
    last = first if second < 0 else second
    before = road(net, cond, origin, int(net.crossing_from[first]))
    after = road(net, cond, int(net.crossing_to[last]), destination)
    between = 0
    if second >= 0:
        between = road(net, cond, int(net.crossing_to[first]), int(net.crossing_from[second]))
    if before < 0 or after < 0 or between < 0:
        return Way(NEVER, 0, 0, -1, -1)
    if backward:
        time = at - after
        if second >= 0:
            time = last_departure(net, second, date, time - int(net.crossing_minutes[second]))
            if time < 0:
                return Way(NEVER, 0, 0, -1, -1)
            time -= int(net.loading_minutes[second]) + between
        time = last_departure(net, first, date, time - int(net.crossing_minutes[first]))
        if time < 0:
            return Way(NEVER, 0, 0, -1, -1)
        time -= int(net.loading_minutes[first]) + before
    else:
        time = next_departure(net, first, date, at + before + int(net.loading_minutes[first]))
        if time < 0:
            return Way(NEVER, 0, 0, -1, -1)
        time += int(net.crossing_minutes[first])
        if second >= 0:
            ready = time + between + int(net.loading_minutes[second])
            time = next_departure(net, second, date, ready)
            if time < 0:
                return Way(NEVER, 0, 0, -1, -1)
            time += int(net.crossing_minutes[second])
        time += after
    rupiah = int(net.fare[first])
    rupiah += leg_rupiah(net, terms, cond, origin, int(net.crossing_from[first]))
    rupiah += leg_rupiah(net, terms, cond, int(net.crossing_to[last]), destination)
    if second >= 0:
        port = int(net.crossing_from[second])
        rupiah += int(net.fare[second])
        rupiah += leg_rupiah(net, terms, cond, int(net.crossing_to[first]), port)
    return Way(time, before + between + after, rupiah, first, second)


@kernel
def by_water(
    net: Net, terms: Terms, date: int, cond: int, origin: int, destination: int, at: int,
    backward: bool,
) -> Way:  # fmt: skip
    """As `travel`, where there is no road."""
    best = Way(NEVER, 0, 0, -1, -1)
    count = len(net.crossing_from)
    for first in range(count):
        for second in range(-1, count):
            if second == first:
                continue
            way = over(net, terms, date, cond, origin, destination, at, first, second, backward)
            if way.end < 0:
                continue
            better = way.end > best.end if backward else way.end < best.end
            if best.end < 0 or better or (way.end == best.end and way.rupiah < best.rupiah):
                best = way
    return best


@inlined
def travel(
    net: Net, terms: Terms, date: int, cond: int, origin: int, destination: int, at: int,
    backward: bool,
) -> Way:  # fmt: skip
    """Quickest way that starts at `at`, or (`backward`) the latest that arrives by `at`.

    The road is taken where there is one; otherwise one crossing, otherwise two.
    """
    minutes = road(net, cond, origin, destination)
    if minutes >= 0:
        rupiah = leg_rupiah(net, terms, cond, origin, destination)
        return Way(at - minutes if backward else at + minutes, minutes, rupiah, -1, -1)
    return by_water(net, terms, date, cond, origin, destination, at, backward)
