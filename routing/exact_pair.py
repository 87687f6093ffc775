"""One pair's campaign searched completely: the least rupiah for every combination of residents.

`Pair` joins the outcomes of each date (`routing.exact_date`) over the dates
(`routing.exact_dates`), and tells what a pair does that records a given combination at that
price.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from routing.exact_budget import Budget, TooLarge
from routing.exact_date import (
    ACTION,
    AMOUNT,
    PARENT,
    PLACE,
    ROAD,
    Ends,
    Field,
    date_labels,
)
from routing.exact_dates import (
    FAR,
    Nights,
    Outcomes,
    combos,
    date_values,
    state_of,
)
from routing.exact_field import Fields
from routing.instance import Instance
from routing.network import I64
from routing.timetable import Desk

MOST_KEYS = 25_000_000
"""Most combinations of place, set-ups and residents within a date."""

MOST_ENDS = 5_000_000
"""Most combinations of place of the night and residents of a date."""

MOST_LABELS = 1_000_000
"""Most labels of a date from one place."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What a label did last: an action of `routing.exact_date`, where it led, and how much."""

    action: int
    place: int
    amount: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A date of a pair's course; places are indices of the campaign, `recorded` by post."""

    date: int
    start: int
    night: int
    deeds: tuple[Deed, ...]
    recorded: tuple[int, ...]


