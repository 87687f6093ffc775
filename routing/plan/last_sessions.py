"""Whether dated events keep R6': late ends of a post's last session, and the smallest visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from routing.campaign import Campaign
from routing.plan.document import Session, TeamPlan

Visit = tuple[str, dt.date, str]
"""Team, date and post."""


def visits(teams: Sequence[TeamPlan]) -> dict[Visit, int]:
    """Residents recorded by a team at a post on a date, in order of the plan."""
    sums: dict[Visit, int] = {}
    for team in teams:
        for day in team.dates:
            for session in day.sessions:
                key = (team.id, day.date, session.at)
                sums[key] = sums.get(key, 0) + session.residents
    return sums


def keeps_last(campaign: Campaign, teams: Sequence[TeamPlan]) -> bool:
    """Whether no visit is too small, and only the last session of a post that is done ends late."""
    places, rules = campaign.place_by_id, campaign.rules
    for (_, _, post), residents in visits(teams).items():
        if residents < rules.least_visit(places[post].residents):
            return False
    return not rules.finish_minutes or _only_last_ends_late(campaign, teams)


def _only_last_ends_late(campaign: Campaign, teams: Sequence[TeamPlan]) -> bool:
    sessions: dict[str, list[tuple[dt.date, int, int, Session]]] = {}
    for team in teams:
        for day in team.dates:
            for session in day.sessions:
                row = (day.date, session.end, session.start, session)
                sessions.setdefault(session.at, []).append(row)
    for post, rows in sessions.items():
        place = campaign.place_by_id[post]
        rows.sort(key=lambda row: row[:3])
        done = sum(row[3].residents for row in rows) == place.residents
        for number, (date, _, _, session) in enumerate(rows):
            if number + 1 == len(rows) and done:
                continue
            if not any(
                opens <= session.start and session.end <= closes
                for opens, closes in place.opening(date)
            ):
                return False
    return True
