"""A team's order of posts turned into dated events.

`Timetable.evaluate` says what an order of jobs records and costs; `Timetable.build` writes it out
as events. Both rest on the dynamic programme of `routing.timetable.labelling`, so that what the
search compares is what the team will do. The timetable alone decides what is feasible: no other
module places events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import starmap

import numpy as np

from routing.instance import (
    I32,
    I64,
    Instance,
    Start,
    TeamContext,
    late_residents,
    team_context_of,
    team_kind,
)
from routing.plan import TeamDate, night_rupiah
from routing.timetable.events import DayChoice, day_events
from routing.timetable.jobs import Jobs, closing, merge, within_reach
from routing.timetable.labelling import schedule, trace

UNLIMITED = 2**60
"""Ceiling of a first run; rupiah beyond any campaign's."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a team's timetable achieves; rupiah include urgency, `days` are rows of choices.

    What kept promises are worth is taken off `rupiah`; `firm` is how many of them are firm.
    """

    residents: int
    weighted: int
    rupiah: int
    days: I32 = field(compare=False, repr=False)
    firm: int = 0

    @property
    def recorded(self) -> tuple[I32, I32]:
        """Dates, and residents recorded on each; no date comes twice."""
        return self.days[:, 0], self.days[:, 4] - self.days[:, 3]

    @property
    def choices(self) -> tuple[DayChoice, ...]:
        """What the team does on each date; made anew, since many outcomes are remembered."""
        return tuple(starmap(DayChoice, self.days.tolist()))

    @property
    def key(self) -> tuple[int, int, int]:
        """Order of preference: the less the better."""
        return -self.firm, -self.weighted, self.rupiah


STRANDED = 2**50
"""Rupiah of a team that starts away and cannot come home; beyond any plan's."""

NOTHING = Outcome(0, 0, 0, np.empty((0, 6), np.int32))


class Timetable:
    """Timetables of an instance's teams, remembered per kind of team and jobs.

    Parameters
    ----------
    instance
        The campaign as arrays.
    beam
        States kept per date; more is slower and seldom better.
    urgency
        Whether residents' waiting is priced. Off, costs are money alone.
    """

    def __init__(self, instance: Instance, beam: int = 48, *, urgency: bool = True) -> None:
        self.instance = instance
        self.beam = beam
        self.evaluations = 0
        contexts: list[TeamContext] = []
        alike: dict[tuple[object, ...], TeamContext] = {}
        for team in instance.campaign.teams:
            kind = team_kind(team)
            if kind not in alike:
                alike[kind] = team_context_of(instance, team, urgency=urgency)
            contexts.append(replace(alike[kind], team=team))
        self.contexts = tuple(contexts)
        self._memory: dict[tuple[object, ...], Outcome] = {}
        self.limited = any(limit is not None for limit in instance.server)

    def evaluate(self, team: int, jobs: Jobs, server: I64 | None = None) -> Outcome:
        """Best timetable found for the team and order of jobs.

        Parameters
        ----------
        team
            Index of the team.
        jobs
            Posts with residents to record, in order.
        server
            Residents that the server still takes on each date (-1 = no limit) where
            other teams have used some of it; not remembered.
        """
        context = self.contexts[team]
        jobs = within_reach(merge(jobs), context.most, late_residents(context.terms))
        if not jobs and context.start is None:
            return NOTHING
        if server is not None:
            return self._solve(
                replace(context, calendar=context.calendar._replace(server=server)), jobs
            )
        key = (context.kind, jobs)
        if key not in self._memory:
            self._memory[key] = self._solve(context, jobs)
        return self._memory[key]

    def build(self, team: int, jobs: Jobs, outcome: Outcome) -> tuple[TeamDate, ...]:
        """Write an outcome of `evaluate` out as dated events."""
        jobs = merge(jobs)
        last = closing(self.instance, jobs)
        return day_events(self.instance, self.contexts[team], jobs, last, outcome.choices)

    def _solve(self, context: TeamContext, jobs: Jobs) -> Outcome:
        self.evaluations += 1
        if not jobs:
            assert context.start is not None  # the way home alone
            jobs = ((context.start.place, 0),)
        posts = np.array([post for post, _ in jobs], np.int32)
        until = np.cumsum(np.array([residents for _, residents in jobs], np.int64))
        stops = [post for post, _ in jobs]
        if context.start is not None:
            stops.append(context.start.place)
        gates = context.gateways.table(tuple(dict.fromkeys(stops)))
        nights, lodging, homing = self._nights(context, stops, gates.tolist())
        start = _start(context, nights)
        least = [self.instance.least_visit(post) for post in posts.tolist()]
        fixed = (
            context.net, context.calendar, context.terms, nights, lodging, gates, homing, posts,
            until, np.array(least, np.int64), np.array(closing(self.instance, jobs), np.bool_),
            start,
        )  # fmt: skip
        rows, rupiah, best = schedule(*fixed, 4, 10**7, UNLIMITED)
        if best < 0:
            return replace(NOTHING, rupiah=STRANDED)
        residents, cost = int(rows[best, 2]), int(rupiah[best])
        complete = residents == int(until[-1])
        money = cost if complete else UNLIMITED
        worth = int(context.calendar.promised[list(dict.fromkeys(stops))].sum())
        price = max(1, (cost + worth) // max(1, residents)) if complete else 10**7
        again, costs, last = schedule(*fixed, self.beam, price, money)
        if last >= 0 and (again[last, 2], -costs[last]) > (residents, -cost):
            rows, best = again, last
            residents, cost = int(again[last, 2]), int(costs[last])
        days = trace(rows, best, nights, start.date).astype(np.int32)
        return Outcome(
            residents, self._weighted(jobs, residents), cost, days, self._firm(jobs, days)
        )

    def _firm(self, jobs: Jobs, days: I32) -> int:
        """Firm promises that a team keeps which records so many residents on each date."""
        if not self.instance.firm:
            return 0
        kept = set()
        for date, _, _, before, after, _ in days.tolist():
            done = 0
            for post, residents in jobs:
                if max(done, before) < min(done + residents, after):
                    kept.add((post, date))
                done += residents
        return len(kept & self.instance.firm)

    def _nights(
        self, context: TeamContext, posts: Sequence[int], gates: Sequence[Sequence[int]]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        base = context.terms.base
        found = [base]
        for post in posts:
            found += [post, *(gate for gate in gates[post] if gate >= 0)]
        places = self.instance.campaign.places
        started = None if context.start is None else context.start.place
        nights = [
            place
            for place in dict.fromkeys(found)
            if place in (base, started) or places[place].lodging_per_person is not None
        ]
        lodging = [0 if p == base else self._lodging(p) for p in nights]
        metres = context.net.metres[0, nights, base]
        homing = np.maximum(metres, 0).astype(np.int64) * context.terms.rupiah_per_km // 1000
        return np.array(nights, np.int32), np.array(lodging, np.int64), homing

    def _lodging(self, place: int) -> int:
        """Rupiah of a night for both operators; -1 where there is no lodging."""
        per_person = self.instance.place(place).lodging_per_person
        return -1 if per_person is None else night_rupiah(per_person)

    def _weighted(self, jobs: Jobs, residents: int) -> int:
        total, left = 0, residents
        for post, amount in jobs:
            done = min(amount, left)
            total += done * self.instance.place(post).weight
            left -= done
        return total


def _start(context: TeamContext, nights: I32) -> Start:
    """Return where the team starts, its place as an index of the night places."""
    if context.start is None:
        return Start(0, 0, 0)
    return context.start._replace(place=nights.tolist().index(context.start.place))
