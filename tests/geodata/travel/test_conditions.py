from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from geodata import Dataset, DatasetError, RoadState, conditions_for, season_state
from geodata.dataset.calendar_days import is_day_of_year, within


def _closures(*rows: tuple[str, date, date | None, tuple[str, ...]]) -> pd.DataFrame:
    columns = ["section", "from_date", "until_date", "stops"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def test_the_campaign_of_2018_turns_dry_in_april(kupang: Dataset) -> None:
    conditions, states = conditions_for(kupang, date(2018, 3, 12), date(2018, 6, 26))
    assert [condition.as_dict() for condition in conditions] == [
        {"id": "wet", "from": "2018-03-12", "until": "2018-03-31"},
        {"id": "dry", "from": "2018-04-01", "until": "2018-06-26"},
    ]
    assert states == {"wet": RoadState("wet", "wet", True), "dry": RoadState("dry", "dry", False)}


def test_closures_make_states_of_their_own(tiny: Dataset) -> None:
    conditions, states = conditions_for(tiny, date(2018, 3, 15), date(2018, 5, 2))
    assert [(each.id, str(each.start), str(each.until)) for each in conditions] == [
        ("wet", "2018-03-15", "2018-03-19"),
        ("wet-c1", "2018-03-20", "2018-03-31"),
        ("dry-c1", "2018-04-01", "2018-04-10"),
        ("dry", "2018-04-11", "2018-04-30"),
        ("dry-c2", "2018-05-01", "2018-05-02"),
    ]
    assert states["wet-c1"].closed_to("car") == {"S2"}
    assert states["wet-c1"].closed_to("motorcycle") == frozenset()
    assert states["dry-c2"].closed == {"motorcycle": frozenset({"S1"})}


def test_an_id_comes_back_with_its_state(tiny: Dataset) -> None:
    rows = _closures(
        ("S1", date(2018, 5, 3), date(2018, 5, 3), ("car",)),
        ("S1", date(2018, 5, 7), date(2018, 5, 8), ("car",)),
    )
    conditions, states = conditions_for(tiny, date(2018, 5, 1), date(2018, 5, 9), rows)
    assert [each.id for each in conditions] == ["dry", "dry-c1", "dry", "dry-c1", "dry"]
    assert sorted(states) == ["dry", "dry-c1"]


def test_no_closures_in_place_of_the_dataset_s(tiny: Dataset) -> None:
    none = tiny.closures.iloc[:0]
    conditions, _ = conditions_for(tiny, date(2018, 3, 30), date(2018, 5, 2), none)
    assert [each.id for each in conditions] == ["wet", "dry"]


def test_faults(tiny: Dataset) -> None:
    with pytest.raises(ValueError, match="the deadline 2018-05-01 is before the start 2018-05-02"):
        conditions_for(tiny, date(2018, 5, 2), date(2018, 5, 1))
    rows = _closures(("S8", date(2018, 5, 3), None, ("car",)))
    with pytest.raises(DatasetError, match="'S8' is not known; known: S1, S2"):
        conditions_for(tiny, date(2018, 5, 1), date(2018, 5, 2), rows)


def test_seasons_run_over_the_turn_of_the_year(tiny: Dataset) -> None:
    for day, season in (("12-31", "wet"), ("01-01", "wet"), ("02-29", "wet"), ("04-01", "dry")):
        assert season_state(tiny, date.fromisoformat(f"2020-{day}")).id == season
    assert within("12-01", "03-31", "12-01")
    assert not within("12-01", "03-31", "11-30")
    assert is_day_of_year("02-29")
    assert not is_day_of_year("02-30")


DAYS = st.dates(date(2018, 1, 1), date(2018, 12, 31))


@settings(deadline=None, max_examples=40)
@given(
    start=DAYS,
    length=st.integers(0, 60),
    closures=st.lists(
        st.tuples(
            st.sampled_from(["S1", "S2"]),
            DAYS,
            st.one_of(st.none(), st.integers(0, 40)),
            st.sampled_from([("car",), ("car", "motorcycle")]),
        ),
        max_size=5,
    ),
)
def test_each_date_has_the_state_that_holds_on_it(
    tiny: Dataset,
    start: date,
    length: int,
    closures: list[tuple[str, date, int | None, tuple[str, ...]]],
) -> None:
    rows = [
        (section, day, None if days is None else day + timedelta(days=days), stops)
        for section, day, days, stops in closures
    ]
    deadline = start + timedelta(days=length)
    conditions, states = conditions_for(tiny, start, deadline, _closures(*rows))
    assert conditions[0].start == start
    assert conditions[-1].until == deadline
    for before, after in pairwise(conditions):
        assert after.start - before.until == timedelta(days=1)
        assert before.id != after.id
    for condition in conditions:
        state = states[condition.id]
        for offset in range((condition.until - condition.start).days + 1):
            day = condition.start + timedelta(days=offset)
            assert state.wet == (day.month in {12, 1, 2, 3})
            for vehicle in ("car", "motorcycle"):
                closed = {
                    section
                    for section, first, last, stops in rows
                    if vehicle in stops and first <= day and (last is None or day <= last)
                }
                assert state.closed_to(vehicle) == closed
    states_by_content = {
        (each.season, tuple(sorted(each.closed.items()))) for each in states.values()
    }
    assert len(states_by_content) == len(states)
