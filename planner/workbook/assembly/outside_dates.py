"""Dates that lie outside the campaign: they change nothing, and mostly are slips of the hand."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from itertools import chain

from geodata import Dataset, Message, Text
from planner.workbook import Fault, fault
from planner.workbook.assembly.calendar import Dates
from planner.workbook.reading import WorkbookTables
from planner.workbook.schema import RowLocation

Span = tuple[date, date]


def swapped(day: date, dates: Dates) -> date | None:
    """Return the date with day and month swapped, if that one lies in the campaign."""
    with suppress(ValueError):
        other = date(day.year, day.day, day.month)
        if other != day and dates.start <= other <= dates.deadline:
            return other
    return None


def hint(day: date, dates: Dates) -> Text:
    """Ask whether day and month are swapped, where that fits."""
    other = swapped(day, dates)
    if other is None:
        return ""
    return Message(" Day and month swapped? %(other)s is inside.", other=f"{other:%d/%m/%Y}")


def check_outside(
    tables: WorkbookTables, dataset: Dataset, dates: Dates | None, faults: list[Fault]
) -> None:
    """Add a caution for each date of the sheets that lies outside the campaign."""
    if dates is None:
        return
    holidays = set(dataset.rest_days["date"])
    for line in tables.calendar.lines:
        row = line.row
        if line.bad & {"from_date", "until_date", "kind"}:
            continue
        known = row.kind == "rest" and (
            row.from_date in holidays or swapped(row.from_date, dates) is None
        )
        if not known:
            span = (row.from_date, row.until_date or row.from_date)
            _tell([span], line.spot, "from_date", dates, faults)
    for place in tables.places.lines:
        closed = [(day, day) for day in place.row.closed_dates]
        _tell(closed, place.spot, "closed_dates", dates, faults)
    for crossing in tables.crossings.lines:
        _tell(crossing.row.cancelled_dates, crossing.spot, "cancelled_dates", dates, faults)
    for pair in tables.pairs.lines:
        if pair.row.days_off is not None:
            _tell(pair.row.days_off.spans, pair.spot, "days_off", dates, faults)
        for field in ("from_date", "until_date"):
            day = getattr(pair.row, field)
            if day is not None and swapped(day, dates) is not None:
                _tell([(day, day)], pair.spot, field, dates, faults)


def _tell(
    spans: Iterable[Span], spot: RowLocation, field: str, dates: Dates, faults: list[Fault]
) -> None:
    out = [span for span in spans if span[1] < dates.start or span[0] > dates.deadline]
    if not out:
        return
    ends = dict.fromkeys(chain.from_iterable(out))
    shown = ", ".join(f"{day:%d/%m/%Y}" for day in list(ends)[:3])
    hints = (hint(day, dates) for day in ends)
    values = {
        "dates": shown + (", …" if len(ends) > 3 else ""),
        "start": dates.start,
        "deadline": dates.deadline,
        "hint": next(filter(None, hints), ""),
    }
    faults.append(fault("date_outside", spot.sheet, spot.cell(field), **values))
