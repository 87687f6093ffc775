"""Earliest arrivals on the tiny town, by hand, by brute force and as invariants.

By car it is 62 minutes from the base to the main port, 32 from Cemara (C) to it, and 32 from
the isle port to F. The ferry crosses on Mondays and Wednesdays at 07:00 and 16:00 in 25
minutes; one is at the port 20 minutes before. On demand a boat takes motorcycles from the main
port to the exclave on Mondays and Tuesdays.
"""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from geodata import Dataset, RoadGraph, UnreachableError, travel_table
from geodata.dataset.calendar_days import date_spans
from geodata.travel.earliest_arrival import Connection, Connections, DutyDay
from geodata.typed_rows import records

A, B, C, E, F = "9901010001", "9901010002", "9901020001", "9901020002", "9901030001"
MONDAY = date(2018, 4, 16)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3))


def at(text: str) -> int:
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def crossing(id_: str, origin: str, destination: str, **changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": id_,
        "from": origin,
        "to": destination,
        "mode": "ferry",
        "vehicles": ("car", "motorcycle"),
        "weekdays": (0, 1, 2, 3, 4, 5, 6),
        "departures": ("07:00", "16:00"),
        "open": None,
        "close": None,
        "from_day": None,
        "until_day": None,
        "cancelled_dates": (),
        "loading_minutes": 20,
        "crossing_minutes": 25,
        "fare_rupiah": 0,
    }
    return fields | changes


@pytest.fixture
def find(tiny: Dataset, tiny_graph: RoadGraph) -> Any:
    """Return a function that finds a connection from the base."""

    def go(
        destination: str,
        day: date,
        time: str,
        vehicle: str = "car",
        lodging: tuple[str, ...] = ("base",),
        origin: str = "base",
        dataset: Dataset = tiny,
        **duty: int,
    ) -> Connection:
        finder = Connections(dataset, tiny_graph, vehicle, lodging, DutyDay(**duty))
        return finder.earliest(origin, destination, day, at(time))

    return go


def told(found: Connection) -> list[tuple[str, int, str, str]]:
    """Return kind, day of the month, start and end of each stage."""
    return [
        (stage.kind, stage.day.day, clock(stage.start), clock(stage.end)) for stage in found.stages
    ]


def with_crossings(tiny: Dataset, *rows: dict[str, Any]) -> Dataset:
    return dataclasses.replace(tiny, crossings=pd.DataFrame(list(rows)))


def test_a_missed_ferry_means_the_next(find: Any) -> None:
    """From 06:00 one is at the port at 07:02: the ferry of 07:00 is gone."""
    found = find(F, MONDAY, "05:00")
    assert told(found) == [
        ("drive", 16, "06:00", "07:02"),
        ("wait", 16, "07:02", "16:00"),
        ("ferry", 16, "16:00", "16:25"),
        ("drive", 16, "16:25", "16:57"),
    ]
    assert (found.day, clock(found.minute), found.nights) == (MONDAY, "16:57", 0)
    assert found.stages[1].missed == (at("07:00"),)
    assert [stage.metres for stage in found.stages] == [36_234, 0, 0, 6_234]


def test_to_the_minute(find: Any) -> None:
    """62 minutes of driving and 20 of loading: 14:38 is the last start for the ferry of 16:00."""
    just = find(F, MONDAY, "14:38")
    assert told(just)[1] == ("wait", 16, "15:40", "16:00")
    assert (just.day, clock(just.minute)) == (MONDAY, "16:57")
    late = find(F, MONDAY, "14:39")
    assert (late.day, clock(late.minute), late.nights) == (WEDNESDAY, "16:57", 2)


