"""Names as people spell them: the same whatever the case, and what may have been meant."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032`\u00b4]")


def fold(text: object) -> str:
    """Return a name for comparing, whatever its case, accents' form and apostrophes.

    >>> fold("Ma\u2019u\u200b") == fold("MA'U")
    True
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", str(text)))
    return " ".join(_APOSTROPHES.sub("'", seen).split()).casefold()


def mark(text: object) -> str:
    """Return a name for comparing: no case, no unit in brackets, plain spaces."""
    bare = re.sub(r"\s*[(\[].*[)\]]\s*$", "", str(text).replace("\u00a0", " "))
    return re.sub(r"[\s_]+", " ", bare.replace("*", "")).strip().casefold()


def closest(text: str, known: Iterable[str]) -> str:
    """Return the known name that comes closest, or an empty text."""
    by_mark = {mark(name): name for name in known}
    found = difflib.get_close_matches(mark(text), by_mark, n=1, cutoff=0.75)
    return by_mark[found[0]] if found else ""
