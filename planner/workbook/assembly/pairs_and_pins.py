"""Teams and pins of a campaign from the sheets Pairs and Pins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from geodata import Dataset, Listing, Message
from geodata.spelling import fold
from planner.workbook import Fault, fault
from planner.workbook.assembly.calendar import Dates, span_ok
from planner.workbook.assembly.outside_dates import hint
from planner.workbook.reading import Lookup, WorkbookTables
from planner.workbook.schema import PAIRS, VEHICLES, Days, Line, PairRow, PinRow, RowLocation
from routing.campaign import KecamatanBar, KecamatanPin, Pin, PostDates, Team

Opens = Callable[[str, date], bool]

PAIR = Message("pair")
_NEEDED = {
    "team": ("kecamatan", "pair"),
    "not_team": ("kecamatan", "pair"),
    "dates": ("post", "dates"),
}
"""Cells that each kind of pin needs."""

_LISTS = {"kecamatan": "kecamatan", "pair": "pairs", "post": "places"}
"""Where a pin's cells are looked up."""


def teams_of(
    tables: WorkbookTables, dataset: Dataset, dates: Dates | None, faults: list[Fault]
) -> tuple[Team, ...]:
    """Return the pairs as teams, in the sheet's order."""
    if tables.pairs.there and not tables.pairs.keys:
        faults.append(fault("no_pairs", tables.pairs.sheet))
    speeds = sorted(set(dataset.speeds["vehicle"]) & {"car", "motorcycle"})
    known = Listing(tuple(VEHICLES[v] for v in speeds))
    operators: dict[str, str] = {}
    rows: dict[str, list[Line[PairRow]]] = {}
    for line in tables.pairs.lines:
        row, spot = line.row, line.spot
        same = rows.setdefault(fold(row.id) if "id" not in line.bad else spot.cell("id"), [])
        if same and row.continues(same[0].row):
            _same_pair(same[0], line, faults)
        else:
            _operators(line, operators, faults)
        same.append(line)
        if row.vehicle not in speeds and "vehicle" not in line.bad:
            cell, value = spot.cell("vehicle"), spot.values.get("vehicle")
            faults.append(fault("no_speed", spot.sheet, cell, value, known=known))
    found = (_team(lines, dates, faults) for lines in rows.values())
    return tuple(team for team in found if team is not None)


def _operators(line: Line[PairRow], operators: dict[str, str], faults: list[Fault]) -> None:
    row, spot = line.row, line.spot
    for field in sorted({"operator_1", "operator_2"} - line.bad):
        name, cell = str(getattr(row, field)), spot.cell(field)
        if fold(name) in operators:
            other = operators[fold(name)]
            faults.append(fault("operator_twice", spot.sheet, cell, name, other=other))
        operators[fold(name)] = cell


def _same_pair(first: Line[PairRow], line: Line[PairRow], faults: list[Fault]) -> None:
    """Add a fault for what another row of a pair says otherwise."""
    for field in ("vehicle", "rate_per_hour", "setup_minutes"):
        if getattr(first.row, field) != getattr(line.row, field) and field not in line.bad:
            spot, column = line.spot, PairRow.columns()[field].name
            values = {"column": column, "other": first.spot.cell(field)}
            cell, value = spot.cell(field), spot.values.get(field)
            faults.append(fault("pair_differs", spot.sheet, cell, value, **values))


def _team(lines: list[Line[PairRow]], dates: Dates | None, faults: list[Fault]) -> Team | None:
    """Return the pair of some rows: each a span of its dates, less its days off."""
    right = [span_ok(line.row.from_date, line.row.until_date, line.spot, faults) for line in lines]
    if dates is None or not all(right):
        return None
    spans = [
        (line.row.from_date or dates.start, line.row.until_date or dates.deadline) for line in lines
    ]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    last = max(first, last)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    inside = [day for day in every if dates.start <= day <= dates.deadline]
    off = {day for day in inside if not any(begin <= day <= end for begin, end in spans)}
    off |= {day for line in lines if line.row.days_off for day in line.row.days_off.among(inside)}
    if not any(line.bad & {"id", "from_date", "until_date", "days_off"} for line in lines):
        free = {day for day in inside if day not in dates.rest_days} - off
        if not free:
            spot = lines[0].spot
            cell = spot.cell("from_date", "id")
            faults.append(fault("never_available", spot.sheet, cell, spot.values.get("id")))
    row = lines[0].row
    return Team(
        id=row.id,
        operators=(row.operator_1, row.operator_2),
        vehicle=row.vehicle,
        rate_per_hour=row.rate_per_hour,
        setup_minutes=row.setup_minutes,
        from_=first,
        until=last,
        days_off=tuple(sorted(off)),
    )


