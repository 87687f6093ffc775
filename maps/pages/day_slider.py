"""Position of every pair on each date, for the overview's slider."""

from __future__ import annotations

from typing import Any

from maps.data import MapData
from maps.drawing import LEG_DIGITS, LegLines, pair_style
from maps.figures import PairFigures
from maps.language import N_, Words
from routing.plan import TeamDate


def campaign_days(data: MapData, pairs: tuple[PairFigures, ...], lang: Words) -> dict[str, Any]:
    """Return the dates for the page's script, as JSON values.

    `dates` are names of the dates and `iso` the first of them; `sofar` is what is recorded up
    to the end of each; `rest` are the positions of rest days. `places` are `[name, latitude,
    longitude]`, `legs` lists of encoded lines. Each of `pairs` has its `id`, colours and `days`
    by position: `[kind, posts, residents, night, legs]`, where the kind is `r` (records), `t`
    (on the way) or `x` (away without work). A pair without the date is free at the base.
    """
    legs = LegLines(data)
    places: dict[str, int] = {data.campaign.base: 0}
    rows = []
    for pair in pairs:
        if pair.duty_days:
            style = pair_style(data.team_index[pair.team.id])
            days = {
                (day.date - data.campaign.start).days: _day(
                    day, places, legs.of(day, pair.team.vehicle)
                )
                for day in pair.plan.dates
            }
            rows.append(
                {"id": pair.team.id, "line": style.line, "css": style.css_class, "days": days}
            )
    spots = [data.place(place) for place in places]
    return {
        "iso": data.campaign.start.isoformat(),
        "zone": data.campaign.timezone,
        "dates": [lang.date(day) for day in data.campaign.dates],
        "rest": [(day - data.campaign.start).days for day in data.campaign.rest_days],
        "sofar": _so_far(data),
        "all": data.plan.summary.residents_to_record,
        "places": [[p.name, round(p.lat, 5), round(p.lon, 5)] for p in spots],
        "legs": legs.lines,
        "digits": LEG_DIGITS,
        "pairs": rows,
        "words": _words(lang),
    }


def _day(day: TeamDate, places: dict[str, int], way: list[int]) -> list[Any]:
    posts = list(dict.fromkeys(session.at for session in day.sessions))
    for place in (*posts, day.night_at):
        places.setdefault(place, len(places))
    kind = "r" if posts else "t" if day.events else "x"
    return [kind, [places[post] for post in posts], day.residents, places[day.night_at], way]


def _so_far(data: MapData) -> list[int]:
    by_date = dict.fromkeys(data.campaign.dates, 0)
    for _, date, session in data.plan.sessions():
        by_date[date] += session.residents
    total = 0
    sums = []
    for count in by_date.values():
        total += count
        sums.append(total)
    return sums


_WORDS = {
    "records": N_("records at %(places)s"),
    "resident": N_("%(count)s resident"),
    "residents": N_("%(count)s residents"),
    "way": N_("on the way"),
    "idle": N_("away, no work"),
    "home": N_("at the base"),
    "night": N_("sleeps in %(place)s"),
    "rest": N_("rest day"),
    "day": N_(
        "Pairs recording: %(pairs)s. Residents on this date: %(count)s; "
        "so far %(sofar)s of %(all)s."
    ),
    "none": N_("Nobody records on this date; %(sofar)s of %(all)s so far."),
    "whole": N_("The whole campaign: move the slider to see where everyone is on a date."),
    "play": N_("Play"),
    "stop": N_("Stop"),
}


def _words(lang: Words) -> dict[str, str]:
    return {key: lang.plain(message) for key, message in _WORDS.items()}
