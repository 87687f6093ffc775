"""The choices of the timetable written out as events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routing.instance import Instance, TeamContext, Way, travel
from routing.plan import Event, TeamDate
from routing.timetable.event_writer import EventWriter
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
        self._events = EventWriter(instance, context)
        self._ids = self._events.ids

    def day(self, choice: DayChoice) -> TeamDate:
        """Events of one date: the way there as late as it can be, the way back at once."""
        events: list[Event] = []
        place, time = choice.start, int(self._context.calendar.begins[choice.date])
        for post, residents, finish in self._work(choice):
            if not events:
                time = self._late_start(choice.date, place, post, time)
            time = self._go(events, choice.date, place, post, time)
            place = post
            time, _ = self._events.stay(
                events, choice.date, post, time, residents, setup=True, finish=finish
            )
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
            time = self._events.drive(events, date, place, int(net.crossing_from[crossing]), time)
            landed = self._events.cross(events, date, crossing, time)
            assert landed is not None  # the way takes crossings that leave
            time, place = landed, int(net.crossing_to[crossing])
        return self._events.drive(events, date, place, destination, time)
