"""Calibration as `jemputbola region calibrate` shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata import Dataset, Language, Message, build_graph, load_dataset, say
from geodata.dataset import CALIBRATION_FILE
from geodata.errors import CalibrationError
from geodata.quality import (
    CalibrationReport,
    Contradiction,
    Fit,
    TripCheck,
    calibrate,
    contradictions,
    store,
)
from geodata.system_reasons import system_reason
from maps.language import Words, language as reader
from planner.errors import OptionError

_REASONS = {"show": "trip_show", "no_time": "trip_no_time", "no_way": "trip_no_way"}


@dataclass(frozen=True, slots=True)
class Calibration:
    """A calibration with the dataset that it is about."""

    dataset: Dataset
    report: CalibrationReport
    found: tuple[Contradiction, ...]
    asked: int | None

    def lines(self, language: Language) -> Iterator[str]:
        """For people: trips, contradictions, fits, and which is taken."""
        words = reader(language)
        yield say("calibration_head", language, name=self.dataset.name)
        for trip in self.report.trips:
            yield from _trip_lines(trip, words, language)
        for each in self.found:
            yield _contradiction_line(each, words, language)
        if self.found:
            yield say("not_averaged", language)
        if not self.report.fitted:
            yield say("no_trips", language)
            return
        yield say("fits_head", language, trips=len(self.report.fitted))
        for fit in self.report.fits:
            yield _fit_line(fit, words, language)
        taken = "fit_chosen" if self.asked is None else "fit_asked"
        yield say(taken, language, count=self.report.chosen.count)
        facts = _facts_behind_speeds(self.dataset) & {trip.fact for trip in self.report.fitted}
        if facts:
            yield say("fit_not_independent", language, facts=", ".join(sorted(facts)))

    def document(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "trips": [
                {
                    "fact": trip.fact,
                    "origin": trip.origin,
                    "destination": trip.destination,
                    "season": trip.season,
                    "vehicle": trip.vehicle,
                    "modelled_as": trip.modelled_as,
                    "observed_minutes": trip.observed_minutes,
                    "modelled_minutes": trip.modelled_minutes,
                    "ratio": trip.ratio,
                    "observed_metres": trip.observed_metres,
                    "modelled_metres": trip.modelled_metres,
                    "length_ratio": trip.length_ratio,
                    "estimated_metres": trip.estimated_metres,
                    "status": trip.status,
                }
                for trip in self.report.trips
            ],
            "contradictions": [
                {
                    "figure": each.figure,
                    "first": each.first.fact,
                    "second": each.second.fact,
                    "is_part": each.is_part,
                    "values": list(each.values),
                }
                for each in self.found
            ],
            "fits": [
                {
                    "factors": fit.count,
                    "paved": fit.paved,
                    "unpaved": fit.unpaved,
                    "error_percent": fit.error_percent,
                    "leave_one_out_percent": fit.leave_one_out_percent,
                    "left_out_percent": fit.left_out_percent,
                }
                for fit in self.report.fits
            ],
            "chosen": self.report.chosen.count,
        }

    @property
    def file(self) -> Path:
        """The file of the factors."""
        return self.dataset.folder / CALIBRATION_FILE

    def keep(self) -> None:
        """Store the factors with the dataset; OptionError if the disk refuses."""
        try:
            store(self.dataset, self.report)
        except OSError as error:
            reason = system_reason(error)
            raise OptionError([Message("store_failed", file=self.file, reason=reason)]) from error


def calibration(region: Path | None, factors: int | None) -> Calibration:
    """Compare a dataset with its observed trips.

    Raises
    ------
    OptionError
        When there are too few trips for the factors that were asked for.
    GeodataError
        When the dataset cannot be used.
    """
    dataset = load_dataset(region)
    try:
        report = calibrate(dataset, build_graph(dataset), factors)
    except CalibrationError as error:
        counts = {"count": error.count, "needed": error.needed, "trips": error.trips}
        raise OptionError([Message("factors_too_many", **counts)]) from error
    return Calibration(dataset, report, tuple(contradictions(report.trips)), factors)


def _facts_behind_speeds(dataset: Dataset) -> set[str]:
    told = [*dataset.speeds["source"], *dataset.assumptions["reason"]]
    return {fact for text in told for fact in re.findall(r"\bF\d+\b", text)}


def _trip_lines(trip: TripCheck, words: Words, language: Language) -> Iterator[str]:
    vehicle = words.word_for(trip.vehicle)
    if trip.modelled_as != trip.vehicle:
        as_ = words.word_for(trip.modelled_as)
        vehicle = say("trip_as", language, vehicle=vehicle, as_=as_)
    ends = f"{trip.origin} - {trip.destination}"
    season = words.word_for(trip.season)
    yield f"  {trip.fact} {ends}, {season}, {vehicle}"
    yield say(
        "trip_time",
        language,
        observed=_time(trip.observed_minutes, words, language),
        modelled=_time(trip.modelled_minutes, words, language),
        ratio=_ratio(trip.ratio, words, language),
    )
    yield say(
        "trip_km",
        language,
        observed=_km(trip.observed_metres, words, language),
        modelled=_km(trip.modelled_metres, words, language),
        estimated=_km(trip.estimated_metres, words, language),
        ratio=_ratio(trip.length_ratio, words, language),
    )
    if trip.status == "length":
        yield say("trip_length", language, section=trip.length_of)
    elif trip.status in _REASONS:
        yield say(_REASONS[trip.status], language)


def _contradiction_line(found: Contradiction, words: Words, language: Language) -> str:
    show = _time if found.figure == "minutes" else _km
    one, other = (show(value, words, language) for value in found.values)
    key = "contradicts_part" if found.is_part else "contradicts_same"
    names = {"first": found.first.fact, "second": found.second.fact}
    return say(key, language, one=one, other=other, **names)


def _fit_line(fit: Fit, words: Words, language: Language) -> str:
    each = ", ".join(
        f"{fact} {'+' if error > 0 else ''}{words.percent(error)}"
        for fact, error in fit.left_out_percent.items()
    )
    left_out = fit.leave_one_out_percent
    return say(
        "fit_row",
        language,
        count=fit.count,
        paved=words.number(fit.paved, 2),
        unpaved=words.number(fit.unpaved, 2),
        error=words.percent(fit.error_percent),
        left_out=say("not_told", language) if left_out is None else words.percent(left_out),
        each=each or say("not_told", language),
    )


def _time(minutes: float | None, words: Words, language: Language) -> str:
    return say("not_told", language) if minutes is None else words.duration(round(minutes))


def _km(metres: float | None, words: Words, language: Language) -> str:
    return say("not_told", language) if metres is None else words.km(round(metres))


def _ratio(ratio: float | None, words: Words, language: Language) -> str:
    return say("not_told", language) if ratio is None else words.number(ratio, 2)
