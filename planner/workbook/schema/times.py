"""Reading dates, clock times, weekdays and time zones as people and spreadsheets write them.

Dates of the spreadsheet, ISO dates or 12/03/2018 (day first), with a month's name and the
weekday before it too; words of either language.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import available_timezones

from babel.dates import get_month_names

from planner.cell_parsing import MisreadError, OddCellError, cell_parts
from planner.workbook.schema.vocabulary import CLOSED, EVERY_DAY, WEEKDAYS, spellings

Intervals = tuple[tuple[int, int], ...]

SERIALS = range(30_000, 70_000)
"""Day numbers of a spreadsheet that are taken for dates: 1982 to 2091."""

MOST_IN_A_SPAN = 400
"""Days of the longest span in a list of dates; longer ones are slips of the year."""

SINCE_1904 = 1462
"""Days between the two first days from which spreadsheets count."""

SECOND_DAYS = (date(1900, 1, 1), date(1904, 1, 2))
"""What 24:00 reads as where a time's format shows no date, counted from 1900 and from 1904."""

APOSTROPHES = re.compile("['`\u00b4\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032\uff07]")
"""What stands for an apostrophe in Jum'at."""

TO = (
    r"(?:[-\u2013\u2014]|"
    r"(?<![^\W\d_])(?i:s/d|s\.d\.|sd|sampai|hingga|to|until)(?![^\W\d_]))"
)
"""What stands between the ends of a span."""

ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
"""Time zones of Indonesia by the letters that everybody knows."""

_OTHER_MONTHS = {"pebruari": 2, "agt": 8, "ags": 8, "sept": 9, "nopember": 11, "nop": 11}
_MONTHS: dict[str, int] = _OTHER_MONTHS | {
    name.casefold().rstrip("."): number
    for locale in ("id_ID", "en_GB")
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale=locale).items()
}
_OTHER_WEEKDAYS = {"ahad": 6}


