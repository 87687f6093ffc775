"""Cache of travel tables between runs."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from geodata import CostCache

VARIABLE = "JEMPUTBOLA_CACHE"
"""Environment variable that names another folder; empty = keep nothing."""


def kept() -> CostCache:
    """The travel times that earlier runs looked for, in the user's cache folder."""
    named = os.environ.get(VARIABLE)
    if named is None:
        return CostCache(Path(platformdirs.user_cache_path("jemputbola")) / "travel")
    return CostCache(Path(named) if named else None)
