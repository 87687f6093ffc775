"""A revision from end to end: what has happened, what is left, three ways on, and the choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from geodata import Message
from planner.bundle import check_plan
from planner.errors import ChangesError
from planner.incidents import IncidentName
from planner.reports import from_later_revisions
from planner.revisions.basis import Basis, basis_of, find_workbook
from planner.revisions.carry_on import CarriedOn, carried_on
from planner.revisions.cause_finding import causes_of
from planner.revisions.facts import Facts, read_facts
from planner.revisions.frozen_dates import freeze, last_kept
from planner.revisions.history import History, spent
from planner.revisions.options import (
    Choice,
    Options,
    RevisionOption,
    chosen,
    fewest_changes,
    halves,
)
from planner.revisions.reasons import with_reasons
from planner.revisions.revision import ReplanRequest, Revision
from planner.revisions.team_states import TeamRest
from planner.revisions.under_way import UnderWay, under_way
from routing.campaign import Campaign
from routing.limits import OnProgress
from routing.plan import Plan

OnFirst = Callable[[Plan], None]
"""Hears of the repaired old plan, the first answer, before the search."""


def replan(
    request: ReplanRequest, report: OnProgress | None = None, on_first: OnFirst | None = None
) -> Revision:
    """Plan anew from a moment on.

    `on_first` is told the repaired old plan, which no revision is worse than, before the search.

    Raises
    ------
    OptionError, ReportsError, IncidentError, WorkbookError
        When something asked for, a report, an incident or the workbook cannot be used.
    StrandedError
        When a team cannot come home.
    ChangesError
        When every revision breaks more promises than may be broken.
    """
    facts = read_facts(request)
    basis = _basis(facts)
    case = under_way(facts, basis)
    owners = _owners(facts, case.campaign, case.rest)
    untouched = {team.id for team in case.campaign.teams} - case.applied.touched
    kept_until = dict.fromkeys(untouched, last_kept(case.campaign, request.keep_days))
    carried = carried_on(
        case.campaign, case.ready.travel, case.rest, facts.superseded, owners, kept_until
    )
    held = untouched - carried.retimed
    frozen = freeze(case.campaign, carried.dates, held, request.keep_days)
    options = Options(
        frozen,
        case.ready.travel,
        carried.dates,
        _old_sessions(case.rest),
        request.language,
        [id_ for id_, rest in case.rest.items() if rest.set_up],
    )
    news = _is_news(facts, basis, case.campaign, carried)
    carry = options.carry_on()
    if on_first is not None:
        on_first(carry.plan)
    made = _three_ways(options, carry, request, report, news=news)
    pick = chosen(made, request.choice, request.most_changes, news=news)
    if pick is None:
        raise _too_many(options, made, request.most_changes or 0)
    causes = causes_of(facts, basis, case, owners)
    plans = {
        choice: replace(each, plan=with_reasons(frozen.campaign, each, causes, case.applied.taken))
        for choice, each in made.items()
    }
    plan, ready = plans[pick.choice].plan, replace(case.ready, campaign=frozen.campaign)
    history = _history(facts, case)
    check_plan(ready.campaign, plan, ready.travel.rows(), facts.superseded, history.to_json())
    return Revision(
        request.bundle, facts.superseded, ready, plan, pick.choice, plans, history, case.past,
        facts.reports, news, case.cut, causes, _messages(facts, basis, case), basis.from_workbook,
    )  # fmt: skip


def _basis(facts: Facts) -> Basis:
    request = facts.request
    workbook = find_workbook(request.bundle, request.region, request.language)
    return basis_of(
        request.bundle, facts.before, workbook, facts.held(), request.region,
        allow_handovers=request.allow_handovers,
    )  # fmt: skip


def _messages(facts: Facts, basis: Basis, case: UnderWay) -> tuple[Message, ...]:
    """Return what the planner should know of workbook, incidents and reports."""
    back = [Message("incident_back", incident=IncidentName(each)) for each in basis.taken_back]
    told = [change.told for change in basis.changes]
    late = from_later_revisions(facts.reports, facts.bundle)
    return (*told, *back, *case.applied.messages, *late)


def _owners(facts: Facts, campaign: Campaign, rest: Mapping[str, TeamRest]) -> dict[str, str]:
    """Return the team of each post: that which has its kecamatan."""
    places = facts.old.place_by_id | campaign.place_by_id
    there = {team.id for team in campaign.teams}
    found: dict[str, str] = {}
    for team, _, session in facts.bundle.plan.sessions():
        if team in there:
            found.setdefault(places[session.at].kecamatan or session.at, team)
    for team_id, each in rest.items():
        for day in each.dates:
            for session in day.sessions:
                found[places[session.at].kecamatan or session.at] = team_id
    found |= {each.kecamatan: each.team for each in campaign.begun}
    return {
        place.id: found[place.kecamatan or place.id]
        for place in campaign.places
        if (place.kecamatan or place.id) in found
    }


def _old_sessions(rest: Mapping[str, TeamRest]) -> frozenset[tuple[str, date, str]]:
    """Return posts, dates and teams of the superseded plan's sessions from now on."""
    return frozenset(
        (session.at, day.date, id_)
        for id_, each in rest.items()
        for day in each.dates
        for session in day.sessions
    )


def _is_news(facts: Facts, basis: Basis, campaign: Campaign, carried: CarriedOn) -> bool:
    """Whether something has happened that the superseded plan does not know.

    It does not hold any more, more residents are left than it leaves, the workbook was changed,
    or an incident was taken back.
    """
    if not carried.as_it_was or basis.taken_back:
        return True
    if any(change.is_taken for change in basis.changes):
        return True
    recorded = sum(day.residents for days in carried.dates.values() for day in days)
    left = sum(place.residents for place in campaign.places) - recorded
    return left > sum(each.residents for each in facts.bundle.plan.unserved)


def _three_ways(
    options: Options, carry: RevisionOption, request: ReplanRequest, report: OnProgress | None,
    *, news: bool,
) -> dict[Choice, RevisionOption]:  # fmt: skip
    """Return the three revisions; where nothing is new, fewest changes are none."""
    first, second = halves(request.limits)
    best = options.solved("best", first if news else request.limits, report)
    fewest = replace(carry, choice="fewest-changes")
    if news and not _is_unbeaten(carry, best):
        found = options.solved("fewest-changes", second, report)
        fewest = min(fewest, found, key=fewest_changes)
    others = (replace(each, choice="best") for each in (carry, fewest))
    best = min((best, *others), key=lambda each: each.plan.summary.order)
    proven = options.proven
    return {each.choice: options.certified(each, proven) for each in (carry, fewest, best)}


def _is_unbeaten(carry: RevisionOption, best: RevisionOption) -> bool:
    """Whether no revision changes less than the repaired old plan and records as many."""
    as_many = carry.plan.summary.order[:2] <= best.plan.summary.order[:2]
    return as_many and not carry.changed_posts and not carry.broken


def _too_many(options: Options, made: Mapping[Choice, RevisionOption], most: int) -> ChangesError:
    """Name the fewest broken promises that were found, and what is proven of them."""
    least, proven = min(len(each.broken) for each in made.values()), options.least_broken()
    key = "too_many_changes_proven" if least == proven else "too_many_changes"
    return ChangesError([Message(key, most=most, least=least, proven=proven)])


def _history(facts: Facts, case: UnderWay) -> History:
    open_dates = {t.id: t.state.date for t in case.campaign.teams if t.state is not None}
    teams = spent(facts.bundle, facts.before, facts.now, open_dates)
    return History(facts.old.identity, facts.now, case.past.sessions, teams)
