"""A made-up town as an OpenStreetMap extract and a layer of its villages.

::

      P ──────── D ──────── E          y = 0.15
      │ (gate)   │ (ford)   ↑ one-way
      │ track    │ gravel   │
      A ──────── B ──────── C ─┤~~~~ferry~~~~├─ F      G (no road)    H (a road, no ferry)
      y = 0.05, trunk road

Villages are squares of 0.1 degrees with their points in the middle: A (100.05, 0.05),
B (100.15, 0.05), and so on. At the equator 0.1 degrees of longitude are 11,132 m, 0.1 degrees of
latitude 11,057 m.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import geopandas as gpd
import osmium
import shapely
from osmium.osm.mutable import Node, Way

A, B, C = "9901010001", "9901010002", "9901010003"
D, E, P = "9901020001", "9901020002", "9901020003"
F, G, H = "9901030001", "9901030002", "9901030003"

CORNERS = {
    A: ("Aur", "Satu", 100.0, 0.0),
    B: ("Bale", "Satu", 100.1, 0.0),
    C: ("Cemara", "Satu", 100.2, 0.0),
    D: ("Dua", "Dua", 100.1, 0.1),
    E: ("Enau", "Dua", 100.2, 0.1),
    P: ("Pagar", "Dua", 100.0, 0.1),
    F: ("Feri", "Pulau", 100.5, 0.0),
    G: ("Gili", "Pulau", 100.7, 0.0),
    H: ("Hilang", "Pulau", 100.9, 0.0),
}

Tags = Mapping[str, str]
Places = Mapping[int, tuple[float, float]]

NODES: dict[int, tuple[float, float]] = {
    1: (100.01, 0.05),
    2: (100.05, 0.05),  # A
    3: (100.10, 0.05),
    4: (100.15, 0.05),  # B
    5: (100.25, 0.05),  # C
    6: (100.29, 0.05),  # port of the mainland
    10: (100.15, 0.10),  # ford, near side
    11: (100.15, 0.12),  # ford, far side
    12: (100.15, 0.15),  # D
    20: (100.25, 0.15),  # E
    30: (100.05, 0.10),  # gate
    31: (100.05, 0.15),  # P
    40: (100.51, 0.05),  # port of the island
    41: (100.55, 0.05),  # F
    50: (100.94, 0.05),
    51: (100.96, 0.05),
}
TAGGED_NODES: dict[int, Tags] = {30: {"barrier": "gate", "access": "private"}}
WAYS: dict[int, tuple[list[int], Tags]] = {
    1: ([1, 2, 3, 4, 5, 6], {"highway": "trunk", "surface": "asphalt", "name": "Jalan Raya"}),
    2: ([4, 10], {"highway": "tertiary", "surface": "gravel"}),
    3: ([10, 11], {"highway": "tertiary", "surface": "gravel", "ford": "yes"}),
    4: ([11, 12], {"highway": "tertiary", "surface": "gravel"}),
    5: ([5, 20], {"highway": "secondary", "surface": "asphalt", "oneway": "yes"}),
    6: ([12, 20], {"highway": "secondary", "surface": "asphalt"}),
    7: ([2, 30, 31], {"highway": "track", "tracktype": "grade3"}),
    8: ([31, 12], {"highway": "unclassified", "surface": "dirt"}),
    9: ([40, 41], {"highway": "residential", "surface": "compacted"}),
    10: ([50, 51], {"highway": "residential", "surface": "compacted"}),
    11: (
        [6, 40],
        {
            "route": "ferry",
            "duration": "01:00",
            "opening_hours": "Mo-Sa 06:00-17:00",
            "motor_vehicle": "yes",
            "name": "Penyeberangan Feri",
        },
    ),
    12: ([1, 4], {"highway": "footway"}),
}
SPEEDS = """class,surface,vehicle,kmh,wet_factor,wet_ford_factor,source,assumption
trunk,paved,car,60,1,0.5,made up,yes
tertiary,gravel,car,30,1,0.5,made up,yes
secondary,paved,car,60,1,0.5,made up,yes
track,ground,car,12,1,0.5,made up,yes
unclassified,ground,car,20,1,0.5,made up,yes
residential,gravel,car,30,1,0.5,made up,yes
local,estimated,car,12,1,0.5,made up,yes
national,asphalt,car,60,1,0.5,made up,yes
"""
"""km/h that make the sums easy: 60 km/h are a kilometre a minute."""


def write_extract(
    path: Path,
    nodes: Places = NODES,
    ways: Mapping[int, tuple[list[int], Tags]] = WAYS,
    tagged: Mapping[int, Tags] = TAGGED_NODES,
) -> Path:
    """Write an extract as osmium does."""
    path.unlink(missing_ok=True)
    with osmium.SimpleWriter(path) as writer:
        for node, place in sorted(nodes.items()):
            writer.add_node(Node(id=node, location=place, tags=dict(tagged.get(node, {}))))
        for way, (refs, tags) in sorted(ways.items()):
            writer.add_way(Way(id=way, nodes=refs, tags=dict(tags)))
    return path


def villages(codes: Iterable[str] = CORNERS) -> gpd.GeoDataFrame:
    """Villages as a layer with columns as in Indonesian files."""
    chosen = [(code, *CORNERS[code]) for code in codes]
    return gpd.GeoDataFrame(
        {
            "KODE_DESA": [code for code, *_ in chosen],
            "NAMA_DESA": [name for _, name, *_ in chosen],
            "KECAMATAN": [kecamatan for _, _, kecamatan, *_ in chosen],
            "KABUPATEN": "Kabupaten Contoh",
            "PENDUDUK": [100 * number for number, _ in enumerate(chosen, start=1)],
        },
        geometry=[shapely.box(lon, lat, lon + 0.1, lat + 0.1) for _, _, _, lon, lat in chosen],
        crs="EPSG:4326",
    )
