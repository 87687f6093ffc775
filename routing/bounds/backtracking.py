"""Backtracking: the course whose cost `routing.bounds.pricing.price` has found.

Of moves that cost the same the first one is taken. A stay may record nobody: the pair sets up
for a later session, or passes the post.
"""

from __future__ import annotations

import numpy as np

from routing.bounds.pricing import (
    DayTables,
    DualPrices,
    PricingInstance,
    arrive,
    date_of,
    evening,
    gains_on,
    new_tables,
    nightly,
    opens_on,
    sweep,
    visits_on,
)
from routing.bounds.pricing_stays import needed
from routing.bounds.relaxed_legs import F64
from routing.instance import I64, Flags
from routing.jit import kernel

MOST_HOPS = 80
"""Posts of a date after which `trace_course` gives up: legs of no length may run in circles."""

IDLE, DUTY, STAY, NIGHT, RETURN = 0, 1, 2, 3, 4
"""Kinds of step."""


@kernel
def note(steps: I64, size: int, date: int, kind: int, place: int, amount: int) -> int:
    """Append a step and return how many there are."""
    row = steps[size]
    row[0], row[1], row[2], row[3] = date, kind, place, amount
    return size + 1


@kernel
def trace_course(pricing: PricingInstance, prices: DualPrices, bound: Flags, future: F64) -> I64:
    """Return the course that `price` found.

    Returns
    -------
    (steps, 4) rows: date, kind of step, place, amount. Kinds: 0 idle at night `place`,
    1 duty day that starts at night `place`, 2 set-up and stay at post `place` recording
    `amount`, 3 night at `place` after a duty day, 4 a stay on returning to a post. Only
    whole trips.
    """
    steps = np.empty((len(pricing.kind) * (MOST_HOPS + 10) + 8, 4), np.int64)
    size = home = 0
    night, out = pricing.start.night, pricing.start.out
    layers = future.shape[2]
    end = np.empty(len(pricing.lodging))
    tables = new_tables(pricing)
    for date in range(pricing.start.date, len(pricing.kind)):
        value = future[date, night, out]
        nightly(pricing, future[date + 1], date, out, end)
        if value == end[night] or pricing.kind[date] < 0:
            if night != 0:
                size = note(steps, size, date, IDLE, night, 0)
                out = out + 1 if layers > 1 else 0
            continue
        gains, visit = gains_on(pricing, prices, date), visits_on(pricing, prices, date)
        evening(pricing, pricing.kind[date], end, tables.asleep)
        day = date_of(pricing, pricing.kind[date], date, gains, visit, bound)
        sweep(day, tables)
        size = note(steps, size, date, DUTY, night, 0)
        duty = pricing.duty - prices.day - (prices.trip if night == 0 else 0.0)
        size, target = _day(
            pricing, visit, bound, date, night, value, duty, gains, end, tables, steps, size
        )
        if target < 0:
            return steps[:home]
        size = note(steps, size, date, NIGHT, target, 0)
        if target == 0:
            out = 0
            home = size
        elif layers > 1:
            out += 1
        night = target
    return steps[:home]


@kernel
def _day(
    pricing: PricingInstance, visit: F64, bound: Flags, date: int, night: int, value: float,
    duty: float, gains: F64, end: F64, tables: DayTables, steps: I64, size: int,
) -> tuple[int, int]:  # fmt: skip
    """Write the stays of a duty day; return the number of steps and the night (-2 if lost)."""
    kind = pricing.kind[date]
    for other in range(len(end)):
        if end[other] + pricing.transit[kind, night, other] + duty == value:
            return size, other
    layer, post, time, target, new = 0, -1, 0, -2, True
    for other in range(len(gains)):
        there = pricing.first[kind, night, other]
        if there <= pricing.duty_end:
            layer = pricing.states.first[other]
            cost = tables.fresh[layer, other, there]
            cost += pricing.out[kind, night, other] - visit[other]
            if cost + duty == value:
                post, time, target = other, int(there), -1
                break
    unit = 60 // pricing.rate if pricing.rate > 0 and 60 % pricing.rate == 0 else 0
    open_, _ = opens_on(pricing, date, max(1, unit))
    hops = 0
    while target == -1:
        hops += 1
        if hops > MOST_HOPS:
            return size, -2
        steady = 0 if bound[post] else unit
        amount, time = _stay(
            pricing, date, layer, post, time, gains[post], steady, open_[post], tables
        )
        size = note(steps, size, date, STAY if new else RETURN, post, amount)
        layer, post, time, target, new = _onward(
            pricing, visit, kind, layer, post, time, end, tables
        )
    return size, target


