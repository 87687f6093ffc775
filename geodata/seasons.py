"""Seasons as days of the year."""

from __future__ import annotations

from datetime import date

__all__ = ["is_day_of_year", "within"]


def within(from_day: str, until_day: str, mark: str) -> bool:
    """Tell whether a day of the year (MM-DD) lies in a season, both ends included.

    A season may run over the turn of the year.
    """
    if from_day <= until_day:
        return from_day <= mark <= until_day
    return mark >= from_day or mark <= until_day


def is_day_of_year(text: str) -> bool:
    """Tell whether a text is a day of a leap year as MM-DD."""
    try:
        return date.fromisoformat(f"2020-{text}").strftime("%m-%d") == text
    except ValueError:
        return False
