"""The paper of the default campaign: A4, every file that the overview names, codes that open."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from tests.settling import settled

A4 = (595, 842)


def test_the_overview_names_files_that_are_there(planned: tuple[Path, Any]) -> None:
    page = (planned[0] / "index.html").read_text(encoding="utf-8")
    named = set(re.findall(r'href="([\w.-]+\.(?:html|gpx|kml|ics|gpkg|geojson|txt|xlsx))"', page))
    assert len(named) == 12 * 4 + 6
    assert [name for name in sorted(named) if not (planned[0] / name).is_file()] == []


def test_itineraries_with_their_sheets_stay_light(planned: tuple[Path, Any]) -> None:
    sizes = {path.name: path.stat().st_size for path in planned[0].glob("team-*.html")}
    assert len(sizes) == 12
    assert max(sizes.values()) <= 400 * 1024, sizes
    assert (planned[0] / "index.html").stat().st_size <= 2 * 1024 * 1024


def test_an_announcement_for_every_post(planned: tuple[Path, Any]) -> None:
    campaign = json.loads((planned[0] / "campaign.json").read_text(encoding="utf-8"))
    found = json.loads((planned[0] / "announcements.json").read_text(encoding="utf-8"))
    posts = sorted(place["name"] for place in campaign["places"] if place["residents"])
    assert sorted(post["post"] for post in found["posts"]) == posts
    villages = [name for post in found["posts"] for name in post["villages"].split(", ")]
    assert len(villages) == 177


@pytest.mark.browser
def test_the_paper_of_a_pair_and_of_the_plan(browser: Any, planned: tuple[Path, Any]) -> None:
    folder, _ = planned
    campaign = json.loads((folder / "campaign.json").read_text(encoding="utf-8"))
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    places = {place["id"]: place for place in campaign["places"]}
    team = max(plan["teams"], key=lambda one: len(legs(one)))
    points = {f"{places[to]['lat']:.4f},{places[to]['lon']:.4f}" for _, to in legs(team)}
    printed = []
    for name in (f"team-{team['id']}.html", "index.html"):
        page = browser.new_page()
        page.goto((folder / name).as_uri())
        settled(page)
        printed.append(page.pdf(prefer_css_page_size=True))
        page.close()
    itinerary, overview = (pypdfium2.PdfDocument(io.BytesIO(raw)) for raw in printed)
    assert {size(page) for page in itinerary} == {A4}
    dates = sum(1 for day in team["dates"] if day["events"])
    assert 2 <= len(itinerary) <= 3 + dates / 2
    codes: set[str] = set()
    for page in itinerary:
        picture = page.render(scale=300 / 72, grayscale=True).to_numpy()
        codes |= {code.text for code in zxingcpp.read_barcodes(picture)}
    assert codes == {f"geo:{point}?q={point}" for point in points}
    assert [size(page) for page in overview] == [A4] + [A4[::-1]] * (len(overview) - 1)
    assert 2 <= len(overview) <= 3
    text = overview[0].get_textpage().get_text_bounded()
    for one in plan["teams"]:
        assert one["id"] in text


def size(page: Any) -> tuple[int, int]:
    width, height = page.get_size()
    return round(width), round(height)


def legs(team: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (event["from"], event["to"])
        for day in team["dates"]
        for event in day["events"]
        if event["kind"] == "drive"
    }
