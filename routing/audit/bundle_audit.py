"""Audit of a plan against the rules R1 to R16, from the files of a bundle alone.

The audit reads `campaign.json`, `plan.json` and `travel.parquet` with the standard library
and a Parquet reader. It shares no code with what makes the plans, so that a mistake there
cannot hide here. Its own modules::

    audit_form       strict reading, BundleError with every fault of form
    audit_campaign   the campaign and its sanity
    audit_plan       the plan
    audit_travel     the travel table and its hash
    audit_case       what the checks share
    audit_dates      R1, R2, R8, R9, R10, R14
    audit_events     R3, R4, R5, R6
    audit_last       R6'
    audit_shared     R7, R11, R12, R13, R15
    audit_sums       R16
    audit_report     Violation and AuditReport
    audit_messages, audit_messages_dates, audit_template
                     the sentences, in English and in Bahasa Indonesia
    audit_wording    figures and names put into the sentences
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from routing.audit import campaign_file, plan_file
from routing.audit.campaign_file import Ids, known_ids, read_campaign
from routing.audit.case import Case
from routing.audit.date_rules import check_dates
from routing.audit.event_rules import check_events
from routing.audit.last_rules import check_last
from routing.audit.plan_file import read_plan
from routing.audit.report import AuditReport, Spot, Violation, in_order
from routing.audit.shared_rules import check_shared
from routing.audit.strict_json import BundleError, Fault
from routing.audit.sum_rules import check_sums
from routing.audit.travel_file import Row, Travel, read_rows, read_travel

__all__ = [
    "AuditReport",
    "BundleError",
    "Fault",
    "Violation",
    "audit_bundle",
    "audit_documents",
]

_REMEDY = "use a bundle that was written whole, or plan again"


def audit_bundle(folder: Path) -> AuditReport:
    """Check a bundle from its files alone.

    Parameters
    ----------
    folder
        Folder with `campaign.json`, `plan.json` and `travel.parquet`.

    Returns
    -------
    AuditReport
        Every breach of R1 to R16; fields that the contract does not know are ignored.

    Raises
    ------
    BundleError
        When a file is missing or damaged, a field is missing or of the wrong type, or an
        id is unknown; all faults of all three files in one message.
    """
    faults: list[Fault] = []
    if not folder.is_dir():
        raise BundleError([Fault(str(folder), "folder", "nothing", "name an existing folder")])
    campaign_bytes = _bytes(folder / campaign_file.FILE, faults)
    campaign = _document(campaign_bytes, campaign_file.FILE, faults)
    plan = _document(_bytes(folder / plan_file.FILE, faults), plan_file.FILE, faults)
    travel = read_travel(folder, faults)
    return _audit(campaign, plan, travel, campaign_bytes, faults)


def audit_documents(
    campaign: Mapping[str, object],
    plan: Mapping[str, object],
    travel_rows: Iterable[Row],
    campaign_bytes: bytes | None,
) -> AuditReport:
    """Check a plan in memory, before it is written.

    Parameters
    ----------
    campaign, plan
        The documents of `campaign.json` and `plan.json`, as a JSON reader gives them.
    travel_rows
        Origin, destination, vehicle, condition, minutes, metres; in any order.
    campaign_bytes
        The bytes that `campaign.json` has or will have; None leaves the plan's
        `campaign_sha256` unchecked.

    Returns
    -------
    AuditReport
        Every breach of R1 to R16.

    Raises
    ------
    BundleError
        As `audit_bundle`.
    """
    faults: list[Fault] = []
    documents = {campaign_file.FILE: campaign, plan_file.FILE: plan}
    for file, document in documents.items():
        if not isinstance(document, Mapping):
            faults.append(Fault(file, "$", type(document).__name__, "write a JSON object"))
    if faults:
        raise BundleError(faults)
    return _audit(campaign, plan, read_rows(travel_rows, faults), campaign_bytes, faults)


def _audit(
    raw_campaign: Mapping[str, object] | None,
    raw_plan: Mapping[str, object] | None,
    travel: Travel,
    campaign_bytes: bytes | None,
    faults: list[Fault],
) -> AuditReport:
    ids = Ids(None, None, None, None, None)
    if raw_campaign is not None:
        ids = known_ids(raw_campaign)
        campaign = read_campaign(raw_campaign, ids, faults)
    if raw_plan is not None:
        plan = read_plan(raw_plan, ids, faults)
    if faults:
        raise BundleError(faults)
    digest = None if campaign_bytes is None else hashlib.sha256(campaign_bytes).hexdigest()
    found: list[Violation] = []
    case = Case(campaign, plan, travel.legs, travel.sha256, digest, Spot(found))
    return _judge(case)


def _judge(case: Case) -> AuditReport:
    """Every check in turn; none depends on another's outcome."""
    for team in case.plan.teams:
        check_dates(case, team)
        check_events(case, team)
    check_last(case)
    check_shared(case)
    check_sums(case)
    dates = [day for team in case.plan.teams for day in team.dates]
    sessions = [session for _, session in case.sessions()]
    return AuditReport(
        violations=in_order(case.spot.found, list(case.campaign.teams)),
        teams=len(case.plan.teams),
        dates=len(dates),
        events=sum(len(day.events) for day in dates),
        sessions=len(sessions),
        residents=sum(session.residents for session in sessions),
    )


def _bytes(path: Path, faults: list[Fault]) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        faults.append(Fault(path.name, "file", error.strerror or str(error), _REMEDY))
        return None


def _document(content: bytes | None, file: str, faults: list[Fault]) -> dict[str, object] | None:
    """Parse the JSON object in `content`; None and a fault where it is none."""
    if content is None:
        return None
    try:
        document = json.loads(
            content.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant
        )
    except (ValueError, RecursionError) as error:
        faults.append(Fault(file, "file", f"no JSON that can be read: {error}", _REMEDY))
        return None
    if not isinstance(document, dict):
        faults.append(Fault(file, "$", type(document).__name__, "write a JSON object"))
        return None
    return document


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {twice!r} is written twice in one object")
    return fields


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")
