"""Names as people spell them: the same whatever the case, and what may have been meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable


def mark(text: object) -> str:
    """Return a name for comparing: no case, no unit in brackets, plain spaces."""
    bare = re.sub(r"\s*[(\[].*[)\]]\s*$", "", str(text).replace("\u00a0", " "))
    return re.sub(r"[\s_]+", " ", bare.replace("*", "")).strip().casefold()


def closest(text: str, known: Iterable[str]) -> str:
    """Return the known name that comes closest, or an empty text."""
    by_mark = {mark(name): name for name in known}
    found = difflib.get_close_matches(mark(text), by_mark, n=1, cutoff=0.75)
    return by_mark[found[0]] if found else ""
