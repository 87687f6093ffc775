"""Plans of stricter cases for looser ones, so that a what-if never shows a looser case as worse.

A search may find a better plan for a stricter case than for a looser one. Such a plan is taken
over where the audit finds it valid for the looser case. What is proven that a looser case cannot
record is proven for stricter ones too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from geodata import Language, TravelTable
from planner.bundle import TravelRow, check_plan
from planner.errors import RejectedPlanError
from planner.what_if.cases import Case
from planner.what_if.process_pool import CaseResult
from routing.campaign import Campaign
from routing.certificate import gap_percent
from routing.instance import Instance
from routing.plan import (
    Certificate,
    Event,
    Plan,
    Setup,
    TeamPlan,
    Unserved,
    Wait,
    assemble,
    summarise,
)
from routing.timetable import Timetable
from routing.unserved import unserved

HIGHER_IS_LOOSER = frozenset(
    {
        "teams", "rate", "max_nights_out", "max_driving_minutes", "deadline", "server_capacity",
        "finish_minutes",
    }
)  # fmt: skip
LOWER_IS_LOOSER = frozenset(
    {"setup_minutes", "min_visit_residents", "home_on_rest_days", "one_pair_per_kecamatan"}
)
PRICES = frozenset({"per_diem", "lodging", "urgency"})
"""Settings that forbid no plan."""


def as_strict(donor: Case, case: Case) -> bool:
    """Whether every setting of the donor is as strict as the case's, or a price."""
    return all(
        a.number == b.number
        or (a.name in HIGHER_IS_LOOSER and a.number < b.number)
        or (a.name in LOWER_IS_LOOSER and a.number > b.number)
        or a.name in PRICES
        for a, b in zip(donor.settings, case.settings, strict=True)
    )


@dataclass(frozen=True)
class Adoption:
    """Takes plans over between cases of one campaign.

    Attributes
    ----------
    travel
        The cases' travel table.
    language
        Of the reasons for posts with residents left.
    """

    travel: TravelTable
    language: Language

    @cached_property
    def _rows(self) -> list[TravelRow]:
        return list(self.travel.rows())

    def better(self, results: Sequence[CaseResult]) -> Iterator[tuple[int, CaseResult]]:
        """Yield the position and the new result of each case that takes a plan over."""
        for number, own in enumerate(results):
            for donor, teams in _donors(own, results):
                plan = self._adapted(own, teams)
                if plan is not None:
                    by_time = own.by_time or donor.by_time
                    new = replace(own, plan=plan, by_time=by_time, adopted=donor.case.name)
                    yield number, new
                    break

    def _adapted(self, own: CaseResult, teams: tuple[TeamPlan, ...]) -> Plan | None:
        campaign = own.case.campaign
        plan = assemble(campaign, teams)
        plan = replace(plan, unserved=self._unserved(campaign, plan))
        plan = replace(plan, certificate=certificate_of(own, plan))
        try:
            check_plan(campaign, plan, self._rows)
        except RejectedPlanError:
            return None
        return plan

    def _unserved(self, campaign: Campaign, plan: Plan) -> tuple[Unserved, ...]:
        if plan.summary.residents_recorded == plan.summary.residents_to_record:
            return ()
        instance = Instance(campaign, self.travel)
        return unserved(
            instance, Timetable(instance), plan.recorded, self.language, None, plan.teams
        )


def _donors(
    own: CaseResult, results: Sequence[CaseResult]
) -> list[tuple[CaseResult, tuple[TeamPlan, ...]]]:
    """Cases as strict with plans that are better in this one, the best first."""
    campaign = own.case.campaign
    sums = own.plan.summary
    found = []
    for number, donor in enumerate(results):
        fewer = donor.plan.summary.weighted_recorded < sums.weighted_recorded
        if donor is own or fewer or not as_strict(donor.case, own.case):
            continue
        teams = _teams(donor.plan, campaign)
        if teams is None:
            continue
        new = summarise(campaign, teams)
        if new.order < sums.order:
            found.append((new.order, number, donor, teams))
    found.sort(key=lambda each: each[:2])
    return [(donor, teams) for _, _, donor, teams in found]


def _teams(plan: Plan, campaign: Campaign) -> tuple[TeamPlan, ...] | None:
    """Return the team plans of a plan for the teams of another campaign; None if one is missing."""
    held = {team.id: team for team in plan.teams if team.dates}
    if not held.keys() <= {team.id for team in campaign.teams}:
        return None
    return tuple(
        _set_up(held[team.id], team.setup_minutes) if team.id in held else TeamPlan(team.id, (), ())
        for team in campaign.teams
    )


def _set_up(plan: TeamPlan, minutes: int) -> TeamPlan:
    """The same with shorter setting up: the team waits before it."""
    dates = [
        replace(day, events=tuple(new for old in day.events for new in _shortened(old, minutes)))
        for day in plan.dates
    ]
    return replace(plan, dates=tuple(dates))


def _shortened(event: Event, minutes: int) -> tuple[Event, ...]:
    if not isinstance(event, Setup) or event.end - event.start <= minutes:
        return (event,)
    begin = event.end - minutes
    wait = Wait(event.at, event.start, begin)
    return (wait, Setup(event.at, begin, event.end)) if minutes else (wait,)


def certificate_of(own: CaseResult, plan: Plan) -> Certificate:
    """Return what is proven about another plan of a case.

    The bound on the total holds for the residents of the case's own plan only.
    """
    proven, before, sums = own.plan.certificate, own.plan.summary, plan.summary
    recorded, weighted = sums.weighted_recorded, proven.weighted_bound
    if sums.residents_recorded == sums.residents_to_record:
        weighted = recorded
    gap = None
    if weighted is not None:
        weighted = max(weighted, recorded)
        gap = 0.0 if weighted == recorded else None
        if recorded and gap is None:
            gap = 100 * (weighted - recorded) / recorded
    total = proven.total_bound if before.weighted_recorded == recorded else None
    if total is not None:
        total = min(total, sums.total_rupiah)
    return replace(
        proven,
        weighted_bound=weighted,
        residents_gap_percent=gap,
        total_bound=total,
        gap_percent=gap_percent(sums.total_rupiah, total),
    )


def bounded(results: Sequence[CaseResult]) -> Iterator[tuple[int, CaseResult]]:
    """Yield the position and the new result of each case for which a looser one's bound is better.

    Whatever a stricter case can do, a looser one can: no plan of the stricter one records more
    than the looser one's bound on residents. The bound on the total does not carry over, as it
    holds for the residents of one plan only.
    """
    for number, own in enumerate(results):
        proven, recorded = own.plan.certificate, own.plan.summary.weighted_recorded
        known = [
            (bound, at)
            for at, other in enumerate(results)
            if other is not own
            and _forbids_more(own.case, other.case)
            and (bound := other.plan.certificate.weighted_bound) is not None
            and bound >= recorded
        ]
        least, at = min(known, default=(None, -1))
        if least is None or (proven.weighted_bound is not None and proven.weighted_bound <= least):
            continue
        gap = gap_percent(least, recorded)
        certificate = replace(proven, weighted_bound=least, residents_gap_percent=gap)
        plan = replace(own.plan, certificate=certificate)
        yield number, replace(own, plan=plan, bounded=results[at].case.name)


def _forbids_more(case: Case, other: Case) -> bool:
    """Whether each plan of a case is one of the other, but for its cost.

    A case with fewer pairs may have lost pins, which forbid nothing in it any more.
    """
    return case.dropped_pins == other.dropped_pins and as_strict(case, other)
