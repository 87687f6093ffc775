"""The pages of two revisions in one browser: what a team entered is there in both."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geodata import Message
from maps import MapData, itinerary_html, write_pages
from planner.reports.report import Report
from planner.reports.report_table import read_table
from routing.plan.document import Drive, Ferry, Session, Setup, TeamDate
from tests.maps.pages.test_trip import fill, visit
from tests.settling import settled

EVENING = "2018-03-12T12:00:00Z"
"""20:00 in Kupang on the first date."""

IN_DATABASE = """wanted => new Promise(done => {
    const opening = indexedDB.open('jemputbola');
    opening.onsuccess = () => {
        const all = opening.result.transaction('entries').objectStore('entries').getAll();
        all.onsuccess = () => done(all.result.some(([, entry]) => entry.recorded === wanted));
    };
})"""
"""Whether the browser's database has an entry with this many recorded."""

pytestmark = pytest.mark.browser


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    made = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    yield made
    made.close()


def number(data: MapData) -> str:
    return hashlib.sha256(data.plan.to_json().encode()).hexdigest()


@pytest.fixture(scope="module")
def revised(data: MapData) -> MapData:
    """From the 13th on: one session on that date in the place of two, and one on the 14th."""
    team = data.plan.teams[0]
    tuesday = (
        Ferry("out", "p1", "p2", 420, 445),
        Drive("p2", "se", 445, 460, 5_000),
        Setup("se", 460, 490),
        Session("se", 490, 720, 40),
    )
    wednesday = (Setup("se", 460, 490), Session("se", 490, 600, 20))
    days = (
        replace(team.dates[1], events=tuesday),
        TeamDate(team.dates[2].date, "se", wednesday, "se"),
        team.dates[3],
    )
    plan = replace(data.plan, teams=(replace(team, dates=days), *data.plan.teams[1:]))
    campaign = replace(
        data.campaign, id=data.campaign.identity, revision=1, supersedes=number(data)
    )
    news = {"T01": ("Semau, 13 March: 40 residents instead of 60",)}
    return replace(data, campaign=campaign, plan=plan, previous=data.plan, news=news)


