"""The history of a revision: its sums."""

from __future__ import annotations

import datetime as dt

from maps import SoFar
from planner.revisions.history import History, PastRecord, TeamSpent


def record(team: str, post: str, day: int, start: int, recorded: int) -> PastRecord:
    date = dt.date(2018, 3, day)
    return PastRecord(team, post, date, start, recorded, recorded, None, "held", "report")


def test_sums_of_a_history() -> None:
    """20 and 10 in Baun and 5 in Takari, all by T01; T02 has spent nothing."""
    sessions = (
        record("T01", "ba", 12, 480, 20),
        record("T01", "ba", 12, 780, 10),
        record("T01", "ta", 13, 480, 5),
    )
    teams = (TeamSpent("T01", 1, 1_000_000), TeamSpent("T02", 0, 0))
    history = History("kupang", dt.datetime(2018, 3, 14), sessions, teams)

    assert history.so_far == SoFar({"ba": 30, "ta": 5}, {"T01": 35}, {"T01": 1_000_000, "T02": 0})
