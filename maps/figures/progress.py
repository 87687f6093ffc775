"""The recording over time as a drawing: a bar per date, lines for the sums."""

from __future__ import annotations

from dataclasses import dataclass

from maps.data import MapData
from maps.figures.uploads import ServerDay, server_days

_HEIGHT = 200
"""Units of the drawing from nothing to all residents; a date is 10 units wide."""

_BAR_SHARE = 0.5
"""The highest bar takes this share of the height: bars have a scale of their own."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A date's residents; `x` and `height` in units of the drawing."""

    x: int
    height: float
    day: ServerDay


@dataclass(frozen=True, slots=True)
class Curve:
    """Bars and the points of the lines; `sent` is None where records are sent at once."""

    days: tuple[ServerDay, ...]
    bars: tuple[Bar, ...]
    recorded: str
    sent: str | None
    capacity: tuple[tuple[int, float], ...]
    outages: tuple[int, ...]
    highest: int
    limited: bool


def curve(data: MapData) -> Curve:
    """Return the drawing of a plan."""
    campaign = data.campaign
    days = server_days(data)
    offline = campaign.rules.connectivity == "offline"
    limits = {day: campaign.rules.server_capacity.on(day) for day in campaign.dates}
    capped = () if offline else tuple((day, cap) for day, cap in limits.items() if cap is not None)
    highest = max([day.recorded for day in days] + [cap for _, cap in capped] + [1])

    def high(count: int) -> float:
        return round(_HEIGHT * _BAR_SHARE * count / highest, 1)

    def offset(day: ServerDay) -> int:
        return (day.date - campaign.start).days * 10

    return Curve(
        days=days,
        bars=tuple(Bar(offset(day), high(day.recorded), day) for day in days if day.recorded),
        recorded=_line(data, days, "recorded_so_far"),
        sent=_line(data, days, "sent_so_far") if offline else None,
        capacity=tuple(((day - campaign.start).days * 10, high(cap)) for day, cap in capped if cap),
        outages=tuple((day - campaign.start).days * 10 for day, cap in capped if cap == 0),
        highest=highest,
        limited=bool(capped),
    )


def _line(data: MapData, days: tuple[ServerDay, ...], field: str) -> str:
    """Points of a sum that rises at the end of each date, from the start on."""
    total = max(data.plan.summary.residents_to_record, 1)
    points = [(0, float(_HEIGHT))]
    for day in days:
        right = (day.date - data.campaign.start).days * 10 + 10
        high = round(_HEIGHT - _HEIGHT * getattr(day, field) / total, 1)
        points += [(right - 10, points[-1][1]), (right, high)]
    points.append((len(data.campaign.dates) * 10, points[-1][1]))
    return " ".join(f"{x},{y:g}" for x, y in points)