class Pair:
    """The dates of one kind of pair.

    Parameters
    ----------
    instance, desk
        The campaign as arrays, and the pair's vehicle, calendar and terms.
    posts
        Posts (indices of places) at which the pair may record; those of other pairs have
        nobody to record for it.
    budget
        What the search may do.
    """

    def __init__(
        self, instance: Instance, desk: Desk, posts: frozenset[int], budget: Budget
    ) -> None:
        self.instance = instance
        self.desk = desk
        self.posts = instance.posts
        self._budget = budget
        self.fields = Fields(instance, desk, posts)
        places = instance.campaign.places
        beds = [2 * (places[n].lodging_per_person or 0) for n in self.places[1 : self.sleeps]]
        self.lodging = np.array([0, *beds], np.int64)
        longest = min(desk.terms.max_nights_out, len(instance.campaign.dates))
        self.free = _nights_in_a_row(desk.calendar.home) <= longest
        self.layers = min(longest, 1) if self.free else longest
        self.every = combos(np.array([places[n].residents for n in self.posts], np.int64))
        self._outcomes: dict[tuple[object, ...], dict[int, tuple[I64, I64, I64]]] = {}

    @property
    def places(self) -> tuple[int, ...]:
        """Indices of the places kept: the base, the lodgings, then the others."""
        return self.fields.places

    @property
    def sleeps(self) -> int:
        """Places where the pair may sleep: the first ones."""
        return self.fields.sleeps

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
        values = np.full((dates + 1, self.states, size), FAR, np.int64)
        values[dates, 0, 0] = 0
        terms = self.desk.terms
        for date in range(dates - 1, -1, -1):
            self._budget.spend()
            values[date] = date_values(
                values[date + 1], outcomes[date], self.nights(date), self.every,
                terms.duty_day_rupiah, terms.urgency_rupiah * date,
            )  # fmt: skip
        return values

    def _foresee(self, size: int) -> None:
        """Look at the first date of duty alone: what it takes, others may take from each bed."""
        working = np.flatnonzero(self.desk.calendar.active)
        if not len(working):
            return
        before = self._budget.labels
        rows = len(self._from(int(working[0]), 0)[0]) * self.sleeps
        self._budget.foresee(
            labels=(before - self._budget.labels) * self.sleeps,
            steps=rows * len(working) * size * (1 + self.layers),
        )

    @property
    def rupiah(self) -> I64:
        """(combinations,) least rupiah of the pair's campaign; `FAR` where none records it."""
        found: I64 = self.values[0, 0]
        return found

    def nights(self, date: int) -> Nights:
        """Where the pair may sleep after a date."""
        away = not self.desk.calendar.home[date]
        return Nights(self.lodging, self.layers, self.free, away, min(date, self.layers))

    def outcomes(self, date: int) -> Outcomes:
        """What the date can bring; nothing on a date without events."""
        parts = []
        for place in range(self.sleeps if date else 1):
            night, residents, rupiah = self._from(date, place)
            if self.desk.calendar.home[date]:
                kept = night == 0
                night, residents, rupiah = night[kept], residents[kept], rupiah[kept]
            parts.append((night, residents, rupiah))
        night, residents, rupiah = (np.concatenate(column) for column in zip(*parts, strict=True))
        counts = [len(part[0]) for part in parts] + [0] * (self.sleeps - len(parts))
        first = np.concatenate(([0], np.cumsum(counts)))
        places = np.repeat(np.arange(self.sleeps), counts)
        order = np.lexsort((night, *residents.T))
        return Outcomes(first, places, night, residents, rupiah, order)

    def course(self, combination: int) -> tuple[Turn, ...]:
        """Dates away or on duty of a pair that records a combination at the least rupiah."""
        return tuple(self._turns(combination))

    def _turns(self, at: int) -> Iterator[Turn]:
        place, out = 0, 0
        for date in range(len(self.instance.campaign.dates)):
            state = 1 + (place - 1) * self.layers + out - 1 if place else 0
            night, row = self._choice(date, place, out, state, at)
            if row is None:
                if place:
                    yield self.turn(date, place, place, None, at)
            else:
                yield self.turn(date, place, night, row, at)
                at = self._rest(at, row)
            out = min(out + 1, self.layers) if night else 0
            place = night

    def _rest(self, at: int, residents: I64) -> int:
        left = np.maximum(self.every.digits[at] - residents, 0)
        return int(left @ self.every.stride)

    def _choice(
        self, date: int, place: int, out: int, state: int, at: int
    ) -> tuple[int, I64 | None]:
        """The night, and the residents offered, of a choice of the least value; None = idle."""
        nights, terms = self.nights(date), self.desk.terms
        value, after = self.values[date, state, at], self.values[date + 1]
        target = state_of(nights, place, out)
        if target >= 0 and after[target, at] + self.lodging[place] == value:
            return place, None
        night, residents, rupiah = self._from(date, place)
        for row in range(len(night)):
            target = state_of(nights, int(night[row]), out)
            if target < 0:
                continue
            left = self._rest(at, residents[row])
            recorded = int((self.every.digits[at] - self.every.digits[left]).sum())
            cost = rupiah[row] + self.lodging[night[row]] + terms.duty_day_rupiah
            cost += recorded * date * terms.urgency_rupiah
            if after[target, left] < FAR and after[target, left] + cost == value:
                return int(night[row]), residents[row]
        raise AssertionError("no choice has the value of its date")

    def turn(self, date: int, place: int, night: int, residents: I64 | None, at: int) -> Turn:
        """A date that offers so many residents, of which `at` are left to record."""
        start, end = self.places[place], self.places[night]
        if residents is None:
            return Turn(date, start, end, (), (0,) * len(self.posts))
        recorded = np.minimum(self.every.digits[at], residents)
        deeds = tuple(self._deeds(date, place, night, residents))
        return Turn(date, start, end, deeds, tuple(recorded.tolist()))

    def _deeds(self, date: int, place: int, night: int, residents: I64) -> list[Deed]:
        """What leads cheapest from a place to those residents and that night."""
        field = self.fields.field(date)
        rows, ends = self._search(field, place)
        done = int(residents @ field.stride)
        at, road = int(ends.label[night, done]), int(ends.road[night, done])
        deeds = []
        while rows[at, PARENT] >= 0:
            deeds.append(Deed(*(int(rows[at, n]) for n in (ACTION, PLACE, AMOUNT))))
            at = int(rows[at, PARENT])
        last = [Deed(ROAD, night, road)] if road >= 0 else []
        return [
            Deed(deed.action, self.places[deed.place], deed.amount)
            for deed in (*deeds[::-1], *last)
        ]

    def _from(self, date: int, place: int) -> tuple[I64, I64, I64]:
        """Night, residents by post and rupiah of what a date can bring from a place."""
        if not self.desk.calendar.active[date]:
            nothing = np.zeros(0, np.int64)
            return nothing, np.zeros((0, len(self.posts)), np.int64), nothing
        field = self.fields.field(date)
        condition = int(self.desk.calendar.condition[date])
        tables = (field.crossings, field.spans, field.opening, field.most)
        key = (condition, field.server, *(table.tobytes() for table in tables))
        known = self._outcomes.setdefault(key, {})
        if place not in known:
            known[place] = self._best(field, place)
        return known[place]

    def _best(self, field: Field, place: int) -> tuple[I64, I64, I64]:
        rows, ends = self._search(field, place)
        self._budget.spend(labels=len(rows))
        least = ends.rupiah
        least[place, 0] = FAR
        night, done = np.nonzero(unbeaten(least, field.most))
        residents = done[:, None] // field.stride % (field.most + 1)
        rupiah = least[night, done]
        order = np.lexsort((done, residents.sum(1), rupiah, night))
        return night[order], np.ascontiguousarray(residents[order]), rupiah[order]

    def _search(self, field: Field, place: int) -> tuple[I64, Ends]:
        size = int(np.prod(field.most + 1))
        masks = 1 << int((field.bit > 0).sum())
        keys = (int(field.node.max()) + 2) * masks * size
        if keys > MOST_KEYS or self.sleeps * size > MOST_ENDS:
            raise TooLarge
        rows, ends = date_labels(field, place, np.empty(keys, np.int32), MOST_LABELS)
        if not len(rows):
            raise TooLarge
        return rows, ends


def _nights_in_a_row(home: np.ndarray) -> int:
    """Most nights in a row that the calendar lets a pair spend away."""
    most = row = 0
    for at_home in home.tolist():
        row = 0 if at_home else row + 1
        most = max(most, row)
    return most


def unbeaten(least: I64, most: I64) -> np.ndarray:
    """Flags of the outcomes (nights, combinations) that none with more residents undercuts."""
    shape = (len(least), *(most[::-1] + 1))
    table = least.reshape(shape)
    floor = table.copy()
    for axis in range(1, table.ndim):
        floor = np.flip(np.minimum.accumulate(np.flip(floor, axis), axis), axis)
    beyond = np.full(shape, FAR, np.int64)
    for axis in range(1, table.ndim):
        higher = np.moveaxis(floor, axis, 0)
        target = np.moveaxis(beyond, axis, 0)
        np.minimum(target[:-1], higher[1:], out=target[:-1])
    kept: np.ndarray = (table < beyond) & (table < FAR)
    return kept.reshape(least.shape)
