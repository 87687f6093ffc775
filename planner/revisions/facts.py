"""What a revision finds: the superseded plan, its history, and what teams report."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from geodata import Message
from planner.bundle import PLAN_FILE, Bundle
from planner.errors import OptionError, ReportsError
from planner.incident import Incident
from planner.reports import Report, merge_reports, read_files, read_reports, report_paths
from planner.revisions.history import History, PastSessions, begun_now, past_sessions, read_history
from planner.revisions.revision import ReplanRequest
from planner.revisions.team_states import ONE_DAY, TeamRest, team_rest
from planner.revisions.workbook_merge import Held
from routing.campaign import Campaign, Team, TeamState


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What a revision finds.

    Attributes
    ----------
    superseded
        Bytes of the superseded `plan.json`.
    before
        The history of that plan's own revision; None for a first plan.
    reports
        Merged: each session once.
    """

    request: ReplanRequest
    superseded: bytes
    before: History | None
    reports: tuple[Report, ...]

    @property
    def bundle(self) -> Bundle:
        """The superseded plan with its folder."""
        return self.request.bundle

    @property
    def old(self) -> Campaign:
        """The campaign that it was made for."""
        return self.bundle.campaign

    @property
    def now(self) -> datetime:
        """Local moment from which the revision may differ."""
        return self.request.now

    @property
    def today(self) -> date:
        """The date of now."""
        return self.now.date()

    @property
    def minute(self) -> int | None:
        """The minute of now; None where it is the morning."""
        return self.now.hour * 60 + self.now.minute or None

    def past(self, cut: Collection[str]) -> PastSessions:
        """Return what was recorded before now; of teams that are cut until now."""
        return past_sessions(
            self.bundle, self.before, self.reports, self.now, self.request.unreported, cut
        )

    def rest(self, cut: Collection[str], waiting: Collection[str] = ()) -> dict[str, TeamRest]:
        """Return where each team of the superseded plan is, and what is left of its plan.

        Parameters
        ----------
        cut
            Teams that stop now what they do at a post.
        waiting
            Teams whose state is that of the day on which their vehicle drives again: theirs is
            that of now.
        """
        yesterday = self.today - ONE_DAY
        return {
            team.id: team_rest(
                self.old,
                self._found_now(team) if team.id in waiting else team,
                plan, self.now,
                [r for r in self.reports if r.team == team.id and r.date == yesterday],
                cut=team.id in cut,
            )
            for team, plan in zip(self.old.teams, self.bundle.plan.teams, strict=True)
        }  # fmt: skip

    def waiting(self, known: Collection[Incident]) -> frozenset[str]:
        """Return the teams that an incident of the superseded plan lets wait for a vehicle."""
        hit = {each.subject for each in known if each.kind == "vehicle"}
        return frozenset(
            team.id
            for team in self.old.teams
            if team.id in hit
            and team.state is not None
            and (team.state.date, team.state.from_ or 0) > (self.today, self.minute or 0)
        )

    def _found_now(self, team: Team) -> Team:
        """Return a team that waits for its vehicle with its state of now."""
        state = team.state
        assert state is not None  # only of teams that wait
        nights = 0
        if state.at != self.old.base:
            nights = max(0, state.nights_away - (state.date - self.today).days)
        return replace(team, state=TeamState(self.today, state.at, nights, self.minute))

    def held(self) -> Held:
        """Return what has happened, and a workbook cannot undo."""
        past, rest = self.past(()), self.rest(())
        recorded = [row for row in past.sessions if row.recorded]
        return Held(
            posts=frozenset(row.post for row in recorded),
            teams=frozenset(row.team for row in recorded),
            away={id_: r.state.at for id_, r in rest.items() if r.state.at != self.old.base},
            planned=frozenset(
                {session.at for _, _, session in self.bundle.plan.sessions()}
                | {row.post for row in past.sessions}
            ),
            begun=begun_now(past.sessions, self.old, self.old, self.bundle.plan),
        )


def read_facts(request: ReplanRequest) -> Facts:
    """Read what a revision finds.

    Raises
    ------
    OptionError
        When now is before the superseded plan begins.
    ReportsError, BundleReadError
        When a report or the history cannot be used.
    """
    folder, old = request.bundle.folder, request.bundle.campaign
    begun = old.now or datetime.combine(old.start, time())
    if request.now < begun:
        raise OptionError([Message("replan_early", now=request.now.date(), first=begun.date())])
    return Facts(
        request, (folder / PLAN_FILE).read_bytes(), read_history(folder), _reports(request)
    )


def _reports(request: ReplanRequest) -> tuple[Report, ...]:
    known = read_reports(request.bundle)
    paths = report_paths(request.reports) if request.reports else []
    merged = merge_reports([*known, *read_files(paths, request.bundle)])
    if merged.conflicts:
        raise ReportsError(merged.conflicts)
    return merged.reports
