"""Findings on a regency's roads: parts, reach, snaps, lengths, estimates."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import shapely

from geodata.boundaries import straight_metres
from geodata.dataset import BY_AIR_WORD, ESTIMATED_ROAD, Dataset
from geodata.findings import Finding, finding, some
from geodata.message import Figure, Message
from geodata.roads import FAR_METRES, LIKELY, RoadGraph, build_graph
from geodata.travel import Network, RoadState, landmasses, open_network
from geodata.typed_rows import records

__all__ = ["RoadSurvey"]

FAR_LONGER = 3.0
"""An official length of so many times the straight lines is suspicious."""
STRAIGHT_METRES = 5_000
"""A road on the map without a bend for so long was hardly surveyed."""


_WAYS_ON = Message(
    "where nothing leads: add a road to sections.csv, or a ferry or boat to "
    "crossings.csv; where only aircraft go, write %(by_air)s in the column access",
    by_air=BY_AIR_WORD,
)
"""What to do about villages to which no way leads."""


class RoadSurvey:
    """Looks at the roads of a dataset, in the dry season with all of them open.

    Parameters
    ----------
    dataset : Dataset
        The regency.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.graph: RoadGraph = build_graph(dataset)
        self.names = dict(zip(self.graph.nodes["id"], self.graph.nodes["name"], strict=True))
        self.posts: list[str] = dataset.villages["code"].tolist()
        self.networks: dict[str, Network] = {
            vehicle: open_network(self.graph, dataset.speeds, vehicle, RoadState("dry", "dry"))
            for vehicle in ("car", "motorcycle")
            if vehicle in set(dataset.speeds["vehicle"])
        }

    def parts(self) -> Finding:
        """Return the finding on parts of the network that no road joins, and their villages."""
        lands = np.array(landmasses(self.graph))
        metres = self.graph.edges["metres"].to_numpy(dtype=np.float64)
        km = np.bincount(lands[self.graph.ends[:, 0]], metres, minlength=lands.max() + 1) / 1000
        order = [int(part) for part in np.argsort(km)[::-1] if km[part] > 0]
        details = []
        posts = self.posts
        for part in order[1:]:
            names = [self.names[node] for node in posts if lands[self.graph.index[node]] == part]
            if names:
                told = some(names)
                details.append(Message("%(km)s km: %(told)s", km=Figure(km[part], 1), told=told))
        rest = km[order[1:]].sum() if order else 0.0
        return finding(
            Message("parts of the network"),
            Message(
                "%(count)s parts; %(rest)s of %(km)s km lie outside the largest",
                count=len(order),
                rest=Figure(rest, 1),
                km=Figure(km.sum(), 1),
            ),
            details,
        )

    def reach(self, vehicle: str) -> set[str]:
        """Return the nodes that the base reaches by road and by crossings for a vehicle."""
        network = self.networks[vehicle]
        rows = [row for row in records(self.dataset.crossings) if vehicle in row.vehicles]
        reached: set[str] = set()
        ask = [self.dataset.base]
        while ask:
            start = np.array([self.graph.position(node) for node in ask], dtype=np.intp)
            everywhere = np.arange(len(self.graph.nodes), dtype=np.intp)
            costs = network.costs_between(start, everywhere)
            at = np.flatnonzero(np.isfinite(costs).any(axis=0))
            reached |= {self.graph.ids[node] for node in at}
            ask = sorted({row.to for row in rows if getattr(row, "from") in reached} - reached)
        return reached

    def off_network(self) -> Finding:
        """Name the villages that the base does not reach."""
        by_car = self.reach("car")
        by_any = by_car.union(*(self.reach(vehicle) for vehicle in self.networks))
        posts = self.posts
        air = [post for post in posts if post in self.dataset.by_air - by_any]
        away = [post for post in posts if post not in by_any and post not in air]
        riding = [post for post in posts if post in by_any - by_car]
        details = [
            Message(
                "%(names)s (%(post)s): no road or crossing leads there from the base",
                names=self.names[post],
                post=post,
            )
            for post in away
        ] + [
            Message("%(names)s (%(post)s): by motorcycle only", names=self.names[post], post=post)
            for post in riding
        ]
        if away:
            details.append(_WAYS_ON)
        count = len(posts) - len(away) - len(air)
        flown = some([f"{self.names[post]} ({post})" for post in air])
        return finding(
            Message("off the network"),
            Message(
                "%(count)s of %(count_2)s villages are reached from the base%(more)s",
                count=count,
                count_2=len(posts),
                more=(Message("; by air only: %(flown)s", flown=flown) if air else ""),
            ),
            details,
        )

    def snaps(self) -> Finding:
        """List the places that are far from their road."""
        details: list[Message] = []
        mapped = self.dataset.mapped
        count = 0
        if mapped is not None:
            links = mapped.edges[mapped.edges["basis"] == ESTIMATED_ROAD]
            links = links[links["a"].isin({*self.posts, *self.dataset.towns["id"]})]
            count = len(links)
            for row in records(links.sort_values("metres", ascending=False)):
                km = row.metres / self.dataset.detour_factor / 1000
                if km * 1000 > FAR_METRES:
                    name = f"{self.names[row.a]} ({row.a})"
                    told = Message("%(name)s: %(km)s km from its road", name=name, km=Figure(km, 1))
                    details.append(told)
        return finding(
            Message("snaps"),
            Message(
                "%(count)s places joined to mapped roads, %(count_2)s over 1 km away",
                count=count,
                count_2=len(details),
            ),
            details,
        )

    def estimated(self) -> Finding:
        """Return the finding on the estimated share of the roads and of ways from the base."""
        edges = self.graph.edges
        metres, known = edges["metres"].to_numpy(), edges["official"].to_numpy(dtype=bool)
        share = 100 * metres[~known].sum() / max(1, metres.sum())
        whole = guessed = 0
        blind: list[str] = []
        base = self.graph.position(self.dataset.base)
        for post in self.posts:
            _, _, used = self.networks["car"].way(base, self.graph.position(post))
            whole += int(metres[used].sum())
            guessed += int(metres[used][~known[used]].sum())
            # A post at the base's own door has no way that could be driven otherwise.
            far = len(used) > 1 and metres[used].sum() > FAR_METRES
            if far and not known[used].any():
                blind.append(self.names[post])
        of_ways = 100 * guessed / max(1, whole)
        basis = self._basis()
        details = []
        if metres.sum() > FAR_METRES and not known.any():
            details.append(
                Message(
                    "every road is estimated: give roads with --osm, or official lengths with "
                    "--sections, before trusting times and costs"
                )
            )
        elif blind:
            details.append(
                Message("the whole way from the base is estimated to %(names)s", names=some(blind))
            )
        return finding(
            Message("estimated lengths"),
            Message(
                "%(share)s %% of the road km, %(of_ways)s %% of the ways from the base to all "
                "villages by car; %(basis)s",
                share=f"{share:.0f}",
                of_ways=f"{of_ways:.0f}",
                basis=basis,
            ),
            details,
        )

    def _basis(self) -> Message:
        """Say how many km are official, on the map, and estimated."""
        edges = self.graph.edges
        official = edges["official"].astype(bool) & (edges["section"] != "")
        mapped = edges["official"].astype(bool) & ~official
        km = [edges["metres"][rows].sum() / 1000 for rows in (official, mapped, ~edges["official"])]
        return Message(
            "%(km)s km official, %(km_2)s km on the map, %(km_3)s km estimated",
            km=Figure(km[0]),
            km_2=Figure(km[1]),
            km_3=Figure(km[2]),
        )

    def sections(self) -> Finding:
        """List sections whose length does not fit their path or the map."""
        points = dict(zip(self.graph.ids, self.graph.points, strict=True))
        mapped = self.dataset.mapped
        on_map = {} if mapped is None else mapped.edges.groupby("section")["metres"].sum().to_dict()
        details: list[Message] = []
        for row in records(self.dataset.sections):
            lons, lats = np.array([points[place] for place in row.path]).T
            straight = straight_metres(lons[:-1], lats[:-1], lons[1:], lats[1:]).sum() / 1000
            details += _section_details(row, float(straight), on_map.get(row.id))
            if mapped is not None and row.id not in on_map:
                details.append(Message("%(id)s: not found on the map, drawn straight", id=row.id))
        count = len(self.dataset.sections)
        return finding(
            Message("lengths of sections"),
            Message(
                "%(count)s sections against the straight lines on their paths%(more)s",
                count=count,
                more=(Message(" and the map") if mapped is not None else ""),
            ),
            details,
        )

    def straight(self) -> Finding:
        """List long roads on the map that do not bend once."""
        metres = self.graph.edges["metres"].to_numpy()
        long = (
            np.flatnonzero(metres > STRAIGHT_METRES) if self.dataset.mapped else np.array([], int)
        )
        lines = self.graph.lines(long)
        bare = long[shapely.get_num_points(lines) == 2] if len(long) else long
        details = []
        for row in records(self.graph.edges.iloc[bare]):
            ends, km = f"{self.names[row.a]} - {self.names[row.b]}", row.metres / 1000
            told = Message("%(ends)s: %(km)s km without a bend", ends=ends, km=Figure(km, 1))
            details.append(told)
        return finding(
            Message("straight roads"),
            Message(
                "%(count)s mapped roads of over %(straight_metres)s km have no bend",
                count=len(details),
                straight_metres=STRAIGHT_METRES // 1000,
            ),
            details,
        )

    def tags(self) -> Finding:
        """Return the finding on the tags of the map."""
        mapped = self.dataset.mapped
        if mapped is None:
            found = Message("no road map; local roads are estimated")
            return finding(Message("tags"), found, [])
        roads = mapped.edges[mapped.edges["basis"] != ESTIMATED_ROAD]
        told = (roads["tagged_surface"] + roads["tracktype"] + roads["smoothness"]) != ""
        share = 100 * roads["metres"][told].sum() / max(1, roads["metres"].sum())
        fords, barred = int(roads["fords"].sum()), int((roads["bars"] != "").sum())
        ways = int(roads["oneway"].sum())
        return finding(
            Message("tags"),
            Message(
                "%(share)s %% of the mapped km tell their surface; %(fords)s fords, %(ways)s "
                "one-way and %(barred)s barred stretches",
                share=f"{share:.0f}",
                fords=fords,
                ways=ways,
                barred=barred,
            ),
            [],
        )


def _section_details(
    row: SimpleNamespace, straight: float, on_map: int | None
) -> Iterator[Message]:
    """Yield what is suspicious about the length of a section; ``straight`` in km."""
    if np.isnan(row.length_km):
        yield Message(
            "%(id)s: no official length, estimated from %(straight)s km straight",
            id=row.id,
            straight=Figure(straight, 1),
        )
        return
    if row.length_km < straight or row.length_km > FAR_LONGER * straight:
        yield Message(
            "%(id)s: official %(length_km)s km, its straight lines %(straight)s km",
            id=row.id,
            length_km=Figure(row.length_km, None),
            straight=Figure(straight, 1),
        )
    if on_map and not LIKELY[0] <= on_map / 1000 / row.length_km <= LIKELY[1]:
        yield Message(
            "%(id)s: official %(length_km)s km, on the map %(on_map)s km",
            id=row.id,
            length_km=Figure(row.length_km, None),
            on_map=Figure(on_map / 1000, 1),
        )
