"""Faults of a campaign, all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

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
    Team,
)
from routing.clock import DAY_MINUTES, format_clock
from routing.errors import CampaignError


class CampaignParts(Protocol):
    """What is checked: the parts of a campaign, as `routing.campaign.Campaign` holds them."""

    @property
    def timezone(self) -> str: ...  # noqa: D102

    @property
    def start(self) -> date: ...  # noqa: D102

    @property
    def deadline(self) -> date: ...  # noqa: D102

    @property
    def base(self) -> str: ...  # noqa: D102

    @property
    def rest_days(self) -> tuple[date, ...]: ...  # noqa: D102

    @property
    def conditions(self) -> tuple[Condition, ...]: ...  # noqa: D102

    @property
    def places(self) -> tuple[Place, ...]: ...  # noqa: D102

    @property
    def posts(self) -> tuple[Place, ...]: ...  # noqa: D102

    @property
    def place_by_id(self) -> dict[str, Place]: ...  # noqa: D102

    @property
    def crossings(self) -> tuple[Crossing, ...]: ...  # noqa: D102

    @property
    def teams(self) -> tuple[Team, ...]: ...  # noqa: D102

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
    if faults:
        raise CampaignError(faults)


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _timezone(campaign: CampaignParts) -> Iterator[str]:
    try:
        ZoneInfo(campaign.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield (
            f"timezone: {campaign.timezone!r} is no time zone; write a name of the IANA database, "
            "such as Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT)"
        )


def _dates(campaign: CampaignParts) -> Iterator[str]:
    if campaign.deadline < campaign.start:
        yield (
            f"deadline: {campaign.deadline} is before the start, {campaign.start}; "
            "set a deadline on or after the start"
        )
        return
    day = campaign.start
    for condition in sorted(campaign.conditions, key=lambda c: c.from_):
        if condition.from_ != day or condition.until < condition.from_:
            yield (
                f"conditions: {condition.id} runs from {condition.from_} to {condition.until}, "
                f"but {day} is the next date to cover; cover each date of the campaign once"
            )
            return
        day = condition.until + timedelta(days=1)
    if day <= campaign.deadline:
        yield f"conditions: {day} has none; cover each date up to {campaign.deadline}"


def _places(campaign: CampaignParts) -> Iterator[str]:
    for twice in _twice(place.id for place in campaign.places):
        yield f"places: the id {twice!r} is used twice; give each place its own"
    if campaign.base not in campaign.place_by_id:
        yield f"base: {campaign.base!r} is no place of the campaign; name one"
    for place in campaign.places:
        if place.residents and not place.kecamatan:
            yield f"places, {place.id}: has residents but no kecamatan; name its kecamatan"
        weekdays = [day for day in place.hours_by_weekday if not 0 <= day <= 6]
        if weekdays:
            yield f"places, {place.id}: weekday {weekdays[0]} is not 0 (Monday) to 6 (Sunday)"
        for intervals in (place.hours, *place.hours_by_weekday.values()):
            yield from _hours(place.id, intervals)


def _catchment(campaign: CampaignParts) -> Iterator[str]:
    for twice in _twice(served.village for served in campaign.catchment):
        yield f"catchment: the village {twice!r} is there twice; send it to one post"
    for served in campaign.catchment:
        if served.post not in campaign.place_by_id:
            yield (
                f"catchment, {served.village}: post {served.post!r} is no place; add it to places"
            )


def _hours(place: str, intervals: tuple[Interval, ...]) -> Iterator[str]:
    end = -1
    for opens, closes in sorted(intervals):
        if closes <= opens:
            yield (
                f"places, {place}: opens {format_clock(opens)} and closes {format_clock(closes)}; "
                "closing must come after opening"
            )
        elif opens < end:
            yield f"places, {place}: opening intervals overlap at {format_clock(opens)}; join them"
        end = max(end, closes)


def _crossings(campaign: CampaignParts) -> Iterator[str]:
    for twice in _twice(crossing.id for crossing in campaign.crossings):
        yield f"crossings: the id {twice!r} is used twice; give each direction its own"
    for crossing in campaign.crossings:
        for port in (crossing.from_, crossing.to):
            if port not in campaign.place_by_id:
                yield f"crossings, {crossing.id}: port {port!r} is no place; add it to places"
        timetable = crossing.departures
        if timetable is None and (crossing.open is None or crossing.close is None):
            yield f"crossings, {crossing.id}: runs on demand; say from when (open) to when (close)"
        elif timetable is None and (crossing.open or 0) > (crossing.close or 0):
            yield f"crossings, {crossing.id}: closes before it opens; swap the times"
        if timetable == () or not crossing.weekdays:
            yield f"crossings, {crossing.id}: never leaves; add a departure and a weekday"


def _teams(campaign: CampaignParts) -> Iterator[str]:
    if not campaign.teams:
        yield "teams: there is none; add at least one pair of operators"
    for twice in _twice(team.id for team in campaign.teams):
        yield f"teams: the id {twice!r} is used twice; give each pair its own"
    for name in _twice(name for team in campaign.teams for name in team.operators):
        yield f"teams: operator {name!r} is named twice; an operator belongs to one pair"
    for team in campaign.teams:
        if team.vehicle not in campaign.costs.rupiah_per_km:
            known = ", ".join(sorted(campaign.costs.rupiah_per_km))
            yield f"teams, {team.id}: vehicle {team.vehicle!r} has no price per km; use {known}"
        if team.until < team.from_:
            yield f"teams, {team.id}: available until {team.until}, before {team.from_}; swap them"


def _rules(campaign: CampaignParts) -> Iterator[str]:
    rules = campaign.rules
    if rules.duty_end <= rules.duty_start:
        yield (
            f"rules: duty ends {format_clock(rules.duty_end)}, not after it starts "
            f"{format_clock(rules.duty_start)}"
        )
    if rules.finish_minutes >= DAY_MINUTES:
        yield (
            f"rules: finish_minutes {rules.finish_minutes} is a whole day or more; "
            "use a number of minutes such as 20, or 0 for none"
        )


def _pins(campaign: CampaignParts) -> Iterator[str]:
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
            yield f"pins: team {team!r} is not in the campaign; use one of its teams"
        if pin.kecamatan not in kecamatan:
            yield f"pins: kecamatan {pin.kecamatan!r} has no post; check its name"
        if isinstance(pin, KecamatanBar):
            barred.setdefault(pin.kecamatan, set()).add(team)
        elif pinned.setdefault(pin.kecamatan, team) != team:
            yield (
                f"pins: kecamatan {pin.kecamatan!r} is pinned to {pinned[pin.kecamatan]} and to "
                f"{team}; keep one of the two"
            )
    for name, team in pinned.items():
        if team in barred.get(name, set()):
            yield f"pins: kecamatan {name!r} is pinned to {team} and barred from it; remove one"


def _post_dates(campaign: CampaignParts, pin: PostDates) -> Iterator[str]:
    place = campaign.place_by_id.get(pin.post)
    if place is None or not place.residents:
        yield f"pins: {pin.post!r} is no post with residents; check its id"
    if not pin.dates:
        yield f"pins: post {pin.post!r} is pinned to no date; name at least one"
    for day in pin.dates:
        if not campaign.start <= day <= campaign.deadline:
            yield (
                f"pins: post {pin.post!r} is pinned to {day}, outside the campaign "
                f"({campaign.start} to {campaign.deadline}); choose a date inside"
            )
        elif day in campaign.rest_days:
            yield f"pins: post {pin.post!r} is pinned to {day}, a rest day; choose a working date"
    others = [p for p in campaign.rules.pins if isinstance(p, PostDates) and p.post == pin.post]
    if others[0] is not pin and len(others) > 1:
        yield f"pins: post {pin.post!r} has two lists of dates; join them in one pin"
