"""Opening hours of posts: a post's own hours together with those of the campaign."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.workbook.schema import Intervals, PlaceRow


def opening_of(
    row: PlaceRow, usual: Intervals, others: Mapping[int, Intervals]
) -> tuple[Intervals, dict[int, Intervals]]:
    """Return a post's usual hours and those of single weekdays (0 = Monday).

    A weekday that the post names itself goes before the campaign's. Where only the campaign
    names it, a post with usual hours of its own is open within both.

    Parameters
    ----------
    usual, others
        The campaign's hours, and those of single weekdays.
    """
    by_weekday = {
        day: _within_both(row.hours, hours) if row.hours else hours for day, hours in others.items()
    }
    return row.hours or usual, by_weekday | row.other_hours


def _within_both(one: Intervals, two: Intervals) -> Intervals:
    shared = ((max(begin, opens), min(end, closes)) for begin, end in one for opens, closes in two)
    return tuple(sorted((begin, end) for begin, end in shared if begin < end))


def is_open(row: PlaceRow, held: Mapping[str, Any], day: date) -> bool:
    """Whether a post may be open on a date, by the settings that can be read."""
    usual, others = opening_of(row, held.get("hours", ()), held.get("other_hours", {}))
    return day not in row.closed_dates and bool(others.get(day.weekday(), usual))
