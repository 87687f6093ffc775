"""Calibration by hand on the tiny town.

By car in the dry season the base is 15 minutes of asphalt from B and 30 from C; B is an hour
of unpaved road from D.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from geodata import Dataset, DatasetError, RoadGraph, build_graph, find_route, load_dataset
from geodata.build.from_raw_files import build_dataset
from geodata.errors import CalibrationError
from geodata.quality.calibration import CalibrationReport, calibrate, store
from geodata.quality.trip_contradictions import contradictions
from geodata.travel.conditions import RoadState

B, C, D = "9901010002", "9901020001", "9901010003"
DRY = RoadState("dry", "dry")
NAN = math.nan


def trip(fact: str, origin: str, destination: str, hours: float, **changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "fact": fact,
        "origin": origin,
        "origin_name": origin,
        "destination": destination,
        "destination_name": destination,
        "km": NAN,
        "hours": hours,
        "season": "dry",
        "vehicle": "car",
        "note": "",
        "closed": (),
        "use": "fit",
        "source": "own log",
    }
    return fields | changes


def compared(
    tiny: Dataset, graph: RoadGraph, *trips: dict[str, Any], count: int | None = None
) -> CalibrationReport:
    return calibrate(dataclasses.replace(tiny, calibration_trips=pd.DataFrame(trips)), graph, count)


def test_a_single_trip_is_compared_and_nothing_fitted(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    """Base to Dua: 15 minutes of asphalt and an hour of unpaved road, observed 90 minutes."""
    report = calibrate(tiny, tiny_graph)
    (found,) = report.trips
    assert (found.paved, found.unpaved) == (15.0, 60.0)
    assert (found.modelled_minutes, found.modelled_metres) == (75, 35_000)
    assert found.ratio == pytest.approx(1.2)
    assert found.length_ratio == 1.0
    assert [fit.count for fit in report.fits] == [0]
    assert (report.factors.paved, report.factors.unpaved) == (1.0, 1.0)
    # Modelled over observed is 75 / 90: a sixth too quick; its inverse is 20 % off.
    assert report.chosen.left_out_percent == {"F1": -16.7}
    assert report.chosen.leave_one_out_percent == 20.0


def test_two_factors_are_found_again(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    """Observed as 0.8 of the asphalt and 1.5 of the unpaved minutes, to the second."""
    report = compared(
        tiny,
        tiny_graph,
        trip("a", "base", B, 12 / 60),
        trip("b", "base", C, 24 / 60),
        trip("c", B, D, 90 / 60),
        trip("d", "base", D, 102 / 60),
    )
    assert report.chosen.count == 2
    assert report.factors.paved == pytest.approx(0.8, abs=1e-3)
    assert report.factors.unpaved == pytest.approx(1.5, abs=1e-3)
    assert report.chosen.error_percent == 0.0
    assert report.chosen.leave_one_out_percent == pytest.approx(0.0, abs=0.1)
    assert report.factors.trips == ("a", "b", "c", "d")


def test_one_factor_is_the_geometric_mean_of_the_ratios(
    tiny: Dataset, tiny_graph: RoadGraph
) -> None:
    """Ratios 1.1, 1.2 and 1.3: left out, a trip is told by the mean of the other two."""
    report = compared(
        tiny,
        tiny_graph,
        trip("a", "base", B, 15 * 1.1 / 60),
        trip("b", "base", C, 30 * 1.2 / 60),
        trip("c", B, C, 15 * 1.3 / 60),
    )
    (one,) = [fit for fit in report.fits if fit.count == 1]
    assert one.paved == one.unpaved == pytest.approx((1.1 * 1.2 * 1.3) ** (1 / 3), abs=1e-4)
    expected = {
        "a": math.sqrt(1.2 * 1.3) / 1.1,
        "b": math.sqrt(1.1 * 1.3) / 1.2,
        "c": math.sqrt(1.1 * 1.2) / 1.3,
    }
    for fact, ratio in expected.items():
        assert one.left_out_percent[fact] == pytest.approx(100 * (ratio - 1), abs=0.06)
    squares = [math.log(ratio) ** 2 for ratio in expected.values()]
    typical = math.exp(math.sqrt(sum(squares) / 3)) - 1
    assert one.leave_one_out_percent == pytest.approx(100 * typical, abs=0.06)
    assert report.chosen is one


def test_the_number_of_factors_can_be_asked_for(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    trips = [trip(str(n), "base", C, 0.5 + n / 100) for n in range(4)]
    assert compared(tiny, tiny_graph, *trips, count=1).factors.fitted == 1
    with pytest.raises(CalibrationError, match="2 factors need at least 4 observed trips"):
        compared(tiny, tiny_graph, *trips[:3], count=2)


def test_closed_sections_and_the_season_of_a_trip(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    """In the wet season the fords take two hours; with S2 closed Dua is reached by Enau."""
    wet, closed, gone = compared(
        tiny,
        tiny_graph,
        trip("wet", B, D, 2.0, season="wet"),
        trip("closed", B, D, 2.0, closed=("S2",)),
        trip("gone", "base", "isle-port", 2.0),
    ).trips
    assert wet.modelled_minutes == 120
    assert closed.modelled_minutes is not None
    assert closed.modelled_minutes > 120
    assert closed.estimated_metres
    assert (gone.modelled_minutes, gone.status) == (None, "no_way")


def test_other_vehicles_are_compared_with_a_car(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    bus, rider = compared(
        tiny,
        tiny_graph,
        trip("a", "base", C, 1.0, vehicle="bus"),
        trip("b", "base", C, 1.0, vehicle="motorcycle"),
    ).trips
    assert (bus.modelled_as, bus.modelled_minutes) == ("car", 30)
    assert (rider.modelled_as, rider.modelled_minutes) == ("motorcycle", 60)


def test_what_is_not_fitted_to(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    facts = tiny.travel_facts.assign(length_of=["S1"])
    report = compared(
        dataclasses.replace(tiny, travel_facts=facts),
        tiny_graph,
        trip("F1", "base", C, 1.0, km=40.0),
        trip("shown", "base", C, 1.0, use="show"),
        trip("timeless", "base", C, NAN, km=40.0),
    )
    assert [found.status for found in report.trips] == ["length", "show", "no_time"]
    length, shown, timeless = report.trips
    assert (length.ratio, length.length_ratio, length.length_of) == (None, None, "S1")
    assert shown.ratio == 2.0
    assert timeless.length_ratio == pytest.approx(40 / 30)
    assert report.fitted == ()
    assert report.factors.trips == ()


def test_facts_behind_the_lengths_of_kupang_check_nothing(
    kupang: Dataset, kupang_graph: RoadGraph
) -> None:
    behind = kupang.travel_facts.set_index("id")["length_of"]
    assert all(behind[f"F{number:02d}"] for number in range(1, 9))
    report = calibrate(kupang, kupang_graph, 0)
    by_fact = {found.fact: found for found in report.trips}
    assert by_fact["F06"].status == "length"
    assert "F06" not in report.factors.trips
    assert report.factors == kupang.calibration


def test_contradictions_of_kupang_are_shown(kupang: Dataset, kupang_graph: RoadGraph) -> None:
    """F16 and F17 are about the same road; both are longer than F15 for a part of its way."""
    found = contradictions(calibrate(kupang, kupang_graph, 0).trips)
    assert {(each.figure, each.first.fact, each.second.fact, each.is_part) for each in found} == {
        ("metres", "F16", "F17", False),
        ("minutes", "F16", "F15", True),
        ("metres", "F17", "F15", True),
    }


def test_what_contradicts_and_what_does_not(tiny: Dataset, tiny_graph: RoadGraph) -> None:
    def found(*trips: dict[str, Any]) -> list[tuple[str, bool]]:
        report = compared(tiny, tiny_graph, *trips)
        return [(each.figure, each.is_part) for each in contradictions(report.trips)]

    there = trip("a", "base", C, 1.0, km=30.0)
    assert found(there, trip("b", C, "base", 1.3)) == [("minutes", False)]
    assert found(there, trip("b", C, "base", 1.2, km=32.0)) == []
    assert found(there, trip("b", C, "base", 1.0, km=34.0)) == [("metres", False)]
    assert found(there, trip("b", C, "base", 2.0, season="wet")) == []
    assert found(there, trip("b", "base", B, 1.1)) == [("minutes", True)]
    assert found(there, trip("b", "base", B, 1.0)) == []


def _edited(folder: Path, file: str, change: Callable[[str], str]) -> None:
    path = folder / file
    path.write_text(change(path.read_text()))


@pytest.fixture
def built(raw: Path, tmp_path: Path) -> Path:
    build_dataset(raw, tmp_path / "out")
    return tmp_path / "out"


def test_stored_factors_are_in_the_times(built: Path) -> None:
    _edited(
        built,
        "calibration_trips.csv",
        lambda text: (
            text
            + "\n".join(
                f"{name},base,,{place},,,{hours},dry,car,,,fit,own log"
                for name, place, hours in (("a", B, 0.2), ("b", C, 0.4), ("d", D, 1.7))
            )
            + f"\nc,{B},,{D},,,1.5,dry,car,,,fit,own log\n"
        ),
    )
    dataset = load_dataset(built)
    graph = build_graph(dataset)
    trips = dataset.calibration_trips
    dataset = dataclasses.replace(dataset, calibration_trips=trips[trips["fact"] != "F1"])
    store(dataset, calibrate(dataset, graph))
    again = load_dataset(built)
    assert again.calibration is not None
    assert again.calibration.fitted == 2
    # 12 minutes of asphalt and 90 of unpaved road, within the rounding of the factors.
    minutes = find_route(graph, again.speeds, "base", D, "car", DRY).minutes
    assert abs(minutes - 102) <= 1
    assert not list(built.glob(".calibration*"))


def test_factors_of_another_table_of_speeds_are_not_used(built: Path) -> None:
    held = json.loads((built / "calibration.json").read_text())
    held["time_factors"] = {"paved": 2.0, "unpaved": 2.0}
    (built / "calibration.json").write_text(json.dumps(held))
    assert load_dataset(built).speeds["kmh"].max() == 30
    _edited(built, "speeds.csv", lambda text: text.replace("asphalt,car,60", "asphalt,car,50"))
    edited = load_dataset(built)
    assert edited.calibration_is_stale
    assert edited.calibration is None
    assert edited.speeds["kmh"].max() == 50


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "not as calibration writes it"),
        ("{}", "not as calibration writes it"),
        ('{"time_factors": {"paved": 0, "unpaved": 1}}', "paved: a factor of 0 is not from 0.1"),
        ('{"time_factors": {"paved": 1, "unpaved": 99}}', "unpaved: a factor of 99 is not"),
    ],
)
def test_damaged_factors(built: Path, text: str, told: str) -> None:
    (built / "calibration.json").write_text(text)
    with pytest.raises(DatasetError) as caught:
        load_dataset(built)
    (fault,) = caught.value.faults
    assert str(fault).startswith("calibration.json")
    assert told in str(fault)
    assert "run jemputbola region calibrate again" in str(fault)


def test_own_trips_name_places_and_all_faults_are_told_at_once(built: Path) -> None:
    rows = [
        "mine,Cemara,,BASE,,,0.6,dry,car,,,,own log",
        "typo,Cemarra,,Base,,,0.6,dry,car,,,,own log",
        "two,Bale,,Base,,,0.6,dry,car,,,,own log",
        "none,Base,,Dua,,,,dry,car,,,,own log",
        "zero,Base,,Dua,,0,-1,dry,car,,,,own log",
        "monsoon,Base,,Dua,,,1,rain,car,,,,own log",
        "road,Base,,Dua,,,1,dry,car,,S9,,own log",
        "use,Base,,Dua,,,1,dry,car,,,maybe,own log",
    ]
    _edited(built, "calibration_trips.csv", lambda text: text + "\n".join(rows) + "\n")
    with pytest.raises(DatasetError) as caught:
        load_dataset(built)
    told = "\n".join(map(str, caught.value.faults))
    for expected in (
        "line 4 (typo), column origin: 'Cemarra' is not known; did you mean Cemara (9901020001)?",
        f"line 5 (two), column origin: 'Bale' means {B}, 9901030001; write one of these",
        "line 6 (none): neither km nor hours; give what was observed",
        "line 7 (zero), column km: 0 is not above 0",
        "line 7 (zero), column hours: -1 is not above 0",
        "line 8 (monsoon), column season: 'rain' is none of dry, wet",
        "line 9 (road), column closed: 'S9' is no section of sections.csv",
        "line 10 (use), column use: 'maybe'; write fit or show",
    ):
        assert expected in told
    assert len(caught.value.faults) == 8
    assert "(mine)" not in told


@settings(deadline=None, max_examples=5)
@given(
    paved=st.floats(0.5, 2.0),
    unpaved=st.floats(0.9, 2.0),
)
def test_least_squares_finds_any_factors(
    tiny: Dataset, tiny_graph: RoadGraph, paved: float, unpaved: float
) -> None:
    """Roads are few enough for ways to stay; what was made by two factors gives them back."""
    minutes = {"a": (15, 0), "b": (30, 0), "c": (0, 60), "d": (15, 60)}
    ends = {"a": ("base", B), "b": ("base", C), "c": (B, D), "d": ("base", D)}
    trips = [
        trip(name, *ends[name], (p * paved + u * unpaved) / 60) for name, (p, u) in minutes.items()
    ]
    report = compared(tiny, tiny_graph, *trips, count=2)
    assert report.factors.paved == pytest.approx(paved, rel=2e-3)
    assert report.factors.unpaved == pytest.approx(unpaved, rel=2e-3)
