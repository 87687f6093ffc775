"""Pricing: the best a single pair can do against given rewards, by dynamic programming.

Given a reward for each resident recorded at each post, for each duty day and for each trip,
`price` finds the cheapest course of a pair over the whole campaign, in two nested programmes:

* over dates, backwards: `future[date, night, out]` is the least cost from the start of a
  date on, for a pair that slept at a night place and has spent `out` nights out in a row;
* within a date, backwards over the minutes of the duty window: `away[post, minute]` is the
  least cost from a post on (drive to a night place or to another post), `here` with the
  choice to record on, `fresh` before the first resident is recorded.

Times are exact to the minute and residents whole, as R6 counts them. Everything is added
up in multiples of 2**-10 rupiah (the caller rounds rewards to that grid), so sums are
exact in floating point and a bound made of them is a bound.

Dropped from the rules, which only lowers costs: driving is limited leg by leg, not by date
(R14); a way's minutes are those of its quickest and its rupiah those of its cheapest chain
(`routing.ways`); demand (R7) holds per stay; a `relaxed` scene pays set-up once a date, at the
first post (R5 allows to set up long before a session, and to come back without setting up
again: only a relaxed scene misses no such date, so only it gives a bound).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from routing.network import I32, I64, Flags
from routing.ways import F64

I16 = npt.NDArray[np.int16]


MOST_HOPS = 30
"""Posts of a date after which `trace` gives up: ways of no length may run in circles."""


class Scene(NamedTuple):
    """What pricing needs of one class of teams and some posts; the base is night 0."""

    kind: I32  # (dates,) row of the tables below, -1 where there are no events
    home: Flags  # (dates,) the night after must be at the base
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
    most: I64  # (posts,) residents that one stay may record
    rate: int
    setup: int  # minutes at each post of a date but the first, whose set-up is in `first`
    relaxed: bool
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


class Tables(NamedTuple):
    """Cost to go within one date, (posts, minutes) each."""

    away: F64
    here: F64
    fresh: F64


@njit(cache=True, nogil=True)
def arrive(row: int, arrival: I16, minutes: int, time: int, top: int) -> int:
    """Arrival when leaving at `time` by road or by the given row of `arrival`."""
    if row >= 0:
        there = int(arrival[row, time])
        return there if there >= 0 else 1 << 20
    there = time + int(minutes)
    return there if there <= top else 1 << 20


@njit(cache=True, nogil=True)
def needed(rate: int, residents: int) -> int:
    """Fewest whole minutes in which a session can record so many."""
    return (60 * residents + rate - 1) // rate


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def record(
    opening: I32, rate: int, limit: int, time: int, top: int, gain: float, away: F64, wait: float
) -> float:
    """Least cost at `time` of recording 1 to `limit` residents from now on, or waiting.

    `opening` (intervals, 2) and `away` (minutes) are the post's, `top` the end of duty.
    """
    best = wait
    done = 0
    for slot in range(opening.shape[0]):
        opens = int(opening[slot, 0])
        if opens < 0 or opens >= top or done >= limit:
            break
        start = max(time, opens)
        room = (min(int(opening[slot, 1]), top) - start) * rate // 60
        for residents in range(1, min(room, limit - done) + 1):
            end = start + (60 * residents + rate - 1) // rate
            best = min(best, away[end] - (done + residents) * gain)
        if room > 0:
            done += room
    return best


@njit(cache=True, nogil=True)
def open_for(scene: Scene, post: int, date: int, time: int, unit: int) -> bool:
    """Whether the post is open from `time` for `unit` minutes on."""
    if time + unit > scene.duty_end:
        return False
    for slot in range(scene.opening.shape[2]):
        opens = scene.opening[post, date, slot, 0]
        if opens >= 0 and opens <= time and time + unit <= scene.opening[post, date, slot, 1]:
            return True
    return False


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def lower(row: F64, target: F64, low: int, high: int, shift: int, cost: float) -> None:
    """Lower row[low..high] to target[low + shift ..] + cost; a loop that compiles to vectors."""
    size = high - low + 1
    if size <= 0:
        return
    into = row[low : high + 1]
    source = target[low + shift : high + shift + 1]
    for step in range(size):
        into[step] = min(into[step], source[step] + cost)


@njit(cache=True, nogil=True)
def onward(
    post: int, low: int, high: int, closes: I64, costs: F64, shifts: I64, waters: I32,
    arrival: I16, setup: int, row: F64, fresh: F64,
) -> None:  # fmt: skip
    """Lower a post's `away` for the minutes low to high by going on to another post."""
    for other in range(len(costs)):
        if other == post or closes[other] <= low:
            continue
        target = fresh[other]
        if waters[other] >= 0:
            for time in range(low, high + 1):
                there = int(arrival[waters[other], time])
                if there >= 0 and there + setup < closes[other]:
                    row[time] = min(row[time], target[there + setup] + costs[other])
            continue
        shift = int(shifts[other]) + setup
        lower(row, target, low, min(high, int(closes[other]) - 1 - shift), shift, costs[other])


