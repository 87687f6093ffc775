"""Announcements for villages: date, hours, place and what to bring."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from maps.data import MapData
from maps.errors import AnnouncementsError
from maps.figures import VillageTurn, announced_hours, post_turns
from maps.file_names import write_page
from maps.html import plain, plain_label
from maps.language import (
    CHANGE,
    FIELDS,
    LOCALES,
    Piece,
    Wording,
    WordingLine,
    Words,
    clock_spans,
    date_runs,
    default_wording,
    language,
)
from maps.pages.itinerary_script import plan_number
from maps.pages.page import page
from routing.campaign import Place
from routing.plan import Session

_HTML, _TEXT, _JSON = "announcements.html", "announcements.txt", "announcements.json"
_FORMAT = "jemputbola-announcements/2"

Values = Mapping[str, str]
"""What stands for each field, by its English name; see `maps.language.announcement_wording.FIELDS`.
"""


@dataclass(frozen=True, slots=True)
class Announcements:
    """What can be said about each post of a plan, before it is put into words.

    Parameters
    ----------
    lang
        Language of the values, `id` or `en`.
    posts
        One for each post with a session, in the order of the first date.
    """

    lang: str
    posts: tuple[Values, ...]

    def to_json(self) -> str:
        """Text of `announcements.json`: two-space indent, a line feed at the end."""
        document = {"format": _FORMAT, "lang": self.lang, "posts": list(self.posts)}
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Announcements:
        """Read `announcements.json`.

        Raises
        ------
        AnnouncementsError
            When the text is not of this format.
        """
        try:
            document = json.loads(text)
            lang, posts = document["lang"], document["posts"]
            known = document["format"] == _FORMAT and lang in LOCALES
            fields = set(FIELDS.values()) - {CHANGE}
            sound = all(fields <= set(post) and _texts(post.values()) for post in posts)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise AnnouncementsError(f"not of the format {_FORMAT}: {error}") from error
        if not (known and sound):
            raise AnnouncementsError(f"not of the format {_FORMAT}")
        return cls(lang, tuple(posts))


def _texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


@dataclass(frozen=True, slots=True)
class AnnouncementSheet:
    """An announcement in words: `heading` and `lines` in pieces."""

    values: Values
    heading: WordingLine
    lines: tuple[WordingLine, ...]

    @property
    def text(self) -> str:
        """The whole as text for a message."""
        rows = [self.heading, *self.lines]
        return "\n".join("".join(piece.text for piece in row) for row in rows).strip()

    @property
    def size(self) -> str:
        """CSS class of its type: the largest in which the text fits on an A4 page.

        Letters and lines are what `print.css` has room for below the heading; an empty line
        is two fifths of a line.
        """
        rows = self.text.splitlines()[1:]
        for name, letters, most in (("large", 58, 27), ("long", 68, 34)):
            if sum(-(-len(row) // letters) or 0.4 for row in rows) <= most:
                return name
        return "longer"


def write_announcements(
    folder: Path, found: Announcements, wording: Wording | None = None
) -> tuple[Path, ...]:
    """Write announcements, an A4 page each, as text for messages and as JSON.

    Parameters
    ----------
    folder
        An existing folder.
    found
        What `plan_announcements` or `Announcements.from_json` returns.
    wording
        The planner's wording; ours in the language of the values if None, and for a post
        without sessions: it is told to be dropped.

    Returns
    -------
    tuple of Path
        `announcements.html`, `announcements.txt` and `announcements.json`.

    Raises
    ------
    OSError
        When a file cannot be written.
    """
    lang = language(found.lang)
    words = wording or default_wording(found.lang)
    dropped = default_wording(found.lang, "cancellation")
    sheets = [_sheet(each, words if each["schedule"] else dropped) for each in found.posts]
    note = "" if words.own else wording_note(lang)
    html = page(
        lang,
        "announcements.html",
        None,
        own_styles=("announcements.css",),
        styles={},
        sheets=sheets,
        note=note,
    )
    messages = [
        f"===== {sheet.values['post']} · {sheet.values['pair']} =====\n{sheet.text}"
        for sheet in sheets
    ]
    text = "\n\n".join([f"[{note}]", *messages] if note else messages)
    files = {_HTML: html, _TEXT: f"{text}\n", _JSON: found.to_json()}
    return tuple(write_page(folder / name, content) for name, content in files.items())


def _sheet(values: Values, wording: Wording) -> AnnouncementSheet:
    """Put values into words; what changes stands below the heading if the wording has no place."""
    heading, *lines = wording.filled(values) or ((Piece(values["post"], "post"),),)
    if values.get(CHANGE) and not wording.has(CHANGE):
        lines = [(), (Piece(values[CHANGE], CHANGE),), *lines]
    return AnnouncementSheet(values, heading, tuple(lines))


def wording_note(lang: Words) -> str:
    """Return what a planner has to know about our wording."""
    return lang.gettext(
        "Check the wording before it goes out. Who is recorded and that it is free of charge "
        "follow Law 24 of 2013, articles 63 and 79A; what to bring is an assumption. "
        "Your own wording: jemputbola announce."
    )


def plan_announcements(data: MapData, lang: str = "id") -> Announcements:
    """Return what can be said about each post with a session, in the order of the first date.

    Parameters
    ----------
    data
        Campaign, plan and villages.
    lang
        Language of dates and numbers: the one that residents read.

    Raises
    ------
    LanguageError
        When there is no catalogue for the language.
    """
    return Announcements(language(lang).code, tuple(values_by_post(data, language(lang)).values()))


def values_by_post(data: MapData, tongue: Words) -> dict[str, Values]:
    """Return what is set in for each post with a session, in the order of the first date."""
    visits: dict[str, list[tuple[dt.date, str, Session]]] = {}
    for team, day, session in data.plan.sessions():
        visits.setdefault(session.at, []).append((day, team, session))
    turns = post_turns(data)
    order = sorted(
        (post for post in data.campaign.posts if post.id in visits),
        key=lambda post: min(day for day, _, _ in visits[post.id]),
    )
    return {
        post.id: _values(data, post, turns.get(post.id, ()), visits[post.id], tongue)
        for post in order
    }


def _values(
    data: MapData,
    post: Place,
    turns: tuple[VillageTurn, ...],
    visits: list[tuple[dt.date, str, Session]],
    lang: Words,
) -> Values:
    campaign = data.campaign
    pairs = dict.fromkeys(team for _, team, _ in visits)
    operators = [name for team in campaign.teams if team.id in pairs for name in team.operators]
    dates = sorted({day for day, _, _ in visits})
    return {
        "campaign": plain(campaign.name),
        "post": plain(post.name),
        "kecamatan": plain(data.kecamatan_name(post.kecamatan)) if post.kecamatan else "",
        "villages": ", ".join(sorted(plain(turn.village.name) for turn in turns))
        or plain(post.name),
        "turns": turn_lines(post, turns, lang),
        "dates": lang.span(dates[0], dates[-1]),
        "schedule": "\n".join(
            schedule_lines(((day, s.start, s.end) for day, _, s in visits), lang)
        ),
        "zone": plain(lang.timezone(campaign.timezone)),
        "place": plain_label(post),
        "building": plain(post.building) if post.building else "",
        "phone": plain(post.phone) if post.phone else "",
        "residents": lang.number(sum(session.residents for _, _, session in visits)),
        "pair": ", ".join(map(plain, pairs)),
        "operators": ", ".join(map(plain, operators)),
        "deadline": lang.date(campaign.deadline),
        "plan": plan_number(data),
    }


def turn_lines(post: Place, turns: tuple[VillageTurn, ...], lang: Words) -> str:
    """Villages that a post is for; of several each on a line, with its own dates and number.

    Villages whose dates are over are left out, unless all are.
    """
    turns = tuple(turn for turn in turns if not turn.over) or turns
    if len(turns) < 2:
        return plain(turns[0].village.name if turns else post.name)
    head = lang.ngettext(
        "%(num)s village, each on its own dates:",
        "%(num)s villages, each on its own dates:",
        len(turns),
    )
    rows = [f"- {plain(turn.village.name)}: {turn.text(lang)}" for turn in turns]
    return "\n".join([head, *rows])


def schedule_lines(sessions: Iterable[tuple[dt.date, int, int]], lang: Words) -> list[str]:
    """Dates and announced hours in words, a line for each run of dates with the same hours.

    Parameters
    ----------
    sessions
        Date, start and end in minutes after midnight.
    """
    planned: dict[dt.date, list[tuple[int, int]]] = {}
    for day, start, end in sessions:
        planned.setdefault(day, []).append((start, end))
    hours = {day: announced_hours(spans) for day, spans in planned.items()}
    lines = []
    for days, spans in date_runs(hours.items()):
        times = clock_spans(spans, lang)
        span = lang.dates(days[0], days[-1])
        lines.append(lang.gettext("%(dates)s: %(hours)s", dates=span, hours=times))
    return lines
