"""What a pair remembers within a date of where it has set up, for `routing.bounds.pricing`.

A layer stands for what is remembered; going on to a post leads to the same or to a higher
layer. Of two posts every set of them is a layer, which is exact, as `sets` is of any few. Of
more, the layers are one post set up, and several: going on to a new post takes its set-up and
is a visit; once there are several, going on may also be a return, without set-up and no
visit, to any post, since which ones are set up is forgotten. That is the idea of state-space
relaxation (Christofides, Mingozzi and Toth 1981).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from routing.instance import I32, Flags

MOST_EXACT = 2
"""Posts of which every set is a layer: of three or four it takes 2 to 6 times as long, and
bounds of single pairs rise by less than 0.01 % (by trial)."""


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
        (layers,) whether one can return to posts inside without setting up.
    setup
        Minutes of setting up at another post.
    selves
        Whether one may go on from a post to itself: it stands for several.
    """

    first: I32
    up: I32
    inside: Flags
    again: Flags
    setup: int
    selves: bool


def memory(posts: int, setup_minutes: int) -> Memory:
    """The layers of some number of posts."""
    return (
        sets(posts, setup_minutes)
        if posts <= MOST_EXACT
        else stays(posts, setup_minutes, selves=False)
    )


def sets(posts: int, setup_minutes: int) -> Memory:
    """Every set of posts as a layer."""
    masks = np.arange(1, 1 << posts, dtype=np.int32)
    bits = np.int32(1) << np.arange(posts, dtype=np.int32)
    inside = (masks[:, None] & bits) > 0
    up = np.where(inside, -1, (masks[:, None] | bits) - 1).astype(np.int32)
    again = inside.sum(axis=1) > 1
    return Memory((bits - 1).astype(np.int32), up, inside, again, setup_minutes, False)


def stays(posts: int, setup_minutes: int, *, selves: bool = True) -> Memory:
    """One post set up, and several; of posts that stand for several by default."""
    return Memory(
        np.zeros(posts, np.int32),
        np.ones((2, posts), np.int32),
        np.ones((2, posts), np.bool_),
        np.array([False, True]),
        setup_minutes,
        selves,
    )
