"""Arc costs for the routing model, built from the timetable.

A node is a kecamatan (with all its posts) or a single post. The arc from the base to a
node costs what a pair pays that serves nothing else; the arc from one node to the next
what the second adds to a timetable that serves the first. So the model prefers what the
contract prefers: a day shared by two posts, a trip that passes both, a ferry taken once.
Waiting is priced apart, by the model's time dimension.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from routing.instance import Instance
from routing.network import I64
from routing.timetable import Jobs, Timetable

PAIRS = 700
"""About as many ordered pairs of nodes are timed together; the rest are taken apart."""

FEWEST = 4
"""Nearest successors of a node that are always timed."""


@dataclass(frozen=True, slots=True)
class Node:
    """Work that one pair does in one piece."""

    name: str
    jobs: Jobs

    @property
    def residents(self) -> int:
        """Residents to record."""
        return sum(residents for _, residents in self.jobs)


@dataclass(frozen=True, slots=True)
class Arcs:
    """Costs of one kind of team: rupiah[i, j], row and column 0 the base; dates of work."""

    rupiah: I64  # (nodes + 1, nodes + 1)
    dates: I64  # (nodes,)


def arcs(instance: Instance, timetable: Timetable, team: int, nodes: list[Node]) -> Arcs:
    """Arc costs in rupiah and working dates of each node, for a kind of team.

    Parameters
    ----------
    timetable
        With urgency off and a narrow beam.
    team
        Index of a team of the kind.
    """
    count = len(nodes)
    alone = [timetable.evaluate(team, node.jobs) for node in nodes]
    rupiah = np.zeros((count + 1, count + 1), np.int64)
    rupiah[0, 1:] = [outcome.rupiah for outcome in alone]
    rupiah[1:, 1:] = rupiah[0, 1:]
    near = max(FEWEST, PAIRS // max(1, count))
    for first, successors in enumerate(_nearest(instance, timetable, team, nodes, near)):
        for second in successors:
            both = timetable.evaluate(team, nodes[first].jobs + nodes[second].jobs)
            whole = alone[first].residents + alone[second].residents
            if both.residents == whole:
                rupiah[first + 1, second + 1] = max(0, both.rupiah - alone[first].rupiah)
    dates = [len({c.date for c in outcome.choices if c.touched}) for outcome in alone]
    return Arcs(rupiah, np.array(dates, np.int64))


def _nearest(
    instance: Instance, timetable: Timetable, team: int, nodes: list[Node], near: int
) -> list[list[int]]:
    """For each node the nodes that start closest to where it ends, by minutes then place."""
    minutes = timetable.desks[team].net.minutes[0]
    places = instance.campaign.places
    ends = [node.jobs[-1][0] for node in nodes]
    begins = [node.jobs[0][0] for node in nodes]
    found = []
    for first, end in enumerate(ends):
        ranked = []
        for second, begin in enumerate(begins):
            if second == first:
                continue
            time = 0 if begin == end else int(minutes[end, begin])
            apart = abs(places[end].lon - places[begin].lon) + abs(
                places[end].lat - places[begin].lat
            )
            ranked.append((time < 0, time, apart, second))
        found.append([second for *_, second in sorted(ranked)[:near]])
    return found


def nodes_by_kecamatan(instance: Instance) -> list[Node]:
    """A node per kecamatan; its posts by nearest neighbour from the base outwards."""
    base = instance.campaign.place_by_id[instance.campaign.base]
    places = instance.campaign.places
    found = []
    for name, posts in instance.groups.items():
        left, order = list(posts), []
        lon, lat = base.lon, base.lat
        while left:
            best = min(left, key=lambda p: (places[p].lon - lon) ** 2 + (places[p].lat - lat) ** 2)
            left.remove(best)
            order.append((best, places[best].residents))
            lon, lat = places[best].lon, places[best].lat
        found.append(Node(name, tuple(order)))
    return found


def nodes_by_post(instance: Instance, most: int) -> list[Node]:
    """A node per post, large posts in pieces of at most `most` residents."""
    found = []
    for post in instance.posts:
        left = instance.place(post).residents
        while left > 0:
            take = min(left, most)
            found.append(Node(instance.place(post).id, ((post, take),)))
            left -= take
    return found
