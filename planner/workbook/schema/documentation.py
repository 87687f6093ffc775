"""The sheets described for people: `docs/workbook.md`, from the one description.

`python -m planner.workbook.schema.documentation > docs/workbook.md` writes it; a test compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from planner.workbook.schema.sheet_model import Column, Row, Sheet
from planner.workbook.schema.sheets import SHEETS

HEAD = """# The workbook

`jemputbola init DIR` writes `DIR/campaign.xlsx`; `check DIR` and `plan DIR` read it. Headings and
words may be in Bahasa Indonesia or in English, whatever `--lang` says. Columns and sheets of your
own are left alone. Where a column or setting of ours is not there, `check` and `plan` name it and
what rules instead, a line for each sheet; a table with no more than half of a sheet's columns is
taken as meant so.

- Dates: the spreadsheet's own, `2018-03-12`, `12/03/2018` (day first) or `12 Maret 2018`, with the
  weekday before it or not (`Jum'at, 22 Juni 2018`). Times: `07:00`, `07.00`, up to `24:00`.
- A name counts whole: `T01 dan T02` is no pair, `Oelamasi Baru` not Oelamasi. An id may stand with
  its name, as the drop-down lists offer it.
- Numbers: with comma or point; in whole numbers a mark before three digits groups thousands.
- Lists are separated by semicolons. A place is named by its id, or by its name if only one has it.
- A formula counts as the result that the spreadsheet stored with it; an empty text is an empty
  cell. Yes and no may be TRUE and FALSE or BENAR and SALAH.
- Names are compared whatever their case, accents' form, apostrophes and marks without a width.
- Titles may stand above the headings. Hidden (filtered) rows are read too, and told.
- `.xlsm` is read where it is named; Strict Open XML, `.xls`, `.xlsb` and `.ods` are refused: save
  them as Excel Workbook (`.xlsx`). A phone number goes into a cell of the format Text; in others
  its leading zero is lost, and is put back where it can be known.
- Instead of the workbook: CSV files named as the sheets (`Pairs.csv` or `Pasangan.csv`; comma,
  semicolon or tab; UTF-8, UTF-16 or Windows-1252). Instead of the sheet of places: `places.gpkg`
  or `tempat.gpkg`, a layer of points in any coordinate system.
- New places become part of the road network by a local road to the village around them.
- Residents of a village without a post go to the quickest post by road, in minutes on a
  motorcycle in the dry season, all roads open. Where no road is known, by the straight line.
- For a trial with two posts, say, set *To record* of every other village to 0: otherwise all
  residents of the regency go to the two.
"""


def description() -> str:
    """Return the text of `docs/workbook.md`."""
    return "\n".join([HEAD, *(line for sheet in SHEETS for line in _sheet(sheet))]) + "\n"


def _sheet(sheet: Sheet[Row]) -> Iterator[str]:
    yield f"## {sheet.name.text('en')} / {sheet.name.text('id')}"
    yield ""
    yield f"{sheet.title.text('en')}." + (" One setting on each line." if sheet.settings else "")
    yield ""
    yield "| English | Bahasa Indonesia | what goes there | if empty |"
    yield "|---|---|---|---|"
    for column in sheet.row.columns().values():
        empty = "must be filled in" if column.required else _blank(column)
        comment = column.comment.text("en")
        yield f"| {column.heading('en')} | {column.heading('id')} | {comment} | {empty} |"
    yield ""


def _blank(column: Column) -> str:
    if column.blank in (None, "", (), {}):
        return "nothing, or as said"
    return str(column.kind.show(column.blank, "en"))


if __name__ == "__main__":
    sys.stdout.write(description())
