"""The overview in a real browser: slider, search, tiles on request, nothing else asked for."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from maps import MapData, write_pages
from tests.settling import settled

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
    "DwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser: Any, folder: Path) -> Iterator[Any]:
    """Open a page of the town; it must be quiet at the end."""
    pages = []

    def open_page(name: str = "index.html", **options: Any) -> Any:
        page = browser.new_page(viewport={"width": 1400, "height": 900}, **options)
        page.complaints, page.asked = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))

        def answer(route: Any) -> None:
            if route.request.url.startswith("file:"):
                route.continue_()
                return
            page.asked.append(route.request)
            route.fulfill(body=PIXEL, content_type="image/png")

        page.route("**/*", answer)
        page.clock.set_fixed_time("2018-03-13T01:00:00Z")
        page.goto((folder / name).as_uri())
        settled(page)
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        assert page.complaints == []
        page.close()


def move(page: Any, day: int) -> None:
    page.locator(".day-bar input").evaluate(
        "(field, day) => { field.value = day; field.dispatchEvent(new Event('input')); }", day
    )


def chips(page: Any) -> dict[str, str]:
    found = page.locator(".jb-here-pairs").evaluate_all(
        "list => list.map(one => one.getAttribute('aria-label'))"
    )
    return dict(text.split(": ") for text in found)


def test_the_slider_tells_where_everyone_is(visit: Any) -> None:
    page = visit()
    assert page.locator(".where-pairs").is_hidden()
    assert chips(page) == {}
    move(page, 0)
    assert page.locator(".day-told").inner_text() == "Monday, 12 March 2018"
    assert page.locator(".day-sums").inner_text() == (
        "Pairs recording: 1. Residents on this date: 78; so far 78 of 200."
    )
    assert page.locator(".where-pairs li").all_inner_texts() == [
        "T01\nrecords at Baun · 78 residents · sleeps in Bolok"
    ]
    assert chips(page) == {"Baun": "T01"}
    assert page.locator("path.jb-day").count() == 4  # two legs, each with its white edge
    slider = page.get_by_role("slider", name="Date")
    assert slider.get_attribute("aria-valuetext") == "Monday, 12 March 2018"
    slider.press("ArrowRight")
    assert chips(page) == {"Semau": "T01"}
    page.get_by_role("button", name="Next date").click()
    assert page.locator(".where-pairs li").all_inner_texts() == [
        "T01\naway, no work · sleeps in Semau"
    ]
    move(page, 3)
    assert page.locator(".where-pairs li").all_inner_texts() == ["T01\non the way"]
    move(page, 4)
    assert page.locator(".where-pairs li").all_inner_texts() == ["T01\nat the base"]
    move(page, 5)
    assert page.locator(".where-pairs li").all_inner_texts() == ["T01\nrest day"]
    assert (
        "Nobody records on this date; 138 of 200 so far." in page.locator(".day-line").inner_text()
    )
    assert chips(page) == {"Oelamasi": "T01"}
    page.get_by_role("button", name="Whole campaign").click()
    assert chips(page) == {}
    assert page.locator("path.jb-day").count() == 0


OVERLAPS = """() => {
    const seen = marks => [...document.querySelectorAll(marks)]
        .filter(one => getComputedStyle(one).visibility !== 'hidden')
        .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
        .filter(one => one[1].width);
    const names = seen('.jb-place bdi, .jb-label-name, .jb-label b, .jb-stop-name');
    const over = (one, two) => one.left < two.right - 2 && two.left < one.right - 2
        && one.top < two.bottom - 2 && two.top < one.bottom - 2;
    return seen('.jb-here-pairs').flatMap(([pair, chip]) =>
        names.filter(name => over(chip, name[1])).map(name => pair + ' over ' + name[0]));
}"""


@pytest.mark.parametrize("width", [390, 1400])
def test_no_name_lies_over_a_chip(browser: Any, data: MapData, tmp_path: Path, width: int) -> None:
    """Baun right beside the base, whose name stands to its right, and in its kecamatan's middle."""
    places = tuple(
        replace(place, lon=123.878, lat=-10.07) if place.id == "ba" else place
        for place in data.campaign.places
    )
    write_pages(tmp_path, replace(data, campaign=replace(data.campaign, places=places)), "en")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "index.html").as_uri())
    for day in range(6):
        move(page, day)
        assert page.locator(".jb-here-pairs").count() == 1
        assert page.evaluate(OVERLAPS) == []
    page.close()


