"""Reports of many files merged: each session once, whatever the order of the files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from geodata import Message
from planner.reports.report import Report, SessionKey, clock_text


@dataclass(frozen=True, slots=True)
class Merged:
    """Reports by session, in the order of their keys, and what the planner has to settle."""

    reports: tuple[Report, ...]
    conflicts: tuple[Message, ...]


def merge_reports(reports: Iterable[Report], preferred: str | None = None) -> Merged:
    """Merge reports by team, date, post and start.

    The later `saved_at` wins; rows without one are older than all others. Rows that were saved
    at the same time and say different things are a conflict, unless exactly one of them stands
    in the preferred file.

    Parameters
    ----------
    reports
        In any order; the result is the same.
    preferred
        Name of a file whose rows win.
    """
    by_key: dict[SessionKey, list[Report]] = defaultdict(list)
    for report in reports:
        by_key[report.key].append(report)
    kept, conflicts = [], []
    for key in sorted(by_key):
        rivals = _rivals(by_key[key], preferred)
        kept.append(rivals[0])
        if len({rival.facts for rival in rivals}) > 1:
            conflicts.append(_conflict(rivals))
    return Merged(tuple(kept), tuple(conflicts))


def _rivals(reports: list[Report], preferred: str | None) -> list[Report]:
    """Return those that nothing later replaces, in an order that files do not decide."""
    if preferred is not None:
        theirs = [report for report in reports if report.origin.rpartition(":")[0] == preferred]
        reports = theirs or reports
    latest = max(report.saved for report in reports)
    return sorted((report for report in reports if report.saved == latest), key=_rank)


def _rank(report: Report) -> tuple[object, ...]:
    """Order reports that say the same: that of the latest revision first."""
    later = -1 if report.revision is None else report.revision
    texts = tuple("" if fact is None else str(fact) for fact in report.facts)
    return (
        -later,
        report.plan_sha256,
        report.campaign_id,
        -1 if report.planned is None else report.planned,
        texts,
    )


def _conflict(rivals: list[Report]) -> Message:
    first = rivals[0]
    other = next(rival for rival in rivals if rival.facts != first.facts)
    return Message(
        "report_conflict",
        team=first.team,
        date=first.date,
        post=first.post,
        start=clock_text(first.start),
        first=min(first.origin, other.origin),
        second=max(first.origin, other.origin),
    )
