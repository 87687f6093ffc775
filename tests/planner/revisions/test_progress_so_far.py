"""The progress of a revision counts what happened before it, once.

T01 recorded 40 of 42 at the hill on Monday, by a report; the revision of Tuesday plans the other
44 of 84 for it on Tuesday, when the report says 44.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from planner.bundle import Bundle
from planner.reports.report import Report
from planner.revisions.history import HISTORY_FILE, History, PastRecord
from planner.revisions.progress_so_far import whole_progress
from routing.plan.costs import assemble
from routing.plan.document import Drive, Session, Setup, TeamDate, TeamPlan
from tests.routing import towns
from tests.routing.towns import BASE, day

WEDNESDAY = dt.datetime(2018, 3, 14)
TUESDAY = TeamDate(
    day(1),
    BASE,
    (
        Drive(BASE, "hill", 420, 480, 30_000),
        Setup("hill", 480, 510),
        Session("hill", 510, 730, 44),
        Drive("hill", BASE, 730, 790, 30_000),
    ),
    BASE,
)


def revised(folder: Path) -> Bundle:
    table = towns.travel(towns.both_ways({(BASE, "hill"): (60, 30_000)}))
    campaign = towns.campaign((towns.place(BASE, hours=()), towns.place("hill", 44)), table, 5)
    campaign = replace(campaign, revision=1, now=dt.datetime(2018, 3, 13))
    monday = PastRecord("T01", "hill", day(0), 510, 42, 40, 2, "held", "report")
    history = History("town", dt.datetime(2018, 3, 13), (monday,), ())
    (folder / HISTORY_FILE).write_text(history.to_json(), encoding="utf-8")
    return Bundle(folder, campaign, assemble(campaign, (TeamPlan("T01", ("K-hill",), (TUESDAY,)),)))


def told(number: int, recorded: int) -> Report:
    return Report("T01", day(number), "hill", 510, recorded=recorded)


def test_history_and_plan_are_one_campaign(tmp_path: Path) -> None:
    bundle = revised(tmp_path)

    found = whole_progress(bundle, [told(0, 40), told(1, 44)], WEDNESDAY)

    for part in (found.total, found.kecamatan[0], found.teams[0]):
        assert (part.listed, part.planned, part.due) == (84, 86, 86)
        assert (part.reported, part.counted, part.left) == (84, 84, 0)
    assert [part.name for part in found.kecamatan] == ["K-hill"]
    assert found.unreported == ()
    assert found.raised == ()


def test_a_late_report_of_the_past_counts(tmp_path: Path) -> None:
    """39 on Monday after all; nobody has reported Tuesday, which counts as planned."""
    found = whole_progress(revised(tmp_path), [told(0, 39)], WEDNESDAY)

    assert (found.total.reported, found.total.counted) == (39, 39 + 44)
    assert [state.date for state in found.unreported] == [day(1)]
