"""Which rules keep a post from being served: the smallest sets that must be lifted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.why.lifted_rules import NamedRule, binding, lifted
from planner.why.service_check import ServiceCheck


@dataclass(frozen=True, slots=True)
class RuleSets:
    """Sets of rules; each, lifted, lets a plan serve the post, and no part of it does.

    Attributes
    ----------
    sets
        All of one rule; where there are none, all of two; else one larger set.
    smallest
        Whether every smaller set is proven not to do.
    without_rules
        Whether the post could be served under the rules as they are.
    unhelpful
        Whether nothing helps, even with all rules lifted.
    """

    sets: tuple[tuple[NamedRule, ...], ...] = ()
    smallest: bool = False
    without_rules: bool = False
    unhelpful: bool = False


def rule_sets_of(check: ServiceCheck) -> RuleSets:
    """Return why a post is not served."""
    campaign, post = check.campaign, check.post
    if check.check(campaign).serves:
        return RuleSets(without_rules=True)
    rules = binding(campaign, post)
    search = _Sets(check)
    singles = tuple((rule,) for rule in rules if search.serves((rule,)))
    if singles:
        return RuleSets(singles, smallest=True)
    core = search.filtered(rules)
    if core is None:
        return RuleSets(unhelpful=True)
    proven, pairs = search.all_excluded, _pairs(search, rules)
    return RuleSets(pairs, smallest=proven) if pairs else RuleSets((core,))


def _pairs(search: _Sets, rules: Sequence[NamedRule]) -> tuple[tuple[NamedRule, ...], ...]:
    return tuple(pair for pair in combinations(rules, 2) if search.serves(pair))


class _Sets:
    """Answers for sets of rules, each checked once."""

    def __init__(self, check: ServiceCheck) -> None:
        self._check = check
        self._known: dict[frozenset[str], bool] = {}
        self.all_excluded = True

    def serves(self, rules: Sequence[NamedRule]) -> bool:
        key = frozenset(rule.id for rule in rules)
        if key not in self._known:
            campaign, post = self._check.campaign, self._check.post
            alone = len(rules) == 1
            verdict = self._check.check(lifted(campaign, post, rules), prove=alone)
            self._known[key] = verdict.serves
            if alone and not verdict.serves:
                self.all_excluded &= verdict.excluded
        return self._known[key]

    def filtered(self, rules: Sequence[NamedRule]) -> tuple[NamedRule, ...] | None:
        """Return a set that serves the post and of which no rule can be left out; None if none."""
        kept = list(rules)
        if not self.serves(kept):
            return None
        for rule in rules:
            fewer = [each for each in kept if each is not rule]
            if fewer and self.serves(fewer):
                kept = fewer
        return tuple(kept)
