"""The OR-Tools vehicle-routing model: stops to pairs, and their order.

Run in a process of its own (`python -m routing.search.ortools_model`, JSON in and out): two routing
models in one process have been reported to crash (or-tools issue 5076), and a crash there
must not take a plan down. Answers come line by line, so that those before a crash count.

Minimise the rupiah of all pairs' ways plus the price of waiting, where

* each stop is visited once, by a pair that may visit it;
* a time dimension counts minutes of recording along a pair's route: the work at a stop, and
  what a way takes of it; a stop's waiting costs its price a minute times that count;
* no pair works beyond its limit. How long pairs should work depends on the price of waiting
  and on duty days, which are not in the model, so it is solved under several limits, tight
  ones first; each answer is a start, and the timetable says which is best;
* under the last limit, the dates of the campaign, what is late is charged, not forbidden:
  the timetable decides what is left unserved.

The search is OR-Tools' default, descent to a local optimum: it ends by itself, so that the
answers are the same again unless time runs out.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from routing.parameters import InitialParameters

_LOG = logging.getLogger(__name__)

Routes = list[list[int]]
"""Stops of each pair in order; 1 is the first stop, 0 the base."""


@dataclass(frozen=True, slots=True)
class Request:
    """A model to solve. `rupiah` and `minutes` are by kind of team, node 0 is the base.

    `minutes[kind][a][b]` is the work at a and the way from a to b. `starts` and `ends` are
    the clock of each team's first and last date, `days` the minutes of recording of a usual
    date by kind; `limits` has the latest end by team, each a model of its own.
    """

    rupiah: list[list[list[int]]]
    minutes: list[list[list[int]]]
    urgency_per_minute: list[int]
    allowed: list[list[int]]
    kinds: list[int]
    starts: list[int]
    ends: list[int]
    days: list[int]
    limits: list[list[int]]
    late_rupiah: int = InitialParameters.late_rupiah
    most_failures: int = InitialParameters.most_failures


def solve_model(
    requests: Sequence[Request],
    seconds: float,
    most: float = float("inf"),
    parameters: InitialParameters = InitialParameters(),  # noqa: B008  (frozen)
) -> list[list[Routes]]:
    """Solve independent models limit by limit.

    Parameters
    ----------
    seconds, most
        Of the search, and until the process is ended (at least its `least_seconds`).

    Returns
    -------
    list of list of Routes
        For each limit the routes by team of each request, where the request's teams and
        nodes have the numbers that they have in it; fewer if time ran out or the process died.
    """
    command = [sys.executable, "-m", "routing.search.ortools_model"]
    own = {"late_rupiah": parameters.late_rupiah, "most_failures": parameters.most_failures}
    question = {"seconds": seconds, "requests": [asdict(request) | own for request in requests]}
    try:
        finished = subprocess.run(  # noqa: S603  (our own module, no shell)
            command,
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=max(parameters.least_seconds, min(seconds + parameters.grace_seconds, most)),
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        _LOG.info("the routing model gave no answer in time; going on without it")
        return _answers(late.stdout or b"")
    if finished.returncode != 0:
        said = finished.stderr[-2000:].decode(errors="replace")
        _LOG.warning("the routing model failed; going on without it: %s", said)
    return _answers(finished.stdout)


def _answers(text: bytes) -> list[list[Routes]]:
    whole, _, _ = text.rpartition(b"\n")
    return [json.loads(line) for line in whole.splitlines()]


def _solve(requests: Sequence[Request], seconds: float) -> Iterator[list[Routes]]:
    """Answers under each limit, and under none but the dates; where there is none, the latter."""
    until = time.monotonic() + seconds
    rounds = len(requests[0].limits) + 1
    left = rounds * len(requests)
    for number in range(rounds):
        answer: list[Routes] = []
        for request in requests:
            share = (until - time.monotonic()) / left
            left -= 1
            if share <= 0:
                return
            hard = number < rounds - 1
            limits = request.limits[number] if hard else request.ends
            routes = _solved(request, limits, share, hard=hard)
            if routes is None and hard:
                routes = _solved(request, request.ends, share, hard=False)
            if routes is None:
                return
            answer.append(routes)
        yield answer


def _solved(request: Request, limits: list[int], seconds: float, *, hard: bool) -> Routes | None:
    from ortools.constraint_solver import pywrapcp  # noqa: PLC0415

    teams, nodes = len(request.kinds), len(request.urgency_per_minute)
    manager = pywrapcp.RoutingIndexManager(nodes, teams, 0)
    routing = pywrapcp.RoutingModel(manager)
    costs = [routing.RegisterTransitMatrix(matrix) for matrix in request.rupiah]
    for team, kind in enumerate(request.kinds):
        routing.SetArcCostEvaluatorOfVehicle(costs[kind], team)
    _add_time(routing, manager, request, limits, hard=hard)
    for node in range(1, nodes):
        index = manager.NodeToIndex(node)
        for team in range(teams):
            if team not in request.allowed[node]:
                routing.VehicleVar(index).RemoveValue(team)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.time_limit.FromMilliseconds(max(1, int(1000 * seconds)))
    routing.AddSearchMonitor(routing.solver().FailuresLimit(request.most_failures))
    solution = routing.SolveWithParameters(parameters)
    if solution is None:
        return None
    return [_route(routing, manager, solution, team) for team in range(teams)]


def _add_time(
    routing: object, manager: object, request: Request, limits: list[int], *, hard: bool
) -> None:
    transits = [routing.RegisterTransitMatrix(m) for m in request.minutes]  # type: ignore[attr-defined]
    worst = [max(map(max, rows)) for rows in zip(*request.minutes, strict=True)]
    horizon = sum(worst) + max(*request.starts, *limits, *request.ends) + 1
    routing.AddDimensionWithVehicleTransits(  # type: ignore[attr-defined]
        [transits[kind] for kind in request.kinds], 0, horizon, False, "minutes"
    )
    clock = routing.GetDimensionOrDie("minutes")  # type: ignore[attr-defined]
    for node in range(1, len(request.urgency_per_minute)):
        index = manager.NodeToIndex(node)  # type: ignore[attr-defined]
        clock.SetCumulVarSoftUpperBound(index, 0, request.urgency_per_minute[node])
    for team, start in enumerate(request.starts):
        clock.CumulVar(routing.Start(team)).SetValue(start)  # type: ignore[attr-defined]
        end = routing.End(team)  # type: ignore[attr-defined]
        if hard:
            clock.CumulVar(end).SetMax(max(start, limits[team]))
        else:
            clock.SetCumulVarSoftUpperBound(end, limits[team], request.late_rupiah)


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
    """Read a request from standard input, write a line for each answer to standard output."""
    if arguments:
        return 2
    question = json.load(sys.stdin)
    requests = [Request(**request) for request in question["requests"]]
    for routes in _solve(requests, question["seconds"]):
        sys.stdout.write(json.dumps(routes) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
