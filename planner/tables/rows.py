"""The rows of a plan's tables: what each column is.

Dates are local dates, clock times `HH:MM` texts, distances whole metres, money whole
rupiah. A trip lasts from leaving the base to the return to it; trips of a pair count from 1.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import types
from collections.abc import Iterable
from dataclasses import Field, dataclass, fields
from typing import Any, ClassVar, Protocol, get_args, get_origin, get_type_hints

from planner.cell_text import safe
from planner.tables.card_allocation import CardRow
from planner.tables.rates import RateRow


class TableRow(Protocol):
    """A row of a table: a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session: recording at a post without a break."""

    team: str
    trip: int
    date: dt.date
    post: str
    post_name: str
    kecamatan: str
    start: str
    end: str
    minutes: int
    residents: int
    rupiah_urgency: int


@dataclass(frozen=True, slots=True)
class LegRow:
    """A drive or a ferry; a ferry has no metres, a drive no crossing."""

    team: str
    trip: int
    date: dt.date
    kind: str
    origin: str
    origin_name: str
    destination: str
    destination_name: str
    start: str
    end: str
    minutes: int
    metres: int | None
    vehicle: str
    crossing: str | None
    rate: str
    rupiah: int


@dataclass(frozen=True, slots=True)
class DateRow:
    """A pair's date within a trip: posts with sessions, sums, and where it sleeps after."""

    team: str
    trip: int
    date: dt.date
    start_at: str
    start_name: str
    posts: str
    kecamatan: str
    residents: int
    driving_minutes: int
    metres: int
    duty_day: bool
    night_at: str
    night_name: str
    away: bool
    rupiah_duty: int
    rupiah_night: int


@dataclass(frozen=True, slots=True)
class TripRow:
    """A trip; `rupiah` is money spent, urgency left out."""

    team: str
    trip: int
    leave_date: dt.date
    return_date: dt.date
    dates: int
    duty_days: int
    nights: int
    kecamatan: str
    residents: int
    metres: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class PairSumsRow:
    """A pair's sums over the campaign; `rupiah_spent` leaves urgency out."""

    team: str
    operator_1: str
    operator_2: str
    vehicle: str
    kecamatan: str
    first_date: dt.date | None
    last_date: dt.date | None
    trips: int
    duty_days: int
    nights: int
    metres: int
    residents: int
    rupiah_distance: int
    rupiah_nights: int
    rupiah_duty_days: int
    rupiah_crossings: int
    rupiah_spent: int
    rupiah_urgency: int


@dataclass(frozen=True, slots=True)
class KecamatanRow:
    """A kecamatan's residents, and the pairs and dates of its sessions."""

    kecamatan: str
    teams: str
    first_date: dt.date | None
    last_date: dt.date | None
    to_record: int
    recorded: int
    left: int


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """Residents recorded in a kecamatan on a date with a session there, and up to it."""

    kecamatan: str
    date: dt.date
    recorded: int
    recorded_so_far: int
    left: int


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """What a pair costs at one rate.

    `quantity` is in whole units of the rate, distances in metres at a rate per km. Each
    drive is rounded to whole rupiah by itself, so `rupiah` of distance is the sum of these.
    """

    team: str
    kind: str
    rate: str
    quantity: int
    quantity_unit: str
    rate_rupiah: int
    rupiah: int


ROW_TYPES: dict[str, type[TableRow]] = {
    "sessions": SessionRow,
    "legs": LegRow,
    "dates": DateRow,
    "trips": TripRow,
    "pairs": PairSumsRow,
    "kecamatan": KecamatanRow,
    "residents_by_date": ProgressRow,
    "budget": BudgetRow,
    "rates": RateRow,
    "cards": CardRow,
}
"""Row types by table name: the columns are their fields."""


def column_types(row: type[TableRow]) -> dict[str, type]:
    """Return the type of each column: str, int, bool or date; any may be empty.

    >>> list(column_types(CardRow).items())[:2]
    [('team', <class 'str'>), ('trip', <class 'int'>)]
    """
    hints = get_type_hints(row)
    return {field.name: _plain(hints[field.name]) for field in fields(row)}


def _plain(hint: object) -> type:
    if isinstance(hint, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not types.NoneType)
    kind = get_origin(hint) or hint
    assert isinstance(kind, type)
    return kind


def rows_csv(row: type[TableRow], rows: Iterable[TableRow]) -> str:
    """Return rows as CSV (RFC 4180): a header, commas, CR LF, no value for what is absent.

    Text is kept from starting a formula (see docs/files.md).
    """
    columns = column_types(row)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for each in rows:
        writer.writerow([_csv_value(getattr(each, column)) for column in columns])
    return buffer.getvalue()


def _csv_value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(str(value))
