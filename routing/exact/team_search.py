"""One pair's campaign searched completely: the least rupiah for every combination of residents.

`TeamSearch` joins the outcomes of each date (`routing.exact.day_labelling`) over the dates
(`routing.exact.campaign_dp`), and traces back what a pair does that records a combination at the
least rupiah.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from routing.exact.campaign_dp import (
    ANY,
    INFEASIBLE,
    JUST,
    LAST,
    Nights,
    Outcomes,
    combos,
    date_values,
    rest,
    state_of,
)
from routing.exact.day_graph import DayGraphs
from routing.exact.day_labelling import (
    ACTION,
    AMOUNT,
    PARENT,
    PLACE,
    ROAD,
    DayGraph,
    Ends,
    date_labels,
)
from routing.exact.effort_budget import Budget, TooLarge
from routing.instance import I64, Instance, TeamContext
from routing.plan import night_rupiah


@dataclass(frozen=True, slots=True)
class Action:
    """The last step of a label: its `kind` (of `day_labelling`), its end, and its amount."""

    kind: int
    place: int
    amount: int


@dataclass(frozen=True, slots=True)
class TeamDay:
    """A date of a pair's course; places are indices of the campaign, `recorded` by post."""

    date: int
    start: int
    night: int
    actions: tuple[Action, ...]
    recorded: tuple[int, ...]
    late: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """Outcomes of a date from a place, row by row."""

    night: I64
    residents: I64  # (rows, posts)
    exact: I64  # (rows, posts) as in `Outcomes`
    rupiah: I64

    def of(self, rows: I64 | np.ndarray) -> Offer:
        """Return some of the rows."""
        return Offer(self.night[rows], self.residents[rows], self.exact[rows], self.rupiah[rows])


