"""The files of a plan for other programs."""

from __future__ import annotations

from pathlib import Path

from maps.data import MapData
from maps.exports.geo_files import geojson, plan_layers, write_geopackage
from maps.exports.gpx_kml import pair_gpx, write_kml
from maps.exports.icalendar_files import cancelled_calendar, pair_calendar
from maps.figures import all_pairs
from maps.file_names import team_file_name
from maps.language import language

GEOPACKAGE, GEOJSON = "plan.gpkg", "plan.geojson"
_KINDS = ("gpx", "kml", "ics")
"""Files of each pair that has dates, by extension."""


def write_exports(folder: Path, data: MapData, lang: str = "id") -> tuple[Path, ...]:
    """Write GeoPackage and GeoJSON, and GPX, KML and iCalendar of every pair with dates.

    A pair that the superseded plan gave dates and this one does not gets an iCalendar that
    cancels them.

    Parameters
    ----------
    folder
        An existing folder without these files.
    data
        Campaign, plan and land.
    lang
        Language of what teams read: names of tracks, descriptions and events. Columns and
        codes of the layers are English in both.

    Returns
    -------
    tuple of Path
        The files.

    Raises
    ------
    LanguageError
        When there is no catalogue for the language.
    OSError
        When a file cannot be written.
    """
    tongue = language(lang)
    layers = plan_layers(data)
    written = [folder / GEOPACKAGE, folder / GEOJSON]
    write_geopackage(written[0], data, layers)
    written[1].write_bytes(geojson(data, layers).encode())
    for figures in all_pairs(data):
        if not figures.plan.dates:
            continue
        gpx, kml, ics = (folder / team_file_name(figures.team.id, kind) for kind in _KINDS)
        gpx.write_bytes(pair_gpx(data, figures, tongue).encode())
        write_kml(kml, data, figures, tongue)
        ics.write_bytes(pair_calendar(data, figures, tongue))
        written += [gpx, kml, ics]
    at_work = {team.id for team in data.plan.teams if team.dates}
    for team in () if data.previous is None else data.previous.teams:
        cancelled = None if team.id in at_work else cancelled_calendar(data, team.id, tongue)
        if cancelled is not None:
            ics = folder / team_file_name(team.id, "ics")
            ics.write_bytes(cancelled)
            written.append(ics)
    return tuple(written)
