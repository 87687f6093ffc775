"""One way by road, as `jemputbola travel` shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from geodata import (
    Dataset,
    DatasetPlace,
    Language,
    Message,
    PlaceError,
    RoadGraph,
    RoadState,
    Route,
    RouteStep,
    UnreachableError,
    build_graph,
    conditions_for,
    find_route,
    load_dataset,
    places_of,
    resolve_place,
    say,
)
from geodata.spelling import fold
from geodata.travel import Detour, detour
from maps.language import language as reader
from planner.errors import OptionError
from planner.travel.no_route import no_way, section_names

DRY_DATE = date(2018, 7, 1)
"""A date of the dry season, for a way without a date."""


@dataclass(frozen=True, slots=True)
class FoundRoute:
    """A way with what was asked for."""

    origin: DatasetPlace
    destination: DatasetPlace
    vehicle: str
    state: RoadState
    graph: RoadGraph
    way: Route
    detour: Detour | None = None

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
            "condition": self.state.id,
        } | (detour_document(self.detour) if self.detour else {})

    def lines(self, language: Language) -> Iterator[str]:
        """For people: the whole, then stretch by stretch, then what is unsure or closed."""
        if not self.way.steps:
            yield say("same_place", language, name=self.origin.name)
            return
        words = reader(language)
        yield say(
            "way",
            language,
            origin=self.origin.name,
            destination=self.destination.name,
            vehicle=words.word_for(self.vehicle),
            season=words.season(self.state.id),
            time=words.duration(self.way.minutes),
            km=words.km(self.way.metres),
        )
        names = dict(zip(self.graph.nodes["id"], self.graph.nodes["name"], strict=True))
        for step in self.way.steps:
            time = words.duration(round(step.minutes))
            ends = f"{names[step.start]} - {names[step.end]}"
            label = _label(step, language)
            if step.fords:
                label = say("with_fords", language, name=label)
            yield f"  {words.km(step.metres):>9}  {time:>15}  {label}: {ends}"
        yield self._unsure(language)
        closed = self.state.closed_to(self.vehicle)
        if closed:
            sections = section_names(self.graph, sorted(closed))
            vehicle = words.word_for(self.vehicle)
            yield say("closed_then", language, vehicle=vehicle, sections=sections)
        if self.detour:
            yield from detour_lines(self.detour, self.graph, language)

    def _unsure(self, language: Language) -> str:
        metres = self.way.estimated_metres
        if not metres:
            official = all(step.section for step in self.way.steps)
            return say("official" if official else "on_map", language)
        words = reader(language)
        share = words.percent(100 * metres / self.way.metres)
        return say("estimated", language, km=words.km(metres), share=share)


def _label(step: RouteStep, language: Language) -> str:
    if not step.section and not step.estimated:
        return step.name or say(
            "mapped_road", language, kind=reader(language).word_for(step.road_class)
        )
    if not step.section:
        return say("local", language)
    label = f"{step.section} {step.name}"
    return say("about", language, name=label) if step.estimated else label


def road_journey(
    origin: str,
    destination: str,
    vehicle: str,
    day: date | None,
    region: Path | None,
    language: Language | None = None,
) -> FoundRoute:
    """Find a way by road.

    Parameters
    ----------
    language
        In which towns and sections are named; None = as the dataset names them.

    Raises
    ------
    OptionError
        When the vehicle or a place is unknown, or a name means several places; all at once.
    NoWayError
        When no road leads there, or none that is open.
    GeodataError
        When the dataset cannot be used.
    """
    dataset = load_dataset(region, language)
    start, end = ends_of(dataset, origin, destination, vehicle)
    graph = build_graph(dataset)
    state = _state(dataset, day)
    try:
        found = find_route(graph, dataset.speeds, start.node, end.node, vehicle, state)
    except UnreachableError as error:
        raise no_way(dataset, graph, error, (start, end), vehicle) from error
    longer = None if day is None else detour(dataset, graph, found, vehicle, state, day)
    return FoundRoute(start, end, vehicle, state, graph, found, longer)


def ends_of(
    dataset: Dataset, origin: str, destination: str, vehicle: str
) -> tuple[DatasetPlace, DatasetPlace]:
    """Return the places that two texts mean; OptionError with all that is wrong."""
    faults: list[Message] = []
    known = sorted(set(dataset.speeds["vehicle"]))
    if vehicle not in known:
        faults.append(Message("bad_vehicle", value=vehicle, known=", ".join(known)))
    start, end = (_place(dataset, text, faults) for text in (origin, destination))
    if start is None or end is None or faults:
        raise OptionError(list(dict.fromkeys(faults)))
    return start, end


def detour_lines(longer: Detour, graph: RoadGraph, language: Language) -> Iterator[str]:
    """Say how much longer the way is, and which closures make it so."""
    words = reader(language)
    time, km = words.duration(longer.minutes), words.km(abs(longer.metres))
    key = "detour_longer" if longer.metres >= 0 else "detour_shorter"
    yield say(key, language, time=time, km=km)
    for row in longer.closures:
        first, last = words.date(row.from_date), row.until_date
        yield say(
            "detour_closure",
            language,
            section=section_names(graph, [row.section]),
            first=first,
            last=say("still_closed", language) if pd.isna(last) else words.date(last),
            note=row.note or say("not_told", language),
            source=row.source,
        )


def detour_document(longer: Detour) -> dict[str, object]:
    """For `--json`."""
    closures = [
        {
            "section": row.section,
            "from": row.from_date.isoformat(),
            "until": None if pd.isna(row.until_date) else row.until_date.isoformat(),
            "note": row.note,
            "source": row.source,
        }
        for row in longer.closures
    ]
    return {"detour": {"minutes": longer.minutes, "metres": longer.metres, "closures": closures}}


def _state(dataset: Dataset, day: date | None) -> RoadState:
    """Return what holds on the roads on a date; without one the dry season, all open."""
    closures = dataset.closures.iloc[:0] if day is None else None
    when = day or DRY_DATE
    _, states = conditions_for(dataset, when, when, closures)
    (state,) = states.values()
    return state


def _place(dataset: Dataset, text: str, faults: list[Message]) -> DatasetPlace | None:
    try:
        return resolve_place(dataset, text)
    except PlaceError as error:
        places = places_of(dataset)
        meant = [places[candidate] for candidate in error.candidates]
    wanted = fold(text)
    if not meant:
        key = "place_unknown"
    elif all(fold(place.name) == wanted for place in meant):
        key = "place_ambiguous"
    else:
        key = "place_meant"
    faults.append(Message(key, value=text, labels=tuple(_place_label(place) for place in meant)))
    return None


def _place_label(place: DatasetPlace) -> Message:
    return Message(f"{place.kind}_label", name=place.name, id=place.id, kecamatan=place.kecamatan)
