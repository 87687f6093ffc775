"""Line charts as inline SVG: points of a few series over numbers or names."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT = 360, 220
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 12, 34

COLOURS = ("#0b5563", "#a8394d", "#8a7410", "#26196b", "#0b5a26", "#7d2a70", "#b35c00", "#55524c")
"""Series' colours: each at least 4.5 to 1 on white; the dashes and names tell them apart too."""

DASHES = ("", "7 3", "2 3", "9 3 2 3")


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A value over a position; `whole` draws it filled, `title` says it in words."""

    x: float
    y: float
    whole: bool
    title: str


@dataclass(frozen=True, slots=True)
class Series:
    """Points that a line joins, in order of `x`."""

    name: str
    points: tuple[ChartPoint, ...]


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A point, tick or line as it stands in the drawing."""

    x: float
    y: float
    text: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class DrawnSeries:
    """A series as it is drawn."""

    name: str
    line: str
    marks: tuple[DrawnMark, ...]
    colour: str
    dash: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as it is drawn, in units of its view box.

    `limit` is the height of a line that a caption explains; None without one.
    """

    title: str
    note: str
    series: tuple[DrawnSeries, ...]
    x_ticks: tuple[DrawnMark, ...]
    y_ticks: tuple[DrawnMark, ...]
    limit: float | None


def chart(
    title: str,
    note: str,
    series: Sequence[Series],
    names: Sequence[tuple[float, str]],
    label: Callable[[float], str],
    span: tuple[float, float] | None = None,
    limit: float | None = None,
    upright: Sequence[float] = (),
) -> Chart:
    """Lay a chart out.

    Parameters
    ----------
    names
        Positions on the axis across, with what stands below them.
    label
        How a value on the upright axis is written.
    span
        Least and greatest value of the upright axis; by default from 0 to the greatest point.
    limit
        A value at which a line is drawn across.
    upright
        Values that are written beside the upright axis; by default round ones.
    """
    values = [point.y for each in series for point in each.points]
    low, high = span or (0.0, max([*values, limit or 0.0, 1e-9]))
    ticks = list(upright) or steps(low, high)
    high = max(high, ticks[-1])
    places = [place for place, _ in names]
    first, last = min(places), max(places)

    def across(value: float) -> float:
        share = 0.5 if last == first else (value - first) / (last - first)
        return round(LEFT + 10 + share * (_WIDTH - LEFT - RIGHT - 20), 1)

    def up(value: float) -> float:
        share = 0.0 if high == low else (value - low) / (high - low)
        return round(_HEIGHT - BOTTOM - share * (_HEIGHT - TOP - BOTTOM), 1)

    drawn = tuple(
        DrawnSeries(
            name=each.name,
            line=" ".join(f"{across(point.x)},{up(point.y)}" for point in each.points),
            marks=tuple(DrawnMark(across(p.x), up(p.y), p.title, p.whole) for p in each.points),
            colour=COLOURS[number % len(COLOURS)],
            dash=DASHES[number % len(DASHES)],
        )
        for number, each in enumerate(series)
    )
    every = math.ceil(len(names) / 8)
    return Chart(
        title=title,
        note=note,
        series=drawn,
        x_ticks=tuple(DrawnMark(across(at), _HEIGHT - BOTTOM, text) for at, text in names[::every]),
        y_ticks=tuple(DrawnMark(LEFT, up(value), label(value)) for value in ticks),
        limit=None if limit is None else up(limit),
    )


def steps(low: float, high: float, most: int = 5) -> list[float]:
    """Round values from `low` to at least `high`, evenly spaced: by 1, 2 or 5 times a ten.

    >>> steps(0, 20000)
    [0.0, 5000.0, 10000.0, 15000.0, 20000.0]
    >>> steps(0, 0.3)
    [0.0, 0.1, 0.2, 0.3]
    >>> steps(0, 0)
    [0.0, 1.0]
    """
    if high <= low:
        return [float(low), low + 1.0]
    span = high - low
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(f * power for f in (1, 2, 5, 10, 20) if span / (f * power) <= most - 0.5)
    count = math.ceil(round(span / step, 9))
    return [round(low + step * number, 10) for number in range(count + 1)]
