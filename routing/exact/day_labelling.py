"""All outcomes of a team's date, to the minute: a compiled label-setting algorithm.

Labels (place, set-ups made, residents by post; minute, minutes driven, rupiah) are extended by
roads, crossings, set-ups and sessions, the earliest first (a label-setting algorithm for the
shortest path with several criteria: Martins 1984). A label is dropped for another at the same
place with the same set-ups and residents that is no worse in all three criteria. Since waiting
is allowed everywhere, the label that is kept can do whatever the other could.

1. Roads: the chains of drives between the places where something happens that no other chain
   beats in both minutes and rupiah; no road follows a road. A place where nothing can follow
   but the night needs no labels: only the least rupiah for it is kept.
2. A crossing is taken at the first departure for which the pair is at the port in time.
3. A set-up may come long before its session, with other places in between (R5).
4. A session starts as soon as it can, in the first opening interval with room for one more
   resident; it records any number that fits. More residents in an earlier interval end no
   later than the same residents spread over both.
5. A session that ends late (R6') marks its post: nobody is recorded there any more, on this
   date; the caller sees to later dates.

Clock times are minutes after midnight, money rupiah; residents of the posts are the digits of
one number.
"""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np

from routing.exact.campaign_dp import INFEASIBLE
from routing.instance import I32, I64
from routing.jit import kernel

START, ROAD, WATER, SETUP, SESSION = range(5)
"""Kinds of a label's last step."""

PLACE, READY, DONE, TIME, DRIVEN, RUPIAH, PARENT, ACTION, AMOUNT, NEXT = range(10)
"""Columns of a label."""


class DayGraph(NamedTuple):
    """A date for one pair; places and posts are numbered for the purpose.

    `most` are the residents that the pair can record at each post at the very most, `server`
    those that it can record in all.
    """

    road_from: I64  # (places + 1,) where the roads of each place begin
    roads: I64  # (roads, 3) place, minutes, rupiah
    crossings: I64  # (crossings, 5) from, to, loading, minutes, fare
    spans: I64  # (crossings, k, 2) first and last minute of leaving; -1, -2 where unused
    node: I64  # (places,) numbers of the places with a post or a port on the date, -1 = others
    post_of: I64  # (places,) -1 = none
    opening: I64  # (posts, k, 2), -1 = none
    most: I64  # (posts,)
    stride: I64  # (posts,)
    bit: I64  # (posts,) of the set-ups, 0 where none is needed
    rate: int
    setup: int
    duty_start: int
    duty_end: int
    driving: int
    server: int
    sleeps: int
    finish: int  # minutes by which a post's last session may end late
    late: I64  # (posts,) bit of a late end, of the same numbers as the set-ups'
    ready: int  # numbers of set-ups without late ends


class Ends(NamedTuple):
    """How a date ends: by place of the night, posts that ended late, and residents.

    A row is the number of the place times that of all sets of late ends, plus that of the set.
    """

    rupiah: I64  # (rows, combinations), `INFEASIBLE` where it cannot
    label: I64  # the last label
    road: I64  # the road after it, -1 = none


class Store(NamedTuple):
    """Labels, the last one of each key (node, set-ups, residents), and ends."""

    rows: I64
    heads: I32
    dead: I64
    size: I64  # (1,)
    ends: Ends


@kernel
def undominated_chains(origin: int, minutes: I64, rupiah: I64, limit: int) -> I64:
    """Return the chains of drives from a place that none beats in both minutes and rupiah.

    Parameters
    ----------
    minutes, rupiah
        (places, places) of single legs; -1 minutes where there is none.
    limit
        Most minutes.

    Returns
    -------
    (n, 4) place, minutes, rupiah, row of the chain before the last leg (-1 = the origin).
    """
    heap = [(0, 0, origin, -1)]
    found = [(0, 0, 0, 0)]
    found.pop()
    while heap:
        time, paid, place, parent = heapq.heappop(heap)
        beaten = False
        for row in found:
            if row[0] == place and row[1] <= time and row[2] <= paid:
                beaten = True
                break
        if beaten:
            continue
        found.append((place, time, paid, parent))
        for target in range(len(minutes)):
            leg = minutes[place, target]
            if leg >= 0 and target not in (place, origin) and time + leg <= limit:
                more = paid + rupiah[place, target]
                heapq.heappush(heap, (int(time + leg), int(more), target, len(found) - 1))
    table = np.empty((len(found), 4), np.int64)
    for number, row in enumerate(found):
        table[number] = row
    return table


