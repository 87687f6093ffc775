"""The answer to why a kecamatan is a pair's, or is not: the plan in which it is otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from geodata import TravelTable
from planner.bundle import Bundle
from planner.why.lifted_rules import RULE_BY_ID, RULES, NamedRule, lifted
from planner.why.service_check import broken_promises, ordinary
from routing import KnownPlan, Limits, solve, visits_of
from routing.campaign import Campaign, KecamatanBar, KecamatanPin
from routing.insertion import Insertions
from routing.plan import Plan, TeamPlan


@dataclass(frozen=True, slots=True)
class PairAnswer:
    """What a plan comes to in which a pair has a kecamatan, or has it not.

    Attributes
    ----------
    kecamatan, team, wanted
        What was asked: `wanted` is that the pair has it.
    owners
        The pairs that have it in the plan.
    pinned
        Whether a pin of the planner decides it already.
    residents, rupiah
        What the best plan found otherwise records more and costs more; both may be below 0.
    lost
        Posts and residents that it does not record although the plan does.
    moved
        Posts that get other dates or another pair.
    broken_promises
        Dates promised that it does not keep and the plan does.
    rule
        The first rule without which the pair would record all of the kecamatan; None where it
        does, or where no single rule is the reason.
    """

    kecamatan: str
    team: str
    wanted: bool
    owners: tuple[str, ...]
    pinned: bool
    residents: int = 0
    rupiah: int = 0
    lost: tuple[tuple[str, int], ...] = ()
    moved: int = 0
    broken_promises: int = 0
    rule: NamedRule | None = None

    @property
    def is_so(self) -> bool:
        """Whether the plan is already as asked."""
        return (self.team in self.owners) == self.wanted


def answer_pair(
    bundle: Bundle, travel: TravelTable, pin: KecamatanPin | KecamatanBar, seconds: float
) -> PairAnswer:
    """Answer why a kecamatan is not a pair's (a pin), or is (a bar).

    Parameters
    ----------
    bundle, travel
        The plan, and its legs.
    pin
        The plan that is asked for.
    seconds
        Of the search for the best plan with the pin.
    """
    asked = _Asked(bundle, travel, pin)
    return asked.answer(seconds)


class _Asked:
    def __init__(
        self, bundle: Bundle, travel: TravelTable, pin: KecamatanPin | KecamatanBar
    ) -> None:
        self._asked = bundle.campaign
        self._campaign, self._travel, self._plan = ordinary(bundle.campaign), travel, bundle.plan
        self._pin, self._kecamatan = pin, pin.kecamatan
        self._wanted = isinstance(pin, KecamatanPin)
        self._team = pin.team if isinstance(pin, KecamatanPin) else pin.not_team
        self._posts = {
            place.id for place in self._campaign.posts if place.kecamatan == self._kecamatan
        }

    def answer(self, seconds: float) -> PairAnswer:
        """Search for the plan that was asked for."""
        owners = tuple(team.id for team in self._plan.teams if self._held(team))
        own = [
            pin
            for pin in self._campaign.rules.pins
            if isinstance(pin, KecamatanPin | KecamatanBar) and pin.kecamatan == self._kecamatan
        ]
        plain = PairAnswer(self._kecamatan, self._team, self._wanted, owners, bool(own))
        if plain.is_so:
            return plain
        pins = [pin for pin in self._campaign.rules.pins if pin not in own]
        rules = replace(self._campaign.rules, pins=(*pins, self._pin))
        changed = replace(self._campaign, rules=rules)
        teams = self._moved(changed)
        known = KnownPlan(tuple(visits_of(team.dates) for team in teams))
        limits = Limits(seconds=seconds)
        plan = solve(changed, self._travel, limits, None, "en", known=[known]).plan
        rule = RULE_BY_ID["pin"] if own else self._rule(changed, plan)
        return self._compared(plain, plan, rule)

    def _held(self, team: TeamPlan) -> bool:
        return any(session.at in self._posts for day in team.dates for session in day.sessions)

    def _candidates(self) -> list[str]:
        if self._wanted:
            return [self._team]
        return [team.id for team in self._campaign.teams if team.id != self._team]

    def _moved(self, changed: Campaign) -> tuple[TeamPlan, ...]:
        """Return the plan with the kecamatan in the course of the pair that does it best."""
        bare = tuple(self._without(changed, team) for team in self._plan.teams)
        demand = self._demand()
        made = [self._given(changed, bare, team, demand) for team in self._candidates()]
        return max(made, key=_residents)

    def _demand(self) -> dict[str, int]:
        recorded = self._plan.recorded
        return {post: recorded[post] for post in sorted(self._posts) if recorded.get(post)}

    def _without(self, changed: Campaign, team: TeamPlan) -> TeamPlan:
        """Return a team's plan without the kecamatan."""
        if not self._held(team):
            return team
        visits = [each for each in visits_of(team.dates) if each[0] not in self._posts]
        made = Insertions(changed, self._travel, self._plan.teams).course(team.id, visits)
        return made or replace(team, dates=(), kecamatan=())

    def _given(
        self, changed: Campaign, bare: tuple[TeamPlan, ...], team: str, demand: dict[str, int]
    ) -> tuple[TeamPlan, ...]:
        """Return plans in which a team records at the kecamatan's posts, one after the other."""
        teams = bare
        for post, residents in demand.items():
            trial = Insertions(changed, self._travel, teams)
            best = trial.best(team, post, residents)
            course = None if best is None else trial.course(team, best.visits)
            if course is not None:
                teams = tuple(course if each.id == team else each for each in teams)
        return teams

    def _rule(self, changed: Campaign, plan: Plan) -> NamedRule | None:
        """Return the first rule that keeps the pair from all of the kecamatan."""
        demand = self._demand()
        recorded = plan.recorded
        short = next((p for p, count in demand.items() if recorded.get(p, 0) < count), None)
        if not self._wanted or short is None:
            return None
        for rule in RULES:
            free = lifted(changed, short, (rule,))
            if rule.id == "pin" or free == changed:
                continue
            alone = Insertions(free, self._travel, plan.teams)
            if alone.alone(self._team, short, demand[short]) >= demand[short]:
                return rule
        return None

    def _compared(self, plain: PairAnswer, plan: Plan, rule: NamedRule | None) -> PairAnswer:
        before, after = self._plan.recorded, plan.recorded
        lost = [(p, count - after.get(p, 0)) for p, count in before.items()]
        old, new = _sessions(self._plan), _sessions(plan)
        summary, was = plan.summary, self._plan.summary
        return replace(
            plain,
            residents=summary.residents_recorded - was.residents_recorded,
            rupiah=summary.total_rupiah - was.total_rupiah,
            lost=tuple(each for each in lost if each[1] > 0),
            moved=len({post for post, _, _ in old ^ new}),
            broken_promises=broken_promises(self._asked, self._plan.teams, plan.teams),
            rule=rule,
        )


def _residents(teams: Sequence[TeamPlan]) -> int:
    return sum(day.residents for team in teams for day in team.dates)


def _sessions(plan: Plan) -> set[tuple[str, date, str]]:
    return {(session.at, day, team) for team, day, session in plan.sessions()}
