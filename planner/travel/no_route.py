"""Why no road leads somewhere: the crossing that is needed, or the sections that are closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from types import SimpleNamespace

from babel.dates import get_day_names

from geodata import Dataset, DatasetPlace, Language, Message, RoadGraph, UnreachableError, say
from geodata.typed_rows import records
from maps.language import language as reader
from planner.errors import NoWayError


def no_way(
    dataset: Dataset,
    graph: RoadGraph,
    error: UnreachableError,
    ends: tuple[DatasetPlace, DatasetPlace],
    vehicle: str,
) -> NoWayError:
    """Return the error for two places that no way joins, with its cause.

    Parameters
    ----------
    error
        What geodata says, with the crossings that lead over or the closed sections.
    ends
        Origin and destination.
    """
    names = {"origin": ends[0].name, "destination": ends[1].name}
    if error.closed:
        sections = section_names(graph, error.closed)
        return NoWayError(
            [Message("road_closed", **names, vehicle=partial(_word, vehicle), sections=sections)]
        )
    if not error.crossings:
        return NoWayError([Message("no_road", **names)])
    rows = {row.id: row for row in records(dataset.crossings)}
    towns = dict(zip(dataset.towns["id"], dataset.towns["name"], strict=True))
    lines = [_line(rows[crossing], towns) for crossing in error.crossings]
    return NoWayError([Message("over_water", **names), *lines, Message("with_time")])


def section_names(graph: RoadGraph, sections: Iterable[str]) -> str:
    """Return sections by id and name."""
    names = dict(zip(graph.sections["id"], graph.sections["name"], strict=True))
    return "; ".join(f"{section} {names[section]}" for section in sections)


def _line(row: SimpleNamespace, towns: dict[str, str]) -> Message:
    start, end = getattr(row, "from"), row.to
    return Message(
        "crossing",
        mode=partial(mode_word, row.mode),
        start=towns[start],
        start_id=start,
        end=towns[end],
        end_id=end,
        days=partial(_days, row),
        times=partial(_times, row),
        loading=partial(_minutes, row.loading_minutes),
        minutes=partial(_minutes, row.crossing_minutes),
        vehicles=partial(_vehicles, row.vehicles),
    )


def mode_word(mode: str, language: Language) -> str:
    """Return a crossing's mode in the reader's language, itself if it is not known."""
    known = {"ferry", "motor boat"}
    return say(mode, language) if mode in known else mode


def _word(vehicle: str, language: Language) -> str:
    return reader(language).word_for(vehicle)


def _vehicles(vehicles: tuple[str, ...], language: Language) -> str:
    return reader(language).listing(_word(vehicle, language) for vehicle in vehicles)


def _minutes(minutes: int, language: Language) -> str:
    return reader(language).duration(minutes)


def _days(row: SimpleNamespace, language: Language) -> str:
    """Weekdays, and the season if there is one."""
    words = reader(language)
    names = get_day_names("abbreviated", locale=words.locale)
    days = words.listing(str(names[day]) for day in row.weekdays)
    if set(row.weekdays) >= set(range(7)):
        days = say("every_day", language)
    if not isinstance(row.from_day, str):
        return days
    first, last = (date.fromisoformat(f"2020-{day}") for day in (row.from_day, row.until_day))
    return say("in_season", language, days=days, first=words.day(first), last=words.day(last))


def _times(row: SimpleNamespace, language: Language) -> str:
    if row.departures is None:
        return say("on_demand", language, open=row.open, close=row.close)
    return say("departures", language, times=reader(language).listing(row.departures))
