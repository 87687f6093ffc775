"""Small visits, and who records last: what a head of office asks of a plan first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from maps.data import MapData
from routing.campaign import Place

SMALL_RESIDENTS = 10
"""A visit of fewer is small where the campaign sets no smallest visit: its usual value."""


@dataclass(frozen=True, slots=True)
class SmallVisit:
    """A team records few residents at a post on a date; `all_there` = the post has no more."""

    team: str
    date: dt.date
    post: Place
    residents: int
    all_there: bool


@dataclass(frozen=True, slots=True)
class LastVisit:
    """The visit that ends the recording, and how full its pair's calendar is until then.

    `dates_recorded` of `dates_open` working dates of the pair, up to the last one, hold
    sessions; `residents` are all that the pair records.
    """

    team: str
    date: dt.date
    post: Place
    residents: int
    dates_recorded: int
    dates_open: int


def small_visits(data: MapData) -> tuple[SmallVisit, ...]:
    """Return the visits of fewer residents than the smallest visit, by date and team."""
    least = data.campaign.rules.min_visit_residents or SMALL_RESIDENTS
    found = [
        SmallVisit(team, date, post, count, count == post.residents)
        for team, date, post, count in _visits(data)
        if count < least
    ]
    return tuple(sorted(found, key=lambda visit: (visit.date, visit.team, visit.post.id)))


def last_visits(data: MapData) -> tuple[LastVisit, ...]:
    """Return the visits on the last date of recording, by team; none in a plan without any."""
    visits = list(_visits(data))
    last = max((date for _, date, _, _ in visits), default=None)
    rest = set(data.campaign.rest_days)
    found = []
    for team in data.campaign.teams:
        mine = [visit for visit in visits if visit[0] == team.id]
        ends = [post for _, date, post, _ in mine if date == last]
        if last is None or not ends:
            continue
        days = (day for day in data.campaign.dates if day <= last and day not in rest)
        found.append(
            LastVisit(
                team=team.id,
                date=last,
                post=ends[-1],
                residents=sum(count for *_, count in mine),
                dates_recorded=len({date for _, date, _, _ in mine}),
                dates_open=sum(team.works(day) for day in days),
            )
        )
    return tuple(found)


def _visits(data: MapData) -> Iterator[tuple[str, dt.date, Place, int]]:
    """Yield team, date, post and residents of every visit, in the plan's order."""
    for team in data.plan.teams:
        for day in team.dates:
            counts: dict[str, int] = {}
            for session in day.sessions:
                counts[session.at] = counts.get(session.at, 0) + session.residents
            for post, residents in counts.items():
                yield team.id, day.date, data.place(post), residents
