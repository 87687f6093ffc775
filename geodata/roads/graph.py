"""The road graph: official sections, and estimated local roads between villages.

Nodes are villages and towns; lengths are whole metres. An edge is drawn as the straight line
between its two nodes, the geometry that the figures support, unless a road map gives its line or
water lies on the straight one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import Transformer

from geodata.array_types import BoolArray, FloatArray, GeometryArray, IndexArray
from geodata.boundaries import straight_metres
from geodata.dataset import ESTIMATED_ROAD, LOCAL, Dataset, MappedRoads, split_list
from geodata.errors import GeodataError
from geodata.message import Message
from geodata.roads.adjacency import IdPair, border_bends, on_land, town_pairs, village_pairs
from geodata.rounding import spread_metres
from geodata.typed_rows import records

__all__ = ["MAPPED_VEHICLES", "RoadGraph", "build_graph"]

MAPPED_VEHICLES = ("car", "motorcycle")
"""The vehicles whose access a road map tells apart; any other follows the first."""
Bends = Mapping[IdPair, tuple[float, float]]
"""Lon and lat (WGS 84) of the one bend of a way, by its pair of villages."""

_ALONG_SHARE = 0.5
_SAMPLES = 11

EDGE_COLUMNS = (
    "a",
    "b",
    "class",
    "surface",
    "metres",
    "official",
    "section",
    "fords",
    "beside",
)

_EVERY_VEHICLE = "car;motorcycle"
"""Bars a road to all: other vehicles follow the car."""


@dataclass(frozen=True, eq=False)
class RoadGraph:
    """Places and the roads between them; an edge can be driven both ways unless it is one-way.

    Attributes
    ----------
    nodes : DataFrame
        ``id, name, kind`` (village, town or junction), ``lon, lat`` (WGS 84); villages first.
    edges : DataFrame
        ``a, b`` (node ids), ``class, surface, metres, official`` (False = estimated),
        ``section`` (id, empty on local roads), ``fords`` (unbridged streams), ``beside`` (the
        section whose fords and closures a local road shares, empty if none). A road map adds
        ``oneway`` (True = from ``a`` to ``b`` only) and ``bars`` (vehicles that may not pass,
        by semicolons; a vehicle that the map does not know follows the car) and
        ``ford_metres`` (what a short ford counts in time beyond its length).
    sections : DataFrame
        The dataset's sections.
    crossings : DataFrame
        The dataset's crossings: no roads, but they tell how landmasses are joined.
    drawn : callable, optional
        Gives the lines of edges by their positions (WGS 84, from ``a`` to ``b``); without it
        they are straight, but for bends.
    bends : mapping
        Lon and lat (WGS 84) of the one bend of edges that are not straight, by their positions.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    sections: pd.DataFrame
    crossings: pd.DataFrame
    drawn: Callable[[IndexArray], GeometryArray] | None = None
    bends: Mapping[int, tuple[float, float]] = field(default_factory=dict)

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of each node by its id."""
        return {node: at for at, node in enumerate(self.nodes["id"])}

    def position(self, node: str) -> int:
        """Return the position of a node.

        Raises
        ------
        GeodataError
            If the graph has no such node.
        """
        try:
            return self.index[node]
        except KeyError:
            raise GeodataError(Message("the road graph has no node %(node)r", node=node)) from None

    @cached_property
    def ids(self) -> list[str]:
        """Ids of the nodes."""
        return [str(node) for node in self.nodes["id"]]

    @cached_property
    def names(self) -> list[str]:
        """Names of the nodes."""
        return [str(name) for name in self.nodes["name"]]

    @cached_property
    def points(self) -> FloatArray:
        """Lon and lat of the nodes, shape (nodes, 2)."""
        return self.nodes[["lon", "lat"]].to_numpy(dtype=np.float64)

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        """Class and surface of each kind of road in the graph, sorted."""
        return sorted(set(self._classes_and_surfaces()))

    @cached_property
    def kind_of_edge(self) -> IndexArray:
        """Position in `kinds` of each edge."""
        at = {kind: position for position, kind in enumerate(self.kinds)}
        return np.array([at[kind] for kind in self._classes_and_surfaces()], dtype=np.intp)

    def _classes_and_surfaces(self) -> list[tuple[str, str]]:
        return list(zip(self.edges["class"], self.edges["surface"], strict=True))

    @cached_property
    def ends(self) -> IndexArray:
        """Positions of both ends of each edge, shape (edges, 2)."""
        columns = [self.edges[end].map(self.index).to_numpy(dtype=np.intp) for end in ("a", "b")]
        return np.column_stack(columns)

    @cached_property
    def oneway(self) -> BoolArray:
        """Whether each edge can be driven from its ``a`` to its ``b`` only."""
        if "oneway" not in self.edges:
            return np.zeros(len(self.edges), dtype=bool)
        return self.edges["oneway"].to_numpy(dtype=bool)

    def barred_to(self, vehicle: str) -> BoolArray:
        """Return whether each edge is barred to a vehicle in every state of the roads."""
        if "bars" not in self.edges:
            return np.zeros(len(self.edges), dtype=bool)
        kinds, kind_of_edge = np.unique(self.edges["bars"].astype(str), return_inverse=True)
        known = vehicle if vehicle in MAPPED_VEHICLES else MAPPED_VEHICLES[0]
        return np.array([known in split_list(kind) for kind in kinds], dtype=bool)[kind_of_edge]

    def lines(self, edges: IndexArray) -> GeometryArray:
        """Return the lines of edges by their positions, in WGS 84, each from ``a`` to ``b``."""
        if self.drawn is not None:
            return self.drawn(edges)
        lines = np.asarray(shapely.linestrings(self.points[self.ends[edges]]), dtype=object)
        for place, edge in enumerate(edges.tolist()):
            if edge in self.bends:
                start, end = lines[place].coords
                lines[place] = shapely.LineString([start, self.bends[edge], end])
        return lines

    @cached_property
    def closed_with(self) -> npt.NDArray[np.object_]:
        """The section with which each edge closes: its own or the one beside it."""
        own = self.edges["section"].to_numpy(dtype=object)
        return np.where(own != "", own, self.edges["beside"].to_numpy(dtype=object))


def build_graph(dataset: Dataset) -> RoadGraph:
    """Build the road graph of a regency.

    - A section's official length is spread over its path in proportion to straight lines, to
      the metre; without an official length it is estimated as the detour factor times them.
    - Villages that share a border on land (`geodata.roads.adjacency`) are joined by a local road of
      the detour factor times the straight line, and a town with the village around it, or the
      one on whose shore it stands. Where a section joins the two directly, that
      section is the road. Where more than ``roads.water_share`` of the line lies on water
      (outside all outlines, also those of the areas around), the road bends at the middle of
      their border, if both its pieces lie on land; else there is none.
    - A local road between villages runs *beside* a section if all of its line stays within
      the dataset's ``roads.beside_metres`` of the section's line and follows it for at least
      half of its own length, or if both its ends lie on the section's path. It shares the
      fords and closures of the nearest such section. A town's link runs beside none.
    - With a road map there are no local roads by borders: the roads are those of the map, and
      sections that were not found on it, drawn straight.
    - To a place by air only no road is made up.

    Parameters
    ----------
    dataset : Dataset
        The regency.

    Returns
    -------
    RoadGraph
        Edges in the order sections, local roads, links of towns.
    """
    nodes = _nodes(dataset)
    points = nodes.set_index("id")[["lon", "lat"]]
    if dataset.mapped is not None:
        return _mapped_graph(dataset, dataset.mapped, nodes, points)
    official = _section_frame(dataset, dataset.sections, points)
    joined = {frozenset(pair) for pair in zip(official["a"], official["b"], strict=True)}
    by_air = dataset.by_air

    def unjoined(pairs: list[IdPair]) -> list[IdPair]:
        return [pair for pair in pairs if frozenset(pair) not in joined and by_air.isdisjoint(pair)]

    villages, bends = _dry(dataset, points, unjoined(village_pairs(dataset)))
    towns = unjoined(town_pairs(dataset))
    local = _local_edges(
        dataset, points, villages, _beside(dataset, points, villages, bends), bends
    )
    links = _local_edges(dataset, points, towns, [""] * len(towns), {})
    edges = pd.concat([official, local, links], ignore_index=True)
    bent = {len(official) + at: bends[pair] for at, pair in enumerate(villages) if pair in bends}
    return RoadGraph(nodes, edges, dataset.sections, dataset.crossings, bends=bent)


def _mapped_graph(
    dataset: Dataset, mapped: MappedRoads, nodes: pd.DataFrame, points: pd.DataFrame
) -> RoadGraph:
    sections = dataset.sections
    missing = sections[~sections["id"].isin(set(mapped.edges["section"]))]
    straight = _section_frame(dataset, missing, points)
    blank = straight.assign(oneway=False, bars="", bridge=False, name="", ford_metres=0)
    edges = mapped.edges_with(sections)
    links = (edges["basis"] == ESTIMATED_ROAD) & edges[["a", "b"]].isin(dataset.by_air).any(axis=1)
    edges.loc[links, "bars"] = _EVERY_VEHICLE
    if len(blank):
        flags = dict.fromkeys(("official", "fords"), bool)
        edges = pd.concat([edges, blank.astype(flags)], ignore_index=True)
    nodes = pd.concat([nodes, mapped.junctions.assign(kind="junction")], ignore_index=True)
    count = len(mapped.edges)

    def drawn(at: IndexArray) -> GeometryArray:
        lines = np.empty(len(at), dtype=object)
        on_map = at < count
        lines[on_map] = mapped.lines(at[on_map])
        rows = straight.iloc[at[~on_map] - count]
        for place, a, b in zip(np.flatnonzero(~on_map), rows["a"], rows["b"], strict=True):
            lines[place] = shapely.LineString(points.loc[[a, b]].to_numpy())
        return lines

    return RoadGraph(nodes, edges, sections, dataset.crossings, drawn)


def _nodes(dataset: Dataset) -> pd.DataFrame:
    villages = dataset.villages.rename(columns={"code": "id"})[["id", "name", "lon", "lat"]]
    frames = [
        pd.DataFrame(villages).assign(kind="village"),
        dataset.towns[["id", "name", "lon", "lat"]].assign(kind="town"),
    ]
    return pd.concat(frames, ignore_index=True)[["id", "name", "kind", "lon", "lat"]]


def _section_frame(dataset: Dataset, sections: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    rows = list(_section_edges(dataset, sections, points))
    frame = pd.DataFrame(rows, columns=list(EDGE_COLUMNS))
    return frame.astype({"metres": "int64", "official": bool, "fords": bool})


def _section_edges(
    dataset: Dataset, sections: pd.DataFrame, points: pd.DataFrame
) -> Iterator[tuple[object, ...]]:
    for row in records(sections):
        at = points.loc[list(row.path)]
        lons, lats = at["lon"].to_numpy(), at["lat"].to_numpy()
        straight = straight_metres(lons[:-1], lats[:-1], lons[1:], lats[1:])
        known = not np.isnan(row.length_km)
        total = row.length_km * 1000 if known else straight.sum() * dataset.detour_factor
        metres = spread_metres(round(total), straight)
        for a, b, length in zip(row.path, row.path[1:], metres, strict=False):
            fords = row.wet_season == "fords"
            yield (a, b, getattr(row, "class"), row.surface, length, known, row.id, fords, "")


def _dry(dataset: Dataset, points: pd.DataFrame, pairs: list[IdPair]) -> tuple[list[IdPair], Bends]:
    """Return the pairs whose way lies on land for the most part, and where ways bend."""
    at = points.loc[[place for pair in pairs for place in pair]].to_numpy()
    lines = np.asarray(shapely.linestrings(at.reshape(len(pairs), 2, 2)))
    dry = dict(zip(pairs, on_land(dataset, lines).tolist(), strict=True))
    bends = border_bends(dataset, [pair for pair in pairs if not dry[pair]])
    return [pair for pair in pairs if dry[pair] or pair in bends], bends


def _local_edges(
    dataset: Dataset,
    points: pd.DataFrame,
    pairs: list[IdPair],
    beside: list[str],
    bends: Bends,
) -> pd.DataFrame:
    ends_a, ends_b = [a for a, _ in pairs], [b for _, b in pairs]
    at_a, at_b = points.loc[ends_a].to_numpy(), points.loc[ends_b].to_numpy()
    over = np.array([bends.get(pair, start) for pair, start in zip(pairs, at_a, strict=True)])
    over = over.reshape(-1, 2)
    straight = straight_metres(*at_a.T, *over.T) + straight_metres(*over.T, *at_b.T)
    with_fords = set(dataset.sections.loc[dataset.sections["wet_season"] == "fords", "id"])
    road_class, surface = LOCAL
    return pd.DataFrame(
        {
            "a": ends_a,
            "b": ends_b,
            "class": road_class,
            "surface": surface,
            "metres": np.rint(straight * dataset.detour_factor).astype(np.int64),
            "official": False,
            "section": "",
            "fords": [section in with_fords for section in beside],
            "beside": beside,
        }
    )


def _beside(dataset: Dataset, points: pd.DataFrame, pairs: list[IdPair], bends: Bends) -> list[str]:
    """Return the section beside which each pair's line runs, or an empty text."""
    if not pairs:
        return []
    centre = points.mean()
    to_plane = Transformer.from_crs(
        "EPSG:4326",
        f"+proj=aeqd +lat_0={centre['lat']} +lon_0={centre['lon']} +datum=WGS84",
        always_xy=True,
    )
    x, y = to_plane.transform(points["lon"].to_numpy(), points["lat"].to_numpy())
    plane = dict(zip(points.index, zip(x, y, strict=True), strict=True))
    over = {pair: to_plane.transform(*bend) for pair, bend in bends.items()}
    lines = np.array(
        [
            shapely.LineString([plane[a], *([over[a, b]] if (a, b) in over else []), plane[b]])
            for a, b in pairs
        ],
        dtype=object,
    )
    shares = np.linspace(0, 1, _SAMPLES)
    samples = shapely.line_interpolate_point(lines[:, None], shares[None, :], normalized=True)
    best = np.full(len(pairs), np.inf)
    found = np.full(len(pairs), "", dtype=object)
    for row in records(dataset.sections):
        line = shapely.LineString([plane[place] for place in row.path])
        farthest = shapely.distance(samples, line).max(axis=1)
        marks = shapely.line_locate_point(line, samples[:, [0, -1]])
        follows = np.abs(np.diff(marks, axis=1)[:, 0]) >= _ALONG_SHARE * shapely.length(lines)
        on_path = np.array([a in row.path and b in row.path for a, b in pairs])
        distance = np.where(on_path, 0.0, farthest)
        runs = on_path | (follows & (farthest <= dataset.beside_metres))
        better = runs & (distance < best)
        best[better], found[better] = distance[better], row.id
    return [str(section) for section in found]
