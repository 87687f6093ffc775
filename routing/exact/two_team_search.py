"""Two pairs that share a short server, searched completely together.

As for one pair (`routing.exact.team_search`), but a state is where both pairs sleep, and a date's
outcome is what both record, within what the server takes on the date (R12). A pair that can
record some residents on a date can record fewer for no more, so an outcome of both is any sum of
two combinations that keeps the limit, at the least rupiah; only those that no larger one
undercuts are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from routing.exact.campaign_dp import INFEASIBLE, Combos, rest
from routing.exact.effort_budget import Budget
from routing.exact.team_search import Offer, TeamDay, TeamSearch, closed, unbeaten
from routing.instance import I64
from routing.jit import kernel


@dataclass(frozen=True, slots=True)
class _Offer:
    """Outcomes of a pair's date from a place: least rupiah by night and combination."""

    rupiah: I64  # (sleeps, combinations), INFEASIBLE where it cannot be
    idle: int  # rupiah of a date without events, INFEASIBLE where it cannot be
    entries: I64  # (n, 3) night, combination, rupiah


@dataclass(frozen=True, slots=True)
class _Rows:
    """Outcomes of both pairs from two places."""

    nights: I64  # (rows, 2)
    residents: I64  # (rows, posts)
    rupiah: I64  # (rows,)


@kernel
def _sums(
    one: I64, two: I64, nights: tuple[int, int], limit: int, every: Combos, people: I64
) -> I64:
    """Return (nights of both, combinations) the least rupiah of sums that keep the limit."""
    size = len(people)
    least = np.full((nights[0] * nights[1], size), INFEASIBLE, np.int64)
    for mine in range(len(one)):
        for other in range(len(two)):
            first, second = one[mine, 1], two[other, 1]
            if people[first] + people[second] > limit or first + second >= size:
                continue
            fits = True
            for post in range(len(every.stride)):
                most = every.digits[size - 1, post]
                if every.digits[first, post] + every.digits[second, post] > most:
                    fits = False
            if fits:
                night = one[mine, 0] * nights[1] + two[other, 0]
                rupiah = one[mine, 2] + two[other, 2]
                least[night, first + second] = min(least[night, first + second], rupiah)
    return least


@kernel
def _lower(
    values: I64, after: I64, residents: I64, rupiah: I64, states: I64, targets: I64,
    every: Combos, urgency: int,
) -> None:  # fmt: skip
    """Lower the values of some states by the outcomes of a date.

    Parameters
    ----------
    values, after
        (states, combinations) at the start of the date and at its end.
    states
        (k,) states in which the outcomes can begin.
    targets
        (rows, k) where they lead, -1 where not.
    """
    exact = np.zeros(residents.shape[1], np.int64)
    for row in range(len(rupiah)):
        for at in range(after.shape[1]):
            left, recorded = rest(every, at, residents[row], exact)
            cost = rupiah[row] + recorded * urgency
            for number in range(len(states)):
                target = targets[row, number]
                if target >= 0 and after[target, left] < INFEASIBLE:
                    before = values[states[number], at]
                    values[states[number], at] = min(before, after[target, left] + cost)


