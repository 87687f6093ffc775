"""The loops of the oracle, compiled: labels within a date, sums of residents over dates."""

# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

I64 = NDArray[np.int64]

FAR = 2**60
"""Rupiah of what cannot be."""


@numba.njit(cache=True)
def _dominated(
    heads: I64, links: I64, labels: I64, dead: I64, key: int, time: int, driven: int, rupiah: int
) -> bool:
    """Whether a label of the key is as good; marks those that the new one makes useless."""
    at = heads[key]
    while at >= 0:
        if not dead[at]:
            if labels[at, 3] <= time and labels[at, 4] <= driven and labels[at, 5] <= rupiah:
                return True
            if labels[at, 3] >= time and labels[at, 4] >= driven and labels[at, 5] >= rupiah:
                dead[at] = 1
        at = links[at]
    return False


@numba.njit(cache=True)
def date_labels(  # noqa: PLR0912, PLR0915  (one loop over labels; numba compiles it as a whole)
    start: int,
    minutes: I64,
    rupiah: I64,
    crossings: I64,
    spans: I64,
    post_of: I64,
    opening: I64,
    demand: I64,
    strides: I64,
    terms: I64,
) -> I64:
    """Least rupiah by (place, posts that ended late, residents recorded) of a date with events.

    Parameters
    ----------
    start
        Where the date starts.
    minutes, rupiah
        (places, places) of the legs by road, -1 minutes where there is none.
    crossings
        (n, 5) from, to, minutes of loading, minutes of crossing, rupiah.
    spans
        (n, k, 2) first and last minute at which a crossing leaves.
    post_of
        Number of the post at each place, -1 where there is none.
    opening
        (posts, k, 2) opening intervals, -1 where unused.
    demand, strides
        Residents by post, and the stride of the post in the number of a combination.
    terms
        Residents an hour, minutes of a set-up, start and end of duty, most minutes driven,
        minutes after an interval in which a post's last session may end.
    """
    rate, setup, begin, end, most = terms[0], terms[1], terms[2], terms[3], terms[4]
    places, posts = len(minutes), len(demand)
    size = 1
    for post in range(posts):
        size *= demand[post] + 1
    finish = terms[5]
    lates = 1 << (posts if finish else 0)
    masks = lates << posts
    heads = np.full(places * masks * size, -1, np.int64)
    least = np.full((places, lates, size), FAR, np.int64)
    room = 4096
    labels = np.empty((room, 6), np.int64)  # place, set-ups, residents, time, driven, rupiah
    links = np.empty(room, np.int64)
    dead = np.zeros(room, np.int64)
    queue = np.full(end + 2, -1, np.int64)  # the labels of each minute
    later = np.empty(room, np.int64)
    count = 0
    fresh = np.empty((4096, 6), np.int64)
    fresh[0] = np.array([start, 0, 0, begin, 0, 0])
    added = 1
    minute = begin
    while True:
        for number in range(added):
            new = fresh[number]
            if new[3] > end or new[4] > most:
                continue
            key = (new[0] * masks + new[1]) * size + new[2]
            if _dominated(heads, links, labels, dead, key, new[3], new[4], new[5]):
                continue
            if count == room:
                labels = np.concatenate((labels, np.empty_like(labels)))
                links = np.concatenate((links, np.empty_like(links)))
                later = np.concatenate((later, np.empty_like(later)))
                dead = np.concatenate((dead, np.zeros_like(dead)))
                room *= 2
            labels[count] = new
            links[count] = heads[key]
            heads[key] = count
            later[count] = queue[new[3]]
            queue[new[3]] = count
            count += 1
        added = 0
        while minute <= end and queue[minute] < 0:
            minute += 1
        if minute > end:
            return least
        at = queue[minute]
        queue[minute] = later[at]
        if dead[at]:
            continue
        place, ready, state, time, driven, paid = labels[at]
        ended = ready >> posts
        least[place, ended, state] = min(least[place, ended, state], paid)
        for target in range(places):
            if minutes[place, target] >= 0 and target != place:
                fresh[added] = np.array(
                    [
                        target,
                        ready,
                        state,
                        time + minutes[place, target],
                        driven + minutes[place, target],
                        paid + rupiah[place, target],
                    ]
                )
                added += 1
        for crossing in range(len(crossings)):
            if crossings[crossing, 0] != place:
                continue
            for span in range(spans.shape[1]):
                leaves = max(time + crossings[crossing, 2], spans[crossing, span, 0])
                if leaves <= spans[crossing, span, 1]:
                    fresh[added] = np.array(
                        [
                            crossings[crossing, 1],
                            ready,
                            state,
                            leaves + crossings[crossing, 3],
                            driven,
                            paid + crossings[crossing, 4],
                        ]
                    )
                    added += 1
        post = post_of[place]
        if post < 0 or ended >> post & 1:
            continue
        if setup > 0 and not ready >> post & 1:
            fresh[added] = np.array([place, ready | 1 << post, state, time + setup, driven, paid])
            added += 1
            continue
        left = demand[post] - state // strides[post] % (demand[post] + 1)
        for slot in range(opening.shape[1]):
            if opening[post, slot, 0] < 0:
                continue
            begins = max(time, opening[post, slot, 0])
            for done in range(1, left + 1):
                ends = begins + (60 * done + rate - 1) // rate
                marks = ready
                if ends > opening[post, slot, 1]:
                    if begins >= opening[post, slot, 1] or ends > opening[post, slot, 1] + finish:
                        break
                    marks = ready | 1 << (posts + post)
                fresh[added] = np.array(
                    [place, marks, state + done * strides[post], ends, driven, paid]
                )
                added += 1


