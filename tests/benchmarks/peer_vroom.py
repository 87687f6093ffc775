"""VROOM: a vehicle for each pair with a time window of its work."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import vroom

from tests.benchmarks.peers import Problem, Routes

THOROUGH = 5
"""VROOM's highest level of exploration."""


def solve(problem: Problem, seconds: float, _: int) -> list[Routes]:
    """Routes for each set of horizons; stops that did not fit are missing. VROOM knows no seed."""
    horizons = list(problem.horizons())
    return [_solved(problem, limits, seconds / len(horizons)) for limits, _ in horizons]


def _solved(problem: Problem, limits: list[int], seconds: float) -> Routes:
    model = vroom.Input()
    model.set_durations_matrix("car", (60 * problem.minutes).astype(np.uint32))
    model.set_costs_matrix("car", problem.rupiah.astype(np.uint32))
    for number, limit in enumerate(limits):
        window = vroom.TimeWindow(0, 60 * limit)
        model.add_vehicle(vroom.Vehicle(number, start=0, end=0, time_window=window))
    most = max(stop.residents for stop in problem.stops)
    for number, stop in enumerate(problem.stops, 1):
        model.add_job(
            vroom.Job(
                number,
                location=number,
                default_service=60 * stop.minutes,
                priority=1 + 99 * stop.residents // most,
            )
        )
    limit = timedelta(seconds=seconds)
    answer = model.solve(exploration_level=THOROUGH, nb_threads=1, timeout=limit)
    routes: Routes = [[] for _ in range(problem.pairs)]
    for step in answer.routes.itertuples():
        if step.type == "job":
            routes[step.vehicle_id].append(int(step.id))
    return routes
