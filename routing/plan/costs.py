"""From teams' dated events to a plan with its sums, by the contract's formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from routing.campaign import Campaign, Promise, Team
from routing.plan.document import (
    Certificate,
    Drive,
    Ferry,
    Plan,
    Rupiah,
    Summary,
    TeamDate,
    TeamPlan,
    Unserved,
)
from routing.plan.prices import distance_rupiah, duty_day_rupiah, night_rupiah

ZERO = Rupiah(0, 0, 0, 0, 0)


def date_rupiah(campaign: Campaign, team: Team, day: TeamDate) -> Rupiah:
    """Cost of a team's date in rupiah, part by part."""
    costs = campaign.costs
    per_km = costs.rupiah_per_km[team.vehicle]
    away = day.night_at != campaign.base
    lodging = campaign.place_by_id[day.night_at].lodging_per_person
    waited = (day.date - campaign.start).days * day.residents
    fares = campaign.crossing_by_id
    return Rupiah(
        distance=sum(distance_rupiah(e.metres, per_km) for e in day.events if isinstance(e, Drive)),
        nights=night_rupiah(lodging) if away else 0,
        duty_days=duty_day_rupiah(costs.per_diem) if day.events else 0,
        crossings=sum(fares[e.crossing].fare_rupiah for e in day.events if isinstance(e, Ferry)),
        urgency=waited * costs.urgency_rupiah_per_resident_day,
    )


def add_rupiah(parts: Sequence[Rupiah]) -> Rupiah:
    """Sum of costs, part by part."""
    return Rupiah(
        distance=sum(part.distance for part in parts),
        nights=sum(part.nights for part in parts),
        duty_days=sum(part.duty_days for part in parts),
        crossings=sum(part.crossings for part in parts),
        urgency=sum(part.urgency for part in parts),
        changes=sum(part.changes for part in parts),
    )


def team_rupiah(campaign: Campaign, plan: TeamPlan) -> Rupiah:
    """Cost of a team's part of a plan in rupiah, part by part."""
    team = next(team for team in campaign.teams if team.id == plan.id)
    return add_rupiah([date_rupiah(campaign, team, day) for day in plan.dates])


def team_plan(campaign: Campaign, team: Team, dates: tuple[TeamDate, ...]) -> TeamPlan:
    """A team's part of a plan with the kecamatan in which it records.

    A date at the base without events is none of a trip, so it is not listed.
    """
    places = campaign.place_by_id
    dates = tuple(
        day for day in dates if day.events or {day.start_at, day.night_at} != {campaign.base}
    )
    posts = {session.at for day in dates for session in day.sessions}
    names = {places[post].kecamatan or post for post in posts}
    return TeamPlan(id=team.id, kecamatan=tuple(sorted(names)), dates=dates)


def summarise(campaign: Campaign, teams: Sequence[TeamPlan]) -> Summary:
    """Sums over all teams."""
    days = [day for team in teams for day in team.dates]
    rupiah = add_rupiah([team_rupiah(campaign, team) for team in teams])
    places = campaign.place_by_id
    sessions = [(day.date, session) for day in days for session in day.sessions]
    firm = soft = None
    if campaign.promises:
        kept = promises_kept(campaign, teams)
        firm = sum(promise.strength == "firm" for promise in kept)
        soft = len(kept) - firm
        told = sum(promise.strength == "soft" for promise in campaign.promises)
        changes = (told - soft) * campaign.costs.rupiah_per_changed_promise
        rupiah = replace(rupiah, changes=changes)
    return Summary(
        residents_to_record=sum(place.residents for place in campaign.places),
        residents_recorded=sum(session.residents for _, session in sessions),
        weighted_recorded=sum(s.residents * places[s.at].weight for _, s in sessions),
        total_rupiah=rupiah.total,
        rupiah=rupiah,
        metres=sum(day.metres for day in days),
        nights_away=sum(day.night_at != campaign.base for day in days),
        duty_days=sum(bool(day.events) for day in days),
        first_date=_first(day.date for day in days if day.events),
        last_session=max((day for day, _ in sessions), default=None),
        firm_promises_kept=firm,
        soft_promises_kept=soft,
    )


def promises_kept(campaign: Campaign, teams: Sequence[TeamPlan]) -> tuple[Promise, ...]:
    """Return the promises with a session at their post on their date, in the campaign's order."""
    held = {(s.at, day.date) for team in teams for day in team.dates for s in day.sessions}
    return tuple(p for p in campaign.promises if (p.post, p.date) in held)


def _first(dates: object) -> date | None:
    return min(dates, default=None)  # type: ignore[call-overload,no-any-return]


def assemble(
    campaign: Campaign,
    teams: Sequence[TeamPlan],
    unserved: Sequence[Unserved] = (),
    certificate: Certificate | None = None,
) -> Plan:
    """A whole plan of the campaign."""
    return Plan(
        campaign_sha256=campaign.sha256,
        summary=summarise(campaign, teams),
        certificate=certificate or Certificate(),
        teams=tuple(teams),
        unserved=tuple(unserved),
    )
