"""What a team's course comes to with one more post in it, by the timetable alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from routing.campaign import Campaign
from routing.instance import Instance
from routing.parameters import DecoderParameters
from routing.plan import TeamPlan, team_plan
from routing.retiming import PostVisits, server_left, visits_of
from routing.timetable import Jobs, Outcome, Timetable, merge

if TYPE_CHECKING:
    import numpy as np

    from geodata.travel import TravelTable


_BEAM = 2 * DecoderParameters().search_beam
"""Labels kept per date: twice those of the search, since each course is tried once."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """A team that records at one more post.

    Attributes
    ----------
    team, position
        Id of the team, and the place in the order of its posts, from 0 on.
    residents, rupiah
        How many more are recorded, and what more that costs, urgency included; below 0 where
        others are lost for the post.
    here
        Residents recorded at the post by this visit.
    lost
        Posts, and residents of the team's old visits that are not recorded any more.
    visits
        The team's posts in order with the residents recorded there.
    """

    team: str
    position: int
    residents: int
    rupiah: int
    here: int
    lost: tuple[tuple[str, int], ...]
    visits: tuple[tuple[str, int], ...]

    @property
    def order(self) -> tuple[int, int, int]:
        """Order of preference, the less the better: most more, most here, cheapest."""
        return -self.residents, -self.here, self.rupiah


class Insertions:
    """Tries posts in the courses of a plan's teams.

    Parameters
    ----------
    campaign, travel
        The campaign, which may have other rules than the plan was made for, and its legs.
    teams
        The plan's teams, in the campaign's order; they take from the server as planned.
    """

    def __init__(self, campaign: Campaign, travel: TravelTable, teams: Sequence[TeamPlan]) -> None:
        self.campaign, self.teams = campaign, tuple(teams)
        self._instance = Instance(campaign, travel)
        self._timetable = Timetable(self._instance, _BEAM)
        self._number = {team.id: n for n, team in enumerate(campaign.teams)}

    def allowed(self, team: str, post: str) -> bool:
        """Whether the pins let a team record at a post."""
        place = self._instance.index[post]
        return self._instance.allowed(place, self.campaign.teams[self._number[team]])

    def may(self, team: str, post: str) -> bool:
        """Whether pins, and the pair that has the kecamatan (R11), let a team record at a post."""
        if not self.allowed(team, post):
            return False
        owners = self.owners(post)
        return not self.campaign.rules.one_pair_per_kecamatan or not owners or team in owners

    def owners(self, post: str) -> frozenset[str]:
        """Return the teams that record in the post's kecamatan, or at the post if it has none."""
        places = self.campaign.place_by_id
        kecamatan = places[post].kecamatan
        return frozenset(
            team.id
            for team in self.teams
            for day in team.dates
            for session in day.sessions
            if session.at == post or (kecamatan and places[session.at].kecamatan == kecamatan)
        )

    def alone(self, team: str, post: str, residents: int) -> int:
        """Return how many a team could record at a post if nobody did anything else."""
        jobs = ((self._instance.index[post], residents),)
        return self._timetable.evaluate(self._number[team], jobs).residents

    def best(self, team: str, post: str, residents: int) -> Insertion | None:
        """Return the best place for a visit in a team's course.

        Parameters
        ----------
        team, post
            Ids.
        residents
            To record there.

        Returns
        -------
        Insertion or None
            Also where others are lost for it; None where nobody is recorded there.
        """
        old = self._visits(team)
        before = self._outcome(team, old)
        found = [
            insertion
            for position in range(len(old) + 1)
            if (insertion := self._at(team, post, residents, position, old, before)) is not None
        ]
        return min(found, key=lambda each: each.order, default=None)

    def course(self, team: str, visits: PostVisits) -> TeamPlan | None:
        """Return a team's plan with its posts in this order; None where not all are recorded."""
        number, jobs = self._number[team], self._jobs(visits)
        outcome = self._timetable.evaluate(number, jobs, self._server(team))
        if outcome.residents != sum(residents for _, residents in jobs):
            return None
        built = self._timetable.build(number, jobs, outcome)
        return team_plan(self.campaign, self.campaign.teams[number], built)

    def _visits(self, team: str) -> PostVisits:
        return visits_of(self.teams[self._number[team]].dates)

    def _jobs(self, visits: PostVisits) -> Jobs:
        return merge(tuple((self._instance.index[post], count) for post, count in visits))

    def _outcome(self, team: str, visits: PostVisits) -> Outcome:
        return self._timetable.evaluate(self._number[team], self._jobs(visits), self._server(team))

    def _at(
        self, team: str, post: str, residents: int, position: int, old: PostVisits,
        before: Outcome,
    ) -> Insertion | None:  # fmt: skip
        visits = [*old[:position], (post, residents), *old[position:]]
        outcome = self._outcome(team, visits)
        done = _recorded(visits, outcome.residents)
        here = done[position]
        if here <= 0:
            return None
        others = [*done[:position], *done[position + 1 :]]
        lost: dict[str, int] = {}
        for (name, planned), recorded in zip(old, others, strict=True):
            if recorded < planned:
                lost[name] = lost.get(name, 0) + planned - recorded
        kept = tuple((name, n) for (name, _), n in zip(visits, done, strict=True) if n)
        return Insertion(
            team, position, outcome.residents - before.residents, outcome.rupiah - before.rupiah,
            here, tuple(lost.items()), kept,
        )  # fmt: skip

    def _server(self, team: str) -> np.ndarray | None:
        """(dates,) residents that the server takes beside the other teams; None without limit."""
        if not self._timetable.limited:
            return None
        others = (other for other in self.teams if other.id != team)
        return server_left(self._instance, (day for other in others for day in other.dates))


def _recorded(visits: PostVisits, residents: int) -> list[int]:
    """Return how many of each visit are recorded: a timetable takes them in order."""
    found = []
    for _, planned in visits:
        done = min(planned, residents)
        residents -= done
        found.append(done)
    return found
