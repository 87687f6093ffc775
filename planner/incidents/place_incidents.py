"""Incidents that hit places and ways: roads, crossings, posts, the server, residents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from planner.incident import Incident
from planner.incidents.campaign_draft import CampaignDraft, MinuteSpan
from planner.workbook.schema import VEHICLES
from routing.campaign import Interval


def apply_road(draft: CampaignDraft, incident: Incident) -> None:
    """A section is closed on whole dates: a date has one state of the roads."""
    last = None if incident.until is None else (incident.until - timedelta(minutes=1)).date()
    draft.closures.append(
        {
            "section": incident.subject,
            "from_date": incident.from_.date(),
            "until_date": last,
            "stops": tuple(incident.value.split("; ")) if incident.value else tuple(VEHICLES),
            "note": incident.note,
            "source": incident.source,
        }
    )
    if incident.is_clocked:
        draft.note("incident_whole_dates", incident)


def apply_crossing(draft: CampaignDraft, incident: Incident) -> None:
    """A crossing, or every one, does not leave on whole dates."""
    hit = {day for day, _ in draft.minutes(incident)}
    found = [each for each in draft.crossings.values() if incident.subject in {"", each.id}]
    if not found:
        draft.note("incident_gone", incident)
    for each in found:
        stopped = {day for day in hit if day.weekday() in each.weekdays}
        cancelled = tuple(sorted({*each.cancelled_dates, *stopped}))
        draft.crossings[each.id] = replace(each, cancelled_dates=cancelled)
    if incident.is_clocked:
        draft.note("incident_whole_dates", incident)


def apply_server(draft: CampaignDraft, incident: Incident) -> None:
    """The server takes fewer residents on whole dates, or nothing at all for some minutes."""
    if draft.campaign.rules.connectivity == "offline":
        draft.note("incident_offline", incident)
        return
    capacity = int(incident.value or 0)
    for day, minutes in draft.minutes(incident):
        if capacity or draft.is_whole(day, minutes):
            draft.limit_server(day, incident, capacity)
    if capacity and incident.is_clocked:
        draft.note("incident_whole_dates", incident)
    if not capacity:
        _half_outage(draft, incident)


def _half_outage(draft: CampaignDraft, incident: Incident) -> None:
    """Let nobody record while the server is down for a part of a date."""
    parts = [
        (day, minutes)
        for day, minutes in draft.minutes(incident)
        if not draft.is_whole(day, minutes)
    ]
    for team in list(draft.teams.values()):
        draft.pause(team, parts)


def apply_post_closed(draft: CampaignDraft, incident: Incident) -> None:
    """A post is closed on whole dates, or opens fewer hours on a date."""
    place = draft.places.get(incident.subject)
    if place is None:
        draft.note("incident_gone", incident)
        return
    closed, hours = set(place.closed_dates), dict(place.hours_by_date)
    for day, minutes in draft.minutes(incident):
        opening = place.opening(day)
        left = without(opening, minutes)
        if left == opening:
            continue
        if left:
            hours[day] = left
        else:
            closed.add(day)
    draft.places[place.id] = replace(
        place, closed_dates=tuple(sorted(closed)), hours_by_date=dict(sorted(hours.items()))
    )


def without(opening: Iterable[Interval], closed: MinuteSpan) -> tuple[Interval, ...]:
    """Return what is left of opening intervals, in minutes after midnight.

    >>> without([(480, 720), (780, 960)], (600, 800))
    ((480, 600), (800, 960))
    """
    first, last = closed
    parts = (
        part
        for opens, closes in opening
        for part in ((opens, min(closes, first)), (max(opens, last), closes))
    )
    return tuple((opens, closes) for opens, closes in parts if opens < closes)


def apply_residents(draft: CampaignDraft, incident: Incident) -> None:
    """More or fewer residents are left to record at a post."""
    place = draft.places.get(incident.subject)
    if place is None:
        draft.note("incident_gone", incident)
        return
    if incident.from_ > draft.now:
        draft.note("incident_later", incident)
        return
    draft.take_off(incident.from_)
    place = draft.places[place.id]
    number = int(incident.value)
    left = max(0, place.residents + number) if incident.is_change else number
    figures = {"place": place.name, "before": place.residents, "count": left}
    draft.places[place.id] = replace(place, residents=left)
    if incident not in draft.known:
        draft.note("incident_left", incident, **figures)
