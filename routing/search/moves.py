"""Moves of the local search: each makes a neighbour of a roster.

A move changes the jobs of one or two teams (`Relocate`, `Swap`, `ChangeOrder`, `Postpone`) or the
order in which teams take from the server (`Reallocate`). `Neighbourhood` draws which move is tried
next; the changes of one team's order are in `routing.search.order_moves`.
"""

from __future__ import annotations

from typing import Protocol

from routing.parameters import MoveParameters
from routing.search.order_moves import Draw, Join, OrderMove, Reverse, Shift, Split
from routing.search.roster import EvaluatedRoster, Roster, RosterEvaluator, replaced
from routing.search.shortage import trimmed
from routing.timetable import Jobs, merge


class RosterMove(Protocol):
    """A kind of change of a roster."""

    def propose(self, current: EvaluatedRoster) -> EvaluatedRoster | None:
        """Return a neighbour of the roster, evaluated; None where the move cannot be made."""


def _busy(roster: Roster) -> list[int]:
    """Teams that have jobs."""
    return [team for team, jobs in enumerate(roster) if jobs]


class _Units:
    """What moves between teams: a kecamatan where each is one team's, otherwise a job."""

    def __init__(self, evaluator: RosterEvaluator, draw: Draw) -> None:
        self._instance = evaluator.instance
        self._exclusive = evaluator.instance.campaign.rules.one_pair_per_kecamatan
        self._draw = draw

    def drawn(self, jobs: Jobs) -> tuple[Jobs, Jobs]:
        """Return jobs that must move together, and the rest."""
        post = jobs[self._draw.number(len(jobs))][0]
        if self._exclusive:
            name = self._instance.kecamatan(post)
            chosen = tuple(job for job in jobs if self._instance.kecamatan(job[0]) == name)
            return chosen, tuple(job for job in jobs if job not in chosen)
        number = self._draw.number(len(jobs))
        return (jobs[number],), jobs[:number] + jobs[number + 1 :]

    def allowed(self, team: int, jobs: Jobs) -> bool:
        """Whether the pins let a team serve the jobs."""
        member = self._instance.campaign.teams[team]
        return all(self._instance.allowed(post, member) for post, _ in jobs)


class Relocate:
    """Give a unit of one team to another."""

    def __init__(self, evaluator: RosterEvaluator, draw: Draw) -> None:
        self._evaluator, self._draw = evaluator, draw
        self._units = _Units(evaluator, draw)

    def propose(self, current: EvaluatedRoster) -> EvaluatedRoster | None:
        """Return a neighbour of the roster, evaluated; None where the move cannot be made."""
        roster, busy = current.roster, _busy(current.roster)
        if not busy:
            return None
        giver = busy[self._draw.number(len(busy))]
        taker = self._draw.number(len(roster))
        unit, rest = self._units.drawn(roster[giver])
        if giver == taker or not self._units.allowed(taker, unit):
            return None
        changes = {giver: merge(rest), taker: self._draw.inserted(roster[taker], unit)}
        return self._evaluator.evaluate(replaced(roster, changes), current)


class Swap:
    """Exchange units of two teams."""

    def __init__(self, evaluator: RosterEvaluator, draw: Draw) -> None:
        self._evaluator, self._draw = evaluator, draw
        self._units = _Units(evaluator, draw)

    def propose(self, current: EvaluatedRoster) -> EvaluatedRoster | None:
        """Return a neighbour of the roster, evaluated; None where the move cannot be made."""
        roster, busy = current.roster, _busy(current.roster)
        if len(busy) < 2:
            return None
        one, two = (busy[n] for n in self._draw.two(len(busy)))
        unit_one, rest_one = self._units.drawn(roster[one])
        unit_two, rest_two = self._units.drawn(roster[two])
        if not (self._units.allowed(two, unit_one) and self._units.allowed(one, unit_two)):
            return None
        new_one = self._draw.inserted(rest_one, unit_two)
        new_two = self._draw.inserted(rest_two, unit_one)
        return self._evaluator.evaluate(replaced(roster, {one: new_one, two: new_two}), current)


