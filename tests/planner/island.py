"""A plan that can be checked by hand: a night on a hill, then a date on an island.

One pair by car at 2,999 rupiah a km, 430,000 per diem, lodging 150,000, a fare of 100,000,
waiting 100. Base to hill 40,501 m, base to harbour 15,000 m; a second pair stays at home.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from geodata import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import Assumption, Costs, Place, Source
from routing.plan.costs import assemble, team_plan
from routing.plan.document import (
    Drive,
    Ferry,
    Plan,
    Reason,
    Session,
    Setup,
    TeamDate,
    Unserved,
    Wait,
)
from tests.routing import towns

LEGS = towns.both_ways({("base", "hill"): (60, 40_501), ("base", "harbour"): (30, 15_000)})
ASSUMED = (
    Assumption("per_diem", "430000", "O23: a secondary source; check it"),
    Assumption("crossing out", "fare 100000", "read off a board"),
)
SOURCES = (Source("O23: Per diem out of town", "a scanned table, p. 34", "facts"),)


def table() -> TravelTable:
    return towns.travel(LEGS)


def campaign(**names: str) -> Campaign:
    """The campaign; `hill="…"` renames a place."""
    places: list[Place] = [
        towns.place("base", lodging_per_person=None),
        towns.place("hill", 140),
        towns.port("harbour"),
        towns.place("isle", 20),
    ]
    town = towns.campaign(
        [replace(p, name=names.get(p.id, p.name)) for p in places],
        table(),
        dates=5,
        teams=towns.teams(2),
        crossings=(
            towns.ferry("out", "harbour", "isle"),
            towns.ferry("back", "isle", "harbour"),
        ),
        costs=Costs({"car": 2999}, 430_000, 100),
        assumptions=ASSUMED,
        sources=SOURCES,
    )
    return replace(town, **{k: v for k, v in names.items() if k == "name"})


def dates() -> tuple[TeamDate, ...]:
    hill: dict[str, Any] = {"at": "hill"}
    isle: dict[str, Any] = {"at": "isle"}
    monday = (
        Drive("base", "hill", 390, 450, 40_501),
        Setup(start=450, end=480, **hill),
        Session(start=480, end=720, residents=48, **hill),
        Wait(start=720, end=780, **hill),
        Session(start=780, end=960, residents=36, **hill),
    )
    tuesday = (
        Setup(start=450, end=480, **hill),
        Session(start=480, end=720, residents=48, **hill),
        Drive("hill", "base", 720, 780, 40_501),
    )
    wednesday = (
        Drive("base", "harbour", 360, 390, 15_000),
        Wait("harbour", 390, 420),
        Ferry("out", "harbour", "isle", 420, 445),
        Wait(start=445, end=450, **isle),
        Setup(start=450, end=480, **isle),
        Session(start=480, end=720, residents=20, **isle),
        Wait(start=720, end=840, **isle),
        Ferry("back", "isle", "harbour", 840, 865),
        Drive("harbour", "base", 865, 895, 15_000),
    )
    return (
        TeamDate(towns.day(0), "base", monday, "hill"),
        TeamDate(towns.day(1), "hill", tuesday, "base"),
        TeamDate(towns.day(2), "base", wednesday, "base"),
    )


def plan(town: Campaign) -> Plan:
    """The plan; it has passed the audit. Of 140 on the hill 8 are left."""
    first, second = town.teams
    found = assemble(town, [team_plan(town, first, dates()), team_plan(town, second, ())])
    left = Unserved("hill", 8, (Reason("no_time", "Left by the test."),), ("Wait.",))
    found = replace(found, unserved=(left,))
    towns.assert_clean(town, table(), found)
    return found
