"""A pair's ways and stops as GPX 1.1 and as KML 2.2."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import gpxpy.gpx
import markupsafe
import pandas as pd
import pyogrio
from shapely import LineString, Point

from geodata.boundaries import WGS84
from maps.data import MapData, WayShape
from maps.exports.frames import moment, way_line, zone
from maps.exports.geo_files import COORDINATE_DIGITS
from maps.figures import PairFigures, way_facts
from maps.html import plain, plain_label
from maps.language import Words
from routing.campaign import Place
from routing.plan import Drive, Ferry, TeamDate


def pair_gpx(data: MapData, figures: PairFigures, lang: Words) -> str:
    """Return a pair's GPX: its places as waypoints, each date as a track, a leg as a segment.

    Tracks carry no times: they are planned, not recorded. A leg without a drawn way is not
    in the track; a crossing is a straight line between its ports.
    """
    document = gpxpy.gpx.GPX()
    document.creator = "Jemput Bola"
    document.name = f"{plain(figures.team.id)} – {plain(data.campaign.name)}"
    document.waypoints = [
        gpxpy.gpx.GPXWaypoint(
            round(place.lat, COORDINATE_DIGITS),
            round(place.lon, COORDINATE_DIGITS),
            name=label,
            description=text or None,
            symbol="Flag, Blue",
        )
        for place, label, text in _places(data, figures, lang)
    ]
    for day in figures.plan.dates:
        lines = [line for _, _, line in _legs(data, figures.team.vehicle, day) if line is not None]
        if lines:
            document.tracks.append(_track(f"{plain(figures.team.id)} {day.date}", lines, lang, day))
    return f"{document.to_xml('1.1')}\n"


def _track(name: str, lines: list[LineString], lang: Words, day: TeamDate) -> gpxpy.gpx.GPXTrack:
    track = gpxpy.gpx.GPXTrack(name=name, description=lang.date(day.date))
    for line in lines:
        points = [
            gpxpy.gpx.GPXTrackPoint(round(lat, COORDINATE_DIGITS), round(lon, COORDINATE_DIGITS))
            for lon, lat in line.coords
        ]
        track.segments.append(gpxpy.gpx.GPXTrackSegment(points))
    return track


def write_kml(path: Path, data: MapData, figures: PairFigures, lang: Words) -> None:
    """Write a pair's KML: posts, ways and sessions, these two with their times.

    Descriptions are HTML to the programs that read KML: names in them are escaped for HTML.
    """
    title = _whole(f"{plain(figures.team.id)} – {plain(data.campaign.name)}")
    layers = {
        lang.gettext("Posts"): _kml_places(data, figures, lang),
        lang.gettext("Ways"): _kml_legs(data, figures, lang),
        lang.gettext("Sessions"): _kml_sessions(data, figures, lang),
    }
    for number, (name, marks) in enumerate((n, m) for n, m in layers.items() if m):
        frame = pd.DataFrame([mark | {"name": _whole(str(mark["name"]))} for mark in marks])
        pyogrio.write_dataframe(
            gpd.GeoDataFrame(frame, geometry="geometry", crs=WGS84),
            path, layer=name, driver="LIBKML", append=number > 0, dataset_options={"NAME": title},
        )  # fmt: skip


def _whole(name: str) -> str:
    """Return a name that does not end the CDATA section into which GDAL may write it."""
    return name.replace("]]>", "]] >")


def _kml_places(data: MapData, figures: PairFigures, lang: Words) -> list[dict[str, Any]]:
    return [
        {"name": label, "description": _html(text), "geometry": _point(place)}
        for place, label, text in _places(data, figures, lang)
    ]


def _kml_legs(data: MapData, figures: PairFigures, lang: Words) -> list[dict[str, Any]]:
    tz = zone(data)
    marks = []
    for day in figures.plan.dates:
        for event, way, line in _legs(data, figures.team.vehicle, day):
            if line is None:
                continue
            facts = [lang.duration(event.end - event.start)]
            if isinstance(event, Drive):
                facts = [lang.km(event.metres), *facts, *way_facts(way, lang)]
            ends = (plain(data.place(end).name) for end in (event.from_, event.to))
            marks.append(
                {
                    "name": " – ".join(ends),
                    "description": _html(" · ".join(map(plain, facts))),
                    "begin": moment(day.date, event.start, tz),
                    "end": moment(day.date, event.end, tz),
                    "geometry": line,
                }
            )
    return marks


def _kml_sessions(data: MapData, figures: PairFigures, lang: Words) -> list[dict[str, Any]]:
    tz = zone(data)
    return [
        {
            "name": plain(data.place(session.at).name),
            "description": lang.ngettext(
                "%(num)s resident", "%(num)s residents", session.residents
            ),
            "begin": moment(day.date, session.start, tz),
            "end": moment(day.date, session.end, tz),
            "geometry": _point(data.place(session.at)),
        }
        for day in figures.plan.dates
        for session in day.sessions
    ]


def _places(data: MapData, figures: PairFigures, lang: Words) -> list[tuple[Place, str, str]]:
    """Places of a pair with their labels and descriptions: posts numbered, then the others."""
    posts: dict[str, list[TeamDate]] = {}
    others = {data.campaign.base: None}
    for day in figures.plan.dates:
        for session in day.sessions:
            days = posts.setdefault(session.at, [])
            if day not in days:
                days.append(day)
        others |= dict.fromkeys(
            end
            for event in day.events
            if isinstance(event, Ferry)
            for end in (event.from_, event.to)
        )
        others[day.night_at] = None
    found = []
    for number, (post, days) in enumerate(posts.items(), start=1):
        place = data.place(post)
        found.append((place, f"{number} {plain_label(place)}", _post_text(data, place, days, lang)))
    rest = (data.place(other) for other in others if other not in posts)
    return [*found, *((place, plain(place.name), "") for place in rest)]


def _post_text(data: MapData, post: Place, days: list[TeamDate], lang: Words) -> str:
    residents = sum(s.residents for day in days for s in day.sessions if s.at == post.id)
    facts = [
        lang.span(days[0].date, days[-1].date),
        lang.ngettext("%(num)s date", "%(num)s dates", len(days)),
        lang.ngettext("%(num)s resident", "%(num)s residents", residents),
    ]
    if post.kecamatan:
        area = plain(data.kecamatan_name(post.kecamatan))
        facts.insert(0, lang.gettext("Kecamatan %(name)s", name=area))
    if post.approximate:
        facts.append(lang.gettext("approximate point"))
    return " · ".join([*facts, *(plain(text) for text in (post.phone, post.team_note) if text)])


def _legs(
    data: MapData, vehicle: str, day: TeamDate
) -> list[tuple[Drive | Ferry, WayShape | None, LineString | None]]:
    """Return the drives and crossings of a date with their ways and lines."""
    condition = data.campaign.condition_on(day.date)
    found: list[tuple[Drive | Ferry, WayShape | None, LineString | None]] = []
    for event in day.events:
        if isinstance(event, Drive):
            way = data.ways.get((event.from_, event.to, vehicle, condition))
            found.append((event, way, way_line(way)))
        elif isinstance(event, Ferry):
            ends = (data.place(event.from_), data.place(event.to))
            found.append((event, None, LineString([(end.lon, end.lat) for end in ends])))
    return found


def _point(place: Place) -> Point:
    return Point(round(place.lon, COORDINATE_DIGITS), round(place.lat, COORDINATE_DIGITS))


def _html(text: str) -> str:
    return str(markupsafe.escape(text))
