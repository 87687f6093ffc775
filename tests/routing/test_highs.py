"""Limits of HiGHS: seconds from now on, whatever a model has run before."""

from __future__ import annotations

import math

import highspy
import pytest

from routing.highs import new_highs, run_within


class Watched:
    """A model that has run for 100 seconds and notes its options."""

    def __init__(self, status: highspy.HighsModelStatus) -> None:
        self.options: dict[str, float] = {}
        self._status = status

    def getRunTime(self) -> float:  # noqa: N802
        return 100.0

    def setOptionValue(self, name: str, value: float) -> None:  # noqa: N802
        self.options[name] = value

    def run(self) -> None:
        assert "time_limit" in self.options

    def getModelStatus(self) -> highspy.HighsModelStatus:  # noqa: N802
        return self._status


@pytest.mark.parametrize(
    ("seconds", "limit"), [(30.0, 130.0), (0.0, 100.0), (-5.0, 100.0), (math.inf, math.inf)]
)
def test_seconds_count_from_now_on(seconds: float, limit: float) -> None:
    model = Watched(highspy.HighsModelStatus.kOptimal)
    assert run_within(model, seconds) == highspy.HighsModelStatus.kOptimal
    assert model.options == {"time_limit": limit}


def test_a_limit_of_time_is_no_optimum() -> None:
    late = highspy.HighsModelStatus.kTimeLimit
    assert run_within(Watched(late), 1.0) == late


def test_a_model_is_solved_again_within_its_seconds() -> None:
    """min x, x >= 2, then x >= 3."""
    highs = new_highs()
    highs.addCol(1.0, 2.0, math.inf, 0, [], [])
    assert run_within(highs, 30.0) == highspy.HighsModelStatus.kOptimal
    highs.changeColBounds(0, 3.0, math.inf)
    assert run_within(highs, 30.0) == highspy.HighsModelStatus.kOptimal
    assert highs.getObjectiveValue() == 3.0
