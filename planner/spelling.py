"""Headings and names as people write them, and which known one may have been meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from geodata.spelling import fold


def mark(text: object) -> str:
    """Return a heading or name for comparing: as `fold`, and without a unit in brackets."""
    bare = re.sub(r"\s*[(\[].*[)\]]\s*$", "", fold(text))
    return fold(bare.replace("*", "").replace("_", " "))


def closest(text: str, known: Iterable[str]) -> str:
    """Return the known name that comes closest, or an empty text."""
    by_mark = {mark(name): name for name in known}
    found = difflib.get_close_matches(mark(text), by_mark, n=1, cutoff=0.75)
    return by_mark[found[0]] if found else ""
