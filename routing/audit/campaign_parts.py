"""The parts of a campaign as the audit knows them.

Clock times are minutes after local midnight, money whole rupiah, durations minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A point; a post where it has residents. `lodging` is rupiah per person and night."""

    id: str
    name: str
    kecamatan: str | None
    residents: int
    weight: int
    lodging: int | None
    hours: tuple[Interval, ...]
    hours_by_weekday: Mapping[int, tuple[Interval, ...]]
    hours_by_date: Mapping[dt.date, tuple[Interval, ...]]
    closed: frozenset[dt.date]

    @property
    def label(self) -> str:
        """Name and id for messages."""
        return self.id if self.name in ("", self.id) else f"{self.name} ({self.id})"

    def opening(self, date: dt.date) -> tuple[Interval, ...]:
        """Return the opening intervals of a date: its own, or those of its weekday."""
        weekly = self.hours_by_weekday.get(date.weekday(), self.hours)
        return self.hours_by_date.get(date, weekly)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A ferry or boat in one direction; `departures` None means on demand.

    On `cancelled` dates it does not leave, whatever the weekday.
    """

    id: str
    origin: str
    destination: str
    vehicles: tuple[str, ...]
    weekdays: tuple[int, ...]
    departures: tuple[int, ...] | None
    open: int | None
    close: int | None
    loading_minutes: int
    crossing_minutes: int
    fare_rupiah: int
    cancelled: frozenset[dt.date]


@dataclass(frozen=True, slots=True)
class State:
    """Where a team is at the start of a date, after so many nights in a row away from the base.

    No event of that date begins before the minute `earliest`.
    """

    date: dt.date
    at: str
    nights_away: int
    earliest: int


@dataclass(frozen=True, slots=True)
class Team:
    """A team; `first` and `last` are its own dates, both included, but for its days `off`.

    In its `pauses` (date, first and last minute) it records nobody.
    """

    id: str
    operators: tuple[str, ...]
    vehicle: str
    rate_per_hour: int
    setup_minutes: int
    first: dt.date
    last: dt.date
    off: frozenset[dt.date]
    state: State | None
    pauses: tuple[tuple[dt.date, int, int], ...]

    def hours(self, place: Place, date: dt.date) -> tuple[Interval, ...]:
        """Return the opening intervals of a place on a date, without the team's pauses."""
        left = place.opening(date)
        for day, begin, until in self.pauses:
            if day == date:
                parts = [(a, min(b, begin)) for a, b in left]
                parts += [(max(a, until), b) for a, b in left]
                left = tuple(sorted((a, b) for a, b in parts if a < b))
        return left


@dataclass(frozen=True, slots=True)
class Pin:
    """A pin: `kecamatan` with `team` or `not_team`, or `post` with `dates`."""

    kecamatan: str | None = None
    team: str | None = None
    not_team: str | None = None
    post: str | None = None
    dates: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that a planner may set; a server capacity of None is no limit.

    `finish_minutes` and `min_visit` are R6'; 0 is off. `most_changes` None is no limit.
    """

    one_pair_per_kecamatan: bool
    home_on_rest_days: bool
    max_nights_out: int
    duty_start: int
    duty_end: int
    max_driving_minutes: int
    online: bool
    server_default: int | None
    server_by_date: Mapping[dt.date, int]
    pins: tuple[Pin, ...]
    finish_minutes: int
    min_visit: int
    most_changes: int | None
    allow_handovers: bool


@dataclass(frozen=True, slots=True)
class Costs:
    """Prices in rupiah; `per_diem` per operator and date, `changed_promise` per soft promise."""

    rupiah_per_km: Mapping[str, int]
    per_diem: int
    urgency: int
    changed_promise: int


class Moment(NamedTuple):
    """A date and a minute after its midnight."""

    date: dt.date
    minute: int

    def __str__(self) -> str:
        """Write the date, and the clock time unless it is midnight."""
        clock = f"{self.minute // 60:02d}:{self.minute % 60:02d}"
        return f"{self.date} {clock}" if self.minute else str(self.date)


class Promise(NamedTuple):
    """A session that residents of a post have been told of; `strength` is "firm" or "soft"."""

    date: dt.date
    post: str
    strength: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What makes a campaign a revision; `now` and `supersedes` are None in a first plan.

    `frozen` are pairs of team and date, `begun` pairs of kecamatan and team.
    """

    id: str | None
    now: Moment | None
    supersedes: str | None
    frozen: tuple[tuple[str, dt.date], ...]
    promises: tuple[Promise, ...]
    begun: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Campaign:
    """What the audit needs of a campaign; dicts keep the file's order."""

    start: dt.date
    deadline: dt.date
    base: str
    rest_days: frozenset[dt.date]
    conditions: tuple[tuple[dt.date, dt.date, str], ...]
    places: Mapping[str, Place]
    crossings: Mapping[str, Crossing]
    teams: Mapping[str, Team]
    rules: Rules
    costs: Costs
    travel_sha256: str
    revision: Revision

    def condition_on(self, date: dt.date) -> str | None:
        """Id of the road condition on `date`, None outside the conditions."""
        return next((id_ for first, last, id_ in self.conditions if first <= date <= last), None)

    def away(self, team: Team) -> State | None:
        """State of a team that is not at the base when the plan begins, None where it is there."""
        return None if team.state is None or team.state.at == self.base else team.state

    def past(self, date: dt.date, minute: int) -> bool:
        """Whether a minute lies before the moment from which a revision may differ."""
        now = self.revision.now
        return now is not None and (date, minute) < now

    def label(self, place: str) -> str:
        """Name and id of a place for messages."""
        return self.places[place].label
