"""Read the tags of OpenStreetMap of roads, ferries, gates and fords.

Which values mean what follows the OpenStreetMap wiki (Key:access, Key:highway, Key:barrier,
Key:ford, Key:oneway).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.osm.surfaces import ROAD_CLASSES, surface_group

__all__ = ["FerryTags", "RoadTags", "ferry_tags", "is_water", "node_bars", "road_tags"]

Tags = Mapping[str, str]

_PATHS = {"path", "footway", "cycleway", "bridleway", "pedestrian"}
"""Not for motor vehicles unless their tags let one in; then they count as tracks."""
_TRACK = "track"
_KEYS = {
    "car": ("motorcar", "motor_vehicle", "vehicle", "access"),
    "motorcycle": ("motorcycle", "motor_vehicle", "vehicle", "access"),
}
_DENIED = {"no", "private", "agricultural", "forestry", "use_sidepath", "military"}
_ALLOWED = {"yes", "designated", "permissive", "destination", "customers", "official", "delivery"}
_YES = {"yes", "true", "1"}
_CLOCK = re.compile(r"(\d{1,4})|(\d{1,3}):(\d\d)(?::(\d\d))?", re.ASCII)
_FIGURE = r"(\d{1,4}(?:[.,]\d+)?)"
_ISO_8601 = re.compile(
    rf"P(?:{_FIGURE}D)?(?:T(?:{_FIGURE}H)?(?:{_FIGURE}M)?(?:{_FIGURE}S)?)?", re.ASCII
)
_RIVERS = {"river", "canal", "riverbank", "tidal_channel"}
_SHORES = {"coastline", "water"}
_TOURS = {"tourist", "tourism", "cruise", "sightseeing"}
_OPEN_BARRIERS = {
    "gate",
    "lift_gate",
    "swing_gate",
    "sliding_gate",
    "entrance",
    "cattle_grid",
    "toll_booth",
    "border_control",
    "checkpoint",
    "height_restrictor",
    "sally_port",
    "kerb",
    "rope",
    "bump_gate",
}
_FOR_MOTORCYCLES = {"bollard", "block", "planter", "jersey_barrier"}


@dataclass(frozen=True, slots=True)
class RoadTags:
    """A road as its tags describe it.

    Attributes
    ----------
    road_class : str
        Value of ``highway`` without ``_link``; a path open to vehicles is a track.
    surface : str
        Group of surfaces by which the table of speeds goes.
    name : str
        Name or number, empty if none.
    oneway : int
        1 = along the way, -1 = against it, 0 = both ways.
    ford, bridge : bool
        Whether it is tagged so.
    bars : str
        Vehicles that may not pass, by semicolons.
    tagged_surface, smoothness, tracktype, access : str
        The tags as they stand; ``access`` lists all tags of access.
    """

    road_class: str
    surface: str
    name: str
    oneway: int
    ford: bool
    bridge: bool
    bars: str
    tagged_surface: str
    smoothness: str
    tracktype: str
    access: str


@dataclass(frozen=True, slots=True)
class FerryTags:
    """A ferry as its tags describe it; what they do not say is empty or None.

    Attributes
    ----------
    name : str
        Its name.
    vehicles : tuple of str
        Vehicles that it is tagged to take.
    minutes : int or None
        Minutes of the crossing, from ``duration``.
    opening_hours : str
        The tag as it stands.
    tour : bool
        Whether it is tagged as made for sightseeing.
    denied : bool
        Whether its tags deny it to every vehicle.
    oneway : int
        1 = along the way only, -1 = against it only, 0 = both ways.
    """

    name: str
    vehicles: tuple[str, ...]
    minutes: int | None
    opening_hours: str
    tour: bool = False
    denied: bool = False
    oneway: int = 0


def road_tags(tags: Tags) -> RoadTags | None:
    """Return what a way's tags say, or None if it is no road for motor vehicles."""
    road_class = tags.get("highway", "").removesuffix("_link")
    path = road_class in _PATHS
    if not (path or road_class in ROAD_CLASSES) or tags.get("area") == "yes":
        return None
    smoothness = tags.get("smoothness", "")
    impassable = smoothness == "impassable"
    bars = [
        vehicle
        for vehicle in _KEYS
        if impassable or not _may_pass(tags, vehicle, unless_said=not path)
    ]
    if path and len(bars) == len(_KEYS):
        return None
    tagged, tracktype = tags.get("surface", ""), tags.get("tracktype", "")
    road_class = _TRACK if path else road_class
    return RoadTags(
        road_class=road_class,
        surface=surface_group(road_class, tagged, smoothness, tracktype),
        name=tags.get("name", "") or tags.get("ref", ""),
        oneway=_oneway(tags, road_class),
        ford=tags.get("ford", "no") != "no",
        bridge=tags.get("bridge", "no") != "no",
        bars=";".join(bars),
        tagged_surface=tagged,
        smoothness=smoothness,
        tracktype=tracktype,
        access=_access_texts(tags),
    )


