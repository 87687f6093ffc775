"""Faults of a campaign, all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from geodata import Message
from geodata.spelling import fold
from routing.campaign.parts import (
    Condition,
    Costs,
    Crossing,
    Interval,
    KecamatanBar,
    KecamatanPin,
    Place,
    PostDates,
    Rules,
    Served,
)
from routing.campaign.revision_faults import RevisionParts, revision_faults
from routing.clock import DAY_MINUTES, format_clock
from routing.errors import CampaignError


class CampaignParts(RevisionParts, Protocol):
    """What is checked: the parts of a campaign, as `routing.campaign.Campaign` holds them."""

    @property
    def timezone(self) -> str: ...  # noqa: D102

    @property
    def start(self) -> date: ...  # noqa: D102

    @property
    def rest_days(self) -> tuple[date, ...]: ...  # noqa: D102

    @property
    def conditions(self) -> tuple[Condition, ...]: ...  # noqa: D102

    @property
    def places(self) -> tuple[Place, ...]: ...  # noqa: D102

    @property
    def posts(self) -> tuple[Place, ...]: ...  # noqa: D102

    @property
    def crossings(self) -> tuple[Crossing, ...]: ...  # noqa: D102

    @property
    def rules(self) -> Rules: ...  # noqa: D102

    @property
    def costs(self) -> Costs: ...  # noqa: D102

    @property
    def catchment(self) -> tuple[Served, ...]: ...  # noqa: D102


def check_campaign(campaign: CampaignParts) -> None:
    """Raise if the campaign contradicts itself or the contract.

    Raises
    ------
    CampaignError
        With one sentence per fault: field, value and remedy.
    """
    faults = [*_timezone(campaign), *_dates(campaign), *_places(campaign), *_crossings(campaign)]
    faults += _catchment(campaign)
    faults += [*_teams(campaign), *_rules(campaign), *_pins(campaign)]
    faults += revision_faults(campaign)
    if faults:
        raise CampaignError(faults)


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _timezone(campaign: CampaignParts) -> Iterator[Message]:
    try:
        ZoneInfo(campaign.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield (
            Message(
                "timezone: %(timezone)r is no time zone; write a name of the IANA database, such "
                "as Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT)",
                timezone=campaign.timezone,
            )
        )


def _dates(campaign: CampaignParts) -> Iterator[Message]:
    if campaign.deadline < campaign.start:
        yield (
            Message(
                "deadline: %(deadline)s is before the start, %(start)s; set a deadline on or after "
                "the start",
                deadline=campaign.deadline,
                start=campaign.start,
            )
        )
        return
    day = campaign.start
    for condition in sorted(campaign.conditions, key=lambda c: c.from_):
        if condition.from_ != day or condition.until < condition.from_:
            yield (
                Message(
                    "conditions: %(id)s runs from %(from_)s to %(until)s, but %(day)s is the next "
                    "date to cover; cover each date of the campaign once",
                    id=condition.id,
                    from_=condition.from_,
                    until=condition.until,
                    day=day,
                )
            )
            return
        day = condition.until + timedelta(days=1)
    if day <= campaign.deadline:
        yield Message(
            "conditions: %(day)s has none; cover each date up to %(deadline)s",
            day=day,
            deadline=campaign.deadline,
        )


def _places(campaign: CampaignParts) -> Iterator[Message]:
    for twice in _twice(place.id for place in campaign.places):
        yield Message(
            "places: the id %(twice)r is used twice; give each place its own", twice=twice
        )
    if campaign.base not in campaign.place_by_id:
        yield Message("base: %(base)r is no place of the campaign; name one", base=campaign.base)
    for place in campaign.places:
        if place.residents and not place.kecamatan:
            yield Message(
                "places, %(id)s: has residents but no kecamatan; name its kecamatan", id=place.id
            )
        weekdays = [day for day in place.hours_by_weekday if not 0 <= day <= 6]
        if weekdays:
            yield Message(
                "places, %(id)s: weekday %(weekdays)s is not 0 (Monday) to 6 (Sunday)",
                id=place.id,
                weekdays=weekdays[0],
            )
        special = place.hours_by_date.values()
        for intervals in (place.hours, *place.hours_by_weekday.values(), *special):
            yield from _hours(place.id, intervals)


def _catchment(campaign: CampaignParts) -> Iterator[Message]:
    for twice in _twice(served.village for served in campaign.catchment):
        yield Message(
            "catchment: the village %(twice)r is there twice; send it to one post", twice=twice
        )
    for served in campaign.catchment:
        if served.post not in campaign.place_by_id:
            yield (
                Message(
                    "catchment, %(village)s: post %(post)r is no place; add it to places",
                    village=served.village,
                    post=served.post,
                )
            )


def _hours(place: str, intervals: tuple[Interval, ...]) -> Iterator[Message]:
    end = -1
    for opens, closes in sorted(intervals):
        if closes <= opens:
            yield (
                Message(
                    "places, %(place)s: opens %(opens)s and closes %(closes)s; closing must come "
                    "after opening",
                    place=place,
                    opens=format_clock(opens),
                    closes=format_clock(closes),
                )
            )
        elif opens < end:
            yield Message(
                "places, %(place)s: opening intervals overlap at %(opens)s; join them",
                place=place,
                opens=format_clock(opens),
            )
        end = max(end, closes)


def _crossings(campaign: CampaignParts) -> Iterator[Message]:
    for twice in _twice(crossing.id for crossing in campaign.crossings):
        yield Message(
            "crossings: the id %(twice)r is used twice; give each direction its own", twice=twice
        )
    for crossing in campaign.crossings:
        for port in (crossing.from_, crossing.to):
            if port not in campaign.place_by_id:
                yield Message(
                    "crossings, %(id)s: port %(port)r is no place; add it to places",
                    id=crossing.id,
                    port=port,
                )
        timetable = crossing.departures
        if timetable is None and (crossing.open is None or crossing.close is None):
            yield Message(
                "crossings, %(id)s: runs on demand; say from when (open) to when (close)",
                id=crossing.id,
            )
        elif timetable is None and (crossing.open or 0) > (crossing.close or 0):
            yield Message(
                "crossings, %(id)s: closes before it opens; swap the times", id=crossing.id
            )
        if timetable == () or not crossing.weekdays:
            yield Message(
                "crossings, %(id)s: never leaves; add a departure and a weekday", id=crossing.id
            )


def _teams(campaign: CampaignParts) -> Iterator[Message]:
    if not campaign.teams:
        yield Message("teams: there is none; add at least one pair of operators")
    for twice in _twice(team.id for team in campaign.teams):
        yield Message("teams: the id %(twice)r is used twice; give each pair its own", twice=twice)
    named = {fold(name): name for team in campaign.teams for name in team.operators}
    for folded in _twice(fold(name) for team in campaign.teams for name in team.operators):
        yield Message(
            "teams: operator %(name)r is named twice; an operator belongs to one pair",
            name=named[folded],
        )
    for team in campaign.teams:
        if team.vehicle not in campaign.costs.rupiah_per_km:
            known = ", ".join(sorted(campaign.costs.rupiah_per_km))
            yield Message(
                "teams, %(id)s: vehicle %(vehicle)r has no price per km; use %(known)s",
                id=team.id,
                vehicle=team.vehicle,
                known=known,
            )
        if team.until < team.from_:
            yield Message(
                "teams, %(id)s: available until %(until)s, before %(from_)s; swap them",
                id=team.id,
                until=team.until,
                from_=team.from_,
            )


def _rules(campaign: CampaignParts) -> Iterator[Message]:
    rules = campaign.rules
    if rules.duty_end <= rules.duty_start:
        yield (
            Message(
                "rules: duty ends %(duty_end)s, not after it starts %(duty_start)s",
                duty_end=format_clock(rules.duty_end),
                duty_start=format_clock(rules.duty_start),
            )
        )
    if rules.finish_minutes >= DAY_MINUTES:
        yield (
            Message(
                "rules: finish_minutes %(finish_minutes)s is a whole day or more; use a number of "
                "minutes such as 20, or 0 for none",
                finish_minutes=rules.finish_minutes,
            )
        )


def _pins(campaign: CampaignParts) -> Iterator[Message]:
    teams = {team.id for team in campaign.teams}
    kecamatan = {place.kecamatan for place in campaign.posts}
    pinned: dict[str, str] = {}
    barred: dict[str, set[str]] = {}
    for pin in campaign.rules.pins:
        if isinstance(pin, PostDates):
            yield from _post_dates(campaign, pin)
            continue
        team = pin.team if isinstance(pin, KecamatanPin) else pin.not_team
        if team not in teams:
            yield Message(
                "pins: team %(team)r is not in the campaign; use one of its teams", team=team
            )
        if pin.kecamatan not in kecamatan:
            yield Message(
                "pins: kecamatan %(kecamatan)r has no post; check its name", kecamatan=pin.kecamatan
            )
        if isinstance(pin, KecamatanBar):
            barred.setdefault(pin.kecamatan, set()).add(team)
        elif pinned.setdefault(pin.kecamatan, team) != team:
            yield (
                Message(
                    "pins: kecamatan %(kecamatan)r is pinned to %(pinned)s and to %(team)s; keep "
                    "one of the two",
                    kecamatan=pin.kecamatan,
                    pinned=pinned[pin.kecamatan],
                    team=team,
                )
            )
    for name, team in pinned.items():
        if team in barred.get(name, set()):
            yield Message(
                "pins: kecamatan %(name)r is pinned to %(team)s and barred from it; remove one",
                name=name,
                team=team,
            )


def _post_dates(campaign: CampaignParts, pin: PostDates) -> Iterator[Message]:
    place = campaign.place_by_id.get(pin.post)
    if place is None or not place.residents:
        yield Message("pins: %(post)r is no post with residents; check its id", post=pin.post)
    if not pin.dates:
        yield Message("pins: post %(post)r is pinned to no date; name at least one", post=pin.post)
    for day in pin.dates:
        if not campaign.start <= day <= campaign.deadline:
            yield (
                Message(
                    "pins: post %(post)r is pinned to %(day)s, outside the campaign (%(start)s to "
                    "%(deadline)s); choose a date inside",
                    post=pin.post,
                    day=day,
                    start=campaign.start,
                    deadline=campaign.deadline,
                )
            )
        elif day in campaign.rest_days:
            yield Message(
                "pins: post %(post)r is pinned to %(day)s, a rest day; choose a working date",
                post=pin.post,
                day=day,
            )
    others = [p for p in campaign.rules.pins if isinstance(p, PostDates) and p.post == pin.post]
    if others[0] is not pin and len(others) > 1:
        yield Message(
            "pins: post %(post)r has two lists of dates; join them in one pin", post=pin.post
        )
