"""The travel table of a whole province, written as it is worked out.

A table grows with the square of its places. Here it goes to disk some origins at a time, so that
memory grows with the network alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from geodata.errors import DatasetError
from geodata.message import Message
from geodata.roads import RoadGraph
from geodata.system_reasons import system_reason
from geodata.travel.conditions import RoadState
from geodata.travel.shortest_paths import open_network, split_costs
from geodata.travel.table import SCHEMA, legs_frame, legs_table

__all__ = ["write_travel"]

_CELLS = 1 << 18
"""Legs held at a time."""


def write_travel(
    path: Path,
    graph: RoadGraph,
    speeds: pd.DataFrame,
    places: Mapping[str, str],
    vehicles: Collection[str],
    states: Mapping[str, RoadState],
) -> int:
    """Write the legs between places as Parquet, with the rows of `geodata.travel_table`.

    Parameters
    ----------
    path : Path
        The file; it is there only when it is whole.
    graph, speeds, places, vehicles, states
        As for `geodata.travel_table`.

    Returns
    -------
    int
        Number of legs.

    Raises
    ------
    GeodataError
        As `geodata.travel_table`; DatasetError if the file cannot be written.
    """
    ids, keys = sorted(places), (sorted(vehicles), sorted(states))
    nodes = np.array([graph.position(places[place]) for place in ids], dtype=np.intp)
    targets, position = np.unique(nodes, return_inverse=True)
    networks = [
        open_network(graph, speeds, vehicle, states[condition])
        for vehicle, condition in product(*keys)
    ]
    at_once = max(1, _CELLS // max(1, len(ids) * len(networks)))
    part, written = path.with_name(f".{path.name}.part"), 0
    try:
        with pq.ParquetWriter(part, SCHEMA, compression="zstd") as writer:
            for low in range(0, len(ids), at_once):
                some = np.arange(low, min(low + at_once, len(ids)))
                costs = np.stack(
                    [each.costs_between(nodes[some], targets)[:, position] for each in networks],
                    axis=2,
                )
                costs[np.arange(len(some)), some] = np.inf
                four = (len(some), len(ids), len(keys[0]), len(keys[1]))
                exists = np.isfinite(costs).reshape(four)
                minutes, metres = (held.reshape(four) for held in split_costs(costs))
                names = (ids[low : low + at_once], ids, *keys)
                frame = legs_frame(exists, minutes, metres, names)
                writer.write_table(legs_table(frame))
                written += len(frame)
        part.replace(path)
    except OSError as error:
        raise DatasetError(
            str(path),
            [Message("it cannot be written: %(strerror)s", strerror=system_reason(error))],
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return written
