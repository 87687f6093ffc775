"""Clock times: minutes after midnight in code, `HH:MM` in files."""

from __future__ import annotations

import re

DAY_MINUTES = 24 * 60
"""Minutes of a day."""

_CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")


def format_clock(minutes: int) -> str:
    """`HH:MM` of whole minutes after midnight.

    >>> format_clock(425)
    '07:05'
    """
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def parse_clock(value: object) -> int:
    """Whole minutes after midnight of `HH:MM`; an int is passed through.

    Raises
    ------
    ValueError
        When the value is no time from 00:00 to 24:00.
    """
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= DAY_MINUTES:
        return value
    match = _CLOCK.fullmatch(str(value))
    if match is None or int(match[1]) * 60 + int(match[2]) > DAY_MINUTES:
        raise ValueError(f"{value!r} is no clock time: write HH:MM, for example 07:30")
    return int(match[1]) * 60 + int(match[2])
