"""Pricing: the cheapest course of a single pair at given dual prices, by dynamic programming.

The dual prices pay for each resident recorded at each post, for each set-up, each duty day and
each trip. `price` finds what the cheapest course of a pair over the whole campaign costs less
what it earns, by two nested recursions (`routing.bounds.backtracking` finds the course itself;
`docs/mathematics.md` writes the recursions down):

* over dates, backwards: `future[date, night, out]` is the least cost from the start of a
  date on, for a pair that slept at a night place and has spent `out` nights out in a row;
* within a date, backwards over the minutes of the duty window: `away[post, minute]` is the
  least cost from a post on (drive to a night place or to another post), `here` with the
  choice to record on, `fresh` before the first resident is recorded.

Times are exact to the minute and residents are whole, as R6 counts them. All sums are of
multiples of 2**-10 rupiah (the caller rounds dual prices to that grid), so they are exact in
floating point, and a bound made of them is a bound.

A pair sets up once a date at each post (R5). It may set up long before its first session at a
post and return without setting up again, so the state of the recursion includes where the pair
has set up (`routing.bounds.setup_states`). The dual price of a visit is earned on setting up.

The residents whom the last session of a post records after closing time (R6') are taken off its
demand beforehand.

A team that is under way when a revision begins (R1') starts at a place on a date with some nights
out behind it; `PricingInstance.start` says where. A promise (R18) is kept where the pair sets up at
its post on its date, so that its dual price is earned like that of a visit, on that date only.

The recursion relaxes these rules, which only lowers costs: it knows no smallest visit (R6'); it
limits driving leg by leg, not by date (R14); a leg's minutes are those of the quickest and its
rupiah those of the cheapest chain (`routing.bounds.relaxed_legs`); demand (R7) limits each stay
alone; where posts are many, a pair that has set up at two posts may return to any.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from routing.bounds.pricing_date import I16, LayerTables, PricedDate
from routing.bounds.pricing_returns import SHORT, fill_with_returns
from routing.bounds.pricing_stays import onward, stand, window
from routing.bounds.relaxed_legs import F64
from routing.bounds.setup_states import SetupStates
from routing.instance import I32, I64, Flags
from routing.jit import inlined, kernel


class CourseStart(NamedTuple):
    """Where courses start: the row of a pricing table that holds the cost of a whole course."""

    date: int
    night: int  # night place, 0 = the base
    out: int  # nights out in a row before the date


class PricingInstance(NamedTuple):
    """The arrays of one class of teams and some posts that pricing reads; the base is night 0."""

    kind: I32  # (dates,) row of the tables below, -1 where there are no events
    home: Flags  # (dates,) the night after must be at the base
    like: I32  # (dates,) first date of the earliest spell that is the same; -1 within a spell
    opening: I32  # (posts, dates, intervals, 2), -1 = none
    first: I32  # (kinds, nights, posts) set up at a first post
    latest: I32  # (kinds, posts, nights) latest departure
    move: I32  # (kinds, posts, posts) minutes by road
    water: I32  # (kinds, posts, posts) row of `arrival`, -1 = by road only
    arrival: I16  # (rows, minutes) arrival by road or water, -1 = none
    out: F64  # (kinds, nights, posts) rupiah of driving to a first post
    back: F64  # (kinds, posts, nights) rupiah
    across: F64  # (kinds, posts, posts) rupiah
    transit: F64  # (kinds, nights, nights) rupiah of a date without sessions, inf = none
    lodging: F64  # (nights,) rupiah, 0 at the base
    most: I64  # (posts,) residents that one stay may record, without those at a late end
    residents: I64  # (posts,) to record; of the search for courses, as the next two
    least: I64  # (posts,) fewest residents of a visit
    finish: int  # minutes by which a post's last session may end late
    rate: int
    setup: int  # minutes at each post of a date but the first, whose set-up is in `first`
    states: SetupStates
    afloat: I32  # (rows,) fewest minutes between leaving and arriving by `arrival`
    duty_start: int
    duty_end: int
    nights_out: int  # most nights out in a row; 0 = only the base; -1 = never binding
    duty: float  # rupiah of a duty day
    urgency: float  # rupiah per resident and date
    start: CourseStart = CourseStart(0, 0, 0)


class DualPrices(NamedTuple):
    """What a pair earns and pays at the dual solution, in rupiah, each a multiple of 2**-10."""

    resident: F64  # (posts,)
    day: float  # per duty day
    trip: float  # per trip, on leaving the base
    server: F64  # (dates,) charged per resident recorded on the date
    visit: F64  # (posts,) per date on which the post is set up
    promise: F64 = np.zeros((0, 0))  # (dates, posts) for setting up on a date; no rows = none


class DayTables(NamedTuple):
    """Cost to go within one date, (states, posts, minutes) each, and that of going to sleep."""

    away: F64
    here: F64
    fresh: F64
    asleep: F64  # (posts, minutes)


@inlined
def arrive(row: int, arrival: I16, minutes: int, time: int, top: int) -> int:
    """Return the arrival when leaving at `time` by road or by the given row of `arrival`."""
    if row >= 0:
        there = int(arrival[row, time])
        return there if there >= 0 else 1 << 20
    there = time + int(minutes)
    return there if there <= top else 1 << 20


@kernel
def evening(pricing: PricingInstance, kind: int, end: F64, away: F64) -> None:
    """Fill `away` with the cost of going to sleep; `end[night]` is the cost from there on."""
    top = pricing.duty_end
    for post in range(away.shape[0]):
        for time in range(pricing.duty_start, top + 1):
            away[post, time] = np.inf
        for night in range(len(end)):
            latest = pricing.latest[kind, post, night]
            if latest < pricing.duty_start:
                continue
            cost = pricing.back[kind, post, night] + end[night]
            away[post, latest] = min(away[post, latest], cost)
        for time in range(top - 1, pricing.duty_start - 1, -1):
            away[post, time] = min(away[post, time], away[post, time + 1])


@kernel
def most_in_a_date(pricing: PricingInstance) -> I64:
    """Return (posts,) most residents that one date can record at each post, from any night."""
    found = np.zeros(len(pricing.most), np.int64)
    for date in range(len(pricing.kind)):
        kind = pricing.kind[date]
        if kind < 0:
            continue
        for post in range(len(found)):
            start, end = pricing.first[kind, :, post].min(), pricing.latest[kind, post].max()
            room = 0
            for slot in range(pricing.opening.shape[2]):
                opens, closes = pricing.opening[post, date, slot]
                if opens >= 0:
                    minutes = min(end, closes) - max(start, opens)
                    room += max(0, minutes * pricing.rate // 60)
            found[post] = max(found[post], room)
    return found


@kernel
def opens_on(pricing: PricingInstance, date: int, unit: int) -> tuple[Flags, I64]:
    """Return (posts, minutes) whether a post is open for `unit` minutes on, and closing times."""
    count = pricing.move.shape[1]
    flags = np.zeros((count, pricing.duty_end + 1), np.bool_)
    closes = np.zeros(count, np.int64)
    for post in range(count):
        for slot in range(pricing.opening.shape[2]):
            opens = pricing.opening[post, date, slot, 0]
            if opens < 0:
                continue
            close = min(int(pricing.opening[post, date, slot, 1]), pricing.duty_end)
            closes[post] = max(closes[post], close)
            for time in range(opens, close - unit + 1):
                flags[post, time] = True
    return flags, closes


@kernel
def shortest_legs(pricing: PricingInstance, kind: int) -> tuple[I32, int]:
    """Return (posts, posts) minutes by road or water, and of the shortest leg that takes time."""
    minutes = pricing.move[kind].copy()
    least = SHORT
    setup = pricing.states.setup
    for one in range(len(minutes)):
        for two in range(len(minutes)):
            if pricing.water[kind, one, two] >= 0:
                afloat = pricing.afloat[pricing.water[kind, one, two]]
                minutes[one, two] = min(minutes[one, two], afloat)
            if one != two or pricing.states.selves:
                shift = minutes[one, two] if minutes[one, two] > 0 else setup
                least = min(least, shift) if shift > 0 else least
    return minutes, least


@kernel
def date_of(
    pricing: PricingInstance, kind: int, date: int, gains: F64, visit: F64, bound: Flags
) -> PricedDate:
    """Put together what one date's tables are filled from.

    `bound[post]`: one stay may not record all that fits.
    """
    unit = 60 // pricing.rate if pricing.rate > 0 and 60 % pricing.rate == 0 else 0
    open_, closes = opens_on(pricing, date, max(1, unit))
    minutes, shortest = shortest_legs(pricing, kind)
    return PricedDate(
        pricing.duty_start, pricing.duty_end, pricing.rate, unit, gains, visit, bound,
        pricing.most, pricing.opening[:, date], open_, closes, pricing.move[kind],
        pricing.water[kind], pricing.across[kind], pricing.arrival, minutes, shortest,
        pricing.states,
    )  # fmt: skip


@kernel
def sweep(day: PricedDate, tables: DayTables) -> None:
    """Fill a date's tables, backwards over the clock; `asleep` holds the evening.

    States lead upwards only, so each is filled over the whole duty window at once, but for
    legs within a state.
    """
    states = day.states
    low, top = day.start, day.end
    for layer in range(len(states.up) - 1, -1, -1):
        own = LayerTables(tables.away[layer], tables.here[layer], tables.fresh[layer])
        leave(day, layer, own, tables)
        if states.returns[layer]:
            fill_with_returns(day, layer, own)
            continue
        away, here, fresh = own.away, own.here, own.fresh
        for post in range(len(day.gains)):
            if not states.inside[layer, post]:
                continue
            if day.bound[post] and day.unit:
                window(
                    day.opening[post], day.unit, day.most[post], low, top, day.gains[post],
                    away[post], fresh[post],
                )  # fmt: skip
            else:
                stand(
                    low, top, top, 0 if day.bound[post] else day.unit, day.open_[post],
                    day.gains[post], day.opening[post], day.rate, day.most[post], away[post],
                    here[post], fresh[post],
                )  # fmt: skip


@inlined
def leave(day: PricedDate, layer: int, own: LayerTables, tables: DayTables) -> None:
    """Begin `away` of a state: go to sleep, or set up at a post and be in a higher state."""
    inside, up = day.states.inside[layer], day.states.up[layer]
    setup, selves = day.states.setup, day.states.selves
    move, water, across, visit = day.move, day.water, day.across, day.visit
    arrival, closes, low, top = day.arrival, day.closes, day.start, day.end
    away, fresh, asleep = own.away, tables.fresh, tables.asleep
    for post in range(len(visit)):
        if not inside[post]:
            continue
        for time in range(low, top + 1):  # numba compiles array slices slowly
            away[post, time] = asleep[post, time]
        for other in range(len(visit)):
            apart = other != post or selves
            if up[other] > layer and apart and closes[other] > low:
                onward(
                    across[post, other] - visit[other], move[post, other], water[post, other],
                    arrival, setup, low, top, closes[other], away[post], fresh[up[other], other],
                )  # fmt: skip


@kernel
def nightly(pricing: PricingInstance, after: F64, date: int, out: int, end: F64) -> None:
    """Fill `end` with the least cost of each night after the date, `out` nights out before it."""
    layers = after.shape[1]
    end[0] = after[0, 0]
    step = out + 1 if pricing.nights_out >= 0 else 0
    allowed = not pricing.home[date] and pricing.nights_out != 0 and step < layers
    for night in range(1, len(end)):
        end[night] = pricing.lodging[night] + after[night, step] if allowed else np.inf


@kernel
def new_tables(pricing: PricingInstance) -> DayTables:
    """Return unfilled tables for one date."""
    posts, minutes = pricing.move.shape[1], pricing.duty_end + 1
    shape = (len(pricing.states.up), posts, minutes)
    return DayTables(np.empty(shape), np.empty(shape), np.empty(shape), np.empty((posts, minutes)))


@kernel
def gains_on(pricing: PricingInstance, prices: DualPrices, date: int) -> F64:
    """Return what a resident at each post earns on a date, less what waiting costs."""
    gains: F64 = prices.resident - (date * pricing.urgency + prices.server[date])
    return gains


@kernel
def visits_on(pricing: PricingInstance, prices: DualPrices, date: int) -> F64:
    """Return (posts,) what setting up at each post earns on a date; promises only where open."""
    visit: F64 = prices.visit.copy()
    if len(prices.promise):
        for post in range(len(visit)):
            for slot in range(pricing.opening.shape[2]):
                if pricing.opening[post, date, slot, 0] >= 0:
                    visit[post] += prices.promise[date, post]
                    break
    return visit


@kernel
def price(pricing: PricingInstance, prices: DualPrices, bound: Flags, whole: bool) -> F64:
    """Return the cost to go from each date, (dates + 1, nights, nights out).

    That of a whole course is at `pricing.start`. Spells between nights that must be at the base
    are priced one by one, since only their cost connects them. What a resident earns falls from
    date to date, so once a spell pays for no work, later spells that are like it and in which no
    promise earns anything are skipped and cost nothing. `whole` prices all spells, which also
    fills the cost of being away from the base within them.
    """
    dates, nights = len(pricing.kind), len(pricing.lodging)
    layers = pricing.nights_out + 1 if pricing.nights_out >= 0 else 1
    future = np.full((dates + 1, nights, layers), np.inf)
    end = np.empty(nights)
    tables = new_tables(pricing)
    falling = not whole and not prices.server.any()
    idle = np.zeros(dates + 1, np.bool_)
    begin = 0
    while begin < dates:
        until = begin + 1
        while until < dates and pricing.like[until] < 0:
            until += 1
        future[until, 0, 0] = 0.0
        told = len(prices.promise) > 0 and prices.promise[begin:until].any()
        if falling and not told and idle[pricing.like[begin]]:
            future[begin:until, 0, 0] = 0.0
        else:
            for date in range(until - 1, begin - 1, -1):
                price_date(pricing, prices, bound, date, end, tables, future)
            idle[pricing.like[begin]] |= future[begin, 0, 0] == 0.0
        begin = until
    later = 0.0
    for date in range(dates - 1, -1, -1):
        for night in range(nights):
            for out in range(layers):
                future[date, night, out] += later
        if pricing.like[date] >= 0:
            later = future[date, 0, 0]
    return future


@kernel
def price_date(
    pricing: PricingInstance, prices: DualPrices, bound: Flags, date: int, end: F64,
    tables: DayTables, future: F64,
) -> None:  # fmt: skip
    """Fill a date's row of `future` from the next one."""
    nights, layers, start = future.shape[1], future.shape[2], pricing.start
    gains, visit = gains_on(pricing, prices, date), visits_on(pricing, prices, date)
    for out in range(layers):
        nightly(pricing, future[date + 1], date, out, end)
        begun = start.night if date == start.date and out == start.out else 0
        for night in range(nights):
            if night == 0 or out > 0 or layers == 1 or night == begun:
                future[date, night, out] = end[night]
        kind = pricing.kind[date]
        if kind < 0:
            continue
        evening(pricing, kind, end, tables.asleep)
        sweep(date_of(pricing, kind, date, gains, visit, bound), tables)
        for night in range(nights):
            if (night == 0) != (out == 0) and layers > 1 and (night == 0 or night != begun):
                continue
            duty = pricing.duty - prices.day - (prices.trip if night == 0 else 0.0)
            best = future[date, night, out]
            for other in range(nights):
                best = min(best, end[other] + pricing.transit[kind, night, other] + duty)
            for post in range(len(gains)):
                ready = pricing.first[kind, night, post]
                if ready <= pricing.duty_end:
                    cost = tables.fresh[pricing.states.first[post], post, ready]
                    cost += pricing.out[kind, night, post] - visit[post]
                    best = min(best, cost + duty)
            future[date, night, out] = best
