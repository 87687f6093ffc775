"""What people look at and carry: overview, itineraries, and files for other programs."""

from maps.data import MapData, RoadBasis, Village, WayKey, WayPart, WayShape
from maps.errors import LanguageError, MapsError, UnknownTeamError
from maps.exports import team_file_name, write_exports
from maps.files import team_page_name
from maps.itinerary import itinerary_html
from maps.overview import overview_html
from maps.pages import write_pages
from maps.text import escape

__all__ = [
    "LanguageError",
    "MapData",
    "MapsError",
    "RoadBasis",
    "UnknownTeamError",
    "Village",
    "WayKey",
    "WayPart",
    "WayShape",
    "escape",
    "itinerary_html",
    "overview_html",
    "team_file_name",
    "team_page_name",
    "write_exports",
    "write_pages",
]
