"""What a planner asks of a revision, and the revision that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from geodata import Language, Message
from planner.bundle import Bundle
from planner.campaigns import CHANGED_PROMISE_RUPIAH, Prepared
from planner.reports import Report, Unreported
from planner.revisions.causes import Causes
from planner.revisions.history import History, PastSessions
from planner.revisions.options import Choice, RevisionOption
from routing import Limits
from routing.plan import Plan


@dataclass(frozen=True, slots=True)
class ReplanRequest:
    """What a planner asks for.

    Attributes
    ----------
    bundle
        The plan that is superseded, with its folder.
    now
        Local moment from which the revision may differ.
    reports
        Files or folders of reports, beside those in the bundle.
    incidents
        As given with the option, beside those of the workbook.
    keep_days
        Dates from now's on that stay for teams that no incident touches.
    most_changes, changed_promise
        Most promises that may be broken (None: any), and the price of a soft one in rupiah.
    choice
        The revision that is wanted; None takes the best under the rules.
    region
        Folder of the regency's dataset; None for that of the workbook, or the embedded one.
    """

    bundle: Bundle
    now: datetime
    reports: tuple[Path, ...] = ()
    incidents: tuple[str, ...] = ()
    keep_days: int = 2
    most_changes: int | None = None
    changed_promise: int = CHANGED_PROMISE_RUPIAH
    allow_handovers: bool = False
    unreported: Unreported = "planned"
    choice: Choice | None = None
    limits: Limits = Limits(seconds=10.0)  # noqa: RUF009  (immutable)
    language: Language = "id"
    region: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Revision:
    """A revision that has passed the audit, and what it was chosen from.

    Attributes
    ----------
    superseded, superseded_json
        The plan before it with its folder, and the bytes of its `plan.json`.
    ready
        The campaign with its roads and times.
    plan, choice
        The one that was chosen.
    options
        All three, in the order of `CHOICES`.
    news
        Whether anything happened that the old plan did not know.
    cut
        Teams that stopped what they did at a post when the revision began.
    causes
        What has happened, to say of each change why.
    messages
        What the planner should know.
    from_workbook
        Whether it is made from a planner's workbook.
    """

    superseded: Bundle
    superseded_json: bytes
    ready: Prepared
    plan: Plan
    choice: Choice
    options: Mapping[Choice, RevisionOption]
    history: History
    past: PastSessions
    reports: tuple[Report, ...]
    news: bool
    cut: frozenset[str]
    causes: Causes
    messages: tuple[Message, ...]
    from_workbook: bool
