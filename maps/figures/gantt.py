"""The board: who is where on which date, a row per pair."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from maps.data import MapData
from maps.figures.summaries import PairFigures
from maps.language import Words
from routing.plan import TeamDate


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive dates of one kind; `start` in days after the campaign's start.

    `kind` is `record` (sessions), `travel` (events without a session) or `rest` (away
    without events); `names` are the kecamatan that it records in.
    """

    start: int
    days: int
    kind: str
    title: str
    names: str = ""


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A pair's blocks, and the runs of nights that it spends away from the base."""

    figures: PairFigures
    blocks: tuple[Block, ...]
    nights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month's name and its days on the board."""

    name: str
    start: int
    days: int


@dataclass(frozen=True, slots=True)
class Board:
    """Rows over the campaign's dates, with the rest days that no pair works on."""

    days: int
    months: tuple[Month, ...]
    rest: tuple[int, ...]
    rows: tuple[GanttRow, ...]


def board(data: MapData, pairs: tuple[PairFigures, ...], lang: Words) -> Board:
    """Return the board of a plan."""
    start = data.campaign.start
    return Board(
        days=len(data.campaign.dates),
        months=_months(data.campaign.dates, lang),
        rest=tuple(
            (day - start).days
            for day in data.campaign.rest_days
            if start <= day <= data.campaign.deadline
        ),
        rows=tuple(
            GanttRow(pair, _blocks(data, pair.plan.dates, lang), _nights(data, pair.plan.dates))
            for pair in pairs
        ),
    )


def _months(dates: tuple[dt.date, ...], lang: Words) -> tuple[Month, ...]:
    months: dict[tuple[int, int], list[int]] = {}
    for offset, day in enumerate(dates):
        months.setdefault((day.year, day.month), []).append(offset)
    return tuple(
        Month(lang.month(dates[offsets[0]]), offsets[0], len(offsets))
        for offsets in months.values()
    )


def _kind(data: MapData, day: TeamDate) -> tuple[str, str]:
    if day.sessions:
        posts = [data.place(session.at) for session in day.sessions]
        names = dict.fromkeys(data.kecamatan_name(post.kecamatan or post.name) for post in posts)
        return "record", ", ".join(names)
    return ("travel", "") if day.events else ("rest", "")


def _blocks(data: MapData, dates: tuple[TeamDate, ...], lang: Words) -> tuple[Block, ...]:
    runs: list[tuple[tuple[str, str], list[TeamDate]]] = []
    for day in dates:
        kind = _kind(data, day)
        last = runs[-1] if runs else None
        if last and last[0] == kind and (day.date - last[1][-1].date).days == 1:
            last[1].append(day)
        else:
            runs.append((kind, [day]))
    return tuple(_block(data, kind, names, days, lang) for (kind, names), days in runs)


def _block(data: MapData, kind: str, names: str, days: list[TeamDate], lang: Words) -> Block:
    what = {
        "record": names,
        "travel": lang.gettext("on the way"),
        "rest": lang.gettext("away, no work"),
    }[kind]
    title = f"{lang.span(days[0].date, days[-1].date)}: {what}"
    residents = sum(day.residents for day in days)
    if residents:
        count = lang.ngettext("%(num)s resident", "%(num)s residents", residents)
        title = f"{title}, {count}"
    return Block((days[0].date - data.campaign.start).days, len(days), kind, title, names)


def _nights(data: MapData, dates: tuple[TeamDate, ...]) -> tuple[tuple[int, int], ...]:
    """Start and length of the runs of nights away, in days; a night belongs to its date."""
    runs: list[tuple[int, int]] = []
    for day in dates:
        if day.night_at == data.campaign.base:
            continue
        offset = (day.date - data.campaign.start).days
        if runs and sum(runs[-1]) == offset:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((offset, 1))
    return tuple(runs)
