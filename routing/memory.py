"""What a pair remembers within a date of where it has set up, for `routing.pricing`.

A layer stands for what is remembered; going on to a post leads to the same or to a higher
layer. Of few posts every set of them is a layer, which is exact. Of many, the layers are the
first stay, the second (at another post, so with a set-up of its own), and all later ones, of
which nothing is known: they may be returns, so they are free of set-up. That is the idea of
state-space relaxation (Christofides, Mingozzi and Toth 1981).

Of very many posts, later stays go from post to neighbouring post only (`hops`): a longer way
is a chain of such hops, made cheap and quick enough that the chain never costs more.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from routing.network import I32, Flags
from routing.ways import F64

MOST_EXACT = 4
"""Posts of which every set is a layer."""

MANY_POSTS = 40
"""Posts beyond which ways of later stays are thinned out to hops."""

CHEAP = 0.85
"""Share of its rupiah that a hop is charged, so that few ways are no chain of hops."""


class Memory(NamedTuple):
    """Layers, in an order in which going on never leads to a lower one.

    Attributes
    ----------
    first
        (posts,) layer on setting up at the first post of a date.
    up
        (layers, posts) layer on setting up at another post, -1 where it is set up already.
    inside
        (layers, posts) whether one can be at the post.
    again
        (layers,) whether one can go on to posts inside without setting up.
    setup
        (layers,) minutes of setting up at another post.
    forgets
        Whether ways within a layer may lead to posts that are not set up yet. Visits are
        then rewarded with the first resident of a stay, else on setting up.
    selves
        Whether one may go on from a post to itself: it stands for several.
    """

    first: I32
    up: I32
    inside: Flags
    again: Flags
    setup: I32
    forgets: bool
    selves: bool


def memory(posts: int, setup_minutes: int) -> Memory:
    """The layers of some number of posts."""
    return (
        _sets(posts, setup_minutes)
        if posts <= MOST_EXACT
        else stays(posts, setup_minutes, selves=False)
    )


def _sets(posts: int, setup_minutes: int) -> Memory:
    masks = np.arange(1, 1 << posts, dtype=np.int32)
    bits = np.int32(1) << np.arange(posts, dtype=np.int32)
    inside = (masks[:, None] & bits) > 0
    up = np.where(inside, -1, (masks[:, None] | bits) - 1).astype(np.int32)
    setup = np.full(len(masks), setup_minutes, np.int32)
    again = inside.sum(axis=1) > 1
    return Memory((bits - 1).astype(np.int32), up, inside, again, setup, False, False)


def stays(posts: int, setup_minutes: int, *, selves: bool = True) -> Memory:
    """First stay, second, and all later ones; of posts that stand for several by default."""
    up = np.repeat(np.array([[1], [2], [-1]], np.int32), posts, axis=1)
    return Memory(
        np.zeros(posts, np.int32),
        up,
        np.ones((3, posts), np.bool_),
        np.array([False, False, True]),
        np.array([setup_minutes, 0, 0], np.int32),
        True,
        selves,
    )


class Hops(NamedTuple):
    """Ways between posts without set-up.

    Attributes
    ----------
    onto
        (kinds, posts, hops) posts to go on to, -1 = none.
    sooner
        Minutes by which a hop is quicker than its way.
    share
        Share of the way's rupiah that it is charged.
    """

    onto: I32
    sooner: int
    share: float


def all_hops(kinds: int, posts: int) -> Hops:
    """Every way is a hop."""
    others = [[other for other in range(posts) if other != post] for post in range(posts)]
    onto = np.array(others, np.int32).reshape(1, posts, max(0, posts - 1))
    return Hops(np.repeat(onto, kinds, axis=0), 0, 1.0)


def within(kinds: int, posts: int) -> Hops:
    """Every way is a hop, that from a post to itself too."""
    onto = np.tile(np.arange(posts, dtype=np.int32), (kinds, posts, 1))
    return Hops(onto, 0, 1.0)


def few_hops(minutes: I32, rupiah: F64, water: I32) -> Hops:
    """Hops of which every way is a chain that is as quick and as cheap.

    A hop takes a minute less than its way, since a chain rounds up at each of its legs, and
    costs `CHEAP` of it. A way over water is always a hop.

    Parameters
    ----------
    minutes, rupiah
        (kinds, posts, posts) of the ways.
    water
        (kinds, posts, posts) -1 = by road only.
    """
    tables = []
    for quick, cheap, wet in zip(minutes, rupiah, water, strict=True):
        kept = _kept(quick.astype(np.int64), cheap, wet >= 0, CHEAP)
        tables.append([np.flatnonzero(row) for row in kept])
    most = max((len(row) for rows in tables for row in rows), default=0)
    onto = np.full((len(tables), minutes.shape[1], most), -1, np.int32)
    for kind, rows in enumerate(tables):
        for post, row in enumerate(rows):
            onto[kind, post, : len(row)] = row
    return Hops(onto, 1, CHEAP)


@njit(cache=True, nogil=True)
def _kept(minutes: np.ndarray, rupiah: F64, wet: Flags, share: float) -> Flags:
    """Ways that are no chain of two others, one minute each and the share counted off.

    By induction over the minutes of ways each way that is left out is a chain of kept ones.
    """
    count = len(minutes)
    kept = np.zeros((count, count), np.bool_)
    best = np.full((count, count), np.inf)
    order = np.argsort(minutes.copy().reshape(count * count))
    for place in order:
        one, two = place // count, place % count
        if one == two or not np.isfinite(rupiah[one, two]):
            continue
        chain = np.inf
        for via in range(count):
            if via in (one, two):
                continue
            first, second = minutes[one, via], minutes[via, two]
            if first < 2 or second < 2 or first + second > minutes[one, two] + 1:
                continue
            chain = min(chain, best[one, via] + best[via, two])
        if wet[one, two] or chain > rupiah[one, two]:
            kept[one, two] = True
            best[one, two] = share * rupiah[one, two]
        else:
            best[one, two] = chain
    return kept
