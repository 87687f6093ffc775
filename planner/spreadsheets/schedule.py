"""schedule.xlsx: who is where on which date, with sums that follow from the sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from geodata import Language
from maps.language import language as reader
from planner.excel_book import Cell, Formula
from planner.spreadsheets import schedule_money as money
from planner.spreadsheets.book import FIRST_ROW, Area, Book, SheetColumn
from planner.spreadsheets.schedule_dates import board_sheet, days_sheet
from planner.spreadsheets.schedule_formulas import Sheets, same, serial, summed, total
from planner.tables import PlanTables

_COLUMNS: dict[str, tuple[SheetColumn, ...]] = {
    "summary": (
        SheetColumn("what", 34),
        SheetColumn("from_sheets", 18, "number"),
        SheetColumn("in_plan", 18, "number"),
        SheetColumn("agrees", 12),
    ),
    "board": (),
    "days": (),
    "pairs": (
        SheetColumn("pair", 9), SheetColumn("operators", 28), SheetColumn("vehicle", 12),
        SheetColumn("kecamatan", 30), SheetColumn("first", 17, "date"),
        SheetColumn("last", 17, "date"),
        SheetColumn("residents", 10, "number"), SheetColumn("duty_days", 10, "number"),
        SheetColumn("nights", 10, "number"), SheetColumn("km", 10, "km"),
        SheetColumn("distance_rupiah", 14, "number"), SheetColumn("nights_rupiah", 14, "number"),
        SheetColumn("duty_rupiah", 14, "number"), SheetColumn("crossing_rupiah", 15, "number"),
        SheetColumn("spent_rupiah", 15, "number"), SheetColumn("urgency_rupiah", 14, "number"),
    ),
    "kecamatan": (
        SheetColumn("kecamatan", 26), SheetColumn("pair_of", 14), SheetColumn("first", 17, "date"),
        SheetColumn("last", 17, "date"), SheetColumn("to_record", 12, "number"),
        SheetColumn("recorded", 12, "number"), SheetColumn("left", 12, "number"),
    ),
    "unserved": (
        SheetColumn("post", 24), SheetColumn("kecamatan", 22),
        SheetColumn("residents", 10, "number"), SheetColumn("why", 60), SheetColumn("remedy", 60),
    ),
    "trips": (
        SheetColumn("pair", 9), SheetColumn("trip", 11, "number"), SheetColumn("leave", 17, "date"),
        SheetColumn("return", 17, "date"), SheetColumn("days_long", 10, "number"),
        SheetColumn("kecamatan", 32), SheetColumn("residents", 10, "number"),
        SheetColumn("duty_days", 10, "number"), SheetColumn("nights", 10, "number"),
        SheetColumn("km", 10, "km"),
        SheetColumn("spent_rupiah", 15, "number"),
    ),
    "dates": (
        SheetColumn("pair", 9), SheetColumn("trip", 11, "number"), SheetColumn("date", 17, "date"),
        SheetColumn("starts_at", 18), SheetColumn("posts", 26), SheetColumn("kecamatan", 22),
        SheetColumn("residents", 10, "number"), SheetColumn("driving", 11, "number"),
        SheetColumn("km", 10, "km"), SheetColumn("night_at", 18),
        SheetColumn("nights", 10, "number"),
        SheetColumn("duty_days", 10, "number"), SheetColumn("nights_rupiah", 13, "number"),
        SheetColumn("duty_rupiah", 13, "number"),
    ),
    "sessions": (
        SheetColumn("pair", 9), SheetColumn("trip", 11, "number"), SheetColumn("date", 17, "date"),
        SheetColumn("post", 24), SheetColumn("kecamatan", 22), SheetColumn("start", 9, "clock"),
        SheetColumn("end", 9, "clock"), SheetColumn("minutes", 10, "number"),
        SheetColumn("residents", 10, "number"), SheetColumn("urgency_rupiah", 14, "number"),
    ),
    "legs": (
        SheetColumn("pair", 9), SheetColumn("trip", 11, "number"), SheetColumn("date", 17, "date"),
        SheetColumn("kind", 14), SheetColumn("from", 22), SheetColumn("to", 22),
        SheetColumn("start", 9, "clock"),
        SheetColumn("end", 9, "clock"), SheetColumn("minutes", 10, "number"),
        SheetColumn("metres", 11, "number"), SheetColumn("rupiah", 13, "number"),
    ),
    "budget": (
        SheetColumn("pair", 9), SheetColumn("kind", 16), SheetColumn("for", 26),
        SheetColumn("quantity", 12, "number"), SheetColumn("unit", 16),
        SheetColumn("rate_rupiah", 13, "number"),
        SheetColumn("rupiah", 15, "number"),
    ),
    "rates": (
        SheetColumn("kind", 16), SheetColumn("for", 30), SheetColumn("rate_rupiah", 13, "number"),
        SheetColumn("unit", 16), SheetColumn("basis", 18), SheetColumn("source", 90),
    ),
    "cards": (
        SheetColumn("pair", 9), SheetColumn("trip", 11, "number"), SheetColumn("leave", 17, "date"),
        SheetColumn("return", 17, "date"), SheetColumn("kecamatan", 32),
        SheetColumn("recordings", 13, "number"), SheetColumn("cards_taken", 13, "number"),
        SheetColumn("certificates", 13, "number"),
    ),
    "assumptions": (SheetColumn("what", 28), SheetColumn("value", 30), SheetColumn("why", 90)),
    "sources": (SheetColumn("figure", 60), SheetColumn("source", 70), SheetColumn("licence", 16)),
}  # fmt: skip


def write_schedule(path: Path, tables: PlanTables, language: Language) -> None:
    """Write schedule.xlsx.

    Parameters
    ----------
    path
        File to write.
    tables
        The plan's tables.
    language
        Of headings, notes and dates.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    campaign = tables.campaign
    with Book(path, language, campaign.name, campaign.start) as book:
        areas = {
            name: book.area(book.word(name), columns, _count(tables, name))
            for name, columns in _COLUMNS.items()
            if name != "unserved" or tables.plan.unserved
        }
        sheets = Sheets(book, tables, areas)
        _summary(sheets)
        board_sheet(sheets)
        days_sheet(sheets)
        _pairs(sheets)
        _kecamatan(sheets)
        if tables.plan.unserved:
            _unserved(sheets)
        _trips(sheets)
        _dates(sheets)
        _sessions(sheets)
        _legs(sheets)
        money.budget_sheet(sheets)
        money.rates_sheet(sheets)
        money.cards_sheet(sheets)
        _texts(sheets)


