"""When records reach the server, by hand: Monday's and Tuesday's come home on Thursday."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from maps import MapData, overview_html
from maps.figures.uploads import kecamatan_sent, sent_dates, server_days
from routing.campaign.parts import ServerCapacity

MONDAY = dt.date(2018, 3, 12)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + dt.timedelta(days=n) for n in (1, 2, 3))


def online(data: MapData, default: int | None, by_date: dict[dt.date, int]) -> MapData:
    capacity = ServerCapacity(default, by_date)
    rules = replace(data.campaign.rules, connectivity="online", server_capacity=capacity)
    return replace(data, campaign=replace(data.campaign, rules=rules))


def test_offline_records_arrive_with_the_next_night_at_the_base(data: MapData) -> None:
    dates = data.plan.teams[0].dates
    assert sent_dates(dates, "oe", "offline") == {MONDAY: THURSDAY, TUESDAY: THURSDAY}
    assert sent_dates(dates, "oe", "online") == {MONDAY: MONDAY, TUESDAY: TUESDAY}
    # the base is the post's own place: sent on the evening of the date
    assert sent_dates(dates, "p1", "offline") == {MONDAY: MONDAY, TUESDAY: None}


def test_offline_sums_by_date(data: MapData) -> None:
    rows = [
        (day.date, day.recorded, day.recorded_so_far, day.sent, day.sent_so_far)
        for day in server_days(data)
    ]
    assert rows == [
        (MONDAY, 78, 78, 0, 0),
        (TUESDAY, 60, 138, 0, 0),
        (THURSDAY, 0, 138, 138, 138),
    ]
    assert kecamatan_sent(data) == {"K1": THURSDAY, "K3": THURSDAY}


def test_online_use_and_outages(data: MapData) -> None:
    days = server_days(online(data, 100, {TUESDAY: 60, WEDNESDAY: 0}))
    assert [(day.date, day.recorded, day.capacity, day.outage) for day in days] == [
        (MONDAY, 78, 100, False),
        (TUESDAY, 60, 60, False),
        (WEDNESDAY, 0, 0, True),
    ]
    assert [day.sent for day in days] == [78, 60, 0]


def cells(html: str, table: str) -> list[str]:
    body = html.split(f'<table class="{table}">')[1].split("</table>", maxsplit=1)[0]
    return re.findall(r">([^<>]+)</t[dh]>", body)


def test_the_overview_shows_arrivals_offline(data: MapData) -> None:
    html = overview_html(data, "en")
    assert cells(html, "dates")[:10] == [
        "Date", "Recorded", "So far", "Reach the server", "At the server",
        "Mon 12 Mar", "78", "78", "0", "0",
    ]  # fmt: skip
    assert "All at the server" in cells(html, "areas")
    assert "15 Mar" in cells(html, "areas")
    assert 'class="c-sent"' in html


def test_the_overview_shows_the_use_of_capacity_online(data: MapData) -> None:
    html = overview_html(online(data, 100, {TUESDAY: 60, WEDNESDAY: 0}), "en")
    shown = cells(html, "dates")
    assert shown[3:5] == ["Capacity", "Used"]
    assert shown[5:10] == ["Mon 12 Mar", "78", "78", "100", "78%"]
    assert shown[10:15] == ["Tue 13 Mar", "60", "138", "60", "100%"]
    assert shown[15:20] == ["Wed 14 Mar", "0", "138", "out of service", "–"]
    assert "All at the server" not in cells(html, "areas")
    assert 'class="c-out"' in html
    assert 'class="c-sent"' not in html


def test_online_without_a_limit(data: MapData) -> None:
    html = overview_html(online(data, None, {}), "en")
    assert "the server takes any number" in html
    assert "Capacity" not in cells(html, "dates")
