"""A set-up that stands: a revision finds a team at a post at which it was set up that day (R5).

The timetable sets up at each post on each date. Where the team stays there, the first set-up of
the state's date is left out.
"""

from __future__ import annotations

from dataclasses import replace

from routing.campaign import TeamState
from routing.plan import Setup, TeamDate, Wait

TeamDays = tuple[TeamDate, ...]


def without_first_set_up(days: TeamDays, state: TeamState) -> TeamDays:
    """Let a team not set up once more, where that is what it does first.

    Its date begins with what it does then; the rest of its dates stays as it is.
    """
    at = _first_set_up(days, state)
    if at is None:
        return days
    first, *later = days
    after = list(first.events[at + 1 :])
    while after and isinstance(after[0], Wait):
        after.pop(0)
    return replace(first, events=tuple(after)), *later


def begun_earlier(days: TeamDays, state: TeamState) -> TeamDays | None:
    """Return dates that were made for a team that begins by its set-up earlier, without it.

    None where they do anything else than to set up before the state's minute.

    Parameters
    ----------
    days
        For the same state, `setup_minutes` earlier.
    state
        Where and when the team really begins.
    """
    assert state.from_ is not None
    at = _first_set_up(days, state)
    if at is None:
        return None
    found = without_first_set_up(days, state)
    begins = min((event.start for event in found[0].events), default=state.from_)
    return found if begins >= state.from_ else None


def _first_set_up(days: TeamDays, state: TeamState) -> int | None:
    """Return the number of the event that sets up where the team is; waits may come before it."""
    if not days or days[0].date != state.date:
        return None
    for number, event in enumerate(days[0].events):
        if isinstance(event, Setup):
            return number if event.at == state.at else None
        if not isinstance(event, Wait):
            return None
    return None
