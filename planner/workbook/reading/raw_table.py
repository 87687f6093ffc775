"""A table as found: raw cells, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_ROWS = 20_000
"""Rows of the longest table that is read."""

MOST_COLUMNS = 256
"""Columns that are looked at; what stands farther right is nobody's heading."""

MOST_MIB = 48
"""Size of the largest file that is read, unpacked."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """Cells of a row and where each stands."""

    values: tuple[object, ...]
    refs: tuple[str, ...]


@dataclass(slots=True)
class Grid:
    """A header and the rows below it.

    Attributes
    ----------
    sheet
        Name of the sheet or file.
    header
        Headings as found.
    rows
        Rows below it; empty ones left out.
    merged
        Merged ranges: their cells, and positions of the columns that they touch.
    hidden
        Numbers of the rows that hold something and are hidden, as by a filter.
    since_1904
        Whether the file counts days from 1904, not from 1900.
    """

    sheet: str
    header: GridRow
    rows: list[GridRow]
    merged: list[tuple[str, range]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    since_1904: bool = False


@dataclass(frozen=True, slots=True)
class UncalculatedFormula:
    """A formula whose result is not stored in the file."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """The error that a formula came to, such as #REF!."""

    text: str

    def __str__(self) -> str:
        return self.text
