"""The shortest places between parts of a network that no road joins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.array_types import Coordinate, GeometryArray, IndexArray
from geodata.boundaries import straight_metres

__all__ = ["Gap", "gaps_between"]


@dataclass(frozen=True, slots=True)
class Gap:
    """The shortest line between two roads.

    Attributes
    ----------
    lines : tuple of int
        Positions of the two roads.
    ends : tuple
        The point on each (lon, lat in WGS 84).
    metres : float
        Length of the straight line between them.
    """

    lines: tuple[int, int]
    ends: tuple[Coordinate, Coordinate]
    metres: float

    @property
    def line(self) -> shapely.LineString:
        """The straight line itself."""
        return shapely.LineString(self.ends)


def gaps_between(lines: GeometryArray, some: IndexArray, others: IndexArray) -> list[Gap]:
    """Return the gap from each of some roads to the nearest of others, the shortest first.

    Parameters
    ----------
    lines : array of LineString
        All roads (WGS 84).
    some, others : array
        Positions of the roads on either side.
    """
    if not len(some) or not len(others):
        return []
    bounds = shapely.total_bounds(lines[some])
    # Degrees of longitude are shorter by this, so that the nearest on paper is the nearest.
    scale = np.array([np.cos(np.radians((bounds[1] + bounds[3]) / 2)), 1.0])
    here, there = (shapely.transform(lines[at], lambda xy: xy * scale) for at in (some, others))
    one, other = shapely.STRtree(there).query_nearest(here, all_matches=False)
    spans = shapely.get_coordinates(shapely.shortest_line(here[one], there[other]))
    ends = spans.reshape(-1, 2, 2) / scale
    metres = straight_metres(*ends[:, 0].T, *ends[:, 1].T)
    return [
        Gap(
            (int(some[one[at]]), int(others[other[at]])),
            (tuple(ends[at, 0].tolist()), tuple(ends[at, 1].tolist())),
            float(metres[at]),
        )
        for at in np.argsort(metres, kind="stable")
    ]
