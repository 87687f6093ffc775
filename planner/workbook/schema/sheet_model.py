"""Columns and sheets: one description that writer, reader and checker share.

A sheet is a pydantic model; each field carries a `Column` with its heading and comment in both
languages, its unit and its kind. Pydantic reads a row through the columns and gathers every
fault of it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from geodata import Language, Message
from planner.cell_parsing import MisreadError, OddCellError
from planner.workbook.schema.cell_kinds import CellKind


class _Required:
    """Marks a column whose cells may not be empty."""


REQUIRED = _Required()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet, or a setting on a line of its own.

    Attributes
    ----------
    name
        The heading without its unit.
    kind
        What its cells hold.
    comment
        What goes there.
    unit
        Unit, shown in the heading.
    blank
        What an empty cell means; REQUIRED = it may not be empty.
    width
        Width of the column in characters.
    offered
        Name of the list that its drop-down offers, where the kind has none of its own.
    reason
        Key of the reason of its default value in `planner.campaigns.assumptions`.
    expected
        Whether the heading has to be there although its cells may be empty: a column that was
        deleted by mistake would be read as nothing at all.
    absent
        What rules where the whole column is not there; None where that changes no plan.
    """

    name: Message
    kind: CellKind
    comment: Message
    unit: Message | None = None
    blank: object = REQUIRED
    width: int = 14
    offered: str = ""
    reason: str = ""
    expected: bool = False
    absent: Message | None = None

    @property
    def required(self) -> bool:
        """Whether its cells may not be empty."""
        return isinstance(self.blank, _Required)

    def heading(self, language: Language) -> str:
        """Return the heading with its unit."""
        name = self.name.text(language)
        return name if self.unit is None else f"{name} ({self.unit.text(language)})"

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read the cell before pydantic checks its bounds."""
        return core_schema.no_info_wrap_validator_function(self._read, handler(source))

    def _read(self, value: object, bounded: core_schema.ValidatorFunctionWrapHandler) -> object:
        if value is None:
            if self.required:
                raise PydanticCustomError("empty", "the cell is empty")
            return self.blank
        try:
            found = self.kind.read(value)
        except OddCellError as odd:
            told = {"key": odd.key, "values": odd.values}
            raise PydanticCustomError("odd", "the cell cannot be meant so", told) from None
        except (MisreadError, KeyError):
            raise PydanticCustomError("unreadable", "the cell cannot be read") from None
        return bounded(found)


def _annotated(kind: object, marks: list[Any]) -> Any:  # noqa: ANN401  (a type made of parts)
    return Annotated[kind, *marks]


class Row(BaseModel):
    """A row of a sheet, or a sheet of settings as one row."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def continues(self, other: Row) -> bool:
        """Whether the row may have the key of another, as it goes on with it."""
        return False

    @classmethod
    @cache
    def columns(cls) -> dict[str, Column]:
        """Return the columns by field name, in order."""
        return {
            name: next(mark for mark in field.metadata if isinstance(mark, Column))
            for name, field in cls.model_fields.items()
        }

    @classmethod
    @cache
    def readers(cls) -> dict[str, TypeAdapter[Any]]:
        """Return what reads each field alone."""
        return {
            name: TypeAdapter(_annotated(field.annotation, field.metadata))
            for name, field in cls.model_fields.items()
        }

    key: ClassVar[str] = ""
    """Field whose value no two rows share; empty = none."""


RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class Sheet(Generic[RowT]):
    """A sheet of the workbook, or a CSV file.

    Attributes
    ----------
    id
        Name in machine-made files.
    name
        Name of the sheet.
    title
        What it is for.
    row
        Model of its rows.
    settings
        Whether each field stands on a line of its own, name and value.
    needed
        Whether a campaign cannot do without it.
    usual
        Whether it is told when the sheet is not there.
    """

    id: str
    name: Message
    title: Message
    row: type[RowT]
    settings: bool = False
    needed: bool = True
    usual: bool = True


@dataclass(frozen=True, slots=True)
class RowLocation:
    """Where a row stands: its sheet, and its cells by field."""

    sheet: str
    cells: dict[str, str]
    values: dict[str, object]

    def cell(self, *fields: str) -> str:
        """Return the first of some fields' cells that is there, else the row's first."""
        found = (self.cells[field] for field in (*fields, *self.cells) if field in self.cells)
        return next(found, "")


@dataclass(frozen=True, slots=True)
class Line(Generic[RowT]):
    """A row with where it stands.

    `bad` are the fields whose cells cannot be read; they hold what an empty cell means, or
    None. Nothing is planned from such a row, but its other cells are checked.
    """

    row: RowT
    spot: RowLocation
    bad: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table(Generic[RowT]):
    """What was read of a sheet.

    Attributes
    ----------
    sheet
        Its name as in the file.
    lines
        The rows; of a sheet of settings none unless all of it can be read.
    keys
        Values of the key column, whatever else is wrong with the row.
    there
        Whether the sheet was found at all.
    held
        Of a sheet of settings: the values without a fault, by field.
    spot
        Of a sheet of settings: where they stand.
    """

    sheet: str
    lines: tuple[Line[RowT], ...]
    keys: frozenset[str]
    there: bool = True
    held: dict[str, Any] = dataclasses.field(default_factory=dict)
    spot: RowLocation = RowLocation("", {}, {})

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows alone."""
        return tuple(line.row for line in self.lines)
