"""Trips as columns: what one pair does between leaving the base and coming home.

A trip's rupiah are those of the relaxation in `routing.bounds.pricing`: its legs may be cheaper
than any that a team can drive in the time. Trips are the columns of the bound's linear programme.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from routing.bounds.backtracking import DUTY, IDLE, NIGHT, STAY
from routing.bounds.pricing import PricingInstance
from routing.instance import I64


@dataclass(frozen=True, slots=True)
class Trip:
    """Dates (indices, both included) and the stays of each date.

    `stays` lists (date, post, residents) in order, posts as places of the instance; `path`
    lists the places in order, from the base (or from where a team under way starts) to the base;
    `rupiah` include urgency; `days` counts duty days; `visits` lists posts where the pair sets up,
    once for each time that pricing counts it, and `visit_dates` the date of each.
    """

    first: int
    last: int
    stays: tuple[tuple[int, int, int], ...]
    nights: tuple[int, ...]
    path: tuple[int, ...]
    days: int
    rupiah: float
    visits: tuple[int, ...] = ()
    visit_dates: tuple[int, ...] = field(default=(), compare=False)

    @property
    def under_way(self) -> bool:
        """Whether the trip goes on from where a team is at the start: it leaves no base."""
        return self.path[0] != self.path[-1]

    @property
    def posts(self) -> frozenset[int]:
        """Posts at which the trip records, or only sets up."""
        return frozenset(post for _, post, _ in self.stays)

    def entries(self, area: frozenset[int]) -> int:
        """Return how often the trip comes into an area from outside."""
        steps = zip(self.path, self.path[1:], strict=False)
        return sum(one not in area and two in area for one, two in steps)


class _Writer:
    def __init__(
        self, pricing: PricingInstance, posts: tuple[int, ...], nights: tuple[int, ...]
    ) -> None:
        self._pricing = pricing
        self._posts = posts
        self._nights = nights
        self.trips: list[Trip] = []
        self._clear()
        self._path = [nights[pricing.start.night]]

    def _clear(self) -> None:
        self._first = -1
        self._stays: list[tuple[int, int, int]] = []
        self._slept: list[int] = []
        self._path = [self._nights[0]]
        self._visits: list[int] = []
        self._visit_dates: list[int] = []
        self._days = 0
        self._rupiah = 0.0

    def visit(self, date: int, post: int) -> None:
        self._visits.append(self._posts[post])
        self._visit_dates.append(date)

    def idle(self, date: int, night: int) -> None:
        if self._first < 0:
            self._first = date
        self._slept.append(self._nights[night])
        self._rupiah += self._pricing.lodging[night]

    def duty(self, date: int, start: int, stays: list[tuple[int, int]], night: int) -> None:
        pricing, kind = self._pricing, self._pricing.kind[date]
        if self._first < 0:
            self._first = date
        self._days += 1
        self._rupiah += pricing.duty + pricing.lodging[night]
        if stays:
            self._rupiah += pricing.out[kind, start, stays[0][0]]
            self._rupiah += pricing.back[kind, stays[-1][0], night]
        else:
            self._rupiah += pricing.transit[kind, start, night]
        for (one, _), (two, _) in itertools.pairwise(stays):
            self._rupiah += pricing.across[kind, one, two]
        self._path += [self._posts[post] for post, _ in stays] + [self._nights[night]]
        for post, residents in stays:
            self._stays.append((date, self._posts[post], residents))
            self._rupiah += residents * date * pricing.urgency
        if night:
            self._slept.append(self._nights[night])
            return
        trip = Trip(
            self._first, date, tuple(self._stays), tuple(self._slept), tuple(self._path),
            self._days, self._rupiah, tuple(self._visits), tuple(self._visit_dates),
        )  # fmt: skip
        self.trips.append(trip)
        self._clear()


def trips_of(
    pricing: PricingInstance, posts: tuple[int, ...], nights: tuple[int, ...], steps: I64
) -> list[Trip]:
    """Split the steps of `routing.bounds.backtracking.trace_course` at the nights at the base.

    Parameters
    ----------
    posts, nights
        Places of the pricing instance's posts and nights, as indices of the instance.
    """
    writer = _Writer(pricing, posts, nights)
    start = 0
    stays: list[tuple[int, int]] = []
    for date, step, place, amount in steps.tolist():
        if step == IDLE:
            writer.idle(date, place)
        elif step == DUTY:
            start, stays = place, []
        elif step != NIGHT:
            stays.append((place, amount))
            if step == STAY:
                writer.visit(date, place)
        else:
            writer.duty(date, start, stays, place)
    return writer.trips
