"""Distances on a made-up town of many streets against quickest ways on its raw tags.

The other side is that of the benchmark: it reads the extract by itself, with every point as a
node, and uses SciPy.
"""

from __future__ import annotations

import random
import statistics
from pathlib import Path

import pytest

from geodata.build.from_layers import RegionOrder, build_region
from tests.benchmarks.osm_distances import ratios
from tests.geodata import osm_town as town
from tests.geodata.osm_town import A, B, C, D, E, P, Tags

COLUMNS, ROWS, STEP = 31, 21, 0.01


def _nodes(chance: random.Random) -> dict[int, tuple[float, float]]:
    """Return the points of crooked streets over six villages."""
    return {
        row * COLUMNS + column + 1: (
            100.0 + column * STEP + chance.uniform(-0.003, 0.003),
            row * STEP + chance.uniform(-0.003, 0.003),
        )
        for row in range(ROWS)
        for column in range(COLUMNS)
    }


def _ways(chance: random.Random) -> dict[int, tuple[list[int], Tags]]:
    lines = [[row * COLUMNS + at + 1 for at in range(COLUMNS)] for row in range(ROWS)]
    lines += [[at * COLUMNS + column + 1 for at in range(ROWS)] for column in range(COLUMNS)]
    ways: dict[int, tuple[list[int], Tags]] = {}
    for line in lines:
        low = 0
        while low < len(line) - 1:
            high = min(low + chance.randint(1, 8), len(line) - 1)
            tags = {
                "highway": chance.choice(["primary", "tertiary", "residential", "track"]),
                "surface": chance.choice(["asphalt", "gravel", "dirt"]),
                "oneway": chance.choice(["no", "no", "no", "yes", "-1"]),
            }
            if chance.random() < 0.1:
                tags["access"] = "private"
            ways[len(ways) + 1] = (line[low : high + 1], tags)
            low = high
    return ways


@pytest.mark.parametrize("seed", range(3))
def test_distances_are_those_of_the_raw_tags(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    nodes, ways = _nodes(chance), _ways(chance)
    tagged: dict[int, Tags] = {
        node: {"barrier": "gate", "access": "private"} for node in chance.sample(sorted(nodes), 20)
    }
    town.villages([A, B, C, D, E, P]).to_file(tmp_path / "desa.gpkg")
    extract = town.write_extract(tmp_path / "t.osm.pbf", nodes, ways, tagged)
    order = RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out", osm=extract, base=(100.05, 0.05))
    found, lone = ratios(build_region(order).dataset, extract)
    assert lone == 0
    assert len(found) == 30
    assert statistics.median(found.values()) == pytest.approx(1, abs=0.002)
    assert min(found.values()) > 0.99
    assert max(found.values()) < 1.01
