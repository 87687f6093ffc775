"""The states of set-ups within a date, for `routing.bounds.pricing`.

A state (a layer of the tables) says where a pair has set up on the date; a move to a post leads
to the same or to a higher state. With one or two posts every set of posts is a state, which is
exact, as `sets` is for any number. With more posts there are two states: one post set up, and
several. A move to a new post takes its set-up and is a visit; in the second state a move to any
post may also be a return without set-up, since the state does not record which posts are set up
(a state-space relaxation: Christofides, Mingozzi and Toth 1981).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from routing.instance import I32, Flags

MOST_EXACT = 2
"""Posts of which every set is a state: for three or four, pricing takes 2 to 6 times as long
and bounds of single pairs rise by less than 0.01 % (by trial)."""


class SetupStates(NamedTuple):
    """States in an order in which no move leads to a lower one.

    Attributes
    ----------
    first
        (posts,) state after setting up at the first post of a date.
    up
        (states, posts) state after setting up at another post, -1 where it is set up already.
    inside
        (states, posts) whether a pair can be at the post.
    returns
        (states,) whether a pair can return to posts inside without setting up.
    setup
        Minutes of setting up at a post that is not the first of the date.
    selves
        Whether a pair may go on from a post to itself: the post stands for several.
    """

    first: I32
    up: I32
    inside: Flags
    returns: Flags
    setup: int
    selves: bool


def setup_states(posts: int, setup_minutes: int) -> SetupStates:
    """Return the states for so many posts."""
    return (
        sets(posts, setup_minutes)
        if posts <= MOST_EXACT
        else stays(posts, setup_minutes, selves=False)
    )


def sets(posts: int, setup_minutes: int) -> SetupStates:
    """Return every set of posts as a state."""
    masks = np.arange(1, 1 << posts, dtype=np.int32)
    bits = np.int32(1) << np.arange(posts, dtype=np.int32)
    inside = (masks[:, None] & bits) > 0
    up = np.where(inside, -1, (masks[:, None] | bits) - 1).astype(np.int32)
    returns = inside.sum(axis=1) > 1
    return SetupStates((bits - 1).astype(np.int32), up, inside, returns, setup_minutes, False)


def stays(posts: int, setup_minutes: int, *, selves: bool = True) -> SetupStates:
    """Return two states, one post set up and several; posts stand for several by default."""
    return SetupStates(
        np.zeros(posts, np.int32),
        np.ones((2, posts), np.int32),
        np.ones((2, posts), np.bool_),
        np.array([False, True]),
        setup_minutes,
        selves,
    )
