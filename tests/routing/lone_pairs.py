"""Tiny campaigns of one pair that can record everyone, with the least total there is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np

from routing.instance.campaign_arrays import Instance
from routing.partition.team_subproblem import TeamSubproblem
from routing.timetable.decoder import Timetable
from tests.routing.one_pair import tables_of
from tests.routing.oracle import optimum
from tests.routing.tiny_campaigns import random_campaign


class Lone(NamedTuple):
    """A campaign's seed, its pair's office, its posts and the least total."""

    seed: int
    subproblem: TeamSubproblem
    posts: tuple[int, ...]
    total: int


@cache
def lone_pairs() -> tuple[Lone, ...]:
    """The first pairs of random tiny campaigns; no two places at one spot, no server's limit."""
    found = []
    for seed in range(0, 600, 2):
        made, table = random_campaign(seed)
        if made.rules.connectivity == "online" or len(made.posts) > 3:
            continue
        if not (table.frame["minutes"] > 0).all():
            continue
        made = replace(made, teams=made.teams[:1], rules=replace(made.rules, pins=()))
        best = optimum(made, table)
        if best.weighted == sum(post.residents * post.weight for post in made.posts):
            instance = Instance(made, table)
            context = Timetable(instance, 12).contexts[0]
            subproblem = TeamSubproblem(tables_of(made, table), context, np.zeros(len(made.dates)))
            found.append(Lone(seed, subproblem, instance.posts, best.total))
    return tuple(found)
