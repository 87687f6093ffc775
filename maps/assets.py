"""What is written into every page: Leaflet from its wheel, our styles and scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from xstatic.pkg import leaflet

_IMAGE = re.compile(r"url\(([\"']?)images/([\w.-]+)\1\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@lru_cache(maxsize=1)
def leaflet_js() -> str:
    """Leaflet's script without the pointer to its source map, which would be a request."""
    return _SOURCE_MAP.sub("", _wheel("leaflet.js").read_text(encoding="utf-8")).strip() + "\n"


@lru_cache(maxsize=1)
def leaflet_css() -> str:
    """Leaflet's styles with its images as data URIs."""
    css = _wheel("leaflet.css").read_text(encoding="utf-8")
    return _IMAGE.sub(lambda match: f"url({_data_uri(match[2])})", css)


@lru_cache(maxsize=8)
def own(name: str) -> str:
    """Return a style or script of this package, by file name."""
    return (resources.files("maps") / "assets" / name).read_text(encoding="utf-8")


def csp_hash(script: str) -> str:
    """How a content-security policy names an inline script: the hash of its text."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _wheel(*path: str) -> Traversable:
    return resources.files(leaflet).joinpath("data", *path)


def _data_uri(image: str) -> str:
    encoded = base64.b64encode(_wheel("images", image).read_bytes()).decode("ascii")
    return f"data:image/png;base64,{encoded}"
