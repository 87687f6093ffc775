"""Every rule, kept and broken: changes to a valid plan and what the audit says of them."""

from __future__ import annotations

import pytest

from routing.audit.messages import TEMPLATES
from tests.routing.audit import (
    audit_changes_dates,
    audit_changes_events,
    audit_changes_last,
    audit_changes_promises,
    audit_changes_revision,
    audit_changes_shared,
    audit_changes_sums,
)
from tests.routing.audit.audit_workbench import Catalogue, Change, Town

CHANGES = Catalogue(
    [
        *audit_changes_dates.CHANGES,
        *audit_changes_events.CHANGES,
        *audit_changes_last.CHANGES,
        *audit_changes_promises.CHANGES,
        *audit_changes_revision.CHANGES,
        *audit_changes_shared.CHANGES,
        *audit_changes_sums.CHANGES,
    ]
)


def test_hand_made_plan_is_valid() -> None:
    report = Town().audit()
    assert report.violations == ()
    assert report.ok
    counts = (report.teams, report.dates, report.events, report.sessions, report.residents)
    assert counts == (3, 8, 36, 10, 235)


def test_repair_leaves_the_hand_made_sums_alone() -> None:
    town, mended = Town(), Town()
    mended.repair()
    assert mended.plan["summary"] == town.plan["summary"]
    assert mended.plan["teams"] == town.plan["teams"]
    assert mended.campaign == town.campaign
    assert mended.audit().ok


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_change_brings_its_findings_and_no_others(change: Change) -> None:
    report = change.audit()
    found = {f"{violation.rule} {violation.code}" for violation in report.violations}
    assert found == change.findings
    assert report.ok is (not change.findings)


def test_names_of_changes_are_unique() -> None:
    names = [change.name for change in CHANGES]
    assert sorted(set(names)) == sorted(names)


def test_every_finding_and_every_rule_is_tried() -> None:
    tried = {finding for change in CHANGES for finding in change.findings}
    assert tried == {f"{template.rule} {code}" for code, template in TEMPLATES.items()}
    rules = {"R1'", "R6'", "R11'", *(f"R{n}" for n in range(1, 20))}
    assert {finding.split()[0] for finding in tried} == rules
