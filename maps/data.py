"""Inputs of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from geopandas import GeoDataFrame
from shapely import LineString

from routing.campaign import Campaign, Place
from routing.plan import Drive, Plan, TeamPlan

WayKey = tuple[str, str, str, str]
"""Origin, destination, vehicle, condition."""


@dataclass(frozen=True, slots=True)
class WayPart:
    """A piece of a way that is the same all along.

    Parameters
    ----------
    line
        WGS 84, longitude first.
    road_class, surface
        Codes of the road data (`national`, `asphalt`, …).
    estimated
        True where the road is an estimate and no official section.
    """

    line: LineString
    road_class: str
    surface: str
    estimated: bool


@dataclass(frozen=True, slots=True)
class WayShape:
    """A leg as it runs on the ground.

    Parameters
    ----------
    parts
        Pieces in the order of travel.
    metres, minutes
        Of the whole leg, as in the travel table.
    estimated_metres
        How much of `metres` is estimated.
    sections
        Names of the official sections passed, in order.
    """

    parts: tuple[WayPart, ...]
    metres: int
    minutes: int
    estimated_metres: int
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoadClosure:
    """A section that vehicles cannot pass; both dates are included, None = still closed."""

    section: str
    vehicles: tuple[str, ...]
    start: date
    until: date | None


@dataclass(frozen=True, slots=True)
class RoadBasis:
    """What the plan's ways and times rest on.

    Parameters
    ----------
    sources
        Where roads and their lengths come from.
    factors
        Factors on the times of the table of speeds: paved roads, and all others.
    fitted
        How many of them were fitted to observed trips; None = never compared with any.
    trips
        How many observed trips.
    error_percent
        Typical error of a trip that was left out of the fit; None if unknown.
    stale
        Whether the table of speeds was changed after its calibration.
    closures
        Sections that are closed on some date of the campaign.
    """

    sources: tuple[str, ...] = ()
    factors: tuple[float, float] = (1.0, 1.0)
    fitted: int | None = None
    trips: int = 0
    error_percent: float | None = None
    stale: bool = False
    closures: tuple[RoadClosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Village:
    """A village and the post that serves it.

    Parameters
    ----------
    lon, lat
        Of the point that stands for it, WGS 84.
    people
        By the census; 0 where it is not known.
    post, metres, minutes
        The post at which its residents are counted, and the quickest way there by road; the
        way is None where no road leads there, the post where the campaign has none.
    residents
        How many of its residents are counted there; None where that is not known.
    nearer
        A post that takes fewer minutes; None where there is none.
    """

    code: str
    name: str
    kecamatan_code: str
    lon: float
    lat: float
    people: int = 0
    post: str | None = None
    metres: int | None = None
    minutes: int | None = None
    residents: int | None = None
    nearer: str | None = None


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session before a revision's now.

    Parameters
    ----------
    team, post
        Ids.
    date, start
        When it was planned: a local date, and minutes after local midnight.
    planned
        Residents that its plan had; 0 for a session that no plan had.
    """

    team: str
    post: str
    date: date
    start: int
    planned: int


@dataclass(frozen=True, slots=True)
class SoFar:
    """What a campaign has done before a revision's now.

    Parameters
    ----------
    recorded
        Residents by post id; posts without any may be absent.
    by_team
        Residents by team id.
    rupiah
        Money spent by team id, by the plans that teams followed.
    """

    recorded: Mapping[str, int]
    by_team: Mapping[str, int]
    rupiah: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class MapData:
    """A campaign, its plan and the land that it happens on. All geometries EPSG:4326.

    Parameters
    ----------
    campaign, plan
        What is drawn.
    kecamatan
        `code`, `name`, `geometry`.
    villages
        `code`, `name`, `kecamatan_code`, `geometry`.
    neighbours
        `name`, `geometry`: land around the regency.
    roads
        `road_class`, `surface`, `estimated` (bool), `section`, `name`, `geometry`.
    ways
        The leg's shape by origin, destination, vehicle and condition. A drive without a
        shape is listed and not drawn.
    attribution
        Whose outlines these are; stands on every map.
    run
        Shown in the footer: version, seed. Only what is the same in every run.
    basis
        What ways and times rest on.
    village_reach
        The villages, each with the post that serves it; may be empty.
    previous
        The plan that a revision supersedes.
    history
        Sessions before a revision's now, of all plans before it.
    so_far
        What was recorded and spent before a revision's now; None in a first plan.
    news
        Sentences by team id on what is new since the previous plan, in the language of the
        itineraries.
    """

    campaign: Campaign
    plan: Plan
    kecamatan: GeoDataFrame
    villages: GeoDataFrame
    neighbours: GeoDataFrame
    roads: GeoDataFrame
    ways: Mapping[WayKey, WayShape]
    attribution: str
    run: Mapping[str, str]
    basis: RoadBasis = RoadBasis()
    village_reach: tuple[Village, ...] = ()
    previous: Plan | None = None
    history: tuple[PastSession, ...] = ()
    so_far: SoFar | None = None
    news: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def kecamatan_names(self) -> dict[str, str]:
        """Names of the kecamatan by code, in the order of the outlines."""
        codes, names = self.kecamatan["code"].astype(str), self.kecamatan["name"].astype(str)
        return dict(zip(codes, names, strict=True))

    def kecamatan_code(self, value: str) -> str:
        """Code of a kecamatan given by code or by name; the value itself if it is neither."""
        if value in self.kecamatan_names:
            return value
        return self._code_by_name.get(value, value)

    def kecamatan_name(self, value: str) -> str:
        """Name of a kecamatan given by code or by name."""
        return self.kecamatan_names.get(self.kecamatan_code(value), value)

    @cached_property
    def _code_by_name(self) -> dict[str, str]:
        return {name: code for code, name in reversed(self.kecamatan_names.items())}

    def crosses(self, village: Village) -> bool:
        """Whether a village is served by a post in another kecamatan."""
        area = self.place(village.post).kecamatan if village.post is not None else None
        return area is not None and self.kecamatan_code(area) != village.kecamatan_code

    def place(self, place_id: str) -> Place:
        """Return the place of an id; KeyError if the campaign does not have it."""
        return self.campaign.place_by_id[place_id]

    @cached_property
    def team_index(self) -> dict[str, int]:
        """Position of each team in the campaign; it decides the team's colour."""
        return {team.id: number for number, team in enumerate(self.campaign.teams)}

    @cached_property
    def vehicles(self) -> dict[str, str]:
        """Vehicle of each team."""
        return {team.id: team.vehicle for team in self.campaign.teams}

    def team_drives(self, team: TeamPlan) -> dict[WayKey, int]:
        """Legs that a team drives and how often, in the order of the first drive."""
        legs: dict[WayKey, int] = {}
        for day in team.dates:
            condition = self.campaign.condition_on(day.date)
            for event in day.events:
                if isinstance(event, Drive):
                    key = (event.from_, event.to, self.vehicles[team.id], condition)
                    legs[key] = legs.get(key, 0) + 1
        return legs
