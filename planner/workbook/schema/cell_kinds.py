"""Kinds of cells: how each is read, shown and explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from geodata import Language, Listing, Message
from planner.cell_parsing import MisreadError, cell_number, cell_parts, cell_whole, phone, text_of
from planner.workbook.schema.times import (
    DayAndClock,
    Days,
    Intervals,
    clock,
    dates,
    dates_or_weekdays,
    day,
    day_and_clock,
    day_of_year,
    intervals,
    other_hours,
    spans,
    timezone,
    weekdays,
)
from planner.workbook.schema.vocabulary import (
    CLOSED,
    EVERY_DAY,
    EVERY_VEHICLE,
    NONE,
    WEEKDAYS,
    YES_NO,
    Vocabulary,
    both,
    spellings,
)
from routing.clock import format_clock

Show = Callable[[Any, Language], object]


@dataclass(frozen=True, slots=True)
class CellKind:
    """What a cell holds.

    Attributes
    ----------
    noun
        What it is, for messages.
    example
        What to write.
    read
        From a cell to the value; MisreadError if it cannot be.
    show
        From the value to a cell.
    choices
        What a drop-down list offers; empty = no list.
    format
        Number format of the cell.
    dated
        Whether a number in the cell is a spreadsheet's number of a day.
    """

    noun: Message
    example: Message
    read: Callable[[object], Any]
    show: Show
    choices: tuple[Message, ...] = ()
    format: str = "General"
    dated: bool = False


def _show_intervals(value: Intervals, _: Language) -> str:
    return "; ".join(f"{format_clock(start)}-{format_clock(end)}" for start, end in value)


def _show_weekdays(value: tuple[int, ...], language: Language) -> str:
    if len(value) == 7:
        return EVERY_DAY.text(language)
    return "; ".join(WEEKDAYS[number].text(language) for number in value)


def _show_other_hours(value: Mapping[int, Intervals], language: Language) -> str:
    return "; ".join(
        WEEKDAYS[number].text(language)
        + " "
        + (_show_intervals(spans, language).replace("; ", ", ") or CLOSED.text(language))
        for number, spans in sorted(value.items())
    )


def _show_span(first: date, last: date) -> str:
    ends = dict.fromkeys([first.strftime("%d/%m/%Y"), last.strftime("%d/%m/%Y")])
    return " - ".join(ends)


def _show_days(value: Days, language: Language) -> str:
    listed = [_show_span(*span) for span in value.spans]
    return "; ".join([*listed, *filter(None, [_show_weekdays(value.weekdays, language)])])


def _show_day_and_clock(value: DayAndClock, _: Language) -> str:
    at = "" if value.clock is None else f" {format_clock(value.clock)}"
    return f"{value.day:%d/%m/%Y}{at}"


def choice(vocabulary: Vocabulary, noun: Message) -> CellKind:
    """Return the kind of a cell that holds one word of a vocabulary, in either language."""

    def read(value: object) -> str:
        return _word(vocabulary, str(value))

    def show(value: str, language: Language) -> str:
        return vocabulary[value].text(language) if value in vocabulary else value

    offered = tuple(vocabulary.values())
    return CellKind(noun, _listed(offered), read, show, choices=offered)


def choices(vocabulary: Vocabulary, noun: Message) -> CellKind:
    """Return the kind of a cell that lists words of a vocabulary by semicolons."""

    def read(value: object) -> tuple[str, ...]:
        if str(value).casefold() in {word.casefold() for word in spellings(EVERY_VEHICLE)}:
            return tuple(vocabulary)
        return tuple(dict.fromkeys(_word(vocabulary, part) for part in cell_parts(value)))

    def show(value: tuple[str, ...], language: Language) -> str:
        return "; ".join(vocabulary[v].text(language) if v in vocabulary else v for v in value)

    return CellKind(noun, _listed(tuple(vocabulary.values())), read, show)


def _word(vocabulary: Vocabulary, text: str) -> str:
    mark = text.strip().casefold()
    for key, names in vocabulary.items():
        if mark in {key.casefold(), *(name.casefold() for name in spellings(names))}:
            return key
    raise MisreadError(text)


def _listed(words: tuple[Message, ...]) -> Message:
    return Message("%(text)s", text=Listing(words, " / "))


_YES_MARKS = {
    "1": "yes", "0": "no", "y": "yes", "t": "no", "n": "no", "x": "yes",
    "true": "yes", "false": "no", "benar": "yes", "salah": "no",
}  # fmt: skip
"""Also what spreadsheets and layers make of a Boolean, in either language."""


def _yes(value: object) -> bool:
    if isinstance(value, bool):
        return value
    return _word(YES_NO, _YES_MARKS.get(text_of(value).casefold(), str(value))) == "yes"


def _price_or_none(value: object) -> int | str:
    if str(value).casefold() in {*(word.casefold() for word in spellings(NONE)), "-"}:
        return "none"
    return cell_whole(value)


def _as_is(value: object, _: Language) -> object:
    return value


def _show_clock(value: int, _: Language) -> str:
    return format_clock(value)


TEXT = CellKind(Message("cell.text"), Message("a text"), text_of, _as_is, format="@")
PHONE = CellKind(
    Message("a phone number"),
    Message("a phone number, such as 0812 3456 7890"),
    phone,
    _as_is,
    format="@",
)
WHOLE_NUMBER = CellKind(
    Message("a whole number"),
    Message("a whole number, such as 12"),
    cell_whole,
    _as_is,
    format="#,##0",
)
NUMBER = CellKind(
    Message("a number"),
    Message("a number, such as 123.41"),
    cell_number,
    _as_is,
    format="0.000000",
)
DATE = CellKind(
    Message("a date"),
    Message("day/month/year, such as 12/03/2018"),
    day,
    _as_is,
    format="dd/mm/yyyy",
    dated=True,
)
DAY_AND_CLOCK = CellKind(
    Message("a date with or without a time"),
    both("02/04/2018 / 02/04/2018 12:00"),
    day_and_clock,
    _show_day_and_clock,
    format="dd/mm/yyyy hh:mm",
    dated=True,
)
CLOCK = CellKind(
    Message("a time"),
    Message("a time, such as 07:00"),
    clock,
    _show_clock,
    format="@",
)
YES = CellKind(
    Message("cell.yes_or_no"),
    _listed(tuple(YES_NO.values())),
    _yes,
    lambda value, language: YES_NO["yes" if value else "no"].text(language),
    choices=tuple(YES_NO.values()),
)
OPENING_HOURS = CellKind(
    Message("opening hours"),
    both("08:00-12:00; 13:00-16:00"),
    intervals,
    _show_intervals,
    format="@",
)
OTHER_HOURS = CellKind(
    Message("opening hours of weekdays"),
    Message("Friday 08:00-11:30; Saturday closed"),
    other_hours,
    _show_other_hours,
    format="@",
)
DAYS = CellKind(
    Message("a list of weekdays"),
    Message("Tuesday; Thursday (or: every day)"),
    weekdays,
    _show_weekdays,
    format="@",
)
DATES = CellKind(
    Message("a list of dates"),
    both("10/04/2018; 17/04/2018"),
    dates,
    lambda value, _: "; ".join(item.strftime("%d/%m/%Y") for item in value),
    format="@",
    dated=True,
)
SPANS = CellKind(
    Message("a list of dates"),
    both("01/05/2018; 10/06/2018 - 12/06/2018"),
    spans,
    lambda value, _: "; ".join(_show_span(*span) for span in value),
    format="@",
    dated=True,
)
DATES_OR_DAYS = CellKind(
    Message("a list of dates or weekdays"),
    Message("28/03/2018 - 03/04/2018; Saturday"),
    dates_or_weekdays,
    _show_days,
    format="@",
    dated=True,
)
TIMEZONE = CellKind(
    Message("a time zone"),
    Message("WIB, WITA, WIT, or Asia/Makassar"),
    timezone,
    _as_is,
    format="@",
)
DAY_OF_YEAR = CellKind(
    Message("a day without a year"),
    Message("day/month, such as 01/06"),
    day_of_year,
    lambda value, _: f"{value[3:]}/{value[:2]}",
    format="@",
)
CLOCKS = CellKind(
    Message("a list of times"),
    both("07:30; 16:00"),
    lambda value: (
        (clock(value),)
        if not isinstance(value, str)
        else tuple(clock(p) for p in cell_parts(value))
    ),
    lambda value, _: "; ".join(format_clock(item) for item in value),
    format="@",
)
PRICE_OR_NONE = CellKind(
    Message("an amount of rupiah"),
    Message("an amount as 150,000, or: none"),
    _price_or_none,
    lambda value, language: NONE.text(language) if value == "none" else value,
    format="#,##0",
)
