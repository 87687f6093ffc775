"""Check the tables that travel times are computed from: speeds, crossings, closures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import time
from types import SimpleNamespace

import pandas as pd

from geodata.dataset.calendar_days import date_spans, is_day_of_year
from geodata.dataset.csv_tables import split_list
from geodata.message import Message, row_fault
from geodata.typed_rows import records

__all__ = ["closure_faults", "crossing_faults", "speed_faults"]

_FaultKind = tuple[str, str]

FORDS_PASSED = ("all", "dry", "none")
_MODES = ("ferry", "motor boat")
_OTHER_VEHICLES = ("bus", "truck")
"""Vehicles that a closure may name although no team drives them."""
_VEHICLES = ("car", "motorcycle", *_OTHER_VEHICLES)


def speed_faults(speeds: pd.DataFrame, used: Iterable[_FaultKind]) -> Iterator[Message]:
    """Say what is wrong with the table of speeds.

    Parameters
    ----------
    used : iterable of tuple of str
        Classes and surfaces of roads, which need a speed for every vehicle.
    """
    known = {tuple(key) for key in speeds[["class", "surface", "vehicle"]].to_numpy()}
    kinds = sorted(used)
    for vehicle in sorted(set(speeds["vehicle"])):
        for road_class, surface in kinds:
            if (road_class, surface, vehicle) not in known:
                yield Message(
                    "speeds.csv: no speed of a %(vehicle)s on %(road_class)s %(surface)s "
                    "roads; add a row",
                    vehicle=vehicle,
                    road_class=road_class,
                    surface=surface,
                )
    for line, row in enumerate(records(speeds), start=2):
        yield from _speed_row_faults(("speeds.csv", line), row)


def _speed_row_faults(place: tuple[str, int], row: SimpleNamespace) -> Iterator[Message]:
    if not row.kmh > 0:
        yield row_fault(
            place,
            Message(
                "%(kmh)s is not above 0; a road that cannot be used is a closure",
                kmh=f"{row.kmh:g}",
            ),
            column="kmh",
        )
    for name in ("wet_factor", "wet_ford_factor", "dry_ford_factor"):
        factor = getattr(row, name)
        if not 0 < factor <= 1:
            yield row_fault(
                place,
                Message(
                    "%(name)s %(factor)s is not above 0 and at most 1",
                    name=name,
                    factor=f"{factor:g}",
                ),
            )
    if row.wet_ford_factor > row.dry_ford_factor:
        wet, dry = f"{row.wet_ford_factor:g}", f"{row.dry_ford_factor:g}"
        yield row_fault(
            place,
            Message(
                "fords are quicker in the wet season (wet_ford_factor %(wet)s) than in the dry "
                "one (dry_ford_factor %(dry)s); lower wet_ford_factor",
                wet=wet,
                dry=dry,
            ),
        )
    if row.fords not in FORDS_PASSED:
        yield row_fault(
            place,
            Message("%(fords)r; write all, dry or none", fords=row.fords),
            column="fords",
        )


def crossing_faults(crossings: pd.DataFrame, vehicles: Collection[str]) -> Iterator[Message]:
    """Say what is wrong with the timetable, as read from the file.

    Parameters
    ----------
    vehicles : collection of str
        Those that have speeds.
    """
    for line, row in enumerate(records(crossings), start=2):
        place = ("crossings.csv", line)
        days = split_list(row.weekdays)
        if not days or any(day not in set("0123456") for day in days):
            yield row_fault(
                place,
                Message(
                    "%(weekdays)r; list 0 (Monday) to 6 by semicolons, as 0;2;4, else it never "
                    "leaves",
                    weekdays=row.weekdays,
                ),
                row.id,
                "weekdays",
            )
        taken = split_list(row.vehicles)
        if not taken:
            yield row_fault(
                place,
                Message("it takes no vehicle; list some in column vehicles"),
                row.id,
            )
        known = sorted({*vehicles, *_VEHICLES})
        for word, words, column in [
            *((vehicle, known, "vehicles") for vehicle in taken),
            (row.mode, _MODES, "mode"),
        ]:
            if word not in words:
                yield row_fault(place, _unknown_word(word, words), row.id, column)
        yield from _clock_faults(place, row)
        yield from _date_faults(place, row)
        if row.crossing_minutes <= 0 or row.loading_minutes < 0 or row.fare_rupiah < 0:
            yield row_fault(
                place,
                Message("minutes and fare cannot be negative, nor the crossing 0"),
                row.id,
            )


def _unknown_word(word: str, words: Iterable[str]) -> Message:
    return Message("%(word)r is not known; write %(words)s", word=word, words=" / ".join(words))


def _clock_faults(place: tuple[str, int], row: SimpleNamespace) -> Iterator[Message]:
    departures = split_list(row.departures)
    if not departures and not (row.open and row.close):
        yield row_fault(
            place,
            Message(
                "it never leaves; list departures as 07:00;16:00, or give open and close if it "
                "leaves on demand"
            ),
            row.id,
        )
    for clock in departures or tuple(filter(None, (row.open, row.close))):
        if not _is_clock(clock):
            yield row_fault(
                place,
                Message("%(clock)r is no time as HH:MM", clock=clock),
                row.id,
            )
    if not departures and row.open and row.close and row.open > row.close:
        yield row_fault(
            place,
            Message(
                "it opens at %(open)s after it closes at %(close)s; swap the times",
                open=row.open,
                close=row.close,
            ),
            row.id,
        )


def _is_clock(text: str) -> bool:
    try:
        return time.fromisoformat(text).strftime("%H:%M") == text
    except ValueError:
        return False


def _date_faults(place: tuple[str, int], row: SimpleNamespace) -> Iterator[Message]:
    ends = [row.from_day, row.until_day]
    if any(ends) and not all(ends):
        yield row_fault(
            place,
            Message(
                "a season needs both from_day and until_day as MM-DD; leave both empty for all year"
            ),
            row.id,
        )
    for name, day in zip(("from_day", "until_day"), ends, strict=True):
        if day and not is_day_of_year(day):
            yield row_fault(
                place,
                Message("%(day)r is no day as MM-DD", day=day),
                row.id,
                name,
            )
    try:
        date_spans(row.cancelled_dates)
    except ValueError:
        yield row_fault(
            place,
            Message(
                "%(cancelled_dates)r; list dates as 2018-05-01 and spans as "
                "2018-06-10..2018-06-12, the earlier date first, by semicolons",
                cancelled_dates=row.cancelled_dates,
            ),
            row.id,
            "cancelled_dates",
        )


def closure_faults(closures: pd.DataFrame, vehicles: Collection[str]) -> Iterator[Message]:
    """Say what is wrong with the closures, as read from the file.

    Parameters
    ----------
    vehicles : collection of str
        The vehicles of the table of speeds.
    """
    known = ", ".join(sorted({*vehicles, *_OTHER_VEHICLES}))
    for line, row in enumerate(records(closures), start=2):
        place = ("closures.csv", line)
        if row.until_date is not None and row.until_date < row.from_date:
            yield row_fault(
                place,
                Message(
                    "it ends on %(until_date)s, before it begins on %(from_date)s; swap the "
                    "dates, or leave until_date empty while it lasts",
                    until_date=row.until_date,
                    from_date=row.from_date,
                ),
            )
        if not split_list(row.stops):
            yield row_fault(
                place,
                Message("it stops no vehicle; list some in stops"),
            )
        for vehicle in split_list(row.stops):
            if vehicle not in {*vehicles, *_OTHER_VEHICLES}:
                yield row_fault(
                    place,
                    Message(
                        "%(vehicle)r is no vehicle of speeds.csv; known: %(known)s",
                        vehicle=vehicle,
                        known=known,
                    ),
                    column="stops",
                )
