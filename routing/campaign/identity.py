"""The id of a campaign: given once, the same over all its revisions."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date

_MOST_CHARACTERS = 24
"""Of the readable part: ids stand in file names, calendars and reports."""


def campaign_id(name: str, base: str, start: date) -> str:
    """Return the id of a first plan's campaign.

    It is the name in small letters and digits of ASCII, at most 24, and the first eight
    hexadecimal digits of the SHA-256 over name, base and start. The same campaign planned again
    has the same id; a campaign with another name, base or start is another one.

    Parameters
    ----------
    name
        As planners call the campaign.
    base
        Place id of the base.
    start
        First date of the first plan.

    >>> campaign_id("Kabupaten Kupang 2018", "oelamasi", date(2018, 3, 12))
    'kabupaten-kupang-2018-a901dfb7'
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")[:_MOST_CHARACTERS].strip("-")
    told = "\n".join((name, base, start.isoformat()))
    digits = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{words or 'campaign'}-{digits}"
