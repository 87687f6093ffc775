"""Ferries of an extract as ports and crossings of a dataset.

OpenStreetMap seldom tells a ferry's timetable. A crossing is written only where tags tell which
vehicles it takes, how long it lasts and when it runs; of the others the ports are written and
the planner is told to add the rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import shapely

from geodata.osm import FerryWay
from geodata.schemas import TABLES
from geodata.tables import parse_rows
from geodata.told import Told

__all__ = ["Ferries", "ferry_tables", "opening"]

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_HOURS = re.compile(r"(?:([A-Z][a-z](?:[-,][A-Z][a-z])*) )?(\d\d:\d\d)-(\d\d:\d\d)")
_LOADING_MINUTES = 20
_BASIS = (
    "OpenStreetMap way {way}: duration, opening_hours {hours!r} (taken as on demand between them) "
    "and vehicles as tagged; {loading} minutes of loading assumed; fare not known, counted as 0"
)


@dataclass(frozen=True, slots=True, eq=False)
class Ferries:
    """Ports and crossings, and what a planner must know of them."""

    towns: pd.DataFrame
    crossings: pd.DataFrame
    notes: list[str]


def ferry_tables(
    ferries: Sequence[FerryWay],
    area: shapely.Geometry,
    named: Sequence[tuple[str, shapely.Geometry]],
) -> Ferries:
    """Return the ports of ferries in an area, and the crossings that their tags tell.

    Parameters
    ----------
    ferries : sequence of FerryWay
        As read from the extract.
    area : Geometry
        A ferry counts if both its ends lie in it (WGS 84).
    named : sequence of (str, Geometry)
        Villages by name, to name ports.
    """
    tree = shapely.STRtree([shape for _, shape in named])
    towns: dict[str, dict[str, str]] = {}
    rows: list[dict[str, str]] = []
    notes: list[str] = []
    for ferry in sorted(ferries, key=lambda held: held.way):
        ends = [shapely.Point(ferry.points[end]) for end in (0, -1)]
        if not all(shapely.intersects(area, end) for end in ends):
            continue
        ids = [f"port-{node}" for node in ferry.nodes]
        for port, end in zip(ids, ends, strict=True):
            village = named[int(tree.nearest(end))][0]
            towns.setdefault(port, _town(port, village, end, ferry.way))
        names = " - ".join(towns[port]["name"] for port in ids)
        label = f"{ferry.tags.name or names} (way {ferry.way})"
        hours = opening(ferry.tags.opening_hours)
        if hours and ferry.tags.minutes and ferry.tags.vehicles:
            rows += [
                _crossing(ferry, direction, (start, end), hours)
                for direction, start, end in (("out", *ids), ("back", *ids[::-1]))
            ]
            notes.append(
                Told(
                    f"ferry {label}: {ferry.tags.minutes} minutes, on demand {hours[1]} to "
                    f"{hours[2]}; complete its fare and departures in crossings.csv",
                    f"feri {label}: {ferry.tags.minutes} menit, sesuai permintaan pukul "
                    f"{hours[1]} sampai {hours[2]}; lengkapi tarif dan jadwal di crossings.csv",
                )
            )
        else:
            notes.append(
                Told(
                    f"ferry {label}: its tags tell no timetable or vehicles, so it is not used; "
                    f"add rows from {ids[0]} to {ids[1]} and back to crossings.csv",
                    f"feri {label}: tag-nya tidak memuat jadwal atau kendaraan, jadi tidak "
                    f"dipakai; tambahkan baris {ids[0]} ke {ids[1]} dan balik di crossings.csv",
                )
            )
    faults: list[str] = []
    return Ferries(
        towns=parse_rows(TABLES["towns"], list(towns.values()), "towns.csv", faults),
        crossings=parse_rows(TABLES["crossings"], rows, "crossings.csv", faults),
        notes=notes,
    )


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


def _town(port: str, village: str, end: shapely.Point, way: int) -> dict[str, str]:
    return {
        "id": port,
        "name": f"Pelabuhan {village}",
        "lon": f"{end.x:.6f}",
        "lat": f"{end.y:.6f}",
        "basis": f"end of the ferry, OpenStreetMap way {way}; named after the nearest village",
    }


def _crossing(
    ferry: FerryWay, direction: str, ends: tuple[str, str], hours: tuple[tuple[int, ...], str, str]
) -> dict[str, str]:
    blank = dict.fromkeys(TABLES["crossings"].columns, "")
    return blank | {
        "id": f"ferry-{ferry.way}-{direction}",
        "from": ends[0],
        "to": ends[1],
        "mode": "ferry",
        "vehicles": ";".join(ferry.tags.vehicles),
        "weekdays": ";".join(map(str, hours[0])),
        "open": hours[1],
        "close": hours[2],
        "loading_minutes": str(_LOADING_MINUTES),
        "crossing_minutes": str(ferry.tags.minutes),
        "fare_rupiah": "0",
        "basis": _BASIS.format(
            way=ferry.way, hours=ferry.tags.opening_hours, loading=_LOADING_MINUTES
        ),
    }
