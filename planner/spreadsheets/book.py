"""Sheets of a workbook: tables whose sums are formulas that carry their values with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_range_abs, xl_rowcol_to_cell

from geodata import Language
from planner.cell_text import safe
from planner.excel_book import Cell, ExcelBook, Look, Worksheet
from planner.spreadsheets.labels import word

TITLE_ROW, NOTE_ROW, HEAD_ROW = 0, 1, 3
FIRST_ROW = HEAD_ROW + 1

_LOCALES = {"id": "[$-421]", "en": "[$-809]"}
_FORMS: dict[str, dict[str, object]] = {
    "text": {"text_wrap": True, "align": "left", "indent": 1},
    "date": {"align": "left", "indent": 1},
    "number": {"num_format": "#,##0"},
    "sparse": {"num_format": "#,##0;-#,##0;"},
    "km": {"num_format": "#,##0.0"},
    "count": {"num_format": "0", "align": "center"},
    "clock": {"align": "center"},
}
_NAME_LIMIT = 31

LINE_POINTS = 13.5
"""Height of a line of text."""

LETTER_POINTS = 7
"""Length of a letter of a heading that stands upright."""

_WIDE = 1.1
"""Characters of a text to one of a column's width, which is that of a figure 0."""

_MOST_LINES = 12
"""Lines of the highest row: a longer text shows when its cell is chosen."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: heading, width in characters, form of its cells.

    The heading is the key of a word, or a text of the data where `named` is False; it stands
    upright where `upright` is set, so that many narrow columns fit on a page.
    """

    head: str
    width: float = 12
    form: str = "text"
    named: bool = True
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """Where a table's rows stand, known before they are written."""

    sheet: str
    columns: tuple[SheetColumn, ...]
    count: int

    def column(self, head: str) -> str:
        """Absolute range of a column's rows, with the sheet's name."""
        return f"{self._quoted}!{self.here(head)}"

    def here(self, head: str) -> str:
        """Absolute range of a column's rows, for use on the same sheet."""
        at = self._at(head)
        last = FIRST_ROW + max(self.count, 1) - 1
        return str(xl_range_abs(FIRST_ROW, at, last, at))

    def cell(self, head: str, number: int) -> str:
        """Absolute address of a row's cell, with the sheet's name."""
        at = xl_rowcol_to_cell(FIRST_ROW + number, self._at(head), True, True)
        return f"{self._quoted}!{at}"

    def letter(self, head: str) -> str:
        """Letter of a column."""
        return str(xl_col_to_name(self._at(head)))

    def letter_at(self, number: int) -> str:
        """Letter of the column of a number, from 0."""
        return str(xl_col_to_name(number))

    def _at(self, head: str) -> int:
        return next(n for n, column in enumerate(self.columns) if column.head == head)

    @property
    def _quoted(self) -> str:
        return "'" + self.sheet.replace("'", "''") + "'"


