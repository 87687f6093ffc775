"""Availability of a pair in words: its own dates, weekly days off and leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from maps.language import Words
from routing.campaign import Campaign, Team

__all__ = ["availability"]

FEWEST_WEEKS = 3
"""A weekday is called a weekly day off if it is free on as many dates at least."""

_DAY = dt.timedelta(days=1)


def availability(campaign: Campaign, team: Team, lang: Words) -> tuple[str, ...]:
    """Say when a pair is available, where that is not the whole campaign.

    Parameters
    ----------
    campaign
        Its dates and rest days; of these no pair is told.
    team
        The pair.
    lang
        The reader's language.

    Returns
    -------
    tuple of str
        A text on the pair's first and last date, and one on its days off; each only if there is
        something to tell.
    """
    first, last = max(campaign.start, team.from_), min(campaign.deadline, team.until)
    if first > last:
        return (lang.gettext("not on duty during the campaign"),)
    told = []
    if (first, last) != (campaign.start, campaign.deadline):
        told.append(lang.gettext("on duty %(dates)s", dates=lang.span(first, last)))
    working = [
        day
        for day in (first + number * _DAY for number in range((last - first).days + 1))
        if day not in campaign.rest_days
    ]
    off = [day for day in working if day in team.days_off]
    weekly = _weekly(working, off)
    free = [lang.gettext("every %(weekday)s", weekday=lang.weekday_name(day)) for day in weekly]
    numbers = {day.weekday() for day in weekly}
    free += [lang.span(*run) for run in _runs(working, off, numbers)]
    if free:
        told.append(lang.gettext("days off: %(dates)s", dates="; ".join(free)))
    return tuple(told)


def _weekly(working: list[dt.date], off: list[dt.date]) -> list[dt.date]:
    """Return a date of each weekday that is always free, from Monday on."""
    found = []
    for weekday in range(7):
        dates = [day for day in working if day.weekday() == weekday]
        if len(dates) >= FEWEST_WEEKS and set(dates) <= set(off):
            found.append(dates[0])
    return found


def _runs(
    working: list[dt.date], off: list[dt.date], weekly: set[int]
) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield spans of the other days off; rest days and weekly days off within do not part them."""
    own = [day for day in working if day.weekday() not in weekly]
    run: list[dt.date] = []
    for day in own:
        if day in off:
            run.append(day)
        elif run:
            yield run[0], run[-1]
            run = []
    if run:
        yield run[0], run[-1]
