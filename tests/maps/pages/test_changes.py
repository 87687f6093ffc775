"""The page of what a revision changes, on changes made by hand; 12 March 2018 is a Monday."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from html import unescape
from typing import Literal

import pytest

from maps import MapData
from maps.figures import ChangedDate, ChangeKind, PlanChange, PostVisit, news_of
from maps.pages import changes_html
from routing.campaign.parts import Promise
from routing.plan.document import ChangeReason, Handover
from tests.maps.conftest import DAY, HOURS, MONDAY

WHY = "Alat rusak: T01"


def visit(number: int, *teams: str, hours: tuple[tuple[int, int], ...] = HOURS) -> PostVisit:
    return PostVisit(MONDAY + number * DAY, teams, hours, 40)


def row(
    *kinds: ChangeKind,
    was: PostVisit | None = None,
    is_: PostVisit | None = None,
    promise: Literal["firm", "soft"] | None = None,
    kept: bool | None = None,
    reason: str = "",
) -> ChangedDate:
    return ChangedDate(kinds, was, is_, promise, kept, reason)


def change(post: str, name: str, *rows: ChangedDate, notice: int = 0) -> PlanChange:
    return PlanChange(post, name, "K1", rows, 40, notice)


MOVED = change(
    "ba", "Baun",
    row("moved", was=visit(1, "T01"), is_=visit(4, "T01"), promise="firm", kept=False, reason=WHY),
    row("moved", was=visit(2, "T01"), is_=visit(7, "T01"), promise="soft", kept=False, reason=WHY),
)  # fmt: skip
DROPPED = change("se", "Semau", row("dropped", was=visit(2, "T01")), notice=1)
OVER = change(
    "ta", "Takari",
    row("team", was=visit(3, "T01"), is_=visit(3, "T02"), promise="soft", kept=True), notice=2,
)  # fmt: skip
HOURS_ONLY = change(
    "ta", "Takari", row("hours", was=visit(3, "T01"), is_=visit(3, "T01", hours=((480, 720),)))
)
NEW = change("ta", "Takari", row("new", is_=visit(5, "T02")))


@pytest.fixture
def revision(data: MapData) -> MapData:
    promises = (
        Promise("ba", MONDAY + DAY, "firm"),
        Promise("ba", MONDAY + 2 * DAY, "soft"),
        Promise("ta", MONDAY + 3 * DAY, "soft"),
    )
    campaign = replace(
        data.campaign, revision=2, now=dt.datetime(2018, 3, 13, 12, 0), promises=promises
    )
    over = Handover("K2", "T01", "T02", ChangeReason("handover", WHY))
    return replace(data, campaign=campaign, plan=replace(data.plan, handovers=(over,)))


def shown(html: str) -> str:
    """Return the text of a page."""
    body = html[html.index("<body") :]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", body).split()))


def test_the_most_urgent_is_told_first(revision: MapData) -> None:
    text = shown(changes_html((MOVED, DROPPED, OVER), revision, "en"))
    assert "Revision 2, from Tuesday, 13 March 2018, 12:00, replaces revision 1" in text
    assert "3 posts change; at 2 of them residents must be told" in text
    # no session of the town's plan keeps any of the three
    assert "3 of 3 promises broken (firm ones: 1 of 1)" in text
    assert "1 kecamatan handed over" in text
    assert text.index("today") < text.index("tomorrow") < text.index("What changes for the pairs")
    assert "Tue 13 Mar – Wed 14 Mar : 08:00–12:00, 13:00–16:00, T01, 80 residents" in text
    assert "Fri 16 Mar : 08:00–12:00, 13:00–16:00, T01, 40 residents" in text
    assert "firm promise broken soft promise broken" in text
    assert "Fatuleu: from T01 to T02 – Alat rusak: T01" in text


def test_in_bahasa_indonesia(revision: MapData) -> None:
    text = shown(changes_html((MOVED, DROPPED, OVER), revision, "id"))
    assert "Revisi 2, berlaku mulai Selasa, 13 Maret 2018 pukul 12.00" in text
    assert "3 pos berubah; warga di 2 pos harus diberi tahu" in text
    assert "3 dari 3 janji tidak ditepati (janji pasti: 1 dari 1)" in text
    assert "Sel, 13 Mar – Rab, 14 Mar : 08.00–12.00, 13.00–16.00, T01, 80 warga" in text
    for word in ("promise", "residents", "today", "Post ", "pair", "dropped"):
        assert word not in text


def test_nothing_changed_has_no_rows(revision: MapData) -> None:
    quiet = replace(revision, plan=replace(revision.plan, handovers=()))
    html = changes_html((), quiet, "en")
    assert "Nothing changes" in shown(html)
    assert "<table" not in html
    assert "<li>" not in html


def test_the_first_revision_replaces_the_first_plan(revision: MapData) -> None:
    first = replace(revision, campaign=replace(revision.campaign, revision=1, promises=()))
    text = shown(changes_html((DROPPED,), first, "en"))
    assert "replaces the first plan" in text
    assert "0 promises broken: no announcement is known to have been sent" in text


def test_names_are_no_code(revision: MapData) -> None:
    nasty = "<script>alert(1)</script>"
    named = replace(DROPPED, name=nasty, dates=(replace(DROPPED.dates[0], reason=nasty),))
    html = changes_html((named,), revision, "id")
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 3  # the table's name and reason, and the pair's news


@pytest.mark.parametrize(
    ("changes", "team", "english", "indonesian"),
    [
        (MOVED, "T01", "Baun: Tue 13 Mar – Wed 14 Mar becomes Fri 16 Mar; Mon 19 Mar",
         "Baun: Sel, 13 Mar – Rab, 14 Mar menjadi Jum, 16 Mar; Sen, 19 Mar"),
        (DROPPED, "T01", "Wed 14 Mar: Semau is dropped", "Rab, 14 Mar: Semau ditiadakan"),
        (OVER, "T01", "Thu 15 Mar: Takari goes to T02", "Kam, 15 Mar: Takari diserahkan ke T02"),
        (OVER, "T02", "Thu 15 Mar: Takari is taken over from T01",
         "Kam, 15 Mar: Takari diambil alih dari T01"),
        (NEW, "T02", "Sat 17 Mar: Takari is new", "Sab, 17 Mar: Takari baru ditambahkan"),
        (HOURS_ONLY, "T01", "Thu 15 Mar: Takari, 08:00–12:00 instead of 08:00–12:00, 13:00–16:00",
         "Kam, 15 Mar: Takari, 08.00–12.00, semula 08.00–12.00, 13.00–16.00"),
    ],
)  # fmt: skip
def test_news_of_a_team(changes: PlanChange, team: str, english: str, indonesian: str) -> None:
    assert news_of([changes], team, "en") == (english,)
    assert news_of([changes], team, "id") == (indonesian,)


def test_news_of_a_team_is_told_by_date() -> None:
    """Friday the 16th comes before Monday the 19th, whichever residents must be told first."""
    later = change("ba", "Baun", row("team", was=visit(2, "T03"), is_=visit(7, "T01")))
    soon = change("no", "Nonbes", row("new", is_=visit(4, "T01")), notice=2)
    news = news_of([later, soon], "T01", "en")
    assert [line.split(": ")[1] for line in news] == [
        "Nonbes is new",
        "Baun is taken over from T03",
    ]


def test_a_revision_of_a_morning_names_no_clock_time(revision: MapData) -> None:
    told = shown(changes_html((DROPPED,), revision, "en"))
    assert "from Tuesday, 13 March 2018, 12:00" in told
    morning = replace(revision.campaign, now=dt.datetime(2018, 3, 13))
    told = shown(changes_html((DROPPED,), replace(revision, campaign=morning), "id"))
    assert "berlaku mulai Selasa, 13 Maret 2018, menggantikan" in told


def test_what_is_no_news_for_a_team() -> None:
    assert news_of([MOVED, DROPPED], "T02", "id") == ()
    assert news_of([], "T01", "id") == ()


def test_a_second_pair_and_another_number() -> None:
    both = row("team", was=visit(3, "T01"), is_=visit(3, "T01", "T02"))
    alone = row("team", was=visit(4, "T01", "T02"), is_=visit(4, "T01"))
    fewer = row("number", was=visit(7, "T01"), is_=replace(visit(7, "T01"), residents=1))
    news = news_of([change("ba", "Baun", both, alone, fewer)], "T01", "en")
    assert news == (
        "Thu 15 Mar: Baun together with T02",
        "Fri 16 Mar: Baun without another pair",
        "Mon 19 Mar: Baun, 1 resident instead of 40",
    )


def test_what_has_happened_stands_on_the_page(revision: MapData) -> None:
    told = ("The kit of T01 is broken", "Not taken: <another> base.")
    text = shown(changes_html((DROPPED,), revision, "en", told))
    assert "What has happened since The kit of T01 is broken" in text
    assert "Not taken: <another> base." in text
    assert "Yang terjadi sejak" not in shown(changes_html((DROPPED,), revision, "id"))
