"""Closures and crossings as the planner typed them, in the form of a dataset's tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from geodata import LANGUAGES, Dataset, Message, source_text, text_in
from planner.workbook import Fault, fault
from planner.workbook.assembly.calendar import Dates, span_ok
from planner.workbook.assembly.outside_dates import hint
from planner.workbook.reading import Lookup, WorkbookTables
from planner.workbook.schema import CrossingRow, Line
from routing.clock import format_clock

SECTION = Message("road section")
SECTIONS = Message("the dataset of roads")


def closures_of(
    tables: WorkbookTables, dataset: Dataset, dates: Dates | None, faults: list[Fault]
) -> pd.DataFrame:
    """Return the closures with the columns of `Dataset.closures`."""
    names = dict(zip(dataset.sections["id"], dataset.sections["name"], strict=True))
    lookup = Lookup(names, SECTION, SECTIONS, otherwise=_other_names(names))
    rows = []
    for line in tables.closures.lines:
        row, spot = line.row, line.spot
        known = "section" not in line.bad
        section = lookup.find(row.section, spot, "section", faults) if known else None
        right = span_ok(row.from_date, row.until_date, spot, faults)
        if dates is not None and right and not line.bad & {"from_date", "until_date"}:
            ended = row.until_date is not None and row.until_date < dates.start
            if ended or row.from_date > dates.deadline:
                cell = spot.cell("from_date")
                said = hint(row.from_date, dates)
                faults.append(fault("closure_outside", spot.sheet, cell, row.section, hint=said))
        held = (section, row.from_date, row.until_date, row.stops, row.note, row.source)
        rows.append(held)
    columns = ["section", "from_date", "until_date", "stops", "note", "source"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _other_names(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield ids with their names in the other languages, as a workbook of those holds them."""
    for section, name in names.items():
        told = source_text(name)
        yield from ((section, text_in(told, language)) for language in LANGUAGES)
        yield section, told


def crossings_of(tables: WorkbookTables, places: Lookup, faults: list[Fault]) -> pd.DataFrame:
    """Return the crossings with the columns of `Dataset.crossings`."""
    rows = [_crossing(line, places, faults) for line in tables.crossings.lines]
    columns = [
        "id", "from", "to", "mode", "vehicles", "weekdays", "departures", "open", "close",
        "from_day", "until_day", "cancelled_dates",
        "loading_minutes", "crossing_minutes", "fare_rupiah", "basis",
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    whole = {name: "int64" for name in columns if name.endswith(("_minutes", "_rupiah"))}
    return frame.astype(whole)


def _crossing(line: Line[CrossingRow], places: Lookup, faults: list[Fault]) -> dict[str, object]:
    row, spot = line.row, line.spot
    ends = [
        None if field in line.bad else places.find(text, spot, field, faults)
        for field, text in (("from_place", row.from_place), ("to_place", row.to_place))
    ]
    if ends[0] is not None and ends[0] == ends[1]:
        faults.append(fault("same_port", spot.sheet, spot.cell("to_place"), row.to_place))
    if not row.weekdays and "weekdays" not in line.bad:
        faults.append(fault("no_weekday", spot.sheet, spot.cell("weekdays")))
    if row.departures == ():
        faults.append(fault("no_departure", spot.sheet, spot.cell("departures")))
    if row.departures is None and not line.bad & {"departures", "opens", "closes"}:
        if row.opens is None or row.closes is None:
            cell = spot.cell("opens", "id")
            faults.append(fault("on_demand", spot.sheet, cell))
        elif row.opens > row.closes:
            cell, value = spot.cell("closes"), spot.values.get("closes")
            faults.append(fault("closes_early", spot.sheet, cell, value))
    season = {"from_day", "until_day"}
    if (row.from_day is None) != (row.until_day is None) and not line.bad & season:
        cell = spot.cell("from_day", "id")
        faults.append(fault("half_season", spot.sheet, cell))
    return {
        "id": row.id,
        "from": ends[0],
        "to": ends[1],
        "mode": row.mode,
        "vehicles": row.vehicles,
        "weekdays": row.weekdays,
        "departures": row.departures and tuple(map(format_clock, row.departures)),
        "open": None if row.opens is None else format_clock(row.opens),
        "close": None if row.closes is None else format_clock(row.closes),
        "from_day": row.from_day,
        "until_day": row.until_day,
        "cancelled_dates": row.cancelled_dates,
        "loading_minutes": row.loading_minutes or 0,
        "crossing_minutes": row.crossing_minutes or 0,
        "fare_rupiah": row.fare_rupiah or 0,
        "basis": source_text(row.basis),
    }
