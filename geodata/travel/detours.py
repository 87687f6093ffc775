"""Find the closures that force a detour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace

import pandas as pd

from geodata.dataset import Dataset
from geodata.errors import UnreachableError
from geodata.roads import RoadGraph
from geodata.travel.conditions import RoadState
from geodata.travel.routes import Route, find_route
from geodata.typed_rows import records

__all__ = ["Detour", "closures_on", "detour"]


@dataclass(frozen=True, slots=True)
class Detour:
    """A way that closures make longer.

    Attributes
    ----------
    usual : Route
        The way that would be taken if all sections were open.
    minutes, metres : int
        How much longer it takes; metres may be negative.
    closures : tuple
        Rows of the dataset's closures that stand in its way.
    """

    usual: Route
    minutes: int
    metres: int
    closures: tuple[SimpleNamespace, ...]


def closures_on(dataset: Dataset, day: date, vehicle: str) -> list[SimpleNamespace]:
    """Return the rows of closures that stop a vehicle on a date."""
    return [
        row
        for row in records(dataset.closures)
        if vehicle in row.stops
        and row.from_date <= day
        and (pd.isna(row.until_date) or day <= row.until_date)
    ]


def detour(
    dataset: Dataset, graph: RoadGraph, found: Route, vehicle: str, state: RoadState, day: date
) -> Detour | None:
    """Return what a way owes to closures; None if it would be taken with all sections open.

    Parameters
    ----------
    found : Route
        The way under `state`.
    state : RoadState
        Season and closures of the date.
    day : date
        The date.

    Returns
    -------
    Detour or None
        Its closures are those without which the way would be quicker: those on the usual
        way, or else, where only local roads beside a section close with it, each whose section
        alone would shorten the way; or else all.
    """
    closed = state.closed_to(vehicle)
    if not closed or len(found.nodes) < 2:
        return None
    ends = found.nodes[0], found.nodes[-1]
    usual = find_route(graph, dataset.speeds, *ends, vehicle, replace(state, closed={}))
    if (usual.minutes, usual.nodes) == (found.minutes, found.nodes):
        return None
    blamed = closed & set(usual.sections) or {
        section
        for section in closed
        if _minutes_without(dataset, graph, found, vehicle, state, section) < found.minutes
    }
    rows = [row for row in closures_on(dataset, day, vehicle) if row.section in (blamed or closed)]
    return Detour(usual, found.minutes - usual.minutes, found.metres - usual.metres, tuple(rows))


def _minutes_without(
    dataset: Dataset, graph: RoadGraph, found: Route, vehicle: str, state: RoadState, section: str
) -> int:
    others = {vehicle: state.closed_to(vehicle) - {section}}
    ends = found.nodes[0], found.nodes[-1]
    try:
        return find_route(
            graph, dataset.speeds, *ends, vehicle, replace(state, closed=others)
        ).minutes
    except UnreachableError:
        return found.minutes
