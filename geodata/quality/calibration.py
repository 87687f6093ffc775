"""Calibration: the travel table against observed trips, and the factors that fit it to them.

With a trip's modelled minutes on paved and on other roads, P and U, the model is
``t = a P + b U``. The factors a and b minimise the sum of squares of ``log t - log observed``
over the trips to fit to: none of them (a = b = 1), one (a = b) or both. Of these three the one
with the least leave-one-out error is taken: each trip is predicted by factors fitted to the
others. A factor changes which way is quickest, so ways are looked up again until they stay.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
from scipy.optimize import least_squares

from geodata.atomic_file import write_whole
from geodata.dataset import CALIBRATION_FILE, Dataset, TravelFactors, is_paved, speeds_sha256
from geodata.errors import CalibrationError, UnreachableError
from geodata.roads import RoadGraph
from geodata.travel import RoadState, Route, find_route
from geodata.typed_rows import records

__all__ = ["CalibrationReport", "Fit", "TripCheck", "calibrate", "store"]

MOST_FACTORS = 2
_ROUNDS = 10
_SMALLEST, _LARGEST = 0.4, 2.5
"""A factor outside these would say that the table of speeds is about other roads."""


@dataclass(frozen=True, slots=True)
class TripCheck:
    """An observed trip beside the travel table.

    Attributes
    ----------
    fact : str
        Id of the trip.
    origin, destination : str
        Names of its ends.
    season, vehicle : str
        As observed.
    modelled_as : str
        The vehicle of the table of speeds that stands for it.
    observed_minutes, observed_metres : float or None
        None where not told.
    modelled_minutes, modelled_metres, estimated_metres : int or None
        By the table of speeds without factors; None where no open road leads there.
    paved, unpaved : float
        Modelled minutes on paved and on other roads, not rounded.
    status : str
        ``fit``; or why it is not fitted to: ``show`` (its row says so), ``length`` (a section's
        length rests on it), ``no_time``, ``no_way``.
    length_of : str
        The section whose length rests on the fact; empty if none.
    nodes : tuple of str
        The modelled way.
    ends : tuple of str
        Node ids of both ends.
    """

    fact: str
    origin: str
    destination: str
    season: str
    vehicle: str
    modelled_as: str
    observed_minutes: float | None
    observed_metres: float | None
    modelled_minutes: int | None
    modelled_metres: int | None
    estimated_metres: int | None
    paved: float
    unpaved: float
    status: str
    length_of: str
    nodes: tuple[str, ...]
    ends: tuple[str, str]

    @property
    def ratio(self) -> float | None:
        """Observed over modelled time; None also where a length on the way rests on the fact."""
        modelled = self.paved + self.unpaved
        if self.observed_minutes is None or not modelled or self.length_of:
            return None
        return self.observed_minutes / modelled

    @property
    def length_ratio(self) -> float | None:
        """Observed over modelled length; None also where the length rests on the fact."""
        if self.observed_metres is None or self.modelled_metres is None or self.length_of:
            return None
        return self.observed_metres / self.modelled_metres


@dataclass(frozen=True, slots=True)
class Fit:
    """Factors fitted to the trips.

    Attributes
    ----------
    count : int
        How many factors: 0, 1 or 2.
    paved, unpaved : float
        The factors on times.
    error_percent : float
        Typical error over the trips that it was fitted to: ``exp(root mean square of the
        logarithms of the ratios) - 1``.
    left_out_percent : dict of str to float
        Error of each trip by factors fitted to the others, modelled over observed; empty where
        the trips are too few.
    leave_one_out_percent : float or None
        Their typical size.
    """

    count: int
    paved: float
    unpaved: float
    error_percent: float
    left_out_percent: dict[str, float]
    leave_one_out_percent: float | None


@dataclass(frozen=True, slots=True)
class CalibrationReport:
    """Trips compared, the fits with no, one and two factors, and which of them is taken."""

    trips: tuple[TripCheck, ...]
    fits: tuple[Fit, ...]
    chosen: Fit
    factors: TravelFactors

    @property
    def fitted(self) -> tuple[TripCheck, ...]:
        """The trips that were fitted to."""
        return tuple(trip for trip in self.trips if trip.status == "fit")


def calibrate(dataset: Dataset, graph: RoadGraph, count: int | None = None) -> CalibrationReport:
    """Compare the table of speeds with the observed trips and fit factors to them.

    Parameters
    ----------
    dataset : Dataset
        The regency; factors that it has already are left aside.
    graph : RoadGraph
        Its roads.
    count : int, optional
        Fit so many factors (0 to 2) in place of the number with the least leave-one-out error.

    Returns
    -------
    CalibrationReport
        Trips, fits and the factors to store.

    Raises
    ------
    CalibrationError
        If there are too few trips for the number of factors that was asked for.
    """
    speeds = dataset.speeds
    bare = replace(dataset, speeds=speeds.assign(kmh=speeds.get("table_kmh", speeds["kmh"])))
    trips = tuple(_check(bare, graph, row) for row in records(dataset.calibration_trips))
    usable = [trip for trip in trips if trip.status == "fit"]
    possible = [number for number in range(MOST_FACTORS + 1) if _enough(len(usable), number)]
    if count is not None and count not in possible:
        raise CalibrationError(count, len(usable), _needed(count))
    fits = tuple(_fit(bare, graph, usable, number) for number in possible)
    chosen = _best(fits) if count is None else fits[possible.index(count)]
    factors = TravelFactors(
        chosen.paved,
        chosen.unpaved,
        chosen.count,
        tuple(trip.fact for trip in usable),
        chosen.leave_one_out_percent,
        speeds_sha256(bare.speeds),
    )
    return CalibrationReport(trips, fits, chosen, factors)


def store(dataset: Dataset, report: CalibrationReport) -> None:
    """Keep the factors in the dataset's folder, whole or not at all.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    document = report.factors.document() | {
        "compared": [
            {
                "trip": trip.fact,
                "observed_minutes": trip.observed_minutes,
                "modelled_minutes": trip.modelled_minutes,
                "status": trip.status,
            }
            for trip in report.trips
        ]
    }
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    write_whole(dataset.folder / CALIBRATION_FILE, text.encode())


