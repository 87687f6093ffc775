"""Map tiles from the internet: asked for only once a reader has switched them on.

The servers of OpenStreetMap itself answer only requests with a `Referer`, which a page opened
from a file cannot send (https://wiki.openstreetmap.org/wiki/Referer). OpenTopoMap draws the
same data with relief, which helps in Amfoang's hills, and asks for its credit only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TileSource:
    """Where tiles come from.

    Parameters
    ----------
    name
        What readers call it.
    url
        Leaflet's template, with `{z}`, `{x}`, `{y}` and perhaps `{s}`.
    hosts
        The hosts of `url` as a content-security policy names them.
    credit
        Stands on the map while its tiles do.
    """

    name: str
    url: str
    hosts: str
    credit: str


OPENTOPOMAP = TileSource(
    name="OpenTopoMap",
    url="https://{s}.tile.opentopomap.org/{z}/{x}/{y}.png",
    hosts="https://*.tile.opentopomap.org",
    credit="© OpenStreetMap, SRTM, © OpenTopoMap (CC-BY-SA)",
)
