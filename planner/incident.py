"""An incident: something that changes from a moment on, as the planner tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

IncidentKind = Literal[
    "kit", "operator", "vehicle", "road", "crossing", "server", "post_closed", "residents", "rate"
]


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that changes from a moment on.

    Two incidents are equal if they say the same, wherever and with whatever note they were told.

    Attributes
    ----------
    kind
        What it is that changes.
    subject
        Whom or what it hits: id of a team (kit, vehicle, rate; operator too), an operator's name,
        id of a road section, of a crossing or of a place; empty = the server, all crossings, or
        the rate of all teams.
    from_
        Local moment from which it holds; a date alone is its first minute.
    until
        Local moment at which it is over; the date that ends it is over at the next midnight. None
        = not known: it holds to the deadline.
    value
        residents: `+60`, `-20`, or how many are left to record; rate: residents per hour; server:
        capacity per date in residents, empty = down; operator: the substitute's name; road: the
        vehicles that cannot pass, empty = all.
    note, source
        The planner's words.
    origin
        Where it was told: sheet and cell, or the option.
    """

    kind: IncidentKind
    subject: str
    from_: datetime
    until: datetime | None = None
    value: str = ""
    note: str = field(default="", compare=False)
    source: str = field(default="", compare=False)
    origin: str = field(default="", compare=False)

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts incidents as they are applied: by time, what is set before what is added to it."""
        end = (self.until is None, self.until or self.from_)
        return (self.from_, self.kind, self.subject, *end, self.is_change, self.value)

    @property
    def is_change(self) -> bool:
        """Whether the value is added to what there is (+60, -20), and does not replace it."""
        return self.kind == "residents" and self.value[:1] in {"+", "-"}

    def overlaps(self, first: date, last: date) -> bool:
        """Whether it holds on any date of a span, both ends included."""
        begun = self.from_.date() <= last
        return begun and (self.until is None or self.until > datetime.combine(first, time()))

    @property
    def is_clocked(self) -> bool:
        """Whether it begins or ends within a date."""
        moments = [self.from_, *([] if self.until is None else [self.until])]
        return any(moment.hour or moment.minute for moment in moments)
