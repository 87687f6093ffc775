"""Days off, market days, hours of weekdays, dates outside, points elsewhere, small prices.

The campaign lasts from Monday 12 March to Tuesday 26 June 2018; Saturdays and Sundays are free.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from planner.workbook.assembly.opening_hours import opening_of
from planner.workbook.faults import WorkbookError
from planner.workbook.loader import load
from planner.workbook.schema.place_sheets import PlaceRow
from routing.campaign.document import Campaign
from routing.campaign.parts import Place, PostDates
from tests.planner.workbook.conftest import Book, refused, told

LELOGAMA = "5303180009"


def planned(changed: Book, changes: dict[tuple[str, str], object]) -> Campaign:
    return load(changed(changes), language="en").prepared.campaign


def warned(changed: Book, changes: dict[tuple[str, str], object]) -> dict[tuple[str, str], str]:
    """What is told, by code and cell."""
    found = load(changed(changes), language="en").warnings
    return {(one.key, one.cell): one.text("en") for one in found}


def days(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def test_days_off_are_spans_and_weekdays(changed: Book) -> None:
    teams = planned(changed, {("Pairs", "I2"): "28/03/2018 - 03/04/2018; Monday"}).teams
    assert teams[1].days_off == ()
    off = set(teams[0].days_off)
    assert set(days(date(2018, 3, 28), date(2018, 4, 3))) <= off
    mondays = {day for day in days(date(2018, 3, 12), date(2018, 6, 26)) if day.weekday() == 0}
    assert off - mondays == set(days(date(2018, 3, 28), date(2018, 4, 3))) - mondays
    assert mondays <= off


def test_a_pair_on_two_rows_is_away_between_its_spans(changed: Book) -> None:
    """T01 until 27 March and from 4 April: away from 28 March to 3 April."""
    rows = {("Pairs", f"{column}3"): value for column, value in
            zip("ABC", ("T01", "Operator 01A", "Operator 01B"), strict=True)}  # fmt: skip
    spans = {("Pairs", "H2"): "27/03/2018", ("Pairs", "G3"): "04/04/2018"}
    campaign = planned(changed, rows | spans)
    assert [team.id for team in campaign.teams][:2] == ["T01", "T03"]
    pair = campaign.teams[0]
    assert (pair.from_, pair.until) == (campaign.start, campaign.deadline)
    assert pair.days_off == days(date(2018, 3, 28), date(2018, 4, 3))


def test_rows_of_a_pair_agree(changed: Book) -> None:
    rows: dict[tuple[str, str], object] = {
        ("Pairs", "A3"): "T01", ("Pairs", "B3"): "Operator 01A", ("Pairs", "C3"): "Operator 01B",
        ("Pairs", "E3"): 5, ("Pairs", "A5"): "T03",
    }  # fmt: skip
    assert told(refused(changed(rows))) == {
        ("pair_differs", "Pairs", "E3"),
        ("id_twice", "Pairs", "A5"),
    }


def test_a_pair_that_is_always_off(changed: Book) -> None:
    assert ("never_available", "G2") in warned(changed, {("Pairs", "I2"): "Monday-Friday"})


def market(changed: Book, text: str, **place: object) -> tuple[date, ...]:
    """Dates of a pin of Lelogama."""
    row = next(n for n in range(2, 400) if _id(changed, n) == LELOGAMA)
    changes = {("Places", f"{column}{row}"): value for column, value in place.items()}
    changes |= {("Pins", "A2"): "only on these dates", ("Pins", "D2"): LELOGAMA}
    (pin,) = planned(changed, changes | {("Pins", "E2"): text}).rules.pins
    assert isinstance(pin, PostDates)
    return pin.dates


def _id(changed: Book, row: int) -> object:
    found: list[object] = []
    changed({}, lambda book: found.append(book["Places"][f"A{row}"].value))
    return str(found[0])


def test_market_days(changed: Book) -> None:
    """Tuesdays but the holidays 1 and 29 May, and 12 and 19 June."""
    holidays = {date(2018, 5, 1), date(2018, 5, 29), date(2018, 6, 12), date(2018, 6, 19)}
    tuesdays = [day for day in days(date(2018, 3, 12), date(2018, 6, 26)) if day.weekday() == 1]
    assert market(changed, "Selasa") == tuple(day for day in tuesdays if day not in holidays)
    both = market(changed, "Tuesday; 11/04/2018; Thu", L="13/03/2018")
    assert date(2018, 3, 13) not in both
    assert date(2018, 4, 11) in both
    assert {day.weekday() for day in both} == {1, 2, 3}


def test_a_market_day_on_which_nothing_is_open(changed: Book) -> None:
    changes = {("Pins", "A2"): "only on these dates", ("Pins", "D2"): LELOGAMA}
    found = refused(changed(changes | {("Pins", "E2"): "Saturday"}))
    assert told(found) == {("pin_no_day", "Pins", "E2")}


def test_a_pin_on_a_date_on_which_the_post_is_closed_is_told(changed: Book) -> None:
    """12 March 2018 is a Monday, 13 March a Tuesday."""
    pin = {("Pins", "A2"): "only on these dates", ("Pins", "D2"): LELOGAMA}
    pin |= {("Pins", "E2"): "12/03/2018; 13/03/2018"}
    row = _setting(changed, "Opening hours of certain weekdays")
    found = load(changed(pin | {("Campaign", f"B{row}"): "Monday: closed"}), language="en")
    said = [one.text("en") for one in found.warnings if one.key == "pin_closed"]
    assert len(said) == 1
    assert said[0].startswith("Pins, cell E2: this post is closed on 12/03/2018.")


def _setting(changed: Book, name: str) -> int:
    rows: list[int] = []

    def find(book: Workbook) -> None:
        rows.extend(
            row[0].row for row in book["Campaign"].iter_rows() if str(row[0].value).startswith(name)
        )

    changed({}, find)
    return rows[0]


def test_hours_of_weekdays_merge_day_by_day() -> None:
    friday, whole = ((480, 690),), ((480, 720), (780, 960))

    def row(**held: object) -> PlaceRow:
        return PlaceRow.model_construct(**({"hours": (), "other_hours": {}} | held))

    assert opening_of(row(other_hours={2: ()}), whole, {4: friday}) == (whole, {2: (), 4: friday})
    assert opening_of(row(other_hours={4: whole}), whole, {4: friday}) == (whole, {4: whole})
    own = ((540, 840),)
    assert opening_of(row(hours=own), whole, {4: friday, 5: ()}) == (own, {4: ((540, 690),), 5: ()})


def test_dates_outside_are_told_on_every_sheet(changed: Book) -> None:
    december = datetime.combine(date(2018, 12, 4), time())
    cells: dict[tuple[str, str], object] = {
        ("Calendar", "A27"): december, ("Calendar", "C27"): "server outage",
        ("Calendar", "A28"): datetime.combine(date(2018, 7, 4), time()),
        ("Calendar", "C28"): "server capacity", ("Calendar", "D28"): 50,
        ("Calendar", "A29"): datetime.combine(date(2018, 8, 5), time()),
        ("Calendar", "C29"): "rest day",
        ("Places", "L12"): "2018-12-04; 2018-04-12", ("Pairs", "I2"): "01/01/2017",
        ("Pairs", "H3"): december,
        ("Crossings", "L2"): "10/07/2018 - 12/07/2018",
    }  # fmt: skip
    found = {cell: text for (key, cell), text in warned(changed, cells).items()
             if key == "date_outside"}  # fmt: skip
    assert set(found) == {"A27", "A28", "A29", "L12", "I2", "H3", "L2"}
    assert found["A27"] == (
        "Calendar, cell A27: 04/12/2018 is outside the campaign (12/03/2018 to 26/06/2018) and "
        "changes nothing. Day and month swapped? 12/04/2018 is inside. Check the date."
    )
    assert "swapped" not in found["I2"]


def test_dates_inside_and_holidays_of_the_year_are_not_told(changed: Book) -> None:
    assert not [key for key, _ in warned(changed, {}) if key == "date_outside"]


@pytest.mark.parametrize(
    ("lon", "lat", "said"),
    [
        (0, 0, "0, 0 is in the sea near Africa."),
        (123.9, 9.7, "is the minus missing?"),
        (-9.7, 123.9, "are the two swapped?"),
        (106.8, -6.2, "keep the dataset's."),
    ],
)
def test_points_elsewhere(changed: Book, lon: float, lat: float, said: str) -> None:
    found = refused(changed({("Places", "M12"): lon, ("Places", "N12"): lat}))
    assert told(found) == {("point_elsewhere", "Places", "M12")}
    assert found[0].text("en").endswith(said)


def test_nothing_else_is_told_of_a_point_elsewhere(changed: Book) -> None:
    """A refused point is used nowhere, so no caution may say from where ways are timed."""
    with pytest.raises(WorkbookError) as caught:
        load(changed({("Places", "M12"): 0, ("Places", "N12"): 0}), language="en")
    assert [one.key for one in caught.value.faults] == ["point_elsewhere"]
    assert not [one.key for one in caught.value.warnings if one.cell == "M12"]


def test_a_point_far_from_its_village_is_replaced(changed: Book) -> None:
    """Half a degree off, in the regency: the village's own point, on the pages too."""

    def at(campaign: Campaign, id_: str) -> Place:
        return campaign.place_by_id[id_]

    before = at(planned(changed, {}), LELOGAMA)
    row = next(n for n in range(2, 400) if _id(changed, n) == LELOGAMA)
    changes = {("Places", f"M{row}"): 123.78, ("Places", f"N{row}"): -10.15}
    loaded = load(changed(changes), language="en")
    after = at(loaded.prepared.campaign, LELOGAMA)
    assert (after.lon, after.lat) == (before.lon, before.lat)
    assert ("point_replaced", f"M{row}") in {(one.key, one.cell) for one in loaded.warnings}


