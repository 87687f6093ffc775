"""The whole run on a page: read, travel, solve, audit, write."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from geodata import Language, load_dataset
from maps import (
    MapData,
    Wording,
    plan_announcements,
    write_announcements,
    write_exports,
    write_pages,
)
from planner.bundle import (
    BASIS_FILE,
    CAMPAIGN_FILE,
    PLAN_FILE,
    RUN_FILE,
    TRAVEL_FILE,
    BundleFolder,
    audited,
    check_plan,
    map_data,
    write_results,
)
from planner.campaigns import (
    DEFAULTS,
    Defaults,
    Level,
    Prepared,
    Remark,
    default_campaign,
    prepare,
    remarks_of,
    unknown_figures,
    with_pins,
)
from planner.errors import OptionError
from planner.incidents import INCIDENTS_FILE, incidents_json
from planner.interrupt import one_interrupt
from planner.workbook import load
from routing import Limits, Result, solve
from routing.campaign import Campaign
from routing.limits import OnProgress
from routing.plan import Plan

LIBRARIES = ("geopandas", "shapely", "ortools", "folium", "numpy", "numba", "scipy", "pandas")


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What a planner asks for.

    `given` names those of `start`, `deadline` and `residents` that the planner gave; another
    regency than Kupang is asked for the rest. None asks for nothing.
    """

    out: Path
    level: Level = "kecamatan"
    defaults: Defaults = DEFAULTS
    limits: Limits = Limits()  # noqa: RUF009  (immutable)
    language: Literal["id", "en"] = "id"
    region: Path | None = None
    pins: tuple[str, ...] = ()
    cards: int | None = None
    folder: Path | None = None
    wording: Wording | None = None
    given: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class PlanResult:
    """What a run made.

    `page` is the overview to open, `cards` the stock of blank cards, `remarks` what is worth a
    second look. `defect` is what the audit found in the plan that was to be written: the plan
    here stands in for it. `changed` names files of the older plan that the planner had changed,
    as they are kept.
    """

    campaign: Campaign
    result: Result
    page: Path
    cards: int | None = None
    remarks: tuple[Remark, ...] = ()
    defect: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.result.plan

    @property
    def exit_code(self) -> int:
        """0 for any plan, 3 where a post cannot be reached, 4 where nothing is recorded."""
        codes = {reason.code for post in self.plan.unserved for reason in post.reasons}
        if "unreachable" in codes:
            return 3
        summary = self.plan.summary
        return 4 if summary.residents_to_record and not summary.residents_recorded else 0


def plan_campaign(order: PlanRequest, report: OnProgress | None = None) -> PlanResult:
    """Plan a regency's default campaign and write its bundle.

    Raises
    ------
    PlannerError, GeodataError, RoutingError
        When an option, the dataset or the campaign cannot be used, or the folder cannot be
        written. Nothing is written then.
    KeyboardInterrupt
        When it comes before there is a plan, or after the search has ended. Nothing is
        written.
    """
    with one_interrupt():
        return _plan_campaign(order, report)


def _plan_campaign(order: PlanRequest, report: OnProgress | None) -> PlanResult:
    folder = BundleFolder(order.out)
    ready = prepared(order)
    campaign, travel = ready.campaign, ready.travel

    result = solve(campaign, travel, order.limits, report, order.language)

    if result.ended == "interrupt" and not result.plan.summary.residents_recorded:
        raise KeyboardInterrupt
    result, defect = audited(campaign, travel, result)
    page = _written(folder, ready, result, order, defect)
    changed = tuple(folder.changed)
    return PlanResult(campaign, result, page, ready.cards, ready.remarks, defect, changed)


def write_plan(
    out: Path | BundleFolder, ready: Prepared, result: Result, order: PlanRequest
) -> Path:
    """Audit a plan and write its bundle: maps, files for other programs, tables, JSON.

    Parameters
    ----------
    out
        Folder of the bundle.
    ready, result
        What was planned, and the plan.
    order
        Languages, limits and wording.

    Returns
    -------
    Path
        The overview, `index.html`.

    Raises
    ------
    RejectedPlanError
        When the audit finds anything.
    BundleFolderError
        When the folder cannot be written.
    """
    folder = out if isinstance(out, BundleFolder) else BundleFolder(out)
    check_plan(ready.campaign, result.plan, ready.travel.rows())
    return _written(folder, ready, result, order)


