"""Parts of a table schema: columns with their types and meanings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

__all__ = [
    "FieldSchema",
    "Layer",
    "TableSchema",
    "maybe_field",
    "number_field",
    "own_field",
    "text_field",
    "whole_field",
]

FieldType = Literal["string", "integer", "number", "date", "boolean"]


@dataclass(frozen=True, slots=True)
class FieldSchema:
    """One column: its name, type, meaning and whether a cell may be empty.

    `default` is the text that an empty cell stands for, and the whole column where a file
    lacks it; None = the file must have the column. A column that `may_lack` is written only
    where a row has something there; an empty number of it is NaN.
    """

    name: str
    type: FieldType
    description: str
    required: bool = True
    default: str | None = None
    may_lack: bool = False

    def descriptor(self) -> dict[str, Any]:
        """Return the column as a Frictionless field descriptor."""
        described: dict[str, Any] = {
            "name": self.name,
            "type": self.type,
            "description": self.description,
        }
        if self.type == "boolean":
            described |= {"trueValues": ["yes"], "falseValues": ["no"]}
        if self.required:
            described["constraints"] = {"required": True}
        return described


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One CSV file of a dataset.

    Parameters
    ----------
    name : str
        Resource name; the file is ``<name>.csv``.
    title : str
        What the table holds.
    fields : tuple of FieldSchema
        Its columns, in order.
    key : tuple of str
        The columns that no two rows share.
    sorted_by_key : bool
        Whether the build step sorts the rows by the key (else the raw order is kept).
    may_lack : bool
        Whether a dataset may do without the file; the table is empty then.
    """

    name: str
    title: str
    fields: tuple[FieldSchema, ...]
    key: tuple[str, ...] = ()
    sorted_by_key: bool = False
    may_lack: bool = False

    @property
    def file(self) -> str:
        """Name of the table's file."""
        return f"{self.name}.csv"

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in order."""
        return [field.name for field in self.fields]

    def held(self, frame: pd.DataFrame) -> TableSchema:
        """Return the table with the columns that a file of some rows gets."""
        kept = (field for field in self.fields if not field.may_lack or _tells(frame, field.name))
        return replace(self, fields=tuple(kept))

    def descriptor(self) -> dict[str, Any]:
        """Return the table's Frictionless schema."""
        schema: dict[str, Any] = {"fields": [field.descriptor() for field in self.fields]}
        if self.key:
            schema["primaryKey"] = list(self.key)
        return schema


def _tells(frame: pd.DataFrame, column: str) -> bool:
    """Whether some row of a table has something in a column."""
    return column in frame.columns and any(
        not (pd.isna(cell) or cell == "") for cell in frame[column].tolist()
    )


@dataclass(frozen=True, slots=True)
class Layer:
    """One GeoJSON file of a dataset (WGS 84, lon before lat), with its properties."""

    name: str
    title: str
    properties: tuple[str, ...]

    @property
    def file(self) -> str:
        """Name of the layer's file."""
        return f"{self.name}.geojson"


def text_field(name: str, description: str, *, required: bool = True) -> FieldSchema:
    """Return a column of texts."""
    return FieldSchema(name, "string", description, required)


def whole_field(name: str, description: str, *, required: bool = True) -> FieldSchema:
    """Return a column of whole numbers."""
    return FieldSchema(name, "integer", description, required)


def number_field(name: str, description: str, *, required: bool = True) -> FieldSchema:
    """Return a column of numbers."""
    return FieldSchema(name, "number", description, required)


def maybe_field(name: str, kind: FieldType, description: str, default: str = "") -> FieldSchema:
    """Return a column that a file may lack."""
    return FieldSchema(name, kind, description, required=False, default=default)


def own_field(name: str, kind: FieldType, description: str) -> FieldSchema:
    """Return a column for a regency's own figures, which many datasets do not have."""
    return FieldSchema(name, kind, description, required=False, default="", may_lack=True)
