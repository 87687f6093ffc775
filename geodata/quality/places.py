"""What there is to know of places that nothing joins: villages without neighbours, ports at sea."""

from __future__ import annotations

import shapely

from geodata.boundaries import straight_metres
from geodata.dataset import Dataset
from geodata.findings import Finding, finding, some
from geodata.message import local
from geodata.roads import PIER_METRES, RoadGraph, village_pairs
from geodata.typed_rows import records

__all__ = ["joined_places", "neighbours"]

_REMEDY = (
    "no road can be estimated there; add crossings (--towns with the ports, --crossings), official "
    "sections (--sections) or a road map (--osm)",
    "jalan ke sana tidak dapat diperkirakan; tambahkan penyeberangan (--towns berisi pelabuhannya, "
    "--crossings), ruas resmi (--sections), atau peta jalan (--osm)",
)


def neighbours(dataset: Dataset) -> Finding:
    """Tell which villages border no other village on land."""
    topic = ("neighbours", "desa bertetangga")
    names = dict(zip(dataset.villages["code"], dataset.villages["name"], strict=True))
    count = len(names)
    if count == 1:
        return finding(
            topic,
            ("one village, so there is nothing to join", "satu desa, jadi tidak ada sambungannya"),
            [],
        )
    beside = {code for pair in village_pairs(dataset) for code in pair}
    alone = [f"{name} ({code})" for code, name in names.items() if code not in beside]
    details = []
    if alone and dataset.mapped is None:
        details.append((f"{some(alone)}: {_REMEDY[0]}", f"{some(alone)}: {_REMEDY[1]}"))
    found = (
        f"{len(beside)} of {count} villages border another on land",
        f"{len(beside)} dari {count} desa berbatasan darat dengan desa lain",
    )
    if not beside:
        found = ("no village borders another on land", "tidak ada desa yang berbatasan darat")
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
                (
                    f"{who}: on no road, {metres / 1000:,.1f} km off the outlines; correct its "
                    "point in towns.csv, or add a section to it",
                    f"{who}: tidak di jalan mana pun, {local(metres / 1000, 1)} km di luar wilayah "
                    "desa; perbaiki titiknya di towns.csv, atau tambahkan ruas ke sana",
                )
            )
        else:
            details.append(
                (
                    f"{who}: no road leads there over land; move it in towns.csv, or add a section "
                    "to it",
                    f"{who}: tidak ada jalan darat ke sana; pindahkan di towns.csv, atau tambahkan "
                    "ruas ke sana",
                )
            )
    count = len(dataset.towns)
    return finding(
        ("base and ports", "pangkalan dan pelabuhan"),
        (
            f"{count - len(details)} of {count} places in towns.csv are on a road",
            f"{count - len(details)} dari {count} tempat di towns.csv berada di jalan",
        ),
        details,
    )
