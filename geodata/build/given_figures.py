"""A planner's table of figures by village code: its columns, and rows joined to villages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geodata.build.column_roles import ROLES, letters_of
from geodata.message import Message, cell_text
from geodata.number_reader import read_counts
from geodata.spelling import fold

__all__ = ["COUNTS", "FILLED", "GivenFigures", "GivenRow"]

FILLED: dict[str, tuple[str, ...]] = {
    "code": (*ROLES["code"], "id"),
    "to_record": (
        "torecord", "belummerekam", "belumrekam", "belumrekamktpel", "sisa", "belumrekamektp",
    ),
    "population": ROLES["population"],
    "lodging": ("lodging", "lodgingrupiah", "penginapan"),
    "base": ("base", "pangkalan"),
    "access": ("access", "akses"),
}  # fmt: skip
"""Columns of a planner's table by what they hold: letters and digits of their names."""
COUNTS = {
    "to_record": "to_record",
    "population": "population_2010",
    "lodging": "lodging_rupiah",
}
_YES = {"yes", "ya", "y", "1", "true", "benar", "x"}
_AIR = {"air": "air", "udara": "air", "": "", "road": "", "darat": ""}


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row of a planner's table: where it stands, and its cells by column."""

    line: str
    cells: Mapping[str, object]


class GivenFigures:
    """Figures of a planner's table by village code.

    Attributes
    ----------
    of : dict
        Column of the table by what it holds (`FILLED`).
    joined : dict
        Row by village code.
    strangers : list of str
        Codes of the table that no village has.

    Parameters
    ----------
    rows : sequence of GivenRow
        The table.
    villages : iterable of str
        Codes of the dataset's villages.
    file : str
        Name of the table, for messages.
    faults : list of Message
        Gets what is wrong with the table.
    """

    def __init__(
        self, rows: Sequence[GivenRow], villages: Iterable[str], file: str, faults: list[Message]
    ) -> None:
        self._file, self._faults = file, faults
        self.of: dict[str, str] = {}
        self.joined: dict[str, GivenRow] = {}
        self.strangers: list[str] = []
        if rows:
            self._find_columns(rows[0].cells)
            self._join(rows, {letters_of(code): code for code in villages})

    def _fault(self, what: Message) -> None:
        self._faults.append(Message("%(file)s%(what)s", file=self._file, what=what))

    def _find_columns(self, cells: Mapping[str, object]) -> None:
        there = {letters_of(str(column)): column for column in reversed(list(cells))}
        for role, names in FILLED.items():
            column = next((there[name] for name in names if name in there), None)
            if column is not None:
                self.of[role] = column

    def _join(self, rows: Sequence[GivenRow], codes: Mapping[str, str]) -> None:
        known = ", ".join(rows[0].cells)
        if "code" not in self.of or len(self.of) < 2:
            self._fault(
                Message(
                    ": a column of codes (code) and one of figures (to_record, population, "
                    "lodging, base, access) are needed; it has %(known)s",
                    known=known,
                ),
            )
            return
        for row in rows:
            text = cell_text(row.cells[self.of["code"]])
            code = codes.get(letters_of(str(text)))
            if code is None:
                self.strangers += [text] if text else []
            elif code in self.joined:
                self._fault(
                    Message(
                        ", %(line)s and %(line_2)s: %(text)s stands there twice; keep one",
                        line=row.line,
                        line_2=self.joined[code].line,
                        text=text,
                    ),
                )
            else:
                self.joined[code] = row
        if not self.joined:
            first = ", ".join(self.strangers[:3])
            self._fault(
                Message(
                    ", column %(of)s: none of its codes (%(first)s, …) is a village's; "
                    "villages.csv has codes such as %(codes)s",
                    of=self.of["code"],
                    first=first,
                    codes=next(iter(codes.values())),
                ),
            )

    def counts(self, role: str) -> dict[str, int]:
        """Return the whole numbers of a column by village code; empty cells are left out."""
        if role not in self.of:
            return {}
        column = self.of[role]
        cells = [row.cells[column] for row in self.joined.values()]
        found = read_counts([cell if cell_text(cell) else None for cell in cells])
        lines = [row.line for row in self.joined.values()]
        for wrong, what in (
            (found.bad, Message("is no whole number from 0")),
            (
                found.unsure,
                Message("may have decimals or thousands; write it without marks, such as 1250"),
            ),
        ):
            if wrong:
                at, text = wrong[0]
                more = f" (+{len(wrong) - 1})" if len(wrong) > 1 else ""
                self._fault(
                    Message(
                        ", %(lines)s%(more)s, column %(column)s: %(text)r %(what)s",
                        lines=lines[at],
                        more=more,
                        column=column,
                        text=text,
                        what=what,
                    ),
                )
        told = zip(self.joined, found.values, strict=True)
        return {code: value for code, value in told if value is not None}

    def access(self) -> dict[str, str]:
        """Return how villages are reached (`air` or empty) by code."""
        if "access" not in self.of:
            return {}
        known = {}
        for code, row in self.joined.items():
            text = cell_text(row.cells[self.of["access"]])
            if fold(text) not in _AIR:
                self._fault(
                    Message(
                        ", %(line)s, column %(of)s: %(text)r is not known; write air or leave "
                        "it empty",
                        line=row.line,
                        of=self.of["access"],
                        text=text,
                    ),
                )
                continue
            known[code] = _AIR[fold(text)]
        return known

    def base(self) -> str | None:
        """Return the code of the village that the table names as the base."""
        if "base" not in self.of:
            return None
        column = self.of["base"]
        codes = [
            code for code, row in self.joined.items() if fold(cell_text(row.cells[column])) in _YES
        ]
        if len(codes) > 1:
            self._fault(
                Message(
                    ", column %(column)s: %(count)s bases (%(names)s); keep one",
                    column=column,
                    count=len(codes),
                    names=", ".join(codes),
                ),
            )
        return codes[0] if codes else None
