"""The course behind a value of `routing.bounds.pricing.price`, from the same tables.

Of moves that cost the same the first one counts; a stay may record nobody where only its
set-up, or its place on the way, is wanted.
"""

from __future__ import annotations

import numpy as np

from routing.bounds.pricing import (
    Rewards,
    Scene,
    Tables,
    arrive,
    evening,
    gains_on,
    new_tables,
    nightly,
    opens_on,
    sweep,
)
from routing.bounds.pricing_stays import needed
from routing.bounds.relaxed_legs import F64
from routing.instance import I64, Flags
from routing.jit import kernel

MOST_HOPS = 80
"""Posts of a date after which `trace` gives up: ways of no length may run in circles."""

IDLE, DUTY, STAY, NIGHT, RETURN = 0, 1, 2, 3, 4
"""Kinds of step."""


@kernel
def note(steps: I64, size: int, date: int, kind: int, place: int, amount: int) -> int:
    """Append a step; returns how many there are."""
    row = steps[size]
    row[0], row[1], row[2], row[3] = date, kind, place, amount
    return size + 1


@kernel
def trace(scene: Scene, rewards: Rewards, bound: Flags, future: F64) -> I64:
    """The course that `price` found.

    Returns
    -------
    (steps, 4) rows: date, kind of step, place, amount. Kinds: 0 idle at night `place`,
    1 duty day that starts at night `place`, 2 set-up and stay at post `place` recording
    `amount`, 3 night at `place` after a duty day, 4 a stay on returning to a post. Only
    whole trips.
    """
    steps = np.empty((len(scene.kind) * (MOST_HOPS + 10) + 8, 4), np.int64)
    size = home = night = out = 0
    layers = future.shape[2]
    end = np.empty(len(scene.lodging))
    tables = new_tables(scene)
    for date in range(len(scene.kind)):
        value = future[date, night, out]
        nightly(scene, future[date + 1], date, out, end)
        if value == end[night] or scene.kind[date] < 0:
            if night != 0:
                size = note(steps, size, date, IDLE, night, 0)
                out = out + 1 if layers > 1 else 0
            continue
        gains = gains_on(scene, rewards, date)
        evening(scene, scene.kind[date], end, tables.asleep)
        sweep(scene, scene.kind[date], date, gains, rewards.visit, bound, tables)
        size = note(steps, size, date, DUTY, night, 0)
        duty = scene.duty - rewards.day - (rewards.trip if night == 0 else 0.0)
        size, target = _day(
            scene, rewards, bound, date, night, value, duty, gains, end, tables, steps, size
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
    scene: Scene, rewards: Rewards, bound: Flags, date: int, night: int, value: float,
    duty: float, gains: F64, end: F64, tables: Tables, steps: I64, size: int,
) -> tuple[int, int]:  # fmt: skip
    """Write the stays of a duty day; the number of steps, and the night after (-2 if lost)."""
    kind = scene.kind[date]
    for other in range(len(end)):
        if end[other] + scene.transit[kind, night, other] + duty == value:
            return size, other
    layer, post, time, target, new = 0, -1, 0, -2, True
    for other in range(len(gains)):
        there = scene.first[kind, night, other]
        if there <= scene.duty_end:
            layer = scene.memory.first[other]
            cost = tables.fresh[layer, other, there]
            cost += scene.out[kind, night, other] - rewards.visit[other]
            if cost + duty == value:
                post, time, target = other, int(there), -1
                break
    unit = 60 // scene.rate if scene.rate > 0 and 60 % scene.rate == 0 else 0
    open_, _ = opens_on(scene, date, max(1, unit))
    hops = 0
    while target == -1:
        hops += 1
        if hops > MOST_HOPS:
            return size, -2
        steady = 0 if bound[post] else unit
        amount, time = _stay(
            scene, date, layer, post, time, gains[post], steady, open_[post], tables
        )
        size = note(steps, size, date, STAY if new else RETURN, post, amount)
        layer, post, time, target, new = _onward(
            scene, rewards.visit, kind, layer, post, time, end, tables
        )
    return size, target


@kernel
def _stay(  # noqa: PLR0912
    scene: Scene, date: int, layer: int, post: int, time: int, gain: float, unit: int,
    open_: Flags, tables: Tables,
) -> tuple[int, int]:  # fmt: skip
    """Residents recorded in a stay that is set up at `time`, and when it ends.

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
    while time < scene.duty_end and fresh[time + 1] == value:
        time += 1
        if away[time] == value:
            return 0, time
    if unit:
        if not open_[time] or here[time + unit] - gain != value:
            return 0, time
        amount, time = 1, time + unit
        while away[time] != here[time]:
            if time < scene.duty_end and here[time + 1] == here[time]:
                time += 1
            else:
                amount, time = amount + 1, time + unit
        return amount, time
    done = 0
    limit = scene.most[post]
    for slot in range(scene.opening.shape[2]):
        opens = scene.opening[post, date, slot, 0]
        if opens < 0:
            break
        closes = min(int(scene.opening[post, date, slot, 1]), scene.duty_end)
        start = max(time, int(opens))
        room = (closes - start) * scene.rate // 60
        for residents in range(1, min(room, limit - done) + 1):
            end = start + needed(scene.rate, residents)
            if away[end] - (done + residents) * gain == value:
                return done + residents, end
        if room > 0:
            done += room
    return 0, time


@kernel
def _found(
    tables: Tables, layer: int, post: int, time: int, there: int, cost: float, value: float,
    turn: int,
) -> bool:  # fmt: skip
    """Whether going on to a post is what a value stands for; idle steps only in the second turn."""
    if there >= tables.fresh.shape[2] or tables.fresh[layer, post, there] + cost != value:
        return False
    return turn > 0 or there != time or tables.away[layer, post, there] + cost != value


@kernel
def _onward(
    scene: Scene, visit: F64, kind: int, layer: int, post: int, time: int, end: F64,
    tables: Tables,
) -> tuple[int, int, int, int, bool]:  # fmt: skip
    """Layer, post and time of the next stay, or the night place, and whether it is set up.

    The night is -1 where there is a stay, -2 if lost. Sleeping comes first, then posts; a
    post where nothing happens at once comes last.
    """
    memory = scene.memory
    while time <= scene.duty_end:
        value = tables.away[layer, post, time]
        for night in range(len(end)):
            in_time = scene.latest[kind, post, night] >= time
            if in_time and scene.back[kind, post, night] + end[night] == value:
                return layer, -1, 0, night, False
        for turn in range(2):
            for other in range(len(visit)):
                if other == post and not memory.selves:
                    continue
                there = arrive(
                    scene.water[kind, post, other], scene.arrival, scene.move[kind, post, other],
                    time, scene.duty_end,
                )  # fmt: skip
                across = scene.across[kind, post, other]
                onto = memory.up[layer, other]
                cost = across - visit[other]
                ready = there + memory.setup
                if onto >= 0 and _found(tables, onto, other, time, ready, cost, value, turn):
                    return onto, other, ready, -1, True
                back = memory.again[layer] and memory.inside[layer, other]
                if back and _found(tables, layer, other, time, there, across, value, turn):
                    return layer, other, there, -1, False
        time += 1
    return layer, -1, 0, -2, False
