"""A campaign and its travel table as arrays, built once per run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from routing.campaign import (
    Campaign,
    Crossing,
    Interval,
    KecamatanBar,
    KecamatanPin,
    Place,
    PostDates,
    Team,
)
from routing.clock import DAY_MINUTES
from routing.instance.pauses import without_pauses
from routing.instance.shared_tables import ReachedPlaces, RoadChains, SharedGateways
from routing.instance.team_arrays import I32, I64, Calendar, Net, Start, Terms
from routing.plan import duty_day_rupiah

if TYPE_CHECKING:
    from geodata.travel import TravelTable


FIRM_DUTY_DAYS = 50
"""Duty days of a pair that a firm promise is worth to the timetable: more than a detour costs."""


@dataclass(frozen=True)
class _Rows:
    """Columns of a travel table as numbers; `known` are legs between the campaign's places."""

    vehicle: npt.NDArray[np.integer]
    vehicles: dict[str, int]
    known: npt.NDArray[np.bool_]
    condition: I32
    origin: I32
    destination: I32


@dataclass(frozen=True)
class Instance:
    """Arrays over the campaign's places (index in `campaign.places`) and dates."""

    campaign: Campaign
    travel: TravelTable

    @cached_property
    def gateways(self) -> SharedGateways:
        """Lodgings on the way, by what decides where a team can be."""
        return SharedGateways(self.campaign.places)

    @cached_property
    def chains(self) -> RoadChains:
        """Chains of drives by vehicle and condition."""
        return RoadChains()

    @cached_property
    def reached(self) -> ReachedPlaces:
        """Places that ways join to the base, by vehicle and dates."""
        return ReachedPlaces(self.index[self.campaign.base])

    @cached_property
    def index(self) -> dict[str, int]:
        """Place index by id."""
        return {place.id: number for number, place in enumerate(self.campaign.places)}

    @cached_property
    def posts(self) -> tuple[int, ...]:
        """Indices of the places with residents to record."""
        return tuple(n for n, place in enumerate(self.campaign.places) if place.residents > 0)

    @cached_property
    def groups(self) -> dict[str, tuple[int, ...]]:
        """Posts by kecamatan, in the campaign's order."""
        groups: dict[str, list[int]] = {}
        for post in self.posts:
            groups.setdefault(self.kecamatan(post), []).append(post)
        return {name: tuple(members) for name, members in groups.items()}

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """Ids of the road conditions in order of first use."""
        return tuple(dict.fromkeys(condition.id for condition in self.campaign.conditions))

    @cached_property
    def rest_days(self) -> frozenset[date]:
        """Dates without events."""
        return frozenset(self.campaign.rest_days)

    def kecamatan(self, post: int) -> str:
        """Kecamatan of a post; a post without one is its own."""
        place = self.campaign.places[post]
        return place.kecamatan or place.id

    @cached_property
    def _nets(self) -> dict[str, Net]:
        return {}

    def net(self, team: Team) -> Net:
        """Ways of the team's vehicle."""
        if team.vehicle not in self._nets:
            self._nets[team.vehicle] = self._net(team.vehicle)
        return self._nets[team.vehicle]

    def _net(self, vehicle: str) -> Net:
        minutes, metres = self._legs(vehicle)
        crossings = [c for c in self.campaign.crossings if vehicle in c.vehicles]
        columns = [
            [self.index[c.from_] for c in crossings],
            [self.index[c.to] for c in crossings],
            [c.crossing_minutes for c in crossings],
            [c.loading_minutes for c in crossings],
            [c.fare_rupiah for c in crossings],
        ]
        start, end, crossing, loading, fare = (np.array(c, np.int32) for c in columns)
        opens = [c.open if c.open is not None else 0 for c in crossings]
        closes = [c.close if c.close is not None else DAY_MINUTES for c in crossings]
        return Net(
            minutes,
            metres,
            start,
            end,
            crossing,
            loading,
            fare,
            np.array(
                [[c.runs(day) for day in self.campaign.dates] for c in crossings], bool
            ).reshape(len(crossings), len(self.campaign.dates)),
            _departures(crossings),
            np.array([c.departures is None for c in crossings], bool),
            np.array(opens, np.int32),
            np.array(closes, np.int32),
        )

    def crossing_ids(self, team: Team) -> tuple[str, ...]:
        """Ids of the crossings that take the team's vehicle, in the order of its `Net`."""
        return tuple(c.id for c in self.campaign.crossings if team.vehicle in c.vehicles)

    def _legs(self, vehicle: str) -> tuple[I32, I32]:
        count = len(self.campaign.places)
        shape = (len(self.conditions), count, count)
        minutes = np.full(shape, -1, np.int32)
        metres = np.full(shape, -1, np.int32)
        rows = self._rows
        known = (rows.vehicle == rows.vehicles.get(vehicle, -1)) & rows.known
        own = slice(None) if known.all() else np.flatnonzero(known)  # millions of legs: no copy
        at = np.multiply(rows.condition[own], count, dtype=np.int64)
        at += rows.origin[own]
        at *= count
        at += rows.destination[own]
        frame = self.travel.frame
        minutes.reshape(-1)[at] = frame["minutes"].to_numpy()[own]
        metres.reshape(-1)[at] = frame["metres"].to_numpy()[own]
        return minutes, metres

    @cached_property
    def _rows(self) -> _Rows:
        """Numbers in place of the travel table's texts, each category looked up once."""
        frame = self.travel.frame
        conditions = {name: number for number, name in enumerate(self.conditions)}
        columns = {}
        for name, numbers in (
            ("condition", conditions), ("origin", self.index), ("destination", self.index),
        ):  # fmt: skip
            texts = frame[name].cat.categories
            numbered = np.array([*(numbers.get(text, -1) for text in texts), -1], np.int32)
            columns[name] = numbered[frame[name].cat.codes.to_numpy()]
        vehicles = {text: n for n, text in enumerate(frame["vehicle"].cat.categories)}
        known = np.logical_and.reduce([column >= 0 for column in columns.values()])
        return _Rows(frame["vehicle"].cat.codes.to_numpy(), vehicles, known, **columns)

    @cached_property
    def opening(self) -> I32:
        """(places, dates, intervals, 2) opening and closing minutes, -1 where unused."""
        pins = self.campaign.rules.pins
        only = {p.post: frozenset(p.dates) for p in pins if isinstance(p, PostDates)}
        alike: dict[tuple[object, ...], list[int]] = {}
        for number, place in enumerate(self.campaign.places):
            weekdays = tuple(place.hours_by_weekday.items())
            dates = (*place.closed_dates, *place.hours_by_date.items())
            key = place.hours, weekdays, dates, only.get(place.id)
            alike.setdefault(key, []).append(number)
        rows = [self._openings(members[0], only) for members in alike.values()]
        most = max((len(cell) for row in rows for cell in row), default=1) or 1
        shape = len(self.campaign.places), len(self.campaign.dates), most, 2
        opening = np.full(shape, -1, np.int32)
        for members, row in zip(alike.values(), rows, strict=True):
            for date_number, cell in enumerate(row):
                for slot, interval in enumerate(sorted(cell)):
                    opening[members, date_number, slot] = interval
        return opening

    def _openings(
        self, number: int, only: dict[str, frozenset[date]]
    ) -> list[tuple[Interval, ...]]:
        """A place's intervals on each date; none on dates that a pin leaves out."""
        place = self.campaign.places[number]
        allowed = only.get(place.id)
        return [
            place.opening(day) if allowed is None or day in allowed else ()
            for day in self.campaign.dates
        ]

    @cached_property
    def condition_by_date(self) -> I32:
        """Index of the condition of each date."""
        days = self.campaign.dates
        ids = [self.conditions.index(self.campaign.condition_on(day)) for day in days]
        return np.array(ids, np.int32)

    @cached_property
    def server(self) -> tuple[int | None, ...]:
        """Residents that the server takes on each date; None = no limit."""
        rules = self.campaign.rules
        online = rules.connectivity == "online"
        return tuple(
            rules.server_capacity.on(day) if online else None for day in self.campaign.dates
        )

    def calendar(self, team: Team) -> Calendar:
        """What holds on each date for the team; the server without other teams' use."""
        dates = self.campaign.dates
        within = [team.works(day) for day in dates]
        active = [ok and day not in self.rest_days for ok, day in zip(within, dates, strict=True)]
        home = []
        for number, ok in enumerate(within):
            last = number + 1 == len(dates) or not (ok and within[number + 1])
            rest = self.campaign.rules.home_on_rest_days and not last
            home.append(last or (rest and dates[number + 1] in self.rest_days))
        server = [-1 if limit is None else limit for limit in self.server]
        return Calendar(
            np.array(active, bool),
            np.array(home, bool),
            self.condition_by_date,
            without_pauses(self.opening, team.pauses, self.campaign.start),
            np.array(server, np.int64),
            self._begins(team),
            self.promised,
        )

    def _begins(self, team: Team) -> I32:
        """(dates,) earliest minute of an event: that of the state on its date."""
        begins = np.full(len(self.campaign.dates), self.campaign.rules.duty_start, np.int32)
        state = team.state
        if state is not None and state.from_ is not None:
            number = (state.date - self.campaign.start).days
            begins[number] = max(begins[number], state.from_)
        return begins

    def start(self, team: Team) -> Start | None:
        """Return where the team is when a revision begins; None at the base."""
        state = team.state
        if state is None or state.at == self.campaign.base:
            return None
        number = (state.date - self.campaign.start).days
        return Start(number, self.index[state.at], state.nights_away)

    @property
    def begins_away(self) -> bool:
        """Whether a team is away from the base, or in the middle of a date, when it starts."""
        states = [team.state for team in self.campaign.teams if team.state is not None]
        return any(s.at != self.campaign.base or s.from_ is not None for s in states)

    @cached_property
    def promised(self) -> I64:
        """(places, dates) rupiah that a session at a promised post and date is worth (R18).

        A soft promise is worth its price. A firm one counts before residents and money
        (`Outcome.firm`); what it is worth here only leads the timetable to it.
        """
        campaign = self.campaign
        price = campaign.costs.rupiah_per_changed_promise
        firm = FIRM_DUTY_DAYS * duty_day_rupiah(campaign.costs.per_diem) + 10 * price
        worth = np.zeros((len(campaign.places), len(campaign.dates)), np.int64)
        for promise in campaign.promises:
            if promise.post in self.index and campaign.start <= promise.date <= campaign.deadline:
                at = self.index[promise.post], (promise.date - campaign.start).days
                worth[at] = firm if promise.strength == "firm" else price
        return worth

    @cached_property
    def firm(self) -> frozenset[tuple[int, int]]:
        """Post and date (indices) of each firm promise."""
        campaign = self.campaign
        return frozenset(
            (self.index[promise.post], (promise.date - campaign.start).days)
            for promise in campaign.promises
            if promise.strength == "firm"
        )

    def terms(self, team: Team) -> Terms:
        """Rules, rates and prices of the team."""
        rules, costs = self.campaign.rules, self.campaign.costs
        return Terms(
            base=self.index[self.campaign.base],
            rate_per_hour=team.rate_per_hour,
            setup_minutes=team.setup_minutes,
            duty_start=rules.duty_start,
            duty_end=rules.duty_end,
            max_driving_minutes=rules.max_driving_minutes,
            max_nights_out=rules.max_nights_out,
            rupiah_per_km=costs.rupiah_per_km[team.vehicle],
            duty_day_rupiah=duty_day_rupiah(costs.per_diem),
            urgency_rupiah=costs.urgency_rupiah_per_resident_day,
            finish_minutes=rules.finish_minutes,
        )

    def allowed(self, post: int, team: Team) -> bool:
        """Whether the pins let the team record at the post."""
        name = self.campaign.places[post].kecamatan
        for pin in self.campaign.rules.pins:
            if isinstance(pin, KecamatanPin) and pin.kecamatan == name and pin.team != team.id:
                return False
            if isinstance(pin, KecamatanBar) and pin.kecamatan == name and pin.not_team == team.id:
                return False
        return True

    def least_visit(self, post: int) -> int:
        """Fewest residents of a visit to a post (R6')."""
        return self.campaign.rules.least_visit(self.campaign.places[post].residents)

    def place(self, index: int) -> Place:
        """The place at an index."""
        return self.campaign.places[index]


def _departures(crossings: list[Crossing]) -> I32:
    most = max((len(c.departures or ()) for c in crossings), default=1) or 1
    table = np.full((len(crossings), most), -1, np.int32)
    for row, crossing in zip(table, crossings, strict=True):
        times = sorted(crossing.departures or ())
        row[: len(times)] = times
    return table
