"""Quality report of a regency's dataset: all findings in their order."""

from __future__ import annotations

from geodata.dataset import Dataset
from geodata.findings import Finding
from geodata.quality.figures import own_figures, residents
from geodata.quality.land import coverage, islands, overlaps
from geodata.quality.links import links
from geodata.quality.places import joined_places, neighbours
from geodata.quality.roads import RoadSurvey

__all__ = ["Finding", "survey"]


def survey(dataset: Dataset) -> list[Finding]:
    """Look over a dataset: outlines, islands, network, lengths, estimates.

    Parameters
    ----------
    dataset : Dataset
        The regency.

    Returns
    -------
    list of Finding
        In both languages (`geodata.message`). Ways are those of the dry season with all roads
        open.
    """
    roads = RoadSurvey(dataset)
    reached = set[str]().union(*(roads.reach(vehicle) for vehicle in roads.networks))
    return [
        coverage(dataset),
        overlaps(dataset),
        neighbours(dataset, reached),
        islands(dataset),
        joined_places(dataset, roads.graph),
        roads.parts(),
        *([links(dataset, roads.graph)] if dataset.mapped is not None else []),
        roads.off_network(),
        roads.snaps(),
        roads.estimated(),
        roads.sections(),
        roads.straight(),
        roads.tags(),
        residents(dataset),
        own_figures(dataset),
    ]
