"""One way explained: the sections on it, how much is estimated, and its line on the map."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pandas as pd
import scipy.sparse as sp
import shapely
from scipy.sparse.csgraph import connected_components

from geodata.errors import UnreachableError
from geodata.message import Message
from geodata.roads import RoadGraph
from geodata.travel.conditions import RoadState
from geodata.travel.shortest_paths import (
    MILLISECONDS_PER_MINUTE,
    Network,
    open_network,
    split_costs,
)
from geodata.typed_rows import records

__all__ = ["Route", "RouteStep", "find_route"]


@dataclass(frozen=True, slots=True)
class RouteStep:
    """A stretch of a way on one section, or one local road.

    Attributes
    ----------
    section : str or None
        Id of the section; None on a local road.
    name : str
        Name of the section, or the ends of the local road.
    road_class, surface : str
        As in the table of speeds.
    metres : int
        Length.
    minutes : float
        Time, not rounded: only whole legs are rounded up.
    estimated : bool
        Whether the length is estimated.
    fords : bool
        Whether there are unbridged streams on it.
    start, end : str
        Node ids where it begins and ends.
    line : LineString
        How it runs (WGS 84, lon before lat); left out of comparisons.
    """

    section: str | None
    name: str
    road_class: str
    surface: str
    metres: int
    minutes: float
    estimated: bool
    fords: bool
    start: str
    end: str
    line: shapely.LineString = field(default_factory=shapely.LineString, compare=False)


@dataclass(frozen=True, slots=True)
class Route:
    """The quickest way between two nodes, of equal ways the shortest.

    Attributes
    ----------
    minutes, metres : int
        As in the travel table.
    estimated_metres : int
        How many of the metres have no official length.
    steps : tuple of RouteStep
        The stretches in order.
    nodes : tuple of str
        Ids of the nodes in order.
    line : LineString
        Through the nodes (WGS 84, lon before lat); straight between them where no road map
        gives the line.
    """

    minutes: int
    metres: int
    estimated_metres: int
    steps: tuple[RouteStep, ...]
    nodes: tuple[str, ...]
    line: shapely.LineString

    @property
    def sections(self) -> tuple[str, ...]:
        """Ids of the sections passed, in order, each once."""
        return tuple(dict.fromkeys(step.section for step in self.steps if step.section))


def find_route(
    graph: RoadGraph,
    speeds: pd.DataFrame,
    origin_node: str,
    destination_node: str,
    vehicle: str,
    state: RoadState,
    network: Network | None = None,
) -> Route:
    """Return the way between two nodes.

    Parameters
    ----------
    graph : RoadGraph
        The roads.
    speeds : DataFrame
        The dataset's table of speeds.
    origin_node, destination_node : str
        Node ids (village codes, town ids).
    vehicle : str
        As in the table of speeds.
    state : RoadState
        Season and closures.
    network : Network, optional
        The roads that are open to the vehicle then, where they have been worked out already.

    Returns
    -------
    Route
        Agrees with `geodata.travel_table` to the minute and metre.

    Raises
    ------
    GeodataError
        If a node is not in the graph, or a speed is missing.
    UnreachableError
        If no road leads there; it names the closed sections or the crossings that would.
    """
    origin, destination = graph.position(origin_node), graph.position(destination_node)
    network = network or open_network(graph, speeds, vehicle, state)
    cost, visited, used = network.way(origin, destination)
    if not visited:
        raise _unreachable(graph, origin, destination, vehicle, state)
    minutes, metres = split_costs(np.array([cost]))
    steps = _steps(graph, used, visited, network.milliseconds)
    return Route(
        minutes=int(minutes[0]),
        metres=int(metres[0]),
        estimated_metres=sum(step.metres for step in steps if step.estimated),
        steps=tuple(steps),
        nodes=tuple(graph.ids[at] for at in visited),
        line=_line_through([step.line for step in steps] or [_spot(graph.points[origin])]),
    )


def landmasses(graph: RoadGraph) -> list[int]:
    """Return a number for each node: nodes with the same number are joined by roads."""
    size = len(graph.nodes)
    joined = (np.ones(len(graph.ends), dtype=bool), (graph.ends[:, 0], graph.ends[:, 1]))
    network = sp.coo_array(joined, shape=(size, size)).tocsr()
    return [int(label) for label in connected_components(network, directed=False)[1]]


def _steps(
    graph: RoadGraph, used: list[int], visited: list[int], milliseconds: np.ndarray
) -> list[RouteStep]:
    names = dict(zip(graph.sections["id"], graph.sections["name"], strict=True))
    places = graph.names
    steps: list[RouteStep] = []
    edges = np.array(used, dtype=np.intp)
    rows, lines = records(graph.edges.iloc[edges]), graph.lines(edges)
    ends = pairwise(visited)
    for edge, row, line, (start, end) in zip(used, rows, lines, ends, strict=True):
        road = getattr(row, "name", "")
        if graph.drawn is not None and not (row.metres or row.fords or row.section):
            continue  # A place that stands on the road, or an open gate.
        mapped = row.official and not row.section
        step = RouteStep(
            section=row.section or None,
            name=_name(names.get(row.section, road), mapped, places[start], places[end]),
            road_class=getattr(row, "class"),
            surface=row.surface,
            metres=row.metres,
            minutes=float(milliseconds[edge]) / MILLISECONDS_PER_MINUTE,
            estimated=not row.official,
            fords=row.fords,
            start=graph.ids[start],
            end=graph.ids[end],
            line=line if row.a == graph.ids[start] else shapely.reverse(line),
        )
        if steps and _goes_on(steps[-1], step, mapped):
            step = _joined(steps.pop(), step)
        steps.append(step)
    return steps


def _name(road: str, mapped: bool, start: str, end: str) -> str:
    """Return a road's own name; a local road without one is named by its ends."""
    return road if road or mapped else f"{start} – {end}"


