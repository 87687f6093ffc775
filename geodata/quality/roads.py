"""What there is to know of a regency's roads: parts, reach, snaps, lengths, estimates."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import shapely

from geodata.boundaries import straight_metres
from geodata.dataset import BY_AIR, ESTIMATED, Dataset
from geodata.findings import Finding, finding, some
from geodata.message import local
from geodata.roads import FAR_METRES, LIKELY, RoadGraph, build_graph
from geodata.travel import Network, RoadState, landmasses, open_network
from geodata.typed_rows import records

__all__ = ["RoadSurvey"]

FAR_LONGER = 3.0
"""An official length of so many times the straight lines is suspicious."""
STRAIGHT_METRES = 5_000
"""A road on the map without a bend for so long was hardly surveyed."""


_WAYS_ON = (
    f"where nothing leads: add a road to sections.csv, or a ferry or boat to crossings.csv; where "
    f"only aircraft go, write {BY_AIR} in the column access",
    f"yang belum terjangkau: tambahkan jalan di sections.csv, atau feri atau perahu di "
    f"crossings.csv; yang hanya terjangkau pesawat, tulis {BY_AIR} di kolom access",
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
        """Tell the parts of the network that no road joins, and the villages on them."""
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
                details.append((f"{km[part]:.1f} km: {told}", f"{local(km[part], 1)} km: {told}"))
        rest = km[order[1:]].sum() if order else 0.0
        return finding(
            ("parts of the network", "bagian jaringan"),
            (
                f"{len(order)} parts; {rest:.1f} of {km.sum():.1f} km lie outside the largest",
                f"{len(order)} bagian; {local(rest, 1)} dari {local(km.sum(), 1)} km di luar yang "
                "terbesar",
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
            (
                f"{self.names[post]} ({post}): no road or crossing leads there from the base",
                f"{self.names[post]} ({post}): tidak ada jalan atau penyeberangan dari pangkalan",
            )
            for post in away
        ] + [
            (
                f"{self.names[post]} ({post}): by motorcycle only",
                f"{self.names[post]} ({post}): hanya dengan sepeda motor",
            )
            for post in riding
        ]
        if away:
            details.append(_WAYS_ON)
        count = len(posts) - len(away) - len(air)
        flown = some([f"{self.names[post]} ({post})" for post in air])
        return finding(
            ("off the network", "di luar jaringan"),
            (
                f"{count} of {len(posts)} villages are reached from the base"
                + (f"; by air only: {flown}" if air else ""),
                f"{count} dari {len(posts)} desa terjangkau dari pangkalan"
                + (f"; hanya lewat udara: {flown}" if air else ""),
            ),
            details,
        )

    def snaps(self) -> Finding:
        """List the places that are far from their road."""
        details: list[tuple[str, str]] = []
        mapped = self.dataset.mapped
        count = 0
        if mapped is not None:
            links = mapped.edges[mapped.edges["basis"] == ESTIMATED]
            links = links[links["a"].isin({*self.posts, *self.dataset.towns["id"]})]
            count = len(links)
            for row in records(links.sort_values("metres", ascending=False)):
                km = row.metres / self.dataset.detour_factor / 1000
                if km * 1000 > FAR_METRES:
                    name = f"{self.names[row.a]} ({row.a})"
                    english = f"{name}: {km:.1f} km from its road"
                    details.append((english, f"{name}: {local(km, 1)} km dari jalannya"))
        return finding(
            ("snaps", "jarak ke jalan"),
            (
                f"{count} places joined to mapped roads, {len(details)} over 1 km away",
                f"{count} tempat disambung ke jalan peta, {len(details)} lebih dari 1 km",
            ),
            details,
        )

    def estimated(self) -> Finding:
        """Tell how much of the roads, and of the ways from the base, is estimated."""
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
        if metres.sum() and not known.any():
            details.append(
                (
                    "every road is estimated: give roads with --osm, or official lengths with "
                    "--sections, before trusting times and costs",
                    "semua jalan hanya perkiraan: berikan jalan dengan --osm, atau panjang resmi "
                    "dengan --sections, sebelum mempercayai waktu dan biaya",
                )
            )
        elif blind:
            details.append(
                (
                    f"the whole way from the base is estimated to {some(blind)}",
                    f"seluruh jalan dari pangkalan hanya perkiraan ke {some(blind)}",
                )
            )
        return finding(
            ("estimated lengths", "panjang perkiraan"),
            (
                f"{share:.0f} % of the road km, {of_ways:.0f} % of the ways from the base to all "
                f"villages by car; {basis[0]}",
                f"{share:.0f} % dari km jalan, {of_ways:.0f} % dari perjalanan mobil dari "
                f"pangkalan ke semua desa; {basis[1]}",
            ),
            details,
        )

    def _basis(self) -> tuple[str, str]:
        """Say how many km are official, on the map, and estimated."""
        edges = self.graph.edges
        official = edges["official"].astype(bool) & (edges["section"] != "")
        mapped = edges["official"].astype(bool) & ~official
        km = [edges["metres"][rows].sum() / 1000 for rows in (official, mapped, ~edges["official"])]
        return (
            f"{km[0]:,.0f} km official, {km[1]:,.0f} km on the map, {km[2]:,.0f} km estimated",
            f"{local(km[0])} km resmi, {local(km[1])} km dari peta, {local(km[2])} km perkiraan",
        )

    def sections(self) -> Finding:
        """List sections whose length does not fit their path or the map."""
        points = dict(zip(self.graph.ids, self.graph.points, strict=True))
        mapped = self.dataset.mapped
        on_map = {} if mapped is None else mapped.edges.groupby("section")["metres"].sum().to_dict()
        details: list[tuple[str, str]] = []
        for row in records(self.dataset.sections):
            lons, lats = np.array([points[place] for place in row.path]).T
            straight = straight_metres(lons[:-1], lats[:-1], lons[1:], lats[1:]).sum() / 1000
            details += _section_details(row, float(straight), on_map.get(row.id))
            if mapped is not None and row.id not in on_map:
                details.append(
                    (
                        f"{row.id}: not found on the map, drawn straight",
                        f"{row.id}: tidak ditemukan di peta, digambar lurus",
                    )
                )
        count = len(self.dataset.sections)
        return finding(
            ("lengths of sections", "panjang ruas"),
            (
                f"{count} sections against the straight lines on their paths"
                + (" and the map" if mapped is not None else ""),
                f"{count} ruas dibandingkan dengan garis lurus lintasannya"
                + (" dan peta" if mapped is not None else ""),
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
            indonesian = f"{ends}: {local(km, 1)} km tanpa belokan"
            details.append((f"{ends}: {km:.1f} km without a bend", indonesian))
        return finding(
            ("straight roads", "jalan lurus"),
            (
                f"{len(details)} mapped roads of over {STRAIGHT_METRES // 1000} km have no bend",
                f"{len(details)} jalan peta di atas {STRAIGHT_METRES // 1000} km tanpa belokan",
            ),
            details,
        )

    def tags(self) -> Finding:
        """Tell how well the map is tagged."""
        mapped = self.dataset.mapped
        if mapped is None:
            found = (
                "no road map; local roads are estimated",
                "tanpa peta jalan; jalan lokal diperkirakan",
            )
            return finding(("tags", "tag"), found, [])
        roads = mapped.edges[mapped.edges["basis"] != ESTIMATED]
        told = (roads["tagged_surface"] + roads["tracktype"] + roads["smoothness"]) != ""
        share = 100 * roads["metres"][told].sum() / max(1, roads["metres"].sum())
        fords, barred = int(roads["fords"].sum()), int((roads["bars"] != "").sum())
        ways = int(roads["oneway"].sum())
        return finding(
            ("tags", "tag"),
            (
                f"{share:.0f} % of the mapped km tell their surface; {fords} fords, {ways} one-way "
                f"and {barred} barred stretches",
                f"{share:.0f} % km peta menyebut permukaannya; {fords} arungan, {ways} ruas satu "
                f"arah, {barred} ruas tertutup",
            ),
            [],
        )


def _section_details(
    row: SimpleNamespace, straight: float, on_map: int | None
) -> Iterator[tuple[str, str]]:
    """Yield what is suspicious about the length of a section; ``straight`` in km."""
    if np.isnan(row.length_km):
        yield (
            f"{row.id}: no official length, estimated from {straight:.1f} km straight",
            f"{row.id}: tanpa panjang resmi, diperkirakan dari {local(straight, 1)} km lurus",
        )
        return
    if row.length_km < straight or row.length_km > FAR_LONGER * straight:
        yield (
            f"{row.id}: official {row.length_km:g} km, its straight lines {straight:.1f} km",
            f"{row.id}: resmi {local(row.length_km, 1)} km, garis lurusnya {local(straight, 1)} km",
        )
    if on_map and not LIKELY[0] <= on_map / 1000 / row.length_km <= LIKELY[1]:
        yield (
            f"{row.id}: official {row.length_km:g} km, on the map {on_map / 1000:.1f} km",
            f"{row.id}: resmi {local(row.length_km, 1)} km, di peta {local(on_map / 1000, 1)} km",
        )
