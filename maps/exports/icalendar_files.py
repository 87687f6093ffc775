"""A pair's dates as iCalendar (RFC 5545), for the calendars of phones and offices."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from maps.data import MapData
from maps.exports.frames import moment, zone
from maps.figures import ItineraryDay, ItineraryStep, PairFigures, trip_days
from maps.html import plain, plain_label
from maps.language import Language
from routing.campaign import Place


def pair_calendar(data: MapData, figures: PairFigures, lang: Language) -> bytes:
    """Return a pair's calendar: an event for every event of the plan but waits, and its nights.

    Times are local with their time zone; without one, if it is unknown, so that they stay the
    local hours. Ids do not change from run to run. They come from the campaign's name and
    year, the pair, what is done, the place, and how many times the pair has done it there:
    what a later plan of the campaign moves to another date stays the same event.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Jemput Bola//{lang.code.upper()}")
    calendar.add("x-wr-calname", f"{plain(figures.team.id)} – {plain(data.campaign.name)}")
    times: Counter[tuple[str, str]] = Counter()
    for trip in figures.trips:
        for day in trip_days(data, figures.team.vehicle, trip, lang):
            _add_day(calendar, data, figures, day, times, lang)
    if _zone(data) is not None:
        first, last = data.campaign.start, data.campaign.deadline
        calendar.add_missing_timezones(first - dt.timedelta(days=1), last + dt.timedelta(days=2))
    return bytes(calendar.to_ical())


def _zone(data: MapData) -> dt.tzinfo | None:
    known = zone(data)
    return known if isinstance(known, ZoneInfo) else None


def _add_day(
    calendar: Calendar,
    data: MapData,
    figures: PairFigures,
    day: ItineraryDay,
    times: Counter[tuple[str, str]],
    lang: Language,
) -> None:
    tz = _zone(data)
    for step in day.steps:
        if step.kind == "wait":
            continue
        event = _event(data, figures, step.kind, step.place, times)
        event.add("summary", f"{plain(figures.team.id)}: {_summary(step, lang)}")
        event.add("dtstart", moment(day.date, step.start, tz))
        event.add("dtend", moment(day.date, step.end, tz))
        _place(event, step.place, plain_label(step.place))
        if details := _details(step):
            event.add("description", details)
        calendar.add_component(event)
    if day.away:
        event = _event(data, figures, "night", day.night_at, times)
        sleep = lang.gettext("Sleep in %(place)s", place=plain(day.night_at.name))
        event.add("summary", f"{plain(figures.team.id)}: {sleep}")
        event.add("dtstart", day.date)
        event.add("dtend", day.date + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        _place(event, day.night_at, plain(day.night_at.name))
        calendar.add_component(event)


def _event(
    data: MapData,
    figures: PairFigures,
    kind: str,
    place: Place,
    times: Counter[tuple[str, str]],
) -> Event:
    campaign = data.campaign
    times[kind, place.id] += 1
    number = times[kind, place.id]
    parts = (campaign.name, campaign.start.year, figures.team.id, kind, place.id, number)
    key = "\n".join(map(str, parts))
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
    event = Event()
    event.add("uid", f"{digest}@jemputbola")
    event.add("dtstamp", dt.datetime.combine(campaign.start, dt.time(), dt.UTC))
    return event


def _summary(step: ItineraryStep, lang: Language) -> str:
    place = plain(step.place.name)
    if step.kind == "drive":
        return lang.gettext("Leave for %(place)s", place=place)
    if step.kind == "ferry":
        return lang.gettext("Crossing to %(place)s", place=place)
    if step.kind == "setup":
        return lang.gettext("Set up at %(place)s", place=place)
    residents = lang.ngettext("%(num)s resident", "%(num)s residents", step.residents)
    return f"{lang.gettext('Record at %(place)s', place=place)} ({residents})"


def _details(step: ItineraryStep) -> str:
    facts = [plain(fact) for fact in step.facts]
    if step.greet and step.place.phone:
        facts.append(plain(step.place.phone))
    return "\n".join(facts)


def _place(event: Event, place: Place, text: str) -> None:
    event.add("location", text)
    event.add("geo", (round(place.lat, 5), round(place.lon, 5)))