def test_a_night_where_there_is_lodging(find: Any) -> None:
    """With lodging in Cemara, the ferry of Wednesday 07:00 is caught from there."""
    found = find(F, MONDAY, "14:39", lodging=("base", C))
    assert told(found) == [
        ("drive", 16, "14:39", "15:09"),
        ("night", 16, "15:09", "06:00"),
        ("night", 17, "06:00", "06:00"),
        ("drive", 18, "06:00", "06:32"),
        ("wait", 18, "06:32", "07:00"),
        ("ferry", 18, "07:00", "07:25"),
        ("drive", 18, "07:25", "07:57"),
    ]
    first, second = (stage for stage in found.stages if stage.kind == "night")
    assert (first.origin, first.crossing, first.missed) == (C, "ferry-out", (420, 960))
    assert (second.runs, second.missed) == (False, ())


def test_a_night_without_lodging_only_at_the_start(find: Any) -> None:
    """From the port one rather drives back to sleep; where there is no lodging one waits."""
    there = find(F, MONDAY, "16:00", origin="main-port", lodging=(C,))
    assert [stage.origin for stage in there.stages if stage.kind == "night"] == [C, C]
    assert (there.day, clock(there.minute)) == (WEDNESDAY, "07:57")
    none = find(F, MONDAY, "16:00", origin="main-port", lodging=())
    nights = [stage for stage in none.stages if stage.kind == "night"]
    assert [(stage.origin, stage.lodged) for stage in nights] == [("main-port", False)] * 2
    assert (none.day, clock(none.minute)) == (WEDNESDAY, "07:57")


def test_cancelled_dates_and_seasons(find: Any, tiny: Dataset) -> None:
    rows = [row | {} for row in tiny.crossings.to_dict("records")]
    rows[0]["cancelled_dates"] = date_spans("2018-04-16;2018-04-18..2018-04-22")
    found = find(F, MONDAY, "06:00", dataset=with_crossings(tiny, *rows))
    assert (found.day, clock(found.minute)) == (date(2018, 4, 23), "16:57")
    rows[0] |= {"from_day": "06-01", "until_day": "06-30", "cancelled_dates": ()}
    found = find(F, MONDAY, "06:00", dataset=with_crossings(tiny, *rows))
    assert found.day == date(2018, 6, 4)


def test_several_crossings(find: Any, tiny: Dataset) -> None:
    """To the exclave over the isle: 16:00 on Monday there, and on at 17:00 or on Tuesday."""
    ferry = crossing("one", "main-port", "isle-port", weekdays=(0,))
    evening = crossing("two", "isle-port", "exclave", departures=("16:44", "17:00", "07:00"))
    found = find("exclave", MONDAY, "06:00", dataset=with_crossings(tiny, ferry, evening))
    assert [stage.crossing for stage in found.stages if stage.kind == "ferry"] == ["one", "two"]
    assert (found.day, clock(found.minute)) == (MONDAY, "17:25")
    assert found.stages[3].missed == (at("07:00"), at("16:44"))
    early = crossing("two", "isle-port", "exclave", departures=("16:44",))
    found = find(
        "exclave",
        MONDAY,
        "06:00",
        lodging=("isle-port",),
        dataset=with_crossings(tiny, ferry, early),
    )
    assert (found.day, clock(found.minute), found.nights) == (TUESDAY, "17:09", 1)


def test_on_demand(find: Any) -> None:
    """By motorcycle: 60 minutes to Cemara, 32 on; the boat leaves when one has loaded."""
    found = find("exclave", MONDAY, "09:10", vehicle="motorcycle")
    assert told(found) == [
        ("drive", 16, "09:10", "10:42"),
        ("wait", 16, "10:42", "10:57"),
        ("ferry", 16, "10:57", "11:27"),
    ]
    with pytest.raises(UnreachableError, match="no connection from base to exclave by car"):
        find("exclave", MONDAY, "09:10")


