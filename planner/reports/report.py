"""What a team reports of a session: the rows of `progress-T03.csv` and of `reports.csv`.

Clock times are whole minutes after local midnight. `docs/progress.md` describes the columns.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from planner.cell_text import safe
from routing.clock import format_clock

REPORTS = "reports.csv"
"""File in a bundle that holds every report that was read."""

Status = Literal["held", "partly", "cancelled", ""]
STATUSES: tuple[Status, ...] = ("held", "partly", "cancelled", "")

REPORT_COLUMNS = (
    "plan_sha256", "team", "date", "post", "start", "planned", "recorded", "no_shows", "remark",
    "campaign_id", "revision", "saved_at", "status", "actual_start", "actual_end", "night_at",
    "problem",
)  # fmt: skip
"""The columns of version 2; those of version 1 are the first nine."""

FIRST_VERSION = REPORT_COLUMNS[:9]

SessionKey = tuple[str, date, str, int]

LONG_AGO = datetime(1, 1, 1)  # noqa: DTZ001  (local, as all times are)
"""When rows of version 1 count as saved: before all others."""


@dataclass(frozen=True, slots=True)
class Report:
    """A row of a report.

    `start` is the planned start of the session, None where the row is the total of a date;
    `post` is empty in a total of several posts. `recorded` and `no_shows` are residents, None
    where they were not entered. `saved_at` is the phone's local time; rows of version 1 have
    none. `origin` says where the row was read: file and line.
    """

    team: str
    date: date
    post: str
    start: int | None
    planned: int | None = None
    recorded: int | None = None
    no_shows: int | None = None
    remark: str = ""
    plan_sha256: str = ""
    campaign_id: str = ""
    revision: int | None = None
    saved_at: datetime | None = None
    status: Status = ""
    actual_start: int | None = None
    actual_end: int | None = None
    night_at: str = ""
    problem: str = ""
    origin: str = field(default="", compare=False)

    @property
    def key(self) -> SessionKey:
        """What names the session: team, date, post and start (-1 = the date's total)."""
        return (self.team, self.date, self.post, -1 if self.start is None else self.start)

    @property
    def saved(self) -> datetime:
        """When it was saved; long ago where that is not known."""
        return self.saved_at or LONG_AGO

    @property
    def facts(self) -> tuple[object, ...]:
        """What the team says happened, whatever the plan and the time of saving."""
        return (
            self.recorded, self.no_shows, self.remark, self.status, self.actual_start,
            self.actual_end, self.night_at, self.problem,
        )  # fmt: skip

    @property
    def counted(self) -> int | None:
        """Residents recorded; 0 where the session was cancelled; None where nothing was said."""
        return 0 if self.status == "cancelled" and self.recorded is None else self.recorded


def clock_text(minutes: int | None) -> str:
    """Return a clock time as `HH:MM`; empty for None."""
    return "" if minutes is None else format_clock(minutes)


def reports_csv(reports: Iterable[Report]) -> str:
    """Return reports as CSV (RFC 4180) in the order of team, date, start and post."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(REPORT_COLUMNS)
    for report in sorted(reports, key=lambda r: (r.team, r.date, r.key[3], r.post)):
        writer.writerow(safe(cell) for cell in _cells(report))
    return buffer.getvalue()


def _cells(report: Report) -> tuple[str, ...]:
    def number(value: int | None) -> str:
        return "" if value is None else str(value)

    saved = "" if report.saved_at is None else report.saved_at.isoformat(timespec="seconds")
    return (
        report.plan_sha256, report.team, report.date.isoformat(), report.post,
        clock_text(report.start), number(report.planned), number(report.recorded),
        number(report.no_shows), report.remark, report.campaign_id, number(report.revision),
        saved, report.status, clock_text(report.actual_start), clock_text(report.actual_end),
        report.night_at, report.problem,
    )  # fmt: skip
