"""A pair's dates as iCalendar (RFC 5545), for the calendars of phones and offices."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from maps.data import MapData
from maps.exports.calendar_events import NIGHT_AWAY, CalendarEvent, pair_events
from maps.exports.frames import moment, zone
from maps.figures import ItineraryStep, PairFigures, trip_days
from maps.html import plain, plain_label
from maps.language import Words


@dataclass(frozen=True, slots=True)
class _Publication:
    """What all events of a calendar share: names, the number of the plan, its moment."""

    data: MapData
    team: str
    lang: Words
    tz: dt.tzinfo | None
    stamp: dt.datetime


def pair_calendar(data: MapData, figures: PairFigures, lang: Words) -> bytes:
    """Return a pair's calendar: an event for every event of the plan but waits, and its nights.

    Times are local with their time zone; without one, if it is unknown, so that they stay the
    local hours. Events that the superseded plan had and this one has not are cancelled. Ids stay
    the same over revisions; see `maps.exports.calendar_events`.
    """
    steps = {
        (day.date, step.start, step.kind, step.place.id): step
        for trip in figures.trips
        for day in trip_days(data, figures.team.vehicle, trip, lang)
        for step in day.steps
    }
    return _calendar(data, figures.team.id, steps, lang)


def cancelled_calendar(data: MapData, team: str, lang: Words) -> bytes | None:
    """Return a calendar that cancels the dates of a pair without any in this plan.

    None where the superseded plan had none either.
    """
    if not pair_events(data, team).dropped:
        return None
    return _calendar(data, team, {}, lang)


def _calendar(
    data: MapData,
    team: str,
    steps: dict[tuple[dt.date, int, str, str], ItineraryStep],
    lang: Words,
) -> bytes:
    known = zone(data)
    tz = known if isinstance(known, ZoneInfo) else None
    publication = _Publication(data, team, lang, tz, _stamp(data))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Jemput Bola//{lang.code.upper()}")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{plain(team)} – {plain(data.campaign.name)}")
    found = pair_events(data, team)
    for each, uid in found.kept:
        event = _event(publication, each, uid, "CONFIRMED")
        step = steps.get((each.date, each.start, each.kind, each.place))
        if step is not None and (details := _details(step)):
            event.add("description", details)
        calendar.add_component(event)
    for each, uid in found.dropped:
        calendar.add_component(_event(publication, each, uid, "CANCELLED"))
    if tz is not None:
        first, last = data.campaign.start, data.campaign.deadline
        calendar.add_missing_timezones(first - dt.timedelta(days=1), last + dt.timedelta(days=2))
    return bytes(calendar.to_ical())


def _stamp(data: MapData) -> dt.datetime:
    """Return a moment that is the same in every run, and later for a later revision (UTC)."""
    campaign = data.campaign
    stamp = dt.datetime.combine(campaign.start, dt.time(), dt.UTC)
    if campaign.now is not None:
        stamp = max(stamp, campaign.now.replace(tzinfo=zone(data)).astimezone(dt.UTC))
    return stamp + dt.timedelta(seconds=campaign.revision)


def _event(publication: _Publication, each: CalendarEvent, uid: str, status: str) -> Event:
    place = publication.data.campaign.place_by_id.get(each.place)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", publication.stamp)
    event.add("last-modified", publication.stamp)
    event.add("sequence", publication.data.campaign.revision)
    event.add("status", status)
    event.add("summary", f"{plain(publication.team)}: {_summary(publication, each)}")
    if each.kind == NIGHT_AWAY:
        event.add("dtstart", each.date)
        event.add("dtend", each.date + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", moment(each.date, each.start, publication.tz))
        event.add("dtend", moment(each.date, each.end, publication.tz))
    if place is not None:  # a cancelled event may be at one that the campaign has no more
        event.add("location", plain(place.name) if each.kind == NIGHT_AWAY else plain_label(place))
        event.add("geo", (round(place.lat, 5), round(place.lon, 5)))
    return event


def _summary(publication: _Publication, each: CalendarEvent) -> str:
    lang = publication.lang
    known = publication.data.campaign.place_by_id.get(each.place)
    place = plain(each.place if known is None else known.name)
    if each.kind == NIGHT_AWAY:
        return lang.gettext("Sleep in %(place)s", place=place)
    if each.kind == "drive":
        return lang.gettext("Leave for %(place)s", place=place)
    if each.kind == "ferry":
        return lang.gettext("Crossing to %(place)s", place=place)
    if each.kind == "setup":
        return lang.gettext("Set up at %(place)s", place=place)
    residents = lang.ngettext("%(num)s resident", "%(num)s residents", each.residents)
    return f"{lang.gettext('Record at %(place)s', place=place)} ({residents})"


def _details(step: ItineraryStep) -> str:
    facts = [plain(fact) for fact in step.facts]
    if step.greet and step.place.phone:
        facts.append(plain(step.place.phone))
    return "\n".join(facts)