@kernel
def _stay(  # noqa: PLR0912
    pricing: PricingInstance, date: int, layer: int, post: int, time: int, gain: float, unit: int,
    open_: Flags, tables: DayTables,
) -> tuple[int, int]:  # fmt: skip
    """Return the residents recorded in a stay that is set up at `time`, and when it ends.

    `unit` minutes record one resident from each minute at which the post is `open_` so long;
    0 where a stay is looked at as a whole.
    """
    away, here, fresh = (
        tables.away[layer, post],
        tables.here[layer, post],
        tables.fresh[layer, post],
    )
    value = fresh[time]
    if away[time] == value:
        return 0, time
    while time < pricing.duty_end and fresh[time + 1] == value:
        time += 1
        if away[time] == value:
            return 0, time
    if unit:
        if not open_[time] or here[time + unit] - gain != value:
            return 0, time
        amount, time = 1, time + unit
        while away[time] != here[time]:
            if time < pricing.duty_end and here[time + 1] == here[time]:
                time += 1
            else:
                amount, time = amount + 1, time + unit
        return amount, time
    done = 0
    limit = pricing.most[post]
    for slot in range(pricing.opening.shape[2]):
        opens = pricing.opening[post, date, slot, 0]
        if opens < 0:
            break
        closes = min(int(pricing.opening[post, date, slot, 1]), pricing.duty_end)
        start = max(time, int(opens))
        room = (closes - start) * pricing.rate // 60
        for residents in range(1, min(room, limit - done) + 1):
            end = start + needed(pricing.rate, residents)
            if away[end] - (done + residents) * gain == value:
                return done + residents, end
        if room > 0:
            done += room
    return 0, time


@kernel
def _found(
    tables: DayTables, layer: int, post: int, time: int, there: int, cost: float, value: float,
    turn: int,
) -> bool:  # fmt: skip
    """Return whether a move to a post has that value; idle moves only in the second turn."""
    if there >= tables.fresh.shape[2] or tables.fresh[layer, post, there] + cost != value:
        return False
    return turn > 0 or there != time or tables.away[layer, post, there] + cost != value


@kernel
def _onward(
    pricing: PricingInstance, visit: F64, kind: int, layer: int, post: int, time: int, end: F64,
    tables: DayTables,
) -> tuple[int, int, int, int, bool]:  # fmt: skip
    """Return state, post and time of the next stay, the night place, and whether it is set up.

    The night is -1 where there is a stay, -2 if lost. Night places are tried first, then
    posts; a post at which nothing happens and no time passes is tried last.
    """
    states = pricing.states
    while time <= pricing.duty_end:
        value = tables.away[layer, post, time]
        for night in range(len(end)):
            in_time = pricing.latest[kind, post, night] >= time
            if in_time and pricing.back[kind, post, night] + end[night] == value:
                return layer, -1, 0, night, False
        for turn in range(2):
            for other in range(len(visit)):
                if other == post and not states.selves:
                    continue
                there = arrive(
                    pricing.water[kind, post, other], pricing.arrival,
                    pricing.move[kind, post, other], time, pricing.duty_end,
                )  # fmt: skip
                across = pricing.across[kind, post, other]
                onto = states.up[layer, other]
                cost = across - visit[other]
                ready = there + states.setup
                if onto >= 0 and _found(tables, onto, other, time, ready, cost, value, turn):
                    return onto, other, ready, -1, True
                back = states.returns[layer] and states.inside[layer, other]
                if back and _found(tables, layer, other, time, there, across, value, turn):
                    return layer, other, there, -1, False
        time += 1
    return layer, -1, 0, -2, False