class Book(ExcelBook):
    """A workbook of tables being written; use it in a `with` block.

    Parameters
    ----------
    path
        File to write.
    language
        Of headings and dates.
    title
        Stands at the foot of each printed page.
    made
        Date of making that the file states.
    """

    def __init__(self, path: Path, language: Language, title: str, made: dt.date) -> None:
        super().__init__(path, title, made)
        self.language: Language = language
        self._title = safe(title)
        self._sheets: dict[str, Any] = {}

    def word(self, key: str, **values: object) -> str:
        """Say a word in the book's language."""
        return word(key, self.language, **values)

    def look(self, form: str, *styles: str) -> Look:
        """Return the format of a form and styles: bold, head, title and so on."""
        found: dict[str, object] = {"valign": "top", "font_size": 10, **_FORMS.get(form, {})}
        if form == "date":
            found["num_format"] = f"{_LOCALES[self.language]}ddd d mmm yyyy"
        for style in styles:
            found |= _STYLES[style]
        return self.format(**found)

    def area(self, name: str, columns: Sequence[SheetColumn], count: int) -> Area:
        """Add a sheet for a table of `count` rows."""
        title = _sheet_name(name, self._sheets)
        self._sheets[title] = self.add(title)
        return Area(title, tuple(columns), count)

    def sheet(self, area: Area) -> Worksheet:
        """Return the worksheet of an area."""
        return self._sheets[area.sheet]

    def fill(
        self,
        area: Area,
        title: str,
        rows: Iterable[Sequence[Cell]],
        total: Sequence[Cell] | None = None,
        notes: Sequence[str] = (),
        keys: int = 1,
    ) -> None:
        """Write a table: title, notes, frozen headings, rows, and sums under them.

        `keys` columns on the left stay in sight when the sheet is scrolled.
        """
        sheet = self.sheet(area)
        sheet.write_string(TITLE_ROW, 0, safe(title), self.look("plain", "title"))
        self._note(sheet, " ".join(notes), area.columns)
        sheet.set_row(TITLE_ROW, 1.5 * LINE_POINTS)
        upright = [len(column.head) for column in area.columns if column.upright]
        sheet.set_row(HEAD_ROW, max(2 * LINE_POINTS, LETTER_POINTS * max(upright, default=0)))
        for at, column in enumerate(area.columns):
            heading = self.word(column.head) if column.named else column.head
            style = _head_style(column)
            sheet.write_string(HEAD_ROW, at, safe(heading), self.look("", style))
            sheet.set_column(at, at, column.width)
        for number, row in enumerate(rows):
            self.row(sheet, FIRST_ROW + number, row, area.columns)
        if total is not None:
            self.row(sheet, FIRST_ROW + max(area.count, 1), total, area.columns, "sum")
        sheet.freeze_panes(FIRST_ROW, keys)
        if area.count:
            last = FIRST_ROW + area.count - 1
            sheet.autofilter(HEAD_ROW, 0, last, len(area.columns) - 1)
        self.page(sheet, landscape=True)
        sheet.repeat_rows(HEAD_ROW)

    def _note(self, sheet: Worksheet, text: str, columns: Sequence[SheetColumn]) -> None:
        """Write a note over the whole width of a table."""
        look, width = self.look("plain", "note", "wrap"), sum(column.width for column in columns)
        if len(columns) > 1:
            sheet.merge_range(NOTE_ROW, 0, NOTE_ROW, len(columns) - 1, "", look)
        sheet.write_string(NOTE_ROW, 0, safe(text), look)
        sheet.set_row(NOTE_ROW, LINE_POINTS * (1 + int(len(text) / (width * _WIDE))))

    def page(self, sheet: Worksheet, *, landscape: bool) -> None:
        """Set a sheet up for printing on A4, as wide as the page."""
        self.fit_on_a4(sheet, landscape=landscape)
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        sheet.set_footer(f"&L{self._title.replace('&', '&&')[:100]}&R&P / &N")

    def row(
        self,
        sheet: Worksheet,
        at: int,
        cells: Sequence[Cell],
        columns: Sequence[SheetColumn],
        *styles: str,
    ) -> None:
        """Write a row of cells, each in its column's form, as high as its longest text."""
        texts = [
            -(-len(cell) // max(1, int(column.width * _WIDE)))
            for cell, column in zip(cells, columns, strict=False)
            if isinstance(cell, str)
        ]
        if max(texts, default=1) > 1:
            sheet.set_row(at, LINE_POINTS * min(max(texts), _MOST_LINES))
        for number, (cell, column) in enumerate(zip(cells, columns, strict=False)):
            self.cell(sheet, at, number, cell, self.look(column.form, *styles))


_STYLES: dict[str, dict[str, object]] = {
    "bold": {"bold": True},
    "title": {"bold": True, "font_size": 14},
    "note": {"italic": True, "font_color": "#55524c"},
    "head": {
        "bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#e8eef0", "align": "left",
        "indent": 1,
    },
    "head_right": {
        "bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#e8eef0", "align": "right",
    },
    "head_upright": {
        "bold": True, "rotation": 90, "bottom": 2, "bg_color": "#e8eef0", "align": "center",
    },
    "sum": {"bold": True, "top": 2},
    "part": {"bold": True, "bg_color": "#f3f0e8"},
    "lined": {"border": 1, "border_color": "#b9b4a8"},
    "wrap": {"text_wrap": True},
    "record": {"bg_color": "#dcefe2", "text_wrap": True},
    "travel": {"bg_color": "#fdf1cf", "text_wrap": True},
    "rest": {"bg_color": "#eeeae2", "font_color": "#55524c", "text_wrap": True},
    "entry": {"bg_color": "#fffbe6", "border": 1, "border_color": "#b9b4a8"},
}  # fmt: skip


def _head_style(column: SheetColumn) -> str:
    if column.upright:
        return "head_upright"
    return "head" if column.form in {"text", "date"} else "head_right"


def _sheet_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that spreadsheets accept for a sheet, and that no other sheet has."""
    clean = "".join("_" if sign in "[]:*?/\\'" else sign for sign in safe(name))
    clean = clean.strip()[:_NAME_LIMIT] or "_"
    used = {each.casefold() for each in taken}
    found, number = clean, 2
    while found.casefold() in used:
        ending = f" ({number})"
        found, number = clean[: _NAME_LIMIT - len(ending)] + ending, number + 1
    return found
