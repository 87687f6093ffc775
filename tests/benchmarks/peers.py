"""What a planner would use instead, each modelled as well as it allows (docs/peers.md).

A peer answers a `Problem`: stops with their work, ways between them, vehicles. It may answer
with several sets of routes; each becomes a whole plan, dated by hand or by the project's own
timetable, and the best plan by the contract's formula counts as the peer's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.instance.campaign_arrays import Instance
from routing.plan.costs import assemble, team_plan, team_rupiah
from routing.plan.document import Plan, TeamDate
from routing.timetable.decoder import Timetable
from routing.timetable.jobs import Jobs, merge
from routing.unserved import unserved
from tests.benchmarks.by_hand import Pair, Roads

BEAM = 256
"""States per date of the timetable that turns routes into plans: that of our final plans."""

FAR = 10**7
"""Minutes, or rupiah, of a way that does not exist."""

Routes = list[list[int]]
"""Stops of each vehicle in order; 1 is the first stop, 0 the base."""


@dataclass(frozen=True)
class Stop:
    """A kecamatan (R11), or a part of a post of at most a week, with minutes of work."""

    name: str
    jobs: Jobs
    residents: int
    minutes: int


@dataclass(frozen=True)
class Problem:
    """What a router is given; arrays over the base and then the stops.

    `rupiah` are those of the way, `minutes` the part of it that costs recording time: a way
    takes the hours of duty outside opening hours first. `horizon` has the minutes of work of
    the campaign's dates. `urgency` is the price of a minute's waiting by stop.
    """

    stops: tuple[Stop, ...]
    rupiah: NDArray[np.int64]
    minutes: NDArray[np.int64]
    pairs: int
    horizon: int
    day: int
    duty_rupiah: int
    urgency: tuple[float, ...]

    def horizons(self) -> Iterator[tuple[list[int], bool]]:
        """Minutes of work for each vehicle, and whether all stops must fit in: tight first.

        A vehicle for each stop that is larger than its share has that stop's work and a day.
        """
        work = sorted((stop.minutes for stop in self.stops), reverse=True)[: self.pairs]
        work += [0] * (self.pairs - len(work))
        share = sum(stop.minutes for stop in self.stops) / self.pairs
        large = [minutes for minutes in work if minutes > share]
        rest = sum(stop.minutes for stop in self.stops) - sum(large)
        level = rest / max(1, self.pairs - len(large))
        for factor in (1.05, 1.12, 1.25, 1.5):
            yield (
                [int(max(factor * level + self.day, own + self.day)) for own in work],
                True,
            )
        yield [self.horizon] * self.pairs, False


Peer = Callable[[Problem, float, int], list[Routes]]
"""Problem, seconds and seed; gives sets of routes."""


def problem_of(campaign: Campaign, travel: TravelTable) -> Problem:
    """The campaign as a router's problem; its first pair and first condition stand for all."""
    rupiah, minutes = _ways(campaign, travel)
    working = [day for day in campaign.dates if day not in campaign.rest_days]
    opens = [sum(b - a for a, b in campaign.posts[0].opening(day)) for day in working]
    team, rules = campaign.teams[0], campaign.rules
    day = max(1, round(sum(opens) / max(1, len(opens))) - team.setup_minutes)
    spare = max(0, rules.duty_end - rules.duty_start - day - team.setup_minutes)
    stops = tuple(_stops(campaign, minutes, day))
    base = _index(campaign)[campaign.base]
    first = [base, *(stop.jobs[0][0] for stop in stops)]
    last = [base, *(stop.jobs[-1][0] for stop in stops)]
    way = np.ix_(last, first)
    stretch = len(campaign.dates) / max(1, len(working)) / day
    price = campaign.costs.urgency_rupiah_per_resident_day * stretch
    return Problem(
        stops=stops,
        rupiah=rupiah[way],
        minutes=np.maximum(0, minutes[way] - spare),
        pairs=len(campaign.teams),
        horizon=len(working) * day,
        day=day,
        duty_rupiah=2 * campaign.costs.per_diem,
        urgency=tuple(stop.residents * price for stop in stops),
    )