@kernel
def _offer(
    store: Store, heap: list[tuple[int, int]], graph: DayGraph, keys: tuple[int, int], place: int,
    ready: int, done: int, time: int, driven: int, rupiah: int, parent: int, action: int,
    amount: int,
) -> None:  # fmt: skip
    """Keep a label unless another is as good; mark those that it makes useless."""
    if time > graph.duty_end or driven > graph.driving:
        return
    node = graph.node[place] if parent >= 0 else graph.node.max() + 1
    key = (node * keys[0] + ready) * keys[1] + done
    at = store.heads[key]
    while at >= 0:
        row = store.rows[at]
        if not store.dead[at]:
            if row[TIME] <= time and row[DRIVEN] <= driven and row[RUPIAH] <= rupiah:
                return
            if row[TIME] >= time and row[DRIVEN] >= driven and row[RUPIAH] >= rupiah:
                store.dead[at] = 1
        at = row[NEXT]
    number = store.size[0]
    if number >= len(store.rows):
        store.size[0] = len(store.rows) + 1
        return
    row = store.rows[number]
    row[PLACE], row[READY], row[DONE] = place, ready, done
    row[TIME], row[DRIVEN], row[RUPIAH] = time, driven, rupiah
    row[PARENT], row[ACTION], row[AMOUNT], row[NEXT] = parent, action, amount, store.heads[key]
    store.heads[key] = number
    store.dead[number] = 0
    store.size[0] = number + 1
    heapq.heappush(heap, (time, int(number)))


@kernel
def _left(graph: DayGraph, done: int, post: int) -> int:
    """Return the residents that the pair may still record at a post on the date."""
    total = 0
    for other in range(len(graph.most)):
        total += done // graph.stride[other] % (graph.most[other] + 1)
    here = done // graph.stride[post] % (graph.most[post] + 1)
    return int(min(graph.most[post] - here, graph.server - total))