@njit(cache=True, nogil=True)
def stride(scene: Scene, kind: int, setup: int) -> int:
    """Fewest minutes from leaving one post to recording at another; at most an hour."""
    least = 60
    for one in range(scene.move.shape[1]):
        for two in range(scene.move.shape[1]):
            if one != two:
                least = min(least, int(scene.move[kind, one, two]) + setup)
                if scene.water[kind, one, two] >= 0:
                    least = min(least, setup + 1)
    return least


@njit(cache=True, nogil=True)
def stand(
    post: int, low: int, high: int, top: int, unit: int, open_: Flags, gain: float, opening: I32,
    rate: int, limit: int, away: F64, here: F64, fresh: F64, lax: bool,
) -> None:  # fmt: skip
    """Fill a post's `fresh` and `here` for the minutes high down to low from its `away`.

    With `lax` a stay may record nobody: a set-up for a session later on the date.
    """
    for time in range(high, low - 1, -1):
        wait = fresh[time + 1] if time < top else np.inf
        if lax:
            wait = min(wait, away[time])
        if unit == 0:
            fresh[time] = record(opening, rate, limit, time, top, gain, away, wait)
            continue
        best = away[time]
        if time < top:
            best = min(best, here[time + 1])
        if open_[time]:
            more = here[time + unit] - gain
            best = min(best, more)
            wait = min(wait, more)
        fresh[time] = wait
        here[time] = best


@njit(cache=True, nogil=True)
def sweep(
    scene: Scene, kind: int, date: int, gains: F64, bound: Flags, tables: Tables
) -> None:  # fmt: skip
    """Fill a date's tables, backwards over the clock; `away` holds the evening.

    `bound[post]`: one stay may not record all that fits. The clock runs in blocks so short
    that no way leads from one minute of a block to another, which lets the inner loop run
    over minutes.
    """
    count = len(gains)
    away, here, fresh = tables
    whole = 60 // scene.rate if scene.rate > 0 and 60 % scene.rate == 0 else 0
    setup = scene.setup
    block = stride(scene, kind, setup)
    open_, closes = opens_on(scene, date, max(1, whole))
    costs = scene.across[kind]
    shifts = scene.move[kind].astype(np.int64)
    waters = scene.water[kind]
    high = scene.duty_end
    while high >= scene.duty_start:
        low = max(scene.duty_start, high - max(1, block) + 1)
        for turn in range(2):
            for post in range(count):
                if turn == (0 if block else 1):
                    onward(
                        post, low, high, closes, costs[post], shifts[post], waters[post],
                        scene.arrival, setup, away[post], fresh,
                    )  # fmt: skip
            for post in range(count):
                if turn == 1 or not block:
                    stand(
                        post, low, high, scene.duty_end, 0 if bound[post] else whole,
                        open_[post], gains[post], scene.opening[post, date], scene.rate,
                        scene.most[post], away[post], here[post], fresh[post], scene.relaxed,
                    )  # fmt: skip
        high = low - 1


@njit(cache=True, nogil=True)
def nightly(scene: Scene, after: F64, date: int, out: int, end: F64) -> None:
    """Cost of each night after the date and from there on, for `out` nights out before it."""
    layers = after.shape[1]
    end[0] = after[0, 0]
    step = out + 1 if scene.nights_out >= 0 else 0
    allowed = not scene.home[date] and scene.nights_out != 0 and step < layers
    for night in range(1, len(end)):
        end[night] = scene.lodging[night] + after[night, step] if allowed else np.inf


@njit(cache=True, nogil=True)
def new_tables(scene: Scene) -> Tables:
    """Unfilled tables for one date."""
    shape = (scene.move.shape[1], scene.duty_end + 1)
    return Tables(np.empty(shape), np.empty(shape), np.empty(shape))


@njit(cache=True, nogil=True)
def gains_on(scene: Scene, rewards: Rewards, date: int) -> F64:
    """Net reward of a resident at each post on a date."""
    gains: F64 = rewards.resident - (date * scene.urgency + rewards.server[date])
    return gains


@njit(cache=True, nogil=True)
def price(scene: Scene, rewards: Rewards, bound: Flags) -> F64:
    """Cost to go from each date, (dates + 1, nights, layers); the value is [0, 0, 0]."""
    dates, nights = len(scene.kind), len(scene.lodging)
    layers = scene.nights_out + 1 if scene.nights_out >= 0 else 1
    future = np.full((dates + 1, nights, layers), np.inf)
    future[dates, 0, 0] = 0.0
    end = np.empty(nights)
    tables = new_tables(scene)
    for date in range(dates - 1, -1, -1):
        gains = gains_on(scene, rewards, date)
        for out in range(layers):
            nightly(scene, future[date + 1], date, out, end)
            for night in range(nights):
                if night == 0 or out > 0 or layers == 1:
                    future[date, night, out] = end[night]
            kind = scene.kind[date]
            if kind < 0:
                continue
            evening(scene, kind, end, tables.away)
            sweep(scene, kind, date, gains, bound, tables)
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
                        cost = tables.fresh[post, ready] + scene.out[kind, night, post]
                        best = min(best, cost + duty)
                future[date, night, out] = best
    return future


