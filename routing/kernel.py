"""The timetable's compiled core: dynamic programming over a team's dates.

A team serves its *jobs* (a post and a number of residents) in the given order. A state
at the start of a date is (night place, nights out in a row, residents recorded so far);
the residents recorded so far say which job is current and what is left of it. A date
either passes idle, is spent on the way, or is spent recording: at the current job until
it is done, then at the next, and so on, with the last one cut so that the team can still
reach the place of its night inside the duty window. Every such choice is a transition
with its exact cost under the contract; `select` keeps the states that no other dominates
and, of those, the `beam` most promising.

All clock times are minutes after midnight, money rupiah, dates indices from the start of
the campaign. Absent legs are -1. Compiled with numba when it is there to compile;
`NUMBA_DISABLE_JIT=1` runs the same code as plain Python.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from routing.compiled import inlined, kernel
from routing.network import I32, I64, Flags, Net, Terms, travel


class Calendar(NamedTuple):
    """What holds on each date for one team."""

    active: Flags  # events are allowed
    home: Flags  # the night after must be at the base
    condition: I32
    opening: I32  # (places, dates, intervals, 2), -1 = none
    server: I64  # residents that the server still takes, -1 = no limit


@inlined
def fill(
    calendar: Calendar, terms: Terms, place: int, date: int, arrival: int, until: int, want: int
) -> tuple[int, int]:
    """Residents recorded at a post from `arrival` to `until`, and when the last is done."""
    ready = arrival + terms.setup_minutes
    done = 0
    end = arrival
    for interval in calendar.opening[place, date]:
        if interval[0] < 0 or done >= want:
            break
        start = max(ready, int(interval[0]))
        room = (min(until, int(interval[1])) - start) * terms.rate_per_hour // 60
        take = min(room, want - done)
        if take > 0:
            done += take
            end = start - (-take * 60 // terms.rate_per_hour)
    return done, end


class Frontier(NamedTuple):
    """Labels, one row each: night index, nights out, recorded, parent, jobs of the date."""

    rows: I64  # (capacity, 5)
    rupiah: I64  # (capacity,)


@inlined
def add(
    frontier: Frontier, size: int, night: int, nights: int, recorded: int, parent: int,
    touched: int, rupiah: int,
) -> int:  # fmt: skip
    """Append a label if there is room; returns the new size."""
    if size >= len(frontier.rupiah):
        return size
    row = frontier.rows[size]
    row[0] = night
    row[1] = nights
    row[2] = recorded
    row[3] = parent
    row[4] = touched
    frontier.rupiah[size] = rupiah
    return size + 1


@inlined
def close_day(
    net: Net, calendar: Calendar, terms: Terms, nights: I32, lodging: I64, gates: I32,
    frontier: Frontier, size: int, date: int, label: I64, parent: int, rupiah: int,
    place: int, ahead: int, time: int, driven: int, recorded: int, touched: int,
) -> int:  # fmt: skip
    """Add a label for each place where a finished date may end.

    `place` is where the team stands at `time`; it may sleep there, at the base, at the
    post `ahead` or at one of the gateways of both.
    """
    cond = int(calendar.condition[date])
    for index in range(len(nights)):
        night = int(nights[index])
        if night != terms.base:
            near = night in (place, ahead)
            for gate in range(gates.shape[1]):
                near = near or gates[place, gate] == night or gates[ahead, gate] == night
            if not near or calendar.home[date] or label[1] + 1 > terms.max_nights_out:
                continue
        way = travel(net, terms, date, cond, place, night, time, False)
        if way.end < 0 or way.end > terms.duty_end:
            continue
        if driven + way.driving_minutes > terms.max_driving_minutes:
            continue
        out = 0 if night == terms.base else int(label[1]) + 1
        total = rupiah + way.rupiah + int(lodging[index])
        size = add(frontier, size, index, out, recorded, parent, touched, total)
    return size


@inlined
def close_day_early(
    net: Net, calendar: Calendar, terms: Terms, nights: I32, lodging: I64, gates: I32,
    frontier: Frontier, size: int, date: int, label: I64, parent: int, rupiah: int,
    place: int, arrival: int, driven: int, recorded: int, touched: int, want: int,
) -> int:  # fmt: skip
    """As `close_day`, with the last session cut so that each night is reached in time."""
    cond = int(calendar.condition[date])
    for index in range(len(nights)):
        night = int(nights[index])
        if night != terms.base:
            near = night == place
            for gate in range(gates.shape[1]):
                near = near or gates[place, gate] == night
            if not near or calendar.home[date] or label[1] + 1 > terms.max_nights_out:
                continue
        latest = travel(net, terms, date, cond, place, night, terms.duty_end, True)
        if latest.end < arrival:
            continue
        done, end = fill(calendar, terms, place, date, arrival, latest.end, want)
        if done < 1:
            continue
        way = latest
        if latest.first >= 0:
            way = travel(net, terms, date, cond, place, night, end, False)
        if driven + way.driving_minutes > terms.max_driving_minutes:
            continue
        out = 0 if night == terms.base else int(label[1]) + 1
        total = rupiah + way.rupiah + int(lodging[index]) + done * date * terms.urgency_rupiah
        size = add(frontier, size, index, out, recorded + done, parent, touched, total)
    return size


@kernel
def expand(  # noqa: PLR0912, PLR0915  (one loop: splitting it doubles the compile time)
    net: Net, calendar: Calendar, terms: Terms, nights: I32, lodging: I64, gates: I32,
    posts: I32, until: I64, frontier: Frontier, size: int, date: int, label: I64,
    parent: int, rupiah: int,
) -> int:  # fmt: skip
    """Add the labels that a label leads to over one date; returns the new size."""
    night = int(label[0])
    start = int(nights[night])
    recorded = int(label[2])
    at_base = start == terms.base
    if at_base:
        size = add(frontier, size, night, 0, recorded, parent, 0, rupiah)
    elif label[1] + 1 <= terms.max_nights_out and not calendar.home[date]:
        size = add(
            frontier,
            size,
            night,
            int(label[1]) + 1,
            recorded,
            parent,
            0,
            rupiah + int(lodging[night]),
        )
    if not calendar.active[date]:
        return size
    cost = rupiah + terms.duty_day_rupiah
    job = 0
    while job < len(posts) and until[job] <= recorded:
        job += 1
    ahead = int(posts[min(job, len(posts) - 1)])
    if job < len(posts) or not at_base:
        before = size
        size = close_day(
            net, calendar, terms, nights, lodging, gates, frontier, size, date, label, parent,
            cost, start, ahead, terms.duty_start, 0, recorded, 0,
        )  # fmt: skip
        size = drop_stays(frontier, before, size, night)
    cond = int(calendar.condition[date])
    place = start
    time = terms.duty_start
    driven = 0
    touched = 0
    left = int(calendar.server[date])
    while job < len(posts):
        post = int(posts[job])
        way = travel(net, terms, date, cond, place, post, time, False)
        if way.end < 0 or way.end > terms.duty_end:
            break
        driven += way.driving_minutes
        if driven > terms.max_driving_minutes:
            break
        cost += way.rupiah
        place = post
        touched += 1
        want = int(until[job] - recorded)
        if left >= 0:
            want = min(want, left)
        done, end = fill(calendar, terms, place, date, way.end, terms.duty_end, want)
        if done < 1:
            break
        size = close_day_early(
            net, calendar, terms, nights, lodging, gates, frontier, size, date, label,
            parent, cost, place, way.end, driven, recorded, touched, done,
        )  # fmt: skip
        if done < until[job] - recorded:
            break
        cost += done * date * terms.urgency_rupiah
        recorded += done
        if left >= 0:
            left -= done
        job += 1
        if job < len(posts) and int(posts[job]) != place:
            size = close_day(
                net, calendar, terms, nights, lodging, gates, frontier, size, date, label,
                parent, cost, place, int(posts[job]), end, driven, recorded, touched,
            )  # fmt: skip
        time = end
    return size


@inlined
def copy_label(source: Frontier, index: int, target: Frontier, to: int) -> None:
    """Copy a label; spelled out because numba compiles array slices slowly."""
    for column in range(5):
        target.rows[to, column] = source.rows[index, column]
    target.rupiah[to] = source.rupiah[index]


@inlined
def drop_stays(frontier: Frontier, begin: int, size: int, night: int) -> int:
    """Remove from `begin` on the labels that end where they began: that is idling."""
    kept = begin
    for index in range(begin, size):
        if frontier.rows[index, 0] != night:
            copy_label(frontier, index, frontier, kept)
            kept += 1
    return kept


@inlined
def sink(heap: I64, keys: I64, root: int, size: int) -> None:
    """Restore the order of a heap of label numbers, the least (key, number) on top."""
    while 2 * root + 1 < size:
        child = 2 * root + 1
        one = int(heap[child])
        if child + 1 < size:
            two = int(heap[child + 1])
            if keys[two] < keys[one] or (keys[two] == keys[one] and two < one):
                child += 1
                one = two
        top = int(heap[root])
        if keys[top] < keys[one] or (keys[top] == keys[one] and top < one):
            return
        heap[root] = one
        heap[child] = top
        root = child


@kernel
def select(
    frontier: Frontier, size: int, keys: I64, heap: I64, beam: int, kept: Frontier, begin: int
) -> int:
    """Copy the undominated labels with the least keys to `kept` from `begin` on."""
    for index in range(size):
        heap[index] = index
    for root in range(size // 2 - 1, -1, -1):
        sink(heap, keys, root, size)
    count = 0
    while size > 0 and count < beam and begin + count < len(kept.rupiah):
        index = int(heap[0])
        size -= 1
        heap[0] = heap[size]
        sink(heap, keys, 0, size)
        dominated = False
        for other in range(begin, begin + count):
            if (
                kept.rows[other, 0] == frontier.rows[index, 0]
                and kept.rows[other, 1] <= frontier.rows[index, 1]
                and kept.rows[other, 2] >= frontier.rows[index, 2]
                and kept.rupiah[other] <= frontier.rupiah[index]
            ):
                dominated = True
                break
        if not dominated:
            copy_label(frontier, index, kept, begin + count)
            count += 1
    return count


@kernel
def schedule(
    net: Net, calendar: Calendar, terms: Terms, nights: I32, lodging: I64, gates: I32,
    homing: I64, posts: I32, until: I64, beam: int, price: int, ceiling: int,
) -> tuple[I64, I64, int]:  # fmt: skip
    """Run the dynamic programme for one team and order of jobs.

    Parameters
    ----------
    nights, lodging
        Places where the team may sleep (the base first) and the price of a night there
        for both operators.
    gates
        (places, k) lodgings through which a place is reached, -1 = none.
    homing
        Rupiah from each night place to the base: an estimate that only ranks labels.
    posts, until
        Post of each job, and residents recorded once it is done (cumulative).
    beam, price, ceiling
        Labels kept per date; rupiah that a resident still to record is ranked with; a
        label that must end above `ceiling` rupiah is dropped.

    Returns
    -------
    rows, rupiah, best
        All kept labels (see `Frontier`), their costs, and the label to `trace` back from, 0
        where nothing can be recorded.
    """
    dates = len(calendar.active)
    total = until[-1]
    rows = np.zeros((beam * (dates + 1) + 1, 5), np.int64)
    rupiah = np.zeros(beam * (dates + 1) + 1, np.int64)
    starts = np.zeros(dates + 2, np.int64)
    room = beam * (6 * len(nights) + 8) + 64
    frontier = Frontier(np.zeros((room, 5), np.int64), np.zeros(room, np.int64))
    keys = np.zeros(room, np.int64)
    heap = np.zeros(room, np.int64)
    labels = Frontier(rows, rupiah)
    rows[0, 3] = -1
    starts[1] = 1
    best = 0
    for date in range(dates):
        size = 0
        for label in range(starts[date], starts[date + 1]):
            size = expand(
                net, calendar, terms, nights, lodging, gates, posts, until, frontier, size,
                date, rows[label], label, int(rupiah[label]),
            )  # fmt: skip
        kept = 0
        for index in range(size):
            left = total - frontier.rows[index, 2]
            floor = frontier.rupiah[index] + left * (date + 1) * terms.urgency_rupiah
            if floor > ceiling:
                continue
            copy_label(frontier, index, frontier, kept)
            keys[kept] = floor + left * price + homing[frontier.rows[kept, 0]]
            kept += 1
        begin = starts[date + 1]
        count = select(frontier, kept, keys, heap, beam, labels, begin)
        starts[date + 2] = begin + count
        for label in range(begin, begin + count):
            if rows[label, 0] == 0:
                more = rows[label, 2] > rows[best, 2]
                if more or (rows[label, 2] == rows[best, 2] and rupiah[label] < rupiah[best]):
                    best = label
                    if rows[label, 2] == total:
                        ceiling = min(ceiling, rupiah[label])
    return rows, rupiah, best


@kernel
def trace(rows: I64, best: int, nights: I32) -> I64:
    """Dates that lead to a label of `schedule`, without those spent idle at the base.

    Returns
    -------
    (n, 6) fields of `routing.events.DayChoice`: date, places of the nights before and after it,
    residents recorded until then and with it, jobs of the date.
    """
    count = 0
    label = best
    while label > 0:
        count += 1
        label = rows[label, 3]
    days = np.zeros((count, 6), np.int64)
    first = count
    label = best
    for date in range(count - 1, -1, -1):
        parent = rows[label, 3]
        start = nights[rows[parent, 0]]
        night = nights[rows[label, 0]]
        if rows[label, 4] > 0 or start != night or start != nights[0]:
            first -= 1
            days[first, 0] = date
            days[first, 1] = start
            days[first, 2] = night
            days[first, 3] = rows[parent, 2]
            days[first, 4] = rows[label, 2]
            days[first, 5] = rows[label, 4]
        label = parent
    return days[first:]