def pins_of(
    tables: WorkbookTables,
    lookups: dict[str, Lookup],
    dates: Dates | None,
    posts: dict[str, str],
    opens: Opens,
    faults: list[Fault],
) -> tuple[Pin, ...]:
    """Return the pins.

    Parameters
    ----------
    lookups
        Kecamatan and places, as `kecamatan` and `places`.
    posts
        Kecamatan of each post with residents, by the post's id.
    opens
        Whether a post may be open on a date.
    """
    names = {row.id: row.id for row in tables.pairs.rows}
    pairs = Lookup(names, PAIR, PAIRS.name, tables.pairs.keys)
    told: dict[object, tuple[object, str]] = {}
    pins: list[Pin] = []
    for line in tables.pins.lines:
        pin = _pin(line, lookups | {"pairs": pairs}, dates, posts, opens, faults)
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
    opens: Opens,
    faults: list[Fault],
) -> Pin | None:
    row, spot = line.row, line.spot
    if "kind" in line.bad:
        return None
    columns, needed = PinRow.columns(), _NEEDED[row.kind]
    missing = [columns[n].name for n in needed if n not in line.bad and not getattr(row, n)]
    if missing:
        texts = Listing(tuple(missing))
        faults.append(fault("pin_fields", spot.sheet, spot.cell("kind"), missing=texts))
        return None
    found = {
        name: lookups[_LISTS[name]].find(getattr(row, name), spot, name, faults)
        for name in needed
        if name in _LISTS and getattr(row, name)
    }
    for name, key, known in (
        ("post", "not_post", posts),
        ("kecamatan", "pin_no_post", posts.values()),
    ):
        if found.get(name) is not None and found[name] not in known:
            faults.append(fault(key, spot.sheet, spot.cell(name), getattr(row, name)))
            return None
    if row.kind == "dates":
        post = found.get("post")
        return _post_dates(post, row.dates, spot, dates, opens, faults)
    kecamatan, pair = found.get("kecamatan"), found.get("pair")
    if kecamatan is None or pair is None:
        return None
    return KecamatanPin(kecamatan, pair) if row.kind == "team" else KecamatanBar(kecamatan, pair)


def _post_dates(
    post: str | None,
    days: Days | None,
    spot: RowLocation,
    dates: Dates | None,
    opens: Opens,
    faults: list[Fault],
) -> PostDates | None:
    """Return a pin's dates; a weekday stands for those on which the post may be open."""
    if post is None or days is None or dates is None:
        return None
    cell = spot.cell("dates")
    span = {"start": dates.start, "deadline": dates.deadline}
    for day in days.listed:
        if not dates.start <= day <= dates.deadline:
            faults.append(
                fault("pin_outside", spot.sheet, cell, date=day, hint=hint(day, dates), **span)
            )
        elif day in dates.rest_days:
            faults.append(fault("pin_rest", spot.sheet, cell, date=day))
        elif not opens(post, day):
            faults.append(fault("pin_closed", spot.sheet, cell, date=day))
    every = (
        dates.start + timedelta(days=n) for n in range((dates.deadline - dates.start).days + 1)
    )
    working = [day for day in every if day not in dates.rest_days and opens(post, day)]
    by_weekday = {day for day in working if day.weekday() in days.weekdays}
    if days.weekdays and not by_weekday:
        faults.append(fault("pin_no_day", spot.sheet, cell, spot.values.get("dates")))
    return PostDates(post, tuple(sorted({*days.listed, *by_weekday})))
