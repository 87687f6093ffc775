"""What keeps pairs from a post, as far as ways, dates and pins say it without a timetable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from routing.campaign import PostDates, Team
from routing.instance import Instance
from routing.plan import TeamPlan


def unreachable(instance: Instance, post: int) -> bool:
    """Whether no team's vehicle has any way to the post under any condition."""
    every = np.ones(len(instance.campaign.dates), bool)
    return not any(
        post in _known(instance, team, every, back=False)
        for team in {team.vehicle: team for team in instance.campaign.teams}.values()
    )


def way_hindrance(instance: Instance, post: int) -> str | None:
    """Say what is wrong with the ways between the base and a post, None if nothing is.

    Returns
    -------
    str or None
        `unreachable`: no way leads there at all; `rule_by_air`: none does, as the campaign
        says that only an aeroplane leads there; `rule_no_way_back`: none leads back;
        `rule_crossing_dates`: the crossings do not run on the dates on which the pairs work.
    """
    if unreachable(instance, post):
        return "rule_by_air" if instance.place(post).by_air else "unreachable"
    every = np.ones(len(instance.campaign.dates), bool)
    teams = instance.campaign.teams
    if not any(_both_ways(instance, team, post, every) for team in teams):
        return "rule_no_way_back"
    worked = [(team, working(instance, team)) for team in teams]
    worked = [(team, days) for team, days in worked if days]
    if worked and not any(
        _both_ways(instance, team, post, np.array([d in days for d in instance.campaign.dates]))
        for team, days in worked
    ):
        return "rule_crossing_dates"
    return None


def working(instance: Instance, team: Team) -> frozenset[date]:
    """Return the dates of the campaign on which the team works: no rest days, none of its own."""
    return frozenset(
        day for day in instance.campaign.dates if team.works(day) and day not in instance.rest_days
    )


def pin_hindrance(instance: Instance, post: int, able: Iterable[Team]) -> str | None:
    """Say which pin leaves no date for a post, None if none does.

    Parameters
    ----------
    able
        Teams that the pins let record there; the pins name them if they are not all.

    Returns
    -------
    str or None
        `rule_closed`: the post is closed on all dates that it is pinned to; `rule_absent`:
        the pairs that the pins leave do not work on the dates on which it is open;
        `rule_pin_dates`: no pair works on the dates that it is pinned to.
    """
    place, pinned = instance.place(post), pinned_dates(instance, post)
    hours = {day for day in instance.campaign.dates if place.opening(day)}
    open_ = hours if pinned is None else hours & pinned
    if not open_:
        return "rule_closed" if pinned is not None and hours else None
    if any(working(instance, team) & open_ for team in able):
        return None
    teams = instance.campaign.teams
    if not any(working(instance, team) & hours for team in teams):
        return None
    return "rule_absent" if len(list(able)) < len(teams) else "rule_pin_dates"


def pinned_dates(instance: Instance, post: int) -> set[date] | None:
    """Return the dates that a pin leaves to a post, None without such a pin."""
    pins = instance.campaign.rules.pins
    name = instance.place(post).id
    found = [set(p.dates) for p in pins if isinstance(p, PostDates) and p.post == name]
    return set.union(*found) if found else None


def spare(instance: Instance, post: int, plans: Sequence[TeamPlan]) -> list[str]:
    """Return the ids of teams that have nothing to do on a working date on which the post is open.

    Parameters
    ----------
    plans
        What the teams do, in any order.
    """
    place, pinned = instance.place(post), pinned_dates(instance, post)
    busy = {plan.id: {day.date for day in plan.dates} for plan in plans}
    return [
        team.id
        for team in instance.campaign.teams
        if any(
            place.opening(day) and (pinned is None or day in pinned)
            for day in working(instance, team) - busy.get(team.id, set())
        )
    ]


def recorders(instance: Instance, post: int, plans: Iterable[TeamPlan]) -> set[str]:
    """Return the ids of teams that record in a post's kecamatan."""
    ids = {instance.place(one).id for one in instance.groups[instance.kecamatan(post)]}
    return {
        plan.id
        for plan in plans
        if any(session.at in ids for day in plan.dates for session in day.sessions)
    }


def _both_ways(instance: Instance, team: Team, post: int, days: np.ndarray) -> bool:
    """Whether the team gets to the post and back on these dates of the campaign."""
    return all(post in _known(instance, team, days, back=back) for back in (False, True))


def _known(instance: Instance, team: Team, days: np.ndarray, *, back: bool) -> frozenset[int]:
    return instance.reached.of(team.vehicle, instance.net(team), days, back=back)
