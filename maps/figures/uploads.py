"""Dates on which records reach the server, and the share of its capacity that the plan uses."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from maps.data import MapData
from routing.plan import TeamDate


@dataclass(frozen=True, slots=True)
class ServerDay:
    """A date on which something is recorded, sent or cut off.

    `recorded` and `sent` count residents of all teams on the date, `recorded_so_far` and
    `sent_so_far` up to it. `capacity` is the most residents that the server takes on the
    date; None is no limit.
    """

    date: dt.date
    recorded: int
    sent: int
    recorded_so_far: int
    sent_so_far: int
    capacity: int | None

    @property
    def outage(self) -> bool:
        """The server takes nothing on this date."""
        return self.capacity == 0


def sent_dates(
    dates: tuple[TeamDate, ...], base: str, connectivity: str
) -> dict[dt.date, dt.date | None]:
    """Date on which what a team records on a date reaches the server, by date of recording.

    Offline it is the date of the team's next night at the base, the same date included;
    None if there is none. Online it is the date of recording.
    """
    found: dict[dt.date, dt.date | None] = {}
    home: dt.date | None = None
    for day in reversed(dates):
        if day.night_at == base:
            home = day.date
        if day.residents:
            found[day.date] = home if connectivity == "offline" else day.date
    return dict(reversed(found.items()))


def server_days(data: MapData) -> tuple[ServerDay, ...]:
    """Return the dates in order, with outages that fall into the campaign."""
    campaign, rules = data.campaign, data.campaign.rules
    recorded: Counter[dt.date] = Counter()
    sent: Counter[dt.date] = Counter()
    for team in data.plan.teams:
        arrivals = sent_dates(team.dates, campaign.base, rules.connectivity)
        for day in team.dates:
            recorded[day.date] += day.residents
            arrival = arrivals.get(day.date)
            if arrival is not None:
                sent[arrival] += day.residents
    days = []
    total = total_sent = 0
    for date in sorted(set(campaign.dates) | set(recorded) | set(sent)):
        total, total_sent = total + recorded[date], total_sent + sent[date]
        limit = rules.server_capacity.on(date) if rules.connectivity == "online" else None
        if recorded[date] or sent[date] or limit == 0:
            counts = (recorded[date], sent[date], total, total_sent)
            days.append(ServerDay(date, *counts, limit))
    return tuple(days)


def kecamatan_sent(data: MapData) -> dict[str, dt.date]:
    """Date on which the last record of a kecamatan reaches the server, by its code."""
    campaign = data.campaign
    last: dict[str, dt.date] = {}
    for team in data.plan.teams:
        arrivals = sent_dates(team.dates, campaign.base, campaign.rules.connectivity)
        for day in team.dates:
            arrival = arrivals.get(day.date)
            if arrival is None:
                continue
            for session in day.sessions:
                place = data.place(session.at)
                code = data.kecamatan_code(place.kecamatan or place.id)
                last[code] = max(last.get(code, arrival), arrival)
    return last
