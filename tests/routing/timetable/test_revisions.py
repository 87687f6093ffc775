"""The timetable of a team that a revision finds on its way, by hand.

One pair; posts `a` and `b` an hour from the base on either side, a night at 300,000 for both,
a duty day at 860,000, 3,000 rupiah a km, 60 km to either: 180,000 rupiah. A resident's waiting
is free.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import Costs, Pause, Promise, TeamState
from routing.instance.campaign_arrays import Instance
from routing.plan.document import Drive, Session, TeamDate
from routing.solver import KnownPlan, solve
from routing.timetable.decoder import STRANDED, Outcome, Timetable
from tests.routing.towns import BASE, both_ways, campaign, day, place, rules, team, travel

TABLE = travel(
    both_ways({(BASE, "a"): (60, 60_000), (BASE, "b"): (60, 60_000), ("a", "b"): (120, 120_000)})
)
NIGHT, DUTY, LEG = 300_000, 860_000, 180_000


def town(
    state: TeamState | None = None, residents: tuple[int, int] = (84, 84), dates: int = 4,
    **changes: object,
) -> Campaign:  # fmt: skip
    """The base, `a` and `b`, and a revision at the morning of the first date."""
    posts = (place(BASE), place("a", residents[0]), place("b", residents[1]))
    made = campaign(
        posts, TABLE, dates, teams=(team(state=state, **changes),), now=datetime(2018, 3, 12),
        costs=Costs({"car": 3000}, 430_000, 0),
    )  # fmt: skip
    return replace(made, rules=rules(max_nights_out=2))


def decoded(
    made: Campaign, *jobs: tuple[str, int], table: TravelTable = TABLE
) -> tuple[Outcome, tuple[TeamDate, ...]]:
    instance = Instance(made, table)
    timetable = Timetable(instance, 256)
    order = tuple((instance.index[post], residents) for post, residents in jobs)
    outcome = timetable.evaluate(0, order)
    return outcome, timetable.build(0, order, outcome)


def test_a_team_goes_on_from_where_it_is() -> None:
    """At `a` on the second morning: record 84 there and drive home; one duty day, one leg."""
    outcome, dates = decoded(town(TeamState(day(1), "a", 1)), ("a", 84))

    assert outcome.rupiah == DUTY + LEG
    assert [(d.date, d.start_at, d.night_at) for d in dates] == [(day(1), "a", BASE)]
    assert dates[0].sessions[0].start == 480
    assert not isinstance(dates[0].events[0], Drive)


def test_a_team_with_nothing_to_do_comes_home() -> None:
    outcome, dates = decoded(town(TeamState(day(1), "a", 1)))

    assert (outcome.residents, outcome.rupiah) == (0, DUTY + LEG)
    (only,) = dates
    assert (only.start_at, only.night_at, len(only.events)) == ("a", BASE, 1)


def test_nights_out_before_the_revision_count() -> None:
    """With one night behind it, it may stay one more; with two, it has to go home that day."""
    one, _ = decoded(town(TeamState(day(0), "a", 1), (168, 0)), ("a", 168))
    two, dates = decoded(town(TeamState(day(0), "a", 2), (168, 0)), ("a", 168))

    assert one.rupiah == 2 * DUTY + NIGHT + LEG
    assert two.rupiah == 2 * DUTY + 3 * LEG
    assert dates[0].night_at == BASE


def test_where_there_is_no_lodging_nobody_stays() -> None:
    """168 residents at `a`, which has no lodging: home on the first date, back on the second."""
    made = town(TeamState(day(0), "a", 0), (168, 0))
    bare = replace(
        made,
        places=tuple(
            replace(p, lodging_per_person=None) if p.id == "a" else p for p in made.places
        ),
    )
    outcome, dates = decoded(bare, ("a", 168))

    assert outcome.rupiah == 2 * DUTY + 3 * LEG
    assert {date.night_at for date in dates} == {BASE}


def test_a_team_that_cannot_come_home_is_stranded() -> None:
    lone = travel({(BASE, "a"): (60, 60_000), (BASE, "b"): (60, 60_000), ("b", BASE): (60, 60_000)})
    made = replace(town(TeamState(day(1), "a", 1)), travel_sha256=lone.sha256())

    assert decoded(made, ("a", 84), table=lone)[0].rupiah == STRANDED


def test_nothing_happens_before_the_state_s_minute() -> None:
    """From noon on: set up at `a` to 12:30, recording from 13:00 on, 36 of 84 that day."""
    made = town(TeamState(day(0), "a", 0, 720), (84, 0), 1)
    outcome, dates = decoded(made, ("a", 84))

    assert outcome.residents == 36
    assert min(event.start for event in dates[0].events) >= 720


def test_a_team_at_its_base_waits_for_its_state_s_date() -> None:
    _, dates = decoded(town(TeamState(day(2), BASE)), ("a", 84))

    assert [date.date for date in dates] == [day(2)]


def test_nobody_is_recorded_in_a_pause() -> None:
    """The kit is broken until noon: 36 residents in the afternoon; another date has 84."""
    broken = (Pause(day(0), 0, 720),)
    first, dates = decoded(town(None, (84, 0), 1, pauses=broken), ("a", 84))
    second, _ = decoded(town(None, (84, 0), 2, pauses=broken), ("a", 84))

    assert first.residents == 36
    assert all(s.start >= 720 for s in dates[0].sessions)
    assert second.rupiah == DUTY + 2 * LEG


@pytest.mark.parametrize(("price", "kept"), [(95_000, False), (97_000, True)])
def test_a_soft_promise_is_kept_where_that_pays(price: int, kept: bool) -> None:
    """120 residents at `a`, 84 of them on the first date; the rest is promised on the third.

    A resident's waiting costs 1,000 a date. The first two dates and a night there are cheapest:
    36,000 of waiting. To keep the promise the pair goes home in between, two legs, 360,000, for
    the night's 300,000, and 36 residents wait a date more. Starting a date later, 84 would.
    """
    made = town(None, (120, 0), 3)
    told = replace(
        made,
        promises=(Promise("a", day(2), "soft"),),
        costs=Costs({"car": 3000}, 430_000, 1_000, price),
    )
    outcome, built = decoded(told, ("a", 120))

    assert outcome.residents == 120
    assert any(date.date == day(2) and date.sessions for date in built) == kept
    more = 2 * LEG + 72_000 - price if kept else NIGHT + 36_000
    assert outcome.rupiah == 2 * DUTY + 2 * LEG + more


def test_a_soft_promise_waits_for_its_date_only_if_it_is_worth_it() -> None:
    """36 residents at `a`, urgency 1,000 a day: the promised third date costs 72,000 more."""

    def held(price: int) -> list[object]:
        made = town(None, (36, 0), 3)
        costs = Costs({"car": 3000}, 430_000, 1_000, price)
        told = replace(made, promises=(Promise("a", day(2), "soft"),), costs=costs)
        return [date.date for date in decoded(told, ("a", 36))[1]]

    assert held(71_000) == [day(0)]
    assert held(73_000) == [day(2)]


def test_a_firm_promise_comes_before_residents() -> None:
    """One date left: 84 residents at `a`, or the 10 who were firmly promised at `b`."""
    made = town(None, (84, 10), 1)
    told = replace(made, promises=(Promise("b", day(0), "firm"),))

    plain, firm = (solve(each, TABLE).plan for each in (made, told))

    assert plain.recorded == {"a": 84}
    assert firm.summary.firm_promises_kept == 1
    assert firm.recorded.get("b") == 10


def test_a_search_is_never_worse_than_the_plan_that_it_starts_from() -> None:
    """Events that are valid as they stand are taken where the search finds nothing better."""
    made = town(None, (84, 84), 4)
    best = solve(made, TABLE).plan
    jobs = ((("a", 84), ("b", 84)),)

    again = solve(made, TABLE, known=[KnownPlan(jobs, best.teams)]).plan

    assert again.summary.total_rupiah == best.summary.total_rupiah
    assert again.teams == best.teams
    assert any(isinstance(e, Session) for e in again.teams[0].dates[0].events)
