"""Writing the workbook: headings with comments, drop-down lists, a frozen header."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_col_to_name, xl_range_abs

from geodata import Language, Message, say
from geodata.rooms import clear_rooms, room
from planner.campaigns import DEFAULTS, reason
from planner.excel_book import ExcelBook, Look, Worksheet
from planner.workbook.schema import (
    PAIRS,
    PLACES,
    SETTING_COLUMNS,
    SHEETS,
    VEHICLES,
    CampaignRow,
    Column,
    Row,
    Sheet,
)
from planner.workbook.writing.default_tables import Initial

_LISTS = Message("Lists")
_LAST_ROW = 1000
"""Drop-down lists reach down to this row at least."""

_INK, _PAPER, _POST, _LINE = "#FFFFFF", "#1F4E5F", "#FFF4D6", "#C9D3D8"
_HEADING = {
    "bold": True, "font_color": _INK, "bg_color": _PAPER, "text_wrap": True, "valign": "vcenter",
}  # fmt: skip
_TEXT = {"text_wrap": True, "valign": "top"}
_VALUE = {
    "bg_color": _POST, "align": "left", "valign": "top", "border": 1, "border_color": _LINE,
}  # fmt: skip
_WIDTHS = (36, 28, 26, 60, 60)
"""Columns of a sheet of settings: name, value, unit, comment, where the value comes from."""

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
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{path.name}.new-"
    clear_rooms(prefix, path.parent)
    with room(prefix, path.parent) as held:
        with _CampaignBook(held / path.name, initial, language) as book:
            book.fill()
        (held / path.name).replace(path)


class _CampaignBook(ExcelBook):
    def __init__(self, path: Path, initial: Initial, language: Language) -> None:
        campaign = initial.rows["campaign"][0]
        assert isinstance(campaign, CampaignRow)
        super().__init__(path, campaign.name, campaign.start or DEFAULTS.start)
        self.initial, self.language = initial, language
        self.lists = _all_lists(initial.lists, language)
        self.offered = _offered(self.lists, language)

    def fill(self) -> None:
        """Write all sheets, that of the lists last."""
        for sheet in SHEETS:
            page = self.add(sheet.name.text(self.language))
            rows = self.initial.rows[sheet.id]
            if sheet.settings:
                self._settings(page, sheet, rows[0])
            else:
                self._rows(page, sheet, rows)
            page.repeat_rows(0)
            self.fit_on_a4(page, landscape=True)
        page, look = self.add(_LISTS.text(self.language)), self.format(num_format="@")
        for at, (name, values) in enumerate(self.lists.items()):
            for row, text in enumerate([name, *values]):
                self.cell(page, row, at, text, look)
        page.hide()

    def _rows(self, page: Worksheet, sheet: Sheet[Row], rows: list[Row]) -> None:
        last, columns = max(_LAST_ROW, len(rows) + 200), sheet.row.columns()
        for at, (field, column) in enumerate(columns.items()):
            look = self.format(num_format=column.kind.format)
            page.set_column(at, at, max(column.width, 9), None if rows else look)
            self._heading(page, at, column.heading(self.language))
            self._comment(page, (0, at), column, _reason(column, self.language))
            for number, row in enumerate(rows, start=1):
                self._value(page, (number, at), column, getattr(row, field), look)
            self._validate(page, column, (1, at, last - 1, at))
        page.set_row(0, 46)
        page.freeze_panes(1, 2 if sheet.row.key else 1)
        page.autofilter(0, 0, len(rows), len(columns) - 1)
        if sheet is PLACES:
            self._mark_posts(page, list(columns), last)

    def _mark_posts(self, page: Worksheet, columns: list[str], last: int) -> None:
        """Tint the rows of posts, so that they are found among the villages."""
        yes = PLACES.row.columns()["post"].kind.show(True, self.language)
        rule = {
            "type": "formula",
            "criteria": f'=${xl_col_to_name(columns.index("post"))}2="{yes}"',
            "format": self.format(bg_color=_POST),
        }
        page.conditional_format(1, 0, last - 1, len(columns) - 1, rule)

    def _settings(self, page: Worksheet, sheet: Sheet[Row], row: Row) -> None:
        for at, (words, width) in enumerate(zip(SETTING_COLUMNS, _WIDTHS, strict=True)):
            self._heading(page, at, words.text(self.language))
            page.set_column(at, at, width)
        for number, (field, column) in enumerate(sheet.row.columns().items(), start=1):
            name, about = column.name.text(self.language), column.comment.text(self.language)
            unit = column.unit.text(self.language) if column.unit else ""
            left = column.required and getattr(row, field) is None
            told = "" if left else _reason(column, self.language)  # of another regency's value
            self.cell(page, number, 0, name, self.format(**_TEXT, bold=True))
            self._comment(page, (number, 0), column, told)
            look = self.format(**_VALUE, num_format=column.kind.format)
            self._value(page, (number, 1), column, getattr(row, field), look, always=True)
            self._validate(page, column, (number, 1, number, 1))
            for at, text in ((2, unit), (3, about), (4, told)):
                self.cell(page, number, at, text or None, self.format(**_TEXT))
            texts = zip((name, about, told), (34, 56, 56), strict=True)
            page.set_row(number, 15 * max(1, *(-(-len(text) // width) for text, width in texts)))
        page.freeze_panes(1, 2)

    def _heading(self, page: Worksheet, at: int, text: str) -> None:
        self.cell(page, 0, at, text, self.format(**_HEADING))

    def _value(
        self, page: Worksheet, place: tuple[int, int], column: Column, value: object, look: Look,
        *, always: bool = False,
    ) -> None:  # fmt: skip
        """Write a value; what an empty cell means as well is left empty, unless `always`."""
        empty = value is None or value in ((), {}, "") or (value == column.blank and not always)
        shown: Any = None if empty else column.kind.show(value, self.language)
        self.cell(page, *place, shown, look)

    def _validate(self, page: Worksheet, column: Column, span: tuple[int, ...]) -> None:
        """Offer a drop-down list; other texts are questioned, not refused."""
        source: list[str] | str
        if column.kind.choices:
            source = [word.text(self.language) for word in column.kind.choices]
        elif column.offered in self.offered:
            source = f"={self.offered[column.offered]}"
        else:
            return
        rule = {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_message": column.kind.example.text(self.language)[:220],
            "input_message": column.comment.text(self.language)[:250],
            "show_input": False,
            "show_error": column.offered not in {"sections", "stops", "places"},
        }
        page.data_validation(*span, rule)

    def _comment(self, page: Worksheet, place: tuple[int, int], column: Column, told: str) -> None:
        text = column.comment.text(self.language)
        if told:
            reason_ = say("Where the default comes from: %(reason)s", self.language, reason=told)
            text += f"\n{reason_}"
        text += f"\n{column.kind.example.text(self.language)}"
        size = {"width": 320, "height": 60 + 18 * (len(text) // 45)}
        page.write_comment(*place, text, {"author": "Jemput Bola", **size})


def _all_lists(lists: Mapping[str, list[str]], language: Language) -> dict[str, list[str]]:
    car, motorcycle, truck = (VEHICLES[v].text(language) for v in ("car", "motorcycle", "truck"))
    stops = [f"{car}; {truck}", f"{car}; {motorcycle}; {truck}", car, motorcycle, truck]
    return {**lists, "stops": [*stops, f"{car}; {motorcycle}"]}


def _offered(lists: Mapping[str, list[str]], language: Language) -> dict[str, str]:
    """Return the range of each list by its name."""
    place, found = quote_sheetname(_LISTS.text(language)), {}
    for at, (name, values) in enumerate(lists.items()):
        found[name] = f"{place}!{xl_range_abs(1, at, len(values), at)}"
    for name, sheet in (("pairs", PAIRS), ("places", PLACES)):
        found[name] = f"{quote_sheetname(sheet.name.text(language))}!$A$2:$A${_LAST_ROW}"
    return found


def _reason(column: Column, language: Language) -> str:
    if not column.reason:
        return ""
    fact = FACTS.get(column.reason)
    return fact.text(language) if fact else reason(column.reason, language)
