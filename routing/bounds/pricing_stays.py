"""Stays at a post and legs between two, minute by minute: the inner loops of pricing.

`away[minute]` is the least cost from leaving the post on, `here` with the choice to record
on, `fresh` before the first resident is recorded. Clock times are minutes after midnight.
"""

from __future__ import annotations

import numpy as np

from routing.bounds.pricing_date import I16
from routing.bounds.relaxed_legs import F64
from routing.instance import I32, Flags
from routing.jit import inlined, kernel


@inlined
def needed(rate: int, residents: int) -> int:
    """Return the fewest whole minutes in which a session can record so many residents."""
    return (60 * residents + rate - 1) // rate


@inlined
def record(
    opening: I32, rate: int, limit: int, time: int, top: int, gain: float,
    away: F64, wait: float,
) -> float:  # fmt: skip
    """Return the least cost at `time` of recording 1 to `limit` residents from then on, or `wait`.

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


@inlined
def lower(row: F64, target: F64, low: int, high: int, shift: int, cost: float) -> None:
    """Lower row[low..high] to target[low + shift ..] + cost; a loop that compiles to vectors."""
    size = high - low + 1
    if size <= 0:
        return
    into = row[low : high + 1]
    source = target[low + shift : high + shift + 1]
    for step in range(size):
        into[step] = min(into[step], source[step] + cost)


@inlined
def onward(
    cost: float, shift: int, water: int, arrival: I16, setup: int, low: int, high: int,
    close: int, row: F64, fresh: F64,
) -> None:  # fmt: skip
    """Lower a post's `away` for the minutes low to high by going on to another post.

    Arguments are plain numbers and arrays: numba counts references of every array of a named
    tuple at every call, which costs a tenth of the time here.

    Parameters
    ----------
    cost
        Rupiah of the move, less what is earned on setting up at the other post.
    shift, water
        Minutes by road, and the row of `arrival` where water leads there (-1: none).
    setup, close
        Minutes of setting up at the other post, and when that post closes.
    row, fresh
        `away` of the post, and `fresh` of the other one in the state that the move leads to.
    """
    if water >= 0:
        for time in range(low, high + 1):
            there = int(arrival[water, time])
            if there >= 0 and there + setup < close:
                row[time] = min(row[time], fresh[there + setup] + cost)
        return
    lower(row, fresh, low, min(high, close - 1 - shift - setup), shift + setup, cost)


@inlined
def stand(
    low: int, high: int, top: int, unit: int, open_: Flags, gain: float, opening: I32,
    rate: int, limit: int, away: F64, here: F64, fresh: F64,
) -> None:  # fmt: skip
    """Fill a post's `fresh` and `here` for the minutes high down to low from its `away`.

    A stay may record nobody: a set-up for a session later on the date.
    """
    for time in range(high, low - 1, -1):
        wait = away[time]
        if time < top:
            wait = min(wait, fresh[time + 1])
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


@kernel
def window(  # noqa: PLR0912
    opening: I32, unit: int, limit: int, low: int, top: int, gain: float,
    away: F64, fresh: F64,
) -> None:  # fmt: skip
    """Fill a post's `fresh` where a stay records at most `limit`, a unit of minutes each.

    As `stand` with `record`, by sliding minima: within an opening interval over the ends of
    the stay, backwards in steps of a unit; beyond it over the whole of later intervals.
    """
    for time in range(low, top + 1):
        fresh[time] = away[time]
    rest = np.full(limit + 1, np.inf)
    queue = np.empty(top + 2, np.int64)
    for slot in range(opening.shape[0] - 1, -1, -1):
        opens = int(opening[slot, 0])
        if opens < 0 or opens >= top:
            continue
        close = min(int(opening[slot, 1]), top)
        for phase in range(unit):
            head = tail = 0
            last = close - (close - opens - phase) % unit
            for room in range((last - opens) // unit + 1):
                time = last - room * unit
                while tail > head and queue[head] < room - limit:
                    head += 1
                if tail > head:
                    end = last - queue[head] * unit
                    fresh[time] = min(fresh[time], away[end] - (room - queue[head]) * gain)
                if room < limit:
                    fresh[time] = min(fresh[time], rest[limit - room] - room * gain)
                worth = away[time] + room * gain
                while tail > head and (
                    away[last - queue[tail - 1] * unit] + queue[tail - 1] * gain >= worth
                ):
                    tail -= 1
                queue[tail] = room
                tail += 1
        room = max(0, (close - opens) // unit)
        for done in range(limit, room, -1):
            rest[done] = rest[done - room] - room * gain
        best = np.inf
        for done in range(1, limit + 1):
            if done <= room:
                best = min(best, away[opens + done * unit] - done * gain)
                rest[done] = best
            else:
                rest[done] = min(rest[done], best)
    for time in range(top - 1, low - 1, -1):
        fresh[time] = min(fresh[time], fresh[time + 1])
