"""Stopping criteria: when they stop, and how much of them is used up."""

from __future__ import annotations

import pytest

from routing.stopping import MaxGap, MaxSeconds, MaxWork, Requested, never_stop


def test_max_work_counts_from_when_it_was_made() -> None:
    done = [100]
    criterion = MaxWork(4, lambda: done[0])
    assert (criterion(), criterion.used) == (False, 0.0)
    done[0] = 103
    assert (criterion(), criterion.used) == (False, 0.75)
    done[0] = 104
    assert (criterion(), criterion.used) == (True, 1.0)
    assert MaxWork(0, lambda: 5)()


def test_max_seconds_measures_from_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    criterion, earlier = MaxSeconds(8.0), MaxSeconds(8.0, began=994.0)
    assert (criterion.used, earlier.used) == (0.0, 0.75)
    now[0] = 1004.0
    assert (criterion(), criterion.used) == (False, 0.5)
    assert earlier()
    now[0] = 1008.5
    assert criterion()


@pytest.mark.parametrize(
    ("percent", "gap", "stops"),
    [(1.0, 0.5, True), (1.0, 1.0, True), (1.0, 1.1, False), (1.0, None, False), (None, 0, False)],
)
def test_max_gap_stops_within_the_percent(
    percent: float | None, gap: float | None, stops: bool
) -> None:
    assert MaxGap(percent, lambda: gap)() == stops


def test_a_request_stops_at_once() -> None:
    request = Requested()
    assert not request()
    request.ask()
    assert request()
    assert not never_stop()
