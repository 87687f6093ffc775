"""Small visits, and who records last."""

from __future__ import annotations

from dataclasses import replace

from maps import MapData, overview_html
from maps.figures.visits import last_visits, small_visits
from routing.plan.document import Session
from tests.maps.conftest import DAY, MONDAY


def _with_few(data: MapData, residents: int) -> MapData:
    """Let the pair record only so many at Semau, on Tuesday before noon."""
    team = data.plan.teams[0]
    tuesday = team.dates[1]
    few = Session("se", 490, 720, residents)
    events = tuple(e for e in tuesday.events if not isinstance(e, Session))
    dates = (team.dates[0], replace(tuesday, events=(*events, few)), *team.dates[2:])
    teams = (replace(team, dates=dates), *data.plan.teams[1:])
    return replace(data, plan=replace(data.plan, teams=teams))


def test_visits_of_a_morning_and_an_afternoon_count_together(data: MapData) -> None:
    """Semau: 46 before noon and 14 after; Baun: 42 and 36."""
    assert small_visits(data) == ()


def test_a_visit_of_nine_is_small_and_one_of_ten_is_not(data: MapData) -> None:
    (visit,) = small_visits(_with_few(data, 9))
    assert (visit.team, visit.date, visit.post.id, visit.residents) == (
        "T01",
        MONDAY + DAY,
        "se",
        9,
    )
    assert not visit.all_there  # 60 are to be recorded there
    assert small_visits(_with_few(data, 10)) == ()


def test_the_rule_says_what_is_small(data: MapData) -> None:
    few = _with_few(data, 10)
    rules = replace(few.campaign.rules, min_visit_residents=11)
    campaign = replace(few.campaign, rules=rules)
    assert [visit.residents for visit in small_visits(replace(few, campaign=campaign))] == [10]


def test_who_records_last_and_how_full_the_calendar_is(data: MapData) -> None:
    """Monday 78 at Baun, Tuesday 60 at Semau; both dates until then are open."""
    (visit,) = last_visits(data)
    assert (visit.team, visit.date, visit.post.id) == ("T01", MONDAY + DAY, "se")
    assert (visit.residents, visit.dates_recorded, visit.dates_open) == (138, 2, 2)
    assert "138 residents on 2 of the 2 working dates" in overview_html(data, "en")


def test_a_plan_without_sessions_has_no_last_visit(data: MapData) -> None:
    teams = tuple(replace(team, dates=()) for team in data.plan.teams)
    assert last_visits(replace(data, plan=replace(data.plan, teams=teams))) == ()
