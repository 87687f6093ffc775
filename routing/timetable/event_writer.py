"""Drives, crossings and stays of a date written as events.

Everything that writes events goes through here: the decoder's choices, courses whose places alone
are given, and the dates of a complete search.
"""

from __future__ import annotations

from routing.instance import Instance, TeamContext, next_departure
from routing.plan import Drive, Event, Ferry, Session, Setup, Wait


class EventWriter:
    """Appends events of one team to lists; every method returns the minute at which it ends.

    Parameters
    ----------
    instance, context
        The campaign as arrays, and the team's legs, calendar and terms.
    """

    def __init__(self, instance: Instance, context: TeamContext) -> None:
        self.ids = [place.id for place in instance.campaign.places]
        self._context = context
        self._crossings = instance.crossing_ids(context.team)

    def drive(
        self, events: list[Event], date: int, origin: int, destination: int, time: int
    ) -> int:
        """Drive one leg; nothing on the spot."""
        if origin == destination:
            return time
        net = self._context.net
        condition = int(self._context.calendar.condition[date])
        end = time + int(net.minutes[condition, origin, destination])
        metres = int(net.metres[condition, origin, destination])
        events.append(Drive(self.ids[origin], self.ids[destination], time, end, metres))
        return end

    def cross(self, events: list[Event], date: int, crossing: int, time: int) -> int | None:
        """Wait for a crossing and take it, from a minute at its port on; None if none leaves."""
        net = self._context.net
        port, landing = (
            self.ids[int(ends[crossing])] for ends in (net.crossing_from, net.crossing_to)
        )
        ready = time + int(net.loading_minutes[crossing])
        departure = int(next_departure(net, crossing, date, ready))
        if departure < 0:
            return None
        self.wait(events, port, time, departure)
        end = departure + int(net.crossing_minutes[crossing])
        events.append(Ferry(self._crossings[crossing], port, landing, departure, end))
        return end

    def set_up(self, events: list[Event], post: int, time: int) -> int:
        """Set up at a post; nothing where the team needs no time for it."""
        minutes = self._context.terms.setup_minutes
        if minutes:
            events.append(Setup(self.ids[post], time, time + minutes))
        return time + minutes

    def stay(
        self, events: list[Event], date: int, post: int, arrival: int, residents: int, *,
        setup: bool, finish: int,
    ) -> tuple[int, int]:  # fmt: skip
        """Write a stay at a post: set-up if there is one, sessions, and waits before them.

        Parameters
        ----------
        date, post
            Indices of the date and of the place.
        arrival
            Minutes after midnight.
        finish
            Minutes by which the session that records all who are left may end after its
            interval.

        Returns
        -------
        Minute at which it ends, and residents for whom there was no time.
        """
        time = self.set_up(events, post, arrival) if setup else arrival
        rate = self._context.terms.rate_per_hour
        for opens, closes in self._context.calendar.opening[post, date]:
            start = max(time, int(opens))
            room = self._room(start, int(closes))
            if finish and start < closes and self._room(start, int(closes) + finish) >= residents:
                room = residents
            take = min(room, residents)
            if opens < 0 or take < 1:
                continue
            self.wait(events, self.ids[post], time, start)
            time = start - (-take * 60 // rate)
            events.append(Session(self.ids[post], start, time, take))
            residents -= take
        return time, residents

    @staticmethod
    def wait(events: list[Event], name: str, time: int, until: int) -> None:
        """Wait at a place, whose id is given, where there is anything to wait for."""
        if until > time:
            events.append(Wait(name, time, until))

    def _room(self, start: int, end: int) -> int:
        """Residents of a session from one minute to another, or to the end of duty."""
        terms = self._context.terms
        return (min(terms.duty_end, end) - start) * terms.rate_per_hour // 60
