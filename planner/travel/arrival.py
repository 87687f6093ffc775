"""An earliest arrival by road and over crossings, as `jemputbola travel --time` shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from geodata import (
    Dataset,
    DatasetPlace,
    Language,
    Message,
    Route,
    UnreachableError,
    build_graph,
    find_route,
    load_dataset,
    say,
)
from geodata.travel import Connection, Connections, ConnectionStage, Detour, DutyDay, detour
from geodata.typed_rows import records
from maps.language import Words, language as reader
from planner.campaigns import DEFAULTS, kept
from planner.errors import NoWayError
from planner.travel.no_route import mode_word, no_way
from planner.travel.road_leg import detour_document, detour_lines, ends_of
from routing.clock import format_clock


@dataclass(frozen=True, slots=True, eq=False)
class FoundConnection:
    """A connection with what was asked for, and the ways of its drives."""

    origin: DatasetPlace
    destination: DatasetPlace
    vehicle: str
    day: date
    minute: int
    finder: Connections
    found: Connection
    ways: tuple[Route | None, ...]
    detours: tuple[Detour | None, ...]

    @property
    def duty(self) -> DutyDay:
        """Return the hours of travel on a date."""
        return self.finder.duty

    def document(self) -> dict[str, object]:
        """For `--json`: the arrival and every stage."""
        return {
            "origin": self.origin.id,
            "destination": self.destination.id,
            "vehicle": self.vehicle,
            "ready": f"{self.day}T{format_clock(self.minute)}",
            "arrival": f"{self.found.day}T{format_clock(self.found.minute)}",
            "nights": self.found.nights,
            "stages": [
                _stage_document(*each)
                for each in zip(self.found.stages, self.ways, self.detours, strict=True)
            ],
        }

    def lines(self, language: Language) -> Iterator[str]:
        """For people: the arrival, then stage by stage under its date."""
        if not self.found.stages:
            yield say("same_place", language, name=self.origin.name)
            return
        words, nights = reader(language), self.found.nights
        yield say(
            "connection",
            language,
            origin=self.origin.name,
            destination=self.destination.name,
            vehicle=words.word_for(self.vehicle),
            day=words.date(self.day),
            time=words.clock(self.minute),
            arrival_day=words.date(self.found.day),
            arrival=words.clock(self.found.minute),
            nights=say("some_nights", language, count=nights)
            if nights
            else say("no_nights", language),
        )
        told = _Teller(self.finder, language)
        day = None
        for stage, found, longer in zip(self.found.stages, self.ways, self.detours, strict=True):
            if stage.day != day:
                day = stage.day
                season = words.season(self.finder.state_on(day).id)
                yield f"{words.date(day)} ({season})"
            yield from told.stage(stage, found)
            if longer:
                yield from detour_lines(longer, self.finder.graph, language)
        yield self._unsure(words, language)
        driving = words.duration(self.duty.max_driving)
        ends = {"start": words.clock(self.duty.start), "end": words.clock(self.duty.end)}
        yield say("on_duty", language, driving=driving, **ends)

    def _unsure(self, words: Words, language: Language) -> str:
        ways = [found for found in self.ways if found]
        metres = sum(found.metres for found in ways)
        estimated = sum(found.estimated_metres for found in ways)
        if not estimated:
            official = all(step.section for found in ways for step in found.steps)
            return say("official" if official else "on_map", language)
        share = words.percent(100 * estimated / metres)
        return say("estimated", language, km=words.km(estimated), share=share)


def connection(
    ends: tuple[str, str],
    vehicle: str,
    day: date,
    minute: int,
    region: Path | None,
    language: Language | None = None,
) -> FoundConnection:
    """Find the earliest arrival.

    Nights can be spent at the base, in towns that the default campaign takes as having
    lodging, and at the posts of kecamatan.

    Parameters
    ----------
    ends
        Origin and destination, as typed.
    day, minute
        When one is ready to leave.
    language
        In which towns and sections are named; None = as the dataset names them.

    Raises
    ------
    OptionError
        When the vehicle or a place is unknown; all at once.
    NoWayError
        When there is no connection.
    GeodataError
        When the dataset cannot be used.
    """
    dataset = load_dataset(region, language)
    start, end = ends_of(dataset, *ends, vehicle)
    graph = build_graph(dataset)
    duty = DutyDay(DEFAULTS.duty_start, DEFAULTS.duty_end, DEFAULTS.max_driving_minutes)
    finder = Connections(dataset, graph, vehicle, _lodging(dataset), duty, kept())
    try:
        found = finder.earliest(start.node, end.node, day, minute)
    except UnreachableError as error:
        raise _no_connection(finder, (start, end), day) from error
    ways = tuple(_way(finder, stage) for stage in found.stages)
    detours = tuple(
        detour(dataset, graph, driven, vehicle, finder.state_on(stage.day), stage.day)
        if driven
        else None
        for stage, driven in zip(found.stages, ways, strict=True)
    )
    return FoundConnection(start, end, vehicle, day, minute, finder, found, ways, detours)


def _lodging(dataset: Dataset) -> set[str]:
    towns = set(dataset.towns["id"]) & {dataset.base, *DEFAULTS.lodging_towns}
    return towns | set(dataset.kecamatan["capital"])


def _way(finder: Connections, stage: ConnectionStage) -> Route | None:
    if stage.kind != "drive":
        return None
    state = finder.state_on(stage.day)
    ends = stage.origin, stage.destination
    return find_route(finder.graph, finder.dataset.speeds, *ends, finder.vehicle, state)


def _no_connection(
    finder: Connections, ends: tuple[DatasetPlace, DatasetPlace], day: date
) -> NoWayError:
    """Say that there is none, and what stands between the places on the date."""
    start, end = ends
    head = Message(
        "no_connection",
        origin=start.name,
        destination=end.name,
        vehicle=lambda language: reader(language).word_for(finder.vehicle),
        days=finder.most_days,
    )
    graph, speeds = finder.graph, finder.dataset.speeds
    try:
        find_route(graph, speeds, start.node, end.node, finder.vehicle, finder.state_on(day))
    except UnreachableError as error:
        notes = no_way(finder.dataset, graph, error, ends, finder.vehicle).notes
        return NoWayError([head, *(each for each in notes if each.key != "with_time")])
    return NoWayError([head])


class _Teller:
    """Says the stages of a connection in the reader's language."""

    def __init__(self, finder: Connections, language: Language) -> None:
        self.language, self.words = language, reader(language)
        nodes = finder.graph.nodes
        self.names: dict[str, str] = dict(zip(nodes["id"], nodes["name"], strict=True))
        self.rows = {row.id: row for row in records(finder.dataset.crossings)}

    def stage(self, stage: ConnectionStage, found: Route | None) -> Iterator[str]:
        """Say a stage, in a line or two."""
        place = self.names[stage.destination]
        times = f"{self.words.clock(stage.start)}-{self.words.clock(stage.end)}"
        if stage.kind == "night":
            yield self._night(stage, place)
        elif stage.kind == "wait":
            loading = self.words.duration(self.rows[stage.crossing].loading_minutes)
            yield say("stage_wait", self.language, times=times, place=place, loading=loading)
            if stage.missed:
                yield say("stage_missed", self.language, missed=self._clocks(stage.missed))
        elif stage.kind == "ferry":
            row = self.rows[stage.crossing]
            yield say(
                "stage_ferry",
                self.language,
                times=times,
                mode=mode_word(row.mode, self.language),
                place=place,
                crossing=row.id,
                fare=self.words.rupiah(row.fare_rupiah),
            )
        elif found is not None:
            yield say(
                "stage_drive",
                self.language,
                times=times,
                place=place,
                km=self.words.km(stage.metres),
                time=self.words.duration(stage.end - stage.start),
                via=self._via(found),
            )

    def _via(self, found: Route) -> str:
        parts = [
            step.section or (say("and_local", self.language) if step.estimated else step.name)
            for step in found.steps
        ]
        return self.words.listing(dict.fromkeys(part for part in parts if part))

    def _night(self, stage: ConnectionStage, place: str) -> str:
        if not stage.lodged:
            place = say("no_lodging", self.language, place=place)
        if not stage.crossing:
            return say("night_far", self.language, place=place)
        row: SimpleNamespace = self.rows[stage.crossing]
        words = {"place": place, "crossing": stage.crossing}
        if stage.missed:
            return say("night_missed", self.language, missed=self._clocks(stage.missed), **words)
        late = row.departures is None and stage.runs
        return say("night_late" if late else "night_no_boat", self.language, **words)

    def _clocks(self, minutes: tuple[int, ...]) -> str:
        return self.words.listing(self.words.clock(minute) for minute in minutes)


def _stage_document(
    stage: ConnectionStage, found: Route | None, longer: Detour | None
) -> dict[str, object]:
    document: dict[str, object] = {
        "kind": stage.kind,
        "date": stage.day.isoformat(),
        "from": stage.origin,
        "to": stage.destination,
        "start": format_clock(stage.start),
        "end": format_clock(stage.end),
    }
    if stage.crossing:
        document |= {
            "crossing": stage.crossing,
            "missed": [format_clock(minute) for minute in stage.missed],
        }
    if found is not None:
        document |= {
            "metres": found.metres,
            "estimated_metres": found.estimated_metres,
            "sections": list(found.sections),
        }
    return document | (detour_document(longer) if longer else {})
