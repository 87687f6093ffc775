"""The named rules of a campaign, and the campaign without one of them.

A lifted rule forbids nothing any more. What no plan could be without (roads, the set-up, that
nobody is recorded twice) is no rule that could be lifted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median_low

from routing.campaign import (
    Campaign,
    Condition,
    KecamatanBar,
    KecamatanPin,
    Place,
    PostDates,
    ServerCapacity,
    Team,
)
from routing.clock import DAY_MINUTES

LATER_DAYS = 28
"""Days by which a lifted deadline is later: a plan that needs more is another campaign."""

_LAST_MINUTE = DAY_MINUTES - 1

Lift = Callable[[Campaign, Place], Campaign]


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule that can be lifted.

    Attributes
    ----------
    id
        Its name: the key of its words, and what `--json` says.
    contract
        The rule of the contract that it is, R4 for instance.
    lift
        Returns the campaign without it; the same campaign where it forbids nothing at the post.
    """

    id: str
    contract: str
    lift: Lift


def lifted(campaign: Campaign, post: str, rules: Iterable[NamedRule]) -> Campaign:
    """Return a campaign without some rules, as far as they concern a post."""
    for rule in rules:
        campaign = rule.lift(campaign, campaign.place_by_id[post])
    return campaign


def binding(campaign: Campaign, post: str) -> tuple[NamedRule, ...]:
    """Return the rules that forbid anything at all as far as a post is concerned."""
    place = campaign.place_by_id[post]
    return tuple(rule for rule in RULES if rule.lift(campaign, place) != campaign)


def later(campaign: Campaign, days: int) -> Campaign:
    """Return a campaign with a later deadline.

    Weekdays that are always rest days stay so, roads are as on the last date, and teams that
    work until the deadline work until the new one.
    """
    deadline = campaign.deadline + timedelta(days=days)
    rest = set(campaign.rest_days)
    weekly = {
        weekday
        for weekday in range(7)
        if (own := [d for d in campaign.dates if d.weekday() == weekday]) and rest.issuperset(own)
    }
    more = [campaign.deadline + timedelta(days=n) for n in range(1, days + 1)]
    conditions = tuple(
        replace(each, until=deadline) if each.until >= campaign.deadline else each
        for each in campaign.conditions
    )
    teams = tuple(
        replace(team, until=deadline) if team.until >= campaign.deadline else team
        for team in campaign.teams
    )
    rested = tuple(sorted({*rest, *(day for day in more if day.weekday() in weekly)}))
    return replace(
        campaign, deadline=deadline, conditions=conditions, teams=teams, rest_days=rested
    )


def lodging_price(campaign: Campaign) -> int:
    """Return rupiah per person and night where lodging is new: the middle of what is known."""
    known = [p.lodging_per_person for p in campaign.places if p.lodging_per_person is not None]
    return median_low(known) if known else 0


def with_rules(campaign: Campaign, **values: object) -> Campaign:
    """Return a campaign with some of its rules replaced."""
    return replace(campaign, rules=replace(campaign.rules, **values))  # type: ignore[arg-type]


def with_place(campaign: Campaign, id_: str, change: Callable[[Place], Place]) -> Campaign:
    """Return a campaign with one place changed."""
    places = tuple(change(place) if place.id == id_ else place for place in campaign.places)
    return replace(campaign, places=places)


def reopened(place: Place) -> Place:
    """Return a post that is open on its closed dates too."""
    kept = {day: hours for day, hours in place.hours_by_date.items() if hours}
    return replace(place, closed_dates=(), hours_by_date=kept)


def _ruled(**values: object) -> Lift:
    """Return what replaces some of the rules."""

    def changed(campaign: Campaign, _: Place) -> Campaign:
        return with_rules(campaign, **values)

    return changed


