"""What people look at and carry: overview, itineraries, and files for other programs."""

from maps.announcements import Announcements, plan_announcements, write_announcements
from maps.cases import WhatIf, case_map_html, what_if_html
from maps.data import MapData, RoadBasis, RoadClosure, Village, WayKey, WayPart, WayShape
from maps.errors import (
    AnnouncementsError,
    LanguageError,
    MapsError,
    UnknownTeamError,
    WordingError,
)
from maps.exports import write_exports
from maps.files import team_file_name, team_page_name
from maps.frames import (
    kecamatan_frame,
    pairs_frame,
    places_frame,
    posts_frame,
    routes_frame,
    sessions_frame,
    villages_frame,
)
from maps.itinerary import itinerary_html
from maps.overview import overview_html
from maps.pages import write_pages
from maps.pairs_needed import CaseFigures, answers
from maps.text import escape
from maps.wording import Wording, default_wording, parse_wording

__all__ = [
    "Announcements",
    "AnnouncementsError",
    "CaseFigures",
    "LanguageError",
    "MapData",
    "MapsError",
    "RoadBasis",
    "RoadClosure",
    "UnknownTeamError",
    "Village",
    "WayKey",
    "WayPart",
    "WayShape",
    "WhatIf",
    "Wording",
    "WordingError",
    "answers",
    "case_map_html",
    "default_wording",
    "escape",
    "itinerary_html",
    "kecamatan_frame",
    "overview_html",
    "pairs_frame",
    "parse_wording",
    "places_frame",
    "plan_announcements",
    "posts_frame",
    "routes_frame",
    "sessions_frame",
    "team_file_name",
    "team_page_name",
    "villages_frame",
    "what_if_html",
    "write_announcements",
    "write_exports",
    "write_pages",
]
