"""How far a campaign has come, as its page and the screen show it. Counts are residents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatusPart:
    """A kecamatan, a pair, or (with an empty name) the whole campaign.

    `listed` are all that were to be recorded, as campaign and reports know them; `planned` those
    that the plan records in all and `due` until now; `reported` those that teams reported and
    `counted` those that count as recorded; `last` the last date by the plan, `forecast` at the
    pace reported, None where it cannot be told.
    """

    name: str
    listed: int
    planned: int
    due: int
    reported: int
    counted: int
    last: dt.date | None
    forecast: dt.date | None

    @property
    def behind(self) -> int:
        """Residents that should have been recorded by now and were not."""
        return max(0, self.due - self.counted)

    @property
    def left(self) -> int:
        """Residents that are still to be recorded."""
        return max(0, self.listed - self.counted)


@dataclass(frozen=True, slots=True)
class StatusSession:
    """A session in a list: pair, date, name of the post, planned start, and what is said of it."""

    team: str
    date: dt.date
    post: str
    start: int | None
    planned: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CampaignStatus:
    """A campaign seen at a moment of local time.

    `unreported_as_nil` says that sessions without a report count as nil and not as planned;
    `pace` is residents reported for each one planned in the sessions reported, None without any;
    `raised` names posts with the residents listed and recorded.
    """

    campaign: str
    now: dt.datetime
    deadline: dt.date
    total: StatusPart
    kecamatan: tuple[StatusPart, ...]
    teams: tuple[StatusPart, ...]
    unreported_as_nil: bool
    unreported: tuple[StatusSession, ...]
    future: tuple[StatusSession, ...]
    clocks: tuple[StatusSession, ...]
    raised: tuple[tuple[str, int, int], ...]
    problems: tuple[StatusSession, ...]
    pace: float | None
