"""The answer to why a post is not served: pairs, causes and remedies."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from geodata import TravelTable
from planner.bundle import Bundle
from planner.why.causes import RuleSets, rule_sets_of
from planner.why.pair_facts import PairFact, pair_facts
from planner.why.remedies import Remedy, remedies_for
from planner.why.service_check import SECONDS, ServiceCheck

MOST_REMEDIES = 3
"""Remedies that are told."""


@dataclass(frozen=True, slots=True)
class FoundRemedy:
    """A remedy that was checked.

    Attributes
    ----------
    remedy
        What to change.
    residents
        Residents more that the plan found with it records: all that were left at the post.
    rupiah
        What that plan's total is more than the present one's, in rupiah.
    smallest
        Whether every remedy before it in the catalogue is proven not to do.
    """

    remedy: Remedy
    residents: int
    rupiah: int
    smallest: bool


@dataclass(frozen=True, slots=True)
class PostAnswer:
    """Why a post is not served, or not wholly.

    Attributes
    ----------
    post
        Id of the post.
    left
        Residents whom the plan does not record there; 0: it is served, and the rest is empty.
    facts
        What each pair could do without any other change.
    causes
        Which rules keep it from being served.
    remedies
        What would serve it, in the order of the catalogue.
    unchecked
        Remedies that there was no time to check.
    """

    post: str
    left: int
    facts: tuple[PairFact, ...] = ()
    causes: RuleSets = RuleSets()  # noqa: RUF009  (immutable)
    remedies: tuple[FoundRemedy, ...] = ()
    unchecked: int = 0


def answer_post(
    bundle: Bundle, travel: TravelTable, post: str, seconds: float, most: int = MOST_REMEDIES
) -> PostAnswer:
    """Answer why a post is not served.

    Parameters
    ----------
    bundle, travel
        The plan, and its legs.
    post
        Id of the post.
    seconds
        After how many no further search is begun; what was not checked is told.
    most
        Remedies to find.
    """
    until = time.monotonic() + seconds
    check = ServiceCheck(
        bundle.campaign, travel, bundle.plan, post, min(SECONDS, seconds / 4), until
    )
    if check.left <= 0:
        return PostAnswer(post, 0)
    facts, causes = pair_facts(check), rule_sets_of(check)
    remedies, unchecked = _remedies(check, until, most)
    return PostAnswer(post, check.left, facts, causes, remedies, unchecked)


def _remedies(check: ServiceCheck, until: float, most: int) -> tuple[tuple[FoundRemedy, ...], int]:
    """Return the remedies that do, and how many were not checked.

    Where a post can be tried in courses alone, that is done for the whole catalogue first; the
    rest is searched as long as there is time.
    """
    listed = list(remedies_for(check.campaign, check.post))
    rupiah: dict[int, int] = {}
    excluded: set[int] = set()
    for number, remedy in enumerate(listed):
        served = check.inserted(remedy.apply(check.campaign))
        if served is not None:
            rupiah[number] = served.rupiah
            if len(rupiah) == most:
                break
    tried = set(rupiah)
    for number in _before(rupiah, len(listed), most):
        if time.monotonic() > until:
            break
        tried.add(number)
        verdict = check.searched(listed[number].apply(check.campaign))
        if verdict.service is not None:
            rupiah[number] = verdict.service.rupiah
        elif verdict.excluded:
            excluded.add(number)
    last = sorted(rupiah)[:most]
    chosen = tuple(
        FoundRemedy(listed[n], check.left, rupiah[n], smallest=set(range(n)) <= excluded)
        for n in last
    )
    end = last[-1] if len(last) == most else len(listed)
    return chosen, sum(n not in tried for n in range(end))


def _before(found: Collection[int], count: int, most: int) -> Iterator[int]:
    """Yield the remedies to search for: those before the last one that is told."""
    end = max(found) if len(found) == most else count
    yield from (n for n in range(end) if n not in found)
