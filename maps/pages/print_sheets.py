"""Sheets for printing: sketch, legs, board and calendar."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from maps.data import MapData
from maps.drawing import LandOutlines, PairStyle, QrCode, Sketch, qr_code, route_sketch
from maps.figures import KecamatanFigures, PairFigures, way_facts
from maps.language import Words
from maps.pages.calendar_sheet import CalendarSheet, calendar
from maps.pages.navigation_links import pin_link
from routing.campaign import Place
from routing.plan import Drive, Ferry

ROUTE_SIZE = (1860, 1120)
"""Tenths of a millimetre: the width of an A4 page within its margins."""

GLANCE_SIZE = (1200, 1380)


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg of the pair's ways: its ends, facts in words, on how many dates, its code.

    `code` is the position of the QR code that leads to its end; None for a crossing.
    """

    kind: str
    origin: Place
    place: Place
    facts: tuple[str, ...]
    dates: int
    code: int | None


@dataclass(frozen=True, slots=True)
class RouteSheet:
    """The first sheet of an itinerary."""

    sketch: Sketch
    legs: tuple[Leg, ...]
    codes: tuple[QrCode, ...]


def route_sheet(
    data: MapData,
    land: LandOutlines,
    figures: PairFigures,
    stops: Mapping[str, int],
    lang: Words,
) -> RouteSheet:
    """Return a pair's first sheet; `stops` are the numbers of its posts by id."""
    legs = _legs(data, figures, lang)
    targets = list(dict.fromkeys(leg.place.id for leg in legs if leg.kind == "drive"))
    return RouteSheet(
        sketch=route_sketch(data, land, (figures,), stops, ROUTE_SIZE),
        legs=tuple(
            replace(leg, code=targets.index(leg.place.id)) if leg.kind == "drive" else leg
            for leg in legs
        ),
        codes=tuple(qr_code(pin_link(data.place(target))) for target in targets),
    )


def _legs(data: MapData, figures: PairFigures, lang: Words) -> tuple[Leg, ...]:
    """Legs in the order of the first time; apart where the road condition changes their facts."""
    dates: dict[tuple[str, str, str, tuple[str, ...]], dict[dt.date, str]] = {}
    for day in figures.plan.dates:
        condition = data.campaign.condition_on(day.date)
        for event in day.events:
            if not isinstance(event, Drive | Ferry):
                continue
            facts: tuple[str, ...] = (lang.duration(event.end - event.start),)
            if isinstance(event, Drive):
                way = data.ways.get((event.from_, event.to, figures.team.vehicle, condition))
                facts = (lang.km(event.metres), *facts, *way_facts(way, lang))
            key = (event.kind, event.from_, event.to, facts)
            dates.setdefault(key, {})[day.date] = condition
    versions = Counter((kind, start, end) for kind, start, end, _ in dates)
    return tuple(
        Leg(
            kind,
            data.place(start),
            data.place(end),
            (*_seasons(days, lang), *facts) if versions[kind, start, end] > 1 else facts,
            len(days),
            None,
        )
        for (kind, start, end, facts), days in dates.items()
    )


def _seasons(days: Mapping[dt.date, str], lang: Words) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lang.season(condition) for condition in days.values()))


@dataclass(frozen=True, slots=True)
class PlanSheets:
    """The overview on paper; months after the last date of any pair are left out."""

    sketch: Sketch
    calendar: CalendarSheet


def plan_sheets(
    data: MapData,
    land: LandOutlines,
    pairs: tuple[PairFigures, ...],
    kecamatan: Iterable[KecamatanFigures],
    styles: Mapping[str, PairStyle],
    lang: Words,
) -> PlanSheets:
    """Return the plan at a glance and its calendar."""
    rows = [row for row in kecamatan if row.pairs]
    return PlanSheets(
        sketch=route_sketch(
            data,
            land,
            pairs,
            dict.fromkeys((post.id for post in data.campaign.posts), 0),
            GLANCE_SIZE,
            {row.code: (styles[row.pairs[0]].css_class, row.pairs) for row in rows},
        ),
        calendar=calendar(data, pairs, lang),
    )
