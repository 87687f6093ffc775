"""The problems of `routing.bounds.column_generation`: pairs, posts, limits of what they do.

The numbers in brackets are those of the formulation there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from routing.bounds.pricing import PricingInstance
from routing.bounds.relaxed_legs import F64
from routing.bounds.trips import Trip
from routing.instance import I64

GRID = 1024.0
"""Duals are multiples of 1 / GRID rupiah, so that their sums are exact."""


def on_grid(values: F64) -> F64:
    """Round duals to the grid on which sums are exact."""
    return np.round(values * GRID) / GRID


@dataclass(frozen=True, slots=True)
class Branch:
    """Limits of duty days, trips, entries into areas, and visits of each post (or none)."""

    days: tuple[int, int]
    trips: tuple[int, int]
    areas: tuple[frozenset[int], ...] = ()
    entries: tuple[tuple[int, int], ...] = ()
    visits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise (R18): a place, a date, and rupiah of breaking it, inf where it must be kept."""

    post: int
    date: int
    price: float


@dataclass(frozen=True, slots=True)
class Duals:
    """Duals of the relaxed rows, in rupiah."""

    resident: F64
    day: float = 0.0
    trip: float = 0.0
    server: F64 = field(default_factory=lambda: np.zeros(0))
    left: float = 0.0
    entry: F64 = field(default_factory=lambda: np.zeros(0))
    visit: F64 = field(default_factory=lambda: np.zeros(0))
    promise: F64 = field(default_factory=lambda: np.zeros(0))

    def mixed(self, other: Duals, share: float) -> Duals:
        """Return `share` of the other and the rest of this, on the grid."""

        def mix(one: F64, two: F64) -> F64:
            return on_grid(share * two + (1 - share) * one)

        def blend(one: float, two: float) -> float:
            return round((share * two + (1 - share) * one) * GRID) / GRID

        return Duals(
            mix(self.resident, other.resident),
            blend(self.day, other.day),
            blend(self.trip, other.trip),
            mix(self.server, other.server),
            blend(self.left, other.left),
            mix(self.entry, other.entry),
            mix(self.visit, other.visit),
            mix(self.promise, other.promise),
        )


@dataclass(frozen=True)
class PricingClass:
    """Like pairs: their pricing instance, where they may sleep, and how many they are."""

    pricing: PricingInstance
    nights: tuple[int, ...]
    pairs: int = 1


@dataclass(frozen=True)
class Problem:
    """A programme: pairs, posts, and limits.

    Attributes
    ----------
    posts
        Places of the instance, in the order of the pricing instances.
    demand, weight
        Residents and weight of each post.
    branch
        Limits of (3) and (4).
    capacity
        Residents that the server takes on each date, -1 = no limit.
    left_price
        q_p of (1); None where nobody may be left.
    left_weight
        U of (7); None without that row.
    promises
        Rows (7'), at most one for each post and date.
    """

    classes: Sequence[PricingClass]
    posts: tuple[int, ...]
    demand: I64
    weight: I64
    branch: Branch
    capacity: I64
    left_price: F64 | None = None
    left_weight: int | None = None
    promises: tuple[PromiseRow, ...] = ()

    @property
    def limited(self) -> I64:
        """Dates on which the server has a limit."""
        return np.flatnonzero(self.capacity >= 0)


@dataclass
class ColumnGenerationResult:
    """What column generation found: a bound, its duals, and the trips of the master.

    `settled` is whether bound and master have met.
    """

    bound: float
    duals: Duals
    trips: list[tuple[int, Trip]] = field(default_factory=list)
    weights: F64 = field(default_factory=lambda: np.zeros(0))
    iterations: int = 0
    objective: float = float("inf")
    settled: bool = False

    def total(self, of: Callable[[Trip], float]) -> float:
        """Return the sum over the master's solution of a figure of each trip."""
        pairs = zip(self.weights, self.trips, strict=True)
        return float(sum(w * of(trip) for w, (_, trip) in pairs if w > 1e-9))


def root_branch(classes: Sequence[PricingClass]) -> Branch:
    """Return the branch with any number of duty days and trips."""
    dates = sum(
        team_class.pairs * int((team_class.pricing.kind >= 0).sum()) for team_class in classes
    )
    return Branch((0, dates), (0, dates))


def free_of_charge(pricing: PricingInstance) -> PricingInstance:
    """Return the pricing instance with everything free of charge but what is impossible."""

    def free(table: F64) -> F64:
        return np.where(np.isfinite(table), 0.0, np.inf)

    return pricing._replace(
        out=free(pricing.out), back=free(pricing.back), across=free(pricing.across),
        transit=free(pricing.transit), lodging=free(pricing.lodging), duty=0.0, urgency=0.0,
    )  # fmt: skip