@numba.njit(cache=True)
def _fits(one: I64, two: I64, demand: I64) -> bool:
    for post in range(len(demand)):  # noqa: SIM110  (compiled, a loop is quicker)
        if one[post] + two[post] > demand[post]:
            return False
    return True


@numba.njit(cache=True)
def _ended(before: I64, residents: I64, late: int, demand: I64) -> bool:
    """Whether nobody is left after a date at the posts that end late."""
    for post in range(len(demand)):
        if late >> post & 1 and before[post] + residents[post] < demand[post]:
            return False
    return True


@numba.njit(cache=True)
def step(
    least: I64,
    origins: I64,
    targets: I64,
    residents: I64,
    late: I64,
    rupiah: I64,
    digits: I64,
    demand: I64,
    strides: I64,
) -> I64:
    """One date of one pair: (states, combinations of residents) after it."""
    after = np.full_like(least, FAR)
    for move in range(len(origins)):
        more = 0
        for post in range(len(demand)):
            more += residents[move, post] * strides[post]
        for state in range(least.shape[1]):
            before = least[origins[move], state]
            if (
                before < FAR
                and _fits(digits[state], residents[move], demand)
                and _ended(digits[state], residents[move], late[move], demand)
            ):
                at = (targets[move], state + more)
                after[at] = min(after[at], before + rupiah[move])
    return after


@numba.njit(cache=True)
def combine(one: I64, two: I64, digits: I64, demand: I64, strides: I64) -> I64:
    """Least rupiah of two pairs together for each combination of residents."""
    found = np.full_like(one, FAR)
    for state in range(len(one)):
        for other in range(len(two)):
            if (
                one[state] < FAR
                and two[other] < FAR
                and _fits(digits[state], digits[other], demand)
            ):
                found[state + other] = min(found[state + other], one[state] + two[other])
    return found


@numba.njit(cache=True)
def joint_step(  # noqa: PLR0912  (the same loop for either pair)
    least: I64,
    origins: I64,
    targets: I64,
    residents: I64,
    late: I64,
    rupiah: I64,
    other_origins: I64,
    other_targets: I64,
    other_residents: I64,
    other_late: I64,
    other_rupiah: I64,
    capacity: int,
    digits: I64,
    demand: I64,
    strides: I64,
) -> I64:
    """One date of two pairs: (states, states of the other, combinations) after it.

    The first pair moves, remembering what it records on the date; then the other, within
    what the server still takes.
    """
    count, others, size = least.shape
    most = 0
    for move in range(len(origins)):
        most = max(most, residents[move].sum())
    most = min(most, capacity)
    between = np.full((most + 1, count, others, size), FAR, np.int64)
    for move in range(len(origins)):
        today = residents[move].sum()
        if today > most:
            continue
        more = (residents[move] * strides).sum()
        for state in range(size):
            if not _fits(digits[state], residents[move], demand):
                continue
            if not _ended(digits[state], residents[move], late[move], demand):
                continue
            for other in range(others):
                before = least[origins[move], other, state]
                if before < FAR:
                    at = (today, targets[move], other, state + more)
                    between[at] = min(between[at], before + rupiah[move])
    after = np.full_like(least, FAR)
    for move in range(len(other_origins)):
        today = other_residents[move].sum()
        more = (other_residents[move] * strides).sum()
        for state in range(size):
            if not _fits(digits[state], other_residents[move], demand):
                continue
            if not _ended(digits[state], other_residents[move], other_late[move], demand):
                continue
            for used in range(min(most, capacity - today) + 1):
                for mine in range(count):
                    before = between[used, mine, other_origins[move], state]
                    if before < FAR:
                        to = (mine, other_targets[move], state + more)
                        after[to] = min(after[to], before + other_rupiah[move])
    return after
