"""Kinds of road in the table of speeds, from OpenStreetMap's tags.

The class is the value of ``highway`` (links count as the road that they lead to), the surface
one of four groups, as there are few figures to tell more apart.
"""

from __future__ import annotations

__all__ = ["ROAD_CLASSES", "SURFACES", "surface_group"]

ROAD_CLASSES = (
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
    "service",
    "road",
    "track",
)
"""Values of ``highway`` that vehicles may use, best first."""

SURFACES = ("paved", "gravel", "ground", "bad")
"""Groups of surfaces, best first."""

_GROUPS = {
    "paved": (
        "asphalt", "paved", "concrete", "concrete:plates", "concrete:lanes", "cement",
        "paving_stones", "chipseal", "metal", "wood",
    ),
    "gravel": (
        "compacted", "fine_gravel", "gravel", "pebblestone", "cobblestone", "sett",
        "unhewn_cobblestone",
    ),
    "ground": ("unpaved", "ground", "dirt", "earth", "grass", "clay", "laterite", "grass_paver"),
    "bad": ("stone", "rocky", "rock", "sand", "mud"),
}  # fmt: skip
_OF_SURFACE = {value: group for group, values in _GROUPS.items() for value in values}
_BAD_SMOOTHNESS = frozenset({"very_bad", "horrible", "very_horrible"})
_OF_TRACKTYPE = {
    "grade1": "paved", "grade2": "gravel", "grade3": "ground", "grade4": "ground", "grade5": "bad",
}  # fmt: skip
_PAVED_CLASSES = frozenset({"motorway", "trunk", "primary"})
_GRAVEL_CLASSES = frozenset({"secondary", "tertiary", "living_street", "residential"})


def surface_group(
    road_class: str, surface: str = "", smoothness: str = "", tracktype: str = ""
) -> str:
    """Return the group of a road's surface by its tags, an empty text for a missing one.

    A smoothness of ``very_bad`` or worse goes before all, then the surface, then the track
    type. Where no tag gives it, trunk roads are taken as paved, roads between towns as gravel
    and the rest as ground: an assumption.

    >>> surface_group("secondary", "asphalt")
    'paved'
    >>> surface_group("track", tracktype="grade5")
    'bad'
    """
    if smoothness in _BAD_SMOOTHNESS:
        return "bad"
    told = _OF_SURFACE.get(surface) or _OF_TRACKTYPE.get(tracktype)
    if told is not None:
        return told
    if road_class in _PAVED_CLASSES:
        return "paved"
    return "gravel" if road_class in _GRAVEL_CLASSES else "ground"
