"""Some teams' dates made anew in a given order of posts, beside teams whose dates stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from geodata import Language
from routing.campaign import Campaign
from routing.instance import Instance
from routing.parameters import DecoderParameters
from routing.plan import Plan, Session, TeamDate, TeamPlan, Unserved, team_plan
from routing.timetable import STRANDED, Timetable, merge
from routing.unserved import unserved

if TYPE_CHECKING:
    from geodata.travel import TravelTable

PostVisits = Sequence[tuple[str, int]]
"""Posts by id, and the residents to record there, in order."""


class Retiming:
    """Dates teams of a campaign anew.

    Parameters
    ----------
    campaign, travel
        What is to be done, and the legs.
    """

    def __init__(self, campaign: Campaign, travel: TravelTable) -> None:
        self._campaign = campaign
        self._instance = Instance(campaign, travel)
        self._timetable = Timetable(self._instance, DecoderParameters().final_beam)
        self._number = {team.id: n for n, team in enumerate(campaign.teams)}

    def retimed(
        self, visits: Mapping[str, PostVisits], fixed: Mapping[str, Sequence[TeamDate]]
    ) -> dict[str, TeamPlan]:
        """Return the plans of the teams in `visits`, in the campaign's order.

        Parameters
        ----------
        visits
            What each team is to do, in order; nothing but the way home where it is empty. What
            it cannot record in its dates is left.
        fixed
            Dates of other teams, which take from the server first.

        Returns
        -------
        dict
            By team id. A team that cannot come home is absent.
        """
        left = server_left(self._instance, (day for days in fixed.values() for day in days))
        found = {}
        for team in self._campaign.teams:
            if team.id not in visits:
                continue
            number, index = self._number[team.id], self._instance.index
            jobs = merge(tuple((index[post], residents) for post, residents in visits[team.id]))
            outcome = self._timetable.evaluate(
                number, jobs, left.copy() if self._timetable.limited else None
            )
            if outcome.rupiah >= STRANDED:
                continue
            dates, residents = outcome.recorded
            left[dates] -= np.where(left[dates] >= 0, residents, 0)
            built = self._timetable.build(number, jobs, outcome)
            found[team.id] = team_plan(self._campaign, team, built)
        return found

    def unserved(self, plan: Plan, language: Language) -> tuple[Unserved, ...]:
        """Return the posts where a plan leaves residents, each with its reason."""
        return unserved(self._instance, self._timetable, plan.recorded, language, None, plan.teams)


def server_left(instance: Instance, taken: Iterable[TeamDate]) -> np.ndarray:
    """Return (dates,) residents that the server still takes beside some dates, -1 without limit."""
    limits = [-1 if limit is None else limit for limit in instance.server]
    left = np.array(limits, np.int64)
    for day in taken:
        number = (day.date - instance.campaign.start).days
        if left[number] >= 0:
            left[number] = max(0, left[number] - day.residents)
    return left


def visits_of(dates: Sequence[TeamDate]) -> tuple[tuple[str, int], ...]:
    """Return the posts at which a team records, in order, with the residents of each visit."""
    found: list[tuple[str, int]] = []
    for day in dates:
        for event in day.events:
            if isinstance(event, Session):
                if found and found[-1][0] == event.at:
                    found[-1] = event.at, found[-1][1] + event.residents
                else:
                    found.append((event.at, event.residents))
    return tuple(found)
