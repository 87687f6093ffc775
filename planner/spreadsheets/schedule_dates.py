"""Sheets of schedule.xlsx with a row per date."""

from __future__ import annotations

import datetime as dt

from planner.excel_book import Cell, Formula
from planner.spreadsheets.book import FIRST_ROW, Area, SheetColumn
from planner.spreadsheets.schedule_formulas import Sheets
from planner.tables import DateRow


def board_sheet(sheets: Sheets) -> None:
    """Write a row per date and a column per pair."""
    book, tables = sheets.book, sheets.tables
    days = tables.campaign.dates
    pairs = [row.team for row in tables.pairs]
    columns = (
        SheetColumn("date", 18, "date"),
        *(SheetColumn(pair, 14, named=False) for pair in pairs),
    )
    area = Area(sheets.areas["board"].sheet, columns, len(days))
    found = {(row.team, row.date): row for row in tables.dates}
    rest = set(tables.campaign.rest_days)
    rows: list[list[Cell]] = [
        [day, *(_where(sheets, found.get((pair, day))) for pair in pairs)] for day in days
    ]
    book.fill(area, book.word("board"), rows, notes=(book.word("board_note"),))
    sheet = book.sheet(area)
    for number, (day, row) in enumerate(zip(days, rows, strict=True), FIRST_ROW):
        for column, cell in enumerate(row):
            at = found.get((pairs[column - 1], day)) if column else None
            style = _style(at) if at else "rest" if day in rest else ""
            if style:
                book.cell(sheet, number, column, cell, book.look(columns[column].form, style))


def _style(row: DateRow) -> str:
    if row.residents:
        return "record"
    return "travel" if row.duty_day else "rest"


def _where(sheets: Sheets, row: DateRow | None) -> str | None:
    """Say where a pair is: kecamatan and residents; a star marks a night away."""
    if row is None:
        return None
    if row.residents:
        text = f"{row.kecamatan} {row.residents}"
    elif row.duty_day:
        text = sheets.book.word("on_the_way")
    else:
        text = sheets.book.word("away", place=row.night_name)
    return f"{text} *" if row.away else text


def days_sheet(sheets: Sheets) -> None:
    """Write residents per kecamatan over time: a row per date, sums so far on the right."""
    book, tables = sheets.book, sheets.tables
    days, names = tables.campaign.dates, [row.kecamatan for row in tables.kecamatan]
    columns = (
        SheetColumn("date", 18, "date"),
        *(SheetColumn(name, 5, "sparse", named=False, upright=True) for name in names),
        SheetColumn("all", 8, "number"),
        SheetColumn("so_far", 10, "number"),
        SheetColumn("left", 8, "number"),
    )
    area = Area(sheets.areas["days"].sheet, columns, len(days))
    counts: dict[tuple[str, dt.date], int] = {
        (row.kecamatan, row.date): row.recorded for row in tables.residents_by_date
    }
    to_record = sum(row.to_record for row in tables.kecamatan)
    rows: list[list[Cell]] = []
    so_far = 0
    for number, day in enumerate(days):
        at = FIRST_ROW + number + 1
        values = [counts.get((name, day), 0) for name in names]
        so_far += sum(values)
        first, last, mine, upto = (
            area.letter_at(n) for n in (1, len(names), len(names) + 1, len(names) + 2)
        )
        before = f"+{upto}{at - 1}" if number else ""
        rows.append(
            [
                day,
                *(_count(sheets, area, n, at, value) for n, value in enumerate(values, 1)),
                Formula(f"=SUM({first}{at}:{last}{at})" if names else "=0", sum(values)),
                Formula(f"={mine}{at}{before}", so_far),
                Formula(f"={to_record}-{upto}{at}", to_record - so_far),
            ]
        )
    top, bottom = FIRST_ROW + 1, FIRST_ROW + len(days)
    sums: list[Cell] = [book.word("all")]
    for n, name in enumerate([*names, None], 1):
        value = sum(count for (other, _), count in counts.items() if name in {None, other})
        letter = area.letter_at(n)
        sums.append(Formula(f"=SUM({letter}{top}:{letter}{bottom})", value))
    book.fill(area, book.word("days"), rows, sums, (book.word("days_note"),))


def _count(sheets: Sheets, area: Area, column: int, at: int, value: int) -> Formula:
    sessions = sheets.areas["sessions"]
    head = f"{area.letter_at(column)}${FIRST_ROW}"
    date = f"({sessions.column('date')}=$A{at})"
    name = f"EXACT({sessions.column('kecamatan')},{head})"
    return Formula(f"=SUMPRODUCT({date}*{name}*{sessions.column('residents')})", value)
