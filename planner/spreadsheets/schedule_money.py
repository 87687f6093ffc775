"""Money and cards in schedule.xlsx: every amount follows from a rate on its own sheet."""

from __future__ import annotations

from geodata.message import Figure
from planner.excel_book import Cell, Formula
from planner.spreadsheets.book import FIRST_ROW
from planner.spreadsheets.schedule_formulas import Sheets, serial, total
from planner.tables import (
    COST_PARTS,
    SUKET_SOURCE,
    BudgetRow,
    DateRow,
    LegRow,
    SessionRow,
    rate_id,
)
from routing.plan import OPERATORS

_WORDS = {
    "distance": "distance",
    "nights": "lodging",
    "duty_days": "per_diem",
    "crossings": "crossings",
    "urgency": "urgency",
}
"""Words of the kinds of cost."""


def _rate(sheets: Sheets, rate: str) -> str:
    """Cell of a rate."""
    rows = sheets.tables.rates
    number = next(n for n, row in enumerate(rows) if row.rate == rate)
    return sheets.areas["rates"].cell("rate_rupiah", number)


def leg_cost(sheets: Sheets, row: LegRow, at: int) -> Formula:
    """Return the cost of a drive, rounded to whole rupiah by itself, or a ferry's fare."""
    rate, metres = _rate(sheets, row.rate), f"{sheets.areas['legs'].letter('metres')}{at}"
    text = f"={rate}" if row.metres is None else f"=INT(({metres}*{rate}+500)/1000)"
    return Formula(text, row.rupiah)


def legs_of(sheets: Sheets, key: str, kind: str) -> str:
    """Return the sum of a pair's drives or ferries."""
    legs = sheets.areas["legs"]
    which = f'({legs.column("kind")}="{sheets.book.word(kind)}")'
    pair = f"EXACT({legs.column('pair')},{key})"
    return f"SUMPRODUCT({pair}*{which}*{legs.column('rupiah')})"


def night_cost(sheets: Sheets, row: DateRow) -> Cell:
    """Return the lodging of both operators."""
    if not row.away:
        return 0
    rate = _rate(sheets, rate_id("nights", row.night_at))
    return Formula(f"={OPERATORS}*{rate}", row.rupiah_night)


def duty_cost(sheets: Sheets, row: DateRow) -> Cell:
    """Return the per diem of both operators."""
    if not row.duty_day:
        return 0
    return Formula(f"={OPERATORS}*{_rate(sheets, 'duty_days')}", row.rupiah_duty)


def urgency_cost(sheets: Sheets, row: SessionRow, at: int) -> Formula:
    """Return the price of waiting for a session: days since the start times residents."""
    area = sheets.areas["sessions"]
    residents, day = (f"{area.letter(head)}{at}" for head in ("residents", "date"))
    start = serial(sheets.tables.campaign.start)
    text = f"={residents}*({day}-{start})*{_rate(sheets, 'urgency')}"
    return Formula(text, row.rupiah_urgency)


def budget_sheet(sheets: Sheets) -> None:
    """Write the budget: a row per pair and rate, then a sum of each kind."""
    book, tables, area = sheets.book, sheets.tables, sheets.areas["budget"]
    names = {row.rate: row.subject_name for row in tables.rates}
    rows: list[list[Cell]] = []
    for number, row in enumerate(tables.budget):
        at = FIRST_ROW + number + 1
        km = row.kind == "distance"
        rate = Formula(f"={_rate(sheets, row.rate)}", row.rate_rupiah)
        rows.append(
            [
                row.team, book.word(_WORDS[row.kind]), book.word(names[row.rate]),
                row.quantity / 1000 if km else row.quantity,
                book.word("km_unit" if km else row.quantity_unit), rate,
                _amount(sheets, row, at),
            ]
        )  # fmt: skip
    notes = (book.word("legs_note"), book.word("urgency_note"))
    book.fill(area, book.word("budget"), rows, notes=notes, keys=2)
    sheet = book.sheet(area)
    for number, kind in enumerate(COST_PARTS):
        at = FIRST_ROW + max(area.count, 1) + 1 + number
        word = book.word(_WORDS[kind])
        amount = sum(row.rupiah for row in tables.budget if row.kind == kind)
        same = f"EXACT({area.here('kind')},B{at + 1})"
        formula = Formula(f"=SUMPRODUCT({same}*{area.here('rupiah')})", amount)
        book.row(sheet, at, [book.word("all"), word, *[None] * 4, formula], area.columns, "bold")


