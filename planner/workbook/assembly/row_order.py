"""The order of rows, which is the same whatever the order in which a planner keeps them.

Places and crossings stand as in the regency's dataset, those of the planner's own after them; pairs
and all other rows by what they hold. The rows of the untouched workbook stand so already. So rows
in another order give the same plan, to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from geodata import Dataset, places_of
from geodata.spelling import fold
from geodata.typed_rows import records
from planner.workbook.reading import WorkbookTables
from planner.workbook.schema import Line, RowT, Table

_NUMBERS = re.compile(r"(\d+)")


def in_order(tables: WorkbookTables, dataset: Dataset) -> WorkbookTables:
    """Return tables whose rows stand in the order of their content.

    Incidents are put in order where they are read.
    """
    places, crossings = _known_places(dataset), list(map(str, dataset.crossings["id"]))
    return replace(
        tables,
        places=_by(tables.places, lambda line: _rank(line.row.id, places)),
        pairs=_by(tables.pairs, lambda line: (_natural(line.row.id), str(line.row.from_date))),
        calendar=_by(tables.calendar),
        closures=_by(tables.closures),
        crossings=_by(tables.crossings, lambda line: _rank(line.row.id, crossings)),
        pins=_by(tables.pins),
    )


def _known_places(dataset: Dataset) -> list[str]:
    towns = sorted(records(dataset.towns), key=lambda row: row.id != dataset.base)
    return [*(str(row.id) for row in towns), *places_of(dataset)]


def _by(table: Table[RowT], key: Callable[[Line[RowT]], Any] | None = None) -> Table[RowT]:
    """Sort by a key, and where it is the same by what the cells hold."""

    def held(line: Line[RowT]) -> tuple[Any, list[str]]:
        cells = [str(line.spot.values.get(name)) for name in line.row.columns()]
        return key(line) if key else (), cells

    return replace(table, lines=tuple(sorted(table.lines, key=held)))


def _rank(name: str, known: list[str]) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Return the place of a name among those that are known; others come after them."""
    return known.index(name) if name in known else len(known), _natural(name)


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which T2 comes before T10."""
    parts = _NUMBERS.split(fold(name))
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
