"""The calendar on paper: a sheet of A4 lying down, a row per pair and month.

A block that is too short for its kecamatan's name shows a number; a key under the months says
which kecamatan that is, so that no name is cut.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from maps.data import MapData
from maps.figures import Block, PairFigures, board
from maps.language import Words

LETTERS_A_DAY = 6.0
"""Letters that fit into the width of one date, in the widest of the usual fonts: 8.5 mm at
6.5 points, with 1.4 mm of letter."""

NUMBERS_A_DAY = 2
"""Numbers that fit into the width of one date."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A pair's blocks and nights within a month; `start` counts days from the month's first."""

    figures: PairFigures
    blocks: tuple[Block, ...]
    nights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """A month of the calendar: its days, those without work, and a row per pair."""

    first: dt.date
    days: tuple[dt.date, ...]
    rest: frozenset[dt.date]
    outside: frozenset[dt.date]
    rows: tuple[MonthRow, ...]


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """The months up to the last date of any pair, and what the numbers in short blocks mean."""

    months: tuple[MonthSheet, ...]
    key: tuple[tuple[int, str], ...]


def calendar(data: MapData, pairs: tuple[PairFigures, ...], lang: Words) -> CalendarSheet:
    """Return the months of a plan on paper."""
    months = _months(data, pairs, lang)
    codes = {post.kecamatan or post.name for post in data.campaign.posts}
    names = sorted({data.kecamatan_name(code) for code in codes})
    numbers = {name: number for number, name in enumerate(names, 1)}
    used: set[str] = set()
    labelled = tuple(
        replace(
            month,
            rows=tuple(
                replace(row, blocks=tuple(_labelled(block, numbers, used) for block in row.blocks))
                for row in month.rows
            ),
        )
        for month in months
    )
    return CalendarSheet(labelled, tuple((numbers[name], name) for name in sorted(used)))


def _labelled(block: Block, numbers: Mapping[str, int], used: set[str]) -> Block:
    """Return a block that shows its names, or their numbers where names do not fit."""
    if len(block.names) <= LETTERS_A_DAY * block.days:
        return block
    names = block.names.split(", ")
    if not numbers.keys() >= set(names):  # a name that holds a comma
        return block
    shown = names[: NUMBERS_A_DAY * block.days]
    used.update(shown)
    rest = f" +{len(names) - len(shown)}" if len(names) > len(shown) else ""
    return replace(block, names=" ".join(str(numbers[name]) for name in shown) + rest)


def _months(data: MapData, pairs: tuple[PairFigures, ...], lang: Words) -> tuple[MonthSheet, ...]:
    campaign = data.campaign
    rows = board(data, pairs, lang).rows
    worked = [day.date for pair in pairs for day in pair.plan.dates]
    last = max(worked, default=campaign.deadline)
    firsts = sorted({day.replace(day=1) for day in campaign.dates if day <= last})
    sheets = []
    for first in firsts:
        after = (first + dt.timedelta(days=32)).replace(day=1)
        days = tuple(first + dt.timedelta(days=n) for n in range((after - first).days))
        shift = (first - campaign.start).days
        sheets.append(
            MonthSheet(
                first=first,
                days=days,
                rest=frozenset(campaign.rest_days),
                outside=frozenset(days) - frozenset(campaign.dates),
                rows=tuple(
                    MonthRow(
                        row.figures,
                        tuple(
                            replace(block, start=start, days=length)
                            for block in row.blocks
                            for start, length in _within(block.start - shift, block.days, len(days))
                        ),
                        tuple(
                            span
                            for start, nights in row.nights
                            for span in _within(start - shift, nights, len(days))
                        ),
                    )
                    for row in rows
                ),
            )
        )
    return tuple(sheets)


def _within(start: int, days: int, most: int) -> tuple[tuple[int, int], ...]:
    """Return the part of a span that lies in a month: none or one.

    >>> _within(-2, 5, 31), _within(30, 4, 31), _within(31, 2, 31)
    (((0, 3),), ((30, 1),), ())
    """
    first, last = max(start, 0), min(start + days, most)
    return ((first, last - first),) if last > first else ()