@njit(cache=True, nogil=True)
def trace(scene: Scene, rewards: Rewards, bound: Flags, future: F64) -> I64:  # noqa: PLR0912, PLR0915
    """The course that `price` found, from the same tables.

    Returns
    -------
    (steps, 4) rows: date, kind of step, place, amount. Kinds: 0 idle at night `place`,
    1 duty day that starts at night `place`, 2 session-stay at post `place` recording
    `amount`, 3 night at `place` after a duty day.
    """
    dates = len(scene.kind)
    steps = np.empty((dates * 40 + 8, 4), np.int64)
    size = home = 0
    night, out = 0, 0
    layers = future.shape[2]
    end = np.empty(len(scene.lodging))
    tables = new_tables(scene)
    for date in range(dates):
        value = future[date, night, out]
        nightly(scene, future[date + 1], date, out, end)
        kind = scene.kind[date]
        if value == end[night] or kind < 0:
            if night != 0:
                steps[size, 0], steps[size, 1], steps[size, 2], steps[size, 3] = date, 0, night, 0
                size += 1
                out = out + 1 if layers > 1 else 0
            continue
        gains = gains_on(scene, rewards, date)
        evening(scene, kind, end, tables.away)
        sweep(scene, kind, date, gains, bound, tables)
        steps[size, 0], steps[size, 1], steps[size, 2], steps[size, 3] = date, 1, night, 0
        size += 1
        duty = scene.duty - rewards.day - (rewards.trip if night == 0 else 0.0)
        post, time, target = -1, 0, -1
        for other in range(len(end)):
            if end[other] + scene.transit[kind, night, other] + duty == value:
                target = other
                break
        if target < 0:
            for other in range(len(gains)):
                there = scene.first[kind, night, other]
                if there <= scene.duty_end:
                    cost = tables.fresh[other, there] + scene.out[kind, night, other]
                    if cost + duty == value:
                        post, time = other, there
                        break
        hops = 0
        while target == -1:
            hops += 1
            if hops > MOST_HOPS:
                target = -2
                break
            amount, time = _stay(scene, date, post, time, gains[post], bound[post], tables)
            if amount:
                steps[size, 0], steps[size, 1] = date, 2
                steps[size, 2], steps[size, 3] = post, amount
                size += 1
            post, time, target = _onward(scene, kind, post, time, end, tables)
        if target < 0:
            return steps[:home]
        steps[size, 0], steps[size, 1], steps[size, 2], steps[size, 3] = date, 3, target, 0
        size += 1
        if target == 0:
            out = 0
            home = size
        elif layers > 1:
            out += 1
        night = target
    return steps[:size]


@njit(cache=True, nogil=True)
def _stay(
    scene: Scene, date: int, post: int, time: int, gain: float, bound: bool, tables: Tables
) -> tuple[int, int]:
    """Residents recorded in a stay that is set up at `time`, and when it ends."""
    away, here, fresh = tables
    unit = 60 // scene.rate if 60 % scene.rate == 0 else 0
    value = fresh[post, time]
    while time < scene.duty_end and fresh[post, time + 1] == value:
        time += 1
    if unit and not bound:
        if not open_for(scene, post, date, time, unit) or here[post, time + unit] - gain != value:
            return 0, time
        amount, time = 1, time + unit
        while away[post, time] != here[post, time]:
            if time < scene.duty_end and here[post, time + 1] == here[post, time]:
                time += 1
            else:
                amount, time = amount + 1, time + unit
        return amount, time
    done = 0
    for slot in range(scene.opening.shape[2]):
        opens = scene.opening[post, date, slot, 0]
        if opens < 0:
            break
        closes = min(int(scene.opening[post, date, slot, 1]), scene.duty_end)
        start = max(time, int(opens))
        room = (closes - start) * scene.rate // 60
        for residents in range(1, room + 1):
            end = start + needed(scene.rate, residents)
            if away[post, end] - (done + residents) * gain == value:
                return done + residents, end
        if room > 0:
            done += room
    return 0, time


@njit(cache=True, nogil=True)
def _onward(
    scene: Scene, kind: int, post: int, time: int, end: F64, tables: Tables
) -> tuple[int, int, int]:
    """Next post and the time it is set up, or the night place, after a stay; -2 if lost."""
    if time > scene.duty_end:
        return -1, 0, -2
    value = tables.away[post, time]
    for turn in range(2 * len(scene.most)):
        other = turn % len(scene.most)
        if other == post:
            continue
        there = scene.setup + arrive(
            scene.water[kind, post, other], scene.arrival, scene.move[kind, post, other], time,
            scene.duty_end,
        )  # fmt: skip
        if there <= scene.duty_end:
            cost = tables.fresh[other, there] + scene.across[kind, post, other]
            idle = there == time and tables.away[other, there] == tables.fresh[other, there]
            if cost == value and (turn >= len(scene.most) or not idle):
                return other, there, -1
    for night in range(len(end)):
        in_time = scene.latest[kind, post, night] >= time
        if in_time and scene.back[kind, post, night] + end[night] == value:
            return -1, 0, night
    later: tuple[int, int, int] = _onward(scene, kind, post, time + 1, end, tables)
    return later
