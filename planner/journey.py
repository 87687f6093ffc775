"""One way by road, as `jemputbola travel` shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geodata import (
    Place,
    RoadGraph,
    Way,
    build_graph,
    conditions_for,
    load_dataset,
    resolve_place,
    way,
)
from planner.errors import OptionError
from planner.messages import Language, number, say

DRY_DATE = date(2018, 7, 1)
"""A date of the dry season, for a way without a date."""


@dataclass(frozen=True, slots=True)
class Journey:
    """A way with what was asked for."""

    origin: Place
    destination: Place
    vehicle: str
    condition: str
    graph: RoadGraph
    way: Way

    def document(self) -> dict[str, object]:
        """For `--json`: minutes, metres, estimated metres and section ids."""
        return {
            "minutes": self.way.minutes,
            "metres": self.way.metres,
            "estimated_metres": self.way.estimated_metres,
            "sections": list(self.way.sections),
            "origin": self.origin.id,
            "destination": self.destination.id,
            "vehicle": self.vehicle,
            "condition": self.condition,
        }

    def lines(self, language: Language) -> Iterator[str]:
        """For people: the whole, then stretch by stretch."""
        names = dict(zip(self.graph.nodes["id"], self.graph.nodes["name"], strict=True))
        yield say(
            "way",
            language,
            origin=self.origin.name,
            destination=self.destination.name,
            vehicle=self.vehicle,
            season=self.condition,
            time=f"{self.way.minutes // 60}:{self.way.minutes % 60:02d}",
            km=number(self.way.metres / 1000, language, 1),
        )
        for step in self.way.steps:
            label = step.name if step.section else say("local", language)
            id_ = f"{step.section} " if step.section else ""
            km = number(step.metres / 1000, language, 1)
            ends = f"{names[step.start]} - {names[step.end]}"
            yield f"  {km:>6} km  {round(step.minutes):>4} min  {id_}{label}: {ends}"
        share = 100 * self.way.estimated_metres / max(1, self.way.metres)
        yield say(
            "estimated",
            language,
            km=number(self.way.estimated_metres / 1000, language, 1),
            share=number(share, language),
        )


def journey(
    origin: str, destination: str, vehicle: str, day: date | None, region: Path | None
) -> Journey:
    """Find a way by road.

    Raises
    ------
    OptionError
        When the vehicle is unknown.
    GeodataError
        When a place is unknown or ambiguous, or no road leads there.
    """
    dataset = load_dataset(region)
    known = sorted(set(dataset.speeds["vehicle"]))
    if vehicle not in known:
        raise OptionError(f"--vehicle {vehicle!r} is unknown; use {' or '.join(known)}")
    start, end = resolve_place(dataset, origin), resolve_place(dataset, destination)
    if day is None:
        closures = dataset.closures.iloc[:0]
        _, states = conditions_for(dataset, DRY_DATE, DRY_DATE, closures)
    else:
        _, states = conditions_for(dataset, day, day)
    (condition, state), *_ = states.items()
    graph = build_graph(dataset)
    found = way(graph, dataset.speeds, start.node, end.node, vehicle, state)
    return Journey(start, end, vehicle, condition, graph, found)