def _index(campaign: Campaign) -> dict[str, int]:
    return {place.id: number for number, place in enumerate(campaign.places)}


def _ways(campaign: Campaign, travel: TravelTable) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rupiah and minutes of the quickest way by road and ferry; unreachable is very far."""
    index, vehicle = _index(campaign), campaign.teams[0].vehicle
    frame = travel.frame
    frame = frame[frame["vehicle"].eq(vehicle)]
    frame = frame[frame["condition"].eq(campaign.condition_on(campaign.start))]
    at = frame["origin"].map(index).to_numpy(), frame["destination"].map(index).to_numpy()
    minutes = np.full((len(index), len(index)), FAR, np.int64)
    rupiah = np.full_like(minutes, FAR)
    minutes[at] = frame["minutes"]
    rupiah[at] = (frame["metres"] * campaign.costs.rupiah_per_km[vehicle] + 500) // 1000
    for crossing in campaign.crossings:
        if vehicle in crossing.vehicles:
            ends = index[crossing.from_], index[crossing.to]
            minutes[ends] = crossing.loading_minutes + crossing.crossing_minutes
            rupiah[ends] = crossing.fare_rupiah
    np.fill_diagonal(minutes, 0)
    np.fill_diagonal(rupiah, 0)
    ports = {port for crossing in campaign.crossings for port in (crossing.from_, crossing.to)}
    for _ in range(2):
        for via in sorted(index[port] for port in ports):
            through = minutes[:, via, None] + minutes[None, via, :]
            quicker = through < minutes
            minutes = np.where(quicker, through, minutes)
            rupiah = np.where(quicker, rupiah[:, via, None] + rupiah[None, via, :], rupiah)
    return rupiah, minutes


def _stops(campaign: Campaign, minutes: NDArray[np.int64], day: int) -> Iterator[Stop]:
    index = _index(campaign)
    rate = max(team.rate_per_hour for team in campaign.teams)

    def stop(name: str, jobs: Jobs) -> Stop:
        residents = sum(number for _, number in jobs)
        ways = sum(int(minutes[a[0], b[0]]) for a, b in pairwise(jobs))
        return Stop(name, jobs, residents, -(-residents * 60 // rate) + min(ways, 5 * day))

    if campaign.rules.one_pair_per_kecamatan:
        groups: dict[str, list[int]] = {}
        for post in campaign.posts:
            groups.setdefault(post.kecamatan or post.id, []).append(index[post.id])
        for name, members in groups.items():
            order = _toured(minutes, index[campaign.base], members)
            yield stop(name, tuple((p, campaign.places[p].residents) for p in order))
        return
    week = max(1, 5 * day * rate // 60)
    for post in campaign.posts:
        for done in range(0, post.residents, week):
            part = min(week, post.residents - done)
            yield stop(post.name, ((index[post.id], part),))


def _toured(minutes: NDArray[np.int64], base: int, posts: list[int]) -> list[int]:
    """A short way from the base through the posts and back: nearest first, then 2-opt."""
    order, left = [base], set(posts)
    while left:
        nearest = min(left, key=lambda post: (minutes[order[-1], post], post))
        order.append(nearest)
        left.remove(nearest)
    order.append(base)

    def length(tour: Sequence[int]) -> int:
        return int(minutes[list(tour[:-1]), list(tour[1:])].sum())

    better = True
    while better:
        better = False
        for one in range(1, len(order) - 2):
            for two in range(one + 1, len(order) - 1):
                turned = [*order[:one], *reversed(order[one : two + 1]), *order[two + 1 :]]
                if length(turned) < length(order):
                    order, better = turned, True
    return order[1:-1]


DATED = ("by hand", "by our timetable")
"""How routes become dates."""


def answers_by(
    peer: Peer, campaign: Campaign, travel: TravelTable, seconds: float, seed: int
) -> tuple[list[Routes], float]:
    """A peer's sets of routes, and the seconds that it took."""
    problem = problem_of(campaign, travel)
    began = time.monotonic()
    answers = peer(problem, seconds, seed)
    return answers, time.monotonic() - began