def _count(tables: PlanTables, name: str) -> int:
    if name in {"assumptions", "sources"}:
        return len(getattr(tables.campaign, name))
    if name == "unserved":
        return len(tables.plan.unserved)
    rows: Sequence[object] = getattr(tables, name, ())
    return len(rows)


def _summary(sheets: Sheets) -> None:
    book, plan = sheets.book, sheets.tables.plan
    summary, rupiah = plan.summary, plan.summary.rupiah
    lines: list[tuple[str, str, float]] = [
        ("to_record", total(sheets, "kecamatan", "to_record"), summary.residents_to_record),
        ("recorded", total(sheets, "sessions", "residents"), summary.residents_recorded),
        ("left", total(sheets, "kecamatan", "left"), sum(u.residents for u in plan.unserved)),
        ("duty_days", total(sheets, "dates", "duty_days"), summary.duty_days),
        ("nights", total(sheets, "dates", "nights"), summary.nights_away),
        ("km", f"{total(sheets, 'legs', 'metres')}/1000", summary.metres / 1000),
        ("distance_rupiah", total(sheets, "pairs", "distance_rupiah"), rupiah.distance),
        ("nights_rupiah", total(sheets, "pairs", "nights_rupiah"), rupiah.nights),
        ("duty_rupiah", total(sheets, "pairs", "duty_rupiah"), rupiah.duty_days),
        ("crossing_rupiah", total(sheets, "pairs", "crossing_rupiah"), rupiah.crossings),
        ("spent_rupiah", total(sheets, "pairs", "spent_rupiah"), rupiah.spent),
        ("urgency_rupiah", total(sheets, "pairs", "urgency_rupiah"), rupiah.urgency),
    ]
    rows: list[list[Cell]] = [
        [book.word(key), Formula(f"={formula}", value), value, same(book, FIRST_ROW + number)]
        for number, (key, formula, value) in enumerate(lines)
    ]
    both = f"=B{FIRST_ROW + len(rows) - 1}+B{FIRST_ROW + len(rows)}"
    last: list[Cell] = [
        book.word("total_rupiah"),
        Formula(both, summary.total_rupiah),
        summary.total_rupiah,
        same(book, FIRST_ROW + len(rows)),
    ]
    notes = (
        book.word("made_from", hash=plan.campaign_sha256[:12], rates=book.word("rates")),
        book.word("urgency_note"),
    )
    area = sheets.areas["summary"]
    area = Area(area.sheet, area.columns, len(rows))
    book.fill(area, sheets.tables.campaign.name, rows, last, notes)
    sheet, look = book.sheet(area), book.look("date")
    span = (("first", summary.first_date), ("last", summary.last_session))
    for number, (key, day) in enumerate(span, FIRST_ROW + len(rows) + 2):
        head = "date" if key == "first" else "residents"
        sheet.write_string(number, 0, book.word(key), book.look("text"))
        source = sheets.areas["dates" if head == "date" else "sessions"].column("date")
        if day is not None:
            formula = Formula(f"={'MIN' if key == 'first' else 'MAX'}({source})", serial(day))
            book.cell(sheet, number, 1, formula, look)
            book.cell(sheet, number, 2, day, look)
            book.cell(sheet, number, 3, same(book, number), book.look("text"))


