"""Sums add up to the plan's summary; expected values are counted by hand in conftest."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from shapely import LineString

from maps import MapData, WayPart, WayShape
from maps.drawing.layers import post_radius
from maps.figures.gantt import board
from maps.figures.summaries import all_kecamatan, all_pairs, surface_metres, trips
from maps.language.catalogue import language
from maps.pages.overview import missing_ways

MONDAY = dt.date(2018, 3, 12)


def test_pairs_add_up_to_the_summary(data: MapData) -> None:
    pairs, summary = all_pairs(data), data.plan.summary
    assert [pair.team.id for pair in pairs] == ["T01", "T02"]
    assert sum(pair.residents for pair in pairs) == summary.residents_recorded == 42 + 36 + 46 + 14
    assert sum(pair.metres for pair in pairs) == summary.metres
    assert sum(pair.nights for pair in pairs) == summary.nights_away == 3
    assert sum(pair.duty_days for pair in pairs) == summary.duty_days == 3
    for part in ("distance", "nights", "duty_days", "crossings", "urgency"):
        total = sum(getattr(pair.rupiah, part) for pair in pairs)
        # by hand: 110.5 km at 3,000; nights at p1 (none) and twice at se (2 x 100,000);
        # 3 days at 2 x 400,000; one ferry; 60 residents a day late at 10
        assert total == getattr(summary.rupiah, part), part
    assert pairs[1].first is None
    assert pairs[1].trips == ()


def test_a_trip_ends_with_a_night_at_the_base(data: MapData) -> None:
    dates = data.plan.teams[0].dates
    assert [len(trip) for trip in trips(dates, "oe")] == [4]
    assert [len(trip) for trip in trips(dates, "se")] == [2, 1, 1]


def test_kecamatan_by_code_and_by_name(data: MapData) -> None:
    rows = {row.code: row for row in all_kecamatan(data)}
    assert list(rows) == ["K1", "K2", "K3"]
    assert (rows["K1"].recorded, rows["K1"].to_record, rows["K1"].pairs) == (78, 100, ("T01",))
    assert (rows["K2"].recorded, rows["K2"].to_record, rows["K2"].pairs) == (0, 40, ())
    # the island's post names its kecamatan, "Pulau", in place of the code
    assert (rows["K3"].recorded, rows["K3"].to_record) == (60, 60)
    assert rows["K3"].first == rows["K3"].last == MONDAY + dt.timedelta(days=1)


def test_a_kecamatan_without_an_outline_is_still_counted(data: MapData) -> None:
    places = tuple(
        replace(place, kecamatan="K9") if place.id == "ta" else place
        for place in data.campaign.places
    )
    rows = all_kecamatan(replace(data, campaign=replace(data.campaign, places=places)))
    assert [(row.code, row.to_record) for row in rows][-1] == ("K9", 40)


def test_surface_shares_keep_official_and_estimated_metres() -> None:
    parts = (
        WayPart(LineString([(123.0, -10.0), (123.2, -10.0)]), "national", "asphalt", False),
        WayPart(LineString([(123.2, -10.0), (123.3, -10.0)]), "national", "unpaved", False),
        WayPart(LineString([(123.3, -10.0), (123.4, -10.0)]), "local", "unpaved", True),
    )
    shares = surface_metres(WayShape(parts, 40_000, 60, 10_000, ()))
    # official 30 km over lines 2 : 1, estimated 10 km over the rest
    assert shares == {"asphalt": 20_000, "unpaved": 20_000}


def test_a_leg_without_a_way_is_listed(data: MapData) -> None:
    assert missing_ways(data, all_pairs(data)) == (("p2", "oe", "car", "wet"),)


def test_board_joins_like_dates(data: MapData) -> None:
    table = board(data, all_pairs(data), language("en"))
    assert table.days == 12
    assert table.rest == (5, 6)
    row, idle = table.rows
    assert [(block.start, block.days, block.kind) for block in row.blocks] == [
        (0, 1, "record"),
        (1, 1, "record"),
        (2, 1, "rest"),
        (3, 1, "travel"),
    ]
    assert row.blocks[0].title == "12 Mar: Amarasi, 78 residents"
    assert row.nights == ((0, 3),)
    assert idle.blocks == ()


def test_the_area_of_a_circle_grows_with_the_residents() -> None:
    assert (post_radius(1600) - 3) == pytest.approx(2 * (post_radius(400) - 3))
