"""Earliest arrival by road and over crossings, from any minute, over as many dates as it takes.

A time-dependent shortest path over the places where one can change: both ends, the ports of
the crossings that take the vehicle, and places with lodging. On a date one drives and crosses
within the duty window; a night is spent where there is lodging, or at the start, where one may
wait for a better date. Waiting is free, so that leaving later never arrives earlier (first in,
first out). Clock times are whole minutes after local midnight.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from types import SimpleNamespace

import numpy as np
from scipy.sparse.csgraph import breadth_first_order

from geodata.array_types import IntArray
from geodata.dataset import Dataset
from geodata.errors import UnreachableError
from geodata.message import Message
from geodata.roads import RoadGraph
from geodata.travel.conditions import RoadState, conditions_for
from geodata.travel.cost_cache import CostCache
from geodata.travel.ferry_timetable import departures_of, next_sailing, runs_on
from geodata.travel.shortest_paths import open_network, split_costs
from geodata.typed_rows import records

__all__ = ["Connection", "ConnectionStage", "Connections", "DutyDay"]

_SOONER = 10**7
"""Metres that one would rather drive to lodging than spend a night where there is none."""


_DAY_MINUTES = 24 * 60
MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class DutyDay:
    """When people travel on a date: from `start` to `end`, driving `max_driving` minutes."""

    start: int = 360
    end: int = 1080
    max_driving: int = 600


@dataclass(frozen=True, slots=True)
class ConnectionStage:
    """A part of a connection on one date.

    Attributes
    ----------
    kind : str
        ``drive``, ``wait``, ``ferry`` or ``night``.
    day : date
        Its date; of a night the date before it.
    origin, destination : str
        Node ids; the same for a wait and a night.
    start, end : int
        Minutes after midnight; of a night when the date's travel ended, and the start of the
        next duty window.
    metres : int
        Of a drive.
    crossing : str
        Id of the crossing, of a ferry and of the wait for it; of a night the crossing that it
        is for, empty if it only breaks a long way.
    missed : tuple of int
        Departures of that date that a wait came too late for; of a night those of the crossing
        that it is for, which could not be caught.
    runs : bool
        Of a night: whether the crossing that it is for runs on that date.
    lodged : bool
        Of a night: whether there is lodging; where one starts from there may be none.
    """

    kind: str
    day: date
    origin: str
    destination: str
    start: int
    end: int
    metres: int = 0
    crossing: str = ""
    missed: tuple[int, ...] = ()
    runs: bool = False
    lodged: bool = True


@dataclass(frozen=True, slots=True)
class Connection:
    """The earliest arrival and how it comes about; no stages if the ends are the same."""

    day: date
    minute: int
    stages: tuple[ConnectionStage, ...]

    @property
    def nights(self) -> int:
        """Nights on the way."""
        return sum(stage.kind == "night" for stage in self.stages)


@dataclass(frozen=True, slots=True)
class _Label:
    """A place reached at a time, minutes from the first date's midnight.

    Of equal times that of the fewest metres is taken; a night without lodging counts as many.
    """

    time: int
    driven: int
    metres: int
    node: int
    stages: tuple[ConnectionStage, ...] = field(compare=False)


@dataclass(frozen=True, eq=False)
class Connections:
    """Finds connections for a vehicle.

    Attributes
    ----------
    dataset : Dataset
        Speeds, seasons, closures and crossings.
    graph : RoadGraph
        The roads.
    vehicle : str
        As in the table of speeds.
    lodging : collection of str
        Node ids where a night can be spent.
    duty : DutyDay
        When to travel.
    cache : CostCache
        Where costs by state are kept.
    most_days : int
        Dates to look at: a crossing that runs for a season comes back within a year.
    """

    dataset: Dataset
    graph: RoadGraph
    vehicle: str
    lodging: Collection[str] = ()
    duty: DutyDay = DutyDay()
    cache: CostCache = field(default_factory=CostCache)
    most_days: int = MOST_DAYS

    def earliest(self, origin: str, destination: str, day: date, minute: int) -> Connection:
        """Return the connection that arrives first.

        Parameters
        ----------
        origin, destination : str
            Node ids.
        day, minute : date, int
            When one is ready to leave.

        Raises
        ------
        GeodataError
            If a node is not in the graph, or a speed is missing.
        UnreachableError
            If there is none within `most_days`.
        """
        if origin == destination:
            return Connection(day, minute, ())
        search = _Search(self, origin, destination, day)
        found = search.run(minute)
        if found is None:
            raise UnreachableError(
                Message(
                    "no connection from %(origin)s to %(destination)s by %(vehicle)s",
                    origin=origin,
                    destination=destination,
                    vehicle=self.vehicle,
                )
            )
        days, at = divmod(found.time, _DAY_MINUTES)
        return Connection(day + timedelta(days=days), at, found.stages)

    def state_on(self, day: date) -> RoadState:
        """Return the state of the roads on a date."""
        _, states = conditions_for(self.dataset, day, day)
        (state,) = states.values()
        return state


class _Search:
    """Labels by time; a later one at a place on a date counts only if it has driven less."""

    def __init__(self, owner: Connections, origin: str, destination: str, day: date) -> None:
        self.owner, self.day = owner, day
        rows = list(records(owner.dataset.crossings))
        self.crossings = [row for row in rows if owner.vehicle in row.vehicles]
        ports = [port for row in self.crossings for port in (getattr(row, "from"), row.to)]
        self.nodes = list(dict.fromkeys([origin, destination, *ports, *sorted(owner.lodging)]))
        self.at = {node: position for position, node in enumerate(self.nodes)}
        self.positions = np.array([owner.graph.position(node) for node in self.nodes])
        self.lodged = {self.at[node] for node in owner.lodging}
        self.sleeps = self.lodged | {self.at[origin]}
        self.reached: dict[int, int] = {}
        self.legs: dict[tuple[object, ...], tuple[IntArray, IntArray]] = {}
        self.of_day: dict[int, tuple[IntArray, IntArray]] = {}

    def run(self, minute: int) -> _Label | None:
        """Return the first label of the destination, of equal times that of the fewest metres."""
        order = count()
        first = _Label(minute, 0, 0, 0, ())
        queue = [(first.time, first.metres, next(order), first)] if self._joined() else []
        best: dict[tuple[int, int], list[tuple[int, int]]] = {}
        while queue:
            *_, label = heapq.heappop(queue)
            if label.node == 1:
                return replace(label, stages=tuple(self._explained(label.stages)))
            known = best.setdefault((label.node, label.time // _DAY_MINUTES), [])
            if any(driven <= label.driven and metres <= label.metres for driven, metres in known):
                continue
            known.append((label.driven, label.metres))
            self.reached.setdefault(label.node, label.time // _DAY_MINUTES)
            for after in self._after(label):
                heapq.heappush(queue, (after.time, after.metres, next(order), after))
        return None

    def _joined(self) -> bool:
        """Return whether roads, all of them open, and crossings lead to the destination at all."""
        open_state = RoadState("open", "open")
        minutes, _ = self._legs_under(open_state)
        joined = minutes >= 0
        for row in self.crossings:
            joined[self.at[getattr(row, "from")], self.at[row.to]] = True
        return 1 in breadth_first_order(joined, 0, return_predecessors=False)

    def _explained(self, stages: tuple[ConnectionStage, ...]) -> Iterator[ConnectionStage]:
        """Say at each night which crossing it is for, and which departures were gone that date."""
        by_id = {row.id: row for row in self.crossings}
        for at, stage in enumerate(stages):
            ferry = next((after for after in stages[at:] if after.kind == "ferry"), None)
            if stage.kind != "night" or ferry is None:
                yield stage
                continue
            row = by_id[ferry.crossing]
            runs = runs_on(row, stage.day)
            missed = (departures_of(row) or ()) if runs else ()
            yield replace(stage, crossing=row.id, missed=missed, runs=runs)

    def _after(self, label: _Label) -> Iterator[_Label]:
        days, clock = divmod(label.time, _DAY_MINUTES)
        day, duty = self.day + timedelta(days=days), self.owner.duty
        ready = max(clock, duty.start)
        yield from self._drives(label, day, days, ready)
        for row in self.crossings:
            if self.at[getattr(row, "from")] == label.node:
                yield from self._ferry(label, row, day, days, ready)
        if label.node in self.sleeps and days < self.owner.most_days:
            node = self.nodes[label.node]
            lodged = node in self.owner.lodging
            night = ConnectionStage("night", day, node, node, clock, duty.start, lodged=lodged)
            yield _Label(
                (days + 1) * _DAY_MINUTES + duty.start,
                0,
                label.metres + (0 if lodged else _SOONER),
                label.node,
                (*label.stages, night),
            )

    def _drives(self, label: _Label, day: date, days: int, ready: int) -> Iterator[_Label]:
        if label.stages and label.stages[-1].kind == "drive":
            return  # A way is no longer than its parts.
        minutes, metres = self._legs_on(days, day)
        for node in np.flatnonzero(minutes[label.node] >= 0).tolist():
            taken, length = int(minutes[label.node, node]), int(metres[label.node, node])
            end, driven = ready + taken, label.driven + taken
            if node == label.node or end > self.owner.duty.end:
                continue
            if driven > self.owner.duty.max_driving:
                continue
            if node in self.lodged and self.reached.get(node, days) < days:
                continue  # One who was there before has slept there and is ahead.
            here, there = self.nodes[label.node], self.nodes[node]
            stage = ConnectionStage("drive", day, here, there, ready, end, length)
            stages = (*label.stages, stage)
            time = days * _DAY_MINUTES + end
            yield _Label(time, driven, label.metres + length, node, stages)

    def _ferry(
        self, label: _Label, row: SimpleNamespace, day: date, days: int, ready: int
    ) -> Iterator[_Label]:
        aboard = ready + row.loading_minutes
        start = next_sailing(row, day, aboard)
        if start is None or start + row.crossing_minutes > self.owner.duty.end:
            return
        here, there = getattr(row, "from"), row.to
        missed = tuple(time for time in departures_of(row) or () if time < aboard)
        stages = [*label.stages]
        if start > ready:
            stages.append(ConnectionStage("wait", day, here, here, ready, start, 0, row.id, missed))
        end = start + row.crossing_minutes
        stages.append(ConnectionStage("ferry", day, here, there, start, end, 0, row.id))
        time = days * _DAY_MINUTES + end
        yield replace(label, time=time, node=self.at[there], stages=tuple(stages))

    def _legs_on(self, days: int, day: date) -> tuple[IntArray, IntArray]:
        """Return minutes (-1 where no road leads) and metres between all places of the search."""
        if days not in self.of_day:
            self.of_day[days] = self._legs_under(self.owner.state_on(day))
        return self.of_day[days]

    def _legs_under(self, state: RoadState) -> tuple[IntArray, IntArray]:
        owner = self.owner
        key = (state.season, tuple(sorted(state.closed_to(owner.vehicle))))
        if key not in self.legs:
            network = open_network(owner.graph, owner.dataset.speeds, owner.vehicle, state)
            costs = owner.cache.costs(network, self.positions)
            minutes, metres = split_costs(costs)
            self.legs[key] = np.where(np.isfinite(costs), minutes, -1), metres
        return self.legs[key]
