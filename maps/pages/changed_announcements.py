"""Announcements of the posts that a revision changes: what was said before, and what holds now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from maps.data import MapData
from maps.figures import (
    ChangedDate,
    PlanChange,
    PostVisit,
    announced_hours,
    post_turns,
    turned_posts,
)
from maps.html import plain, plain_label
from maps.language import CHANGE, Wording, Words, clock_spans, date_runs, language
from maps.pages.announcements import (
    Announcements,
    Values,
    values_by_post,
    write_announcements,
)
from maps.pages.itinerary_script import plan_number

CHANGED_FOLDER = "announcements-changed"
"""Folder in the bundle of a revision."""


def write_changed_announcements(
    folder: Path,
    changes: Sequence[PlanChange],
    data: MapData,
    wording: Wording | None = None,
    lang: str = "id",
) -> tuple[Path, ...]:
    """Write announcements of the posts of which residents have to be told, in their own folder.

    Parameters
    ----------
    folder
        The bundle; `announcements-changed` is made in it. Without such a post nothing is.
    changes, data
        What the revision changes, and the revision.
    wording, lang
        As of all announcements.

    Returns
    -------
    tuple of Path
        `announcements.html`, `announcements.txt` and `announcements.json` there.

    Raises
    ------
    OSError
        When a file cannot be written.
    """
    found = announcements_of_changes(changes, data, lang)
    if not found.posts:
        return ()
    (folder / CHANGED_FOLDER).mkdir(exist_ok=True)
    return write_announcements(folder / CHANGED_FOLDER, found, wording)


def announcements_of_changes(
    changes: Iterable[PlanChange], data: MapData, lang: str = "id"
) -> Announcements:
    """Return what can be said about each post of which residents have to be told.

    Raises
    ------
    LanguageError
        When there is no catalogue for the language.
    """
    tongue = language(lang)
    held, turned = values_by_post(data, tongue), turned_posts(data)
    posts = tuple(
        {**(held.get(change.post) or _dropped(change, data, tongue)), CHANGE: said}
        for change in changes
        if change.told or change.post in turned
        for said in [change_text(change, data, change.post in turned, tongue)]
    )
    return Announcements(tongue.code, posts)


def change_text(change: PlanChange, data: MapData, turned: bool, lang: Words) -> str:
    """Say what changes at a post, as its residents read it; empty where it is all new to them.

    `turned` says that villages come to it on other dates.
    """
    rows = [row for row in change.dates if row.told]
    gone = [row.was for row in rows if row.was and (not row.is_ or row.was.date != row.is_.date)]
    added = [row.is_ for row in rows if row.is_ and (not row.was or row.was.date != row.is_.date)]
    hours = [row for row in rows if row.was and row.is_ and row.was.date == row.is_.date]
    stays = {day for _, day, session in data.plan.sessions() if session.at == change.post}
    told = {
        "before": _dates_text(gone, data.campaign.now, lang),
        "after": _dates_text(added, None, lang),
    }
    lines = []
    if gone:
        lines.append(_gone_text(change, told, bool(added), lang))
    lines += _hours_texts(hours, lang)
    if rows and not lines and stays == {visit.date for visit in added}:
        return ""
    if turned and not rows:
        lines.append(lang.gettext("The dates of the villages change."))
    lines = (
        [lang.gettext("We apologise: %(what)s", what=_lower(lines[0])), *lines[1:]] if lines else []
    )
    if added and not gone:
        lines.append(lang.gettext("There are further dates: %(after)s.", **told))
    if stays:
        lines.append(lang.gettext("The dates and hours below are those that hold now."))
    elif not change.left:
        lines.append(lang.gettext("All residents on the list of this post have been recorded."))
    else:
        lines.append(lang.gettext("There is no new date yet. Please do not come then."))
    return "\n".join(lines)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _gone_text(change: PlanChange, told: dict[str, str], moves: bool, lang: Words) -> str:
    """Say which dates are gone; only what was promised was announced."""
    if any(row.broken for row in change.dates):
        if moves:
            return lang.gettext(
                "The service announced for %(before)s will be on %(after)s instead.", **told
            )
        return lang.gettext("The service announced for %(before)s is cancelled.", **told)
    if moves:
        return lang.gettext(
            "The service planned for %(before)s will be on %(after)s instead.", **told
        )
    return lang.gettext("The service planned for %(before)s is cancelled.", **told)


def _hours_texts(rows: Iterable[ChangedDate], lang: Words) -> list[str]:
    held = [
        (row.is_.date, (announced_hours(row.was.hours), announced_hours(row.is_.hours)))
        for row in rows
        if row.was and row.is_
    ]
    return [
        lang.gettext(
            "The hours on %(dates)s change from %(before)s to %(after)s.",
            dates=lang.dates(days[0], days[-1]),
            before=clock_spans(before, lang),
            after=clock_spans(after, lang),
        )
        for days, (before, after) in date_runs(held)
    ]


def _dates_text(visits: Iterable[PostVisit], now: dt.datetime | None, lang: Words) -> str:
    """Say dates in full; of a date under way, from which hour on."""
    texts = []
    for days, _ in date_runs((visit.date, None) for visit in visits):
        text = lang.dates(days[0], days[-1])
        if now is not None and len(days) == 1 and days[0] == now.date() and now.time() > dt.time():
            clock = lang.clock(now.hour * 60 + now.minute)
            text = lang.gettext("%(date)s from %(clock)s on", date=text, clock=clock)
        texts.append(text)
    if len(texts) > 1:
        texts = ["; ".join(texts[:-1]), texts[-1]]
    return lang.gettext(" and ").join(texts)


def _dropped(change: PlanChange, data: MapData, lang: Words) -> Values:
    """Return what is set in for a post that has no session any more."""
    campaign = data.campaign
    place = campaign.place_by_id.get(change.post)
    villages = [plain(turn.village.name) for turn in post_turns(data).get(change.post, ())]
    named = ", ".join(sorted(villages)) or plain(change.name)
    dates = [row.was.date for row in change.dates if row.was]
    operators = [n for team in campaign.teams if team.id in change.teams for n in team.operators]
    return {
        "campaign": plain(campaign.name),
        "post": plain(change.name),
        "kecamatan": plain(data.kecamatan_name(change.kecamatan)) if change.kecamatan else "",
        "villages": named,
        "turns": named,
        "dates": lang.span(dates[0], dates[-1]),
        "schedule": "",
        "zone": plain(lang.timezone(campaign.timezone)),
        "place": plain_label(place) if place else plain(change.name),
        "building": plain(place.building) if place and place.building else "",
        "phone": plain(place.phone) if place and place.phone else "",
        "residents": lang.number(0),
        "pair": ", ".join(map(plain, change.teams)),
        "operators": ", ".join(map(plain, operators)),
        "deadline": lang.date(campaign.deadline),
        "plan": plan_number(data),
    }
