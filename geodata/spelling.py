"""Names as people spell them: the same whatever case, form of accents and apostrophes."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "has_control_sign"]

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032`\u00b4]")


def fold(text: object) -> str:
    """Return a name for comparing, whatever its case, accents' form and apostrophes.

    >>> fold("Ma\u2019u\u200b") == fold("MA'U")
    True
    """
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", str(text)))
    return " ".join(_APOSTROPHES.sub("'", seen).split()).casefold()


def has_control_sign(text: object) -> bool:
    r"""Return whether a name holds a line break or another control character.

    >>> has_control_sign("two\nlines"), has_control_sign("Ma\u2019u")
    (True, False)
    """
    return any(unicodedata.category(sign) == "Cc" for sign in str(text))
