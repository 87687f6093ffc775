"""Ferries of an extract as ports and crossings of a dataset.

OpenStreetMap seldom holds a ferry's timetable. A crossing is written only where tags tell which
vehicles it takes, how long it lasts and when it runs; of the others the ports are written and
the planner is told what is missing. Tours, loops, ferries that take no vehicle and ferries that
end in the open sea are left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import shapely

from geodata.build.ferry_chains import FerryRoute, chained
from geodata.dataset import TABLES, parse_rows
from geodata.findings import some
from geodata.message import Message, listed
from geodata.osm import Extract, FerryWay

__all__ = ["Ferries", "ferry_tables", "opening"]

_SHORE_DEGREES = 0.005
"""About 550 m: a port may lie so far from roads and outlines, which are drawn to about 100 m."""
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_HOURS = re.compile(r"(?:([A-Z][a-z](?:[-,][A-Z][a-z])*) )?(\d\d:\d\d)-(\d\d:\d\d)")
_LOADING_MINUTES = 20
_BASIS = (
    "OpenStreetMap way {ways}: duration, opening_hours {hours!r} (taken as on demand between them) "
    "and vehicles as tagged; {loading} minutes of loading assumed; fare not known, counted as 0"
)
_REASONS = {
    "tours": Message("tours and loops"),
    "denied": Message("no vehicle may board"),
    "away": Message("they lead out of the area; a crossing to there is a row of crossings.csv"),
    "at_sea": Message(
        "they end in the open sea, as the extract is cut there or the ways do not meet"
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class Ferries:
    """Ports and crossings, and what a planner must know of them."""

    towns: pd.DataFrame
    crossings: pd.DataFrame
    notes: list[Message]


def ferry_tables(
    extract: Extract | None,
    area: shapely.Geometry,
    named: Sequence[tuple[str, shapely.Geometry]],
) -> Ferries:
    """Return the ports of ferries in an area, and the crossings that their tags tell.

    Parameters
    ----------
    extract : Extract or None
        As read; without one there are no ferries.
    area : Geometry
        A ferry counts if both its ends lie in it (WGS 84).
    named : sequence of (str, Geometry)
        Villages by name, to name ports.
    """
    tree = shapely.STRtree([shape for _, shape in named])
    left = _Left()
    ferries = _whole(extract, area, tree, left) if extract is not None else []
    towns: dict[str, dict[str, str]] = {}
    for ferry in ferries:
        for node, end in zip(ferry.nodes, ferry.ends, strict=True):
            village = named[int(tree.nearest(shapely.Point(end)))][0]
            towns.setdefault(f"port-{node}", _town(f"port-{node}", village, end, ferry.ways[0]))
    _told_apart(towns)
    rows: list[dict[str, str]] = []
    notes: list[Message] = []
    for ferry in ferries:
        hours = opening(ferry.opening_hours)
        if hours and ferry.minutes and ferry.vehicles:
            rows += _crossings(ferry, hours)
            notes.append(_used(ferry, hours, towns))
        else:
            notes.append(_lacking(ferry, towns))
    faults: list[Message] = []
    return Ferries(
        towns=parse_rows(TABLES["towns"], list(towns.values()), "towns.csv", faults),
        crossings=parse_rows(TABLES["crossings"], rows, "crossings.csv", faults),
        notes=[*notes, *left.notes()],
    )


class _Left:
    """The ferries that are left out, by reason."""

    def __init__(self) -> None:
        self.held: dict[str, list[str]] = {reason: [] for reason in _REASONS}

    def add(self, reason: str, name: str, ways: Sequence[int]) -> None:
        self.held[reason].append(_label(name, ways))

    def notes(self) -> list[Message]:
        return [
            Message(
                "ferries left out, %(what)s: %(names)s", what=what, names=some(self.held[reason])
            )
            for reason, what in _REASONS.items()
            if self.held[reason]
        ]


def _whole(
    extract: Extract, area: shapely.Geometry, land: shapely.STRtree, left: _Left
) -> list[FerryRoute]:
    """Return the ferries from pier to pier that vehicles may use."""
    usable: list[FerryWay] = []
    for way in sorted(extract.ferries, key=lambda held: held.way):
        if way.tags.tour or way.nodes[0] == way.nodes[-1]:
            left.add("tours", way.tags.name, [way.way])
        elif way.tags.denied:
            left.add("denied", way.tags.name, [way.way])
        else:
            usable.append(way)
    found = []
    for ferry in chained(usable, extract.piers):
        if not all(shapely.intersects_xy(area, *end) for end in ferry.ends):
            left.add("away", ferry.name, ferry.ways)
        elif not all(_ashore(extract, land, end) for end in ferry.ends):
            left.add("at_sea", ferry.name, ferry.ways)
        else:
            found.append(ferry)
    return found


def _ashore(extract: Extract, land: shapely.STRtree, end: tuple[float, float]) -> bool:
    """Return whether a point is near a village or a road."""
    if len(land.query(shapely.Point(end), predicate="dwithin", distance=_SHORE_DEGREES)):
        return True
    off = np.abs(extract.lonlat - np.array(end)).max(axis=1)
    return bool((off < _SHORE_DEGREES).any())


def _told_apart(towns: dict[str, dict[str, str]]) -> None:
    """Number the ports that are named after the same village."""
    seen: dict[str, int] = {}
    for port in sorted(towns, key=lambda port: int(port.removeprefix("port-"))):
        name = towns[port]["name"]
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            towns[port]["name"] = f"{name} {seen[name]}"


def _label(name: str, ways: Sequence[int]) -> str:
    told = ", ".join(map(str, ways))
    return f"{name} (way {told})" if name else f"way {told}"


def _line(ferry: FerryRoute, towns: dict[str, dict[str, str]]) -> Message:
    """Return a ferry and its ends."""
    start, end = (f"{towns[f'port-{node}']['name']} (port-{node})" for node in ferry.nodes)
    label = _label(ferry.name, ferry.ways)
    return Message("ferry %(label)s, %(start)s to %(end)s", label=label, start=start, end=end)


def _used(
    ferry: FerryRoute, hours: tuple[tuple[int, ...], str, str], towns: dict[str, dict[str, str]]
) -> Message:
    return Message(
        "%(what)s: %(minutes)s minutes, on demand %(hours)s to %(hours_2)s; complete "
        "its fare and departures in crossings.csv",
        what=_line(ferry, towns),
        minutes=ferry.minutes,
        hours=hours[1],
        hours_2=hours[2],
    )


def _lacking(ferry: FerryRoute, towns: dict[str, dict[str, str]]) -> Message:
    """Return what a ferry's tags hold and what is missing."""
    unread = ferry.opening_hours
    told = [
        Message("%(count)s minutes", count=ferry.minutes) if ferry.minutes else None,
        Message("vehicles (%(names)s)", names=partial(listed, _vehicles(ferry)))
        if ferry.vehicles
        else None,
        Message("hours") if opening(unread) else None,
    ]
    missing = [
        None if ferry.minutes else Message("the duration"),
        None if ferry.vehicles else Message("the vehicles"),
        None
        if opening(unread)
        else Message("a timetable that can be read (opening_hours %(unread)r)", unread=unread)
        if unread
        else Message("the timetable"),
    ]
    ports = [f"port-{node}" for node in ferry.nodes]
    return Message(
        "%(what)s: its tags %(told)slack %(names)s, so it is not used; add rows from "
        "%(ports)s to %(ports_2)s%(more)s to crossings.csv",
        what=_line(ferry, towns),
        told=_tells(told),
        names=_listed(missing),
        ports=ports[0],
        ports_2=ports[1],
        more=(Message(" and back") if ferry.both else ""),
    )


