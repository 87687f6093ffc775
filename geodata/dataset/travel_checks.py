"""What is wrong with the tables that travel rests on: speeds, crossings, closures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import time
from types import SimpleNamespace

import pandas as pd

from geodata.dataset.calendar_days import date_spans, is_day_of_year
from geodata.dataset.csv_tables import split_list
from geodata.message import Told, row_fault
from geodata.typed_rows import records

__all__ = ["closure_faults", "crossing_faults", "speed_faults"]

Kind = tuple[str, str]

FORDS_PASSED = ("all", "dry", "none")
_OTHER_VEHICLES = ("bus", "truck")
"""Vehicles that a closure may name although no team drives them."""


def speed_faults(speeds: pd.DataFrame, used: Iterable[Kind]) -> Iterator[str]:
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
                yield Told(
                    f"speeds.csv: no speed of a {vehicle} on {road_class} {surface} roads; add a "
                    "row",
                    f"speeds.csv: tidak ada kecepatan {vehicle} di jalan {road_class} {surface}; "
                    "tambahkan satu baris",
                )
    for line, row in enumerate(records(speeds), start=2):
        yield from _speed_row_faults(("speeds.csv", line), row)


def _speed_row_faults(place: tuple[str, int], row: SimpleNamespace) -> Iterator[str]:
    if not row.kmh > 0:
        yield row_fault(
            place,
            f"{row.kmh:g} is not above 0; a road that cannot be used is a closure",
            f"{row.kmh:g} tidak di atas 0; jalan yang tidak dapat dilalui adalah penutupan",
            column="kmh",
        )
    for name in ("wet_factor", "wet_ford_factor", "dry_ford_factor"):
        factor = getattr(row, name)
        if not 0 < factor <= 1:
            yield row_fault(
                place,
                f"{name} {factor:g} is not above 0 and at most 1",
                f"{name} {factor:g} tidak di atas 0 dan paling besar 1",
            )
    if row.wet_ford_factor > row.dry_ford_factor:
        wet, dry = f"{row.wet_ford_factor:g}", f"{row.dry_ford_factor:g}"
        yield row_fault(
            place,
            f"fords are quicker in the wet season (wet_ford_factor {wet}) than in the dry one "
            f"(dry_ford_factor {dry}); lower wet_ford_factor",
            f"kali tanpa jembatan lebih cepat di musim hujan (wet_ford_factor {wet}) daripada "
            f"di musim kemarau (dry_ford_factor {dry}); turunkan wet_ford_factor",
        )
    if row.fords not in FORDS_PASSED:
        yield row_fault(
            place,
            f"{row.fords!r}; write all, dry or none",
            f"{row.fords!r}; tulis all, dry, atau none",
            column="fords",
        )


def crossing_faults(crossings: pd.DataFrame) -> Iterator[str]:
    """Say what is wrong with the timetable, as read from the file."""
    for line, row in enumerate(records(crossings), start=2):
        place = ("crossings.csv", line)
        days = split_list(row.weekdays)
        if not days or any(day not in set("0123456") for day in days):
            yield row_fault(
                place,
                f"{row.weekdays!r}; list 0 (Monday) to 6, else it never leaves",
                f"{row.weekdays!r}; tulis 0 (Senin) sampai 6, jika tidak ia tidak pernah berangkat",
                row.id,
                "weekdays",
            )
        if not split_list(row.vehicles):
            yield row_fault(
                place,
                "it takes no vehicle; list some in column vehicles",
                "tidak mengangkut kendaraan apa pun; tulis di kolom vehicles",
                row.id,
            )
        yield from _clock_faults(place, row)
        yield from _date_faults(place, row)
        if row.crossing_minutes <= 0 or row.loading_minutes < 0 or row.fare_rupiah < 0:
            yield row_fault(
                place,
                "minutes and fare cannot be negative, nor the crossing 0",
                "menit dan ongkos tidak boleh negatif, dan lama penyeberangan tidak boleh 0",
                row.id,
            )


def _clock_faults(place: tuple[str, int], row: SimpleNamespace) -> Iterator[str]:
    departures = split_list(row.departures)
    if not departures and not (row.open and row.close):
        yield row_fault(
            place,
            "it never leaves; list departures as 07:00;16:00, or give open and close if it leaves "
            "on demand",
            "tidak pernah berangkat; tulis departures seperti 07:00;16:00, atau open dan close "
            "jika berangkat sewaktu-waktu",
            row.id,
        )
    for clock in departures or tuple(filter(None, (row.open, row.close))):
        if not _is_clock(clock):
            yield row_fault(
                place,
                f"{clock!r} is no time as HH:MM",
                f"{clock!r} bukan jam seperti HH:MM",
                row.id,
            )
    if not departures and row.open and row.close and row.open > row.close:
        yield row_fault(
            place,
            f"it opens at {row.open} after it closes at {row.close}; swap the times",
            f"buka pukul {row.open} sesudah tutup pukul {row.close}; tukarkan jamnya",
            row.id,
        )


def _is_clock(text: str) -> bool:
    try:
        return time.fromisoformat(text).strftime("%H:%M") == text
    except ValueError:
        return False


def _date_faults(place: tuple[str, int], row: SimpleNamespace) -> Iterator[str]:
    ends = [row.from_day, row.until_day]
    if any(ends) and not all(ends):
        yield row_fault(
            place,
            "a season needs both from_day and until_day as MM-DD; leave both empty for all year",
            "musim memerlukan from_day dan until_day sebagai MM-DD; kosongkan keduanya untuk "
            "sepanjang tahun",
            row.id,
        )
    for name, day in zip(("from_day", "until_day"), ends, strict=True):
        if day and not is_day_of_year(day):
            yield row_fault(
                place,
                f"{day!r} is no day as MM-DD",
                f"{day!r} bukan tanggal sebagai MM-DD",
                row.id,
                name,
            )
    try:
        date_spans(row.cancelled_dates)
    except ValueError:
        yield row_fault(
            place,
            f"{row.cancelled_dates!r}; list dates as 2018-05-01 and spans as "
            "2018-06-10..2018-06-12, the earlier date first, by semicolons",
            f"{row.cancelled_dates!r}; tulis tanggal seperti 2018-05-01 dan rentang seperti "
            "2018-06-10..2018-06-12, yang lebih dulu di depan, dipisah titik koma",
            row.id,
            "cancelled_dates",
        )


def closure_faults(closures: pd.DataFrame, vehicles: Collection[str]) -> Iterator[str]:
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
                f"it ends on {row.until_date}, before it begins on {row.from_date}; swap the "
                "dates, or leave until_date empty while it lasts",
                f"berakhir pada {row.until_date}, sebelum mulai pada {row.from_date}; tukarkan "
                "tanggalnya, atau kosongkan until_date selama masih ditutup",
            )
        if not split_list(row.stops):
            yield row_fault(
                place,
                "it stops no vehicle; list some in stops",
                "tidak menghentikan kendaraan apa pun; tulis di kolom stops",
            )
        for vehicle in split_list(row.stops):
            if vehicle not in {*vehicles, *_OTHER_VEHICLES}:
                yield row_fault(
                    place,
                    f"{vehicle!r} is no vehicle of speeds.csv; known: {known}",
                    f"{vehicle!r} bukan kendaraan di speeds.csv; yang dikenal: {known}",
                    column="stops",
                )
