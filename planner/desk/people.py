"""Who records, and the planner's wishes about it: pairs and pins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from geodata import Dataset
from planner.desk.columns import Line, Spot
from planner.desk.dates import Dates, span_ok
from planner.desk.faults import Fault, fault
from planner.desk.lookup import Lookup
from planner.desk.reading import Tables
from planner.desk.road_sheets import PinRow
from planner.desk.sheets import PAIRS
from planner.desk.spelling import fold
from planner.desk.words import VEHICLES, Words
from routing.campaign import KecamatanBar, KecamatanPin, Pin, PostDates, Team

PAIR = Words("pasangan", "pair")
NEEDED = {
    "team": ("kecamatan", "pair"),
    "not_team": ("kecamatan", "pair"),
    "dates": ("post", "dates"),
}
"""Cells that each kind of pin needs."""

LISTS = {"kecamatan": "kecamatan", "pair": "pairs", "post": "places"}
"""Where a pin's cells are looked up."""


def teams_of(
    tables: Tables, dataset: Dataset, dates: Dates | None, faults: list[Fault]
) -> tuple[Team, ...]:
    """Return the pairs as teams, in the sheet's order."""
    if tables.pairs.there and not tables.pairs.keys:
        faults.append(fault("no_pairs", tables.pairs.sheet))
    speeds = sorted(set(dataset.speeds["vehicle"]) & {"car", "motorcycle"})
    known = Words(*(", ".join(VEHICLES[v][at] for v in speeds) for at in (0, 1)))
    operators: dict[str, str] = {}
    teams = []
    for line in tables.pairs.lines:
        row, spot = line.row, line.spot
        for field in sorted({"operator_1", "operator_2"} - line.bad):
            name, cell = str(getattr(row, field)), spot.cell(field)
            if fold(name) in operators:
                other = operators[fold(name)]
                faults.append(fault("operator_twice", spot.sheet, cell, name, other=other))
            operators[fold(name)] = cell
        if row.vehicle not in speeds and "vehicle" not in line.bad:
            cell, value = spot.cell("vehicle"), spot.values.get("vehicle")
            faults.append(fault("no_speed", spot.sheet, cell, value, known=known))
        if not span_ok(row.from_date, row.until_date, spot, faults) or dates is None:
            continue
        first, last = row.from_date or dates.start, row.until_date or dates.deadline
        if not line.bad & {"id", "from_date", "until_date"}:
            _availability(first, last, dates, spot, faults)
        teams.append(
            Team(
                id=row.id,
                operators=(row.operator_1, row.operator_2),
                vehicle=row.vehicle,
                rate_per_hour=row.rate_per_hour,
                setup_minutes=row.setup_minutes,
                from_=first,
                until=max(first, last),
            )
        )
    return tuple(teams)


def _availability(first: date, last: date, dates: Dates, spot: Spot, faults: list[Fault]) -> None:
    begin, end = max(first, dates.start), min(last, dates.deadline)
    rest = sum(begin <= day <= end for day in dates.rest_days)
    if (end - begin).days + 1 - rest <= 0:
        cell = spot.cell("from_date", "id")
        faults.append(fault("never_available", spot.sheet, cell, spot.values.get("id")))


def pins_of(
    tables: Tables,
    lookups: dict[str, Lookup],
    dates: Dates | None,
    posts: dict[str, str],
    faults: list[Fault],
) -> tuple[Pin, ...]:
    """Return the pins.

    Parameters
    ----------
    lookups
        Kecamatan and places, as `kecamatan` and `places`.
    posts
        Kecamatan of each post with residents, by the post's id.
    """
    names = {row.id: row.id for row in tables.pairs.rows}
    pairs = Lookup(names, PAIR, PAIRS.name, tables.pairs.keys)
    told: dict[object, tuple[object, str]] = {}
    pins: list[Pin] = []
    for line in tables.pins.lines:
        pin = _pin(line, lookups | {"pairs": pairs}, dates, posts, faults)
        if pin is None:
            continue
        cell = line.spot.cell("kind")
        for subject, says in _subjects(pin):
            before = told.setdefault(subject, (says, cell))
            if before[0] != says or (isinstance(pin, PostDates) and before[1] != cell):
                faults.append(fault("pin_twice", line.spot.sheet, cell, other=before[1]))
        pins.append(pin)
    return tuple(pins)


def _subjects(pin: Pin) -> Iterator[tuple[object, object]]:
    """Yield what a pin is about and what it says of it, so that contradictions meet."""
    if isinstance(pin, PostDates):
        yield ("post", pin.post), pin.dates
    elif isinstance(pin, KecamatanPin):
        yield ("pinned", pin.kecamatan), pin.team
        yield ("barred", pin.kecamatan, pin.team), False
    else:
        yield ("barred", pin.kecamatan, pin.not_team), True


def _pin(
    line: Line[PinRow],
    lookups: dict[str, Lookup],
    dates: Dates | None,
    posts: dict[str, str],
    faults: list[Fault],
) -> Pin | None:
    row, spot = line.row, line.spot
    if "kind" in line.bad:
        return None
    columns, needed = PinRow.columns(), NEEDED[row.kind]
    missing = [columns[n].name for n in needed if n not in line.bad and not getattr(row, n)]
    if missing:
        texts = Words(*(", ".join(name[at] for name in missing) for at in (0, 1)))
        faults.append(fault("pin_fields", spot.sheet, spot.cell("kind"), missing=texts))
        return None
    found = {
        name: lookups[LISTS[name]].find(getattr(row, name), spot, name, faults)
        for name in needed
        if name in LISTS and getattr(row, name)
    }
    for name, key, known in (
        ("post", "not_post", posts),
        ("kecamatan", "pin_no_post", posts.values()),
    ):
        if found.get(name) is not None and found[name] not in known:
            faults.append(fault(key, spot.sheet, spot.cell(name), getattr(row, name)))
            return None
    if row.kind == "dates":
        _pin_dates(row, spot, dates, faults)
        post = found.get("post")
        return None if post is None else PostDates(post, tuple(sorted(set(row.dates))))
    kecamatan, pair = found.get("kecamatan"), found.get("pair")
    if kecamatan is None or pair is None:
        return None
    return KecamatanPin(kecamatan, pair) if row.kind == "team" else KecamatanBar(kecamatan, pair)


def _pin_dates(row: PinRow, spot: Spot, dates: Dates | None, faults: list[Fault]) -> None:
    if dates is None:
        return
    for day in row.dates:
        cell = spot.cell("dates")
        if not dates.start <= day <= dates.deadline:
            span = {"start": dates.start, "deadline": dates.deadline}
            faults.append(fault("pin_outside", spot.sheet, cell, date=day, **span))
        elif day in dates.rest_days:
            faults.append(fault("pin_rest", spot.sheet, cell, date=day))