def plan_of(
    answers: Sequence[Routes], campaign: Campaign, travel: TravelTable, *, hand: bool
) -> Plan:
    """The best plan of a peer's answers, dated by hand or by our timetable.

    Turning routes into plans is not counted against the peer.
    """
    problem = problem_of(campaign, travel)
    judge = Judge(campaign, travel, _Hand(campaign, travel) if hand else _Table(campaign, travel))
    best = min((judge.turned(problem, routes) for routes in answers), key=judge.key)
    return judge.plan(best)


@dataclass(frozen=True)
class Dated:
    """A pair's jobs turned into dates: weighted residents, rupiah, residents by date."""

    weighted: int
    rupiah: int
    recorded: dict[int, int]
    dates: Callable[[], tuple[TeamDate, ...]]

    @property
    def key(self) -> tuple[int, int]:
        """The less the better."""
        return -self.weighted, self.rupiah


Server = list[int | None]


class _Table:
    """Dates by the project's own timetable."""

    def __init__(self, campaign: Campaign, travel: TravelTable) -> None:
        self.timetable = Timetable(Instance(campaign, travel), BEAM)

    def __call__(self, team: int, jobs: Jobs, server: Server) -> Dated:
        left = np.array([-1 if limit is None else limit for limit in server], np.int64)
        outcome = self.timetable.evaluate(team, jobs, left if self.timetable.limited else None)
        recorded = {choice.date: choice.after - choice.before for choice in outcome.choices}
        dates = partial(self.timetable.build, team, jobs, outcome)
        return Dated(outcome.weighted, outcome.rupiah, recorded, dates)


class _Hand:
    """Dates as a planner would write them by hand."""

    def __init__(self, campaign: Campaign, travel: TravelTable) -> None:
        self.campaign = campaign
        self.roads = {v: Roads(campaign, travel, v) for v in {t.vehicle for t in campaign.teams}}

    def __call__(self, team: int, jobs: Jobs, server: Server) -> Dated:
        pair = self.campaign.teams[team]
        dates = Pair(self.roads[pair.vehicle], pair, server).dates(jobs)
        plan = team_plan(self.campaign, pair, dates)
        places = self.campaign.place_by_id
        weighted = sum(s.residents * places[s.at].weight for day in dates for s in day.sessions)
        recorded = {(day.date - self.campaign.start).days: day.residents for day in dates}
        return Dated(weighted, team_rupiah(self.campaign, plan).total, recorded, lambda: dates)