def _needed(count: int) -> int:
    """Trips that a number of factors needs, so that one can be left out and one more is told."""
    return count + 2 if count else 1


def _enough(trips: int, count: int) -> bool:
    return count == 0 or trips >= _needed(count)


def _best(fits: Sequence[Fit]) -> Fit:
    def error(fit: Fit) -> float:
        return math.inf if fit.leave_one_out_percent is None else fit.leave_one_out_percent

    return min(fits, key=lambda fit: (error(fit), fit.count))


def _check(dataset: Dataset, graph: RoadGraph, row: SimpleNamespace) -> TripCheck:
    vehicles = list(dict.fromkeys(dataset.speeds["vehicle"]))
    stand_in = "car" if "car" in vehicles else vehicles[0]
    vehicle = row.vehicle if row.vehicle in vehicles else stand_in
    facts = dataset.travel_facts.set_index("id")["length_of"].to_dict()
    found = _way(dataset, graph, row, vehicle, TravelFactors())
    minutes = None if pd.isna(row.hours) else row.hours * 60
    trip = TripCheck(
        fact=row.fact,
        origin=row.origin_name,
        destination=row.destination_name,
        season=row.season,
        vehicle=row.vehicle,
        modelled_as=vehicle,
        observed_minutes=minutes,
        observed_metres=None if pd.isna(row.km) else row.km * 1000,
        modelled_minutes=found.minutes if found else None,
        modelled_metres=found.metres if found else None,
        estimated_metres=found.estimated_metres if found else None,
        paved=_minutes(found, paved=True),
        unpaved=_minutes(found, paved=False),
        status="fit",
        length_of=facts.get(row.fact, ""),
        nodes=found.nodes if found else (),
        ends=(row.origin, row.destination),
    )
    return replace(trip, status=_status(row, trip))


def _status(row: SimpleNamespace, trip: TripCheck) -> str:
    if trip.length_of:
        return "length"
    if row.use == "show":
        return "show"
    if trip.observed_minutes is None:
        return "no_time"
    return "fit" if trip.paved + trip.unpaved > 0 else "no_way"


