"""Measure the part of a line on water: all that lies outside the known land."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import shapely

from geodata.array_types import FloatArray, GeometryArray

__all__ = ["Land"]


_VERTICES = 64
"""The shore is kept in stretches of so many points, so that a line meets few of them."""


class Land:
    """Known land, asked about many lines.

    Parameters
    ----------
    shape : Geometry
        All of it (WGS 84).
    """

    def __init__(self, shape: shapely.Geometry) -> None:
        self.shape = shape
        shapely.prepare(shape)

    def wet_lengths(self, lines: GeometryArray) -> FloatArray:
        """Return the length of each straight line that lies on water, in degrees.

        As the length of the difference from the land, but only the stretches of the shore near a
        line are looked at.
        """
        wet = np.zeros(len(lines))
        for at in np.flatnonzero(~shapely.covers(self.shape, lines)):
            wet[at] = self._off_land(lines[at])
        return wet

    def _off_land(self, line: shapely.LineString) -> float:
        stretches, tree = self._shore
        near = tree.query(line, predicate="intersects")
        crossed = shapely.get_coordinates(shapely.intersection(stretches[near], line))
        marks = shapely.line_locate_point(line, shapely.points(crossed), normalized=True)
        marks = np.unique(np.concatenate([[0.0, 1.0], marks]))
        middles = shapely.line_interpolate_point(
            line, (marks[:-1] + marks[1:]) / 2, normalized=True
        )
        dry = shapely.intersects(self.shape, middles)
        return float(np.diff(marks)[~dry].sum() * shapely.length(line))

    @cached_property
    def _shore(self) -> tuple[GeometryArray, shapely.STRtree]:
        stretches = []
        for ring in shapely.get_rings(shapely.get_parts(self.shape)):
            points = shapely.get_coordinates(ring)
            stretches += [
                shapely.LineString(points[low : low + _VERTICES + 1])
                for low in range(0, len(points) - 1, _VERTICES)
            ]
        held = np.array(stretches, dtype=object)
        return held, shapely.STRtree(held)
