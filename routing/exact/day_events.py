"""The dates of a completely searched course as dated events.

A `TeamDay` gives the actions and their order; each action begins as early as possible.
Since a date may record fewer residents than its outcome offers, every action happens when the
search had it or earlier. What comes before the first wait is then moved up to it: teams leave later
rather than wait on the way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from routing.campaign import Crossing
from routing.exact.day_labelling import ROAD, SESSION, SETUP, WATER
from routing.exact.team_search import TeamDay, TeamSearch
from routing.plan import Drive, Event, Ferry, Session, Setup, TeamDate, Wait
from routing.timetable import EventWriter


def dated_events(search: TeamSearch, days: Sequence[TeamDay]) -> tuple[TeamDate, ...]:
    """Return the events of a pair's course, date by date."""
    campaign = search.instance.campaign
    return tuple(
        TeamDate(
            date=campaign.dates[day.date],
            start_at=campaign.places[day.start].id,
            events=_leave_later(_Day(search, day).events(), campaign.crossing_by_id),
            night_at=campaign.places[day.night].id,
        )
        for day in days
    )


class _Day:
    def __init__(self, search: TeamSearch, day: TeamDay) -> None:
        self._search = search
        self._day = day
        self._writer = EventWriter(search.instance, search.context)
        self._ids = self._writer.ids
        self._left = dict(zip(search.posts, day.recorded, strict=True))
        late = day.late or (False,) * len(search.posts)
        self._late = {post for post, ends in zip(search.posts, late, strict=True) if ends}
        self._time = search.context.terms.duty_start
        self._events: list[Event] = []

    def events(self) -> list[Event]:
        """Return the events of the date, each as early as it can be."""
        place = self._day.start
        actions = self._day.actions
        for number, action in enumerate(actions):
            if action.kind == ROAD:
                for hop in self._search.graphs.hops(self._day.date, action.amount):
                    self._time = self._writer.drive(
                        self._events, self._day.date, place, hop, self._time
                    )
                    place = hop
            elif action.kind == WATER:
                crossing = self._search.graphs.crossing(self._day.date, action.amount)
                landed = self._writer.cross(self._events, self._day.date, crossing, self._time)
                assert landed is not None  # the search took a crossing that leaves
                self._time = landed
            elif action.kind == SETUP and self._to_record(place, number):
                self._time = self._writer.set_up(self._events, place, self._time)
            elif action.kind == SESSION:
                self._record(place, min(action.amount, self._left[place]))
            place = action.place
        return self._events

    def _to_record(self, place: int, at: int) -> bool:
        """Whether anybody is recorded at a place after a set-up."""
        later = self._day.actions[at:]
        return self._left[place] > 0 and any(
            action.kind == SESSION and action.place == place for action in later
        )

    def _record(self, post: int, residents: int) -> None:
        """Record in the opening intervals from now on, as many as fit into each."""
        context = self._search.context
        rate = context.terms.rate_per_hour
        self._left[post] -= residents
        last = post in self._late and not self._left[post]
        for opens, closes in context.calendar.opening[post, self._day.date]:
            start = max(self._time, int(opens))
            room = (min(context.terms.duty_end, int(closes)) - start) * rate // 60
            if last and start < closes:
                end = min(context.terms.duty_end, int(closes) + context.terms.finish_minutes)
                room = max(room, residents if (end - start) * rate // 60 >= residents else 0)
            take = min(room, residents)
            if opens < 0 or take < 1:
                continue
            self._writer.wait(self._events, self._ids[post], self._time, start)
            self._time = start - (-take * 60 // rate)
            self._join(Session(self._ids[post], start, self._time, take), rate)
            residents -= take

    def _join(self, session: Session, rate: int) -> None:
        """Add a session; join it to the session before it where both fit into the joined time."""
        last = self._events[-1] if self._events else None
        if isinstance(last, Session) and last.at == session.at and last.end == session.start:
            residents = last.residents + session.residents
            if (session.end - last.start) * rate // 60 >= residents:
                self._events[-1] = replace(last, end=session.end, residents=residents)
                return
        self._events.append(session)


def _leave_later(events: Sequence[Event], crossings: Mapping[str, Crossing]) -> tuple[Event, ...]:
    """Move what comes before the first wait up to it, but for the time of loading."""
    for number, event in enumerate(events):
        if isinstance(event, Drive | Setup):
            continue
        if not isinstance(event, Wait):
            break
        slack = event.end - event.start
        after = events[number + 1] if number + 1 < len(events) else None
        if isinstance(after, Ferry):
            slack -= crossings[after.crossing].loading_minutes
        moved: list[Event] = [
            replace(one, start=one.start + slack, end=one.end + slack) for one in events[:number]
        ]
        if event.start + slack < event.end:
            moved.append(replace(event, start=event.start + slack))
        return (*moved, *events[number + 1 :])
    return tuple(events)
