"""What the checks of the audit share: the case at hand and small looks into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from routing.audit.campaign_parts import Campaign, Team
from routing.audit.history_file import History
from routing.audit.plan_file import Event, Plan, TeamDates
from routing.audit.report import Spot

LegKey = tuple[str, str, str, str]
"""Origin, destination, vehicle and condition."""
Leg = tuple[int, int]
"""Minutes and metres."""


@dataclass(frozen=True, slots=True)
class Case:
    """A plan with the campaign and the travel table by which it is judged.

    `travel_sha256` and `campaign_sha256` are the hashes of what was read; the latter is
    None where the campaign's bytes are not known. `superseded` holds the events of the plan
    that a revision supersedes, `superseded_sha256` the hash of its bytes; they and the `history`
    are None in a first plan, and where they are not known.
    """

    campaign: Campaign
    plan: Plan
    legs: Mapping[LegKey, Leg]
    travel_sha256: str
    campaign_sha256: str | None
    superseded: TeamDates | None
    superseded_sha256: str | None
    history: History | None
    spot: Spot

    def leg(self, team: Team, date: dt.date, drive: Event) -> Leg | None:
        """Return the leg of a drive under the date's condition, None where there is none."""
        condition = self.campaign.condition_on(date)
        if condition is None or drive.origin is None or drive.destination is None:
            return None
        return self.legs.get((drive.origin, drive.destination, team.vehicle, condition))

    def sessions(self) -> Iterator[tuple[Spot, Event]]:
        """Every session with its spot, team by team in the plan's order."""
        for team in self.plan.teams:
            for day in team.dates:
                for index, event in enumerate(day.events):
                    if event.kind == "record":
                        yield self.spot.of(team.id).on(day.date).at(index), event

    def recorded(self) -> dict[str, int]:
        """Residents recorded by place id."""
        sums: dict[str, int] = {}
        for _, session in self.sessions():
            sums[place_of(session)] = sums.get(place_of(session), 0) + session.residents
        return sums


def place_of(event: Event) -> str:
    """Return the place of a wait, a set-up or a session."""
    if event.origin is None:
        raise ValueError(f"an event of kind {event.kind!r} has no place")
    return event.origin
