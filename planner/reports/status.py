"""A campaign's progress as pages and the screen show it: places by name, lists in order."""

from __future__ import annotations

from collections.abc import Iterable

from maps.figures import CampaignStatus, StatusSession
from planner.bundle import Bundle
from planner.reports.campaign_progress import CampaignProgress, SessionState
from planner.reports.report import Report


def status_of(bundle: Bundle, progress: CampaignProgress) -> CampaignStatus:
    """Return a campaign's progress with the names that readers know.

    Parameters
    ----------
    bundle
        The plan that teams follow.
    progress
        Reports laid over it.
    """
    names = {place.id: place.name for place in bundle.campaign.places}

    def joined(*texts: str) -> str:
        return "; ".join(text for text in texts if text)

    def told(reports: Iterable[Report]) -> tuple[StatusSession, ...]:
        return tuple(
            StatusSession(r.team, r.date, names.get(r.post, ""), r.start, 0, said(r))
            for r in reports
        )

    def said(report: Report) -> str:
        saved = "" if report.saved_at is None else report.saved_at.strftime("%Y-%m-%d %H:%M")
        return joined(report.problem, report.remark, saved)

    def session(state: SessionState) -> StatusSession:
        return StatusSession(state.team, state.date, names[state.post], state.start, state.planned)

    troubled = (
        (state, state.report)
        for state in progress.sessions
        if state.report is not None and (state.report.problem or state.report.remark)
    )
    return CampaignStatus(
        campaign=bundle.campaign.name,
        now=progress.now,
        deadline=bundle.campaign.deadline,
        total=progress.total,
        kecamatan=progress.kecamatan,
        teams=tuple(part for part in progress.teams if part.planned),
        unreported_as_nil=progress.unreported_as == "nil",
        unreported=tuple(session(state) for state in progress.unreported),
        future=told(progress.future),
        clocks=told(progress.clocks),
        raised=tuple((names[post], before, after) for post, before, after in progress.raised),
        problems=tuple(
            StatusSession(
                state.team, state.date, names[state.post], state.start, 0,
                joined(report.problem, report.remark),
            )
            for state, report in troubled
        ),
        pace=progress.pace,
    )  # fmt: skip
