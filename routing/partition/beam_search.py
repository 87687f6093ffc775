"""A pair's course over a set of posts: beam search over dates, guided by the bound.

A label at the start of a date knows the night place, the residents left at each post and
what it has cost so far. The rewards of the pair's linear programme (`routing.pair_bound`)
say what the rest costs at least: residents left at their rewards plus the
pricing table from that night on. Labels are kept in order of the sum, so that the search
looks where the proof says that good plans are. Within a date every order of a few stays is
tried, each recorded to the end, to the break, or as long as some night place allows; the
pricing tables of the date cut off what cannot stay below the cutoff.

Ways are those of `routing.bounds.relaxed_legs`: minutes of the quickest, rupiah of the cheapest
chain; the timetable settles the difference when it writes events.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from routing.bounds import (
    F64,
    Rewards,
    Scene,
    Tables,
    arrive,
    evening,
    gains_on,
    needed,
    new_tables,
    nightly,
    sweep,
)
from routing.instance import I32, I64, Flags
from routing.jit import kernel

MOST_STAYS = 4
"""Stays that a date of a course may have."""


class Search(NamedTuple):
    """What guides and limits a search."""

    rewards: Rewards
    future: F64  # (dates + 1, nights, layers)
    days: int  # duty days of the branch that the rewards belong to
    trips: int
    nights: Flags  # (nights,) places where the course may sleep
    near: I32  # (posts, k) posts to go on to, -1 = none
    beam: int


class Labels(NamedTuple):
    """Labels of all dates, one row each."""

    at: I64  # (rows, 5) night, nights out, duty days, trips, parent
    left: I64  # (rows, posts)
    cost: F64  # (rows,)
    stays: I64  # (rows, MOST_STAYS, 2) post and residents, -1 = none; start of idle: -2


@kernel
def floor_of(search: Search, left: I64, days: int, trips: int) -> float:
    """Least cost of what is left, but for the pricing table."""
    rewards = search.rewards
    total = 0.0
    for post in range(len(left)):
        if left[post] > 0:
            total += rewards.resident[post] * left[post]
    total += rewards.day * max(0, search.days - days)
    return total + rewards.trip * max(0, search.trips - trips)


@kernel
def stay_ends(  # noqa: PLR0912
    scene: Scene, kind: int, date: int, post: int, ready: int, left: int, nights: Flags,
    found: I64,
) -> int:  # fmt: skip
    """Fill rows (residents, end) of sensible stays from `ready` on; returns how many.

    A stay that records all who are left may end late; others leave enough for another visit.
    """
    size = 0
    done = 0
    least, finish = scene.least[post], scene.finish
    for slot in range(scene.opening.shape[2]):
        opens = int(scene.opening[post, date, slot, 0])
        if opens < 0 or done >= left or opens >= scene.duty_end:
            break
        start = max(ready, opens)
        closes = min(int(scene.opening[post, date, slot, 1]), scene.duty_end)
        room = max(0, (closes - start) * scene.rate // 60)
        late = closes
        if finish > 0 and start < closes:
            late = min(int(scene.opening[post, date, slot, 1]) + finish, scene.duty_end)
        if room < 1 and (late - start) * scene.rate // 60 < left - done:
            continue
        for night in range(-1, len(nights)):
            latest = scene.duty_end
            if night >= 0:
                if not nights[night]:
                    continue
                latest = int(scene.latest[kind, post, night])
            amount = min((min(closes, latest) - start) * scene.rate // 60, left - done)
            if (min(late, latest) - start) * scene.rate // 60 >= left - done:
                amount = left - done
            if 0 < left - done - amount < least:
                amount = left - done - least
            if amount < 1 or done + amount < least:
                continue
            end = start + needed(scene.rate, amount)
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
def push(
    labels: Labels, size: int, night: int, out: int, days: int, trips: int, parent: int,
    left: I64, cost: float, stays: I64,
) -> int:  # fmt: skip
    """Append a label if there is room."""
    if size >= len(labels.cost):
        return size
    row = labels.at[size]
    row[0], row[1], row[2], row[3], row[4] = night, out, days, trips, parent
    labels.left[size] = left
    labels.cost[size] = cost
    labels.stays[size] = stays
    return size + 1


@kernel
def next_layer(scene: Scene, layer: int, post: int) -> int:
    """Layer of the pricing tables on setting up at another post."""
    onto = int(scene.memory.up[layer, post])
    return onto if onto >= 0 else layer


@kernel
def expand(  # noqa: PLR0912, PLR0915
    scene: Scene, search: Search, date: int, kind: int, gains: F64, end: F64, tables: Tables,
    start: int, out: int, days: int, trips: int, parent: int, left: I64, cost: float,
    cutoff: float, fresh: Labels, size: int, scores: F64,
) -> int:  # fmt: skip
    """Add what a label can do on a working date, depth first over stays."""
    count = len(gains)
    layers = search.future.shape[2]
    stays = np.full((MOST_STAYS, 2), -1, np.int64)
    duty = scene.duty
    new_trips = trips + (1 if start == 0 else 0)
    after = date + 1
    ends = np.empty((MOST_STAYS, 24, 2), np.int64)
    ways = np.zeros(MOST_STAYS, np.int64)
    turn = np.zeros(MOST_STAYS, np.int64)
    options = np.zeros(MOST_STAYS, np.int64)
    option = np.zeros(MOST_STAYS, np.int64)
    spent = np.zeros(MOST_STAYS + 1)
    rest = np.zeros((MOST_STAYS + 1, count), np.int64)
    here = np.full(MOST_STAYS, -1, np.int64)
    layers_at = np.zeros(MOST_STAYS, np.int64)
    rest[0] = left
    spent[0] = cost + duty
    depth = 0
    ways[0] = count
    turn[0] = -1
    options[0] = 0
    option[0] = 0
    while depth >= 0:
        if option[depth] >= options[depth]:
            # next post at this depth
            turn[depth] += 1
            if turn[depth] >= ways[depth]:
                depth -= 1
                continue
            if depth == 0:
                post = turn[0]
                ready = int(scene.first[kind, start, post])
                fare = scene.out[kind, start, post]
            else:
                last = here[depth - 1]
                post = int(search.near[last, turn[depth]])
                if post < 0:
                    options[depth] = option[depth] = 0
                    continue
                time = ends[depth - 1, option[depth - 1] - 1, 1]
                ready = scene.setup + arrive(
                    scene.water[kind, last, post], scene.arrival, scene.move[kind, last, post],
                    time, scene.duty_end,
                )  # fmt: skip
                fare = scene.across[kind, last, post]
            options[depth] = option[depth] = 0
            if rest[depth, post] <= 0 or ready > scene.duty_end:
                continue
            used = False
            for earlier in range(depth):
                if here[earlier] == post:
                    used = True
            if used:
                continue
            value = floor_of(search, rest[depth], days + 1, new_trips)
            layer = scene.memory.first[post]
            if depth > 0:
                layer = next_layer(scene, layers_at[depth - 1], post)
            layers_at[depth] = layer
            promise = spent[depth] + fare + tables.fresh[layer, post, ready]
            if promise + value > cutoff:
                continue
            here[depth] = post
            options[depth] = stay_ends(
                scene, kind, date, post, ready, rest[depth, post], search.nights, ends[depth]
            )
            continue
        choice = option[depth]
        option[depth] += 1
        post = here[depth]
        last = here[depth - 1] if depth else -1
        fare = scene.across[kind, last, post] if depth else scene.out[kind, start, post]
        amount = int(ends[depth, choice, 0])
        time = int(ends[depth, choice, 1])
        rest[depth + 1] = rest[depth]
        rest[depth + 1, post] -= amount
        spent[depth + 1] = spent[depth] + fare + amount * date * scene.urgency
        stays[depth, 0], stays[depth, 1] = post, amount
        for later in range(depth + 1, MOST_STAYS):
            stays[later, 0] = stays[later, 1] = -1
        value = floor_of(search, rest[depth + 1], days + 1, new_trips)
        if spent[depth + 1] + value + tables.away[layers_at[depth], post, time] > cutoff:
            continue
        for night in range(len(end)):
            if not search.nights[night] or end[night] == np.inf:
                continue
            if scene.latest[kind, post, night] < time:
                continue
            total = spent[depth + 1] + scene.back[kind, post, night] + scene.lodging[night]
            step = 0 if night == 0 or layers == 1 else out + 1
            score = total + value + search.future[after, night, step]
            if score <= cutoff and size < len(scores):
                scores[size] = score
                size = push(
                    fresh, size, night, step, days + 1, new_trips, parent, rest[depth + 1],
                    total, stays,
                )  # fmt: skip
        if depth + 1 < MOST_STAYS:
            depth += 1
            ways[depth] = search.near.shape[1]
            turn[depth] = -1
            options[depth] = option[depth] = 0
    # a date on the way only
    stays[:] = -1
    value = floor_of(search, left, days + 1, new_trips)
    for night in range(len(end)):
        if not search.nights[night] or end[night] == np.inf:
            continue
        total = cost + duty + scene.transit[kind, start, night] + scene.lodging[night]
        step = 0 if night == 0 or layers == 1 else out + 1
        score = total + value + search.future[after, night, step]
        if score <= cutoff and size < len(scores):
            scores[size] = score
            size = push(fresh, size, night, step, days + 1, new_trips, parent, left, total, stays)
    return size


@kernel
def dominated(labels: Labels, begin: int, end: int, fresh: Labels, row: int) -> bool:
    """Whether a kept label is at least as good as a fresh one in everything."""
    for other in range(begin, end):
        if labels.at[other, 0] != fresh.at[row, 0] or labels.at[other, 1] > fresh.at[row, 1]:
            continue
        if labels.cost[other] > fresh.cost[row]:
            continue
        better = True
        for post in range(labels.left.shape[1]):
            if labels.left[other, post] > fresh.left[row, post]:
                better = False
                break
        if better:
            return True
    return False


@kernel
def find_course(  # noqa: PLR0912, PLR0915  (one loop over dates: splitting it costs speed)
    scene: Scene, search: Search, bound: Flags, cutoff: float
) -> tuple[Labels, int]:
    """Search for a course that records everyone for less than `cutoff` rupiah.

    Returns
    -------
    All kept labels, and the row of the best complete one at the base (-1 if none). A row's
    date is that of the number of its ancestors: every label has one child row a date.
    """
    dates, posts = len(scene.kind), len(scene.most)
    layers = search.future.shape[2]
    wide = 16 * search.beam
    per_days = np.zeros(dates + 2, np.int64)
    kept_rows = wide * (dates + 1) + 1
    labels = Labels(
        np.zeros((kept_rows, 5), np.int64), np.zeros((kept_rows, posts), np.int64),
        np.zeros(kept_rows), np.full((kept_rows, MOST_STAYS, 2), -1, np.int64),
    )  # fmt: skip
    room = 40 * wide + 4000
    fresh = Labels(
        np.zeros((room, 5), np.int64), np.zeros((room, posts), np.int64), np.zeros(room),
        np.full((room, MOST_STAYS, 2), -1, np.int64),
    )  # fmt: skip
    scores = np.empty(room)
    labels.left[0] = scene.residents
    labels.at[0, 4] = -1
    begin, stop = 0, 1
    best = -1
    end = np.empty(len(scene.lodging))
    tables = new_tables(scene)
    idle = np.full((MOST_STAYS, 2), -2, np.int64)
    for date in range(dates):
        size = 0
        kind = scene.kind[date]
        gains = gains_on(scene, search.rewards, date)
        for out in range(layers):
            nightly(scene, search.future[date + 1], date, out, end)
            ready = False
            for row in range(begin, stop):
                if labels.at[row, 1] != out:
                    continue
                night, days = int(labels.at[row, 0]), int(labels.at[row, 2])
                trips, left, cost = int(labels.at[row, 3]), labels.left[row], labels.cost[row]
                if end[night] < np.inf:
                    step = 0 if night == 0 or layers == 1 else out + 1
                    total = cost + scene.lodging[night]
                    score = total + floor_of(search, left, days, trips)
                    score += search.future[date + 1, night, step]
                    if score <= cutoff and size < room:
                        scores[size] = score
                        size = push(fresh, size, night, step, days, trips, row, left, total, idle)
                if kind < 0:
                    continue
                if not ready:
                    evening(scene, kind, end, tables.asleep)
                    sweep(scene, kind, date, gains, search.rewards.visit, bound, tables)
                    ready = True
                size = expand(
                    scene, search, date, kind, gains, end, tables, night, out, days, trips, row,
                    left, cost, cutoff, fresh, size, scores,
                )  # fmt: skip
        order = np.argsort(scores[:size], kind="mergesort")
        begin = stop
        per_days[:] = 0
        for place in range(size):
            row = order[place]
            if scores[row] > cutoff or stop - begin >= wide:
                break
            if per_days[fresh.at[row, 2]] >= search.beam:
                continue
            if dominated(labels, begin, stop, fresh, row):
                continue
            per_days[fresh.at[row, 2]] += 1
            labels.at[stop] = fresh.at[row]
            labels.left[stop] = fresh.left[row]
            labels.cost[stop] = fresh.cost[row]
            labels.stays[stop] = fresh.stays[row]
            done = fresh.at[row, 0] == 0 and labels.left[stop].sum() == 0
            if done and labels.cost[stop] < cutoff:
                cutoff = labels.cost[stop]
                best = stop
            stop += 1
    return labels, best
