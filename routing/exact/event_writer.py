"""The turns of a completely searched course written out as dated events.

A turn says what is done in which order; the clock follows from going on as early as possible.
Since a turn may record fewer residents than its date offers, everything happens when the search
had it or earlier. What comes before the first wait is then moved up to it: teams leave later
rather than wait at a closed door.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from routing.campaign import Crossing
from routing.exact.day_labelling import ROAD, SESSION, SETUP, WATER
from routing.exact.team_search import Pair, Turn
from routing.instance import next_departure
from routing.plan import Drive, Event, Ferry, Session, Setup, TeamDate, Wait


def dated_events(pair: Pair, turns: Sequence[Turn]) -> tuple[TeamDate, ...]:
    """Events of a pair's course, date by date."""
    campaign = pair.instance.campaign
    return tuple(
        TeamDate(
            date=campaign.dates[turn.date],
            start_at=campaign.places[turn.start].id,
            events=_leave_later(_Day(pair, turn).events(), campaign.crossing_by_id),
            night_at=campaign.places[turn.night].id,
        )
        for turn in turns
    )


class _Day:
    def __init__(self, pair: Pair, turn: Turn) -> None:
        self._pair = pair
        self._turn = turn
        self._ids = [place.id for place in pair.instance.campaign.places]
        self._left = dict(zip(pair.posts, turn.recorded, strict=True))
        late = turn.late or (False,) * len(pair.posts)
        self._late = {post for post, ends in zip(pair.posts, late, strict=True) if ends}
        self._time = pair.desk.terms.duty_start
        self._events: list[Event] = []

    def events(self) -> list[Event]:
        """Events of the date, each as early as it can be."""
        place = self._turn.start
        deeds = self._turn.deeds
        for number, deed in enumerate(deeds):
            if deed.action == ROAD:
                for hop in self._pair.fields.hops(self._turn.date, deed.amount):
                    self._drive(place, hop)
                    place = hop
            elif deed.action == WATER:
                self._cross(deed.amount)
            elif deed.action == SETUP and self._to_record(place, number):
                minutes = self._pair.desk.terms.setup_minutes
                self._events.append(Setup(self._ids[place], self._time, self._time + minutes))
                self._time += minutes
            elif deed.action == SESSION:
                self._record(place, min(deed.amount, self._left[place]))
            place = deed.place
        return self._events

    def _to_record(self, place: int, at: int) -> bool:
        """Whether anybody is recorded at a place after a set-up."""
        later = self._turn.deeds[at:]
        return self._left[place] > 0 and any(
            deed.action == SESSION and deed.place == place for deed in later
        )

    def _drive(self, origin: int, destination: int) -> None:
        desk = self._pair.desk
        condition = int(desk.calendar.condition[self._turn.date])
        end = self._time + int(desk.net.minutes[condition, origin, destination])
        metres = int(desk.net.metres[condition, origin, destination])
        ids = self._ids
        self._events.append(Drive(ids[origin], ids[destination], self._time, end, metres))
        self._time = end

    def _cross(self, number: int) -> None:
        desk, date = self._pair.desk, self._turn.date
        crossing = self._pair.fields.crossing(date, number)
        port, landing = (
            self._ids[int(ends[crossing])]
            for ends in (desk.net.crossing_from, desk.net.crossing_to)
        )
        ready = self._time + int(desk.net.loading_minutes[crossing])
        leaves = int(next_departure(desk.net, crossing, date, ready))
        self._wait(port, leaves)
        self._time = leaves + int(desk.net.crossing_minutes[crossing])
        name = self._pair.instance.crossing_ids(desk.team)[crossing]
        self._events.append(Ferry(name, port, landing, leaves, self._time))

    def _record(self, post: int, residents: int) -> None:
        """Record in the opening intervals from now on, as many as fit into each."""
        desk = self._pair.desk
        rate = desk.terms.rate_per_hour
        self._left[post] -= residents
        last = post in self._late and not self._left[post]
        for opens, closes in desk.calendar.opening[post, self._turn.date]:
            start = max(self._time, int(opens))
            room = (min(desk.terms.duty_end, int(closes)) - start) * rate // 60
            if last and start < closes:
                end = min(desk.terms.duty_end, int(closes) + desk.terms.finish_minutes)
                room = max(room, residents if (end - start) * rate // 60 >= residents else 0)
            take = min(room, residents)
            if opens < 0 or take < 1:
                continue
            self._wait(self._ids[post], start)
            self._time = start - (-take * 60 // rate)
            self._join(Session(self._ids[post], start, self._time, take), rate)
            residents -= take

    def _join(self, session: Session, rate: int) -> None:
        """Add a session, as one with the session before it where that is no shorter work."""
        last = self._events[-1] if self._events else None
        if isinstance(last, Session) and last.at == session.at and last.end == session.start:
            residents = last.residents + session.residents
            if (session.end - last.start) * rate // 60 >= residents:
                self._events[-1] = replace(last, end=session.end, residents=residents)
                return
        self._events.append(session)

    def _wait(self, at: int | str, until: int) -> None:
        name = at if isinstance(at, str) else self._ids[at]
        if until > self._time:
            self._events.append(Wait(name, self._time, until))
            self._time = until


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