def _no_pins(campaign: Campaign, post: Place) -> Campaign:
    pins = tuple(
        pin
        for pin in campaign.rules.pins
        if not (isinstance(pin, KecamatanPin | KecamatanBar) and pin.kecamatan == post.kecamatan)
    )
    return with_rules(campaign, pins=pins)


def _no_date_pins(campaign: Campaign, post: Place) -> Campaign:
    pins = tuple(
        pin
        for pin in campaign.rules.pins
        if not (isinstance(pin, PostDates) and pin.post == post.id)
    )
    return with_rules(campaign, pins=pins)


def _any_nights(campaign: Campaign, _: Place) -> Campaign:
    return with_rules(
        campaign, max_nights_out=max(len(campaign.dates), campaign.rules.max_nights_out)
    )


def _open_all_day(campaign: Campaign, post: Place) -> Campaign:
    """Open a post at any minute of every date on which it is not closed."""
    window = ((0, _LAST_MINUTE),)
    by_date = {day: hours for day, hours in post.hours_by_date.items() if not hours}

    def open_(place: Place) -> Place:
        return replace(place, hours=window, hours_by_weekday={}, hours_by_date=by_date)

    return with_place(campaign, post.id, open_)


def _no_rest(campaign: Campaign, _: Place) -> Campaign:
    return replace(with_rules(campaign, home_on_rest_days=False), rest_days=())


def _lodging_everywhere(campaign: Campaign, _: Place) -> Campaign:
    price = lodging_price(campaign)
    places = tuple(
        replace(place, lodging_per_person=price) if place.lodging_per_person is None else place
        for place in campaign.places
    )
    return replace(campaign, places=places)


def _no_closures(campaign: Campaign, post: Place) -> Campaign:
    """Open a post on its closed dates, and the roads as they are without closures."""
    known = {condition.id for condition in campaign.conditions}

    def season(condition: Condition) -> Condition:
        name, _, number = condition.id.rpartition("-c")
        return replace(condition, id=name) if number.isdigit() and name in known else condition

    conditions = tuple(season(each) for each in campaign.conditions)
    return replace(with_place(campaign, post.id, reopened), conditions=conditions)


def _ferries_at_any_time(campaign: Campaign, _: Place) -> Campaign:
    crossings = tuple(
        replace(
            each, weekdays=tuple(range(7)), departures=None, open=0, close=_LAST_MINUTE,
            cancelled_dates=(),
        )
        for each in campaign.crossings
    )  # fmt: skip
    return replace(campaign, crossings=crossings)


def _any_date(campaign: Campaign, _: Place) -> Campaign:
    """Let every team work on all dates of the campaign and of four weeks more."""

    def always(team: Team) -> Team:
        begun: date = campaign.start
        return replace(team, from_=min(team.from_, begun), until=campaign.deadline, days_off=())

    campaign = replace(campaign, teams=tuple(always(team) for team in campaign.teams))
    return later(campaign, LATER_DAYS)


RULES = (
    NamedRule("pin", "R15", _no_pins),
    NamedRule("date_pin", "R15", _no_date_pins),
    NamedRule("one_pair", "R11", _ruled(one_pair_per_kecamatan=False)),
    NamedRule("closure", "R6", _no_closures),
    NamedRule("opening", "R6", _open_all_day),
    NamedRule("ferry", "R4", _ferries_at_any_time),
    NamedRule("nights", "R8", _any_nights),
    NamedRule("lodging", "R8", _lodging_everywhere),
    NamedRule("rest_days", "R9", _no_rest),
    NamedRule("driving", "R14", _ruled(max_driving_minutes=DAY_MINUTES)),
    NamedRule("duty", "R14", _ruled(duty_start=0, duty_end=_LAST_MINUTE)),
    NamedRule("server", "R12", _ruled(server_capacity=ServerCapacity())),
    NamedRule("dates", "R10", _any_date),
)
"""All that can be lifted; what one decides oneself first, what others decide last."""

RULE_BY_ID = {rule.id: rule for rule in RULES}
