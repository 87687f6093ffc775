"""Announcements: what is said in the villages, in whose words, on A4 and as text."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, strategies as st

from maps import (
    Announcements,
    AnnouncementsError,
    MapData,
    Wording,
    WordingError,
    default_wording,
    parse_wording,
    plan_announcements,
    write_announcements,
)
from maps.language.announcement_wording import FIELDS
from maps.language.catalogue import language
from maps.pages.announcements import _sheet, schedule_lines

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MONDAY = dt.date(2018, 3, 12)


def texts(data: MapData, wording: str, lang: str = "en") -> list[str]:
    found = plan_announcements(data, lang)
    return [_sheet(values, parse_wording(wording)).text for values in found.posts]


def write(folder: Path, data: MapData, wording: Wording | None = None) -> tuple[Path, Path]:
    html, text, _ = write_announcements(folder, plan_announcements(data, "en"), wording)
    return html, text


def faults(wording: str) -> list[tuple[str, int, str, str]]:
    with pytest.raises(WordingError) as caught:
        parse_wording(wording)
    return [(f.kind, f.line, f.value, f.meant) for f in caught.value.faults]


def test_every_post_with_a_session_in_the_order_of_dates(data: MapData, tmp_path: Path) -> None:
    html, text = write(tmp_path, data)
    assert (html.name, text.name) == ("announcements.html", "announcements.txt")
    parts = text.read_text(encoding="utf-8").split("===== ")[1:]
    assert [part.split(" =====")[0] for part in parts] == ["Baun · T01", "Semau · T01"]
    assert "Monday, 12 March 2018: 08:30–12:00, 13:00–16:00" in parts[0]
    assert "When (WITA):" in parts[0]
    assert "For residents of: 2 villages, each on its own dates:\n- Dua: Mon 12 Mar" in parts[0]
    assert "Phone: 0812-555" in parts[0]
    assert "Phone" not in parts[1]  # a line without anything to say is left out
    assert "Place: Semau, Balai Desa" in parts[1]
    assert "family card" in parts[0]


def test_both_languages_say_the_same(data: MapData) -> None:
    for code in ("id", "en"):
        wording = default_wording(code)
        fields = [piece.field for line in wording.lines for piece in line if piece.field]
        assert fields == [
            "post", "post", "kecamatan", "zone", "schedule", "place", "turns", "phone",
        ]  # fmt: skip
        assert not wording.own
    values = plan_announcements(data, "id").posts[0]
    assert values["schedule"] == "Senin, 12 Maret 2018: pukul 08.30–12.00, 13.00–16.00"
    assert "Kartu Keluarga" in _sheet(values, default_wording("id")).text


def test_what_is_assumed_in_our_wording_is_said(data: MapData, tmp_path: Path) -> None:
    for wording, said in ((None, True), (parse_wording("Come to {post}"), False)):
        html, text = write(tmp_path, data, wording)
        for path in (html, text):
            assert ("what to bring is an assumption" in path.read_text("utf-8")) is said


def test_own_wording_in_either_language_of_the_fields(data: MapData) -> None:
    [baun, semau] = texts(data, "{pos} / {POST}\n{ warga } {residents}\n{gedung}\n{{x}}")
    assert baun == "Baun / Baun\n78 78\n{x}"
    assert semau == "Semau / Semau\n60 60\nBalai Desa\n{x}"


def test_every_field_has_a_value(data: MapData) -> None:
    [baun, _] = texts(
        data, "\n".join(f"{own}={{{own}}}|{{{other}}}" for own, other in FIELDS.items())
    )
    number = hashlib.sha256(data.plan.to_json().encode()).hexdigest()[:8]
    found = dict(line.split("=", 1) for line in baun.splitlines() if "=" in line)
    assert found.pop("giliran").startswith("2 villages")
    assert found == {
        "kampanye": "Kampanye Uji|Kampanye Uji",
        "pos": "Baun|Baun",
        "kecamatan": "Amarasi|Amarasi",
        "desa": "Dua, Satu|Dua, Satu",
        "tanggal": "12 Mar|12 Mar",
        "rencana": f"{number}|{number}",
        "jadwal": "|".join(["Monday, 12 March 2018: 08:30–12:00, 13:00–16:00"] * 2),
        "zona": "WITA|WITA",
        "tempat": "Baun|Baun",
        "telepon": "0812-555|0812-555",
        "warga": "78|78",
        "tim": "T01|T01",
        "petugas": "Maria Bano, Yohanis Tefa|Maria Bano, Yohanis Tefa",
        "tenggat": "Friday, 23 March 2018|Friday, 23 March 2018",
    }  # no building: its line is left out


def test_faults_are_told_all_at_once_with_their_lines() -> None:
    text = "Hal: {judul}\nok {pos}\n{jadwl}\nalone {\n{post!r} {post.__class__} {post:>9}"
    assert faults(text) == [
        ("unknown", 1, "judul", ""),
        ("unknown", 3, "jadwl", "jadwal"),
        ("brace", 4, "alone {", ""),
        ("unknown", 5, "post!r", "post"),
        ("unknown", 5, "post.__class__", ""),
        ("unknown", 5, "post:>9", "post"),
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_an_empty_wording_is_refused(text: str) -> None:
    assert faults(text) == [("empty", 1, "", "")]


def test_a_wording_longer_than_a_page_is_refused() -> None:
    parse_wording("x" * 4000)
    assert faults("x" * 4001) == [("long", 1, "4001", "")]


def test_what_is_set_in_is_not_read_again(data: MapData) -> None:
    places = tuple(replace(place, name="{residents} {{x}}") for place in data.campaign.places)
    other = replace(data, campaign=replace(data.campaign, places=places))
    assert texts(other, "{post}")[0] == "{residents} {{x}}"


def test_dates_with_the_same_hours_share_a_line() -> None:
    morning = [(MONDAY + dt.timedelta(days=n), 480, 720) for n in (0, 1, 2, 4, 8)]
    long_day = [(MONDAY + dt.timedelta(days=8), 780, 960)]
    assert schedule_lines(morning[::-1] + long_day, language("en")) == [
        "Monday, 12 March – Wednesday, 14 March 2018: 08:00–12:00",
        "Friday, 16 March 2018: 08:00–12:00",
        "Tuesday, 20 March 2018: 08:00–12:00, 13:00–16:00",
    ]
    assert schedule_lines([], language("en")) == []


def test_a_village_with_a_post_of_its_own_is_for_itself(data: MapData) -> None:
    alone = tuple(one for one in data.village_reach if one.name != "Satu")
    other = replace(data, village_reach=alone)
    assert texts(other, "{villages}|{turns}") == ["Dua|Dua", "Empat|Empat"]


def test_without_villages_a_post_is_for_itself(data: MapData) -> None:
    bare = replace(data, village_reach=())
    assert texts(bare, "{villages}|{turns}") == ["Baun|Baun", "Semau|Semau"]


def test_json_is_read_again(data: MapData) -> None:
    found = plan_announcements(data, "id")
    assert Announcements.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"jemputbola-announcements/2"', '"jemputbola-announcements/1"'),
        ('"lang": "en"', '"lang": "nl"'),
        ('"post": "Baun"', '"post": 3'),
        ('"post": "Baun"', '"posy": "Baun"'),
        ("{", "["),
    ],
)
def test_other_json_is_refused(data: MapData, old: str, new: str) -> None:
    text = plan_announcements(data, "en").to_json()
    assert old in text
    with pytest.raises(AnnouncementsError, match="jemputbola-announcements/2"):
        Announcements.from_json(text.replace(old, new))


@pytest.mark.parametrize("text", ["", "3", "[]", "null", '{"format": 3}'])
def test_what_is_no_json_of_ours_is_refused(text: str) -> None:
    with pytest.raises(AnnouncementsError):
        Announcements.from_json(text)


def test_hostile_names_stay_text(hostile: MapData, tmp_path: Path) -> None:
    html, text = write(tmp_path, hostile)
    page = html.read_text(encoding="utf-8")
    assert "<img" not in page
    assert "<script" not in page
    assert "{{7*7}}" in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{7*7}}" in text.read_text(encoding="utf-8")


def test_a_plan_without_dates_announces_nothing(data: MapData, tmp_path: Path) -> None:
    teams = tuple(replace(team, dates=(), kecamatan=()) for team in data.plan.teams)
    empty = replace(data, plan=replace(data.plan, teams=teams))
    html, text = write(tmp_path, empty, parse_wording("x"))
    assert "0 posts" in html.read_text(encoding="utf-8")
    assert text.read_text(encoding="utf-8").strip() == ""


@pytest.mark.browser
@pytest.mark.parametrize("case", ["data", "hostile"])
def test_prints_a_page_for_each_post(
    case: str, browser: Any, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    made: MapData = request.getfixturevalue(case)
    html, _ = write(tmp_path, made)
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda r: None if r.url == html.as_uri() else complaints.append(r.url))
    page.goto(html.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("img, script").count() == 0
    assert Axe().run(page, options=WCAG).violations_count == 0
    raw = page.pdf(prefer_css_page_size=True)
    page.close()
    assert [c for c in complaints if not c.startswith("data:")] == []
    document = pypdfium2.PdfDocument(io.BytesIO(raw))
    assert len(document) == 2
    assert {tuple(map(round, document[n].get_size())) for n in range(2)} == {(595, 842)}
    first, second = (document[n].get_textpage().get_text_bounded() for n in range(2))
    assert "12 March 2018" in first
    assert "13 March 2018" in second
    assert "free of charge" in first
    assert "free of charge" in second
    assert "assumption" not in first  # what is for the planner stays on the screen


@given(st.text(st.sampled_from("{}!: abp\n.[]postn"), max_size=40))
def test_any_text_is_a_wording_or_is_told_what_is_wrong(text: str) -> None:
    try:
        wording = parse_wording(text)
    except WordingError as error:
        assert error.faults
        return
    values = dict.fromkeys(FIELDS.values(), "{pos}")
    shown = "".join(p.text for line in wording.filled(values) for p in line if not p.field)
    assert len(shown) <= len(text)
