"""Costs between places, kept by the content of the network that they belong to.

Two states of the roads that leave a vehicle the same open roads at the same speeds are one
network, whatever their names and dates: its costs are looked for once.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from geodata.array_types import FloatArray, IndexArray
from geodata.atomic_file import write_whole
from geodata.travel.shortest_paths import Network

__all__ = ["CostCache"]

_FORMAT = b"costs/1"
"""Part of every key: to be changed when costs are counted otherwise."""
_MOST_FILES = 200
"""Files kept in a folder; the longest unused go first."""


@dataclass(slots=True)
class CostCache:
    """Costs by content, in memory and, if there is a folder, on disk.

    Attributes
    ----------
    folder : Path, optional
        Where costs are kept between runs; a folder that cannot be written keeps none. What
        cannot be read there is looked for anew.
    builds : int
        How often costs were looked for in a network.
    """

    folder: Path | None = None
    builds: int = 0
    _held: dict[str, FloatArray] = field(default_factory=dict)

    def costs(self, network: Network, sources: IndexArray) -> FloatArray:
        """Return costs between nodes, as `Network.costs_between`, shape (sources, sources).

        Raises
        ------
        GeodataError
            If a way takes too long to be counted exactly.
        """
        key = _key(network, sources)
        if key not in self._held:
            kept = self._read(key, len(sources))
            if kept is None:
                kept = network.costs_between(sources, sources)
                self.builds += 1
                self._write(key, kept)
            self._held[key] = kept
        return self._held[key]

    def _read(self, key: str, count: int) -> FloatArray | None:
        if self.folder is None:
            return None
        path = self.folder / f"{key}.npy"
        try:
            kept = np.load(path, allow_pickle=False)
            path.touch()
        except (OSError, ValueError, EOFError):
            return None
        fits = kept.shape == (count, count) and kept.dtype == np.float64
        return kept if fits else None

    def _write(self, key: str, costs: FloatArray) -> None:
        if self.folder is None:
            return
        stream = io.BytesIO()
        np.save(stream, costs, allow_pickle=False)
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / f"{key}.npy", stream.getvalue())
            self._tidy(self.folder)

    @staticmethod
    def _tidy(folder: Path) -> None:
        files = sorted(folder.glob("*.npy"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[_MOST_FILES:]:
            path.unlink(missing_ok=True)


def _key(network: Network, sources: IndexArray) -> str:
    held = hashlib.sha256(_FORMAT)
    matrix = network.matrix
    for array, kind in (
        (matrix.indptr, np.int64),
        (matrix.indices, np.int64),
        (matrix.data, np.float64),
        (sources, np.int64),
    ):
        held.update(f"{len(array)}:".encode())
        held.update(np.ascontiguousarray(array, dtype=kind).data)
    return held.hexdigest()