IN_FLIGHT = """document.querySelector('.folium-map').getAnimations({subtree: true})
    .filter(flight => flight.transitionProperty === 'transform').length"""

AFTER_ZOOM = f"""() => new Promise(done => {{
    const box = document.querySelector('.folium-map');
    const pane = box.querySelector('.leaflet-map-pane');
    let flew = false;
    setTimeout(() => done(null), 5000);
    new MutationObserver((_, observer) => {{
        const flies = pane.classList.contains('leaflet-zoom-anim');
        if (flew && !flies) {{ observer.disconnect(); done({IN_FLIGHT}); }}
        flew = flies;
    }}).observe(pane, {{attributes: true}});
    box.querySelector('.leaflet-control-zoom-in').click();
}})"""


def test_marks_stand_still_when_they_are_measured(visit: Any) -> None:
    """Names are laid out on loading and when a zoom has ended: nothing may move after it."""
    page = visit()
    page.reload(wait_until="load")
    assert page.evaluate(IN_FLIGHT) == 0
    assert page.evaluate(AFTER_ZOOM) == 0


def test_today_is_offered_within_the_campaign(visit: Any) -> None:
    page = visit()
    page.locator(".day-bar").get_by_role("button", name="Today").click()
    assert page.locator(".day-told").inner_text() == "Tuesday, 13 March 2018"
    page.clock.set_fixed_time("2019-03-13T01:00:00Z")
    page.reload()
    assert page.locator(".day-bar [data-now]").is_hidden()


def test_a_date_is_picked_on_the_board(visit: Any) -> None:
    page = visit()
    row = page.locator(".board td svg").first
    box = row.bounding_box()
    row.click(position={"x": box["width"] * 1.5 / 12, "y": 10})
    assert page.locator(".day-told").inner_text() == "Tuesday, 13 March 2018"


def test_search_finds_a_village_and_its_post(visit: Any) -> None:
    page = visit()
    field = page.get_by_role("searchbox", name="Search for a place")
    field.fill("sat")
    hits = page.locator(".search li button")
    assert hits.all_inner_texts() == ["Satu\nvillage · Kecamatan Amarasi"]
    field.press("ArrowDown")
    page.keyboard.press("Enter")
    popup = page.locator(".leaflet-popup-content")
    popup.wait_for()
    assert "Post: Baun, 40 min by road (12.5\u00a0km)" in popup.inner_text()
    assert "T01: Mon 12 Mar (29 residents)" in popup.inner_text()
    assert "Satu (village)" in page.locator(".search [role=status]").inner_text()
    field.fill("zzz")
    assert page.locator(".search [role=status]").inner_text() == "Nothing found."
    field.press("Escape")
    assert field.input_value() == ""
    field.fill("taka")
    field.press("Enter")
    assert "nobody records there" in page.locator(".search [role=status]").inner_text()


@pytest.mark.parametrize("name", ["index.html", "team-T01.html"])
def test_tiles_are_asked_for_only_when_switched_on(visit: Any, name: str) -> None:
    page = visit(name)
    button = page.get_by_role("button", name="Background from the internet (OpenTopoMap)")
    assert page.asked == []
    button.click()
    page.wait_for_function(
        "() => { const all = [...document.querySelectorAll('.leaflet-tile-pane img')];"
        " return all.length && all.every(one => one.complete); }"
    )
    assert page.asked
    assert all(
        request.resource_type == "image" and ".tile.opentopomap.org/" in request.url
        for request in page.asked
    )
    assert "OpenTopoMap" in page.locator(".leaflet-control-attribution").inner_text()
    assert page.locator(".tiles-note").inner_text() == ""
    assert button.get_attribute("aria-pressed") == "true"
    asked = len(page.asked)
    button.click()
    page.get_by_role("button", name="Zoom in").click()
    settled(page)  # the zoom is over, after which tiles are asked for
    assert len(page.asked) == asked
    assert page.locator(".leaflet-tile-pane img").count() == 0


