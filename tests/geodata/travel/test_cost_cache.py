"""A table is built once per network, not per date, name or run."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from geodata import CostCache, Dataset, RoadGraph, RoadState, conditions_for, travel_table
from geodata.travel import cost_cache as caching

PLACES = {"a": "base", "b": "9901010003"}
VEHICLES = ["car", "motorcycle"]
DRY, WET = RoadState("dry", "dry"), RoadState("wet", "wet", True)


@pytest.fixture
def table(tiny: Dataset, tiny_graph: RoadGraph) -> Callable[..., pd.DataFrame]:
    def make(states: dict[str, RoadState], cache: CostCache | None) -> pd.DataFrame:
        return travel_table(tiny_graph, tiny.speeds, PLACES, VEHICLES, states, cache).frame

    return make


def test_one_build_per_distinct_network(table: Callable[..., pd.DataFrame]) -> None:
    """Two vehicles in two seasons are four networks; closures of S2 to cars add two."""
    closed = {"car": frozenset({"S2"})}
    states = {
        "dry": DRY,
        "wet": WET,
        "dry-again": RoadState("dry-again", "dry"),
        "truck": RoadState("truck", "dry", False, {"truck": frozenset({"S2"})}),
        "dry-c1": RoadState("dry-c1", "dry", False, closed),
        "wet-c1": RoadState("wet-c1", "wet", True, closed),
    }
    cache = CostCache()
    found = table(states, cache)
    assert cache.builds == 6
    assert len(found) == 2 * 2 * len(states)
    table(states, cache)
    assert cache.builds == 6


def test_dates_do_not_count(tiny: Dataset, table: Callable[..., pd.DataFrame]) -> None:
    """Wet, wet-c1, dry-c1, dry, dry-c2: c1 closes S2 to cars, c2 closes S1 to motorcycles.

    By car: wet, wet-c1, dry-c1, dry. By motorcycle: wet, dry, dry-c2.
    """
    _, states = conditions_for(tiny, date(2018, 1, 1), date(2019, 12, 31))
    assert set(states) >= {"wet", "wet-c1", "dry-c1", "dry", "dry-c2"}
    _, states = conditions_for(tiny, date(2018, 3, 15), date(2018, 5, 31))
    cache = CostCache()
    table(states, cache)
    assert cache.builds == 7


def test_another_run_finds_them_again(table: Callable[..., pd.DataFrame], tmp_path: Path) -> None:
    states = {"dry": DRY, "wet": WET}
    first, second = CostCache(tmp_path / "kept"), CostCache(tmp_path / "kept")
    before = table(states, first)
    after = table(states, second)
    assert (first.builds, second.builds) == (4, 0)
    pd.testing.assert_frame_equal(before, after)


def test_other_speeds_are_another_network(
    tiny: Dataset, tiny_graph: RoadGraph, tmp_path: Path
) -> None:
    slower = tiny.speeds.assign(kmh=tiny.speeds["kmh"] / 2)
    minutes = []
    for speeds in (tiny.speeds, slower):
        cache = CostCache(tmp_path)
        frame = travel_table(tiny_graph, speeds, PLACES, ["car"], {"dry": DRY}, cache).frame
        minutes.append(frame["minutes"].tolist())
        assert cache.builds == 1
    assert minutes == [[75, 75], [150, 150]]


def test_damaged_files_are_built_anew(table: Callable[..., pd.DataFrame], tmp_path: Path) -> None:
    before = table({"dry": DRY}, CostCache(tmp_path))
    for number, path in enumerate(sorted(tmp_path.iterdir())):
        path.write_bytes(b"" if number else path.read_bytes()[:90])
    cache = CostCache(tmp_path)
    pd.testing.assert_frame_equal(before, table({"dry": DRY}, cache))
    assert cache.builds == 2
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_keeps_none(
    table: Callable[..., pd.DataFrame], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    cache = CostCache(tmp_path / "file" / "kept")
    assert len(table({"dry": DRY}, cache)) == 4
    assert cache.builds == 2


def test_the_longest_unused_go_first(
    table: Callable[..., pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table({"dry": DRY}, CostCache(tmp_path))
    for path in tmp_path.iterdir():
        os.utime(path, (0, 0))
    old = set(tmp_path.iterdir())
    monkeypatch.setattr(caching, "_MOST_FILES", 2)
    table({"wet": WET}, CostCache(tmp_path))
    assert len(list(tmp_path.iterdir())) == 2
    assert not old & set(tmp_path.iterdir())
