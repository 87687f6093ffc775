"""Teams that a change of a campaign touches: their own, and those whose plan passes through it.

The campaign before and after are compared, whatever the incidents were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from geodata import TravelTable
from planner.campaigns import Prepared
from routing.campaign import Campaign, Interval, Team
from routing.plan import Drive, Event, Ferry, Plan, Session, Setup, TeamPlan

Legs = dict[tuple[str, str, str, str], tuple[int, int]]
"""Minutes and metres by origin, destination, vehicle and condition."""


HitKind = Literal["leg", "crossing", "pause", "shut", "server", "residents"]


class Hit(NamedTuple):
    """Something that a plan has of a team and that a change hits.

    `subject` is the id of the post or crossing, empty for a leg and the server; `day` is None
    where it is no matter of a date.
    """

    team: str
    kind: HitKind
    subject: str
    day: date | None


def changed_teams(before: Campaign, after: Campaign) -> frozenset[str]:
    """Return the ids of teams that are not as before from now on, or new.

    A substitute's name alone changes nothing.
    """
    today = after.start if after.now is None else after.now.date()
    old = {team.id: _ahead(team, today) for team in before.teams}
    return frozenset(
        team.id
        for team in after.teams
        if team.id not in old
        or replace(_ahead(team, today), operators=old[team.id].operators) != old[team.id]
    )


def _ahead(team: Team, today: date) -> Team:
    """Return a team without what it had before a date."""
    return replace(
        team,
        days_off=tuple(day for day in team.days_off if day >= today),
        pauses=tuple(pause for pause in team.pauses if pause.date >= today),
    )


def hits_of(plan: Plan, before: Campaign, after: Prepared, now: datetime) -> tuple[Hit, ...]:
    """Return what a plan has from now on that has changed, in the plan's order.

    That is: a leg that takes another time or way, or is gone; a crossing that does not leave; a
    session in hours in which the post is no longer open, or in a pause; more residents than the
    server takes on a date; a post with another number of residents, or, where nobody is sent to
    it, its kecamatan.

    Parameters
    ----------
    before, after
        The campaign for which the plan was made, and the one that holds now.
    """
    return tuple(_Comparison(plan, before, after, now).hits())


class _Comparison:
    def __init__(self, plan: Plan, before: Campaign, after: Prepared, now: datetime) -> None:
        self.plan, self.now = plan, now
        self.before, self.after = before, after.campaign
        self.legs = _legs(after.travel)
        self.teams = {team.id: team for team in after.campaign.teams}

    def hits(self) -> Iterator[Hit]:
        ahead = {
            team.id: list(self._ahead(team)) for team in self.plan.teams if team.id in self.teams
        }
        for name, events in ahead.items():
            for day, event in events:
                kind = self._hit(self.teams[name], day, event)
                if kind is not None:
                    yield Hit(name, kind, _subject(event), day)
        yield from self._over_capacity(ahead)
        yield from self._other_residents(ahead)

    def _ahead(self, team: TeamPlan) -> Iterator[tuple[date, Event]]:
        """Yield the events that are not over."""
        for day in team.dates:
            midnight = datetime.combine(day.date, time())
            for event in day.events:
                if midnight + timedelta(minutes=event.end) > self.now:
                    yield day.date, event

    def _hit(self, team: Team, day: date, event: Event) -> HitKind | None:
        """Return what hits an event; None if nothing does."""
        if isinstance(event, Drive):
            return "leg" if self._leg_changed(team, day, event) else None
        if isinstance(event, Ferry):
            crossing = self.after.crossing_by_id.get(event.crossing)
            return "crossing" if crossing is None or not crossing.runs(day) else None
        if not isinstance(event, Session | Setup):
            return None
        if self._is_paused(team, day, event):
            return "pause"
        return "shut" if self._is_shut(day, event) else None

    def _leg_changed(self, team: Team, day: date, event: Drive) -> bool:
        """Whether the way has another time or length than the plan gives it, or is gone."""
        if day > self.after.deadline:
            return True
        leg = (event.from_, event.to, team.vehicle, self.after.condition_on(day))
        return self.legs.get(leg) != (event.end - event.start, event.metres)

    def _is_paused(self, team: Team, day: date, event: Session | Setup) -> bool:
        return any(
            pause.date == day and pause.from_ < event.end and event.start < pause.until
            for pause in team.pauses
        )

    def _is_shut(self, day: date, event: Session | Setup) -> bool:
        """Whether the post has closed in minutes of the event in which it was open."""
        old, new = (
            place.opening(day) if (place := campaign.place_by_id.get(event.at)) else ()
            for campaign in (self.before, self.after)
        )
        return _common(old, event) > _common(new, event)

    def _over_capacity(self, ahead: dict[str, list[tuple[date, Event]]]) -> Iterator[Hit]:
        sent: dict[date, dict[str, int]] = defaultdict(dict)
        for name, events in ahead.items():
            for day, event in events:
                if isinstance(event, Session):
                    sent[day][name] = sent[day].get(name, 0) + event.residents
        for day, by_team in sent.items():
            capacity = self.after.rules.server_capacity.on(day)
            changed = capacity != self.before.rules.server_capacity.on(day)
            if changed and capacity is not None and sum(by_team.values()) > capacity:
                yield from (Hit(name, "server", "", day) for name in by_team)

    def _other_residents(self, ahead: dict[str, list[tuple[date, Event]]]) -> Iterator[Hit]:
        for place in self.after.places:
            old = self.before.place_by_id.get(place.id)
            if place.residents == (0 if old is None else old.residents):
                continue
            found = [
                name
                for name, events in ahead.items()
                if any(isinstance(e, Session) and e.at == place.id for _, e in events)
            ]
            found = found or [
                team.id
                for team in self.plan.teams
                if place.kecamatan in team.kecamatan and team.id in self.teams
            ]
            yield from (Hit(name, "residents", place.id, None) for name in found)


def _subject(event: Event) -> str:
    if isinstance(event, Ferry):
        return event.crossing
    return event.at if isinstance(event, Session | Setup) else ""


def _common(opening: tuple[Interval, ...], event: Session | Setup) -> int:
    """Return the minutes of an event in which a post is open."""
    return sum(
        max(0, min(closes, event.end) - max(opens, event.start)) for opens, closes in opening
    )


def _legs(travel: TravelTable) -> Legs:
    return {tuple(row[:4]): (row[4], row[5]) for row in travel.rows()}  # type: ignore[misc]
