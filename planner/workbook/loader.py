"""Reading a planner's folder: every fault at once, then the campaign with its ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from geodata import Dataset, GeodataError, Language, RoadGraph, build_graph, load_dataset
from geodata.system_reasons import system_reason
from planner.campaigns import Prepared, prepare
from planner.incident import Incident
from planner.incidents import Subjects, apply_incidents, incidents_of
from planner.workbook.assembly import (
    Dates,
    Roads,
    Spots,
    Walk,
    campaign_of,
    caution_elsewhere,
    check_demand,
    check_outside,
    check_rupiah,
    closures_of,
    crossings_of,
    dates_of,
    flight_cautions,
    in_order,
    is_open,
    pin_cautions,
    pins_of,
    post_cautions,
    region_with,
    residents_of,
    spots_of,
    teams_of,
    walks_of,
)
from planner.workbook.faults import Fault, WorkbookError, fault
from planner.workbook.reading import WorkbookTables, find_tables, read_tables
from routing import CampaignError
from routing.campaign import Campaign, Pin, Team, check_campaign

EMBEDDED_NAME = "kupang"
"""What the setting of the dataset says for the embedded one."""

Tell = Callable[[str, float], None]
"""Hears of a stage and of the share that is done."""


@dataclass(frozen=True, slots=True, eq=False)
class WorkbookCampaign:
    """What a planner's folder holds, checked, before its ways are timed.

    Attributes
    ----------
    where
        The workbook or folder that was read.
    campaign
        Without the incidents of the sheet.
    region, graph
        The dataset with the planner's places, closures and crossings, and its road graph.
    tables
        The typed rows, with where each stands.
    spots
        All places.
    walks
        Residents of villages without a post, and how far they go.
    incidents
        Those of the sheet.
    faults
        What is worth a second look so far; nothing grave.
    """

    where: Path
    campaign: Campaign
    region: Dataset
    graph: RoadGraph
    tables: WorkbookTables
    spots: Spots
    walks: tuple[Walk, ...]
    incidents: tuple[Incident, ...]
    faults: tuple[Fault, ...]

    @property
    def cards(self) -> int | None:
        """Stock of blank cards; None = not given."""
        return self.tables.campaign.rows[0].blank_cards


@dataclass(frozen=True, slots=True, eq=False)
class LoadedWorkbook:
    """What a planner's folder holds, checked.

    Attributes
    ----------
    where
        The workbook or folder that was read.
    prepared
        The campaign with its region, roads and travel table.
    tables
        The typed rows, with where each stands.
    walks
        Residents of villages without a post, and how far they go.
    warnings
        What is worth a second look.
    """

    where: Path
    prepared: Prepared
    tables: WorkbookTables
    walks: tuple[Walk, ...]
    warnings: tuple[Fault, ...]


def load(
    folder: Path, region: Path | None = None, language: Language = "id", tell: Tell | None = None
) -> LoadedWorkbook:
    """Read a planner's folder, make its campaign and time its ways.

    The incidents of the sheet count as known when the campaign begins.

    Parameters
    ----------
    folder
        Holds `campaign.xlsx`, or CSV files of the same tables; `places.gpkg` may hold the
        places. The path of a workbook itself will do.
    region
        Folder of a regency's dataset, in place of the one that the tables name.
    language
        Of the assumptions' reasons.
    tell
        Called with the stage of the work.

    Raises
    ------
    WorkbookError
        With every fault, each with sheet, cell, value, what is wrong and what to do.
    """
    tell = tell or _silent
    read = workbook_campaign(folder, region, language, tell)
    tell("travel", 0.7)
    faults = list(read.faults)
    before = prepare(read.region, read.campaign, read.graph, read.cards)
    before = replace(before, undisturbed=before.campaign)
    faults += flight_cautions(read.spots, before, read.tables.places.sheet)
    ready = _with_incidents(before, read.incidents, read.tables.incidents.sheet, faults)
    warnings = tuple(one for one in faults if one.warning)
    # The plan itself lists the posts by air only among those that it does not serve.
    ready = replace(ready, remarks=tuple(one for one in warnings if one.key != "by_air"))
    return LoadedWorkbook(read.where, ready, read.tables, read.walks, warnings)


def workbook_campaign(
    folder: Path, region: Path | None = None, language: Language = "id", tell: Tell | None = None
) -> WorkbookCampaign:
    """Read a planner's folder and make its campaign, but for its ways.

    Parameters and errors are those of `load`.
    """
    tell = tell or _silent
    tell("reading", 0.0)
    found = find_tables(Path(folder))
    faults = found.faults
    if not found.grids:
        raise WorkbookError([f for f in faults if not f.warning], str(found.where))
    tables = read_tables(found.grids, faults)
    dataset = _dataset(tables, found.where, region, language, faults)
    if dataset is None:
        raise _error(faults, found.where)
    tell("checking", 0.2)
    return _loaded(tables, dataset, found.where, faults, language, tell)


def _loaded(
    tables: WorkbookTables,
    dataset: Dataset,
    where: Path,
    faults: list[Fault],
    language: Language,
    tell: Tell,
) -> WorkbookCampaign:
    _parts(tables, dataset, faults)
    if any(not one.warning for one in faults):
        raise _error(faults, where)
    # once more by what the rows hold: faults stand where they are found in the sheet's order
    tables = in_order(tables, dataset)
    dates, spots, teams, pins, region, incidents = _parts(tables, dataset, [])
    if dates is None or region is None:
        raise _error(faults, where)
    tell("roads", 0.4)
    graph = build_graph(region)
    goes = tables.campaign.rows[0].residents_go_to
    walks = walks_of(spots, Roads.of(region, graph), goes, faults)
    _empty_posts(spots, walks, faults)
    faults += post_cautions(spots, walks, dataset, tables.places.sheet)
    campaign = campaign_of(tables, region, dates, spots, teams, pins, walks, language)
    faults += pin_cautions(campaign, zip(tables.pins.lines, pins, strict=True))
    caution_elsewhere(tables, dataset, campaign, faults)
    try:
        check_campaign(campaign)
    except CampaignError as error:
        faults += [fault("other", reason=sentence) for sentence in error.faults]
        raise _error(faults, where) from error
    return WorkbookCampaign(
        where, campaign, region, graph, tables, spots, walks, incidents, tuple(faults)
    )


def _parts(
    tables: WorkbookTables, dataset: Dataset, faults: list[Fault]
) -> tuple[
    Dates | None,
    Spots,
    tuple[Team, ...],
    tuple[Pin, ...],
    Dataset | None,
    tuple[Incident, ...],
]:
    """Return the parts of the campaign and its region, with every fault of the tables."""
    dates = dates_of(tables, dataset, faults)
    spots = spots_of(tables, dataset, faults)
    check_demand(tables, dataset, faults)
    teams = teams_of(tables, dataset, dates, faults)
    lookups = {"kecamatan": spots.kecamatan, "places": spots.places}
    posts = {s.id: str(s.kecamatan) for s in spots.by_id.values() if s.row.post}
    held = tables.campaign.held

    def opens(post: str, day: date) -> bool:
        return is_open(spots.by_id[post].row, held, day)

    incidents = _incidents(tables, dataset, dates, spots, faults)
    pins = pins_of(tables, lookups, dates, posts, opens, faults)
    check_outside(tables, dataset, dates, faults)
    check_rupiah(tables, faults)
    closures = closures_of(tables, dataset, dates, faults)
    crossings = crossings_of(tables, spots.places, faults)
    region = None
    if not any(_is_road(one) for one in faults):
        region = region_with(dataset, spots, closures, crossings, faults)
    return dates, spots, teams, pins, region, incidents


def _incidents(
    tables: WorkbookTables,
    dataset: Dataset,
    dates: Dates | None,
    spots: Spots,
    faults: list[Fault],
) -> tuple[Incident, ...]:
    """Return the incidents of the sheet, names looked up."""
    pairs = {row.id: (row.operator_1, row.operator_2) for row in tables.pairs.rows}
    posts = {spot.id: spot.row.name for spot in spots.by_id.values() if spot.row.post}
    crossings = [row.id for row in tables.crossings.rows]
    span = None if dates is None else (dates.start, dates.deadline)
    subjects = Subjects.named(pairs, posts, crossings, dataset, span, tables.pairs.keys)
    return incidents_of(tables.incidents.lines, subjects, faults)


def _with_incidents(
    ready: Prepared, incidents: tuple[Incident, ...], sheet: str, faults: list[Fault]
) -> Prepared:
    """Apply the incidents as known when the campaign begins; what is told of them is a caution."""
    start, deadline = ready.campaign.start, ready.campaign.deadline
    inside = [incident for incident in incidents if incident.overlaps(start, deadline)]
    if not inside:
        return ready
    applied = apply_incidents(ready, inside, datetime.combine(start, time()))
    faults += [fault("incident_note", sheet, note=message) for message in applied.messages]
    return applied.prepared


def _is_road(one: Fault) -> bool:
    """Whether a fault leaves a closure or a crossing without its place."""
    return one.key in {"unknown", "vague", "several"}


def _error(faults: list[Fault], where: Path) -> WorkbookError:
    grave = [one for one in faults if not one.warning]
    return WorkbookError(grave, str(where), [one for one in faults if one.warning])


def _silent(_: str, __: float) -> None:
    """Ignore the stage of the work."""


def _dataset(
    tables: WorkbookTables,
    where: Path,
    region: Path | None,
    language: Language,
    faults: list[Fault],
) -> Dataset | None:
    """Load the dataset that is asked for, or that the tables name."""
    spot = tables.campaign.spot
    named = str(tables.campaign.held.get("region", EMBEDDED_NAME))
    home = where if where.is_dir() else where.parent
    if region is None and named.casefold() != EMBEDDED_NAME:
        region = home / named.replace("\\", "/")
    try:
        return load_dataset(region, language)
    except (GeodataError, OSError) as error:
        cell = spot.cell("region")
        reason = error.text if isinstance(error, GeodataError) else system_reason(error)
        faults.append(fault("bad_region", spot.sheet, cell, named, reason=reason))
        return None


def _empty_posts(spots: Spots, walks: tuple[Walk, ...], faults: list[Fault]) -> None:
    for post, residents in residents_of(spots, walks).items():
        line = spots.by_id[post].line
        if not residents:
            cell = line.spot.cell("residents", "id")
            faults.append(fault("post_empty", line.spot.sheet, cell, line.row.name))
