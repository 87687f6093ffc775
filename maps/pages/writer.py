"""All pages of a plan."""

from __future__ import annotations

from pathlib import Path

from maps.data import MapData
from maps.file_names import team_page_name, write_page
from maps.pages.itinerary import itinerary_html
from maps.pages.overview import overview_html


def write_pages(folder: Path, data: MapData, lang: str, team_lang: str = "id") -> tuple[Path, ...]:
    """Write `index.html` and a `team-*.html` for every team of the campaign.

    Parameters
    ----------
    folder
        An existing folder.
    data
        Campaign, plan and land.
    lang
        Language of the overview, `id` or `en`.
    team_lang
        Language of the itineraries.

    Returns
    -------
    tuple of Path
        The files, the overview first, then the teams in the campaign's order.

    Raises
    ------
    LanguageError
        When there is no catalogue for a language.
    OSError
        When a file cannot be written.
    """
    pages = {"index.html": overview_html(data, lang)}
    for team in data.campaign.teams:
        pages[team_page_name(team.id)] = itinerary_html(data, team.id, team_lang)
    return tuple(write_page(folder / name, html) for name, html in pages.items())