class ChangeOrder:
    """Change the order of one team's jobs."""

    def __init__(self, evaluator: RosterEvaluator, draw: Draw, shares: MoveParameters) -> None:
        self._evaluator, self._draw = evaluator, draw
        self._until: tuple[tuple[float, OrderMove], ...] = (
            (shares.split, Split(evaluator.instance, draw)),
            (round(shares.split + shares.shift, 9), Shift(draw)),
            (round(shares.split + shares.shift + shares.reverse, 9), Reverse(draw)),
        )
        self._last = Join(draw)

    def propose(self, current: EvaluatedRoster) -> EvaluatedRoster | None:
        """Return a neighbour of the roster, evaluated; None where the move cannot be made."""
        busy = _busy(current.roster)
        if not busy:
            return None
        team = busy[self._draw.number(len(busy))]
        jobs = current.roster[team]
        chance = self._draw.chance()
        move = next((move for until, move in self._until if chance < until), self._last)
        changed = move.changed(jobs) if len(jobs) >= move.least_jobs else jobs
        if changed == jobs:
            return None
        return self._evaluator.evaluate(replaced(current.roster, {team: changed}), current)


class Postpone:
    """Leave what is recorded of a job on its last date for later."""

    def __init__(self, evaluator: RosterEvaluator, draw: Draw) -> None:
        self._evaluator, self._draw = evaluator, draw

    def propose(self, current: EvaluatedRoster) -> EvaluatedRoster | None:
        """Return a neighbour of the roster, evaluated; None where the move cannot be made."""
        busy = _busy(current.roster)
        team = busy[self._draw.number(len(busy))]
        jobs, outcome = current.roster[team], current.outcomes[team]
        changed = trimmed(jobs, outcome, self._draw.number(len(jobs)))
        if changed is None:
            return None
        return self._evaluator.evaluate(replaced(current.roster, {team: changed}), current)


class Reallocate:
    """Share the server out anew among a few teams, in another order."""

    def __init__(self, evaluator: RosterEvaluator, draw: Draw, most: int) -> None:
        self._evaluator, self._draw, self._most = evaluator, draw, most

    def propose(self, current: EvaluatedRoster) -> EvaluatedRoster | None:
        """Return a neighbour of the roster, evaluated."""
        busy = _busy(current.roster)
        count = min(len(busy), 2 + self._draw.number(self._most - 1))
        return self._evaluator.reevaluate(current, self._draw.shuffled(busy)[:count])


class Neighbourhood:
    """Draws the move that is tried next.

    Parameters
    ----------
    postpones
        Whether parts of posts may be left for later, where not everyone is recorded.
    """

    def __init__(
        self, evaluator: RosterEvaluator, draw: Draw, shares: MoveParameters, *, postpones: bool
    ) -> None:
        self._draw = draw
        places = evaluator.instance.campaign.places
        self._everyone = sum(place.residents * place.weight for place in places)
        self._limited = evaluator.timetable.limited
        self._postpone_until = shares.postpone if postpones else 0.0
        self._reallocate_from = 1 - shares.reallocate
        self._relocate_until = shares.relocate
        self._swap_until = round(shares.relocate + shares.swap, 9)
        self._postpone: RosterMove = Postpone(evaluator, draw)
        self._reallocate: RosterMove = Reallocate(evaluator, draw, shares.most_reallocated)
        self._relocate: RosterMove = Relocate(evaluator, draw)
        self._swap: RosterMove = Swap(evaluator, draw)
        self._change_order: RosterMove = ChangeOrder(evaluator, draw, shares)

    def propose(self, current: EvaluatedRoster) -> EvaluatedRoster | None:
        """Return a neighbour of the roster by a move that is drawn; None where it has none."""
        return self._drawn(current).propose(current)

    def _drawn(self, current: EvaluatedRoster) -> RosterMove:
        incomplete = current.weighted < self._everyone
        if (self._postpone_until or self._limited) and incomplete:
            chance = self._draw.chance()
            busy = _busy(current.roster)
            if chance < self._postpone_until and busy:
                return self._postpone
            if chance > self._reallocate_from and self._limited and busy:
                return self._reallocate
        chance = self._draw.chance()
        if len(current.roster) > 1 and chance < self._relocate_until:
            return self._relocate
        if len(current.roster) > 1 and chance < self._swap_until:
            return self._swap
        return self._change_order
