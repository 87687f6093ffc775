"""Plans are audited before they are written; where the audit objects, another one is taken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geodata import Message, TravelTable
from planner.errors import RejectedPlanError
from routing import Result
from routing.audit import BundleError, Violation, audit_documents
from routing.campaign import Campaign
from routing.plan import Plan

TravelRow = tuple[str, str, str, str, int, int]
"""Of a travel table: origin, destination, vehicle, condition, minutes, metres."""

_SHOWN = 10
"""Findings that are told."""


def audited(
    campaign: Campaign, travel: TravelTable, result: Result
) -> tuple[Result, tuple[str, ...]]:
    """Return a result whose plan passes the audit, and what the audit finds in the first one.

    Where it finds anything, which is a fault of this program, the plan is taken without its
    optional parts, and at last without what the teams do that the findings name.

    Raises
    ------
    RejectedPlanError
        When the audit objects to every plan, even to that in which nobody does anything.
    """
    rows = list(travel.rows())
    found = plan_findings(campaign, result.plan, rows)
    if not found:
        return result, ()
    idle = _teams(found)
    for plan in result.spares(idle):
        latest = plan_findings(campaign, plan, rows)
        if not latest:
            return replace(result, plan=plan), _lines(found)
        idle |= _teams(latest)
    raise rejected(found)


def check_plan(
    campaign: Campaign, plan: Plan, rows: Iterable[TravelRow], superseded: bytes | None = None,
    history: str | None = None,
) -> None:  # fmt: skip
    """Audit a plan before it is written.

    Parameters
    ----------
    rows
        The travel table.
    superseded, history
        Of a revision: the bytes of the superseded `plan.json`, and the text of `history.json`.

    Raises
    ------
    RejectedPlanError
        When the audit finds anything: a fault of this program.
    """
    found = plan_findings(campaign, plan, rows, superseded, history)
    if found:
        raise rejected(found)


def rejected(found: Sequence[Violation | str]) -> RejectedPlanError:
    """Return the error that says what the audit finds, the first of many."""
    return RejectedPlanError(
        [Message("rejected", count=len(found), first="\n".join(_lines(found)))]
    )


def plan_findings(
    campaign: Campaign, plan: Plan, rows: Iterable[TravelRow], superseded: bytes | None = None,
    history: str | None = None,
) -> Sequence[Violation | str]:  # fmt: skip
    """Return what the audit finds in a plan; texts where it cannot read the documents.

    Parameters are those of `check_plan`.
    """
    text = campaign.to_json()
    documents = json.loads(text), json.loads(plan.to_json())
    past = None if history is None else json.loads(history)
    try:
        return audit_documents(
            *documents, rows, text.encode(), superseded_bytes=superseded, history=past
        ).violations
    except BundleError as error:
        return [str(fault) for fault in error.faults]


def _lines(found: Sequence[Violation | str]) -> tuple[str, ...]:
    return tuple(
        each.line("en") if isinstance(each, Violation) else each for each in found[:_SHOWN]
    )


def _teams(found: Sequence[Violation | str]) -> set[str]:
    return {each.team for each in found if isinstance(each, Violation) and each.team is not None}
