"""Where each team is when a revision begins, and what is left of its plan (R1')."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from planner.reports import Report
from routing.campaign import Campaign, Team, TeamState
from routing.plan import Drive, Event, Ferry, Setup, TeamDate, TeamPlan, Wait

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TeamRest:
    """A team's state, and the dates of its plan that are left from it on.

    `as_planned` tells that these dates follow on from the state: the team is where its plan says,
    and was not stopped in what it did;
    `set_up` that it has set up at that place on the state's date, by this plan.
    """

    state: TeamState
    dates: tuple[TeamDate, ...]
    as_planned: bool = True
    set_up: bool = False

    def moved_to(self, state: TeamState) -> TeamRest:
        """Return it as it is from the state on that an incident leaves the team in.

        What is set up stands for its own date: on another the team sets up anew (R5).
        """
        same = (state.date, state.at) == (self.state.date, self.state.at)
        return replace(self, set_up=self.set_up and same)


def team_rest(
    campaign: Campaign, team: Team, plan: TeamPlan, now: datetime, slept: Sequence[Report],
    *, cut: bool,
) -> TeamRest:  # fmt: skip
    """Return where a team is and what is left of its plan.

    Parameters
    ----------
    campaign, team, plan
        The superseded campaign, the team in it, and what its plan says.
    now
        Local moment; a drive or crossing under way is finished, and so is a session or a set-up
        unless the team is cut. Who waits is free, unless it is loading for a crossing.
    slept
        The team's reports of the date before now that say where it slept.
    cut
        Whether the team stops now what it does at a post.
    """
    today, minute = now.date(), now.hour * 60 + now.minute
    if team.state is not None and (team.state.date, team.state.from_ or 0) > (today, minute):
        return TeamRest(team.state, tuple(d for d in plan.dates if d.date >= team.state.date))
    state, as_planned = _morning(campaign, team, plan, today, slept)
    later = tuple(day for day in plan.dates if day.date >= today)
    if not minute or not as_planned:
        if minute:
            state = replace(state, from_=minute)
        return TeamRest(state, later, as_planned)
    day = next((day for day in later if day.date == today), None)
    if day is None or not day.events:
        return TeamRest(replace(state, from_=minute), later)
    return _in_the_day(campaign, state, day, tuple(d for d in later if d is not day), minute, cut)


def _morning(
    campaign: Campaign, team: Team, plan: TeamPlan, today: date, slept: Sequence[Report]
) -> tuple[TeamState, bool]:
    """Return the state at the start of a date, and whether it is what the plan says."""
    at, nights = campaign.base, 0
    if team.state is not None and team.state.at != campaign.base:
        at, nights = team.state.at, team.state.nights_away
    before = [day for day in plan.dates if day.date < today]
    for day in before:
        nights = nights + 1 if day.night_at != campaign.base else 0
    if before:
        at = before[-1].night_at if before[-1].date == today - ONE_DAY else campaign.base
        nights = nights if at != campaign.base else 0
    told = max((r for r in slept if r.night_at), key=lambda r: r.saved, default=None)
    if told is None or told.night_at == at or told.night_at not in campaign.place_by_id:
        return TeamState(today, at, nights), True
    away = max(1, nights if at != campaign.base else nights + 1)
    return TeamState(today, told.night_at, 0 if told.night_at == campaign.base else away), False


def _in_the_day(
    campaign: Campaign, morning: TeamState, day: TeamDate, later: tuple[TeamDate, ...],
    minute: int, cut: bool,
) -> TeamRest:  # fmt: skip
    here, free, left, stopped = morning.at, minute, list[Event](), False
    aboard = boarded(campaign, day, minute)
    for event in day.events:
        moves = isinstance(event, Drive | Ferry)
        if event.start >= minute and event is not aboard:
            left.append(event)
        elif event.end > minute and isinstance(event, Wait):
            here = event.at
            if aboard is None:
                left.append(replace(event, start=minute))
        elif event.end > minute and cut and not moves:
            here, stopped = place_after(event), True
        else:
            here, free = place_after(event), max(free, event.end)
    if not left and not stopped and (not cut or here == day.night_at):
        away = 0 if day.night_at == campaign.base else morning.nights_away + 1
        return TeamRest(TeamState(day.date + ONE_DAY, day.night_at, away), later)
    state = TeamState(day.date, here, morning.nights_away, free)
    rest = TeamDate(day.date, here, tuple(left), day.night_at)
    standing = _set_up_at(day, minute, cut=cut) == here
    return TeamRest(state, (rest, *later), as_planned=not stopped, set_up=standing)


def _set_up_at(day: TeamDate, minute: int, *, cut: bool) -> str | None:
    """Return where a team is set up at a minute of its date: where it was, and has stayed."""
    here = None
    for event in day.events:
        if event.start >= minute:
            break
        if isinstance(event, Drive | Ferry):
            here = None
        elif isinstance(event, Setup) and (event.end <= minute or not cut):
            here = event.at
    return here


def boarded(campaign: Campaign, day: TeamDate, minute: int) -> Ferry | None:
    """Return the crossing that a team is loading for at a minute, which counts as under way.

    It would miss it if it had to wait at the port for the whole loading time once more (R4).
    """
    for event in day.events:
        if isinstance(event, Ferry):
            loading = campaign.crossing_by_id[event.crossing].loading_minutes
            if event.start - loading < minute <= event.start:
                return event
    return None


def place_after(event: Event) -> str:
    """Id of the place at which a team is after an event."""
    return event.to if isinstance(event, Drive | Ferry) else event.at


def nights_before(campaign: Campaign, state: TeamState, dates: Iterable[TeamDate]) -> TeamState:
    """Return a team's state after some of its dates; that of before them where there are none."""
    for day in dates:
        away = 0 if day.night_at == campaign.base else state.nights_away + 1
        state = TeamState(day.date + ONE_DAY, day.night_at, away)
    return state