class TeamSearch:
    """The complete search of one class of pairs.

    Parameters
    ----------
    instance, context
        The campaign as arrays, and the pair's vehicle, calendar and terms.
    posts
        Posts (indices of places) at which the pair may record; those of other pairs have
        nobody to record for it.
    budget
        How much the search may do.
    visits
        Whether the smallest visit counts (R6').
    """

    def __init__(
        self, instance: Instance, context: TeamContext, posts: frozenset[int], budget: Budget, *,
        visits: bool = False,
    ) -> None:  # fmt: skip
        self.instance = instance
        self.context = context
        self.posts = instance.posts
        self._budget = budget
        self.graphs = DayGraphs(instance, context, posts)
        places = instance.campaign.places
        beds = [night_rupiah(places[n].lodging_per_person) for n in self.places[1 : self.sleeps]]
        self.lodging = np.array([0, *beds], np.int64)
        longest = min(context.terms.max_nights_out, len(instance.campaign.dates))
        self.free = _nights_in_a_row(context.calendar.home) <= longest
        self.layers = min(longest, 1) if self.free else longest
        self.every = combos(np.array([places[n].residents for n in self.posts], np.int64))
        self._outcomes: dict[tuple[object, ...], dict[int, Offer]] = {}
        least = [instance.least_visit(post) if visits else 1 for post in self.posts]
        self._least = np.array(least, np.int64)

    @property
    def places(self) -> tuple[int, ...]:
        """Indices of the places kept: the base, the lodgings, then the others."""
        return self.graphs.places

    @property
    def sleeps(self) -> int:
        """Places where the pair may sleep: the first ones."""
        return self.graphs.sleeps

    @property
    def states(self) -> int:
        """States at night."""
        return 1 + (self.sleeps - 1) * self.layers

    @cached_property
    def values(self) -> I64:
        """(dates + 1, states, combinations) least rupiah from each date's start on.

        Raises
        ------
        TooLarge
            When the search grows too large.
        """
        dates = len(self.instance.campaign.dates)
        size = len(self.every.digits)
        self._budget.spend(values=(dates + 1) * self.states * size)
        self._foresee(size)
        outcomes = [self.outcomes(date) for date in range(dates)]
        for date, rows in enumerate(outcomes):
            self._budget.spend(steps=len(rows.night) * size * (1 + min(date, self.layers)))
        values = np.full((dates + 1, self.states, size), INFEASIBLE, np.int64)
        values[dates, 0, 0] = 0
        terms = self.context.terms
        for date in range(dates - 1, -1, -1):
            self._budget.spend()
            values[date] = date_values(
                values[date + 1], outcomes[date], self.nights(date), self.every,
                terms.duty_day_rupiah, terms.urgency_rupiah * date,
            )  # fmt: skip
        return values

    def _foresee(self, size: int) -> None:
        """End the search where the first date of duty foretells that it grows too large.

        Every date may take as much from each lodging.
        """
        working = np.flatnonzero(self.context.calendar.active)
        if not len(working):
            return
        before = self._budget.labels
        rows = len(self._from(int(working[0]), 0).night) * self.sleeps
        self._budget.foresee(
            labels=(before - self._budget.labels) * self.sleeps,
            steps=rows * len(working) * size * (1 + self.layers),
        )

    @property
    def rupiah(self) -> I64:
        """(combinations,) least rupiah of the pair's campaign, `INFEASIBLE` where it cannot."""
        found: I64 = self.values[0, 0]
        return found

    def nights(self, date: int) -> Nights:
        """Return the states in which the pair may be after a date."""
        away = not self.context.calendar.home[date]
        return Nights(self.lodging, self.layers, self.free, away, min(date, self.layers))

    def outcomes(self, date: int) -> Outcomes:
        """Return the outcomes of a date; none on a date without events."""
        parts = []
        for place in range(self.sleeps if date else 1):
            offer = self._from(date, place)
            if self.context.calendar.home[date]:
                offer = offer.of(offer.night == 0)
            parts.append((offer.night, offer.residents, offer.exact, offer.rupiah))
        night, residents, exact, rupiah = (
            np.concatenate(column) for column in zip(*parts, strict=True)
        )
        counts = [len(part[0]) for part in parts] + [0] * (self.sleeps - len(parts))
        first = np.concatenate(([0], np.cumsum(counts)))
        places = np.repeat(np.arange(self.sleeps), counts)
        order = np.lexsort((night, *exact.T, *residents.T))
        return Outcomes(first, places, night, residents, exact, rupiah, order)

    def course(self, combination: int) -> tuple[TeamDay, ...]:
        """Return the dates away or on duty of a pair that records a combination at least rupiah."""
        return tuple(self._days(combination))

    def _days(self, at: int) -> Iterator[TeamDay]:
        place, out = 0, 0
        for date in range(len(self.instance.campaign.dates)):
            state = 1 + (place - 1) * self.layers + out - 1 if place else 0
            night, row = self._choice(date, place, out, state, at)
            if row is None:
                if place:
                    yield self.day(date, place, place, None, at)
            else:
                yield self.day(date, place, night, row, at)
                at = self._rest(at, row)
            out = min(out + 1, self.layers) if night else 0
            place = night

    def _rest(self, at: int, row: Offer) -> int:
        return rest(self.every, at, row.residents[0], row.exact[0])[0]

    def _choice(
        self, date: int, place: int, out: int, state: int, at: int
    ) -> tuple[int, Offer | None]:
        """Return night and row of outcomes of a choice of the least value; None where idle."""
        nights, terms = self.nights(date), self.context.terms
        value, after = self.values[date, state, at], self.values[date + 1]
        target = state_of(nights, place, out)
        if target >= 0 and after[target, at] + self.lodging[place] == value:
            return place, None
        offer = self._from(date, place)
        for number in range(len(offer.night)):
            row = offer.of(np.array([number]))
            night = int(row.night[0])
            target = state_of(nights, night, out)
            left = self._rest(at, row)
            if target < 0 or left < 0:
                continue
            recorded = int((self.every.digits[at] - self.every.digits[left]).sum())
            cost = row.rupiah[0] + self.lodging[night] + terms.duty_day_rupiah
            cost += recorded * date * terms.urgency_rupiah
            if after[target, left] < INFEASIBLE and after[target, left] + cost == value:
                return night, row
        raise AssertionError("no choice has the value of its date")

    def day(self, date: int, place: int, night: int, row: Offer | None, at: int) -> TeamDay:
        """Return a date with the first row of some outcomes, where `at` is left to record."""
        start, end = self.places[place], self.places[night]
        if row is None:
            return TeamDay(date, start, end, (), (0,) * len(self.posts))
        recorded = np.minimum(self.every.digits[at], row.residents[0])
        actions = tuple(self._actions(date, place, night, row))
        late = tuple((row.exact[0] == LAST).tolist())
        return TeamDay(date, start, end, actions, tuple(recorded.tolist()), late)

    def _actions(self, date: int, place: int, night: int, row: Offer) -> list[Action]:
        """Return the cheapest actions from a place to those residents and that night."""
        graph = self.graphs.graph(date)
        rows, ends = self._search(graph, place)
        sets = len(ends.rupiah) // self.sleeps
        number = night * sets + int(graph.late[row.exact[0] == LAST].sum()) // graph.ready
        fits = (self._digits(graph) >= row.residents[0]).all(axis=1)
        done = int(np.flatnonzero(fits & (ends.rupiah[number] == row.rupiah[0]))[0])
        at, road = int(ends.label[number, done]), int(ends.road[number, done])
        actions = []
        while rows[at, PARENT] >= 0:
            actions.append(Action(*(int(rows[at, n]) for n in (ACTION, PLACE, AMOUNT))))
            at = int(rows[at, PARENT])
        last = [Action(ROAD, night, road)] if road >= 0 else []
        return [
            Action(action.kind, self.places[action.place], action.amount)
            for action in (*actions[::-1], *last)
        ]

    @staticmethod
    def _digits(graph: DayGraph) -> I64:
        """Return (combinations, posts) residents of each combination of a date."""
        numbers = np.arange(int(np.prod(graph.most + 1)))
        digits: I64 = numbers[:, None] // graph.stride % (graph.most + 1)
        return digits

    def _from(self, date: int, place: int) -> Offer:
        """Return the outcomes of a date from a place."""
        if not self.context.calendar.active[date]:
            nothing = np.zeros(0, np.int64)
            none = np.zeros((0, len(self.posts)), np.int64)
            return Offer(nothing, none, none, nothing)
        graph = self.graphs.graph(date)
        condition = int(self.context.calendar.condition[date])
        tables = (graph.crossings, graph.spans, graph.opening, graph.most)
        key = (condition, graph.server, *(table.tobytes() for table in tables))
        known = self._outcomes.setdefault(key, {})
        if place not in known:
            known[place] = self._best(graph, place)
        return known[place]

    def _best(self, graph: DayGraph, place: int) -> Offer:
        rows, ends = self._search(graph, place)
        self._budget.spend(labels=len(rows))
        least = ends.rupiah
        sets = len(least) // self.sleeps
        least[place * sets, 0] = INFEASIBLE
        at, done = np.nonzero(self._kept(least, graph, sets))
        residents = np.ascontiguousarray(done[:, None] // graph.stride % (graph.most + 1))
        exact = np.where((at % sets)[:, None] & (graph.late // graph.ready), LAST, ANY)
        if self._counts:
            exact = np.where(exact == ANY, JUST, exact)
        offer = Offer(at // sets, residents, exact.astype(np.int64), least[at, done])
        order = np.lexsort((done, at % sets, residents.sum(1), offer.rupiah, offer.night))
        return offer.of(order)

    @property
    def _counts(self) -> bool:
        """Whether a visit may be too small."""
        return bool((self._least > 1).any())

    def _kept(self, least: I64, graph: DayGraph, sets: int) -> np.ndarray:
        """Return flags of the outcomes that are kept; `least` is lowered in place.

        Where visits may be too small, all that are large enough are kept: a date that records some
        can record fewer for no more, and must where that leaves enough for another visit.
        """
        if self._counts:
            least[:] = closed(least, graph.most)
            digits = self._digits(graph)
            large = ((digits == 0) | (digits >= self._least)).all(axis=1)
            kept: np.ndarray = (least < INFEASIBLE) & large
        else:
            kept = unbeaten(least, graph.most)
            for number in range(len(least)):
                if number % sets:
                    kept[number] = least[number] < INFEASIBLE
        plain = closed(least[::sets], graph.most)
        for number in range(len(least)):
            if number % sets:
                kept[number] &= least[number] < plain[number // sets]
        return kept

    def _search(self, graph: DayGraph, place: int) -> tuple[I64, Ends]:
        size = int(np.prod(graph.most + 1))
        sets = 1 << int((graph.late > 0).sum())
        keys = (int(graph.node.max()) + 2) * graph.ready * sets * size
        limits = self._budget.parameters
        if keys > limits.most_keys or self.sleeps * sets * size > limits.most_ends:
            raise TooLarge
        rows, ends = date_labels(graph, place, np.empty(keys, np.int32), limits.most_date_labels)
        if not len(rows):
            raise TooLarge
        return rows, ends


def _nights_in_a_row(home: np.ndarray) -> int:
    """Return the most nights in a row that the calendar lets a pair spend away."""
    most = row = 0
    for at_home in home.tolist():
        row = 0 if at_home else row + 1
        most = max(most, row)
    return most


def unbeaten(least: I64, most: I64) -> np.ndarray:
    """Return flags of outcomes (nights, combinations) that none with more residents undercuts."""
    shape = (len(least), *(most[::-1] + 1))
    table = least.reshape(shape)
    floor = table.copy()
    for axis in range(1, table.ndim):
        floor = np.flip(np.minimum.accumulate(np.flip(floor, axis), axis), axis)
    beyond = np.full(shape, INFEASIBLE, np.int64)
    for axis in range(1, table.ndim):
        higher = np.moveaxis(floor, axis, 0)
        target = np.moveaxis(beyond, axis, 0)
        np.minimum(target[:-1], higher[1:], out=target[:-1])
    kept: np.ndarray = (table < beyond) & (table < INFEASIBLE)
    return kept.reshape(least.shape)


def closed(rupiah: I64, most: I64) -> I64:
    """Return the least rupiah for at least as many residents, by night and combination."""
    table = rupiah.reshape((len(rupiah), *(most[::-1] + 1)))
    for axis in range(1, table.ndim):
        table = np.flip(np.minimum.accumulate(np.flip(table, axis), axis), axis)
    closed: I64 = np.ascontiguousarray(table).reshape(rupiah.shape)
    return closed