@pytest.fixture(scope="module")
def pages(data: MapData, revised: MapData, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The team's page of either revision."""
    found = []
    for number, each in enumerate((data, revised)):
        folder = tmp_path_factory.mktemp(f"revision-{number}")
        write_pages(folder, each, "en", "en")
        found.append(folder / "team-T01.html")
    return found


def rows(page: Any) -> list[Report]:
    faults: list[Message] = []
    text = page.locator("#progress [data-text]").input_value()
    found = read_table(text, "progress-T01.csv", faults)
    assert faults == []
    return found


def said(page: Any) -> dict[str, tuple[int | None, int | None]]:
    """Recorded and revision by date and start."""
    return {f"{r.date:%d} {r.start}": (r.recorded, r.revision) for r in rows(page)}


def done(page: Any) -> None:
    assert page.complaints == []
    assert page.foreign == []
    page.close()


def test_a_page_of_a_later_revision_has_what_the_earlier_one_kept(
    context: Any, pages: list[Path], data: MapData, revised: MapData
) -> None:
    old = visit(context, pages[0], EVENING)
    fill(old, 0, recorded="40", no_shows="2", remark="hujan")
    old.locator("#d-2018-03-13 .entry").first.locator("summary").evaluate("one => one.click()")
    old.locator("#d-2018-03-13 input[name=recorded]").first.evaluate(
        "one => { one.value = '45'; one.dispatchEvent(new Event('input')); }"
    )
    done(old)
    new = visit(context, pages[1], "2018-03-13T01:00:00Z")
    assert new.locator("#d-2018-03-13 input[name=recorded]").first.input_value() == "45"
    (earlier,) = new.locator(".earlier li > p").all_inner_texts()
    assert earlier == "Mon, Mar 12 · 08:30 · Baun"
    assert new.locator(".earlier summary b").inner_text() == "40 / 42"
    first, second = rows(new)
    assert (first.post, first.recorded, first.no_shows, first.remark) == ("ba", 40, 2, "hujan")
    assert (first.plan_sha256, first.planned, first.revision) == (number(data), 42, 0)
    assert (second.post, second.recorded, second.revision) == ("se", 45, 0)
    assert {r.campaign_id for r in (first, second)} == {data.campaign.identity}
    # what is entered here is of this revision
    fill(new, 0, recorded="39")
    assert said(new) == {"12 510": (40, 0), "13 490": (39, 1)}
    assert rows(new)[1].plan_sha256 == number(revised)
    assert rows(new)[1].planned == 40
    done(new)


def test_old_and_new_in_turn_lose_nothing(context: Any, pages: list[Path]) -> None:
    """Both are open at once, and each writes after the other."""
    old = visit(context, pages[0], EVENING)
    new = visit(context, pages[1], "2018-03-13T04:00:00Z")
    fill(old, 0, recorded="40")
    fill(new, 0, recorded="39")
    fill(old, 1, recorded="36")
    assert said(old) == {"12 510": (40, 0), "12 780": (36, 0), "13 490": (39, 1)}
    new.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert said(new) == said(old)
    for page in (old, new):
        page.reload()
        settled(page)
        assert said(page) == {"12 510": (40, 0), "12 780": (36, 0), "13 490": (39, 1)}
    # an earlier result is corrected on the new page, and the old page shows it
    entry = new.locator(".earlier li").nth(1).locator(".entry")
    entry.locator("summary").click()
    entry.locator("input[name=recorded]").fill("35")
    assert said(new)["12 780"] == (35, 0)
    old.reload()
    settled(old)
    old.get_by_role("button", name="All dates").click()
    assert old.locator("#d-2018-03-12 input[name=recorded]").nth(1).input_value() == "35"
    # what is emptied stays empty, whoever writes next
    fill(old, 1, recorded="")
    fill(new, 0, recorded="38")
    # the other page's store is read some milliseconds late, so that it may have to be put right
    new.wait_for_function(
        "() => !document.querySelector('#progress [data-text]').value.includes(',13:00,')"
    )
    assert said(new) == {"12 510": (40, 0), "13 490": (38, 1)}
    done(old)
    done(new)


def test_what_another_page_overwrites_is_put_back(
    context: Any, pages: list[Path], data: MapData
) -> None:
    """The new page writes a store in which what was just entered on the old one is missing."""
    old = visit(context, pages[0], EVENING)
    new = visit(context, pages[1], "2018-03-13T04:00:00Z")
    fill(old, 0, recorded="40")
    place = f"jemputbola/{data.campaign.identity}/T01"

    new.evaluate("place => localStorage.setItem(place, '{}')", place)

    new.wait_for_function(
        "place => (JSON.parse(localStorage.getItem(place))['2018-03-12 08:30 ba'] || {}).recorded"
        " === '40'",
        arg=place,
    )
    assert said(old) == {"12 510": (40, 0)}
    done(old)
    done(new)


@pytest.mark.parametrize("broken", ["keeps nothing", "cannot be had"])
def test_entries_outlive_a_local_storage_that_fails(
    context: Any, pages: list[Path], broken: str
) -> None:
    """Chromium now and then gives a page an empty localStorage of its own: what is entered there
    nobody else sees, and nobody is told."""
    own = "const held = new Map(); const fake = {getItem: k => held.has(k) ? held.get(k) : null,"
    own += " setItem: (k, v) => { held.set(k, v); }};"
    get = "return fake;" if broken == "keeps nothing" else "throw new Error('none');"
    fail = f"{own} Object.defineProperty(window, 'localStorage', {{get() {{ {get} }}}});"
    first = visit(context, pages[0], EVENING)
    fill(first, 0, recorded="40")
    done(first)
    second = context.new_page()
    second.add_init_script(fail)
    second.complaints, second.foreign = [], []
    second.on("pageerror", lambda error: second.complaints.append(str(error)))
    second.clock.set_fixed_time("2018-03-12T12:30:00Z")
    second.goto(pages[0].as_uri())
    settled(second)
    assert said(second) == {"12 510": (40, 0)}
    assert second.locator("input[name=recorded]").first.input_value() == "40"
    fill(second, 0, recorded="41")
    fill(second, 1, recorded="30")
    kept = second.locator(".entry .kept").first
    assert kept.inner_text() == "Kept on this phone only, until you send it or save it as a file."
    second.wait_for_function(IN_DATABASE, arg="30")
    done(second)
    third = visit(context, pages[0], "2018-03-12T13:00:00Z")
    assert said(third) == {"12 510": (41, 0), "12 780": (30, 0)}
    done(third)


def test_a_page_that_is_opened_writes_no_entries(context: Any, pages: list[Path]) -> None:
    """What another page writes at that moment would be overwritten."""
    page = context.new_page()
    page.add_init_script(
        "window.written = []; const put = Storage.prototype.setItem;"
        "Storage.prototype.setItem = function (k, v) { written.push(k); put.call(this, k, v); };"
    )
    page.goto(pages[0].as_uri())
    settled(page)
    assert page.evaluate("written") == ["jemputbola/kept"]
    page.close()


def test_entries_of_the_version_before_are_taken_over(
    context: Any, pages: list[Path], data: MapData
) -> None:
    """It kept them under the hash of the plan; they stay there, and the later ones win."""
    kept = {
        "2018-03-12 08:30 ba": {"recorded": "40", "no_shows": "2", "remark": ""},
        "2018-03-13 total": {"recorded": "59", "saved_at": "2018-03-13T16:00:00"},
    }
    place = f"jemputbola/{number(data)}/T01"
    old = visit(context, pages[0], "2018-03-13T09:00:00Z")
    old.evaluate("([k, v]) => localStorage.setItem(k, v)", [place, json.dumps(kept)])
    other = json.dumps({"2018-03-12 13:00 ba": {"recorded": "99"}})
    old.evaluate("v => localStorage.setItem('jemputbola/' + 'c'.repeat(64) + '/T01', v)", other)
    done(old)
    new = visit(context, pages[1], "2018-03-13T10:00:00Z")
    assert said(new) == {"12 510": (40, None), "13 None": (59, None)}
    assert {r.plan_sha256 for r in rows(new)} == {number(data)}
    # the date has one session now; its total is shown all the same
    total = new.locator("#d-2018-03-13 .day-report .entry")
    assert total.locator("summary b").inner_text() == "59 / 40"
    assert json.loads(new.evaluate("k => localStorage.getItem(k)", place)) == kept
    entry = new.locator(".earlier .entry").first
    entry.locator("summary").click()
    entry.locator("input[name=recorded]").fill("41")
    new.reload()
    settled(new)
    assert said(new)["12 510"] == (41, None)
    done(new)


def read_in(page: Any, text: str | bytes) -> str:
    content = text if isinstance(text, bytes) else text.encode()
    page.evaluate("document.querySelector('.was-read').textContent = ''")
    page.locator("input[type=file]").set_input_files(
        {"name": "progress-T01.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.wait_for_function("() => document.querySelector('.was-read').textContent")
    return str(page.locator(".was-read").inner_text())


def excel(text: str) -> str:
    """As Excel saves a report in an Indonesian locale: days before months, semicolons."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    for row in csv.reader(io.StringIO(text)):
        if row[0] != "plan_sha256":
            row[4] = row[4].replace(":", ".")
            on, at = row[11].split("T")
            days = ["/".join(reversed(day.split("-"))) for day in (row[2], on)]
            row[2], row[11] = days[0], f"{days[1]} {at}"
        writer.writerow(row)
    return f"\ufeff{buffer.getvalue()}{';' * 16}\r\n"


@pytest.mark.parametrize("saved_by", ["page", "excel", "excel in utf-16", "message"])
def test_a_phone_that_lost_everything_reads_its_file_back(
    browser: Any, context: Any, pages: list[Path], saved_by: str
) -> None:
    page = visit(context, pages[0], EVENING)
    fill(page, 0, recorded="40", no_shows="2", remark='genset; "rusak"')
    fill(page, 1, recorded="36", remark="=1+1")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a file").click()
    text = Path(waiting.value.path()).read_bytes().decode()
    before = rows(page)
    assert len(before) == 2
    assert "taken over: 0" in read_in(page, text)
    assert rows(page) == before
    content: str | bytes = text if saved_by == "page" else excel(text)
    if saved_by == "excel in utf-16":
        content = excel(text).encode("utf-16")
    if saved_by == "message":
        content = f"Selamat sore\n[12/3] Budi: {text}terima kasih"
    done(page)
    emptied = browser.new_context(viewport={"width": 390, "height": 844})
    again = visit(emptied, pages[1], EVENING)
    assert rows(again) == []
    told = read_in(again, content)
    assert told == "Results in the file: 2; newer than on this phone and taken over: 2."
    assert rows(again) == before
    again.reload()
    settled(again)
    assert rows(again) == before
    assert again.locator(".unsent").first.is_hidden()  # the file has them
    done(again)
    emptied.close()


def test_the_later_entry_wins_over_a_file_and_what_is_not_ours_is_left(
    context: Any, pages: list[Path], data: MapData
) -> None:
    page = visit(context, pages[0], EVENING)
    fill(page, 0, recorded="40")
    (mine,) = rows(page)
    assert mine.saved_at is not None
    head = (
        "plan_sha256,team,date,post,start,planned,recorded,no_shows,remark,campaign_id,revision,"
        "saved_at,status,actual_start,actual_end,night_at,problem\r\n"
    )
    own = data.campaign.identity
    text = head + "".join(
        f"ab,{team},{day},{post},{start},42,{recorded},,,{campaign},0,{saved},,,,,\r\n"
        for team, day, post, start, recorded, campaign, saved in (
            ("T01", "2018-03-12", "ba", "08:30", "1", own, "2018-03-12T01:00:00"),
            ("T01", "2018-03-12", "ba", "13:00", "30", "", ""),
            ("T02", "2018-03-12", "ba", "13:00", "31", own, "2018-03-13T01:00:00"),
            ("T01", "2018-03-12", "ba", "13:00", "32", "flores", "2018-03-13T01:00:00"),
            ("T01", "2018-13-12", "ba", "13:00", "33", own, ""),
            ("T01", "2018-03-12", "ba", "13:00", "many", own, ""),
        )
    )
    assert read_in(page, text) == (
        "Results in the file: 4; newer than on this phone and taken over: 1. "
        "Not taken (unreadable, or of another pair or campaign): 4."
    )
    assert {r.start: r.recorded for r in rows(page)} == {510: 40, 780: 30}
    later = text.splitlines()[0] + f"\nab,T01,2018-03-12,ba,08:30,42,41,,,{own},0,2018-03-14T01:00"
    read_in(page, later)
    assert {r.start: r.recorded for r in rows(page)} == {510: 41, 780: 30}
    # the clock of this phone is behind that entry; a change counts as later all the same
    fill(page, 0, recorded="42")
    first = rows(page)[0]
    assert (first.recorded, f"{first.saved_at}") == (42, "2018-03-14 01:00:01")
    assert "No results are in this file" in read_in(page, "halo")
    done(page)


def test_the_page_reminds_of_results_that_only_it_has(context: Any, pages: list[Path]) -> None:
    asked = (
        "window.asked = 0; navigator.storage.persist = () => { window.asked += 1; "
        "return Promise.resolve(true); };"
    )
    context.add_init_script(asked)
    page = visit(context, pages[0], EVENING)
    above, below = page.locator("main > .unsent"), page.locator("#progress .unsent")
    assert page.evaluate("window.asked") == 0
    assert above.is_hidden()
    assert below.is_hidden()
    fill(page, 0, recorded="40")
    fill(page, 1, recorded="30")
    assert page.evaluate("window.asked") == 1
    assert below.inner_text() == (
        "Results that are only on this phone: 2. Save them as a file or send them."
    )
    assert above.is_hidden()  # the date is not over
    page.clock.set_fixed_time("2018-03-13T01:00:00Z")
    page.reload()
    settled(page)
    assert "only on this phone: 2" in above.inner_text()
    assert page.evaluate("window.asked") == 1
    with page.expect_download():
        page.get_by_role("button", name="Save as a file").click()
    assert above.is_hidden()
    assert below.is_hidden()
    page.get_by_role("button", name="All dates").click()
    fill(page, 0, recorded="41")
    assert "only on this phone: 1" in above.inner_text()
    # a file that holds what the phone holds is as good as one just saved
    read_in(page, page.locator("#progress [data-text]").input_value())
    assert above.is_hidden()
    done(page)


def test_a_pair_without_dates_is_told_where_its_results_are(revised: MapData) -> None:
    told = "open that page to save or send them"
    assert told in itinerary_html(revised, "T02", "en")
    first = replace(revised, campaign=replace(revised.campaign, revision=0))
    assert told not in itinerary_html(first, "T02", "en")
