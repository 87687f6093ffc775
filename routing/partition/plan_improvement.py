"""Plans from courses of sets of kecamatan: a roster to begin with, then better selections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from routing.partition.bound_refinement import PartitionSolver, SetSelection
from routing.partition.set_neighbourhoods import improved
from routing.partition.set_selection import Key
from routing.plan import TeamPlan, team_plan
from routing.search import EvaluatedRoster
from routing.timetable import Timetable


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
        self._timetable = timetable
        self._instance = solver.joint.instance
        self._random = Random(1)  # noqa: S311  (no secret)

    def begin(self, best: EvaluatedRoster) -> SetSelection | None:
        """Take a roster's courses, search its sets of kecamatan, and return the best selection."""
        self._solver.find(self._offer(best))
        return self._solver.selection()

    def round(self, late: Callable[[], bool]) -> Iterator[SetSelection]:
        """Yield the best selection after each search that may have made it better."""
        for selection in improved(self._solver, self._random, late):
            if selection is not None:
                yield selection

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
                if recorded == sum(places[p].residents for p in self._solver.members(mask)):
                    dates = self._timetable.build(team, best.roster[team], best.outcomes[team])
                    self._solver.offer(class_number, mask, dates)
        return keys
