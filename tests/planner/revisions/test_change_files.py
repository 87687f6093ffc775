"""The table of what a revision changes."""

from __future__ import annotations

import csv
import io
from datetime import date

from maps.figures import ChangedDate, PlanChange, PostVisit
from planner.revisions import changes_csv

WAS = PostVisit(date(2018, 3, 15), ("T01", "T02"), ((480, 720), (780, 960)), 84)
IS = PostVisit(date(2018, 3, 19), ("T02",), ((480, 720),), 48)
CHANGES = (
    PlanChange(
        "lake", "=Lake", None,
        (
            ChangedDate(("moved", "hours", "team", "number"), WAS, IS, "firm", False, "-kit"),
            ChangedDate(("new",), None, IS),
        ),
        84, 1,
    ),
)  # fmt: skip
HEAD = (
    "post,post_name,kecamatan,changes,was_date,was_hours,was_teams,was_residents,is_date,is_hours,"
    "is_teams,is_residents,promise,kept,reason,notice_days\r\n"
)


def test_a_row_for_each_changed_date() -> None:
    """The earliest date is the 15th with a day's notice, so the 19th has five."""
    assert changes_csv(CHANGES) == HEAD + (
        "lake,'=Lake,,moved; hours; team; number,2018-03-15,08:00-12:00; 13:00-16:00,T01; T02,84,"
        "2018-03-19,08:00-12:00,T02,48,firm,false,'-kit,1\r\n"
        "lake,'=Lake,,new,,,,,2018-03-19,08:00-12:00,T02,48,,,,5\r\n"
    )


def test_nothing_changed_has_no_rows() -> None:
    assert changes_csv(()) == HEAD
    assert list(csv.DictReader(io.StringIO(changes_csv(())))) == []
