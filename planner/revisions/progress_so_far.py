"""How far a campaign has come since its first plan: a revision's progress with its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from maps.figures import StatusPart
from planner.bundle import Bundle
from planner.reports import CampaignProgress, Report, Unreported, progress_of
from planner.revisions.history import History, PastRecord, read_history


def whole_progress(
    bundle: Bundle, reports: Sequence[Report], now: datetime, unreported: Unreported = "planned"
) -> CampaignProgress:
    """Lay reports over a plan, and add what happened before it where it is a revision's.

    Sessions of the history count as they do there, or as a later report says; they are neither
    listed as silent nor counted again. Parameters are those of `progress_of`.

    Raises
    ------
    BundleReadError
        When the history cannot be read.
    """
    history = read_history(bundle.folder)
    if history is None:
        return progress_of(bundle, reports, now, unreported)
    known = {row.key for row in history.sessions}
    late = {_key(report): report for report in reports if _key(report) in known}
    fresh = [report for report in reports if _key(report) not in known]
    found = progress_of(bundle, fresh, now, unreported)
    return _with(found, bundle, history, late)


def _key(report: Report) -> tuple[object, ...]:
    """What names a report's session, as `PastRecord.key`."""
    return report.date, report.start or 0, report.team, report.post


def _with(
    found: CampaignProgress,
    bundle: Bundle,
    history: History,
    late: dict[tuple[object, ...], Report],
) -> CampaignProgress:
    def counted(row: PastRecord) -> int:
        report = late.get(row.key)
        said = None if report is None else report.counted
        return row.recorded if said is None else said

    def added(part: StatusPart, rows: Iterable[PastRecord]) -> StatusPart:
        mine = list(rows)
        told = [row for row in mine if row.source == "report" or row.key in late]
        sums = sum(counted(row) for row in mine)
        planned = sum(row.planned for row in mine)
        last = max((row.date for row in mine), default=None)
        return replace(
            part,
            listed=part.listed + sums,
            planned=part.planned + planned,
            due=part.due + planned,
            reported=part.reported + sum(counted(row) for row in told),
            counted=part.counted + sums,
            last=part.last or last,
        )

    places = bundle.campaign.place_by_id

    def kecamatan(row: PastRecord) -> str:
        return (places[row.post].kecamatan or "") if row.post in places else ""

    def parts(
        known: tuple[StatusPart, ...], name: Callable[[PastRecord], str]
    ) -> tuple[StatusPart, ...]:
        held = {part.name: part for part in known}
        for row in history.sessions:
            held.setdefault(name(row), StatusPart(name(row), 0, 0, 0, 0, 0, None, None))
        return tuple(
            added(held[one], (row for row in history.sessions if name(row) == one))
            for one in sorted(held)
        )

    return replace(
        found,
        total=added(found.total, history.sessions),
        kecamatan=parts(found.kecamatan, kecamatan),
        teams=parts(found.teams, lambda row: row.team),
    )
