"""Read raw tables into typed rows, with every fault of every cell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from geodata import Listing, Message
from geodata.spelling import fold
from planner.cell_parsing import text_of
from planner.spelling import closest, mark
from planner.workbook import Fault, fault
from planner.workbook.reading.raw_table import ErrorValue, Grid, GridRow, UncalculatedFormula
from planner.workbook.reading.titles import below_titles, heading_names
from planner.workbook.schema import (
    CALENDAR,
    CAMPAIGN,
    CLOSURES,
    COSTS,
    CROSSINGS,
    INCIDENTS,
    PAIRS,
    PINS,
    PLACES,
    SETTING_COLUMNS,
    SHEETS,
    TEXT,
    CalendarRow,
    CampaignRow,
    ClosureRow,
    Column,
    CostRow,
    CrossingRow,
    IncidentRow,
    Line,
    PairRow,
    PinRow,
    PlaceRow,
    RowLocation,
    RowT,
    Sheet,
    Table,
    from_1904,
    spellings,
)

BOUNDS = {
    "greater_than_equal": ("too_small", "ge", "least"),
    "less_than_equal": ("too_large", "le", "most"),
}
"""Faults that pydantic finds: our saying, its name of the bound, ours."""


@dataclass(frozen=True, slots=True)
class WorkbookTables:
    """The typed tables of a campaign."""

    campaign: Table[CampaignRow]
    places: Table[PlaceRow]
    pairs: Table[PairRow]
    calendar: Table[CalendarRow]
    closures: Table[ClosureRow]
    crossings: Table[CrossingRow]
    pins: Table[PinRow]
    costs: Table[CostRow]
    incidents: Table[IncidentRow]


def read_tables(grids: dict[str, Grid], faults: list[Fault]) -> WorkbookTables:
    """Turn raw tables into typed ones.

    Parameters
    ----------
    grids
        Tables by the sheet's id.
    faults
        Gets every fault.
    """
    for sheet in SHEETS:
        if sheet.id not in grids and sheet.usual:
            key = "no_sheet" if sheet.needed else "sheet_missing"
            faults.append(fault(key, name=sheet.name))

    def table(sheet: Sheet[RowT]) -> Table[RowT]:
        grid = grids.get(sheet.id)
        if grid is None:
            return Table(sheet.id, (), frozenset(), there=False)
        return _read(sheet, grid, faults)

    return WorkbookTables(
        table(CAMPAIGN),
        table(PLACES),
        table(PAIRS),
        table(CALENDAR),
        table(CLOSURES),
        table(CROSSINGS),
        table(PINS),
        table(COSTS),
        table(INCIDENTS),
    )


def _read(sheet: Sheet[RowT], grid: Grid, faults: list[Fault]) -> Table[RowT]:
    columns = sheet.row.columns()
    grid = below_titles(grid, heading_names(sheet))
    if grid.hidden:
        first = ", ".join(map(str, grid.hidden[:3])) + (", …" if len(grid.hidden) > 3 else "")
        faults.append(fault("hidden_rows", grid.sheet, count=len(grid.hidden), first=first))
    if sheet.settings:
        rows = _settings(columns, grid, faults)
        told = set(rows[0].cells)
        faults += _absent(sheet, told, grid.sheet)
    else:
        at = _positions(columns, grid, faults)
        told = set(at)
        rows = [_cells(at, row) for row in grid.rows] if at else []
        if any(value is not None for row in rows for value in row.values.values()):
            faults += _absent(sheet, told, grid.sheet)
        faults += [
            fault("merged", grid.sheet, cells)
            for cells, touched in grid.merged
            if any(position in touched for position in at.values())
        ]
    if grid.since_1904:
        rows = [_from_1904(columns, spot) for spot in rows]
    lines, keys = [], set()
    for spot in rows:
        if not sheet.settings and all(value is None for value in spot.values.values()):
            continue
        if sheet.row.key and spot.values.get(sheet.row.key) is not None:
            keys.add(text_of(spot.values[sheet.row.key]))
        found = read_row(sheet, told, RowLocation(grid.sheet, spot.cells, spot.values), faults)
        if found is not None:
            lines.append(found)
    _twice(sheet, lines, faults)
    if not sheet.settings:
        return Table(grid.sheet, tuple(lines), frozenset(keys))
    spot = RowLocation(grid.sheet, rows[0].cells, rows[0].values)
    return Table(grid.sheet, tuple(lines), frozenset(), held=_held(sheet, spot), spot=spot)


def _held(sheet: Sheet[RowT], spot: RowLocation) -> dict[str, Any]:
    """Return the settings that can be read, each alone."""
    held = {}
    for field, reader in sheet.row.readers().items():
        with suppress(ValidationError):
            held[field] = reader.validate_python(spot.values.get(field))
    return held


def _names(columns: dict[str, Column]) -> dict[str, str]:
    """Field by every name that its heading may have."""
    names = {
        mark(name): field for field, column in columns.items() for name in spellings(column.name)
    }
    return {mark(field): field for field in columns} | names


def _positions(columns: dict[str, Column], grid: Grid, faults: list[Fault]) -> dict[str, int]:
    """Return the position of each column; unknown ones are left alone."""
    names = _names(columns)
    at: dict[str, int] = {}
    strange: list[tuple[str, str]] = []
    for position, (value, ref) in enumerate(zip(grid.header.values, grid.header.refs, strict=True)):
        if value is None:
            continue
        field = names.get(mark(value))
        if field is None:
            strange.append((str(value), ref))
        elif field in at:
            faults.append(fault("column_twice", grid.sheet, ref, value, name=columns[field].name))
        else:
            at[field] = position
    if not grid.header.values:
        needed = Listing(tuple(column.name for column in columns.values()))
        faults.append(fault("no_header", grid.sheet, names=needed))
        return {}
    _strange(strange, columns, set(columns) - set(at), grid.sheet, faults)
    faults += [
        fault("no_column", grid.sheet, name=column.name)
        for field, column in columns.items()
        if field not in at and (column.required or column.expected)
    ]
    return at


def _absent(sheet: Sheet[RowT], there: set[str], name: str) -> Iterator[Fault]:
    """Say what rules in place of columns or settings that are not there.

    A table of few columns is one that somebody made for a purpose: nothing was deleted from it.
    """
    columns = sheet.row.columns()
    missing = [
        (column.name, column.absent)
        for field, column in columns.items()
        if field not in there and column.absent is not None
    ]
    if missing and 2 * len(there) > len(columns):
        names = tuple(Message("%(name)s = %(rule)s", name=n, rule=rule) for n, rule in missing)
        key = "settings_missing" if sheet.settings else "columns_missing"
        yield fault(key, name, names=names)


def _strange(
    found: list[tuple[str, str]],
    columns: dict[str, Column],
    missing: set[str],
    sheet: str,
    faults: list[Fault],
) -> None:
    """Ask whether an unknown heading is one that is missing, spelled otherwise."""
    names = {name: field for field in missing for name in spellings(columns[field].name)}
    for text, ref in found:
        meant = closest(text, names)
        if meant:
            name = columns[names[meant]].name
            faults.append(fault("column_unknown", sheet, ref, text, name=name))


def _cells(at: dict[str, int], row: GridRow) -> RowLocation:
    width = len(row.values)
    inside = {field: position for field, position in at.items() if position < width}
    return RowLocation(
        "",
        {field: row.refs[position] for field, position in inside.items()},
        {field: row.values[position] for field, position in inside.items()},
    )


def _from_1904(columns: dict[str, Column], spot: RowLocation) -> RowLocation:
    """Count the numbers of days from 1900, as everywhere else."""
    values = {
        field: from_1904(value) if columns[field].kind.dated else value
        for field, value in spot.values.items()
    }
    return RowLocation(spot.sheet, spot.cells, values)


def _settings(columns: dict[str, Column], grid: Grid, faults: list[Fault]) -> list[RowLocation]:
    """Read a sheet of settings: name and value on each line, under a header or not."""
    names = _names(columns)
    name_at, value_at = 0, 1
    for position, heading in enumerate(grid.header.values):
        if heading is not None and mark(heading) in {
            mark(n) for n in spellings(SETTING_COLUMNS[0])
        }:
            name_at = position
        if heading is not None and mark(heading) in {
            mark(n) for n in spellings(SETTING_COLUMNS[1])
        }:
            value_at = position
    cells: dict[str, str] = {}
    values: dict[str, object] = {}
    strange: list[tuple[str, str]] = []
    for row in [grid.header, *grid.rows]:
        if len(row.values) <= name_at or row.values[name_at] is None:
            continue
        text = str(row.values[name_at])
        field = names.get(mark(text))
        if field is None:
            strange.append((text, row.refs[name_at]))
            continue
        if field in cells:
            ref = row.refs[name_at]
            faults.append(fault("setting_twice", grid.sheet, ref, text, name=columns[field].name))
            continue
        has = len(row.values) > value_at
        cells[field] = row.refs[value_at] if has else row.refs[name_at]
        values[field] = row.values[value_at] if has else None
    missing = set(columns) - set(cells)
    _strange(strange, columns, missing, grid.sheet, faults)
    faults += [
        fault("no_setting", grid.sheet, name=columns[field].name)
        for field in columns
        if field in missing and columns[field].required
    ]
    faults += [
        fault("merged", grid.sheet, span)
        for span, touched in grid.merged
        if name_at in touched or value_at in touched
    ]
    return [RowLocation("", cells, values)]


def read_row(
    sheet: Sheet[RowT], told: set[str], spot: RowLocation, faults: list[Fault]
) -> Line[RowT] | None:
    """Read a row; what is wrong with its cells is added to `faults`.

    Parameters
    ----------
    told
        The columns that are there.
    """
    columns = sheet.row.columns()
    odd = {f: v for f, v in spot.values.items() if isinstance(v, UncalculatedFormula | ErrorValue)}
    for field, value in odd.items():
        key = "formula" if isinstance(value, UncalculatedFormula) else "error_value"
        faults.append(fault(key, spot.sheet, spot.cells[field], value))
    cells = {field: None if field in odd else spot.values.get(field) for field in columns}
    bad = set(odd)
    try:
        row = sheet.row.model_validate(cells)
    except ValidationError as error:
        for field, one in (_fault(dict(each), columns, spot) for each in error.errors()):
            bad.add(field)
            if field not in odd and field in told:
                faults.append(one)
        row = _readable(sheet, cells, bad)
    return None if bad and sheet.settings else Line(row, spot, frozenset(bad))


def _readable(sheet: Sheet[RowT], cells: dict[str, object], bad: set[str]) -> RowT:
    """Return a row of the cells that can be read; the others are as if empty."""
    readers, columns = sheet.row.readers(), sheet.row.columns()
    held: dict[str, Any] = {
        field: (_nothing(column) if column.required else column.blank)
        if field in bad
        else readers[field].validate_python(cells[field])
        for field, column in columns.items()
    }
    return sheet.row.model_construct(**held)


def _nothing(column: Column) -> object:
    """Return what stands for a cell that cannot be read and may not be empty."""
    return "" if column.kind is TEXT else None


def _fault(
    error: dict[str, Any], columns: dict[str, Column], spot: RowLocation
) -> tuple[str, Fault]:
    """Return the fault that pydantic found, and its field."""
    field = str(error["loc"][0])
    column = columns[field]
    value, cell = spot.values.get(field), spot.cells.get(field, "")
    if not cell and spot.cells:
        cell = next(iter(spot.cells.values()))
    values: dict[str, object] = {"column": column.name, "example": column.kind.example}
    if error["type"] in BOUNDS:
        key, bound, ours = BOUNDS[error["type"]]
        values = {"column": column.name, ours: error["ctx"][bound]}
    elif error["type"] == "empty":
        key = "empty"
    elif error["type"] == "unreadable":
        key = "not_offered" if column.kind.choices else "unreadable"
        values |= {"noun": column.kind.noun} if key == "unreadable" else {}
    elif error["type"] == "odd":
        key = error["ctx"]["key"]
        values = {"column": column.name, **error["ctx"]["values"]}
    else:
        key = "bad_bounds"
    return field, fault(key, spot.sheet, cell, value, **values)


def _twice(sheet: Sheet[RowT], lines: list[Line[RowT]], faults: list[Fault]) -> None:
    first: dict[str, Line[RowT]] = {}
    for line in _keyed(sheet, lines):
        cell = line.spot.cells[sheet.row.key]
        value = str(getattr(line.row, sheet.row.key))
        before = first.setdefault(fold(value), line)
        if before is not line and not line.row.continues(before.row):
            other = before.spot.cells[sheet.row.key]
            faults.append(fault("id_twice", line.spot.sheet, cell, value, other=other))


def _keyed(sheet: Sheet[RowT], lines: list[Line[RowT]]) -> Iterator[Line[RowT]]:
    yield from (line for line in lines if sheet.row.key and sheet.row.key not in line.bad)
