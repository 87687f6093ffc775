"""Incidents that are taken back: from now on all is as if they had never been.

Each is told in a first revision on Tuesday 3 April, and gone in a second one on Wednesday, or
ended there. Two days off lie ahead, so that what the incident left behind would be seen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from planner.campaigns import prepare
from planner.incident import Incident
from planner.incidents.application import apply_incidents
from planner.revisions.facts import Facts
from planner.revisions.revision import ReplanRequest
from planner.workbook import WorkbookCampaign
from routing.campaign.document import Campaign
from routing.campaign.parts import TeamState
from routing.plan.document import TeamDate
from tests.planner.revisions.conftest import first_plan, next_bundle, step, with_incidents, written

TUESDAY, WEDNESDAY = datetime(2018, 4, 3), datetime(2018, 4, 4)
FRIDAY = datetime(2018, 4, 6)
POTO, BARATE = "5303162002", "5303018"


def post_of(book: WorkbookCampaign) -> str:
    return book.campaign.posts[5].id


KINDS = ["kit", "operator", "substitute", "vehicle", "vehicle ahead", "road", "crossing",
         "server", "half outage", "post_closed", "half closed", "residents", "rate"]  # fmt: skip


def incident(kind: str, book: WorkbookCampaign) -> Incident:
    """An incident of a kind; half days are on Thursday and Friday."""
    post = post_of(book)
    noon = datetime(2018, 4, 5, 12)
    return {
        "kit": Incident("kit", "T03", TUESDAY, FRIDAY),
        "operator": Incident("operator", "Operator 03A", TUESDAY, FRIDAY),
        "substitute": Incident("operator", "Operator 03A", TUESDAY, None, "Citra Dewi"),
        "vehicle": Incident("vehicle", "T03", TUESDAY, FRIDAY),
        "vehicle ahead": Incident("vehicle", "T03", WEDNESDAY, FRIDAY),
        "road": Incident("road", BARATE, TUESDAY, FRIDAY),
        "crossing": Incident("crossing", "", TUESDAY, FRIDAY),
        "server": Incident("server", "", TUESDAY, FRIDAY),
        "half outage": Incident("server", "", TUESDAY, noon),
        "post_closed": Incident("post_closed", post, TUESDAY, FRIDAY),
        "half closed": Incident("post_closed", post, noon, FRIDAY),
        "residents": Incident("residents", post, TUESDAY, None, "+60"),
        "rate": Incident("rate", "T03", TUESDAY, None, "5"),
    }[kind]


def online(book: WorkbookCampaign) -> WorkbookCampaign:
    rules = replace(book.campaign.rules, connectivity="online")
    return replace(book, campaign=replace(book.campaign, rules=rules))


def unnamed(campaign: Campaign) -> Campaign:
    """A campaign without what names the plan before it."""
    return replace(campaign, supersedes="")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_taken_back_has_never_been(
    kind: str, book: WorkbookCampaign, tmp_path: Path
) -> None:
    desk = online(book)
    first = first_plan(tmp_path / "out", desk)
    told = incident(kind, book)
    hit = step(first, with_incidents(desk, told), TUESDAY)
    spared = step(first, desk, TUESDAY)
    assert unnamed(hit.campaign) != unnamed(spared.campaign)

    after_hit, after_spared = (
        step(next_bundle(tmp_path / name, made), desk, WEDNESDAY)
        for name, made in (("hit", hit), ("spared", spared))
    )
    assert unnamed(after_hit.campaign) == unnamed(after_spared.campaign)
    assert after_hit.case.ready.travel.sha256() == after_spared.case.ready.travel.sha256()
    assert after_hit.basis.taken_back == (told,)
    said = [message.text("en") for message in after_hit.case.applied.messages]
    assert said == []


ENDED = [kind for kind in KINDS if kind not in {"substitute", "residents", "rate"}]


@pytest.mark.parametrize("kind", ENDED)
def test_what_ends_sooner_counts_no_more(kind: str, book: WorkbookCampaign, tmp_path: Path) -> None:
    desk, told = online(book), incident(kind, book)
    first = first_plan(tmp_path / "out", desk)
    hit = next_bundle(tmp_path / "hit", step(first, with_incidents(desk, told), TUESDAY))
    begun = min(told.from_, TUESDAY)
    over = replace(told, from_=begun, until=WEDNESDAY)
    after = step(hit, with_incidents(desk, over), WEDNESDAY)
    spared = next_bundle(tmp_path / "spared", step(first, desk, TUESDAY))
    assert unnamed(after.campaign) == unnamed(step(spared, desk, WEDNESDAY).campaign)


def test_an_end_that_is_told_with_the_option(book: WorkbookCampaign, tmp_path: Path) -> None:
    """Without a workbook too: the post is closed to Friday, then told to open on Wednesday."""
    first, post = first_plan(tmp_path / "out", book), post_of(book)
    closed = step(first, None, TUESDAY, f"post closed {post} 2018-04-03..2018-04-05")
    assert closed.campaign.place_by_id[post].closed_dates == (
        date(2018, 4, 3), date(2018, 4, 4), date(2018, 4, 5),
    )  # fmt: skip
    again = f"post closed {post} 2018-04-03..2018-04-03"
    found = step(next_bundle(tmp_path / "r1", closed), None, WEDNESDAY, again)
    assert found.campaign.place_by_id[post].closed_dates == ()


def test_what_the_option_told_stays_when_the_sheet_is_empty(
    book: WorkbookCampaign, tmp_path: Path
) -> None:
    first = first_plan(tmp_path / "out", book)
    hit = next_bundle(tmp_path / "r1", step(first, book, TUESDAY, "kit T03 2018-04-03..2018-04-05"))
    found = step(hit, book, WEDNESDAY)
    assert found.basis.taken_back == ()
    assert [p.date for p in found.campaign.teams[2].pauses] == [date(2018, 4, 4), date(2018, 4, 5)]
    assert found.case.applied.touched == frozenset()


def test_an_incident_that_the_plan_knows_touches_nobody(
    book: WorkbookCampaign, tmp_path: Path
) -> None:
    desk = online(book)
    first = first_plan(tmp_path / "out", desk)
    told = [incident(kind, book) for kind in KINDS if "vehicle" not in kind]
    hit = step(first, with_incidents(desk, *told), TUESDAY)
    assert hit.case.applied.touched
    found = step(next_bundle(tmp_path / "r1", hit), with_incidents(desk, *told), WEDNESDAY)
    assert found.case.applied.touched == frozenset()
    assert found.campaign.place_by_id[post_of(book)].residents == (
        book.campaign.place_by_id[post_of(book)].residents + 60
    )


@pytest.mark.parametrize(("told", "state"), [
    (True, TeamState(date(2018, 4, 6), POTO, 4)), (False, TeamState(date(2018, 4, 4), POTO, 2)),
])  # fmt: skip
def test_a_pair_that_waits_for_its_vehicle(
    told: bool, state: TeamState, book: WorkbookCampaign, tmp_path: Path
) -> None:
    """It slept at Poto on Monday and Tuesday, and was to wait there until Friday.

    Still told, it waits as it did, and its old dates hold; taken back, it can go on Wednesday.
    """
    nights = {"T03": tuple(TeamDate(date(2018, 4, d), POTO, (), POTO) for d in (2, 3, 4, 5, 6, 7))}
    post = book.campaign.place_by_id[POTO]
    assert post.lodging_per_person is not None
    first = first_plan(tmp_path / "out", book, nights)
    vehicle = Incident("vehicle", "T03", TUESDAY, FRIDAY)
    hit = step(first, with_incidents(book, vehicle), TUESDAY)
    assert hit.campaign.teams[2].state == TeamState(date(2018, 4, 6), POTO, 4)
    bundle = written(tmp_path / "r1", hit.case.ready, {"T03": nights["T03"][4:]})
    desk = with_incidents(book, vehicle) if told else book
    found = step(bundle, desk, WEDNESDAY)
    assert found.campaign.teams[2].state == state
    assert found.case.rest["T03"].state == state
    assert ("T03" in found.case.applied.touched) is not told


def test_facts_of_a_pair_that_does_not_wait(book: WorkbookCampaign, tmp_path: Path) -> None:
    """A state that is to come without a vehicle that is out stays: the pair is on its way."""
    first = first_plan(tmp_path / "out", book)
    facts = Facts(ReplanRequest(first, WEDNESDAY), b"", None, ())
    assert facts.waiting([Incident("vehicle", "T03", TUESDAY, FRIDAY)]) == frozenset()


@pytest.mark.parametrize("kind", ["kit", "road", "residents"])
def test_an_incident_of_the_first_plan_is_taken_back(
    kind: str, book: WorkbookCampaign, tmp_path: Path
) -> None:
    told = replace(incident(kind, book), from_=datetime(2018, 3, 12), origin="Incidents, A2")
    before = prepare(book.region, book.campaign, book.graph)
    before = replace(before, undisturbed=before.campaign)
    ready = apply_incidents(before, [told], datetime(2018, 3, 12)).prepared
    assert ready.campaign != before.campaign
    hit = step(written(tmp_path / "hit", ready, {}), book, TUESDAY)
    spared = step(written(tmp_path / "spared", before, {}), book, TUESDAY)
    assert hit.basis.taken_back == (told,)
    assert hit.basis.changes == ()
    assert unnamed(hit.campaign) == unnamed(spared.campaign)
