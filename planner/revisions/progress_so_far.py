"""How far a campaign has come since its first plan: a revision's progress with its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from maps.figures import StatusPart
from planner.bundle import Bundle
from planner.reports import CampaignProgress, Report, Unreported, progress_of
from planner.revisions.history import PastRecord, read_history, with_late_reports


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
    rows, fresh = with_late_reports(history.sessions, reports)
    return _with(progress_of(bundle, fresh, now, unreported), bundle, rows)


def _with(found: CampaignProgress, bundle: Bundle, rows: Sequence[PastRecord]) -> CampaignProgress:
    """Return a progress with the sessions before it."""
    places = bundle.campaign.place_by_id

    def kecamatan(row: PastRecord) -> str:
        return (places[row.post].kecamatan or "") if row.post in places else ""

    def parts(
        known: tuple[StatusPart, ...], name: Callable[[PastRecord], str]
    ) -> tuple[StatusPart, ...]:
        held = {part.name: part for part in known}
        for row in rows:
            held.setdefault(name(row), StatusPart(name(row), 0, 0, 0, 0, 0, None, None))
        return tuple(
            _added(held[one], [row for row in rows if name(row) == one]) for one in sorted(held)
        )

    return replace(
        found,
        total=_added(found.total, rows),
        kecamatan=parts(found.kecamatan, kecamatan),
        teams=parts(found.teams, lambda row: row.team),
    )


def _added(part: StatusPart, rows: Sequence[PastRecord]) -> StatusPart:
    recorded, planned = sum(row.recorded for row in rows), sum(row.planned for row in rows)
    return replace(
        part,
        listed=part.listed + recorded,
        planned=part.planned + planned,
        due=part.due + planned,
        reported=part.reported + sum(row.recorded for row in rows if row.source == "report"),
        counted=part.counted + recorded,
        last=part.last or max((row.date for row in rows), default=None),
    )
