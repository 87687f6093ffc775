"""Reports laid over a plan that can be checked by hand.

T01 records on the hill 48 and 36 on Monday and 48 on Tuesday, and 20 on the isle on Wednesday:
152 of 160 residents.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from planner.bundle import Bundle
from planner.reports.campaign_progress import CampaignProgress, Unreported, progress_of
from planner.reports.report import Report
from tests.routing import towns

MONDAY, TUESDAY, WEDNESDAY = (towns.day(number) for number in range(3))


def at(days: int, hour: int, minute: int = 0) -> datetime:
    start = datetime(MONDAY.year, MONDAY.month, MONDAY.day)
    return start + timedelta(days=days, hours=hour, minutes=minute)


def told(day: int, post: str, start: int | None, recorded: int | None, **more: object) -> Report:
    return Report("T01", towns.day(day), post, start, recorded=recorded, **more)  # type: ignore[arg-type]


def seen(
    bundle: Bundle, now: datetime, *reports: Report, unreported: Unreported = "planned"
) -> CampaignProgress:
    return progress_of(bundle, reports, now, unreported)


def test_before_the_first_session_nothing_is_due(bundle: Bundle) -> None:
    found = seen(bundle, at(0, 11, 59))
    assert (found.total.listed, found.total.planned, found.total.due) == (160, 152, 0)
    assert (found.total.counted, found.total.behind, found.total.left) == (0, 0, 160)
    assert found.pace is None
    assert found.forecast is None


@pytest.mark.parametrize(("unreported", "counted"), [("planned", 84), ("nil", 0)])
def test_a_past_session_without_a_report(
    bundle: Bundle, unreported: Unreported, counted: int
) -> None:
    found = seen(bundle, at(0, 16), unreported=unreported)
    assert [(s.post, s.start, s.planned) for s in found.unreported] == [
        ("hill", 480, 48), ("hill", 780, 36)
    ]  # fmt: skip
    assert found.total.counted == counted
    assert found.total.behind == 84 - counted


def test_what_was_reported_counts(bundle: Bundle) -> None:
    found = seen(bundle, at(1, 12), told(0, "hill", 480, 40), told(0, "hill", 780, 38))
    # 40 + 38 reported, Tuesday's 48 counted as planned; 132 were due
    assert (found.total.reported, found.total.counted, found.total.due) == (78, 126, 132)
    assert [s.date for s in found.unreported] == [TUESDAY]
    assert found.pace == pytest.approx(78 / 84)
    assert [(part.name, part.due, part.counted) for part in found.teams] == [
        ("T01", 132, 126), ("T02", 0, 0)
    ]  # fmt: skip


def test_a_total_counts_in_the_place_of_its_sessions(bundle: Bundle) -> None:
    found = seen(bundle, at(0, 17), told(0, "hill", None, 70), told(0, "hill", 480, 9))
    # 70 over 48 and 36 planned: 40 and 30
    assert [(s.start, s.recorded) for s in found.sessions] == [(480, 40), (780, 30)]


def test_sessions_saved_after_a_total_count(bundle: Bundle) -> None:
    total = told(0, "hill", None, 70, saved_at=at(0, 14))
    later = told(0, "hill", 480, 47, saved_at=at(0, 16))
    found = seen(bundle, at(0, 17), total, later)
    assert [(s.start, s.recorded) for s in found.sessions] == [(480, 47), (780, None)]


def test_a_session_may_be_reported_before_its_end(bundle: Bundle) -> None:
    found = seen(bundle, at(0, 11), told(0, "hill", 480, 30))
    assert found.total.counted == 30
    assert found.total.due == 48


def test_a_cancelled_session_counts_as_nil(bundle: Bundle) -> None:
    found = seen(bundle, at(0, 13), told(0, "hill", 480, None, status="cancelled"))
    assert (found.total.counted, found.total.behind, found.unreported) == (0, 48, ())


def test_more_than_listed_raises_the_list(bundle: Bundle) -> None:
    found = seen(bundle, at(2, 20), told(2, "isle", 480, 25))
    assert found.raised == (("isle", 20, 25),)
    assert (found.total.listed, found.total.left) == (165, 165 - 132 - 25)


def test_a_session_that_the_plan_does_not_have(bundle: Bundle) -> None:
    found = seen(bundle, at(0, 20), told(0, "isle", 480, 5))
    assert found.total.reported == 5
    assert [s.planned for s in found.sessions if s.post == "isle"] == [0]


def test_reports_of_tomorrow_do_not_count(bundle: Bundle) -> None:
    report = told(1, "hill", 480, 48)
    found = seen(bundle, at(0, 20), report)
    assert found.future == (report,)
    assert found.total.reported == 0


@pytest.mark.parametrize(
    ("saved", "wrong"), [(at(-1, 12), True), (at(0, 16), False), (at(9, 0), True)]
)
def test_a_wrong_clock_is_seen(bundle: Bundle, saved: datetime, wrong: bool) -> None:
    found = seen(bundle, at(1, 20), told(0, "hill", 480, 40, saved_at=saved))
    assert bool(found.clocks) == wrong


def test_the_forecast_at_half_the_pace(bundle: Bundle) -> None:
    # Monday half: 42 of 84. Left 110; Tuesday 24 and Wednesday 10 at that pace: 76 left. A usual
    # date brings 152 / 3 / 2 = 25.3, so three more working dates (Thursday, Friday, Monday).
    found = seen(bundle, at(0, 16), told(0, "hill", 480, 24), told(0, "hill", 780, 18))
    assert found.pace == 0.5
    assert found.forecast == WEDNESDAY + timedelta(days=5)


def test_the_forecast_on_the_plan_is_the_plan(bundle: Bundle) -> None:
    found = seen(bundle, at(0, 16), told(0, "hill", 480, 48), told(0, "hill", 780, 36))
    assert found.forecast == WEDNESDAY == found.total.last


def test_no_forecast_where_nothing_is_recorded(bundle: Bundle) -> None:
    assert seen(bundle, at(0, 16), told(0, "hill", 480, 0)).forecast is None