def test_the_duty_window_and_the_most_driving(find: Any) -> None:
    """Enau is 108 minutes away, 30 of them to Cemara."""
    assert clock(find(E, MONDAY, "16:12").minute) == "18:00"
    late = find(E, MONDAY, "16:13", lodging=("base", C))
    # The rest of the way is driven from 06:00, from Cemara: 78 minutes.
    assert (late.day, clock(late.minute)) == (TUESDAY, "07:18")
    slow = find(E, MONDAY, "06:00", lodging=("base", C), max_driving=107)
    assert (slow.day, clock(slow.minute)) == (TUESDAY, "07:18")
    with pytest.raises(UnreachableError):
        find(E, MONDAY, "06:00", max_driving=107)


def test_a_closure_of_the_date_holds(find: Any) -> None:
    """S2 is closed to cars until 10 April: Dua is reached over Enau, or on the 11th by S2."""
    dua = "9901010003"
    closed = find(dua, date(2018, 4, 9), "06:00")
    assert closed.minute > find(dua, MONDAY, "06:00").minute == at("07:15")


def test_one_is_there_already(find: Any) -> None:
    assert find("base", MONDAY, "09:10") == Connection(MONDAY, at("09:10"), ())


DAYS = 40
"""Looked at: the week comes round, and no chain of four crossings takes as long."""

CROSSING = st.builds(
    lambda number, ends, days, clocks, loading, taken: crossing(
        f"c{number}",
        *ends,
        weekdays=tuple(sorted(days)),
        departures=tuple(f"{hour:02d}:{minute:02d}" for hour, minute in clocks),
        loading_minutes=loading,
        crossing_minutes=taken,
    ),
    st.integers(0, 10**6),
    st.sampled_from(
        [
            ("main-port", "isle-port"),
            ("isle-port", "main-port"),
            ("isle-port", "exclave"),
            ("main-port", "exclave"),
        ]
    ),
    st.sets(st.integers(0, 6), min_size=1),
    st.lists(st.tuples(st.integers(5, 18), st.sampled_from([0, 7, 30])), min_size=1, max_size=3),
    st.integers(0, 40),
    st.integers(1, 90),
)
STARTS = st.tuples(st.integers(0, 3), st.integers(0, 1439))
LODGING = st.sets(st.sampled_from(["base", B, C, F, "isle-port"]))


def arrival(finder: Connections, destination: str, start: tuple[int, int]) -> int | None:
    """Return minutes from Monday's midnight."""
    try:
        found = finder.earliest("base", destination, MONDAY + timedelta(days=start[0]), start[1])
    except UnreachableError:
        return None
    return (found.day - MONDAY).days * 1440 + found.minute


def swept(
    finder: Connections, legs: dict[tuple[str, str], int], destination: str, start: tuple[int, int]
) -> int | None:
    """Earliest arrival by looking at every minute: the least minutes driven at each place."""
    rows, duty = list(records(finder.dataset.crossings)), finder.duty
    sleeps = {*finder.lodging, "base"}
    places = {place for leg in legs for place in leg} | {"base"}
    coming: dict[int, list[tuple[str, int]]] = {start[0] * 1440 + start[1]: [("base", 0)]}
    here: dict[str, int] = {}
    for time in range(start[0] * 1440 + start[1], DAYS * 1440):
        days, minute = divmod(time, 1440)
        if minute == 0:
            here = {place: 0 for place in here if place in sleeps}
        for place, driven in coming.pop(time, []):
            here[place] = min(driven, here.get(place, driven))
        for place, driven in list(here.items()) if duty.start <= minute <= duty.end else ():
            for other in places - {place}:
                taken = legs.get((place, other), 10**6)
                if minute + taken <= duty.end and driven + taken <= duty.max_driving:
                    coming.setdefault(time + taken, []).append((other, driven + taken))
                    if taken == 0:
                        here[other] = min(driven, here.get(other, driven))
            for row in rows:
                start_at = minute + row.loading_minutes
                end = start_at + row.crossing_minutes
                runs = (MONDAY + timedelta(days=days)).weekday() in row.weekdays
                leaves = runs and clock(start_at) in row.departures and end <= duty.end
                if getattr(row, "from") == place and leaves:
                    coming.setdefault(days * 1440 + end, []).append((row.to, driven))
        if destination in here:
            return time
    return None


