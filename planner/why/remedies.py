"""Changes of a campaign that may serve a post: a catalogue, and which of them do.

A remedy is named by a code that `what-if --apply` understands, `nights+1` for instance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geodata import Message
from planner.errors import OptionError
from planner.what_if import with_teams
from planner.why.lifted_rules import later, lodging_price, reopened, with_place, with_rules
from routing.campaign import (
    Campaign,
    Crossing,
    Place,
    PostDates,
    ServerCapacity,
    check_campaign,
)
from routing.clock import DAY_MINUTES

HALF_HOUR, HOUR = 30, 60
_LAST_MINUTE = DAY_MINUTES - 1


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of a campaign: a kind, what it changes, and by how much."""

    kind: str
    subject: str = ""
    amount: str = ""

    @property
    def code(self) -> str:
        """How it is written: KIND, `:` and what it changes, `+` and how much."""
        return (
            self.kind
            + (f":{self.subject}" if self.subject else "")
            + (f"+{self.amount}" if self.amount else "")
        )

    @classmethod
    def read(cls, text: str) -> Remedy | None:
        """Read a code; None if it is none."""
        found = re.fullmatch(r"([a-z-]+)(?::([^+]+))?(?:\+(.+))?", text.strip())
        if found is None or found[1] not in REMEDY_CHANGES:
            return None
        return cls(found[1], found[2] or "", found[3] or "")

    def apply(self, campaign: Campaign) -> Campaign:
        """Return the campaign with the change.

        Raises
        ------
        ValueError
            When it does not fit the campaign.
        """
        return REMEDY_CHANGES[self.kind](campaign, self)


def applied(campaign: Campaign, texts: list[str]) -> Campaign:
    """Return a campaign with remedies given by their codes.

    Raises
    ------
    OptionError
        With every code that is unknown or does not fit the campaign.
    """
    faults = []
    for text in texts:
        remedy = Remedy.read(text)
        changed = None if remedy is None else _applied(campaign, remedy)
        if changed is None:
            faults.append(Message("bad_remedy", value=text, known=", ".join(REMEDY_CHANGES)))
        campaign = changed or campaign
    if faults:
        raise OptionError(faults)
    check_campaign(campaign)
    return campaign


def _applied(campaign: Campaign, remedy: Remedy) -> Campaign | None:
    try:
        return remedy.apply(campaign)
    except ValueError:
        return None


def remedies_for(campaign: Campaign, post: str) -> Iterator[Remedy]:
    """Yield what may be changed for a post, what costs an office least first.

    What costs no money comes before what costs some, and what one office decides before what
    others decide: an assumption, as no tariff covers them all. What each comes to in rupiah is
    told with it.
    """
    place = campaign.place_by_id[post]
    for number, pin in enumerate(campaign.rules.pins):
        own = isinstance(pin, PostDates) and pin.post == post
        if own or (not isinstance(pin, PostDates) and pin.kecamatan == place.kecamatan):
            yield Remedy("unpin-dates" if own else "unpin", str(number + 1))
    yield Remedy("open", post, str(HOUR))
    if place.closed_dates or any(not hours for hours in place.hours_by_date.values()):
        yield Remedy("reopen", post)
    yield Remedy("duty", amount=str(HALF_HOUR))
    yield Remedy("driving", amount=str(HALF_HOUR))
    yield Remedy("nights", amount="1")
    if place.lodging_per_person is None:
        yield Remedy("lodging", post)
    if campaign.rules.one_pair_per_kecamatan:
        yield Remedy("several-pairs")
    capacity = campaign.rules.server_capacity
    if campaign.rules.connectivity == "online" and (
        capacity.default is not None or capacity.by_date
    ):
        yield Remedy("server", amount="50")
        yield Remedy("offline")
    for crossing in campaign.crossings:
        if any(not crossing.runs(day) for day in campaign.dates):
            yield Remedy("departure", crossing.id)
    for team in campaign.teams:
        if team.days_off or team.from_ > campaign.start or team.until < campaign.deadline:
            yield Remedy("pair-day", team.id)
    for days in (1, 3, 7):
        yield Remedy("deadline", amount=str(days))
    yield Remedy("teams", amount="1")


def _unpin(campaign: Campaign, remedy: Remedy) -> Campaign:
    number = int(remedy.subject) - 1
    pins = campaign.rules.pins
    if not 0 <= number < len(pins):
        raise ValueError(remedy.subject)
    return with_rules(campaign, pins=(*pins[:number], *pins[number + 1 :]))


