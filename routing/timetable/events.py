"""The choices of the timetable written out as events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routing.instance import Instance, TeamContext, Way, next_departure, travel
from routing.plan import Drive, Event, Ferry, Session, Setup, TeamDate, Wait
from routing.timetable.jobs import Jobs


@dataclass(frozen=True, slots=True)
class DayChoice:
    """What a team does on a date, in place indices and residents recorded so far."""

    date: int
    start: int
    night: int
    before: int
    after: int
    touched: int


def day_events(
    instance: Instance, context: TeamContext, jobs: Jobs, closing: Sequence[bool],
    choices: tuple[DayChoice, ...],
) -> tuple[TeamDate, ...]:  # fmt: skip
    """Dated events of a team's choices, in order.

    `closing` tells for each job whether it ends with the last residents of its post.
    """
    writer = _Writer(instance, context, jobs, closing)
    return tuple(writer.day(choice) for choice in choices)


class _Writer:
    def __init__(
        self, instance: Instance, context: TeamContext, jobs: Jobs, closing: Sequence[bool]
    ) -> None:
        self._instance = instance
        self._context = context
        self._jobs = jobs
        self._closing = closing
        self._ids = [place.id for place in instance.campaign.places]
        self._crossings = instance.crossing_ids(context.team)

    def day(self, choice: DayChoice) -> TeamDate:
        """Events of one date: the way there as late as it can be, the way back at once."""
        events: list[Event] = []
        place, time = choice.start, self._context.terms.duty_start
        for post, residents, finish in self._work(choice):
            if not events:
                time = self._late_start(choice.date, place, post, time)
            time = self._go(events, choice.date, place, post, time)
            place = post
            time, _ = record(
                events, self._context, choice.date, post, self._ids[post], time, residents,
                setup=True, finish=finish,
            )  # fmt: skip
        if place != choice.night:
            self._go(events, choice.date, place, choice.night, time)
        return TeamDate(
            date=self._instance.campaign.dates[choice.date],
            start_at=self._ids[choice.start],
            events=tuple(events),
            night_at=self._ids[choice.night],
        )

    def _work(self, choice: DayChoice) -> list[tuple[int, int, int]]:
        """Posts and residents of the date's sessions, and minutes by which each may end late."""
        work: list[tuple[int, int, int]] = []
        done = 0
        for (post, residents), closes in zip(self._jobs, self._closing, strict=True):
            first, last = max(done, choice.before), min(done + residents, choice.after)
            if last > first:
                finishes = closes and last == done + residents
                finish = self._context.terms.finish_minutes if finishes else 0
                work.append((post, last - first, finish))
            done += residents
        return work

    def _late_start(self, date: int, origin: int, post: int, earliest: int) -> int:
        """Latest minute to leave so that recording starts when it would anyway."""
        context = self._context
        way = self._way(date, origin, post, earliest)
        ready = way.end + context.terms.setup_minutes
        for start, close in context.calendar.opening[post, date]:
            if start >= 0 and close > ready:
                latest = int(max(start, ready)) - context.terms.setup_minutes
                late = self._way(date, origin, post, latest, backward=True)
                if late.end > earliest and self._no_dearer(date, origin, post, late.end, way):
                    return int(late.end)
                break
        return earliest

    def _no_dearer(self, date: int, origin: int, post: int, start: int, than: Way) -> bool:
        """Whether leaving at `start` takes no more driving and money: ferries may differ."""
        way = self._way(date, origin, post, start)
        return way.rupiah <= than.rupiah and way.driving_minutes <= than.driving_minutes

    def _way(
        self, date: int, origin: int, destination: int, at: int, *, backward: bool = False
    ) -> Way:
        context = self._context
        cond = int(context.calendar.condition[date])
        way: Way = travel(context.net, context.terms, date, cond, origin, destination, at, backward)
        return way

    def _go(self, events: list[Event], date: int, origin: int, destination: int, time: int) -> int:
        way = self._way(date, origin, destination, time)
        net = self._context.net
        place = origin
        for crossing in (way.first, way.second):
            if crossing < 0:
                continue
            port = int(net.crossing_from[crossing])
            time = self._drive(events, date, place, port, time)
            ready = time + int(net.loading_minutes[crossing])
            departure = int(next_departure(net, crossing, date, ready))
            if departure > time:
                events.append(Wait(self._ids[port], time, departure))
            time = departure + int(net.crossing_minutes[crossing])
            place = int(net.crossing_to[crossing])
            name = self._crossings[crossing]
            events.append(Ferry(name, self._ids[port], self._ids[place], departure, time))
        return self._drive(events, date, place, destination, time)

    def _drive(
        self, events: list[Event], date: int, origin: int, destination: int, time: int
    ) -> int:
        if origin == destination:
            return time
        net = self._context.net
        cond = int(self._context.calendar.condition[date])
        end = time + int(net.minutes[cond, origin, destination])
        metres = int(net.metres[cond, origin, destination])
        events.append(Drive(self._ids[origin], self._ids[destination], time, end, metres))
        return end


def record(
    events: list[Event], context: TeamContext, date: int, post: int, name: str, arrival: int,
    residents: int, *, setup: bool, finish: int,
) -> tuple[int, int]:  # fmt: skip
    """Write a stay at a post: set-up if there is one, sessions, and waits before them.

    Parameters
    ----------
    date, post, name
        Indices of the date and of the place, and the place's id.
    arrival
        Minutes after midnight.
    finish
        Minutes by which the session that records all who are left may end after its interval.

    Returns
    -------
    Minute at which it ends, and residents for whom there was no time.
    """
    time = arrival
    if setup and context.terms.setup_minutes:
        time += context.terms.setup_minutes
        events.append(Setup(name, arrival, time))
    for opens, closes in context.calendar.opening[post, date]:
        start = max(time, int(opens))
        room = _room(context, start, int(closes))
        if finish and start < closes and _room(context, start, int(closes) + finish) >= residents:
            room = residents
        take = min(room, residents)
        if opens < 0 or take < 1:
            continue
        if start > time:
            events.append(Wait(name, time, start))
        time = start - (-take * 60 // context.terms.rate_per_hour)
        events.append(Session(name, start, time, take))
        residents -= take
    return time, residents


def _room(context: TeamContext, start: int, end: int) -> int:
    """Residents of a session from one minute to another, or to the end of duty."""
    return (min(context.terms.duty_end, end) - start) * context.terms.rate_per_hour // 60
