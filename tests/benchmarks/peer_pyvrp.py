"""PyVRP: a vehicle type for each pair, its work limited, its minutes priced."""

from __future__ import annotations

from pyvrp import Model
from pyvrp.stop import MaxRuntime

from tests.benchmarks.peers import Problem, Routes

PRIZE = 10**7
"""Rupiah for a resident who is recorded, where not all stops must fit in."""


def solve(problem: Problem, seconds: float, seed: int) -> list[Routes]:
    """Routes for each set of horizons that has feasible ones; at worst the best infeasible."""
    horizons = list(problem.horizons())
    answers = [
        _solved(problem, limits, all_, seconds / len(horizons), seed) for limits, all_ in horizons
    ]
    feasible = [routes for routes, good in answers if good]
    return feasible or [routes for routes, _ in answers]


def _solved(
    problem: Problem, limits: list[int], all_: bool, seconds: float, seed: int
) -> tuple[Routes, bool]:
    model = Model()
    spots = [model.add_location(x=n, y=0) for n in range(len(problem.stops) + 1)]
    depot = model.add_depot(spots[0])
    for spot, stop in zip(spots[1:], problem.stops, strict=True):
        model.add_client(
            spot,
            service_duration=stop.minutes,
            required=all_,
            prize=0 if all_ else PRIZE * stop.residents,
        )
    for limit in limits:
        model.add_vehicle_type(
            1,
            start_depot=depot,
            end_depot=depot,
            shift_duration=limit,
            unit_distance_cost=1,
            unit_duration_cost=max(1, problem.duty_rupiah // problem.day),
        )
    for one, origin in enumerate(spots):
        for two, target in enumerate(spots):
            if one != two:
                way = int(problem.rupiah[one, two]), int(problem.minutes[one, two])
                model.add_edge(origin, target, *way)
    result = model.solve(MaxRuntime(seconds), seed=seed, display=False, collect_stats=False)
    routes: Routes = [[] for _ in range(problem.pairs)]
    for route in result.best.routes():
        clients = [visit.idx for visit in route.schedule() if visit.is_client()]
        routes[route.vehicle_type()] = [client + 1 for client in clients]
    return routes, result.is_feasible()
