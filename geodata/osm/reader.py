"""Reading an OpenStreetMap extract (.osm.pbf): roads, ferries, gates and fords of an area.

Coordinates are WGS 84, lon before lat.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import osmium
import osmium.filter
import shapely

from geodata.array_types import BoundingBox, FloatArray, GeometryArray, IndexArray, IntArray
from geodata.message import Message
from geodata.osm.tags import FerryTags, RoadTags, ferry_tags, is_water, node_bars, road_tags
from geodata.system_reasons import system_reason

__all__ = ["Extract", "FerryWay", "SpecialNode", "read_extract"]


_KEYS = ("highway", "route", "barrier", "ford", "waterway", "natural")
_POND_DEGREES = 0.003
"""About 330 m: a closed shore smaller than this is a pond, which a way goes round."""
_FIXED = 10_000_000
"""Osmium keeps degrees as whole numbers of this part."""
_NOWHERE = 2**31 - 1


@dataclass(frozen=True, slots=True)
class SpecialNode:
    """A point on a road that not every vehicle passes, or a ford."""

    bars: str
    ford: bool


@dataclass(frozen=True, slots=True, eq=False)
class FerryWay:
    """A ferry: its tags, the ids of its points and these (lon, lat; shape (points, 2))."""

    way: int
    tags: FerryTags
    nodes: tuple[int, ...]
    points: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Extract:
    """Roads of an extract as they were drawn.

    Attributes
    ----------
    refs : array of int64
        Ids of the nodes of all roads, one road after the other.
    lonlat : array, shape (refs, 2)
        Their points.
    begins : array
        Where each road begins in ``refs``; one more at the end.
    ways : array of int64
        Id of each road's way.
    kind_of_way : array
        Position in ``kinds`` of each road; a one-way road runs in its direction of travel.
    kinds : list of RoadTags
        What roads are tagged with, each combination once.
    ferries : list of FerryWay
        Ferries.
    special : dict of int to SpecialNode
        Gates, barriers and fords by node id.
    piers : frozenset of int
        Ids of the points of ferries that lie on a road or a path.
    waters : array of LineString
        Rivers, and the shores of seas and lakes.
    """

    refs: IntArray
    lonlat: FloatArray
    begins: IntArray
    ways: IntArray
    kind_of_way: IndexArray
    kinds: list[RoadTags]
    ferries: list[FerryWay]
    special: dict[int, SpecialNode]
    piers: frozenset[int]
    waters: GeometryArray


def read_extract(path: Path, bounds: BoundingBox, faults: list[Message]) -> Extract | None:
    """Read the roads and ferries of an extract that touch an area.

    Parameters
    ----------
    path : Path
        The file; its nodes come before its ways, as in every extract offered for download.
    bounds : tuple of float
        West, south, east, north of the area with its margin, degrees.
    faults : list of Message
        Gets a line if the file cannot be read, or has no road in the area.

    Returns
    -------
    Extract or None
        None if there was a fault. Roads are whole, also where they leave the area; points that
        the extract lacks are left out, and a road is parted there.
    """
    reader = _Reader(bounds)
    if path.exists() and not path.is_file():  # a pipe or a device would never end
        faults.append(
            Message(
                "%(name)s: it is no ordinary file; name an OpenStreetMap extract (.osm.pbf)",
                name=path.name,
            )
        )
        return None
    try:
        with path.open("rb"):
            pass
        reader.read(path)
    except OSError as error:
        faults.append(
            Message(
                "%(name)s: it cannot be opened (%(strerror)s); check the name",
                name=path.name,
                strerror=system_reason(error),
            )
        )
        return None
    except RuntimeError as error:
        faults.append(
            Message(
                "%(name)s: no whole OpenStreetMap extract (osmium: %(error)s); the download is "
                "empty or was cut off: fetch it again",
                name=path.name,
                error=error,
            )
        )
        return None
    if not reader.ways:
        faults.append(reader.nothing(path.name))
        return None
    return reader.extract()


class _Reader:
    """Gathers ways in flat arrays, so that memory grows by bytes and not by objects."""

    def __init__(self, bounds: BoundingBox) -> None:
        self.bounds = bounds
        self.west, self.south, self.east, self.north = (round(edge * _FIXED) for edge in bounds)
        self.refs, self.xs, self.ys = array("q"), array("i"), array("i")
        self.begins, self.ways, self.kind_of_way = array("q"), array("q"), array("q")
        self.kinds: dict[RoadTags, int] = {}
        self.ferries: list[FerryWay] = []
        self.special: dict[int, SpecialNode] = {}
        self.on_paths = array("q")
        self.waters: list[shapely.LineString] = []
        self.elsewhere = 0
        self.lacking = 0

    def read(self, path: Path) -> None:
        entities = osmium.osm.NODE | osmium.osm.WAY
        processor = osmium.FileProcessor(path, entities).with_locations()
        for item in processor.with_filter(osmium.filter.KeyFilter(*_KEYS)):
            if isinstance(item, osmium.osm.Node):
                self._node(item)
            elif isinstance(item, osmium.osm.Way):
                self._way(item)

    def _node(self, node: osmium.osm.Node) -> None:
        tags = dict(node.tags)
        held = SpecialNode(node_bars(tags), tags.get("ford", "no") != "no")
        if held.bars or held.ford:
            self.special[node.id] = held

    def _way(self, way: osmium.osm.Way) -> None:
        tags = dict(way.tags)
        road, ferry = road_tags(tags), ferry_tags(tags)
        if road is None and ferry is None:
            if is_water(tags):
                self._water(way)
            elif "highway" in tags and len(way.nodes) and self._inside(way.nodes[0].location):
                self.on_paths.extend(node.ref for node in way.nodes)
            return
        nodes = [(node.ref, node.location.x, node.location.y) for node in way.nodes]
        for part in self._parts(nodes):
            refs, xs, ys = zip(*part, strict=True)
            if (
                max(xs) < self.west
                or min(xs) > self.east
                or max(ys) < self.south
                or min(ys) > self.north
            ):
                self.elsewhere += 1
            elif road is not None:
                self._road(way.id, road, refs, (xs, ys))
            elif ferry is not None:
                points = np.column_stack([xs, ys]) / _FIXED
                self.ferries.append(FerryWay(way.id, ferry, refs, points))

    def _water(self, way: osmium.osm.Way) -> None:
        nodes = [(node.ref, node.location.x, node.location.y) for node in way.nodes]
        for part in self._parts(nodes):
            points = np.array(part, dtype=np.float64)[:, 1:] / _FIXED
            line = shapely.LineString(points)
            pond = line.is_closed and np.ptp(points, axis=0).max() < _POND_DEGREES
            if not pond and shapely.intersects(
                shapely.box(*self.bounds), shapely.box(*line.bounds)
            ):
                self.waters.append(line)

    def _inside(self, at: osmium.osm.Location) -> bool:
        return self.west <= at.x <= self.east and self.south <= at.y <= self.north

    def _road(
        self,
        way: int,
        road: RoadTags,
        refs: tuple[int, ...],
        points: tuple[tuple[int, ...], tuple[int, ...]],
    ) -> None:
        self.begins.append(len(self.refs))
        self.ways.append(way)
        step = -1 if road.oneway < 0 else 1
        along = replace(road, oneway=abs(road.oneway))
        self.kind_of_way.append(self.kinds.setdefault(along, len(self.kinds)))
        self.refs.extend(refs[::step])
        self.xs.extend(points[0][::step])
        self.ys.extend(points[1][::step])

    def _parts(self, nodes: list[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
        """Yield the stretches of a way whose points the extract has."""
        part: list[tuple[int, int, int]] = []
        for node in nodes:
            if node[1] == _NOWHERE:
                self.lacking += 1
                if len(part) > 1:
                    yield part
                part = []
            elif not part or node[0] != part[-1][0]:
                part.append(node)
        if len(part) > 1:
            yield part

    def nothing(self, file: str) -> Message:
        """Say why there is no road in the area."""
        west, south, east, north = self.bounds
        area = f"lon {west:.2f} .. {east:.2f}, lat {south:.2f} .. {north:.2f}"
        if self.elsewhere:
            return Message(
                "%(file)s: none of its roads lies in the area (%(area)s); take the "
                "extract that covers it",
                file=file,
                area=area,
            )
        if self.lacking:
            return Message(
                "%(file)s: its ways come before its nodes, or it lacks them; sort it by "
                "osmium sort",
                file=file,
            )
        return Message("%(file)s: it holds no road; take an extract with highway=*", file=file)

    def extract(self) -> Extract:
        self.begins.append(len(self.refs))
        lonlat = np.empty((len(self.refs), 2))
        lonlat[:, 0], lonlat[:, 1] = self.xs, self.ys
        lonlat /= _FIXED
        refs = np.frombuffer(self.refs, dtype=np.int64)
        at_sea = np.array([node for ferry in self.ferries for node in ferry.nodes], dtype=np.int64)
        paths = np.frombuffer(self.on_paths, dtype=np.int64)
        piers = at_sea[np.isin(at_sea, refs) | np.isin(at_sea, paths)]
        return Extract(
            refs=refs,
            lonlat=lonlat,
            begins=np.frombuffer(self.begins, dtype=np.int64),
            ways=np.frombuffer(self.ways, dtype=np.int64),
            kind_of_way=np.frombuffer(self.kind_of_way, dtype=np.int64).astype(np.intp),
            kinds=list(self.kinds),
            ferries=self.ferries,
            special=self.special,
            piers=frozenset(piers.tolist()),
            waters=np.array(self.waters, dtype=object),
        )
