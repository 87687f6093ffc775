"""The pages as text: no request, the same bytes, names as text, everything said."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import maps
from maps import (
    LanguageError,
    MapData,
    UnknownTeamError,
    itinerary_html,
    overview_html,
    team_page_name,
    write_pages,
)
from maps.pages.overview import unserved_groups
from routing.plan.document import Reason, Unserved

LOADING = re.compile(
    r"""(?:\bsrc\s*=|<link\b[^>]*\bhref\s*=|\burl\(|@import|\bsrcset\s*=)\s*["']?([^"'\s>)]*)""",
    re.IGNORECASE,
)
HARMLESS = ("data:", "#")


class _Page(HTMLParser):
    """Visible text of the body, and every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._mute += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._mute -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._mute:
            self.text.append(data)


def read(html: str) -> tuple[str, _Page]:
    page = _Page()
    page.feed(html)
    page.close()
    return " ".join(" ".join(page.text).split()), page


@pytest.fixture(scope="session")
def overview(data: MapData) -> str:
    return overview_html(data, "en")


@pytest.fixture(scope="session")
def itinerary(data: MapData) -> str:
    return itinerary_html(data, "T01", "en")


def pages(data: MapData) -> dict[str, str]:
    return {
        "overview": overview_html(data, "id"),
        "itinerary": itinerary_html(data, "T01", "id"),
        "idle": itinerary_html(data, "T02", "en"),
    }


def test_the_public_face() -> None:
    assert set(maps.__all__) == {
        "Announcements",
        "AnnouncementsError",
        "CampaignStatus",
        "CaseFigures",
        "LanguageError",
        "MapData",
        "MapsError",
        "PastSession",
        "RoadBasis",
        "RoadClosure",
        "SoFar",
        "UnknownTeamError",
        "Village",
        "WayKey",
        "WayPart",
        "WayShape",
        "WhatIf",
        "status_html",
        "Wording",
        "case_map_html",
        "WordingError",
        "answers",
        "default_wording",
        "escape",
        "itinerary_html",
        "kecamatan_frame",
        "overview_html",
        "pairs_frame",
        "parse_wording",
        "places_frame",
        "plan_announcements",
        "posts_frame",
        "routes_frame",
        "sessions_frame",
        "team_file_name",
        "team_page_name",
        "villages_frame",
        "what_if_html",
        "write_announcements",
        "write_exports",
        "write_pages",
    }
    assert all(hasattr(maps, name) for name in maps.__all__)


def test_nothing_is_loaded_from_anywhere(data: MapData) -> None:
    for name, html in pages(data).items():
        # what scripts would fetch is tested in the browser; Leaflet's own code mentions src
        markup = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
        targets = [target for target in LOADING.findall(markup) if not target.startswith(HARMLESS)]
        assert targets == [], name


def test_a_policy_forbids_every_request(overview: str) -> None:
    _, page = read(overview)
    [policy] = [a["content"] for t, a in page.tags if a.get("http-equiv")]
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    # tiles, which nothing asks for before the reader does: tested in the browser
    assert rules["img-src"] == "data: https://*.tile.opentopomap.org"
    assert set(rules) == {
        "default-src", "style-src", "img-src", "script-src", "base-uri", "form-action"
    }  # fmt: skip
    assert policy.count("'sha256-") == 3
    assert "unsafe-eval" not in policy


def test_same_bytes_in_other_processes(data: MapData, tmp_path: Path) -> None:
    here = [path.read_bytes() for path in write_pages(tmp_path, data, "en")]
    code = (
        "import sys, pathlib, hashlib; sys.path.insert(0, sys.argv[1]); import conftest, maps\n"
        "out = pathlib.Path(sys.argv[2]); out.mkdir()\n"
        "paths = maps.write_pages(out, conftest.make_data(), 'en')\n"
        "print(hashlib.sha256(b''.join(p.read_bytes() for p in paths)).hexdigest())"
    )
    expected = hashlib.sha256(b"".join(here)).hexdigest()
    for seed in ("0", "4711"):
        run = subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parents[1]), str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == expected


def test_files_and_their_order(data: MapData, tmp_path: Path) -> None:
    written = write_pages(tmp_path, data, "en")
    assert [path.name for path in written] == ["index.html", "team-T01.html", "team-T02.html"]
    assert '<html lang="en">' in written[0].read_text(encoding="utf-8")
    assert '<html lang="id">' in written[1].read_text(encoding="utf-8")


def test_team_ids_make_safe_and_distinct_file_names() -> None:
    names = [team_page_name(team) for team in ("T01", "../T01", "..\\T01", "T/1", "é", "x" * 300)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"team-[A-Za-z0-9_-]+\.html", name) for name in names)
    assert max(map(len, names)) < 80


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("lang", ["id", "en"])
def test_hostile_names_stay_text(hostile: MapData, lang: str) -> None:
    shown = {
        "overview": overview_html(hostile, lang),
        "itinerary": itinerary_html(hostile, "T01", lang),
    }
    for name, html in shown.items():
        text, page = read(html)
        assert "<script>alert(1)</script>" in text, name
        assert '"><img src=x onerror=alert(2)>' in text, name
        assert "{{7*7}}" in text, name
        assert not any(tag == "img" for tag, _ in page.tags), name
        scripts = [attrs.get("type") for tag, attrs in page.tags if tag == "script"]
        assert scripts.count(None) == 3, name
        assert set(scripts) <= {None, "application/json"}, name
        assert not any(key.startswith("on") for _, attrs in page.tags for key in attrs), name
    script = shown["overview"].rsplit("<script>", 1)[1].split("</script>")[0]
    assert "{{" not in script
    assert "{%" not in script
    assert "\\u0026#123;\\u0026#123;7*7\\u0026#125;\\u0026#125;" in script
    assert "`$" not in script


def test_the_overview_says_it_all(overview: str) -> None:
    text, page = read(overview)
    for phrase in (
        "138 of 200 residents recorded",
        "10 days before the deadline",
        "IDR 3,182,000 money spent",
        "no money spent: IDR 600",
        "1 of 2 pairs at work",
        "62 residents are not recorded.",
        "Baun : 22",
        "Takari : 40",
        "A rule forbids it: Barred from every pair.",
        "Not enough time: Two dates were needed.",
        "A third pair",
        "How many more residents a plan could record was not computed.",
        "Half of the villages are at most 12.5 km by road",
        "1 village has no way by road to its post: Empat",
        "costs.per_diem 400000 rough guess",
        "outlines BPS CC BY-IGO",
        "1 leg has no drawn way",
        "Hansisi → Oelamasi",
        "version: 0.1.0",
    ):
        assert phrase in text, phrase
    links = {attrs.get("href") for tag, attrs in page.tags if tag == "a"}
    assert {"team-T01.html", "team-T02.html"} <= links


def test_totals_in_the_tables_are_the_sums_of_their_rows(overview: str) -> None:
    table = overview.split('<table class="pairs cards">')[1].split("</table>", maxsplit=1)[0]
    rows = re.findall(r"<tr.*?</tr>", table, flags=re.DOTALL)
    cells = [re.findall(r'<td class="n(?: [^"]*)?"[^>]*>([^<]*)</td>', row) for row in rows]
    assert cells[1] == cells[-1]  # one pair at work: its row is the total
    assert cells[-1] == [
        "138", "3", "3", "110", "331,500", "400,000", "2,400,000", "50,000", "3,181,500", "600",
    ]  # fmt: skip


def test_the_itinerary_says_it_all_without_the_map(itinerary: str) -> None:
    text, _ = read(itinerary)
    for phrase in (
        "Maria Bano , Yohanis Tefa · car · times in WITA",
        "Monday, 12 March 2018 78 residents · 50.5 km · wet season",
        "07:00 Leave for Baun arrive 08:00 30.5 km · 1 h · asphalt · via N1",
        "08:00 Set up at Baun until 08:30",
        "08:30 Record at Baun until 12:00 42 residents",
        "12:00 Wait break",
        "100% of the way estimated",
        "Sleep in Bolok",
        "06:40 Wait for the crossing at 07:00",
        "07:00 Crossing to Hansisi arrive 07:25 25 min · fare IDR 50,000",
        "surface not known 2.5 km · unpaved 2.5 km",
        "Wednesday, 14 March 2018 No work on this date. Sleep in Semau",
        "Night at the base ( Oelamasi )",
        "Phone: 0812-555",
        "Balai Desa",
        "Kunci di sekolah",
        "CC BY-IGO, BPS / OCHA COD-AB",
    ):
        assert phrase in text, phrase


def test_an_idle_pair_gets_a_page_that_says_so(data: MapData) -> None:
    text, page = read(itinerary_html(data, "T02", "id"))
    assert "Tim ini tidak mendapat jadwal dalam rencana." in text
    assert not any(tag == "script" for tag, _ in page.tags)


def test_a_missing_way_is_never_a_straight_line(data: MapData) -> None:
    without = itinerary_html(replace(data, ways={}), "T01", "en")
    full = itinerary_html(data, "T01", "en")
    script = without.rsplit("<script>", 1)[1]
    # what is left: the island's ferry and the one official road
    assert script.count('"kind":"ferry"') == 1
    assert '"kind":"official"' not in script
    assert '"kind":"estimated"' not in script
    assert '"kind":"official"' in full
    assert '"kind":"estimated"' in full


def test_estimated_ways_are_dashed_and_ferries_dotted(itinerary: str) -> None:
    script = itinerary.rsplit("<script>", 1)[1]
    assert script.count('"kind":"official"') == 1
    assert script.count('"kind":"estimated"') == 1
    assert '"dashArray":"7 6"' in script
    assert '"dashArray":"1 7"' in script


def test_unknown_team_and_language(data: MapData) -> None:
    with pytest.raises(UnknownTeamError, match=r"'T99'.*T01, T02"):
        itinerary_html(data, "T99", "id")
    with pytest.raises(LanguageError):
        overview_html(data, "nl")


def test_a_plan_without_dates_or_land_around(data: MapData) -> None:
    teams = tuple(replace(team, kecamatan=(), dates=()) for team in data.plan.teams)
    summary = replace(data.plan.summary, first_date=None, last_session=None)
    empty = replace(
        data,
        plan=replace(data.plan, teams=teams, summary=summary, unserved=()),
        neighbours=data.neighbours.iloc[:0],
        villages=data.villages.iloc[:0],
        roads=data.roads.iloc[:0],
        ways={},
    )
    text, _ = read(overview_html(empty, "en"))
    assert "0 of 2 pairs at work" in text


def test_posts_left_for_the_same_reason_stand_together(data: MapData) -> None:
    reasons = (Reason("no_time", "Too late."),)
    left = (
        Unserved("ta", 9, reasons, ("More pairs",)),
        Unserved("ba", 22, reasons, ("More pairs",)),
    )
    groups = unserved_groups(replace(data, plan=replace(data.plan, unserved=left)))
    assert [[(post.id, count) for post, count in group.posts] for group in groups] == [
        [("ba", 22), ("ta", 9)]
    ]
    assert groups[0].residents == 31
    assert len(unserved_groups(data)) == 2


def test_what_is_new_stands_above_the_dates_of_its_team_alone(data: MapData) -> None:
    news = {"T01": ("Semau moves to <b>14 March</b>", "One night less"), "T02": ()}
    revision = replace(data, campaign=replace(data.campaign, revision=2), news=news)
    html = itinerary_html(revision, "T01", "en")
    banner, dates = html.split('id="news"')[1].split('class="days"')[:2]
    assert "<h2>New in this plan</h2>" in banner
    assert re.findall(r"<li><bdi>(.*?)</bdi></li>", banner) == [
        "Semau moves to &lt;b&gt;14 March&lt;/b&gt;",
        "One night less",
    ]
    assert "New in this plan" not in dates
    assert "· revision 2" in html.split('class="plan-number"')[1][:200]
    for idle in (itinerary_html(revision, "T02", "en"), itinerary_html(data, "T01", "en")):
        assert 'id="news"' not in idle
    assert "revision" not in itinerary_html(data, "T01", "en").split('class="plan-number"')[1][:200]