def _pairs(sheets: Sheets) -> None:
    book, rows = sheets.book, list[list[Cell]]()
    for number, row in enumerate(sheets.tables.pairs):
        me = f"$A{FIRST_ROW + number + 1}"
        sums = {
            "residents": summed(sheets, "sessions", "residents", me),
            "duty_days": summed(sheets, "dates", "duty_days", me),
            "nights": summed(sheets, "dates", "nights", me),
            "km": f"{summed(sheets, 'legs', 'metres', me)}/1000",
            "distance": money.legs_of(sheets, me, "drive"),
            "lodging": summed(sheets, "dates", "nights_rupiah", me),
            "per_diem": summed(sheets, "dates", "duty_rupiah", me),
            "crossings": money.legs_of(sheets, me, "ferry"),
            "spent": f"SUM(K{FIRST_ROW + number + 1}:N{FIRST_ROW + number + 1})",
            "urgency": summed(sheets, "sessions", "urgency_rupiah", me),
        }
        values = (
            row.residents, row.duty_days, row.nights, row.metres / 1000, row.rupiah_distance,
            row.rupiah_nights, row.rupiah_duty_days, row.rupiah_crossings, row.rupiah_spent,
            row.rupiah_urgency,
        )  # fmt: skip
        rows.append(
            [
                row.team, f"{row.operator_1}; {row.operator_2}", book.word(row.vehicle),
                row.kecamatan, row.first_date, row.last_date,
                *(Formula(f"={f}", v) for f, v in zip(sums.values(), values, strict=True)),
            ]
        )  # fmt: skip
    area = sheets.areas["pairs"]
    book.fill(
        area, book.word("pairs"), rows, _totals(book.word("all_pairs"), area, rows, 6),
        (book.word("urgency_note"),),
    )  # fmt: skip


def _kecamatan(sheets: Sheets) -> None:
    book, rows = sheets.book, list[list[Cell]]()
    for number, row in enumerate(sheets.tables.kecamatan):
        at = FIRST_ROW + number + 1
        recorded = summed(sheets, "sessions", "residents", f"$A{at}", "kecamatan")
        rows.append(
            [
                row.kecamatan, row.teams, row.first_date, row.last_date, row.to_record,
                Formula(f"={recorded}", row.recorded), Formula(f"=E{at}-F{at}", row.left),
            ]
        )  # fmt: skip
    area = sheets.areas["kecamatan"]
    title = book.word("all_kecamatan")
    book.fill(area, book.word("kecamatan"), rows, _totals(title, area, rows, 4))


def _unserved(sheets: Sheets) -> None:
    """Write who is left at which post, why, and what a planner can do about it."""
    book, tables = sheets.book, sheets.tables
    rows: list[list[Cell]] = []
    for left in tables.plan.unserved:
        post = tables.campaign.place_by_id[left.post]
        why = " ".join(reason.text for reason in left.reasons)
        rows.append([post.name, post.kecamatan, left.residents, why, " ".join(left.remedies)])
    area = sheets.areas["unserved"]
    total_row = _totals(book.word("all"), area, rows, 2, {"why", "remedy"})
    book.fill(area, book.word("unserved"), rows, total_row, (book.word("unserved_note"),))


