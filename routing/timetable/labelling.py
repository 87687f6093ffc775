"""The decoder's compiled core: dynamic programming over a team's dates.

A team serves its *jobs* (a post and a number of residents) in the given order. A state
at the start of a date is (night place, nights out in a row, residents recorded so far);
the residents recorded so far say which job is current and what is left of it. A date
either passes idle, is spent on the way, or is spent recording: at the current job until
it is done, then at the next, and so on, with the last one cut so that the team can still
reach the place of its night inside the duty window. Every such choice is a transition
with its exact cost under the contract; `select` keeps the states that no other dominates
and, of those, the `beam` most promising.

All clock times are minutes after midnight, money rupiah, dates indices from the start of
the campaign. Absent legs are -1. `NUMBA_DISABLE_JIT=1` runs the same code as plain Python.
"""

from __future__ import annotations

import numpy as np

from routing.instance import I32, I64, Calendar, Flags, Net, Start, Terms, travel
from routing.jit import inlined, kernel
from routing.timetable.frontier import COLUMNS, Frontier, add, copy_label, drop_stays, select


@inlined
def fill(
    calendar: Calendar, terms: Terms, place: int, date: int, arrival: int, until: int, want: int,
    finish: int,
) -> tuple[int, int]:  # fmt: skip
    """Residents recorded at a post from `arrival` to `until`, and when the last is done.

    A session that can record all of `want` may end `finish` minutes after its interval.
    """
    ready = arrival + terms.setup_minutes
    done = 0
    end = arrival
    for interval in calendar.opening[place, date]:
        if interval[0] < 0 or done >= want:
            break
        start = max(ready, int(interval[0]))
        close = int(interval[1])
        room = (min(until, close) - start) * terms.rate_per_hour // 60
        if finish > 0 and start < close:
            late = (min(until, close + finish) - start) * terms.rate_per_hour // 60
            if late >= want - done:
                room = late
        take = min(room, want - done)
        if take > 0:
            done += take
            end = start - (-take * 60 // terms.rate_per_hour)
    return done, end


@inlined
def evened(done: int, left: int, least: int) -> int:
    """Fewer than `done`, where that leaves enough of `left` for a visit of its own."""
    if 0 < left - done < least and left - least >= least:
        return left - least
    return done


@inlined
def close_day(
    net: Net, calendar: Calendar, terms: Terms, nights: I32, lodging: I64, gates: I32,
    frontier: Frontier, size: int, date: int, label: I64, parent: int, rupiah: int,
    place: int, ahead: int, time: int, driven: int, recorded: int, touched: int, stuck: int,
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
            if lodging[index] < 0:
                continue
        way = travel(net, terms, date, cond, place, night, time, False)
        if way.end < 0 or way.end > terms.duty_end:
            continue
        if driven + way.driving_minutes > terms.max_driving_minutes:
            continue
        out = 0 if night == terms.base else int(label[1]) + 1
        total = rupiah + way.rupiah + int(lodging[index])
        size = add(frontier, size, index, out, recorded, parent, touched, total, stuck)
    return size


@inlined
def close_day_early(
    net: Net, calendar: Calendar, terms: Terms, nights: I32, lodging: I64, gates: I32,
    frontier: Frontier, size: int, date: int, label: I64, parent: int, rupiah: int,
    place: int, arrival: int, driven: int, recorded: int, touched: int, want: int, left: int,
    least: int, finish: int,
) -> int:  # fmt: skip
    """As `close_day`, with the last session cut so that each night is reached in time.

    Of `left` residents of the job at most `want` are recorded, and at least `least`. What is
    left after that is enough for another visit, or nobody, or else the label is stuck.
    """
    cond = int(calendar.condition[date])
    for index in range(len(nights)):
        night = int(nights[index])
        if night != terms.base:
            near = night == place
            for gate in range(gates.shape[1]):
                near = near or gates[place, gate] == night
            if not near or calendar.home[date] or label[1] + 1 > terms.max_nights_out:
                continue
            if lodging[index] < 0:
                continue
        latest = travel(net, terms, date, cond, place, night, terms.duty_end, True)
        if latest.end < arrival:
            continue
        done, end = fill(calendar, terms, place, date, arrival, latest.end, want, finish)
        if done < least:
            continue
        fewer = evened(done, left, least)
        out = 0 if night == terms.base else int(label[1]) + 1
        for variant in range(2 if fewer < done else 1):
            if variant == 1:
                done, end = fill(calendar, terms, place, date, arrival, latest.end, fewer, 0)
            way = latest
            if latest.first >= 0:
                way = travel(net, terms, date, cond, place, night, end, False)
            if driven + way.driving_minutes > terms.max_driving_minutes:
                continue
            total = rupiah + way.rupiah + int(lodging[index]) + done * date * terms.urgency_rupiah
            size = add(
                frontier, size, index, out, recorded + done, parent, touched, total,
                1 if 0 < left - done < least else 0,
            )  # fmt: skip
    return size


@kernel
def expand(  # noqa: PLR0912, PLR0915  (one loop: splitting it doubles the compile time)
    net: Net, calendar: Calendar, terms: Terms, nights: I32, lodging: I64, gates: I32,
    posts: I32, until: I64, least: I64, closing: Flags, frontier: Frontier, size: int, date: int,
    label: I64, parent: int, rupiah: int,
) -> int:  # fmt: skip
    """Add the labels that a label leads to over one date; returns the new size."""
    night = int(label[0])
    start = int(nights[night])
    recorded = int(label[2])
    at_base = start == terms.base
    if at_base:
        size = add(frontier, size, night, 0, recorded, parent, 0, rupiah, int(label[5]))
    elif label[1] + 1 <= terms.max_nights_out and not calendar.home[date] and lodging[night] >= 0:
        size = add(
            frontier,
            size,
            night,
            int(label[1]) + 1,
            recorded,
            parent,
            0,
            rupiah + int(lodging[night]),
            int(label[5]),
        )
    if not calendar.active[date]:
        return size
    cost = rupiah + terms.duty_day_rupiah
    begins = int(calendar.begins[date])
    job = 0
    while job < len(posts) and until[job] <= recorded:
        job += 1
    ahead = int(posts[min(job, len(posts) - 1)])
    if job < len(posts) or not at_base:
        before = size
        size = close_day(
            net, calendar, terms, nights, lodging, gates, frontier, size, date, label, parent,
            cost, start, ahead, begins, 0, recorded, 0, int(label[5]),
        )  # fmt: skip
        size = drop_stays(frontier, before, size, night)
    cond = int(calendar.condition[date])
    place = start
    time = begins
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
        whole = int(until[job] - recorded)
        want = whole
        if left >= 0:
            want = min(want, left)
        finish = terms.finish_minutes if closing[job] and want == whole else 0
        done, end = fill(calendar, terms, place, date, way.end, terms.duty_end, want, finish)
        if done < least[job]:
            break
        cost -= int(calendar.promised[post, date])
        size = close_day_early(
            net, calendar, terms, nights, lodging, gates, frontier, size, date, label,
            parent, cost, place, way.end, driven, recorded, touched, want, whole, int(least[job]),
            finish,
        )  # fmt: skip
        if done < whole:
            break
        cost += done * date * terms.urgency_rupiah
        recorded += done
        if left >= 0:
            left -= done
        job += 1
        if job < len(posts) and int(posts[job]) != place:
            size = close_day(
                net, calendar, terms, nights, lodging, gates, frontier, size, date, label,
                parent, cost, place, int(posts[job]), end, driven, recorded, touched, 0,
            )  # fmt: skip
        time = end
    return size


@kernel
def schedule(
    net: Net, calendar: Calendar, terms: Terms, nights: I32, lodging: I64, gates: I32,
    homing: I64, posts: I32, until: I64, least: I64, closing: Flags, start: Start, beam: int,
    price: int, ceiling: int,
) -> tuple[I64, I64, int]:  # fmt: skip
    """Run the dynamic programme for one team and order of jobs.

    Parameters
    ----------
    nights, lodging
        Places where the team may sleep (the base first) and the price of a night there
        for both operators; below 0 where it can only be when it starts.
    gates
        (places, k) lodgings through which a place is reached, -1 = none.
    homing
        Rupiah from each night place to the base: an estimate that only ranks labels.
    posts, until
        Post of each job, and residents recorded once it is done (cumulative).
    least, closing
        Fewest residents of a visit for each job, and whether it ends with the last residents
        of its post.
    start
        Where the team starts; `place` is an index of `nights`, 0 for the base.
    beam, price, ceiling
        Labels kept per date; rupiah that a resident still to record is ranked with; a
        label that must end above `ceiling` rupiah is dropped.

    Returns
    -------
    rows, rupiah, best
        All kept labels (see `Frontier`), their costs, and the label to `trace` back from, 0
        where nothing can be recorded; -1 where a team that starts away cannot come home.
    """
    dates = len(calendar.active)
    total = until[-1]
    rows = np.zeros((beam * (dates + 1) + 1, COLUMNS), np.int64)
    rupiah = np.zeros(beam * (dates + 1) + 1, np.int64)
    starts = np.zeros(dates + 2, np.int64)
    room = beam * (6 * len(nights) + 8) + 64
    frontier = Frontier(np.zeros((room, COLUMNS), np.int64), np.zeros(room, np.int64))
    keys = np.zeros(room, np.int64)
    heap = np.zeros(room, np.int64)
    labels = Frontier(rows, rupiah)
    rows[0, 0] = start.place
    rows[0, 1] = start.nights
    rows[0, 3] = -1
    starts[start.date + 1] = 1
    best = 0 if start.place == 0 else -1
    ahead = promises_ahead(calendar, posts)
    for date in range(start.date, dates):
        size = 0
        for label in range(starts[date], starts[date + 1]):
            size = expand(
                net, calendar, terms, nights, lodging, gates, posts, until, least, closing,
                frontier, size, date, rows[label], label, int(rupiah[label]),
            )  # fmt: skip
        kept = 0
        for index in range(size):
            left = total - frontier.rows[index, 2]
            floor = frontier.rupiah[index] + left * (date + 1) * terms.urgency_rupiah
            if floor - ahead[date + 1] > ceiling:
                continue
            copy_label(frontier, index, frontier, kept)
            keys[kept] = floor + left * price + homing[frontier.rows[kept, 0]]
            kept += 1
        begin = starts[date + 1]
        count = select(frontier, kept, keys, heap, beam, labels, begin)
        starts[date + 2] = begin + count
        for label in range(begin, begin + count):
            if rows[label, 0] == 0:
                more = best < 0 or rows[label, 2] > rows[best, 2]
                if more or (rows[label, 2] == rows[best, 2] and rupiah[label] < rupiah[best]):
                    best = label
                    if rows[label, 2] == total:
                        ceiling = min(ceiling, rupiah[label])
    return rows, rupiah, best


@kernel
def promises_ahead(calendar: Calendar, posts: I32) -> I64:
    """Return (dates + 1,) rupiah that all promises at the posts are worth from a date on."""
    dates = len(calendar.active)
    ahead = np.zeros(dates + 1, np.int64)
    for date in range(dates - 1, -1, -1):
        ahead[date] = ahead[date + 1]
        for post in posts:
            ahead[date] += calendar.promised[post, date]
    return ahead


@kernel
def trace(rows: I64, best: int, nights: I32, begin: int) -> I64:
    """Dates that lead to a label of `schedule`, without those spent idle at the base.

    `begin` is the date on which the team starts.

    Returns
    -------
    (n, 6) fields of `routing.timetable.events.DayChoice`: date, places of the nights before and
    after it, residents recorded until then and with it, jobs of the date.
    """
    count = 0
    label = best
    while label > 0:
        count += 1
        label = rows[label, 3]
    days = np.zeros((count, 6), np.int64)
    first = count
    label = best
    for date in range(begin + count - 1, begin - 1, -1):
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
