"""Plan cases of a campaign side by side and write their figures."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata import Language, Message, TravelTable
from geodata.rooms import clear_rooms, room
from geodata.system_reasons import system_reason
from maps import CaseFigures, WhatIf, answers, what_if_html
from maps.language import language as reader
from maps.pages import PAGE
from planner.bundle import CAMPAIGN_FILE, PLAN_FILE, TRAVEL_FILE, BundleFolder
from planner.campaigns import Prepared
from planner.cell_text import safe
from planner.errors import CaseError
from planner.interrupt import InterruptGuard, one_interrupt
from planner.tables import column_types
from planner.what_if.case_maps import MAP, draw_maps
from planner.what_if.cases import Case
from planner.what_if.plan_adoption import Adoption, bounded
from planner.what_if.process_pool import CaseProgress, CaseReport, CaseResult, CaseRuns
from routing import Limits
from routing.campaign import Campaign
from routing.jit import complete
from routing.limits import cores
from routing.warm_up import get_ready

_MARK, _FORMAT = "what-if.json", "jemputbola-what-if/1"
CASES = "cases"
_OURS = (_MARK, PAGE, "what-if.csv", "what-if.parquet", CASES)

_TEMPORARY = "jemputbola-cases-"
"""How the names of temporary folders begin in which cases are planned."""


class WhatIfFolder(BundleFolder):
    """The folder of a what-if: written whole or not at all, as a bundle is."""

    mark = _MARK
    mark_text = _FORMAT.encode()
    ours = _OURS
    essential = (_MARK,)


@dataclass(frozen=True, slots=True)
class WhatIfRequest:
    """What a planner asks.

    Attributes
    ----------
    out
        Folder for the page, the tables and each case's plan.
    campaign, travel
        What the cases are variations of, and its travel table.
    cases
        The cases.
    limits
        Of each case's search.
    jobs
        Cases at a time; None for one per core.
    ready
        The roads by which the cases are drawn; None leaves the maps out.
    """

    out: Path
    campaign: Campaign
    travel: TravelTable
    cases: tuple[Case, ...]
    limits: Limits
    language: Language = "id"
    jobs: int | None = None
    ready: Prepared | None = None


@dataclass(frozen=True, slots=True)
class WhatIfResult:
    """What came out. `lines` say how many pairs are needed; `page` is the page to open.

    `changed` names files of an older answer that the planner had changed, as they are kept.
    """

    found: WhatIf
    lines: tuple[str, ...]
    page: Path
    changed: tuple[str, ...] = ()

    def frame(self) -> pd.DataFrame:
        """Return the cases as a table: a row per case, its settings as columns of text."""
        return pd.DataFrame(rows_of(self.found))

    def document(self) -> dict[str, Any]:
        """Return what what-if.json holds."""
        return document_of(self.found, self.lines)


def plan_cases(question: WhatIfRequest, report: CaseReport | None = None) -> WhatIfResult:
    """Plan all cases of a question and write page, tables and plans.

    Ctrl-C ends the planning with the cases that are done; their maps are drawn, and another
    Ctrl-C leaves out those that are not drawn yet. What is found is then written in any case.

    Raises
    ------
    PlannerError, GeodataError, RoutingError
        When something cannot be used, or the folder cannot be written. Nothing is written.
    KeyboardInterrupt
        When it comes before any case is done. Nothing is written.
    """
    with one_interrupt() as ears:
        folder = WhatIfFolder(question.out)
        temporary = Path(tempfile.gettempdir())
        clear_rooms(_TEMPORARY, temporary)
        with room(_TEMPORARY, temporary) as held:
            results = _plan(question, held, report)
            ears.heard = True
            campaign = question.campaign
            figures = tuple(figures_of(result) for result in results)
            found = WhatIf(campaign.name, campaign.start, figures, len(question.cases))
            lines = answers(figures, reader(question.language))
            drawn = _draw(question, held, results, figures, report, ears)
            found = replace(found, drawn=drawn)
            folder.fill(lambda new: _write(new, held, found, lines, question.language))
        return WhatIfResult(found, lines, folder.folder / PAGE, tuple(folder.changed))


def _draw(
    question: WhatIfRequest,
    room: Path,
    results: Sequence[CaseResult],
    figures: Sequence[CaseFigures],
    report: CaseReport | None,
    ears: InterruptGuard,
) -> frozenset[str]:
    """Draw the maps of the cases; Ctrl-C, or a disk that takes no more, leaves the rest without."""
    drawn: set[str] = set()
    if question.ready is None:
        return frozenset()
    hear, count = report or (lambda _: None), len(results)
    cases = list(zip(results, figures, strict=True))
    try:
        with ears.again():
            hear(CaseProgress(count, count, None, drawn=0))
            for name in draw_maps(room, question.ready, cases, question.limits, question.language):
                drawn.add(name)
                hear(CaseProgress(count, count, None, drawn=len(drawn)))
    except KeyboardInterrupt:
        _drop_maps(room, figures, drawn)
    except OSError as error:
        _drop_maps(room, figures, drawn)
        reason = system_reason(error)
        fault = CaseError([Message("maps_failed", drawn=len(drawn), count=count, reason=reason)])
        hear(CaseProgress(count, count, None, failed=fault, drawn=len(drawn)))
    return frozenset(drawn)


def _drop_maps(room: Path, figures: Sequence[CaseFigures], drawn: set[str]) -> None:
    """Remove what is there of maps that are not whole."""
    for name in {case.name for case in figures} - drawn:
        (room / name / MAP).unlink(missing_ok=True)


def _plan(question: WhatIfRequest, room: Path, report: CaseReport | None) -> list[CaseResult]:
    folders = []
    for case in question.cases:
        folder = room / case.name
        folder.mkdir()
        (folder / CAMPAIGN_FILE).write_bytes(case.campaign.to_json().encode())
        question.travel.write(folder / TRAVEL_FILE)
        folders.append((case, folder))
    jobs = min(question.jobs or cores(), len(folders))
    runs = CaseRuns(jobs, question.limits, question.language)
    hear = report or (lambda _: None)
    if not complete():
        get_ready(lambda: hear(CaseProgress(0, len(folders), None, compiling=True)), cores())
    results = runs.run(folders, hear)
    _adopt(question, room, results, hear)
    _bound(room, results)
    for failure in runs.failed:
        hear(CaseProgress(len(results), len(folders), None, failed=failure))
    return results


def _adopt(
    question: WhatIfRequest, room: Path, results: list[CaseResult], hear: CaseReport
) -> None:
    """Let looser cases take over better plans of stricter ones; Ctrl-C leaves the rest alone."""
    done, count = len(results), len(question.cases)
    try:
        for number, new in Adoption(question.travel, question.language).better(tuple(results)):
            (room / new.case.name / PLAN_FILE).write_bytes(new.plan.to_json().encode())
            results[number] = new
            hear(CaseProgress(done, count, None, adopted=new))
    except KeyboardInterrupt:
        return


def _bound(room: Path, results: list[CaseResult]) -> None:
    """Let bounds of looser cases hold for stricter ones."""
    for number, new in list(bounded(results)):
        (room / new.case.name / PLAN_FILE).write_bytes(new.plan.to_json().encode())
        results[number] = new


def figures_of(result: CaseResult) -> CaseFigures:
    """Return what a case's plan comes to."""
    case, summary, proven = result.case, result.plan.summary, result.plan.certificate
    return CaseFigures(
        name=case.name,
        settings=tuple((each.name, each.text) for each in case.settings),
        teams=case.teams,
        at_work=sum(bool(team.dates) for team in result.plan.teams),
        deadline=case.campaign.deadline,
        to_record=summary.residents_to_record,
        recorded=summary.residents_recorded,
        weighted_to_record=sum(post.residents * post.weight for post in case.campaign.posts),
        weighted_recorded=summary.weighted_recorded,
        first_date=summary.first_date,
        last_session=summary.last_session,
        spent=summary.rupiah.spent,
        urgency=summary.rupiah.urgency,
        metres=summary.metres,
        nights=summary.nights_away,
        duty_days=summary.duty_days,
        weighted_bound=proven.weighted_bound,
        residents_gap_percent=proven.residents_gap_percent,
        total_bound=proven.total_bound,
        gap_percent=proven.gap_percent,
        by_time=result.by_time,
        dropped_pins=case.dropped_pins,
        adopted=result.adopted,
        bounded=result.bounded,
    )


