"""Pricing: the best a single pair can do against given rewards, by dynamic programming.

Given a reward for each resident recorded at each post, for each duty day and for each trip,
`price` finds the cheapest course of a pair over the whole campaign, in two nested programmes
(and `routing.bounds.backtracking` the course itself):

* over dates, backwards: `future[date, night, out]` is the least cost from the start of a
  date on, for a pair that slept at a night place and has spent `out` nights out in a row;
* within a date, backwards over the minutes of the duty window: `away[post, minute]` is the
  least cost from a post on (drive to a night place or to another post), `here` with the
  choice to record on, `fresh` before the first resident is recorded.

Times are exact to the minute and residents whole, as R6 counts them. Everything is added
up in multiples of 2**-10 rupiah (the caller rounds rewards to that grid), so sums are
exact in floating point and a bound made of them is a bound.

Set-up (R5) is paid once a date at each post. A pair may set up long before its first session
at a post, and come back without setting up again, so the programme remembers where it has set
up: each set of posts is a layer of tables of its own while posts are few
(`routing.bounds.setup_states`). Visits are rewarded on setting up.

The residents whom the last session of a post records after closing time (R6') are taken off its
demand beforehand.

Dropped from the rules, which only lowers costs: the smallest visit (R6'); driving is limited leg by
leg, not by date (R14); a way's minutes are those of its quickest and its rupiah those of its
cheapest chain (`routing.bounds.relaxed_legs`); demand (R7) holds per stay; of many posts, that one
returns to posts only where one has set up.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from routing.bounds.pricing_returns import SHORT, again
from routing.bounds.pricing_stays import onward, stand, window
from routing.bounds.relaxed_legs import F64
from routing.bounds.setup_states import Memory
from routing.instance import I32, I64, Flags
from routing.jit import inlined, kernel

I16 = npt.NDArray[np.int16]


class Scene(NamedTuple):
    """What pricing needs of one class of teams and some posts; the base is night 0."""

    kind: I32  # (dates,) row of the tables below, -1 where there are no events
    home: Flags  # (dates,) the night after must be at the base
    like: I32  # (dates,) first date of the earliest spell that is the same; -1 within a spell
    opening: I32  # (posts, dates, intervals, 2), -1 = none
    first: I32  # (kinds, nights, posts) set up at a first post
    latest: I32  # (kinds, posts, nights) latest departure
    move: I32  # (kinds, posts, posts) minutes by road
    water: I32  # (kinds, posts, posts) row of `arrival`, -1 = by road only
    arrival: I16  # (rows, minutes) arrival by road or water, -1 = none
    out: F64  # (kinds, nights, posts) rupiah
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
    memory: Memory
    afloat: I32  # (rows,) fewest minutes between leaving and arriving by `arrival`
    duty_start: int
    duty_end: int
    nights_out: int  # most nights out in a row; 0 = only the base; -1 = never binding
    duty: float  # rupiah of a duty day
    urgency: float  # rupiah per resident and date


class Rewards(NamedTuple):
    """Prices in rupiah, each a multiple of 2**-10."""

    resident: F64  # (posts,)
    day: float  # per duty day
    trip: float  # per trip, on leaving the base
    server: F64  # (dates,) charged per resident recorded on the date
    visit: F64  # (posts,) per date on which the post is set up


class Tables(NamedTuple):
    """Cost to go within one date, (layers, posts, minutes) each, and that of going to sleep."""

    away: F64
    here: F64
    fresh: F64
    asleep: F64  # (posts, minutes)


@inlined
def arrive(row: int, arrival: I16, minutes: int, time: int, top: int) -> int:
    """Arrival when leaving at `time` by road or by the given row of `arrival`."""
    if row >= 0:
        there = int(arrival[row, time])
        return there if there >= 0 else 1 << 20
    there = time + int(minutes)
    return there if there <= top else 1 << 20


@kernel
def evening(scene: Scene, kind: int, end: F64, away: F64) -> None:
    """Fill `away` with the cost of going to sleep; `end[night]` is the cost from there on."""
    top = scene.duty_end
    for post in range(away.shape[0]):
        for time in range(scene.duty_start, top + 1):
            away[post, time] = np.inf
        for night in range(len(end)):
            latest = scene.latest[kind, post, night]
            if latest < scene.duty_start:
                continue
            cost = scene.back[kind, post, night] + end[night]
            away[post, latest] = min(away[post, latest], cost)
        for time in range(top - 1, scene.duty_start - 1, -1):
            away[post, time] = min(away[post, time], away[post, time + 1])


@kernel
def opens_on(scene: Scene, date: int, unit: int) -> tuple[Flags, I64]:
    """(posts, minutes) whether a post is open for `unit` minutes on, and when it closes."""
    count = scene.move.shape[1]
    flags = np.zeros((count, scene.duty_end + 1), np.bool_)
    closes = np.zeros(count, np.int64)
    for post in range(count):
        for slot in range(scene.opening.shape[2]):
            opens = scene.opening[post, date, slot, 0]
            if opens < 0:
                continue
            close = min(int(scene.opening[post, date, slot, 1]), scene.duty_end)
            closes[post] = max(closes[post], close)
            for time in range(opens, close - unit + 1):
                flags[post, time] = True
    return flags, closes


@kernel
def blocks(scene: Scene, kind: int) -> tuple[I32, int]:
    """(posts, posts) minutes of ways by road or water, and of the shortest that takes time."""
    minutes = scene.move[kind].copy()
    least = SHORT
    setup = scene.memory.setup
    for one in range(len(minutes)):
        for two in range(len(minutes)):
            if scene.water[kind, one, two] >= 0:
                afloat = scene.afloat[scene.water[kind, one, two]]
                minutes[one, two] = min(minutes[one, two], afloat)
            if one != two or scene.memory.selves:
                shift = minutes[one, two] if minutes[one, two] > 0 else setup
                least = min(least, shift) if shift > 0 else least
    return minutes, least


@kernel
def sweep(
    scene: Scene, kind: int, date: int, gains: F64, visit: F64, bound: Flags, tables: Tables
) -> None:  # fmt: skip
    """Fill a date's tables, backwards over the clock; `asleep` holds the evening.

    `bound[post]`: one stay may not record all that fits. Layers lead upwards only, so each
    is filled over the whole duty window at once, but for ways within a layer.
    """
    memory = scene.memory
    whole = 60 // scene.rate if scene.rate > 0 and 60 % scene.rate == 0 else 0
    open_, closes = opens_on(scene, date, max(1, whole))
    low, top, rate, most = scene.duty_start, scene.duty_end, scene.rate, scene.most
    move, water, across = scene.move[kind], scene.water[kind], scene.across[kind]
    arrival, opening, setup = scene.arrival, scene.opening[:, date], memory.setup
    minutes, least = blocks(scene, kind)
    for layer in range(len(memory.up) - 1, -1, -1):
        away, here, fresh = tables.away[layer], tables.here[layer], tables.fresh[layer]
        inside, up = memory.inside[layer], memory.up[layer]
        for post in range(len(gains)):
            if not inside[post]:
                continue
            for time in range(low, top + 1):  # numba compiles array slices slowly
                away[post, time] = tables.asleep[post, time]
            for other in range(len(gains)):
                apart = other != post or memory.selves
                if up[other] > layer and apart and closes[other] > low:
                    onward(
                        across[post, other] - visit[other], move[post, other],
                        water[post, other], arrival, setup, low, top, closes[other], away[post],
                        tables.fresh[up[other], other],
                    )  # fmt: skip
        if memory.again[layer]:
            again(
                low, top, layer, memory, gains, visit, bound, whole, rate, most, open_, closes,
                opening, move, water, across, arrival, minutes, least, away, here, fresh,
            )  # fmt: skip
            continue
        for post in range(len(gains)):
            if not inside[post]:
                continue
            if bound[post] and whole:
                window(
                    opening[post], whole, most[post], low, top, gains[post], away[post],
                    fresh[post],
                )  # fmt: skip
            else:
                stand(
                    low, top, top, 0 if bound[post] else whole, open_[post], gains[post],
                    opening[post], rate, most[post], away[post], here[post], fresh[post],
                )  # fmt: skip


@kernel
def nightly(scene: Scene, after: F64, date: int, out: int, end: F64) -> None:
    """Cost of each night after the date and from there on, for `out` nights out before it."""
    layers = after.shape[1]
    end[0] = after[0, 0]
    step = out + 1 if scene.nights_out >= 0 else 0
    allowed = not scene.home[date] and scene.nights_out != 0 and step < layers
    for night in range(1, len(end)):
        end[night] = scene.lodging[night] + after[night, step] if allowed else np.inf


@kernel
def new_tables(scene: Scene) -> Tables:
    """Unfilled tables for one date."""
    posts, minutes = scene.move.shape[1], scene.duty_end + 1
    shape = (len(scene.memory.up), posts, minutes)
    return Tables(np.empty(shape), np.empty(shape), np.empty(shape), np.empty((posts, minutes)))


@kernel
def gains_on(scene: Scene, rewards: Rewards, date: int) -> F64:
    """Net reward of a resident at each post on a date."""
    gains: F64 = rewards.resident - (date * scene.urgency + rewards.server[date])
    return gains


@kernel
def price(scene: Scene, rewards: Rewards, bound: Flags, whole: bool) -> F64:
    """Cost to go from each date, (dates + 1, nights, layers); the value is [0, 0, 0].

    Spells between nights that must be at the base are priced one by one, since nothing but
    their cost connects them. Rewards fall from date to date, so a spell in which no work
    pays is the last one of its like that is looked at, unless `whole` asks for all: the cost
    of being away from the base within the others is not told.
    """
    dates, nights = len(scene.kind), len(scene.lodging)
    layers = scene.nights_out + 1 if scene.nights_out >= 0 else 1
    future = np.full((dates + 1, nights, layers), np.inf)
    end = np.empty(nights)
    tables = new_tables(scene)
    falling = not whole and not rewards.server.any()
    idle = np.zeros(dates + 1, np.bool_)
    begin = 0
    while begin < dates:
        until = begin + 1
        while until < dates and scene.like[until] < 0:
            until += 1
        future[until, 0, 0] = 0.0
        if falling and idle[scene.like[begin]]:
            future[begin:until, 0, 0] = 0.0
        else:
            for date in range(until - 1, begin - 1, -1):
                price_date(scene, rewards, bound, date, end, tables, future)
            idle[scene.like[begin]] |= future[begin, 0, 0] == 0.0
        begin = until
    later = 0.0
    for date in range(dates - 1, -1, -1):
        for night in range(nights):
            for out in range(layers):
                future[date, night, out] += later
        if scene.like[date] >= 0:
            later = future[date, 0, 0]
    return future


@kernel
def price_date(
    scene: Scene, rewards: Rewards, bound: Flags, date: int, end: F64, tables: Tables,
    future: F64,
) -> None:  # fmt: skip
    """Fill a date's row of `future` from the next one."""
    nights, layers = future.shape[1], future.shape[2]
    gains = gains_on(scene, rewards, date)
    for out in range(layers):
        nightly(scene, future[date + 1], date, out, end)
        for night in range(nights):
            if night == 0 or out > 0 or layers == 1:
                future[date, night, out] = end[night]
        kind = scene.kind[date]
        if kind < 0:
            continue
        evening(scene, kind, end, tables.asleep)
        sweep(scene, kind, date, gains, rewards.visit, bound, tables)
        for night in range(nights):
            if (night == 0) != (out == 0) and layers > 1:
                continue
            duty = scene.duty - rewards.day - (rewards.trip if night == 0 else 0.0)
            best = future[date, night, out]
            for other in range(nights):
                best = min(best, end[other] + scene.transit[kind, night, other] + duty)
            for post in range(len(gains)):
                ready = scene.first[kind, night, post]
                if ready <= scene.duty_end:
                    cost = tables.fresh[scene.memory.first[post], post, ready]
                    cost += scene.out[kind, night, post] - rewards.visit[post]
                    best = min(best, cost + duty)
            future[date, night, out] = best
