"""First rosters: who serves what in which order, before the search improves on it.

The first is made by size and needs no solver. The routing model then gives several more, one for
each length that routes may have (`routing.search.ortools_model`); each pair's route is tried as it
is, backwards, and shortest work first, and the timetable says which is best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from routing.campaign import PostDates
from routing.instance import I64, TeamContext, late_residents
from routing.parameters import InitialParameters
from routing.search.improvement import insert_pieces, unblock
from routing.search.ortools_model import Request, Routes, solve_model
from routing.search.roster import EvaluatedRoster, Roster, RosterEvaluator
from routing.search.stop_clusters import (
    EstimatedLegs,
    Stop,
    estimated_legs,
    stops_by_kecamatan,
    stops_by_post,
)
from routing.stopping import StoppingCriterion, never_stop
from routing.timetable import Job, Jobs, merge


@dataclass(frozen=True)
class Part:
    """Stops (from 1 on) and teams that make a model of their own."""

    stops: list[int]
    teams: list[int]

    def of(self, whole: Request, lengths: Sequence[float]) -> Request:
        """Return the model of the part, with limits for each length of routes."""
        rows = np.array([0, *self.stops])
        at = np.ix_(rows, rows)
        number = {team: n for n, team in enumerate(self.teams)}

        def own(values: list[int]) -> list[int]:
            return [values[team] for team in self.teams]

        part = Request(
            rupiah=[np.array(table)[at].tolist() for table in whole.rupiah],
            minutes=[np.array(table)[at].tolist() for table in whole.minutes],
            urgency_per_minute=[whole.urgency_per_minute[row] for row in rows],
            allowed=[[number[t] for t in whole.allowed[row] if t in number] for row in rows],
            kinds=own(whole.kinds),
            starts=own(whole.starts),
            ends=own(whole.ends),
            days=whole.days,
            limits=[],
        )
        return replace(part, limits=[route_limits(part, factor) for factor in lengths])


def route_limits(part: Request, factor: float) -> list[int]:
    """When each team must be done: its share of the work, or its largest stop's alone."""
    work = np.array([max(min(row) for row in rows) for rows in zip(*part.minutes, strict=True)])
    share = work.sum() / len(part.kinds)
    own: dict[int, int] = {}
    for number in np.argsort(-work, kind="stable").tolist():
        if work[number] <= share:
            break
        free = [team for team in part.allowed[number] if team not in own]
        if free:
            own[free[0]] = int(work[number])
    level = (work.sum() - sum(own.values())) / max(1, len(part.kinds) - len(own))
    found = []
    for team, (kind, start, end) in enumerate(zip(part.kinds, part.starts, part.ends, strict=True)):
        length = round(max(factor * level, own.get(team, 0)))
        found.append(min(end, start + part.days[kind] + length))
    return found


def split_part(part: Part, spots: npt.NDArray[np.float64], work: I64, most: int) -> list[Part]:
    """Halve a part across its longer side, teams in proportion to the work, until it is small.

    Parameters
    ----------
    spots, work
        (stops, 2) longitude and latitude, and residents, of stop 1 and on.
    most
        Stops of a part that is small.
    """
    if len(part.stops) <= most or len(part.teams) < 2:
        return [part]
    rows = np.array(part.stops) - 1
    axis = int(np.ptp(spots[rows], axis=0).argmax())
    order = rows[np.argsort(spots[rows, axis], kind="stable")]
    done = np.cumsum(work[order])
    middle = min(max(1, int(np.searchsorted(done, done[-1] / 2))), len(order) - 1)
    teams = round(len(part.teams) * done[middle - 1] / done[-1])
    teams = min(max(1, teams), len(part.teams) - 1)
    halves = (order[:middle], part.teams[:teams]), (order[middle:], part.teams[teams:])
    return [
        small
        for stops, own in halves
        for small in split_part(Part((stops + 1).tolist(), own), spots, work, most)
    ]


