"""Findings on places that nothing joins: villages without neighbours, ports at sea."""

from __future__ import annotations

from collections.abc import Collection

import shapely

from geodata.boundaries import straight_metres
from geodata.dataset import Dataset
from geodata.findings import Finding, finding, some
from geodata.message import Figure, Message
from geodata.roads import PIER_METRES, RoadGraph, village_pairs
from geodata.typed_rows import records

__all__ = ["joined_places", "neighbours"]

_REMEDY = Message(
    "no road can be estimated there; add crossings (--towns with the ports, "
    "--crossings), official sections (--sections) or a road map (--osm)"
)


def neighbours(dataset: Dataset, reached: Collection[str]) -> Finding:
    """Return the finding on villages that border no other village on land.

    Parameters
    ----------
    reached : collection of str
        Codes of the villages that the base reaches; crossings lead to these where no road does.
    """
    topic = Message("neighbours")
    names = dict(zip(dataset.villages["code"], dataset.villages["name"], strict=True))
    count = len(names)
    if count == 1:
        return finding(
            topic,
            Message("one village, so there is nothing to join"),
            [],
        )
    beside = {code for pair in village_pairs(dataset) for code in pair}
    left = names.keys() - beside - set(reached)
    alone = [f"{name} ({code})" for code, name in names.items() if code in left]
    details = []
    if alone and dataset.mapped is None:
        details.append(Message("%(names)s: %(remedy)s", names=some(alone), remedy=_REMEDY))
    found = Message(
        "%(count)s of %(count_2)s villages border another on land", count=len(beside), count_2=count
    )
    if not beside:
        found = Message("no village borders another on land")
    return finding(topic, found, details)


def joined_places(dataset: Dataset, graph: RoadGraph) -> Finding:
    """Name the base, ports and other towns that no road leads to."""
    on_roads = set(graph.edges["a"]) | set(graph.edges["b"])
    land = shapely.union_all(dataset.villages.geometry.to_numpy())
    details = []
    for row in records(dataset.towns):
        if row.id in on_roads:
            continue
        line = shapely.shortest_line(shapely.Point(row.lon, row.lat), land)
        metres = float(straight_metres(*shapely.get_coordinates(line).ravel()))
        who = f"{row.name} ({row.id})"
        if metres > PIER_METRES:
            details.append(
                Message(
                    "%(who)s: on no road, %(metres)s km off the outlines; correct its point in "
                    "towns.csv, or add a section to it",
                    who=who,
                    metres=Figure(metres / 1000, 1),
                )
            )
        else:
            details.append(
                Message(
                    "%(who)s: no road leads there over land; move it in towns.csv, or add a "
                    "section to it",
                    who=who,
                )
            )
    count = len(dataset.towns)
    return finding(
        Message("base and ports"),
        Message(
            "%(count)s of %(count_2)s places in towns.csv are on a road",
            count=count - len(details),
            count_2=count,
        ),
        details,
    )
