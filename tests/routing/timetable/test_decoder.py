"""The timetable against a week that was worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from routing.campaign.parts import Condition
from routing.plan.document import Drive, Ferry, Session, Setup, TeamDate, Wait
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    ferry,
    place,
    port,
    rules,
    timed,
    travel,
)

THURSDAY, FRIDAY = date(2018, 3, 15), date(2018, 3, 16)
WEEKEND = (date(2018, 3, 17), date(2018, 3, 18))
NEXT_MONDAY, NEXT_TUESDAY = date(2018, 3, 19), date(2018, 3, 20)


def clock(text: str) -> int:
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def at(text: str) -> tuple[int, int]:
    start, end = text.split("-")
    return clock(start), clock(end)


def test_a_week_by_hand() -> None:
    """150 residents inland, then 20 on the island, from Thursday to the Tuesday after.

    Thu: 90 minutes to Lelogama, set-up done at 08:00 sharp: leave 06:00. 240 minutes -> 48,
         180 -> 36. A night there costs 300,000; going home and back 2 * 180,000: stay.
    Fri: open to 11:30: 210 minutes * 12 / 60 = 42. Saturday is a rest day: drive home.
    Mon: 150 - 84 - 42 = 24 are left: 120 minutes, done at 10:00. To the port 150 minutes,
         12:30; the ferry of 14:00 (that of 07:00 is gone), half an hour of loading is within
         the wait. Uitao 14:45, set-up to 15:15, 45 minutes to closing -> 9 of 20.
    Tue: set-up before opening, 11 residents in 55 minutes, 20 minutes to the port, 09:15;
         ferry of 10:00 (09:30 is too soon: loading takes 30 minutes), home at 11:25.
         Starting from the base on Tuesday only the 14:00 ferry is caught (port at 07:00, but
         loading): 9 residents, so the night on Uitao is needed to record all.
    """
    friday = {4: ((480, 690),)}
    places = (
        place(BASE, lodging_per_person=None),
        place("lelogama", 150, hours_by_weekday=friday),
        port("bolok"),
        port("hansisi"),
        place("uitao", 20, lodging_per_person=100_000, hours_by_weekday=friday),
    )
    table = travel(
        both_ways(
            {
                (BASE, "lelogama"): (90, 60_000),
                (BASE, "bolok"): (60, 44_333),
                ("lelogama", "bolok"): (150, 104_333),
                ("hansisi", "uitao"): (20, 9_999),
            }
        )
    )
    town = campaign(
        places,
        table,
        start=THURSDAY,
        deadline=NEXT_TUESDAY,
        conditions=(Condition("dry", THURSDAY, NEXT_TUESDAY),),
        rest_days=WEEKEND,
        crossings=(
            ferry("out", "bolok", "hansisi"),
            ferry("back", "hansisi", "bolok", departures=(570, 600, 900)),
        ),
    )

    outcome, dates = timed(town, table, [("lelogama", 150), ("uitao", 20)])

    lelogama, uitao = "lelogama", "uitao"
    assert dates == (
        TeamDate(
            THURSDAY,
            BASE,
            (
                Drive(BASE, lelogama, *at("06:00-07:30"), 60_000),
                Setup(lelogama, *at("07:30-08:00")),
                Session(lelogama, *at("08:00-12:00"), 48),
                Wait(lelogama, *at("12:00-13:00")),
                Session(lelogama, *at("13:00-16:00"), 36),
            ),
            lelogama,
        ),
        TeamDate(
            FRIDAY,
            lelogama,
            (
                Setup(lelogama, *at("07:30-08:00")),
                Session(lelogama, *at("08:00-11:30"), 42),
                Drive(lelogama, BASE, *at("11:30-13:00"), 60_000),
            ),
            BASE,
        ),
        TeamDate(
            NEXT_MONDAY,
            BASE,
            (
                Drive(BASE, lelogama, *at("06:00-07:30"), 60_000),
                Setup(lelogama, *at("07:30-08:00")),
                Session(lelogama, *at("08:00-10:00"), 24),
                Drive(lelogama, "bolok", *at("10:00-12:30"), 104_333),
                Wait("bolok", *at("12:30-14:00")),
                Ferry("out", "bolok", "hansisi", *at("14:00-14:25")),
                Drive("hansisi", uitao, *at("14:25-14:45"), 9_999),
                Setup(uitao, *at("14:45-15:15")),
                Session(uitao, *at("15:15-16:00"), 9),
            ),
            uitao,
        ),
        TeamDate(
            NEXT_TUESDAY,
            uitao,
            (
                Setup(uitao, *at("07:30-08:00")),
                Session(uitao, *at("08:00-08:55"), 11),
                Drive(uitao, "hansisi", *at("08:55-09:15"), 9_999),
                Wait("hansisi", *at("09:15-10:00")),
                Ferry("back", "hansisi", "bolok", *at("10:00-10:25")),
                Drive("bolok", BASE, *at("10:25-11:25"), 44_333),
            ),
            BASE,
        ),
    )
    assert outcome.residents == outcome.weighted == 170
    # Distance: 3 * 180,000 + 312,999 + 2 * (9,999 m -> 29,997) + 132,999 = 1,045,992.
    # Nights: 2 * 150,000 + 2 * 100,000. Duty: 4 * 860,000. Ferries: 2 * 100,000.
    # Urgency: Friday is day 1, Monday day 4, Tuesday day 5: 42 + 4 * 33 + 5 * 11 = 229.
    assert outcome.rupiah == 1_045_992 + 500_000 + 3_440_000 + 200_000 + 22_900


def test_no_jobs_no_dates() -> None:
    table = travel(both_ways({(BASE, "a"): (30, 20_000)}))
    town = campaign((place(BASE), place("a", 10)), table)
    outcome, dates = timed(town, table, [])
    assert (outcome.residents, outcome.rupiah, dates) == (0, 0, ())


def test_two_posts_on_one_date_and_a_start_as_late_as_possible() -> None:
    """A 30 minutes away, B 20 further, 45 from home; 20 and 30 residents.

    A: 20 residents take 100 minutes: 08:00-09:40. B: 10:00, set-up 10:30, 90 minutes to noon
    -> 18, 13:00-14:00 -> 12. Home at 14:45.
    """
    table = travel(
        both_ways({(BASE, "a"): (30, 20_000), ("a", "b"): (20, 15_000), (BASE, "b"): (45, 30_000)})
    )
    town = campaign((place(BASE), place("a", 20), place("b", 30)), table)
    outcome, dates = timed(town, table, [("a", 20), ("b", 30)])
    assert [event for team_date in dates for event in team_date.events] == [
        Drive(BASE, "a", *at("07:00-07:30"), 20_000),
        Setup("a", *at("07:30-08:00")),
        Session("a", *at("08:00-09:40"), 20),
        Drive("a", "b", *at("09:40-10:00"), 15_000),
        Setup("b", *at("10:00-10:30")),
        Session("b", *at("10:30-12:00"), 18),
        Wait("b", *at("12:00-13:00")),
        Session("b", *at("13:00-14:00"), 12),
        Drive("b", BASE, *at("14:00-14:45"), 30_000),
    ]
    assert outcome.rupiah == 60_000 + 45_000 + 90_000 + 860_000


def test_a_long_way_is_made_over_two_dates() -> None:
    """A post 800 minutes away, past a lodging halfway: out Mon and Tue, home Wed and Thu."""
    table = travel(
        both_ways(
            {
                (BASE, "half"): (400, 300_000),
                ("half", "far"): (400, 300_000),
                (BASE, "far"): (800, 600_000),
            }
        )
    )
    town = campaign((place(BASE), place("half"), place("far", 10)), table, dates=4)
    outcome, dates = timed(town, table, [("far", 10)])
    assert outcome.residents == 10
    assert [(d.start_at, d.night_at, d.residents) for d in dates][:2] == [
        (BASE, "half", 0),
        ("half", "far", 10),
    ]
    # Tuesday: 06:00-12:40, set-up, 13:10, 50 minutes of recording: the way back begins on
    # Wednesday. Three nights of 300,000, 4 * 900,000 for the way, urgency 10 * 1 * 100.
    assert [(d.start_at, d.night_at) for d in dates[2:]] == [("far", "half"), ("half", BASE)]
    assert outcome.rupiah == 3 * 300_000 + 4 * 900_000 + 4 * 860_000 + 1_000


def test_residents_that_do_not_fit_are_left() -> None:
    """Two dates of 84 for 200 residents; weights count."""
    table = travel(both_ways({(BASE, "a"): (30, 20_000)}))
    town = campaign((place(BASE), place("a", 200, weight=3)), table, dates=2)
    outcome, _ = timed(town, table, [("a", 200)])
    assert (outcome.residents, outcome.weighted) == (2 * 84, 3 * 2 * 84)


def test_break_cuts_each_session_by_itself() -> None:
    """08:00-08:44 is 44 minutes -> 8 (8.8 cut), 09:00-09:59 is 59 -> 11: 19, not 20."""
    table = travel(both_ways({(BASE, "a"): (30, 20_000)}))
    places = (place(BASE), place("a", 50, hours=((480, 524), (540, 599))))
    outcome, dates = timed(campaign(places, table), table, [("a", 50)])
    assert outcome.residents == 8 + 11
    assert [(s.start, s.end, s.residents) for s in dates[0].sessions] == [
        (480, 520, 8),
        (540, 595, 11),
    ]


def test_hours_all_day_end_with_duty() -> None:
    """Open 00:00-24:00 within duty 06:00-18:00: 06:30 + set-up 07:00 to 17:30 -> 126."""
    table = travel(both_ways({(BASE, "a"): (30, 20_000)}))
    town = campaign((place(BASE), place("a", 500, hours=((0, 1440),))), table)
    outcome, dates = timed(town, table, [("a", 500)])
    assert outcome.residents == 126
    assert (dates[0].events[0].start, dates[0].events[-1].end) == (360, 1080)


@pytest.mark.parametrize("limit", [600, 230, 100])
def test_the_way_home_that_is_counted_is_the_way_that_is_taken(limit: int) -> None:
    """Two ferries home: the one of 17:00 with a short drive, one on demand with a long one.

    The latest way home takes the first; the team goes home at once, by the second, and drives
    10 + 10 there and 10 + 200 back. A limit below 230 must not be passed unnoticed.
    """
    table = travel(
        both_ways(
            {
                (BASE, "quay"): (10, 1_000),
                (BASE, "mole"): (200, 100_000),
                ("jetty", "isle"): (10, 1_000),
                ("cape", "isle"): (10, 1_000),
            }
        )
    )
    ports = (port("quay"), port("mole"), port("jetty"), port("cape"))
    crossings = (
        ferry("out", "quay", "jetty"),
        ferry("late", "jetty", "quay", departures=(1020,)),
        ferry("soon", "cape", "mole", departures=None, open=360, close=1020),
    )
    places = (place(BASE), *ports, place("isle", 5, lodging_per_person=None))
    town = campaign(places, table, crossings=crossings, rules=rules(max_driving_minutes=limit))
    outcome, _ = timed(town, table, [("isle", 5)])
    assert outcome.residents == (5 if limit >= 230 else 0)
