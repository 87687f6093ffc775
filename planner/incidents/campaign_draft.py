"""A campaign that incidents are changing, part by part, with what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from geodata import Message
from planner.campaigns import without_empty_pins
from planner.incident import Incident
from planner.incidents.incident_name import IncidentName
from routing.campaign import Campaign, Crossing, Pause, Place, Team
from routing.clock import DAY_MINUTES

MinuteSpan = tuple[int, int]
"""First minute of a span on a date, and the minute after its last."""


class RecordedSession(NamedTuple):
    """A session that was held: when it began, where, and whom it recorded."""

    at: datetime
    post: str
    residents: int


@dataclass(slots=True)
class CampaignDraft:
    """The parts of a campaign that incidents change.

    Attributes
    ----------
    now
        Local moment from which anything changes.
    recorded
        Sessions before now that are still to be taken off the residents of their posts, the
        first one last.
    capacity
        What the server takes on single dates in residents, and since when an incident says so.
    closures
        New rows for the dataset's closures.
    taken
        Teams that can record nobody on at least one date.
    taken_today
        Residents whom sessions of today have recorded.
    known
        Incidents of which the planner need not be told.
    notes
        What the planner should know.
    faults
        What cannot be planned as told.
    """

    campaign: Campaign
    now: datetime
    teams: dict[str, Team]
    places: dict[str, Place]
    crossings: dict[str, Crossing]
    recorded: list[RecordedSession] = field(default_factory=list)
    capacity: dict[date, tuple[datetime, int]] = field(default_factory=dict)
    closures: list[dict[str, object]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    taken_today: int = 0
    known: frozenset[Incident] = frozenset()
    notes: list[Message] = field(default_factory=list)
    faults: list[Message] = field(default_factory=list)

    @classmethod
    def of(
        cls, campaign: Campaign, now: datetime, recorded: Iterable[RecordedSession] = ()
    ) -> CampaignDraft:
        """Begin with a campaign as it is, but for pauses ahead: those come of incidents alone."""
        teams = (
            replace(team, pauses=tuple(p for p in team.pauses if p.date < now.date()))
            for team in campaign.teams
        )
        return cls(
            campaign,
            now,
            {team.id: team for team in teams},
            {place.id: place for place in campaign.places},
            {crossing.id: crossing for crossing in campaign.crossings},
            sorted(recorded, reverse=True),
        )

    def take_off(self, before: datetime | None = None) -> None:
        """Take off their posts whom sessions before a moment recorded, or all sessions.

        Where more were recorded than were listed, nobody is left.
        """
        while self.recorded and (before is None or self.recorded[-1].at < before):
            session = self.recorded.pop()
            place = self.places.get(session.post)
            if place is not None:
                left = max(0, place.residents - session.residents)
                self.places[place.id] = replace(place, residents=left)
            if session.at.date() == self.now.date():
                self.taken_today += session.residents

    def finished(self) -> Campaign:
        """Return the campaign with what was changed, but for the roads.

        Residents are those who are left; pins of posts without any are gone. What the server
        takes today is what is left of it.
        """
        self.take_off()
        rules = self.campaign.rules
        capacity, today = rules.server_capacity, self.now.date()
        told = {day: most for day, (_, most) in self.capacity.items()}
        capacity = replace(capacity, by_date=dict(sorted({**capacity.by_date, **told}.items())))
        limit = capacity.on(today)
        if limit is not None and self.taken_today:
            left = max(0, limit - self.taken_today)
            capacity = replace(capacity, by_date={**capacity.by_date, today: left})
        return without_empty_pins(
            replace(
                self.campaign,
                teams=tuple(self.teams[team.id] for team in self.campaign.teams),
                places=tuple(self.places[place.id] for place in self.campaign.places),
                crossings=tuple(self.crossings[each.id] for each in self.campaign.crossings),
                rules=replace(rules, server_capacity=capacity),
            )
        )

    def minutes(self, incident: Incident) -> Iterator[tuple[date, MinuteSpan]]:
        """Yield the dates from now's to the deadline that an incident hits, and its minutes."""
        first = max(incident.from_.date(), self.now.date(), self.campaign.start)
        for number in range((self.campaign.deadline - first).days + 1):
            day = first + timedelta(days=number)
            begin, end = _minute_of(incident.from_, day), _minute_of(incident.until, day)
            if begin < end:
                yield day, (begin, end)

    def is_whole(self, day: date, minutes: MinuteSpan) -> bool:
        """Whether a span leaves no minute of duty on a date, as far as it lies ahead."""
        rules = self.campaign.rules
        first = max(rules.duty_start, _minute_of(self.now, day))
        return minutes[0] <= first and minutes[1] >= rules.duty_end

    def is_working_date(self, team: Team, day: date) -> bool:
        """Whether a team would work on a date."""
        return team.works(day) and day not in self.campaign.rest_days

    def told(self, key: str, incident: Incident, **values: object) -> Message:
        """Return a message about an incident: which it is comes first."""
        return Message(
            "incident_told", incident=IncidentName(incident), told=Message(key, **values)
        )

    def note(self, key: str, incident: Incident, **values: object) -> None:
        """Let the planner know."""
        self.notes.append(self.told(key, incident, **values))

    def limit_server(self, day: date, incident: Incident, capacity: int) -> None:
        """Let the server take so many residents on a date, unless a later incident says otherwise.

        Of two that begin at the same moment the lower one holds.
        """
        since, most = self.capacity.get(day, (incident.from_, capacity))
        if since == incident.from_:
            capacity = min(capacity, most)
        if since <= incident.from_:
            self.capacity[day] = (incident.from_, capacity)

    def pause(self, team: Team, spans: Iterable[tuple[date, MinuteSpan]]) -> None:
        """Let a team record nobody in some minutes of dates; it may drive."""
        pauses = [Pause(day, *minutes) for day, minutes in spans]
        self.teams[team.id] = replace(team, pauses=joined((*team.pauses, *pauses)))


def _minute_of(moment: datetime | None, day: date) -> int:
    """Return the minute of a date at which a moment lies: 0 before it, 1440 after it."""
    if moment is None:
        return DAY_MINUTES
    midnight = datetime.combine(day, time())
    return int(min(max((moment - midnight).total_seconds() // 60, 0), DAY_MINUTES))


def joined(pauses: tuple[Pause, ...]) -> tuple[Pause, ...]:
    """Return pauses in order of time, those that touch as one."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: (pause.date, pause.from_, pause.until)):
        last = found[-1] if found else None
        if last is not None and last.date == pause.date and pause.from_ <= last.until:
            found[-1] = replace(last, until=max(last.until, pause.until))
        else:
            found.append(pause)
    return tuple(found)