def _amount(sheets: Sheets, row: BudgetRow, at: int) -> Formula:
    if row.kind == "distance":
        return Formula(f"={legs_of(sheets, f'$A{at}', 'drive')}", row.rupiah)
    return Formula(f"=D{at}*F{at}", row.rupiah)


def rates_sheet(sheets: Sheets) -> None:
    """Write the rates, each with its reason and source; they may be changed here."""
    book, area = sheets.book, sheets.areas["rates"]
    rows: list[list[Cell]] = [
        [
            book.word(_WORDS[row.kind]), book.word(row.subject_name), row.rupiah,
            book.word("km_unit" if row.unit == "km" else row.unit), book.word(row.basis),
            row.source,
        ]
        for row in sheets.tables.rates
    ]  # fmt: skip
    book.fill(area, book.word("rates"), rows, notes=(book.word("urgency_note"),))
    for number, row in enumerate(sheets.tables.rates):
        look = book.look("number", "entry")
        book.cell(book.sheet(area), FIRST_ROW + number, 2, row.rupiah, look)


def cards_sheet(sheets: Sheets) -> None:
    """Write the blank cards per trip, the stock and what is short of it."""
    book, tables, area = sheets.book, sheets.tables, sheets.areas["cards"]
    kecamatan = {(row.team, row.trip): row.kecamatan for row in tables.trips}
    known = tables.stock is not None
    rows: list[list[Cell]] = []
    for number, row in enumerate(tables.cards):
        at = FIRST_ROW + number + 1
        left = Formula(f"=F{at}-G{at}", row.certificates) if row.certificates is not None else None
        rows.append(
            [
                row.team, row.trip, row.leave_date, row.return_date,
                kecamatan[row.team, row.trip], row.recordings, row.cards, left,
            ]
        )  # fmt: skip
    recordings = sum(row.recordings for row in tables.cards)
    handed = sum(row.cards or 0 for row in tables.cards)
    sums: list[Cell] = [
        Formula(f"={total(sheets, 'cards', head)}", value)
        for head, value in (
            ("recordings", recordings),
            ("cards_taken", handed),
            ("certificates", recordings - handed),
        )
    ]  # fmt: skip
    last: list[Cell] = [book.word("all"), *[None] * 4, *sums[: 3 if known else 1]]
    book.fill(area, book.word("cards"), rows, last, _card_notes(sheets, recordings), keys=2)
    if tables.stock is None:
        return
    sheet, at = book.sheet(area), FIRST_ROW + max(area.count, 1) + 2
    lines: tuple[tuple[str, Cell], ...] = (
        ("stock", tables.stock),
        ("handed_out", Formula(f"={total(sheets, 'cards', 'cards_taken')}", handed)),
        ("stays", Formula(f"=F{at + 1}-F{at + 2}", tables.stock - handed)),
        ("short", Formula(f"={total(sheets, 'cards', 'certificates')}", recordings - handed)),
    )
    for number, (key, cell) in enumerate(lines):
        sheet.write_string(at + number, 4, book.word(key), book.look("text", "bold"))
        book.cell(sheet, at + number, 5, cell, book.look("number", "bold"))


def _card_notes(sheets: Sheets, recordings: int) -> tuple[str, ...]:
    book, stock = sheets.book, sheets.tables.stock
    if stock is None:
        return (book.word("no_stock"),)
    if stock >= recordings:
        return (book.word("enough_cards"),)
    short = book.word("too_few_cards", short=Figure(recordings - stock), source=SUKET_SOURCE)
    return (book.word("cards_note"), short)
