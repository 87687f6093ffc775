"""What a revision changes, as files: `changes.html` for people, `changes.csv` for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodata import Language
from geodata.atomic_file import write_whole
from maps import MapData
from maps.figures import PlanChange, PostVisit
from maps.pages import CHANGES_PAGE, changes_html
from planner.tables import rows_csv
from routing.clock import format_clock

CHANGES_TABLE = "changes.csv"
"""File of the table, in the bundle of a revision."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A date of a post that a revision changes; see docs/files.md for the columns."""

    post: str
    post_name: str
    kecamatan: str | None
    changes: str
    was_date: dt.date | None
    was_hours: str | None
    was_teams: str | None
    was_residents: int | None
    is_date: dt.date | None
    is_hours: str | None
    is_teams: str | None
    is_residents: int | None
    promise: str | None
    kept: bool | None
    reason: str | None
    notice_days: int


def write_changes(
    folder: Path, changes: Sequence[PlanChange], data: MapData, language: Language,
    happened: Sequence[str] = (),
) -> tuple[Path, ...]:  # fmt: skip
    """Write what a revision changes; the same changes give the same bytes.

    Parameters
    ----------
    folder
        An existing folder.
    changes
        What `plan_changes` returns.
    data
        The revision.
    language
        Of the page; the table has the same English column names everywhere.
    happened
        What has happened since the superseded plan, for the page.

    Returns
    -------
    tuple of Path
        `changes.html` and `changes.csv`.

    Raises
    ------
    OSError
        When a file cannot be written.
    """
    page, table = folder / CHANGES_PAGE, folder / CHANGES_TABLE
    write_whole(page, changes_html(changes, data, language, happened).encode("utf-8"))
    write_whole(table, changes_csv(changes).encode("utf-8"))
    return page, table


def changes_csv(changes: Sequence[PlanChange]) -> str:
    """Return changes as CSV: a row for each changed date of each post."""
    return rows_csv(ChangeRow, (row for change in changes for row in _rows(change)))


def _rows(change: PlanChange) -> Iterator[ChangeRow]:
    now = change.date - dt.timedelta(days=change.notice_days)
    for row in change.dates:
        yield ChangeRow(
            change.post,
            change.name,
            change.kecamatan,
            "; ".join(row.kinds),
            *_visit(row.was),
            *_visit(row.is_),
            row.promise,
            row.kept,
            row.reason or None,
            (row.date - now).days,
        )


def _visit(
    visit: PostVisit | None,
) -> tuple[dt.date | None, str | None, str | None, int | None]:
    if visit is None:
        return None, None, None, None
    hours = "; ".join(f"{format_clock(start)}-{format_clock(end)}" for start, end in visit.hours)
    return visit.date, hours, "; ".join(visit.teams), visit.residents
