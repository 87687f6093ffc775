"""Layers of `routing.bounds.pricing` in which a pair may return to posts, filled by the clock."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from routing.bounds.pricing_stays import onward, stand
from routing.bounds.relaxed_legs import F64
from routing.bounds.setup_states import Memory
from routing.instance import I32, I64, Flags
from routing.jit import inlined, kernel

I16 = npt.NDArray[np.int16]

SHORT = 30
"""Minutes below which a way to the next post is looked at in blocks of its own."""


@kernel
def again(
    start: int, top: int, layer: int, memory: Memory, gains: F64, visit: F64, bound: Flags,
    whole: int, rate: int, most: I64, open_: Flags, closes: I64, opening: I32, move: I32,
    water: I32, across: F64, arrival: I16, minutes: I32, least: int, away: F64, here: F64,
    fresh: F64,
) -> None:  # fmt: skip
    """Fill a layer in which a pair may return to posts, or go on to others within it.

    The clock runs in blocks so short that no way leads from one minute of a block to
    another, which lets the inner loops run over minutes: long ways in blocks of `SHORT`
    minutes, short ones in blocks of the shortest. Posts that ways of no length join are looked
    at minute by minute.
    """
    posts = np.flatnonzero(memory.inside[layer])
    still = at_once(posts, memory, minutes)
    joined = np.zeros(len(gains), np.bool_)
    joined[still.ravel()] = True
    high = top
    while high >= start:
        low = max(start, high - SHORT + 1)
        move_on(
            posts, layer, memory, False, low, high, visit, closes, move, water, across, arrival,
            minutes, away, fresh,
        )  # fmt: skip
        last = high
        while last >= low:
            first = max(low, last - least + 1)
            move_on(
                posts, layer, memory, True, first, last, visit, closes, move, water, across,
                arrival, minutes, away, fresh,
            )  # fmt: skip
            for post in posts:
                if not joined[post]:
                    stand(
                        first, last, top, 0 if bound[post] else whole, open_[post], gains[post],
                        opening[post], rate, most[post], away[post], here[post], fresh[post],
                    )  # fmt: skip
            for time in range(last, first - 1, -1):
                if not len(still):
                    break
                for post in posts:
                    if joined[post]:
                        stand(
                            time, time, top, 0 if bound[post] else whole, open_[post],
                            gains[post], opening[post], rate, most[post], away[post], here[post],
                            fresh[post],
                        )  # fmt: skip
                hop(
                    still, len(posts), layer, memory, time, visit, closes, move, water, across,
                    arrival, away, here, fresh,
                )  # fmt: skip
            last = first - 1
        high = low - 1


@kernel
def at_once(posts: I64, memory: Memory, minutes: I32) -> I64:
    """(n, 2) posts of a layer that a way of no length joins."""
    found = np.empty((len(posts) ** 2, 2), np.int64)
    size = 0
    for one in posts:
        for two in posts:
            if minutes[one, two] == 0 and (one != two or memory.selves):
                found[size, 0], found[size, 1] = one, two
                size += 1
    return found[:size]


@kernel
def hop(
    still: I64, count: int, layer: int, memory: Memory, time: int, visit: F64, closes: I64,
    move: I32, water: I32, across: F64, arrival: I16, away: F64, here: F64, fresh: F64,
) -> None:  # fmt: skip
    """Go on by ways of no length at one minute, at most once to each of `count` posts."""
    for _ in range(count):
        lowered = False
        for pair in range(len(still)):
            post, other = still[pair]
            if closes[other] <= time:
                continue
            before = away[post, time]
            onward(
                across[post, other], move[post, other], water[post, other], arrival, 0, time,
                time, closes[other], away[post], fresh[other],
            )  # fmt: skip
            if memory.up[layer, other] == layer and memory.setup == 0:
                onward(
                    across[post, other] - visit[other], move[post, other], water[post, other],
                    arrival, 0, time, time, closes[other], away[post], fresh[other],
                )  # fmt: skip
            if away[post, time] < before:
                lowered = True
                fresh[post, time] = min(fresh[post, time], away[post, time])
                here[post, time] = min(here[post, time], away[post, time])
        if not lowered:
            break


@inlined
def move_on(
    posts: I64, layer: int, memory: Memory, near: bool, low: int, high: int, visit: F64,
    closes: I64, move: I32, water: I32, across: F64, arrival: I16, minutes: I32, away: F64,
    fresh: F64,
) -> None:  # fmt: skip
    """Lower `away` for the minutes low to high by the short or by the long ways of a layer.

    Steps of no length, which are `hop`'s, are left out.
    """
    for post in posts:
        for other in posts:
            if (other == post and not memory.selves) or closes[other] <= low:
                continue
            step = minutes[post, other]
            if step > 0 and (step < SHORT) == near:
                onward(
                    across[post, other], move[post, other], water[post, other], arrival, 0, low,
                    high, closes[other], away[post], fresh[other],
                )  # fmt: skip
            new = memory.up[layer, other] == layer
            step += memory.setup
            if new and step > 0 and (step < SHORT) == near:
                onward(
                    across[post, other] - visit[other], move[post, other], water[post, other],
                    arrival, memory.setup, low, high, closes[other], away[post], fresh[other],
                )  # fmt: skip
