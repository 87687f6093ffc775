"""Bounds of revisions against the least totals of tiny ones: states of teams, promises."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.parts import Promise, TeamState
from routing.instance.campaign_arrays import Instance
from routing.partition.bound_refinement import PartitionSolver
from routing.partition.effort import Effort
from routing.partition.joint_bounds import JointBounds
from routing.promise_reach import keepable, keepable_promises
from routing.timetable.decoder import Timetable
from tests.routing.oracle_kernel import FAR
from tests.routing.revised_oracle import revised
from tests.routing.tiny_campaigns import random_campaign


def tiny(seed: int) -> tuple[Campaign, TravelTable]:
    """A tiny campaign with one pair or R11, no server's limit and at most three posts."""
    made, table = random_campaign(seed)
    left = {post.id for post in made.posts[3:]}
    places = tuple(replace(p, residents=0) if p.id in left else p for p in made.places)
    rules = replace(made.rules, one_pair_per_kecamatan=True, connectivity="offline", pins=())
    return replace(made, places=places, rules=rules), table


def under_way(made: Campaign, chance: Random) -> Campaign:
    """Most pairs at some place on some date, with or without lodging there."""
    teams = list(made.teams)
    away = [place.id for place in made.places if place.id != made.base] or [made.base]
    for number, team in enumerate(teams):
        if chance.random() < 0.7:
            date = made.dates[chance.randrange(max(1, len(made.dates) - 1))]
            state = TeamState(date, chance.choice(away), chance.randint(0, 2))
            teams[number] = replace(team, state=state)
    return replace(made, teams=tuple(teams))


def told(made: Campaign, chance: Random, strengths: tuple[str, ...]) -> Campaign:
    """One to three promises, at a price that binds, that does not, or that nothing outweighs."""
    pairs = [(post.id, date) for post in made.posts for date in made.dates]
    chosen = chance.sample(pairs, min(len(pairs), chance.randint(1, 3)))
    promises = tuple(Promise(*pair, chance.choice(strengths)) for pair in chosen)
    price = chance.choice((3000, 40_000, 10**6))
    costs = replace(made.costs, rupiah_per_changed_promise=price)
    return replace(made, promises=promises, costs=costs)


def bounds(
    made: Campaign, table: TravelTable, left: int, *, firm: bool
) -> tuple[float, float, int]:
    """Joint bound, that of the partition after some rounds, most residents (weighted)."""
    instance = Instance(made, table)
    joint = JointBounds(instance, Timetable(instance, 12), threads=1)
    joint.firm = instance.firm & keepable(instance) if firm else frozenset()
    total = joint.total_bound(left)
    part = -np.inf
    if not left and joint.result is not None and joint.classes:
        solver = PartitionSolver(joint, Effort(iterations=40))
        solver.prepare()
        for _ in range(6):
            solver.raise_bound()
        part = solver.bound
    return total, part, joint.weighted_bound()


def check(made: Campaign, table: TravelTable, *, firm: bool) -> float | None:
    """Fail where a bound is beyond the least total; share of it that the best one is.

    Firm promises that no team can keep are none to the oracle: plans that keep all others.
    """
    can = keepable_promises(made, table)
    kept = tuple(p for p in made.promises if p.strength == "soft" or p in can)
    if firm and kept != made.promises:
        assert (revised(made, table).all_firm >= FAR).all()
    found = revised(replace(made, promises=kept) if firm else made, table)
    least = found.all_firm if firm else found.any_firm
    done = np.flatnonzero(least < FAR)
    if not len(done):
        return None
    everyone, recorded = len(least) - 1, int(done[-1])
    total, part, most = bounds(made, table, everyone - recorded, firm=firm)
    assert most >= recorded
    value = int(least[recorded])
    assert total <= value + 1e-6
    assert part <= value + 1e-6
    if recorded < everyone:
        return None
    return max(total, part) / value if value else 1.0


def gathered(kind: str, seeds: range, strengths: tuple[str, ...], *, firm: bool) -> None:
    shares = []
    for seed in seeds:
        chance = Random(f"{kind} {seed}")
        made, table = tiny(seed)
        if not made.posts:
            continue
        if kind != "promises":
            made = under_way(made, chance)
        if kind != "states":
            made = told(made, chance, strengths)
        share = check(made, table, firm=firm)
        if share is not None:
            shares.append(share)
    assert len(shares) > len(seeds) / 4
    assert np.median(shares) > 0.9


SEEDS = range(40)


def test_pairs_under_way() -> None:
    gathered("states", SEEDS, (), firm=False)


def test_soft_promises() -> None:
    gathered("promises", SEEDS, ("soft",), firm=False)


def test_firm_promises_that_are_kept() -> None:
    gathered("promises", SEEDS, ("firm", "soft"), firm=True)


def test_firm_promises_of_plans_that_break_some() -> None:
    gathered("promises", SEEDS, ("firm",), firm=False)


def test_pairs_under_way_with_promises() -> None:
    gathered("both", SEEDS, ("soft", "firm"), firm=True)


def test_firm_promises_of_which_one_cannot_be_kept() -> None:
    """A post is closed on a date that was promised firmly; the other promises still bound."""
    shares = []
    for seed in range(30):
        chance = Random(f"closed {seed}")
        made, table = tiny(seed)
        if not made.posts:
            continue
        made = told(made, chance, ("firm",))
        shut = made.promises[0]
        places = tuple(
            replace(p, closed_dates=(*p.closed_dates, shut.date)) if p.id == shut.post else p
            for p in made.places
        )
        made = replace(made, places=places)
        assert shut not in keepable_promises(made, table)
        share = check(made, table, firm=True)
        if share is not None:
            shares.append(share)
    assert len(shares) > 8
    assert np.median(shares) > 0.9
