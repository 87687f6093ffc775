"""States of the road network over time: season and closures together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace

import pandas as pd

from geodata.dataset import Dataset, within
from geodata.errors import DatasetError
from geodata.message import Message
from geodata.typed_rows import records

__all__ = ["ConditionPeriod", "RoadState", "conditions_for", "season_state"]


@dataclass(frozen=True, slots=True)
class RoadState:
    """What holds on the roads.

    Attributes
    ----------
    id : str
        Id of the condition: ``"dry"``, ``"wet"``, or with closures ``"wet-c1"``.
    season : str
        Id of the season.
    wet : bool
        Whether the wet factors of the table of speeds hold.
    closed : mapping of str to frozenset of str
        Ids of the sections that are closed, by vehicle; absent = none.
    """

    id: str
    season: str
    wet: bool = False
    closed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def closed_to(self, vehicle: str) -> frozenset[str]:
        """Return the ids of the sections that are closed to a vehicle."""
        return self.closed.get(vehicle, frozenset())


@dataclass(frozen=True, slots=True)
class ConditionPeriod:
    """A stretch of dates on which one state holds; both dates are included."""

    id: str
    start: date
    until: date

    def as_dict(self) -> dict[str, str]:
        """Return ``id``, ``from`` and ``until`` as in ``campaign.json``."""
        return {"id": self.id, "from": self.start.isoformat(), "until": self.until.isoformat()}


Closed = tuple[tuple[str, frozenset[str]], ...]


def conditions_for(
    dataset: Dataset, start: date, deadline: date, closures: pd.DataFrame | None = None
) -> tuple[list[ConditionPeriod], dict[str, RoadState]]:
    """Return the state of the roads on each date of a campaign.

    Parameters
    ----------
    dataset : Dataset
        The regency, for its seasons and closures.
    start, deadline : date
        First and last date of the campaign, both included.
    closures : DataFrame, optional
        Closures in place of the dataset's, with the same columns.

    Returns
    -------
    conditions : list of ConditionPeriod
        In order of time, covering the campaign once. An id comes back when its state does.
    states : dict of str to RoadState
        The states by id.

    Raises
    ------
    ValueError
        If the deadline is before the start.
    DatasetError
        If a closure names a section that the dataset does not have.
    """
    if deadline < start:
        raise ValueError(f"the deadline {deadline} is before the start {start}")
    rows = dataset.closures if closures is None else closures
    _check_sections(rows, dataset)
    conditions: list[ConditionPeriod] = []
    states: dict[str, RoadState] = {}
    numbers: dict[Closed, int] = {}
    closure_rows, season_rows = list(records(rows)), list(records(dataset.seasons))
    for offset in range((deadline - start).days + 1):
        day = start + timedelta(days=offset)
        season, wet = _season(season_rows, day)
        closed = _closed(closure_rows, day)
        number = numbers.setdefault(closed, len(numbers) + 1) if closed else 0
        name = f"{season}-c{number}" if number else season
        states.setdefault(name, RoadState(name, season, wet, dict(closed)))
        if conditions and conditions[-1].id == name:
            conditions[-1] = ConditionPeriod(name, conditions[-1].start, day)
        else:
            conditions.append(ConditionPeriod(name, day, day))
    return conditions, states


def season_state(dataset: Dataset, day: date) -> RoadState:
    """Return the state of a date by its season alone, without closures."""
    season, wet = _season(list(records(dataset.seasons)), day)
    return RoadState(season, season, wet)


def _season(seasons: list[SimpleNamespace], day: date) -> tuple[str, bool]:
    mark = day.strftime("%m-%d")
    for row in seasons:
        if within(row.from_day, row.until_day, mark):
            return str(row.id), bool(row.wet)
    raise ValueError(f"no season of the dataset covers {day}")


def _closed(closures: list[SimpleNamespace], day: date) -> Closed:
    by_vehicle: dict[str, set[str]] = {}
    for row in closures:
        until = None if pd.isna(row.until_date) else row.until_date
        if row.from_date <= day and (until is None or day <= until):
            for vehicle in row.stops:
                by_vehicle.setdefault(vehicle, set()).add(row.section)
    return tuple((vehicle, frozenset(by_vehicle[vehicle])) for vehicle in sorted(by_vehicle))


def _check_sections(closures: pd.DataFrame, dataset: Dataset) -> None:
    known = set(dataset.sections["id"])
    faults = [
        Message(
            "closures, row %(line)s: section %(section)r is not known; known: %(names)s",
            line=line,
            section=section,
            names=", ".join(sorted(known)),
        )
        for line, section in enumerate(closures["section"], start=1)
        if section not in known
    ]
    if faults:
        raise DatasetError("closures", faults)
