"""The itinerary in a real browser: today first, turning, links, GPX, position, progress."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from geodata import Message
from maps import MapData, write_pages
from maps.pages.itinerary import itinerary_html
from planner.reports.report_table import read_table
from tests.settling import settled

GPX = "{http://www.topografix.com/GPX/1/1}"
COLUMNS = ["plan_sha256", "team", "date", "post", "start", "planned"]
COLUMNS += ["recorded", "no_shows", "remark"]
# 13 March in Kupang (UTC+8), still the 12th in London
TUESDAY_MORNING = "2018-03-12T21:30:00Z"

pytestmark = pytest.mark.browser


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    made = browser.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        accept_downloads=True,
        geolocation={"latitude": -10.1, "longitude": 123.7, "accuracy": 30},
        permissions=["geolocation"],
    )
    yield made
    made.close()


def visit(context: Any, path: Path, now: str = TUESDAY_MORNING) -> Any:
    page = context.new_page()
    page.complaints = []
    page.foreign = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: page.complaints.append(dialog.message))
    page.on(
        "request",
        lambda r: None if r.url.startswith(("file:", "data:")) else page.foreign.append(r.url),
    )
    page.clock.set_fixed_time(now)
    page.goto(path.as_uri())
    settled(page)
    return page


def shown(page: Any) -> list[str]:
    return page.locator("article:visible").evaluate_all("list => list.map(one => one.id)")


def quiet(page: Any) -> None:
    assert page.complaints == []
    assert page.foreign == []
    page.close()


def swipe(page: Any, start: int, end: int) -> None:
    page.evaluate(
        """([start, end]) => {
            const target = document.querySelector('article.current ol, article.current p');
            const at = x => [new Touch({identifier: 1, target, clientX: x, clientY: 300})];
            const send = (kind, x, on) => target.dispatchEvent(new TouchEvent(kind,
                {bubbles: true, touches: on ? at(x) : [], changedTouches: at(x)}));
            send('touchstart', start, true);
            send('touchend', end, false);
        }""",
        [start, end],
    )


def test_today_first_by_the_time_zone_of_the_campaign(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html")
    assert shown(page) == ["d-2018-03-13"]
    assert page.locator(".today-note").inner_text() == "Today"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    first = page.locator("article:visible li").first.bounding_box()
    assert first["y"] < 420  # what to do first stands on the first screen
    quiet(page)


@pytest.mark.parametrize("name", ["team-T01.html", "index.html"])
def test_pages_work_with_a_time_zone_that_the_browser_does_not_know(
    context: Any, data: MapData, tmp_path: Path, name: str
) -> None:
    write_pages(tmp_path, replace(data, campaign=replace(data.campaign, timezone="WITA")), "en")
    page = visit(context, tmp_path / name)
    if name == "index.html":
        assert page.locator("input[type=range]").first.is_visible()
    else:
        assert len(shown(page)) == 1
    quiet(page)


@pytest.mark.parametrize(
    ("now", "day", "note"),
    [
        ("2018-03-01T04:00:00Z", "d-2018-03-12", "has not begun"),
        ("2018-04-01T04:00:00Z", "d-2018-03-15", "All dates are past"),
    ],
)
def test_dates_outside_the_plan(context: Any, folder: Path, now: str, day: str, note: str) -> None:
    page = visit(context, folder / "team-T01.html", now)
    assert shown(page) == [day]
    assert note in page.locator(".today-note").inner_text()
    quiet(page)


def test_turning_by_button_key_swipe_and_list(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html")
    page.get_by_role("button", name="Next date").click()
    assert shown(page) == ["d-2018-03-14"]
    page.keyboard.press("ArrowRight")
    assert shown(page) == ["d-2018-03-15"]
    assert page.get_by_role("button", name="Next date").is_disabled()
    page.keyboard.press("ArrowRight")
    assert shown(page) == ["d-2018-03-15"]
    swipe(page, 100, 300)
    assert shown(page) == ["d-2018-03-14"]
    swipe(page, 300, 100)
    assert shown(page) == ["d-2018-03-15"]
    swipe(page, 300, 280)  # too short to be meant
    assert shown(page) == ["d-2018-03-15"]
    page.locator(".calendar a").first.click()
    assert shown(page) == ["d-2018-03-12"]
    page.get_by_role("button", name="Today").click()
    assert shown(page) == ["d-2018-03-13"]
    page.get_by_role("button", name="All dates").click()
    assert len(shown(page)) == 4
    quiet(page)


def test_keys_in_a_field_do_not_turn(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html")
    page.locator(".entry:visible summary").first.click()
    page.locator("input[name=remark]:visible").first.press("ArrowRight")
    assert shown(page) == ["d-2018-03-13"]
    quiet(page)


def test_links_hand_over_one_leg(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html")
    links = page.locator("#d-2018-03-12 .go").first.locator("a")
    assert links.evaluate_all("list => list.map(one => one.getAttribute('href'))") == [
        "geo:-10.15000,123.75000?q=-10.15000,123.75000(Baun)",
        "https://osmand.net/map/?start=-10.07000,123.87000&finish=-10.15000,123.75000&profile=car",
        "https://www.google.com/maps/dir/?api=1"
        "&destination=-10.15000,123.75000&travelmode=driving&dir_action=navigate",
    ]
    quiet(page)


def test_the_way_of_the_day_on_the_map(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html")
    assert page.locator("path.jb-day").count() == 3  # the ferry and two pieces to Semau
    small = page.locator(".other-day .jb-stop")
    assert small.evaluate_all("list => list.map(one => one.dataset.post)") == ["ba"]
    page.get_by_role("button", name="Next date").click()
    assert page.locator("path.jb-day").count() == 0  # nobody moves on the 14th
    quiet(page)


def test_gpx_of_the_day(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="GPX of the date").click()
    assert waiting.value.suggested_filename == "day-T01.2018-03-13.gpx"
    root = ET.fromstring(Path(waiting.value.path()).read_text(encoding="utf-8"))
    names = [name.text for name in root.findall(f"{GPX}wpt/{GPX}name")]
    assert names == ["Bolok", "Hansisi", "Semau, Balai Desa"]
    tracks = [
        [(float(point.get("lat")), float(point.get("lon"))) for point in segment]
        for segment in root.findall(f"{GPX}trk/{GPX}trkseg")
    ]
    assert tracks[0] == [(-10.23, 123.53), (-10.17, 123.49)]
    assert tracks[1][0] == (-10.17, 123.49)
    assert tracks[1][-1] == (-10.17, 123.45)
    quiet(page)


def test_own_position(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html")
    button = page.get_by_role("button", name="My position")
    button.click()
    page.locator("path.jb-here").wait_for(state="attached")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert page.locator("path.jb-here").count() == 0
    quiet(page)


def test_a_phone_without_position_says_so(context: Any, folder: Path) -> None:
    context.clear_permissions()
    page = visit(context, folder / "team-T01.html")
    page.get_by_role("button", name="My position").click()
    page.get_by_text("The phone gives no position.").wait_for()
    page.close()


def test_dark_mode_is_kept(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(ground) == "rgb(18, 20, 22)"
    page.reload()
    assert page.evaluate(ground) == "rgb(18, 20, 22)"
    quiet(page)


def fill(page: Any, session: int, **values: str) -> None:
    entry = page.locator(".entry").nth(session)
    if entry.get_attribute("open") is None:
        entry.locator("summary").click()
    for name, value in values.items():
        entry.locator(f"input[name={name}]").fill(value)


def test_progress_survives_a_reload_and_comes_back_as_csv(
    context: Any, folder: Path, data: MapData
) -> None:
    page = visit(context, folder / "team-T01.html", "2018-03-12T04:00:00Z")
    fill(page, 0, recorded="40", no_shows="3", remark='Hujan, "listrik" padam')
    fill(page, 1, recorded="36", remark="=1+1")
    page.reload()
    expect(page.locator("input[name=recorded]").first).to_have_value("40")
    assert page.locator(".entry summary b").first.inner_text() == "40 / 42"
    told = page.locator(".entered").inner_text()
    assert told == "2 of 4 sessions entered: 76 recorded of 78 planned, 3 did not come"
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a file").click()
    assert waiting.value.suggested_filename == "progress-T01.csv"
    text = Path(waiting.value.path()).read_bytes().decode("utf-8")
    plan = hashlib.sha256(data.plan.to_json().encode()).hexdigest()
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[:9] for row in rows] == [
        [
            "plan_sha256",
            "team",
            "date",
            "post",
            "start",
            "planned",
            "recorded",
            "no_shows",
            "remark",
        ],
        [plan, "T01", "2018-03-12", "ba", "08:30", "42", "40", "3", 'Hujan, "listrik" padam'],
        [plan, "T01", "2018-03-12", "ba", "13:00", "36", "36", "", "'=1+1"],
    ]
    assert rows[0][9:] == [
        "campaign_id", "revision", "saved_at", "status", "actual_start", "actual_end", "night_at",
        "problem",
    ]  # fmt: skip
    campaign = data.campaign.identity
    assert [(row[9:11], row[12:]) for row in rows[1:]] == [([campaign, "0"], [""] * 5)] * 2
    assert all(re.fullmatch(r"2018-03-12T\d\d:\d\d:\d\d", row[11]) for row in rows[1:])
    shown_text = page.locator("#progress textarea").input_value()
    assert shown_text == text.replace("\r\n", "\n")
    assert page.evaluate("Object.keys(localStorage).sort()") == [
        f"jemputbola/{campaign}/T01",
        "jemputbola/kept",
    ]
    fill(page, 0, recorded="", no_shows="", remark="")
    assert page.locator(".entered").inner_text().startswith("1 of 4")
    quiet(page)


def test_what_became_of_a_session_is_reported(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html", "2018-03-12T04:00:00Z")
    fill(page, 0, recorded="12", actual_start="09:10", actual_end="10:05", problem="genset mati")
    page.locator(".entry").first.locator("select[name=status]").select_option("partly")
    fill(page, 1)
    night = page.locator(".entry").nth(1).locator("select[name=night_at]")
    assert night.locator("option").all_inner_texts()[:3] == ["–", "Oelamasi", "Baun"]
    night.select_option("ba")
    page.locator(".entry").nth(1).locator("select[name=status]").select_option("cancelled")
    page.reload()
    settled(page)
    text = page.locator("#progress textarea").input_value()
    faults: list[Message] = []
    first, second = read_table(text, "progress-T01.csv", faults)
    assert faults == []
    assert (first.status, first.actual_start, first.actual_end) == ("partly", 550, 605)
    assert (first.recorded, first.problem) == (12, "genset mati")
    assert (second.status, second.recorded, second.counted) == ("cancelled", None, 0)
    assert (first.night_at, second.night_at) == ("", "ba")
    assert first.saved_at is not None
    quiet(page)


def test_a_number_that_is_none_is_not_kept(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html", "2018-03-12T04:00:00Z")
    fill(page, 0, recorded="-5")
    assert page.locator(".entered").inner_text().startswith("0 of 4")
    quiet(page)


def test_a_bad_number_is_told_at_its_field(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html", "2018-03-12T04:00:00Z")
    fill(page, 0, recorded="4.5", no_shows="3")
    entry = page.locator(".entry").first
    bad, good = entry.locator(".bad").all_inner_texts()
    assert bad == "Write a whole number from 0 to 9999; this one is not counted."
    assert good == ""
    assert entry.locator("input[name=recorded]").get_attribute("aria-invalid") == "true"
    fill(page, 0, recorded="40")
    assert entry.locator(".bad").all_inner_texts() == ["", ""]
    assert entry.locator("input[name=recorded]").get_attribute("aria-invalid") == "false"
    quiet(page)


def test_where_entries_are_kept_stands_at_the_field(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html", "2018-03-12T04:00:00Z")
    page.locator(".entry summary").first.click()
    kept = page.locator(".entry .kept").first
    assert kept.inner_text() == "Kept on this phone only, until you send it or save it as a file."
    page.add_init_script(
        "for (const name of ['localStorage', 'indexedDB'])"
        "    Object.defineProperty(window, name, {get() { throw new Error('none'); }});"
    )
    page.reload()
    settled(page)
    page.locator(".entry summary").first.click()  # said before anything is typed
    assert "does not keep entries" in page.locator(".entry .kept").first.inner_text()
    quiet(page)


def test_a_total_of_the_date_counts_instead_of_its_sessions(
    context: Any, folder: Path, data: MapData
) -> None:
    page = visit(context, folder / "team-T01.html", "2018-03-12T04:00:00Z")
    day = page.locator("#d-2018-03-12")
    fill(page, 0, recorded="40")
    number = hashlib.sha256(data.plan.to_json().encode()).hexdigest()[:8]
    said = day.locator(".line output")
    assert said.inner_text() == (
        f"T01, Mon 12 Mar, Baun: 40 recorded of 78 planned, 0 did not come. Plan {number}"
    )
    fill(page, 2, recorded="75", no_shows="5", remark="hujan")
    assert page.locator(".entered").inner_text() == (
        "2 of 4 sessions entered: 75 recorded of 78 planned, 5 did not come"
    )
    assert said.inner_text() == (
        f"T01, Mon 12 Mar, Baun: 75 recorded of 78 planned, 5 did not come. Plan {number}"
    )
    link = str(day.locator(".line a").get_attribute("href"))
    assert unquote(link) == f"https://wa.me/?text={said.inner_text()}"
    rows = list(csv.reader(io.StringIO(page.locator("#progress textarea").input_value())))
    assert [row[2:9] for row in rows[1:]] == [["2018-03-12", "ba", "", "78", "75", "5", "hujan"]]
    assert day.locator(".instead").first.is_visible()
    fill(page, 2, recorded="", no_shows="", remark="")
    rows = list(csv.reader(io.StringIO(page.locator("#progress textarea").input_value())))
    assert [row[4:7] for row in rows[1:]] == [["08:30", "42", "40"]]
    quiet(page)


def test_a_leg_says_where_its_point_is_approximate_and_whom_to_ask(
    context: Any, folder: Path, data: MapData, tmp_path: Path
) -> None:
    page = visit(context, folder / "team-T01.html", "2018-03-13T04:00:00Z")
    (ask,) = page.locator("#d-2018-03-13 .drive .ask").all_inner_texts()
    assert ask == (
        "The point on the map is approximate; ask for the post at the village office of Semau."
    )
    assert "Leave for Semau, Balai Desa" in page.locator("#d-2018-03-13 .drive").inner_text()
    assert page.locator("#d-2018-03-12 .ask").count() == 0
    places = tuple(
        replace(place, phone="0813-77") if place.id == "se" else place
        for place in data.campaign.places
    )
    known = replace(data, campaign=replace(data.campaign, places=places))
    (tmp_path / "t.html").write_text(itinerary_html(known, "T01", "en"), encoding="utf-8")
    page = visit(context, tmp_path / "t.html", "2018-03-13T04:00:00Z")
    link = page.locator("#d-2018-03-13 .drive .ask a")
    assert str(link.get_attribute("href")).startswith("tel:")
    assert link.inner_text() == "0813-77"


def test_plan_number_and_dates_stand_on_the_page(context: Any, folder: Path, data: MapData) -> None:
    number = hashlib.sha256(data.plan.to_json().encode()).hexdigest()[:8]
    page = visit(context, folder / "team-T01.html")
    said = " ".join(page.locator(".plan-number").inner_text().split())
    assert said == f"Plan {number} · 12 – 15 Mar 2018"
    quiet(page)


def test_the_paper_holds_every_date(context: Any, folder: Path) -> None:
    page = visit(context, folder / "team-T01.html")
    page.emulate_media(media="print")
    assert len(shown(page)) == 4
    assert page.locator("nav.days").is_hidden()
    quiet(page)


def test_hostile_names_in_the_data_of_the_page(
    context: Any, hostile: MapData, tmp_path: Path
) -> None:
    write_pages(tmp_path, hostile, "en", "en")
    page = visit(context, tmp_path / "team-T01.html")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="GPX of the date").click()
    root = ET.fromstring(Path(waiting.value.path()).read_text(encoding="utf-8"))
    names = [name.text for name in root.findall(f"{GPX}wpt/{GPX}name")]
    assert "{{7*7}}" in names or any(name and "alert(" in name for name in names)
    assert re.fullmatch(
        r"geo:[-\d.,?q=]+\([\w%.~-]+\)", page.locator(".go a").first.get_attribute("href")
    )
    quiet(page)


def test_nobody_asks_a_village_office_for_a_port(data: MapData) -> None:
    """Points of ports and of a base may be approximate too; no office of theirs can be asked."""
    told = "The point on the map is approximate"

    def page(kecamatan: str | None) -> str:
        places = tuple(
            replace(place, approximate=True, kecamatan=kecamatan)
            if place.id == data.campaign.base
            else replace(place, approximate=False)
            for place in data.campaign.places
        )
        return itinerary_html(
            replace(data, campaign=replace(data.campaign, places=places)), "T01", "en"
        )

    assert told not in page(None)
    assert told in page("K2")
