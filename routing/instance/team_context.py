"""What holds for a team whatever its jobs are: legs, dates, rules and lodgings on the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from routing.campaign import Team
from routing.instance.campaign_arrays import Instance
from routing.instance.lodging_gateways import Gateways
from routing.instance.shared_tables import reach_of
from routing.instance.team_arrays import Calendar, Net, Start, Terms


@dataclass(frozen=True)
class TeamContext:
    """Everything about a team that does not depend on its jobs."""

    team: Team
    net: Net
    calendar: Calendar
    terms: Terms
    gateways: Gateways
    most: int
    """More residents than these no order of jobs can record within opening hours."""
    start: Start | None = None
    """Where the team is when a revision begins; None: at the base."""

    @property
    def kind(self) -> tuple[object, ...]:
        """Teams of one kind have the same timetable for the same jobs."""
        return team_kind(self.team)


def team_kind(team: Team) -> tuple[object, ...]:
    """What teams of one kind have in common."""
    return team.rate_per_hour, team.setup_minutes, *reach_of(team)


def _most(calendar: Calendar, terms: Terms) -> int:
    """Residents that a team would record that is at the best post all day on every date."""
    opening = calendar.opening[:, calendar.active].astype(np.int64)
    opens = np.maximum(opening[..., 0], terms.duty_start + terms.setup_minutes)
    closes = np.minimum(opening[..., 1], terms.duty_end)
    room = np.maximum(0, closes - opens) * terms.rate_per_hour // 60
    return int(room.sum(axis=2).max(axis=0, initial=0).sum())


def team_context_of(instance: Instance, team: Team, *, urgency: bool) -> TeamContext:
    """Return what holds for the team; without `urgency` residents' waiting has no price."""
    terms = instance.terms(team)
    if not urgency:
        terms = terms._replace(urgency_rupiah=0)
    net, calendar = instance.net(team), instance.calendar(team)
    gateways = instance.gateways.of(team, net, calendar, terms)
    most, start = _most(calendar, terms), instance.start(team)
    return TeamContext(team, net, calendar, terms, gateways, most, start)
