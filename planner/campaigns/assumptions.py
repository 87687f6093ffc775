"""Why the default campaign has the values it has: facts by their number, or assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from geodata import Dataset, Language, say, text_in
from planner.campaigns.default_values import Defaults
from routing.campaign import Assumption, Source

HOME = "kupang"
"""The dataset whose facts the reasons name."""

_CATCHMENT = "catchment"
"""Field of the assumption to which posts residents of villages without one come."""
NO_HOLIDAYS = "rest_days"
"""Field of the assumption that a year's public holidays are not known."""


def assumptions_of(
    dataset: Dataset, defaults: Defaults, usual: Defaults, level: str, language: Language
) -> tuple[Assumption, ...]:
    """Every value of a campaign that is no sourced fact, with its reason.

    Parameters
    ----------
    defaults
        The campaign's values.
    usual
        The default values, to which the reasons belong; others are the planner's own.
    """
    known = values_in(dataset, usual, level)
    values = values_in(dataset, defaults, level)
    if defaults.deadline != usual.deadline:
        values["deadline"] = defaults.deadline.isoformat()
    return (
        *explained(dataset, values, known, language),
        *_catchment(level, language),
        *unknown_holidays(dataset, defaults.start, defaults.deadline, language),
        *assumptions_of_dataset(dataset, language),
    )


def _catchment(level: str, language: Language) -> tuple[Assumption, ...]:
    """Say to which posts residents of other villages come, where there are such."""
    if level == "village":
        return ()
    told = say("post of own kecamatan", language), reason(_CATCHMENT, language)
    return (Assumption(_CATCHMENT, *told),)


def is_home(dataset: Dataset) -> bool:
    """Whether the default values, and the facts that they rest on, are the dataset's own."""
    return dataset.id == HOME and len(dataset.operations_facts) > 0


def explained(
    dataset: Dataset, values: Mapping[str, str], known: Mapping[str, str], language: Language
) -> tuple[Assumption, ...]:
    """Return values with their reasons: the usual one, or that the planner chose them.

    Parameters
    ----------
    values
        The campaign's values by field.
    known
        The default values.
    """
    own = []
    for name, value in values.items():
        key = name if value == known.get(name) else "planner"
        if key == name and not is_home(dataset):
            key = "elsewhere"
        if name.startswith("residents.") and dataset.villages["to_record"].notna().any():
            own_total = int(dataset.villages["to_record"].sum())
            key = f"own.{name}" if value == str(own_total) else key
        own.append(Assumption(name, value, reason(key, language)))
    return tuple(own)


def reason(key: str, language: Language, **values: object) -> str:
    """Return the reason of a default value."""
    return say(f"reason.{key}", language, **values)


def values_in(dataset: Dataset, defaults: Defaults, level: str) -> dict[str, str]:
    """Return the values of a default campaign by field; of towns those that the dataset has."""
    there = set(dataset.towns["id"])
    towns = tuple(town for town in defaults.lodging_towns if town in there)
    return _values_of(replace(defaults, lodging_towns=towns), level)


def _values_of(defaults: Defaults, level: str) -> dict[str, str]:
    """Return the values of a default campaign by field, as the assumptions show them."""
    hours = ", ".join(_span(*interval) for interval in defaults.hours)
    friday = ", ".join(_span(*interval) for interval in defaults.friday_hours)
    return {
        f"residents.{level}": f"{defaults.residents}",
        "start": defaults.start.isoformat(),
        "teams": str(defaults.teams),
        "operators": "Operator 01A …",
        "vehicle": defaults.vehicle,
        "rate_per_hour": str(defaults.rate_per_hour),
        "setup_minutes": str(defaults.setup_minutes),
        "hours": f"{hours}; Fri {friday}",
        "weight": "1",
        "duty_window": _span(defaults.duty_start, defaults.duty_end),
        "max_driving_minutes": str(defaults.max_driving_minutes),
        "max_nights_out": str(defaults.max_nights_out),
        "finish_minutes": str(defaults.finish_minutes),
        "min_visit_residents": str(defaults.min_visit_residents),
        "home_on_rest_days": "true",
        "weekly_rest_days": "Sat, Sun",
        "lodging_per_person": f"{defaults.lodging_per_person}: "
        + ", ".join(["posts", *defaults.lodging_towns]),
        "per_diem": str(defaults.per_diem),
        "rupiah_per_km": f"car {defaults.rupiah_per_km_car}, "
        f"motorcycle {defaults.rupiah_per_km_motorcycle}",
        "urgency": str(defaults.urgency_rupiah_per_resident_day),
        "connectivity": "online",
        "server_capacity": "null",
    }


def _span(begin: int, end: int) -> str:
    return "-".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in (begin, end))


def unknown_holidays(
    dataset: Dataset, start: date, deadline: date, language: Language
) -> list[Assumption]:
    """Return an assumption if the dataset knows no holidays of a campaign's year."""
    known = {day.year for day in dataset.rest_days["date"]}
    years = range(start.year, deadline.year + 1)
    missing = ", ".join(str(year) for year in years if year not in known)
    if not missing:
        return []
    said = reason(NO_HOLIDAYS, language, years=missing)
    return [Assumption(NO_HOLIDAYS, missing, said)]


def assumptions_of_dataset(dataset: Dataset, language: Language) -> list[Assumption]:
    """Return what the dataset's own tables call an assumption or doubt, in a language."""
    rows = dataset.assumptions.to_dict("records")
    found = [Assumption(str(r["field"]), str(r["value"]), str(r["reason"])) for r in rows]
    found += [
        Assumption(f"post {row['name']}", str(row["capital_name"]), str(row["post_doubt"]))
        for row in dataset.kecamatan.to_dict("records")
        if row["post_doubt"]
    ]
    found += [
        Assumption(
            f"town {row['name']}",
            f"{row['lon']}, {row['lat']}",
            str(row["basis"]),
        )
        for row in dataset.towns.to_dict("records")
        if _doubtful(row["basis"])
    ]
    found += [
        Assumption(f"season {row['id']}", f"{row['from_day']} - {row['until_day']}", row["doubt"])
        for row in dataset.seasons.to_dict("records")
        if row["doubt"]
    ]
    twins: dict[str, str] = {}
    for row in dataset.crossings.to_dict("records"):
        basis = twins.get(str(row["basis"]).removeprefix("as "), str(row["basis"]))
        twins[str(row["id"])] = basis
        value = f"fare {row['fare_rupiah']}, loading {row['loading_minutes']} min"
        if _doubtful(basis):
            found.append(Assumption(f"crossing {row['id']}", value, basis))
    return [
        Assumption(each.field, text_in(each.value, language), text_in(each.reason, language))
        for each in found
    ]


def _doubtful(basis: object) -> bool:
    return any(word in str(basis).casefold() for word in ("assum", "unverified", "unresolved"))


def sources_of(dataset: Dataset, language: Language) -> tuple[Source, ...]:
    """Return the sources of the dataset's figures and of the facts that the defaults name."""
    tables = [
        (f"{row['resource']}: ", str(row["figure"]), str(row["source"]), str(row["licence"]))
        for row in dataset.sources.to_dict("records")
    ]
    facts = [
        (f"{row['id']}: ", str(row["statement"]), str(row["source"]), "facts")
        for row in dataset.operations_facts.to_dict("records")
    ]
    return tuple(
        Source(lead + text_in(figure, language), *(text_in(text, language) for text in texts))
        for lead, figure, *texts in (*tables, *facts)
    )