def test_prices_in_thousands(changed: Book) -> None:
    found = warned(changed, {("Costs", "B4"): 430, ("Costs", "B5"): 150, ("Costs", "B2"): 0})
    small = {cell: text for (key, cell), text in found.items() if key == "small_rupiah"}
    assert set(small) == {"B4", "B5"}
    assert "only 430 rupiah; is it 430000?" in small["B4"]


def test_a_workbook_that_counts_days_from_1904(changed: Book) -> None:
    """41709 is 12 March 2018 there, 41815 is 26 June."""

    def edit(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        for cell, number in (("B3", 41709), ("B4", 41815)):
            book["Campaign"][cell].value = number
            book["Campaign"][cell].number_format = "General"

    campaign = load(changed({}, edit), language="en").prepared.campaign
    assert (campaign.start, campaign.deadline) == (date(2018, 3, 12), date(2018, 6, 26))


def test_midnight_typed_as_24_00(changed: Book) -> None:
    midnight = datetime.combine(date(1900, 1, 1), time())
    assert planned(changed, {("Campaign", "B9"): midnight}).rules.duty_end == 1440


def test_time_zones_of_indonesia(changed: Book) -> None:
    assert planned(changed, {("Campaign", "B19"): "WIT"}).timezone == "Asia/Jayapura"
    assert told(refused(changed({("Campaign", "B19"): "GMT+8"}))) == {
        ("unreadable", "Campaign", "B19")
    }