def day(value: object) -> date:
    """Read a date: a spreadsheet's, ISO, or day/month/year with / - . or a month's name."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(value)
    text = str(value).strip()
    if re.fullmatch(r"\d{5}", text):
        return _serial(int(text))
    said, text = _weekday_before(text)
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", text)
    parts = found.groups() if found else _day_first(text)
    try:
        read = date(*map(int, parts))
    except ValueError:
        raise MisreadError(value) from None
    if said is not None and said != read.weekday():
        raise OddCellError("weekday_differs", date=read, weekday=WEEKDAYS[read.weekday()])
    return read


def _serial(value: float) -> date:
    if not math.isfinite(value) or int(value) not in SERIALS:
        raise MisreadError(value)
    from openpyxl.utils.datetime import from_excel  # noqa: PLC0415  (only with workbooks)

    found = from_excel(int(value))
    if not isinstance(found, datetime):
        raise MisreadError(value)
    return found.date()


def from_1904(value: object) -> object:
    """Return a day number of a workbook that counts from 1904 as one that counts from 1900."""
    if isinstance(value, str) and re.fullmatch(r"\d{5}", value.strip()):
        return int(value) + SINCE_1904
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value + SINCE_1904
    return value


def _weekday_before(text: str) -> tuple[int | None, str]:
    """Split a date from the weekday before it (Jum'at, 22 Juni 2018)."""
    found = re.fullmatch(r"([^\W\d_]+)[.,]*\s*(\d.*)", APOSTROPHES.sub("", text))
    return (weekday(found[1]), found[2]) if found else (None, text)


def _day_first(text: str) -> tuple[str, ...]:
    found = re.fullmatch(r"(\d{1,2})([/.\- ])([^\W\d]+|\d{1,2})\.?\2(\d{4}|\d{2})", text)
    if not found or (found[3].isdigit() and len(found[4]) == 2):
        raise MisreadError(text)
    number, _, month, year = found.groups()
    if not month.isdigit():
        month = str(_MONTHS.get(month.casefold(), 0))
    return year if len(year) == 4 else f"20{year}", month, number


def spans(value: object) -> tuple[tuple[date, date], ...]:
    """Read dates and spans of dates: 01/05/2018; 10/06/2018 - 12/06/2018."""
    if not isinstance(value, str):
        return ((day(value), day(value)),)
    return tuple(_span(part) for part in _apart(value))


def dates(value: object) -> tuple[date, ...]:
    """Read dates and spans of dates, and return every date."""
    found = {each for span in spans(value) for each in _every(*span)}
    return tuple(sorted(found))


def _every(first: date, last: date) -> Iterator[date]:
    yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


def _span(text: str) -> tuple[date, date]:
    """Read a date, or two with - or s/d between them."""
    ends = [day(end) for end in re.split(rf"\s+{TO}\s+|\s*\.\.\s*|(?<=[/.]\d{{4}})-", text)]
    if len(ends) > 2:
        raise MisreadError(text)
    if ends[-1] < ends[0]:
        raise OddCellError("span_backwards", first=ends[0], last=ends[-1])
    if (ends[-1] - ends[0]).days > MOST_IN_A_SPAN:
        raise OddCellError("span_years", first=ends[0], last=ends[-1])
    return ends[0], ends[-1]


def _apart(value: str) -> list[str]:
    """Split a list of dates; a comma between a weekday and its date divides nothing."""
    found: list[str] = []
    for whole in cell_parts(value, ";\n"):
        begun = len(found)
        for part in cell_parts(whole, ","):
            last = found[-1].split()[-1] if len(found) > begun else ""
            if part[0].isdigit() and _is_weekday(last):
                found[-1] = f"{found[-1]}, {part}"
            else:
                found.append(part)
    return found


def _is_weekday(text: str) -> bool:
    try:
        weekday(text)
    except MisreadError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class DayAndClock:
    """A date, and the minutes after midnight of its clock time; None for the date as a whole."""

    day: date
    clock: int | None = None

    @property
    def begin(self) -> datetime:
        """The moment from which it is meant: a date's first."""
        return datetime.combine(self.day, time()) + timedelta(minutes=self.clock or 0)

    @property
    def end(self) -> datetime:
        """The moment until which it is meant: a date's last, which is the next date's first."""
        minutes = 1440 if self.clock is None else self.clock
        return datetime.combine(self.day, time()) + timedelta(minutes=minutes)


def day_and_clock(value: object) -> DayAndClock:
    """Read a date, with or without a clock time: 02/04/2018, or 02/04/2018 12:00.

    Midnight in a spreadsheet's cell is a date without a clock time.
    """
    if isinstance(value, float) and not value.is_integer():
        return DayAndClock(day(value), clock(value % 1))
    if isinstance(value, datetime):
        return DayAndClock(value.date(), _minutes(value.time()) or None)
    found = re.fullmatch(
        r"(.+?)(?:[T ]|,? (?:pukul|jam|at) )+(\d{1,2}[:.]\d{2}(?::00)?)", str(value)
    )
    if found is None or re.fullmatch(r"\d{1,2}[.]\d{2}", found[1]):
        return DayAndClock(day(value))
    return DayAndClock(day(found[1]), clock(found[2]))


@dataclass(frozen=True, slots=True)
class Days:
    """Dates, spans of dates and weekdays (0 = Monday) that a cell lists."""

    spans: tuple[tuple[date, date], ...] = ()
    weekdays: tuple[int, ...] = ()

    def among(self, every: Iterable[date]) -> tuple[date, ...]:
        """Return those of some dates that are meant."""
        return tuple(each for each in every if self.names(each) or each.weekday() in self.weekdays)

    def names(self, each: date) -> bool:
        """Whether a date is listed itself, not by its weekday."""
        return any(first <= each <= last for first, last in self.spans)

    @property
    def listed(self) -> tuple[date, ...]:
        """The dates that are listed themselves."""
        return tuple(sorted({each for span in self.spans for each in _every(*span)}))


def dates_or_weekdays(value: object) -> Days:
    """Read dates, spans of dates and weekdays: 28/03/2018 - 03/04/2018; Saturday."""
    if not isinstance(value, str):
        return Days(spans(value))
    found: list[tuple[date, date]] = []
    numbers: set[int] = set()
    for part in _apart(value):
        name = re.sub(r"(?i)^(setiap|tiap|hari|every|each)\s+(?=\D)", "", part)
        if re.search(r"\d", part):
            found.append(_span(part))
        else:
            numbers |= set(weekdays(part if part.casefold() in spellings(EVERY_DAY) else name))
    return Days(tuple(found), tuple(sorted(numbers)))


def day_of_year(value: object) -> str:
    """Read a day without a year, as 01/06 or 1 Juni; returned as MM-DD."""
    if isinstance(value, datetime | date):
        return value.strftime("%m-%d")
    found = re.fullmatch(r"(\d{1,2})([/.\- ])([^\W\d]+|\d{1,2})\.?", str(value).strip())
    if not found:
        raise MisreadError(value)
    return day(f"{found[1]}{found[2]}{found[3]}{found[2]}2020").strftime("%m-%d")


def clock(value: object) -> int:
    """Read a clock time, in minutes after midnight: a spreadsheet's, 08:00 or 08.00.

    A spreadsheet's 24:00 is the midnight that begins its second day.
    """
    if isinstance(value, datetime):
        day_before = 1440 if value.date() in SECOND_DAYS else 0
        return _within_a_date(day_before + _minutes(value.time()), value)
    if isinstance(value, time):
        return _minutes(value)
    if isinstance(value, timedelta):
        return _within_a_date(round(value.total_seconds() / 60), value)
    if isinstance(value, float) and 0 <= value <= 1:
        return round(value * 1440)
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?::00)?", str(value).strip())
    if not found or isinstance(value, int | float):
        raise MisreadError(value)
    hours, minutes = map(int, found.groups())
    if minutes > 59:
        raise MisreadError(value)
    return _within_a_date(hours * 60 + minutes, value)


