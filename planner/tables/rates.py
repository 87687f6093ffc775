"""The rates that a plan is priced by, each with where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from routing.campaign import Campaign
from routing.plan import Drive, Ferry, Plan

CostPart = Literal["distance", "nights", "duty_days", "crossings", "urgency"]
COST_PARTS: tuple[CostPart, ...] = ("distance", "nights", "duty_days", "crossings", "urgency")
"""The parts of a plan's total; urgency is policy and no money spent."""

_UNITS: dict[CostPart, str] = {
    "distance": "km",
    "nights": "person-night",
    "duty_days": "person-day",
    "crossings": "crossing",
    "urgency": "resident-day",
}

_FIELDS: dict[CostPart, str] = {
    "distance": "rupiah_per_km",
    "nights": "lodging_per_person",
    "duty_days": "per_diem",
    "crossings": "crossing",
    "urgency": "urgency",
}
_FACT = re.compile(r"\b[A-Z]\d{2}\b")


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate: `rupiah` per `unit`. `subject` is the vehicle, place or crossing that has it.

    `basis` is `assumption`, or `campaign` where the campaign states the rate and says
    neither why nor from where; `source` is the reason and the sources that it names.
    """

    rate: str
    kind: str
    subject: str
    subject_name: str
    unit: str
    rupiah: int
    basis: str
    source: str


def rate_id(kind: CostPart, subject: str = "") -> str:
    """Id of a rate, as budget rows name it.

    >>> rate_id("distance", "car")
    'distance:car'
    """
    return f"{kind}:{subject}" if subject else kind


def rates_of(campaign: Campaign, plan: Plan) -> tuple[RateRow, ...]:
    """Return the rates that a plan uses, kind by kind, subjects in the campaign's order."""
    costs, places = campaign.costs, campaign.place_by_id
    days = [day for team in plan.teams for day in team.dates]
    events = [event for day in days for event in day.events]
    driven = {
        team.id
        for team in plan.teams
        if any(isinstance(event, Drive) for day in team.dates for event in day.events)
    }
    vehicles = {team.vehicle for team in campaign.teams if team.id in driven}
    nights = {day.night_at for day in days} - {campaign.base}
    ferries = {event.crossing for event in events if isinstance(event, Ferry)}
    rows: list[tuple[CostPart, str, str, int]] = [
        ("distance", name, name, per_km)
        for name, per_km in costs.rupiah_per_km.items()
        if name in vehicles
    ]
    rows += [
        ("nights", place.id, place.name, place.lodging_per_person or 0)
        for place in campaign.places
        if place.id in nights
    ]
    rows.append(("duty_days", "", "", costs.per_diem))
    rows += [
        ("crossings", c.id, f"{places[c.from_].name} - {places[c.to].name}", c.fare_rupiah)
        for c in campaign.crossings
        if c.id in ferries
    ]
    rows.append(("urgency", "", "", costs.urgency_rupiah_per_resident_day))
    return tuple(_row(campaign, *row) for row in rows)


def _row(campaign: Campaign, kind: CostPart, subject: str, name: str, rupiah: int) -> RateRow:
    basis, source = _basis(campaign, kind, subject)
    return RateRow(rate_id(kind, subject), kind, subject, name, _UNITS[kind], rupiah, basis, source)


def _basis(campaign: Campaign, kind: CostPart, subject: str) -> tuple[str, str]:
    fields = (f"{_FIELDS[kind]} {subject}", f"{_FIELDS[kind]}.{subject}", _FIELDS[kind])
    reasons = {each.field.removeprefix("costs."): each.reason for each in campaign.assumptions}
    reason = next((reasons[field] for field in fields if field in reasons), None)
    if reason is None:
        return "campaign", ""
    facts = [fact_source(campaign, fact) for fact in _FACT.findall(reason)]
    named = [f"{fact}: {where}" for fact, where in facts if where]
    return "assumption", "; ".join([reason, *named])


def fact_source(campaign: Campaign, fact: str) -> tuple[str, str]:
    """Return a fact's number, and where it was published ("" if the campaign does not say)."""
    named = (s.source for s in campaign.sources if s.figure.startswith(f"{fact}:"))
    return fact, next(named, "")
