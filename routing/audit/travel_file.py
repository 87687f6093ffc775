"""The travel table as the audit reads it from `travel.parquet`, and its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet

from routing.audit.case import Leg, LegKey
from routing.audit.messages_form import (
    COPY,
    COPY_OR_PLAN,
    LIKEWISE,
    NOTHING,
    ONE_COLUMN,
    ONE_ROW,
    WHOLE_FIGURES,
    joined,
)
from routing.audit.strict_json import MAX_WHOLE, Fault, shown
from routing.audit.template import Phrase

FILE = "travel.parquet"
COLUMNS = ("origin", "destination", "vehicle", "condition", "minutes", "metres")
Row = tuple[str, str, str, str, int, int]
_TYPES = (str, str, str, str, int, int)
_SHOWN_ROWS = 5
_PART = 10_000
"""Rows that are hashed at a time."""


@dataclass(frozen=True, slots=True)
class Travel:
    """Legs by origin, destination, vehicle and condition, and the hash over the rows."""

    legs: dict[LegKey, Leg]
    sha256: str


def read_travel(folder: Path, faults: list[Fault]) -> Travel:
    """Read `travel.parquet` of a bundle; use it only if no fault was added to `faults`."""
    try:
        with pyarrow.parquet.ParquetFile(folder / FILE) as file:
            names = file.schema_arrow.names
            wrong = [name for name in COLUMNS if names.count(name) != 1]
            for name in wrong:
                number = names.count(name)
                count = Phrase(f"{number} columns of this name", f"{number} kolom dengan nama ini")
                faults.append(Fault(FILE, f"column {name}", count, ONE_COLUMN))
            if wrong:
                return Travel({}, "")
            table = file.read(columns=list(COLUMNS))
            columns = [table.column(name).to_pylist() for name in COLUMNS]
    except FileNotFoundError:
        faults.append(Fault(FILE, "file", NOTHING, COPY_OR_PLAN))
        return Travel({}, "")
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        told = Phrase(f"no Parquet table ({reason})", f"bukan tabel Parquet ({reason})")
        faults.append(Fault(FILE, "file", told, COPY))
        return Travel({}, "")
    return read_rows(zip(*columns, strict=True), faults)


def read_rows(rows: Iterable[Row], faults: list[Fault]) -> Travel:
    """Check the rows of a travel table; use it only if no fault was added to `faults`.

    Rows about places, vehicles or conditions that the campaign does not use are no fault:
    no drive can refer to them.
    """
    legs: dict[LegKey, Leg] = {}
    wrong: list[Fault] = []
    count = 0
    for index, row in enumerate(rows):
        remedy = None if _plain(row) and row[:4] not in legs else _remedy(row, legs)
        if remedy is None:
            legs[row[:4]] = row[4:]
            continue
        count += 1
        if count <= _SHOWN_ROWS:
            value = joined(tuple(map(shown, row))) if isinstance(row, tuple) else shown(row)
            wrong.append(Fault(FILE, f"row {index + 1}", value, remedy))
    faults.extend(wrong)
    if count > _SHOWN_ROWS:
        left = count - _SHOWN_ROWS
        more = Phrase(f"{left} more rows at fault", f"{left} baris salah lagi")
        faults.append(Fault(FILE, "rows", more, LIKEWISE))
    return Travel(legs, _digest(legs))


def _plain(row: Row) -> bool:
    """Whether nothing can be wrong with a row by itself, at one glance: there are millions."""
    if type(row) is not tuple or tuple(map(type, row)) != _TYPES:
        return False
    return 0 <= row[4] <= MAX_WHOLE and 0 <= row[5] <= MAX_WHOLE


def _remedy(row: object, legs: dict[LegKey, Leg]) -> Phrase | None:
    """How to mend a row, None where nothing is wrong with it."""
    if not isinstance(row, tuple) or len(row) != len(COLUMNS):
        names = ", ".join(COLUMNS)
        return Phrase(f"give a row of {names}", f"beri satu baris {names}")
    if not all(isinstance(value, str) for value in row[:4]):
        names = ", ".join(COLUMNS[:4])
        return Phrase(f"write {names} as texts", f"tulis {names} sebagai teks")
    for value in row[4:]:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_WHOLE:
            return WHOLE_FIGURES
    return ONE_ROW if row[:4] in legs else None


def _digest(legs: dict[LegKey, Leg]) -> str:
    """SHA-256 over the sorted rows, tab between the values, a line feed after each row."""
    digest = hashlib.sha256()
    keys = sorted(legs)
    for start in range(0, len(keys), _PART):
        lines = [
            f"{one}\t{two}\t{vehicle}\t{condition}\t{minutes}\t{metres}\n"
            for one, two, vehicle, condition in keys[start : start + _PART]
            for minutes, metres in [legs[one, two, vehicle, condition]]
        ]
        digest.update("".join(lines).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