def ferry_tags(tags: Tags) -> FerryTags | None:
    """Return what a way's tags say about a ferry, or None if it is none."""
    if tags.get("route") != "ferry":
        return None
    takes = tuple(vehicle for vehicle in _KEYS if _may_pass(tags, vehicle, unless_said=False))
    denied = not any(_may_pass(tags, vehicle, unless_said=True) for vehicle in _KEYS)
    return FerryTags(
        name=tags.get("name", "") or tags.get("ref", ""),
        vehicles=takes,
        minutes=_minutes(tags.get("duration", "")),
        opening_hours=tags.get("opening_hours", ""),
        tour=tags.get("ferry", "") in _TOURS or tags.get("tourism", "no") != "no",
        denied=denied,
        oneway=_oneway(tags, ""),
    )


def is_water(tags: Tags) -> bool:
    """Return whether a way is a river, or the shore of a sea or lake; streams are none."""
    if tags.get("tunnel", "no") != "no":
        return False
    return tags.get("waterway", "") in _RIVERS or tags.get("natural", "") in _SHORES


def node_bars(tags: Tags) -> str:
    """Return the vehicles that a barrier on a road stops, by semicolons."""
    barrier = tags.get("barrier", "")
    if not barrier:
        return ""
    locked = tags.get("locked") == "yes"
    stopped = [
        vehicle
        for vehicle in _KEYS
        if locked
        or not _may_pass(
            tags,
            vehicle,
            unless_said=barrier in _OPEN_BARRIERS
            or (vehicle == "motorcycle" and barrier in _FOR_MOTORCYCLES),
        )
    ]
    return ";".join(stopped)


def _may_pass(tags: Tags, vehicle: str, *, unless_said: bool) -> bool:
    """Return whether the most specific tag of access lets a vehicle pass."""
    for key in _KEYS[vehicle]:
        value = tags.get(key, "")
        if value in _DENIED:
            return False
        if value in _ALLOWED:
            return True
    return unless_said


def _oneway(tags: Tags, road_class: str) -> int:
    said = tags.get("oneway", "")
    if said in {"-1", "reverse"}:
        return -1
    if said in _YES:
        return 1
    round_about = tags.get("junction") in {"roundabout", "circular"}
    return int(not said and (round_about or road_class == "motorway"))


def _access_texts(tags: Tags) -> str:
    keys = dict.fromkeys(key for keys in _KEYS.values() for key in keys)
    return ";".join(f"{key}={tags.get(key, '')}" for key in keys if tags.get(key, ""))


def _minutes(duration: str) -> int | None:
    """Read a duration, of ISO 8601 (PT1H25M) or as minutes, HH:MM or HH:MM:SS.

    Returns
    -------
    int or None
        Minutes, begun ones counted whole; None if it is none of these, or nothing.
    """
    text = duration.strip()
    clock = _CLOCK.fullmatch(text)
    if clock:
        alone, hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return alone + hours * 60 + minutes + (seconds > 0) or None
    span = _ISO_8601.fullmatch(text.upper())
    if not span:
        return None
    figures = (float((part or "0").replace(",", ".")) for part in span.groups())
    minutes_of = zip(figures, (24 * 60, 60, 1, 1 / 60), strict=True)
    return math.ceil(round(sum(figure * unit for figure, unit in minutes_of), 6)) or None
