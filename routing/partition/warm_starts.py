"""Warm starts: first duals and trips for a set's programme, from programmes solved before.

Sets that share much cost much the same, so the duals of the nearest set solved before give a bound
close to the set's own in the first iteration, and its trips a good first master problem. A bound is
valid at any duals: warm starts save time and prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from routing.bounds import ColumnGenerationResult, Problem, Trip
from routing.proof_parameters import DEFAULT_PROOF


@dataclass
class DualGuess:
    """First duals of residents and visits by post, of entries by area, of promises by date."""

    resident: dict[int, float]
    visit: dict[int, float] = field(default_factory=dict)
    entry: dict[frozenset[int], float] = field(default_factory=dict)
    promise: dict[tuple[int, int], float] = field(default_factory=dict)
    """By date and post."""


class WarmStarts:
    """Duals and trips of one class of pairs, by the sets that they were found for.

    Parameters
    ----------
    residents
        Of each kecamatan.
    first
        Duals to begin with.
    most_trips
        Trips over the same posts that a programme begins with: the latest.
    """

    def __init__(
        self, residents: np.ndarray, first: DualGuess, most_trips: int = DEFAULT_PROOF.warm_trips
    ) -> None:
        self._residents = residents
        self._first = first
        self._most_trips = most_trips
        self._masks: list[int] = []
        self._guesses: list[DualGuess] = []
        self._trips: dict[frozenset[int], dict[Trip, None]] = {}

    def pool(self, trips: Iterable[Trip]) -> None:
        """Keep trips over posts."""
        for trip in trips:
            self._trips.setdefault(trip.posts, {})[trip] = None

    def learn(self, mask: int, problem: Problem, root: ColumnGenerationResult) -> None:
        """Keep a set's duals, and the trips of its master's solution."""
        duals, branch = root.duals, problem.branch
        visit = dict(zip(problem.posts, duals.visit.tolist(), strict=True))
        entry = dict(zip(branch.areas, duals.entry.tolist(), strict=True))
        resident = dict(zip(problem.posts, duals.resident.tolist(), strict=True))
        promised = [(promise.date, promise.post) for promise in problem.promises]
        promise = dict(zip(promised, duals.promise.tolist(), strict=True))
        self._masks.append(mask)
        self._guesses.append(DualGuess(resident, visit, entry, promise))
        chosen = zip(root.weights, root.trips, strict=True)
        self.pool(trip for weight, (_, trip) in chosen if weight > 1e-9)

    def guess(self, mask: int) -> DualGuess:
        """Return duals for a set: for each of its posts those of the nearest set that has it."""
        first = self._first
        found = DualGuess(dict(first.resident), dict(first.visit), promise=dict(first.promise))
        for index in reversed(self._nearest(mask)):
            near = self._guesses[index]
            found.resident.update(near.resident)
            found.visit.update(near.visit)
            found.entry.update(near.entry)
            found.promise.update(near.promise)
        return found

    def _nearest(self, mask: int) -> list[int]:
        """Return the sets that overlap this one, the nearest first."""
        if not self._masks:
            return []
        bits = np.arange(len(self._residents))
        own = mask >> bits & 1 > 0
        masks = np.array(self._masks)[:, None] >> bits & 1 > 0
        shared = (masks & own) @ self._residents
        apart = (masks ^ own) @ self._residents
        latest = np.arange(len(masks))
        order = np.lexsort((-latest, apart - shared))
        return [int(n) for n in order if shared[n] > 0]

    def trips(self, posts: Iterable[int]) -> list[Trip]:
        """Return trips that keep to some posts, the latest of each set of them."""
        wanted = frozenset(posts)
        return [
            trip
            for own, known in self._trips.items()
            if own <= wanted
            for trip in list(known)[-self._most_trips :]
        ]
