"""Observed trips that cannot all be right.

Two trips contradict each other if they have the same ends in the same season and tell times or
lengths further apart than chance would; or if one is a part of the other's way and yet takes
longer, or is longer, than the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from geodata.quality.calibration import TripCheck

__all__ = ["Contradiction", "contradictions"]

_SAME = {"minutes": 1.25, "metres": 1.1}
"""How far apart two figures of the same trip may be: times depend on the day, lengths do not."""
_PART = 1.05
"""How far a part may be above its whole, for rounding in the sources."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two figures that cannot both hold.

    Attributes
    ----------
    figure : str
        ``minutes`` or ``metres``.
    first, second : TripCheck
        The trips; where `is_part`, the first is a part of the second.
    is_part : bool
        Whether the first is a part of the second's way, else their ends are the same.
    """

    figure: str
    first: TripCheck
    second: TripCheck
    is_part: bool

    @property
    def values(self) -> tuple[float, float]:
        """The two figures, in minutes or metres."""
        values = (_figure(self.first, self.figure), _figure(self.second, self.figure))
        return values[0] or 0.0, values[1] or 0.0


def contradictions(trips: Sequence[TripCheck]) -> list[Contradiction]:
    """Return what contradicts each other among observed trips, fitted to or not."""
    found = []
    for first, second in combinations(trips, 2):
        if first.season == second.season and set(first.ends) == set(second.ends):
            found += list(_same(first, second))
    for part, whole in permutations(trips, 2):
        inside = set(part.ends) <= set(whole.nodes) and set(part.ends) != set(whole.ends)
        if inside and part.season == whole.season:
            found += list(_part(part, whole))
    return found


def _same(first: TripCheck, second: TripCheck) -> Iterator[Contradiction]:
    for figure, most in _SAME.items():
        one, other = _figure(first, figure), _figure(second, figure)
        if one and other and max(one, other) > most * min(one, other):
            yield Contradiction(figure, first, second, is_part=False)


def _part(part: TripCheck, whole: TripCheck) -> Iterator[Contradiction]:
    for figure in _SAME:
        one, all_ = _figure(part, figure), _figure(whole, figure)
        if one and all_ and one > _PART * all_:
            yield Contradiction(figure, part, whole, is_part=True)


def _figure(trip: TripCheck, figure: str) -> float | None:
    return trip.observed_minutes if figure == "minutes" else trip.observed_metres
