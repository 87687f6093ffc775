"""What a revision changes, in words: for the page of changes and for each team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from maps.figures.plan_changes import ChangedDate, PlanChange, PostVisit
from maps.language import Words, clock_spans, date_runs, language, short_runs

_Line = tuple[date, str]
"""The first date that a line is about, and the line."""


class _Stay(NamedTuple):
    """A date on which a team stays with a post: what was, and what is."""

    row: ChangedDate
    was: PostVisit
    is_: PostVisit


def visit_lines(visits: Iterable[PostVisit | None], lang: Words) -> tuple[tuple[str, str], ...]:
    """Say visits to a post, a line for each run of dates with the same hours and teams.

    The dates stand apart from hours, teams and residents.

    >>> import datetime as dt
    >>> first = dt.date(2018, 3, 12)
    >>> visits = [PostVisit(first + dt.timedelta(n), ("T01",), ((480, 720),), 48) for n in (0, 1)]
    >>> visit_lines(visits, language("id"))
    (('Sen, 12 Mar – Sel, 13 Mar', '08.00–12.00, T01, 96 warga'),)
    """
    held = {visit.date: visit for visit in visits if visit is not None}
    lines = []
    for days, (hours, teams) in date_runs((v.date, (v.hours, v.teams)) for v in held.values()):
        residents = sum(held[day].residents for day in days)
        counted = lang.ngettext("%(num)s resident", "%(num)s residents", residents)
        rest = ", ".join([clock_spans(hours, lang), *teams, counted])
        lines.append((short_runs(days, lang), rest))
    return tuple(lines)


def promise_lines(change: PlanChange, lang: Words) -> tuple[tuple[str, bool], ...]:
    """Say the promises of a post's changed dates, each with whether it is broken."""
    words = {
        ("firm", False): lang.gettext("firm promise broken"),
        ("soft", False): lang.gettext("soft promise broken"),
        ("firm", True): lang.gettext("firm promise kept"),
        ("soft", True): lang.gettext("soft promise kept"),
    }
    counts: dict[tuple[str, bool], int] = defaultdict(int)
    for row in change.promises:
        counts[str(row.promise), bool(row.kept)] += 1
    return tuple(
        (f"{text} ({lang.number(counts[key])})" if counts[key] > 1 else text, not key[1])
        for key, text in words.items()
        if key in counts
    )


def news_of(changes: Iterable[PlanChange], team: str, code: str) -> tuple[str, ...]:
    """Say what a revision changes for a team, in short lines by the first date that each is about.

    Parameters
    ----------
    changes
        Of all teams, in order.
    team
        The team's id.
    code
        Language, `id` or `en`.

    Raises
    ------
    LanguageError
        When there is no catalogue for the language.
    """
    lang = language(code)
    lines = [line for change in changes for line in _news(change, team, lang)]
    return tuple(told for _, told in sorted(lines, key=lambda line: line[0]))


def _news(change: PlanChange, team: str, lang: Words) -> Iterator[_Line]:
    stays, left, came = list[_Stay](), list[ChangedDate](), list[ChangedDate]()
    for row in change.dates:
        there = row.was is not None and team in row.was.teams
        here = row.is_ is not None and team in row.is_.teams
        if there and here and row.was and row.is_:
            stays.append(_Stay(row, row.was, row.is_))
        elif there:
            left.append(row)
        elif here:
            came.append(row)
    yield from _moved(change, [stay for stay in stays if stay.was.date != stay.is_.date], lang)
    yield from _left(change, left, lang)
    yield from _came(change, came, lang)
    yield from _stayed(change, team, [s for s in stays if s.was.date == s.is_.date], lang)


def _moved(change: PlanChange, rows: list[_Stay], lang: Words) -> Iterator[_Line]:
    if rows:
        told = lang.gettext(
            "%(post)s: %(before)s becomes %(after)s",
            post=change.name,
            before=short_runs((stay.was.date for stay in rows), lang),
            after=short_runs((stay.is_.date for stay in rows), lang),
        )
        yield min(min(stay.was.date, stay.is_.date) for stay in rows), told


def _left(change: PlanChange, rows: list[ChangedDate], lang: Words) -> Iterator[_Line]:
    by_team: dict[tuple[str, ...], list[PostVisit]] = defaultdict(list)
    for row in rows:
        if row.was is not None:
            by_team[row.is_.teams if row.is_ else ()].append(row.was)
    for teams, visits in by_team.items():
        told = {"dates": short_runs((v.date for v in visits), lang), "post": change.name}
        first = min(visit.date for visit in visits)
        if teams:
            line = lang.gettext(
                "%(dates)s: %(post)s goes to %(teams)s", teams=", ".join(teams), **told
            )
        else:
            line = lang.gettext("%(dates)s: %(post)s is dropped", **told)
        yield first, line


def _came(change: PlanChange, rows: list[ChangedDate], lang: Words) -> Iterator[_Line]:
    by_team: dict[tuple[str, ...], list[PostVisit]] = defaultdict(list)
    for row in rows:
        if row.is_ is not None:
            by_team[row.was.teams if row.was else ()].append(row.is_)
    for teams, visits in by_team.items():
        told = {"dates": short_runs((v.date for v in visits), lang), "post": change.name}
        first = min(visit.date for visit in visits)
        if teams:
            line = lang.gettext(
                "%(dates)s: %(post)s is taken over from %(teams)s", teams=", ".join(teams), **told
            )
        else:
            line = lang.gettext("%(dates)s: %(post)s is new", **told)
        yield first, line


def _stayed(change: PlanChange, team: str, rows: list[_Stay], lang: Words) -> Iterator[_Line]:
    """Say other hours, who comes besides, and else another number of residents."""
    hours = [stay for stay in rows if stay.was.hours != stay.is_.hours]
    for days, (before, after) in date_runs(
        (stay.is_.date, (stay.was.hours, stay.is_.hours)) for stay in hours
    ):
        line = lang.gettext(
            "%(dates)s: %(post)s, %(after)s instead of %(before)s",
            dates=short_runs(days, lang),
            post=change.name,
            after=clock_spans(after, lang),
            before=clock_spans(before, lang),
        )
        yield min(days), line
    others = ((stay.is_.date, tuple(t for t in stay.is_.teams if t != team)) for stay in rows
              if stay.was.teams != stay.is_.teams)  # fmt: skip
    for days, teams in date_runs(others):
        told = {"dates": short_runs(days, lang), "post": change.name}
        if teams:
            line = lang.gettext(
                "%(dates)s: %(post)s together with %(teams)s", teams=", ".join(teams), **told
            )
        else:
            line = lang.gettext("%(dates)s: %(post)s without another pair", **told)
        yield min(days), line
    numbers = [stay for stay in rows if stay.row.kinds == ("number",)]
    if numbers:
        line = lang.gettext(
            "%(dates)s: %(post)s, %(after)s instead of %(before)s",
            dates=short_runs((stay.is_.date for stay in numbers), lang),
            post=change.name,
            after=lang.ngettext(
                "%(num)s resident",
                "%(num)s residents",
                sum(stay.is_.residents for stay in numbers),
            ),
            before=lang.number(sum(stay.was.residents for stay in numbers)),
        )
        yield min(stay.is_.date for stay in numbers), line