def _written(
    folder: BundleFolder, ready: Prepared, result: Result, order: PlanRequest,
    defect: tuple[str, ...] = (),
) -> Path:  # fmt: skip
    """Write the bundle of an audited plan; the overview."""
    data = drawn(ready, result.plan, seed=order.limits.seed)
    run = _run_json(order, result, defect)
    folder.fill(lambda new: write_files(new, ready, data, run, order.language, order.wording))
    return folder.folder / "index.html"


def write_files(
    folder: Path, ready: Prepared, data: MapData, run_json: str, language: Language,
    wording: Wording | None,
) -> None:  # fmt: skip
    """Write the files that every bundle has: documents, pages, files for other programs, tables.

    Parameters
    ----------
    folder
        An existing folder.
    ready
        The campaign with its travel table and incidents.
    data
        What pages are made from, the plan with it.
    run_json
        Text of `run.json`.
    language, wording
        Of what planners read; of the announcements, None for ours.

    Raises
    ------
    OSError
        When a file cannot be written.
    """
    campaign, plan = ready.campaign, data.plan
    (folder / CAMPAIGN_FILE).write_bytes(campaign.to_json().encode())
    (folder / PLAN_FILE).write_bytes(plan.to_json().encode())
    (folder / RUN_FILE).write_bytes(run_json.encode())
    if ready.undisturbed is not None and ready.undisturbed != campaign:
        (folder / BASIS_FILE).write_bytes(ready.undisturbed.to_json().encode())
    if ready.incidents:
        (folder / INCIDENTS_FILE).write_bytes(incidents_json(ready.incidents).encode())
    ready.travel.write(folder / TRAVEL_FILE)
    write_pages(folder, data, language)
    write_exports(folder, data)
    write_announcements(folder, plan_announcements(data), wording)
    write_results(folder, campaign, plan, language, ready.cards)


def drawn(ready: Prepared, plan: Plan, seed: int = 1, previous: Plan | None = None) -> MapData:
    """Return what pages, files and frames of a plan are made from (WGS 84).

    Parameters
    ----------
    ready, plan
        The campaign with its roads, and its plan.
    seed
        Stands in the pages' footer.
    previous
        The plan that a revision supersedes.
    """
    stamp = {"version": version("jemputbola"), "seed": str(seed)}
    return map_data(ready.region, ready.graph, ready.states, ready.campaign, plan, stamp, previous)


def prepared(order: PlanRequest) -> Prepared:
    """Read what an order asks for and time all its ways."""
    if order.folder is not None:
        ready = load(order.folder, order.region, order.language).prepared
        cards = ready.cards if order.cards is None else order.cards
        return replace(ready, campaign=with_pins(ready.campaign, order.pins), cards=cards)
    dataset = load_dataset(order.region, order.language)
    asked = [] if order.given is None else unknown_figures(dataset, order.given)
    if asked:
        raise OptionError(asked)
    campaign = default_campaign(dataset, order.level, order.defaults, order.language)
    ready = prepare(dataset, with_pins(campaign, order.pins), cards=order.cards)
    return replace(ready, remarks=remarks_of(dataset, campaign.assumptions))


def versions() -> dict[str, object]:
    """Return the versions of this program, of Python and of the libraries that plans rest on."""
    return {
        "jemputbola": version("jemputbola"),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def _run_json(order: PlanRequest, result: Result, defect: tuple[str, ...]) -> str:
    """Return what may differ from run to run: versions, seed, limits, wall times."""
    document = {
        **versions(),
        "level": order.level if order.folder is None else "workbook",
        "limits": asdict(order.limits),
        "ended_by": result.ended,
        "seconds": round(result.seconds, 1),
        "compiling_seconds": round(result.compiling_seconds, 1),
        "timetables": result.timetables,
    }
    if defect:
        document["rejected_by_audit"] = list(defect)
    return json.dumps(document, indent=2) + "\n"
