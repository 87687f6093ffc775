"""Places at the roads at their doors, and missing links between parts of the network.

At the equator 0.01 degrees of longitude are 1,113 m. Villages are squares of 0.1 degrees; their
points are (100.05, 0.05), (100.15, 0.05) and so on.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from geodata import Dataset, RoadState, UnreachableError, build_graph, find_route, load_dataset
from geodata.build.from_layers import RegionOrder, RegionReport, build_region
from geodata.findings import Finding
from geodata.quality.report import survey
from tests.geodata import osm_town as town
from tests.geodata.osm_town import A, B, C, Places, Tags

ROAD: Tags = {"highway": "secondary", "surface": "asphalt"}
BASE = (100.05, 0.05)
DRY = RoadState("dry", "dry")
WEST: Places = {1: (100.05, 0.01), 2: (100.05, 0.09)}
Ways = dict[int, tuple[list[int], Tags]]


def _region(
    folder: Path,
    nodes: Places,
    ways: Ways,
    codes: tuple[str, ...] = (A, B),
    tagged: dict[int, Tags] | None = None,
    gap_km: float = 2.0,
) -> RegionReport:
    layer = folder / "desa.gpkg"
    town.villages(codes).to_file(layer)
    extract = town.write_extract(
        folder / "t.osm.pbf", {**WEST, **nodes}, {1: ([1, 2], ROAD), **ways}, tagged or {}
    )
    order = RegionOrder(layer, folder / "out", osm=extract, base=BASE, gap_km=gap_km)
    return build_region(order)


def _metres(dataset: Dataset, start: str, end: str) -> int:
    return find_route(build_graph(dataset), dataset.speeds, start, end, "car", DRY).metres


def _missing(dataset: Dataset) -> Finding:
    (found,) = [finding for finding in survey(dataset) if finding.topic.key == "missing links"]
    return found


def _snaps(report: RegionReport) -> dict[str, int]:
    assert report.roads is not None
    return {snap.place: round(snap.metres) for snap in report.roads.snaps}


# A road 55.66 m (0.0005 degrees) east of B's point, 11,188 m from the base's.
EAST: Places = {3: (100.1505, 0.01), 4: (100.1505, 0.15)}
FAR: Ways = {2: ([3, 4], ROAD)}


def test_the_road_at_the_door_stays_where_the_link_is_far(tmp_path: Path) -> None:
    """B and D lie at one road that no other joins: 11,057 m, and 1.4 times 56 m at either end."""
    built = _region(tmp_path, EAST, FAR, (A, B, town.D))
    assert _snaps(built)[B] == 56
    assert _snaps(built)[town.D] == 56
    assert _metres(built.dataset, B, town.D) == 11_057 + 2 * 78
    with pytest.raises(UnreachableError):
        _metres(built.dataset, "base", B)


def test_a_missing_link_is_told_once_with_points_metres_and_remedy(tmp_path: Path) -> None:
    built = _region(tmp_path, EAST, FAR, (A, B, town.D))
    (told,) = _missing(built.dataset).details
    # 0.1005 degrees at latitude 0.01 and 0.09.
    assert str(told).startswith("Bale, Dua (15.6 km of roads): no road joins them to the rest; ")
    assert "the shortest place is 11,188 m, from 100.15050,0.0" in str(told)
    assert " to 100.05000,0.0" in str(told)
    assert f"add a row to sections.csv with the path '{B} {A}'" in str(told)
    assert "--gap-km 12" in str(told)
    assert told.text("id").startswith("Bale, Dua (15,6 km jalan): tidak tersambung")


def test_the_remedies_work(tmp_path: Path) -> None:
    built = _region(tmp_path, EAST, FAR)
    table = built.dataset.folder / "sections.csv"
    row = f"L1,Jalan hubung,{B} {A},,local,estimated,open,asked\n"
    table.write_text(table.read_text(encoding="utf-8") + row, encoding="utf-8")
    mended = load_dataset(built.dataset.folder)
    # 1.4 times the 11,132 m between the villages' points.
    assert _metres(mended, "base", B) == 15_585
    assert _missing(mended).details == ()

    (tmp_path / "wide").mkdir()
    wide = _region(tmp_path / "wide", EAST, FAR, gap_km=12)
    assert wide.roads is not None
    assert [round(link.metres) for link in wide.roads.links] == [11_188]
    # The link of 1.4 times 11,188 m, 78 m to B's road, and the road between the ends.
    assert 15_663 + 78 <= _metres(wide.dataset, "base", B) <= 15_663 + 78 + 10_000


@pytest.mark.parametrize("river", [False, True])
def test_a_short_link_is_estimated_unless_a_river_lies_between(tmp_path: Path, river: bool) -> None:
    """A road from B ends 1,113 m from the base's; a river may run between them."""
    nodes: Places = {3: (100.15, 0.05), 4: (100.06, 0.05), 8: (100.055, -0.01), 9: (100.055, 0.2)}
    ways: Ways = {2: ([3, 4], ROAD)}
    if river:
        ways[3] = ([8, 9], {"waterway": "river"})
    built = _region(tmp_path, nodes, ways)
    found = _missing(built.dataset)
    if river:
        assert "0 links between parts of the network are estimated, 1 are left" in str(found.found)
        with pytest.raises(UnreachableError):
            _metres(built.dataset, "base", B)
    else:
        # 0.09 degrees of road and 1.4 times 1,113 m.
        assert _metres(built.dataset, "base", B) == 10_019 + 1_558
        (told,) = found.details
        assert str(told).startswith(
            "100.06000,0.05000 - 100.05000,0.05000: no road on the map over"
        )
        assert "1,113 m; a local road of 1.6 km is assumed" in str(told)


