"""The parts of a campaign: places, crossings, teams, pins, rules, costs and their sources.

Dates are `datetime.date`, clock times whole minutes after local midnight, money whole
rupiah, coordinates WGS 84 with longitude first. Objects are immutable; a changed
campaign is a new one (`dataclasses.replace`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer

from routing.clock import format_clock, parse_clock

Minute = Annotated[
    int, BeforeValidator(parse_clock), PlainSerializer(format_clock, return_type=str)
]
"""A clock time in minutes after midnight; `HH:MM` in files."""

Interval = tuple[Minute, Minute]


def _moment_text(moment: datetime) -> str:
    """Return `YYYY-MM-DD`, with the time where it is not midnight."""
    text = moment.isoformat(timespec="minutes")
    return text.removesuffix("T00:00")


Moment = Annotated[datetime, PlainSerializer(_moment_text, return_type=str)]
"""A local date and time without a zone; `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM` in files."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A span of dates, both included, with one state of the road network."""

    id: str
    from_: Annotated[date, Field(alias="from")]
    until: date


@dataclass(frozen=True, slots=True)
class Place:
    """A point; a post where it has residents to record.

    `lon` and `lat` are WGS 84 degrees; `lodging_per_person` is rupiah per person and
    night, None where there is no lodging; `hours_by_weekday` (0 = Monday) replaces
    `hours` on the weekdays that it names.

    `village` is the village in which a post stands, where its name is another one's.

    Three texts have three readers: `building`, an address or a building, is for everybody;
    `team_note` for the teams; `note` for nobody but whoever reads `campaign.json`. `phone` is
    called by teams and residents. `approximate` says that the point stands for a village or
    town and not for a building; `by_air` that neither a road nor a boat leads there, so that
    nobody is expected to go. `hours_by_date` replaces the opening hours of single dates.
    """

    id: str
    name: str
    kecamatan: str | None
    lon: Annotated[float, Field(ge=-180, le=180)]
    lat: Annotated[float, Field(ge=-90, le=90)]
    residents: Annotated[int, Field(ge=0)] = 0
    weight: Annotated[int, Field(ge=1)] = 1
    lodging_per_person: Annotated[int, Field(ge=0)] | None = None
    hours: tuple[Interval, ...] = ()
    hours_by_weekday: Mapping[int, tuple[Interval, ...]] = field(default_factory=dict)
    closed_dates: tuple[date, ...] = ()
    phone: str | None = None
    note: str | None = None
    village: str | None = None
    building: str | None = None
    team_note: str | None = None
    approximate: bool = False
    by_air: bool = False
    hours_by_date: Mapping[date, tuple[Interval, ...]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Name, village and building: where a team goes and residents come."""
        return ", ".join(self.label_parts)

    @property
    def label_parts(self) -> tuple[str, ...]:
        """Name, village and building, without those that say nothing new."""
        return tuple(dict.fromkeys(t for t in (self.name, self.village, self.building) if t))

    def opening(self, day: date) -> tuple[Interval, ...]:
        """Opening intervals on `day`, in minutes after midnight."""
        if day in self.closed_dates:
            return ()
        weekly = self.hours_by_weekday.get(day.weekday(), self.hours)
        return self.hours_by_date.get(day, weekly)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A ferry or boat in one direction; `departures` None means on demand.

    Durations in minutes; `open` and `close` bound the departures on demand. On
    `cancelled_dates` it does not leave although its weekday says so: out of its season,
    or cancelled.
    """

    id: str
    from_: Annotated[str, Field(alias="from")]
    to: str
    vehicles: tuple[str, ...]
    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...]
    departures: tuple[Minute, ...] | None
    open: Minute | None
    close: Minute | None
    loading_minutes: Annotated[int, Field(ge=0)]
    crossing_minutes: Annotated[int, Field(ge=1)]
    fare_rupiah: Annotated[int, Field(ge=0)]
    cancelled_dates: tuple[date, ...] = ()

    def runs(self, day: date) -> bool:
        """Whether it leaves on `day` at all."""
        return day.weekday() in self.weekdays and day not in self.cancelled_dates


