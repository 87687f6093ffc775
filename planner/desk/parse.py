"""Reading what people and spreadsheets write into a cell.

Dates of the spreadsheet, ISO dates or 12/03/2018 (day first); numbers with a comma or a point;
words of either language.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta

from babel.dates import get_month_names
from openpyxl.utils.datetime import from_excel

from geodata import numbers
from planner.cells import STARTS
from planner.desk.words import CLOSED, EVERY_DAY, WEEKDAYS

Intervals = tuple[tuple[int, int], ...]

SERIALS = range(30_000, 70_000)
"""Day numbers of a spreadsheet that are taken for dates: 1982 to 2091."""


DEGREES = 180.0
"""No number of a cell is larger: those with decimals are longitudes and latitudes."""


class MisreadError(ValueError):
    """A cell that cannot be read as what it should hold."""


def tidy(value: object) -> object:
    """Return a cell without spaces around and doubled within; None if nothing is left.

    An apostrophe that guards a text against being taken for a formula is dropped.
    """
    if not isinstance(value, str):
        return None if isinstance(value, float) and math.isnan(value) else value
    lines = [" ".join(line.split()) for line in value.replace("\u00a0", " ").splitlines()]
    text = "\n".join(line for line in lines if line)
    if text[:1] == "'" and text[1:].startswith(STARTS):
        text = text[1:]
    return text or None


def text_of(value: object) -> str:
    """Return a cell as text; whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)


def number(value: object) -> float:
    """Read a number of degrees; a single comma or point is the decimal mark."""
    try:
        return numbers.number(value, most=DEGREES)
    except numbers.NumberError:
        raise MisreadError(value) from None


def whole(value: object) -> int:
    """Read a whole number; a mark before three digits groups thousands (150.000)."""
    try:
        return numbers.whole(value)
    except numbers.NumberError:
        raise MisreadError(value) from None


_MONTHS: dict[str, int] = {
    name.casefold().rstrip("."): number
    for locale in ("id_ID", "en_GB")
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale=locale).items()
}


def day(value: object) -> date:
    """Read a date: a spreadsheet's, ISO, or day/month/year with / - . or a month's name."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(value)
    text = str(value).strip()
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", text)
    parts = found.groups() if found else _day_first(text)
    try:
        return date(*map(int, parts))
    except ValueError:
        raise MisreadError(value) from None


def _serial(value: float) -> date:
    if not math.isfinite(value) or int(value) not in SERIALS:
        raise MisreadError(value)
    found = from_excel(int(value))
    if not isinstance(found, datetime):
        raise MisreadError(value)
    return found.date()


def _day_first(text: str) -> tuple[str, ...]:
    found = re.fullmatch(r"(?:[^\W\d]+,\s*)?(\d{1,2})([/.\- ])([^\W\d]+|\d{1,2})\.?\2(\d{4})", text)
    if not found:
        raise MisreadError(text)
    number, _, month, year = found.groups()
    if not month.isdigit():
        month = str(_MONTHS.get(month.casefold(), 0))
    return year, month, number


def spans(value: object) -> tuple[tuple[date, date], ...]:
    """Read dates and spans of dates: 01/05/2018; 10/06/2018 - 12/06/2018."""
    if not isinstance(value, str):
        return ((day(value), day(value)),)
    found = []
    for part in split(value):
        ends = [day(end) for end in re.split(r"\s+[-\u2013]\s+|\s*\.\.\s*|\s+s/d\s+", part)]
        if len(ends) > 2 or ends[-1] < ends[0]:
            raise MisreadError(value)
        found.append((ends[0], ends[-1]))
    return tuple(found)


def day_of_year(value: object) -> str:
    """Read a day without a year, as 01/06 or 1 Juni; returned as MM-DD."""
    if isinstance(value, datetime | date):
        return value.strftime("%m-%d")
    found = re.fullmatch(r"(\d{1,2})([/.\- ])([^\W\d]+|\d{1,2})\.?", str(value).strip())
    if not found:
        raise MisreadError(value)
    return day(f"{found[1]}{found[2]}{found[3]}{found[2]}2020").strftime("%m-%d")


def clock(value: object) -> int:
    """Read a clock time, in minutes after midnight: a spreadsheet's, 08:00 or 08.00."""
    if isinstance(value, time | datetime):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, float) and 0 <= value <= 1:
        return round(value * 1440)
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?::00)?", str(value).strip())
    if not found or isinstance(value, int | float):
        raise MisreadError(value)
    hours, minutes = map(int, found.groups())
    if minutes > 59 or hours * 60 + minutes > 1440:
        raise MisreadError(value)
    return hours * 60 + minutes


def split(value: object, marks: str = ";,\n") -> list[str]:
    """Split a cell that lists values by semicolons, commas or lines."""
    parts = re.split(f"[{marks}]", text_of(value))
    return [part.strip() for part in parts if part.strip()]


def intervals(value: object) -> Intervals:
    """Read opening times as 08:00-12:00; 13:00-16:00."""
    return tuple(_interval(part) for part in split(value))


def _interval(text: str) -> tuple[int, int]:
    ends = re.split(r"\s*(?:[-\u2013\u2014]|s/d|s\.d\.|sampai|to)\s*", text)
    if len(ends) != 2:
        raise MisreadError(text)
    return clock(ends[0]), clock(ends[1])


def weekday(text: str) -> int:
    """Read a weekday in either language, also its first three letters; 0 = Monday."""
    mark = text.strip().casefold().replace("jum'at", "jumat")
    for number, names in enumerate(WEEKDAYS):
        if any(mark in {name.casefold(), name[:3].casefold()} for name in names):
            return number
    raise MisreadError(text)


def weekdays(value: object) -> tuple[int, ...]:
    """Read weekdays: Senin; Kamis, or Senin-Jumat, or every day."""
    if str(value).casefold() in {name.casefold() for name in EVERY_DAY}:
        return tuple(range(7))
    found: set[int] = set()
    for part in split(value):
        ends = [weekday(end) for end in re.split(r"\s*[-\u2013]\s*", part)]
        if len(ends) > 2:
            raise MisreadError(value)
        first, last = ends[0], ends[-1]
        found |= {(first + n) % 7 for n in range((last - first) % 7 + 1)}
    return tuple(sorted(found))


def other_hours(value: object) -> dict[int, Intervals]:
    """Read the hours of single weekdays: Jumat 08:00-11:30; Sabtu tutup."""
    found: dict[int, Intervals] = {}
    for part in split(value, ";\n"):
        name, _, rest = part.partition(" ")
        shut = rest.casefold() in {word.casefold() for word in CLOSED}
        for number in weekdays(name):
            if number in found:
                raise MisreadError(value)
            found[number] = () if shut else intervals(rest)
            if not shut and not found[number]:
                raise MisreadError(value)
    return found
