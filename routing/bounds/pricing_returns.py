"""States of pricing in which a pair may return to posts, filled along the clock.

Where a pair may return, a post's table depends on the tables of other posts in the same state,
so all posts are filled together, backwards over the minutes.
"""

from __future__ import annotations

import numpy as np

from routing.bounds.pricing_date import LayerTables, PricedDate
from routing.bounds.pricing_stays import onward, stand
from routing.bounds.setup_states import SetupStates
from routing.instance import I32, I64
from routing.jit import inlined, kernel

SHORT = 30
"""Minutes below which a leg to the next post is looked at in blocks of its own."""


@kernel
def fill_with_returns(day: PricedDate, layer: int, tables: LayerTables) -> None:
    """Fill a state in which a pair may return to posts, or go on to others within it.

    The clock runs in blocks so short that no leg leads from one minute of a block to
    another, which lets the inner loops run over minutes: long legs in blocks of `SHORT`
    minutes, short ones in blocks of the shortest. Posts that legs of no length join are filled
    minute by minute.
    """
    posts = np.flatnonzero(day.states.inside[layer])
    still = legs_of_no_length(posts, day.states, day.minutes)
    joined = np.zeros(len(day.gains), np.bool_)
    joined[still.ravel()] = True
    alone = posts[~joined[posts]]
    together = posts[joined[posts]]
    high = day.end
    while high >= day.start:
        low = max(day.start, high - SHORT + 1)
        move_on(day, posts, layer, False, low, high, tables)
        last = high
        while last >= low:
            first = max(low, last - day.shortest + 1)
            move_on(day, posts, layer, True, first, last, tables)
            stand_at(day, alone, first, last, tables)
            if len(still):
                for time in range(last, first - 1, -1):
                    stand_at(day, together, time, time, tables)
                    hop(day, still, len(posts), layer, time, tables)
            last = first - 1
        high = low - 1


@inlined
def stand_at(day: PricedDate, posts: I64, low: int, high: int, tables: LayerTables) -> None:
    """Fill the tables of some posts for the minutes high down to low from their `away`."""
    away, here, fresh = tables.away, tables.here, tables.fresh
    bound, open_, gains, opening, most = day.bound, day.open_, day.gains, day.opening, day.most
    for post in posts:
        stand(
            low, high, day.end, 0 if bound[post] else day.unit, open_[post], gains[post],
            opening[post], day.rate, most[post], away[post], here[post], fresh[post],
        )  # fmt: skip


@kernel
def legs_of_no_length(posts: I64, states: SetupStates, minutes: I32) -> I64:
    """Return (n, 2) posts of a state that a leg of no length joins."""
    found = np.empty((len(posts) ** 2, 2), np.int64)
    size = 0
    for one in posts:
        for two in posts:
            if minutes[one, two] == 0 and (one != two or states.selves):
                found[size, 0], found[size, 1] = one, two
                size += 1
    return found[:size]


@kernel
def hop(
    day: PricedDate, still: I64, count: int, layer: int, time: int, tables: LayerTables
) -> None:
    """Go on by legs of no length at one minute, at most once to each of `count` posts."""
    up, setup = day.states.up, day.states.setup
    move, water, across, visit = day.move, day.water, day.across, day.visit
    arrival, closes = day.arrival, day.closes
    away, here, fresh = tables.away, tables.here, tables.fresh
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
            if up[layer, other] == layer and setup == 0:
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
    day: PricedDate, posts: I64, layer: int, near: bool, low: int, high: int, tables: LayerTables
) -> None:
    """Lower `away` for the minutes low to high by the short or by the long legs of a state.

    Legs of no length, which are `hop`'s, are left out.
    """
    up, setup, selves = day.states.up, day.states.setup, day.states.selves
    move, water, across, visit = day.move, day.water, day.across, day.visit
    arrival, closes, minutes = day.arrival, day.closes, day.minutes
    away, fresh = tables.away, tables.fresh
    for post in posts:
        for other in posts:
            if (other == post and not selves) or closes[other] <= low:
                continue
            step = minutes[post, other]
            if step > 0 and (step < SHORT) == near:
                onward(
                    across[post, other], move[post, other], water[post, other], arrival, 0, low,
                    high, closes[other], away[post], fresh[other],
                )  # fmt: skip
            step += setup
            if up[layer, other] == layer and step > 0 and (step < SHORT) == near:
                onward(
                    across[post, other] - visit[other], move[post, other], water[post, other],
                    arrival, setup, low, high, closes[other], away[post], fresh[other],
                )  # fmt: skip
