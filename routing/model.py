"""The OR-Tools vehicle-routing model: nodes to pairs, and their order.

Run in a process of its own (`python -m routing.model`, JSON in and out): two routing
models in one process have been reported to crash (or-tools issue 5076), and a crash there
must not take a plan down.

Minimise the arc costs of all pairs plus the price of waiting, where

* each node is visited once, by a pair that may visit it;
* a time dimension counts working dates (in tenths) along a pair's route; a node's
  waiting costs its residents times the urgency per date times that count;
* what ends after the pair's last date is charged at a high price per tenth, not
  forbidden: the timetable decides what is left unserved.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

_LOG = logging.getLogger(__name__)

FAILURES = 25
"""Failures allowed per solution looked at: where pins leave no move (about 4 are usual),
guided local search would go on in vain until the time limit."""

LATE_RUPIAH = 10**7
"""Charge per tenth of a date after the end: more than any date costs."""


@dataclass(frozen=True, slots=True)
class Request:
    """A model to solve. `rupiah` and `tenths` are by kind of team, node 0 is the base."""

    rupiah: list[list[list[int]]]
    tenths: list[list[int]]
    urgency_per_tenth: list[int]
    allowed: list[list[int]]
    kinds: list[int]
    starts: list[int]
    ends: list[int]
    solutions: int
    seconds: float


def solve_model(request: Request) -> list[list[int]] | None:
    """Routes by team as node numbers (from 1), None if none was found or the process died."""
    command = [sys.executable, "-m", "routing.model"]
    try:
        finished = subprocess.run(  # noqa: S603  (our own module, no shell)
            command,
            input=json.dumps(asdict(request)),
            capture_output=True,
            text=True,
            timeout=request.seconds + 60,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _LOG.warning("the routing model gave no answer in time; going on without it")
        return None
    if finished.returncode != 0:
        _LOG.warning("the routing model failed; going on without it: %s", finished.stderr[-2000:])
        return None
    routes: list[list[int]] | None = json.loads(finished.stdout)
    return routes


def _solve(request: Request) -> list[list[int]] | None:
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2  # noqa: PLC0415

    teams, nodes = len(request.kinds), len(request.urgency_per_tenth)
    manager = pywrapcp.RoutingIndexManager(nodes, teams, 0)
    routing = pywrapcp.RoutingModel(manager)
    costs = [routing.RegisterTransitMatrix(matrix) for matrix in request.rupiah]
    for team, kind in enumerate(request.kinds):
        routing.SetArcCostEvaluatorOfVehicle(costs[kind], team)
    _add_time(routing, manager, request)
    for node in range(1, nodes):
        index = manager.NodeToIndex(node)
        for team in range(teams):
            if team not in request.allowed[node]:
                routing.VehicleVar(index).RemoveValue(team)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    parameters.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    parameters.solution_limit = request.solutions
    parameters.time_limit.FromMilliseconds(int(1000 * request.seconds))
    failures = FAILURES * request.solutions
    routing.AddSearchMonitor(routing.solver().FailuresLimit(failures))
    solution = routing.SolveWithParameters(parameters)
    if solution is None:
        return None
    return [_route(routing, manager, solution, team) for team in range(teams)]


def _add_time(routing: object, manager: object, request: Request) -> None:
    matrices = [
        [[tenths[origin]] * len(tenths) for origin in range(len(tenths))]
        for tenths in request.tenths
    ]
    transits = [routing.RegisterTransitMatrix(m) for m in matrices]  # type: ignore[attr-defined]
    horizon = sum(max(row) for row in request.tenths) + sum(map(sum, request.tenths))
    horizon += max(request.starts) + 1
    routing.AddDimensionWithVehicleTransits(  # type: ignore[attr-defined]
        [transits[kind] for kind in request.kinds], 0, horizon, False, "tenths"
    )
    time = routing.GetDimensionOrDie("tenths")  # type: ignore[attr-defined]
    for node in range(1, len(request.urgency_per_tenth)):
        index = manager.NodeToIndex(node)  # type: ignore[attr-defined]
        time.SetCumulVarSoftUpperBound(index, 0, request.urgency_per_tenth[node])
    for team, (start, end) in enumerate(zip(request.starts, request.ends, strict=True)):
        time.CumulVar(routing.Start(team)).SetValue(start)  # type: ignore[attr-defined]
        time.SetCumulVarSoftUpperBound(routing.End(team), end, LATE_RUPIAH)  # type: ignore[attr-defined]


def _route(routing: object, manager: object, solution: object, team: int) -> list[int]:
    route = []
    index = routing.Start(team)  # type: ignore[attr-defined]
    while not routing.IsEnd(index):  # type: ignore[attr-defined]
        node = manager.IndexToNode(index)  # type: ignore[attr-defined]
        if node:
            route.append(node)
        index = solution.Value(routing.NextVar(index))  # type: ignore[attr-defined]
    return route


def main(arguments: Sequence[str] = ()) -> int:
    """Read a request from standard input, write the routes to standard output."""
    if arguments:
        return 2
    request = Request(**json.load(sys.stdin))
    json.dump(_solve(request), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
