"""The hours that residents are told: on quarter hours inside the planned ones."""

from __future__ import annotations

from collections.abc import Iterable

STEPS = (15, 5, 1)
"""Announced hours stand on a quarter hour, else on these minutes."""


def announced_hours(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return hours on quarter hours inside the planned ones; what overlaps is one span.

    Where nothing of a date is left on quarter hours, five minutes are used, then minutes.

    Parameters
    ----------
    spans
        Start and end of a date's sessions in minutes after midnight.

    >>> announced_hours([(485, 712), (780, 960)])  # 08:05-11:52, 13:00-16:00
    ((495, 705), (780, 960))
    >>> announced_hours([(485, 494)])
    ((485, 490),)
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    for step in STEPS:
        inside = [(-(-start // step) * step, end // step * step) for start, end in joined]
        kept = tuple((start, end) for start, end in inside if start < end)
        if kept:
            break
    return kept
