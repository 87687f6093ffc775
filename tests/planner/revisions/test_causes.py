"""Why a date changes: only what can have caused it is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from planner.incident import Incident
from planner.revisions.cause_finding import causes_of
from planner.revisions.causes import Cause, Causes
from planner.workbook import WorkbookCampaign
from routing.plan.document import Drive, Session, TeamDate
from tests.planner.revisions.conftest import (
    Step,
    edited,
    first_plan,
    next_bundle,
    step,
    with_incidents,
)

POTO, TAKARI = "5303162002", "5303170001"
TUESDAY, WEDNESDAY = datetime(2018, 4, 3), datetime(2018, 4, 4)

KIT = Cause("kit of T03", teams=frozenset({"T03"}))
CLOSED = Cause("the hall at A is closed", posts=frozenset({"a"}))
RULES = Cause("duty ends earlier", wide=True)
OWNERS = {"a": "T01", "b": "T01", "c": "T02", "d": "T03"}


def why(*causes: Cause, post: str, teams: set[str], late: str = "", passed: str = "") -> str:
    found = Causes(causes, frozenset({late} - {""}), OWNERS, "en")
    return found.reason(post, teams, passed).text


def test_the_post_itself_and_the_pairs_that_come_are_named() -> None:
    assert why(KIT, CLOSED, post="a", teams={"T01"}) == "the hall at A is closed"
    assert why(KIT, CLOSED, post="d", teams={"T03"}) == "kit of T03"
    assert why(KIT, CLOSED, RULES, post="d", teams={"T02"}) == "kit of T03"  # it was T03's
    assert why(KIT, CLOSED, post="a", teams={"T01", "T03"}) == "kit of T03; the hall at A is closed"


def test_another_post_of_the_pair_is_caught_up_on() -> None:
    said = why(KIT, CLOSED, post="b", teams={"T01"})
    assert said == "to catch up elsewhere: the hall at A is closed"


def test_what_can_have_caused_nothing_is_not_named() -> None:
    assert why(KIT, CLOSED, post="c", teams={"T02"}) == "to catch up elsewhere"
    assert why(KIT, CLOSED, RULES, post="c", teams={"T02"}) == "duty ends earlier"
    assert why(post="c", teams={"T02"}) == "more are recorded, or it costs less"


def test_handovers_and_reports_are_told_before_what_happens_elsewhere() -> None:
    assert (
        why(CLOSED, post="b", teams={"T02"}, passed="T01") == "another pair goes on in place of T01"
    )
    assert why(CLOSED, post="b", teams={"T01"}, late="T01") == (
        "sessions of T01 went otherwise than planned"
    )


def causes(made: Step) -> dict[str, tuple[frozenset[str], frozenset[str], bool]]:
    found = causes_of(made.facts, made.basis, made.case, OWNERS)
    return {each.text: (each.posts, each.teams, each.wide) for each in found.causes}


def test_what_each_incident_hits(book: WorkbookCampaign, tmp_path: Path) -> None:
    """T03 drives a minute to Poto on Thursday, which no road allows: a closed one may be why."""
    thursday = TeamDate(
        date(2018, 4, 5), "oelamasi",
        (Drive("oelamasi", POTO, 420, 421, 40_000), Session(POTO, 480, 720, 48)), "oelamasi",
    )  # fmt: skip
    first = first_plan(tmp_path / "out", book, {"T03": (thursday,)})
    end = datetime(2018, 4, 7)
    told = [
        Incident("kit", "T05", TUESDAY, end, note="kit"),
        Incident("operator", "Operator 06A", TUESDAY, end, note="ill"),
        Incident("rate", "", TUESDAY, None, "9", note="slower"),
        Incident("road", "5303018", TUESDAY, end, note="slide"),
        Incident("road", "5303018", datetime(2018, 4, 6), end, note="later slide"),
        Incident("crossing", "", TUESDAY, end, note="waves"),
        Incident("post_closed", TAKARI, TUESDAY, end, note="hall"),
        Incident("residents", POTO, TUESDAY, None, "+5", note="list"),
        Incident("kit", "T07", datetime(2018, 3, 20), datetime(2018, 3, 21), note="long over"),
    ]
    made = step(first, with_incidents(book, *told), TUESDAY)
    nobody, everybody = frozenset[str](), frozenset(t.id for t in book.campaign.teams)
    assert causes(made) == {
        "kit": (nobody, {"T05"}, False),
        "ill": (nobody, {"T06"}, False),
        "slower": (nobody, everybody, False),
        "slide": (nobody, {"T03"}, False),
        "later slide": (nobody, nobody, False),
        "waves": (nobody, nobody, False),
        "hall": ({TAKARI}, nobody, False),
        "list": ({POTO}, nobody, False),
    }
    again = step(next_bundle(tmp_path / "r1", made), with_incidents(book, *told[:1]), WEDNESDAY)
    found = causes(again)
    assert "kit" not in found  # the superseded plan knows it
    assert found["taken back: post closed 5303170001, 03/04/2018 - 06/04/2018"] == (
        {TAKARI}, nobody, False,
    )  # fmt: skip


def test_changes_of_the_workbook(book: WorkbookCampaign, tmp_path: Path) -> None:
    rules = replace(book.campaign.rules, duty_end=1020)
    places = tuple(
        replace(p, residents=p.residents + 9) if p.id == POTO else p for p in book.campaign.places
    )
    made = step(
        first_plan(tmp_path / "out", book), edited(book, rules=rules, places=places), TUESDAY
    )
    duty, listed = causes(made).items()
    assert duty[0].startswith("the workbook was changed: sheet Campaign, Duty ends: now 17:00")
    assert duty[1] == (frozenset(), frozenset(), True)
    assert listed[1] == ({POTO}, frozenset(), False)
