"""Pricing instances: the arrays that pricing needs, cut out of an instance for a class of teams.

Teams of one class (same vehicle, rate, set-up and dates) are interchangeable in the bound.
`PricingTables` holds what does not depend on the posts; its `pricing_instance` cuts out some posts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from routing.bounds.pricing import CourseStart, DualPrices, PricingInstance, price
from routing.bounds.relaxed_legs import (
    F64,
    NO_LEG,
    RelaxedLegs,
    closed_minutes,
    closed_rupiah,
    legs_on,
)
from routing.bounds.setup_states import setup_states
from routing.campaign import Place, Team
from routing.instance import I32, I64, Calendar, Flags, Instance, Terms, late_residents
from routing.plan import night_rupiah
from routing.proof_parameters import DEFAULT_PROOF, ProofParameters


@dataclass(frozen=True)
class PricingTables:
    """Tables of one class of teams over all places of an instance."""

    instance: Instance
    team: Team
    parameters: ProofParameters = DEFAULT_PROOF

    @cached_property
    def terms(self) -> Terms:
        """Rules, rates and prices."""
        return self.instance.terms(self.team)

    @cached_property
    def nights(self) -> tuple[int, ...]:
        """Places where the team may sleep, the base first, and where it is at the start (R1')."""
        base, at = self.terms.base, self._start_at
        away = () if at == base else (at,)
        if self.terms.max_nights_out == 0:
            return (base, *away)
        places = self.instance.campaign.places
        found = [n for n, p in enumerate(places) if p.lodging_per_person is not None and n != base]
        return (base, *found, *(n for n in away if n not in found))

    @cached_property
    def _start_at(self) -> int:
        """Place at which the team starts."""
        state = self.team.state
        return self.terms.base if state is None else self.instance.index[state.at]

    @cached_property
    def start(self) -> CourseStart:
        """Date, night place and nights out in a row with which courses start."""
        state, campaign = self.team.state, self.instance.campaign
        if state is None or state.at == campaign.base or state.date > campaign.deadline:
            return CourseStart(0, 0, 0)
        date = max(0, (state.date - campaign.start).days)
        out = min(state.nights_away, max(self.layers, 0))
        return CourseStart(date, self.nights.index(self._start_at), out)

    @cached_property
    def way_home(self) -> float:
        """Least rupiah of a team that records nobody: 0 but for one under way; inf = no way."""
        if not self.start.night:
            return 0.0
        pricing = self.pricing_instance(())
        none, dates = np.zeros(0), np.zeros(len(pricing.kind))
        prices = DualPrices(none, 0.0, 0.0, dates, none)
        return float(price(pricing, prices, none > 0, False)[pricing.start])

    @cached_property
    def _calendar(self) -> Calendar:
        return self.instance.calendar(self.team)

    @cached_property
    def active(self) -> Flags:
        """Dates on which events are allowed."""
        return self._calendar.active

    @cached_property
    def home(self) -> Flags:
        """Dates after which the night must be at the base."""
        return self._calendar.home

    @cached_property
    def kinds(self) -> tuple[np.ndarray, tuple[RelaxedLegs, ...]]:
        """Row of each date in the relaxed legs, -1 without events, and the legs."""
        net, terms = self.instance.net(self.team), self.terms
        rows: dict[tuple[int, bytes], int] = {}
        closed: dict[int, tuple[np.ndarray, F64]] = {}
        legs: list[RelaxedLegs] = []
        kind = np.full(len(self.active), -1, np.int32)
        for date in np.flatnonzero(self.active):
            condition = int(self.instance.condition_by_date[date])
            runs = net.runs[:, date]
            key = (condition, runs.tobytes())
            if key not in rows:
                if condition not in closed:
                    closed[condition] = (
                        closed_minutes(net, condition),
                        closed_rupiah(net, terms, condition),
                    )
                rows[key] = len(legs)
                legs.append(legs_on(net, terms, *closed[condition], runs))
            kind[date] = rows[key]
        return kind, tuple(legs)

    @cached_property
    def like(self) -> I32:
        """`PricingInstance.like`, for all posts of the instance."""
        instance, kind = self.instance, self.kinds[0]
        opening = self._calendar.opening[np.array(instance.posts, np.int64)]
        found = np.full(len(kind), -1, np.int32)
        starts = [0, *(np.flatnonzero(self.home[:-1]) + 1)]
        known: dict[tuple[bytes, bytes], int] = {}
        for begin, until in pairwise([*starts, len(kind)]):
            same = (kind[begin:until].tobytes(), opening[:, begin:until].tobytes())
            found[begin] = known.setdefault(same, begin)
        return found

    @cached_property
    def layers(self) -> int:
        """`PricingInstance.nights_out`: -1 where the calendar keeps within the limit anyway."""
        most = self.terms.max_nights_out
        longest = run = 0
        state = self.team.state
        for date, home in zip(self.instance.campaign.dates, self.home, strict=True):
            if state is not None and state.date == date and state.at != self.instance.campaign.base:
                run = state.nights_away
            run = 0 if home else run + 1
            longest = max(longest, run)
        return -1 if 0 < longest <= most or most > self.parameters.most_layers else most

    def pricing_instance(self, posts: Sequence[int]) -> PricingInstance:
        """Cut out the posts (indices of places), in the order given."""
        kind, legs = self.kinds
        at = np.array(posts, np.int64)
        nights = np.array(self.nights, np.int64)
        first = np.array([w.first[np.ix_(nights, at)] for w in legs], np.int32)
        first = first.reshape(len(legs), len(nights), len(at))
        first[first < NO_LEG] += self.terms.setup_minutes
        latest = np.array([w.latest[np.ix_(at, nights)] for w in legs], np.int32)
        latest = latest.reshape(len(legs), len(at), len(nights))
        places = self.instance.campaign.places
        terms = self.terms
        residents = np.array([places[p].residents for p in posts], np.int64)
        lodging = [0.0 if n == terms.base else _night_rupiah(places[n]) for n in nights]
        water, arrival, afloat = self._water(legs, at)
        move, across = _cut(legs, at, at, "minutes"), _cut(legs, at, at, "rupiah")
        return PricingInstance(
            kind=kind,
            home=self.home,
            like=self.like,
            opening=np.ascontiguousarray(self._calendar.opening[at]),
            first=first,
            latest=latest,
            move=move,
            water=water,
            arrival=arrival,
            out=_cut(legs, nights, at, "rupiah"),
            back=_cut(legs, at, nights, "rupiah"),
            across=across,
            transit=self._transit,
            lodging=np.array(lodging, np.float64),
            most=np.maximum(residents - late_residents(terms), 0),
            residents=residents,
            least=np.array([self.instance.least_visit(p) for p in posts], np.int64),
            finish=terms.finish_minutes,
            rate=terms.rate_per_hour,
            setup=terms.setup_minutes,
            states=setup_states(len(at), terms.setup_minutes),
            afloat=afloat,
            duty_start=terms.duty_start,
            duty_end=terms.duty_end,
            nights_out=self.layers,
            duty=float(terms.duty_day_rupiah),
            urgency=float(terms.urgency_rupiah),
            start=self.start,
        )

    @cached_property
    def _transit(self) -> F64:
        """`PricingInstance.transit`, the same for all posts."""
        nights = np.array(self.nights, np.int64)
        pairs = np.ix_(nights, nights)
        tables = []
        for leg in self.kinds[1]:
            rupiah = leg.rupiah[pairs].copy()
            rupiah[leg.first[pairs] > self.terms.duty_end] = np.inf
            np.fill_diagonal(rupiah, np.inf)
            tables.append(rupiah)
        shape = (len(tables), len(nights), len(nights))
        return np.array(tables, np.float64).reshape(shape)

    def _water(
        self, legs: tuple[RelaxedLegs, ...], at: I64
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the arrival tables of pairs of posts between which water is ever quicker."""
        end = self.terms.duty_end
        water = np.full((len(legs), len(at), len(at)), -1, np.int32)
        rows: list[np.ndarray] = []
        for number, leg in enumerate(legs):
            if not len(leg.ports):
                continue
            for one, two in zip(*np.nonzero(~np.eye(len(at), dtype=bool)), strict=True):
                found = self._over(number, int(at[one]), int(at[two]))
                if found is not None:
                    water[number, one, two] = len(rows)
                    rows.append(found)
        arrival = np.array(rows, np.int16).reshape(len(rows), end + 1)
        on_the_way = np.where(arrival >= 0, arrival - np.arange(end + 1), end)
        return water, arrival, on_the_way.min(axis=1, initial=end).astype(np.int32)

    @cached_property
    def _crossed(self) -> dict[tuple[int, int, int], np.ndarray | None]:
        """What `_over` has found: sets of posts share many pairs."""
        return {}

    def _over(self, number: int, origin: int, destination: int) -> np.ndarray | None:
        """Return (clock,) arrivals by road or water, -1 = none; None if never before the road's."""
        key = number, origin, destination
        if key not in self._crossed:
            leg, end = self.kinds[1][number], self.terms.duty_end
            table = leg.arrivals(origin, destination, end)
            road = np.arange(end + 1) + int(leg.minutes[origin, destination])
            sooner = (table < np.where(road <= end, road, NO_LEG)).any()
            self._crossed[key] = np.where(table < NO_LEG, table, -1) if sooner else None
        return self._crossed[key]


def _night_rupiah(place: Place) -> float:
    """Rupiah of a night at a place; inf where there is no lodging, so that nobody stays there."""
    lodging = place.lodging_per_person
    return math.inf if lodging is None else float(night_rupiah(lodging))


def _cut(legs: tuple[RelaxedLegs, ...], rows: I64, columns: I64, field: str) -> np.ndarray:
    tables = [getattr(leg, field)[np.ix_(rows, columns)] for leg in legs]
    return np.ascontiguousarray(np.array(tables)).reshape(len(legs), len(rows), len(columns))
