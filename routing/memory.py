"""What a pair remembers within a date of where it has set up, for `routing.pricing`.

A layer stands for what is remembered; going on to a post leads to the same or to a higher
layer. Of few posts every set of them is a layer, which is exact. Of many, the layers are the
first stay, the second (at another post, so with a set-up of its own), and all later ones, of
which nothing is known: they may be returns, so they are free of set-up. That is the idea of
state-space relaxation (Christofides, Mingozzi and Toth 1981).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from routing.network import I32, Flags

MOST_EXACT = 4
"""Posts of which every set is a layer."""


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
        Whether ways within a layer may lead to posts that are not set up yet.
    """

    first: I32
    up: I32
    inside: Flags
    again: Flags
    setup: I32
    forgets: bool


def memory(posts: int, setup_minutes: int) -> Memory:
    """The layers of some number of posts."""
    return _sets(posts, setup_minutes) if posts <= MOST_EXACT else _stays(posts, setup_minutes)


def _sets(posts: int, setup_minutes: int) -> Memory:
    masks = np.arange(1, 1 << posts, dtype=np.int32)
    bits = np.int32(1) << np.arange(posts, dtype=np.int32)
    inside = (masks[:, None] & bits) > 0
    up = np.where(inside, -1, (masks[:, None] | bits) - 1).astype(np.int32)
    setup = np.full(len(masks), setup_minutes, np.int32)
    again = inside.sum(axis=1) > 1
    return Memory((bits - 1).astype(np.int32), up, inside, again, setup, False)


def _stays(posts: int, setup_minutes: int) -> Memory:
    up = np.repeat(np.array([[1], [2], [-1]], np.int32), posts, axis=1)
    return Memory(
        np.zeros(posts, np.int32),
        up,
        np.ones((3, posts), np.bool_),
        np.array([False, False, True]),
        np.array([setup_minutes, 0, 0], np.int32),
        True,
    )
