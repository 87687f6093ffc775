"""Assets embedded in every page: Leaflet from its wheel, our styles and scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from rcssmin import cssmin
from rjsmin import jsmin
from xstatic.pkg import leaflet

_PIN = "marker-icon.png"
"""Leaflet's own marker: no page has one, so its picture stays out."""

_IMAGE = re.compile(r"url\(([\"']?)images/([\w.-]+)\1\)")
_OLD = re.compile(r"[^{}]*(?:leaflet-oldie|vml)[^{}]*\{[^{}]*\}|(?<=[{;])-(?:ms|moz)-[^;{}]*;?")
"""Rules and properties that only browsers of long ago read, Internet Explorer before all."""

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@lru_cache(maxsize=1)
def leaflet_js() -> str:
    """Leaflet's script without the pointer to its source map, which would be a request."""
    return _SOURCE_MAP.sub("", _wheel("leaflet.js").read_text(encoding="utf-8")).strip() + "\n"


@lru_cache(maxsize=1)
def leaflet_css() -> str:
    """Leaflet's styles with its images as data URIs, without what is for old browsers only."""
    css = _OLD.sub("", cssmin(_wheel("leaflet.css").read_text(encoding="utf-8")))
    return _IMAGE.sub(
        lambda match: "none" if match[2] == _PIN else f"url({_data_uri(match[2])})", css
    )


@lru_cache(maxsize=16)
def own(name: str) -> str:
    """Return a style or script of this package, by file name; styles and scripts made small."""
    text = (resources.files("maps") / "assets" / name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        return str(cssmin(text)) + "\n"
    return str(jsmin(text)) + "\n" if name.endswith(".js") else text


def csp_hash(script: str) -> str:
    """Return the hash by which a content-security policy names an inline script."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _wheel(*path: str) -> Traversable:
    return resources.files(leaflet).joinpath("data", *path)


def _data_uri(image: str) -> str:
    encoded = base64.b64encode(_wheel("images", image).read_bytes()).decode("ascii")
    return f"data:image/png;base64,{encoded}"
