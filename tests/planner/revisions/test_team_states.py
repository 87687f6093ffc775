"""Where a team is when a revision begins, by hand.

T01 drives to the hill on Monday (an hour, to 08:00), sets up, records from 08:30 to 12:00 and
sleeps there; on Tuesday it records from 08:30 to 12:00, drives home to 13:00.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from planner.reports.report import Report
from planner.revisions.team_states import TeamRest, nights_before, team_rest
from routing.campaign.document import Campaign
from routing.campaign.parts import TeamState
from routing.plan.document import Drive, Ferry, Session, Setup, TeamDate, TeamPlan, Wait
from tests.routing import towns
from tests.routing.towns import BASE, day

TABLE = towns.travel(towns.both_ways({(BASE, "hill"): (60, 30_000)}))
OUT = TeamDate(
    day(0),
    BASE,
    (Drive(BASE, "hill", 420, 480, 30_000), Setup("hill", 480, 510), Session("hill", 510, 720, 42)),
    "hill",
)
HOME = TeamDate(
    day(1),
    "hill",
    (Setup("hill", 480, 510), Session("hill", 510, 720, 42), Drive("hill", BASE, 720, 780, 30_000)),
    BASE,
)
PLAN = TeamPlan("T01", ("K-hill",), (OUT, HOME))


def town(**state: object) -> Campaign:
    made = towns.campaign((towns.place(BASE), towns.place("hill", 84)), TABLE, 5)
    if not state:
        return made
    begun = TeamState(**state)  # type: ignore[arg-type]
    return replace(made, teams=(replace(made.teams[0], state=begun),))


def rest(
    days: int, minute: int = 0, *, cut: bool = False, made: Campaign | None = None,
    plan: TeamPlan = PLAN, slept: str = "",
) -> TeamRest:  # fmt: skip
    made = made or town()
    now = datetime(2018, 3, 12) + timedelta(days=days, minutes=minute)
    reports = [Report("T01", day(days - 1), "hill", 510, night_at=slept)] if slept else []
    return team_rest(made, made.teams[0], plan, now, reports, cut=cut)


def test_in_the_morning_a_team_is_where_it_slept() -> None:
    found = rest(1)

    assert found.state == TeamState(day(1), "hill", 1)
    assert found.dates == (HOME,)
    assert found.as_planned


def test_before_the_first_date_and_after_the_last_it_is_at_the_base() -> None:
    assert rest(0).state == TeamState(day(0), BASE)
    assert rest(2).state == TeamState(day(2), BASE)
    assert rest(2).dates == ()


def test_nights_before_an_earlier_revision_count_on() -> None:
    """A revision found it on the hill on Tuesday, two nights out; it idles until Wednesday."""
    idle = TeamDate(day(1), "hill", (), "hill")
    plan = TeamPlan("T01", (), (idle, replace(HOME, date=day(2))))

    found = rest(2, made=town(date=day(1), at="hill", nights_away=2), plan=plan)

    assert found.state == TeamState(day(2), "hill", 3)


def test_a_state_that_is_still_to_come_stays() -> None:
    held = town(date=day(3), at="hill", nights_away=4)
    later = TeamPlan("T01", (), (replace(HOME, date=day(3)),))

    assert rest(1, made=held, plan=later).state == held.teams[0].state


@pytest.mark.parametrize(
    ("minute", "cut", "at", "free", "left"),
    [
        (400, False, BASE, 400, 3),  # before it leaves
        (450, False, "hill", 480, 2),  # on the way: the drive is finished
        (450, True, "hill", 480, 2),
        (490, False, "hill", 510, 1),  # setting up: finished unless it is cut
        (490, True, "hill", 490, 1),
    ],
)
def test_in_the_middle_of_a_date(minute: int, cut: bool, at: str, free: int, left: int) -> None:
    found = rest(0, minute, cut=cut)

    assert found.state == TeamState(day(0), at, 0, free)
    assert len(found.dates[0].events) == left
    assert found.dates[1:] == (HOME,)


WAITING = TeamDate(
    day(0),
    "hill",
    (
        Drive("hill", "port", 480, 510, 9_000),
        Wait("port", 510, 600),
        Ferry("over", "port", "pier", 600, 625),
        Drive("pier", BASE, 625, 685, 30_000),
    ),
    BASE,
)
"""An hour and a half at the port, where loading takes 20 minutes."""


def at_the_port(minute: int, *, cut: bool = False) -> TeamRest:
    over = towns.ferry("over", "port", "pier", departures=(600,), loading_minutes=20)
    made = replace(town(date=day(0), at="hill", nights_away=1), crossings=(over,))
    return rest(0, minute, cut=cut, made=made, plan=TeamPlan("T01", (), (WAITING,)))


@pytest.mark.parametrize("cut", [False, True])
@pytest.mark.parametrize("minute", [520, 580])
def test_a_team_that_waits_is_free_and_goes_on_waiting(minute: int, cut: bool) -> None:
    """At 9:40 it begins to load, and may still be sent elsewhere."""
    found = at_the_port(minute, cut=cut)

    assert found.state == TeamState(day(0), "port", 1, minute)
    assert found.dates[0].events == (Wait("port", minute, 600), *WAITING.events[2:])


@pytest.mark.parametrize("cut", [False, True])
@pytest.mark.parametrize("minute", [581, 599, 600])
def test_a_team_that_loads_for_a_crossing_is_on_it(minute: int, cut: bool) -> None:
    """From 9:41 on there is no time to load anew, and no lodging at the port."""
    found = at_the_port(minute, cut=cut)

    assert found.state == TeamState(day(0), "pier", 1, 625)
    assert found.dates[0].events == WAITING.events[3:]


def test_a_set_up_does_not_stand_on_another_date() -> None:
    """Its vehicle is back on Tuesday: the kit is set up on the hill since Monday."""
    found = rest(0, 540, cut=True)
    later = replace(found.state, from_=600)
    tuesday = TeamState(day(1), "hill", 1, 600)

    assert found.set_up
    assert found.moved_to(later).set_up
    assert not found.moved_to(tuesday).set_up
    assert not rest(0, 450).moved_to(rest(0, 450).state).set_up


def test_the_last_session_of_a_date_is_finished() -> None:
    """At 11:00 on Monday: nothing follows the session, so the team begins on Tuesday."""
    assert rest(0, 660).state == TeamState(day(1), "hill", 1)
    assert rest(0, 660).dates == (HOME,)


def test_a_team_that_is_cut_on_tuesday_drives_home_from_then_on() -> None:
    found = rest(1, 600, cut=True)

    assert found.state == TeamState(day(1), "hill", 1, 600)
    (only,) = found.dates
    assert [event.kind for event in only.events] == ["drive"]


def test_where_a_team_says_it_slept_counts() -> None:
    """It was to sleep on the hill and drove home, or the other way round on Tuesday."""
    home, away = rest(1, slept=BASE), rest(2, slept="hill")

    assert (home.state, home.as_planned) == (TeamState(day(1), BASE), False)
    assert (away.state, away.as_planned) == (TeamState(day(2), "hill", 1), False)
    assert rest(1, slept="hill").as_planned
    assert rest(1, slept="nowhere").as_planned


def test_a_state_after_some_dates() -> None:
    begin = TeamState(day(0), BASE)

    assert nights_before(town(), begin, (OUT,)) == TeamState(day(1), "hill", 1)
    assert nights_before(town(), begin, (OUT, HOME)) == TeamState(day(2), BASE)
    assert nights_before(town(), begin, ()) == begin


def test_a_team_is_set_up_where_it_has_set_up_today() -> None:
    """It sets up 08:00 to 08:30 and records then; an incident stops it at 08:10 or at 09:00."""
    assert rest(0, 500).set_up
    assert not rest(0, 490, cut=True).set_up
    assert rest(0, 540, cut=True).set_up
    assert not rest(0, 450).set_up
    assert not rest(1).set_up


def test_a_team_that_is_stopped_in_its_last_session_has_the_rest_of_the_day() -> None:
    """Its kit may work again before the evening."""
    stopped = rest(0, 540, cut=True)
    assert stopped.state == TeamState(day(0), "hill", 0, 540)
    assert stopped.dates == (TeamDate(day(0), "hill", (), "hill"), HOME)
    assert rest(0, 540).state == TeamState(day(1), "hill", 1)
