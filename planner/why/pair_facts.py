"""What each pair would come to with a post in its course, and the first rule that forbids it."""

from __future__ import annotations

from dataclasses import dataclass

from planner.why.lifted_rules import RULE_BY_ID, NamedRule, binding
from planner.why.service_check import ServiceCheck, broken_promises
from routing.insertion import Insertions
from routing.plan import TeamPlan


@dataclass(frozen=True, slots=True)
class PairFact:
    """The best that a pair can do for a post without any other change.

    Attributes
    ----------
    team
        Id of the pair.
    here
        Residents whom it would record at the post.
    residents, rupiah
        How many more are recorded in all, and what more that costs.
    lost
        Posts and residents that the pair would not record any more.
    moved_promises
        Promises of posts in its course that would not be kept any more.
    rule
        The first rule that keeps it from the post; None where only time does, or nothing.
    """

    team: str
    here: int
    residents: int = 0
    rupiah: int = 0
    lost: tuple[tuple[str, int], ...] = ()
    moved_promises: int = 0
    rule: NamedRule | None = None


def pair_facts(check: ServiceCheck) -> tuple[PairFact, ...]:
    """Return a fact for each pair, in the campaign's order."""
    return _PairFacts(check).all()


class _PairFacts:
    def __init__(self, check: ServiceCheck) -> None:
        self._check = check
        self._campaign, self._post = check.campaign, check.post
        self._plain = Insertions(self._campaign, check.travel, check.plan.teams)
        self._lifted: dict[str, Insertions] = {}

    def all(self) -> tuple[PairFact, ...]:
        """Return the facts."""
        return tuple(self._fact(team) for team in self._check.plan.teams)

    def _fact(self, team: TeamPlan) -> PairFact:
        rule = self._barred(team.id)
        if rule is not None:
            return PairFact(team.id, 0, rule=rule)
        best = self._plain.best(team.id, self._post, self._check.left)
        if best is None or not self._plain.alone(team.id, self._post, self._check.left):
            return PairFact(team.id, 0, rule=self._first_rule(team.id))
        course = self._plain.course(team.id, best.visits)
        moved = 0 if course is None else broken_promises(self._check.asked, (team,), (course,))
        return PairFact(team.id, best.here, best.residents, best.rupiah, best.lost, moved)

    def _barred(self, team: str) -> NamedRule | None:
        if not self._plain.allowed(team, self._post):
            return RULE_BY_ID["pin"]
        return None if self._plain.may(team, self._post) else RULE_BY_ID["one_pair"]

    def _first_rule(self, team: str) -> NamedRule | None:
        for rule in binding(self._campaign, self._post):
            if rule.id not in self._lifted:
                changed = rule.lift(self._campaign, self._campaign.place_by_id[self._post])
                self._lifted[rule.id] = Insertions(
                    changed, self._check.travel, self._check.plan.teams
                )
            if self._lifted[rule.id].alone(team, self._post, self._check.left):
                return rule
        return None
