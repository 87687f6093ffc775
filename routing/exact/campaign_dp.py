"""A team's campaign for every combination of residents: compiled dynamic programming over dates.

The recursion runs backwards over dates. The value of a date is the least rupiah from its start to
the end of the campaign, by where the pair slept, its nights out in a row, and the residents that it
still has to record, by post. A date's outcome that offers more residents than are left records
those that are left: of two plans that record the same residents on the same dates of duty, the
one that records them earlier waits less and costs no more. Where a session ends late (R6') those
that are left at its post must be those that it records; where the smallest visit counts, dates
record what their outcome says.

Residents of the posts are the digits of one number (mixed radix), money is rupiah.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from routing.instance import I64
from routing.jit import kernel

ANY, LAST, JUST = range(3)
"""How many of an outcome's residents at a post are recorded: those of them that are left; all of
them, who must be all that are left; or exactly as many."""

INFEASIBLE = 2**60
"""Rupiah of what cannot be: more than any campaign costs; a sum of two does not overflow."""


class Combos(NamedTuple):
    """Combinations of residents to record."""

    digits: I64  # (combinations, posts)
    stride: I64  # (posts,)


class Outcomes(NamedTuple):
    """Outcomes of a date: rows by the place of the night before."""

    first: I64  # (places + 1,) where the rows of each place begin
    place: I64  # (rows,)
    night: I64  # (rows,)
    residents: I64  # (rows, posts)
    exact: I64  # (rows, posts) ANY, LAST or JUST
    rupiah: I64  # (rows,) of legs alone
    order: I64  # (rows,) the rows by their residents


class Nights(NamedTuple):
    """States at night: place 0 is the base, the others have `layers` states each.

    A layer is a number of nights away in a row; one is enough where the calendar brings the
    pair home before its nights run out (`free`).
    """

    lodging: I64  # (places,) rupiah of both operators
    layers: int
    free: bool
    away: bool  # whether the night after the date may be spent away
    reached: int  # layers that a pair can be in at the start of the date


def combos(most: I64) -> Combos:
    """Return all combinations of up to so many residents by post, in order of their number."""
    stride = np.cumprod(np.concatenate(([1], most + 1)))
    numbers = np.arange(stride[-1])
    digits = numbers[:, None] // stride[:-1] % (most + 1)
    return Combos(np.ascontiguousarray(digits, np.int64), stride[:-1].astype(np.int64))


@kernel
def state_of(nights: Nights, place: int, out: int) -> int:
    """Return the state after a night at a place, `out` nights away before it; -1 = none."""
    if place == 0:
        return 0
    if not nights.away or (out >= nights.layers and not nights.free):
        return -1
    return 1 + (place - 1) * nights.layers + (0 if nights.free else out)


@kernel
def rest(every: Combos, at: int, residents: I64, exact: I64) -> tuple[int, int]:
    """Return what a date leaves of a combination (-1 = cannot be), and how many it recorded."""
    number, recorded = 0, 0
    for post in range(len(residents)):
        have = every.digits[at, post]
        take = min(have, residents[post])
        if exact[post] != ANY and (take < residents[post] or (exact[post] == LAST and take < have)):
            return -1, 0
        recorded += take
        number += (every.digits[at, post] - take) * every.stride[post]
    return number, recorded


@kernel
def date_values(
    after: I64, outcomes: Outcomes, nights: Nights, every: Combos, duty: int, urgency: int
) -> I64:
    """Return the values at the start of a date from those at its end.

    Parameters
    ----------
    after
        (states, combinations) at the end of the date.
    duty, urgency
        Rupiah of a duty date, and of a resident recorded on this date.
    """
    states, size = after.shape
    values = np.full((states, size), INFEASIBLE, np.int64)
    for state in range(1 + (len(nights.lodging) - 1) * nights.layers):
        place = 0 if state == 0 else 1 + (state - 1) // nights.layers
        out = 0 if state == 0 else 1 + (state - 1) % nights.layers
        target = state_of(nights, place, out)
        if target >= 0 and out <= nights.reached:
            values[state] = np.minimum(after[target] + nights.lodging[place], INFEASIBLE)
    left = np.empty(size, np.int64)
    waiting = np.empty(size, np.int64)
    last = -1
    for row in outcomes.order:
        if last < 0 or not (
            np.array_equal(outcomes.residents[row], outcomes.residents[last])
            and np.array_equal(outcomes.exact[row], outcomes.exact[last])
        ):
            for at in range(size):
                left[at], recorded = rest(every, at, outcomes.residents[row], outcomes.exact[row])
                waiting[at] = recorded * urgency
        last = row
        place, night = outcomes.place[row], outcomes.night[row]
        cost = outcomes.rupiah[row] + duty + nights.lodging[night]
        for layer in range(1 if place == 0 else nights.reached):
            target = state_of(nights, night, 0 if place == 0 else layer + 1)
            if target >= 0:
                state = 0 if place == 0 else 1 + (place - 1) * nights.layers + layer
                _lower(values[state], after[target], left, waiting, cost)
    return values


@kernel
def _lower(values: I64, after: I64, left: I64, waiting: I64, cost: int) -> None:
    """Lower the values of a state by an outcome; sums beyond `INFEASIBLE` never lower any."""
    for at in range(len(values)):
        if left[at] >= 0:
            value = after[left[at]] + waiting[at] + cost
            values[at] = min(values[at], value)


@kernel
def least_rupiah(one: I64, two: I64, every: Combos) -> I64:
    """Return the least rupiah of two pairs together for each combination."""
    size = len(one)
    both = np.full(size, INFEASIBLE, np.int64)
    for mine in range(size):
        if one[mine] >= INFEASIBLE:
            continue
        for other in range(size):
            if (
                two[other] >= INFEASIBLE
                or one[mine] + two[other] >= both[min(size - 1, mine + other)]
            ):
                continue
            fits = mine + other < size
            for post in range(len(every.stride)):
                most = every.digits[size - 1, post]
                if every.digits[mine, post] + every.digits[other, post] > most:
                    fits = False
            if fits:
                both[mine + other] = one[mine] + two[other]
    return both
