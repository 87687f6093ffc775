"""The repaired old plan, in a town that can be checked by hand.

T01 sleeps on the hill and T02 in the dale, an hour from the base on either side; each has 84
residents left there on Tuesday and 48 on Wednesday, and drives home then. Now is Tuesday morning.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime

import pytest

from geodata.travel.table import TravelTable
from planner.errors import StrandedError
from planner.revisions.carry_on import CarriedOn, carried_on
from planner.revisions.frozen_dates import freeze
from planner.revisions.options import Options
from planner.revisions.team_states import TeamRest
from routing.campaign.document import Campaign
from routing.campaign.parts import FrozenDate, KecamatanPin, Pause, Promise, TeamState
from routing.plan.document import Drive, Session, Setup, TeamDate, Wait
from tests.routing import towns
from tests.routing.towns import BASE, day

LEGS = {(BASE, "hill"): (60, 60_000), (BASE, "dale"): (60, 60_000)}
TABLE = towns.travel(towns.both_ways(LEGS))
SUPERSEDED = json.dumps({"format": "jemputbola-plan/1", "teams": []}).encode()
HERE = {"T01": "hill", "T02": "dale"}


def town(table: TravelTable = TABLE, **teams: dict[str, object]) -> Campaign:
    posts = (towns.place(BASE), towns.place("hill", 132), towns.place("dale", 132))
    made = towns.campaign(posts, table, 7, teams=towns.teams(2))
    begun = tuple(
        replace(team, state=TeamState(day(1), HERE[team.id], 1), **teams.get(team.id, {}))
        for team in made.teams
    )
    return replace(
        made, teams=begun, id="town", revision=1, now=datetime(2018, 3, 13),
        supersedes=hashlib.sha256(SUPERSEDED).hexdigest(),
    )  # fmt: skip


def old_dates(post: str) -> tuple[TeamDate, ...]:
    """Tuesday's 84 and Wednesday's 48 residents, and the way home."""
    setup = Setup(post, 450, 480)
    return (
        TeamDate(
            day(1), post,
            (setup, Session(post, 480, 720, 48), Wait(post, 720, 780), Session(post, 780, 960, 36)),
            post,
        ),
        TeamDate(
            day(2), post, (setup, Session(post, 480, 720, 48), Drive(post, BASE, 720, 780, 60_000)),
            BASE,
        ),
    )  # fmt: skip


def carried(made: Campaign, table: TravelTable = TABLE) -> CarriedOn:
    rest = {id_: TeamRest(TeamState(day(1), at, 1), old_dates(at)) for id_, at in HERE.items()}
    owners = {at: id_ for id_, at in HERE.items()}
    return carried_on(made, table, rest, SUPERSEDED, owners)


def test_what_holds_stays_as_it_is() -> None:
    found = carried(town())

    assert found.as_it_was
    assert found.dates == {id_: old_dates(at) for id_, at in HERE.items()}


def test_only_the_team_that_is_hit_is_retimed() -> None:
    """The kit of T01 is broken on Tuesday: it records 84 on Wednesday and 48 on Thursday."""
    found = carried(town(T01={"pauses": (Pause(day(1), 0, 1440),)}))

    assert found.retimed == {"T01"}
    assert found.dates["T02"] == old_dates("dale")
    recorded = {d.date: d.residents for d in found.dates["T01"] if d.residents}
    assert sum(recorded.values()) == 132
    assert min(recorded) == day(2)


def test_who_did_not_come_is_added_after_the_last_date() -> None:
    """20 more are left at the hill: T01 goes back on Thursday, its old dates stay."""
    made = town()
    places = tuple(replace(p, residents=152) if p.id == "hill" else p for p in made.places)

    found = carried(replace(made, places=places))

    assert (found.retimed, found.added) == (frozenset(), {"T01"})
    assert found.dates["T01"][:2] == old_dates("hill")
    (more,) = found.dates["T01"][2:]
    assert (more.residents, more.date > day(2)) == (20, True)


def test_nobody_is_added_on_a_date_that_stays_without_work() -> None:
    """T01 is through at home, 20 are left at the hill: not today and tomorrow, which stay free."""
    state = TeamState(day(1), BASE)
    made = town()
    made = replace(
        made,
        places=tuple(replace(p, residents=20) if p.id == "hill" else p for p in made.places),
        teams=(replace(made.teams[0], state=state), made.teams[1]),
    )
    rest = {"T01": TeamRest(state, ()), "T02": TeamRest(TeamState(day(1), "dale", 1), ())}
    rest["T02"] = replace(rest["T02"], dates=old_dates("dale"))
    owners = {at: id_ for id_, at in HERE.items()}

    at_once = carried_on(made, TABLE, rest, SUPERSEDED, owners)
    kept = carried_on(made, TABLE, rest, SUPERSEDED, owners, {"T01": day(2)})

    assert [d.date for d in at_once.dates["T01"] if d.residents] == [day(1)]
    assert [d.date for d in kept.dates["T01"] if d.residents] == [day(3)]
    assert freeze(made, kept.dates, {"T01"}, 2).dates == {"T01": ()}


def test_too_few_for_a_visit_wait() -> None:
    """8 more are left at the hill where a visit records 10 at least (R6'): nobody goes for them."""
    made = town()
    places = tuple(replace(p, residents=140) if p.id == "hill" else p for p in made.places)
    made = replace(made, places=places)
    strict = replace(made, rules=replace(made.rules, min_visit_residents=10))

    assert carried(made).added == {"T01"}
    found = carried(strict)
    assert found.as_it_was
    assert found.dates["T01"] == old_dates("hill")
    # both old dates are frozen; of the 8 nothing is left to plan
    left = freeze(strict, found.dates, {"T01"}, 2).open_campaign
    assert left.place_by_id["hill"].residents == 0
    assert freeze(made, found.dates, {"T01"}, 2).open_campaign.place_by_id["hill"].residents == 8


def test_fewer_who_are_left_are_no_session_too_many() -> None:
    """Only 100 are left at the hill: 84 on Tuesday, 16 on Wednesday."""
    made = town()
    places = tuple(replace(p, residents=100) if p.id == "hill" else p for p in made.places)

    found = carried(replace(made, places=places))

    assert found.retimed == {"T01"}
    assert sum(d.residents for d in found.dates["T01"]) == 100


def test_a_team_that_no_way_leads_home_is_named() -> None:
    lone = towns.travel({k: v for k, v in towns.both_ways(LEGS).items() if k != ("hill", BASE)})

    with pytest.raises(StrandedError) as error:
        carried(town(lone), lone)

    assert "T01 is at Hill on 2018-03-13" in str(error.value)


def test_frozen_dates_are_taken_off_what_is_left_to_plan() -> None:
    """Tuesday is frozen for T02: it begins on Wednesday, two nights out, with 48 left."""
    made = town()

    found = freeze(made, carried(made).dates, {"T02"}, 1)

    assert found.campaign.frozen == (FrozenDate("T02", day(1)),)
    assert found.dates == {"T02": old_dates("dale")[:1]}
    left = found.open_campaign
    assert left.place_by_id["dale"].residents == 48
    assert left.teams[1].state == TeamState(day(2), "dale", 2)
    assert left.teams[0].state == TeamState(day(1), "hill", 1)
    assert KecamatanPin("K-dale", "T02") in left.rules.pins
    assert left.frozen == ()


def at_ten(pause: Pause) -> CarriedOn:
    """Tuesday 10:00: T01 has set up at 07:30 and recorded; its kit breaks. 108 are left there."""
    made = town(T01={"pauses": (pause,)})
    events = old_dates("hill")[0].events
    old = TeamDate(day(1), "hill", (Setup("hill", 450, 480), Session("hill", 480, 600, 24)), "hill")
    document = {
        "format": "jemputbola-plan/1",
        "teams": [{"id": "T01", "kecamatan": ["K-hill"], "dates": [{
            "date": day(1).isoformat(), "start_at": "hill", "night_at": "hill",
            "events": [
                {"kind": "setup", "at": "hill", "start": "07:30", "end": "08:00"},
                {"kind": "record", "at": "hill", "start": "08:00", "end": "12:00", "residents": 48},
            ],
        }]}],
    }  # fmt: skip
    superseded = json.dumps(document).encode()
    places = tuple(replace(p, residents=108) if p.id == "hill" else p for p in made.places)
    state = TeamState(day(1), "hill", 1, 600)
    made = replace(
        made, places=places, now=datetime(2018, 3, 13, 10),
        supersedes=hashlib.sha256(superseded).hexdigest(),
        teams=(replace(made.teams[0], state=state), made.teams[1]),
    )  # fmt: skip
    assert (old.residents, events[0]) == (24, Setup("hill", 450, 480))
    left = (TeamDate(day(1), "hill", events[2:], "hill"), old_dates("hill")[1])
    rest = {
        "T01": TeamRest(state, left, as_planned=False, set_up=True),
        "T02": TeamRest(TeamState(day(1), "dale", 1), old_dates("dale")),
    }
    return carried_on(made, TABLE, rest, superseded, {"hill": "T01", "dale": "T02"})


@pytest.mark.parametrize(("until", "begins"), [(610, 610), (660, 660), (780, 780)])
def test_a_set_up_stands_through_a_pause(until: int, begins: int) -> None:
    """The kit works again at 10:10, 11:00 or 13:00: the pair records at once, without a set-up."""
    found = at_ten(Pause(day(1), 600, until))

    today = found.dates["T01"][0]
    assert "T01" in found.retimed
    assert not any(isinstance(event, Setup) for event in today.events)
    assert isinstance(today.events[0], Session)
    assert today.events[0].start == begins
    later = [event for day_ in found.dates["T01"][1:] for event in day_.events]
    assert any(isinstance(event, Setup) for event in later) == (len(found.dates["T01"]) > 1)


def test_promises_that_nobody_can_keep_are_counted() -> None:
    """T01 cannot record on Tuesday, and T02 is on the other side of the base; Wednesday is open."""
    made = town(T01={"pauses": (Pause(day(1), 0, 1440),)})
    told = [Promise("hill", day(1), "firm"), Promise("hill", day(2), "soft"),
            Promise("dale", day(1), "soft")]  # fmt: skip
    made = replace(made, promises=tuple(told))
    dates = carried(made).dates
    for frozen in (set(), {"T02"}):
        options = Options(freeze(made, dates, frozen, 1), TABLE, dates, frozenset(), "en")
        assert options.least_broken() == 1


def test_a_new_post_is_added_after_the_dates_of_a_pair_that_was_retimed() -> None:
    """T01 cannot record on Tuesday; a post with 20 residents is new in its kecamatan."""
    table = towns.travel(towns.both_ways(LEGS | {(BASE, "new"): (60, 60_000)}))
    made = town(table, T01={"pauses": (Pause(day(1), 0, 1440),)})
    made = replace(made, places=(*made.places, towns.place("new", 20)))
    rest = {id_: TeamRest(TeamState(day(1), at, 1), old_dates(at)) for id_, at in HERE.items()}
    owners = {"hill": "T01", "dale": "T02", "new": "T01"}

    found = carried_on(made, table, rest, SUPERSEDED, owners)

    assert (found.retimed, found.added) == ({"T01"}, {"T01"})
    recorded: dict[str, int] = {}
    for each in found.dates["T01"]:
        for session in each.sessions:
            recorded[session.at] = recorded.get(session.at, 0) + session.residents
    assert recorded == {"hill": 132, "new": 20}
