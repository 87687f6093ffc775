"""Closures, crossings and posts as typed reach the roads and the residents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geodata import find_route, places_of
from planner.workbook.assembly.catchment import Roads
from planner.workbook.loader import LoadedWorkbook, load
from tests.planner.workbook.conftest import Book

BARATE = "5303018"
"""The section Barate - Manubelon, on the way along the coast to Amfoang."""


@pytest.fixture
def closed(changed: Book) -> LoadedWorkbook:
    changes = {
        ("Road closures", "A2"): f"{BARATE} Barate - Manubelon",
        ("Road closures", "B2"): "2018-03-14", ("Road closures", "C2"): "30/03/2018",
        ("Road closures", "D2"): "mobil; truk",
        ("Crossings", "L2"): "15/03/2018; 20/03/2018 - 22/03/2018",
        ("Crossings", "J3"): "1/4", ("Crossings", "K3"): "30/11",
    }  # fmt: skip
    return load(changed(changes), language="en")


def test_a_closure_reaches_the_travel_table(closed: LoadedWorkbook, desk: LoadedWorkbook) -> None:
    ready = closed.prepared
    spans = [(c.id, c.from_, c.until) for c in ready.campaign.conditions]
    assert spans == [
        ("wet", date(2018, 3, 12), date(2018, 3, 13)),
        ("wet-c1", date(2018, 3, 14), date(2018, 3, 30)),
        ("wet", date(2018, 3, 31), date(2018, 3, 31)),
        ("dry", date(2018, 4, 1), date(2018, 6, 26)),
    ]
    assert ready.states["wet-c1"].closed == {
        "car": frozenset({BARATE}),
        "truck": frozenset({BARATE}),
    }
    legs = ready.travel.frame.set_index(["origin", "destination", "vehicle", "condition"])
    poto, manubelon = "5303162002", "5303181001"
    open_, shut = (legs.loc[(poto, manubelon, "car", c)] for c in ("wet", "wet-c1"))
    assert open_["metres"] == 36_900
    assert shut["minutes"] > open_["minutes"]
    usual = desk.prepared.travel.frame
    same = ready.travel.frame[ready.travel.frame["condition"] != "wet-c1"]
    assert list(usual.itertuples(index=False)) == list(same.itertuples(index=False))


def test_cancelled_dates_and_seasons_reach_the_crossings(closed: LoadedWorkbook) -> None:
    ferries = closed.prepared.campaign.crossing_by_id
    # Of the cancelled dates, the ferry runs on Thursday 15, and 20 (Tuesday) to 22 (Thursday).
    assert ferries["ferry-out"].cancelled_dates == (
        date(2018, 3, 15), date(2018, 3, 20), date(2018, 3, 22),
    )  # fmt: skip
    march = [day for day in ferries["ferry-back"].cancelled_dates if day < date(2018, 4, 1)]
    assert march == list(ferries["ferry-back"].cancelled_dates)
    assert len(march) == 11  # Tuesdays, Thursdays, Saturdays and Sundays from 13 to 31 March


def test_the_nearest_post_is_the_nearest_by_road(desk: LoadedWorkbook) -> None:
    roads = Roads.of(desk.prepared.region, desk.prepared.graph)
    nodes = {key: place.node for key, place in places_of(roads.region).items()}
    posts = [row.id for row in desk.tables.places.rows if row.post]
    assert len(posts) == 24
    for walk in [walk for walk in desk.walks if walk.by_road][::40]:
        ways = {}
        for post in posts:
            try:
                found = find_route(
                    roads.graph, roads.region.speeds, nodes[walk.village], nodes[post],
                    roads.vehicle, roads.state,
                )  # fmt: skip
            except Exception as error:
                assert "Unreachable" in type(error).__name__
                continue
            ways[post] = (found.minutes, found.metres)
        assert min(ways.values()) == (walk.minutes, walk.metres) == ways[walk.post]


def test_residents_are_neither_lost_nor_doubled(desk: LoadedWorkbook) -> None:
    rows = {row.id: row for row in desk.tables.places.rows}
    sums = {place.id: place.residents for place in desk.prepared.campaign.posts}
    for walk in desk.walks:
        sums[walk.post] -= walk.residents
        assert walk.residents == rows[walk.village].residents
        assert not rows[walk.village].post
    assert sums == {post: rows[post].residents for post in sums}


def test_where_residents_go_can_be_chosen(changed: Book) -> None:
    # The two posts of the island are taken away.
    def edit(book: object) -> None:
        page = book["Places"]
        for row in page.iter_rows(min_row=2):
            if row[2].value in {"Semau", "Semau Selatan"}:
                row[3].value = None
            if row[1].value == "Camplong II":
                row[6].value = "Takari"

    changes = {("Campaign", "B14"): "post of own kecamatan"}
    found = load(changed(changes, edit), language="en")
    rows = {row.id: row for row in found.tables.places.rows}
    island = [w for w in found.walks if rows[w.village].kecamatan in {"Semau", "Semau Selatan"}]
    assert len(island) == 14
    assert not any(walk.by_road for walk in island)
    assert {one.key for one in found.warnings} >= {"no_road_post", "other_kecamatan"}
    for walk in found.walks:
        if walk not in island and rows[walk.village].name != "Camplong II":
            assert rows[walk.post].kecamatan == rows[walk.village].kecamatan
    (chosen,) = [w for w in found.walks if rows[w.village].name == "Camplong II"]
    assert rows[chosen.post].name == "Takari"


def test_a_place_of_your_own_can_be_a_post(changed: Book) -> None:
    changes = {
        ("Places", "A188"): "pasar-oesao", ("Places", "B188"): "Pasar Oesao",
        ("Places", "C188"): "kupang timur", ("Places", "D188"): "ya",
        ("Places", "F188"): "120", ("Places", "I188"): "tidak ada",
        ("Places", "J188"): "07.00-10.00", ("Places", "L188"): "10/04/2018",
        ("Places", "M188"): "123,8100", ("Places", "N188"): "-10,1100",
        ("Places", "O188"): "+62 81",
        ("Pins", "A2"): "hanya pada tanggal ini", ("Pins", "D2"): "Pasar Oesao",
        ("Pins", "E2"): "12/04/2018",
    }  # fmt: skip
    found = load(changed(changes), language="en").prepared
    place = found.campaign.place_by_id["pasar-oesao"]
    assert place.kecamatan == "Kupang Timur"
    assert place.lodging_per_person is None
    assert place.hours == ((420, 600),)
    assert place.hours_by_weekday == {4: ((480, 600),)}  # Friday 08:00-11:30, within 07:00-10:00
    assert place.closed_dates == (date(2018, 4, 10),)
    assert (place.lon, place.lat, place.phone) == (123.81, -10.11, "+62 81")
    assert place.residents >= 120
    assert found.campaign.rules.pins[0].dates == (date(2018, 4, 12),)
    legs = found.travel.frame
    assert (legs["origin"] == "pasar-oesao").any()


def test_a_workbook_may_be_named_itself(books: dict[str, Path], desk: LoadedWorkbook) -> None:
    found = load(books["en"], language="en")
    assert found.prepared.campaign == desk.prepared.campaign