class InitialRosters:
    """First rosters of an instance.

    Parameters
    ----------
    evaluator
        Scores rosters.
    late
        Whether there is no time left to try which teams record anything at a stop: then it is
        taken that all do that may.
    """

    def __init__(
        self, evaluator: RosterEvaluator, late: StoppingCriterion = never_stop,
        parameters: InitialParameters = InitialParameters(),  # noqa: B008  (frozen)
    ) -> None:  # fmt: skip
        self._parameters = parameters
        self._evaluator = evaluator
        self._late = late
        self._instance = evaluator.instance
        self._timetable = evaluator.timetable
        self._teams = evaluator.instance.campaign.teams
        contexts = self._timetable.contexts
        first: dict[tuple[object, ...], int] = {}
        for number, context in enumerate(contexts):
            first.setdefault(context.kind, number)
        self._order = {kind: n for n, kind in enumerate(first)}
        self._kinds = [self._order[context.kind] for context in contexts]
        self._contexts = [contexts[number] for number in first.values()]
        self._days: dict[tuple[object, ...], int] = {}

    def by_size(self) -> EvaluatedRoster:
        """Largest stop first, each to the pair that then has the least work."""
        loads = [0] * len(self._teams)
        roster: list[Jobs] = [() for _ in loads]
        for stop, able in sorted(self._served, key=lambda pair: (-pair[0].residents, pair[0].name)):
            team = min(able, key=lambda number: (loads[number], number))
            loads[team] += stop.residents
            roster[team] = merge(roster[team] + stop.jobs)
        return self._finished(tuple(roster))

    def by_model(self, seconds: float, left: Callable[[], float]) -> Iterator[EvaluatedRoster]:
        """Rosters of the routing model, one for each length of routes.

        Parameters
        ----------
        seconds
            Of the model's search.
        left
            Seconds until its process is ended, and no more rosters are made.
        """
        if len(self._served) < 2 or left() <= 0:
            return
        parts = self._parts()
        whole = self._request()
        requests = [part.of(whole, self._parameters.route_lengths) for part in parts]
        if left() <= 0:
            return
        for answer in solve_model(requests, seconds, left(), self._parameters):
            if left() <= 0:
                return
            routes: Routes = [[] for _ in self._teams]
            for part, own in zip(parts, answer, strict=True):
                for team, route in zip(part.teams, own, strict=True):
                    routes[team] = [part.stops[node - 1] for node in route]
            roster = self._dated(routes, left)
            if roster is None:
                return
            yield self._finished(roster)

    def _parts(self) -> list[Part]:
        """The whole, or parts of a region with many stops that all teams may serve."""
        everyone = len(self._teams)
        stops = list(range(1, len(self._served) + 1))
        whole = Part(stops, list(range(everyone)))
        if any(len(able) < everyone for _, able in self._served):
            return [whole]
        places = self._instance.campaign.places
        posts = [places[stop.jobs[0][0]] for stop, _ in self._served]
        spots = np.array([[place.lon, place.lat] for place in posts])
        work = np.array([stop.residents for stop, _ in self._served])
        return split_part(whole, spots, work, self._parameters.most_stops)

    def _dated(self, routes: Routes, left: Callable[[], float]) -> Roster | None:
        """Jobs of each pair, its route in the best of three orders; None if time runs out."""
        roster = []
        for team, route in enumerate(routes):
            if left() <= 0:
                return None
            by_work = sorted(route, key=lambda number: self._served[number - 1][0].residents)
            orders = dict.fromkeys(tuple(order) for order in (route, route[::-1], by_work))
            tried = [self._jobs(order) for order in orders]
            roster.append(min(tried, key=lambda jobs: self._timetable.evaluate(team, jobs).key))
        return tuple(roster)

    def _jobs(self, route: tuple[int, ...]) -> Jobs:
        return merge(tuple(job for number in route for job in self._served[number - 1][0].jobs))

    @cached_property
    def _legs(self) -> list[EstimatedLegs]:
        """Estimated ways of each kind of team."""
        return [
            estimated_legs(self._instance, context, self._instance.posts)
            for context in self._contexts
        ]

    @cached_property
    def _served(self) -> list[tuple[Stop, list[int]]]:
        """Stops, and the teams that may record there and that record any of it.

        Without the posts that are pinned to dates, which are added date by date.
        """
        if self._instance.campaign.rules.one_pair_per_kecamatan:
            stops = stops_by_kecamatan(self._instance, self._legs[0])
        else:
            stops = stops_by_post(
                self._instance, self._parameters.piece_dates * max(map(self._most, self._contexts))
            )
        found = []
        for stop in stops:
            jobs = tuple(job for job in stop.jobs if job[0] not in self._pinned)
            able = self._able(jobs) if jobs else []
            if able:
                found.append((Stop(stop.name, jobs), able))
        return found

    def _able(self, jobs: Jobs) -> list[int]:
        able = [
            number
            for number, team in enumerate(self._teams)
            if self._instance.allowed(jobs[0][0], team)
        ]
        if self._late():
            return able
        kinds = {self._kinds[number]: number for number in able}
        useful = {k for k, n in kinds.items() if self._timetable.evaluate(n, jobs).residents}
        return [number for number in able if self._kinds[number] in useful]

    def _day(self, context: TeamContext) -> int:
        """Minutes of recording of a usual date: opening hours less a set-up."""
        if context.kind not in self._days:
            self._days[context.kind] = self._usual_day(context)
        return self._days[context.kind]

    def _usual_day(self, context: TeamContext) -> int:
        active = np.flatnonzero(context.calendar.active)
        if not len(active) or not self._instance.posts:
            return 1
        opening = context.calendar.opening[list(self._instance.posts)][:, active]
        minutes = np.maximum(0, opening[..., 1] - opening[..., 0]).sum(axis=(1, 2)) / len(active)
        return max(1, round(float(np.median(minutes))) - context.terms.setup_minutes)

    def _most(self, context: TeamContext) -> int:
        """Residents of a usual date."""
        return max(1, self._day(context) * context.terms.rate_per_hour // 60)

    def _request(self) -> Request:
        stops = [stop for stop, _ in self._served]
        rupiah, minutes = [], []
        for context, found in zip(self._contexts, self._legs, strict=True):
            first = found.rows([context.terms.base, *(stop.jobs[0][0] for stop in stops)])
            last = found.rows([context.terms.base, *(stop.jobs[-1][0] for stop in stops)])
            work = np.array([0, *(self._work(context, found, stop) for stop in stops)])
            terms = context.terms
            spare = terms.duty_end - terms.duty_start - self._day(context) - terms.setup_minutes
            leg = np.maximum(0, found.minutes[np.ix_(last, first)] - max(0, spare))
            rupiah.append(found.rupiah[np.ix_(last, first)].tolist())
            minutes.append((work[:, None] + leg).tolist())
        starts, ends = zip(
            *(self._clock(context) for context in self._timetable.contexts), strict=True
        )
        return Request(
            rupiah=rupiah,
            minutes=minutes,
            urgency_per_minute=[0, *(self._urgency(stop) for stop in stops)],
            allowed=[[], *(able for _, able in self._served)],
            kinds=self._kinds,
            starts=list(starts),
            ends=list(ends),
            days=[self._day(context) for context in self._contexts],
            limits=[],
        )

    def _work(self, context: TeamContext, found: EstimatedLegs, stop: Stop) -> int:
        """Minutes of recording at a stop, and the ways in it up to a week's."""
        rows = found.rows([post for post, _ in stop.jobs])
        inside = int(sum(found.minutes[one, two] for one, two in pairwise(rows)))
        least = -(-stop.residents * 60 // context.terms.rate_per_hour)
        return least + min(inside, self._parameters.piece_dates * self._day(context))

    def _urgency(self, stop: Stop) -> int:
        """Rupiah of a minute of recording that a stop waits."""
        campaign = self._instance.campaign
        working = max(1, sum(day not in self._instance.rest_days for day in campaign.dates))
        price = stop.residents * campaign.costs.urgency_rupiah_per_resident_day
        return round(price * len(campaign.dates) / working / self._day(self._contexts[0]))

    def _clock(self, context: TeamContext) -> tuple[int, int]:
        """Minutes of recording from the campaign's start to a team's first and last date."""
        rest = self._instance.rest_days
        works = np.array([day not in rest for day in self._instance.campaign.dates])
        active = np.flatnonzero(context.calendar.active)
        if not len(active):
            return 0, 0
        day = self._day(context)
        return day * int(works[: active[0]].sum()), day * int(works[: active[-1] + 1].sum())

    def _finished(self, roster: Roster) -> EvaluatedRoster:
        """With the posts that are pinned to dates, a date's work at a time."""
        evaluated = self._evaluator.evaluate(roster)
        for post in sorted(self._pinned):
            team = self._team_for(post, evaluated.roster)
            if team is not None:
                evaluated = insert_pieces(
                    self._evaluator, evaluated, team, self._pieces(post, team)
                )
        return unblock(self._evaluator, evaluated)

    @cached_property
    def _pinned(self) -> set[int]:
        pins = self._instance.campaign.rules.pins
        return {self._instance.index[pin.post] for pin in pins if isinstance(pin, PostDates)}

    def _team_for(self, post: int, roster: Roster) -> int | None:
        able = [n for n, team in enumerate(self._teams) if self._instance.allowed(post, team)]
        if not able:
            return None
        name = self._instance.kecamatan(post)
        for number in able:
            if any(self._instance.kecamatan(other) == name for other, _ in roster[number]):
                return number
        return min(able, key=lambda n: (sum(residents for _, residents in roster[n]), n))

    def _pieces(self, post: int, team: int) -> list[Job]:
        """A pinned post's residents in pieces, one per date that it is pinned to."""
        place = self._instance.place(post)
        rate = self._teams[team].rate_per_hour
        late = late_residents(self._timetable.contexts[team].terms)
        least = self._instance.least_visit(post)
        pieces: list[Job] = []
        left = place.residents
        pins = [p for p in self._instance.campaign.rules.pins if isinstance(p, PostDates)]
        for day in sorted(day for pin in pins if pin.post == place.id for day in pin.dates):
            room = sum((closes - opens) * rate // 60 for opens, closes in place.opening(day))
            take = min(left, room + late if left <= room + late else room)
            if 0 < left - take < least <= left - least:
                take = left - least
            if take >= least:
                pieces.append((post, take))
                left -= take
        return [*pieces, (post, left)] if left else pieces
