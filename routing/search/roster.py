"""Rosters: who serves what in which order, and what the decoder makes of it.

A *roster* is one order of jobs per team. Rosters are compared by what their timetables record and
cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from routing.instance import I64, Instance
from routing.timetable import NOTHING, Jobs, Outcome, Timetable

Roster = tuple[Jobs, ...]
"""The jobs of each team in order."""

RosterKey = tuple[int, int, int]
"""Minus the firm promises kept, minus the weighted residents, then the rupiah: less is better."""


@dataclass(frozen=True, slots=True)
class EvaluatedRoster:
    """A roster with its teams' outcomes; of two, the one with the lesser `key` is better."""

    roster: Roster
    outcomes: tuple[Outcome, ...]
    promised: int = 0
    """Rupiah that all promises are worth together: `rupiah` charges those that are broken."""

    @property
    def key(self) -> RosterKey:
        """Minus the firm promises kept, minus the weighted residents, then the rupiah."""
        return -sum(outcome.firm for outcome in self.outcomes), -self.weighted, self.rupiah

    @property
    def weighted(self) -> int:
        """Weighted residents recorded."""
        return sum(outcome.weighted for outcome in self.outcomes)

    @property
    def rupiah(self) -> int:
        """Total of all teams, with the worth of broken promises."""
        return self.promised + sum(outcome.rupiah for outcome in self.outcomes)


class RosterEvaluator:
    """Evaluates rosters: what the server takes from one team it no longer takes from another."""

    def __init__(self, instance: Instance, timetable: Timetable) -> None:
        self.instance = instance
        self.timetable = timetable
        limits = [-1 if limit is None else limit for limit in instance.server]
        self._server = np.array(limits, np.int64)
        self._promised = int(instance.promised.sum())

    def evaluate(self, roster: Roster, before: EvaluatedRoster | None = None) -> EvaluatedRoster:
        """Evaluate a roster; keep the outcomes of teams whose jobs are as in `before`."""
        if before is None:
            return self.reevaluate(
                EvaluatedRoster(roster, (NOTHING,) * len(roster), self._promised),
                range(len(roster)),
            )
        changed = [team for team, jobs in enumerate(roster) if jobs != before.roster[team]]
        return self.reevaluate(EvaluatedRoster(roster, before.outcomes, self._promised), changed)

    def reevaluate(self, evaluated: EvaluatedRoster, teams: Iterable[int]) -> EvaluatedRoster:
        """Decode some teams' jobs again; they share what the other teams leave of the server.

        Parameters
        ----------
        teams
            In the order in which they take from the server.
        """
        outcomes = list(evaluated.outcomes)
        teams = list(teams)
        if not self.timetable.limited:
            for team in teams:
                outcomes[team] = self.timetable.evaluate(team, evaluated.roster[team])
            return EvaluatedRoster(evaluated.roster, tuple(outcomes), self._promised)
        for team in teams:
            outcomes[team] = NOTHING
        left = self._server.copy()
        for outcome in outcomes:
            self._take(left, outcome)
        for team in teams:
            outcomes[team] = self.timetable.evaluate(team, evaluated.roster[team], left.copy())
            self._take(left, outcomes[team])
        return EvaluatedRoster(evaluated.roster, tuple(outcomes), self._promised)

    @staticmethod
    def _take(left: I64, outcome: Outcome) -> None:
        dates, residents = outcome.recorded
        left[dates] -= np.where(left[dates] >= 0, residents, 0)


def replaced(roster: Roster, changes: dict[int, Jobs]) -> Roster:
    """Return the roster with other jobs for some teams."""
    return tuple(changes.get(team, jobs) for team, jobs in enumerate(roster))
