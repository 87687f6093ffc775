"""The page that says what a revision changes: what must be told first, and what is new to whom."""

from __future__ import annotations

from collections.abc import Sequence

from maps.data import MapData
from maps.figures import PlanChange, counts_of, news_of, promise_lines, turned_posts, visit_lines
from maps.file_names import team_page_name
from maps.language import Words, language
from maps.pages.page import page

CHANGES_PAGE = "changes.html"
"""File of the page, in the bundle of a revision."""


def changes_html(
    changes: Sequence[PlanChange], data: MapData, lang: str, happened: Sequence[str] = ()
) -> str:
    """Return the page as one HTML file that makes no request.

    Parameters
    ----------
    changes
        What the revision changes, in order.
    data
        The revision.
    lang
        `id` or `en`.
    happened
        What has happened since the superseded plan, and what was not taken into account, as
        sentences in the language.

    Raises
    ------
    LanguageError
        When there is no catalogue for the language.
    """
    tongue = language(lang)
    turned = turned_posts(data)
    told = [change for change in changes if change.told or change.post in turned]
    news = [(team, news_of(changes, team.id, lang)) for team in data.campaign.teams]
    return page(
        tongue,
        "changes.html",
        None,
        own_styles=("changes.css",),
        styles={},
        data=data,
        campaign=data.campaign,
        counts=counts_of(changes, data.campaign, data.plan),
        told=len(told),
        tables=(("first", told), ("inside", [each for each in changes if each not in told])),
        kinds=kind_words(tongue),
        was=lambda change: visit_lines((row.was for row in change.dates), tongue),
        is_=lambda change: visit_lines((row.is_ for row in change.dates), tongue),
        promises=lambda change: promise_lines(change, tongue),
        news=[(team, lines) for team, lines in news if lines],
        handovers=data.plan.handovers or (),
        happened=happened,
        page_name=team_page_name,
    )


def kind_words(lang: Words) -> dict[str, str]:
    """Kinds of change as words."""
    return {
        "dropped": lang.gettext("dropped"),
        "moved": lang.gettext("other date"),
        "new": lang.gettext("new date"),
        "hours": lang.gettext("other hours"),
        "team": lang.gettext("other pair"),
        "number": lang.gettext("other number"),
    }
