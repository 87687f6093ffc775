"""Local search over rosters: who serves what in which order.

Every move changes one or two teams' orders of jobs; the decoder (`routing.timetable`) gives the
new roster its value. Worse rosters are accepted with a probability that
falls as the work limit is used up (simulated annealing, Kirkpatrick et al. 1983). Without a
clock the same seed and work limit give the same roster.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from routing.search.roster import EvaluatedRoster, Roster, RosterEvaluator, RosterKey, replaced
from routing.search.shortage import trimmed
from routing.timetable import Jobs, merge

START_SHARE = 0.004
"""Starting temperature as a share of the mean cost of a pair (an assumption, by trial)."""

MOST_SHARE = 0.2
"""Starting temperature where posts are few: each move there changes a pair's cost by a lot."""

FEW = 4.0
"""Over the square of the posts, the starting temperature between the two (by trial)."""

CYCLES = 3
"""Times that the search cools where posts are few, each time from the best roster so far."""

CYCLE_WORK = 100
"""Timetables below which cooling once more is too quick to find anything."""

FEW_POSTS = 12
"""Posts up to which it cools so often (by trial: with more, one slow cooling finds more)."""

COOLING = 80
"""Starting temperature over the last one."""

TRIMS = 0.15
"""Share of moves that leave a part of a post for later, where not everyone is recorded."""

AGAIN = 0.3
"""Share of moves that share the server out anew among a few teams, where it is short."""

MOST_AGAIN = 4
"""Most teams among which the server is shared out anew."""


