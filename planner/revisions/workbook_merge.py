"""What a revision takes of a workbook that was changed, and what it does not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from geodata import Message
from planner.revisions.team_states import ONE_DAY
from planner.revisions.workbook_changes import (
    WorkbookChange,
    pin_change,
    row_change,
    setting_change,
    workbook_changes,
)
from planner.workbook.schema import CAMPAIGN, PAIRS, PLACES
from routing.campaign import (
    Campaign,
    Condition,
    Crossing,
    KecamatanBar,
    KecamatanPin,
    Pin,
    Place,
    PostDates,
    Team,
)


@dataclass(frozen=True, slots=True)
class Held:
    """What has happened, and a workbook cannot undo.

    Attributes
    ----------
    posts, teams
        Ids of posts at which residents were recorded, and of the pairs that recorded them.
    away
        Places away from the base at which pairs are now, by pair.
    planned
        Ids of posts of the superseded plan.
    begun
        Pairs of kecamatan and team: who has recorded there.
    """

    posts: frozenset[str]
    teams: frozenset[str]
    away: dict[str, str]
    planned: frozenset[str]
    begun: tuple[tuple[str, str], ...]


def merged(
    before: Campaign, found: Campaign, held: Held, *, allow_handovers: bool
) -> tuple[Campaign, tuple[WorkbookChange, ...]]:
    """Return the campaign that a revision is made from, and every change of the workbook.

    Taken is what can still be changed. The first date, the base and the time zone stay, as do
    the points and kecamatan of posts at which somebody was recorded, and pairs that have recorded
    somebody; a post that is gone stays as a place where nobody is left. Rows of places, pairs
    and crossings stay in their old order, new ones come after them.

    Parameters
    ----------
    before, found
        As the workbook was when the plan was made, and as it is now; without incidents.
    held
        What has happened since.
    allow_handovers
        Whether pins may give a kecamatan that a pair has begun to another.
    """
    merge = _Merge(before, found, held, allow_handovers=allow_handovers)
    return merge.campaign, merge.changes


class _Merge:
    """Each step takes what can be taken of one sheet, and notes what is refused."""

    def __init__(
        self, before: Campaign, found: Campaign, held: Held, *, allow_handovers: bool
    ) -> None:
        self.before, self.held = before, held
        self.refused = list(_unmoved_settings(before, found))
        found = _with_settings(before, found)
        self.campaign = replace(
            found,
            places=self._places(found),
            teams=self._teams(found),
            crossings=_in_order(before.crossings, found.crossings),
            rules=replace(found.rules, pins=self._pins(found, allow_handovers=allow_handovers)),
        )
        self.changes = (*workbook_changes(before, self.campaign), *self.refused)

    def _places(self, found: Campaign) -> tuple[Place, ...]:
        """Return places, with the points of those where something has happened."""
        old = self.before.place_by_id
        known = self.held.posts | {*self.held.away.values()}
        rows = [
            self._unmoved(old[place.id], place) if place.id in known & old.keys() else place
            for place in found.places
        ]
        there, needed = {place.id for place in rows}, known | self.held.planned
        rows += [
            replace(place, residents=0)
            for place in old.values()
            if place.id in needed and place.id not in there
        ]
        return _in_order(self.before.places, rows)

    def _unmoved(self, was: Place, place: Place) -> Place:
        """Keep the point and the kecamatan of a place where something has happened."""
        for field in ("lon", "lat", "kecamatan"):
            old, new = getattr(was, field), getattr(place, field)
            if old != new:
                change = setting_change(PLACES, field, old, new, [place.name])
                self._refuse(change, Message("workbook_held_post"), posts={place.id})
        return replace(place, lon=was.lon, lat=was.lat, kecamatan=was.kecamatan)

    def _teams(self, found: Campaign) -> tuple[Team, ...]:
        """Return pairs, with those that are gone from the sheet but not from the field."""
        there = {team.id for team in found.teams}
        kept = [
            team
            for team in self.before.teams
            if team.id not in there and team.id in self.held.teams | self.held.away.keys()
        ]
        for team in kept:
            change = row_change("workbook_gone", PAIRS, [team.id])
            self._refuse(change, Message("workbook_held_pair"), teams={team.id})
        return _in_order(self.before.teams, [*found.teams, *kept])

    def _pins(self, found: Campaign, *, allow_handovers: bool) -> tuple[Pin, ...]:
        """Return pins, without new ones that give away what a pair has begun."""
        begun: dict[str, set[str]] = {}
        for kecamatan, team in self.held.begun:
            begun.setdefault(kecamatan, set()).add(team)
        taken = []
        for pin in found.rules.pins:
            owners = () if isinstance(pin, PostDates) else begun.get(pin.kecamatan, ())
            if pin in self.before.rules.pins or allow_handovers or not _gives_away(pin, owners):
                taken.append(pin)
                continue
            why = Message("workbook_held_kecamatan", pair=", ".join(sorted(owners)))
            self._refuse(pin_change("workbook_new", pin, found), why)
        return tuple(taken)

    def _refuse(
        self,
        change: WorkbookChange,
        why: Message,
        posts: Collection[str] = (),
        teams: Collection[str] = (),
    ) -> None:
        posts, teams = change.posts | {*posts}, change.teams | {*teams}
        self.refused.append(replace(change, posts=posts, teams=teams, refusal=why))


def _gives_away(pin: Pin, owners: Collection[str]) -> bool:
    """Whether a pin keeps every pair that has begun a kecamatan from going on there."""
    if isinstance(pin, KecamatanPin):
        return bool(owners) and pin.team not in owners
    return isinstance(pin, KecamatanBar) and set(owners) == {pin.not_team}


def _unmoved_settings(before: Campaign, found: Campaign) -> Iterator[WorkbookChange]:
    """Yield the settings that no revision changes: first date, time zone and base."""
    if found.start != before.start:
        change = setting_change(CAMPAIGN, "start", before.start, found.start)
        yield replace(change, refusal=Message("workbook_start"))
    if found.timezone != before.timezone:
        change = setting_change(CAMPAIGN, "timezone", before.timezone, found.timezone)
        yield replace(change, refusal=Message("workbook_fixed"))
    if found.base != before.base:
        name = found.place_by_id[found.base].name
        change = row_change("workbook_base", PLACES, [name])
        yield replace(change, posts=frozenset({found.base}), refusal=Message("workbook_fixed"))


def _with_settings(before: Campaign, found: Campaign) -> Campaign:
    """Return the campaign with the settings that no revision changes."""
    teams = tuple(
        replace(team, from_=before.start) if team.from_ == found.start else team
        for team in found.teams
    )
    places = found.places
    if found.base != before.base:
        old = before.place_by_id
        places = tuple(
            replace(place, lodging_per_person=old[place.id].lodging_per_person)
            if place.id in {before.base, found.base} & old.keys()
            else place
            for place in places
        )
    earlier = tuple(day for day in before.dates if day < found.start)
    capacity, old_capacity = found.rules.server_capacity, before.rules.server_capacity
    known = {day: n for day, n in old_capacity.by_date.items() if day in earlier}
    capacity = replace(capacity, by_date=known | dict(capacity.by_date))
    return replace(
        found,
        id=before.identity,
        start=before.start,
        rest_days=(*(day for day in before.rest_days if day in earlier), *found.rest_days),
        conditions=tuple(_conditions(before, found)),
        rules=replace(found.rules, server_capacity=capacity),
        base=before.base,
        timezone=before.timezone,
        teams=teams,
        places=places,
    )


def _conditions(before: Campaign, found: Campaign) -> Iterator[Condition]:
    """Yield the states of the roads from the old first date on."""
    for old in before.conditions:
        if old.from_ < found.start:
            yield replace(old, until=min(old.until, found.start - ONE_DAY))
    for new in found.conditions:
        if new.until >= before.start:
            yield replace(new, from_=max(new.from_, before.start))


_Row = TypeVar("_Row", Place, Team, Crossing)


def _in_order(before: Iterable[_Row], found: Iterable[_Row]) -> tuple[_Row, ...]:
    """Return rows in the order that they had, new ones after them."""
    order = {row.id: number for number, row in enumerate(before)}
    return tuple(sorted(found, key=lambda row: order.get(row.id, len(order))))
