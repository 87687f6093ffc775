"""English nouns that follow a number of one."""

from __future__ import annotations

import re
from collections.abc import Mapping

_COUNTED = re.compile(
    r"(\{(\w+)\} (?:duty |working )?)"
    r"(resident|post|pair|day|night|village|date|trip|leg|case|finding|thing|session|letter)s\b"
)


def singular(saying: str, values: Mapping[str, object]) -> str:
    """Return an English saying with the nouns after a number of one in the singular.

    >>> singular("{posts} posts, {pairs} pairs", {"posts": 1, "pairs": 2})
    '{posts} post, {pairs} pairs'
    """

    def mended(found: re.Match[str]) -> str:
        one = str(values.get(found[2])) == "1"
        return f"{found[1]}{found[3]}" if one else found[0]

    return _COUNTED.sub(mended, saying)
