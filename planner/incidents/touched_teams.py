"""Teams that a change of a campaign touches: their own, and those whose plan passes through it.

The campaign before and after are compared, whatever the incidents were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from geodata import TravelTable
from planner.campaigns import Prepared
from routing.campaign import Campaign, Interval, Team
from routing.plan import Drive, Event, Ferry, Plan, Session, Setup, TeamPlan

Legs = dict[tuple[str, str, str, str], tuple[int, int]]
"""Minutes and metres by origin, destination, vehicle and condition."""


def changed_teams(before: Campaign, after: Campaign) -> frozenset[str]:
    """Return the ids of teams that are not as before; a substitute's name alone changes nothing."""
    old = {team.id: team for team in before.teams}
    return frozenset(
        team.id
        for team in after.teams
        if replace(team, operators=old[team.id].operators) != old[team.id]
    )


def touched_by(plan: Plan, before: Prepared, after: Prepared, now: datetime) -> frozenset[str]:
    """Return the ids of teams that a plan sends, from now on, through what has changed.

    That is: a leg that takes another time or way, or is gone; a crossing that does not leave; a
    session in hours in which the post is no longer open, or in a pause; more residents than the
    server takes on a date; a post with another number of residents, or, where nobody is sent to
    it, its kecamatan.

    Parameters
    ----------
    before, after
        The campaign for which the plan was made, and the one that holds now.
    """
    return frozenset(_Comparison(plan, before, after, now).touched())


class _Comparison:
    def __init__(self, plan: Plan, before: Prepared, after: Prepared, now: datetime) -> None:
        self.plan, self.now = plan, now
        self.before, self.after = before.campaign, after.campaign
        self.legs = None if before.travel is after.travel else _legs(after.travel)
        self.teams = {team.id: team for team in after.campaign.teams}

    def touched(self) -> Iterator[str]:
        ahead = {team.id: list(self._ahead(team)) for team in self.plan.teams}
        for name, events in ahead.items():
            team = self.teams[name]
            if any(self._is_hit(team, day, event) for day, event in events):
                yield name
        yield from self._over_capacity(ahead)
        yield from self._other_residents(ahead)

    def _ahead(self, team: TeamPlan) -> Iterator[tuple[date, Event]]:
        """Yield the events that are not over."""
        for day in team.dates:
            midnight = datetime.combine(day.date, time())
            for event in day.events:
                if midnight + timedelta(minutes=event.end) > self.now:
                    yield day.date, event

    def _is_hit(self, team: Team, day: date, event: Event) -> bool:
        if isinstance(event, Drive):
            return self._leg_changed(team, day, event)
        if isinstance(event, Ferry):
            return not self.after.crossing_by_id[event.crossing].runs(day)
        if isinstance(event, Session | Setup):
            return self._is_paused(team, day, event) or self._is_shut(day, event)
        return False

    def _leg_changed(self, team: Team, day: date, event: Drive) -> bool:
        """Whether the way has another time or length than the plan gives it, or is gone."""
        if self.legs is None:
            return False
        leg = (event.from_, event.to, team.vehicle, self.after.condition_on(day))
        return self.legs.get(leg) != (event.end - event.start, event.metres)

    def _is_paused(self, team: Team, day: date, event: Session | Setup) -> bool:
        return any(
            pause.date == day and pause.from_ < event.end and event.start < pause.until
            for pause in team.pauses
        )

    def _is_shut(self, day: date, event: Session | Setup) -> bool:
        """Whether the post has closed in minutes of the event in which it was open."""
        old = self.before.place_by_id[event.at].opening(day)
        new = self.after.place_by_id[event.at].opening(day)
        return _common(old, event) > _common(new, event)

    def _over_capacity(self, ahead: dict[str, list[tuple[date, Event]]]) -> Iterator[str]:
        sent: dict[date, dict[str, int]] = defaultdict(dict)
        for name, events in ahead.items():
            for day, event in events:
                if isinstance(event, Session):
                    sent[day][name] = sent[day].get(name, 0) + event.residents
        for day, by_team in sent.items():
            capacity = self.after.rules.server_capacity.on(day)
            changed = capacity != self.before.rules.server_capacity.on(day)
            if changed and capacity is not None and sum(by_team.values()) > capacity:
                yield from by_team

    def _other_residents(self, ahead: dict[str, list[tuple[date, Event]]]) -> Iterator[str]:
        for place in self.after.places:
            if place.residents == self.before.place_by_id[place.id].residents:
                continue
            found = [
                name
                for name, events in ahead.items()
                if any(isinstance(e, Session) and e.at == place.id for _, e in events)
            ]
            yield from found or (
                team.id for team in self.plan.teams if place.kecamatan in team.kecamatan
            )


def _common(opening: tuple[Interval, ...], event: Session | Setup) -> int:
    """Return the minutes of an event in which a post is open."""
    return sum(
        max(0, min(closes, event.end) - max(opens, event.start)) for opens, closes in opening
    )


def _legs(travel: TravelTable) -> Legs:
    return {tuple(row[:4]): (row[4], row[5]) for row in travel.rows()}  # type: ignore[misc]
