"""Lodgings that a complete search can do without, and still find the best plan.

A *fixed* place is the base, a post, a port, or a lodging that is kept. Every other lodging n has a
stand-in m among the base and the lodgings kept: m is no dearer, and the chains of drives between m
and each fixed place, in both directions, are no longer and no dearer than those between n and that
place; neither are those between two stand-ins longer or dearer than between their two lodgings.
Nobody is recorded at n and nothing leaves from there, so every date that starts or ends at n can
start or end at m instead: it takes no more driving, no more rupiah and no more nights.
Some best plan therefore sleeps at the lodgings kept alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from routing.instance import I64, Flags

LONG = 2**40
"""Minutes and rupiah of a chain of drives that does not exist."""


class ChainTables(NamedTuple):
    """Chains of drives by (condition, from, to); `LONG` where there are none."""

    minutes: I64  # of the quickest chain
    rupiah: I64  # of the cheapest chain
    quick_rupiah: I64  # of the quickest chain
    cheap_minutes: I64  # of the cheapest chain


def lodgings_needed(chains: ChainTables, price: I64, sleeps: int, fixed: Flags) -> tuple[int, ...]:
    """Return the lodgings to keep, in order.

    Parameters
    ----------
    chains
        Chains of drives between places; the first `sleeps` are the base and the lodgings.
    price
        (sleeps,) of a night; 0 at the base.
    fixed
        (places,) flags of the base, the posts and the ports.
    """
    covers = _covers(chains, sleeps)
    kept = fixed.copy()
    while True:
        beds = np.flatnonzero(kept[:sleeps])
        others = np.flatnonzero(~kept[:sleeps])
        dominates = covers[:, :, kept].all(axis=2) & (price[:, None] <= price[None, :])
        found = dominates[np.ix_(beds, others)]
        lost = others[~found.any(axis=0)]
        if not len(lost):
            stand_in = {
                int(other): int(beds[found[:, number].argmax()])
                for number, other in enumerate(others)
            }
            lost = np.array(_apart(chains, stand_in), np.int64)
        if not len(lost):
            return tuple(beds[beds > 0].tolist())
        kept[lost[dominates[np.ix_(lost, lost)].sum(axis=1).argmax()]] = True


def _no_worse(mine: ChainTables, other: ChainTables) -> Flags:
    """Return whether one chain of `mine` is no longer and no dearer than any of `other`."""
    quick = (mine.minutes <= other.minutes) & (mine.quick_rupiah <= other.rupiah)
    cheap = (mine.cheap_minutes <= other.minutes) & (mine.rupiah <= other.rupiah)
    found: Flags = np.all(quick | cheap, axis=0)
    return found


def _covers(chains: ChainTables, sleeps: int) -> Flags:
    """Return (beds, beds, places) whether the first is no farther from a place than the second."""
    there = ChainTables(*(table[:, :sleeps] for table in chains))
    back = ChainTables(*(table[:, :, :sleeps].transpose(0, 2, 1) for table in chains))
    both = [
        _no_worse(
            ChainTables(*(table[:, :, None] for table in side)),
            ChainTables(*(table[:, None] for table in side)),
        )
        for side in (there, back)
    ]
    return both[0] & both[1]


def _apart(chains: ChainTables, stand_in: dict[int, int]) -> list[int]:
    """Return the lodgings whose stand-ins are farther from each other than they are."""

    def farther(one: int, two: int) -> bool:
        mine = ChainTables(*(table[:, stand_in[one], stand_in[two]] for table in chains))
        other = ChainTables(*(table[:, one, two] for table in chains))
        return not _no_worse(mine, other)

    return [one for one in stand_in if any(one != two and farther(one, two) for two in stand_in)]
