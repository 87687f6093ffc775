"""Tables as text: reading CSV rows by a schema, and writing them so that bytes repeat."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.dataset.schemas import FieldSchema, TableSchema
from geodata.message import Language, Message, row_fault
from geodata.number_reader import AmbiguousNumberError, parse_number, parse_whole
from geodata.system_reasons import system_reason
from geodata.text_files import TextFileError, decoded, delimiter_of, read_bytes
from geodata.typed_rows import TextRows

__all__ = ["parse_rows", "read_rows", "split_list", "write_table"]


def read_rows(path: Path, faults: list[Message]) -> TextRows:
    """Read a CSV file (header first) as rows of text, as spreadsheets save it.

    It may be in UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs between cells.

    Parameters
    ----------
    path : Path
        The file.
    faults : list of Message
        Gets a line if the file is missing, is no text or has a row of the wrong width.

    Returns
    -------
    list of dict
        A row per line after the header; empty if the file cannot be read.
    """
    try:
        text = decoded(read_bytes(path))
        delimiter = delimiter_of(text.partition("\n")[0])
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows: TextRows = []
        for row in reader:
            if None in row or None in row.values():
                faults.append(
                    row_fault(
                        (path.name, reader.line_num),
                        Message(
                            "the number of cells differs from the header's; quote cells that "
                            "hold commas"
                        ),
                    )
                )
                continue
            rows.append({key.strip(): value.strip() for key, value in row.items()})
    except FileNotFoundError:
        faults.append(Message("%(name)s: the file is missing", name=path.name))
        return []
    except (OSError, TextFileError, csv.Error) as error:
        faults.append(
            Message(
                "%(name)s: no readable CSV (%(reason)s); save it again as CSV UTF-8",
                name=path.name,
                reason=system_reason(error),
            )
        )
        return []
    if reader.fieldnames is None:
        faults.append(Message("%(name)s: the file is empty, a header was expected", name=path.name))
    return rows


def parse_rows(
    table: TableSchema,
    rows: TextRows,
    file: str,
    faults: list[Message],
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Turn rows of text into a typed table.

    Parameters
    ----------
    table : TableSchema
        The schema.
    rows : list of dict
        Text by column.
    file : str
        File name for messages.
    faults : list of Message
        Gets a line for each missing column, wrong cell and doubled key.
    columns : mapping, optional
        Where the file names a column otherwise: our name to the file's.

    Returns
    -------
    DataFrame
        The table's columns in order. Empty optional cells are NaN (numbers), None (dates) or
        an empty text. A cell with a fault counts as empty.
    """
    names = {field.name: (columns or {}).get(field.name, field.name) for field in table.fields}
    if rows:
        missing = [
            names[field.name]
            for field in table.fields
            if field.default is None and names[field.name] not in rows[0]
        ]
        faults.extend(
            Message("%(file)s: column %(name)r is missing", file=file, name=name)
            for name in missing
        )
        if missing:
            return pd.DataFrame({name: [] for name in table.columns})
    data: dict[str, Any] = {}
    for field in table.fields:
        texts = [row.get(names[field.name]) or field.default or "" for row in rows]
        values = [
            _cell(text, field, (file, line), names[field.name], faults)
            for line, text in enumerate(texts, start=2)
        ]
        data[field.name] = _column(values, field)
    frame = pd.DataFrame(data)
    if table.key:
        _check_key(frame, table, file, faults)
    return frame


def stored_table(folder: Path, table: TableSchema) -> pd.DataFrame:
    """Return a table of a dataset that has been read without a fault; empty where it has none."""
    path = folder / table.file
    return parse_rows(table, read_rows(path, []) if path.exists() else [], table.file, [])


def write_table(frame: pd.DataFrame, table: TableSchema, path: Path) -> None:
    """Write a table as CSV (UTF-8, line feeds) with the schema's columns only."""
    table = table.held(frame)
    rows = frame.sort_values(list(table.key)) if table.sorted_by_key else frame
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(table.columns)
        for row in rows[table.columns].itertuples(index=False):
            writer.writerow([_text(value) for value in row])


def split_list(text: str) -> tuple[str, ...]:
    """Split a cell that lists values by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _yes_no(text: str) -> bool:
    return {"yes": True, "no": False}[text]


_DECIMAL_POINT = re.compile(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?")
"""As these files are written; whatever else spreadsheets make of it is read as from people."""


def _decimal(text: str) -> float:
    if _DECIMAL_POINT.fullmatch(text):
        return parse_number(float(text))
    return parse_number(text)


_PARSERS: dict[str, tuple[Callable[[str], object], Message]] = {
    "string": (str, Message("a text")),
    "integer": (parse_whole, Message("a whole number")),
    "number": (_decimal, Message("a number with a decimal point")),
    "date": (date.fromisoformat, Message("a date as YYYY-MM-DD")),
    "boolean": (_yes_no, Message("yes or no")),
}


def _meaning(field: FieldSchema, language: Language) -> str:
    """Say what a column holds, which schemas say in English only."""
    return f" ({field.description})" if language == "en" else ""


def _cell(
    text: str, field: FieldSchema, place: tuple[str, int], column: str, faults: list[Message]
) -> object:
    parse, expected = _PARSERS[field.type]
    if not text:
        if field.required:
            faults.append(
                row_fault(
                    place,
                    Message(
                        "empty; give %(expected)s%(meaning)s",
                        expected=expected,
                        meaning=partial(_meaning, field),
                    ),
                    column=column,
                )
            )
        return None
    try:
        return parse(text)
    except AmbiguousNumberError as error:
        point, thousands = (f"{reading:.10g}" for reading in error.readings)
        faults.append(
            row_fault(
                place,
                Message(
                    "%(text)r may be %(point)s or %(thousands)s; write one of these",
                    text=text,
                    point=point,
                    thousands=thousands,
                ),
                column=column,
            )
        )
        return None
    except (ValueError, KeyError):
        faults.append(
            row_fault(
                place,
                Message("%(text)r is not %(expected)s", text=text, expected=expected),
                column=column,
            )
        )
        return None


def _column(values: Sequence[object], field: FieldSchema) -> pd.Series:
    if field.type == "number" or (field.type == "integer" and field.may_lack):
        return pd.Series([math.nan if value is None else value for value in values], dtype=float)
    if field.type == "integer":
        return pd.Series([0 if value is None else value for value in values], dtype="int64")
    if field.type == "boolean":
        return pd.Series([bool(value) for value in values], dtype=bool)
    if field.type == "date":
        return pd.Series(values, dtype=object)
    return pd.Series(["" if value is None else value for value in values], dtype="str")


def _check_key(frame: pd.DataFrame, table: TableSchema, file: str, faults: list[Message]) -> None:
    doubled = frame.duplicated(list(table.key), keep="first")
    for position in doubled.to_numpy().nonzero()[0]:
        key = ", ".join(str(frame[column].iloc[position]) for column in table.key)
        *first, last = table.key
        columns = (
            Message("%(names)s and %(last)s", names=", ".join(first), last=last) if first else last
        )
        faults.append(
            row_fault(
                (file, int(position) + 2),
                Message("%(columns)s %(held)r stands there twice", columns=columns, held=key),
            )
        )


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return format(value, ".10g")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