@settings(deadline=None, max_examples=10)
@given(
    rows=st.lists(CROSSING, min_size=1, max_size=4, unique_by=lambda row: row["id"]),
    lodging=LODGING,
    start=STARTS,
    destination=st.sampled_from([F, "exclave", E]),
    max_driving=st.sampled_from([110, 170, 600]),
)
def test_as_by_looking_at_every_minute(
    tiny: Dataset,
    tiny_graph: RoadGraph,
    rows: list[dict[str, Any]],
    lodging: set[str],
    start: tuple[int, int],
    destination: str,
    max_driving: int,
) -> None:
    dataset = with_crossings(tiny, *rows)
    duty = DutyDay(max_driving=max_driving)
    finder = Connections(dataset, tiny_graph, "car", lodging, duty, most_days=DAYS)
    places = {"base", destination, "main-port", "isle-port", "exclave", *lodging}
    frame = travel_table(
        tiny_graph, tiny.speeds, {place: place for place in places}, ["car"],
        {"dry": finder.state_on(MONDAY)},
    ).frame  # fmt: skip
    ends = zip(frame["origin"], frame["destination"], strict=True)
    legs = dict(zip(ends, frame["minutes"].tolist(), strict=True))
    found, expected = arrival(finder, destination, start), swept(finder, legs, destination, start)
    if expected is None:
        assert found is None
    else:
        assert found == expected


@settings(deadline=None, max_examples=25)
@given(
    rows=st.lists(CROSSING, min_size=1, max_size=4, unique_by=lambda row: row["id"]),
    lodging=LODGING,
    starts=st.tuples(STARTS, STARTS).map(sorted),
    destination=st.sampled_from([F, "exclave", E]),
)
def test_who_leaves_later_is_never_there_earlier(
    tiny: Dataset,
    tiny_graph: RoadGraph,
    rows: list[dict[str, Any]],
    lodging: set[str],
    starts: list[tuple[int, int]],
    destination: str,
) -> None:
    dataset = with_crossings(tiny, *rows)
    finder = Connections(dataset, tiny_graph, "car", lodging, most_days=DAYS)
    early, late = (arrival(finder, destination, start) for start in starts)
    assert (early is None) == (late is None)
    if early is not None and late is not None:
        assert early <= late


@settings(deadline=None, max_examples=20)
@given(
    rows=st.lists(CROSSING, min_size=1, max_size=3, unique_by=lambda row: row["id"]),
    start=STARTS,
    section=st.sampled_from(["S1", "S2"]),
    cancelled=st.sets(st.integers(0, 6), max_size=4),
)
def test_neither_closures_nor_cancelled_dates_bring_one_there_earlier(
    tiny: Dataset,
    tiny_graph: RoadGraph,
    rows: list[dict[str, Any]],
    start: tuple[int, int],
    section: str,
    cancelled: set[int],
) -> None:
    lodging = ("base", C, F)
    usual = with_crossings(tiny, *rows)
    off = date_spans(";".join(str(MONDAY + timedelta(days=days)) for days in cancelled))
    worse = with_crossings(tiny, *(row | {"cancelled_dates": off} for row in rows))
    closures = pd.DataFrame(
        {
            "section": [section],
            "from_date": [MONDAY],
            "until_date": [MONDAY + timedelta(days=5)],
            "stops": [("car",)],
        }
    )
    worse = dataclasses.replace(worse, closures=closures)
    before, after = (
        arrival(Connections(dataset, tiny_graph, "car", lodging, most_days=DAYS), F, start)
        for dataset in (usual, worse)
    )
    assert before is not None or after is None
    if before is not None and after is not None:
        assert after >= before
