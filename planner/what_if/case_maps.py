"""The map of each case of a what-if, where the roads of its campaign are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from geodata import GeodataError, Language, TravelTable, load_dataset, places_of
from maps import CaseFigures, case_map_html
from planner.bundle import OUT, Drawer
from planner.campaigns import Prepared, prepare
from planner.what_if.process_pool import CaseResult
from planner.workbook import WorkbookError, load
from routing import Limits
from routing.campaign import Campaign

_WORKBOOK = "campaign.xlsx"

MAP = "index.html"
"""File of a case's map, beside its plan."""


def draw_maps(
    room: Path,
    ready: Prepared,
    cases: Sequence[tuple[CaseResult, CaseFigures]],
    limits: Limits,
    language: Language,
) -> Iterator[str]:
    """Write the map of each case into its temporary folder; yields the case's name.

    Parameters
    ----------
    room
        Folder that holds a folder for each case, of its name.
    ready
        The regency and its roads, by which the cases were planned.
    limits
        Of the search; its seed stands on the pages.
    """
    drawer = Drawer(ready.region, ready.graph, ready.states)
    stamp = {"version": version("jemputbola"), "seed": str(limits.seed)}
    for result, figures in cases:
        data = drawer.data(result.case.campaign, result.plan, stamp)
        html = case_map_html(data, figures, language)
        (room / figures.name / MAP).write_bytes(html.encode("utf-8"))
        yield figures.name


def roads_of(
    folder: Path,
    campaign: Campaign,
    travel: TravelTable,
    region: Path | None,
    language: Language,
) -> Prepared | None:
    """Return the roads by which the plan in a folder was made; None where they are not found.

    A plan holds its travel times and not its roads. They are looked for in the workbook of the
    folder above and in the regency's dataset, and are the right ones where they give the same
    travel times.
    """
    ready = _of_workbook(folder, language) or _of_dataset(campaign, region, language)
    same = ready is not None and ready.travel.sha256() == travel.sha256()
    return ready if same else None


def _of_workbook(folder: Path, language: Language) -> Prepared | None:
    """Return the roads of the campaign in whose folder a plan lies."""
    home = folder.resolve().parent
    if folder.resolve().name != OUT or not (home / _WORKBOOK).is_file():
        return None
    try:
        return load(home, None, language).prepared
    except WorkbookError:
        return None


def _of_dataset(campaign: Campaign, region: Path | None, language: Language) -> Prepared | None:
    """Return the roads of a regency for a campaign whose places all lie in it."""
    try:
        dataset = load_dataset(region, language)
    except (GeodataError, OSError):
        return None
    spots = places_of(dataset)
    known = set(dataset.speeds["vehicle"])
    if not all(place.id in spots for place in campaign.places) or not all(
        team.vehicle in known for team in campaign.teams
    ):
        return None
    return prepare(dataset, campaign)
