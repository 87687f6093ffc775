"""Sums per pair and kecamatan, taken from the plan's events.

Money as the contract prices it, in whole rupiah; distances in metres; a trip lasts from
leaving the base to the return to it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pyproj import Geod

from maps.data import MapData, WayShape
from routing.campaign import Campaign, Team
from routing.plan import Drive, Rupiah, Session, TeamDate, TeamPlan, add_rupiah, date_rupiah

_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class PairFigures:
    """A pair's sums; `first` and `last` are its first and last date with an event."""

    team: Team
    plan: TeamPlan
    first: dt.date | None
    last: dt.date | None
    duty_days: int
    nights: int
    metres: int
    driving_minutes: int
    residents: int
    rupiah: Rupiah
    trips: tuple[tuple[TeamDate, ...], ...]


@dataclass(frozen=True, slots=True)
class KecamatanFigures:
    """A kecamatan's sums; `pairs` recorded most residents first, `days` are those of sessions."""

    code: str
    name: str
    pairs: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    recorded: int
    to_record: int
    days: tuple[dt.date, ...] = ()


def pair_figures(campaign: Campaign, team: Team, plan: TeamPlan) -> PairFigures:
    """Return sums of one pair."""
    active = [day.date for day in plan.dates if day.events]
    drives = [event for day in plan.dates for event in day.events if isinstance(event, Drive)]
    return PairFigures(
        team=team,
        plan=plan,
        first=min(active, default=None),
        last=max(active, default=None),
        duty_days=len(active),
        nights=sum(day.night_at != campaign.base for day in plan.dates),
        metres=sum(drive.metres for drive in drives),
        driving_minutes=sum(drive.end - drive.start for drive in drives),
        residents=sum(day.residents for day in plan.dates),
        rupiah=add_rupiah([date_rupiah(campaign, team, day) for day in plan.dates]),
        trips=trips(plan.dates, campaign.base),
    )


def all_pairs(data: MapData) -> tuple[PairFigures, ...]:
    """Return sums of every pair, in the campaign's order."""
    plans = {team.id: team for team in data.plan.teams}
    return tuple(
        pair_figures(data.campaign, team, plans.get(team.id, TeamPlan(team.id, (), ())))
        for team in data.campaign.teams
    )


def trips(dates: tuple[TeamDate, ...], base: str) -> tuple[tuple[TeamDate, ...], ...]:
    """Cut a team's dates where it spent the night at the base.

    >>> trips((), "base")
    ()
    """
    found: list[tuple[TeamDate, ...]] = []
    trip: list[TeamDate] = []
    for day in dates:
        trip.append(day)
        if day.night_at == base:
            found.append(tuple(trip))
            trip = []
    return (*found, tuple(trip)) if trip else tuple(found)


def all_kecamatan(data: MapData) -> tuple[KecamatanFigures, ...]:
    """Return sums of every kecamatan, in the order of the outlines."""
    codes = dict.fromkeys(data.kecamatan_names)
    codes.update(
        dict.fromkeys(data.kecamatan_code(p.kecamatan or p.id) for p in data.campaign.posts)
    )
    to_record = dict.fromkeys(codes, 0)
    for post in data.campaign.posts:
        to_record[data.kecamatan_code(post.kecamatan or post.id)] += post.residents
    sessions: dict[str, list[tuple[str, dt.date, Session]]] = {code: [] for code in codes}
    for team, day, session in data.plan.sessions():
        place = data.place(session.at)
        sessions[data.kecamatan_code(place.kecamatan or place.id)].append((team, day, session))
    return tuple(_kecamatan(data, code, sessions[code], to_record[code]) for code in codes)


def _kecamatan(
    data: MapData, code: str, sessions: list[tuple[str, dt.date, Session]], to_record: int
) -> KecamatanFigures:
    by_team: dict[str, int] = {}
    for team, _, session in sessions:
        by_team[team] = by_team.get(team, 0) + session.residents
    dates = [day for _, day, _ in sessions]
    return KecamatanFigures(
        code=code,
        name=data.kecamatan_name(code),
        pairs=tuple(sorted(by_team, key=lambda team: (-by_team[team], data.team_index[team]))),
        first=min(dates, default=None),
        last=max(dates, default=None),
        recorded=sum(by_team.values()),
        to_record=to_record,
        days=tuple(sorted(set(dates))),
    )


def surface_metres(way: WayShape) -> dict[str, int]:
    """Metres of a way by surface, official and estimated parts alike, longest first.

    Geodesic lengths on WGS 84 share out the way's official and its estimated metres.
    """
    known = {False: way.metres - way.estimated_metres, True: way.estimated_metres}
    lengths = [float(_GEOD.geometry_length(part.line)) for part in way.parts]
    drawn = {False: 0.0, True: 0.0}
    for part, length in zip(way.parts, lengths, strict=True):
        drawn[part.estimated] += length
    shares: dict[str, float] = {}
    for part, length in zip(way.parts, lengths, strict=True):
        if drawn[part.estimated] > 0:
            metres = known[part.estimated] * length / drawn[part.estimated]
            shares[part.surface] = shares.get(part.surface, 0.0) + metres
    ordered = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    return {surface: round(metres) for surface, metres in ordered if round(metres) > 0}
