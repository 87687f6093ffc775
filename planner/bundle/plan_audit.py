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
    found = _findings(campaign, result.plan, rows)
    if not found:
        return result, ()
    idle = _teams(found)
    for plan in result.spares(idle):
        latest = _findings(campaign, plan, rows)
        if not latest:
            return replace(result, plan=plan), _lines(found)
        idle |= _teams(latest)
    raise RejectedPlanError([Message("rejected", count=len(found), first="\n".join(_lines(found)))])


def check_plan(campaign: Campaign, plan: Plan, rows: Iterable[TravelRow]) -> None:
    """Audit a plan before it is written.

    Parameters
    ----------
    rows
        The travel table.

    Raises
    ------
    RejectedPlanError
        When the audit finds anything: a fault of this program.
    """
    found = _findings(campaign, plan, rows)
    if found:
        first = "\n".join(_lines(found))
        raise RejectedPlanError([Message("rejected", count=len(found), first=first)])


def _findings(
    campaign: Campaign, plan: Plan, rows: Iterable[TravelRow]
) -> Sequence[Violation | str]:
    text = campaign.to_json()
    documents = json.loads(text), json.loads(plan.to_json())
    try:
        return audit_documents(*documents, rows, text.encode()).violations
    except BundleError as error:
        return [str(fault) for fault in error.faults]


def _lines(found: Sequence[Violation | str]) -> tuple[str, ...]:
    return tuple(
        each.line("en") if isinstance(each, Violation) else each for each in found[:_SHOWN]
    )


def _teams(found: Sequence[Violation | str]) -> set[str]:
    return {each.team for each in found if isinstance(each, Violation) and each.team is not None}