@kernel
def _record(
    store: Store, heap: list[tuple[int, int]], graph: DayGraph, keys: tuple[int, int], at: int
) -> None:
    """Set up, or record in the first opening interval that has room."""
    row = store.rows[at]
    place, ready, done, time = int(row[PLACE]), int(row[READY]), int(row[DONE]), int(row[TIME])
    post = graph.post_of[place]
    if post < 0 or ready & graph.late[post]:
        return
    left = _left(graph, done, post)
    if left < 1:
        return
    if graph.bit[post] and not ready & graph.bit[post]:
        _offer(
            store, heap, graph, keys, place, ready | graph.bit[post], done, time + graph.setup,
            row[DRIVEN], row[RUPIAH], at, SETUP, 0,
        )  # fmt: skip
        return
    for slot in range(graph.opening.shape[1]):
        begins = max(time, graph.opening[post, slot, 0])
        closes = min(graph.opening[post, slot, 1], graph.duty_end)
        room = max(0, (closes - begins) * graph.rate // 60)
        most = room
        if graph.finish > 0 and begins < closes:
            latest = min(graph.opening[post, slot, 1] + graph.finish, graph.duty_end)
            most = (latest - begins) * graph.rate // 60
        if graph.opening[post, slot, 0] < 0 or most < 1:
            continue
        for amount in range(1, min(most, left) + 1):
            ends = begins + (60 * amount + graph.rate - 1) // graph.rate
            marks = ready if amount <= room else ready | graph.late[post]
            _offer(
                store, heap, graph, keys, place, marks, done + amount * graph.stride[post], ends,
                row[DRIVEN], row[RUPIAH], at, SESSION, amount,
            )  # fmt: skip
        if room > 0:
            return


@kernel
def _move(
    store: Store, heap: list[tuple[int, int]], graph: DayGraph, keys: tuple[int, int], at: int
) -> None:
    """Cross, or drive where the label did not come by road."""
    row = store.rows[at]
    place, ready, done, time = int(row[PLACE]), int(row[READY]), int(row[DONE]), int(row[TIME])
    for number in range(len(graph.crossings)):
        crossing = graph.crossings[number]
        if crossing[0] != place:
            continue
        leaves = -1
        for first, last in graph.spans[number]:
            minute = max(time + crossing[2], first)
            if minute <= last and (leaves < 0 or minute < leaves):
                leaves = minute
        if leaves >= 0:
            _offer(
                store, heap, graph, keys, crossing[1], ready, done, leaves + crossing[3],
                row[DRIVEN], row[RUPIAH] + crossing[4], at, WATER, number,
            )  # fmt: skip
    if row[ACTION] == ROAD:
        return
    for number in range(graph.road_from[place], graph.road_from[place + 1]):
        road = graph.roads[number]
        ends, driven = time + road[1], row[DRIVEN] + road[1]
        rupiah = row[RUPIAH] + road[2]
        if graph.node[road[0]] >= 0:
            _offer(
                store, heap, graph, keys, road[0], ready, done, ends, driven, rupiah, at, ROAD,
                number,
            )  # fmt: skip
        elif ends <= graph.duty_end and driven <= graph.driving:
            _end(store, graph, road[0], ready, done, rupiah, at, number)


@kernel
def _end(
    store: Store, graph: DayGraph, place: int, ready: int, done: int, rupiah: int, label: int,
    road: int,
) -> None:  # fmt: skip
    """Spend the night at a place, if no label does so for less."""
    if place >= graph.sleeps:
        return
    row = place * (len(store.ends.rupiah) // graph.sleeps) + ready // graph.ready
    if rupiah < store.ends.rupiah[row, done]:
        store.ends.rupiah[row, done] = rupiah
        store.ends.label[row, done] = label
        store.ends.road[row, done] = road


@kernel
def date_labels(graph: DayGraph, start: int, heads: I32, capacity: int) -> tuple[I64, Ends]:
    """Return all labels of a date that starts at a place, and how it can end.

    Parameters
    ----------
    heads
        Scratch, one for each key: (nodes + 1) by set-ups by residents.
    capacity
        Most labels.

    Returns
    -------
    Rows with the columns `PLACE` to `NEXT`, and the ends; no rows where there were more labels
    than the capacity.
    """
    size = 1
    for most in graph.most:
        size *= most + 1
    keys = (int(len(heads) // ((graph.node.max() + 2) * size)), int(size))
    heads[:] = -1
    shape = (graph.sleeps * (keys[0] // graph.ready), size)
    store = Store(
        np.empty((capacity, 10), np.int64), heads, np.zeros(capacity, np.int64),
        np.zeros(1, np.int64),
        Ends(np.full(shape, INFEASIBLE), np.full(shape, -1), np.full(shape, -1)),
    )  # fmt: skip
    heap = [(0, 0)]
    heap.pop()
    _offer(store, heap, graph, keys, start, 0, 0, graph.duty_start, 0, 0, -1, START, 0)
    while heap:
        at = heapq.heappop(heap)[1]
        if store.dead[at]:
            continue
        row = store.rows[at]
        _end(store, graph, row[PLACE], row[READY], row[DONE], row[RUPIAH], at, -1)
        _record(store, heap, graph, keys, at)
        _move(store, heap, graph, keys, at)
        if store.size[0] > capacity:
            return store.rows[:0].copy(), store.ends
    return store.rows[: store.size[0]].copy(), store.ends
