"""The true optimum of tiny campaigns, under every rule and to the minute.

Written from the contract alone: nothing of `routing` but the campaign's own words is used.

1. *A pair's date.* From where it slept, labels (place, set-ups done, residents recorded;
   time, minutes driven, rupiah) are spread by every drive, crossing, set-up and session, in
   order of time. A label is dropped only for one at the same place, with the same set-ups and
   residents, that is no later, has driven no more and has paid no more: waiting is allowed
   everywhere, so what can be done from the later one can be done from the earlier one. Events
   therefore start as early as they can; sessions record any number that fits. A set-up may be
   made long before its session, with other places in between. A session that ends after its
   interval (R6') marks its post: nobody is recorded there any more.
2. *A pair's campaign.* Dates follow each other over (place of the night, nights away in a
   row) and all residents recorded so far; the least rupiah of each is kept. Where a post is
   marked nobody may be left there, and no visit may be too small.
3. *All pairs.* Without a server's limit pairs meet only in the residents that they share out.
   Where a limit may bind, two pairs go through the dates together, for each way to give the
   kecamatan to them.

The answer is the whole frontier: the least total for each number of weighted residents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import KecamatanPin, PostDates, Team
from tests.routing.oracle_kernel import FAR, combine, date_labels, joint_step, step

I64 = NDArray[np.int64]


@dataclass(frozen=True)
class Optimum:
    """The best value there is: most weighted residents, then the least rupiah.

    `frontier` has (weighted residents, least total of the plans that record at least that
    many) for every number of weighted residents that some plan records, from 0 up.
    """

    weighted: int
    total: int
    frontier: tuple[tuple[int, int], ...]

    def least_total(self, weighted: int) -> int:
        """Least total of the plans that record at least `weighted`.

        Raises
        ------
        ValueError
            When no plan records as many.
        """
        for reached, total in self.frontier:
            if reached >= weighted:
                return total
        raise ValueError(f"no plan records {weighted}; the most is {self.weighted}")


def optimum(campaign: Campaign, travel: TravelTable) -> Optimum:
    """Best value of any plan that the rules allow.

    Meant for campaigns of up to about four posts, two pairs and five dates; more pairs are
    fine where no server's limit binds.
    """
    town = _Town(campaign, travel)
    least = _coupled(town) if town.coupled else _apart(town)
    found: list[tuple[int, int]] = []
    best = FAR
    for weighted in range(len(least) - 1, -1, -1):
        if least[weighted] < FAR:
            best = min(best, int(least[weighted]))
            found.append((weighted, best))
    frontier = tuple(reversed(found))
    return Optimum(*frontier[-1], frontier)


def server_binds(campaign: Campaign, travel: TravelTable) -> bool:
    """Whether two pairs together could record more on a date than the server takes."""
    return _Town(campaign, travel).coupled


@dataclass(frozen=True)
class _Options:
    """How a date can go from one place, row by row."""

    nights: I64
    residents: I64
    late: I64  # set of posts that end late
    rupiah: I64

    def only(self, rows: NDArray[np.bool_]) -> _Options:
        return _Options(self.nights[rows], self.residents[rows], self.late[rows], self.rupiah[rows])


class _Town:
    """The campaign as arrays over places, posts and dates."""

    def __init__(self, campaign: Campaign, travel: TravelTable) -> None:
        self.campaign = campaign
        self.rules = campaign.rules
        self.index = {place.id: number for number, place in enumerate(campaign.places)}
        self.base = self.index[campaign.base]
        self.posts = [n for n, place in enumerate(campaign.places) if place.residents]
        places = [campaign.places[n] for n in self.posts]
        self.demand = np.array([place.residents for place in places], np.int64)
        least = min(self.rules.finish_minutes, 1) * (len(campaign.teams) - 1)
        assert self.rules.one_pair_per_kecamatan or not least, "who ends a shared post is not told"
        self.least = np.minimum(self.demand, self.rules.min_visit_residents)
        self.weights = np.array([place.weight for place in places], np.int64)
        names = [place.kecamatan for place in places]
        self.kecamatan = list(dict.fromkeys(names))
        self.group = np.array([self.kecamatan.index(name) for name in names], np.int64)
        self.strides = np.cumprod([1, *(self.demand + 1)])[: len(places)].astype(np.int64)
        self.size = int(np.prod(self.demand + 1))
        self.digits = np.arange(self.size)[:, None] // self.strides % (self.demand + 1)
        self.legs: dict[tuple[str, str], tuple[I64, I64]] = {}
        for row in travel.frame.itertuples(index=False):
            if row.origin in self.index and row.destination in self.index:
                minutes, metres = self._table(row.vehicle, row.condition)
                at = self.index[row.origin], self.index[row.destination]
                minutes[at], metres[at] = row.minutes, row.metres
        self.options = {
            (team, date): self._options(pair, date)
            for team, pair in enumerate(campaign.teams)
            for date in range(len(campaign.dates))
        }
        self.coupled = len(campaign.teams) > 1 and self._may_bind()

    def _table(self, vehicle: str, condition: str) -> tuple[I64, I64]:
        count = len(self.campaign.places)
        return self.legs.setdefault(
            (vehicle, condition),
            (np.full((count, count), -1, np.int64), np.zeros((count, count), np.int64)),
        )

    def capacity(self, date: int) -> int:
        """What the server takes on a date; no limit is as good as everybody."""
        if self.rules.connectivity == "offline":
            return int(self.demand.sum())
        limit = self.rules.server_capacity.on(self.campaign.dates[date])
        return int(self.demand.sum()) if limit is None else limit

    def _may_bind(self) -> bool:
        for date in range(len(self.campaign.dates)):
            most = 0
            for team in range(len(self.campaign.teams)):
                options = self.options[team, date].values()
                most += max((int(o.residents.sum(1).max(initial=0)) for o in options), default=0)
            if min(most, int(self.demand.sum())) > self.capacity(date):
                return True
        return False

    def may_record(self, team: Team, post: int, date: int) -> bool:
        """Whether pins let the pair record at the post on the date (R15)."""
        place, day = self.campaign.places[post], self.campaign.dates[date]
        for pin in self.rules.pins:
            if isinstance(pin, PostDates):
                if pin.post == place.id and day not in pin.dates:
                    return False
            elif pin.kecamatan != place.kecamatan:
                continue
            elif isinstance(pin, KecamatanPin):
                if pin.team != team.id:
                    return False
            elif pin.not_team == team.id:
                return False
        return True

    def works(self, team: Team, date: int) -> bool:
        """Whether the pair may have events on the date (R9, R10)."""
        day = self.campaign.dates[date]
        off = {*self.campaign.rest_days, *team.days_off}
        return team.from_ <= day <= team.until and day not in off

    def away(self, team: Team, date: int) -> bool:
        """Whether the pair may spend the night after the date away (R9, R10)."""
        if date + 1 == len(self.campaign.dates):
            return False
        day, following = self.campaign.dates[date : date + 2]
        if not (team.from_ <= day <= team.until and team.from_ <= following <= team.until):
            return False
        if following in team.days_off:
            return False
        return not (self.rules.home_on_rest_days and following in self.campaign.rest_days)

    def _options(self, team: Team, date: int) -> dict[int, _Options]:
        """What the date can bring, by the place where it starts."""
        starts = [self.base]
        if self.rules.max_nights_out:
            starts += [
                number
                for number, place in enumerate(self.campaign.places)
                if number != self.base and place.lodging_per_person is not None
            ]
        return {start: self._from(team, date, start, starts) for start in starts}

    def _from(self, team: Team, date: int, start: int, nights: list[int]) -> _Options:
        nobody = np.zeros(len(self.posts), np.int64)
        rows = [(start, nobody, 0, 0)]
        if self.works(team, date):
            least = self._labels(team, date, start)
            duty = 2 * self.campaign.costs.per_diem
            waiting = self.campaign.costs.urgency_rupiah_per_resident_day * date
            for night in nights:
                for late, state in np.argwhere(least[night] < FAR):
                    done = self.digits[state]
                    rupiah = int(least[night, late, state]) + duty + waiting * int(done.sum())
                    rows.append((night, done, int(late), rupiah))
        rows = [row for row in rows if row[1].sum() <= self.capacity(date)]
        rows = [row for row in rows if ((row[1] == 0) | (row[1] >= self.least)).all()]
        if not self.away(team, date):
            rows = [row for row in rows if row[0] == self.base]
        lodging = [2 * (self.campaign.places[n].lodging_per_person or 0) for n, *_ in rows]
        return _Options(
            np.array([n for n, *_ in rows], np.int64),
            np.array([d for _, d, *_ in rows], np.int64).reshape(len(rows), len(self.posts)),
            np.array([late for _, _, late, _ in rows], np.int64),
            np.array(
                [
                    c + (0 if n == self.base else bed)
                    for (n, _, _, c), bed in zip(rows, lodging, strict=True)
                ],
                np.int64,
            ),
        )

    def _labels(self, team: Team, date: int, start: int) -> I64:
        """Least rupiah on the way by place and residents recorded, from a start."""
        day = self.campaign.dates[date]
        minutes, metres = self._table(team.vehicle, self.campaign.condition_on(day))
        price = self.campaign.costs.rupiah_per_km[team.vehicle]
        post_of = np.full(len(self.campaign.places), -1, np.int64)
        post_of[self.posts] = np.arange(len(self.posts))
        return date_labels(
            start,
            minutes,
            (metres * price + 500) // 1000,
            *self._crossings(team, date),
            post_of,
            self._opening(team, date),
            self.demand,
            self.strides,
            np.array(
                [
                    team.rate_per_hour,
                    team.setup_minutes,
                    self.rules.duty_start,
                    self.rules.duty_end,
                    self.rules.max_driving_minutes,
                    self.rules.finish_minutes,
                ],
                np.int64,
            ),
        )

    def _opening(self, team: Team, date: int) -> I64:
        day = self.campaign.dates[date]
        opening = [
            sorted(self.campaign.places[post].opening(day))
            if self.may_record(team, post, date)
            else []
            for post in self.posts
        ]
        most = max([1, *map(len, opening)])
        return np.array(
            [[*row, *[(-1, -1)] * (most - len(row))] for row in opening], np.int64
        ).reshape(len(self.posts), most, 2)

    def _crossings(self, team: Team, date: int) -> tuple[I64, I64]:
        """From, to, loading, minutes, fare; and the spans of minutes in which one may leave."""
        rows, spans = [], []
        day = self.campaign.dates[date]
        for crossing in self.campaign.crossings:
            leaves = day.weekday() in crossing.weekdays and day not in crossing.cancelled_dates
            if team.vehicle not in crossing.vehicles or not leaves:
                continue
            ends = self.index[crossing.from_], self.index[crossing.to]
            times = crossing.loading_minutes, crossing.crossing_minutes, crossing.fare_rupiah
            rows.append((*ends, *times))
            if crossing.departures is None:
                spans.append([(crossing.open or 0, crossing.close or 0)])
            else:
                spans.append([(minute, minute) for minute in crossing.departures])
        most = max([1, *map(len, spans)])
        padded = [[*row, *[(-1, -2)] * (most - len(row))] for row in spans]
        return (
            np.array(rows, np.int64).reshape(-1, 5),
            np.array(padded, np.int64).reshape(-1, most, 2),
        )

    def states(self) -> list[tuple[int, int]]:
        """Where a pair can be at night: the place, and nights away in a row."""
        away = [start for start in self.options[0, 0] if start != self.base]
        longest = min(self.rules.max_nights_out, len(self.campaign.dates))
        return [(self.base, 0), *product(away, range(1, longest + 1))]

    def moves(self, team: int, date: int, posts: NDArray[np.bool_]) -> tuple[I64, ...]:
        """Moves between states: from, to, residents by post, late ends, rupiah; at some posts."""
        states = self.states()
        number = {state: n for n, state in enumerate(states)}
        parts: list[tuple[I64, ...]] = []
        for origin, (place, out) in enumerate(states):
            options = self.options[team, date][place]
            options = options.only((options.residents[:, ~posts] == 0).all(1))
            targets = np.array(
                [
                    number.get((int(night), 0 if night == self.base else out + 1), -1)
                    for night in options.nights
                ],
                np.int64,
            )
            kept = options.only(targets >= 0)
            targets = targets[targets >= 0]
            origins = np.full_like(targets, origin)
            parts.append((origins, targets, kept.residents, kept.late, kept.rupiah))
        return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


def _alone(town: _Town, team: int) -> I64:
    """Least rupiah of one pair for each combination of residents recorded."""
    every = np.ones(len(town.posts), np.bool_)
    least = np.full((len(town.states()), town.size), FAR, np.int64)
    least[0, 0] = 0
    for date in range(len(town.campaign.dates)):
        moves = town.moves(team, date, every)
        least = step(least, *moves, town.digits, town.demand, town.strides)
    return least[0]


def _by_weight(town: _Town, least: I64) -> I64:
    weighted = town.digits @ town.weights
    found = np.full(int(town.demand @ town.weights) + 1, FAR, np.int64)
    np.minimum.at(found, weighted, least)
    return found


def _apart(town: _Town) -> I64:
    """Least total by weighted residents where pairs meet in the residents alone."""
    if not town.rules.one_pair_per_kecamatan:
        together = _alone(town, 0)
        for team in range(1, len(town.campaign.teams)):
            more = _alone(town, team)
            together = combine(together, more, town.digits, town.demand, town.strides)
        return _by_weight(town, together)
    used = np.zeros(town.size, np.int64)
    for post, group in enumerate(town.group):
        used |= (town.digits[:, post] > 0).astype(np.int64) << group
    weighted = town.digits @ town.weights
    masks, most = 1 << len(town.kecamatan), int(town.demand @ town.weights)
    together = np.full((masks, most + 1), FAR, np.int64)
    together[0, 0] = 0
    for team in range(len(town.campaign.teams)):
        mine = np.full((masks, most + 1), FAR, np.int64)
        np.minimum.at(mine, (used, weighted), _alone(town, team))
        both = np.full_like(together, FAR)
        for one, two in product(range(masks), repeat=2):
            if one & two:
                continue
            for done in np.flatnonzero(mine[two] < FAR):
                total = together[one, : most + 1 - done] + mine[two, done]
                target = both[one | two, done:]
                np.minimum(target, np.minimum(total, FAR), out=target)
        together = both
    found: I64 = together.min(0)
    return found


def _coupled(town: _Town) -> I64:
    """Least total by weighted residents where two pairs share a server that is short."""
    assert len(town.campaign.teams) == 2, "a server that binds is looked at for two pairs only"
    count = len(town.states())
    best = np.full(int(town.demand @ town.weights) + 1, FAR, np.int64)
    for first, second in _shares(town):
        least = np.full((count, count, town.size), FAR, np.int64)
        least[0, 0, 0] = 0
        for date in range(len(town.campaign.dates)):
            least = joint_step(
                least,
                *town.moves(0, date, first),
                *town.moves(1, date, second),
                town.capacity(date),
                town.digits,
                town.demand,
                town.strides,
            )
        best = np.minimum(best, _by_weight(town, least[0, 0]))
    return best


def _shares(town: _Town) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Which posts each of two pairs may record: all, or each kecamatan by one of them."""
    if not town.rules.one_pair_per_kecamatan:
        every = np.ones(len(town.posts), np.bool_)
        yield every, every
        return
    for mask in range(1 << len(town.kecamatan)):
        first = (mask >> town.group & 1).astype(np.bool_)
        yield first, ~first
