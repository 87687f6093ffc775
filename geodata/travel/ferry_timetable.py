"""Timetables of crossings: weekdays, seasons, cancelled dates and departures.

Clock times are whole minutes after local midnight.
"""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from geodata.dataset import within

__all__ = ["departures_of", "next_sailing", "runs_on"]


def runs_on(crossing: SimpleNamespace, day: date) -> bool:
    """Return whether a crossing leaves on a date at all.

    Parameters
    ----------
    crossing : row of ``Dataset.crossings``
        With ``weekdays``, ``from_day``, ``until_day`` and ``cancelled_dates``.
    day : date
        The date.
    """
    seasonal = isinstance(crossing.from_day, str) and isinstance(crossing.until_day, str)
    in_season = not seasonal or within(crossing.from_day, crossing.until_day, day.strftime("%m-%d"))
    cancelled = any(first <= day <= last for first, last in crossing.cancelled_dates)
    return day.weekday() in crossing.weekdays and in_season and not cancelled


def departures_of(crossing: SimpleNamespace) -> tuple[int, ...] | None:
    """Return the departures in minutes after midnight, sorted; None = on demand."""
    if not isinstance(crossing.departures, tuple):
        return None
    return tuple(sorted(minute_of(clock) for clock in crossing.departures))


def next_sailing(crossing: SimpleNamespace, day: date, ready: int) -> int | None:
    """Return the first departure of a date at or after a minute, None if there is none."""
    if not runs_on(crossing, day):
        return None
    departures = departures_of(crossing)
    if departures is None:
        start = max(ready, minute_of(crossing.open))
        return start if start <= minute_of(crossing.close) else None
    return next((departure for departure in departures if departure >= ready), None)


def minute_of(clock: str) -> int:
    """Return the minute after midnight of a clock time HH:MM."""
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)
