"""R1': a team that a revision finds away from its base begins there and comes home."""

from __future__ import annotations

from routing.audit.campaign_parts import State, Team
from routing.audit.case import Case
from routing.audit.plan_file import TeamPlan
from routing.audit.report import Spot, clock_text


def check_state(case: Case, plan: TeamPlan) -> None:
    """Check where and when a team with a state begins."""
    team = case.campaign.teams[plan.id]
    state, spot = team.state, case.spot.of(team.id)
    if state is None:
        return
    for day in plan.dates:
        here = spot.on(day.date)
        if day.date < state.date:
            here.add("state_date", expected=str(state.date))
        for index, event in enumerate(day.events):
            if day.date == state.date and event.start < state.earliest:
                found, expected = clock_text(event.start), clock_text(state.earliest)
                here.at(index).add("state_minute", found=found, expected=expected)
    if case.campaign.away(team) is not None:
        _check_away(case, team, state, plan, spot)


def _check_away(case: Case, team: Team, state: State, plan: TeamPlan, spot: Spot) -> None:
    """Away from the base every date is listed from the state's on, until the return.

    A team whose own dates are over by then has none on which a plan could bring it home.
    """
    place = case.campaign.label(state.at)
    if not plan.dates:
        if state.date <= min(case.campaign.deadline, team.last):
            spot.add("state_left", place=place)
        return
    first = plan.dates[0]
    if first.date > state.date:
        spot.on(first.date).add("state_gap", place=place, expected=str(state.date))
    if first.start_at != state.at:
        found = case.campaign.label(first.start_at)
        spot.on(first.date).add("state_place", found=found, expected=place)
    if not any(day.events for day in plan.dates):
        spot.add("state_left", place=place)
