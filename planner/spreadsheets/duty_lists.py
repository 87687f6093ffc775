"""duty-lists.xlsx: a sheet per pair, to be printed and attached to its travel order.

A travel order (surat tugas) names the operators, the dates, the places, nights and
distances. What the registry decides itself, its number and who signs it, is left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_interval
from xlsxwriter.utility import xl_range

from geodata import Language
from maps.language import LOCALES
from planner.excel_book import Cell, Formula, Worksheet
from planner.spreadsheets.book import LINE_POINTS, Book, SheetColumn
from planner.tables import DateRow, LegRow, PairSumsRow, PlanTables, TripRow

_COLUMNS = (
    SheetColumn("trip_short", 6, "count"),
    SheetColumn("date", 16, "date"),
    SheetColumn("place", 34),
    SheetColumn("activity", 27),
    SheetColumn("residents", 8, "number"),
    SheetColumn("night_at", 16),
    SheetColumn("nights", 10, "number"),
    SheetColumn("km", 9, "km"),
)
_RESIDENTS, _NIGHTS, _KM = 4, 6, 7
_TABLE_ROW = 8
_LAST = len(_COLUMNS) - 1


def write_duty_lists(path: Path, tables: PlanTables, language: Language = "id") -> None:
    """Write duty-lists.xlsx.

    Parameters
    ----------
    path
        File to write.
    tables
        The plan's tables.
    language
        Of the lists: by default Bahasa Indonesia, as everything that teams carry.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    campaign = tables.campaign
    with Book(path, language, campaign.name, campaign.start) as book:
        for pair in tables.pairs:
            _sheet(book, tables, pair)


def _sheet(book: Book, tables: PlanTables, pair: PairSumsRow) -> None:
    area = book.area(pair.team, _COLUMNS, 0)
    sheet = book.sheet(area)
    for number, column in enumerate(_COLUMNS):
        sheet.set_column(number, number, column.width)
    book.page(sheet, landscape=False)
    _head(book, sheet, tables, pair)
    trips = [row for row in tables.trips if row.team == pair.team]
    if not trips:
        book.cell(sheet, _TABLE_ROW, 0, book.word("no_duty"), book.look("plain", "bold"))
        return
    for number, column in enumerate(_COLUMNS):
        style = "head_right" if column.form in {"number", "km"} else "head"
        book.cell(sheet, _TABLE_ROW, number, book.word(column.head), book.look("", style, "lined"))
    sheet.set_row(_TABLE_ROW, 2 * LINE_POINTS)
    sheet.repeat_rows(_TABLE_ROW)
    at, first = _TABLE_ROW + 1, _TABLE_ROW + 1
    legs = [row for row in tables.legs if row.team == pair.team]
    dates = [row for row in tables.dates if row.team == pair.team]
    for trip, days in groupby(dates, key=lambda row: row.trip):
        at = _trip(book, sheet, at, trips[trip - 1], [_line(book, day, legs) for day in days])
    sums = _sums(book.word("pair_total"), first, at - 1, pair)
    book.row(sheet, at, sums, _COLUMNS, "sum", "lined")
    sheet.print_area(0, 0, at + 8, _LAST)
    _signatures(book, sheet, at + 2, pair)


def _head(book: Book, sheet: Worksheet, tables: PlanTables, pair: PairSumsRow) -> None:
    """Write who is sent, with what, from where and for how long."""
    campaign = tables.campaign
    base = campaign.place_by_id[campaign.base].name
    book.cell(sheet, 0, 0, book.word("duty_title"), book.look("plain", "title"))
    book.cell(sheet, 1, 0, book.word("duty_number"), book.look("plain"))
    period = "–"
    if pair.first_date and pair.last_date:
        days = [row.date for row in tables.dates if row.team == pair.team]
        period = _span(book.language, days)
    lines = (
        ("pair", pair.team),
        ("operators", f"1. {pair.operator_1}    2. {pair.operator_2}"),
        ("task", book.word("task_text", campaign=campaign.name)),
        ("vehicle", book.word(pair.vehicle)),
        ("period", f"{period}; {book.word('base').lower()}: {base}"),
    )
    sheet.set_row(0, 2 * LINE_POINTS)
    for number, (key, text) in enumerate(lines, 2):
        book.cell(sheet, number, 0, book.word(key), book.look("plain", "bold"))
        sheet.merge_range(number, 2, number, _LAST, "", book.look("text"))
        book.cell(sheet, number, 2, text, book.look("text"))
        sheet.set_row(number, LINE_POINTS * (1 + len(text) // 100))


def _span(language: Language, days: Sequence[Any]) -> str:
    first, last, locale = min(days), max(days), LOCALES[language]
    if first == last:
        return str(format_date(first, "d MMMM y", locale=locale))
    return str(format_interval(first, last, "yMMMMd", locale=locale))


def _trip(
    book: Book,
    sheet: Worksheet,
    at: int,
    trip: TripRow,
    lines: list[list[Cell]],
) -> int:
    """Write a trip from row `at`, with a sum where it has several dates; returns the row after."""
    for number, cells in enumerate(lines, at):
        book.row(sheet, number, cells, _COLUMNS, "lined")
    end = at + len(lines)
    if len(lines) == 1:
        return end
    span = _span(book.language, [trip.leave_date, trip.return_date])
    title = book.word("trip_line", number=trip.trip, dates=span, days=trip.dates)
    book.row(sheet, end, _sums(title, at, end - 1, trip), _COLUMNS, "part", "lined")
    return end + 1


def _sums(title: str, first: int, last: int, row: TripRow | PairSumsRow) -> list[Cell]:
    """Return a row of sums; SUBTOTAL leaves other sums within its rows out."""
    cells: list[Cell] = [None, None, title, *[None] * (_LAST - 2)]
    values = {_RESIDENTS: row.residents, _NIGHTS: row.nights, _KM: row.metres / 1000}
    for column, value in values.items():
        cells[column] = Formula(f"=SUBTOTAL(9,{xl_range(first, column, last, column)})", value)
    return cells


def _line(book: Book, row: DateRow, legs: list[LegRow]) -> list[Cell]:
    mine = [leg for leg in legs if leg.date == row.date]
    return [
        row.trip, row.date, " - ".join(_places(row, mine)), _activity(book, row),
        row.residents, row.night_name, int(row.away), row.metres / 1000,
    ]  # fmt: skip


def _places(row: DateRow, legs: list[LegRow]) -> Iterator[str]:
    """Name the places of a date in the order in which it passes them, each run once."""
    yield row.start_name
    here = row.start_name
    for leg in legs:
        if leg.destination_name != here:
            here = leg.destination_name
            yield here


def _activity(book: Book, row: DateRow) -> str:
    if row.posts:
        return book.word("recording", posts=row.posts)
    return book.word("travel_only" if row.duty_day else "rest_away")


def _signatures(book: Book, sheet: Worksheet, at: int, pair: PairSumsRow) -> None:
    """Leave room for whoever orders the duty and for both operators to sign."""
    plain = book.look("plain")
    heads = (book.word("ordered_by"), f"{pair.operator_1},", f"{pair.operator_2},")
    feet = (book.word("name_line"), "", "")
    for (head, foot), column in zip(zip(heads, feet, strict=True), (0, 2, 5), strict=True):
        book.cell(sheet, at, column, head, plain)
        book.cell(sheet, at + 4, column, foot or ".........................", plain)
    book.cell(sheet, at + 5, 0, book.word("id_line"), plain)
