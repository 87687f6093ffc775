"""Chains of drives between places under one condition: the quickest and the cheapest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from routing.jit import kernel


@kernel
def close_chains(cost: npt.NDArray[np.float64], hop: npt.NDArray[np.int32]) -> None:
    """Put the shortest paths between all pairs of places in place of the legs (Floyd 1962).

    A compiled loop: SciPy's routine takes legs of no length for missing ones, and has its own
    choice among paths of the same cost.

    Parameters
    ----------
    cost
        (places, places) cost of each leg, inf where there is none.
    hop
        Becomes the place after a on the way to b, at [a, b]; empty where nobody asks for it.
    """
    count, traced = len(cost), len(hop) > 0
    for via in range(count):
        for start in range(count):
            first = cost[start, via]
            if first == np.inf or start == via:
                continue
            for end in range(count):
                through = first + cost[via, end]
                if through < cost[start, end]:
                    cost[start, end] = through
                    if traced:
                        hop[start, end] = hop[start, via]


@dataclass(frozen=True)
class Chains:
    """Quickest and cheapest chains of drives under one condition."""

    quick: npt.NDArray[np.int32]
    cheap: npt.NDArray[np.int32]

    def way(self, origin: int, destination: int, *, cheap: bool) -> tuple[int, ...]:
        """Places after the origin, the destination last; empty where there is no way."""
        hops = self.cheap if cheap else self.quick
        found = []
        place = origin
        while place != destination:
            place = int(hops[place, destination])
            if place < 0:
                return ()
            found.append(place)
        return tuple(found)