def test_a_gate_is_no_missing_link(tmp_path: Path) -> None:
    """The road to B is barred at its first point: nothing is made up beside the gate."""
    nodes: Places = {3: (100.05, 0.05), 4: (100.06, 0.05), 5: (100.15, 0.05)}
    ways: Ways = {1: ([1, 3, 2], ROAD), 2: ([3, 4], ROAD), 3: ([4, 5], ROAD)}
    tagged: dict[int, Tags] = {4: {"barrier": "gate", "access": "private"}}
    built = _region(tmp_path, nodes, ways, tagged=tagged)
    assert built.roads is not None
    assert built.roads.links == []
    with pytest.raises(UnreachableError):
        _metres(built.dataset, "base", B)


def test_no_link_over_a_strait(tmp_path: Path) -> None:
    """C's island is 334 m from the mainland: less than a link may be long, but all water."""
    frame = town.villages((A, C)).assign(
        geometry=[shapely.box(100.0, 0.0, 100.1, 0.1), shapely.box(100.103, 0.0, 100.3, 0.1)]
    )
    frame.to_file(tmp_path / "desa.gpkg")
    nodes = {**WEST, 3: (100.05, 0.05), 4: (100.0999, 0.05), 5: (100.1031, 0.05), 6: (100.25, 0.05)}
    ways: Ways = {1: ([1, 3, 2], ROAD), 2: ([3, 4], ROAD), 3: ([5, 6], ROAD)}
    extract = town.write_extract(tmp_path / "t.osm.pbf", nodes, ways, {})
    order = RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out", osm=extract, base=BASE)
    built = build_region(order)
    (told,) = _missing(built.dataset).details
    # 0.0032 degrees.
    assert "the shortest place is 356 m" in str(told)
    assert str(told).endswith("water lies between: add the ferry or boat to crossings.csv")


def test_a_short_street_has_a_link_as_long_as_a_place_s(tmp_path: Path) -> None:
    """B stands at 890 m of street, 5.6 km from the base's road: no longer way than its own."""
    nodes: Places = {3: (100.1, 0.05), 4: (100.15, 0.0505), 5: (100.158, 0.0505), 6: (100.05, 0.05)}
    ways: Ways = {1: ([1, 6, 2], ROAD), 2: ([6, 3], ROAD), 3: ([4, 5], ROAD)}
    built = _region(tmp_path, nodes, ways)
    assert _snaps(built)[B] == 55
    assert built.roads is not None
    assert [round(link.metres) for link in built.roads.links] == [5_566]
    assert _metres(built.dataset, "base", B) == 5_566 + 7_793 + 77


def test_the_base_s_road_goes_before_one_that_is_hardly_nearer(tmp_path: Path) -> None:
    """A lost stretch 111 m from B, the base's road 276 m from it."""
    nodes: Places = {
        3: (100.05, 0.0475),
        4: (100.16, 0.0475),
        5: (100.13, 0.051),
        6: (100.17, 0.051),
    }
    ways: Ways = {1: ([1, 3, 2], ROAD), 2: ([3, 4], ROAD), 3: ([5, 6], ROAD)}
    built = _region(tmp_path, nodes, ways)
    assert _snaps(built)[B] == 276
    assert built.roads is not None
    assert built.roads.links == []


def test_islands_with_a_crossing_miss_no_link(tmp_path: Path) -> None:
    town.villages().to_file(tmp_path / "desa.gpkg")
    extract = town.write_extract(tmp_path / "town.osm.pbf")
    order = RegionOrder(tmp_path / "desa.gpkg", tmp_path / "out", osm=extract, base=BASE)
    details = _missing(build_region(order).dataset).details
    # Hilang has a road and no ferry; the nearest road is that of the ferry's island.
    (told,) = details
    assert str(told).startswith("Hilang (2.2 km of roads)")
    assert "(Feri); water lies between" in str(told)