def date_and_clock(text: str, clock_of_date: time | None = None) -> datetime:
    """Read a local date and clock time: 2018-04-02T16:05:09, 2 April 2018 16:05, 02/04/2018 16.05.

    Parameters
    ----------
    text
        Fractions of a second and the Z of UTC are left out; 24:00 is read as 23:59.
    clock_of_date
        The clock time of a date alone; None = a date alone cannot be read.
    """
    found = re.fullmatch(r"(.+?)[T ]+(\d{1,2}[:.]\d{2})(?:[:.](\d{2}))?(?:\.\d+)?Z?", text.strip())
    if found is None:
        if clock_of_date is None:
            raise MisreadError(text)
        return datetime.combine(day(text), clock_of_date)
    minutes, seconds = min(clock(found[2]), 1439), int(found[3] or 0)
    if seconds > 59:
        raise MisreadError(text)
    return datetime.combine(day(found[1]), time(*divmod(minutes, 60), seconds))


def _minutes(value: time) -> int:
    return round((value.hour * 3600 + value.minute * 60 + value.second) / 60)


def _within_a_date(minutes: int, value: object) -> int:
    if not 0 <= minutes <= 1440:
        raise MisreadError(value)
    return minutes


def intervals(value: object) -> Intervals:
    """Read opening times as 08:00-12:00; 13:00-16:00."""
    return tuple(_interval(part) for part in cell_parts(value))


def _interval(text: str) -> tuple[int, int]:
    ends = re.split(rf"\s*{TO}\s*", text)
    if len(ends) != 2:
        raise MisreadError(text)
    return clock(ends[0]), clock(ends[1])


def weekday(text: str) -> int:
    """Read a weekday in either language, also its first three letters; 0 = Monday."""
    mark = APOSTROPHES.sub("", text.strip().casefold()).rstrip(".")
    for number, names in enumerate(WEEKDAYS):
        if any(mark in {name.casefold(), name[:3].casefold()} for name in spellings(names)):
            return number
    if mark in _OTHER_WEEKDAYS:
        return _OTHER_WEEKDAYS[mark]
    raise MisreadError(text)


def weekdays(value: object) -> tuple[int, ...]:
    """Read weekdays: Senin; Kamis, or Senin-Jumat, or every day."""
    if str(value).casefold() in {name.casefold() for name in spellings(EVERY_DAY)}:
        return tuple(range(7))
    found: set[int] = set()
    for part in cell_parts(value):
        found |= set(weekday_span(part))
    return tuple(sorted(found))


def weekday_span(text: str) -> tuple[int, ...]:
    """Read a weekday, or two with - between them; a span may pass Sunday."""
    ends = [weekday(end) for end in re.split(rf"\s*{TO}\s*", text)]
    if len(ends) > 2:
        raise MisreadError(text)
    return tuple((ends[0] + n) % 7 for n in range((ends[-1] - ends[0]) % 7 + 1))


def other_hours(value: object) -> dict[int, Intervals]:
    """Read the hours of single weekdays: Jumat 08:00-11:30; Sabtu tutup."""
    shut = "|".join(re.escape(word) for word in spellings(CLOSED))
    found: dict[int, Intervals] = {}
    for part in cell_parts(value, ";\n"):
        parts = re.fullmatch(rf"(\D+?)[\s:]+(\d.*|(?i:{shut}))", part)
        if parts is None:
            raise MisreadError(value)
        for number in weekdays(parts[1]):
            if number in found:
                raise MisreadError(value)
            found[number] = intervals(parts[2]) if parts[2][0].isdigit() else ()
    return found


@cache
def _zones() -> dict[str, str]:
    names = (name for name in available_timezones() if "/" in name and name[:4] != "Etc/")
    return {name.casefold(): name for name in names}


def timezone(value: object) -> str:
    """Read a time zone: WIB, WITA, WIT, or a place of the IANA database, as Asia/Makassar.

    GMT+8 and its like are no places: what they mean differs between programs.
    """
    text = re.sub(r"\s*\(.*\)$", "", str(value).strip()).casefold().replace(" ", "_")
    cities = {name.split("/")[1].casefold(): name for name in ZONES.values()}
    known = ZONES.get(text) or cities.get(text) or _zones().get(text)
    if known is None:
        raise MisreadError(value)
    return known
