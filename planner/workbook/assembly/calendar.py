"""Dates of a campaign: its span, rest days, and the capacity of the server by date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from geodata import Dataset
from planner.campaigns import LAST_YEAR, MOST_DATES
from planner.workbook import Fault, fault
from planner.workbook.reading import WorkbookTables
from planner.workbook.schema import CalendarRow, CampaignRow, Intervals, Line, RowLocation
from routing.clock import format_clock

SERVER = ("outage", "capacity")


@dataclass(slots=True)
class Dates:
    """What the calendar says; dates within the campaign only."""

    start: date
    deadline: date
    rest_days: tuple[date, ...] = ()
    capacity: dict[date, int] = field(default_factory=dict)


def dates_of(tables: WorkbookTables, dataset: Dataset, faults: list[Fault]) -> Dates | None:
    """Read span and calendar; None where first and last date are not known."""
    held, spot = tables.campaign.held, tables.campaign.spot
    _clocks(held, spot, faults)
    listed, working, capacity = _calendar(tables.calendar.lines, faults)
    limited = capacity or held.get("server_capacity") is not None
    if held.get("connectivity") == "offline" and limited:
        cell = spot.cell("connectivity")
        faults.append(fault("offline_capacity", spot.sheet, cell))
    if not {"start", "deadline"} <= set(held) or not _span(held, spot, faults):
        return None
    start, deadline = held["start"], held["deadline"]
    days = [start + timedelta(days=n) for n in range((deadline - start).days + 1)]
    weekly = set(held.get("weekly_rest_days", ()))
    rest = [d for d in days if d in listed or (d.weekday() in weekly and d not in working)]
    inside = set(days)
    if len(rest) == len(days):
        faults.append(fault("no_workdays", spot.sheet, spot.cell("start")))
    known = {day.year for day in (*dataset.rest_days["date"], *listed)}
    missing = [str(y) for y in range(start.year, deadline.year + 1) if y not in known]
    if missing:
        sheet = tables.calendar.sheet
        faults.append(fault("unknown_holidays", sheet, years=", ".join(missing)))
    kept = {day: most for day, most in sorted(capacity.items()) if day in inside}
    return Dates(start, deadline, tuple(rest), kept)


def _span(held: dict[str, Any], spot: RowLocation, faults: list[Fault]) -> bool:
    start: date = held["start"]
    deadline: date = held["deadline"]
    cell = spot.cell("deadline")
    days = (deadline - start).days + 1
    if days < 1:
        column = CampaignRow.columns()["deadline"].name
        faults.append(fault("span", spot.sheet, cell, deadline, column=column, first=start))
    elif days > MOST_DATES:
        values = {"days": days, "most": MOST_DATES}
        faults.append(fault("long_span", spot.sheet, cell, deadline, **values))
    elif deadline.year > LAST_YEAR:
        faults.append(fault("bad_year", spot.sheet, cell, deadline, year=deadline.year))
    return 0 < days <= MOST_DATES and deadline.year <= LAST_YEAR


def _clocks(held: dict[str, Any], spot: RowLocation, faults: list[Fault]) -> None:
    if {"duty_start", "duty_end"} <= set(held) and held["duty_end"] <= held["duty_start"]:
        first = format_clock(held["duty_start"])
        cell, value = spot.cell("duty_end"), spot.values.get("duty_end")
        faults.append(fault("duty", spot.sheet, cell, value, first=first))
    check_hours(held.get("hours", ()), spot, "hours", faults)
    for spans in held.get("other_hours", {}).values():
        check_hours(spans, spot, "other_hours", faults)


def check_hours(spans: Intervals, spot: RowLocation, column: str, faults: list[Fault]) -> None:
    """Add a fault for each opening that is none, and for those that overlap."""
    cell, value = spot.cell(column), spot.values.get(column)
    last = -1
    for opens, closes in sorted(spans):
        if closes <= opens:
            faults.append(fault("hours_order", spot.sheet, cell, value))
        elif opens < last:
            faults.append(fault("hours_overlap", spot.sheet, cell, value))
        last = max(last, closes)


def _calendar(
    lines: tuple[Line[CalendarRow], ...], faults: list[Fault]
) -> tuple[set[date], set[date], dict[date, int]]:
    """Return rest days, working days, and capacities by date."""
    told: dict[tuple[date, bool], tuple[object, str]] = {}
    rest: set[date] = set()
    working: set[date] = set()
    capacity: dict[date, int] = {}
    for line in lines:
        row, spot = line.row, line.spot
        if line.bad:
            continue
        server = row.kind in SERVER
        most = 0 if row.kind == "outage" else row.capacity
        if row.kind == "capacity" and most is None:
            cell = spot.cell("capacity", "kind")
            faults.append(fault("no_capacity", spot.sheet, cell))
            continue
        if row.kind != "capacity" and row.capacity:
            cell = spot.cell("capacity")
            faults.append(fault("capacity_unused", spot.sheet, cell, row.capacity))
        for day in _days(line, faults):
            says = (most if server else row.kind, spot.cell("from_date"))
            before = told.setdefault((day, server), says)
            if before[0] != says[0]:
                values = {"date": day, "other": before[1]}
                faults.append(fault("date_twice", spot.sheet, says[1], **values))
            if server:
                capacity[day] = int(most or 0)
            else:
                (rest if row.kind == "rest" else working).add(day)
    return rest, working, capacity


def _days(line: Line[CalendarRow], faults: list[Fault]) -> Iterator[date]:
    row, spot = line.row, line.spot
    last = row.until_date or row.from_date
    if span_ok(row.from_date, last, spot, faults):
        days = (last - row.from_date).days + 1
        if days > MOST_DATES:
            cell, values = spot.cell("until_date"), {"days": days, "most": MOST_DATES}
            faults.append(fault("long_span", spot.sheet, cell, last, **values))
            return
        yield from (row.from_date + timedelta(days=n) for n in range(days))


def span_ok(first: date | None, last: date | None, spot: RowLocation, faults: list[Fault]) -> bool:
    """Return whether `until_date` is not before `from_date`; else add a fault."""
    if first is None or last is None or last >= first:
        return True
    column = CalendarRow.columns()["until_date"].name
    cell = spot.cell("until_date")
    faults.append(fault("span", spot.sheet, cell, last, column=column, first=first))
    return False