def _trips(sheets: Sheets) -> None:
    book, rows = sheets.book, list[list[Cell]]()
    for number, row in enumerate(sheets.tables.trips):
        at = FIRST_ROW + number + 1
        me = f"$A{at}", f"$B{at}"
        spent = "+".join(
            summed(sheets, *column, me[0], trip=me[1])
            for column in (
                ("dates", "nights_rupiah"), ("dates", "duty_rupiah"), ("legs", "rupiah"),
            )
        )  # fmt: skip
        km = summed(sheets, "legs", "metres", me[0], trip=me[1])
        rows.append(
            [
                row.team, row.trip, row.leave_date, row.return_date,
                Formula(f"=D{at}-C{at}+1", row.dates), row.kecamatan,
                Formula(f"={summed(sheets, 'sessions', 'residents', me[0], trip=me[1])}",
                        row.residents),
                Formula(f"={summed(sheets, 'dates', 'duty_days', me[0], trip=me[1])}",
                        row.duty_days),
                Formula(f"={summed(sheets, 'dates', 'nights', me[0], trip=me[1])}", row.nights),
                Formula(f"={km}/1000", row.metres / 1000),
                Formula(f"={spent}", row.rupiah),
            ]
        )  # fmt: skip
    area = sheets.areas["trips"]
    total_row = _totals(book.word("all"), area, rows, 6)
    book.fill(area, book.word("trips"), rows, total_row, keys=2)


def _dates(sheets: Sheets) -> None:
    book = sheets.book
    rows: list[list[Cell]] = [
        [
            row.team, row.trip, row.date, row.start_name, row.posts, row.kecamatan,
            row.residents, row.driving_minutes, row.metres / 1000, row.night_name,
            int(row.away), int(row.duty_day),
            money.night_cost(sheets, row), money.duty_cost(sheets, row),
        ]
        for row in sheets.tables.dates
    ]  # fmt: skip
    area = sheets.areas["dates"]
    skipped = {"night_at"}
    book.fill(
        area, book.word("dates"), rows, _totals(book.word("all"), area, rows, 6, skipped), keys=3
    )


def _sessions(sheets: Sheets) -> None:
    book = sheets.book
    rows: list[list[Cell]] = [
        [
            row.team, row.trip, row.date, row.post_name, row.kecamatan, row.start, row.end,
            row.minutes, row.residents, money.urgency_cost(sheets, row, FIRST_ROW + number + 1),
        ]
        for number, row in enumerate(sheets.tables.sessions)
    ]  # fmt: skip
    area = sheets.areas["sessions"]
    book.fill(
        area, book.word("sessions"), rows, _totals(book.word("all"), area, rows, 7),
        (book.word("urgency_note"),), keys=3,
    )  # fmt: skip


def _legs(sheets: Sheets) -> None:
    book = sheets.book
    rows: list[list[Cell]] = [
        [
            row.team, row.trip, row.date, book.word(row.kind), row.origin_name,
            row.destination_name, row.start, row.end, row.minutes, row.metres,
            money.leg_cost(sheets, row, FIRST_ROW + number + 1),
        ]
        for number, row in enumerate(sheets.tables.legs)
    ]  # fmt: skip
    area = sheets.areas["legs"]
    book.fill(
        area, book.word("legs"), rows, _totals(book.word("all"), area, rows, 8),
        (book.word("legs_note"),), keys=3,
    )  # fmt: skip


def _totals(
    title: str,
    area: Area,
    rows: Sequence[Sequence[Cell]],
    first: int,
    skipped: frozenset[str] | set[str] = frozenset(),
) -> list[Cell]:
    """Return the row under a table: its name, and a sum of each column from `first` on."""
    cells: list[Cell] = [title, *[None] * (first - 1)]
    for at, column in list(enumerate(area.columns))[first:]:
        if column.head in skipped:
            cells.append(None)
            continue
        value = sum(_number(row[at]) for row in rows)
        cells.append(Formula(f"=SUM({area.here(column.head)})", value))
    return cells


def _number(cell: Cell) -> float:
    value = cell.value if isinstance(cell, Formula) else cell
    return value if isinstance(value, int | float) else 0


def _texts(sheets: Sheets) -> None:
    book, campaign = sheets.book, sheets.tables.campaign
    words = reader(book.language)
    book.fill(
        sheets.areas["assumptions"],
        book.word("assumptions"),
        [
            [words.field(row.field), words.value(row.field, row.value), row.reason]
            for row in campaign.assumptions
        ],
    )
    book.fill(
        sheets.areas["sources"],
        book.word("sources"),
        [[row.figure, row.source, row.licence] for row in campaign.sources],
    )
