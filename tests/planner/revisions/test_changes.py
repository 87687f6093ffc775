"""What a revision changes, on a town worked out by hand.

12 March 2018 is a Monday; the revision is of Wednesday the 14th. Pair T01 goes to the hill on
Monday, Thursday and Friday, pair T02 to the lake on Thursday.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from maps.figures import ChangedDate, PostVisit, counts_of
from planner.revisions import plan_changes
from routing.campaign.document import Campaign
from routing.campaign.parts import Promise
from routing.plan.costs import assemble, team_plan
from routing.plan.document import (
    Change,
    ChangeReason,
    Handover,
    Plan,
    Session,
    TeamDate,
)
from tests.routing import towns
from tests.routing.towns import day

NOON = 720
FULL = ((480, 720, 48), (780, 960, 36))
"""Start, end and residents of a whole date: 84 residents."""
HOURS = ((480, 720), (780, 960))

Visit = tuple[str, str, int, tuple[tuple[int, int, int], ...]]
"""Team, post, number of the date, sessions."""

OLD: tuple[Visit, ...] = (
    ("T01", "hill", 0, FULL),
    ("T01", "hill", 3, FULL),
    ("T01", "hill", 4, FULL),
    ("T02", "lake", 3, FULL),
)


def campaign(**changes: Any) -> Campaign:
    town = towns.campaign(
        [
            towns.place("base", lodging_per_person=None),
            towns.place("hill", 252),
            towns.place("lake", 84),
            towns.place("moor", 84),
        ],
        towns.travel({}),
        dates=12,
        teams=towns.teams(2),
    )
    return replace(town, **changes)


def plan(town: Campaign, *visits: Visit) -> Plan:
    dates: dict[str, dict[int, list[Session]]] = {"T01": {}, "T02": {}}
    for team, post, number, sessions in visits:
        held = dates[team].setdefault(number, [])
        held += [Session(post, start, end, residents) for start, end, residents in sessions]
    teams = [
        team_plan(
            town,
            team,
            tuple(
                TeamDate(day(number), "base", tuple(sorted(held, key=lambda s: s.start)), "base")
                for number, held in sorted(dates[team.id].items())
            ),
        )
        for team in town.teams
    ]
    return assemble(town, teams)


FIRST = campaign()
REVISION = campaign(now=datetime(2018, 3, 14), revision=1, id="uji", supersedes="ab" * 32)
BEFORE = plan(FIRST, *OLD)


def changes(*visits: Visit, town: Campaign = REVISION, **parts: Any) -> tuple[Any, ...]:
    return plan_changes(town, FIRST, BEFORE, replace(plan(town, *visits), **parts))


def visit(number: int, *teams: str, hours: Any = HOURS, residents: int = 84) -> PostVisit:
    return PostVisit(day(number), teams, hours, residents)


def test_what_is_past_is_no_change() -> None:
    assert changes(*OLD) == ()
    assert changes(*OLD[1:]) == ()  # the revision plans nothing before Wednesday


def test_the_order_of_teams_and_sessions_is_no_change() -> None:
    assert changes(*reversed(OLD)) == ()


def test_another_date_is_a_move() -> None:
    [found] = changes(OLD[1], OLD[2], ("T02", "lake", 7, FULL))
    assert (found.post, found.name, found.kecamatan) == ("lake", "Lake", "K-lake")
    assert found.dates == (ChangedDate(("moved",), visit(3, "T02"), visit(7, "T02")),)
    assert found.notice_days == 1  # Thursday, from Wednesday on
    assert found.told
    assert (found.left, found.teams, found.reasons) == (84, ("T02",), ())


def test_an_earlier_date_counts_for_the_notice() -> None:
    [found] = changes(OLD[1], OLD[2], ("T02", "lake", 2, FULL))
    assert found.kinds == ("moved",)
    assert (found.date, found.notice_days) == (day(2), 0)


def test_no_date_instead_is_dropped_and_one_more_is_new() -> None:
    dropped, new = changes(OLD[1], OLD[2], ("T02", "moor", 8, FULL))
    assert (dropped.post, dropped.kinds, dropped.dates[0].is_) == ("lake", ("dropped",), None)
    assert (new.post, new.kinds, new.dates[0].was) == ("moor", ("new",), None)
    assert new.notice_days == 6


def test_dates_of_a_post_are_compared_all_together() -> None:
    """Thursday and Friday become Friday and Monday: one date moves, the other stays."""
    [found] = changes(OLD[2], ("T01", "hill", 7, FULL), OLD[3])
    assert found.dates == (ChangedDate(("moved",), visit(3, "T01"), visit(7, "T01")),)


def test_fewer_dates_than_before() -> None:
    [found] = changes(("T01", "hill", 7, FULL), OLD[3])
    assert [(row.kinds, row.date) for row in found.dates] == [
        (("moved",), day(3)),
        (("dropped",), day(4)),
    ]
    assert found.kinds == ("dropped", "moved")


def test_other_hours_team_and_number() -> None:
    morning = ((480, 720, 48),)
    hill, lake = changes(("T02", "hill", 3, FULL), OLD[2], ("T02", "lake", 3, morning))
    assert hill.dates == (ChangedDate(("team",), visit(3, "T01"), visit(3, "T02")),)
    assert not hill.told  # residents find the same hours
    assert hill.teams == ("T01", "T02")
    assert lake.dates[0].kinds == ("hours", "number")
    assert lake.dates[0].is_ == visit(3, "T02", hours=((480, 720),), residents=48)
    [fewer] = changes(OLD[1], OLD[2], ("T02", "lake", 3, ((480, 720, 48), (780, 960, 30))))
    assert fewer.kinds == ("number",)
    assert not fewer.told


def test_two_pairs_at_a_post_are_one_visit() -> None:
    [found] = changes(*OLD, ("T02", "hill", 4, ((600, 720, 24),)))
    assert found.dates[0].kinds == ("team", "number")
    assert found.dates[0].is_ == visit(4, "T01", "T02", residents=108)


def test_half_a_day() -> None:
    """On Thursday at noon the morning is past; of the afternoon nothing is said anew."""
    town = replace(REVISION, now=datetime(2018, 3, 15, 12, 0))
    rest = ("T01", "hill", 3, ((780, 960, 36),))
    lake = ("T02", "lake", 3, ((780, 960, 36),))
    assert changes(rest, OLD[2], lake, town=town) == ()
    [found] = changes(rest, OLD[2], town=town)
    assert found.dates[0].was == visit(3, "T02", hours=((780, 960),), residents=36)
    assert (found.kinds, found.notice_days) == (("dropped",), 0)


def test_a_session_under_way() -> None:
    """At 09:00 three of four hours of the morning are left: 36 of 48 residents, an estimate."""
    town = replace(REVISION, now=datetime(2018, 3, 15, 9, 0))
    late = ((540, 720, 30), (780, 960, 36))
    assert changes(("T01", "hill", 3, late), OLD[2], ("T02", "lake", 3, late), town=town) == ()
    [found] = changes(("T01", "hill", 3, late), OLD[2], town=town)
    assert found.dates[0].was == visit(3, "T02", hours=((540, 720), (780, 960)), residents=72)


def test_promises_and_reasons() -> None:
    town = replace(
        REVISION,
        promises=(
            Promise("lake", day(3), "firm"),
            Promise("hill", day(3), "soft"),
            Promise("hill", day(4), "soft"),
        ),
    )
    why = ChangeReason("incident", "The kit of T02 is broken")
    over = Handover("K-hill", "T01", "T02", ChangeReason("handover", "T01 is ill"))
    hill, lake = changes(
        ("T02", "hill", 3, FULL), OLD[2], ("T02", "lake", 7, FULL), town=town,
        changes=(Change("lake", day(3), "firm", why),), handovers=(over,),
    )  # fmt: skip
    assert (lake.dates[0].promise, lake.dates[0].kept) == ("firm", False)
    assert lake.reasons == ("The kit of T02 is broken",)
    assert (hill.dates[0].promise, hill.dates[0].kept) == ("soft", True)  # the other pair comes
    assert hill.reasons == ("T01 is ill",)
    assert hill.promises == hill.dates


def test_counts_are_of_all_promises() -> None:
    town = replace(
        REVISION,
        promises=(Promise("lake", day(3), "firm"), Promise("hill", day(4), "soft")),
    )
    other = plan(town, OLD[1], OLD[2], ("T02", "moor", 3, FULL))
    counts = counts_of(plan_changes(town, FIRST, BEFORE, other), town, other)
    assert (counts.posts, counts.handovers) == (2, 0)
    assert (counts.promises, counts.broken) == (2, 1)
    assert (counts.firm, counts.firm_broken) == (1, 1)


def test_the_shortest_notice_comes_first() -> None:
    found = changes(("T01", "hill", 3, FULL), ("T02", "lake", 3, ((480, 720, 48),)))
    assert [(row.notice_days, row.post) for row in found] == [(1, "lake"), (2, "hill")]


def test_without_a_moment_everything_is_compared() -> None:
    [found] = plan_changes(FIRST, FIRST, BEFORE, plan(FIRST, *OLD[1:]))
    assert (found.date, found.kinds, found.notice_days) == (day(0), ("dropped",), 0)


@pytest.mark.parametrize("residents", [0, 84])
def test_what_is_left_at_a_post_is_the_revisions(residents: int) -> None:
    places = tuple(
        replace(place, residents=residents) if place.id == "lake" else place
        for place in REVISION.places
    )
    [found] = changes(OLD[1], OLD[2], town=replace(REVISION, places=places))
    assert found.left == residents
