"""Steps of a team on a date, in order of time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import pairwise

from maps.data import MapData, WayShape
from maps.figures.summaries import surface_metres
from maps.figures.uploads import sent_dates
from maps.language import Words
from routing.campaign import Place
from routing.plan import Drive, Event, Ferry, Session, Setup, TeamDate, Wait


@dataclass(frozen=True, slots=True)
class ItineraryStep:
    """One event in words.

    `kind` is the event's; `facts`
    are short phrases (distance, surface, residents), `end` and `start` minutes after
    midnight. `origin` and `place` are where it begins and ends. `greet` marks a team's first
    work at a post on the date: whom to call stands there.
    """

    kind: str
    start: int
    end: int
    origin: Place
    place: Place
    facts: tuple[str, ...] = ()
    residents: int = 0
    greet: bool = False

    @property
    def to(self) -> str:
        """Village and building of the place that it leads to or happens at."""
        return self.place.label


@dataclass(frozen=True, slots=True)
class ItineraryDay:
    """A date: where it starts, its steps, its sums and where the team sleeps.

    `sent` is the date on which its records reach the server; None if that is not in the plan.
    """

    date: dt.date
    start_at: Place
    steps: tuple[ItineraryStep, ...]
    residents: int
    metres: int
    season: str
    night_at: Place
    away: bool
    sent: dt.date | None = None

    @property
    def sites(self) -> tuple[Place, ...]:
        """Posts with a session, in the order of the first."""
        sessions = (step.place for step in self.steps if step.kind == "record")
        return tuple({place.id: place for place in sessions}.values())


def trip_days(
    data: MapData, vehicle: str, dates: tuple[TeamDate, ...], lang: Words
) -> tuple[ItineraryDay, ...]:
    """Return the dates of a trip with their steps."""
    campaign = data.campaign
    sent = sent_dates(dates, campaign.base, campaign.rules.connectivity)
    days = (_day(data, vehicle, day, lang) for day in dates)
    return tuple(replace(day, sent=sent.get(day.date)) for day in days)


def _day(data: MapData, vehicle: str, day: TeamDate, lang: Words) -> ItineraryDay:
    condition = data.campaign.condition_on(day.date)
    following = [*(after for _, after in pairwise(day.events)), None]
    before = [None, *day.events]
    steps = tuple(
        _step(data, event, (earlier, later), (vehicle, condition), lang)
        for event, earlier, later in zip(day.events, before, following, strict=False)
    )
    return ItineraryDay(
        date=day.date,
        start_at=data.place(day.start_at),
        steps=_greeted(steps),
        residents=day.residents,
        metres=day.metres,
        season=condition,
        night_at=data.place(day.night_at),
        away=day.night_at != data.campaign.base,
    )


def _greeted(steps: tuple[ItineraryStep, ...]) -> tuple[ItineraryStep, ...]:
    seen: set[str] = set()
    marked = []
    for step in steps:
        first = step.kind in {"setup", "record"} and step.place.id not in seen
        if first:
            seen.add(step.place.id)
        marked.append(replace(step, greet=True) if first else step)
    return tuple(marked)


def _step(
    data: MapData,
    event: Event,
    around: tuple[Event | None, Event | None],
    state: tuple[str, str],
    lang: Words,
) -> ItineraryStep:
    if isinstance(event, Drive | Ferry):
        ends = (data.place(event.from_), data.place(event.to))
        facts: tuple[str, ...] = (lang.duration(event.end - event.start),)
        if isinstance(event, Drive):
            way = data.ways.get((event.from_, event.to, *state))
            facts = (lang.km(event.metres), *facts, *way_facts(way, lang))
        else:
            fare = lang.rupiah(data.campaign.crossing_by_id[event.crossing].fare_rupiah)
            facts = (*facts, lang.gettext("fare %(fare)s", fare=fare))
        return ItineraryStep(event.kind, event.start, event.end, *ends, facts)
    place = data.place(event.at)
    span = (event.start, event.end, place, place)
    if isinstance(event, Session):
        return ItineraryStep("record", *span, (), event.residents)
    if isinstance(event, Setup):
        return ItineraryStep("setup", *span)
    return ItineraryStep("wait", *span, (_why(event, around, lang),))


def _why(event: Wait, around: tuple[Event | None, Event | None], lang: Words) -> str:
    before, after = around
    if isinstance(after, Ferry):
        return lang.gettext("for the crossing at %(time)s", time=lang.clock(after.start))
    if isinstance(before, Session) and isinstance(after, Session):
        return lang.gettext("break")
    if isinstance(after, Session):
        return lang.gettext("until opening at %(time)s", time=lang.clock(event.end))
    return lang.gettext("until %(time)s", time=lang.clock(event.end))


def way_facts(way: WayShape | None, lang: Words) -> tuple[str, ...]:
    """Road condition, estimated share and sections of a leg; empty if it has no shape.

    A surface of less than a twentieth of the way is left out.
    """
    if way is None or way.metres == 0:
        return ()
    facts = []
    shares = {s: m for s, m in surface_metres(way).items() if m * 20 >= way.metres}
    if len(shares) == 1:
        facts.append(lang.word_for(next(iter(shares))))
    elif shares:
        facts += [f"{lang.word_for(s)} {lang.km(m, int(m < 10_000))}" for s, m in shares.items()]
    if way.sections:
        facts.append(lang.gettext("via %(sections)s", sections=", ".join(way.sections)))
    if way.estimated_metres:
        share = max(1, round(100 * way.estimated_metres / way.metres))
        facts.append(lang.gettext("%(share)s of the way estimated", share=lang.percent(share)))
    return tuple(facts)
