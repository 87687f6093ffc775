"""What teams of a campaign share, worked out when it is first asked for and then kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from routing.campaign import Place, Team
from routing.instance.lodging_gateways import Gateways
from routing.instance.road_chains import Chains, close_chains
from routing.instance.team_arrays import Calendar, Flags, Net, Terms
from routing.plan import distance_rupiah

MOST_PLACES = 400
"""Places beyond which ways are single legs only: closures grow with the cube."""


class SharedGateways:
    """Gateways of all teams: one for those that can be in the same places on the same dates."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = places
        self._held: dict[tuple[object, ...], Gateways] = {}

    def of(self, team: Team, net: Net, calendar: Calendar, terms: Terms) -> Gateways:
        """Return the gateways of a team, for which the others hold."""
        key = reach_of(team)
        if key not in self._held:
            self._held[key] = Gateways(self._places, net, calendar, terms)
        return self._held[key]


def reach_of(team: Team) -> tuple[object, ...]:
    """Return what decides where a team can be on which dates."""
    return team.vehicle, team.from_, team.until, team.days_off, team.state, team.pauses


class RoadChains:
    """Chains of drives by vehicle and condition, for those who write events."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, int], Chains] = {}

    def of(self, vehicle: str, condition: int, net: Net, rupiah_per_km: int) -> Chains:
        """Return the chains of a vehicle under a condition (its index)."""
        key = vehicle, condition
        if key not in self._held:
            self._held[key] = _chains(net, condition, rupiah_per_km)
        return self._held[key]


def _chains(net: Net, condition: int, rupiah_per_km: int) -> Chains:
    minutes = net.minutes[condition].astype(np.float64)
    metres = net.metres[condition].astype(np.int64)
    rupiah = distance_rupiah(metres, rupiah_per_km)
    absent = minutes < 0
    tables = []
    # Ties go to the shorter or quicker one by a share too small to matter otherwise.
    for cost in (minutes + rupiah * 1e-9, rupiah + minutes * 1e-4):
        table = np.where(absent, np.inf, cost)
        np.fill_diagonal(table, 0.0)
        hop = np.where(absent, -1, np.arange(len(minutes))[None, :]).astype(np.int32)
        if len(minutes) <= MOST_PLACES:
            close_chains(table, hop)
        tables.append(hop)
    return Chains(*tables)


class ReachedPlaces:
    """Places that ways join to the base, by vehicle and dates: asked for each post."""

    def __init__(self, base: int) -> None:
        self._base = base
        self._held: dict[tuple[str, bytes, bool], frozenset[int]] = {}

    def of(self, vehicle: str, net: Net, days: Flags, *, back: bool) -> frozenset[int]:
        """Return the places to which a way leads on some of the dates.

        Parameters
        ----------
        vehicle, net
            The vehicle and its ways.
        days
            (dates,) dates on which crossings are taken.
        back
            Places from which a way leads to the base instead.
        """
        key = vehicle, days.tobytes(), back
        if key not in self._held:
            self._held[key] = _reached(net, self._base, days, back=back)
        return self._held[key]


def _reached(net: Net, base: int, days: Flags, *, back: bool) -> frozenset[int]:
    starts, ends = net.crossing_from, net.crossing_to
    if back:
        starts, ends = ends, starts
    found = {base}
    queue = [base]
    while queue:
        place = queue.pop()
        legs = net.minutes[:, :, place] if back else net.minutes[:, place, :]
        ways = np.flatnonzero((legs >= 0).any(axis=0)).tolist()
        for crossing in np.flatnonzero(starts == place).tolist():
            if (net.runs[crossing] & days).any():
                ways.append(int(ends[crossing]))
        for other in ways:
            if other not in found:
                found.add(other)
                queue.append(other)
    return frozenset(found)
