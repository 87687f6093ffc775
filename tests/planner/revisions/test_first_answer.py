"""The first answer of a revision: the repaired old plan, before anything is searched."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from planner.revisions import replanning
from planner.revisions.revision import ReplanRequest
from planner.workbook import WorkbookCampaign
from routing.plan.document import Plan, Session, TeamDate
from tests.planner.revisions.conftest import first_plan

POTO = "5303162002"


class SearchError(Exception):
    """The search has begun."""


def test_the_repaired_old_plan_is_told_before_the_search(
    book: WorkbookCampaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the residents listed 48 were recorded on Monday; 36 more are planned for Thursday."""
    monday = TeamDate(date(2018, 4, 2), POTO, (Session(POTO, 480, 720, 48),), "oelamasi")
    thursday = TeamDate(date(2018, 4, 5), "oelamasi", (Session(POTO, 780, 960, 36),), "oelamasi")
    bundle = first_plan(tmp_path / "out", book, {"T03": (monday, thursday)})

    def search(*_: object, **__: object) -> None:
        raise SearchError

    monkeypatch.setattr(replanning, "_three_ways", search)
    told: list[Plan] = []
    with pytest.raises(SearchError):
        replanning.replan(ReplanRequest(bundle, datetime(2018, 4, 3)), on_first=told.append)

    (plan,) = told
    listed = sum(place.residents for place in book.campaign.places)
    assert plan.summary.residents_to_record == listed - 48
    assert plan.recorded.get(POTO, 0) >= 36
    assert {day for team, day, _ in plan.sessions() if team == "T03"}
