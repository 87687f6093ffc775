"""Pins that keep residents from being recorded: of pairs that are away on all dates of a post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from geodata.findings import some
from planner.workbook import Fault, fault
from planner.workbook.assembly.post_warnings import MOST_NAMED_PLACES
from planner.workbook.schema import Line, PinRow
from routing.campaign import Campaign, KecamatanPin, Pin, Place, PostDates


def pin_cautions(campaign: Campaign, pins: Iterable[tuple[Line[PinRow], Pin]]) -> Iterator[Fault]:
    """Yield a line for each pin that leaves residents without a date.

    Parameters
    ----------
    pins
        The sheet's rows, each with the pin that it says.
    """
    pinned = {
        pin.post: frozenset(pin.dates) for pin in campaign.rules.pins if isinstance(pin, PostDates)
    }
    for line, pin in pins:
        spot = line.spot
        if isinstance(pin, KecamatanPin):
            missed = [
                post.name
                for post in campaign.posts
                if post.kecamatan == pin.kecamatan and _missed(campaign, pin, post, pinned)
            ]
            if missed:
                names = some(missed, MOST_NAMED_PLACES)
                yield fault("pin_absent", spot.sheet, spot.cell("pair"), pin.team, names=names)


def _missed(
    campaign: Campaign, pin: KecamatanPin, post: Place, pinned: dict[str, frozenset[date]]
) -> bool:
    """Whether the pinned pair works on none of the dates on which the post may be visited."""
    team = next(each for each in campaign.teams if each.id == pin.team)
    dates = {day for day in campaign.dates if post.opening(day)}
    dates = dates & pinned.get(post.id, dates) - set(campaign.rest_days)
    return bool(dates) and not any(team.works(day) for day in dates)
