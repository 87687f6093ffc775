"""Paper in a real browser: A4 pages, codes that can be read, lines to fill in."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from maps import MapData, overview_html, write_pages
from maps.drawing.outlines import ITINERARY_TOLERANCE, simplify_land
from maps.drawing.qr import qr_code
from maps.drawing.sketch import route_sketch
from maps.figures.gantt import Block
from maps.figures.summaries import all_pairs
from maps.language.catalogue import language
from maps.pages.calendar_sheet import _labelled, calendar
from maps.pages.print_sheets import plan_sheets, route_sheet
from tests.settling import settled

A4 = (595, 842)
BAUN, BOLOK, OELAMASI, SEMAU, HANSISI = (
    f"geo:{point}?q={point}"
    for point in (
        "-10.1500,123.7500",
        "-10.2300,123.5300",
        "-10.0700,123.8700",
        "-10.1700,123.4500",
        "-10.1700,123.4900",
    )
)

printed = pytest.mark.browser


class Print:
    """A page printed to PDF."""

    def __init__(self, browser: Any, path: Path) -> None:
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        settled(page)
        raw = page.pdf(prefer_css_page_size=True, print_background=False)
        page.close()
        assert complaints == []
        document = pypdfium2.PdfDocument(io.BytesIO(raw))
        self.sizes = [tuple(map(round, document[n].get_size())) for n in range(len(document))]
        self.texts = [
            " ".join(document[n].get_textpage().get_text_bounded().split())
            for n in range(len(document))
        ]
        picture = document[0].render(scale=300 / 72, grayscale=True).to_numpy()
        self.codes = [code.text for code in zxingcpp.read_barcodes(picture)]
        document.close()

    @property
    def text(self) -> str:
        return " ".join(self.texts)


@pytest.fixture(scope="module")
def itinerary(browser: Any, folder: Path) -> Print:
    return Print(browser, folder / "team-T01.html")


@pytest.fixture(scope="module")
def overview(browser: Any, folder: Path) -> Print:
    return Print(browser, folder / "index.html")


class TestItinerary:
    pytestmark = printed

    def test_is_two_upright_sheets(self, itinerary: Print) -> None:
        # the sheet with sketch and legs; four dates and the signatures
        assert itinerary.sizes == [A4, A4]

    def test_a_code_for_every_leg_can_be_read(self, itinerary: Print) -> None:
        # five drives of the plan; the ferry has none
        assert sorted(itinerary.codes) == sorted([BAUN, BOLOK, SEMAU, HANSISI, OELAMASI])

    def test_the_first_sheet_names_posts_and_legs(self, itinerary: Print) -> None:
        first = itinerary.texts[0]
        assert "Itinerary of pair T01" in first
        assert "Maria Bano, Yohanis Tefa" in first
        assert "Baun, Kecamatan Amarasi: 78 residents, 1 date · Phone 0812-555" in first
        assert "Oelamasi → Baun 30.5 km · 1 h · asphalt · via N1 · on 1 date" in first
        assert "Bolok → Hansisi crossing · 25 min" in first
        assert "CC BY-IGO" in itinerary.texts[-1]

    def test_every_date_is_a_table_with_lines(self, itinerary: Print) -> None:
        rest = itinerary.text
        for date in ("Monday, 12", "Tuesday, 13", "Wednesday, 14", "Thursday, 15"):
            assert date in rest
        assert len(re.findall("Did not come", rest)) == 4  # one for each session
        assert len(re.findall("signature and stamp of the local office", rest)) == 2
        assert "of 138 planned" in rest
        assert "Acknowledged by the civil registry" in rest
        assert "for the crossing at 07:00" in rest

    def test_what_is_for_screens_is_not_printed(self, itinerary: Print) -> None:
        for words in ("Google Maps", "My position", "Enter the result", "Copy as text", "Today"):
            assert words not in itinerary.text

    def test_dark_screens_print_black_on_white(self, browser: Any, folder: Path) -> None:
        context = browser.new_context(color_scheme="dark")
        page = context.new_page()
        page.goto((folder / "team-T01.html").as_uri())
        settled(page)
        raw = page.pdf(prefer_css_page_size=True, print_background=True)
        context.close()
        document = pypdfium2.PdfDocument(io.BytesIO(raw))
        picture = document[1].render(grayscale=True).to_numpy()
        document.close()
        assert picture.mean() > 220  # the sheet is paper
        assert (picture < 60).any()  # and the letters are ink

    def test_an_idle_pair_has_one_sheet(self, browser: Any, folder: Path) -> None:
        idle = Print(browser, folder / "team-T02.html")
        assert idle.sizes == [A4]
        assert "This pair has no dates in the plan." in idle.text
        assert "Itinerary of pair T02" in idle.text


class TestOverview:
    pytestmark = printed

    def test_is_a_sheet_and_a_calendar(self, overview: Print) -> None:
        assert overview.sizes == [A4, A4[::-1]]

    def test_the_sheet_says_what_counts(self, overview: Print) -> None:
        first = overview.texts[0]
        assert "138 of 200 residents recorded" in first
        assert "3,181,500" in first  # 331,500 + 400,000 + 2,400,000 + 50,000
        assert "Maria Bano, Yohanis Tefa" in first
        assert "22 residents (Baun 22)" in first
        assert "Barred from every pair." in first
        assert "1 value is an assumption" in first
        assert "40 residents (Takari 40)" in first

    def test_no_word_of_a_table_head_is_broken(self, overview: Print) -> None:
        assert "Dates Residents Duty days Nights km Spent" in overview.texts[0]

    def test_the_calendar_names_where_pairs_are(self, overview: Print) -> None:
        assert "March 2018" in overview.texts[1]
        assert "Amar" in overview.texts[1]  # what fits into a day's width of Amarasi
        assert "Pulau" in overview.texts[1]

    def test_tables_for_screens_are_not_printed(self, overview: Print) -> None:
        assert "Licence" not in overview.text


@pytest.mark.browser
def test_hostile_names_stay_text_on_paper(browser: Any, hostile: MapData, tmp_path: Path) -> None:
    write_pages(tmp_path, hostile, "en", "en")
    for name in ("index.html", "team-T01.html"):
        sheet = Print(browser, tmp_path / name)
        assert {tuple(sorted(size)) for size in sheet.sizes} == {A4}
        assert "{{7*7}}" in sheet.text
        assert "<script>alert(1)" in sheet.text


def test_a_code_can_be_read_again() -> None:
    np = pytest.importorskip("numpy")
    code = qr_code("geo:-10.1500,123.7500")
    picture = np.full((code.size, code.size), 255, dtype=np.uint8)
    x = y = 0.0
    for letter, numbers in re.findall(r"([Mmhv])([-\d. ]+)", code.path):
        values = [float(value) for value in re.findall(r"-?[\d.]+", numbers)]
        if letter == "M":
            x, y = values
        elif letter == "m":
            x, y = x + values[0], y + values[1]
        else:
            picture[int(y), round(x) : round(x + values[0])] = 0
            x += values[0]
    picture = picture.repeat(8, axis=0).repeat(8, axis=1)
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [code.text]


def test_the_sketch_lies_within_its_frame(data: MapData) -> None:
    land = simplify_land(data, ITINERARY_TOLERANCE)
    pairs = all_pairs(data)
    sketch = route_sketch(data, land, pairs[:1], {"ba": 1, "se": 2}, (1860, 1120))
    marks = {mark.name: mark for mark in sketch.marks}
    assert {name: mark.kind for name, mark in marks.items()} == {
        "Baun": "stop", "Semau": "stop", "Oelamasi": "base", "Bolok": "port", "Hansisi": "port",
    }  # fmt: skip
    assert all(0 < mark.x < 1860 and 0 < mark.y < 1120 for mark in marks.values())
    # Oelamasi is east and north of Baun, Semau the westernmost
    assert marks["Oelamasi"].x > marks["Baun"].x > marks["Bolok"].x > marks["Semau"].x
    assert marks["Oelamasi"].y < marks["Baun"].y < marks["Bolok"].y
    kinds = {shape.css for shape in sketch.shapes}
    assert {"way official", "way estimated", "way ferry", "road", "around", "area own"} <= kinds


def test_the_scale_bar_is_as_long_as_it_says(data: MapData) -> None:
    """Oelamasi and Baun are 0.12 degrees of longitude apart at about 10.1 degrees south."""
    land = simplify_land(data, ITINERARY_TOLERANCE)
    sketch = route_sketch(data, land, all_pairs(data)[:1], {"ba": 1}, (1860, 1120))
    marks = {mark.name: mark for mark in sketch.marks}
    length, km = sketch.scale
    across = (marks["Oelamasi"].x - marks["Baun"].x) / length * km
    assert across == pytest.approx(0.12 * 109.6, rel=0.02)
    assert length <= 1860 / 4


def test_legs_of_two_seasons_are_told_apart_where_they_differ(data: MapData) -> None:
    land = simplify_land(data, ITINERARY_TOLERANCE)
    figures = all_pairs(data)[0]
    sheet = route_sheet(data, land, figures, {"ba": 1, "se": 2}, language("en"))
    assert len(sheet.legs) == 6
    assert all("wet season" not in leg.facts for leg in sheet.legs)
    assert [leg.code for leg in sheet.legs if leg.kind == "ferry"] == [None]
    first = figures.plan.dates[0]
    later = replace(first, date=first.date.replace(day=20))
    slower = replace(
        later,
        events=tuple(
            replace(event, end=event.end + 30) if event.kind == "drive" else event
            for event in later.events
        ),
    )
    dry = replace(data.campaign.conditions[0], id="dry", from_=later.date)
    wet = replace(data.campaign.conditions[0], until=first.date.replace(day=19))
    campaign = replace(data.campaign, conditions=(wet, dry))
    plan = replace(figures.plan, dates=(*figures.plan.dates, slower))
    other = replace(data, campaign=campaign)
    sheet = route_sheet(other, land, replace(figures, plan=plan), {"ba": 1}, language("en"))
    seasons = [leg.facts[0] for leg in sheet.legs if leg.place.id == "ba"]
    assert seasons == ["wet season", "dry season"]


def test_months_of_the_calendar_hold_every_date_once(data: MapData) -> None:
    start = data.campaign.start.replace(day=28)
    shift = start - data.campaign.start
    team = data.plan.teams[0]
    moved = replace(team, dates=tuple(replace(day, date=day.date + shift) for day in team.dates))
    campaign = replace(
        data.campaign,
        deadline=start.replace(month=6),
        conditions=(replace(data.campaign.conditions[0], until=start.replace(month=6)),),
    )
    other = replace(
        data,
        campaign=campaign,
        plan=replace(data.plan, teams=(moved, *data.plan.teams[1:])),
    )
    land = simplify_land(other, ITINERARY_TOLERANCE)
    months = plan_sheets(other, land, all_pairs(other), (), {}, language("en")).calendar.months
    assert [month.first.month for month in months] == [3]  # 28 to 31 March; none after
    blocks = [(block.start + 1, block.days, block.kind) for block in months[0].rows[0].blocks]
    assert blocks == [(28, 1, "record"), (29, 1, "record"), (30, 1, "rest"), (31, 1, "travel")]
    assert months[0].rows[0].nights == ((27, 3),)


def test_a_name_that_does_not_fit_into_its_dates_is_a_number(data: MapData) -> None:
    """Two kecamatan of 4 and 20 letters: one date holds 6 letters, four dates hold 24."""
    short, long = "Alor", "Pulau Besar Selatan X"[:20]
    numbers = {short: 1, long: 2}
    used: set[str] = set()

    def label(names: str, days: int) -> str:
        return _labelled(Block(0, days, "record", "", names), numbers, used).names

    assert (label(short, 1), label(long, 4), used) == (short, long, set())
    assert (label(long, 3), used) == ("2", {long})
    assert label(f"{short}, {long}", 1) == "1 2"


def test_the_calendars_numbers_are_explained_below_it(data: MapData) -> None:
    text = overview_html(data, "en")
    sheet = calendar(data, all_pairs(data), language("en"))
    shown = {block.names for month in sheet.months for row in month.rows for block in row.blocks}
    numbers = {int(number) for names in shown for number in re.findall(r"\b\d+\b", names)}
    assert numbers == {number for number, _ in sheet.key}
    assert ("Numbers in the calendar:" in text) == bool(sheet.key)
