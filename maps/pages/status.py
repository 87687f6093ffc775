"""The page that says how far a campaign has come."""

from __future__ import annotations

from maps.figures import CampaignStatus
from maps.language import language
from maps.pages.page import page

STATUS_PAGE = "status.html"
"""File of the page, in the bundle."""


def status_html(found: CampaignStatus, lang: str) -> str:
    """Return the page as one HTML file that makes no request.

    Parameters
    ----------
    found
        The campaign at a moment.
    lang
        `id` or `en`.

    Raises
    ------
    LanguageError
        When there is no catalogue for the language.
    """
    return page(language(lang), "status.html", None, found=found, styles={})