def _way(
    dataset: Dataset, graph: RoadGraph, row: SimpleNamespace, vehicle: str, factors: TravelFactors
) -> Route | None:
    wet = dict(zip(dataset.seasons["id"], dataset.seasons["wet"], strict=True))
    state = RoadState(row.season, row.season, wet[row.season], {vehicle: frozenset(row.closed)})
    try:
        return find_route(
            graph, factors.applied(dataset.speeds), row.origin, row.destination, vehicle, state
        )
    except UnreachableError:
        return None


def _minutes(found: Route | None, *, paved: bool) -> float:
    steps = found.steps if found else ()
    return sum(step.minutes for step in steps if is_paved(step.surface) == paved)


def _fit(dataset: Dataset, graph: RoadGraph, trips: Sequence[TripCheck], count: int) -> Fit:
    paved, unpaved = _fitted(dataset, graph, trips, count)
    errors = [_log_error(dataset, graph, trip, paved, unpaved) for trip in trips]
    left_out = {}
    for trip in trips if _enough(len(trips), count) else ():
        others = [other for other in trips if other is not trip]
        factors = _fitted(dataset, graph, others, count)
        left_out[trip.fact] = _log_error(dataset, graph, trip, *factors)
    return Fit(
        count,
        round(paved, 4),
        round(unpaved, 4),
        _typical_percent(errors) or 0.0,
        {fact: round(100 * (math.exp(error) - 1), 1) for fact, error in left_out.items()},
        _typical_percent(list(left_out.values())),
    )


def _typical_percent(errors: Sequence[float]) -> float | None:
    if not errors:
        return None
    mean = sum(error * error for error in errors) / len(errors)
    return round(100 * (math.exp(math.sqrt(mean)) - 1), 1)


def _fitted(
    dataset: Dataset, graph: RoadGraph, trips: Sequence[TripCheck], count: int
) -> tuple[float, float]:
    """Return the factors that fit the trips, looking up ways again until they stay."""
    if count == 0 or not trips:
        return 1.0, 1.0
    factors, seen = (1.0, 1.0), list[tuple[float, float]]()
    for _ in range(_ROUNDS):
        parts = [_parts(dataset, graph, trip, factors) for trip in trips]
        observed = [trip.observed_minutes or 0.0 for trip in trips]
        factors = _solved(np.array(parts), np.array(observed), count)
        if any(np.allclose(factors, before, rtol=0, atol=1e-6) for before in seen):
            break
        seen.append(factors)
    return factors


def _solved(parts: np.ndarray, observed: np.ndarray, count: int) -> tuple[float, float]:
    """Return the factors of least squares on logarithms for given minutes, shape (trips, 2)."""

    def residuals(logs: np.ndarray) -> np.ndarray:
        factors = np.exp(np.broadcast_to(logs, 2) if count == 1 else logs)
        return np.asarray(np.log(parts @ factors) - np.log(observed))

    bounds = (math.log(_SMALLEST), math.log(_LARGEST))
    found = np.exp(least_squares(residuals, np.zeros(count), bounds=bounds).x)
    return float(found[0]), float(found[-1])


def _parts(
    dataset: Dataset, graph: RoadGraph, trip: TripCheck, factors: tuple[float, float]
) -> tuple[float, float]:
    """Return minutes by the table, paved and not, on the way that the factors make quickest."""
    if factors == (1.0, 1.0):
        return trip.paved, trip.unpaved
    trips = dataset.calibration_trips
    (row,) = records(trips[trips["fact"] == trip.fact])
    found = _way(dataset, graph, row, trip.modelled_as, TravelFactors(*factors))
    return (
        _minutes(found, paved=True) / factors[0],
        _minutes(found, paved=False) / factors[1],
    )


def _log_error(
    dataset: Dataset, graph: RoadGraph, trip: TripCheck, paved: float, unpaved: float
) -> float:
    parts = _parts(dataset, graph, trip, (paved, unpaved))
    modelled = parts[0] * paved + parts[1] * unpaved
    return math.log(modelled / (trip.observed_minutes or math.nan))
