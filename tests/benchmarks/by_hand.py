"""Routes turned into dates as a planner would by hand, without our timetable.

A pair leaves when duty starts and goes to its next post; it sets up and records as long as it
may, goes on to the next post where a resident can still be recorded, and sleeps where it is, at
the nearest lodging, or at the base before rest days and when its nights out are used up. Where a
post cannot be reached in time it sleeps on the way, at the place from which the next date brings
it to the post.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import Crossing, Team
from routing.plan.document import Drive, Event, Ferry, Session, Setup, TeamDate, Wait

Jobs = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Way:
    """Events from a place to another; minutes on the clock and driven."""

    events: tuple[Event, ...]
    end: int
    driven: int


class Roads:
    """Quickest ways on a date: a drive, or drives and crossings from port to port."""

    def __init__(self, campaign: Campaign, travel: TravelTable, vehicle: str) -> None:
        self.campaign = campaign
        self.vehicle = vehicle
        frame = travel.frame[travel.frame["vehicle"].eq(vehicle)]
        columns = ["origin", "destination", "condition", "minutes", "metres"]
        self.legs = {
            (a, b, condition): (minutes, metres)
            for a, b, condition, minutes, metres in zip(
                *(frame[name].tolist() for name in columns), strict=True
            )
        }
        self.way = cache(self._way)

    def drive(self, date: int, origin: str, target: str, start: int) -> Way | None:
        """A drive at once; an empty way where one is there already."""
        if origin == target:
            return Way((), start, 0)
        condition = self.campaign.condition_on(self.campaign.dates[date])
        leg = self.legs.get((origin, target, condition))
        if leg is None:
            return None
        end = start + leg[0]
        return Way((Drive(origin, target, start, end, leg[1]),), end, leg[0])

    def _way(self, date: int, origin: str, target: str, start: int) -> Way | None:
        """The drive if there is one, else the earliest arrival by up to two crossings."""
        direct = self.drive(date, origin, target, start)
        if direct is not None:
            return direct
        best: Way | None = None
        edge = [(origin, Way((), start, 0))]
        for _ in range(2):
            after = []
            for place, before in edge:
                for crossing in self.campaign.crossings:
                    across = self._across(date, place, before, crossing)
                    if across is None:
                        continue
                    after.append((crossing.to, across))
                    last = self.drive(date, crossing.to, target, across.end)
                    if last is not None and (best is None or last.end < best.end):
                        events = across.events + last.events
                        best = Way(events, last.end, across.driven + last.driven)
            edge = after
        return best

    def _across(self, date: int, place: str, before: Way, crossing: Crossing) -> Way | None:
        day = self.campaign.dates[date]
        runs = day.weekday() in crossing.weekdays and day not in crossing.cancelled_dates
        to_port = self.drive(date, place, crossing.from_, before.end)
        if to_port is None or not runs or self.vehicle not in crossing.vehicles:
            return None
        ready = to_port.end + crossing.loading_minutes
        if crossing.departures is None:
            leaves = max(ready, crossing.open or 0)
            if leaves > (crossing.close or 0):
                return None
        else:
            times = [time for time in crossing.departures if time >= ready]
            if not times:
                return None
            leaves = min(times)
        wait = (Wait(crossing.from_, to_port.end, leaves),) if leaves > to_port.end else ()
        end = leaves + crossing.crossing_minutes
        ferry = Ferry(crossing.id, crossing.from_, crossing.to, leaves, end)
        events = (*before.events, *to_port.events, *wait, ferry)
        return Way(events, end, before.driven + to_port.driven)


class Pair:
    """A pair's dates, written one after another.

    `server` has what the server still takes on each date (None without limit); what the pair
    records is taken off.
    """

    def __init__(self, roads: Roads, team: Team, server: list[int | None]) -> None:
        self.roads, self.team, self.server = roads, team, server
        self.campaign = roads.campaign
        self.rules = self.campaign.rules
        self.base = self.campaign.base
        self.beds = [self.base] + [
            place.id
            for place in self.campaign.places
            if place.lodging_per_person is not None and place.id != self.base
        ]
        self.left: list[list[int]] = []
        self.where = self.base
        self.out = 0

    def dates(self, jobs: Jobs) -> tuple[TeamDate, ...]:
        """All dates from the first one out to the last one home."""
        self.left = [[post, residents] for post, residents in jobs if residents]
        found: list[TeamDate] = []
        for date, day in enumerate(self.campaign.dates):
            start = self.where
            events = self._date(date) if self._works(date) else []
            self.out = self.out + 1 if self.where != self.base else 0
            if events or start != self.base:
                found.append(TeamDate(day, start, tuple(events), self.where))
        return tuple(found)

    def _works(self, date: int) -> bool:
        day = self.campaign.dates[date]
        free = day in self.campaign.rest_days
        return self.team.from_ <= day <= self.team.until and not free

    def _safe(self, date: int, bed: str) -> bool:
        """Whether the night after the date may be spent there and home is in reach later."""
        if bed == self.base:
            return True
        out = self.out + 1
        for later in range(date + 1, len(self.campaign.dates)):
            day = self.campaign.dates[later]
            rest = day in self.campaign.rest_days and self.rules.home_on_rest_days
            if out > self.rules.max_nights_out or day > self.team.until or rest:
                return False
            if self._works(later):
                way = self.roads.way(later, bed, self.base, self.rules.duty_start)
                if way is not None and self._in_time(way, 0):
                    return True
            out += 1
        return False

    def _date(self, date: int) -> list[Event]:
        """Work of a date; moves the pair to where it sleeps."""
        events: list[Event] = []
        time, driven, ready = self.rules.duty_start, 0, set[str]()
        while self.left:
            post = self.campaign.places[self.left[0][0]].id
            way = self.roads.way(date, self.where, post, time)
            if way is None:
                break
            done = self._record(date, post, way, driven, ready)
            if not done:
                break
            events += [*way.events, *done]
            driven += way.driven
            self.where, time = post, done[-1].end
            recorded = sum(e.residents for e in done if isinstance(e, Session))
            self.left[0][1] -= recorded
            limit = self.server[date]
            if limit is not None:
                self.server[date] = limit - recorded
            if self.left[0][1]:
                break
            self.left.pop(0)
        return events + self._night(date, time, driven)

    def _night(self, date: int, time: int, driven: int) -> list[Event]:
        """The way to the night's place; the nearest bed where it is out of reach today."""
        target = self._bed(date, time, driven) if self.left else self.base
        ways = []
        for number, bed in enumerate([target, *self.beds]):
            way = self.roads.way(date, self.where, bed, time)
            if way is not None and self._in_time(way, driven) and self._safe(date, bed):
                ways.append((number > 0, way.driven, number, bed, way))
                if not number:
                    break
        if not ways:
            return []
        *_, self.where, way = min(ways, key=lambda item: item[:3])
        return list(way.events)

    def _in_time(self, way: Way, driven: int) -> bool:
        most = self.rules.max_driving_minutes
        return way.end <= self.rules.duty_end and driven + way.driven <= most

    def _bed(self, date: int, time: int, driven: int) -> str:
        """The bed from which the next post is reached earliest on the next date, then nearest."""
        post = self.campaign.places[self.left[0][0]].id
        following = next(
            (d for d in range(date + 1, len(self.campaign.dates)) if self._works(d)), None
        )
        if following is None:
            return self.base
        choices = []
        for bed in self.beds:
            way = self.roads.way(date, self.where, bed, time)
            onward = self.roads.way(following, bed, post, self.rules.duty_start)
            if way is None or onward is None or not self._in_time(way, driven):
                continue
            if not self._in_time(onward, 0) or not self._safe(date, bed):
                continue
            late = max(0, onward.end - self._opens(following, post))
            choices.append((late, way.driven + onward.driven, bed))
        return min(choices)[2] if choices else self.base

    def _opens(self, date: int, post: str) -> int:
        hours = self.campaign.place_by_id[post].opening(self.campaign.dates[date])
        return min((opens for opens, _ in hours), default=0) - self.team.setup_minutes

    def _record(self, date: int, post: str, way: Way, driven: int, ready: set[str]) -> list[Event]:
        """Set-up and sessions at a post; nothing where no resident can be recorded."""
        events: list[Event] = []
        time, rate = way.end, self.team.rate_per_hour
        if post not in ready and self.team.setup_minutes:
            events.append(Setup(post, time, time + self.team.setup_minutes))
            time += self.team.setup_minutes
        ready.add(post)
        left = self.left[0][1]
        limit = self.server[date]
        left = left if limit is None else min(left, limit)
        place = self.campaign.place_by_id[post]
        for opens, closes in sorted(place.opening(self.campaign.dates[date])):
            start = max(time, opens)
            most = min(left, max(0, closes - start) * rate // 60)
            ends = [start + -(-number * 60 // rate) for number in range(1, most + 1)]
            spent = driven + way.driven
            number = bisect_left(
                ends, True, key=lambda end: not self._may_end(date, post, end, spent)
            )
            if not number:
                continue
            if start > time:
                events.append(Wait(post, time, start))
            time = start + -(-number * 60 // rate)
            events.append(Session(post, start, time, number))
            left -= number
        return events if any(isinstance(event, Session) for event in events) else []

    def _may_end(self, date: int, post: str, time: int, driven: int) -> bool:
        """Whether a session may end then: a bed for the night is in reach."""
        if time > self.rules.duty_end or driven > self.rules.max_driving_minutes:
            return False
        for bed in [post, *self.beds]:
            if bed not in self.beds:
                continue
            way = self.roads.way(date, post, bed, time)
            if way is not None and self._in_time(way, driven) and self._safe(date, bed):
                return True
        return False
