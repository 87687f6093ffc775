"""Rounded capacity cuts: how often a pair must come to posts, at least, to record everyone there.

The most that one visit, or one stay in an area, can record is found by bisection over tolls:
with everything else free of charge, a toll that no course of the pair is worth exceeds it.
The residents divided by it, rounded up, are a bound on the number of visits (the rounded
capacity cuts of Laporte, Nobert and Desrochers 1985, with the campaign's rules in place of a
vehicle's capacity).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from routing.bounds.callbacks import Stopped, never
from routing.bounds.column_generation import ColumnGeneration
from routing.bounds.pricing_instance import PricingTables
from routing.bounds.problem import PricingClass, Problem, free_of_charge, root_branch


def min_visits(
    tables: PricingTables, posts: tuple[int, ...], what: Literal["entry", "visit"],
    stopped: Stopped = never,
) -> int:  # fmt: skip
    """Return the fewest entries into the area of the posts, or visits to a single post.

    The number is at least 1, also where nobody can be recorded. A visit is a date on which the
    post is set up, an entry a step from a place outside the area to one inside. Once `stopped`,
    the search ends with a smaller number, which is still valid.
    """
    pricing = free_of_charge(tables.pricing_instance(posts))
    residents = int(pricing.most.sum())
    team_class = PricingClass(pricing, tables.nights)
    area = (frozenset(posts),) if what == "entry" else ()
    branch = replace(root_branch([team_class]), areas=area, entries=((0, 0),) * len(area))
    if what == "visit":
        branch = replace(branch, visits=((0, 0),) * len(posts))
    none = np.full(len(pricing.kind), -1, np.int64)
    weight = np.ones(len(posts), np.int64)
    problem = Problem([team_class], posts, pricing.most, weight, branch, none)
    generation = ColumnGeneration(problem, parameters=tables.parameters)
    start = generation.start(np.ones(len(posts)))
    low, high = 0, residents
    while low < high and (not low or -(-residents // low) != -(-residents // high)):
        toll = (low + high) // 2
        price = np.array([-float(toll)])
        duals = replace(start, entry=price) if area else replace(start, visit=price)
        priced = None if stopped(0.0) else generation.value_until(duals, stopped)
        if priced is None:
            break
        if priced[0] < residents:
            low = toll + 1
        else:
            high = toll
    return -(-residents // high) if high else 1
