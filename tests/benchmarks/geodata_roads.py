"""Speed and size of roads: tables, extracts, provinces.

    python -m tests.benchmarks.geodata_roads [--write] [kupang|grid|extract|province ...]

Prints what it measures; with ``--write`` it goes into BENCHMARKS.md too. Each measure runs in a
process of its own, so that its memory is its own. Exit code 1 if a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tests.benchmarks.report import machine, table, write_section

COMMAND = "python -m tests.benchmarks.geodata_roads --write"
GRID = 224
"""Streets each way: 2 * 224 * 223 = 99,904 edges."""
PLACES = 200
REPEATS = 5
STREETS, INNER = 316, 25
"""Of the extract: 316 * 316 junctions and 25 points between two of them, 5.1 million nodes."""
PROVINCE = (500, 1_500, 3_500)
PROVINCE_GRID = 100

Figures = dict[str, Any]


def peak_mib() -> float:
    """Return the most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def kupang() -> Figures:
    """Build the graph of Kupang, its 178 x 178 table and one way with its line."""
    from geodata import RoadState, build_graph, find_route, load_dataset, travel_table

    seconds, parts, processor = [], [], []
    for _ in range(REPEATS):
        begun = time.process_time()
        start = time.perf_counter()
        dataset = load_dataset()
        read = time.perf_counter()
        graph = build_graph(dataset)
        built = time.perf_counter()
        places = {code: code for code in [*dataset.villages["code"], dataset.base]}
        dry = RoadState("dry", "dry")
        legs = travel_table(graph, dataset.speeds, places, ["car"], {"dry": dry})
        timed = time.perf_counter()
        found = find_route(graph, dataset.speeds, dataset.base, "oepoli", "car", dry)
        end = time.perf_counter()
        assert found.line.length > 0
        processor.append(time.process_time() - begun)
        seconds.append(end - start)
        parts.append((read - start, built - read, timed - built, end - timed))
    read_s, graph_s, table_s, way_s = parts[seconds.index(min(seconds))]
    return {
        "places": len(places),
        "legs": len(legs.frame),
        "seconds": min(seconds),
        "processor": min(processor),
        "read": read_s,
        "graph": graph_s,
        "table": table_s,
        "way": way_s,
    }


