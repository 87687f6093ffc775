"""A pair's course over a set of posts: beam search over dates, guided by the bound.

A label at the start of a date holds the night place, the residents left at each post and the
rupiah spent so far. The dual prices of the pair's linear programme
(`routing.partition.team_subproblem`) bound what the rest costs: the dual prices of the
residents left, plus the pricing table from that night on. The search keeps the labels of least
sum. Within a date it tries every order of up to `MOST_STAYS` stays, each until everyone is
recorded, until closing time, or as long as some night place allows; the pricing tables of the
date cut off what cannot stay below the cutoff.

Legs are those of `routing.bounds.relaxed_legs`: minutes of the quickest, rupiah of the cheapest
chain. `routing.timetable` replaces them by true legs when it writes events.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from routing.bounds import (
    F64,
    DayTables,
    DualPrices,
    PricingInstance,
    arrive,
    date_of,
    evening,
    gains_on,
    needed,
    new_tables,
    nightly,
    sweep,
    visits_on,
)
from routing.instance import I32, I64, Flags
from routing.jit import kernel
from routing.partition.course_labels import (
    MOST_STAYS,
    WIDTH,
    Candidates,
    Label,
    Labels,
    keep,
    label_of,
    new_labels,
    push,
)

MOST_ENDS = 24
"""Ways to end a stay that are tried."""

IDLE_MARK = -2
"""Post of a label's stays on a date on which the pair does nothing."""


class Search(NamedTuple):
    """What guides and limits a beam search."""

    prices: DualPrices
    future: F64  # (dates + 1, nights, layers)
    days: int  # duty days of the branch that the dual prices belong to
    trips: int
    nights: Flags  # (nights,) places where the course may sleep
    near: I32  # (posts, k) posts to go on to, -1 = none
    beam: int


class SearchDate(NamedTuple):
    """A working date."""

    date: int
    kind: int  # row of the instance's tables of legs
    end: F64  # (nights,) least cost from each night on
    tables: DayTables


@kernel
def floor_of(search: Search, left: I64, days: int, trips: int) -> float:
    """Return the dual prices of what is left, to which the pricing table is added."""
    prices = search.prices
    total = 0.0
    for post in range(len(left)):
        if left[post] > 0:
            total += prices.resident[post] * left[post]
    total += prices.day * max(0, search.days - days)
    return total + prices.trip * max(0, search.trips - trips)


