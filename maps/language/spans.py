"""Dates in runs: those that follow each other are said by their ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import TypeVar

from maps.language.catalogue import Words

T = TypeVar("T")


def date_runs(
    days: Iterable[tuple[dt.date, T]],
) -> tuple[tuple[tuple[dt.date, ...], T], ...]:
    """Return runs of dates that follow each other and hold the same, in order.

    >>> first = dt.date(2018, 4, 2)
    >>> runs = date_runs((first + dt.timedelta(n), "a" if n < 2 else "b") for n in (0, 1, 2, 4))
    >>> [(len(days), held) for days, held in runs]
    [(2, 'a'), (1, 'b'), (1, 'b')]
    """
    numbered = enumerate(sorted(days, key=lambda one: one[0]))
    runs = groupby(numbered, key=lambda one: (one[1][0].toordinal() - one[0], one[1][1]))
    return tuple((tuple(day for _, (day, _) in run), held) for (_, held), run in runs)


def short_runs(days: Iterable[dt.date], lang: Words) -> str:
    """Say dates with their weekdays, abbreviated: `Mon, 2 Apr – Wed, 4 Apr; Fri, 6 Apr`."""
    runs = [run for run, _ in date_runs((day, None) for day in days)]
    return "; ".join(
        lang.short_date(run[0])
        if len(run) == 1
        else f"{lang.short_date(run[0])} – {lang.short_date(run[-1])}"
        for run in runs
    )


def clock_spans(spans: Iterable[tuple[int, int]], lang: Words) -> str:
    """Say hours: `08:00–12:00, 13:00–16:00`."""
    return ", ".join(f"{lang.clock(start)}–{lang.clock(end)}" for start, end in spans)
