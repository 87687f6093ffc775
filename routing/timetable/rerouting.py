"""Courses turned into dated events: where to be on each date is given, the clock is not.

A course names, for each date away or on duty, where the pair starts, the posts at which it
records and how many residents, and where it sleeps. `CourseWriter` finds the minutes: the quickest
ways first; then every leg is given the cheapest chain of drives that still keeps the date
within its windows (R3: drives may follow one another). Crossings are taken only where no
road leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routing.instance import Instance, TeamContext, travel
from routing.plan import (
    Drive,
    Event,
    Ferry,
    Session,
    TeamDate,
    TeamPlan,
    team_rupiah,
)
from routing.timetable.event_writer import EventWriter


@dataclass(frozen=True, slots=True)
class CourseDay:
    """One date of a course; places are indices, `stays` (post, residents) in order."""

    date: int
    start: int
    night: int
    stays: tuple[tuple[int, int], ...]
    duty: bool


Course = tuple[CourseDay, ...]


def course_of(instance: Instance, dates: Sequence[TeamDate]) -> Course:
    """The course that dated events follow."""
    index = instance.index
    first = instance.campaign.start
    course = []
    for day in dates:
        stays: list[tuple[int, int]] = []
        here = ""
        for event in day.events:
            if isinstance(event, Session):
                if here == event.at:
                    stays[-1] = (stays[-1][0], stays[-1][1] + event.residents)
                else:
                    stays.append((index[event.at], event.residents))
                here = event.at
            elif isinstance(event, Drive | Ferry):
                here = ""
        course.append(
            CourseDay(
                (day.date - first).days,
                index[day.start_at],
                index[day.night_at],
                tuple(stays),
                duty=bool(day.events),
            )
        )
    return tuple(course)


def _last_stays(instance: Instance, course: Course) -> set[tuple[int, int]]:
    """Stays (number of the day, and of the stay on it) with the last residents of their post."""
    sums: dict[int, int] = {}
    last: dict[int, tuple[int, int]] = {}
    for number, day in enumerate(course):
        for leg, (post, residents) in enumerate(day.stays):
            sums[post] = sums.get(post, 0) + residents
            last[post] = number, leg
    return {at for post, at in last.items() if sums[post] == instance.place(post).residents}


def cheaper(instance: Instance, context: TeamContext, plan: TeamPlan) -> TeamPlan:
    """The same work on cheaper ways, where its total is lower; otherwise the plan itself."""
    dates = CourseWriter(instance, context).dates(course_of(instance, plan.dates))
    if dates is None:
        return plan
    other = TeamPlan(plan.id, plan.kecamatan, dates)
    before, after = (team_rupiah(instance.campaign, team).total for team in (plan, other))
    return other if after < before else plan


class CourseWriter:
    """Writes courses of one team."""

    def __init__(self, instance: Instance, context: TeamContext) -> None:
        self._instance = instance
        self._context = context
        self._writer = EventWriter(instance, context)
        self._ids = self._writer.ids

    def dates(self, course: Course) -> tuple[TeamDate, ...] | None:
        """Events of every date, None where one cannot be kept."""
        found = []
        last = _last_stays(self._instance, course)
        for number, day in enumerate(course):
            minutes = self._context.terms.finish_minutes
            finish = [minutes if (number, leg) in last else 0 for leg in range(len(day.stays))]
            events = self._cheapest(day, finish) if day.duty else []
            if events is None:
                return None
            found.append(
                TeamDate(
                    date=self._instance.campaign.dates[day.date],
                    start_at=self._ids[day.start],
                    events=tuple(events),
                    night_at=self._ids[day.night],
                )
            )
        return tuple(found)

    def _cheapest(self, day: CourseDay, finish: Sequence[int]) -> list[Event] | None:
        legs = len(day.stays) + 1
        cheap = [True] * legs
        events = self._events(day, cheap, finish)
        if events is not None:
            return events
        cheap = [False] * legs
        events = self._events(day, cheap, finish)
        if events is None:
            return None
        for leg in (legs - 1, *range(legs - 1)):
            cheap[leg] = True
            better = self._events(day, cheap, finish)
            if better is None:
                cheap[leg] = False
            else:
                events = better
        return events

    def _events(
        self, day: CourseDay, cheap: Sequence[bool], finish: Sequence[int]
    ) -> list[Event] | None:
        context = self._context
        events: list[Event] = []
        place, time = day.start, int(context.calendar.begins[day.date])
        if day.stays:
            time = self._late_start(day, cheap[0])
        seen: set[int] = set()
        for leg, (post, residents) in enumerate(day.stays):
            moved = self._go(events, day.date, place, post, time, cheap=cheap[leg])
            if moved is None:
                return None
            time, left = self._writer.stay(
                events, day.date, post, moved, residents, setup=post not in seen, finish=finish[leg]
            )
            if left:
                return None
            seen.add(post)
            place = post
        end = self._go(events, day.date, place, day.night, time, cheap=cheap[-1])
        if end is None or end > context.terms.duty_end:
            return None
        driving = sum(event.end - event.start for event in events if isinstance(event, Drive))
        return events if driving <= context.terms.max_driving_minutes else None

    def _late_start(self, day: CourseDay, cheap: bool) -> int:
        """Latest start by road that delays nothing; by water, the start of duty."""
        context = self._context
        earliest = int(context.calendar.begins[day.date])
        post = day.stays[0][0]
        trial: list[Event] = []
        arrival = self._go(trial, day.date, day.start, post, earliest, cheap=cheap)
        if arrival is None or any(not isinstance(event, Drive) for event in trial):
            return earliest
        ready = arrival + context.terms.setup_minutes
        for opens, closes in context.calendar.opening[post, day.date]:
            if opens >= 0 and closes > ready:
                return earliest + max(0, int(opens) - ready)
        return earliest

    def _go(
        self, events: list[Event], date: int, origin: int, destination: int, time: int, *,
        cheap: bool,
    ) -> int | None:  # fmt: skip
        if origin == destination:
            return time
        context = self._context
        cond = int(context.calendar.condition[date])
        net, price = context.net, context.terms.rupiah_per_km
        chains = self._instance.chains.of(context.team.vehicle, cond, net, price)
        way = chains.way(origin, destination, cheap=cheap)
        if way:
            for place in way:
                time = self._writer.drive(events, date, origin, place, time)
                origin = place
            return time
        found = travel(context.net, context.terms, date, cond, origin, destination, time, False)
        if found.end < 0:
            return None
        place = origin
        for crossing in (found.first, found.second):
            if crossing < 0:
                continue
            port = int(context.net.crossing_from[crossing])
            moved = self._go(events, date, place, port, time, cheap=False)
            landed = None if moved is None else self._writer.cross(events, date, crossing, moved)
            if landed is None:
                return None
            time, place = landed, int(context.net.crossing_to[crossing])
        return self._go(events, date, place, destination, time, cheap=False)
