"""Types of NumPy arrays and of coordinates that the modules of this package share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = [
    "BoolArray",
    "BoundingBox",
    "Coordinate",
    "FloatArray",
    "GeometryArray",
    "IndexArray",
    "IntArray",
]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

IndexArray = npt.NDArray[np.intp]
"""Positions in another array."""

GeometryArray = npt.NDArray[np.object_]
"""Geometries of shapely."""

Coordinate = tuple[float, float]
"""Longitude and latitude, WGS 84 degrees."""

BoundingBox = tuple[float, float, float, float]
"""West, south, east, north, in WGS 84 degrees unless the text says another CRS."""
