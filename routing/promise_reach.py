"""Promises that some team might keep (R18): all others are broken in every plan.

Looked at are pins, dates, opening hours without pauses, the server, and whether a way leads there
in time; nights, driving before and other promises are not. So what is left out is proven to be
broken, and what is left may be broken too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from routing.campaign import Campaign, Promise, Team
from routing.instance import Flags, Instance, Net

if TYPE_CHECKING:
    from geodata.travel import TravelTable

PostOnDate = tuple[int, int]
"""Indices of a post and of a date."""


def keepable_promises(campaign: Campaign, travel: TravelTable) -> frozenset[Promise]:
    """Return the promises of a campaign that are not broken in every plan for sure."""
    instance = Instance(campaign, travel)
    found = keepable(instance)
    return frozenset(each for each in campaign.promises if _at(instance, each) in found)


def keepable(instance: Instance) -> frozenset[PostOnDate]:
    """Return post and date of the promises that are not broken in every plan for sure."""
    return _Reach(instance).keepable()


def _at(instance: Instance, promise: Promise) -> PostOnDate:
    start = instance.campaign.start
    return instance.index.get(promise.post, -1), (promise.date - start).days


class _Reach:
    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.places = cache(self._places)

    def keepable(self) -> frozenset[PostOnDate]:
        told = {_at(self.instance, promise) for promise in self.instance.campaign.promises}
        posts, dates = set(self.instance.posts), range(len(self.instance.campaign.dates))
        inside = [(post, day) for post, day in told if post in posts and day in dates]
        return frozenset(
            (post, day)
            for post, day in inside
            if any(self._can(team, post, day) for team in self.instance.campaign.teams)
        )

    def _can(self, team: Team, post: int, day: int) -> bool:
        """Whether a team might record at a post on a date."""
        instance = self.instance
        calendar = instance.calendar(team)
        if not instance.allowed(post, team) or not calendar.active[day] or not calendar.server[day]:
            return False
        ready = self._ready(team, post, day, int(calendar.begins[day]))
        if ready is None:
            return False
        last = instance.campaign.rules.duty_end
        spans = calendar.opening[post, day]
        return any(opens >= 0 and max(opens, ready) < min(closes, last) for opens, closes in spans)

    def _ready(self, team: Team, post: int, day: int, begins: int) -> int | None:
        """Return the first minute at which a team might record; None where no way leads there."""
        instance = self.instance
        first, place = 0, instance.index[instance.campaign.base]
        if team.state is not None:
            first = (team.state.date - instance.campaign.start).days
            place = instance.index[team.state.at]
        if post == place and day == first:
            return begins  # it may be set up there
        net = instance.net(team)
        if not self.places(team.vehicle, place, first, day)[post]:
            return None
        ready = begins + team.setup_minutes
        if day > first or self._sails(net, day):
            return ready
        way = int(net.minutes[instance.condition_by_date[day], place, post])
        if post == place:
            return ready
        far = way < 0 or way > instance.campaign.rules.max_driving_minutes
        return None if far else ready + way

    @staticmethod
    def _sails(net: Net, day: int) -> bool:
        return bool(net.runs.shape[0] and net.runs[:, day].any())

    def _places(self, vehicle: str, place: int, first: int, last: int) -> Flags:
        """(places,) those that a vehicle may be at by a date, from a place on a first one on."""
        instance = self.instance
        team = next(team for team in instance.campaign.teams if team.vehicle == vehicle)
        net = instance.net(team)
        found = np.zeros(len(instance.campaign.places), bool)
        found[place] = True
        for day in range(first, last + 1):
            found = self._after(net, found, day)
        return found

    def _after(self, net: Net, found: Flags, day: int) -> Flags:
        """Add the places that roads and crossings of a date lead to."""
        minutes = net.minutes[self.instance.condition_by_date[day]]
        while True:
            more = found | (minutes[found] >= 0).any(axis=0)
            for crossing in np.flatnonzero(net.runs[:, day]) if net.runs.shape[0] else ():
                if more[net.crossing_from[crossing]]:
                    more[net.crossing_to[crossing]] = True
            if (more == found).all():
                return found
            found = more
