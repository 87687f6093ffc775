"""The bundle of a revision: the plan's files, what it supersedes, and what changes for whom."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path

from geodata import Language
from maps import (
    MapData,
    PastSession,
    Wording,
)
from maps.figures import PlanChange, news_of
from maps.pages import write_changed_announcements
from planner.bundle import Bundle, BundleFolder
from planner.incidents import PROMISES_FILE
from planner.pipeline import drawn, versions, write_files
from planner.reports import REPORTS, reports_csv
from planner.revisions.change_files import write_changes
from planner.revisions.changes import plan_changes
from planner.revisions.history import HISTORY_FILE, PREVIOUS_FILE
from planner.revisions.revision import ReplanRequest, Revision
from routing.plan import Plan, TeamDate, TeamPlan

_MANY_POSTS, _FEW_SECONDS, _MANY_SECONDS = 60, 4.0, 40.0
"""Seconds of the search by the number of posts: an answer is wanted before a team leaves."""

_CAUSES = ("workbook_taken", "incident_back")
"""Keys of messages that tell what is a cause of changes, too."""

TEAM_LANGUAGE: Language = "id"
"""Of what teams carry."""


def write_revision(
    folder: BundleFolder, revision: Revision, request: ReplanRequest, wording: Wording | None = None
) -> Path:
    """Write the bundle of a revision, whole or not at all.

    Returns
    -------
    Path
        `changes.html`: what is to be told to whom.

    Raises
    ------
    BundleFolderError
        When the folder cannot be written; what was in it is as it was.
    """
    old, ready, plan = revision.superseded, revision.ready, revision.plan
    changes = plan_changes(ready.campaign, old.campaign, _going_on(revision), plan, revision.causes)
    data = map_data_of(revision, changes, request)
    promises = old.folder / PROMISES_FILE
    run = _run_json(revision, request)
    happened = _happened(revision, request.language)

    def write(new: Path) -> None:
        write_files(new, ready, data, run, request.language, wording)
        (new / PREVIOUS_FILE).write_bytes(revision.superseded_json)
        (new / HISTORY_FILE).write_bytes(revision.history.to_json().encode())
        (new / REPORTS).write_bytes(reports_csv(revision.reports).encode())
        if promises.is_file():
            shutil.copyfile(promises, new / PROMISES_FILE)
        write_changes(new, changes, data, request.language, happened)
        write_changed_announcements(new, changes, data, wording)

    folder.fill(write)
    return folder.folder / "changes.html"


def _happened(revision: Revision, language: Language) -> tuple[str, ...]:
    """Return what has happened, and what the planner was told besides."""
    causes = [cause.text for cause in revision.causes.causes]
    told = [each.text(language) for each in revision.messages if each.key not in _CAUSES]
    return tuple(dict.fromkeys([*causes, *told]))


def _going_on(revision: Revision) -> Plan:
    """Return the superseded plan without the sessions that teams finish when it is superseded."""
    now, plan = revision.history.now, revision.superseded.plan
    minute = now.hour * 60 + now.minute

    def going_on(team: TeamPlan, day: TeamDate) -> TeamDate:
        if day.date != now.date() or team.id in revision.cut:
            return day
        return replace(day, events=tuple(e for e in day.events if e.start >= minute))

    teams = (
        replace(team, dates=tuple(going_on(team, day) for day in team.dates)) for team in plan.teams
    )
    return replace(plan, teams=tuple(teams))


def revision_folder(bundle: Bundle) -> Path:
    """Return where a revision goes by default: beside the plan that it supersedes."""
    revision, folder = bundle.campaign.revision, bundle.folder.resolve()
    first = folder.name.removesuffix(f"-r{revision}") if revision else folder.name
    return folder.with_name(f"{first}-r{revision + 1}")


def default_seconds(bundle: Bundle) -> float:
    """Return the seconds of the search where none are named."""
    return _MANY_SECONDS if len(bundle.campaign.posts) > _MANY_POSTS else _FEW_SECONDS


def map_data_of(
    revision: Revision, changes: tuple[PlanChange, ...], request: ReplanRequest
) -> MapData:
    """Return what pages are drawn from: with the superseded plan, the history and the news."""
    data = drawn(revision.ready, revision.plan, seed=request.limits.seed)
    news = {
        team.id: found
        for team in revision.ready.campaign.teams
        if (found := news_of(changes, team.id, TEAM_LANGUAGE))
    }
    history = tuple(
        PastSession(row.team, row.post, row.date, row.start, row.planned)
        for row in revision.history.sessions
    )
    return replace(
        data, previous=revision.superseded.plan, history=history, news=news,
        so_far=revision.history.so_far,
    )  # fmt: skip


def _run_json(revision: Revision, request: ReplanRequest) -> str:
    document = {
        **versions(),
        "level": "revision",
        "limits": asdict(request.limits),
        "choice": revision.choice,
        "workbook": revision.from_workbook,
    }
    return json.dumps(document, indent=2) + "\n"