def street_grid(side: int, seed: int = 1) -> tuple[Any, pd.DataFrame]:
    """Return a road graph of streets on a grid, and speeds for it."""
    from geodata import RoadGraph

    chance = np.random.default_rng(seed)
    at = np.arange(side * side).reshape(side, side)
    a = np.concatenate([at[:, :-1].ravel(), at[:-1].ravel()])
    b = np.concatenate([at[:, 1:].ravel(), at[1:].ravel()])
    ids = np.array([f"n{node:06d}" for node in at.ravel()], dtype=object)
    kinds = np.array(["trunk", "secondary", "tertiary", "track"], dtype=object)
    edges = pd.DataFrame(
        {
            "a": ids[a],
            "b": ids[b],
            "class": kinds[chance.integers(0, 4, len(a))],
            "surface": "any",
            "metres": chance.integers(50, 2_000, len(a)),
            "official": True,
            "section": "",
            "fords": chance.random(len(a)) < 0.01,
            "beside": "",
            "oneway": chance.random(len(a)) < 0.1,
            "bars": np.where(chance.random(len(a)) < 0.01, "car;motorcycle", ""),
        }
    )
    nodes = pd.DataFrame(
        {"id": ids, "name": "", "kind": "junction", "lon": 100.0 + at.ravel() % side / side}
    ).assign(lat=lambda frame: frame.index // side / side)
    speeds = pd.DataFrame(
        {
            "class": kinds,
            "surface": "any",
            "vehicle": "car",
            "kmh": [48.0, 34.0, 22.0, 8.0],
            "wet_factor": 1.0,
            "wet_ford_factor": 0.5,
        }
    )
    crossings = pd.DataFrame({"id": [], "from": [], "to": [], "mode": []})
    sections = pd.DataFrame({"id": [], "name": []})
    return RoadGraph(nodes, edges, sections, crossings), speeds


def grid() -> Figures:
    """Time a 200 x 200 table on 100,000 edges against SciPy's Dijkstra alone."""
    import scipy.sparse as sp
    from scipy.sparse.csgraph import dijkstra

    from geodata import RoadState, travel_table

    graph, speeds = street_grid(GRID)
    dry = RoadState("dry", "dry")
    chosen = np.random.default_rng(2).choice(len(graph.nodes), PLACES, replace=False)
    ids = graph.ids
    places = {ids[node]: ids[node] for node in chosen}
    kmh = dict(zip(speeds["class"], speeds["kmh"], strict=True))
    edges = graph.edges[graph.edges["bars"] == ""]
    seconds = edges["metres"].to_numpy() * 3.6 / edges["class"].map(kmh).to_numpy(dtype=float)
    index = {node: at for at, node in enumerate(ids)}
    a, b = (edges[end].map(index).to_numpy() for end in ("a", "b"))
    back = ~edges["oneway"].to_numpy()
    ends = np.concatenate([a, b[back]]), np.concatenate([b, a[back]])
    both = np.concatenate([seconds, seconds[back]])
    matrix = sp.csr_array((both, ends), shape=(len(ids), len(ids)))
    sources = np.array([index[place] for place in sorted(places)])
    ours, alone = [], []
    legs = travel_table(graph, speeds, places, ["car"], {"dry": dry}).frame
    for _ in range(REPEATS):
        start = time.perf_counter()
        costs = dijkstra(matrix, indices=sources)
        middle = time.perf_counter()
        # A graph anew, so that nothing worked out before helps.
        fresh, _ = street_grid(GRID)
        begin = time.perf_counter()
        travel_table(fresh, speeds, places, ["car"], {"dry": dry})
        end = time.perf_counter()
        alone.append(middle - start)
        ours.append(end - begin)
    reached = np.isfinite(costs[:, sources]).sum() - len(sources)
    assert reached == len(legs)
    return {
        "edges": len(graph.edges),
        "legs": len(legs),
        "ours": min(ours),
        "alone": min(alone),
        "ratio": statistics.median(o / s for o, s in zip(ours, alone, strict=True)),
    }


def write_streets(path: Path) -> int:
    """Write the synthetic extract; returns its number of nodes."""
    import osmium
    from osmium.osm.mutable import Node, Way

    step = 0.5 / (STREETS * (INNER + 1))
    along = STREETS * (INNER + 1)
    count = 0
    with osmium.SimpleWriter(path) as writer:
        for row in range(along):
            for column in range(along):
                if row % (INNER + 1) == 0 or column % (INNER + 1) == 0:
                    place = (123.5 + column * step, -10.5 + row * step)
                    writer.add_node(Node(id=row * along + column + 1, location=place))
                    count += 1
        way = 0
        tags = {"highway": "tertiary", "surface": "asphalt"}
        for street in range(STREETS):
            fixed = street * (INNER + 1)
            for low in range(0, along - 1, 250):
                span = range(low, min(low + 251, along))
                for refs in (
                    [fixed * along + at + 1 for at in span],
                    [at * along + fixed + 1 for at in span],
                ):
                    way += 1
                    writer.add_way(Way(id=way, nodes=refs, tags=tags))
    return count


def extract(path: str) -> Figures:
    """Build a region from the synthetic extract."""
    import geopandas as gpd
    import shapely

    from geodata.build.from_layers import RegionOrder, build_region

    before = peak_mib()
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        side = 0.05
        cells = [(x, y) for x in range(10) for y in range(10)]
        gpd.GeoDataFrame(
            {
                "code": [f"99010{x:01d}0{y:03d}" for x, y in cells],
                "name": [f"Desa {x}-{y}" for x, y in cells],
                "kecamatan": [f"Kecamatan {x}" for x, _ in cells],
                "population": 100,
            },
            geometry=[
                shapely.box(
                    123.5 + x * side, -10.5 + y * side, 123.55 + x * side, -10.45 + y * side
                )
                for x, y in cells
            ],
            crs="EPSG:4326",
        ).to_file(folder / "desa.gpkg")
        start = time.perf_counter()
        built = build_region(
            RegionOrder(folder / "desa.gpkg", folder / "out", osm=Path(path), base=(123.75, -10.25))
        )
        seconds = time.perf_counter() - start
        assert built.roads is not None
        return {
            "edges": len(built.roads.edges),
            "seconds": seconds,
            "before": before,
            "mib": peak_mib(),
        }


def province(villages: str) -> Figures:
    """Write the table between all villages of a province."""
    from geodata import RoadState
    from geodata.travel.streamed_table import write_travel

    graph, speeds = street_grid(PROVINCE_GRID)
    chosen = np.random.default_rng(3).choice(len(graph.nodes), int(villages), replace=False)
    places = {graph.ids[node]: graph.ids[node] for node in chosen}
    before = peak_mib()
    with tempfile.TemporaryDirectory() as held:
        start = time.perf_counter()
        legs = write_travel(
            Path(held) / "travel.parquet",
            graph,
            speeds,
            places,
            ["car"],
            {"dry": RoadState("dry", "dry")},
        )
    return {
        "legs": legs,
        "seconds": time.perf_counter() - start,
        "before": before,
        "mib": peak_mib(),
    }


MEASURES: dict[str, Callable[..., Figures]] = {
    "kupang": kupang,
    "grid": grid,
    "extract": extract,
    "province": province,
}


def measured(name: str, *given: str) -> Figures:
    """Run a measure in a process of its own."""
    asked = [sys.executable, "-m", "tests.benchmarks.geodata_roads", "--measure", name, *given]
    answer = subprocess.run(asked, check=True, capture_output=True, text=True)
    found: Figures = json.loads(answer.stdout.splitlines()[-1])
    return found


def lines_of_kupang() -> tuple[list[list[str]], bool]:
    """Measure Kupang; rows for the report, and whether the goal is met."""
    found = measured("kupang")
    row = [
        f"{found['places']} x {found['places']} table of Kupang, one way drawn on demand",
        f"{found['processor']:.2f} s of processor time, {found['seconds']:.2f} s by the clock "
        f"(files {found['read']:.2f}, graph {found['graph']:.2f}, table {found['table']:.2f}, "
        f"way {found['way']:.2f})",
        "under 1 s of processor time",
    ]
    return [row], found["processor"] < 1


def lines_of_grid() -> tuple[list[list[str]], bool]:
    """Measure the synthetic network."""
    found = measured("grid")
    row = [
        f"{PLACES} x {PLACES} table on {found['edges']:,} edges, graph not yet used",
        f"{found['ratio']:.2f} times SciPy's Dijkstra alone ({found['ours']:.2f} s, "
        f"{found['alone']:.2f} s)",
        "at most 1.5 times",
    ]
    return [row], found["ratio"] <= 1.5


def lines_of_extract() -> tuple[list[list[str]], bool]:
    """Measure the synthetic extract."""
    with tempfile.TemporaryDirectory() as held:
        path = Path(held) / "streets.osm.pbf"
        nodes = write_streets(path)
        found = measured("extract", str(path))
    row = [
        f"`region build` from an extract of {nodes / 1e6:.2f} million nodes, all on roads "
        f"({found['edges']:,} edges kept)",
        f"{found['mib']:.0f} MiB at most ({found['before']:.0f} of them before it starts), "
        f"{found['seconds']:.0f} s",
        "within 1,024 MiB",
    ]
    return [row], found["mib"] <= 1024


def lines_of_province() -> tuple[list[list[str]], bool]:
    """Measure tables of more and more villages on one network."""
    found = {count: measured("province", str(count)) for count in PROVINCE}
    rows = [
        [
            f"table between {count:,} villages ({held['legs']:,} legs), written as it is worked "
            f"out, on {2 * PROVINCE_GRID * (PROVINCE_GRID - 1):,} edges",
            f"{held['mib']:.0f} MiB at most ({held['before']:.0f} before), {held['seconds']:.1f} s",
            "the same memory for all",
        ]
        for count, held in found.items()
    ]
    grown = found[PROVINCE[-1]]["mib"] - found[PROVINCE[0]]["mib"]
    return rows, grown < 100


REPORTS = {
    "kupang": lines_of_kupang,
    "grid": lines_of_grid,
    "extract": lines_of_extract,
    "province": lines_of_province,
}


def main() -> int:
    """Measure, print, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("which", nargs="*", help="measures to run; all by default")
    parser.add_argument("--write", action="store_true", help="write BENCHMARKS.md")
    parser.add_argument("--measure", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        name, *rest = given.measure
        sys.stdout.write(json.dumps(MEASURES[name](*rest)) + "\n")
        return 0
    on = machine(("scipy", "numpy", "osmium", "shapely", "pandas"))
    rows, met = [], True
    for name in given.which or REPORTS:
        more, good = REPORTS[name]()
        rows += [[*row, "yes" if good else "NO"] for row in more]
        met = met and good
        sys.stdout.write("\n".join(" | ".join(row) for row in rows[-len(more) :]) + "\n")
        sys.stdout.flush()
    if given.write:
        text = table(["what", "measured", "goal", "met"], rows)
        write_section(
            "geodata",
            f"## Roads and travel tables\n\n`{COMMAND}`, on {on}. Short times are the "
            f"best, ratios the median of {REPEATS} runs.\n\n{text}",
        )
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