class Annealing:
    """Simulated annealing from a roster.

    Parameters
    ----------
    evaluator
        Scores rosters.
    seed
        Of the random choices.
    work
        Timetables that may be evaluated.
    stopped
        Asked after every move; ends the search early.
    clock
        Share of the time that is over, where the search may cool by the clock as well: it is
        over at 1. Then the same seed and work need not give the same roster.
    trims
        Whether moves may also leave parts of posts for later, where not everyone is recorded.
    """

    def __init__(
        self, evaluator: RosterEvaluator, seed: int, work: int, stopped: Callable[[], bool],
        clock: Callable[[], float] = lambda: 0.0, *, trims: bool = False,
    ) -> None:  # fmt: skip
        self._trims = TRIMS if trims else 0.0
        self._limited = evaluator.timetable.limited
        self._evaluator = evaluator
        self._instance = evaluator.instance
        self._random = np.random.default_rng(seed)
        self._work = work
        self._stopped = stopped
        self._clock = clock
        places = self._instance.campaign.places
        self._everyone = sum(place.residents * place.weight for place in places)
        self._tied = evaluator.instance.campaign.rules.one_pair_per_kecamatan

    def run(
        self, start: EvaluatedRoster, on_best: Callable[[EvaluatedRoster], None]
    ) -> EvaluatedRoster:
        """Search from `start`; `on_best` hears of every better roster."""
        timetable = self._evaluator.timetable
        first = timetable.evaluations
        current = best = start
        hot, cold = self._temperatures(start)
        moves = cycle = 0
        few = len(self._instance.posts) <= FEW_POSTS and self._work >= CYCLES * CYCLE_WORK
        cycles = CYCLES if few else 1
        most_moves = 40 * self._work
        while timetable.evaluations - first < self._work and moves < most_moves:
            if self._stopped() or self._clock() >= 1:
                break
            moves += 1
            candidate = self._candidate(current)
            if candidate is None:
                continue
            done = max(
                (timetable.evaluations - first) / self._work, moves / most_moves, self._clock()
            )
            if int(done * cycles) > cycle:
                cycle, current = int(done * cycles), best
                continue
            temperature = hot * (cold / hot) ** (done * cycles - cycle)
            if self._accepts(candidate.key, current.key, temperature):
                current = candidate
                if current.key < best.key:
                    best = current
                    on_best(best)
        return best

    def _temperatures(self, start: EvaluatedRoster) -> tuple[float, float]:
        mean = max(1, start.key[1]) / max(1, len(start.roster))
        few = FEW / max(1, len(self._instance.posts)) ** 2
        hot = max(1.0, min(MOST_SHARE, max(START_SHARE, few)) * mean)
        return hot, max(0.5, hot / COOLING)

    def _accepts(self, new: RosterKey, old: RosterKey, temperature: float) -> bool:
        if new <= old:
            return True
        if new[0] > old[0]:
            price = 40_000 * (new[0] - old[0])
            worse = price + new[1] - old[1]
        else:
            worse = new[1] - old[1]
        return bool(self._random.random() < math.exp(-max(0, worse) / temperature))

    def _candidate(self, current: EvaluatedRoster) -> EvaluatedRoster | None:
        """A roster beside the current one, evaluated."""
        if (self._trims or self._limited) and -current.key[0] < self._everyone:
            chance = self._random.random()
            busy = self._busy(current.roster)
            if chance < self._trims and busy:
                team = busy[self._pick(len(busy))]
                jobs, outcome = current.roster[team], current.outcomes[team]
                cut = trimmed(jobs, outcome, self._pick(len(jobs)))
                if cut is None:
                    return None
                return self._evaluator.evaluate(replaced(current.roster, {team: cut}), current)
            if chance > 1 - AGAIN and self._limited and busy:
                count = min(len(busy), 2 + self._pick(MOST_AGAIN - 1))
                teams = self._random.permutation(busy)[:count]
                return self._evaluator.reevaluate(current, teams.tolist())
        roster = self._neighbour(current.roster)
        return None if roster is None else self._evaluator.evaluate(roster, current)

    def _neighbour(self, roster: Roster) -> Roster | None:
        chance = self._random.random()
        if len(roster) > 1 and chance < 0.3:
            return self._relocate(roster)
        if len(roster) > 1 and chance < 0.55:
            return self._swap(roster)
        return self._within(roster)

    def _pick(self, count: int) -> int:
        return int(self._random.integers(count))

    def _busy(self, roster: Roster) -> list[int]:
        return [team for team, jobs in enumerate(roster) if jobs]

    def _unit(self, jobs: Jobs) -> tuple[Jobs, Jobs]:
        """Jobs that must move together, and the rest."""
        post = jobs[self._pick(len(jobs))][0]
        if self._tied:
            name = self._instance.kecamatan(post)
            chosen = tuple(job for job in jobs if self._instance.kecamatan(job[0]) == name)
            return chosen, tuple(job for job in jobs if job not in chosen)
        number = self._pick(len(jobs))
        return (jobs[number],), jobs[:number] + jobs[number + 1 :]

    def _insert(self, jobs: Jobs, unit: Jobs) -> Jobs:
        spot = self._pick(len(jobs) + 1)
        return merge(jobs[:spot] + unit + jobs[spot:])

    def _may(self, team: int, jobs: Jobs) -> bool:
        member = self._instance.campaign.teams[team]
        return all(self._instance.allowed(post, member) for post, _ in jobs)

    def _relocate(self, roster: Roster) -> Roster | None:
        busy = self._busy(roster)
        if not busy:
            return None
        giver = busy[self._pick(len(busy))]
        taker = self._pick(len(roster))
        unit, rest = self._unit(roster[giver])
        if giver == taker or not self._may(taker, unit):
            return None
        return replaced(roster, {giver: merge(rest), taker: self._insert(roster[taker], unit)})

    def _swap(self, roster: Roster) -> Roster | None:
        busy = self._busy(roster)
        if len(busy) < 2:
            return None
        one, two = (busy[n] for n in self._random.choice(len(busy), 2, replace=False))
        unit_one, rest_one = self._unit(roster[one])
        unit_two, rest_two = self._unit(roster[two])
        if not (self._may(two, unit_one) and self._may(one, unit_two)):
            return None
        new_one, new_two = self._insert(rest_one, unit_two), self._insert(rest_two, unit_one)
        return replaced(roster, {one: new_one, two: new_two})

    def _within(self, roster: Roster) -> Roster | None:
        busy = self._busy(roster)
        if not busy:
            return None
        team = busy[self._pick(len(busy))]
        jobs = roster[team]
        chance = self._random.random()
        if chance < 0.25:
            changed = self._split(jobs)
        elif len(jobs) < 2:
            return None
        elif chance < 0.7:
            number = self._pick(len(jobs))
            changed = self._insert(jobs[:number] + jobs[number + 1 :], (jobs[number],))
        elif chance < 0.9:
            a, b = sorted(int(n) for n in self._random.choice(len(jobs) + 1, 2, replace=False))
            changed = merge(jobs[:a] + jobs[a:b][::-1] + jobs[b:])
        else:
            changed = self._join(jobs)
        return None if changed == jobs else replaced(roster, {team: changed})

    def _split(self, jobs: Jobs) -> Jobs:
        """Move a part of a job elsewhere in the order."""
        number = self._pick(len(jobs))
        post, residents = jobs[number]
        least = self._instance.least_visit(post)
        if residents < 2 * least:
            return jobs
        part = least + self._pick(residents - 2 * least + 1)
        rest = (*jobs[:number], (post, residents - part), *jobs[number + 1 :])
        return self._insert(rest, ((post, part),))

    def _join(self, jobs: Jobs) -> Jobs:
        """Bring all parts of a post together."""
        post = jobs[self._pick(len(jobs))][0]
        whole = sum(residents for other, residents in jobs if other == post)
        rest = tuple(job for job in jobs if job[0] != post)
        return self._insert(rest, ((post, whole),))
