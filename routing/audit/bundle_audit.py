"""Audit of a plan against the rules R1 to R19, from the files of a bundle alone.

The audit reads `campaign.json`, `plan.json` and `travel.parquet`, of a revision also
`previous.json` and `history.json`, with the standard library and a Parquet reader. It shares no
code with what makes the plans, so that a mistake there cannot hide here. Its own modules::

    strict_json      strict reading, BundleError with every fault of form
    campaign_parts, campaign_file, ids
                     the campaign and its sanity
    revision_file, history_file
                     what revisions add to the campaign, and what happened before them
    plan_file        the plan, and the one that it supersedes
    travel_file      the travel table and its hash
    case             what the checks share
    date_rules       R1, R2, R8, R9, R10, R14
    state_rules      R1'
    event_rules      R3, R4, R5, R6
    last_rules       R6'
    shared_rules     R7, R11, R12, R13, R15
    handover_rules   R11'
    sum_rules        R16
    revision_rules   R17, R19, R16 of the history
    promise_rules    R18
    report           Violation and AuditReport
    messages, messages_dates, messages_revision, messages_form, template
                     the sentences, in English and in Bahasa Indonesia
    wording          figures and names put into the sentences
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from routing.audit import campaign_file, history_file, plan_file
from routing.audit.campaign_file import read_campaign
from routing.audit.case import Case
from routing.audit.date_rules import check_dates
from routing.audit.event_rules import check_events
from routing.audit.handover_rules import check_handovers
from routing.audit.history_file import read_history
from routing.audit.ids import Ids, known_ids
from routing.audit.last_rules import check_last
from routing.audit.messages_form import ABSENT, DOCUMENT, FOLDER, NOTHING, WHOLE_BUNDLE
from routing.audit.plan_file import read_plan, read_superseded
from routing.audit.promise_rules import check_promises
from routing.audit.report import AuditReport, Spot, Violation, in_order
from routing.audit.revision_rules import check_revision
from routing.audit.shared_rules import check_shared
from routing.audit.strict_json import BundleError, Fault, FormError
from routing.audit.sum_rules import check_sums
from routing.audit.template import Phrase
from routing.audit.travel_file import Row, Travel, read_rows, read_travel

__all__ = [
    "AuditReport",
    "BundleError",
    "Fault",
    "Violation",
    "audit_bundle",
    "audit_documents",
]


def audit_bundle(folder: Path) -> AuditReport:
    """Check a bundle from its files alone.

    Parameters
    ----------
    folder
        Folder with `campaign.json`, `plan.json` and `travel.parquet`; where the campaign
        supersedes a plan, also `previous.json` and `history.json`.

    Returns
    -------
    AuditReport
        Every breach of R1 to R19; fields that the contract does not know are ignored.

    Raises
    ------
    BundleError
        When a file is missing or damaged, a field is missing or of the wrong type, or an
        id is unknown; all faults of all files in one message.
    """
    faults: list[Fault] = []
    if not folder.is_dir():
        raise BundleError([Fault(str(folder), "folder", NOTHING, FOLDER)])
    campaign_bytes = _bytes(folder / campaign_file.FILE, faults)
    campaign = _document(campaign_bytes, campaign_file.FILE, faults)
    plan = _document(_bytes(folder / plan_file.FILE, faults), plan_file.FILE, faults)
    superseded = history = None
    if campaign is not None and campaign.get("supersedes") is not None:
        superseded = _bytes(folder / plan_file.SUPERSEDED_FILE, faults)
        history_bytes = _bytes(folder / history_file.FILE, faults)
        history = _document(history_bytes, history_file.FILE, faults)
    travel = read_travel(folder, faults)
    return _audit(_Files(campaign, plan, travel, campaign_bytes, superseded, history), faults)


def audit_documents(
    campaign: Mapping[str, object],
    plan: Mapping[str, object],
    travel_rows: Iterable[Row],
    campaign_bytes: bytes | None,
    *,
    superseded_bytes: bytes | None = None,
    history: Mapping[str, object] | None = None,
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
    superseded_bytes
        The bytes of the plan that a revision supersedes, which are those of `previous.json`;
        None leaves R17 unchecked.
    history
        The document of `history.json`; None leaves it unchecked.

    Returns
    -------
    AuditReport
        Every breach of R1 to R19.

    Raises
    ------
    BundleError
        As `audit_bundle`.
    """
    faults: list[Fault] = []
    documents = {campaign_file.FILE: campaign, plan_file.FILE: plan}
    if history is not None:
        documents[history_file.FILE] = history
    for file, document in documents.items():
        if not isinstance(document, Mapping):
            faults.append(Fault(file, "$", type(document).__name__, DOCUMENT))
    if faults:
        raise BundleError(faults)
    travel = read_rows(travel_rows, faults)
    return _audit(_Files(campaign, plan, travel, campaign_bytes, superseded_bytes, history), faults)


@dataclass(frozen=True, slots=True)
class _Files:
    """What was found of a bundle; None for what is missing, damaged or not known."""

    campaign: Mapping[str, object] | None
    plan: Mapping[str, object] | None
    travel: Travel
    campaign_bytes: bytes | None
    superseded_bytes: bytes | None
    history: Mapping[str, object] | None


def _audit(files: _Files, faults: list[Fault]) -> AuditReport:
    ids = Ids(None, None, None, None, None)
    superseded = history = None
    if files.campaign is not None:
        ids = known_ids(files.campaign)
        campaign = read_campaign(files.campaign, ids, faults)
    if files.plan is not None:
        plan = read_plan(files.plan, ids, faults)
    if files.superseded_bytes is not None:
        document = _document(files.superseded_bytes, plan_file.SUPERSEDED_FILE, faults)
        superseded = None if document is None else read_superseded(document, faults)
    if files.history is not None:
        history = read_history(files.history, faults)
    if faults:
        raise BundleError(faults)
    case = Case(
        campaign=campaign,
        plan=plan,
        legs=files.travel.legs,
        travel_sha256=files.travel.sha256,
        campaign_sha256=_digest(files.campaign_bytes),
        superseded=superseded,
        superseded_sha256=_digest(files.superseded_bytes),
        history=history,
        spot=Spot([]),
    )
    return _judge(case)


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _judge(case: Case) -> AuditReport:
    """Every check in turn; none depends on another's outcome."""
    for team in case.plan.teams:
        check_dates(case, team)
        check_events(case, team)
    check_last(case)
    check_shared(case)
    check_handovers(case)
    check_sums(case)
    check_revision(case)
    check_promises(case)
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
        reason = error.strerror or str(error)
        told = Phrase(reason, ABSENT if isinstance(error, FileNotFoundError) else reason)
        faults.append(Fault(path.name, "file", told, WHOLE_BUNDLE))
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
        why = error.remedy if isinstance(error, FormError) else Phrase(str(error), str(error))
        told = Phrase(
            f"no JSON that can be read: {why.en}", f"JSON yang tidak dapat dibaca: {why.id}"
        )
        faults.append(Fault(file, "file", told, WHOLE_BUNDLE))
        return None
    if not isinstance(document, dict):
        faults.append(Fault(file, "$", type(document).__name__, DOCUMENT))
        return None
    return document


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FormError(
            Phrase(
                f"the field {twice!r} is written twice in one object",
                f"isian {twice!r} ditulis dua kali dalam satu objek",
            )
        )
    return fields


def _constant(name: str) -> NoReturn:
    raise FormError(Phrase(f"{name} is no number in JSON", f"{name} bukan bilangan JSON"))
