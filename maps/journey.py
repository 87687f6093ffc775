"""What the page's own script needs: the days, their legs as lines, and words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import shapely
from shapely import LineString

from maps.data import MapData
from maps.figures import PairFigures
from maps.files import progress_file_name
from maps.land import LINE_TOLERANCE
from maps.language import N_, Language
from maps.polyline import encode
from routing.plan import Drive, Ferry, TeamDate

_ENTERED = N_(
    "%(num)s of %(all)s sessions entered: %(recorded)s recorded of %(planned)s planned, "
    "%(absent)s did not come"
)


def plan_hash(data: MapData) -> str:
    """SHA-256 of `plan.json`, lower-case hex: progress is kept apart by it."""
    return hashlib.sha256(data.plan.to_json().encode("utf-8")).hexdigest()


def journey(data: MapData, figures: PairFigures, lang: Language) -> dict[str, Any]:
    """Return a team's days for the script, as JSON values.

    `places` are `[id, name, latitude, longitude]`; `legs` lists of encoded lines; `days`
    hold the date `d`, its legs `l` and the places that it passes `p`, by position.
    """
    legs: dict[tuple[str, ...], list[str]] = {}
    days = []
    used: dict[str, None] = {}
    for day in figures.plan.dates:
        keys = _day_legs(data, figures.team.vehicle, day, legs)
        stops = list(dict.fromkeys([day.start_at, *_stops(day), day.night_at]))
        used.update(dict.fromkeys(stops))
        days.append((day.date.isoformat(), keys, stops))
    leg_numbers = {key: number for number, key in enumerate(legs)}
    place_numbers = {place: number for number, place in enumerate(used)}
    places = [data.place(place) for place in used]
    return {
        "zone": data.campaign.timezone,
        "plan": plan_hash(data),
        "team": figures.team.id,
        "file": progress_file_name(figures.team.id),
        "places": [[p.id, p.name, round(p.lat, 5), round(p.lon, 5)] for p in places],
        "legs": list(legs.values()),
        "days": [
            {
                "d": date,
                "l": [leg_numbers[key] for key in keys],
                "p": [place_numbers[stop] for stop in stops],
            }
            for date, keys, stops in days
        ],
        "words": _words(lang),
    }


def _day_legs(
    data: MapData, vehicle: str, day: TeamDate, legs: dict[tuple[str, ...], list[str]]
) -> list[tuple[str, ...]]:
    """Keys of a date's legs; new ones are added to `legs`."""
    condition = data.campaign.condition_on(day.date)
    keys: list[tuple[str, ...]] = []
    for event in day.events:
        if isinstance(event, Drive):
            key: tuple[str, ...] = (event.from_, event.to, vehicle, condition)
            way = data.ways.get((event.from_, event.to, vehicle, condition))
            lines = [part.line for part in way.parts] if way else []
        elif isinstance(event, Ferry):
            key = (event.from_, event.to)
            ends = (data.place(event.from_), data.place(event.to))
            lines = [LineString([(place.lon, place.lat) for place in ends])]
        else:
            continue
        keys.append(key)
        if key not in legs:
            legs[key] = [encode(shapely.simplify(line, LINE_TOLERANCE)) for line in lines]
    return keys


def _stops(day: TeamDate) -> Iterable[str]:
    for event in day.events:
        if isinstance(event, Drive | Ferry):
            yield event.to


def _words(lang: Language) -> dict[str, str]:
    return {
        "today": lang.gettext("Today"),
        "next": lang.gettext("Nothing is planned for today. Next date:"),
        "before": lang.gettext("The campaign has not begun for this pair. First date:"),
        "after": lang.gettext("All dates are past. Last date:"),
        "copied": lang.gettext("Copied."),
        "unsaved": lang.gettext("This phone does not keep entries: send them before closing."),
        "entered": lang.plain(_ENTERED),
        "nowhere": lang.gettext("The phone gives no position."),
    }
