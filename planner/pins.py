"""Pins as a planner types them: who records where, and which posts on which dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.errors import OptionError
from planner.messages import Note, note
from routing.campaign import Campaign, KecamatanBar, KecamatanPin, Pin, PostDates
from routing.check import check_campaign


def with_pins(campaign: Campaign, texts: tuple[str, ...]) -> Campaign:
    """Add pins to a campaign.

    Parameters
    ----------
    texts
        Each `KECAMATAN=TEAM` (this pair and no other), `KECAMATAN!=TEAM` (not this pair) or
        `POST@DATE,DATE` (sessions on these dates only). Kecamatan by name, posts by name or
        id, dates as 2018-04-10.

    Raises
    ------
    OptionError
        With every text that is no pin.
    CampaignError
        When the pins contradict each other or name what is not there.
    """
    faults: list[Note] = []
    pins = [pin for text in texts if (pin := _pin(campaign, text, faults)) is not None]
    if faults:
        raise OptionError(faults)
    rules = replace(campaign.rules, pins=(*campaign.rules.pins, *pins))
    pinned = replace(campaign, rules=rules)
    check_campaign(pinned)
    return pinned


def _pin(campaign: Campaign, text: str, faults: list[Note]) -> Pin | None:
    for mark in ("!=", "=", "@"):
        subject, found, value = (part.strip() for part in text.partition(mark))
        if found and subject and value:
            if mark == "@":
                return _post_dates(campaign, subject, value, faults)
            name = _kecamatan(campaign, subject)
            return KecamatanBar(name, value) if mark == "!=" else KecamatanPin(name, value)
    faults.append(note("bad_pin", value=text))
    return None


def _kecamatan(campaign: Campaign, text: str) -> str:
    names = {place.kecamatan for place in campaign.posts if place.kecamatan}
    return next((name for name in sorted(names) if name.casefold() == text.casefold()), text)


def _post_dates(campaign: Campaign, post: str, value: str, faults: list[Note]) -> PostDates | None:
    days = []
    for text in value.split(","):
        try:
            days.append(date.fromisoformat(text.strip()))
        except ValueError:
            faults.append(note("bad_date", option="--pin", value=text.strip()))
    named = [place.id for place in campaign.posts if place.name.casefold() == post.casefold()]
    if len(named) > 1 and post not in campaign.place_by_id:
        faults.append(note("vague_pin", value=post, ids=", ".join(named)))
        return None
    return PostDates(named[0] if named else post, tuple(days))