@kernel
def stay_ends(  # noqa: PLR0912
    pricing: PricingInstance, kind: int, date: int, post: int, ready: int, left: int, nights: Flags,
    found: I64,
) -> int:  # fmt: skip
    """Fill rows (residents, end) of stays from `ready` on that are worth trying; return how many.

    A stay that records everyone left may end late; others leave enough for another visit.
    """
    size = 0
    done = 0
    least, finish = pricing.least[post], pricing.finish
    for slot in range(pricing.opening.shape[2]):
        opens = int(pricing.opening[post, date, slot, 0])
        if opens < 0 or done >= left or opens >= pricing.duty_end:
            break
        start = max(ready, opens)
        closes = min(int(pricing.opening[post, date, slot, 1]), pricing.duty_end)
        room = max(0, (closes - start) * pricing.rate // 60)
        late = closes
        if finish > 0 and start < closes:
            late = min(int(pricing.opening[post, date, slot, 1]) + finish, pricing.duty_end)
        if room < 1 and (late - start) * pricing.rate // 60 < left - done:
            continue
        for night in range(-1, len(nights)):
            latest = pricing.duty_end
            if night >= 0:
                if not nights[night]:
                    continue
                latest = int(pricing.latest[kind, post, night])
            amount = min((min(closes, latest) - start) * pricing.rate // 60, left - done)
            if (min(late, latest) - start) * pricing.rate // 60 >= left - done:
                amount = left - done
            if 0 < left - done - amount < least:
                amount = left - done - least
            if amount < 1 or done + amount < least:
                continue
            end = start + needed(pricing.rate, amount)
            new = True
            for row in range(size):
                if found[row, 0] == done + amount:
                    new = False
            if new and size < len(found):
                found[size, 0] = done + amount
                found[size, 1] = end
                size += 1
        done += room
    return size


@kernel
def next_layer(pricing: PricingInstance, layer: int, post: int) -> int:
    """Return the state of set-ups after setting up at another post."""
    onto = int(pricing.states.up[layer, post])
    return onto if onto >= 0 else layer


@kernel
def on_duty(  # noqa: PLR0912, PLR0915  (helpers in the loop cost twice the time: see `onward`)
    pricing: PricingInstance, search: Search, day: SearchDate, label: Label, cutoff: float,
    fresh: Candidates, size: int,
) -> int:  # fmt: skip
    """Add what a label can do on a working date, depth first over stays."""
    date, kind, start, end = day.date, day.kind, label.night, day.end
    count, layers = len(label.left), search.future.shape[2]
    days, trips = label.days + 1, label.trips + (1 if start == 0 else 0)
    at_work, leaving, room = day.tables.fresh, day.tables.away, len(fresh.scores)
    taken = np.full((MOST_STAYS, 2), -1, np.int64)  # post and residents of each stay
    ends = np.empty((MOST_STAYS, MOST_ENDS, 2), np.int64)  # residents and end of each option
    posts = np.zeros(MOST_STAYS, np.int64)  # next posts of each depth, and which one is tried
    turn = np.full(MOST_STAYS, -1, np.int64)
    options = np.zeros(MOST_STAYS, np.int64)  # stays at that post, and which one is next
    option = np.zeros(MOST_STAYS, np.int64)
    spent = np.zeros(MOST_STAYS + 1)
    rest = np.zeros((MOST_STAYS + 1, count), np.int64)
    here = np.full(MOST_STAYS, -1, np.int64)
    states = np.zeros(MOST_STAYS, np.int64)
    rest[0] = label.left
    spent[0] = label.cost + pricing.duty
    depth = 0
    posts[0] = count
    while depth >= 0:
        if option[depth] >= options[depth]:
            # next post at this depth
            turn[depth] += 1
            if turn[depth] >= posts[depth]:
                depth -= 1
                continue
            options[depth] = option[depth] = 0
            if depth == 0:
                post = turn[0]
                ready = int(pricing.first[kind, start, post])
                fare = pricing.out[kind, start, post]
            else:
                last = here[depth - 1]
                post = int(search.near[last, turn[depth]])
                if post < 0:
                    continue
                time = ends[depth - 1, option[depth - 1] - 1, 1]
                ready = pricing.setup + arrive(
                    pricing.water[kind, last, post], pricing.arrival,
                    pricing.move[kind, last, post], time, pricing.duty_end,
                )  # fmt: skip
                fare = pricing.across[kind, last, post]
            if rest[depth, post] <= 0 or ready > pricing.duty_end:
                continue
            used = False
            for earlier in range(depth):
                if here[earlier] == post:
                    used = True
            if used:
                continue
            value = floor_of(search, rest[depth], days, trips)
            state = pricing.states.first[post]
            if depth > 0:
                state = next_layer(pricing, states[depth - 1], post)
            states[depth] = state
            promise = spent[depth] + fare + at_work[state, post, ready]
            if promise + value > cutoff:
                continue
            here[depth] = post
            options[depth] = stay_ends(
                pricing, kind, date, post, ready, rest[depth, post], search.nights, ends[depth]
            )
            continue
        choice = option[depth]
        option[depth] += 1
        post = here[depth]
        last = here[depth - 1] if depth else -1
        fare = pricing.across[kind, last, post] if depth else pricing.out[kind, start, post]
        amount = int(ends[depth, choice, 0])
        time = int(ends[depth, choice, 1])
        rest[depth + 1] = rest[depth]
        rest[depth + 1, post] -= amount
        spent[depth + 1] = spent[depth] + fare + amount * date * pricing.urgency
        taken[depth, 0], taken[depth, 1] = post, amount
        for later in range(depth + 1, MOST_STAYS):
            taken[later, 0] = taken[later, 1] = -1
        value = floor_of(search, rest[depth + 1], days, trips)
        if spent[depth + 1] + value + leaving[states[depth], post, time] > cutoff:
            continue
        for night in range(len(end)):
            if not search.nights[night] or end[night] == np.inf:
                continue
            if pricing.latest[kind, post, night] < time:
                continue
            total = spent[depth + 1] + pricing.back[kind, post, night] + pricing.lodging[night]
            out = 0 if night == 0 or layers == 1 else label.out + 1
            score = total + value + search.future[date + 1, night, out]
            if score <= cutoff and size < room:
                after = Label(night, out, days, trips, label.row, rest[depth + 1], total)
                size = push(fresh, size, after, score, taken)
        if depth + 1 < MOST_STAYS:
            depth += 1
            posts[depth] = search.near.shape[1]
            turn[depth] = -1
            options[depth] = option[depth] = 0
    return on_the_way(pricing, search, day, label, cutoff, fresh, size)


@kernel
def on_the_way(
    pricing: PricingInstance, search: Search, day: SearchDate, label: Label, cutoff: float,
    fresh: Candidates, size: int,
) -> int:  # fmt: skip
    """Add the dates on which a label only goes from one night place to another."""
    layers, room = search.future.shape[2], len(fresh.scores)
    none = np.full((MOST_STAYS, 2), -1, np.int64)
    days, trips = label.days + 1, label.trips + (1 if label.night == 0 else 0)
    value = floor_of(search, label.left, days, trips)
    for night in range(len(day.end)):
        if not search.nights[night] or day.end[night] == np.inf:
            continue
        total = label.cost + pricing.duty + pricing.transit[day.kind, label.night, night]
        total += pricing.lodging[night]
        out = 0 if night == 0 or layers == 1 else label.out + 1
        score = total + value + search.future[day.date + 1, night, out]
        if score <= cutoff and size < room:
            after = Label(night, out, days, trips, label.row, label.left, total)
            size = push(fresh, size, after, score, none)
    return size


@kernel
def idle(
    pricing: PricingInstance, search: Search, date: int, label: Label, cutoff: float,
    fresh: Candidates, size: int,
) -> int:  # fmt: skip
    """Add the date on which a label stays where it slept."""
    night = label.night
    out = 0 if night == 0 or search.future.shape[2] == 1 else label.out + 1
    total = label.cost + pricing.lodging[night]
    score = total + floor_of(search, label.left, label.days, label.trips)
    score += search.future[date + 1, night, out]
    if score > cutoff or size >= len(fresh.scores):
        return size
    after = Label(night, out, label.days, label.trips, label.row, label.left, total)
    mark = np.full((MOST_STAYS, 2), IDLE_MARK, np.int64)
    return push(fresh, size, after, score, mark)


@kernel
def find_course(
    pricing: PricingInstance, search: Search, bound: Flags, cutoff: float
) -> tuple[Labels, int]:
    """Search for a course that records everyone for less than `cutoff` rupiah.

    Returns
    -------
    All kept labels, and the row of the best complete one at the base (-1 if none). A row's
    date is that of the start plus the number of its ancestors: every label has one child row a
    date.
    """
    dates, posts = len(pricing.kind), len(pricing.most)
    per_days = np.zeros(dates + 2, np.int64)
    wide = WIDTH * search.beam
    labels = new_labels(wide * (dates + 1) + 1, posts)
    room = 40 * wide + 4000
    fresh = Candidates(new_labels(room, posts), np.empty(room))
    labels.left[0] = pricing.residents
    labels.at[0, 0], labels.at[0, 1], labels.at[0, 4] = pricing.start.night, pricing.start.out, -1
    begin, stop, best = 0, 1, -1
    end = np.empty(len(pricing.lodging))
    tables = new_tables(pricing)
    for date in range(pricing.start.date, dates):
        size = 0
        kind = pricing.kind[date]
        for out in range(search.future.shape[2]):
            nightly(pricing, search.future[date + 1], date, out, end)
            ready = False
            for row in range(begin, stop):
                if labels.at[row, 1] != out:
                    continue
                label = label_of(labels, row)
                if end[label.night] < np.inf:
                    size = idle(pricing, search, date, label, cutoff, fresh, size)
                if kind < 0:
                    continue
                if not ready:
                    gains = gains_on(pricing, search.prices, date)
                    evening(pricing, kind, end, tables.asleep)
                    visit = visits_on(pricing, search.prices, date)
                    day = date_of(pricing, kind, date, gains, visit, bound)
                    sweep(day, tables)
                    ready = True
                on_date = SearchDate(date, kind, end, tables)
                size = on_duty(pricing, search, on_date, label, cutoff, fresh, size)
        begin = stop
        stop, found, cutoff = keep(labels, begin, fresh, size, search.beam, cutoff, per_days)
        best = found if found >= 0 else best
    return labels, best