class TwoTeamSearch:
    """Two pairs that record at posts of their own, or (`own` None) wherever they may.

    Parameters
    ----------
    own
        For each pair a flag for each post.
    budget
        How much the search may do.
    """

    def __init__(
        self, searches: tuple[TeamSearch, TeamSearch], own: np.ndarray | None, budget: Budget
    ) -> None:
        self._searches = searches
        self._own = own
        self._every = searches[0].every
        self._people: I64 = self._every.digits.sum(1)
        self._dates = len(searches[0].instance.campaign.dates)
        self._limits = [
            int(self._people[-1]) if limit is None else limit
            for limit in searches[0].instance.server
        ]
        self._known: dict[tuple[int, int, int], _Rows] = {}
        self._budget = budget
        self._values = self._all_values()

    @property
    def rupiah(self) -> I64:
        """(combinations,) least rupiah of both; `INFEASIBLE` where they cannot record it."""
        found: I64 = self._values[0, 0]
        return found

    def courses(self, at: int) -> tuple[tuple[TeamDay, ...], ...]:
        """Return both pairs' dates away or on duty where they record a combination."""
        found: tuple[list[TeamDay], list[TeamDay]] = ([], [])
        places: tuple[int, ...] = (0, 0)
        outs: tuple[int, ...] = (0, 0)
        for date in range(self._dates):
            nights, shares = self._choice(date, places, outs, at)
            for one in (0, 1):
                day = self._day(date, one, places[one], nights[one], shares[one])
                if day is not None:
                    found[one].append(day)
                at -= int(np.minimum(shares[one][1], shares[one][0]) @ self._every.stride)
            outs = tuple(
                min(out + 1, search.layers) if night else 0
                for search, out, night in zip(self._searches, outs, nights, strict=True)
            )
            places = nights
        return tuple(tuple(days) for days in found)

    def _all_values(self) -> I64:
        states = self._searches[0].states * self._searches[1].states
        shape = (self._dates + 1, states, len(self._people))
        self._budget.spend(values=shape[0] * shape[1] * shape[2])
        values = np.full(shape, INFEASIBLE, np.int64)
        values[self._dates, 0, 0] = 0
        urgency = self._searches[0].context.terms.urgency_rupiah
        for date in range(self._dates - 1, -1, -1):
            sleeps = [search.sleeps if date else 1 for search in self._searches]
            for places in np.ndindex(*sleeps):
                rows = self._rows(date, *places)
                outs = self._outs(date, *places)
                states_here = np.array([self._state(places, out) for out in outs], np.int64)
                targets = self._targets(date, rows, outs)
                self._budget.spend(steps=len(rows.rupiah) * (1 + len(outs)) * shape[2])
                _lower(
                    values[date], values[date + 1], rows.residents, rows.rupiah, states_here,
                    targets, self._every, urgency * date,
                )  # fmt: skip
        return values

    def _outs(self, date: int, *places: int) -> list[tuple[int, ...]]:
        """Return the nights away in a row that both pairs can have behind them at two places."""
        spans = [
            range(1, min(date, search.layers) + 1) if place else range(1)
            for search, place in zip(self._searches, places, strict=True)
        ]
        return [(first, second) for first in spans[0] for second in spans[1]]

    def _state(self, places: tuple[int, ...], outs: tuple[int, ...]) -> int:
        first, second = (
            1 + (place - 1) * search.layers + out - 1 if place else 0
            for search, place, out in zip(self._searches, places, outs, strict=True)
        )
        return first * self._searches[1].states + second

    def _targets(self, date: int, rows: _Rows, outs: list[tuple[int, ...]]) -> I64:
        targets = np.full((len(rows.rupiah), len(outs)), -1, np.int64)
        for number, out in enumerate(outs):
            both = []
            fine = np.ones(len(rows.rupiah), bool)
            for one, search in enumerate(self._searches):
                night = rows.nights[:, one]
                layer = 0 if search.free else out[one]
                both.append(np.where(night == 0, 0, 1 + (night - 1) * search.layers + layer))
                fine &= (night == 0) | search.free | (out[one] < search.layers)
            target = both[0] * self._searches[1].states + both[1]
            targets[fine, number] = target[fine]
        return targets

    def _rows(self, date: int, first: int, second: int) -> _Rows:
        key = (date, first, second)
        if key not in self._known:
            one, two = self._offer(date, 0, first), self._offer(date, 1, second)
            self._budget.spend(steps=len(one.entries) * len(two.entries))
            nights = (self._searches[0].sleeps, self._searches[1].sleeps)
            least = _sums(
                one.entries, two.entries, nights, self._limits[date], self._every, self._people
            )
            night, done = np.nonzero(unbeaten(least, self._every.digits[-1]))
            both = np.stack((night // nights[1], night % nights[1]), axis=1)
            self._known[key] = _Rows(
                both.astype(np.int64), self._every.digits[done], least[night, done]
            )
        return self._known[key]

    def _offer(self, date: int, one: int, place: int) -> _Offer:
        """Return a pair's outcomes on a date from a place, lodging and duty included."""
        search = self._searches[one]
        away = not search.context.calendar.home[date]
        outcomes = search.outcomes(date)
        chosen = slice(outcomes.first[place], outcomes.first[place + 1])
        rupiah = np.full((search.sleeps, len(self._people)), INFEASIBLE, np.int64)
        cost = outcomes.rupiah[chosen] + search.context.terms.duty_day_rupiah
        cost = cost + search.lodging[outcomes.night[chosen]]
        residents = outcomes.residents[chosen]
        if self._own is not None:
            residents = residents * self._own[one]
        np.minimum.at(rupiah, (outcomes.night[chosen], residents @ self._every.stride), cost)
        rupiah = closed(rupiah, self._every.digits[-1])
        idle = int(search.lodging[place]) if away or place == 0 else INFEASIBLE
        rupiah[place, 0] = min(rupiah[place, 0], idle)
        rupiah[:, self._people > self._limits[date]] = INFEASIBLE
        night, done = np.nonzero(rupiah < INFEASIBLE)
        entries = np.stack((night, done, rupiah[night, done]), axis=1).astype(np.int64)
        return _Offer(rupiah, idle, entries)

    def _choice(
        self, date: int, places: tuple[int, ...], outs: tuple[int, ...], at: int
    ) -> tuple[tuple[int, int], tuple[tuple[I64, I64], tuple[I64, I64]]]:
        """Return the nights of both, and for each what it can record and what it records."""
        value = self._values[date, self._state(places, outs), at]
        rows, after = self._rows(date, *places), self._values[date + 1]
        targets = self._targets(date, rows, [outs])[:, 0]
        urgency = self._searches[0].context.terms.urgency_rupiah * date
        for row in np.flatnonzero(targets >= 0):
            take = np.minimum(self._every.digits[at], rows.residents[row])
            left = at - int(take @ self._every.stride)
            cost = int(rows.rupiah[row] + take.sum() * urgency)
            if after[targets[row], left] < INFEASIBLE and after[targets[row], left] + cost == value:
                nights = int(rows.nights[row, 0]), int(rows.nights[row, 1])
                split = self._split(date, places, nights, rows.residents[row], rows.rupiah[row])
                mine = np.minimum(split[0], take)
                return nights, ((split[0], mine), (split[1], take - mine))
        raise AssertionError("no choice has the value of its date")

    def _split(
        self, date: int, places: tuple[int, ...], nights: tuple[int, int], residents: I64,
        rupiah: int,
    ) -> tuple[I64, I64]:  # fmt: skip
        """Return what each of both records of an outcome."""
        one, two = self._offer(date, 0, places[0]), self._offer(date, 1, places[1])
        mine, other = one.rupiah[nights[0]], two.rupiah[nights[1]]
        whole = int(residents @ self._every.stride)
        for first in range(whole + 1):
            if (self._every.digits[first] > residents).any():
                continue
            second = whole - first
            if (
                max(mine[first], other[second]) < INFEASIBLE
                and mine[first] + other[second] == rupiah
            ):
                return self._every.digits[first], self._every.digits[second]
        raise AssertionError("no split has the rupiah of its outcome")

    def _day(
        self, date: int, one: int, place: int, night: int, share: tuple[I64, I64]
    ) -> TeamDay | None:
        """Return a pair's date; None at home without events."""
        search, (offered, recorded) = self._searches[one], share
        if place == night == 0 and not recorded.any():
            return None  # what is offered and not taken costs nothing, or idle would be cheaper
        offer = self._offer(date, one, place)
        at = int(recorded @ self._every.stride)
        rupiah = offer.rupiah[night, int(offered @ self._every.stride)]
        if not offered.any() and night == place and rupiah == offer.idle:
            return search.day(date, place, place, None, at) if place else None
        outcomes = search.outcomes(date)
        for row in range(outcomes.first[place], outcomes.first[place + 1]):
            cost = (
                outcomes.rupiah[row] + search.context.terms.duty_day_rupiah + search.lodging[night]
            )
            enough = (outcomes.residents[row] >= offered).all()
            if outcomes.night[row] == night and enough and cost == rupiah:
                found = Offer(outcomes.night, outcomes.residents, outcomes.exact, outcomes.rupiah)
                return search.day(date, place, night, found.of(np.array([row])), at)
        raise AssertionError("no outcome has the rupiah of its share")
