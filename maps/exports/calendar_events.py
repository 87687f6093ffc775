"""What stands in a pair's calendar, and ids that stay the same when a revision moves it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from maps.data import MapData
from routing.plan import Drive, Ferry, Plan, Session, TeamPlan, Wait

NIGHT_AWAY = "night"
_MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event of a plan but a wait, or a night away.

    `kind` is the event's, or `night`; `place` the id of the place that it leads to or happens
    at; `start` and `end` are minutes after local midnight, a night's both 24:00.
    """

    date: dt.date
    start: int
    end: int
    kind: str
    place: str
    residents: int = 0


@dataclass(frozen=True, slots=True)
class PairEvents:
    """A pair's events with their ids, in the order of time.

    `dropped` are those of the superseded plan from the revision's now on that this plan has no
    more.
    """

    kept: tuple[tuple[CalendarEvent, str], ...]
    dropped: tuple[tuple[CalendarEvent, str], ...]


def pair_events(data: MapData, team: str) -> PairEvents:
    """Return a pair's events with ids that a revision does not change.

    A session is known by campaign, pair, post, and how many sessions the pair has planned there
    by then, in the history, the superseded plan before now, and this plan. A date is known by
    its first session, or by how many days it lies after the last date with one; what
    else happens on it by its date, what is done, where, and how many times it was done
    there on that date. So what moves to another date keeps its ids, whatever the number of
    revisions, and only history and the superseded plan are needed to tell them.

    Parameters
    ----------
    data
        With `previous` and `history` where its campaign is a revision.
    team
        Id of a pair of this plan or of the superseded one.
    """
    base, now = data.campaign.base, data.campaign.now
    own = tuple(_events(_team(data.plan, team), base))
    before = tuple(_events(_team(data.previous, team), base))
    past = () if now is None else _past(before, own, now)
    history = tuple(
        CalendarEvent(each.date, each.start, each.start, "record", each.post)
        for each in data.history
        if each.team == team and each.planned
    )
    identity = data.campaign.identity
    kept = _numbered((identity, team), (*history, *past), own)
    ids = {uid for _, uid in kept}
    dropped = tuple(
        (each, uid)
        for each, uid in _numbered((identity, team), history, before)
        if each not in past and uid not in ids
    )
    return PairEvents(kept, dropped)


def _team(plan: Plan | None, team: str) -> TeamPlan | None:
    return next((each for each in plan.teams if each.id == team), None) if plan else None


def _events(team: TeamPlan | None, base: str) -> Iterator[CalendarEvent]:
    for day in () if team is None else team.dates:
        for event in day.events:
            if isinstance(event, Wait):
                continue
            place = event.to if isinstance(event, Drive | Ferry) else event.at
            residents = event.residents if isinstance(event, Session) else 0
            yield CalendarEvent(day.date, event.start, event.end, event.kind, place, residents)
        if day.night_at != base:
            yield CalendarEvent(day.date, _MIDNIGHT, _MIDNIGHT, NIGHT_AWAY, day.night_at)


def _past(
    before: tuple[CalendarEvent, ...], own: tuple[CalendarEvent, ...], now: dt.datetime
) -> tuple[CalendarEvent, ...]:
    """Return what of the superseded plan had begun by now.

    The night after now's own date has, where neither plan has anything more on that date.
    """
    later = {each.date for each in before if each.kind != NIGHT_AWAY and _at(each) >= now}
    later |= {each.date for each in own}

    def begun(each: CalendarEvent) -> bool:
        if each.kind != NIGHT_AWAY:
            return _at(each) < now
        return each.date < now.date() or (each.date == now.date() and each.date not in later)

    return tuple(filter(begun, before))


def _at(event: CalendarEvent) -> dt.datetime:
    midnight = dt.datetime.combine(event.date, dt.time())
    return midnight + dt.timedelta(minutes=event.start)


def _numbered(
    of: tuple[str, str], earlier: Iterable[CalendarEvent], events: tuple[CalendarEvent, ...]
) -> tuple[tuple[CalendarEvent, str], ...]:
    """Return events with their ids; earlier ones are counted where they are not among them."""
    seen = {_spot(each) for each in events}
    others = {_spot(each): each for each in earlier if _spot(each) not in seen}
    timeline = sorted((*others.values(), *events), key=_at)
    sessions = _sessions(timeline)
    dates = {each.date: _date_key(each.date, sessions) for each in timeline}
    times: Counter[tuple[str, ...]] = Counter()
    ids = []
    for each in timeline:
        if each.kind == "record":
            key: tuple[str, ...] = (each.place, str(sessions[each.date, each.start][1]))
        else:
            key = (each.place, *dates[each.date])
            times[each.kind, *key] += 1
            key = (*key, str(times[each.kind, *key]))
        told = "\n".join((*of, each.kind, *key)).encode("utf-8", "replace")
        ids.append((each, f"{hashlib.sha256(told).hexdigest()[:32]}@jemputbola"))
    return tuple((each, uid) for each, uid in ids if _spot(each) in seen)


def _spot(event: CalendarEvent) -> tuple[object, ...]:
    return (event.date, event.start, event.kind, event.place)


def _sessions(timeline: Iterable[CalendarEvent]) -> dict[tuple[dt.date, int], tuple[str, int]]:
    """Return post and number of each session by date and start, in the order of time."""
    counts: Counter[str] = Counter()
    found = {}
    for each in timeline:
        if each.kind == "record":
            counts[each.place] += 1
            found[each.date, each.start] = (each.place, counts[each.place])
    return found


def _date_key(
    date: dt.date, sessions: dict[tuple[dt.date, int], tuple[str, int]]
) -> tuple[str, ...]:
    """Return what a date is known by: the first session of a date, and the days from there."""
    first = {day: sessions[day, start] for day, start in reversed(sessions)}
    nearest = max((day for day in first if day <= date), default=None)
    if nearest is None:
        return (date.isoformat(),)
    return (*map(str, first[nearest]), str((date - nearest).days))
