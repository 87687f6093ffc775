"""The legs that pages draw date by date, each written once."""

from __future__ import annotations

import shapely
from shapely import LineString

from maps.data import MapData
from maps.drawing.outlines import LINE_TOLERANCE
from maps.drawing.polyline import encode
from routing.plan import Drive, Ferry, TeamDate

LEG_DIGITS = 4
"""Decimals of a degree in the lines: 11 m, half of what simplifying them may move them by."""


class LegLines:
    """Legs in the order in which dates ask for them.

    Attributes
    ----------
    lines
        Of each leg: its lines as text, in the order of travel; none where it has no shape. A
        ferry is a straight line between its ports.
    """

    def __init__(self, data: MapData) -> None:
        self._data = data
        self._numbers: dict[tuple[str, ...], int] = {}
        self.lines: list[list[str]] = []

    def of(self, day: TeamDate, vehicle: str) -> list[int]:
        """Positions in `lines` of a date's legs, in the order of travel."""
        condition = self._data.campaign.condition_on(day.date)
        return [
            self._number(event, vehicle, condition)
            for event in day.events
            if isinstance(event, Drive | Ferry)
        ]

    def _number(self, event: Drive | Ferry, vehicle: str, condition: str) -> int:
        key: tuple[str, ...] = (event.from_, event.to)
        if isinstance(event, Drive):
            way = self._data.ways.get((event.from_, event.to, vehicle, condition))
            key = (*key, vehicle, condition)
            shapes = [part.line for part in way.parts] if way else []
        else:
            ends = (self._data.place(event.from_), self._data.place(event.to))
            shapes = [LineString([(place.lon, place.lat) for place in ends])]
        if key not in self._numbers:
            self._numbers[key] = len(self.lines)
            lighter = (shapely.simplify(shape, LINE_TOLERANCE) for shape in shapes)
            self.lines.append([encode(line, LEG_DIGITS) for line in lighter])
        return self._numbers[key]
