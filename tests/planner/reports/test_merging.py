"""Reports merged: each session once, whatever the order of the files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings, strategies as st

from planner.reports.merging import merge_reports
from planner.reports.report import Report, reports_csv

NOON = datetime(2018, 3, 12, 12)
FIRST = Report("T01", date(2018, 3, 12), "hill", 480, 48, 40, saved_at=NOON, origin="a.csv:2")
LATER = replace(FIRST, recorded=41, saved_at=datetime(2018, 3, 12, 16), origin="b.csv:2")
OTHER = replace(FIRST, recorded=39, origin="c.csv:2")
OLD = replace(FIRST, recorded=12, saved_at=None, origin="v1.csv:2")
SECOND = replace(FIRST, start=780, recorded=36, origin="a.csv:3")


def test_the_later_one_wins_and_twice_the_same_is_once() -> None:
    found = merge_reports([FIRST, SECOND, LATER, OLD, FIRST])
    assert found.reports == (LATER, SECOND)
    assert found.conflicts == ()


def test_equal_times_that_differ_are_a_conflict_that_names_both() -> None:
    (told,) = merge_reports([OTHER, FIRST]).conflicts
    assert told.text("en").startswith(
        "T01, 2018-03-12 08:00, post hill: a.csv:2 and c.csv:2 differ, and neither was saved later"
    )


def test_a_conflict_among_older_ones_is_none() -> None:
    assert merge_reports([OTHER, FIRST, LATER]).conflicts == ()


@pytest.mark.parametrize(("name", "expected"), [("a.csv", 40), ("c.csv", 39), ("v1.csv", 12)])
def test_the_preferred_file_wins(name: str, expected: int) -> None:
    found = merge_reports([OTHER, FIRST, LATER, OLD], name)
    assert [report.recorded for report in found.reports] == [expected]
    assert found.conflicts == ()


def test_the_same_said_of_two_revisions_is_no_conflict() -> None:
    again = replace(FIRST, plan_sha256="ff", revision=1, planned=50)
    found = merge_reports([FIRST, again])
    assert found.reports == (again,)
    assert found.conflicts == ()


reports = st.builds(
    Report,
    st.sampled_from(["T01", "T02"]),
    st.dates(date(2018, 3, 12), date(2018, 3, 14)),
    st.sampled_from(["hill", "isle"]),
    st.sampled_from([None, 480, 780]),
    recorded=st.none() | st.integers(0, 3),
    plan_sha256=st.sampled_from(["", "aa"]),
    revision=st.none() | st.integers(0, 2),
    saved_at=st.none() | st.sampled_from([NOON, datetime(2018, 3, 13)]),
)


@settings(deadline=None)
@given(st.lists(reports, max_size=12), st.randoms())
def test_any_order_gives_the_same_bytes(rows: list[Report], random: object) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = merge_reports(rows), merge_reports(mixed)
    assert reports_csv(one.reports) == reports_csv(other.reports)
    assert len(one.conflicts) == len(other.conflicts)
    assert merge_reports([*one.reports, *rows]).reports == one.reports
