"""Closures that make a way longer, on the tiny town.

From B to D it is an hour by S2; with S2 closed one drives by C and E. The local road from A to
B runs beside S1 and closes with it.
"""

from __future__ import annotations

import dataclasses
from datetime import date

import pandas as pd
import pytest

from geodata import Dataset, RoadGraph, conditions_for, find_route
from geodata.travel.detours import Detour, closures_on, detour

B, C, D, E = "9901010002", "9901020001", "9901010003", "9901020002"
DAY = date(2018, 6, 4)


def closed(tiny: Dataset, *rows: tuple[str, tuple[str, ...]]) -> Dataset:
    frame = pd.DataFrame(
        [(section, DAY, None, stops, "washed out", "press") for section, stops in rows],
        columns=["section", "from_date", "until_date", "stops", "note", "source"],
        dtype=object,
    )
    return dataclasses.replace(tiny, closures=frame)


def found(
    dataset: Dataset, graph: RoadGraph, origin: str, destination: str, vehicle: str = "car"
) -> Detour | None:
    _, states = conditions_for(dataset, DAY, DAY)
    (state,) = states.values()
    taken = find_route(graph, dataset.speeds, origin, destination, vehicle, state)
    return detour(dataset, graph, taken, vehicle, state, DAY)


def test_the_closed_section_is_named(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    """B to C 15 minutes, then 15,480 m to E and as many on to D at 200 m a minute."""
    dataset = closed(tiny, ("S2", ("car",)))
    longer = found(dataset, tiny_graph, B, D)
    assert longer is not None
    assert (longer.usual.minutes, longer.usual.metres) == (60, 20_000)
    assert longer.minutes > 60
    assert [row.section for row in longer.closures] == ["S2"]


def test_what_is_not_in_the_way_is_not_blamed(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    dataset = closed(tiny, ("S2", ("car",)))
    assert found(dataset, tiny_graph, "base", C) is None
    assert found(dataset, tiny_graph, B, D, "motorcycle") is None
    both = closed(tiny, ("S2", ("car",)), ("S1", ("motorcycle",)))
    longer = found(both, tiny_graph, B, D)
    assert longer is not None
    assert [row.section for row in longer.closures] == ["S2"]


def test_nothing_closed_is_no_detour(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    assert found(closed(tiny), tiny_graph, B, D) is None


@pytest.mark.parametrize(("day", "stops"), [(3, 0), (4, 1), (5, 1)])
def test_closures_of_a_date(tiny: Dataset, day: int, stops: int) -> None:
    dataset = closed(tiny, ("S2", ("car",)))
    assert len(closures_on(dataset, date(2018, 6, day), "car")) == stops
    assert closures_on(dataset, date(2018, 6, day), "truck") == []
