"""Plans from courses of sets of kecamatan: a roster to begin with, then better selections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from routing.partition.bound_refinement import PartitionSolver
from routing.partition.course_pool import CoursePool, SetSelection
from routing.partition.set_estimates import promising_sets
from routing.partition.set_neighbourhoods import promising_moves
from routing.partition.set_selection import Key
from routing.plan import TeamPlan, team_plan
from routing.search import EvaluatedRoster
from routing.timetable import Timetable


def improved(
    solver: PartitionSolver, pool: CoursePool, chance: Random, late: Callable[[], bool]
) -> Iterator[SetSelection]:
    """Yield the best selection after each search of a round that may have made it better.

    Sets next to those of the best selection come first; where none of them helps, the search goes
    further away: to what bounds suggest, and to sets next to those of selections that would be
    best if courses cost a little more, each by chance (a perturbation as in iterated local
    search, Lourenço, Martin and Stützle 2003).
    """
    numbers, selection = solver.joint.parameters, pool.select()
    for _ in range(numbers.finds):
        if late():
            return
        if selection is None:
            break
        pool.search(promising_moves(solver, pool, selection.keys))
        known, selection = selection.rupiah, pool.select()
        if selection is None or selection.rupiah >= known:
            break
        yield selection
    else:
        return
    pool.search(promising_sets(solver, pool))
    yield from _selected(pool)
    for _ in range(numbers.kicks):
        other = None if late() else pool.select(chance)
        if other is None:
            return
        pool.search(promising_moves(solver, pool, other.keys))
        yield from _selected(pool)


def _selected(pool: CoursePool) -> Iterator[SetSelection]:
    """Yield the best selection, where there is one."""
    selection = pool.select()
    if selection is not None:
        yield selection


class PlanImprovement:
    """Selects sets of kecamatan whose courses make better plans, round by round.

    Parameters
    ----------
    solver
        The partition, prepared.
    timetable
        Writes the outcomes of a roster as courses.
    """

    def __init__(self, solver: PartitionSolver, timetable: Timetable) -> None:
        self._solver = solver
        self._pool = CoursePool(solver.subproblems)
        self._timetable = timetable
        self._instance = solver.joint.instance
        self._random = Random(1)  # noqa: S311  (no secret)

    def begin(self, best: EvaluatedRoster) -> SetSelection | None:
        """Take a roster's courses, search its sets of kecamatan, and return the best selection."""
        self._pool.search(self._offer(best))
        return self._pool.select()

    def round(self, late: Callable[[], bool]) -> Iterator[SetSelection]:
        """Yield the best selection after each search that may have made it better."""
        yield from improved(self._solver, self._pool, self._random, late)

    def teams(self, selection: SetSelection) -> tuple[TeamPlan, ...]:
        """Return the plans of all teams: like teams take their sets in order."""
        campaign = self._instance.campaign
        dates = dict.fromkeys(range(len(campaign.teams)), ())
        for class_number, team_class in enumerate(self._solver.joint.classes):
            parts = sorted(
                (mask, course) for number, mask, course in selection.parts if number == class_number
            )
            for team, (_, course) in zip(team_class.teams, parts, strict=False):
                dates[team] = course  # type: ignore[assignment]
        return tuple(team_plan(campaign, campaign.teams[n], course) for n, course in dates.items())

    def _offer(self, best: EvaluatedRoster) -> list[Key]:
        """Offer each team's timetable as the course of its set of kecamatan; return the sets.

        A timetable that leaves somebody of the set is no course of it.
        """
        keys: list[Key] = []
        places = self._instance.campaign.places
        number_of = {name: n for n, name in enumerate(self._solver.joint.names)}
        for class_number, team_class in enumerate(self._solver.joint.classes):
            for team in team_class.teams:
                mask, recorded = 0, 0
                for post, residents in best.roster[team]:
                    mask |= 1 << number_of[self._instance.kecamatan(post)]
                    recorded += residents
                if not mask:
                    continue
                keys.append((class_number, mask))
                if recorded == sum(
                    places[p].residents for p in self._solver.subproblems.members(mask)
                ):
                    dates = self._timetable.build(team, best.roster[team], best.outcomes[team])
                    self._pool.offer(class_number, mask, dates)
        return keys
