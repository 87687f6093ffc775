"""Revisions of Kupang's default workbook without a search: what holds from a moment on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from geodata import Dataset
from planner.bundle import BASIS_FILE, Bundle, read_bundle
from planner.campaigns import Prepared, prepare
from planner.incident import Incident
from planner.incidents import INCIDENTS_FILE, incidents_json
from planner.revisions.basis import Basis, basis_of
from planner.revisions.facts import Facts, read_facts
from planner.revisions.history import HISTORY_FILE, History
from planner.revisions.revision import ReplanRequest
from planner.revisions.under_way import UnderWay, under_way
from planner.workbook import WorkbookCampaign, workbook_campaign
from planner.workbook.writing import initial_tables, write_workbook
from routing.campaign.document import Campaign
from routing.plan.costs import assemble, team_plan
from routing.plan.document import TeamDate


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> WorkbookCampaign:
    """The default workbook: 24 posts, 12 pairs, 12 March to 26 June 2018."""
    folder = tmp_path_factory.mktemp("desk")
    write_workbook(folder / "campaign.xlsx", initial_tables(dataset, None, "en"), "en")
    return workbook_campaign(folder, None, "en")


@dataclass(frozen=True)
class Step:
    """A revision that was made without a search."""

    facts: Facts
    basis: Basis
    case: UnderWay

    @property
    def campaign(self) -> Campaign:
        return self.case.campaign


def written(
    folder: Path, ready: Prepared, dates: dict[str, Sequence[TeamDate]], history: str = ""
) -> Bundle:
    """Write what a revision reads of a bundle; the teams' dates need not hold."""
    folder.mkdir(parents=True)
    campaign = ready.campaign
    plan = assemble(
        campaign, [team_plan(campaign, t, tuple(dates.get(t.id, ()))) for t in campaign.teams]
    )
    (folder / "campaign.json").write_text(campaign.to_json(), encoding="utf-8")
    (folder / "plan.json").write_text(plan.to_json(), encoding="utf-8")
    if ready.undisturbed is not None:
        (folder / BASIS_FILE).write_text(ready.undisturbed.to_json(), encoding="utf-8")
    if ready.incidents:
        (folder / INCIDENTS_FILE).write_text(incidents_json(ready.incidents), encoding="utf-8")
    if history:
        (folder / HISTORY_FILE).write_text(history, encoding="utf-8")
    return read_bundle(folder)


def first_plan(
    folder: Path, book: WorkbookCampaign, dates: dict[str, Sequence[TeamDate]] | None = None
) -> Bundle:
    """Write the bundle of a workbook's first plan, which has no incidents."""
    return written(folder, prepare(book.region, book.campaign, book.graph), dates or {})


def step(
    bundle: Bundle, book: WorkbookCampaign | None, now: datetime, *incidents: str, **asked: object
) -> Step:
    """Make the campaign of a revision."""
    request = ReplanRequest(bundle, now, incidents=incidents, language="en", **asked)  # type: ignore[arg-type]
    facts = read_facts(request)
    basis = basis_of(
        bundle, facts.before, book, facts.held(), None, allow_handovers=request.allow_handovers
    )
    return Step(facts, basis, under_way(facts, basis))


def next_bundle(folder: Path, made: Step) -> Bundle:
    """Write the bundle of a revision; its plan is what is left of the old one."""
    history = History(made.campaign.id, made.facts.now, made.case.past.sessions, ())
    dates = {id_: rest.dates for id_, rest in made.case.rest.items()}
    return written(folder, made.case.ready, dates, history.to_json())


def with_incidents(book: WorkbookCampaign, *incidents: Incident) -> WorkbookCampaign:
    """Return the workbook with other rows in its sheet of incidents."""
    told = tuple(replace(each, origin="Incidents, A2") for each in incidents)
    return replace(book, incidents=told)


def edited(book: WorkbookCampaign, **changes: object) -> WorkbookCampaign:
    """Return the workbook as it is read after the planner has changed something."""
    return replace(book, campaign=replace(book.campaign, **changes))  # type: ignore[arg-type]
