"""What is said in each village beforehand: date, hours, place and what to bring."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from maps.data import MapData
from maps.files import write_page
from maps.language import Language, language
from maps.render import page
from maps.text import plain
from maps.wording import Line, Piece, Wording, default_wording
from routing.campaign import Place
from routing.plan import Session

HTML, TEXT = "announcements.html", "announcements.txt"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is said about a post: `heading` and `lines` in pieces, `first` its first date."""

    post: Place
    kecamatan: str
    pairs: tuple[str, ...]
    first: dt.date
    last: dt.date
    heading: Line
    lines: tuple[Line, ...]

    @property
    def size(self) -> str:
        """CSS class of its type, so that a long text still fits on its page."""
        rows = sum(1 + len(row) // 80 for row in self.text.splitlines())
        return "large" if rows <= 28 else "long" if rows <= 40 else "longer"

    @property
    def text(self) -> str:
        """The whole as text for a message."""
        rows = [self.heading, *self.lines]
        return "\n".join("".join(piece.text for piece in row) for row in rows).strip()


def write_announcements(
    folder: Path, data: MapData, wording: Wording | None = None, lang: str = "id"
) -> tuple[Path, ...]:
    """Write the announcements of a plan, an A4 page each, and the same as text for messages.

    Parameters
    ----------
    folder
        An existing folder.
    data
        Campaign, plan and villages.
    wording
        The planner's wording; ours in the language if None.
    lang
        Language of dates and of our wording: the one that residents read.

    Returns
    -------
    tuple of Path
        `announcements.html` and `announcements.txt`.

    Raises
    ------
    LanguageError
        When there is no catalogue for the language.
    OSError
        When a file cannot be written.
    """
    tongue = language(lang)
    words = wording or default_wording(tongue.code)
    found = announcements(data, words, tongue)
    html = page(
        tongue, "announcements.html", None, data=data, campaign=data.campaign, styles={},
        announcements=found, own=words.own, note=wording_note(tongue),
    )  # fmt: skip
    text = "\n\n".join([*_note(words, tongue), *(_message(item) for item in found)])
    path = folder / TEXT
    path.write_bytes(f"{text}\n".encode())
    return write_page(folder / HTML, html), path


def _note(wording: Wording, lang: Language) -> tuple[str, ...]:
    return () if wording.own else (f"[{wording_note(lang)}]",)


def wording_note(lang: Language) -> str:
    """Return what a planner has to know about our wording."""
    return lang.gettext(
        "Check the wording before it goes out. Who is recorded and that it is free of charge "
        "follow Law 24 of 2013, articles 63 and 79A; what to bring is an assumption. "
        "Your own wording: jemputbola plan --announcement FILE."
    )


def _message(item: Announcement) -> str:
    return f"===== {plain(item.post.name)} · {', '.join(item.pairs)} =====\n{item.text}"


def announcements(data: MapData, wording: Wording, lang: Language) -> tuple[Announcement, ...]:
    """Return an announcement for each post with a session, in the order of the first date."""
    visits: dict[str, list[tuple[dt.date, str, Session]]] = {}
    for team, day, session in data.plan.sessions():
        visits.setdefault(session.at, []).append((day, team, session))
    posts = Counter(post.kecamatan for post in data.campaign.posts)
    found = []
    for post in data.campaign.posts:
        if post.id in visits:
            alone = posts[post.kecamatan] == 1
            found.append(_announcement(data, post, alone, visits[post.id], wording, lang))
    return tuple(sorted(found, key=lambda item: item.first))


def _announcement(
    data: MapData,
    post: Place,
    alone: bool,
    visits: list[tuple[dt.date, str, Session]],
    wording: Wording,
    lang: Language,
) -> Announcement:
    campaign = data.campaign
    pairs = tuple(dict.fromkeys(team for _, team, _ in visits))
    operators = [
        plain(name) for team in campaign.teams if team.id in pairs for name in team.operators
    ]
    dates = sorted({day for day, _, _ in visits})
    kecamatan = plain(data.kecamatan_name(post.kecamatan)) if post.kecamatan else ""
    note = plain(post.note) if post.note else ""
    values = {
        "campaign": plain(campaign.name),
        "post": plain(post.name),
        "kecamatan": kecamatan,
        "villages": ", ".join(_villages(data, post, alone)),
        "dates": lang.span(dates[0], dates[-1]),
        "schedule": "\n".join(schedule(((day, s.start, s.end) for day, _, s in visits), lang)),
        "zone": plain(lang.timezone(campaign.timezone)),
        "place": f"{plain(post.name)} ({note})" if note else plain(post.name),
        "note": note,
        "phone": plain(post.phone) if post.phone else "",
        "residents": lang.number(sum(session.residents for _, _, session in visits)),
        "pair": ", ".join(map(plain, pairs)),
        "operators": ", ".join(operators),
        "deadline": lang.date(campaign.deadline),
    }
    heading, *lines = wording.filled(values) or ((Piece(plain(post.name), "post"),),)
    return Announcement(
        post, kecamatan, tuple(map(plain, pairs)), dates[0], dates[-1], heading, tuple(lines)
    )


def _villages(data: MapData, post: Place, alone: bool) -> list[str]:
    """Names of the villages that a post is for: all of its kecamatan if it is the only one."""
    if not alone or not post.kecamatan:
        return [plain(post.name)]
    code = data.kecamatan_code(post.kecamatan)
    rows = zip(data.villages["kecamatan_code"].astype(str), data.villages["name"], strict=True)
    return sorted(plain(name) for own, name in rows if own == code)


def schedule(sessions: Iterable[tuple[dt.date, int, int]], lang: Language) -> list[str]:
    """Dates and hours in words, a line for each run of dates with the same hours.

    Parameters
    ----------
    sessions
        Date, start and end in minutes after midnight.
    """
    hours: dict[dt.date, set[tuple[int, int]]] = {}
    for day, start, end in sessions:
        hours.setdefault(day, set()).add((start, end))
    runs = groupby(
        enumerate(sorted(hours)),
        key=lambda item: (item[1].toordinal() - item[0], sorted(hours[item[1]])),
    )
    lines = []
    for (_, spans), run in runs:
        days = [day for _, day in run]
        times = ", ".join(f"{lang.clock(start)}–{lang.clock(end)}" for start, end in spans)
        last = f" – {lang.date(days[-1])}" if len(days) > 1 else ""
        lines.append(
            lang.gettext("%(dates)s: %(hours)s", dates=lang.date(days[0]) + last, hours=times)
        )
    return lines
