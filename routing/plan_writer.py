"""From the best roster, the proof's plan or a complete search to a plan with its certificate."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from geodata import Language
from routing.certifier import Certifier
from routing.exact import METHOD, Complete
from routing.instance import Instance
from routing.plan import Certificate, Plan, TeamPlan, assemble, team_plan
from routing.search import EvaluatedRoster
from routing.timetable import Timetable, cheaper
from routing.unserved import unserved


class PlanWriter:
    """Writes plans of an instance.

    Parameters
    ----------
    timetable
        Writes the roster's outcomes as events.
    certifier
        What is proven, and the plan that the proof found.
    until
        Of `time.monotonic()`: later than that no cheaper legs are looked for.
    language
        Of the reasons for residents that are left.
    known
        Plans that are valid as they stand.
    """

    def __init__(
        self, instance: Instance, timetable: Timetable, certifier: Certifier, until: float,
        language: Language, known: Sequence[tuple[TeamPlan, ...]] = (),
    ) -> None:  # fmt: skip
        self._known = known
        self._instance = instance
        self._timetable = timetable
        self._certifier = certifier
        self._until = until
        self._language = language

    def plan(self, best: EvaluatedRoster) -> Plan:
        """Return the better one of the roster's plan and the proof's, with its certificate."""
        campaign = self._instance.campaign
        plans = [assemble(campaign, teams) for teams in (*self._known, self._teams(best))]
        found = self._certifier.bounds.found
        if found is not None and found.teams is not None:
            plans.append(assemble(campaign, found.teams))
        return self._certified(min(plans, key=lambda plan: plan.summary.order))

    def complete(self, complete: Complete) -> Plan:
        """Return the plan of the complete search, with a certificate that nothing beats it."""
        plan = assemble(self._instance.campaign, complete.teams)
        sums = plan.summary
        left = unserved(
            self._instance, self._timetable, plan.recorded, self._language, complete.recordable,
            plan.teams,
        )  # fmt: skip
        proven = Certificate(sums.weighted_recorded, 0.0, sums.total_rupiah, 0.0, METHOD)
        return replace(plan, unserved=left, certificate=proven)

    def spares(
        self, best: EvaluatedRoster, rejected: Plan, idle: Collection[str]
    ) -> Iterator[Plan]:
        """Plans without the complete search, the proof's courses and cheaper legs, in turn.

        Parameters
        ----------
        rejected
            The plan that they stand in for.
        idle
            Ids of teams that do nothing in the plan before the last; it may grow meanwhile.
            In the last one nobody does anything.
        """
        known = [rejected.teams]
        for teams in self._spare_teams(best, idle):
            if teams not in known:
                known.append(teams)
                yield self._certified(assemble(self._instance.campaign, teams))

    def _spare_teams(
        self, best: EvaluatedRoster, idle: Collection[str]
    ) -> Iterator[tuple[TeamPlan, ...]]:
        yield tuple(self._teams(best))
        found = self._certifier.bounds.found
        if found is not None and found.teams is not None:
            yield found.teams
        plain = self._teams(best, rerouted=False)
        yield tuple(plain)
        nothing = [replace(one, kecamatan=(), dates=()) for one in plain]
        pairs = list(zip(plain, nothing, strict=True))
        yield tuple(none if one.id in idle else one for one, none in pairs)
        yield tuple(nothing)

    def _certified(self, plan: Plan) -> Plan:
        left = unserved(
            self._instance, self._timetable, plan.recorded, self._language, None, plan.teams
        )
        return replace(plan, unserved=left, certificate=self._certifier.certificate(plan))

    def _teams(self, best: EvaluatedRoster, *, rerouted: bool = True) -> list[TeamPlan]:
        """The roster's outcomes as events, on cheaper legs where `rerouted`."""
        campaign = self._instance.campaign
        plans = []
        for number, (team, jobs, outcome) in enumerate(
            zip(campaign.teams, best.roster, best.outcomes, strict=True)
        ):
            plan = team_plan(campaign, team, self._timetable.build(number, jobs, outcome))
            if rerouted and time.monotonic() < self._until:
                plan = cheaper(self._instance, self._timetable.contexts[number], plan)
            plans.append(plan)
        return plans
