"""Headings below a title: people put the name of the office above a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from planner.spelling import mark
from planner.workbook.reading.raw_table import Grid, GridRow
from planner.workbook.schema import SETTING_COLUMNS, RowT, Sheet, spellings

TITLE_ROWS = 20
"""Rows among which the headings are looked for."""

FEWEST = 2
"""Known headings by which a row is taken for the one that holds them."""


def below_titles(grid: Grid, names: Mapping[str, object]) -> Grid:
    """Return a table from the row on that holds its headings.

    Parameters
    ----------
    names
        The headings that are known, as `mark` makes them.

    Returns
    -------
    Grid
        The table as it is where its first row holds headings, or no row does.
    """
    if known_in(grid.header.values, names) >= FEWEST:
        return grid
    rows = grid.rows[:TITLE_ROWS]
    best = max(rows, key=lambda row: known_in(row.values, names), default=GridRow((), ()))
    if known_in(best.values, names) < FEWEST:
        return grid
    at = next(number for number, row in enumerate(rows) if row is best)
    return replace(grid, header=best, rows=grid.rows[at + 1 :])


def known_in(values: Iterable[object], names: Mapping[str, object]) -> int:
    """Return how many known headings stand in a row."""
    return len({names[mark(value)] for value in values if mark(value) in names})


def heading_names(sheet: Sheet[RowT]) -> dict[str, str]:
    """Return what the headings of a sheet stand for, by the heading as `mark` makes it."""
    if sheet.settings:
        return {
            mark(name): words.text("en") for words in SETTING_COLUMNS for name in spellings(words)
        }
    columns = sheet.row.columns()
    names = {
        mark(name): field for field, column in columns.items() for name in spellings(column.name)
    }
    return {mark(field): field for field in columns} | names