def _goes_on(before: RouteStep, step: RouteStep, mapped: bool) -> bool:
    """Return whether a step goes on along the road of the one before."""
    if step.section or before.section:
        return step.section == before.section
    return mapped and (before.name, before.road_class, before.surface, before.estimated) == (
        step.name,
        step.road_class,
        step.surface,
        step.estimated,
    )


def _joined(first: RouteStep, second: RouteStep) -> RouteStep:
    """Return two stretches of one road as one."""
    return replace(
        first,
        metres=first.metres + second.metres,
        minutes=first.minutes + second.minutes,
        fords=first.fords or second.fords,
        end=second.end,
        line=_line_through([first.line, second.line]),
    )


def _spot(point: np.ndarray) -> shapely.LineString:
    return shapely.LineString(np.array([point, point]))


def _line_through(lines: list[shapely.LineString]) -> shapely.LineString:
    """Return lines end to end as one."""
    parts = [shapely.get_coordinates(line) for line in lines]
    joined = [parts[0], *(part[1:] for part in parts[1:])]
    return shapely.LineString(np.concatenate(joined))


def _unreachable(
    graph: RoadGraph, origin: int, destination: int, vehicle: str, state: RoadState
) -> UnreachableError:
    names = graph.nodes["name"].to_numpy()
    start, end = names[origin], names[destination]
    lands = landmasses(graph)
    if lands[origin] == lands[destination]:
        closed = sorted(state.closed_to(vehicle))
        if not closed:
            return UnreachableError(
                Message(
                    "no road from %(start)s to %(end)s that a %(vehicle)s may use",
                    start=start,
                    end=end,
                    vehicle=vehicle,
                )
            )
        return UnreachableError(
            Message(
                "no open road from %(start)s to %(end)s by %(vehicle)s (%(id)s); closed "
                "sections: %(names)s",
                start=start,
                end=end,
                vehicle=vehicle,
                id=state.id,
                names=", ".join(closed),
            ),
            closed=closed,
        )
    over = _crossings_over(graph, lands, lands[origin], lands[destination])
    if not over:
        return UnreachableError(
            Message(
                "no road from %(start)s to %(end)s, and no crossing leads over",
                start=start,
                end=end,
            )
        )
    told = ", ".join(
        f"{row.id} ({row.mode} {getattr(row, 'from')} to {row.to})" for leg in over for row in leg
    )
    return UnreachableError(
        Message(
            "no road from %(start)s to %(end)s; crossings that lead over: %(told)s",
            start=start,
            end=end,
            told=told,
        ),
        crossings=[row.id for leg in over for row in leg],
    )


def _crossings_over(
    graph: RoadGraph, lands: list[int], start: int, end: int
) -> list[list[SimpleNamespace]]:
    """Return the crossings from one landmass to another by the fewest legs.

    Each leg is the list of the crossings between the same two landmasses; no leg, no way over.
    """
    legs: dict[int, dict[int, list[SimpleNamespace]]] = {}
    for row in records(graph.crossings):
        here, there = (lands[graph.position(getattr(row, side))] for side in ("from", "to"))
        legs.setdefault(here, {}).setdefault(there, []).append(row)
    ways: dict[int, list[list[SimpleNamespace]]] = {start: []}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there, leg in legs.get(here, {}).items():
            if there not in ways:
                ways[there] = [*ways[here], leg]
                queue.append(there)
    return ways.get(end, [])
