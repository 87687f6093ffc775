"""A town small enough to check by hand.

Three places with residents: the base (oe), a post on the mainland (ba) and one on an
island (se) behind a ferry. Two pairs, the second idle. One kilometre is 3,000 rupiah, a
night 2 x 100,000, a duty day 2 x 400,000, a crossing 50,000, a resident's day of waiting
10 rupiah.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import LineString, box

from maps import MapData, Village, WayPart, WayShape, write_pages
from routing.campaign.document import Campaign
from routing.campaign.parts import (
    Assumption,
    Condition,
    Costs,
    Crossing,
    Place,
    Rules,
    ServerCapacity,
    Source,
    Team,
)
from routing.plan.document import (
    Certificate,
    Drive,
    Ferry,
    Plan,
    Reason,
    Rupiah,
    Session,
    Setup,
    Summary,
    TeamDate,
    TeamPlan,
    Unserved,
    Wait,
)

MONDAY = dt.date(2018, 3, 12)
HOURS = ((480, 720), (780, 960))
DAY = dt.timedelta(days=1)


def make_campaign() -> Campaign:
    """Twelve dates from Monday 12 to Friday 23 March 2018; the weekend is free."""
    places = (
        Place("oe", "Oelamasi", "K2", 123.87, -10.07, 0, 1, None),
        Place("ba", "Baun", "K1", 123.75, -10.15, 100, 1, 100_000, HOURS, phone="0812-555"),
        Place(
            "se",
            "Semau",
            "Pulau",
            123.45,
            -10.17,
            60,
            1,
            100_000,
            HOURS,
            note="Remark of the planner",
            building="Balai Desa",
            team_note="Kunci di sekolah",
            approximate=True,
        ),
        Place("ta", "Takari", "K2", 124.0, -9.97, 40, 1, 100_000, HOURS),
        Place("p1", "Bolok", None, 123.53, -10.23),
        Place("p2", "Hansisi", None, 123.49, -10.17),
    )
    teams = tuple(
        Team(f"T0{n}", names, "car", 12, 30, MONDAY, MONDAY + 11 * DAY)
        for n, names in ((1, ("Maria Bano", "Yohanis Tefa")), (2, ("Ani Lopo", "Budi Nino")))
    )
    ferries = tuple(
        Crossing(name, start, end, ("car",), (1,), (420,), None, None, 20, 25, 50_000)
        for name, start, end in (("out", "p1", "p2"), ("back", "p2", "p1"))
    )
    return Campaign(
        name="Kampanye Uji",
        timezone="Asia/Makassar",
        start=MONDAY,
        deadline=MONDAY + 11 * DAY,
        base="oe",
        rest_days=(MONDAY + 5 * DAY, MONDAY + 6 * DAY),
        conditions=(Condition("wet", MONDAY, MONDAY + 11 * DAY),),
        places=places,
        crossings=ferries,
        teams=teams,
        rules=Rules(True, True, 5, 360, 1080, 600, "offline", ServerCapacity()),
        costs=Costs({"car": 3000}, 400_000, 10),
        assumptions=(Assumption("costs.per_diem", "400000", "rough guess"),),
        sources=(Source("outlines", "BPS", "CC BY-IGO"),),
    )


def make_plan() -> Plan:
    """Pair T01: Baun on Monday, over night, to Semau on Tuesday, home on Wednesday."""
    monday = (
        Drive("oe", "ba", 420, 480, 30_500),
        Setup("ba", 480, 510),
        Session("ba", 510, 720, 42),
        Wait("ba", 720, 780),
        Session("ba", 780, 960, 36),
        Drive("ba", "p1", 960, 1020, 20_000),
    )
    tuesday = (
        Wait("p1", 400, 420),
        Ferry("out", "p1", "p2", 420, 445),
        Drive("p2", "se", 445, 460, 5_000),
        Setup("se", 460, 490),
        Session("se", 490, 720, 46),
        Wait("se", 720, 780),
        Session("se", 780, 860, 14),
    )
    wednesday: tuple[()] = ()
    thursday = (Drive("se", "p2", 600, 615, 5_000), Drive("p2", "oe", 615, 700, 50_000))
    dates = (
        TeamDate(MONDAY, "oe", monday, "p1"),
        TeamDate(MONDAY + DAY, "p1", tuesday, "se"),
        TeamDate(MONDAY + 2 * DAY, "se", wednesday, "se"),
        TeamDate(MONDAY + 3 * DAY, "se", thursday, "oe"),
    )
    rupiah = Rupiah(331_500, 400_000, 2_400_000, 50_000, 600)
    return Plan(
        campaign_sha256="ab" * 32,
        summary=Summary(200, 138, 138, rupiah.total, rupiah, 110_500, 3, 3, MONDAY, MONDAY + DAY),
        certificate=Certificate(),
        teams=(TeamPlan("T01", ("K1", "Pulau"), dates), TeamPlan("T02", (), ())),
        unserved=(
            Unserved("ba", 22, (Reason("no_time", "Two dates were needed."),), ("A third pair",)),
            Unserved("ta", 40, (Reason("rule", "Barred from every pair."),), ()),
        ),
    )


def way(*points: tuple[float, float], metres: int, estimated: bool = False) -> WayShape:
    """A way over the points, of one surface."""
    part = WayPart(LineString(points), "local" if estimated else "national", "asphalt", estimated)
    return WayShape((part,), metres, 60, metres if estimated else 0, () if estimated else ("N1",))


def make_data() -> MapData:
    """The campaign and the plan on four square kecamatan and one neighbour."""
    kecamatan = gpd.GeoDataFrame(
        {"code": ["K1", "K2", "K3"], "name": ["Amarasi", "Fatuleu", "Pulau"]},
        geometry=[
            box(123.6, -10.3, 123.8, -10.0),
            box(123.8, -10.3, 124.1, -9.9),
            box(123.4, -10.25, 123.51, -10.1),
        ],
        crs="EPSG:4326",
    )
    villages = gpd.GeoDataFrame(
        {
            "code": ["K1A", "K1B", "K2A", "K3A"],
            "name": ["Satu", "Dua", "Tiga", "Empat"],
            "kecamatan_code": ["K1", "K1", "K2", "K3"],
        },
        geometry=[
            box(123.6, -10.3, 123.7, -10.0),
            box(123.7, -10.3, 123.8, -10.0),
            kecamatan.geometry[1],
            kecamatan.geometry[2],
        ],
        crs="EPSG:4326",
    )
    neighbours = gpd.GeoDataFrame(
        {"name": ["Kota Kupang"]}, geometry=[box(123.52, -10.3, 123.6, -10.1)], crs="EPSG:4326"
    )
    roads = gpd.GeoDataFrame(
        {
            "road_class": ["national", "local"],
            "surface": ["asphalt", "unknown"],
            "estimated": [False, True],
            "section": ["N1", ""],
            "name": ["Oelamasi - Baun", ""],
        },
        geometry=[
            LineString([(123.87, -10.07), (123.75, -10.15)]),
            LineString([(123.75, -10.15), (123.53, -10.23)]),
        ],
        crs="EPSG:4326",
    )
    oe, ba, p1 = (123.87, -10.07), (123.75, -10.15), (123.53, -10.23)
    half = (
        WayPart(LineString([(123.49, -10.17), (123.47, -10.17)]), "provincial", "unpaved", False),
        WayPart(LineString([(123.47, -10.17), (123.45, -10.17)]), "local", "unknown", True),
    )
    ways = {
        ("oe", "ba", "car", "wet"): way(oe, (123.8, -10.09), ba, metres=30_500),
        ("ba", "p1", "car", "wet"): way(ba, (123.6, -10.22), p1, metres=20_000, estimated=True),
        ("p2", "se", "car", "wet"): WayShape(half, 5_000, 15, 2_500, ("Semau",)),
        ("se", "p2", "car", "wet"): WayShape(half[::-1], 5_000, 15, 2_500, ("Semau",)),
    }
    return MapData(
        campaign=make_campaign(),
        plan=make_plan(),
        kecamatan=kecamatan,
        villages=villages,
        neighbours=neighbours,
        roads=roads,
        ways=ways,
        attribution="CC BY-IGO, BPS / OCHA COD-AB",
        run={"version": "0.1.0", "seed": "1"},
        village_reach=(
            Village("K1A", "Satu", "K1", 123.65, -10.15, 300, "ba", 12_500, 40),
            Village("K1B", "Dua", "K1", 123.75, -10.15, 500, "ba", 0, 0),
            Village("K2A", "Tiga", "K2", 123.95, -10.1, 200, "ta", 21_000, 70),
            Village("K3A", "Empat", "K3", 123.45, -10.17, post="se"),
        ),
    )


@pytest.fixture(scope="session")
def data() -> MapData:
    """The small town."""
    return make_data()


@pytest.fixture(scope="session")
def hostile() -> MapData:
    """The small town with names that want to be code."""
    return make_hostile(make_data())


NASTY = (
    "<script>alert(1)</script>",
    "{{7*7}}",
    "{% raw %}",
    '"><img src=x onerror=alert(2)>',
    "`${alert(3)}` \\u003cb\\u003e",
    "\u200fقرية\u202e 😀",
    "N" * 300,
)


def make_hostile(data: MapData) -> MapData:
    """Every name, note and text of the town replaced by one of `NASTY`."""
    campaign, plan = data.campaign, data.plan
    places = tuple(
        replace(
            place,
            name=NASTY[n],
            note=NASTY[0],
            phone=NASTY[3],
            building=NASTY[1],
            team_note=NASTY[0],
        )
        for n, place in enumerate(campaign.places)
    )
    teams = tuple(replace(team, operators=(NASTY[1], NASTY[4])) for team in campaign.teams)
    reasons = tuple(Reason("no_time", text) for text in NASTY)
    frames = {
        name: getattr(data, name).assign(
            name=[NASTY[n % len(NASTY)] for n in range(len(getattr(data, name)))]
        )
        for name in ("kecamatan", "villages", "neighbours", "roads")
    }
    # the island is joined by its code now: its name has changed
    places = tuple(replace(p, kecamatan="K3") if p.kecamatan == "Pulau" else p for p in places)
    first = replace(plan.teams[0], kecamatan=("K1", "K3"))
    return replace(
        data,
        campaign=replace(
            campaign,
            name=NASTY[3],
            places=places,
            teams=teams,
            assumptions=tuple(Assumption(text, text, text) for text in NASTY),
            sources=tuple(Source(text, text, text) for text in NASTY),
        ),
        plan=replace(
            plan,
            teams=(first, *plan.teams[1:]),
            certificate=Certificate(method=NASTY[2]),
            unserved=(Unserved("ba", 22, reasons, NASTY),),
        ),
        attribution=NASTY[0],
        village_reach=tuple(
            replace(village, name=NASTY[n]) for n, village in enumerate(data.village_reach)
        ),
        run={NASTY[1]: NASTY[2]},
        **frames,
    )


@pytest.fixture(scope="session")
def folder(data: MapData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the town, all in English; not to be changed."""
    path = tmp_path_factory.mktemp("pages")
    write_pages(path, data, "en", "en")
    return path
