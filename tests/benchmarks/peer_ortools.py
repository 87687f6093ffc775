"""OR-Tools routing with its default search: a vehicle for each pair."""

from __future__ import annotations

from ortools.constraint_solver import pywrapcp

from tests.benchmarks.peers import Problem, Routes

SKIPPED = 10**9
"""Rupiah of a resident who is left, where not all stops must fit in."""


def solve(problem: Problem, seconds: float, _: int) -> list[Routes]:
    """Routes for each set of horizons that has any. The default search knows no seed."""
    horizons = list(problem.horizons())
    found = []
    for limits, all_ in horizons:
        routes = _solved(problem, limits, all_, seconds / len(horizons))
        if routes is not None:
            found.append(routes)
    return found


def _solved(problem: Problem, limits: list[int], all_: bool, seconds: float) -> Routes | None:
    nodes = len(problem.stops) + 1
    manager = pywrapcp.RoutingIndexManager(nodes, problem.pairs, 0)
    routing = pywrapcp.RoutingModel(manager)
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(problem.rupiah.tolist()))
    work = [0, *(stop.minutes for stop in problem.stops)]
    time = [
        [work[one] + int(problem.minutes[one, two]) for two in range(nodes)] for one in range(nodes)
    ]
    routing.AddDimensionWithVehicleCapacity(
        routing.RegisterTransitMatrix(time), 0, limits, True, "work"
    )
    dimension = routing.GetDimensionOrDie("work")
    for stop in range(1, nodes):
        index = manager.NodeToIndex(stop)
        price = max(1, round(problem.urgency[stop - 1]))
        dimension.SetCumulVarSoftUpperBound(index, 0, price)
        if not all_:
            routing.AddDisjunction([index], SKIPPED * problem.stops[stop - 1].residents)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.time_limit.FromMilliseconds(max(1, int(1000 * seconds)))
    solution = routing.SolveWithParameters(parameters)
    if solution is None:
        return None
    routes = []
    for vehicle in range(problem.pairs):
        route, index = [], solution.Value(routing.NextVar(routing.Start(vehicle)))
        while not routing.IsEnd(index):
            route.append(manager.IndexToNode(index))
            index = solution.Value(routing.NextVar(index))
        routes.append(route)
    return routes
