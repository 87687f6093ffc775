"""Incidents that hit pairs: a kit, an operator or a vehicle is out, or the rate is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from geodata.spelling import fold
from planner.incident import Incident
from planner.incidents.campaign_draft import CampaignDraft
from planner.incidents.subjects import team_of
from routing.campaign import Team, TeamState


def apply_kit(draft: CampaignDraft, incident: Incident) -> None:
    """A team without its kit records nobody; it may drive home or wait."""
    team = draft.teams.get(incident.subject)
    if team is None:
        draft.note("incident_gone", incident)
        return
    _records_nobody(draft, team, incident)


def apply_operator(draft: CampaignDraft, incident: Incident) -> None:
    """A team without an operator records nobody; with a substitute it goes on."""
    campaign = replace(draft.campaign, teams=tuple(draft.teams.values()))
    team = team_of(incident.subject, campaign)
    if incident.value:
        _substitute(draft, team, incident)
    elif team is None:
        draft.note("incident_gone", incident)
    else:
        _records_nobody(draft, team, incident)


def apply_rate(draft: CampaignDraft, incident: Incident) -> None:
    """A team, or all of them, records more or fewer residents per hour from now on."""
    if incident.from_ > draft.now:
        draft.note("incident_later", incident)
        return
    hit = [team for team in draft.teams.values() if incident.subject in {"", team.id}]
    if not hit:
        draft.note("incident_gone", incident)
    for team in hit:
        draft.teams[team.id] = replace(team, rate_per_hour=int(incident.value))


def apply_vehicle(draft: CampaignDraft, incident: Incident) -> None:
    """A team without its vehicle stays where it is now; later it stays at the base."""
    team = draft.teams.get(incident.subject)
    if team is None:
        draft.note("incident_gone", incident)
        return
    hit = [day for day, _ in draft.minutes(incident)]
    if team.state is not None and hit[0] <= team.state.date:
        _stays(draft, team, team.state, incident)
        return
    _off(draft, team, incident, hit)


def _records_nobody(draft: CampaignDraft, team: Team, incident: Incident) -> None:
    draft.pause(team, draft.minutes(incident))
    lost = [
        day
        for day, minutes in draft.minutes(incident)
        if draft.is_working_date(team, day) and draft.is_whole(day, minutes)
    ]
    if lost:
        draft.taken.add(team.id)


def _substitute(draft: CampaignDraft, team: Team | None, incident: Incident) -> None:
    """Put the substitute into the pair; nothing is left to do where that was done before."""
    if incident.from_ > draft.now:
        draft.note("incident_later", incident)
    elif team is not None:
        names = tuple(
            incident.value if fold(name) == fold(incident.subject) else name
            for name in team.operators
        )
        draft.teams[team.id] = replace(team, operators=(names[0], names[1]))
        if incident.until is not None:
            draft.note("incident_until_replan", incident, name=incident.value)


def _off(draft: CampaignDraft, team: Team, incident: Incident, hit: list[date]) -> None:
    """Keep a team at the base on whole dates."""
    draft.teams[team.id] = replace(team, days_off=tuple(sorted({*team.days_off, *hit})))
    if any(draft.is_working_date(team, day) for day in hit):
        draft.taken.add(team.id)
    if incident.is_clocked:
        draft.note("incident_whole_dates", incident)


def _stays(draft: CampaignDraft, team: Team, state: TeamState, incident: Incident) -> None:
    """Let a team wait where it is until its vehicle drives again."""
    base, deadline = draft.campaign.base, draft.campaign.deadline
    if state.at == base and (incident.until is None or incident.until.date() > deadline):
        days = (deadline - state.date).days + 1
        _off(draft, team, incident, [state.date + timedelta(days=n) for n in range(days)])
        return
    if incident.until is None:
        draft.faults.append(draft.told("vehicle_no_end", incident, place=_name(draft, state)))
        return
    day, minute = _after(incident.until, draft)
    if (day, minute or 0) <= (state.date, state.from_ or 0):
        return
    nights = (day - state.date).days
    away = 0 if state.at == base else state.nights_away + nights
    if state.at != base:
        _lodged(draft, team, state, incident, nights)
    lost = [state.date + timedelta(days=n) for n in range(nights)]
    if any(draft.is_working_date(team, each) for each in lost):
        draft.taken.add(team.id)
    draft.teams[team.id] = replace(team, state=TeamState(day, state.at, away, minute))


def _lodged(
    draft: CampaignDraft, team: Team, state: TeamState, incident: Incident, nights: int
) -> None:
    """Add a fault where a team cannot stay so many nights."""
    place, most = _name(draft, state), draft.campaign.rules.max_nights_out
    told: dict[str, object] = {"pair": team.id, "place": place}
    if nights and draft.places[state.at].lodging_per_person is None:
        draft.faults.append(draft.told("vehicle_no_lodging", incident, **told))
    elif nights and state.nights_away + nights > most:
        told |= {"nights": state.nights_away + nights, "most": most}
        draft.faults.append(draft.told("vehicle_nights", incident, **told))
    elif incident.until is not None and _after(incident.until, draft)[0] > draft.campaign.deadline:
        deadline = draft.campaign.deadline
        draft.faults.append(draft.told("vehicle_deadline", incident, **told, deadline=deadline))


def _after(until: datetime, draft: CampaignDraft) -> tuple[date, int | None]:
    """Return the date, and the minute of it, at which a team may drive again."""
    rules, minute = draft.campaign.rules, until.hour * 60 + until.minute
    if minute >= rules.duty_end:
        return until.date() + timedelta(days=1), None
    return until.date(), minute if minute > rules.duty_start else None


def _name(draft: CampaignDraft, state: TeamState) -> str:
    place = draft.places.get(state.at)
    return state.at if place is None else place.name