def _vehicles(ferry: FerryRoute) -> tuple[Message, ...]:
    return tuple(Message(vehicle) for vehicle in ferry.vehicles)


def _tells(told: Sequence[Message | None]) -> Message | str:
    listed = _listed(told)
    return Message("tell %(names)s but ", names=listed) if listed else ""


def _listed(parts: Sequence[Message | None]) -> Message | None:
    there = [part for part in parts if part]
    if len(there) < 2:
        return there[0] if there else None
    *first, last = there
    return Message("%(names)s and %(last)s", names=partial(listed, tuple(first)), last=last)


def opening(text: str) -> tuple[tuple[int, ...], str, str] | None:
    """Read simple opening hours: weekdays (0 = Monday), first and last minute as HH:MM.

    >>> opening("Mo-Fr 06:00-17:00"), opening("24/7")[1:], opening("sunrise-sunset")
    (((0, 1, 2, 3, 4), '06:00', '17:00'), ('00:00', '23:59'), None)
    """
    if text.strip() == "24/7":
        return tuple(range(7)), "00:00", "23:59"
    found = _HOURS.fullmatch(text.strip())
    if not found:
        return None
    days: set[int] = set()
    for part in (found[1] or "Mo-Su").split(","):
        ends = part.split("-")
        if any(day not in _DAYS for day in ends) or len(ends) > 2:
            return None
        first, last = _DAYS.index(ends[0]), _DAYS.index(ends[-1])
        days |= {day % 7 for day in range(first, last + 1 if last >= first else last + 8)}
    open_, close = found[2], found[3]
    if not "00:00" <= open_ < close <= "23:59":
        return None
    return tuple(sorted(days)), open_, close


def _town(port: str, village: str, end: tuple[float, float], way: int) -> dict[str, str]:
    return {
        "id": port,
        "name": f"Pelabuhan {village}",
        "lon": f"{end[0]:.6f}",
        "lat": f"{end[1]:.6f}",
        "basis": f"end of the ferry, OpenStreetMap way {way}; named after the nearest village",
    }


def _crossings(ferry: FerryRoute, hours: tuple[tuple[int, ...], str, str]) -> list[dict[str, str]]:
    """Return the rows of a ferry, one for each direction."""
    ways = "-".join(map(str, ferry.ways))
    ports = tuple(f"port-{node}" for node in ferry.nodes)
    directions = {"out": ports, "back": ports[::-1]} if ferry.both else {"out": ports}
    blank = dict.fromkeys(TABLES["crossings"].columns, "")
    return [
        blank
        | {
            "id": f"ferry-{ways}-{direction}",
            "from": start,
            "to": end,
            "mode": "ferry",
            "vehicles": ";".join(ferry.vehicles),
            "weekdays": ";".join(map(str, hours[0])),
            "open": hours[1],
            "close": hours[2],
            "loading_minutes": str(_LOADING_MINUTES),
            "crossing_minutes": str(ferry.minutes),
            "fare_rupiah": "0",
            "basis": _BASIS.format(
                ways=", ".join(map(str, ferry.ways)),
                hours=ferry.opening_hours,
                loading=_LOADING_MINUTES,
            ),
        }
        for direction, (start, end) in directions.items()
    ]
