"""Pins as a planner types them: who records where, and which posts on which dates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from geodata import Message
from planner.date_options import date_option
from planner.errors import OptionError
from planner.spelling import closest, mark
from routing.campaign import (
    Campaign,
    KecamatanBar,
    KecamatanPin,
    Pin,
    Place,
    PostDates,
    check_campaign,
)

LISTED = 30
"""Most names that a message lists where none is alike."""


def with_pins(campaign: Campaign, texts: tuple[str, ...]) -> Campaign:
    """Add pins to a campaign.

    Parameters
    ----------
    texts
        Each `KECAMATAN=TEAM` (this pair and no other), `KECAMATAN!=TEAM` (not this pair) or
        `POST@DATE,DATE` (sessions on these dates only). Kecamatan by name, posts by name or
        id, dates as 2018-04-10 or 10/04/2018.

    Raises
    ------
    OptionError
        With every text that is no pin, that names what is not there, or that contradicts
        another pin.
    """
    reader = _Reader(campaign)
    pins = [pin for text in texts if (pin := reader.read(text)) is not None]
    if reader.faults:
        raise OptionError(reader.faults)
    rules = replace(campaign.rules, pins=(*campaign.rules.pins, *pins))
    pinned = replace(campaign, rules=rules)
    check_campaign(pinned)
    return pinned


def without_empty_pins(campaign: Campaign) -> Campaign:
    """Return a campaign without the pins of posts and kecamatan where nobody is left."""
    posts = {place.id for place in campaign.posts}
    kecamatan = {place.kecamatan for place in campaign.posts}
    pins = tuple(
        pin
        for pin in campaign.rules.pins
        if (pin.post in posts if isinstance(pin, PostDates) else pin.kecamatan in kecamatan)
    )
    return replace(campaign, rules=replace(campaign.rules, pins=pins))


def read_pin(text: str, campaign: Campaign) -> Pin:
    """Return the pin that a text means, whatever other pins say.

    Raises
    ------
    OptionError
        When it is no pin, or names what is not there.
    """
    reader = _Reader(campaign)
    pin = reader.read_alone(text)
    if pin is None or reader.faults:
        raise OptionError(reader.faults)
    return pin


def posts_named(text: str, campaign: Campaign) -> tuple[Place, ...]:
    """Return the post with this id, or else those of this name, of those with residents."""
    posts = [place for place in campaign.posts if place.residents]
    by_id = [place for place in posts if mark(place.id) == mark(text)]
    return tuple(by_id or [place for place in posts if mark(place.name) == mark(text)])


class _Reader:
    """Reads one pin after the other, and knows what the earlier ones say."""

    def __init__(self, campaign: Campaign) -> None:
        self.faults: list[Message] = []
        self._campaign = campaign
        self._said: list[Pin] = list(campaign.rules.pins)

    def read(self, text: str) -> Pin | None:
        """Return the pin, or None and faults."""
        before = len(self.faults)
        pin = self.read_alone(text)
        if pin is None or len(self.faults) > before:
            return None
        fault = self._contradiction(text, pin)
        if fault is not None:
            self.faults.append(fault)
        self._said.append(pin)
        return pin

    def read_alone(self, text: str) -> Pin | None:
        """Return the pin, whether or not it contradicts others."""
        for sign in ("!=", "=", "@"):
            subject, found, value = (part.strip() for part in text.partition(sign))
            if found and subject and value:
                if sign == "@":
                    return self._post_dates(text, subject, value)
                kecamatan = self._named(
                    text,
                    "pin_kecamatan",
                    subject,
                    {place.kecamatan for place in self._campaign.posts if place.kecamatan},
                )
                team = self._named(
                    text, "pin_team", value, {team.id for team in self._campaign.teams}
                )
                return (
                    KecamatanBar(kecamatan, team) if sign == "!=" else KecamatanPin(kecamatan, team)
                )
        self.faults.append(Message("bad_pin", value=text))
        return None

    def _named(self, pin: str, key: str, text: str, known: Collection[str]) -> str:
        """Return the known name that is meant, or add a fault that suggests one."""
        for name in sorted(known):
            if mark(name) == mark(text):
                return name
        self.faults.append(Message(key, pin=pin, value=text, meant=_suggestion(text, known)))
        return text

    def _post_dates(self, pin: str, post: str, value: str) -> PostDates | None:
        posts = [place for place in self._campaign.posts if place.residents]
        named = [place.id for place in posts_named(post, self._campaign)]
        if len(named) > 1:
            self.faults.append(Message("vague_pin", value=post, ids=", ".join(named)))
        elif not named:
            names = {place.name for place in posts}
            near = closest(post, names | {place.id for place in posts})
            meant = Message("pin_meant", name=near) if near else _suggestion(post, names)
            self.faults.append(Message("pin_post", pin=pin, value=post, meant=meant))
        days = [
            day
            for text in value.split(",")
            if (day := date_option("--pin", text.strip(), self.faults)) is not None
        ]
        for day in days:
            self._check_date(pin, day)
        return PostDates(named[0], tuple(days)) if named else None

    def _check_date(self, pin: str, day: date) -> None:
        first, last = self._campaign.start, self._campaign.deadline
        if not first <= day <= last:
            self.faults.append(Message("pin_outside", pin=pin, value=day, first=first, last=last))
        elif day in self._campaign.rest_days:
            self.faults.append(Message("pin_rest_day", pin=pin, value=day))

    def _contradiction(self, text: str, pin: Pin) -> Message | None:
        if isinstance(pin, PostDates):
            listed = {other.post for other in self._said if isinstance(other, PostDates)}
            return Message("pin_dates_twice", pin=text) if pin.post in listed else None
        pinned = {p.kecamatan: p.team for p in self._said if isinstance(p, KecamatanPin)}
        barred = {(p.kecamatan, p.not_team) for p in self._said if isinstance(p, KecamatanBar)}
        if isinstance(pin, KecamatanBar):
            both = pinned.get(pin.kecamatan) == pin.not_team
            return Message("pin_barred", pin=text) if both else None
        if pinned.get(pin.kecamatan, pin.team) != pin.team:
            return Message("pin_two_teams", pin=text, value=pinned[pin.kecamatan])
        both = (pin.kecamatan, pin.team) in barred
        return Message("pin_barred", pin=text) if both else None


def _suggestion(text: str, known: Collection[str]) -> Message:
    """Return what may have been meant, else what there is."""
    near = closest(text, known)
    if near:
        return Message("pin_meant", name=near)
    names = sorted(known)
    shown = ", ".join(names[:LISTED]) + (", …" if len(names) > LISTED else "")
    return Message("pin_known", names=shown)