def _open(campaign: Campaign, remedy: Remedy) -> Campaign:
    """Let a post open so many minutes longer, at the end of every date on which it opens."""
    minutes = int(remedy.amount)

    def longer(hours: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        if not hours:
            return hours
        first, last = hours[-1]
        return (*hours[:-1], (first, min(_LAST_MINUTE, last + minutes)))

    def opened(place: Place) -> Place:
        return replace(
            place,
            hours=longer(place.hours),
            hours_by_weekday={day: longer(h) for day, h in place.hours_by_weekday.items()},
            hours_by_date={day: longer(h) for day, h in place.hours_by_date.items()},
        )

    return _at(campaign, remedy.subject, opened)


def _reopen(campaign: Campaign, remedy: Remedy) -> Campaign:
    return _at(campaign, remedy.subject, reopened)


def _lodging(campaign: Campaign, remedy: Remedy) -> Campaign:
    price = lodging_price(campaign)
    return _at(campaign, remedy.subject, lambda place: replace(place, lodging_per_person=price))


def _at(campaign: Campaign, id_: str, change: Callable[[Place], Place]) -> Campaign:
    if id_ not in campaign.place_by_id:
        raise ValueError(id_)
    return with_place(campaign, id_, change)


def _duty(campaign: Campaign, remedy: Remedy) -> Campaign:
    end = campaign.rules.duty_end + int(remedy.amount)
    return with_rules(campaign, duty_end=min(_LAST_MINUTE, end))


def _driving(campaign: Campaign, remedy: Remedy) -> Campaign:
    most = campaign.rules.max_driving_minutes + int(remedy.amount)
    return with_rules(campaign, max_driving_minutes=most)


def _nights(campaign: Campaign, remedy: Remedy) -> Campaign:
    return with_rules(campaign, max_nights_out=campaign.rules.max_nights_out + int(remedy.amount))


def _several_pairs(campaign: Campaign, _: Remedy) -> Campaign:
    return with_rules(campaign, one_pair_per_kecamatan=False)


def _server(campaign: Campaign, remedy: Remedy) -> Campaign:
    more, held = int(remedy.amount), campaign.rules.server_capacity
    default = None if held.default is None else held.default + more
    by_date = {day: most + more for day, most in held.by_date.items()}
    return with_rules(campaign, server_capacity=ServerCapacity(default, by_date))


def _offline(campaign: Campaign, _: Remedy) -> Campaign:
    return with_rules(campaign, connectivity="offline", server_capacity=ServerCapacity())


def _departure(campaign: Campaign, remedy: Remedy) -> Campaign:
    """Let a crossing leave on every date, at its times."""
    if remedy.subject not in campaign.crossing_by_id:
        raise ValueError(remedy.subject)

    def daily(crossing: Crossing) -> Crossing:
        if crossing.id != remedy.subject:
            return crossing
        return replace(crossing, weekdays=tuple(range(7)), cancelled_dates=())

    return replace(campaign, crossings=tuple(daily(each) for each in campaign.crossings))


def _pair_day(campaign: Campaign, remedy: Remedy) -> Campaign:
    """Let a team work on one date more: its first day off, the date after its last, or before."""
    team = next((team for team in campaign.teams if team.id == remedy.subject), None)
    if team is None:
        raise ValueError(remedy.subject)
    if team.days_off:
        new = replace(team, days_off=team.days_off[1:])
    elif team.until < campaign.deadline:
        new = replace(team, until=_working(campaign, team.until, 1))
    elif team.from_ > campaign.start:
        new = replace(team, from_=_working(campaign, team.from_, -1))
    else:
        raise ValueError(remedy.subject)
    return replace(campaign, teams=tuple(new if each is team else each for each in campaign.teams))


def _working(campaign: Campaign, day: date, step: int) -> date:
    """Return the next date that is no rest day, in one direction, within the campaign."""
    found = day + timedelta(days=step)
    while found in campaign.rest_days and campaign.start <= found <= campaign.deadline:
        found += timedelta(days=step)
    return min(max(found, campaign.start), campaign.deadline)


def _deadline(campaign: Campaign, remedy: Remedy) -> Campaign:
    return later(campaign, int(remedy.amount))


def _teams(campaign: Campaign, remedy: Remedy) -> Campaign:
    return with_teams(campaign, len(campaign.teams) + int(remedy.amount))[0]


REMEDY_CHANGES: dict[str, Callable[[Campaign, Remedy], Campaign]] = {
    "unpin": _unpin, "unpin-dates": _unpin, "open": _open, "reopen": _reopen, "duty": _duty,
    "driving": _driving, "nights": _nights, "lodging": _lodging, "several-pairs": _several_pairs,
    "server": _server, "offline": _offline, "departure": _departure, "pair-day": _pair_day,
    "deadline": _deadline, "teams": _teams,
}  # fmt: skip
"""What each kind of remedy changes."""