def test_the_policy_lets_nothing_else_out(visit: Any) -> None:
    page = visit()
    told = page.evaluate(
        """async () => {
            const broken = [];
            document.addEventListener('securitypolicyviolation',
                event => broken.push(event.effectiveDirective));
            const load = (tag, values) => {
                document.body.append(Object.assign(document.createElement(tag), values));
            };
            const tries = [
                () => fetch('https://example.org/x').catch(() => 0),
                () => load('img', {src: 'https://example.org/x.png'}),
                () => load('script', {src: 'https://example.org/x.js'}),
                () => load('script', {textContent: 'window.broken = 1'}),
                () => load('iframe', {src: 'https://example.org/'}),
            ];
            for (const one of tries) { await one(); }
            const pause = () => new Promise(done => setTimeout(done, 200));
            for (let n = 0; n < 50 && broken.length < 5; n++) { await pause(); }
            await pause();
            return [broken.sort(), window.broken === undefined];
        }"""
    )
    assert told == [
        ["connect-src", "frame-src", "img-src", "script-src-elem", "script-src-elem"],
        True,
    ]
    assert page.asked == []
    page.complaints.clear()  # the browser reports each refusal


def test_markers_have_names_and_answer_to_keys(visit: Any) -> None:
    page = visit()
    for label, text in (("Baun: 100", "78 of 100"), ("Amarasi", "12 Mar"), ("Oelamasi - Baun", "")):
        mark = page.locator(f"path[aria-label='{label}']")
        assert mark.get_attribute("role") == "button"
        mark.focus()
        page.keyboard.press("Enter")
        popup = page.locator(".leaflet-popup-content")
        popup.wait_for()
        assert text in popup.inner_text()
        page.keyboard.press("Escape")
        popup.wait_for(state="detached")
    unnamed = page.locator(".folium-map [role=button]:not([aria-label]):not([title])")
    assert unnamed.count() == 0


def test_names_in_tables_are_not_squeezed_on_a_phone(visit: Any) -> None:
    page = visit()
    page.set_viewport_size({"width": 390, "height": 844})
    widths = page.locator(".areas tbody th, .bands tbody th").evaluate_all(
        "list => list.map(one => one.getBoundingClientRect().width)"
    )
    assert len(widths) == 3 + 5
    assert min(widths) >= 100


def test_hostile_names_stay_text_in_search_and_slider(
    browser: Any, hostile: MapData, tmp_path: Path
) -> None:
    write_pages(tmp_path, hostile, "en", "en")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    page.goto((tmp_path / "index.html").as_uri())
    settled(page)
    move(page, 1)
    assert "records at {% raw %}" in page.locator(".where-pairs").inner_text()
    move(page, 0)
    assert "records at {{7*7}}" in page.locator(".where-pairs").inner_text()
    field = page.get_by_role("searchbox")
    for wanted, name in (
        ("script", "<script>alert(1)</script>"),
        ("7*7", "{{7*7}}"),
        ("onerror", '"><img src=x onerror=alert(2)>'),
        ("nnnn", "N" * 300),
        ("قري", "قرية"),
    ):
        field.fill(wanted)
        hits = page.locator(".search li button b").all_inner_texts()
        if hits:
            assert any(name in hit for hit in hits)
            field.press("Enter")
            assert name in page.locator(".leaflet-popup-content").last.inner_text()
    assert page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []
    page.close()
