"""What a revision is made from: the campaign without incidents and history, and its roads.

A bundle keeps it where its own campaign is otherwise: in `basis.json`. Where the planner's
workbook is at hand it is compared with that, and what was changed since is taken or told.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from geodata import Dataset, DatasetPlace, Language, RoadGraph, load_dataset, places_of
from geodata.dataset import BY_AIR
from planner.bundle import BASIS_FILE, RUN_FILE, Bundle
from planner.incident import Incident
from planner.incidents import OPTION, Subjects, is_post, read_incidents
from planner.revisions.history import History
from planner.revisions.workbook_changes import WorkbookChange
from planner.revisions.workbook_merge import Held, merged
from planner.workbook import has_tables
from routing.campaign import Campaign, KecamatanPin, Pin, Place

if TYPE_CHECKING:
    from planner.workbook import WorkbookCampaign

_SAME_DEGREES = 5e-6
"""Points closer than this are the same: the sheet shows six decimals."""


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """What a revision is made from.

    Attributes
    ----------
    campaign
        Without incidents: residents are all those who were ever listed.
    region, graph
        The dataset with the places and closures of the workbook, and its road graph if that was
        built.
    cards
        Stock of blank cards; None = not given.
    pins
        Those that were given with an option, beside those of the campaign.
    incidents
        Those that hold, but for what is told with an option now; what was told later stands
        later.
    known
        Those that the superseded plan has.
    changes
        What the planner has changed in the workbook since that plan was made.
    from_workbook
        Whether the workbook was at hand.
    """

    campaign: Campaign
    region: Dataset
    graph: RoadGraph | None
    cards: int | None
    pins: tuple[Pin, ...]
    incidents: tuple[Incident, ...]
    known: tuple[Incident, ...]
    changes: tuple[WorkbookChange, ...] = ()
    from_workbook: bool = False

    @property
    def taken_back(self) -> tuple[Incident, ...]:
        """Incidents that the superseded plan has and that are not told any more."""
        return tuple(each for each in self.known if each not in self.incidents)


def find_workbook(
    bundle: Bundle, region: Path | None, language: Language
) -> WorkbookCampaign | None:
    """Return the planner's workbook, in a plan's folder or beside it; None if there is none.

    A plan that was made without one has none, whatever lies beside it.

    Raises
    ------
    WorkbookError
        With every fault of it.
    """
    if not _was_workbook(bundle.folder / RUN_FILE):
        return None
    for home in (bundle.folder, bundle.folder.parent):
        if has_tables(home):
            from planner.workbook import workbook_campaign  # noqa: PLC0415

            return workbook_campaign(home, region, language)
    return None


def _was_workbook(run: Path) -> bool:
    """Whether a plan was made from a workbook, by its `run.json`; yes where that does not say."""
    try:
        document = json.loads(run.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return True
    if not isinstance(document, dict):
        return True
    return bool(document.get("workbook", document.get("level") in {None, "workbook", "revision"}))


def basis_of(
    bundle: Bundle,
    before: History | None,
    workbook: WorkbookCampaign | None,
    held: Held,
    region: Path | None,
    *,
    allow_handovers: bool,
) -> Basis:
    """Return what a revision of a plan is made from.

    Parameters
    ----------
    bundle, before
        The superseded plan, and the history of its own revision.
    workbook
        As it is now; None where there is none: nothing has changed then.
    held
        What has happened.
    region
        Folder of the dataset where there is no workbook; None = the embedded one.
    allow_handovers
        Whether pins may give a kecamatan that a pair has begun to another.

    Raises
    ------
    RoutingError
        When `basis.json` holds something else.
    """
    kept, known = _kept(bundle, before), read_incidents(bundle.folder)
    if not (bundle.folder / BASIS_FILE).is_file():
        known = tuple(each for each in known if each.kind != "residents")
    pins = _pins_of_options(bundle.campaign, kept)
    if workbook is None:
        dataset = with_points(load_dataset(region), kept.places)
        return Basis(kept, dataset, None, None, pins, known, known)
    campaign, changes = merged(kept, workbook.campaign, held, allow_handovers=allow_handovers)
    there = {team.id for team in campaign.teams}
    pins = tuple(pin for pin in pins if not isinstance(pin, KecamatanPin) or pin.team in there)
    dataset = with_points(workbook.region, campaign.places)
    graph = workbook.graph if dataset is workbook.region else None
    still = [each for each in known if _by_option(each) or each in workbook.incidents]
    told = tuple(dict.fromkeys([*still, *workbook.incidents]))
    return Basis(
        campaign, dataset, graph, workbook.cards, pins, told, known, changes, from_workbook=True
    )


def _by_option(incident: Incident) -> bool:
    return incident.origin.startswith(OPTION)


def _kept(bundle: Bundle, before: History | None) -> Campaign:
    """Return the campaign of a plan without incidents and history.

    A bundle without `basis.json` is a first plan, which is its own basis, or was made by an
    earlier version: then residents are those left and those recorded.
    """
    path = bundle.folder / BASIS_FILE
    if path.is_file():
        return Campaign.read(path)
    old = bundle.campaign
    recorded = {} if before is None else before.so_far.recorded
    begun = {(each.kecamatan, each.team) for each in old.begun}
    pins = tuple(
        pin
        for pin in old.rules.pins
        if not (isinstance(pin, KecamatanPin) and (pin.kecamatan, pin.team) in begun)
    )
    return replace(
        old,
        id=old.identity,
        places=tuple(
            replace(p, residents=p.residents + recorded.get(p.id, 0)) for p in old.places
        ),
        teams=tuple(replace(team, state=None, pauses=()) for team in old.teams),
        rules=replace(old.rules, pins=pins, most_changes=None, allow_handovers=False),
        revision=0, supersedes="", now=None, frozen=(), promises=(), begun=(),
    )  # fmt: skip


def _pins_of_options(old: Campaign, kept: Campaign) -> tuple[Pin, ...]:
    """Return the pins of a plan that its workbook did not have; kecamatan begun are none."""
    begun = {(each.kecamatan, each.team) for each in old.begun}
    return tuple(
        pin
        for pin in old.rules.pins
        if pin not in kept.rules.pins
        and not (isinstance(pin, KecamatanPin) and (pin.kecamatan, pin.team) in begun)
    )


def with_points(region: Dataset, places: Sequence[Place]) -> Dataset:
    """Return a dataset in which places stand where a campaign has them (WGS 84).

    Places that it does not know become towns, as those of a planner's own do.
    """
    known = places_of(region)
    moved = {
        place.id: place
        for place in places
        if place.id not in known or _stands_elsewhere(place, known[place.id])
    }
    if not moved:
        return region
    villages = region.villages.copy()
    for name in ("lon", "lat"):
        points = villages["code"].map({id_: getattr(place, name) for id_, place in moved.items()})
        villages[name] = points.fillna(villages[name])
    rows = {str(row["id"]): dict(row) for row in region.towns.to_dict("records")}
    for place in moved.values():
        if place.id not in known:
            access = BY_AIR if place.by_air else ""
            rows[place.id] = {"id": place.id, "name": place.name, "basis": "planner"}
            rows[place.id] |= {"access": access}
        if place.id in rows:
            rows[place.id] |= {"lon": place.lon, "lat": place.lat}
    towns = pd.DataFrame(list(rows.values()), columns=region.towns.columns)
    towns = towns.astype(region.towns.dtypes.to_dict())
    return replace(region, villages=villages, towns=towns)


def _stands_elsewhere(place: Place, known: DatasetPlace) -> bool:
    """Whether a village or town has another point in the dataset."""
    apart = max(abs(place.lon - known.lon), abs(place.lat - known.lat))
    return known.kind != "kecamatan" and apart > _SAME_DEGREES


def subjects_of(basis: Basis, old: Campaign) -> Subjects:
    """Return what incidents may name: pairs as they are now, with substitutes in them."""
    names = {team.id: team.operators for team in old.teams}
    campaign = basis.campaign
    return Subjects.named(
        {team.id: names.get(team.id, team.operators) for team in campaign.teams},
        {place.id: place.name for place in campaign.places if is_post(place)},
        (crossing.id for crossing in campaign.crossings),
        basis.region,
        (campaign.start, campaign.deadline),
    )
