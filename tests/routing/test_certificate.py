"""What is proven about a plan: bounds that only rise, and plans that only get better."""

from __future__ import annotations

import math

import pytest

from routing.certificate import JOINT, PARTITION, Found, ProvenBounds, gap_percent
from routing.search.roster import EvaluatedRoster
from routing.timetable.decoder import NOTHING, Outcome

EVERYONE = 12


def roster(residents: int, rupiah: int) -> EvaluatedRoster:
    """One team's outcome, every resident of weight 1."""
    outcome = Outcome(residents, residents, rupiah, NOTHING.days)
    return EvaluatedRoster(((),), (outcome,))


def test_bounds_only_rise_and_are_whole_rupiah() -> None:
    """A total is whole, so a bound of 90.2 proves 91; 80 proves nothing new."""
    heard: list[Found] = []
    bounds = ProvenBounds(EVERYONE, None, heard.append)
    bounds.begin(roster(EVERYONE, 100))
    for bound, method in ((90.2, JOINT), (80.0, PARTITION), (-math.inf, PARTITION)):
        bounds.note(bound, method)
    assert (bounds.total, bounds.method) == (91, JOINT)
    assert [found.bound for found in heard] == [91, 91]
    bounds.note(95.0, PARTITION)
    assert (bounds.total, bounds.method) == (95, PARTITION)


def test_before_a_plan_is_known_a_bound_is_of_recording_everyone() -> None:
    heard: list[Found] = []
    bounds = ProvenBounds(EVERYONE, None, heard.append)
    bounds.note(90.2, JOINT)
    bounds.note(80.0, JOINT)
    assert bounds.bound_of(roster(EVERYONE, 100)) == 91
    assert bounds.bound_of(roster(EVERYONE - 1, 50)) is None
    assert heard == []


def test_a_plan_is_kept_where_it_is_cheaper_or_records_more() -> None:
    heard: list[Found] = []
    bounds = ProvenBounds(EVERYONE, None, heard.append)
    bounds.offer(EVERYONE, 100, tuple)
    assert bounds.found is None
    bounds.begin(roster(EVERYONE - 2, 50))
    for rupiah in (100, 110, 90):
        bounds.offer(EVERYONE, rupiah, tuple)
    assert [found.rupiah for found in heard] == [100, 90]
    assert bounds.found == Found(EVERYONE, EVERYONE, 90, None, ())


@pytest.mark.parametrize(
    ("gap", "bound", "weighted", "close"),
    [
        (None, 100, None, False),  # no gap asked for
        (5.0, 100, None, True),  # 4 % above the bound
        (3.0, 100, None, False),
        (5.0, None, None, False),  # nothing proven of the total
        (5.0, 100, EVERYONE - 1, False),  # one resident more may be recorded
        (5.0, 100, EVERYONE - 2, True),
    ],
)
def test_close_enough(
    gap: float | None, bound: int | None, weighted: int | None, close: bool
) -> None:
    bounds = ProvenBounds(EVERYONE, gap, lambda _: None)
    assert not bounds.close
    bounds.begin(roster(EVERYONE if weighted is None else EVERYONE - 2, 104))
    bounds.weighted = weighted
    if bound is not None:
        bounds.note(bound, JOINT)
    assert bounds.close == close


def test_gap_percent() -> None:
    assert gap_percent(110, 100) == pytest.approx(10.0)
    assert gap_percent(100, 100) == 0.0
    assert gap_percent(0, 0) == 0.0
    assert gap_percent(5, 0) is None
    assert gap_percent(None, 5) is None
    assert gap_percent(5, None) is None
