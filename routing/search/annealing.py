"""Local search over rosters by simulated annealing (Kirkpatrick et al. 1983).

Every move (`routing.search.moves`) makes a neighbour of the roster; the decoder
(`routing.timetable`) gives it its value. A worse roster is accepted with a probability that falls
as the stopping criteria are used up. Criteria that count work alone make the search repeatable:
the same seed gives the same roster.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from routing.parameters import AnnealingParameters, MoveParameters
from routing.search.moves import Neighbourhood
from routing.search.order_moves import Draw
from routing.search.roster import EvaluatedRoster, RosterEvaluator, RosterKey
from routing.stopping import MaxWork, MeasuredCriterion, StoppingCriterion


class Annealing:
    """Simulated annealing from a roster.

    Parameters
    ----------
    evaluator
        Gives rosters their value.
    seed
        Of the random draws.
    work
        Timetables that may be evaluated.
    stopped
        Asked before every move; ends the search early.
    clock
        A criterion by which the search cools and ends as well; with it the same seed and work
        need not give the same roster.
    postpones
        Whether moves may also leave parts of posts for later, where not everyone is recorded.
    """

    def __init__(
        self, evaluator: RosterEvaluator, seed: int, work: int, stopped: StoppingCriterion,
        clock: MeasuredCriterion | None = None, *, postpones: bool = False,
        parameters: AnnealingParameters = AnnealingParameters(),  # noqa: B008  (frozen)
        moves: MoveParameters = MoveParameters(),  # noqa: B008  (frozen)
    ) -> None:  # fmt: skip
        self._evaluator = evaluator
        self._draw = Draw(seed)
        self._work = work
        self._stopped = stopped
        self._clock = clock
        self._parameters = parameters
        self._neighbourhood = Neighbourhood(evaluator, self._draw, moves, postpones=postpones)
        self._moves = 0

    def run(
        self, start: EvaluatedRoster, on_best: Callable[[EvaluatedRoster], None]
    ) -> EvaluatedRoster:
        """Search from `start`; `on_best` is called with every better roster."""
        current = best = start
        hot, cold = self._temperatures(start)
        criteria = self._criteria()
        cycle, cycles = 0, self._cycles
        while not any(criterion() for criterion in criteria) and not self._stopped():
            self._moves += 1
            candidate = self._neighbourhood.propose(current)
            if candidate is None:
                continue
            done = max(criterion.used for criterion in criteria)
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

    def _criteria(self) -> list[MeasuredCriterion]:
        """Criteria that end the search, and by which it cools."""
        timetable = self._evaluator.timetable
        most_moves = self._parameters.moves_per_timetable * self._work
        criteria: list[MeasuredCriterion] = [
            MaxWork(self._work, lambda: timetable.evaluations),
            MaxWork(most_moves, lambda: self._moves),
        ]
        return criteria if self._clock is None else [*criteria, self._clock]

    @property
    def _cycles(self) -> int:
        """Times that the search cools."""
        numbers = self._parameters
        few = len(self._evaluator.instance.posts) <= numbers.cycle_posts
        long = self._work >= numbers.cycles * numbers.cycle_timetables
        return numbers.cycles if few and long else 1

    def _temperatures(self, start: EvaluatedRoster) -> tuple[float, float]:
        """First and last temperature in rupiah."""
        numbers = self._parameters
        mean = max(1, start.rupiah) / max(1, len(start.roster))
        few = numbers.few_posts_factor / max(1, len(self._evaluator.instance.posts)) ** 2
        share = min(numbers.most_start_share, max(numbers.start_share, few))
        hot = max(numbers.least_start_rupiah, share * mean)
        return hot, max(numbers.least_end_rupiah, hot / numbers.cooling)

    def _accepts(self, new: RosterKey, old: RosterKey, temperature: float) -> bool:
        if new <= old:
            return True
        lost = max(0, new[1] - old[1])
        worse = self._parameters.resident_rupiah * lost + new[2] - old[2]
        return self._draw.chance() < math.exp(-max(0, worse) / temperature)
