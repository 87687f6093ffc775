"""The town of `tests.planner.island` with what incidents need of a region: two road sections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from geodata import Dataset
from planner.campaigns import Prepared
from planner.incident import Incident
from planner.incidents.application import Applied, apply_incidents
from planner.incidents.subjects import Subjects
from routing.campaign.parts import TeamState
from tests.planner import island
from tests.routing import towns

Moment = Callable[..., datetime]


def at(day: int, clock: str = "00:00") -> datetime:
    """Moment on date `day` of the campaign, 0 = Monday 12 March 2018."""
    return datetime.fromisoformat(f"{towns.day(day)}T{clock}")


def ready(region: Dataset, at_place: str = "base", day: int = 0, nights: int = 0) -> Prepared:
    """The island's campaign as a revision: pair T01 is at a place, T02 at the base.

    Duty is 06:00 to 18:00; the pairs are Ani 1 and Budi 1, Ani 2 and Budi 2.
    """
    town = island.campaign()
    states = (TeamState(towns.day(day), at_place, nights), TeamState(towns.day(day), "base"))
    teams = tuple(replace(t, state=s) for t, s in zip(town.teams, states, strict=True))
    return Prepared(replace(town, teams=teams), island.table(), region, None, {})  # type: ignore[arg-type]


def applied(prepared: Prepared, *incidents: Incident, now: datetime | None = None) -> Applied:
    """Apply incidents, on Monday at midnight unless told otherwise."""
    return apply_incidents(prepared, incidents, at(0) if now is None else now)


def keys(found: Applied) -> list[str]:
    """Keys of what the planner is told."""
    return [dict(message.values)["told"].key for message in found.messages]


@pytest.fixture(scope="session")
def town(dataset: Dataset) -> Prepared:
    return ready(dataset)


@pytest.fixture(scope="session")
def subjects(town: Prepared) -> Subjects:
    return Subjects.of(town)
