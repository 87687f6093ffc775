"""Seasons as days of the year, and spans of dates."""

from __future__ import annotations

from datetime import date

__all__ = ["date_spans", "is_day_of_year", "within"]


def within(from_day: str, until_day: str, mark: str) -> bool:
    """Return whether a day of the year (MM-DD) lies in a season, both ends included.

    A season may run over the turn of the year.
    """
    if from_day <= until_day:
        return from_day <= mark <= until_day
    return mark >= from_day or mark <= until_day


def is_day_of_year(text: str) -> bool:
    """Return whether a text is a day of a leap year as MM-DD."""
    try:
        return date.fromisoformat(f"2020-{text}").strftime("%m-%d") == text
    except ValueError:
        return False


def date_spans(text: str) -> tuple[tuple[date, date], ...]:
    """Read dates and spans of dates, both ends included.

    >>> date_spans("2018-05-01; 2018-06-10..2018-06-12")[1][1].isoformat()
    '2018-06-12'

    Raises
    ------
    ValueError
        If a part is no date as YYYY-MM-DD, or a span ends before it begins.
    """
    spans = []
    for part in (part.strip() for part in text.split(";")):
        if not part:
            continue
        first, _, last = (side.strip() for side in part.partition(".."))
        span = date.fromisoformat(first), date.fromisoformat(last or first)
        if span[1] < span[0]:
            raise ValueError(f"{part} ends before it begins")
        spans.append(span)
    return tuple(spans)
