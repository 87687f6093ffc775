"""Columns of a layer of villages or kecamatan by what they hold, read cell by cell."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import numpy as np

from geodata.array_types import FloatArray
from geodata.message import Message, cell_text, features
from geodata.number_reader import NumberError, parse_number, read_counts

__all__ = ["AreaColumns"]


class AreaColumns:
    """Columns of a layer.

    Attributes
    ----------
    frame : GeoDataFrame
        The layer, a row an area.
    of : dict
        Column by role (`geodata.build.column_roles.ROLES`).
    notes : list of Message
        What was done to figures.

    Parameters
    ----------
    file : str
        For messages.
    faults : list of Message
        Gets a line per fault.
    """

    def __init__(
        self, frame: gpd.GeoDataFrame, of: dict[str, str], file: str, faults: list[Message]
    ) -> None:
        self.frame, self.of = frame, of
        self.notes: list[Message] = []
        self._file, self._faults = file, faults

    def texts(self, role: str) -> list[str]:
        """Return a column as texts; empty if there is none."""
        if role not in self.of:
            return []
        return [cell_text(value) for value in self.frame[self.of[role]].tolist()]

    def fault(self, what: Message) -> None:
        """Add a fault of the layer."""
        self._faults.append(Message("%(file)s: %(what)s", file=self._file, what=what))

    def at(self, row: int) -> int:
        """Return the number of an area in its file, from 1."""
        return int(self.frame.index[row]) + 1

    def features(self, rows: Iterable[int]) -> Message:
        """Name the areas of rows."""
        return features([self.at(row) for row in rows])

    def check_texts(self, role: str, texts: list[str]) -> None:
        """Add a fault for areas without a text, and for codes with spaces."""
        column = self.of[role]
        blank = [row for row, text in enumerate(texts) if not text]
        if blank:
            where = self.features(blank)
            self.fault(
                Message(
                    "%(what)s, column %(column)s: no %(role)s there; fill it, or delete the "
                    "features",
                    what=where,
                    column=column,
                    role=role,
                ),
            )
        spaced = [row for row, text in enumerate(texts) if role == "code" and " " in text]
        if spaced:
            where = self.features(spaced)
            first = texts[spaced[0]]
            self.fault(
                Message(
                    "%(what)s, column %(column)s: %(first)r is no %(role)s; write it without "
                    "spaces",
                    what=where,
                    column=column,
                    first=first,
                    role=role,
                ),
            )

    def counts(self, role: str) -> list[int]:
        """Read a column of counts; an empty cell is 0."""
        if role not in self.of:
            return [0] * len(self.frame)
        column = self.of[role]
        cells = [None if not cell_text(cell) else cell for cell in self.frame[column].tolist()]
        found = read_counts(cells)
        if found.bad:
            where = self.features([row for row, _ in found.bad])
            text = found.bad[0][1]
            self.fault(
                Message(
                    "%(what)s, column %(column)s: %(text)r is no whole number from 0",
                    what=where,
                    column=column,
                    text=text,
                ),
            )
        if found.unsure:
            where = self.features([row for row, _ in found.unsure])
            text = found.unsure[0][1]
            self.fault(
                Message(
                    "%(what)s, column %(column)s: is %(text)s a figure with decimals, or are "
                    "its mark's three digits thousands? Write whole numbers without marks, "
                    "such as 1250",
                    what=where,
                    column=column,
                    text=text,
                ),
            )
        if found.rounded:
            self.notes.append(
                Message(
                    "%(role)s: column %(column)s holds decimals, %(rounded)s figures are rounded",
                    role=role,
                    column=column,
                    rounded=found.rounded,
                )
            )
        return [value or 0 for value in found.values]

    def degrees(self, column: str) -> FloatArray:
        """Read a column of degrees; NaN where a cell is none."""
        degrees, bad = [], []
        for row, cell in enumerate(self.frame[column].tolist()):
            try:
                degrees.append(parse_number(cell, most=180.0))
            except NumberError:
                degrees.append(np.nan)
                bad.append(row)
        if bad:
            where = self.features(bad)
            text = cell_text(self.frame[column].iloc[bad[0]])
            self.fault(
                Message(
                    "%(what)s, column %(column)s: %(text)r is no number of degrees; correct "
                    "it, or drop the column to take points inside the outlines",
                    what=where,
                    column=column,
                    text=text,
                ),
            )
        return np.array(degrees)
