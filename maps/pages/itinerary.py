"""A team's page for the phone: everything as text, date by date, and the map below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maps.data import MapData
from maps.drawing import (
    ITINERARY_TOLERANCE,
    LandOutlines,
    MapParts,
    finish,
    layers,
    new_map,
    pair_style,
    simplify_land,
)
from maps.errors import UnknownTeamError
from maps.figures import (
    ItineraryDay,
    PairFigures,
    all_pairs,
    availability,
    basis_sentences,
    trip_days,
)
from maps.language import Words, language
from maps.pages import navigation_links
from maps.pages.itinerary_script import plan_number, script_data
from maps.pages.overview import beyond_in_sight, missing_ways
from maps.pages.page import page
from maps.pages.print_sheets import route_sheet
from routing.campaign import Place


@dataclass(frozen=True, slots=True)
class ItineraryStop:
    """A post of the team: its number on the map and what the team does there."""

    number: int
    post: Place
    residents: int
    dates: int


@dataclass(frozen=True, slots=True)
class ItineraryTrip:
    """From leaving the base to the return to it."""

    number: int
    days: tuple[ItineraryDay, ...]
    residents: int
    kecamatan: tuple[str, ...]


def itinerary_html(data: MapData, team_id: str, lang: str) -> str:
    """Return a team's page as one HTML file that makes no request.

    Parameters
    ----------
    data
        Campaign, plan and land.
    team_id
        Whose page.
    lang
        `id` or `en`.

    Raises
    ------
    UnknownTeamError
        When the campaign has no such team.
    LanguageError
        When there is no catalogue for the language.
    """
    tongue = language(lang)
    if team_id not in data.team_index:
        known = ", ".join(data.team_index)
        raise UnknownTeamError(f"the campaign has no team {team_id!r}; its teams are {known}")
    figures = all_pairs(data)[data.team_index[team_id]]
    style = pair_style(data.team_index[team_id])
    stops = team_stops(data, figures)
    land = simplify_land(data, ITINERARY_TOLERANCE, _own_kecamatan(data, figures))
    parts = _map(data, land, figures, stops, tongue) if figures.plan.dates else None
    return page(
        tongue,
        "itinerary.html",
        parts,
        text_scripts=("trip.js", "entries.js", "report.js", "progress.js"),
        data=data,
        campaign=data.campaign,
        figures=figures,
        team=figures.team,
        available=availability(data.campaign, figures.team, tongue),
        style=style,
        styles={team_id: style},
        stops=stops,
        trips=team_trips(data, figures, tongue),
        beyond=beyond_in_sight(land),
        missing=missing_ways(data, (figures,)),
        has_ferries=bool(layers.ferry_lines(data, figures.plan)),
        base=data.place(data.campaign.base),
        journey=script_data(data, figures, tongue),
        plan_number=plan_number(data),
        news=data.news.get(team_id, ()),
        sheet=route_sheet(
            data, land, figures, {stop.post.id: stop.number for stop in stops}, tongue
        )
        if figures.plan.dates
        else None,
        links=navigation_links,
        basis=basis_sentences(data, [data.team_drives(figures.plan)], tongue),
        offline=data.campaign.rules.connectivity == "offline",
    )


def team_stops(data: MapData, figures: PairFigures) -> tuple[ItineraryStop, ...]:
    """Return the team's posts, numbered in the order of their first session."""
    residents: dict[str, int] = {}
    dates: dict[str, set[object]] = {}
    for day in figures.plan.dates:
        for session in day.sessions:
            residents[session.at] = residents.get(session.at, 0) + session.residents
            dates.setdefault(session.at, set()).add(day.date)
    return tuple(
        ItineraryStop(number, data.place(post), count, len(dates[post]))
        for number, (post, count) in enumerate(residents.items(), start=1)
    )


def team_trips(data: MapData, figures: PairFigures, lang: Words) -> tuple[ItineraryTrip, ...]:
    """Return the team's trips with their dates told step by step."""
    found = []
    for number, dates in enumerate(figures.trips, start=1):
        posts = [data.place(session.at) for day in dates for session in day.sessions]
        names = dict.fromkeys(data.kecamatan_name(post.kecamatan or post.name) for post in posts)
        days = trip_days(data, figures.team.vehicle, dates, lang)
        found.append(ItineraryTrip(number, days, sum(day.residents for day in dates), tuple(names)))
    return tuple(found)


def _own_kecamatan(data: MapData, figures: PairFigures) -> set[str]:
    return {data.kecamatan_code(value) for value in figures.plan.kecamatan}


def _map(
    data: MapData,
    land: LandOutlines,
    figures: PairFigures,
    stops: Iterable[ItineraryStop],
    lang: Words,
) -> MapParts:
    style = pair_style(data.team_index[figures.team.id])
    canvas = new_map(_bounds(data, land, figures))
    layers.beyond_layer(land).add_to(canvas)
    layers.neighbours_layer(land, digits=3).add_to(canvas)
    layers.team_area_layer(land, style, _own_kecamatan(data, figures)).add_to(canvas)
    layers.village_layer(land, digits=3).add_to(canvas)
    layers.plain_road_layer(data).add_to(canvas)
    numbers = {stop.post.id: stop.number for stop in stops}
    layers.pair_group(data, figures, lang, numbers).add_to(canvas)
    layers.neighbour_labels(land, lang).add_to(canvas)
    used = {port for line in _ferry_ports(data, figures) for port in line}
    marks = [data.place(data.campaign.base)]
    marks += [place for place in layers.ports(data) if place.id in used]
    layers.place_layer(data, marks, lang).add_to(canvas)
    return finish(canvas, lang, data.attribution)


def _ferry_ports(data: MapData, figures: PairFigures) -> Iterable[tuple[str, str]]:
    for day in figures.plan.dates:
        for event in day.events:
            if event.kind == "ferry":
                yield event.from_, event.to


def _bounds(
    data: MapData, land: LandOutlines, figures: PairFigures
) -> tuple[float, float, float, float]:
    """West, south, east, north of where the team goes."""
    boxes = [
        land.kecamatan[code].bounds
        for code in _own_kecamatan(data, figures)
        if code in land.kecamatan
    ]
    base = data.place(data.campaign.base)
    boxes.append((base.lon, base.lat, base.lon, base.lat))
    for leg in data.team_drives(figures.plan):
        way = data.ways.get(leg)
        boxes += [part.line.bounds for part in way.parts] if way else []
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
