"""Tables in texts: as a page or this program saves them, as Excel does, or out of a message.

Semicolons, tabs or commas. A table begins at its heading, wherever that stands in the text; words
before it are a message's. A text may hold several tables.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from geodata import Message
from planner.cell_parsing import MisreadError

DELIMITERS = ",;\t"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TextTable:
    """What a table's heading looks like.

    Attributes
    ----------
    heading
        Finds it in a line; its first group is the delimiter.
    columns
        Names that are known; others are left alone.
    needed
        Those that have to be there.
    absent, lacking
        Keys of the messages of a text without a table, and of a heading that lacks columns.
    """

    heading: re.Pattern[str]
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    absent: str
    lacking: str

    def rows(self, text: str, name: str, faults: list[Message]) -> Iterator[TextRow]:
        """Yield the rows of every table in a text that hold anything.

        Parameters
        ----------
        text
            Lines end with a line feed.
        name
            The file's, for messages.
        faults
            Gets a message for each heading that lacks columns, and for a text without a table.
        """
        places: Mapping[str, int] | None = None
        delimiter, found = "", False
        for number, line in enumerate(text.lstrip("\ufeff").split("\n"), start=1):
            heading = self.heading.search(line)
            if heading:
                delimiter, found = heading[1], True
                cells = line[heading.start() :].split(delimiter)
                places = self._places(cells, name, number, faults)
            elif places is not None and delimiter in line:
                row = TextRow(_cells(line, delimiter, places), name, number, faults)
                if any(row.cells.values()):
                    yield row
        if not found:
            faults.append(Message(self.absent, file=name))

    def _places(
        self, cells: list[str], name: str, number: int, faults: list[Message]
    ) -> Mapping[str, int] | None:
        """Return where the columns stand; None where one that is needed is not there."""
        names = [cell.strip().strip("\"'").lower() for cell in cells]
        places = {cell: at for at, cell in enumerate(names) if cell in self.columns}
        missing = ", ".join(column for column in self.needed if column not in places)
        if missing:
            faults.append(Message(self.lacking, file=name, line=number, columns=missing))
            return None
        return places


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of a table: its cells by column, and where it stands; lines count from 1."""

    cells: Mapping[str, str]
    name: str
    line: int
    faults: list[Message]

    @property
    def origin(self) -> str:
        """File and line."""
        return f"{self.name}:{self.line}"

    def text(self, column: str) -> str:
        """Return a cell; empty where its column is not there."""
        return self.cells.get(column, "")

    def read(self, column: str, reader: Callable[[str], T], empty: T) -> T:
        """Return what a cell holds; `empty` where it holds nothing, or cannot be read."""
        text = self.text(column)
        if not text:
            return empty
        try:
            return reader(text)
        except (ValueError, MisreadError):
            told = {"file": self.name, "line": self.line, "column": column, "value": text}
            self.faults.append(Message("report_cell", **told))
            return empty

    def demand(self, *columns: str) -> None:
        """Add a fault for each of some columns whose cell is empty."""
        self.faults.extend(
            Message("report_empty", file=self.name, line=self.line, column=column)
            for column in columns
            if not self.text(column)
        )


def _cells(line: str, delimiter: str, places: Mapping[str, int]) -> dict[str, str]:
    values = next(csv.reader([line], delimiter=delimiter), [])
    return {column: _bare(values[at]) if at < len(values) else "" for column, at in places.items()}


def _bare(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from calculating."""
    text = cell.strip()
    return text[1:] if re.match(r"'[=+\-@\t]", text) else text
