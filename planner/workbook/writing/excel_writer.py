"""Writing the workbook: headings with comments, drop-down lists, a frozen header."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from geodata import Language, Message, say
from geodata.rooms import clear_rooms, room
from planner.campaigns import reason
from planner.cell_text import safe
from planner.workbook.schema import (
    PAIRS,
    PLACES,
    SETTING_COLUMNS,
    SHEETS,
    VEHICLES,
    Column,
    Row,
    Sheet,
)
from planner.workbook.writing.default_tables import Initial

_LISTS = Message("Lists")
_LAST_ROW = 1000
"""Drop-down lists reach down to this row at least."""

FACE = "Calibri"
INK, PAPER, POST = "FFFFFF", "1F4E5F", "FFF4D6"
THIN = Side(style="thin", color="C9D3D8")
FACTS = {
    "O01": Message("fact O01 of the dataset's sources"),
    "O03": Message("fact O03: the vote of 27 June 2018"),
    "O07": Message("O07: blank cards are very scarce"),
    "places.post": Message(
        "assumption: the kecamatan's capital village, its point in the middle of it"
    ),
    "places.village": Message("assumption: a point inside the village"),
    "planner": Message("the planner's choice"),
}


def write_workbook(path: Path, initial: Initial, language: Language) -> None:
    """Write a campaign's tables as a workbook.

    Parameters
    ----------
    path
        The file to write.
    initial
        Rows by sheet, and lists for drop-downs.
    language
        Of headings, comments and words.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    offered = _offered(initial.lists, language)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.name.text(language))
        rows = initial.rows[sheet.id]
        if sheet.settings:
            _write_settings(page, sheet, rows[0], language)
        else:
            _write_rows(page, sheet, rows, language, offered)
    _write_lists(book.create_sheet(_LISTS.text(language)), initial.lists, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{path.name}.new-"
    clear_rooms(prefix, path.parent)
    with room(prefix, path.parent) as held:
        book.save(held / path.name)
        (held / path.name).replace(path)


def put(cell: Cell, value: object, number_format: str = "General") -> None:
    """Write a value; a text stays a text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = safe(value)
        cell.data_type = "s"
    else:
        cell.value = value  # type: ignore[assignment]
    cell.number_format = number_format


def _cell(page: Worksheet, row: int, column: int) -> Cell:
    """Return a cell of a page without merged cells."""
    return cast("Cell", page.cell(row, column))


def _offered(lists: dict[str, list[str]], language: Language) -> dict[str, str]:
    """Return the formula of each list by its name."""
    found = {}
    for at, (name, values) in enumerate(_all_lists(lists, language).items(), start=1):
        letter = get_column_letter(at)
        place = quote_sheetname(_LISTS.text(language))
        found[name] = f"{place}!${letter}$2:${letter}${len(values) + 1}"
    for name, sheet in (("pairs", PAIRS), ("places", PLACES)):
        found[name] = f"{quote_sheetname(sheet.name.text(language))}!$A$2:$A${_LAST_ROW}"
    return found


def _all_lists(lists: dict[str, list[str]], language: Language) -> dict[str, list[str]]:
    car, motorcycle, truck = (VEHICLES[v].text(language) for v in ("car", "motorcycle", "truck"))
    stops = [f"{car}; {truck}", f"{car}; {motorcycle}; {truck}", car, motorcycle, truck]
    return {**lists, "stops": [*stops, f"{car}; {motorcycle}"]}


def _write_lists(page: Worksheet, lists: dict[str, list[str]], language: Language) -> None:
    for at, (name, values) in enumerate(_all_lists(lists, language).items(), start=1):
        for row, text in enumerate([name, *values], start=1):
            put(_cell(page, row, at), text, "@")
    page.sheet_state = "hidden"


def _write_rows(
    page: Worksheet,
    sheet: Sheet[Row],
    rows: list[Row],
    language: Language,
    offered: dict[str, str],
) -> None:
    last = max(_LAST_ROW, len(rows) + 200)
    for at, (field, column) in enumerate(sheet.row.columns().items(), start=1):
        letter = get_column_letter(at)
        heading = _cell(page, 1, at)
        put(heading, column.heading(language))
        _style_heading(heading)
        heading.comment = _comment(column, language, _reason(column, language))
        page.column_dimensions[letter].width = max(column.width, 9)
        for number, row in enumerate(rows, start=2):
            _write_value(_cell(page, number, at), column, getattr(row, field), language)
        _validate(page, column, f"{letter}2:{letter}{last}", language, offered)
        if not rows:
            page.column_dimensions[letter].number_format = column.kind.format
    page.row_dimensions[1].height = 46
    page.freeze_panes = "C2" if sheet.row.key else "B2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.row.columns()))}{len(rows) + 1}"
    if sheet is PLACES:
        _mark_posts(page, sheet, last, language)
    _print(page)


def _mark_posts(page: Worksheet, sheet: Sheet[Row], last: int, language: Language) -> None:
    """Tint the rows of posts, so that they are found among the villages."""
    columns = list(sheet.row.columns())
    letter = get_column_letter(columns.index("post") + 1)
    rule = FormulaRule(  # type: ignore[no-untyped-call]
        formula=[f'${letter}2="{_yes(language)}"'], fill=_fill(POST)
    )
    page.conditional_formatting.add(f"A2:{get_column_letter(len(columns))}{last}", rule)


def _yes(language: Language) -> str:
    return str(PLACES.row.columns()["post"].kind.show(True, language))


def _write_settings(page: Worksheet, sheet: Sheet[Row], row: Row, language: Language) -> None:
    for at, words in enumerate(SETTING_COLUMNS, start=1):
        put(_cell(page, 1, at), words.text(language))
        _style_heading(_cell(page, 1, at))
    for number, (field, column) in enumerate(sheet.row.columns().items(), start=2):
        unit = column.unit.text(language) if column.unit else ""
        texts = (column.name.text(language), unit, column.comment.text(language))
        for at, text in zip((1, 3, 4), texts, strict=True):
            put(_cell(page, number, at), text)
        left = column.required and getattr(row, field) is None
        told = "" if left else _reason(column, language)  # of another regency's value
        put(_cell(page, number, 5), told)
        value = _cell(page, number, 2)
        _write_value(value, column, getattr(row, field), language, always=True)
        value.fill, value.alignment = _fill(POST), Alignment(horizontal="left", vertical="top")
        value.border = Border(THIN, THIN, THIN, THIN)
        _cell(page, number, 1).font = Font(name=FACE, bold=True)
        _cell(page, number, 1).comment = _comment(column, language, told)
        for at in (1, 3, 4, 5):
            _cell(page, number, at).alignment = Alignment(wrap_text=True, vertical="top")
        _validate(page, column, f"B{number}", language, {})
        texts = (texts[0], texts[2], told)
        lines = max(-(-len(text) // width) for text, width in zip(texts, (34, 56, 56), strict=True))
        page.row_dimensions[number].height = 15 * max(1, lines)
    for letter, width in zip("ABCDE", (36, 28, 26, 60, 60), strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "C2"
    _print(page)


def _write_value(
    cell: Cell, column: Column, value: object, language: Language, *, always: bool = False
) -> None:
    """Write a value; what an empty cell means as well is left empty, unless `always`."""
    empty = value is None or value in ((), {}, "") or (value == column.blank and not always)
    shown = None if empty else column.kind.show(value, language)
    put(cell, shown, column.kind.format)


def _validate(
    page: Worksheet, column: Column, span: str, language: Language, offered: dict[str, str]
) -> None:
    """Offer a drop-down list; other texts are questioned, not refused."""
    if column.kind.choices:
        formula = '"' + ",".join(word.text(language) for word in column.kind.choices) + '"'
    elif column.offered in offered:
        formula = offered[column.offered]
    else:
        return
    rule = DataValidation("list", formula1=formula, allow_blank=True, errorStyle="warning")
    rule.error = column.kind.example.text(language)[:220]
    rule.prompt = column.comment.text(language)[:250]
    rule.showErrorMessage = column.offered not in {"sections", "stops", "places"}
    page.add_data_validation(rule)
    rule.add(span)


def _comment(column: Column, language: Language, told: str) -> Comment:
    text = column.comment.text(language)
    example = column.kind.example.text(language)
    if told:
        text += "\n" + say("Where the default comes from: %(reason)s", language, reason=told)
    comment = Comment(f"{text}\n{example}", "Jemput Bola")
    comment.width, comment.height = 320, 60 + 18 * (len(comment.text) // 45)
    return comment


def _reason(column: Column, language: Language) -> str:
    if not column.reason:
        return ""
    fact = FACTS.get(column.reason)
    return fact.text(language) if fact else reason(column.reason, language)


def _style_heading(cell: Cell) -> None:
    cell.font = Font(name=FACE, bold=True, color=INK)
    cell.fill = _fill(PAPER)
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


def _print(page: Worksheet) -> None:
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
