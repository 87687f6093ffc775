"""What becomes a promise when the announcements of a plan are sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from maps.figures import announced_hours
from planner.bundle import Bundle
from planner.incidents.promises import AnnouncedDate, Strength
from routing.campaign import PostDates


@dataclass(frozen=True, slots=True)
class Announcing:
    """What is promised once announcements were sent.

    Attributes
    ----------
    rows
        Everything that is promised now, earlier dates with them.
    fresh
        How many were not promised before.
    moved
        How many were promised with other hours.
    withdrawn
        What was promised and is not kept by the plan: its village was told the new date.
    firm
        How many of those that the plan keeps are firm.
    """

    rows: tuple[AnnouncedDate, ...]
    fresh: int
    moved: int
    withdrawn: tuple[AnnouncedDate, ...]
    firm: int


def announce_plan(
    bundle: Bundle, sent: date, strength: Strength | None, before: Iterable[AnnouncedDate]
) -> Announcing:
    """Promise every date of a plan from the day on which its announcements were sent.

    Parameters
    ----------
    bundle
        Campaign and plan.
    sent
        Day on which villages were told; what lies before it is no promise.
    strength
        Of all that is told; None = as it was, and for what is new soft, but firm at posts that
        the planner has pinned to dates.
    before
        What was promised earlier. It keeps the day on which it was announced unless its hours
        have changed. What the plan lists as broken is withdrawn.
    """
    known = {(row.post, row.date): row for row in before}
    known |= {
        (told.post, told.date): AnnouncedDate(told.post, told.date, strength=told.strength)
        for told in bundle.campaign.promises
        if (told.post, told.date) not in known
    }
    broken = {(change.post, change.date) for change in bundle.plan.changes or ()}
    told = [_told(row, known.get((row.post, row.date)), strength) for row in _planned(bundle, sent)]
    withdrawn = tuple(known[key] for key in sorted(broken & set(known), key=lambda k: (k[1], k[0])))
    kept = {key: row for key, row in known.items() if key not in broken}
    rows = kept | {(row.post, row.date): row for row in told}
    return Announcing(
        tuple(sorted(rows.values(), key=lambda row: (row.date, row.post))),
        sum((row.post, row.date) not in known for row in told),
        sum(
            (row.post, row.date) in known and _hours(known[row.post, row.date]) != _hours(row)
            for row in told
        ),
        withdrawn,
        sum(row.strength == "firm" for row in told),
    )


def _planned(bundle: Bundle, sent: date) -> list[AnnouncedDate]:
    """Return the dates of a plan with the hours that its announcements tell."""
    spans: dict[tuple[str, date], list[tuple[int, int]]] = {}
    for _, on, session in bundle.plan.sessions():
        if on >= sent:
            spans.setdefault((session.at, on), []).append((session.start, session.end))
    pinned = {pin.post for pin in bundle.campaign.rules.pins if isinstance(pin, PostDates)}
    found = []
    for (post, on), planned in spans.items():
        hours = announced_hours(planned)
        strength: Strength = "firm" if post in pinned else "soft"
        found.append(AnnouncedDate(post, on, hours[0][0], hours[-1][1], sent, strength))
    return found


def _told(
    row: AnnouncedDate, before: AnnouncedDate | None, strength: Strength | None
) -> AnnouncedDate:
    """Return what is promised of a date of the plan, after what was promised of it before."""
    if before is None:
        return replace(row, strength=strength or row.strength)
    same = _hours(before) == _hours(row) or before.opens is None
    sent = before.announced_on if same else row.announced_on
    return replace(row, announced_on=sent or row.announced_on, strength=strength or before.strength)


def _hours(row: AnnouncedDate) -> tuple[int | None, int | None]:
    return row.opens, row.closes
