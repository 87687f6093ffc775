"""The history of a revision: its sums."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from maps import SoFar
from planner.revisions.history import History, PastRecord, TeamSpent, begun_now
from routing.campaign.document import Campaign
from routing.campaign.parts import Begun
from routing.plan.costs import assemble
from routing.plan.document import ChangeReason, Handover, Plan
from tests.routing import towns


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


def handed_over() -> tuple[Campaign, Plan]:
    """The kecamatan of Baun, begun by T01 on the 12th, goes to T02 in the revision of the 13th."""
    table = towns.travel(towns.both_ways({(towns.BASE, "ba"): (60, 30_000)}))
    places = (towns.place(towns.BASE, hours=()), towns.place("ba", 84))
    campaign = towns.campaign(places, table, 5, teams=towns.teams(2))
    campaign = replace(campaign, now=dt.datetime(2018, 3, 13), begun=(Begun("K-ba", "T01"),))
    given = Handover("K-ba", "T01", "T02", ChangeReason("incident", "T01 is ill"))
    return campaign, replace(assemble(campaign, ()), handovers=(given,))


def test_who_was_handed_a_kecamatan_has_it_before_it_records_there() -> None:
    campaign, plan = handed_over()
    before = (record("T01", "ba", 12, 480, 20),)
    after = (*before, record("T02", "ba", 14, 480, 5))

    assert begun_now(before, campaign, campaign, plan) == (("K-ba", "T01"), ("K-ba", "T02"))
    assert begun_now(after, campaign, campaign, plan) == (("K-ba", "T01"), ("K-ba", "T02"))


def test_a_handover_holds_in_the_revision_after_the_next() -> None:
    """The plan of the 14th lists it no more; on the 15th T01 recorded again, by a pin."""
    campaign, plan = handed_over()
    begun = (Begun("K-ba", "T01"), Begun("K-ba", "T02"))
    later = replace(campaign, now=dt.datetime(2018, 3, 14), begun=begun)
    plain = replace(plan, handovers=())
    before = (record("T01", "ba", 12, 480, 20),)
    again = (*before, record("T01", "ba", 15, 480, 5))

    assert begun_now(before, later, later, plain) == (("K-ba", "T01"), ("K-ba", "T02"))
    assert begun_now(again, later, later, plain) == (("K-ba", "T02"), ("K-ba", "T01"))


def test_who_recorded_nobody_after_all_has_begun_nothing() -> None:
    campaign, plan = handed_over()
    late = (record("T01", "ba", 12, 480, 0),)

    assert begun_now(late, campaign, campaign, replace(plan, handovers=())) == ()
