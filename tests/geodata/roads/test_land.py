"""Water under straight lines, against the difference from the whole land."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geodata.roads.land import Land


def _coast(chance: np.random.Generator) -> shapely.Geometry:
    """Return two ragged islands of some hundred points, one with a lake."""
    angles = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    shapes = []
    for x, y, radius in ((0.0, 0.0, 1.0), (2.5, 0.5, 0.7)):
        radii = radius * (1 + 0.2 * chance.random(len(angles)))
        ring = np.column_stack([x + radii * np.cos(angles), y + radii * np.sin(angles)])
        shapes.append(shapely.Polygon(ring))
    lake = shapely.Point(0, 0).buffer(0.4)
    return shapely.union_all([shapes[0] - lake, shapes[1]])


@pytest.mark.parametrize("seed", range(5))
def test_as_the_difference(seed: int) -> None:
    chance = np.random.default_rng(seed)
    shape = _coast(chance)
    ends = chance.uniform(-2, 4, size=(60, 2, 2))
    lines = np.asarray(shapely.linestrings(ends), dtype=object)
    expected = shapely.length(shapely.difference(lines, shape))
    found = Land(shape).wet_lengths(lines)
    np.testing.assert_allclose(found, expected, atol=1e-9)
    assert (found > 0).sum() > 10
    assert (found < shapely.length(lines) - 1e-9).sum() > 10


def test_by_hand() -> None:
    """Two squares of 1 with a strait of 1 between them."""
    land = Land(shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 0, 3, 1)]))
    lines = np.asarray(
        shapely.linestrings(
            [
                [(0.2, 0.5), (0.8, 0.5)],  # on the first square
                [(0.5, 0.5), (2.5, 0.5)],  # over the strait
                [(1.2, 0.5), (1.7, 0.5)],  # all of it on water
                [(0.0, 1.0), (3.0, 1.0)],  # along the shore
                [(0.5, 0.5), (0.5, 0.5)],  # no line
            ]
        ),
        dtype=object,
    )
    np.testing.assert_allclose(land.wet_lengths(lines), [0, 1, 0.5, 1, 0], atol=1e-12)


def test_no_land_is_all_water() -> None:
    lines = np.array([shapely.LineString([(0, 0), (0, 2)])], dtype=object)
    assert Land(shapely.MultiPolygon()).wet_lengths(lines).tolist() == [2.0]
