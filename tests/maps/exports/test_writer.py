"""Files for other programs, each opened again with a library of its format."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import geopandas as gpd
import gpxpy
import markupsafe
import pandas as pd
import pyogrio
import pytest
import shapely
from hypothesis import given, strategies as st
from icalendar import Calendar, Event

from maps import MapData, Village, team_file_name, write_exports
from maps.html.escaping import plain
from routing.plan.document import TeamPlan

KUPANG = ZoneInfo("Asia/Makassar")
STABLE = ("team-T01.gpx", "team-T01.kml", "team-T01.ics", "plan.geojson", "plan.gpkg")
NASTY = (
    "<script>alert(1)</script>",
    "{{7*7}}",
    '"><img src=x onerror=alert(2)>',
    "]]><![CDATA[<b>",
    "`${alert(3)}` \\n;,:",
    "\u200fقرية\u202e 😀",
    "N" * 300,
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\x00\x1b\ud800\ufffe",
)


def local(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2018, 3, day, hour, minute, tzinfo=KUPANG)


@pytest.fixture(scope="module")
def folder(data: MapData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exports")
    write_exports(path, data, "en")
    return path


def nasty(data: MapData, text: str) -> MapData:
    """The town with one text for every name, note and phone."""
    campaign = data.campaign
    kept = text.encode("utf-8", "ignore").decode()  # pandas takes no lone surrogate
    names = {
        name: getattr(data, name).assign(
            name=[f"{kept}{n}" for n in range(len(getattr(data, name)))]
        )
        for name in ("kecamatan", "villages", "neighbours", "roads")
    }
    return replace(
        data,
        campaign=replace(
            campaign,
            name=text,
            places=tuple(
                replace(p, name=text, building=text, team_note=text, phone=text)
                for p in campaign.places
            ),
            teams=tuple(replace(team, operators=(text, text)) for team in campaign.teams),
        ),
        attribution=text,
        **names,
    )


def test_the_files_and_no_more(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == set(STABLE)  # the idle pair has none


def test_names_are_those_of_the_pages() -> None:
    assert team_file_name("T01", "ics") == "team-T01.ics"
    assert team_file_name("../T01", "gpx") != team_file_name("..\\T01", "gpx")
    assert "/" not in team_file_name("../T01", "gpx")


def test_gpx(folder: Path) -> None:
    text = (folder / "team-T01.gpx").read_text(encoding="utf-8")
    gpx = gpxpy.parse(text)
    assert gpx.creator == "Jemput Bola"
    assert gpx.name == "T01 – Kampanye Uji"
    assert gpx.time is None
    labels = [w.name for w in gpx.waypoints]
    assert labels == ["1 Baun", "2 Semau, Balai Desa", "Oelamasi", "Bolok", "Hansisi"]
    assert (gpx.waypoints[0].latitude, gpx.waypoints[0].longitude) == (-10.15, 123.75)
    assert "78 residents" in gpx.waypoints[0].description
    assert "0812-555" in gpx.waypoints[0].description
    assert "approximate point · Kunci di sekolah" in gpx.waypoints[1].description
    # Monday by road; Tuesday's ferry and road; Thursday's road to the port, the rest undrawn
    assert [t.name for t in gpx.tracks] == ["T01 2018-03-12", "T01 2018-03-13", "T01 2018-03-15"]
    assert [len(track.segments) for track in gpx.tracks] == [2, 2, 1]
    monday = [(p.longitude, p.latitude) for p in gpx.tracks[0].segments[0].points]
    assert monday == [(123.87, -10.07), (123.8, -10.09), (123.75, -10.15)]
    ferry = [(p.longitude, p.latitude) for p in gpx.tracks[1].segments[0].points]
    assert ferry == [(123.53, -10.23), (123.49, -10.17)]
    assert not gpx.has_times()
    assert pyogrio.read_dataframe(folder / "team-T01.gpx", layer="tracks").shape[0] == 3


def test_kml(folder: Path) -> None:
    path = folder / "team-T01.kml"
    assert [name for name, _ in pyogrio.list_layers(path)] == ["Posts", "Ways", "Sessions"]
    posts = pyogrio.read_dataframe(path, layer="Posts")
    assert posts.crs == "EPSG:4326"
    assert list(posts["Name"]) == ["1 Baun", "2 Semau, Balai Desa", "Oelamasi", "Bolok", "Hansisi"]
    assert (posts.geometry[0].x, posts.geometry[0].y) == (123.75, -10.15)
    sessions = pyogrio.read_dataframe(path, layer="Sessions")
    assert list(sessions["Name"]) == ["Baun", "Baun", "Semau", "Semau"]
    assert sessions["begin"][0] == pd.Timestamp(local(12, 8, 30))
    assert sessions["end"][3] == pd.Timestamp(local(13, 14, 20))
    ways = pyogrio.read_dataframe(path, layer="Ways")
    assert list(ways["Name"])[:2] == ["Oelamasi – Baun", "Baun – Bolok"]
    assert ways.shape[0] == 5  # of six legs one has no drawn way
    assert ways["description"][0].startswith("30.5 km · 1 h · asphalt · via N1")


def test_icalendar(folder: Path) -> None:
    calendar = Calendar.from_ical((folder / "team-T01.ics").read_bytes())
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Makassar"]
    events = calendar.walk("VEVENT")
    # 6 + 7 + 0 + 2 events of the plan without its 3 waits, and 3 nights away
    assert len(events) == 15 - 3 + 3
    assert len({str(event["UID"]) for event in events}) == len(events)
    sessions = [e for e in events if "Record at" in e["SUMMARY"]]
    assert [str(e["SUMMARY"]) for e in sessions[:2]] == [
        "T01: Record at Baun (42 residents)",
        "T01: Record at Baun (36 residents)",
    ]
    assert (sessions[0].start, sessions[0].end) == (local(12, 8, 30), local(12, 12))
    assert str(sessions[0]["DTSTART"].params["TZID"]) == "Asia/Makassar"
    assert sessions[0]["GEO"].to_ical() == "-10.15;123.75"
    setup = next(e for e in events if "Set up at Semau" in e["SUMMARY"])
    assert setup["LOCATION"] == "Semau, Balai Desa"
    assert "DESCRIPTION" not in setup  # what is for the team alone stays out of calendars
    nights = [e for e in events if "Sleep in" in e["SUMMARY"]]
    assert [(str(e["LOCATION"]), e.start) for e in nights] == [
        ("Bolok", dt.date(2018, 3, 12)),
        ("Semau", dt.date(2018, 3, 13)),
        ("Semau", dt.date(2018, 3, 14)),
    ]
    assert {e["DTSTAMP"].dt for e in events} == {dt.datetime(2018, 3, 12, tzinfo=dt.UTC)}


def test_icalendar_lines_are_folded_and_end_as_the_format_wants(folder: Path) -> None:
    raw = (folder / "team-T01.ics").read_bytes()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 75


def test_a_later_plan_of_the_campaign_replaces_events(data: MapData, tmp_path: Path) -> None:
    """The same date and event keep their id where the residents differ."""
    team = data.plan.teams[0]
    monday = team.dates[0]
    events = tuple(
        replace(event, residents=1) if event.kind == "record" else event for event in monday.events
    )
    changed = replace(team, dates=(replace(monday, events=events), *team.dates[1:]))
    other = replace(data, plan=replace(data.plan, teams=(changed, *data.plan.teams[1:])))
    ids = []
    for number, case in enumerate((data, other)):
        (tmp_path / str(number)).mkdir()
        write_exports(tmp_path / str(number), case, "en")
        calendar = Calendar.from_ical((tmp_path / str(number) / "team-T01.ics").read_bytes())
        ids.append([str(event["UID"]) for event in calendar.walk("VEVENT")])
    assert ids[0] == ids[1]


def test_a_visit_that_moves_stays_the_same_event(data: MapData, tmp_path: Path) -> None:
    """All dates a week later, as after an outage: the same ids at other times."""
    team = data.plan.teams[0]
    week = dt.timedelta(days=7)
    later = replace(team, dates=tuple(replace(day, date=day.date + week) for day in team.dates))
    moved = replace(data, plan=replace(data.plan, teams=(later, *data.plan.teams[1:])))
    starts = []
    for number, case in enumerate((data, moved)):
        (tmp_path / str(number)).mkdir()
        write_exports(tmp_path / str(number), case, "en")
        calendar = Calendar.from_ical((tmp_path / str(number) / "team-T01.ics").read_bytes())
        starts.append({str(e["UID"]): e["DTSTART"].dt for e in calendar.walk("VEVENT")})
    assert len(starts[0]) == 15
    assert {uid: start + week for uid, start in starts[0].items()} == starts[1]


def test_geopackage_as_qgis_wants_it(folder: Path) -> None:
    path = folder / "plan.gpkg"
    kinds = {str(name): kind for name, kind in pyogrio.list_layers(path)}
    assert kinds == {
        "posts": "Point",
        "places": "Point",
        "sessions": "Point",
        "villages": "Point",
        "routes": "LineString",
        "kecamatan": "MultiPolygon",
        "pairs": None,
    }
    for name in set(kinds) - {"pairs"}:
        assert pyogrio.read_info(path, layer=name)["crs"] == "EPSG:4326", name
    types = {
        name: dict(zip(info["fields"], info["ogr_types"], strict=True))
        for name in kinds
        for info in [pyogrio.read_info(path, layer=name)]
    }
    for name in ("sessions", "routes"):
        assert (types[name]["begin"], types[name]["end"]) == ("OFTDateTime", "OFTDateTime")
        assert types[name]["date"] == "OFTDate"
    assert types["pairs"]["first_date"] == types["posts"]["last_date"] == "OFTDate"
    assert types["posts"]["residents"] == "OFTInteger64"


def test_geopackage_says_what_the_plan_says(folder: Path) -> None:
    path = folder / "plan.gpkg"
    sessions = gpd.read_file(path, layer="sessions")
    assert list(sessions["residents"]) == [42, 36, 46, 14]
    assert sessions["begin"][0] == pd.Timestamp(local(12, 8, 30))
    assert (sessions["local_begin"][0], sessions["local_end"][0]) == ("08:30", "12:00")
    assert sessions["date"][0] == pd.Timestamp("2018-03-12")
    assert sessions["at_server"][0] == pd.Timestamp("2018-03-15")  # the next night at the base
    routes = gpd.read_file(path, layer="routes")
    assert routes["metres"].sum() == 110_500
    assert list(routes["kind"]) == ["drive", "drive", "ferry", "drive", "drive", "drive"]
    assert routes["estimated_metres"].sum() == 20_000 + 2_500 + 2_500
    assert routes.geometry.isna().sum() == 1
    posts = gpd.read_file(path, layer="posts").set_index("id")
    assert dict(posts["recorded"]) == {"ba": 78, "se": 60, "ta": 0}
    assert dict(posts["left"]) == {"ba": 22, "se": 0, "ta": 40}
    assert posts["pairs"]["ba"] == "T01"
    areas = gpd.read_file(path, layer="kecamatan").set_index("name")
    assert (areas["recorded"]["Amarasi"], areas["to_record"]["Amarasi"]) == (78, 100)
    assert areas["pairs"]["Pulau"] == "T01"
    assert pd.isna(areas["first_date"]["Fatuleu"])
    assert areas["metres"].sum() == 110_500  # shared out over the kecamatan to the metre
    assert areas["rupiah_spent"].sum() == 331_500 + 400_000 + 2_400_000 + 50_000
    pairs = pyogrio.read_dataframe(path, layer="pairs").set_index("pair")
    assert pairs["rupiah_spent"]["T01"] == 331_500 + 400_000 + 2_400_000 + 50_000
    assert pairs["residents"]["T02"] == 0
    places = gpd.read_file(path, layer="places").set_index("id")
    assert dict(places["kind"]) == {"oe": "base", "p1": "port", "p2": "port"}


def test_villages_name_the_post_that_serves_them(data: MapData, tmp_path: Path) -> None:
    near = Village("K1A", "Satu", "K1", 123.65, -10.2, 900, "ba", 4_000, 15)
    cut_off = Village("K3A", "Empat", "K3", 123.42, -10.2)
    write_exports(tmp_path, replace(data, village_reach=(near, cut_off)), "en")
    villages = gpd.read_file(tmp_path / "plan.gpkg", layer="villages")
    assert list(villages["kecamatan"]) == ["Amarasi", "Pulau"]
    assert villages.loc[0, ["post", "post_name", "metres"]].tolist() == ["ba", "Baun", 4000]
    assert villages.loc[1, ["post", "post_name", "metres"]].isna().all()
    assert (villages.geometry[0].x, villages.geometry[0].y) == (123.65, -10.2)


def test_geojson(folder: Path) -> None:
    text = (folder / "plan.geojson").read_text(encoding="utf-8")
    document = json.loads(text)
    assert "crs" not in document  # RFC 7946: always WGS 84, longitude first
    features = document["features"]
    layers = [feature["properties"]["layer"] for feature in features]
    assert {name: layers.count(name) for name in layers} == {
        "posts": 3, "places": 3, "sessions": 4, "villages": 4, "routes": 6, "kecamatan": 3,
    }  # fmt: skip
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [123.75, -10.15]}
    session = next(f for f in features if f["properties"]["layer"] == "sessions")
    assert session["properties"]["begin"] == "2018-03-12T08:30:00+08:00"
    assert session["properties"]["date"] == "2018-03-12"
    for feature in features:
        if feature["properties"]["layer"] == "kecamatan":
            for polygon in shapely.geometry.shape(feature["geometry"]).geoms:
                assert polygon.exterior.is_ccw
    assert gpd.read_file(folder / "plan.geojson").shape[0] == len(features)


def test_same_bytes_in_other_processes(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import conftest, maps\n"
        "out = pathlib.Path(sys.argv[2])\n"
        "maps.write_exports(out, conftest.make_data(), 'en')"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parents[1]), str(tmp_path)],
        env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "America/New_York"},
        check=True,
    )
    for name in STABLE:
        ours, theirs = (folder / name).read_bytes(), (tmp_path / name).read_bytes()
        assert hashlib.sha256(ours).digest() == hashlib.sha256(theirs).digest(), name


def test_a_name_does_not_end_the_section_of_text(data: MapData, tmp_path: Path) -> None:
    write_exports(tmp_path, nasty(data, "a ]]> b"), "id")
    texts = [element.text or "" for element in ET.parse(tmp_path / "team-T01.kml").iter()]
    assert "1 a ]] > b" in texts
    assert any(text.endswith("– a ]] > b") for text in texts)


@pytest.mark.parametrize("text", NASTY)
def test_hostile_names_stay_text(data: MapData, tmp_path: Path, text: str) -> None:
    write_exports(tmp_path, nasty(data, text), "id")
    name = plain(text)
    assert "\n" not in name
    gpx = gpxpy.parse((tmp_path / "team-T01.gpx").read_text(encoding="utf-8"))
    assert gpx.waypoints[0].name == f"1 {name}"
    assert len(gpx.tracks) == 3
    kml = tmp_path / "team-T01.kml"
    layers = [str(layer) for layer, _ in pyogrio.list_layers(kml)]
    posts = pyogrio.read_dataframe(kml, layer=layers[0])
    kept = name.replace("]]>", "]] >")  # would end the section of text in KML
    assert posts["Name"][0] == f"1 {kept}"
    described = [d.text or "" for d in ET.parse(kml).iter() if d.tag.endswith("}description")]
    assert not any("<" in html for html in described)  # they are HTML to who reads KML
    calendar = Calendar.from_ical((tmp_path / "team-T01.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert len(events) == 15
    where = {str(event["LOCATION"]) for event in events}
    assert where == {name}
    for event in events:
        assert set(event) <= {
            "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "DESCRIPTION", "GEO", "LOCATION",
            "TRANSP", "SEQUENCE", "STATUS", "LAST-MODIFIED",
        }  # fmt: skip
    assert gpd.read_file(tmp_path / "plan.gpkg", layer="posts")["building"][0] == name
    features = json.loads((tmp_path / "plan.geojson").read_text(encoding="utf-8"))["features"]
    assert features[0]["properties"]["name"] == name


def test_a_plan_without_dates(data: MapData, tmp_path: Path) -> None:
    teams = tuple(TeamPlan(team.id, (), ()) for team in data.campaign.teams)
    write_exports(tmp_path, replace(data, plan=replace(data.plan, teams=teams)), "id")
    assert {path.name for path in tmp_path.iterdir()} == {"plan.gpkg", "plan.geojson"}
    assert pyogrio.read_info(tmp_path / "plan.gpkg", layer="sessions")["features"] == 0


def test_a_time_zone_that_nobody_knows_leaves_the_hours_as_they_are(
    data: MapData, tmp_path: Path
) -> None:
    lost = replace(data, campaign=replace(data.campaign, timezone="Nowhere/Atall"))
    write_exports(tmp_path, lost, "id")
    calendar = Calendar.from_ical((tmp_path / "team-T01.ics").read_bytes())
    assert calendar.walk("VEVENT")[0].start == dt.datetime.combine(dt.date(2018, 3, 12), dt.time(7))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Baun", "Baun"),
        ("a\tb\u2028c\x85d", "a b c d"),
        ("\x00\x1b\ud800\ufffe", "\ufffd" * 4),
        ("😀", "😀"),
        ("\u202eabc", "\u2068\u202eabc\u2069"),
        ("\u2069\u202eabc", "\u2068\u202eabc\u2069"),
    ],
)
def test_plain_text(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_any_text_becomes_a_line_that_every_format_may_hold(text: str) -> None:
    line = plain(text)
    assert len(line.splitlines()) <= 1
    assert ET.fromstring(f"<a>{markupsafe.escape(line)}</a>").text == (line or None)
    event = Event()
    event.add("summary", line)
    assert str(Event.from_ical(event.to_ical())["summary"]) == line
    assert plain(line) == line