class Judge:
    """Turns routes into plans and says which is best."""

    def __init__(
        self,
        campaign: Campaign,
        travel: TravelTable,
        dater: Callable[[int, Jobs, Server], Dated],
    ) -> None:
        self.campaign, self.dater = campaign, dater
        self.instance = Instance(campaign, travel)
        self.memory: dict[tuple[Jobs, ...], list[Dated]] = {}
        self.limited = any(limit is not None for limit in self.instance.server)

    def turned(self, problem: Problem, routes: Routes) -> tuple[Jobs, ...]:
        """Jobs of each pair, its route in the best of three orders: so, backwards, by work.

        Routers price no waiting, and a way there costs what the way back costs.
        """
        ways = [
            routes,
            [route[::-1] for route in routes],
            [sorted(r, key=lambda s: problem.stops[s - 1].minutes) for r in routes],
        ]
        rosters = [self.roster(problem, way) for way in ways]
        if self.limited:
            return min(rosters, key=self.key)
        free: Server = [None] * len(self.campaign.dates)
        return tuple(
            min(jobs, key=lambda order, team=team: self.dater(team, order, [*free]).key)
            for team, jobs in enumerate(zip(*rosters, strict=True))
        )

    def roster(self, problem: Problem, routes: Routes) -> tuple[Jobs, ...]:
        """Jobs of each pair; stops that no route has go to the pair with the least work."""
        routes = [list(route) for route in routes]
        missing = set(range(1, len(problem.stops) + 1)) - {s for route in routes for s in route}
        loads = [sum(problem.stops[s - 1].minutes for s in route) for route in routes]
        for stop in sorted(missing, key=lambda s: -problem.stops[s - 1].residents):
            pair = loads.index(min(loads))
            routes[pair].append(stop)
            loads[pair] += problem.stops[stop - 1].minutes
        return tuple(
            merge(tuple(job for stop in route for job in problem.stops[stop - 1].jobs))
            for route in routes
        )

    def dated(self, roster: tuple[Jobs, ...]) -> list[Dated]:
        """Dates of the pairs; of a limited server they take in the best of three orders.

        In the campaign's order, most work first, least work first.
        """
        if roster not in self.memory:
            numbers = list(range(len(roster)))
            work = [sum(residents for _, residents in jobs) for jobs in roster]
            orders = [numbers]
            if self.limited:
                orders += [sorted(numbers, key=lambda n: sign * work[n]) for sign in (-1, 1)]
            tried = [self._in_turn(roster, order) for order in orders]
            self.memory[roster] = min(tried, key=_worth)
        return self.memory[roster]

    def _in_turn(self, roster: tuple[Jobs, ...], order: Sequence[int]) -> list[Dated]:
        left: Server = list(self.instance.server)
        found: dict[int, Dated] = {}
        for team in order:
            found[team] = self.dater(team, roster[team], [*left])
            for date, residents in found[team].recorded.items():
                limit = left[date]
                if limit is not None:
                    left[date] = limit - residents
        return [found[team] for team in range(len(roster))]

    def key(self, roster: tuple[Jobs, ...]) -> tuple[int, int]:
        """The less the better."""
        return _worth(self.dated(roster))

    def plan(self, roster: tuple[Jobs, ...]) -> Plan:
        """The whole plan, with reasons for who is left."""
        made = self.dated(roster)
        teams = [
            team_plan(self.campaign, team, one.dates())
            for team, one in zip(self.campaign.teams, made, strict=True)
        ]
        plan = assemble(self.campaign, teams)
        left = unserved(self.instance, Timetable(self.instance, 4), plan.recorded, "en")
        return replace(plan, unserved=left)


def _worth(made: Sequence[Dated]) -> tuple[int, int]:
    return -sum(one.weighted for one in made), sum(one.rupiah for one in made)


def practice(problem: Problem, _: float, __: int) -> list[Routes]:
    """The practice of 2019: largest first, each to the pair that is free first."""
    routes: Routes = [[] for _ in range(problem.pairs)]
    free = [0.0] * problem.pairs
    order = sorted(range(len(problem.stops)), key=lambda n: -problem.stops[n].residents)
    for number in order:
        pair = free.index(min(free))
        before = routes[pair][-1] if routes[pair] else 0
        free[pair] += problem.minutes[before, number + 1] + problem.stops[number].minutes
        routes[pair].append(number + 1)
    return [routes]


def _ortools(problem: Problem, seconds: float, seed: int) -> list[Routes]:
    from tests.benchmarks.peer_ortools import solve

    return solve(problem, seconds, seed)


def _pyvrp(problem: Problem, seconds: float, seed: int) -> list[Routes]:
    from tests.benchmarks.peer_pyvrp import solve

    return solve(problem, seconds, seed)


def _vroom(problem: Problem, seconds: float, seed: int) -> list[Routes]:
    from tests.benchmarks.peer_vroom import solve

    return solve(problem, seconds, seed)


PEERS: dict[str, Peer] = {
    "practice": practice,
    "ortools": _ortools,
    "pyvrp": _pyvrp,
    "vroom": _vroom,
}

SEEDED = ("ours", "pyvrp")
"""Methods whose answer depends on a seed."""

TITLES = {
    "ours": "Jemput Bola",
    "practice": "practice of 2019",
    "ortools": "OR-Tools, defaults",
    "pyvrp": "PyVRP",
    "vroom": "VROOM",
}