@dataclass(frozen=True, slots=True)
class TeamState:
    """Where a team is at the start of its first open date (R1').

    `nights_away` counts the nights in a row spent away from the base up to the night before
    `date`; `from_` is the earliest minute of an event on `date`, None for the start of duty.
    """

    date: dt.date
    at: str
    nights_away: Annotated[int, Field(ge=0)] = 0
    from_: Annotated[Minute | None, Field(alias="from")] = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Minutes of a date in which a team records nobody; it may drive.

    Its kit is broken, an operator is ill, or the server cannot be reached. Opening hours are
    without them: a last session may run into one as it may end after closing time (R6').
    """

    date: dt.date
    from_: Annotated[Minute, Field(alias="from")]
    until: Minute


@dataclass(frozen=True, slots=True)
class Team:
    """An operator pair with one kit and one vehicle; `from_` and `until` are included.

    On `days_off` the pair is at its base: it has no events, and has slept there the night
    before, as on the dates before `from_` and after `until`. `state` says where it is when a
    revision begins; None: at the base.
    """

    id: str
    operators: tuple[str, str]
    vehicle: str
    rate_per_hour: Annotated[int, Field(ge=1)]
    setup_minutes: Annotated[int, Field(ge=0)]
    from_: Annotated[date, Field(alias="from")]
    until: date
    days_off: tuple[date, ...] = ()
    state: TeamState | None = None
    pauses: tuple[Pause, ...] = ()

    def works(self, day: date) -> bool:
        """Whether `day` is one of the team's own dates, and not before its state's."""
        begun = self.state is None or self.state.date <= day
        return begun and self.from_ <= day <= self.until and day not in self.days_off


@dataclass(frozen=True, slots=True)
class KecamatanPin:
    """The kecamatan is recorded by this team and no other."""

    kecamatan: str
    team: str


@dataclass(frozen=True, slots=True)
class KecamatanBar:
    """The kecamatan is not recorded by this team."""

    kecamatan: str
    not_team: str


@dataclass(frozen=True, slots=True)
class PostDates:
    """The post has sessions on these dates only."""

    post: str
    dates: tuple[date, ...]


Pin = KecamatanPin | KecamatanBar | PostDates


@dataclass(frozen=True, slots=True)
class ServerCapacity:
    """Residents that the server takes on a date from all teams; None = no limit."""

    default: Annotated[int, Field(ge=0)] | None = None
    by_date: Mapping[date, Annotated[int, Field(ge=0)]] = field(default_factory=dict)

    def on(self, day: date) -> int | None:
        """Capacity on `day` in residents, None without limit."""
        return self.by_date.get(day, self.default)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that a planner may set.

    `finish_minutes` is how long after an interval's close the session may end that records
    the last residents of its post (0 = not at all); `min_visit_residents` how many a team
    records at least at a post on a date, or all that the post has (0 and 1 = any number).
    `most_changes` is how many promises a revision may break (None: any number), and
    `allow_handovers` whether another team may go on with a kecamatan that one has begun.
    """

    one_pair_per_kecamatan: bool
    home_on_rest_days: bool
    max_nights_out: Annotated[int, Field(ge=0)]
    duty_start: Minute
    duty_end: Minute
    max_driving_minutes: Annotated[int, Field(ge=0)]
    connectivity: Literal["online", "offline"]
    server_capacity: ServerCapacity
    pins: tuple[Pin, ...] = ()
    finish_minutes: Annotated[int, Field(ge=0)] = 0
    min_visit_residents: Annotated[int, Field(ge=0)] = 0
    most_changes: Annotated[int, Field(ge=0)] | None = None
    allow_handovers: bool = False

    def least_visit(self, residents: int) -> int:
        """Fewest residents of a visit to a post that has so many to record; at least 1."""
        return max(1, min(self.min_visit_residents, residents))


@dataclass(frozen=True, slots=True)
class Costs:
    """Prices in rupiah; `rupiah_per_km` by vehicle, `per_diem` per operator and date.

    `rupiah_per_changed_promise` is the price of breaking a soft promise.
    """

    rupiah_per_km: Mapping[str, Annotated[int, Field(ge=0)]]
    per_diem: Annotated[int, Field(ge=0)]
    urgency_rupiah_per_resident_day: Annotated[int, Field(ge=0)]
    rupiah_per_changed_promise: Annotated[int, Field(ge=0)] = 0


@dataclass(frozen=True, slots=True)
class Assumption:
    """A value that is no sourced fact, and why it was chosen."""

    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from."""

    figure: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class Served:
    """A village, the post that serves it, and how many of its residents are counted there."""

    village: str
    name: str
    post: str
    residents: Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True)
class FrozenDate:
    """A team's date that stays as it was in the superseded plan (R17)."""

    team: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Promise:
    """A post and a date that residents have been told (R18); kept by a session there on it."""

    post: str
    date: dt.date
    strength: Literal["firm", "soft"]


@dataclass(frozen=True, slots=True)
class Begun:
    """A kecamatan that a team has begun (R11')."""

    kecamatan: str
    team: str