def rows_of(found: WhatIf) -> list[dict[str, Any]]:
    """Return a flat row per case: what was varied, then what came out."""
    rows = []
    for case in found.cases:
        plain = {f.name: getattr(case, f.name) for f in fields(case) if f.name != "settings"}
        varied = {f"set_{name}": text for name, text in case.settings}
        rows.append({"case": plain.pop("name"), **varied, **plain, "left": case.left})
    return rows


def document_of(found: WhatIf, lines: Sequence[str]) -> dict[str, Any]:
    """Return a what-if as JSON holds it."""
    cases = [
        {**row, "proven_too_few": case.too_few}
        for row, case in zip(rows_of(found), found.cases, strict=True)
    ]
    return {
        "format": _FORMAT,
        "campaign": found.campaign,
        "asked": found.asked,
        "answers": list(lines),
        "cases": cases,
    }


def _write(
    folder: Path, room: Path, found: WhatIf, lines: Sequence[str], language: Language
) -> None:
    document = document_of(found, lines)
    text = json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"
    (folder / _MARK).write_bytes(text.encode("utf-8", "replace"))
    (folder / PAGE).write_bytes(what_if_html(found, language).encode("utf-8"))
    rows = rows_of(found)
    (folder / "what-if.csv").write_bytes(_csv(rows).encode())
    pq.write_table(_arrow(rows), folder / "what-if.parquet", compression="zstd")
    for case in found.cases:
        shutil.copytree(room / case.name, folder / CASES / case.name)


def _csv(rows: list[dict[str, Any]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow("" if value is None else safe(str(value)) for value in row.values())
    return buffer.getvalue()


def _arrow(rows: list[dict[str, Any]]) -> pa.Table:
    kinds = {
        "str": pa.string(), "int": pa.int64(), "bool": pa.bool_(), "date": pa.date32(),
        "float": pa.float64(),
    }  # fmt: skip
    columns = {name: kinds.get(kind.__name__) for name, kind in column_types(CaseFigures).items()}
    columns |= {"case": pa.string(), "left": pa.int64()}
    arrays = [
        pa.array([row[name] for row in rows], columns.get(name, pa.string())) for name in rows[0]
    ]
    return pa.Table.from_arrays(arrays, names=list(rows[0]))
